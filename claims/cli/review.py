"""The analyst's decisions on a case's claims: listed, applied, and recorded from the command line."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from claims.cli.app import app
from claims.cli.case import opened
from claims.cli.options import CaseArgument, Format, FormatOption, MethodOption, OutputOption, TextFormat
from claims.cli.output import FINDINGS, leave, tell, write, write_frame

if TYPE_CHECKING:
    from claims.review import Review

Several = list[str] | None


@app.command()
def review(
    case: CaseArgument,
    format: FormatOption = TextFormat.TABLE,
    output: OutputOption = None,
    attribution: MethodOption = None,
    accept: Annotated[Several, typer.Option(metavar="CLAIM", help="Confirm a claim as it stands.")] = None,
    reject: Annotated[Several, typer.Option(metavar="CLAIM", help="Take a claim out of the tables.")] = None,
    amend: Annotated[
        Several, typer.Option(metavar="CLAIM", help="Confirm a claim with --set changes.")
    ] = None,
    withdraw: Annotated[Several, typer.Option(metavar="CLAIM", help="Take back what was decided.")] = None,
    add: Annotated[
        str | None, typer.Option(metavar="DOC", help="Add a claim to a document: --evidence, --set.")
    ] = None,
    evidence: Annotated[str, typer.Option(metavar="WORDS", help="The words of an added claim.")] = "",
    start: Annotated[
        int | None, typer.Option(metavar="N", help="Where they begin, if they stand there more than once.")
    ] = None,
    set: Annotated[
        Several, typer.Option(metavar="FIELD=VALUE", help="A field of an amended or added claim.")
    ] = None,
    reviewer: Annotated[
        str, typer.Option(metavar="NAME", help="Who decides.", envvar="CLAIMS_REVIEWER")
    ] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
) -> None:
    """What was decided on each claim, and whether it still holds: kept, moved, stale, orphaned, new."""
    from claims import batch, screen, tables
    from claims import review as decisions

    known = opened(case)
    read = batch.Batch([batch.case_group(known)], tell=tell)
    found = decisions.read_review(known, tables.claims_frame(read.claims(attribution)))
    changes = _pairs(set or ())
    asked = {"accept": accept, "reject": reject, "amend": amend, "withdraw": withdraw}
    after = _recorded(found, asked, changes, reviewer, note)
    if add:
        after = decisions.add(after, add, evidence, start=start, reviewer=reviewer, note=note, **changes)
    listed = after.decisions if after is found else after.since(found)
    if format is TextFormat.JSONL:
        write(screen.review_lines(listed), output)
    else:
        write_frame(listed, screen.REVIEW_VIEW, Format(format), output)
    tell(", ".join(f"{count} {state}" for state, count in after.counts.items()))
    leave(read.unreadable)
    if after is found and found.unsettled:
        raise typer.Exit(FINDINGS)


def _recorded(
    review: "Review", asked: Mapping[str, Several], changes: Mapping[str, str], reviewer: str, note: str
) -> "Review":
    from claims.review import Verb, decide, find_claim

    for verb, claims in asked.items():
        for claim in claims or ():
            find_claim(review, claim, Verb(verb))
    for verb, claims in asked.items():
        if claims:
            told = changes if verb == "amend" else None
            review = decide(review, claims, verb, reviewer=reviewer, note=note, changes=told)
    return review


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in texts]
    for name, sign, _ in pairs:
        if not sign:
            raise typer.BadParameter(f"{name!r} is not FIELD=VALUE, as consent=without", param_hint="--set")
    return {name.strip(): value.strip() for name, _, value in pairs}
