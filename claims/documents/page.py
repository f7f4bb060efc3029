"""Which blocks of a saved page are the article: trafilatura decides, readability-lxml gives a second opinion.

A lead that only one of the two keeps is read, and a warning says so.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from claims.documents.html import PageBlock, page_blocks
from claims.documents.stretch import Stretch
from claims.types import Role

LAYOUT = {
    "nav": "navigation",
    "footer": "page footer",
    "aside": "side column",
    "figcaption": "caption or credit",
    "button": "button",
    "dialog": "cookie banner",
}
OUTSIDE = "outside the article"
SETTINGS: dict[str, Any] = {"favor_recall": True, "include_comments": False}
SHORT = 25
# Every part of SHORT characters or more holds a whole piece out of one each STEP characters.
PIECE, STEP = 13, 12
PROSE_WORDS = 12
TITLE_WORDS = 3
SITE_NAME = re.compile(r"\s+[|–—•·»:-]\s+[^|–—•·»]{2,40}$")
XML = re.compile(r"\A\s*<\?xml[^>]*>")


class Paragraphs(NamedTuple):
    """What an extractor takes for the article, as keys that ignore case, spaces and punctuation."""

    lines: frozenset[str]
    joined: str
    openings: Mapping[str, tuple[str, ...]]
    pieces: frozenset[str]

    def hold(self, text: str) -> bool:
        """Whether a block is among them: exactly where it is short, as a part or whole where it is long."""
        key = _key(text)
        return key in self.lines or (len(key) >= SHORT and (self._has_part(key) or self._has_whole(key)))

    def _has_part(self, key: str) -> bool:
        """Whether the key is a part of them; where one is, its pieces at some distance from its start are theirs."""
        likely = any(
            all(key[at : at + PIECE] in self.pieces for at in range(first, len(key) - PIECE + 1, STEP))
            for first in range(STEP)
        )
        return likely and key in self.joined

    def _has_whole(self, key: str) -> bool:
        """Whether one of the long lines stands in the key."""
        starts = range(len(key) - SHORT + 1)
        return any(
            key.startswith(line, at) for at in starts for line in self.openings.get(key[at : at + SHORT], ())
        )


def read_page(
    text: str, start: int = 0, where: str = "page"
) -> tuple[tuple[Stretch, ...], str, tuple[str, ...]]:
    """The blocks of a page, those outside the article set aside, its title, and where extractors differ."""
    blocks = page_blocks(text, start, where)
    source = XML.sub("", text[start:], count=1)
    first, second = _by_trafilatura(source), _by_readability(source)
    title = _title(blocks)
    kept, warnings = _kept(blocks, first, second, title)
    found = tuple(_judged(block, position, kept, title) for position, block in enumerate(blocks))
    titles = (stretch.text for stretch in found if stretch.role is Role.TITLE and not stretch.reason)
    return found, next(titles, ""), warnings


def _judged(block: PageBlock, position: int, kept: set[int], title: int | None) -> Stretch:
    if position == title:
        return replace(_without_site(block.stretch), role=Role.TITLE)
    if position in kept and block.stretch.role is not Role.TITLE:
        return block.stretch
    return block.stretch.aside(_layout(block) or ("page title" if block.inside("title") else OUTSIDE))


def _layout(block: PageBlock) -> str:
    if any(element.caption for element in block.path[-2:]):
        return LAYOUT["figcaption"]
    return next((LAYOUT[element.tag] for element in reversed(block.path) if element.tag in LAYOUT), "")


def _title(blocks: Sequence[PageBlock]) -> int | None:
    """Which block is the title: the fullest heading in the page's title, else a heading, else that title."""
    page = next((i for i, block in enumerate(blocks) if block.inside("title")), None)
    heads = [i for i, block in enumerate(blocks) if block.inside("h1") and not _layout(block)]
    full = [i for i in heads if blocks[i].stretch.words() >= TITLE_WORDS]
    if page is not None:
        key = _key(blocks[page].stretch.text)
        repeated = [i for i in full if _key(blocks[i].stretch.text) in key]
        full = sorted(repeated, key=lambda i: -len(_key(blocks[i].stretch.text))) or full
    return full[0] if full else page if page is not None else next(iter(heads), None)


