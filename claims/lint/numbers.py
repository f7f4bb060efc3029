"""Counts and universals in a text: "more than 150 companies" is 150, "every user" speaks of all of them."""

import re
from functools import cache
from typing import NamedTuple

from claims.extraction.parties import class_sort
from claims.lint.piece import Piece
from claims.types import Span
from claims.vocabulary import load

NUMBER = re.compile(
    r"(?<![\w.,$£€-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s?(million|billion|thousand|m|bn|k|%)?\b", re.I
)
SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
LEAST, YEARS = 10, range(1900, 2100)


class Amount(NamedTuple):
    """A number with its place in the reading; `counts` where it counts companies or people."""

    value: float
    span: Span
    noun: str
    counts: bool


def amounts(piece: Piece, span: Span) -> list[Amount]:
    """The numbers of a stretch in order; years, shares and numbers under ten left out."""
    found = []
    for match in NUMBER.finditer(piece.read(span)):
        scale = (match[2] or "").lower()
        value = float(match[1].replace(",", "")) * SCALE.get(scale, 1)
        bare_year = not scale and "," not in match[1] and value in YEARS
        if scale == "%" or bare_year or value < LEAST:
            continue
        place = Span(span.start + match.start(), span.start + match.end(2 if scale else 1))
        noun = counted_noun(piece, place)
        found.append(Amount(value, place, noun, counts_parties(noun)))
    return found


def counted_noun(piece: Piece, number: Span) -> str:
    """The noun that a number counts, in the singular, or ""."""
    for token in piece.words(number):
        head = token.head
        while head.like_num and head.head is not head:
            head = head.head
        if head.pos_ in {"NOUN", "PROPN"}:
            return head.lemma_.lower()
    return ""


def counts_parties(noun: str) -> bool:
    """Whether a noun is one for companies or people, which reports count."""
    return noun in load("lint")["counted"] or noun in people() or bool(class_sort(noun))


@cache
def people() -> frozenset[str]:
    """The nouns for the people whose data it is."""
    return frozenset(load("consent")["groups"]["people"])


def universal(piece: Piece, span: Span) -> Span | None:
    """The first word of a stretch that speaks of all people or all of their data."""
    for token in piece.words(span):
        if token.lower_ in load("lint")["everyone"]:
            return Span(token.idx, token.idx + len(token))
        noun = token.head.lemma_.lower()
        of_people = noun in load("lint")["universal_over"] or noun in people()
        if (
            token.lower_ in load("lint")["universal"]
            and token.dep_ in {"det", "predet", "amod"}
            and of_people
        ):
            return Span(token.idx, token.head.idx + len(token.head))
    return None
