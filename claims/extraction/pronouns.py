"""What a pronoun stands for: an agreeing subject of the clause above it, else of the sentence before.

"Quillo said it had read nothing", "The brokers buy locations. They resell them."
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from claims.extraction import syntax
from claims.extraction.mentions import Mention, Mentions, PartyKind

if TYPE_CHECKING:
    from claims.extraction.references import References

NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
PERSONS = {"he", "she", "him", "her", "his"}
THINGS = {"it", "its", "itself"}
GROUPS = {"they", "them", "their", "theirs", "themselves", "those", "these"}
FIRST_AND_SECOND = {"we", "us", "our", "ours", "ourselves"}
ONE_BODY = {"agency", "outlet"}
READER = {"you", "your", "yours"}
POSSESSIVE = {"its", "their", "theirs"}
PERSON_REACH = 4
ABILITY = {"access", "ability", "permission", "right"}


def resolve_pronoun(references: References, mention: Mention) -> tuple[Mention, ...]:
    """The mentions that a pronoun or number stands for; () for "we", direct objects, and where unsafe."""
    word = references.doc[mention.head].lower_
    if word in PERSONS:
        return _person(references, mention)
    if word in NUMBERS:
        return references.several(mention, NUMBERS[word])
    if word in {"former", "latter"}:
        pair = _pair(references, mention)
        return (pair[0 if word == "former" else 1],) if pair else ()
    if word not in THINGS | GROUPS or references.doc[mention.head].dep_ == "dobj":
        return ()
    return _third_person(references, mention)


def is_told_apart(mention: Mention, mentions: Mentions) -> bool:
    """ "the payment provider", to a company that calls itself "we"."""
    described = mentions.doc[mention.start : mention.head]
    return mentions.we == mentions.company and any(t.dep_ in {"compound", "amod"} for t in described)


def is_subject(doc: Doc, mention: Mention) -> bool:
    """Whether the mention, or what it is coordinated with or describes, is a subject or agent."""
    token = _row_head(doc, mention)
    return token.dep_ in {"nsubj", "nsubjpass", "agent"} or (
        token.dep_ == "pobj" and token.head.dep_ == "agent"
    )


def modifies(doc: Doc, mention: Mention) -> bool:
    """Whether the mention only stands before another noun: "Larkfield users"."""
    token = doc[mention.head]
    return token.dep_ in {"compound", "amod", "nmod"} and token.head.lemma_.lower() not in ABILITY


def _person(references: References, mention: Mention) -> tuple[Mention, ...]:
    here = references.sentence_of[mention.head]
    for sentence in range(here, max(here - PERSON_REACH, -1), -1):
        found = [
            m for m in references.within(sentence) if m.kind is PartyKind.PERSON and m.end <= mention.start
        ]
        if found:
            leading = [m for m in found if is_subject(references.doc, m)]
            return ((leading or found)[-1],)
    return ()


def _pair(references: References, mention: Mention) -> list[Mention]:
    here = references.sentence_of[mention.head]
    for sentence in (here, here - 1):
        named = [m for m in references.within(sentence) if m.is_name and m.end <= mention.start]
        chained = references.coordinated(named)
        if len(chained) == 2:
            return chained
    return []


def _third_person(references: References, mention: Mention) -> tuple[Mention, ...]:
    barred = _own_subject(references, mention)
    for other in _candidates(references, mention):
        found = _agreeing(references, other, mention)
        if found and not (barred & {m.name for m in found}):
            return found
    return ()


def _own_subject(references: References, mention: Mention) -> set[str]:
    """Names of the subject of the pronoun's own clause, which an object pronoun never means."""
    token = references.doc[mention.head]
    if token.dep_ not in {"dobj", "pobj", "dative"}:
        return set()
    verb = token.head
    while verb.pos_ == "ADP" or verb.dep_ in {"prep", "dative"}:
        verb = verb.head
    heads = (references.mentions.headed_by(t) for t in syntax.undergoers_or_subjects(verb) if t != token)
    return {m.name for head in heads if head is not None for m in (head, *references.resolve(head))}


