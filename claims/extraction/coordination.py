"""Mentions that stand in one row: "Quillo, Brightpost and Norvane Bank", whatever the parse made of it."""

from collections.abc import Sequence

from claims.extraction.parties import Mention, Mentions

JOINING = {",", "and", "or", "&", "as", "well", "along", "with", "both", "plus", "the", "its", "their", "other", "then", "also", "a", "an", "even", "either"}
CONJUNCTIONS = {",", "and", "or", "&", "plus", "along"}
LONGEST_GAP = 4


def row_of(mention: Mention, mentions: Mentions) -> tuple[Mention, ...]:
    """The mentions in one row with this one, in order, itself included."""
    everyone = [m for m in mentions.all if m.name]
    if mention not in everyone:
        return (mention,)
    position = everyone.index(mention)
    first, last = position, position
    while first > 0 and _joined(everyone, first - 1, mentions):
        first -= 1
    while last + 1 < len(everyone) and _joined(everyone, last, mentions):
        last += 1
    return tuple(everyone[first : last + 1])


def _joined(everyone: Sequence[Mention], left: int, mentions: Mentions) -> bool:
    gap = mentions.doc[everyone[left].end : everyone[left + 1].start]
    words = [token.lower_ for token in gap]
    return 0 < len(words) <= LONGEST_GAP and set(words) <= JOINING and bool(set(words) & CONJUNCTIONS)
