"""What a token is linked to in a parsed sentence: coordination, prepositions, and the nouns that pronouns stand for."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from claims.extraction import access

RELATIVE = {"that", "which", "who", "whom", "whose", "what", "where"}
DEPTH = 8
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Oblique(NamedTuple):
    """A prepositional argument: the preposition in lower case and its object."""

    preposition: str
    token: Token


def passage_start(token: Token) -> int:
    """Where the sentence before the token's begins: as far back as "it" and "this" reach."""
    sentence = token.sent
    return token.doc[sentence.start - 1].sent.start if sentence.start else 0


def distance(token: Token, other: Token) -> str:
    """ ", two sentences before", of where the other stands to the token; empty in the same sentence."""
    first, last = sorted((token.i, other.i))
    sentences = sum(bool(t.is_sent_start) for t in token.doc[first + 1 : last + 1])
    if not sentences:
        return ""
    side = "before" if other.i < token.i else "after"
    count = COUNTS[sentences - 1] if sentences <= len(COUNTS) else str(sentences)
    return f", in the sentence {side} it" if sentences == 1 else f", {count} sentences {side}"


def with_conjuncts(token: Token) -> list[Token]:
    """The token and whatever is coordinated below it, in order."""
    return [token, *(t for t in token.conjuncts if t.i > token.i)]


def quantified(token: Token) -> Token:
    """ "thousands of contractors" speaks of contractors: what the quantity is of, else the token itself."""
    if access.lemma_of(token) not in access.quantities():
        return token
    of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    return next((child for child in of.children if child.dep_ == "pobj"), token) if of else token


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
    if noun.lower_ not in {"those", "one"} and noun.dep_ != "attr":
        return noun
    verb = noun.head
    while verb.dep_ in {"prep", "attr", "pobj"}:
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject if verb.lemma_ == "be" and subject is not None and subject.pos_ == "PROPN" else noun


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
