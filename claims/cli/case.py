"""Commands over one case: its verdicts, its quotations, how its claims change, its report."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.cli.app import app
from claims.cli.options import CaseArgument, Format, FormatOption, MethodOption, OutputOption, TextFormat
from claims.cli.output import FINDINGS, leave, tell, write, write_frame

if TYPE_CHECKING:
    from claims.documents import Case


def opened(folder: Path) -> "Case":
    """The case in a folder; what it lacks is told."""
    from claims import doubts
    from claims.documents import read_case

    case = read_case(folder)
    for doubt in doubts.of_case(case):
        tell(doubt)
    return case


@app.command()
def check(
    case: CaseArgument,
    format: FormatOption = TextFormat.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
    explain: Annotated[
        tuple[str, str] | None, typer.Option(metavar="PARTNER DATA", help="Show what one verdict rests on.")
    ] = None,
) -> None:
    """A verdict for each partner and data category that a report claims: access, consent, and why."""
    from claims import batch, crossref, doubts, review, screen, tables

    known = opened(case)
    read = batch.Batch([batch.case_group(known)], tell=tell)
    reviewed = review.read_review(known, tables.claims_frame(read.claims(attribution)))
    if reviewed.unsettled:
        tell(f"{reviewed.unsettled} decisions no longer hold as they are: claims review {case}")
    claims = reviewed.claims
    verdicts = crossref.cross_reference(claims, known)
    for doubt in doubts.of_verdicts(known, claims, verdicts):
        tell(doubt)
    if explain:
        write([crossref.explain(verdicts, claims, *explain, case=known).rstrip()], output)
    elif format is TextFormat.JSONL:
        write(screen.verdict_lines(verdicts), output)
    else:
        write_frame(verdicts, screen.VERDICT_VIEW, Format(format), output)
    leave(read.unreadable)


@app.command()
def quotes(
    case: CaseArgument,
    format: FormatOption = TextFormat.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
) -> None:
    """Every quotation in a case's articles against its statements: exact, elided, altered, not found."""
    from claims import batch, screen
    from claims.quotes import Label, check_quotations

    known = opened(case)
    read = batch.Batch([batch.articles_group(known)], tell=tell)
    found = check_quotations(read.attributions(attribution), known.statements, known)
    if format is TextFormat.JSONL:
        write(screen.lines(found), output)
    else:
        write_frame(found, screen.QUOTATION_VIEW, Format(format), output)
    leave(read.unreadable)
    if not found["label"].isin([Label.EXACT, Label.ELIDED]).all():
        raise typer.Exit(FINDINGS)


@app.command()
def drift(
    case: CaseArgument,
    format: FormatOption = TextFormat.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
    tellings: Annotated[
        bool, typer.Option("--tellings", help="What each article tells, not what changes between them.")
    ] = False,
) -> None:
    """How each claim changes from the first report through its retellings: firmer, vaguer, its source lost."""
    from claims import batch, drift, review, screen, tables

    known = opened(case)
    read = batch.Batch([batch.articles_group(known)], tell=tell)
    claims = review.apply_decisions(
        replace(known, statements=()), tables.claims_frame(read.claims(attribution))
    )
    for name in drift.undated(claims):
        tell(f"{name}: no date (published), so not in the order of the articles; left out")
    frame = drift.tellings(claims, known) if tellings else drift.drift(claims, known)
    if format is TextFormat.JSONL:
        write(screen.lines(frame), output)
    else:
        write_frame(frame, screen.TELLING_VIEW if tellings else screen.DRIFT_VIEW, Format(format), output)
    leave(read.unreadable)


@app.command()
def report(
    case: CaseArgument,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write, else data/output.")] = None,
) -> None:
    """Run the notebooks on a case: tables, figures, and one page that needs no other file."""
    from claims.project import locate
    from claims.report import run_report

    opened(locate(case))
    typer.echo(run_report(case, out))
