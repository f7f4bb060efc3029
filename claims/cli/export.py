"""Figures and tables as files that an editor can publish."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.cli.app import app
from claims.cli.case import opened
from claims.cli.options import MethodOption
from claims.cli.output import leave, tell

if TYPE_CHECKING:
    from claims.documents import Case


def _apart(cases: "Iterable[Case]") -> "list[Case]":
    """The cases; InputError where two share an id or a title, and one would stand in the other's place."""
    from claims.errors import InputError

    kept: list[Case] = []
    for case in cases:
        for other in kept:
            if shared := {case.id, case.title} & {other.id, other.title}:
                found = f"{shared.pop()!r} is the id or the title of {other.folder}, too"
                raise InputError(str(case.folder / "case.toml"), found, "give each case its own id and title")
        kept.append(case)
    return kept


@app.command()
def export(
    cases: Annotated[list[Path], typer.Argument(metavar="CASE...", help="Folders with a case.toml.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write, else data/output/<case>/export.")
    ] = None,
    figure: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this figure; may be repeated.")
    ] = None,
    format: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="png, svg, pdf, csv, xlsx, html, alt, json; may be repeated."),
    ] = None,
    preset: Annotated[
        str, typer.Option(metavar="NAME", help="page, web, article, social, print-column, print-page.")
    ] = "page",
    theme: Annotated[str, typer.Option(metavar="NAME", help="light or dark.")] = "light",
    attribution: MethodOption = None,
) -> None:
    """Every figure of a case as pictures, tables and words; of several cases an overview, too."""
    from claims import batch, crossref, publish, review, tables
    from claims.charts import look_of
    from claims.export import known_formats
    from claims.project import locate
    from claims.report import OUTPUT

    look_of(preset, theme)
    known_formats(format or [])
    asked = figure or []
    publish.figures_for({}, asked)
    verdicts, unreadable = {}, 0
    for case in _apart(opened(folder) for folder in cases):
        read = batch.Batch([batch.case_group(case)], tell=tell)
        claims = review.read_review(case, tables.claims_frame(read.claims(attribution))).claims
        verdicts[case.title] = crossref.cross_reference(claims, case)
        place = out / case.id if out and len(cases) > 1 else out or locate(Path(OUTPUT) / case.id / "export")
        files = publish.publish_case(
            case, claims, verdicts[case.title], place,
            figures=asked, formats=format or [], preset=preset, theme=theme,
        )  # fmt: skip
        for file in files:
            typer.echo(file)
        unreadable += read.unreadable
    if len(cases) > 1 and (not asked or publish.OVERVIEW in asked):
        place = out or locate(OUTPUT)
        for file in publish.publish_overview(
            verdicts, place, formats=format or [], preset=preset, theme=theme
        ):
            typer.echo(file)
    leave(unreadable)
