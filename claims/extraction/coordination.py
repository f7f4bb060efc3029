"""Mentions that stand in one row: "Quillo, Brightpost and Norvane Bank", whatever the parse made of it."""

from collections.abc import Sequence

from claims.extraction.parties import Mention, Mentions, PartyKind

CONJUNCTIONS = {"and", "or", "&", "plus"}
FILLERS = {"the", "its", "their", "other", "also", "a", "an", "even", "some", "to", "with", "as", "well", "along", "both", "then", "our", "then"}
LONGEST_GAP = 4


def row_of(mention: Mention, mentions: Mentions) -> tuple[Mention, ...]:
    """The mentions in one row with this one, in order, itself included: commas between, a conjunction before the last."""
    everyone = [m for m in mentions.all if m.kind is not PartyKind.OUTLET]
    if mention not in everyone:
        return (mention,)
    position = everyone.index(mention)
    first, last = position, position
    while first > 0 and _joint(everyone, first - 1, mentions) == ",":
        first -= 1
    while last + 1 < len(everyone) and _joint(everyone, last, mentions) == ",":
        last += 1
    if last + 1 < len(everyone) and _joint(everyone, last, mentions) == "and":
        return tuple(everyone[first : last + 2])
    if position > 0 and _joint(everyone, position - 1, mentions) == "and":
        first = position - 1
        while first > 0 and _joint(everyone, first - 1, mentions) == ",":
            first -= 1
        return tuple(everyone[first : position + 1])
    return (mention,)


def _joint(everyone: Sequence[Mention], left: int, mentions: Mentions) -> str:
    """"," or "and" for what joins a mention to the next, empty when something else stands between."""
    gap = mentions.doc[everyone[left].end : everyone[left + 1].start]
    words = {token.lower_ for token in gap}
    if not 0 < len(gap) <= LONGEST_GAP or not words <= CONJUNCTIONS | FILLERS | {","}:
        return ""
    if words & CONJUNCTIONS or {"as", "well"} <= words or {"along", "with"} <= words:
        return "and"
    return "," if words == {","} or (words <= {","} | FILLERS and "," in words and not words & {"to", "with"}) else ""
