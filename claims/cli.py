"""The command line: `claims extract article.txt` prints who says which partner had what access.

Each command dresses one library call. Heavy imports wait inside the commands, so that help answers at once.
"""

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claims.errors import ClaimsError
from claims.types import Kind

if TYPE_CHECKING:
    import pandas as pd

FINDINGS, UNREADABLE = 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How a table leaves the program."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class TextFormat(StrEnum):
    """The formats that are text."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class ScoreFormat(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"


class Method(StrEnum):
    """How attributions are found."""

    MODEL = "model"
    RULES = "rules"


PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, case folders, or - for standard input."),
]
CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="A folder with a case.toml.")]
KindOption = Annotated[Kind | None, typer.Option(help="What the documents are, where they do not say so.")]
SpeakerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Whose own words a statement is.")]
CompanyOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="The company in question, else inferred.")
]
FormatOption = Annotated[TextFormat, typer.Option("--format", help="How to print.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead.")
]
MethodOption = Annotated[
    Method | None,
    typer.Option("--attribution", help="How to find who says what, else the better one there is."),
]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; what cannot be read is told on stderr, with exit code 2."""
    try:
        app(args=arguments, prog_name="claims")
    except ClaimsError as error:
        tell(str(error))
        sys.exit(UNREADABLE)


@app.callback()
def about() -> None:
    """Who says which partner had what access to people's data, set against the company's own words.

    Exit code 0: done; 1: findings; 2: wrong usage, or input that cannot be read.
    """


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
    from claims import batch, crossref, documents, screen, tables

    known = documents.read_case(case)
    read = batch.Batch([batch.case_group(known)], tell=tell)
    claims = tables.claims_frame(read.claims(attribution))
    verdicts = crossref.cross_reference(claims, known)
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
    from claims import batch, documents, screen
    from claims.quotes import Label, check_quotations

    known = documents.read_case(case)
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
def report(
    case: CaseArgument,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Where to write, else data/output.")] = None,
) -> None:
    """Run the notebooks on a case: tables, figures, and one page that needs no other file."""
    from claims.report import run_report

    typer.echo(run_report(case, out))


@app.command()
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="A folder of gold claims, or of a case's gold.")
    ],
    texts: Annotated[
        Path, typer.Argument(metavar="TEXTS", help="The folder of the documents, or their case.")
    ],
    format: Annotated[ScoreFormat, typer.Option(help="How to print.")] = ScoreFormat.TEXT,
    attribution: MethodOption = None,
    show: Annotated[
        bool, typer.Option("--show", help="List what was missed, extra or partly right.")
    ] = False,
) -> None:
    """How well claims and verdicts match gold ones: precision, recall and F1."""
    from claims import batch, crossref, documents, evaluation, screen, tables

    wanted = evaluation.read_gold(gold)
    only = wanted.claims if wanted.verdicts is None else None
    read = batch.Batch(batch.groups([str(texts)]), tell=tell, only=only)
    found = list(read.claims(attribution))
    score = evaluation.score_claims(wanted.claims, screen.by_document(found))
    figures = {"claims": screen.claim_score(score)}
    if wanted.verdicts is not None:
        known = documents.read_case(texts) if batch.is_case(texts) else None
        verdicts = crossref.cross_reference(tables.claims_frame(found), known)
        rows = evaluation.score_verdicts(wanted.verdicts, screen.records(verdicts))
        figures["verdicts"] = screen.verdict_score(rows)
    if show:
        write(screen.differences(score), None)
    write([screen.as_json(figures)] if format is ScoreFormat.JSON else screen.score_text(**figures), None)
    leave(read.unreadable)


def tell(message: str) -> None:
    """Say something on stderr."""
    typer.echo(f"claims: {message}", err=True)


def leave(unreadable: int) -> None:
    """Exit with the code for unreadable input if there was any."""
    if unreadable:
        raise typer.Exit(UNREADABLE)


def write(lines: Iterable[str], output: Path | None) -> None:
    """The lines, as they come, on stdout or all at once in a file; UTF-8 in both."""
    if output is None:
        for line in lines:
            typer.echo(f"{line}\n".encode(), nl=False)
        return
    from claims.export import write_bytes

    write_bytes(output, "".join(f"{line}\n" for line in lines).encode())


def write_frame(frame: "pd.DataFrame", columns: Sequence[str], format: Format, output: Path | None) -> None:
    """The whole frame as CSV or Parquet, or the named columns as a plain table."""
    from claims import screen

    if format is Format.PARQUET and output is not None:
        from claims.export import write_bytes

        write_bytes(output, frame.to_parquet(index=False))
    elif format is Format.CSV:
        write([frame.to_csv(index=False, lineterminator="\n").removesuffix("\n")], output)
    else:
        write([screen.text_table(frame, columns)], output)
