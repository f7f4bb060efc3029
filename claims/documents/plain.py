"""Plain text and Markdown to stretches: paragraphs, headings and list items, with markup left out.

"**Netflix** could\\nread [messages](https://example.org)." reads "Netflix could read messages.".
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from claims.documents.stretch import Stretch, tidy
from claims.types import Role

WIDEST_WRAP = 130
LONG_LINE = 8
SHORT_LINE = 0.6
HEADING_WORDS = 14
LINE = re.compile(r"[^\r\n\f\x85\u2028\u2029]*(?:\r\n|[\r\n\f\x85\u2028\u2029]|\Z)")
ADDRESS = re.compile(r"\s*<?https?://\S+\s*")
RULE = re.compile(r"\s*(?:[-*_=~#•]\s*){3,}$")
BULLET = re.compile(r"\s*(?:[-*+•‣◦▪●○■·–]|\(?[ivx]{1,4}\)|\(?[a-z]\))[ \t\u00a0]+(?=\S)")
NUMBER = re.compile(r"\s*\(?\d{1,2}[.)][ \t\u00a0]+(?=\S)")
HASHES = re.compile(r"\s{0,3}#{1,6}[ \t]+(?=\S)")
QUOTED = re.compile(r"\s{0,3}(?:>[ \t]?)+")
ENDED = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
SETEXT = re.compile(r"\s{0,3}(?:=+|-{2,})\s*$")
INLINE = re.compile(
    r"(?P<comment><!--(?s:(?:(?!<!--).)*?)-->)"
    r"|(?P<image>!\[[^\]\[\n]*\]\([^)\n]*\))"
    r"|(?P<note>\[\^[^\]\[\n]+\]:?)"
    r"|\[(?P<link>[^\]\[\n]+)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])"
    r"|<(?P<address>https?://[^>\s]+)>"
    r"|(?P<fence>\*\*\*|\*\*|__)(?=\S)(?P<strong>(?:(?!(?P=fence)).)+?)(?<=\S)(?P=fence)"
    r"|(?<![\w*])\*(?=[^\s*])(?P<starred>[^*\n]+?)(?<=[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<lined>[^_\n]+?)(?<=[^\s_])_(?![\w_])"
    r"|`(?P<code>[^`\n]+)`"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
)
ALONE = (
    (re.compile(r"\s*!\[[^\]\n]*\]\([^)\n]*\)\s*"), "picture"),
    (re.compile(r"\s*<!--(?:(?!-->).)*-->\s*", re.DOTALL), "comment"),
)
NESTED = ("link", "strong", "starred", "lined")
LITERAL = ("address", "code", "escaped")


class Line(NamedTuple):
    """One line of the file, without its ending."""

    text: str
    start: int


def read_plain(text: str, start: int = 0, *, markdown: bool = False) -> tuple[Stretch, ...]:
    """The blocks of a plain text or of Markdown, from an offset on."""
    lines = list(_lines(text, start))
    width = 0 if _whole_lines(lines) else max((len(line.text) for line in lines), default=0)
    found: list[Stretch] = []
    for blank, group in groupby(lines, lambda line: not line.text.strip()):
        if not blank:
            for paragraph in _paragraphs(list(group), width, markdown=markdown):
                found += _stretch(paragraph, markdown=markdown)
    return tuple(found)


def _lines(text: str, start: int) -> Iterator[Line]:
    for match in LINE.finditer(text, start):
        if match[0]:
            yield Line(match[0].rstrip("\r\n\f\x85\u2028\u2029"), match.start())


def _whole_lines(lines: list[Line]) -> bool:
    """Whether the file keeps each paragraph on one line, rather than breaking lines at a width."""
    if any(len(line.text) > WIDEST_WRAP and not ADDRESS.fullmatch(line.text) for line in lines):
        return True
    inner = [line.text for line, below in pairwise(lines) if line.text.strip() and below.text.strip()]
    inner = [text for text in inner if len(text.split()) >= LONG_LINE] or inner
    return bool(inner) and sum(bool(ENDED.search(text)) for text in inner) >= len(inner) / 2


def _paragraphs(lines: list[Line], width: int, *, markdown: bool) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and _breaks(paragraph[-1], line, width, markdown=markdown):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _breaks(line: Line, following: Line, width: int, *, markdown: bool) -> bool:
    """Whether a paragraph begins after a line: not where the file is wrapped and the next word did not fit.

    `width` is that of the longest line, 0 where the file keeps each paragraph on one line.
    """
    if (
        RULE.match(line.text)
        or HASHES.match(line.text)
        or _marker(following.text)
        or HASHES.match(following.text)
    ):
        return True
    if RULE.match(following.text):
        return not (markdown and SETEXT.match(following.text))
    if markdown and width:
        return line.text.endswith(("  ", "\\")) and bool(ENDED.search(line.text))
    continued = following.text.lstrip()[:1].islower() and not ENDED.search(line.text)
    if not width or continued:
        return not continued
    room = width if ENDED.search(line.text) else int(width * SHORT_LINE)
    return len(line.text.rstrip()) + 1 + len(following.text.split(maxsplit=1)[0]) <= room


def _marker(line: str) -> re.Match[str] | None:
    return BULLET.match(line) or NUMBER.match(line)


def _stretch(lines: list[Line], *, markdown: bool) -> Iterator[Stretch]:
    underlined = markdown and len(lines) > 1 and SETEXT.match(lines[-1].text)
    kept = [line for line in lines if not RULE.match(line.text)]
    if not kept:
        return
    role, skipped = _role(kept, heading=bool(underlined))
    chars: list[str] = []
    starts: list[int] = []
    for position, line in enumerate(kept):
        begin = skipped if position == 0 else 0
        if markdown and (mark := QUOTED.match(line.text, begin)):
            begin = mark.end()
        chars.append(line.text[begin:] + "\n")
        starts += range(line.start + begin, line.start + len(line.text) + 1)
    text = "".join(chars)
    yield from _without_markup(text, starts, role) if markdown else _some(tidy(text, starts, role))


def _role(lines: list[Line], *, heading: bool) -> tuple[Role, int]:
    """What the block is, and how many characters of its marker to skip."""
    first = lines[0].text
    if hashes := HASHES.match(first):
        return Role.HEADING, hashes.end()
    if marker := BULLET.match(first):
        return Role.ITEM, marker.end()
    numbered = NUMBER.match(first)
    short = len(lines) == 1 and is_heading_like(first)
    if heading or short:
        return Role.HEADING, numbered.end() if numbered else 0
    return (Role.ITEM, numbered.end()) if numbered else (Role.PARAGRAPH, 0)


def is_heading_like(line: str) -> bool:
    """Whether a line standing alone is short and open-ended, as headings are."""
    opened = line.strip().lstrip("\"'“‘([#0123456789.) ")[:1]
    closed = re.search(r"[.:;,…][\"'”’)\]]*\s*$", line)
    return not closed and len(line.split()) <= HEADING_WORDS and not opened.islower()


def _some(stretch: Stretch | None) -> tuple[Stretch, ...]:
    return (stretch,) if stretch else ()


def _without_markup(text: str, starts: list[int], role: Role) -> tuple[Stretch, ...]:
    for alone, reason in ALONE:
        if alone.fullmatch(text):
            return tuple(stretch.aside(reason) for stretch in _some(tidy(text, starts, role)))
    keep = [*_kept(text, 0, len(text))]
    return _some(tidy("".join(text[i] for i in keep), [starts[i] for i in keep], role))


def _kept(text: str, start: int, end: int) -> Iterator[int]:
    """The positions of the characters that are not markup; emphasis may hold links, and links emphasis."""
    here = start
    while match := INLINE.search(text, here, end):
        yield from range(here, match.start())
        for name in NESTED:
            if match[name] is not None:
                yield from _kept(text, *match.span(name))
        for name in LITERAL:
            if match[name] is not None:
                yield from range(*match.span(name))
        here = match.end()
    yield from range(here, end)
