"""What rules and model hand on while offsets are still token numbers, and the way back to characters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc, Token

from claims.attribution.quotations import Quotation
from claims.types import Attribution, Span

EDGE = frozenset([",", ";", ".", "-", "--", ":"])


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution in token numbers; `head` is the word of the cue that the others hang on."""

    rule: str
    head: int
    cue: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]

    def say(self, content: Iterable[int]) -> "Frame":
        """The same frame with more content; words of its own source and cue stay out of it."""
        return replace(self, content=(self.content | frozenset(content)) - self.cue - self.source)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Which quotation each token lies in: `of[i]` is an index into `ranges`, or -1 outside all quotations."""

    of: np.ndarray
    ranges: tuple[range, ...]

    def numbers(self, tokens: Iterable[int]) -> set[int]:
        """The quotations that tokens lie in."""
        return {*self.of[[*tokens]].tolist()} - {-1}

    def outside(self, token: Token) -> bool:
        """Whether the token is in the writer's own words."""
        return bool(self.of[token.i] < 0)


def nested(inner: Iterable[Frame], outer: Iterable[Frame]) -> list[Frame]:
    """Those inner frames whose cue stands in an outer one's content, cut to what lies in there as well."""
    outer = sorted(outer, key=lambda frame: -len(frame.content))
    around = {i: frame for frame in outer for i in frame.content}
    taken = {frame.head for frame in outer}
    found = []
    for frame in inner:
        if frame.head in around and frame.head not in taken:
            within = around[frame.head].content
            found.append(replace(frame, source=frame.source & within, content=frame.content & within))
    return [frame for frame in found if frame.content]


def quoted(doc: Doc, quotations: tuple[Quotation, ...]) -> Quoted:
    """The quotations of a document in token numbers."""
    starts = token_starts(doc)
    of = np.full(len(doc), -1, dtype=np.int32)
    ranges = []
    for number, quotation in enumerate(quotations):
        first, last = np.searchsorted(starts, [quotation.span.start, quotation.span.end])
        of[first:last] = number
        ranges.append(range(int(first), int(last)))
    return Quoted(of, tuple(ranges))


def token_starts(doc: Doc) -> np.ndarray:
    """The character offset at which each token begins."""
    return doc.to_array("IDX").astype(np.int64) if len(doc) else np.zeros(0, dtype=np.int64)


def attribution(doc: Doc, frame: Frame) -> Attribution:
    """The frame in character offsets."""
    return Attribution(
        source=spans(doc, frame.source),
        cue=spans(doc, frame.cue),
        content=spans(doc, frame.content),
        rule=frame.rule,
    )


def spans(doc: Doc, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Runs of neighbouring tokens as character spans, without blanks or punctuation at their edges."""
    trimmed = (_trim(doc, run) for run in _runs(doc, sorted(tokens)))
    return tuple(Span(doc[run[0]].idx, doc[run[-1]].idx + len(doc[run[-1]])) for run in trimmed if run)


def _runs(doc: Doc, tokens: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for i in tokens:
        if run and run[-1] + 1 < i and not all(token.is_space for token in doc[run[-1] + 1 : i]):
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _trim(doc: Doc, run: list[int]) -> list[int]:
    if len(run) == 1 and not doc[run[0]].is_space:
        return run
    start, end = 0, len(run)
    while start < end and _is_edge(doc[run[start]]):
        start += 1
    while end > start and _is_edge(doc[run[end - 1]]):
        end -= 1
    return run[start:end]


def _is_edge(token: Token) -> bool:
    return token.is_space or token.text in EDGE
