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
MARGIN = 600


class Mark(NamedTuple):
    """A stretch of a text to highlight: half-open offsets, a label (its style), a title (its tooltip)."""

    start: int
    end: int
    label: str = "claim"
    title: str = ""


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


def block_around(text: str, span: Span, *, margin: int = MARGIN) -> Span:
    """The block (up to the blank lines) that a span lies in, cut at a space after `margin` characters."""
    left = text.rfind(BLANK_LINE, 0, span.start)
    right = text.find(BLANK_LINE, span.end)
    start = 0 if left < 0 else left + len(BLANK_LINE)
    end = len(text) if right < 0 else right
    if span.start - start > margin:
        start = _after_space(text, span.start - margin, span.start)
    if end - span.end > margin:
        end = max(text.rfind(" ", span.end, span.end + margin), span.end)
    return Span(start, end)


def excerpt(text: str, window: Span, marks: Iterable[Mark]) -> str:
    """HTML of a stretch of a longer text, with the marks of the text that lie in it."""
    inside = (m for m in marks if window.contains(Span(m.start, m.end)))
    moved = (m._replace(start=m.start - window.start, end=m.end - window.start) for m in inside)
    return marked(text[window.start : window.end], moved)


def reading_span(document: Document, span: Span) -> Span:
    """The stretch of `document.reading` that a span of its file stands for; empty if that was set aside."""
    start = bisect_left(document.origin, span.start)
    end = bisect_left(document.origin, span.end)
    return Span(min(start, len(document.reading)), min(end, len(document.reading)))


def _after_space(text: str, start: int, end: int) -> int:
    space = text.find(" ", start, end)
    return start if space < 0 else space + 1


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
