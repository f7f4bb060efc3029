"""Who says what: source, cue and content of every attribution in a parsed document, nested ones included."""

from enum import StrEnum

from spacy.tokens import Doc

from claims.attribution.frames import Frame, attribution, quoted
from claims.attribution.quotations import find_quotations
from claims.attribution.rules import find_frames
from claims.attribution.speech import follow_quotations
from claims.types import Attribution, Document

__all__ = ["Method", "find_attributions", "outermost"]


class Method(StrEnum):
    """How attributions are found."""

    MODEL = "model"
    RULES = "rules"


def find_attributions(
    document: Document, doc: Doc, *, method: Method = Method.RULES
) -> tuple[Attribution, ...]:
    """Attributions in the order of their cues, an outer one before those nested in it; offsets into `document.reading`."""
    marks = quoted(doc, find_quotations(document.reading))
    frames = follow_quotations(doc, find_frames(doc, marks), marks)
    return tuple(attribution(doc, frame) for frame in sorted(frames, key=_reading_order))


def outermost(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Those whose cue stands in no other one's content: the flat reading that PolNeAR annotates."""
    return tuple(
        inner
        for inner in attributions
        if not any(
            span.contains(inner.cue[0])
            for other in attributions
            if other is not inner
            for span in other.content
        )
    )


def _reading_order(frame: Frame) -> tuple[int, int]:
    return min(frame.content | frame.cue | frame.source), -len(frame.content)
