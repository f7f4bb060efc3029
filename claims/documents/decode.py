"""Bytes to text: the declared charset, then UTF-8, then cp1252, then what charset-normalizer finds.

A page that says charset=windows-1252 and writes "don\\x92t" reads "don’t".
"""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from claims.errors import InputError

VALID = "save it as UTF-8 text, Markdown or HTML"
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet table"),
)
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
HEAD = 4096
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
MOST_CONTROL = 0.01
NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})


class Decoded(NamedTuple):
    """The text of a file, the charset that gave it, and what was odd about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, where: str) -> Decoded:
    """The text of a file's bytes; InputError where it is empty, binary or in a damaged encoding."""
    if not data.strip():
        raise InputError(where, "the file is empty", "a document needs text")
    decoded = _by_mark(data, where) or _by_charset(data, where)
    lost = decoded.text.find("\ufffd")
    if lost >= 0:
        around = decoded.text[max(0, lost - 20) : lost + 20].strip()
        found = f"characters were lost in an earlier conversion (U+FFFD at character {lost}, near {around!r})"
        raise InputError(where, found, "save the page again from its source, as UTF-8")
    return decoded


def _by_mark(data: bytes, where: str) -> Decoded | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError as error:
                found = f"marked as {encoding}, but byte {error.start} does not fit"
                raise InputError(where, found, VALID) from error
    return None


def _by_charset(data: bytes, where: str) -> Decoded:
    _refuse_binary(data, where)
    declared, warnings = _declared(data)
    utf8 = _try(data, "utf-8")
    if declared and not (utf8 is not None and declared in WESTERN and not data.isascii()):
        text = _try(data, "cp1252" if declared in WESTERN else declared)
        if text is not None:
            return Decoded(text, declared, warnings)
        warnings += (f"declared as {declared}, which does not fit its bytes",)
    elif declared and utf8 is not None:
        warnings += (f"declared as {declared}, but its bytes are UTF-8",)
    if utf8 is not None:
        return Decoded(utf8, "utf-8", warnings)
    _refuse_damaged(data, where)
    return _guessed(data, where, warnings)


def _guessed(data: bytes, where: str, warnings: tuple[str, ...]) -> Decoded:
    text = _try(data, "cp1252")
    if text is not None:
        return Decoded(text, "cp1252", (*warnings, "no charset declared and not UTF-8: read as cp1252"))
    best = from_bytes(data).best()
    if best is None:
        raise InputError(where, "no charset fits its bytes", VALID)
    return Decoded(
        str(best), best.encoding, (*warnings, f"no charset declared: read as {best.encoding}, a guess")
    )


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _declared(data: bytes) -> tuple[str, tuple[str, ...]]:
    match = DECLARED.search(data[:HEAD])
    if not match:
        return "", ()
    label = match[1].decode("ascii", "replace")
    try:
        info = codecs.lookup(label)
    except LookupError:
        return "", (f"declares a charset that is not known: {label}",)
    if not info._is_text_encoding or info.name.replace("_", "-") in NO_CHARSETS:
        return "", (f"declares {label}, which is no charset of pages",)
    if info.name.startswith(("utf-16", "utf-32")):
        return "", (f"declares {label}, which its bytes are not in",)
    return info.name, ()


def _refuse_binary(data: bytes, where: str) -> None:
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise InputError(where, f"this is {what}, not text", VALID)
    if b"\0" in data:
        zeros = data.count(b"\0") / len(data)
        wide = 0.3 < zeros < 0.6
        found = "UTF-16 without a byte order mark" if wide else "binary data (it holds zero bytes), not text"
        raise InputError(where, found, VALID)
    control = len(data) - len(data.translate(None, CONTROL))
    if control > MOST_CONTROL * len(data):
        raise InputError(where, "binary data (many control characters), not text", VALID)


def _refuse_damaged(data: bytes, where: str) -> None:
    """Refuse what is UTF-8 but for a few bytes: as cp1252, every curly quote becomes three letters."""
    text = data.decode("utf-8", "surrogateescape")
    broken = len(re.findall("[\udc80-\udcff]+", text))
    whole = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    if whole >= broken:
        place = next(i for i, char in enumerate(text) if "\udc80" <= char <= "\udcff")
        near = "".join(
            char for char in text[max(0, place - 20) : place + 20] if not "\udc80" <= char <= "\udcff"
        )
        raise InputError(where, f"broken UTF-8 at character {place}, near {near.strip()!r}", VALID)
