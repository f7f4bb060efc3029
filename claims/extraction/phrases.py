"""Cue phrases as data: "without .. <permission>" finds "without their explicit consent" in a parsed document.

A phrase is words between spaces. A word stands for a token whose lower-case form or lemma it is; `a|b` for
either; `<name>` for any word of the group `name`; a final `?` makes it optional; `..` skips up to five words
of the same clause, never a negation. Among overlapping matches of one topic the longest is kept, so that a
longer pseudo cue ("not only") silences a shorter cue ("not"), after ConText (Harkema 2009).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from claims import vocabulary

TOPICS = ("stance", "certainty", "consent", "status")
GAP = 5
GAP_ENDS = frozenset({",", ";", ":", ".", "!", "?", "--", "(", ")"}) | {
    *("but", "because", "while", "if", "when", "whenever", "unless", "although", "though"),
    *("not", "n't", "never", "no", "without", "none", "nor"),
}
PSEUDO = "pseudo"


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of a cue list: the sentence it is named after, what it says, and how far it reaches."""

    topic: str
    sentence: str
    value: str
    scope: str
    weak: bool


class Slot(NamedTuple):
    """One place of a phrase: the words that fill it, or a gap when there are none."""

    words: frozenset[str]
    optional: bool


class Found(NamedTuple):
    """A cue in a document; `start` and `end` are half-open token offsets."""

    cue: Cue
    start: int
    end: int

    def covers(self, token: Token) -> bool:
        """Whether the token is one of the cue's words."""
        return self.start <= token.i < self.end


Phrase = tuple[Slot, ...]
Index = Mapping[str, list[tuple[Phrase, Cue]]]


def forms(token: Token) -> tuple[str, ...]:
    """The spellings under which a word can stand in a list; capitals can leave a plural without its lemma."""
    lower = token.lower_
    if token.pos_ == "PROPN" and len(lower) > 3 and lower.endswith("s"):
        return lower, token.lemma_.lower(), lower[:-1]
    return lower, token.lemma_.lower()


def read_phrase(text: str, groups: Mapping[str, Iterable[str]]) -> Phrase:
    """The slots of a phrase of a word list; ValueError names one that opens with a gap or an option."""
    slots = []
    for part in text.split():
        words: set[str] = set()
        for word in part.rstrip("?").split("|"):
            words.update(groups[word[1:-1]] if word.startswith("<") else (word,))
        slots.append(Slot(frozenset() if part == ".." else frozenset(words), part.endswith("?")))
    if not slots or not slots[0].words or slots[0].optional:
        raise ValueError(f"cue phrase {text!r} must open with a word")
    return tuple(slots)


@cache
def word_groups() -> dict[str, frozenset[str]]:
    """Every named group of words of the four lists."""
    tables: list[dict[str, list[str]]] = [vocabulary.load(topic).get("groups", {}) for topic in TOPICS]
    return {name: frozenset(words) for table in tables for name, words in table.items()}


@cache
def cues(topic: str) -> tuple[tuple[Cue, dict[str, Any]], ...]:
    """The cues of one list with their raw entries, in order."""
    return tuple(
        (Cue(topic, raw["sentence"], raw["value"], raw.get("scope", "sentence"), raw.get("weak", False)), raw)
        for raw in vocabulary.load(topic)["cue"]
    )


@cache
def index(topic: str) -> Index:
    """The phrases of one list by the words that can open them."""
    by_word: dict[str, list[tuple[Phrase, Cue]]] = defaultdict(list)
    for cue, raw in cues(topic):
        for text in raw["phrases"]:
            phrase = read_phrase(text, word_groups())
            for word in phrase[0].words:
                by_word[word].append((phrase, cue))
    return by_word


@dataclass(frozen=True, slots=True)
class Words:
    """What matching needs of a document: each token's spellings, and where a gap must end."""

    spellings: tuple[tuple[str, ...], ...]
    ends: tuple[bool, ...]


def words_of(doc: Doc) -> Words:
    """The spellings and gap ends of a document, read once for all topics."""
    known: dict[tuple[int, ...], tuple[str, ...]] = {}
    spellings = []
    for place, code in enumerate(map(tuple, doc.to_array(["LOWER", "LEMMA", "POS"]).tolist())):
        if code not in known:
            known[code] = forms(doc[place])
        spellings.append(known[code])
    ends = (
        spelled[0] in GAP_ENDS or _is_free_dash(doc, i, spelled[0]) for i, spelled in enumerate(spellings)
    )
    return Words(tuple(spellings), tuple(ends))


def _is_free_dash(doc: Doc, place: int, word: str) -> bool:
    """Whether a dash stands free, not inside a word: the clause ends there."""
    return word == "-" and bool(doc[place].whitespace_ or place == 0 or doc[place - 1].whitespace_)


def match(phrase: Phrase, words: Words, at: int, stop: int) -> int:
    """The end of the shortest match of the phrase that starts at token `at`, or -1."""
    for place, slot in enumerate(phrase):
        if not slot.words:
            return _match_after_gap(phrase[place + 1 :], words, at, stop)
        fills = at < stop and not slot.words.isdisjoint(words.spellings[at])
        if slot.optional:
            end = match(phrase[place + 1 :], words, at + 1, stop) if fills else -1
            if end >= 0:
                return end
        elif fills:
            at += 1
        else:
            return -1
    return at


def _match_after_gap(rest: Phrase, words: Words, at: int, stop: int) -> int:
    for skipped in range(at, at + GAP + 1):
        end = match(rest, words, skipped, stop)
        if end >= 0:
            return end
        if skipped >= stop or words.ends[skipped]:
            return -1
    return -1


def matches(doc: Doc, words: Words, topic: str) -> Iterator[Found]:
    """Every match of the topic's phrases, overlapping ones too; none runs over the end of a sentence."""
    by_word = index(topic)
    opened = {
        forms: [each for word in dict.fromkeys(forms) for each in by_word.get(word, ())]
        for forms in set(words.spellings)
    }
    for sentence in doc.sents:
        for at in range(sentence.start, sentence.end):
            for phrase, cue in opened[words.spellings[at]]:
                end = match(phrase, words, at, sentence.end)
                if end > at:
                    yield Found(cue, at, end)


def find(doc: Doc, topic: str, words: Words | None = None) -> tuple[Found, ...]:
    """The topic's cues in the document, in order: of any that overlap the longest."""
    taken: set[int] = set()
    kept = []
    for found in sorted(
        matches(doc, words or words_of(doc), topic), key=lambda f: (f.start - f.end, f.start)
    ):
        if taken.isdisjoint(range(found.start, found.end)):
            taken.update(range(found.start, found.end))
            kept.append(found)
    return tuple(sorted(kept, key=lambda f: f.start))
