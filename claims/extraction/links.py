"""What a token is linked to in a parsed sentence: coordination, prepositions, and the nouns that pronouns stand for."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from claims.extraction import access

RELATIVE = {"that", "which", "who", "whom", "whose", "what", "where"}
DEPTH = 8
QUOTES = {'"', "``", "''"}
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Oblique(NamedTuple):
    """A prepositional argument: the preposition in lower case and its object."""

    preposition: str
    token: Token


def passage_start(token: Token) -> int:
    """Where the sentence before the token's begins, past a bullet: as far back as "it" and "this" reach."""
    starts = _sentence_starts(token.doc)
    here = starts[token.i]
    start = starts[here - 1] if here else 0
    while start and not any(t.is_alpha for t in token.doc[start:here]):
        here, start = start, starts[start - 1]
    return start


def sentence_start(token: Token) -> int:
    """The index of the first token of its sentence."""
    return _sentence_starts(token.doc)[token.i]


def edges(sentence: Span) -> tuple[Token, Token] | None:
    """The first and the last token of a sentence that are no space."""
    first = next((t for t in sentence if not t.is_space), None)
    last = next((t for t in reversed(sentence) if not t.is_space), None)
    return (first, last) if first is not None and last is not None else None


def distance(token: Token, other: Token) -> str:
    """ ", two sentences before", of where the other stands to the token; empty in the same sentence."""
    numbers = _sentence_numbers(token.doc)
    sentences = abs(int(numbers[token.i] - numbers[other.i]))
    if not sentences:
        return ""
    side = "before" if other.i < token.i else "after"
    count = COUNTS[sentences - 1] if sentences <= len(COUNTS) else str(sentences)
    return f", in the sentence {side} it" if sentences == 1 else f", {count} sentences {side}"


def sentence_end(token: Token) -> int:
    """The index behind the last token of its sentence."""
    return _sentence_ends(token.doc)[token.i]


def is_quoted(token: Token) -> bool:
    """Whether a quotation mark of its sentence opens in front of the token and closes behind it."""
    before = sum(t.text in QUOTES for t in token.doc[sentence_start(token) : token.i])
    return before % 2 == 1


@lru_cache(maxsize=1)
def _sentence_ends(doc: Doc) -> list[int]:
    starts = np.flatnonzero(doc.to_array("SENT_START") == 1)
    found: list[int] = [*starts.tolist(), len(doc)]
    behind = np.searchsorted(starts, np.arange(len(doc)), side="right")
    return [found[place] for place in behind.tolist()]


@lru_cache(maxsize=1)
def _sentence_starts(doc: Doc) -> list[int]:
    starts = doc.to_array("SENT_START") == 1
    found: list[int] = np.maximum.accumulate(np.where(starts, np.arange(len(doc)), 0)).tolist()
    return found


@lru_cache(maxsize=1)
def _sentence_numbers(doc: Doc) -> NDArray[np.int64]:
    return np.cumsum(doc.to_array("SENT_START") == 1)


def with_conjuncts(token: Token) -> list[Token]:
    """The token and whatever is coordinated below it, in order."""
    return [token, *(t for t in token.conjuncts if t.i > token.i)]


def quantified(token: Token) -> Token:
    """ "thousands of contractors" speaks of contractors: what the quantity is of, else the token itself."""
    if access.lemma_of(token) not in access.quantities():
        return token
    of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    counted = next((child for child in of.children if child.dep_ == "pobj"), token) if of else token
    return token if any(child.lower_ in {"a", "an"} for child in counted.children) else counted


def antecedent(token: Token) -> Token:
    """A relative pronoun stands for the noun that its clause describes."""
    clause = token.head.head if token.dep_ == "pobj" else token.head
    for _ in range(DEPTH):
        if clause.dep_ == "relcl":
            return _equated(clause.head) if token.lower_ in RELATIVE else token
        if clause.dep_ not in {"conj", "ccomp", "xcomp"}:
            break
        clause = clause.head
    return token


def _equated(noun: Token) -> Token:
    """ "The bank was among those who ...", "Quillo is one of the firms that ...": the subject."""
    among = noun.dep_ == "pobj" and noun.head.lower_ == "among"
    if noun.lower_ not in {"those", "one"} and noun.dep_ != "attr" and not among:
        return noun
    verb = noun.head
    while verb.dep_ in {"prep", "attr", "pobj"}:
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or verb.lemma_ != "be":
        return noun
    named = subject.pos_ == "PROPN" and (not among or noun.lower_ == "those")
    return subject if named or (among and subject.tag_ == "NNS") else noun


def prepositional(host: Token) -> Iterator[Oblique]:
    """The prepositions that hang on a token, coordinated ones included, each with its objects."""
    coordinated = [
        later
        for child in host.children
        if child.dep_ in {"prep", "dative"}
        for later in child.children
        if later.dep_ == "conj"
    ]
    for child in (*host.children, *coordinated):
        if child in coordinated or (
            child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB", "PART"}
        ):
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    for token in with_conjuncts(inner):
                        yield Oblique(child.lower_, antecedent(token))
                elif inner.dep_ == "prep":
                    preposition = inner if child.lower_ == "including" else child
                    yield from (Oblique(preposition.lower_, t) for t in inner.children if t.dep_ == "pobj")


def doers_told_of(noun: Token, gerund: Token) -> list[Token]:
    """ "reports of insurers using data": those whose doing such a noun tells of; none for another noun."""
    if gerund.tag_ != "VBG" or access.lemma_of(noun) not in access.words("control", "nouns"):
        return []
    return [o.token for o in prepositional(noun) if o.preposition == "of" and o.token.i < gerund.i]
