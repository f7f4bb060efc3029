"""Every file of our own is read by its version: none is version 1, a newer one is refused, an older one migrated."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims import versions
from claims.archive.job import Job, Settings
from claims.archive.part import SCHEMA, noted, read_part
from claims.classroom.sheets import SHEET_COLUMNS, read_rows
from claims.documents import read_case
from claims.documents.record import TABLES, TEXTS, read_record
from claims.drift import DRIFT, DRIFT_COLUMNS
from claims.errors import InputError
from claims.evaluation import read_gold
from claims.frames import NOTES, checked_frame, read_checked
from claims.lint import FINDING_COLUMNS, read_findings
from claims.quotes import QUOTATION_COLUMNS, QUOTATIONS
from claims.review import read_log
from claims.review.decision import HEADER
from claims.tables import CLAIM_COLUMNS, CLAIMS, VERDICT_COLUMNS, read_claims, read_verdicts, write_csv

CLAIM = {
    "doc": "a", "kind": "article", "publisher": "", "published": "", "speaker": "", "company": "Acme", "claim": "1",
    "source": "author", "via": "", "cue": "", "stance": "affirms", "certainty": "asserted", "grantor": "Acme",
    "partner": "the bank", "actions": "read", "data": "messages", "consent": "with", "status": "ended",
    "evidence": "It read.", "start": 0, "end": 8, "rule": "let", "reviewed": False, "reviewer": "",
}  # fmt: skip


def toml(version: str, lines: str) -> str:
    """A TOML file that says its version, or none."""
    return f"version = {version}\n{lines}" if version else lines


def headed(version: str, columns: tuple[str, ...], row: str = "") -> str:
    """A table whose first column tells its version, or none."""
    first = f"{columns[0]}_v{version}" if version else columns[0]
    return ",".join([first, *columns[1:]]) + "\n" + row


RECORD = "".join(f'{key} = ""\n' for key in TEXTS) + "".join(f"[{key}]\n" for key in TABLES)
SHEET_ROW = "a,1,It.,yes,author,bank,messages,affirms,asserted,with\n"

# What is read, the format that it is in, its file's name, and its content in a version.
READ: dict[str, tuple[Callable[[Path], Any], str, str, Callable[[str], str]]] = {
    "case.toml": (
        lambda file: read_case(file.parent), "CASE", "case.toml",
        lambda v: toml(v, 'id = "a"\ntitle = "A"\ncompany = "Acme"\n'),
    ),
    "record": (read_record, "RECORD", "a.toml", lambda v: toml(v, RECORD)),
    "gold claims": (
        lambda file: read_gold(file.parent), "GOLD", "a.json",
        lambda v: json.dumps({"doc": "a", "claims": []} | ({"version": int(v)} if v else {})),
    ),
    "claims": (read_claims, "TABLE", "claims.csv", lambda v: headed(v, CLAIM_COLUMNS)),
    "verdicts": (read_verdicts, "TABLE", "verdicts.csv", lambda v: headed(v, VERDICT_COLUMNS)),
    "drift": (lambda file: read_checked(file, DRIFT), "TABLE", "drift.csv", lambda v: headed(v, DRIFT_COLUMNS)),
    "findings": (read_findings, "TABLE", "findings.csv", lambda v: headed(v, FINDING_COLUMNS)),
    "quotations": (
        lambda file: read_checked(file, QUOTATIONS), "TABLE", "quotations.csv", lambda v: headed(v, QUOTATION_COLUMNS),
    ),
    "marking sheet": (read_rows, "SHEET", "a.csv", lambda v: headed(v, SHEET_COLUMNS, SHEET_ROW)),
    "review": (
        lambda file: read_log(file.parent), "REVIEW", "review.csv",
        lambda v: ",".join([f"review_v{v or 1}", *HEADER[1:]]) + "\n",
    ),
}  # fmt: skip


def read(name: str, version: str, folder: Path) -> Any:
    """What is read of a file in that version."""
    reader, _, file, content = READ[name]
    (folder / file).write_text(content(version), encoding="utf-8")
    return reader(folder / file)


@pytest.mark.parametrize("name", READ)
def test_a_file_without_a_version_and_one_of_version_1_are_the_same(name: str, tmp_path: Path) -> None:
    bare, told = read(name, "", tmp_path), read(name, "1", tmp_path)
    assert bare.equals(told) if isinstance(bare, pd.DataFrame) else bare == told


@pytest.mark.parametrize("name", READ)
def test_a_newer_file_is_refused_and_says_what_to_install(name: str, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"newer program, in version 7 .*this program reads version 1: install"
    ) as error:
        read(name, "7", tmp_path)
    assert READ[name][2] in error.value.where


@pytest.mark.parametrize("name", READ)
def test_an_older_file_is_told_how_to_migrate(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = getattr(versions, READ[name][1])
    check = versions.Format.check
    monkeypatch.setattr(
        versions.Format, "check", lambda _, found, where: check(known._replace(version=2), found, where)
    )
    with pytest.raises(InputError, match=r"in version 1 of .*this program reads version 2") as error:
        read(name, "", tmp_path)
    assert known.to_migrate in error.value.valid and READ[name][2] in error.value.where


@pytest.mark.parametrize("name", ["case.toml", "record"])
@pytest.mark.parametrize("version", ["0", "-1", "1.0", '"1"', "true", "[]"])
def test_a_version_that_is_none_is_refused(name: str, version: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"version is .*a whole number from 1"):
        read(name, version, tmp_path)


@pytest.mark.parametrize("content", ['{"version": "2", "rows": []}', '{"version": 2, "rows": []}'])
def test_gold_verdicts_of_another_version_are_told_as_such(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"doc": "a", "claims": []}')
    (tmp_path / "verdicts.json").write_text(content)
    with pytest.raises(InputError, match=r"verdicts\.json: .*version"):
        read_gold(tmp_path)


TABLES_READ = [name for name, row in READ.items() if row[1] == "TABLE"]


@pytest.mark.parametrize("name", TABLES_READ)
def test_a_further_or_a_missing_column_says_how_to_migrate(name: str, tmp_path: Path) -> None:
    reader, _, file, content = READ[name]
    first, *columns = content("").strip().split(",")
    (tmp_path / file).write_text(",".join([first, *columns, "mood"]) + "\n")
    with pytest.raises(InputError, match=r"unknown columns: mood; .*made anew by the command"):
        reader(tmp_path / file)
    (tmp_path / file).write_text(",".join([first, *columns[1:]]) + "\n")
    with pytest.raises(InputError, match=f"columns missing: {columns[0]}; .*made anew by the command"):
        reader(tmp_path / file)


@pytest.mark.parametrize(("column", "value"), [("start", "first"), ("start", ""), ("reviewed", "perhaps")])
def test_a_value_of_another_type_says_how_to_migrate(column: str, value: str, tmp_path: Path) -> None:
    write_csv(pd.DataFrame([{**CLAIM, column: value}]), tmp_path / "claims.csv")
    with pytest.raises(InputError, match=r"claims\.csv: .*whole numbers, True or False .*made anew"):
        read_claims(tmp_path / "claims.csv")


def archive(folder: Path, **notes: Any) -> Path:
    """An archive's claims, with notes."""
    table = pa.Table.from_pylist([CLAIM], schema=SCHEMA)
    pq.write_table(table.cast(noted(SCHEMA, notes)), folder / "claims.parquet")
    return folder / "claims.parquet"


