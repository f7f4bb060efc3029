"""Hashed features: what speaks for a word being the head of a cue, or being its source or its content.

Every feature is a number made of spaCy's own string codes; no word of the training texts is kept.
"""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from claims.attribution.columns import Array, Columns

BITS = 16
UPWARD = 6
MIX = np.uint64(0x9E3779B97F4A7C15)
DISTANCES = np.array([0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 8])
NO_RULE = 9

Hashed = NDArray[np.int32]
Groups = list[tuple[Array, ...]]


class Pairs(NamedTuple):
    """Pairs of a cue head and a token, with what lies between: a code of the way down the parse, and three tokens on it."""

    cue: Array
    at: Array
    relation: Array
    branch: Array
    second: Array
    third: Array
    side: Array
    commas: Array
    quotes: Array


def cue_features(of: Columns, at: Array) -> Hashed:
    """One row for each token in `at`: is it the head of a cue?"""
    return _hash(
        _word_itself(of, at), _words_beside(of, at), _words_below(of, at), _voice(of, at), _place(of, at)
    )


def role_features(of: Columns, cue: Array, at: Array) -> Hashed:
    """One row for each pair of a cue head and a token of its sentence: source, cue, content or neither?"""
    pairs = Pairs(cue, at, *_way(of, cue, at), _side(cue, at), _commas(of, cue, at), _quotes(of, cue, at))
    return _hash(_along_the_parse(of, pairs), _as_ruled(of, pairs), _along_the_line(of, pairs))


def _word_itself(of: Columns, at: Array) -> Groups:
    lemma, pos, tag, dep, head = of.lemma[at], of.pos[at], of.tag[at], of.dep[at], of.above[at, 1]
    above = of.lemma[head]
    return [
        (lemma,), (of.lower[at],), (tag,), (dep,), (tag, dep), (lemma, dep), (lemma, tag),
        (of.suffix[at], pos), (of.ent[at],), (above,), (above, dep), (of.pos[head], dep, pos),
        (of.dep[head], dep, pos),
    ]  # fmt: skip


def _words_beside(of: Columns, at: Array) -> Groups:
    lemma, pos = of.lemma[at], of.pos[at]
    before, after, second = _near(of.lemma, at, -1), _near(of.lemma, at, 1), _near(of.lemma, at, 2)
    return [
        (before,), (after,), (before, lemma), (lemma, after), (_near(of.lemma, at, -2),), (second,),
        (second, lemma), (_near(of.pos, at, -1), pos, _near(of.pos, at, 1)),
    ]  # fmt: skip


def _words_below(of: Columns, at: Array) -> Groups:
    lemma, pos, children = of.lemma[at], of.pos[at], of.children[at]
    subject = np.maximum(of.child["nsubj"], of.child["nsubjpass"])[at]
    clause = np.maximum(of.child["ccomp"], of.child["xcomp"])[at]
    thing, link, mark = of.child["dobj"][at], of.child["prep"][at], of.child["mark"][at]
    return [
        (children, pos), (children, lemma), (of.classes[at], of.tag[at]), (of.classes[at], children),
        (_at(of.lemma, subject),), (_at(of.pos, subject), pos), (_at(of.ent, subject), lemma),
        (_at(of.lemma, thing),), (_at(of.pos, thing), pos), (_at(of.lemma, thing), lemma),
        (_at(of.lower, link), lemma), (_at(of.lower, link), pos), (_at(of.lower, mark), pos),
        (_at(of.tag, clause), lemma), (_at(of.tag, clause), pos),
    ]  # fmt: skip


def _voice(of: Columns, at: Array) -> Groups:
    """Whether the word is quoted, and what the rules took it for."""
    lemma, pos, dep = of.lemma[at], of.pos[at], of.dep[at]
    inside, nearby = (of.quote[at] >= 0).astype(np.int64), of.quotes_nearby[at]
    fired, held, fired_above = of.fired[at], of.held[at], of.fired[of.above[at, 1]]
    return [
        (inside, pos), (inside, lemma), (nearby, inside, pos), (nearby, inside, lemma),
        (of.classes[at], dep, inside), (fired,), (fired, lemma), (fired, held), (held, lemma),
        (held, pos, inside), (fired_above, dep, pos),
    ]  # fmt: skip


def _place(of: Columns, at: Array) -> Groups:
    headline = (of.sentence[at] == 1).astype(np.int64)
    return [(np.minimum(at - of.first[at], 12), of.pos[at]), (headline, of.pos[at]), (headline, of.lemma[at])]


def _along_the_parse(of: Columns, pairs: Pairs) -> Groups:
    cue, at, relation, branch, second, third, side, commas, quotes = pairs
    return [
        (relation,), (relation, of.lemma[cue]), (relation, of.tag[at]), (relation, of.dep[at]),
        (relation, of.dep[second]), (relation, of.dep[second], of.dep[third]),
        (relation, of.pos[cue], of.children[cue]), (relation, of.children[branch]),
        (relation, of.lower[at]), (relation, of.ent[at]), (relation, of.classes[cue]), (relation, quotes),
        (relation, commas), (of.children[second], of.dep[second], commas),
        (of.dep[second], of.lemma[second], side), (of.lemma[branch], of.dep[branch]),
        (of.dep[second], of.dep[third], commas, side),
    ]  # fmt: skip


