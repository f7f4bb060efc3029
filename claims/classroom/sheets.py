"""Marking sheets: one CSV file for each student, one row for each sentence of a document.

A sentence's number is what all share, so that sheets can be compared however they were filled in.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from claims import vocabulary
from claims.classroom.answers import plain
from claims.classroom.texts import numbered
from claims.documents import Case
from claims.documents.decode import decode
from claims.errors import InputError
from claims.evaluation import read_gold
from claims.frames import plain_cell, safe_cell
from claims.types import Certainty, Consent, Document, Stance
from claims.versions import SHEET as SHEET_FORMAT
from claims.versions import of_heading

FIELDS = ("claim", "source", "partner", "data", "stance", "certainty", "consent")
SHEET_COLUMNS = ("doc", "sentence", "text", *FIELDS)
MARK_COLUMNS = ("coder", "doc", "sentence", "field", "label")
YES, NO, GOLD = "yes", "no", "gold"
BETWEEN = "; "
SHEET = "sheet.csv"
BYTE_ORDER_MARK = "\ufeff"
NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")


class Sheets(NamedTuple):
    """The marks of every sheet that could be read, columns MARK_COLUMNS, and what is wrong with the others."""

    marks: pd.DataFrame
    problems: tuple[InputError, ...]


def words_in_use() -> dict[str, tuple[str, ...]]:
    """The words that a field takes; fields that take any words are not in it."""
    return {
        "claim": (YES, NO),
        "data": tuple(vocabulary.load("data")["category"]),
        "stance": tuple(map(str, Stance)),
        "certainty": tuple(map(str, Certainty)),
        "consent": tuple(map(str, Consent)),
    }


def empty_sheet(document: Document) -> str:
    """A sheet to be filled in, as CSV text: the sentences of a document, and an empty cell for each field."""
    rows = [
        [document.name, n, text, *[""] * len(FIELDS)] for n, text in enumerate(numbered(document), start=1)
    ]
    return sheet_text(rows)


def sheet_text(rows: Iterable[Sequence[object]]) -> str:
    """Rows of SHEET_COLUMNS as CSV text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(SHEET_COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()


def class_sheets(folder: str | Path) -> list[Path]:
    """The students' sheets in a folder: every CSV file but the empty one that they were copied from."""
    return sorted(path for path in Path(folder).glob("*.csv") if path.name != SHEET)


def read_sheets(paths: Iterable[str | Path]) -> Sheets:
    """The marks of all sheets; a student's name is the file's. A sheet that cannot be read does not stop the rest."""
    marks, problems = [], []
    for path in map(Path, paths):
        try:
            marks += _marks(path.stem, read_rows(path), str(path))
        except InputError as error:
            problems.append(error)
    return Sheets(pd.DataFrame(marks, columns=list(MARK_COLUMNS)), tuple(problems))


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of one sheet; InputError where it is none."""
    try:
        text = decode(path.read_bytes(), str(path)).text.removeprefix(BYTE_ORDER_MARK)
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "needs a marking sheet") from error
    try:
        lines = [cells for cells in csv.reader(io.StringIO(text), delimiter=_delimiter(text)) if cells]
    except csv.Error as error:
        raise InputError(str(path), f"no table ({error})", "a marking sheet saved as CSV") from error
    header = lines.pop(0) if lines else [""]
    first, version = of_heading(header[0])
    SHEET_FORMAT.check(version, str(path))
    columns = [first, *header[1:]]
    lacking = [name for name in SHEET_COLUMNS if name not in columns]
    if lacking or not lines:
        found = f"lacks {', '.join(lacking) or 'rows'}"
        valid = f"a sheet has {', '.join(SHEET_COLUMNS)}; {SHEET_FORMAT.to_migrate}"
        raise InputError(str(path), found, valid)
    rows = [
        dict(zip_longest(columns, map(plain_cell, cells[: len(columns)]), fillvalue="")) for cells in lines
    ]
    if odd := [row["sentence"] for row in rows if not NUMBER.fullmatch(row["sentence"])]:
        raise InputError(str(path), f"sentence is {odd[0]!r:.80}", "the number that the sheet came with")
    return rows


def gold_sheet(case: Case, document: Document) -> pd.DataFrame:
    """The gold claims of a document as marks of a coder called `gold`; empty where the case has no gold for it."""
    folder = Path(case.folder) / "gold"
    if not folder.is_dir():
        return pd.DataFrame(columns=list(MARK_COLUMNS))
    claims = read_gold(folder).claims.get(document.name, [])
    sentences = numbered(document)
    rows: list[dict[str, str]] = []
    for number, text in enumerate(sentences, start=1):
        here = [claim for claim in claims if _carries(text, claim["evidence"])]
        labels = {field: BETWEEN.join(dict.fromkeys(str(c[field]) for c in here)) for field in FIELDS[1:]}
        rows.append({"doc": document.name, "sentence": str(number), "claim": YES if here else NO, **labels})
    marks = _marks(GOLD, rows, str(folder)) if claims else []
    return pd.DataFrame(marks, columns=list(MARK_COLUMNS))


def _marks(coder: str, rows: Sequence[Mapping[str, str]], where: str) -> list[dict[str, Any]]:
    allowed = {field: {plain(word) for word in words} for field, words in words_in_use().items()}
    marks = []
    for row in rows:
        for field in FIELDS:
            label = _label(row[field])
            unknown = [
                part for part in label.split(BETWEEN) if label and part not in allowed.get(field, {part})
            ]
            if unknown:
                raise InputError(
                    f"{where}, sentence {row['sentence']}, {field}",
                    f"{unknown[0]!r} is no word in use",
                    f"one of {', '.join(words_in_use()[field])}",
                )
            if label and (field == "claim" or plain(row["claim"]) == YES):
                sentence = int(row["sentence"])
                marks.append(
                    dict(zip(MARK_COLUMNS, (coder, row["doc"], sentence, field, label), strict=True))
                )
    return marks


def _label(cell: str) -> str:
    return BETWEEN.join(sorted({plain(part) for part in re.split(r"[;|]", cell) if part.strip()}))


def _carries(sentence: str, evidence: str) -> bool:
    words = " ".join(evidence.split())
    return words in sentence or (len(sentence) > len(words) // 2 and words.startswith(sentence))


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)
