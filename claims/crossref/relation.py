"""One function, `relation`, over data categories, actions and parties: same, narrower, broader or unrelated.

"Personal data" is broader than "messages", "access" than "read", "partners" than "the bank".
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from claims.types import Action

T = TypeVar("T")
ANY_DATA = "personal_data"
ACCOUNT = "account"
SEEING = frozenset({Action.READ, Action.OBTAIN})


class Relation(StrEnum):
    """What the first is to the second."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    UNRELATED = "unrelated"


def relation(a: T, b: T, contains: Callable[[T, T], bool]) -> Relation:
    """What `a` is to `b`, where `contains(x, y)` tells whether everything in y is in x."""
    if a == b:
        return Relation.SAME
    over, under = contains(a, b), contains(b, a)
    if over and under:
        return Relation.SAME
    return Relation.BROADER if over else Relation.NARROWER if under else Relation.UNRELATED


def contains_data(a: str, b: str) -> bool:
    """Whether category `a` takes in `b`: a dotted key its sub-keys, `personal_data` every category of data.

    `account` names features, not data: it stands beside the categories, with nothing above or below it.
    """
    return a == b or b.startswith(f"{a}.") or (a == ANY_DATA and b != ACCOUNT)


def contains_actions(a: frozenset[Action], b: frozenset[Action]) -> bool:
    """Whether whoever may do `a` may do all of `b`; whoever obtains a thing may read it, and the reverse."""
    if Action.ACCESS in a or not a:
        return True
    allowed = a | SEEING if a & SEEING else a
    return bool(b) and b <= allowed
