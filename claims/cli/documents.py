"""Commands over any documents: `claims extract article.txt` prints who says which partner had what access."""

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from claims.cli.output import in_colour, leave, tell, write, write_frame

if TYPE_CHECKING:
    from claims.archive import Settings


@app.command()
def extract(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders, case folders, or - for standard input."),
    ] = None,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    company: CompanyOption = None,
    format: Annotated[Format, typer.Option(help="How to print; parquet needs --output.")] = Format.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each decision rests on.")] = False,
    input: Annotated[
        Path | None, typer.Option(metavar="ARCHIVE", help="A Parquet file or a folder, to be done in parts.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Of an archive: how many processes read.")] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Of an archive: the Dask scheduler to send parts to."),
    ] = None,
    part: Annotated[int, typer.Option(min=1, help="Of an archive: documents in a part.")] = 500,
    characters: Annotated[int, typer.Option(min=1, help="Of an archive: most in a document.")] = 200_000,
    seconds: Annotated[int, typer.Option(min=1, help="Of an archive: most for a document.")] = 60,
    megabytes: Annotated[int, typer.Option(min=500, help="Of an archive: most for a document.")] = 2_000,
    quiet: Annotated[bool, typer.Option("--quiet", help="Of an archive: no bar, no summary.")] = False,
) -> None:
    """The access claims of each document: partner, actions, data, consent, status, and who says so.

    With --input, an archive: a Parquet file with a column text, or a folder. Its claims go to --output, what was left out
    beside it; a run that was stopped goes on where it was.
    """
    if input is not None:
        if paths or explain or output is None or format in (Format.JSONL, Format.CSV):
            raise typer.BadParameter(
                "goes with --output FILE, which becomes Parquet, and with no PATH", param_hint="--input"
            )
        from claims import archive
        from claims import attribution as attributing

        method = attributing.Method(attribution) if attribution else attributing.DEFAULT
        settings = archive.Settings(method, kind, speaker, company, characters, seconds, megabytes, part)
        _extract_archive(input, output, settings, workers=workers, scheduler=scheduler, quiet=quiet)
        return
    if not paths:
        raise typer.BadParameter("name a file, a folder or a case", param_hint="PATH...")
    if format is Format.PARQUET and output is None:
        raise typer.BadParameter("parquet is not text; name a file with --output", param_hint="--format")
    from claims import batch, explanation, screen, tables

    documents = batch.Batch(batch.groups(paths, kind=kind, speaker=speaker, company=company), tell=tell)
    found = documents.claims(attribution)
    if explain:
        colour = in_colour(output)
        told = (explanation.explanation(*pair, colour=colour) for pair in found if pair[1])
        write(chain([explanation.legend(colour=colour), ""], told), output)
    elif format is Format.JSONL:
        write((screen.claims_line(*pair) for pair in found), output)
    else:
        write_frame(tables.claims_frame(found), screen.CLAIM_VIEW, format, output)
    leave(documents.unreadable)


def _extract_archive(
    source: Path, output: Path, settings: "Settings", *, workers: int, scheduler: str | None, quiet: bool
) -> None:
    """The claims of an archive, what was left out of it, and a summary; exits with the code for what was left out."""
    from claims import archive

    totals = archive.run_archive(
        source, output, settings, workers=workers, scheduler=scheduler, quiet=quiet, tell=tell
    )
    if totals.failed:
        tell(f"{archive.failures_path(output)}: {totals.failed:,} documents were left out")
    if not quiet:
        tell(
            f"{output}: {totals.claims:,} claims in {totals.documents:,} documents, of which"
            f" {totals.passed_by:,} are not about data access"
        )
    leave(totals.failed)


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