def _candidates(references: References, mention: Mention) -> Iterator[Mention]:
    """Subjects of the clauses around it, then of its sentence, then the sentence before."""
    for token in _governing_subjects(references.doc[mention.head]):
        if (other := _party_of(references, token)) is not None:
            yield other
    here = references.sentence_of[mention.head]
    before = [
        m for m in references.within(here) if m.end <= mention.start and not modifies(references.doc, m)
    ]
    yield from (m for m in reversed(before) if is_subject(references.doc, m))
    if mention.plural:
        yield from (m for m in reversed(before) if _row_head(references.doc, m).dep_ in {"dobj", "dative"})
    yield from _sentence_before(references, mention, here - 1)


def _party_of(references: References, subject: Token) -> Mention | None:
    """The subject itself, or whose it is: "Quillo's contract meant it could read them"."""
    subject = syntax.quantified(subject)
    if (own := references.mentions.headed_by(subject)) is not None or subject.pos_ != "NOUN":
        return own
    owners = (references.mentions.headed_by(child) for child in subject.children if child.dep_ == "poss")
    return next((m for m in owners if m is not None and m.is_name), None)


def _sentence_before(references: References, mention: Mention, sentence: int) -> Iterator[Mention]:
    """Its main subject, then what else it tells of; nothing for "it" when the subject is no party."""
    if sentence < 0:
        return
    root = references.sentences[sentence].root
    subjects = [c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}]
    main = references.mentions.headed_by(subjects[0]) if subjects else None
    if main is not None:
        yield main
    elif subjects and not mention.plural:
        return
    rest = [m for m in references.within(sentence) if m is not main and not modifies(references.doc, m)]
    yield from (m for m in rest if is_subject(references.doc, m))
    if mention.plural:
        yield from sorted(rest, key=lambda m: _row_head(references.doc, m).dep_ not in {"dobj", "dative"})


def _row_head(doc: Doc, mention: Mention) -> Token:
    """What carries the role of the mention: the first of its row, or the noun beside it."""
    token = doc[mention.head]
    if token.dep_ == "npadvmod" and mention.start and doc[mention.start - 1].pos_ == "NOUN":
        token = doc[mention.start - 1]
    while token.dep_ in {"conj", "appos"}:
        token = token.head
    return token


def _governing_subjects(token: Token) -> Iterator[Token]:
    """Subjects of the clauses around it, the innermost first; for a possessive, its own clause too."""
    clause = token.head
    while clause.pos_ not in {"VERB", "AUX"} and clause.head != clause:
        clause = clause.head
    if token.lower_ in POSSESSIVE:
        yield from (t for t in syntax.undergoers_or_subjects(clause) if t.i < token.i)
    for _ in range(syntax.DEPTH):
        if clause.head == clause:
            return
        clause = clause.head
        if clause.pos_ in {"VERB", "AUX"}:
            yield from (t for t in syntax.undergoers_or_subjects(clause) if t.i < token.i)


def _agreeing(references: References, other: Mention, mention: Mention) -> tuple[Mention, ...]:
    """What the candidate speaks of, where that can be what the pronoun means."""
    own = references.doc[other.head].lower_ in FIRST_AND_SECOND | READER
    if other is mention or other.start >= mention.start or other.kind is PartyKind.PLACE or own:
        return ()
    if mention.plural:
        return _agreeing_plural(references, other, mention)
    if other.plural or other.kind in {PartyKind.PERSON, PartyKind.PEOPLE}:
        return ()
    return references.resolve(other) or ((other,) if other.kind is PartyKind.CLASS else ())


def _agreeing_plural(references: References, other: Mention, mention: Mention) -> tuple[Mention, ...]:
    row = syntax.with_conjuncts(references.doc[other.head])
    joined = [m for t in row if (m := references.mentions.headed_by(t)) is not None]
    if len(joined) > 1:
        return tuple(joined)
    if other.plural:
        return references.resolve(other) or ((other,) if other.kind is not PartyKind.PRONOUN else ())
    if other.is_name and references.sorts.get(other.name, set()) & ONE_BODY:
        return ()
    any_one = other.kind is PartyKind.CLASS and references.doc[other.start].lower_ in {"a", "an"}
    return (other,) if (other.is_name or any_one) and references.doc[mention.head].lower_ != "them" else ()
