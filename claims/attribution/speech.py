"""Quotations given to their sources: one runs on after its cue, and later ones float to the last source."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from itertools import accumulate

import numpy as np
from spacy.tokens import Doc

from claims.attribution.frames import Frame, Quoted


def follow_quotations(doc: Doc, frames: list[Frame], quoted: Quoted) -> list[Frame]:
    """The frames, each with the whole of the quotations that it began, and with those that float after it."""
    completed = [_complete(doc, frame, quoted) for frame in frames]
    owned = {n for frame in completed if quoted.of[frame.head] < 0 for n in quoted.numbers(frame.content)}
    alone = [number for number in range(len(quoted.ranges)) if number not in owned]
    if not alone:
        return completed
    speakers = _Speakers(doc, completed, quoted)
    for number in alone:
        speaker = speakers.last(quoted.ranges[number])
        if speaker is not None:
            completed[speaker] = completed[speaker].say(quoted.ranges[number])
    return completed


def _complete(doc: Doc, frame: Frame, quoted: Quoted) -> Frame:
    """ "We stopped. All of it," the bank said: both sentences are what the bank said."""
    if quoted.of[frame.head] >= 0:
        return frame
    whole = (quoted.ranges[number] for number in quoted.numbers(frame.content))
    return replace(frame).say(i for tokens in whole for i in tokens if not doc[i].is_space)


def _floats(doc: Doc, tokens: range) -> bool:
    """Whether the quotation is sentences of its own, and not a few words in someone else's sentence."""
    words = [i for i in tokens if not (doc[i].is_punct or doc[i].is_space)]
    if len(words) < 2:
        return False
    return all(doc[i].is_space or doc[i].is_punct for i in range(doc[words[0]].sent.start, words[0]))


class _Speakers:
    """The frames of the writer's voice that name a source, findable by what stands before a quotation."""

    def __init__(self, doc: Doc, frames: list[Frame], quoted: Quoted) -> None:
        self.doc, self.frames, self.quoted = doc, frames, quoted
        said = [n for n, frame in enumerate(frames) if frame.source and quoted.of[frame.head] < 0]
        self.by_head = sorted(said, key=lambda n: frames[n].head)
        self.latest = [*accumulate(self.by_head, max)]
        self.by_end = sorted((max(frames[n].cue | frames[n].source), n) for n in said)
        self.by_sentence: dict[int, list[int]] = defaultdict(list)
        for number in said:
            self.by_sentence[doc[frames[number].head].sent.start].append(number)
        marks, spaces, texts = doc.to_array(["IS_PUNCT", "IS_SPACE", "ORTH"]).reshape(len(doc), 3).T
        word = np.where((marks > 0) | (spaces > 0), 0, np.arange(len(doc)))
        self.word_before = [0, *np.maximum.accumulate(word).tolist()]
        broken = [code for code in np.unique(texts[spaces > 0]) if "\n" in doc.vocab.strings[int(code)]]
        self.breaks = [0, *np.cumsum((spaces > 0) & np.isin(texts, broken)).tolist()]

    def last(self, tokens: range) -> int | None:
        """The frame that the quotation goes on from: at most a paragraph back, and in the writer's voice."""
        if (resumed := self._resumed(tokens)) is not None:
            return resumed
        before = bisect_left(self.by_head, tokens.start, key=lambda n: self.frames[n].head)
        if not before or not _floats(self.doc, tokens):
            return None
        last = self.frames[self.latest[before - 1]]
        if self.breaks[tokens.start] - self.breaks[last.head] > 1:
            return None
        beside = self.by_sentence[self.doc[last.head].sent.start]
        same = [n for n in beside if self.frames[n].head < tokens.start]
        quoting = (n for n in same if any(self.quoted.of[i] >= 0 for i in self.frames[n].content))
        return next(quoting, same[-1])

    def _resumed(self, tokens: range) -> int | None:
        """ "We stopped," the bank said, "because people asked.\""""
        first = bisect_left(self.by_end, (self.word_before[tokens.start],))
        last = bisect_left(self.by_end, (tokens.start,))
        found = (n for _, n in self.by_end[first:last] if self.frames[n].head < tokens.start)
        return max(filter(self._began_quoted, found), default=None)

    def _began_quoted(self, number: int) -> bool:
        frame = self.frames[number]
        first = min(frame.content, default=frame.head)
        return bool(self.quoted.of[first] >= 0) and first <= frame.head
