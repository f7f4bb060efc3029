"""Quotations given to their sources: one runs on after its cue, and later ones float to the last source."""

from dataclasses import replace

from spacy.tokens import Doc

from claims.attribution.frames import Frame, Quoted


def follow_quotations(doc: Doc, frames: list[Frame], quoted: Quoted) -> list[Frame]:
    """The frames, each with the whole of the quotations that it began, and with those that float after it."""
    completed = [_complete(doc, frame, quoted) for frame in frames]
    owned = {int(quoted.of[i]) for frame in completed for i in frame.content if quoted.of[frame.head] < 0}
    for number in range(len(quoted.ranges)):
        if number in owned:
            continue
        speaker = _last_speaker(doc, completed, quoted, quoted.ranges[number])
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
    words = [i for i in tokens if not (doc[i].is_punct or doc[i].is_space)]
    if len(words) < 2:
        return False
    return all(doc[i].is_space or doc[i].is_punct for i in range(doc[words[0]].sent.start, words[0]))


def _resumes(doc: Doc, frame: Frame, quoted: Quoted, tokens: range) -> bool:
    """ "We stopped," the bank said, "because people asked.\""""
    if not frame.content or quoted.of[min(frame.content)] < 0 or min(frame.content) > frame.head:
        return False
    last = max(frame.cue | frame.source)
    return last < tokens.start and all(
        doc[i].is_punct or doc[i].is_space for i in range(last + 1, tokens.start)
    )


def _last_speaker(doc: Doc, frames: list[Frame], quoted: Quoted, tokens: range) -> int | None:
    """The frame that the quotation goes on from: at most a paragraph back, and in the writer's voice."""
    before = [
        (number, frame)
        for number, frame in enumerate(frames)
        if frame.head < tokens.start and frame.source and quoted.of[frame.head] < 0
    ]
    for number, frame in reversed(before):
        if _resumes(doc, frame, quoted, tokens):
            return number
    if not before or not _floats(doc, tokens):
        return None
    last = before[-1][1]
    if _paragraphs_between(doc, last.head, tokens.start) > 1:
        return None
    same = [(n, f) for n, f in before if doc[f.head].sent == doc[last.head].sent]
    return next((n for n, f in same if any(quoted.of[i] >= 0 for i in f.content)), same[-1][0])


def _paragraphs_between(doc: Doc, start: int, end: int) -> int:
    return sum(token.is_space and "\n" in token.text for token in doc[start:end])
