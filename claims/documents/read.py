"""A file or a string becomes a `Document`, or an `InputError` that says what was found and what is valid.

"Acme let the bank read messages." alone is enough: the company is inferred, and the document says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from claims.documents.company import has_own_voice, infer_company, short_forms
from claims.documents.decode import Decoded, decode
from claims.documents.english import refuse_other_languages
from claims.documents.frontmatter import HALF, NOTHING, FrontMatter, read_front_matter
from claims.documents.furniture import set_furniture_aside
from claims.documents.html import looks_like_html
from claims.documents.kind import infer_kind
from claims.documents.page import read_page
from claims.documents.plain import read_plain
from claims.documents.stretch import Reading, Stretch, assemble
from claims.errors import InputError
from claims.types import Document, Kind, Role

MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = frozenset({".txt", *MARKDOWN, *HTML})
TITLE_WORDS = 30
STANDARD_INPUT = "-"
LARGEST = 20_000_000
LONGEST = 1_000_000


class Options(NamedTuple):
    """What the caller knows about a document that does not say it itself."""

    kind: Kind | None = None
    speaker: str | None = None
    company: str | None = None
    aliases: tuple[str, ...] = ()
    recorded: Mapping[str, str] = NOTHING


def read_document(
    path: str | Path,
    *,
    kind: Kind | str | None = None,
    speaker: str | None = None,
    company: str | None = None,
    aliases: Iterable[str] = (),
    recorded: Mapping[str, str] = NOTHING,
) -> Document:
    """The document in a file: HTML, Markdown or plain text, by suffix or content.

    What its front matter says holds, its record and then the options give what it lacks, and the rest is inferred,
    and said so.
    InputError where the file is missing, empty, binary, in a damaged encoding or wrong in its front matter.
    """
    path = Path(path)
    options = _options(kind, speaker, company, aliases)._replace(recorded=recorded)
    return _document(decode(file_bytes(path), str(path)), path.stem, str(path), options)


def read_text(
    text: str,
    *,
    name: str = "text",
    kind: Kind | str | None = None,
    speaker: str | None = None,
    company: str | None = None,
    aliases: Iterable[str] = (),
) -> Document:
    """The document in a string, read as a file of that name would be."""
    if not text.strip():
        raise InputError(name, "the text is empty", "a document needs text")
    if half := HALF.search(text):
        raise InputError(name, f"half a character at {half.start()}", "a text that UTF-8 can hold")
    return _document(Decoded(text, "utf-8"), Path(name).stem, name, _options(kind, speaker, company, aliases))


def read_cell(text: str, *, name: str, path: str, recorded: Mapping[str, str]) -> Document:
    """The document in a cell of a table: its text as given, and what the other cells say of it.

    InputError as for a file; `recorded` holds fields of a front matter, each already valid.
    """
    if not text.strip():
        raise InputError(path, "the text is empty", "a document needs text")
    if len(text) > LARGEST:
        raise InputError(
            path, f"the text has {len(text):,} characters", f"a document has at most {LARGEST:,}"
        )
    return _document(Decoded(text, "utf-8"), name, path, Options(recorded=recorded))


def read_stream(
    content: bytes, *, kind: Kind | str | None = None, speaker: str | None = None, company: str | None = None
) -> Document:
    """The document in the bytes of standard input; InputError as for a file."""
    text = decode(content, STANDARD_INPUT).text
    return read_text(text, name="stdin", kind=kind, speaker=speaker, company=company)


def read_all(
    paths: Iterable[str | Path],
    *,
    kind: Kind | str | None = None,
    speaker: str | None = None,
    company: str | None = None,
    aliases: Iterable[str] = (),
) -> Iterator[Document | InputError]:
    """Each document of the files and folders named, in order, or the error it gave; none stops the rest."""
    aliases = tuple(aliases)
    for path in paths:
        try:
            files = document_files(Path(path))
        except InputError as error:
            yield error
            continue
        for file in files:
            try:
                yield read_document(file, kind=kind, speaker=speaker, company=company, aliases=aliases)
            except InputError as error:
                yield error


def document_files(path: Path) -> tuple[Path, ...]:
    """The file itself, or the documents that lie in a folder, sorted by name."""
    try:
        if not path.is_dir():
            return (path,)
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "name a file or folder") from error
    files = (file for file in path.iterdir() if file.suffix.lower() in SUFFIXES and file.is_file())
    found = tuple(sorted(file for file in files if not file.name.startswith(".")))
    if not found:
        raise InputError(
            str(path), "no document in this folder", f"documents end in {', '.join(sorted(SUFFIXES))}"
        )
    return found


def _options(
    kind: Kind | str | None, speaker: str | None, company: str | None, aliases: Iterable[str]
) -> Options:
    if kind is not None and kind not in tuple(Kind):
        raise InputError("kind", f"{kind!r}", f"kinds are {', '.join(Kind)}")
    return Options(Kind(kind) if kind else None, speaker or None, company or None, tuple(aliases))


def file_bytes(path: Path) -> bytes:
    """The bytes of a document's file; InputError where it is missing, a folder or too large."""
    try:
        if path.is_dir():
            raise InputError(str(path), "this is a folder", "name a file, or read the folder with read_all")
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError(str(path), f"the file has {size:,} bytes", f"a document has at most {LARGEST:,}")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            str(path), "no such file", "name a text, Markdown or HTML file that exists"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(str(path), f"cannot be read ({reason})", "name a file that can be read") from error


