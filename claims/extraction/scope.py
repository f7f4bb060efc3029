"""What stands over a claim's predicate in the parse, and how a cue's clause lies to it.

In "It denied that it had access" the predicate "access" has the governors had, denied.
"""

from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claims.extraction.phrases import Found
from claims.extraction.tokens import tokens_of

VERBAL = frozenset({"VERB", "AUX"})
CLAUSES = frozenset(
    {
        "ROOT",
        "ccomp",
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "pcomp",
        "conj",
        "parataxis",
        "csubj",
        "csubjpass",
        "dep",
    }
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
OPENING = frozenset({"when", "whenever", "where", "wherever", "once"})
CONTRASTS = frozenset({"but", ";", "whereas", "while", "however", "although", "though"})


class Step(NamedTuple):
    """A word over the predicate and the relation by which the search left the word below it."""

    word: Token
    relation: str
    below: Token


class Bond(IntEnum):
    """How closely a cue belongs to a predicate; the smaller the closer."""

    OWN = 0
    GOVERNS = 1
    COORDINATE = 2
    SENTENCE = 3
    NONE = 9


def climb(token: Token) -> Iterator[Step]:
    """The words over a token, nearest first."""
    word = token.head
    while word.i != token.i:
        yield Step(word, token.dep_, token)
        token, word = word, word.head


def is_finite_conjunct(token: Token) -> bool:
    """Whether a coordinated verb has a subject or a finite auxiliary of its own."""
    return any(
        child.dep_ in SUBJECTS or (child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE)
        for child in token.children
    )


def clause_head(token: Token) -> Token:
    """The verb of the smallest clause around the token; the top of the sentence where there is none."""
    if token.pos_ in VERBAL and token.dep_ in CLAUSES:
        return token
    for step in climb(token):
        if step.word.pos_ in VERBAL and step.word.dep_ in CLAUSES:
            return step.word
    return token.sent.root


def top_of(found: Found, doc: Doc) -> Token:
    """The highest word of a cue."""
    for token in doc[found.start : found.end]:
        if token.head.i == token.i or not found.covers(token.head):
            return token
    return doc[found.start]


def bond(found: Found, predicate: Token) -> Bond:
    """How the cue's clause lies to the predicate's: in it, over it, beside it, or only in its sentence."""
    if found.covers(predicate):
        return Bond.OWN
    top, verb = top_of(found, predicate.doc), clause_head(predicate)
    if top == verb or verb.is_ancestor(top) or predicate.is_ancestor(top):
        return _from_below(found, top, verb)
    head = clause_head(top)
    if _goes_on_behind_speaker(head, verb):
        return Bond.COORDINATE
    if head == verb or head.is_ancestor(predicate):
        return Bond.NONE if _describes_subject(verb, head) else _from_above(top, head, predicate)
    if head.dep_ == "advcl" and (above := clause_head(head.head)).is_ancestor(predicate):
        return Bond.NONE if _buried(predicate, above) else _from_above(top, above, predicate)
    return Bond.NONE if contrasted(found, predicate) else Bond.SENTENCE


def _goes_on_behind_speaker(head: Token, verb: Token) -> bool:
    """ "They had access, the firm says, but only if people signed in": the parse ties the rest to "says"."""
    fronted = verb.dep_ == "ccomp" and verb.i < verb.head.i
    return fronted and _is_marked(head) and head.dep_ == "conj" and head.head == verb.head


def _describes_subject(verb: Token, head: Token) -> bool:
    """ "Data shared with Quillo was read without consent": what describes the subject is not what was done without."""
    return verb.dep_ == "acl" and verb.head.dep_ in SUBJECTS and verb.head.head == head


def _is_marked(verb: Token) -> bool:
    """Whether a word such as "if" or "when" opens the clause."""
    return any(
        child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ in OPENING)
        for child in verb.children
    )


def _buried(predicate: Token, above: Token) -> bool:
    """Whether the upper clause only mentions the predicate: "when you read the report that it sold"."""
    steps = [step for step in climb(predicate) if step.word == above or above.is_ancestor(step.word)]
    inner = any(s.relation in {"nsubj", "nsubjpass"} and s.below != predicate for s in steps)
    return inner or any(s.relation in {"acl", "csubj"} for s in steps)


def _from_above(top: Token, head: Token, predicate: Token) -> Bond:
    """A cue over the predicate reaches a later conjunct only from the front."""
    coordinated = any(s.relation == "conj" and s.word == head for s in climb(predicate))
    if not coordinated:
        return Bond.GOVERNS
    return Bond.COORDINATE if top.i < head.i else Bond.SENTENCE


def _from_below(found: Found, top: Token, verb: Token) -> Bond:
    """A cue in a later conjunct counts for the first too; one that modifies a relative clause stays in it."""
    for word in [top, *(step.word for step in climb(top))]:
        if word == verb:
            break
        if word.pos_ in VERBAL and word.dep_ == "conj" and word.head == verb:
            return _from_conjunct(found, top, word)
        if word.dep_ == "relcl" and word.pos_ in VERBAL and not found.covers(word):
            return Bond.SENTENCE if top.dep_ == "ccomp" and top.pos_ in VERBAL else Bond.NONE
    return Bond.OWN


def _from_conjunct(found: Found, top: Token, verb: Token) -> Bond:
    """A later verb with its own subject keeps its adverbials, but not "but only if you agree"."""
    dependents = {child.dep_ for child in verb.children}
    if _is_marked(verb):
        return Bond.OWN
    if top.pos_ in VERBAL and top.dep_ != "advcl" and found.covers(top):
        return Bond.SENTENCE
    return Bond.NONE if dependents & SUBJECTS else Bond.COORDINATE


def contrasted(found: Found, predicate: Token) -> bool:
    """Whether a contrast stands between the two, other than right before the cue."""
    ahead = found.end <= predicate.i
    start, end = (found.end, predicate.i) if ahead else (predicate.i + 1, found.start - 1)
    contrasts = _contrasts(predicate.doc)
    return bisect_left(contrasts, start) < bisect_left(contrasts, end)


@lru_cache(maxsize=1)
def _contrasts(doc: Doc) -> list[int]:
    return [token.i for token in tokens_of(doc, words=CONTRASTS)]
