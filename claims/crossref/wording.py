"""What the words of a claim tell of a position: a rule that the company set, or single legal demands."""

import re
from functools import cache
from typing import Literal

from claims.crossref.classes import plain
from claims.vocabulary import load

Matter = Literal["legal_demand", "own_rule"]
MATTERS: tuple[Matter, ...] = ("legal_demand", "own_rule")


@cache
def _pattern(matter: Matter) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load("positions")[matter]["patterns"]))


def speaks_of(matter: Matter, words: str) -> bool:
    """Whether the words speak of it, by the patterns of positions.toml."""
    return _pattern(matter).search(plain(words).lower()) is not None
