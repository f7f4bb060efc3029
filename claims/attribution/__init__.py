"""Who says what: source, cue and content of every attribution in a parsed document, nested ones included."""

from bisect import bisect_right
from enum import StrEnum
from itertools import accumulate

from spacy.tokens import Doc

from claims.attribution import model, rules
from claims.attribution.frames import Frame, attribution, nested, quoted
from claims.attribution.quotations import find_quotations
from claims.attribution.sources import settled
from claims.attribution.speech import follow_quotations
from claims.types import Attribution, Document, Span

__all__ = ["Method", "find_attributions", "outermost"]


class Method(StrEnum):
    """How attributions are found: by rules alone, or by the trained model that corrects them."""

    MODEL = "model"
    RULES = "rules"


DEFAULT = Method.MODEL if model.shipped() else Method.RULES


def find_attributions(document: Document, doc: Doc, *, method: Method = DEFAULT) -> tuple[Attribution, ...]:
    """Attributions in reading order, an outer one before those nested in it, in offsets into `reading`."""
    marks = quoted(doc, find_quotations(document.reading))
    frames = rules.find_frames(doc, marks)
    if method is Method.MODEL:
        learned = model.find_frames(doc, frames, marks, model.load())
        learned = _whole(frames, learned)
        outer = follow_quotations(doc, [*learned, *_unseen(doc, frames, learned)], marks)
        frames = outer + nested(frames, outer)
    else:
        frames = follow_quotations(doc, frames, marks)
    found = (attribution(doc, settled(doc, frame)) for frame in sorted(frames, key=_reading_order))
    return tuple(one for one in found if one.cue and one.content)


def _whole(ruled: list[Frame], learned: list[Frame]) -> list[Frame]:
    """The model's frames; of a comment, which is about all that stands around it, with the words that it left out."""
    comments = {frame.head: frame for frame in ruled if frame.rule in rules.BY_WORDS}
    return [frame.say(comments[frame.head].content if frame.head in comments else ()) for frame in learned]


def _unseen(doc: Doc, ruled: list[Frame], learned: list[Frame]) -> list[Frame]:
    """What plain words of a comment tell in sentences in which the model, which learned from the parse, finds nobody."""
    seen = {doc[frame.head].sent.start for frame in learned if frame.source}
    return [f for f in ruled if f.rule in rules.BY_WORDS and doc[f.head].sent.start not in seen]


def outermost(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Those whose cue stands in no other one's content: the flat reading that PolNeAR annotates."""
    held = sorted(span for attribution in attributions for span in attribution.content)
    furthest = [*accumulate((span.end for span in held), max)]
    return tuple(one for one in attributions if not _is_held(one.cue[0], held, furthest))


def _is_held(cue: Span, held: list[Span], furthest: list[int]) -> bool:
    """Whether one of the spans, which are in order and never hold their own cue, contains the cue."""
    before = bisect_right(held, cue.start, key=lambda span: span.start)
    return before > 0 and furthest[before - 1] >= cue.end


def _reading_order(frame: Frame) -> tuple[int, int]:
    return min(frame.content | frame.cue | frame.source), -len(frame.content)
