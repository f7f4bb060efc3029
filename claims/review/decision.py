"""One decision of a person about one claim, and the row of `review.csv` that holds it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum

from claims.documents.frontmatter import HALF
from claims.errors import InputError
from claims.types import Action, Certainty, Consent, Stance, Status
from claims.versions import REVIEW, of_heading
from claims.vocabulary import load

SEVERAL = ("via", "actions")
CHOICES: Mapping[str, Sequence[str]] = {
    "stance": [*Stance],
    "certainty": [*Certainty],
    "consent": [*Consent],
    "status": [*Status],
    "actions": [*Action],
}
NEEDED = ("source", "partner", "data")


class Verb(StrEnum):
    """What a person can do with a claim; `withdraw` takes back what was decided on it so far."""

    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"
    ADD = "add"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of `review.csv`.

    `claim` is the claim's id when it was decided on, `field` and `value` what an amendment sets. The fields from
    `source` to `status` are the claim as the rules proposed it, or as it was added. `exact` is its evidence, with what
    stands before and behind it in its paragraph, `start` where it began and `text_hash` the document's text then.
    """

    id: str
    time: str
    reviewer: str
    decision: Verb
    claim: str
    field: str
    value: str
    note: str
    doc: str
    source: str
    via: str
    cue: str
    stance: str
    certainty: str
    grantor: str
    partner: str
    actions: str
    data: str
    consent: str
    status: str
    exact: str
    prefix: str
    suffix: str
    start: int
    text_hash: str


COLUMNS = tuple(field.name for field in fields(Decision))
FIELDS = COLUMNS[COLUMNS.index("source") : COLUMNS.index("exact")]
HEADER = (f"review_v{REVIEW.version}", *COLUMNS[1:])
TO_MIGRATE = f"this program reads version {REVIEW.version}, {', '.join(HEADER)}: {REVIEW.to_migrate}"


def check_header(header: Sequence[str], where: str) -> None:
    """InputError for a header of another version, or of no version; says how to migrate."""
    name, version = of_heading(header[0]) if header else ("", 0)
    if name != "review":
        found = f"no review file: its first column is {header[0][:40] if header else ''!r}"
        raise InputError(where, found, f"the first line is {','.join(HEADER)}")
    REVIEW.check(version, where)
    if tuple(header) != HEADER:
        odd = [
            *(f"{n} is missing" for n in HEADER if n not in header),
            *(n for n in header if n not in HEADER),
        ]
        raise InputError(where, f"columns differ ({', '.join(odd) or 'in another order'})", TO_MIGRATE)


def from_cells(cells: Sequence[str], where: str) -> Decision:
    """The decision in the cells of a row; InputError names the cell that does not fit."""
    if len(cells) != len(HEADER):
        raise InputError(where, f"{len(cells)} cells", f"a row has {len(HEADER)}, as the header")
    row = dict(zip(COLUMNS, cells, strict=True))
    for name in ("id", "reviewer", "claim", "doc", "exact"):
        if not row[name].strip():
            raise InputError(where, f"{name} is empty", "every decision has one")
    if row["decision"] not in [*Verb]:
        raise InputError(where, f"decision is {row['decision']!r}", f"one of {', '.join(Verb)}")
    if not re.fullmatch("[0-9]{1,15}", row["start"]):
        raise InputError(where, f"start is {row['start']!r}", "a whole number")
    try:
        datetime.fromisoformat(row["time"])
    except ValueError as error:
        raise InputError(
            where, f"time is {row['time']!r}", "a time such as 2020-01-31T12:00:00+00:00"
        ) from error
    if row["decision"] == Verb.AMEND:
        row["value"] = check_value(row["field"], row["value"], where)
    for name in FIELDS:
        row[name] = check_value(name, row[name], where)
    return Decision(**{**row, "decision": Verb(row["decision"]), "start": int(row["start"])})  # type: ignore[arg-type]


def check_value(field: str, value: str, where: str) -> str:
    """The value as the tables hold it; InputError for a field or a value that no claim can have."""
    if field not in FIELDS:
        raise InputError(where, f"no field {field!r}", f"one of {', '.join(FIELDS)}")
    value = value.strip()
    if HALF.search(value):
        raise InputError(where, f"{field} holds half a character: {value!r:.80}", "text that UTF-8 can hold")
    if field == "data" and value not in load("data")["category"]:
        valid = ", ".join(sorted(load("data")["category"]))
        raise InputError(where, f"data is {value!r}", f"one of {valid}")
    if field in NEEDED and not value:
        raise InputError(where, f"{field} is empty", "a claim has a source, a partner and data")
    parts = [part for part in re.split(r"[|,/ ]+", value) if part] if field == "actions" else [value]
    for part in parts:
        if field in CHOICES and part not in CHOICES[field]:
            raise InputError(where, f"{field} is {part!r}", f"one of {', '.join(CHOICES[field])}")
    return "|".join(a for a in Action if a in parts) if field == "actions" else value
