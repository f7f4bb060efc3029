"""Quotations given to their sources: a quotation runs on after its cue, and later ones float to the last source."""

from dataclasses import replace

from spacy.tokens import Doc

from claims.attribution.frames import Frame, Quoted


def follow_quotations(doc: Doc, frames: list[Frame], quoted: Quoted) -> list[Frame]:
    """The frames, each with the whole of the quotations that it began, and with those that float after it."""
    completed = [_complete(doc, frame, quoted) for frame in frames]
    owned = {int(quoted.of[i]) for frame in completed for i in frame.content if quoted.of[frame.head] < 0}
    for number in range(len(quoted.ranges)):
        if number in owned or not _floats(doc, quoted.ranges[number]):
            continue
        speaker = _last_speaker(doc, completed, quoted, quoted.ranges[number].start)
        if speaker is not None:
            completed[speaker] = completed[speaker].say(quoted.ranges[number])
            owned.add(number)
    return completed


def _complete(doc: Doc, frame: Frame, quoted: Quoted) -> Frame:
    """ "We stopped. All of it," the bank said: both sentences are what the bank said."""
    if quoted.of[frame.head] >= 0:
        return frame
    numbers = {int(quoted.of[i]) for i in frame.content} - {-1}
    return replace(frame).say(i for number in numbers for i in quoted.ranges[number] if not doc[i].is_space)


def _floats(doc: Doc, tokens: range) -> bool:
    """Whether the quotation is sentences of its own, and not a few words in someone else's sentence."""
    if not tokens:
        return False
    first = doc[tokens.start].sent
    opens = all(doc[i].is_space or doc[i].is_punct for i in range(first.start, tokens.start))
    return opens and len(tokens) > 4


def _last_speaker(doc: Doc, frames: list[Frame], quoted: Quoted, start: int) -> int | None:
    """The last frame before the quotation whose cue is the writer's and whose content was quoted; at most a paragraph back."""
    best: int | None = None
    for number, frame in enumerate(frames):
        if frame.head >= start or not frame.source or quoted.of[frame.head] >= 0:
            continue
        if best is None or frame.head > frames[best].head:
            best = number
    if best is None or _paragraphs_between(doc, frames[best].head, start) > 1:
        return None
    return best


def _paragraphs_between(doc: Doc, start: int, end: int) -> int:
    return sum(token.is_space and "\n" in token.text for token in doc[start:end])
