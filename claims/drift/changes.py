"""What changes from one telling to the next, facet by facet, and whether it makes the claim harder or softer.

"Allegedly" gone is harder; a bank that has become "a tech firm" is softer.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from claims.crossref.parties import Names, Party
from claims.crossref.relation import Relation, contains_actions, contains_data, relation
from claims.drift.chains import AGAINST_WILL, FIRMNESS, Chain, Telling
from claims.tables import join_cell
from claims.types import Action


class Facet(StrEnum):
    """What of a claim may change on its way."""

    CERTAINTY = "certainty"
    CONSENT = "consent"
    ACTIONS = "actions"
    PARTNER = "partner"
    DATA = "data"
    SOURCE = "source"


class Direction(StrEnum):
    """What a change does to the claim: `changed` is neither, as when one action gives way to another."""

    HARDER = "harder"
    SOFTER = "softer"
    CHANGED = "changed"


class Change(NamedTuple):
    """One facet that is not what it was in the telling before."""

    facet: Facet
    before: Telling
    after: Telling
    direction: Direction


CONSENT = {
    "with": "that people had agreed",
    "without": "that people had not agreed",
    "conditional": "that it was only under a condition",
    "not_stated": "nothing",
}
WHY = {
    (Facet.CERTAINTY, Direction.HARDER): "{later} tells as {after} what {earlier} told as {before}.",
    (Facet.CERTAINTY, Direction.SOFTER): "{later} tells as {after} what {earlier} told as {before}.",
    (Facet.CONSENT, Direction.HARDER): "On consent {later} says {after}; {earlier} said {before}.",
    (Facet.CONSENT, Direction.SOFTER): "On consent {later} says {after}; {earlier} said {before}.",
    (
        Facet.ACTIONS,
        Direction.HARDER,
    ): "In {later} the partner could {after} the data; in {earlier} it could {before} them.",
    (
        Facet.ACTIONS,
        Direction.SOFTER,
    ): "In {later} the partner could {after} the data; in {earlier} it could {before} them.",
    (
        Facet.ACTIONS,
        Direction.CHANGED,
    ): "In {later} the partner could {after} the data; in {earlier} it could {before} them.",
    (Facet.PARTNER, Direction.HARDER): "{later} names {after}; {earlier} spoke of {before}.",
    (Facet.PARTNER, Direction.SOFTER): "{later} speaks of {after}; {earlier} named {before}.",
    (Facet.PARTNER, Direction.CHANGED): "{later} speaks of {after}; {earlier} spoke of {before}.",
    (Facet.DATA, Direction.HARDER): "{later} names {after}; {earlier} spoke of {before}.",
    (Facet.DATA, Direction.SOFTER): "{later} speaks of {after}; {earlier} named {before}.",
    (Facet.SOURCE, Direction.HARDER): "{later} tells in its own voice what {earlier} put down to {before}.",
    (Facet.SOURCE, Direction.SOFTER): "{later} puts down to {after} what {earlier} told in its own voice.",
}


def changes(chain: Chain, names: Names) -> Iterator[Change]:
    """The changes of a chain in the order of its tellings, each against the telling right before it."""
    for before, after in pairwise(chain.tellings):
        for facet, turn in TURNS.items():
            direction = turn(before, after, names)
            if direction:
                yield Change(facet, before, after, direction)


def value(facet: Facet, telling: Telling, shown: Callable[[Telling], str]) -> str:
    """What a telling has for a facet, as a cell; `shown` gives the partner's name."""
    if facet is Facet.PARTNER:
        return shown(telling)
    if facet is Facet.ACTIONS:
        return join_cell(str(a) for a in Action if a in telling.actions)
    if facet is Facet.SOURCE:
        return join_cell(telling.sources)
    return str(getattr(telling, facet))


def why(change: Change, before: str, after: str) -> str:
    """The change as a sentence that a reader understands."""
    facet = change.facet
    return WHY[facet, change.direction].format(
        earlier=_outlet(change.before),
        later=_outlet(change.after),
        before=_in_words(facet, before),
        after=_in_words(facet, after),
    )


def _outlet(telling: Telling) -> str:
    return telling.article.publisher or telling.article.doc


def _in_words(facet: Facet, cell: str) -> str:
    if facet is Facet.CONSENT:
        return CONSENT[cell]
    return cell.replace("|", ", ").replace("_", " ")


def _ranked(before: int, after: int) -> Direction | None:
    if before == after:
        return None
    return Direction.HARDER if after > before else Direction.SOFTER


def _certainty(before: Telling, after: Telling, _: Names) -> Direction | None:
    return _ranked(FIRMNESS[before.certainty], FIRMNESS[after.certainty])


def _consent(before: Telling, after: Telling, _: Names) -> Direction | None:
    return _ranked(AGAINST_WILL[before.consent], AGAINST_WILL[after.consent])


def _actions(before: Telling, after: Telling, _: Names) -> Direction | None:
    """More powers are harder, and so are named ones after mere `access`."""
    vague = [Action.ACCESS in telling.actions for telling in (before, after)]
    if any(vague):
        return _ranked(*(not v for v in vague))
    found = relation(after.actions, before.actions, contains_actions)
    return {
        Relation.SAME: None,
        Relation.BROADER: Direction.HARDER,
        Relation.NARROWER: Direction.SOFTER,
        Relation.UNRELATED: Direction.CHANGED,
    }[found]


def _partner(before: Telling, after: Telling, names: Names) -> Direction | None:
    return _sharper(relation(_party(after), _party(before), names.contains))


def _data(before: Telling, after: Telling, _: Names) -> Direction | None:
    return _sharper(relation(after.data, before.data, contains_data))


def _sharper(found: Relation) -> Direction | None:
    return {
        Relation.SAME: None,
        Relation.NARROWER: Direction.HARDER,
        Relation.BROADER: Direction.SOFTER,
        Relation.UNRELATED: Direction.CHANGED,
    }[found]


def _party(telling: Telling) -> Party:
    return telling.said[0].party


def _source(before: Telling, after: Telling, _: Names) -> Direction | None:
    """Harder where a source is lost; who is named as the source of the other's report keeps it."""
    if before.own_voice == after.own_voice or before.origins & after.origins:
        return None
    return Direction.HARDER if after.own_voice else Direction.SOFTER


TURNS: dict[Facet, Callable[[Telling, Telling, Names], Direction | None]] = {
    Facet.CERTAINTY: _certainty,
    Facet.CONSENT: _consent,
    Facet.ACTIONS: _actions,
    Facet.PARTNER: _partner,
    Facet.DATA: _data,
    Facet.SOURCE: _source,
}
