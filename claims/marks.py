"""Text becomes HTML with its evidence in `<mark>` elements, however the spans overlap.

Stripped of its tags and unescaped, the HTML equals the text: the evidence shown is what the document says.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from claims.types import Document, Span

BLANK_LINE = "\n\n"


class Mark(NamedTuple):
    """A stretch of a text to highlight: half-open offsets, a label (its style), a title (its tooltip)."""

    start: int
    end: int
    label: str = "claim"
    title: str = ""


class Passage(NamedTuple):
    """Part of a longer text, with its marks in offsets into it, and whether more stands before and after."""

    text: str
    marks: tuple[Mark, ...]
    before: bool
    after: bool


def marked(text: str, marks: Iterable[Mark]) -> str:
    """HTML of the whole text with every mark; where marks overlap, the shared stretch carries them all.

    Empty marks are left out; ValueError for a mark that does not lie in the text.
    """
    wanted = sorted({mark for mark in marks if _checked(mark, text).start < mark.end})
    cuts = sorted({0, len(text), *(m.start for m in wanted), *(m.end for m in wanted)})
    return "".join(
        _segment(text[start:end], [m for m in wanted if m.start <= start and end <= m.end])
        for start, end in pairwise(cuts)
    )


def passage(text: str, marks: Sequence[Mark]) -> Passage:
    """The whole blocks (up to the blank lines around) that the marks lie in, with the marks moved along."""
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    left = text.rfind(BLANK_LINE, 0, first + 1)
    start = 0 if left < 0 else min(left + len(BLANK_LINE), first)
    right = text.find(BLANK_LINE, last)
    end = len(text) if right < 0 else right
    moved = tuple(m._replace(start=m.start - start, end=m.end - start) for m in marks)
    return Passage(text[start:end], moved, before=start > 0, after=end < len(text))


def reading_span(document: Document, span: Span) -> Span:
    """The stretch of `document.reading` that a span of its file stands for; empty if that was set aside."""
    start = bisect_left(document.origin, span.start)
    end = bisect_left(document.origin, span.end)
    return Span(min(start, len(document.reading)), min(end, len(document.reading)))


def _checked(mark: Mark, text: str) -> Mark:
    if not 0 <= mark.start <= mark.end <= len(text):
        raise ValueError(f"mark {mark.start}:{mark.end} does not lie in a text of {len(text)} characters")
    return mark


def _segment(text: str, covering: Sequence[Mark]) -> str:
    if not covering:
        return escape(text)
    labels = " ".join(dict.fromkeys(m.label for m in covering))
    title = " · ".join(dict.fromkeys(m.title for m in covering if m.title))
    tooltip = f' title="{escape(title)}"' if title else ""
    return f'<mark class="{escape(labels)}"{tooltip}>{escape(text)}</mark>'
