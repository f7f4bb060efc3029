"""Page furniture: the lines, teasers and sections of a saved page that are not the article's own text.

"Next Up", another story's headline, its deck and its picture's name yield no claims; the article itself does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from claims.documents.stretch import WORD, Stretch
from claims.types import Kind, Role
from claims.vocabulary import load

LONGEST = 700
FLAGS = (("unclosed", False), ("later", False), ("items", True))
PROSE_WORDS = 12
LONG_PROSE = 28
SHORT_PROSE = 20
DECK_WORDS = 26
HEADLINE_WORDS = 24
UNDER_WAY = 3
MENU_LINES = 4
MENU_WORDS = 3
BARE_HEADLINES = 5
TAIL_PAIRS = 4
LOOK_AHEAD = 3
BAR = " | "
NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w&.+-]*\w")
ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*\]?$")


class Pattern(NamedTuple):
    """A line of furniture, why it is set aside, and where it counts."""

    regex: re.Pattern[str]
    reason: str
    kinds: tuple[str, ...]
    unclosed: bool
    later: bool
    items: bool

    def catches(self, stretch: Stretch, kind: Kind) -> bool:
        """Whether the whole stretch is a line of this sort."""
        if kind not in self.kinds or len(stretch.text) > LONGEST:
            return False
        if (self.unclosed and stretch.text.endswith(".")) or (stretch.role is Role.ITEM and not self.items):
            return False
        return bool(self.regex.fullmatch(stretch.text))


@cache
def patterns(group: str) -> tuple[Pattern, ...]:
    """The patterns of a group: line, teaser, section or end."""
    return tuple(read_pattern(entry) for entry in load("furniture")[group])


def read_pattern(entry: Mapping[str, Any]) -> Pattern:
    """One entry of the vocabulary as a pattern over whole blocks."""
    flags = re.DOTALL if entry.get("cased") else re.DOTALL | re.IGNORECASE
    regex = re.compile(rf"\W*(?:{'|'.join(entry['any'])})\W*", flags)
    kinds = tuple(entry.get("kinds", tuple(Kind)))
    flags_given = (entry.get(key, default) for key, default in FLAGS)
    return Pattern(regex, entry["reason"], kinds, *flags_given)


def reason_for(stretch: Stretch, group: str, kind: Kind, *, first: bool = False) -> str:
    """Why a stretch is furniture of that group, empty where it is not; a title may open with "Watch:"."""
    for pattern in patterns(group):
        if not (first and pattern.later) and pattern.catches(stretch, kind):
            return pattern.reason
    return ""


def set_furniture_aside(blocks: tuple[Stretch, ...], *, kind: Kind) -> tuple[Stretch, ...]:
    """The same blocks in the same order, those that are page furniture set aside with a reason."""
    found = list(blocks)
    _set_sections(found, kind)
    _set_lines(found, kind)
    _set_menus(found)
    if kind is Kind.ARTICLE:
        _set_teaser_tail(found)
    return tuple(found)


@dataclass(slots=True)
class _Before:
    """What stands above a block: how much prose in all, how much of it is read, whom that names."""

    prose: int = 0
    read: int = 0
    names: set[str] = field(default_factory=set)

    def add(self, block: Stretch) -> None:
        prose = _is_prose(block)
        self.prose += prose
        if not block.reason:
            self.read += prose
            self.names |= _names([block])


def _set_sections(blocks: list[Stretch], kind: Kind) -> None:
    before = _Before()
    for position in range(len(blocks)):
        block = blocks[position]
        if not (block.reason or block.role is Role.ITEM):
            if reason := reason_for(block, "end", kind):
                last = len(blocks) if before.read >= UNDER_WAY else position + 1
                _aside(blocks, range(position, last), reason)
            elif reason := reason_for(block, "section", kind):
                _aside(blocks, range(position, _resumes(blocks, position, kind, before)), reason)
            elif reason := reason_for(block, "teaser", kind):
                _aside(blocks, range(position, _after_headlines(blocks, position + 1)), reason)
        before.add(blocks[position])


def _set_lines(blocks: list[Stretch], kind: Kind) -> None:
    first, table = True, False
    for position, block in enumerate(blocks):
        above = blocks[position - 1].text if position else ""
        table = BAR in block.text and (table or above.endswith(":"))
        if block.reason or table:
            continue
        reason = reason_for(block, "line", kind, first=first)
        if reason:
            blocks[position] = block.aside(reason)
        first = first and bool(reason)


def _set_menus(blocks: list[Stretch]) -> None:
    """Set aside runs of very short lines above the first paragraph: a menu, saved as text."""
    first = next((i for i, block in enumerate(blocks) if _is_prose(block)), 0)
    run: list[int] = []
    for position in range(first + 1):
        block = blocks[position]
        short = block.words() <= MENU_WORDS and not block.is_closed() and position < first
        if short or block.reason:
            run.append(position)
            continue
        if sum(not blocks[i].reason for i in run) >= MENU_LINES:
            _aside(blocks, run, "navigation")
        run = []


def _set_teaser_tail(blocks: list[Stretch]) -> None:
    """Set aside headlines with decks that end a page, where most name nobody whom the article names."""
    start, pairs = len(blocks), 0
    position = len(blocks) - 1
    while position > 0:
        headline, deck = blocks[position - 1], blocks[position]
        if deck.reason or _is_headline(deck, words=1):
            position -= 1
        elif _is_deck(deck) and _is_headline(headline):
            start, pairs, position = position - 1, pairs + 1, position - 2
        else:
            break
    known = _names(blocks[:start])
    strange = sum(not _speaks_of(known, [block]) for block in blocks[start:] if _is_deck(block))
    if pairs >= TAIL_PAIRS and strange * 2 > pairs and _under_way(blocks[:start]):
        _aside(blocks, range(start, len(blocks)), "other stories")


def _aside(blocks: list[Stretch], positions: Sequence[int], reason: str) -> None:
    for position in positions:
        blocks[position] = blocks[position].aside(reason)


def _under_way(before: Sequence[Stretch]) -> bool:
    """Whether the article has begun: a comment link above it does not end it."""
    return sum(_is_prose(block) for block in before if not block.reason) >= UNDER_WAY


def _after_headlines(blocks: Sequence[Stretch], start: int) -> int:
    """Where the bare headlines end that follow a line such as "Read more"."""
    position = start
    last = min(len(blocks), start + BARE_HEADLINES)
    while position < last and (_is_headline(blocks[position]) or _is_bare_item(blocks[position])):
        position += 1
    return position


def _resumes(blocks: Sequence[Stretch], marker: int, kind: Kind, before: _Before) -> int:
    """Where the article's own prose goes on after a heading such as "Related stories", or the end."""
    known = before.names
    for position in range(marker + 1, len(blocks)):
        block, above = blocks[position], blocks[position - 1]
        if not _is_prose(block) or reason_for(block, "line", kind):
            continue
        titled = position - 1 > marker and _is_headline(above)
        if not before.prose:
            return position - 1 if titled else position
        if titled and _is_deck(block) and not _speaks_of(known, [block]):
            continue
        if _reads_on(blocks, position) and (
            before.read < UNDER_WAY or _speaks_of(known, _prose_from(blocks, position))
        ):
            return position
    return len(blocks)