def _as_ruled(of: Columns, pairs: Pairs) -> Groups:
    """What the rules took the token for, in this cue's frame and in others."""
    cue, at, relation, _, second, _, side, commas, quotes = pairs
    dep, rule = of.dep[at], of.fired[cue]
    role, joins = _role(of, cue, at), np.minimum(_between(of.conjunctions, cue, at), 2)
    neighbours = _role(of, cue, np.maximum(at - 1, 0)), role, _role(of, cue, np.minimum(at + 1, len(of) - 1))
    return [
        (role,), (role, rule), (role, dep, of.dep[second]), (role, of.lemma[cue]),
        (role, quotes), (role, commas, side), (role, joins, side), neighbours,
        (role, relation), (rule, dep), (of.held[at], of.fired[at], side), (of.held[at], rule),
    ]  # fmt: skip


def _along_the_line(of: Columns, pairs: Pairs) -> Groups:
    cue, at, *_, side, commas, quotes = pairs
    pos, lower, lemma = of.pos[at], of.lower[at], of.lemma[cue]
    distance = DISTANCES[np.minimum(abs(at - cue), len(DISTANCES) - 1)] * 3 + side
    edge = (at == of.first[at]) * 2 + (at == of.last[at])
    return [
        (distance,), (distance, pos), (distance, lower), (distance, of.tag[cue], of.tag[at]), (quotes,),
        (quotes, pos), (quotes, lemma), (quotes, side, commas), (lower, side),
        (lower, lemma), (lemma, pos, side), (_near(of.lower, at, -1), lower, side),
        (lower, _near(of.lower, at, 1), side), (_near(of.pos, at, -1), pos, _near(of.pos, at, 1), side),
        (edge, pos, side),
    ]  # fmt: skip


def _way(of: Columns, cue: Array, at: Array) -> tuple[Array, Array, Array, Array]:
    """How the parse leads from cue to token: a code of the way, and three tokens on its way down."""
    way, depth, climbed = (np.zeros(len(at), dtype=np.int64) for _ in range(3))
    found = np.zeros(len(at), dtype=bool)
    for step in range(UPWARD):
        shared = of.above[at] == of.above[cue, step][:, None]
        new = shared.any(axis=1) & ~found
        depth[new], way[new] = shared[new].argmax(axis=1), climbed[new]
        found |= new
        climbed = _mix(climbed, of.dep[of.above[cue, step]])
    way[~found] = 1
    branch, second, third = (of.above[at, np.maximum(depth - k, 0)] for k in (1, 2, 3))
    return _mix(way, of.dep[branch], _side(cue, branch)), branch, second, third


def _role(of: Columns, cue: Array, at: Array) -> Array:
    """What the rule at the cue takes the token for."""
    if not len(of.joined):
        return np.full(len(at), NO_RULE)
    pair = cue * len(of) + at
    place = np.minimum(np.searchsorted(of.joined, pair), len(of.joined) - 1)
    taken = np.where(of.joined[place] == pair, of.roles[place], 0)
    return np.where(np.isin(cue, of.ruled), taken, NO_RULE)


def _side(cue: Array, at: Array) -> Array:
    side: Array = np.sign(at - cue) + 1
    return side


def _commas(of: Columns, cue: Array, at: Array) -> Array:
    return np.minimum(_between(of.commas, cue, at), 3)


def _quotes(of: Columns, cue: Array, at: Array) -> Array:
    """Whether token and cue are quoted, in the same quotation, in a sentence with quoted words."""
    same, nearby = of.quote[at] == of.quote[cue], of.quotes_nearby[cue] > 0
    code: Array = (of.quote[at] >= 0) * 4 + (of.quote[cue] >= 0) * 2 + same + nearby * 8
    return code


def _between(count: Array, cue: Array, at: Array) -> Array:
    """How many stand between cue and token, of what is counted before each token."""
    inner: Array = count[np.maximum(cue, at)] - count[np.minimum(cue, at) + 1]
    return np.maximum(inner, 0)


def _near(column: Array, at: Array, offset: int) -> Array:
    moved = at + offset
    return np.where((moved >= 0) & (moved < len(column)), column[np.clip(moved, 0, len(column) - 1)], 0)


def _at(column: Array, where: Array) -> Array:
    return np.where(where >= 0, column[where], 0)


def _mix(*codes: Array) -> Array:
    """One code of several, the order mattering."""
    return _mixed(codes).view(np.int64)


def _mixed(codes: Iterable[Array | int]) -> NDArray[np.uint64]:
    first, *rest = codes
    mixed = np.array(first, dtype=np.int64).view(np.uint64)
    _turn(mixed)
    for code in rest:
        mixed ^= np.asarray(code, dtype=np.int64).view(np.uint64)
        _turn(mixed)
    return mixed


def _turn(mixed: NDArray[np.uint64]) -> None:
    mixed *= MIX
    mixed ^= mixed >> np.uint64(29)


def _hash(*groups: Groups) -> Hashed:
    """A column for each feature, its number mixed in so that equal codes of two features stay apart."""
    features = [*chain(*groups)]
    hashed = np.empty((len(features[0][0]), len(features)), dtype=np.int32)
    for place, codes in enumerate(features):
        mixed = _mixed((*codes, place + 1)) * MIX
        hashed[:, place] = mixed >> np.uint64(64 - BITS)
    return hashed
