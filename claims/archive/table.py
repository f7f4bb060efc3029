"""The rows of an archive in Parquet: which columns it may have, and its rows by number, read forwards."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from claims.documents.frontmatter import read_fields
from claims.errors import InputError

NAMES = ("doc", "name")
FIELDS = ("title", "publisher", "url", "published", "company", "kind", "speaker")
COLUMNS = ("text", *NAMES, *FIELDS)
VALID = f"needs a column text; {', '.join(COLUMNS[1:])} are read where they are there"
ROWS_AT_ONCE = 256
Row = Mapping[str, Any]


class Rows:
    """The rows of a Parquet file from a row on; what lies before it is passed over by row groups."""

    def __init__(self, path: Path, start: int) -> None:
        self.path = path
        file = open_table(path)
        self.at, groups = _from_group(file.metadata, start)
        names = [name for name in COLUMNS if name in file.schema_arrow.names]
        self.batches = file.iter_batches(ROWS_AT_ONCE, row_groups=groups, columns=names)
        self.batch: pa.RecordBatch | None = None

    def take(self, start: int, stop: int) -> Iterator[Row]:
        """Rows `start` to `stop`, neither of which may lie before what was taken."""
        while self.at < stop:
            if self.batch is None:
                self.batch = next(self.batches)
            skipped = max(start - self.at, 0)
            wanted = self.batch.slice(skipped, stop - self.at - skipped)
            used = min(skipped, len(self.batch)) + len(wanted)
            self.batch = self.batch.slice(used) if used < len(self.batch) else None
            self.at += used
            yield from wanted.to_pylist()


def open_table(path: Path) -> pq.ParquetFile:
    """The Parquet file; InputError where it is none, or lacks a column or the right type for it."""
    try:
        file = pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
    except FileNotFoundError as error:
        raise InputError(str(path), "no such file or folder", "name a Parquet file or a folder") from error
    except (OSError, pa.ArrowException) as error:
        valid = "name a Parquet file with a column text, or a folder of documents"
        raise InputError(str(path), "this is no Parquet file", valid) from error
    names = file.schema_arrow.names
    if "text" not in names:
        raise InputError(str(path), f"no column text among {', '.join(names) or 'no columns'}", VALID)
    for name in set(COLUMNS) & set(names):
        kind = file.schema_arrow.field(name).type
        if not (_is_text(kind) or (name == "published" and pa.types.is_temporal(kind))):
            raise InputError(str(path), f"the column {name} is {kind}", "it has to be text")
    return file


def names_in(path: Path) -> Iterator[str]:
    """The name of each row's document, in order."""
    file = open_table(path)
    column = [name for name in NAMES if name in file.schema_arrow.names][:1]
    if not column:
        yield from map(name_of, range(file.metadata.num_rows))
        return
    number = 0
    for batch in file.iter_batches(columns=column):
        for value in batch.column(0).to_pylist():
            yield name_of(number, {column[0]: value})
            number += 1


def name_of(number: int, row: Row | None = None) -> str:
    """What a row calls its document, else its number."""
    given = next((row[name] for name in NAMES if name in row), None) if row else None
    return " ".join((given or "").split()) or f"row-{number:07}"


def fields_of(row: Row, path: str) -> dict[str, str]:
    """What a row says of its document; InputError where a value is not valid."""
    given = {name: row[name] for name in FIELDS if row.get(name) not in (None, "")}
    if "published" in given:
        given["published"] = _day(given["published"])
    return read_fields(given, path)


def _day(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    try:
        return value if isinstance(value, date) else datetime.fromisoformat(str(value)).date()
    except ValueError:
        return value


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_null(kind))


def _from_group(metadata: pq.FileMetaData, start: int) -> tuple[int, list[int]]:
    """The row that the group with row `start` begins at, and the groups from there on."""
    at = 0
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        if at + rows > start:
            return at, [*range(group, metadata.num_row_groups)]
        at += rows
    return at, []
