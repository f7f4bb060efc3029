"""The whole chain behind one verdict, as text: every claim, whose side it is on, and the rules that decided.

`explain(verdicts, claims, "Royal Bank of Canada", "messages")` answers why the bank's row says what it says.
"""

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from claims.crossref.parties import CaseParties, Names
from claims.errors import InputError
from claims.tables import check_claims, check_verdicts, split_cell

if TYPE_CHECKING:
    from claims.documents.case import Case


FACETS = (
    ("access", "access", "access_rule"),
    ("consent", "consent", "consent_rule"),
    ("partner", "partner_position", "partner_rule"),
)
SIDES = (
    ("the reports", "report_evidence"),
    ("the company", "company_evidence"),
    ("the partner", "partner_evidence"),
)


def explain(
    verdicts: pd.DataFrame,
    claims: pd.DataFrame,
    partner: str,
    data: str,
    *,
    case: "Case | CaseParties | None" = None,
) -> str:
    """The verdict's facets with their rules, its reason, and each piece of evidence with its place.

    InputError lists the rows that there are when none has this partner and data category.
    """
    check_verdicts(verdicts)
    check_claims(claims)
    row = _find(verdicts, partner, data, case or CaseParties())
    return "\n".join(_lines(row, {str(r["claim"]): r for r in claims.fillna("").to_dict("records")})) + "\n"


def _find(verdicts: pd.DataFrame, partner: str, data: str, case: "Case | CaseParties") -> pd.Series:
    names = Names([*verdicts["partner"], partner], case)
    wanted = names.party(partner)
    for _, row in verdicts.iterrows():
        if names.party(row["partner"]) == wanted and row["data"] == data:
            return row
    there = "; ".join(f"{p} | {d}" for p, d in zip(verdicts["partner"], verdicts["data"], strict=True))
    raise InputError(
        "verdicts table", f"no row {partner} | {data}", f"one of: {there or 'none, it is empty'}"
    )


def _lines(row: pd.Series, claims: dict[str, dict[Hashable, Any]]) -> Iterator[str]:
    yield f"{row['partner']} | {row['data']}"
    yield f"  {row['why']}"
    yield f"  claimed: {', '.join(split_cell(row['actions'])) or 'access'}; consent {row['claimed_consent']}"
    for title, facet, rule in FACETS:
        yield f"  {title}: {row[facet]} (rule {row[rule]})"
    yield f"  status: the reports say {row['status_report']}, the company {row['status_company']}"
    yield f"  {row['sources']} sources in {row['articles']} articles; the company's words: tier {row['tier']}"
    for title, column in SIDES:
        yield f"  {title}:"
        found = split_cell(row[column])
        yield from (f"    {_claim_line(claims, name)}" for name in found) if found else iter(["    nothing"])
    if row["contradiction"]:
        yield "  the company against itself:"
        yield from (f"    {_claim_line(claims, name)}" for name in split_cell(row["contradiction"]))


def _claim_line(claims: dict[str, dict[Hashable, Any]], name: str) -> str:
    if name not in claims:
        return f"{name} (not in this claims table)"
    claim = claims[name]
    who = " < ".join([*split_cell(claim["via"]), claim["source"]])
    what = " ".join([*split_cell(claim["actions"]), claim["data"], f"for {claim['partner']}"])
    terms = f"{claim['certainty']}; consent {claim['consent']}; status {claim['status']}"
    place = f"{claim['doc']} {claim['start']}-{claim['end']}, rule {claim['rule'] or 'unnamed'}"
    return f"{name} {who} {claim['stance']} {what} ({terms})\n      “{claim['evidence']}” ({place})"
