"""Quotations of a text, marks paired over paragraphs: "We did. / "We would again," she said is one quotation.

A mark that never closes is set aside: an odd number of marks costs that mark, never the document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.types import Span

LINE = re.compile(r"[^\s](?:[^\n]*[^\s])?")
MARK = re.compile("[\"“”„‟«»]|''|``|’’|‘‘")
ALWAYS_OPENS = frozenset(["“", "„", "«", "``", "‘‘"])
ALWAYS_CLOSES = frozenset(["”", "»", "’’"])


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch of somebody's words, marks included; one part for each line that it runs through."""

    parts: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """From the first opening mark to the last closing one."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    opens: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Quotations in order of appearance, disjoint, in half-open offsets into `text`."""
    found: list[Quotation] = []
    running: list[Span] = []
    last_end = 0
    for match in LINE.finditer(text):
        line, gap = Span(*match.span()), text[last_end : match.start()]
        last_end = line.end
        if not _goes_on(text, line, after_blank_line=gap.count("\n") > 1):
            running = []
        closed, tail = _pair(_marks(text, line), line.start if running else None)
        if running and closed:
            found.append(Quotation((*running, closed.pop(0))))
            running = []
        found += [Quotation((span,)) for span in closed]
        if tail is not None:
            running.append(Span(tail, line.end))
    return tuple(found)


def _goes_on(text: str, line: Span, *, after_blank_line: bool) -> bool:
    """Whether a quotation left open above may continue here: a new paragraph must open its marks again."""
    return not after_blank_line or MARK.match(text, line.start) is not None


def _marks(text: str, line: Span) -> Iterator[_Mark]:
    """Each quotation mark with its direction; a straight one opens when it hugs what follows it."""
    for match in MARK.finditer(text, line.start, line.end):
        sign, before, after = (
            match.group(),
            text[match.start() - 1 : match.start()],
            text[match.end() : match.end() + 1],
        )
        if sign in ALWAYS_OPENS or sign in ALWAYS_CLOSES:
            opens = sign in ALWAYS_OPENS
        else:
            starts = match.start() == line.start or before.isspace() or before in "([-—–/'‘"
            opens = starts and bool(after) and not after.isspace()
        yield _Mark(Span(*match.span()), opens)


def _pair(marks: Iterator[_Mark], opened: int | None) -> tuple[list[Span], int | None]:
    """Closed stretches of one line, and the start of the one left open at its end.

    A second opening mark makes the first one a stray, unless it opens again what ran on from the line above.
    """
    closed: list[Span] = []
    for mark in marks:
        if mark.opens:
            opened = mark.span.start
        elif opened is not None:
            closed.append(Span(opened, mark.span.end))
            opened = None
    return closed, opened
