"""The versions of the formats in which this program keeps what it and people write.

A file that names no version is in version 1. One of a newer version is refused, never half understood.
"""

import re
from typing import NamedTuple

from claims.errors import InputError

KEY = "version"
HEADING = re.compile(r"(?P<name>.*)_v(?P<version>[0-9]{1,9})")


class Format(NamedTuple):
    """What a file is, the version that is read and written, and how a file of an older one is brought up to it."""

    name: str
    version: int
    to_migrate: str

    def check(self, found: object, where: str) -> None:
        """InputError, saying how to migrate, for another version than the one that is read, or for none that can be."""
        here = f"this program reads version {self.version}"
        if isinstance(found, bool) or not isinstance(found, int) or found < 1:
            valid = f"a whole number from 1; {self.name} that names none is in version 1"
            raise InputError(where, f"{KEY} is {found!r:.80}", valid)
        if found > self.version:
            told = f"written by a newer program, in version {found} of {self.name}"
            raise InputError(where, told, f"{here}: install the newer one")
        if found < self.version:
            raise InputError(where, f"in version {found} of {self.name}", f"{here}: {self.to_migrate}")


CASE = Format("case.toml", 1, "write its keys as a case.toml that `claims new` makes has them")
RECORD = Format("a record", 1, "move it away, and `claims add` the document again with its --name")
GOLD = Format("gold", 1, "write its records as docs/architecture.md says under Gold")
TABLE = Format(
    "a table", 1, "a table of another version is made anew by the command or notebook that wrote it"
)
SHEET = Format(
    "a marking sheet", 1, "`claims classroom assign` makes the empty sheet anew; copy the marks into it"
)
REVIEW = Format(
    "review.csv", 1, "keep a copy, rename the columns, leave empty what the older file does not have"
)


def of_heading(heading: str) -> tuple[str, int]:
    """The name of a table's first column and the version that it tells: "doc_v2" is "doc" in version 2."""
    told = HEADING.fullmatch(heading.strip())
    return (told["name"], int(told["version"])) if told else (heading, 1)
