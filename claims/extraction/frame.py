"""A frame of access: one predicate with who gets what data from whom."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from claims.extraction.data import DataMention
from claims.types import Action

POINTING_BACK = "such-access"
BARE_ACCESS = "bare-access"
WITHOUT_DATA = {POINTING_BACK, BARE_ACCESS}
OWN_ACCOUNT = "own-account"
GIVEN_TO = {"to", "with", "among", "between"}
COMPLEMENT = {
    "to",
    "of",
    "into",
    "on",
    "about",
    "over",
    "from",
    "including",
    "like",
    "at",
    "regarding",
    "in",
    "through",
}

IsParty = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate of access with what fills its roles.

    `partners` are the head tokens of whoever gets the data, `grantors` of whoever gives it. `open_ended` says that somebody
    unnamed got it ("can be shared or sold"). `rule` names the reading that found it. `governor` is the predicate that
    decides the other fields where it stands elsewhere, above a list.
    """

    rule: str
    predicate: Token
    action: Action
    data: tuple[DataMention, ...]
    partners: tuple[Token, ...]
    grantors: tuple[Token, ...] = ()
    open_ended: bool = False
    governor: Token | None = None
