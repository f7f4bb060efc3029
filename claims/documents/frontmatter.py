"""What a document says of itself, in TOML between two lines of +++.

`published = "2018-12-18"` is a date, `publisheer = "BBC"` an error that names the keys that are known.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from claims.documents.stretch import Stretch, tidy
from claims.errors import InputError
from claims.types import Kind, Role

LIMIT = 65_536
HALF = re.compile("[\ud800-\udfff]")
FENCE = re.compile(r"\ufeff?\+\+\+[ \t]*(?:\r\n|\r|\n)")
CLOSING = re.compile(r"^\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
TITLE = re.compile(
    r"""^[ \t]*title[ \t]*=[ \t]*(?:"(?!"")((?:[^"\\\n]|\\.)*)"|'(?!'')([^'\n]*)')""", re.MULTILINE
)
ESCAPE = re.compile(r"\\U[0-9a-fA-F]{8}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL)
DATES = ("published", "retrieved")
KEYS = (
    *("title", "publisher", "url", "published", "retrieved", "archive_url", "licence"),
    *("kind", "speaker", "company"),
)
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a front matter, where the body starts, and the title as a stretch of the file."""

    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    body: int = 0
    title: Stretch | None = None

    def filled(self, known: Mapping[str, str]) -> "FrontMatter":
        """The same with what is known otherwise for the fields that it lacks."""
        return replace(self, fields={**known, **{key: v for key, v in self.fields.items() if v}})

    def get(self, key: str) -> str:
        """The value of a field, empty where it is not given."""
        return self.fields.get(key, "")


def read_front_matter(text: str, where: str) -> FrontMatter:
    """The front matter of a document, empty where there is none; InputError on what is not valid."""
    opening = FENCE.match(text)
    if not opening:
        return FrontMatter()
    closing = CLOSING.search(text, opening.end(), opening.end() + LIMIT)
    if not closing:
        found = f"front matter opens with +++ and is not closed within {LIMIT} characters"
        raise InputError(where, found, "close it with a line of +++")
    table = parse_toml(text[opening.end() : closing.start()], where)
    fields = read_fields(table, where)
    return FrontMatter(
        fields, closing.end(), _title(text, fields.get("title", ""), opening.end(), closing.start())
    )


def read_fields(table: Mapping[str, Any], where: str) -> dict[str, str]:
    """The fields of a front matter's table; InputError on an unknown key or a value that is not valid."""
    return {key: _value(key, value, where) for key, value in check_keys(dict(table), KEYS, where).items()}


def parse_toml(source: str, where: str) -> dict[str, Any]:
    """The table that a piece of TOML holds; InputError with the place where it is not TOML."""
    try:
        return tomllib.loads(source.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"not valid TOML: {error}", 'write key = "value", one a line') from error


def check_keys(table: dict[str, Any], known: Sequence[str], where: str) -> dict[str, Any]:
    """The same table; InputError naming the known keys where it has another."""
    unknown = [key for key in table if key not in known]
    if unknown:
        raise InputError(
            where, f"unknown key {', '.join(map(repr, unknown))}", f"known keys are {', '.join(known)}"
        )
    return table


def text_value(key: str, value: object, where: str) -> str:
    """A text on one line, trimmed; InputError where it is anything else."""
    if not isinstance(value, str):
        raise InputError(where, f"{key} is {value!r}", f'write it as text: {key} = "..."')
    if HALF.search(value):
        raise InputError(where, f"{key} holds half a character: {value!r:.80}", "write it as UTF-8 text")
    return " ".join(value.split())


def date_value(key: str, value: object, where: str) -> str:
    """An ISO date; InputError where it is not one."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise InputError(
            where, f"{key} is {value!s:.80}", "a date is written year-month-day, as 2018-12-18"
        ) from error


def names_value(key: str, value: object, where: str) -> tuple[str, ...]:
    """A list of names; InputError where it is anything else."""
    if not isinstance(value, list):
        raise InputError(where, f"{key} is {value!r}", f'write it as a list: {key} = ["...", "..."]')
    return tuple(text_value(key, name, where) for name in value)


def _value(key: str, value: object, where: str) -> str:
    if key in DATES:
        return date_value(key, value, where)
    found = text_value(key, value, where)
    if key == "kind" and found not in tuple(Kind):
        raise InputError(where, f"kind is {found!r}", f"kinds are {', '.join(Kind)}")
    return found


def _title(text: str, title: str, start: int, end: int) -> Stretch | None:
    match = TITLE.search(text, start, end)
    if not match or not title:
        return None
    basic = match[1] is not None
    group = 1 if basic else 2
    pieces = [(m[0], m.start()) for m in ESCAPE.finditer(text, match.start(group), match.end(group))]
    chars = [_unescape(piece) if basic else piece for piece, _ in pieces]
    found = tidy("".join(chars), [where for _, where in pieces], Role.TITLE, match.end(group))
    return found if found and found.text == title else None


def _unescape(piece: str) -> str:
    value: str = tomllib.loads(f'x = "{piece}"')["x"] if piece.startswith("\\") else piece
    return value
