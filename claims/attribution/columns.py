"""A parsed document as numpy columns, one entry a token, with what quotation marks and rules say about it."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from spacy import symbols
from spacy.strings import get_string_id
from spacy.tokens import Doc

from claims.attribution.frames import Frame, Quoted
from claims.attribution.lexicon import verb_classes

Array = NDArray[np.int64]
CODES = ("LEMMA", "LOWER", "SUFFIX", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "SENT_START")
CHILDREN = (
    "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "prep", "agent", "mark", "advcl", "oprd", "acomp", "attr",
    "pobj", "pcomp", "neg", "acl", "relcl", "expl", "poss", "aux", "auxpass", "parataxis", "prt", "advmod",
)  # fmt: skip
DEEPEST = 32
SOURCE, CUE, CONTENT = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Codes by token; `sentence` counts from 1, `first` and `last` are the tokens at its ends.

    `above[i, k]` is the k-th token above `i` in the parse, `child["dobj"][i]` its object or -1, `children[i]`
    a bit for each kind of child. `fired` names the rule whose cue stands here, `held` the rule that
    holds it in its content. `ruled` are the cues of rules; `roles[k]` is what the cue and the token whose numbers
    `joined[k]` makes one make of each other: source, cue or content. `commas[i]` and `conjunctions[i]` count those
    before the token.
    """

    lemma: Array
    lower: Array
    suffix: Array
    pos: Array
    tag: Array
    dep: Array
    ent: Array
    above: Array
    child: dict[str, Array]
    children: Array
    classes: Array
    sentence: Array
    first: Array
    last: Array
    commas: Array
    conjunctions: Array
    quote: Array
    quotes_nearby: Array
    fired: Array
    held: Array
    ruled: Array
    joined: Array
    roles: Array

    def __len__(self) -> int:
        return len(self.sentence)


def columns(doc: Doc, frames: list[Frame], quoted: Quoted) -> Columns:
    """The columns of one parsed document; `frames` are those that the rules found in it."""
    codes = doc.to_array([*CODES]).reshape(len(doc), len(CODES)).astype(np.int64)
    named = {name: np.ascontiguousarray(codes[:, k]) for k, name in enumerate(CODES)}
    head = np.arange(len(doc)) + named["HEAD"]
    child = {name: _child(head, named["DEP"], name) for name in CHILDREN}
    sentence = np.cumsum(named["SENT_START"] == 1)
    first, last = np.searchsorted(sentence, sentence), np.searchsorted(sentence, sentence, side="right") - 1
    quoted_before = _before(quoted.of >= 0)
    count = quoted_before[last + 1] - quoted_before[first]
    joined, roles = _roles(len(doc), frames)
    return Columns(
        lemma=named["LEMMA"],
        lower=named["LOWER"],
        suffix=named["SUFFIX"],
        pos=named["POS"],
        tag=named["TAG"],
        dep=named["DEP"],
        ent=named["ENT_TYPE"],
        above=_above(head),
        child=child,
        children=np.stack([(child[name] >= 0) * 2**k for k, name in enumerate(CHILDREN)]).sum(axis=0),
        classes=_classes(named["LEMMA"]),
        sentence=sentence,
        first=first,
        last=last,
        commas=_before(named["LOWER"] == code_of(",")),
        conjunctions=_before(named["DEP"] == symbols.IDS["cc"]),
        quote=quoted.of.astype(np.int64),
        quotes_nearby=(count > 0) * 1 + (count == last + 1 - first) * 1,
        fired=_fired(len(doc), frames),
        held=_held(len(doc), frames),
        ruled=np.array([frame.head for frame in frames], dtype=np.int64),
        joined=joined,
        roles=roles,
    )


def code_of(word: str) -> int:
    """spaCy's code of a word, as the signed number that the columns hold."""
    return int(np.uint64(get_string_id(word)).astype(np.int64))


def rule_number(name: str) -> int:
    """A stable number for a rule's name."""
    return int.from_bytes(name.encode()[:7])


def _before(here: NDArray[np.bool_]) -> Array:
    """How many such tokens stand before each token, and before the end."""
    return np.concatenate([[0], np.cumsum(here)])


def _above(head: Array) -> Array:
    chain = [np.arange(len(head))]
    for _ in range(DEEPEST - 1):
        chain.append(head[chain[-1]])
    return np.stack(chain, axis=1)


def _child(head: Array, dep: Array, name: str) -> Array:
    child = np.full(len(head), -1)
    here = np.flatnonzero(dep == symbols.IDS[name])
    child[head[here]] = here
    return child


def _classes(lemma: Array) -> Array:
    """A bit for each class of verbs that the token's lemma belongs to."""
    known, bits = _class_bits()
    place = np.minimum(np.searchsorted(known, lemma), len(known) - 1)
    return np.where(known[place] == lemma, bits[place], 0)


@cache
def _class_bits() -> tuple[Array, Array]:
    classes = verb_classes()
    bit = {name: 1 << k for k, name in enumerate(sorted(set().union(*classes.values())))}
    bits = {
        np.uint64(get_string_id(lemma)).astype(np.int64): sum(bit[n] for n in names)
        for lemma, names in classes.items()
    }
    return np.array(sorted(bits)), np.array([bits[code] for code in sorted(bits)])


def _fired(length: int, frames: list[Frame]) -> Array:
    fired = np.zeros(length, dtype=np.int64)
    for frame in frames:
        fired[frame.head] = rule_number(frame.rule)
    return fired


def _held(length: int, frames: list[Frame]) -> Array:
    held = np.zeros(length, dtype=np.int64)
    for frame in sorted(frames, key=lambda frame: -len(frame.content)):
        held[list(frame.content)] = rule_number(frame.rule)
    return held


def _roles(length: int, frames: list[Frame]) -> tuple[Array, Array]:
    """Each pair of a rule's cue and a token that it takes, as one number, in order, and what it takes it for."""
    taken = {
        frame.head * length + token: value
        for frame in frames
        for value, tokens in ((CONTENT, frame.content), (SOURCE, frame.source), (CUE, frame.cue))
        for token in tokens
    }
    joined = np.array(sorted(taken), dtype=np.int64)
    return joined, np.array([taken[pair] for pair in joined.tolist()], dtype=np.int64)
