"""One quotation against one text: exact, elided, altered or not found, with the word diff.

"We [never] shared … messages" is elided when only the marked places differ, and altered by its "never".
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from claims.quotes.words import CLOSE, GAP, OPEN, Word, hard_kinds, words
from claims.types import Span

LONGEST_GAP = 80
LONGEST_INSERT = 8
ENOUGH = 0.6
SENTENCE_END = ".!?\n"


class Label(StrEnum):
    """What became of a speaker's words in a quotation; the closest first."""

    EXACT = "exact"
    ELIDED = "elided"
    ALTERED = "altered"
    ELSEWHERE = "elsewhere"
    NOT_FOUND = "not_found"


class Judgement(NamedTuple):
    """`passage` in half-open offsets into the text; `shared` is the share of words found in it."""

    label: Label
    passage: Span
    diff: str = ""
    hard: tuple[str, ...] = ()
    shared: float = 0.0


def judge(quotation: str, text: str) -> Judgement:
    """What the quotation does to the text: verbatim, shortened at marked places, altered, or not there."""
    quoted, stated = words(quotation), _stated(text)
    if not quoted or not stated:
        return Judgement(Label.NOT_FOUND, Span(0, 0))
    whole = next(_places(quoted, stated), None)
    if whole is not None:
        return Judgement(Label.EXACT, _span(stated, whole, whole + len(quoted)), shared=1.0)
    if any(w.mark for w in quoted):
        found = _elided(quoted, [w for w in stated if not w.mark], text)
        if found:
            return found
    return _altered([w for w in quoted if not w.mark], stated, text)


@lru_cache(maxsize=128)
def _stated(text: str) -> tuple[Word, ...]:
    """The words of a statement, read once for all the quotations that are looked up in it."""
    return tuple(words(text))


def _places(part: Sequence[Word], whole: Sequence[Word], start: int = 0) -> Iterator[int]:
    wanted = [w.text for w in part]
    texts = [w.text for w in whole]
    for at in range(start, len(texts) - len(wanted) + 1):
        if texts[at] == wanted[0] and texts[at : at + len(wanted)] == wanted:
            yield at


def _span(stated: Sequence[Word], start: int, end: int) -> Span:
    return Span(stated[start].start, stated[end - 1].end)


class Segment(NamedTuple):
    """Words to be found verbatim after at most `skip` words; `inserted` stood in brackets before them."""

    skip: int
    inserted: tuple[Word, ...]
    verbatim: tuple[Word, ...]


def _segments(quoted: Sequence[Word]) -> list[Segment]:
    """The stretches between the marks; a bracketed word may replace some words, an ellipsis many."""
    found: list[Segment] = []
    skip, inserted, verbatim, inside = 0, list[Word](), list[Word](), False
    for word in (*quoted, Word(GAP, GAP, 0, 0)):
        if word.mark and verbatim:
            found.append(Segment(skip, tuple(inserted), tuple(verbatim)))
            skip, inserted, verbatim = 0, [], []
        if word.mark:
            inside = word.text == OPEN
            skip = max(skip, LONGEST_GAP if word.text == GAP else LONGEST_INSERT)
        elif inside:
            inserted.append(word)
        else:
            verbatim.append(word)
    return found


def _elided(quoted: Sequence[Word], stated: Sequence[Word], text: str) -> Judgement | None:
    segments = _segments(quoted)
    if not segments:
        return None
    for first in _places(segments[0].verbatim, stated):
        left_out, at = list[Word](), first + len(segments[0].verbatim)
        for segment in segments[1:]:
            place = next(_places(segment.verbatim, stated, at), None)
            if place is None or place - at > segment.skip:
                break
            left_out += _hidden(stated[at:place], text)
            at = place + len(segment.verbatim)
        else:
            inserted = [w for s in segments for w in s.inserted] + _last_inserted(quoted)
            return _marked(segments, inserted, left_out, _span(stated, first, at))
    return None


def _last_inserted(quoted: Sequence[Word]) -> list[Word]:
    opened = next((i for i in range(len(quoted) - 1, -1, -1) if quoted[i].text == OPEN), None)
    tail = quoted[opened:] if opened is not None else ()
    return [w for w in tail if not w.mark] if tail and tail[-1].text == CLOSE else []


