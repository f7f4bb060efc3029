"""The texts of the lessons: sentences with their numbers, and what the project's own rules find in them."""

from html import escape
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from claims.classroom.exercises import LESSONS
from claims.documents import Case, read_case, read_text
from claims.errors import InputError
from claims.extraction import extract_all
from claims.language import parse
from claims.tables import claims_frame
from claims.types import Document, Kind

LIST = '<ol style="max-width:44em;line-height:1.6">{items}</ol>'
FOUND_COLUMNS = ["sentence", "source", "stance", "certainty", "partner", "data", "consent", "evidence"]
CASE = "5-report-against-statement/case"


def lesson_folder(number: int | str) -> Path:
    """The folder of a lesson by its number; InputError names the numbers that there are."""
    folders = {
        folder.name.partition("-")[0]: folder for folder in sorted(LESSONS.iterdir()) if folder.is_dir()
    }
    if str(number) not in folders:
        raise InputError(f"lesson {number}", "no such lesson", f"one of {', '.join(folders)}")
    return folders[str(number)]


def lesson_lines(number: int | str) -> list[str]:
    """The numbered sentences of a lesson's text, in order."""
    text = (lesson_folder(number) / "text.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip()]


def show_text(number: int | str) -> HTML:
    """A lesson's text with its sentences numbered."""
    return _listed(lesson_lines(number))


def lesson_case() -> Case:
    """The small case of the lesson on report and statement, about an invented company."""
    return read_case(LESSONS / CASE)


def rules_find(number: int | str) -> pd.DataFrame:
    """What the rules find in a lesson's text: one row per claim, columns FOUND_COLUMNS."""
    lines = lesson_lines(number)
    document = read_text("\n\n".join(lines), name=f"lesson-{number}", kind=Kind.ARTICLE)
    found = claims_frame(extract_all([document]))
    starts = [document.text.index(line) for line in lines]
    return found.assign(sentence=[sum(start <= at for start in starts) for at in found["start"]])[
        FOUND_COLUMNS
    ]


def numbered(document: Document) -> list[str]:
    """The sentences of any document in order, as a marking sheet counts them from 1."""
    return [" ".join(sentence.text.split()) for sentence in parse(document).sents if sentence.text.strip()]


def show_document(document: Document) -> HTML:
    """A document with its sentences numbered."""
    return _listed(numbered(document))


def _listed(lines: list[str]) -> HTML:
    return HTML(LIST.format(items="".join(f"<li>{escape(line)}</li>" for line in lines)))
