"""A text as words that can be compared: typography, case and punctuation set aside, marks of omission kept.

"We’d shared — data …" and "we'd shared - data ..." are the same words.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.lang.en.stop_words import STOP_WORDS

from claims.language import PLAIN
from claims.vocabulary import load

GAP, OPEN, CLOSE = "…", "[", "]"
MARKED_GAP = re.compile(r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]|\(\s*(?:\.\s*\.\s*\.|…)\s*\)|\.\s?\.\s?\.(?:\s?\.)?|…")
TOKEN = re.compile(
    rf"(?P<gap>{MARKED_GAP.pattern})|(?P<mark>[\[\]])|(?P<word>\d+(?:[.,:]\d+)*%?|[^\W_]+(?:['.&@][^\W_]+)*)"
)
BEGINS = re.compile(r"(?:^|[.!?:\n]|[\"“”])[\s\"“”'‘’\[(]*$")
NEAR = 40
HARD = ("negation", "number", "modal")


class Word(NamedTuple):
    """One word, or a mark of omission or insertion, with its half-open place; `first` begins a sentence."""

    text: str
    shown: str
    start: int
    end: int
    first: bool = False

    @property
    def mark(self) -> bool:
        """Whether this is an ellipsis or a bracket, no word."""
        return self.text in (GAP, OPEN, CLOSE)


def words(text: str) -> list[Word]:
    """The words of a text in order; "didn't" is two, "did" and "n't"."""
    found: list[Word] = []
    for match in TOKEN.finditer(text.translate(PLAIN)):
        start, end = match.span()
        if match["gap"]:
            found.append(Word(GAP, text[start:end], start, end))
        else:
            found += _split(match[0].lower(), text, start, end)
            found[-1] = found[-1]._replace(first=BEGINS.search(text, max(0, start - NEAR), start) is not None)
    return _joined(found)


def _split(word: str, text: str, start: int, end: int) -> list[Word]:
    cut = {"can't": 3, "cannot": 3}.get(word, len(word) - 3 if word.endswith("n't") else 0)
    if cut <= 0:
        return [Word(word, text[start:end], start, end)]
    at = start + cut
    return [Word(word[:cut], text[start:at], start, at), Word(word[cut:], text[at:end], at, end)]


def _joined(found: list[Word]) -> list[Word]:
    """The words with "[W]e" as one, behind an empty pair of brackets: only its case was changed."""
    out: list[Word] = []
    at = 0
    while at < len(found):
        group = found[at : at + 4]
        inside = len(group) == 4 and [g.text for g in (group[0], group[2])] == [OPEN, CLOSE]
        if inside and len(group[1].text) == 1 and group[2].end == group[3].start and not group[3].mark:
            whole = Word(
                group[1].text + group[3].text, group[1].shown + group[3].shown, group[1].start, group[3].end
            )
            out += [group[0], group[2], whole]
            at += 4
        else:
            out.append(found[at])
            at += 1
    return out


def hard_kinds(before: Sequence[Word], after: Sequence[Word]) -> set[str]:
    """Which of negation, number, modal and name differ: a change in them changes what was said."""
    kinds = {kind for kind in HARD if _held(before, kind) != _held(after, kind)}
    return kinds | ({"name"} if _names(before) != _names(after) else set())


def _held(several: Sequence[Word], kind: str) -> Counter[str]:
    plain = ("not" if w.text in ("n't", "'t") else w.text for w in several)
    return Counter(w for w in plain if w in _list(kind) or (kind == "number" and w[:1].isdigit()))


def _names(several: Sequence[Word]) -> Counter[str]:
    shown = (w for w in several if w.shown[:1].isupper() and w.text != "i")
    return Counter(w.text for w in shown if not (w.first and w.text in STOP_WORDS))


@cache
def _list(kind: str) -> frozenset[str]:
    return frozenset(load("hard_words")[kind])
