"""Frames with declared columns: checked when they are made, written as text, read back as they were.

A cell such as "=HYPERLINK(…)" is text in any program: in the file an apostrophe stands before it, which reading takes off.
"""

import csv
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow
import pyarrow.parquet as pq

from claims import versions
from claims.errors import InputError
from claims.versions import TABLE

NOTES = b"claims_archive"
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
GUARDED = re.compile(rf"'{FORMULA.pattern}")
FLAGS = {"True": True, "False": False}
PARQUET = ".parquet"


def safe_cell(cell: object) -> object:
    """The cell as a spreadsheet may open it: text that would start a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def plain_cell(cell: str) -> str:
    """The text that `safe_cell` made safe."""
    return cell[1:] if GUARDED.match(cell) else cell


def csv_text(frame: pd.DataFrame) -> str:
    """The frame as CSV with "\\n" between rows, no cell of which starts a formula.

    All text is quoted: evidence may hold a bare carriage return, which unquoted would end the row.
    """
    safe = frame.map(safe_cell)
    return str(safe.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC))


def checked_frame(rows: Sequence[dict[str, Any]], schema: pa.DataFrameSchema, where: str) -> pd.DataFrame:
    """The rows as a frame with the columns and types of the schema; InputError names every breach."""
    try:
        frame = pd.DataFrame(list(rows), columns=list(schema.columns)).astype(_types(schema))
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError(where, str(error), f"text that UTF-8 can hold, and {_valid(schema)}") from error
    return check_frame(frame, schema, where)


def check_frame(frame: pd.DataFrame, schema: pa.DataFrameSchema, where: str) -> pd.DataFrame:
    """The frame itself when it has the columns and values of the schema; InputError names every breach."""
    missing = [name for name in schema.columns if name not in frame.columns]
    unknown = [str(name) for name in frame.columns if name not in schema.columns]
    if missing or unknown:
        lists = {"columns missing": missing, "unknown columns": unknown}
        found = "; ".join(f"{what}: {', '.join(names)}" for what, names in lists.items() if names)
        raise InputError(where, found, f"{', '.join(schema.columns)}; {TABLE.to_migrate}")
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        found, valid = _breaches(error.failure_cases), "values as the data dictionary lists"
        raise InputError(where, found, valid) from error
    return frame


def read_checked(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A frame that was written as CSV, or as Parquet by its ending; InputError where it does not fit the schema.

    A table of another version is told as such; see `claims.versions`.
    """
    try:
        frame = _from_parquet(path) if path.suffix == PARQUET else _from_csv(path)
    except OSError as error:
        found = "no such file" if isinstance(error, FileNotFoundError) else f"cannot be read ({error})"
        raise InputError(str(path), found, "a table written by an earlier step") from error
    except (ValueError, arrow.ArrowException) as error:
        valid = "UTF-8 CSV with a header, or Parquet"
        raise InputError(str(path), f"not a readable table ({error})", valid) from error
    types = {n: kind for n, kind in _types(schema).items() if n in frame.columns and kind != "str"}
    try:
        flags = {
            name: frame[name].astype(str).map(FLAGS.__getitem__) for name, k in types.items() if k == "bool"
        }
        return check_frame(frame.assign(**flags).astype(types), schema, str(path))
    except (ValueError, KeyError, OverflowError, TypeError) as error:
        raise InputError(str(path), str(error), f"{_valid(schema)}; {TABLE.to_migrate}") from error


def _from_csv(path: Path) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    first, version = versions.of_heading(str(frame.columns[0]))
    TABLE.check(version, str(path))
    return frame.rename(columns={frame.columns[0]: first}).map(plain_cell)


def _from_parquet(path: Path) -> pd.DataFrame:
    metadata = pq.read_schema(path).metadata or {}
    notes = json.loads(metadata.get(NOTES, b"{}"))
    TABLE.check(notes.get("format", 1) if isinstance(notes, dict) else notes, str(path))
    frame: pd.DataFrame = pq.read_table(path).to_pandas(ignore_metadata=True)
    return frame.astype({name: "str" for name, kind in frame.dtypes.items() if kind == "object"})


def _types(schema: pa.DataFrameSchema) -> dict[str, str]:
    kinds = ((name, str(column.dtype)) for name, column in schema.columns.items())
    return {name: kind if kind in ("int64", "bool") else "str" for name, kind in kinds}


def _valid(schema: pa.DataFrameSchema) -> str:
    names = ", ".join(name for name, kind in _types(schema).items() if kind != "str")
    return f"whole numbers, True or False in {names}"


def _breaches(cases: pd.DataFrame) -> str:
    return "; ".join(
        f"{case['column']}: {case['check']} fails for {case['failure_case']!r}"
        + (f" in row {case['index']}" if pd.notna(case["index"]) else "")
        for case in cases.head(10).to_dict("records")
    )