def _reads_on(blocks: Sequence[Stretch], position: int) -> bool:
    """Whether prose begins here, and not the deck below a headline."""
    block = blocks[position]
    if not _is_prose(block):
        return False
    if block.words() >= LONG_PROSE or (block.sentences() > 1 and block.words() >= SHORT_PROSE):
        return True
    return position + 1 < len(blocks) and _is_prose(blocks[position + 1])


def _prose_from(blocks: Sequence[Stretch], position: int) -> Iterator[Stretch]:
    for block in blocks[position : position + LOOK_AHEAD]:
        if not _is_prose(block):
            return
        yield block


def _is_prose(block: Stretch) -> bool:
    """Whether a block is a paragraph of whole sentences, not an excerpt that breaks off."""
    return block.words() >= PROSE_WORDS and block.is_closed() and not ELLIPSIS.search(block.text)


def _is_headline(block: Stretch, words: int = 4) -> bool:
    long_enough = words <= block.words() <= HEADLINE_WORDS
    return long_enough and not block.text.endswith((".", ":", ",", ";")) and block.role is not Role.ITEM


def _is_bare_item(block: Stretch) -> bool:
    return block.role is Role.ITEM and not block.is_closed() and block.words() <= HEADLINE_WORDS


def _is_deck(block: Stretch) -> bool:
    return block.is_closed() and block.sentences() <= 2 and block.words() <= DECK_WORDS


def _speaks_of(known: set[str], blocks: Iterable[Stretch]) -> bool:
    """Whether blocks name someone whom the article names, or the article names nobody."""
    return not known or any(name in known for block in blocks for name in WORD.findall(block.text))


def _names(blocks: Iterable[Stretch]) -> set[str]:
    """Capitalised words inside sentences: whom and what the text is about."""
    return {
        name
        for block in blocks
        if not block.reason and block.is_closed()
        for name in NAME.findall(block.text)
    }