def _hidden(gap: Sequence[Word], text: str) -> list[Word]:
    """What an ellipsis leaves out inside one sentence; whole sentences left out change none that stays."""
    if not gap or any(c in SENTENCE_END for c in text[gap[0].start : gap[-1].end]):
        return []
    return list(gap)


def _marked(segments: list[Segment], inserted: list[Word], left_out: list[Word], place: Span) -> Judgement:
    turned = hard_kinds(left_out, inserted) & (
        {"negation"} if not inserted else {"negation", "number", "modal"}
    )
    label = Label.ALTERED if turned else Label.ELIDED
    parts = [f"[-{' '.join(w.shown for w in left_out)}-]"] if left_out else []
    parts += [f"{{+{' '.join(w.shown for w in inserted)}+}}"] if inserted else []
    kept = " … ".join(" ".join(w.shown for w in s.verbatim) for s in segments)
    return Judgement(label, place, " ".join([kept, *parts]), tuple(sorted(turned)), 1.0)


def _altered(quoted: Sequence[Word], stated: Sequence[Word], text: str) -> Judgement:
    place = _sentences(_nearest(quoted, stated), text)
    window = [w for w in stated if place.start <= w.start and w.end <= place.end and not w.mark]
    matcher = SequenceMatcher(None, [w.text for w in window], [w.text for w in quoted], autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    shared = sum(b.size for b in blocks) / len(quoted) if quoted else 0.0
    if not blocks or shared < ENOUGH:
        return Judgement(Label.NOT_FOUND, place, shared=shared)
    first, last = blocks[0], blocks[-1]
    start, end = (
        max(0, first.a - first.b),
        min(len(window), last.a + last.size + len(quoted) - last.b - last.size),
    )
    diff, changes = _diff(window[start:end], quoted)
    dropped, added = ([w for change in changes for w in change[side]] for side in (0, 1))
    moved = {kind for change in changes for kind in hard_kinds(*change)} & {"negation", "modal"}
    hard = tuple(sorted(moved | hard_kinds(dropped, added)))
    return Judgement(Label.ALTERED, place, diff, hard, shared)


def _nearest(quoted: Sequence[Word], stated: Sequence[Word]) -> Span:
    """Where rapidfuzz puts the quotation in the text."""
    joined, starts = "", list[int]()
    for word in stated:
        starts.append(len(joined))
        joined += word.text + " "
    found = fuzz.partial_ratio_alignment(" ".join(w.text for w in quoted), joined)
    if found is None:
        return Span(0, 0)
    inside = [
        w
        for w, at in zip(stated, starts, strict=True)
        if at + len(w.text) > found.dest_start and at < found.dest_end
    ]
    return Span(inside[0].start, inside[-1].end) if inside else Span(0, 0)


def _sentences(place: Span, text: str) -> Span:
    """The place widened to the bounds of its sentences."""
    start = max(
        (text.rfind(f"{end}{gap}", 0, place.start) + 2 for end in SENTENCE_END for gap in " \n\"”'’)"),
        default=0,
    )
    start = start if start > 1 else 0
    ends = [at + 1 for c in SENTENCE_END if (at := text.find(c, place.end)) >= 0]
    end = min(ends, default=len(text))
    return Span(start, max(end, place.end))


def _diff(
    window: Sequence[Word], quoted: Sequence[Word]
) -> tuple[str, list[tuple[Sequence[Word], Sequence[Word]]]]:
    """The words in the wdiff way, "[-stated-] {+quoted+}", and each change as its two sides."""
    matcher = SequenceMatcher(None, [w.text for w in window], [w.text for w in quoted], autojunk=False)
    parts, changes = list[str](), list[tuple[Sequence[Word], Sequence[Word]]]()
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            parts.append(_shown(window[a:b]))
            continue
        changes.append((window[a:b], quoted[c:d]))
        parts += [f"[-{_shown(window[a:b])}-]"] if b > a else []
        parts += [f"{{+{_shown(quoted[c:d])}+}}"] if d > c else []
    return " ".join(parts), changes


def _shown(several: Sequence[Word]) -> str:
    return " ".join(w.shown for w in several).replace(" n't", "n't").replace(" n’t", "n’t")