def _document(decoded: Decoded, name: str, path: str, options: Options) -> Document:
    text = decoded.text
    front = read_front_matter(text, path).filled(options.recorded)
    blocks, title, warnings = _blocks(text, front.body, path)
    if not blocks:
        raise InputError(path, "no text to read, only markup or front matter", "a document needs text")
    kind = Kind(front.get("kind")) if front.get("kind") else options.kind
    if kind is None:
        kind, guess = infer_kind(blocks)
        warnings += guess
    blocks = _with_title(set_furniture_aside(blocks, kind=kind), front.title)
    reading = assemble(blocks)
    if len(reading.text) > LONGEST:
        length = f"the text has {len(reading.text):,} characters"
        raise InputError(path, length, f"a document has at most {LONGEST:,}; split it")
    refuse_other_languages(reading.text, path)
    if not reading.text:
        warnings += ("nothing is left to read: the whole file is set aside or markup",)
    found = Document(
        name=name,
        path=path,
        kind=kind,
        text=text,
        reading=reading.text,
        origin=reading.origin,
        blocks=reading.blocks,
        set_aside=reading.set_aside,
        title=front.get("title") or title or _first_title(reading),
        encoding=decoded.encoding,
        warnings=(*decoded.warnings, *warnings),
        publisher=front.get("publisher"),
        url=front.get("url"),
        published=front.get("published"),
        retrieved=front.get("retrieved"),
        archive_url=front.get("archive_url"),
        licence=front.get("licence"),
    )
    return _with_parties(found, front, options)


def _blocks(text: str, start: int, path: str) -> tuple[tuple[Stretch, ...], str, tuple[str, ...]]:
    suffix = Path(path).suffix.lower()
    if suffix in HTML or looks_like_html(text, start):
        return read_page(text, start, path)
    return read_plain(text, start, markdown=suffix in MARKDOWN or start > 0), "", ()


def _with_title(blocks: tuple[Stretch, ...], title: Stretch | None) -> tuple[Stretch, ...]:
    """The blocks with their title: the front matter's, unless the first block repeats it."""
    first = next((i for i, block in enumerate(blocks) if not block.reason), None)
    if first is None:
        return (title,) if title else blocks
    opening = blocks[first]
    if title and _folded(title.text) != _folded(opening.text):
        return (title, *blocks)
    if title or _is_title(opening):
        return (*blocks[:first], replace(opening, role=Role.TITLE), *blocks[first + 1 :])
    return blocks


def _is_title(opening: Stretch) -> bool:
    open_ended = opening.role is Role.PARAGRAPH and not opening.is_closed() and opening.words() <= TITLE_WORDS
    return opening.role is Role.HEADING or open_ended


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _first_title(reading: Reading) -> str:
    return next((reading.text[b.span.start : b.span.end] for b in reading.blocks if b.role is Role.TITLE), "")


def _with_parties(document: Document, front: FrontMatter, options: Options) -> Document:
    """The document with its company and speaker: as it says, as the caller says, or inferred."""
    company = front.get("company") or options.company or ""
    inferred = not company
    if inferred:
        company = infer_company(document)
    speaker = front.get("speaker") or options.speaker
    own = not inferred or has_own_voice(company, document.reading)
    if document.kind is Kind.STATEMENT and not speaker and own:
        speaker = company
        warning = f'no speaker given: taken to be {company}; where it is another, write speaker = "NAME"'
        document = replace(document, warnings=(*document.warnings, warning))
    aliases = tuple(dict.fromkeys((*options.aliases, *short_forms(company, document.reading))))
    return replace(
        document,
        company=company,
        company_inferred=inferred and bool(company),
        speaker=speaker,
        aliases=tuple(alias for alias in aliases if alias and alias != company),
    )
