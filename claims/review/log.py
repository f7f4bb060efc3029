"""`review.csv`: decisions are only ever appended, and one that was written is there whatever happens next.

Writers wait for each other. A write makes a whole new file beside the old one, has it on the disk, and only then puts it
in place: whoever reads, or is killed, or fills the disk, leaves the old file or the new one and never a part of either.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from claims.errors import InputError
from claims.files import write_durably
from claims.frames import plain_cell, safe_cell
from claims.review.decision import COLUMNS, HEADER, Decision, check_header, from_cells

REVIEW_FILE = "review.csv"
LOCK, BESIDE = ".review.csv.lock", ".review.csv-"
PATIENCE = 60.0


def read_log(folder: Path) -> tuple[Decision, ...]:
    """The decisions of a case in the order in which they were made; InputError for a file that is not one."""
    return parse_log(_content(folder / REVIEW_FILE), str(folder / REVIEW_FILE))


def parse_log(content: bytes, where: str) -> tuple[Decision, ...]:
    """The decisions in the bytes of a review file; InputError names the line that does not fit."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(where, f"not UTF-8 text ({error.reason})", "save it as UTF-8 CSV") from error
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: list[Decision] = []
    try:
        for cells in rows:
            if not cells:
                continue
            if rows.line_num == 1:
                check_header(cells, where)
            else:
                found.append(from_cells([*map(plain_cell, cells)], f"{where}, line {rows.line_num}"))
    except csv.Error as error:
        raise InputError(
            where, f"line {rows.line_num}: {error}", "CSV with commas and quotation marks"
        ) from error
    return tuple(found)


def append(folder: Path, decisions: Sequence[Decision]) -> None:
    """Write the decisions behind those of the case; all are on the disk when this returns.

    InputError, with the file as it was, where it is no review file, cannot be written, or stays locked by another.
    """
    file = folder / REVIEW_FILE
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE):
            _sweep(folder)
            content = _content(file)
            parse_log(content, str(file))
            write_durably(file, _with_rows(content, decisions))
    except UnicodeEncodeError as error:
        raise InputError(str(file), f"half a character to be written ({error})", "whole ones") from error
    except Timeout as error:
        raise InputError(str(file), f"locked by another program for {PATIENCE:.0f} s", "close it") from error
    except OSError as error:
        found = f"cannot be locked ({error.strerror})"
        raise InputError(str(file), found, "needs a case folder that may be written in") from error


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputError(
            str(file), f"cannot be read ({error.strerror})", "a file that you may read"
        ) from error


def _with_rows(content: bytes, decisions: Iterable[Decision]) -> bytes:
    rows = [[str(safe_cell(str(getattr(decision, name)))) for name in COLUMNS] for decision in decisions]
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        rows if content else [HEADER, *rows]
    )
    end = b"" if not content or content.endswith(b"\n") else b"\n"
    return content + end + stream.getvalue().encode("utf-8")


def _sweep(folder: Path) -> None:
    """Remove what a killed writer left beside the file; nobody else writes while we hold the lock."""
    for left in folder.glob(f"{BESIDE}*"):
        left.unlink(missing_ok=True)
