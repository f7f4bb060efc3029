"""The decisions of a case applied to its claims: rejected ones leave, amended fields change, added ones enter."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from claims.documents import Case
from claims.frames import checked_frame
from claims.review.decision import FIELDS, Verb
from claims.review.log import read_log
from claims.review.standing import Standing, State, standings
from claims.tables import CLAIMS, check_claims, claim_row, join_cell, split_cell
from claims.types import Action, Certainty, Claim, Consent, Document, Span, Stance, Status

BY_HAND = "review"
REVIEW = pa.DataFrameSchema(
    {
        "state": pa.Column(str, pa.Check.isin([*State])),
        "decision": pa.Column(str, pa.Check.isin(["", *Verb])),
        "claim": CLAIMS.columns["claim"],
        "doc": CLAIMS.columns["doc"],
        **{name: CLAIMS.columns[name] for name in FIELDS},
        "evidence": pa.Column(str),
        "start": pa.Column("int64"),
        "end": pa.Column("int64"),
        "changes": pa.Column(str),
        "reviewed": pa.Column("bool"),
        "reviewer": pa.Column(str),
        "time": pa.Column(str),
        "note": pa.Column(str),
        "why": pa.Column(str),
    },
    strict=True,
    ordered=True,
)
REVIEW_COLUMNS = tuple(REVIEW.columns)


@dataclass(frozen=True, slots=True)
class Review:
    """A case's claims with its decisions applied.

    `proposed` is what the rules found, `claims` what is left and true to the decisions, both with the columns of
    claims.csv; `decisions` has one row for each decided and each undecided claim, columns REVIEW_COLUMNS.
    """

    case: Case
    proposed: pd.DataFrame
    claims: pd.DataFrame
    decisions: pd.DataFrame
    standings: tuple[Standing, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many are kept, moved, stale, orphaned, new."""
        found = Counter(standing.state for standing in self.standings)
        return {str(state): found[state] for state in State}

    @property
    def unsettled(self) -> int:
        """How many decisions no longer hold as they are: stale or orphaned."""
        return self.counts[State.STALE] + self.counts[State.ORPHANED]

    def since(self, earlier: "Review") -> pd.DataFrame:
        """The rows of `decisions` that differ from those of an earlier look."""
        had = {(s.claim, s.last.id if s.last else "") for s in earlier.standings}
        new = {s.claim for s in self.standings if (s.claim, s.last.id if s.last else "") not in had}
        return self.decisions[self.decisions["claim"].isin(new)].reset_index(drop=True)


def read_review(case: Case, proposed: pd.DataFrame) -> Review:
    """The decisions in the case's `review.csv` set against the claims that the rules propose.

    InputError where the file is not a review file, or the frame not one of claims.
    """
    check_claims(proposed)
    documents = {document.name: document for document in (*case.articles, *case.statements)}
    rows = [{str(name): cell for name, cell in row.items()} for row in proposed.to_dict("records")]
    found = standings(rows, documents, read_log(case.folder))
    order = {name: rank for rank, name in enumerate(documents)}
    listed = sorted(
        (_listed(one) for one in found), key=lambda r: (order.get(r["doc"], len(order)), r["start"])
    )
    return Review(
        case,
        proposed,
        _applied(rows, found, documents),
        checked_frame(listed, REVIEW, "review table"),
        tuple(found),
    )


def apply_decisions(case: Case, proposed: pd.DataFrame) -> pd.DataFrame:
    """The claims of a case once its decisions are applied, in reading order; columns as they came in."""
    return read_review(case, proposed).claims


def _listed(standing: Standing) -> dict[str, Any]:
    last = standing.last
    start, end = standing.span
    return {
        "state": str(standing.state),
        "decision": str(last.decision) if last else "",
        "claim": standing.claim,
        "doc": standing.doc,
        **standing.values,
        "evidence": standing.row["evidence"] if standing.row else last.exact if last else "",
        "start": start,
        "end": end,
        "changes": join_cell(f"{name}={value}" for name, value in standing.changes.items()),
        "reviewed": standing.reviewed,
        "reviewer": last.reviewer if last else "",
        "time": last.time if last else "",
        "note": last.note if last else "",
        "why": standing.why,
    }


def _applied(
    rows: Sequence[Mapping[str, Any]], found: Iterable[Standing], documents: Mapping[str, Document]
) -> pd.DataFrame:
    staying = [standing for standing in found if standing.stays]
    by_row = {standing.claim: standing for standing in staying if standing.row}
    kept = [_decided(row, by_row[str(row["claim"])]) for row in rows if row["claim"] in by_row]
    entered = [_entered(standing, documents[standing.doc]) for standing in staying if not standing.row]
    return checked_frame(_in_reading_order(kept, entered, [*documents]), CLAIMS, "claims table")


def _decided(row: Mapping[str, Any], standing: Standing) -> dict[str, Any]:
    return {**row, **standing.values, **_confirmation(standing)}


def _entered(standing: Standing, document: Document) -> dict[str, Any]:
    """The row of a claim that the rules do not find and a person did."""
    claim = claim_of(standing.values, document, standing.span)
    return {**claim_row(document, claim, standing.claim), **_confirmation(standing)}


def claim_of(values: Mapping[str, str], document: Document, span: Span) -> Claim:
    """The claim with these fields at a stretch of the document, found by no rule."""
    return Claim(
        source=values["source"],
        via=split_cell(values["via"]),
        cue=values["cue"],
        stance=Stance(values["stance"]),
        certainty=Certainty(values["certainty"]),
        grantor=values["grantor"],
        partner=values["partner"],
        actions=tuple(map(Action, split_cell(values["actions"]))),
        data=values["data"],
        consent=Consent(values["consent"]),
        status=Status(values["status"]),
        evidence=document.text[span.start : span.end],
        start=span.start,
        end=span.end,
        rule=BY_HAND,
    )


def _confirmation(standing: Standing) -> dict[str, Any]:
    who = standing.last.reviewer if standing.last and standing.reviewed else ""
    return {"reviewed": standing.reviewed, "reviewer": who}


def _in_reading_order(
    kept: Sequence[dict[str, Any]], entered: Sequence[dict[str, Any]], documents: Sequence[str]
) -> list[dict[str, Any]]:
    """The rows as they came, each entered one behind those of its document that begin before it."""
    ranks: list[tuple[int, int, int]] = []
    furthest: dict[str, int] = {}
    for row in kept:
        furthest[row["doc"]] = max(furthest.get(row["doc"], 0), row["start"])
        ranks.append((documents.index(row["doc"]), furthest[row["doc"]], 0))
    ranks += [(documents.index(row["doc"]), row["start"], 1) for row in entered]
    rows = [*kept, *entered]
    return [rows[i] for i in sorted(range(len(rows)), key=ranks.__getitem__)]