def test_an_archives_claims_are_read_by_their_version(tmp_path: Path) -> None:
    expected = checked_frame([CLAIM], CLAIMS, "claims")
    pd.testing.assert_frame_equal(read_claims(archive(tmp_path, format=1)), expected)
    pd.testing.assert_frame_equal(read_claims(archive(tmp_path)), expected)
    with pytest.raises(InputError, match=r"claims\.parquet: written by a newer program, in version 2"):
        read_claims(archive(tmp_path, format=2))


def test_a_parquet_table_of_other_columns_or_types_says_how_to_migrate(tmp_path: Path) -> None:
    path = tmp_path / "claims.parquet"
    pq.write_table(pa.Table.from_pylist([{**CLAIM, "start": "x"}]), path)
    with pytest.raises(InputError, match=r"whole numbers, True or False .*made anew"):
        read_claims(path)
    pq.write_table(pa.Table.from_pylist([{**CLAIM, "mood": "grim"}]), path)
    with pytest.raises(InputError, match=r"unknown columns: mood; .*made anew"):
        read_claims(path)
    path.write_bytes(b"PAR1" + b"\0" * 30 + b"PAR1")
    with pytest.raises(InputError, match=r"cannot be read|not a readable table"):
        read_claims(path)


PART = {"run": "r", "documents": 3, "passed_by": 0, "failures": []}


def part_of(folder: Path, notes: bytes, schema: pa.Schema = SCHEMA) -> Any:
    """What is known of a part with these notes and columns."""
    table = pa.Table.from_pylist([], schema=schema).replace_schema_metadata({NOTES: notes})
    pq.write_table(table, folder / "000000.parquet")
    return read_part(Job("r", "s", "s", (), 0, 3, str(folder / "000000.parquet"), Settings()))


def test_a_part_of_this_version_is_kept(tmp_path: Path) -> None:
    assert part_of(tmp_path, json.dumps(PART).encode()).documents == 3


@pytest.mark.parametrize(
    "notes",
    [
        *(
            json.dumps({name: value for name, value in PART.items() if name != missing}).encode()
            for missing in PART
        ),
        *(
            json.dumps(PART | odd).encode()
            for odd in ({"run": "other"}, {"documents": 4}, {"passed_by": "x"})
        ),
        *(json.dumps(PART | odd).encode() for odd in ({"failures": 3}, {"failures": [{"mood": "grim"}]})),
        *(b"[]", b"1", b"{", b"\xff", b"null"),
    ],
)
def test_a_part_of_another_version_or_damaged_is_done_again(notes: bytes, tmp_path: Path) -> None:
    assert part_of(tmp_path, notes) is None


@pytest.mark.parametrize(
    "schema",
    [
        SCHEMA.remove(0),
        SCHEMA.append(pa.field("mood", pa.string())),
        SCHEMA.set(0, pa.field("doc", pa.int64())),
    ],
    ids=["a column missing", "a further column", "another type"],
)
def test_a_part_of_other_columns_is_done_again(schema: pa.Schema, tmp_path: Path) -> None:
    assert part_of(tmp_path, json.dumps(PART).encode(), schema) is None
