"""How well the rules do, measured against gold."""

from pathlib import Path
from typing import Annotated

import typer

from claims.cli.app import app
from claims.cli.options import MethodOption, ScoreFormat
from claims.cli.output import leave, tell, write


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
