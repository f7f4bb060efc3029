"""Commands for teachers: the course, assignments from any case, and how far a class agrees."""

from pathlib import Path
from typing import Annotated

import typer

from claims.cli.app import app
from claims.cli.options import CaseArgument
from claims.cli.output import leave, tell

COURSE = "notebooks/classroom"

classroom = typer.Typer(no_args_is_help=True, help="The course, assignments, and how far a class agrees.")
app.add_typer(classroom, name="classroom")


@classroom.command()
def build(
    out: Annotated[Path | None, typer.Option(metavar="DIR", help=f"Where to write, else {COURSE}.")] = None,
) -> None:
    """Write the notebooks of the course, the students' and the teacher's, from its lessons."""
    from claims.classroom.lessons import build as build_course
    from claims.project import locate

    for path in build_course(out if out is not None else locate(COURSE)):
        typer.echo(path)


@classroom.command()
def new(
    case: CaseArgument,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A new folder, else assignment-CASE here.")
    ] = None,
    doc: Annotated[
        str, typer.Option(metavar="NAME", help="The article to mark, else the case's first one.")
    ] = "",
) -> None:
    """Set an assignment from any case: mark the claims of an article, then compare."""
    from claims.classroom.lessons import assign
    from claims.documents import read_case

    known = read_case(case)
    for path in assign(known, out if out is not None else Path(f"assignment-{known.id}"), doc):
        typer.echo(path)


@classroom.command()
def agree(
    sheets: Annotated[
        list[Path], typer.Argument(metavar="SHEET...", help="Marked sheets, or folders of them.")
    ],
) -> None:
    """How far marked sheets agree, field by field, and where they differ."""
    from claims.classroom import agreement, class_sheets, disagreements, read_sheets
    from claims.screen import text_table

    paths = [path for place in sheets for path in (class_sheets(place) if place.is_dir() else [place])]
    read = read_sheets(paths)
    for problem in read.problems:
        tell(str(problem))
    measured, differing = agreement(read.marks).round(2), disagreements(read.marks)
    typer.echo(text_table(measured, list(measured.columns)))
    typer.echo()
    typer.echo(text_table(differing, ["doc", "sentence", "field", "marks"]))
    leave(len(read.problems))