def _without_site(stretch: Stretch) -> Stretch:
    """A title without the site's name at its end."""
    cut = SITE_NAME.search(stretch.text)
    if not cut or len(stretch.text[: cut.start()].split()) < TITLE_WORDS:
        return stretch
    length = cut.start()
    return replace(
        stretch, text=stretch.text[:length], starts=stretch.starts[:length], end=stretch.starts[length]
    )


def _kept(
    blocks: Sequence[PageBlock], first: Paragraphs, second: Paragraphs, title: int | None
) -> tuple[set[int], tuple[str, ...]]:
    """The positions of the article's blocks, with those that only readability finds between them."""
    open_to = [
        i for i, block in enumerate(blocks) if i != title and not _layout(block) and not block.inside("title")
    ]
    kept = {i for i in open_to if first.hold(blocks[i].stretch.text)}
    agreed = {i for i in open_to if second.hold(blocks[i].stretch.text)}
    if not kept:
        every = {
            i
            for i in open_to
            if blocks[i].path and blocks[i].path[-1].tag in ("p", "li", "blockquote", "h2", "h3")
        }
        return agreed or every or set(open_to), (
            "no article found by trafilatura: read by a second extractor",
        )
    parents = {blocks[i].path[-2].number for i in kept if len(blocks[i].path) > 1 and _is_prose(blocks[i])}
    start = min(kept) if title is None else min(title, min(kept))
    between = {i for i in open_to if start < i < max(kept) and i not in kept and _is_prose(blocks[i])}
    rescued = {
        i
        for i in between
        if i in agreed or (len(blocks[i].path) > 1 and blocks[i].path[-2].number in parents)
    }
    return kept | rescued, _differences(blocks, kept, agreed, rescued)


def _differences(
    blocks: Sequence[PageBlock], kept: set[int], agreed: set[int], rescued: set[int]
) -> tuple[str, ...]:
    """A warning for each way in which the two extractors differ over paragraphs."""
    cases = (
        ("kept though readability-lxml leaves it out", kept - agreed),
        ("kept though trafilatura leaves it out", rescued),
        ("left out though readability-lxml keeps it", agreed - kept - rescued),
    )
    warnings = []
    for what, positions in cases:
        prose = [blocks[i].stretch.text for i in sorted(positions) if _is_prose(blocks[i])]
        if prose:
            more = f", and {len(prose) - 1} more" if len(prose) > 1 else ""
            warnings.append(f"paragraph {what}: “{prose[0][:60]}…”{more}")
    return tuple(warnings)


def _is_prose(block: PageBlock) -> bool:
    return block.stretch.words() >= PROSE_WORDS and block.stretch.is_closed()


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library's log, which tells of every page without text, out of people's terminals."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _by_trafilatura(source: str) -> Paragraphs:
    from trafilatura import extract

    with _quiet("trafilatura"):
        return _paragraphs((extract(source, **SETTINGS) or "").splitlines())


def _by_readability(source: str) -> Paragraphs:
    from readability import Document
    from readability.readability import Unparseable

    try:
        with _quiet("readability.readability"):
            summary = Document(source).summary()
    except Unparseable:
        return _paragraphs(())
    return _paragraphs(block.stretch.text for block in page_blocks(summary))


def _paragraphs(lines: Iterable[str]) -> Paragraphs:
    keys = [key for key in map(_key, lines) if key]
    joined = "\n".join(keys)
    openings: dict[str, tuple[str, ...]] = {}
    for key in dict.fromkeys(keys):
        if len(key) >= SHORT:
            openings[key[:SHORT]] = (*openings.get(key[:SHORT], ()), key)
    pieces = frozenset(joined[at : at + PIECE] for at in range(0, len(joined), STEP))
    return Paragraphs(frozenset(keys), joined, openings, pieces)


def _key(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
