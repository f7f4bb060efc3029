"""Who is spoken of in a document: names, classes, persons, people's groups and pronouns.

"Netflix, the bank and other makers read users' messages" has a name, two classes and a group of people.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from spacy.tokens import Doc, Token

from claims.extraction.classes import ClassReader
from claims.extraction.mentions import Mention, Mentions, PartyKind, class_sort, known_names, sort_of
from claims.extraction.named import NamedReader
from claims.extraction.names import NameFinder
from claims.extraction.spelling import words
from claims.extraction.tokens import tokens_of

__all__ = [
    "Mention",
    "Mentions",
    "Partner",
    "PartyKind",
    "class_sort",
    "find_mentions",
    "known_names",
    "sort_of",
]

THEY = {"they", "them", "their", "theirs", "themselves"}
PERSONAL = {"it", "its", "itself", "he", "she", "him", "her", "his", *THEY}
OWN = {"we", "us", "our", "ours", "ourselves"}
READER = {"you", "your", "yours", "yourself"}
COUNTED = {
    "both",
    "two",
    "three",
    "four",
    "five",
    "six",
    "former",
    "latter",
    "another",
    "none",
    "neither",
    "those",
    "these",
}
SINGULAR = {"former", "latter", "another", "neither"}
PLACES = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"}


class Partner(Protocol):
    """A partner as a case names it."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def aliases(self) -> Sequence[str]:
        """Its other names."""


def find_mentions(
    doc: Doc,
    *,
    company: str,
    aliases: Sequence[str] = (),
    partners: Sequence[Partner] = (),
    we: str | None = None,
) -> Mentions:
    """Every party mention of the document under its full name; `we` is who says "we" in a statement."""
    given = {spelling.lower(): p.name for p in partners for spelling in (p.name, *p.aliases)}
    given |= {spelling.lower(): company for spelling in (company, *aliases) if spelling}
    places = {place.lower() for place in words("place", "countries") | words("place", "elsewhere")}
    names = NameFinder(doc, {*given, *known_names(), *places}).names()
    named = NamedReader(doc, names, given).mentions()
    classes = ClassReader(doc, names, named).mentions()
    pronouns = _pronouns(doc, {m.head for m in (*named, *classes)}, we)
    return Mentions(doc, (*named, *classes, *pronouns), company=company, we=we)


def _pronouns(doc: Doc, heads: set[int], we: str | None) -> Iterator[Mention]:
    """Pronouns and bare numbers that stand for a party named elsewhere."""
    for token in tokens_of(doc, words=OWN | PERSONAL | READER | COUNTED):
        word = token.lower_
        if token.i in heads or token.dep_ == "expl" or token.text == "US":
            continue
        if word in OWN and we:
            yield _single(token, we, PartyKind.NAMED)
        elif word in OWN or (word in PERSONAL and token.pos_ == "PRON"):
            yield _single(token, word, PartyKind.PRONOUN, plural=word in THEY)
        elif word in READER:
            yield _single(token, word, PartyKind.PEOPLE, plural=True)
        elif word in COUNTED and token.dep_ in PLACES and not any(c.lower_ == "of" for c in token.children):
            yield _single(token, word, PartyKind.PRONOUN, plural=word not in SINGULAR)


def _single(token: Token, name: str, kind: PartyKind, *, plural: bool = False) -> Mention:
    return Mention(token.i, token.i + 1, token.i, name, kind, plural=plural)
