"""Commands over any documents: `claims extract article.txt` prints who says which partner had what access."""

from typing import Annotated

import typer

from claims.cli.app import app
from claims.cli.options import (
    CompanyOption,
    Format,
    FormatOption,
    KindOption,
    MethodOption,
    OutputOption,
    PathsArgument,
    SpeakerOption,
    TextFormat,
)
from claims.cli.output import leave, tell, write, write_frame


@app.command()
def extract(
    paths: PathsArgument,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    company: CompanyOption = None,
    format: Annotated[Format, typer.Option(help="How to print; parquet needs --output.")] = Format.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each decision rests on.")] = False,
) -> None:
    """The access claims of each document: partner, actions, data, consent, status, and who says so."""
    if format is Format.PARQUET and output is None:
        raise typer.BadParameter("parquet is not text; name a file with --output", param_hint="--format")
    from claims import batch, screen, tables

    documents = batch.Batch(batch.groups(paths, kind=kind, speaker=speaker, company=company), tell=tell)
    found = documents.claims(attribution)
    if explain:
        write((screen.explanation(*pair) for pair in found), output)
    elif format is Format.JSONL:
        write((screen.claims_line(*pair) for pair in found), output)
    else:
        write_frame(tables.claims_frame(found), screen.CLAIM_VIEW, format, output)
    leave(documents.unreadable)


@app.command()
def attributions(
    paths: PathsArgument,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    company: CompanyOption = None,
    format: FormatOption = TextFormat.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
) -> None:
    """Who says what in each document: source, cue and content, with their offsets into the file."""
    from claims import batch, screen, tables

    documents = batch.Batch(batch.groups(paths, kind=kind, speaker=speaker, company=company), tell=tell)
    found = documents.attributions(attribution)
    if format is TextFormat.JSONL:
        write((screen.attributions_line(*pair) for pair in found), output)
    else:
        write_frame(tables.attributions_frame(found), screen.ATTRIBUTION_VIEW, Format(format), output)
    leave(documents.unreadable)
