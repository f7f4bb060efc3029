"""Commands that make a case folder: start it, bring documents in, hold them against where they came from."""

from pathlib import Path
from typing import Annotated

import typer

from claims.cli.app import app
from claims.cli.options import (
    CaseArgument,
    Format,
    FormatOption,
    KindOption,
    OutputOption,
    SpeakerOption,
    TextFormat,
)
from claims.cli.output import FINDINGS, tell, write, write_frame


@app.command()
def new(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="The folder to make; its name is the case's id.")
    ],
    company: Annotated[
        str, typer.Option(metavar="NAME", help="The company in question, else the id's first word.")
    ] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the case is about.")] = "",
) -> None:
    """Start a case: a folder with a case.toml, places for the documents, and a README to fill in."""
    from claims.documents import read_case
    from claims.scaffold import new_case

    made = read_case(new_case(case, company=company, title=title))
    if not company:
        tell(f"{made.folder}: no company given: taken to be {made.company}; case.toml holds it")
    typer.echo(made.folder)


@app.command()
def add(
    case: CaseArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A saved page or a text file.")],
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    publisher: Annotated[str, typer.Option(metavar="NAME", help="Who published it.")] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help="When, as 2018-12-18.")] = "",
    url: Annotated[str, typer.Option(metavar="ADDRESS", help="Where it was found.")] = "",
    title: Annotated[str, typer.Option(metavar="TEXT", help="Its title, where it has none.")] = "",
    retrieved: Annotated[
        str, typer.Option(metavar="DATE", help="When it was saved, else the date of the file.")
    ] = "",
    archive_url: Annotated[str, typer.Option(metavar="ADDRESS", help="An archived copy.")] = "",
    licence: Annotated[str, typer.Option(metavar="NAME", help="Under which it may be passed on.")] = "",
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Its name in the case, else outlet or speaker, and date.")
    ] = "",
) -> None:
    """Bring a saved page or text into a case: its bytes as they are, and a record of where they came from."""
    from claims.provenance import add

    known = {
        "kind": kind or "", "speaker": speaker or "", "publisher": publisher, "published": published, "url": url,
        "title": title, "retrieved": retrieved, "archive_url": archive_url, "licence": licence,
    }  # fmt: skip
    record = add(case, file, known, name)
    for key, origin in record.inferred.items():
        tell(f"{file}: {key} not given, taken from {origin}: {record.document[key]}")
    typer.echo(case / record.file)


@app.command()
def verify(
    case: CaseArgument,
    format: FormatOption = TextFormat.TABLE,
    output: OutputOption = None,
) -> None:
    """Whether each document is still what was brought in: intact, bytes changed, text changed, missing."""
    import pandas as pd

    from claims import screen
    from claims.provenance import FINDINGS as FOUND
    from claims.provenance import Check, verify

    checks = list(verify(case))
    frame = pd.DataFrame(checks, columns=list(Check._fields)).astype("str")
    if format is TextFormat.JSONL:
        write(screen.lines(frame), output)
    else:
        write_frame(frame, Check._fields, Format(format), output)
    if any(check.state in FOUND for check in checks):
        raise typer.Exit(FINDINGS)
