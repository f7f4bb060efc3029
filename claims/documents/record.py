"""Where a document came from, in a record beside it: what was kept, how it was read, and what it does not say itself.

A saved page stays as it is, byte for byte; its outlet and date stand in `provenance/<name>.toml`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.documents.frontmatter import check_keys, parse_toml, read_fields, text_value
from claims.errors import InputError
from claims.versions import KEY, RECORD

FOLDER = "provenance"
HEAD = "# Made by `claims add`; `claims verify` holds the file against it.\n"
TEXTS = ("file", "original", "added", "encoding", "bytes_sha256", "text_sha256")
TABLES = ("document", "inferred", "extractor", "settings")


@dataclass(frozen=True, slots=True)
class Record:
    """One document's provenance.

    `file` is its path in the case, `original` its name before, `added` the time in UTC. `bytes_sha256` is of the file
    as it is, `text_sha256` of what is read in it. `document` holds what is known of it, `inferred` which of that
    nobody told, and what it was taken from. `extractor` names what read it, with versions, and `settings` how.
    """

    file: str
    original: str
    added: str
    encoding: str
    bytes_sha256: str
    text_sha256: str
    document: Mapping[str, str]
    inferred: Mapping[str, str]
    extractor: Mapping[str, str]
    settings: Mapping[str, str]


def record_path(case: Path, name: str) -> Path:
    """Where the record of a document lies."""
    return case / FOLDER / f"{name}.toml"


def read_record(path: Path) -> Record:
    """The record in a file; InputError where it is damaged."""
    where = str(path)
    try:
        table = parse_toml(path.read_bytes().decode("utf-8"), where)
    except (UnicodeDecodeError, OSError) as error:
        raise InputError(
            where, f"cannot be read ({error})", "a record is TOML, made by `claims add`"
        ) from error
    RECORD.check(table.pop(KEY, 1), where)
    check_keys(table, (*TEXTS, *TABLES), where)
    missing = [key for key in (*TEXTS, *TABLES) if key not in table]
    if missing:
        raise InputError(
            where,
            f"no {', '.join(missing)}",
            f"a record is made by `claims add`, and whole: {RECORD.to_migrate}",
        )
    fields: dict[str, Any] = {key: text_value(key, table[key], where) for key in TEXTS}
    fields |= {key: _texts(key, table[key], where) for key in TABLES}
    return Record(**fields | {"document": read_fields(fields["document"], where)})


def record_text(record: Record) -> str:
    """The record as TOML."""
    lines = [f"{KEY} = {RECORD.version}", *(f"{key} = {toml_text(getattr(record, key))}" for key in TEXTS)]
    for name in TABLES:
        lines += ["", f"[{name}]", *(f"{key} = {toml_text(v)}" for key, v in getattr(record, name).items())]
    return HEAD + "\n".join(lines) + "\n"


def toml_text(value: str) -> str:
    """A JSON string is a TOML string, but for the one control character that JSON lets through."""
    return json.dumps(" ".join(value.split()), ensure_ascii=False).replace("\x7f", "")


def _texts(key: str, table: object, where: str) -> dict[str, str]:
    if not isinstance(table, dict):
        raise InputError(where, f"{key} is {table!r}", f"write it as a table: [{key}]")
    entries: dict[str, Any] = table
    return {name: text_value(name, value, where) for name, value in entries.items()}
