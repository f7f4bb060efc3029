"""Where a decision's words stand: found again exactly, or not at all.

"The bank could read messages. The shop could read messages." Of such twins one may vanish from an edited article; the words
are then there once, in the other's sentence. So words in new surroundings do not tell that the claim is the same.
"""

import hashlib
from typing import NamedTuple

from claims.marks import block_around
from claims.types import Span

CONTEXT = 80


class Anchor(NamedTuple):
    """The exact words of a claim, what stands around them in their paragraph, and the text that they stood in."""

    exact: str
    prefix: str
    suffix: str
    start: int
    text_hash: str


class Place(NamedTuple):
    """Where an anchor's words are now; `same` when what stands around them is what stood there."""

    span: Span
    same: bool


def text_hash(text: str) -> str:
    """Sixteen hex digits of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def anchor_at(text: str, span: Span) -> Anchor:
    """The anchor of a stretch of a text, with up to CONTEXT characters of its paragraph on both sides."""
    around = block_around(text, span, margin=CONTEXT)
    before, behind = text[around.start : span.start], text[span.end : around.end]
    return Anchor(text[span.start : span.end], before, behind, span.start, text_hash(text))


def place(text: str, anchor: Anchor) -> Place | str:
    """The one place where the anchor's words stand in a text, or why there is none."""
    width = len(anchor.exact)
    here = Span(anchor.start, anchor.start + width)
    if text_hash(text) == anchor.text_hash and text[here.start : here.end] == anchor.exact:
        return Place(here, same=True)
    spans = [Span(start, start + width) for start in occurrences(text, anchor.exact)]
    if not spans:
        return "its words are no longer in the document"
    both = [s for s in spans if _before(text, s, anchor) and _behind(text, s, anchor)]
    one = [s for s in spans if (anchor.prefix and _before(text, s, anchor))
           or (anchor.suffix and _behind(text, s, anchor))]  # fmt: skip
    if len(both) == 1:
        return Place(both[0], same=True)
    if not both and len(spans) == 1:
        return Place(spans[0], same=False)
    if not both and len(one) == 1:
        return Place(one[0], same=False)
    return f"its words now stand {len(both or one or spans)} times in the document, and nothing tells which is meant"


def occurrences(text: str, words: str) -> list[int]:
    """Where the words begin in the text, also where they overlap themselves."""
    starts, start = [], text.find(words)
    while start >= 0 and words:
        starts.append(start)
        start = text.find(words, start + 1)
    return starts


def _before(text: str, span: Span, anchor: Anchor) -> bool:
    return text.endswith(anchor.prefix, 0, span.start)


def _behind(text: str, span: Span, anchor: Anchor) -> bool:
    return text.startswith(anchor.suffix, span.end)
