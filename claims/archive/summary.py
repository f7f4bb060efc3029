"""What an archive comes to: how much was passed by, and its claims by month, by partner and by what they say on consent.

A claim counts once for each document that tells it: these are counts of telling, not of events.
"""

import json
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa
import pyarrow.parquet as pq

from claims.archive.run import FAILURES, Totals, failures_path
from claims.errors import InputError
from claims.frames import NOTES, read_checked
from claims.tables import CLAIMS
from claims.types import Consent, Stance, Status

LEFT_OUT = pa.DataFrameSchema({name: pa.Column(str) for name in FAILURES.names}, strict=True, ordered=True)
MONTH = len("2018-12")
COUNTS = ("claims", *(str(value) for value in Consent), "denials", "documents")


class Archive(NamedTuple):
    """The claims of an archive run, its totals, and the documents that were left out."""

    claims: pd.DataFrame
    totals: Totals
    failures: pd.DataFrame


def read_archive(path: Path) -> Archive:
    """What `claims extract --input` left at that path; InputError where it is another file or of another version."""
    claims = read_checked(path, CLAIMS)
    notes = json.loads((pq.read_schema(path).metadata or {}).get(NOTES, b"{}"))
    if not set(Totals._fields) <= set(notes):
        raise InputError(
            str(path), "claims that no archive run wrote", "name the --output of claims extract --input"
        )
    totals = Totals(**{name: notes[name] for name in Totals._fields})
    return Archive(claims, totals, read_checked(failures_path(path), LEFT_OUT))


def triage(archive: Archive) -> pd.DataFrame:
    """What became of the documents, columns `documents`, `number` and `share`: each stands in one row below the first."""
    totals = archive.totals
    telling = archive.claims["doc"].nunique()
    numbers = {
        "all": totals.documents,
        "passed by, not about data access": totals.passed_by,
        "read, and make a claim": telling,
        "read, and make none": totals.documents - totals.passed_by - totals.failed - telling,
        "left out, could not be read": totals.failed,
    }
    frame = pd.DataFrame([*numbers.items()], columns=["documents", "number"])
    return frame.assign(share=(frame["number"] / max(totals.documents, 1)).map("{:.1%}".format))


def by_month(claims: pd.DataFrame) -> pd.DataFrame:
    """One row for each month with claims, in order, columns `month` and COUNTS; those without a date come last."""
    months = claims["published"].str[:MONTH].replace("", "undated")
    rows = [{"month": month, **_counts(group)} for month, group in claims.groupby(months, sort=True)]
    return pd.DataFrame(rows, columns=["month", *COUNTS])


def by_partner(claims: pd.DataFrame) -> pd.DataFrame:
    """One row for each partner, the one with most claims first: `partner`, COUNTS, and the `first` and `last` date."""
    rows = [
        {"partner": partner, **_counts(group), **_dates(group["published"])}
        for partner, group in claims.groupby("partner", sort=True)
    ]
    frame = pd.DataFrame(rows, columns=["partner", *COUNTS, "first", "last"])
    order = frame.sort_values(["claims", "denials"], ascending=False, kind="stable")
    return order.reset_index(drop=True)


def by_consent(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that affirm an access by what they say on consent (rows) and on whether it has ended (columns)."""
    told = claims[claims["stance"] == Stance.AFFIRMS]
    counted = pd.crosstab(told["consent"], told["status"])
    whole = counted.reindex(index=[str(v) for v in Consent], columns=[str(v) for v in Status], fill_value=0)
    return whole.rename_axis(index="consent", columns=None).reset_index()


def _counts(claims: pd.DataFrame) -> dict[str, int]:
    """`claims` and their consent are of those that affirm an access, `denials` all others."""
    told = claims[claims["stance"] == Stance.AFFIRMS]
    consent = {str(value): int((told["consent"] == value).sum()) for value in Consent}
    others = {"denials": len(claims) - len(told), "documents": claims["doc"].nunique()}
    return {"claims": len(told), **consent, **others}


def _dates(published: pd.Series) -> dict[str, str]:
    dated = published[published != ""]
    return {"first": str(dated.min()), "last": str(dated.max())} if len(dated) else {"first": "", "last": ""}
