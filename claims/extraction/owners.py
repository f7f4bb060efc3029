"""Whose the data is that a term names: people's own by a word in its phrase, or nobody's that is said."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from claims.extraction.composition import NOMINAL
from claims.extraction.terms import heads, owning, stem

if TYPE_CHECKING:
    from claims.extraction.data import DataMention

NEAR = 8


def owned(doc: Doc, mention: "DataMention", specific: set[int]) -> "DataMention":
    """The mention with whether it is said to be people's own, and whether a word says whose or of what kind."""
    if mention.theirs:
        return replace(mention, bare=doc[mention.start].lower_ in heads("treated"))
    head = doc[mention.head]
    owners = [t for t in _near(head) if stem(t.text) in owning() or t.lower_ in owning()]
    beside = any(t.i in specific for t in head.conjuncts)
    told = beside or any(t.lower_ not in heads("treated") for t in owners)
    return replace(mention, theirs=bool(owners) or beside, bare=mention.generic and not told)


def _near(head: Token) -> Iterator[Token]:
    """What stands in front of the head in its phrase, and in those behind it, but for whom "a call" was "with"."""
    first = head
    while first.dep_ == "conj" and first.head.pos_ in NOMINAL:
        first = first.head
    for noun in {head, first}:
        yield from (t for t in noun.doc[noun.left_edge.i : noun.i] if not _is_owners_own(t, noun))
        one_event = any(child.lower_ in {"a", "an"} for child in noun.children)
        for child in noun.children:
            met = child.lower_ == "with" and one_event
            if not met and child.dep_ in {"prep", "relcl", "acl", "agent"}:
                yield from list(child.subtree)[:NEAR]
    if head.i + 1 < len(head.doc) and (behind := head.nbor()).lower_ in heads("about"):
        yield from list(behind.subtree)[:NEAR]
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        yield head.head.head


def _is_owners_own(word: Token, noun: Token) -> bool:
    """ "his" in "his company's documents": what says whose the owner is, not whose the thing is."""
    return word.head.dep_ == "poss" and word.head.head == noun and word.dep_ == "poss"
