"""Notebooks from lessons: each lesson is one Markdown file, and gives a student's and a teacher's version.

In `lesson.md`, fenced blocks say what they are: `python` is a code cell, `exercise` holds the numbers of exercises, one a
line, `note` is prose and `teacher` code for the teacher alone; what stands between is prose for all. Questions and answers
both come from exercises.toml, so the two versions cannot drift.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from claims.classroom.exercises import LESSONS, Exercise, exercises
from claims.classroom.sheets import SHEET, empty_sheet
from claims.documents import Case
from claims.errors import InputError
from claims.files import write_bytes
from claims.project import in_project

FENCE = re.compile(
    r"^```(?P<kind>python|exercise|note|teacher)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
TEACHER = "teacher"
ASSIGNMENT = LESSONS.parent / "assignment.md"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEEP_PROSE = """\
**Before you begin: your work can be lost.** In a Binder, everything is forgotten after some minutes without a click. \
Save (Ctrl+S), run the next cell now and then, and click its link: it saves all your notebooks and sheets in one file."""
KEEP_CODE = "from claims.classroom import download\n\ndownload()"


def build(folder: Path) -> list[Path]:
    """The notebooks of every lesson, written into a folder: the students' there, the teacher's in `teacher/` below."""
    return [
        write_bytes(folder / name, content.encode("utf-8"))
        for source in sorted(LESSONS.glob("*/lesson.md"))
        for name, content in versions(source.read_text(encoding="utf-8"), source.parent.name).items()
    ]


def assign(case: Case, folder: Path, doc: str = "") -> list[Path]:
    """An assignment to mark one article of a case, the first unless named: notebooks and an empty sheet, in a new folder.

    InputError for a case without that article, or a folder that already holds something.
    """
    articles = {article.name: article for article in case.articles}
    wanted = doc or next(iter(articles), "")
    if wanted not in articles:
        valid = f"one of {', '.join(articles)}" if articles else "a case with an article is needed"
        raise InputError(str(case.folder), f"no article {wanted!r}", valid)
    if folder.exists() and any(folder.iterdir()):
        raise InputError(
            str(folder), "is not empty", "name a new folder: the sheets in it may be students' work"
        )
    values = {"CASE": in_project(Path(case.folder)).as_posix(), "DOC": wanted, "TITLE": case.title}
    source = Template(ASSIGNMENT.read_text(encoding="utf-8")).substitute(values)
    files = {**versions(source, "assignment"), SHEET: empty_sheet(articles[wanted])}
    return [write_bytes(folder / name, content.encode("utf-8")) for name, content in files.items()]


def versions(source: str, name: str) -> dict[str, str]:
    """Both versions of a lesson, by their paths below the folder of the course."""
    return {
        f"{name}.ipynb": notebook_text(source, teacher=False),
        f"{TEACHER}/{name}.ipynb": notebook_text(source, teacher=True),
    }


def notebook_text(source: str, *, teacher: bool) -> str:
    """One version of a lesson as the text of a notebook file; the same bytes on every run."""
    cells = [new_markdown_cell(KEEP_PROSE), new_code_cell(KEEP_CODE), *_cells(source, teacher=teacher)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = new_notebook(cells=cells, metadata=METADATA)
    text: str = nbformat.writes(notebook, version=4)
    return text + "\n"


def _cells(source: str, *, teacher: bool) -> Iterator[NotebookNode]:
    at = 0
    for fence in FENCE.finditer(source):
        yield from _prose(source[at : fence.start()])
        yield from _fenced(fence["kind"], fence["body"].strip(), teacher=teacher)
        at = fence.end()
    yield from _prose(source[at:])


def _prose(text: str) -> Iterator[NotebookNode]:
    if text.strip():
        yield new_markdown_cell(text.strip())


def _fenced(kind: str, body: str, *, teacher: bool) -> Iterator[NotebookNode]:
    if kind == "python":
        yield new_code_cell(body)
    elif kind == "note" and teacher:
        yield new_markdown_cell(f"> {body}")
    elif kind == "teacher" and teacher:
        yield new_code_cell(body)
    elif kind == "exercise":
        for number in body.split():
            exercise = exercises()[number]
            yield new_markdown_cell(question(exercise))
            yield new_code_cell(answer_cell(exercise, teacher=teacher))


def question(exercise: Exercise) -> str:
    """What an exercise asks, with the words to choose from."""
    options = f"\n\nChoose from: {', '.join(f'`{o}`' for o in exercise.options)}." if exercise.options else ""
    return f"**Exercise {exercise.id}.** {exercise.ask}{options}\n\n*Your answer: {exercise.form}.*"


def answer_cell(exercise: Exercise, *, teacher: bool) -> str:
    """The cell in which an exercise is answered, by the teacher rightly."""
    variable = f"answer_{exercise.id.replace('.', '_')}"
    value = solution(exercise) if teacher else "..."
    return f'{variable} = {value}\n\ncheck("{exercise.id}", {variable})'


def solution(exercise: Exercise) -> str:
    """The right answer as a student would write it."""
    answer: Any = exercise.answer
    if exercise.kind == "choose":
        return "{" + ", ".join(map(str, answer)) + "}"
    if isinstance(answer, Mapping):
        chosen = {key: right if isinstance(right, str) else right[0] for key, right in answer.items()}
        return "{" + ", ".join(f"{_key(key)}: {_quoted(right)}" for key, right in chosen.items()) + "}"
    return _quoted(_stretch(exercise.text, answer))


def _stretch(text: str, parts: list[str]) -> str:
    """The shortest stretch of a text that holds all parts."""
    starts = [text.index(part) for part in parts]
    ends = [start + len(part) for start, part in zip(starts, parts, strict=True)]
    return text[min(starts) : max(ends)]


def _key(key: str) -> str:
    return key if key.isdigit() else _quoted(key)


def _quoted(text: str) -> str:
    return f'"{text}"'
