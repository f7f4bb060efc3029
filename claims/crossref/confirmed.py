"""Whether a person has confirmed what a verdict rests on."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from claims.tables import join_cell, split_cell

RESTS_ON = ("report_evidence", "company_evidence", "partner_evidence", "contradiction")


def reviewers_of(claims: pd.DataFrame) -> dict[str, str]:
    """Who confirmed each reviewed claim, by the claim's id."""
    reviewed = claims[claims["reviewed"]]
    return dict(zip(reviewed["claim"], reviewed["reviewer"], strict=True))


def confirmed(row: Mapping[str, Any], reviewers: Mapping[str, str]) -> dict[str, Any]:
    """The verdict's row with `reviewed`, true when every claim it rests on is, and the `reviewer`s of these."""
    claims = {name for column in RESTS_ON for name in split_cell(row[column])}
    who = {reviewers[name] for name in claims & reviewers.keys()}
    return {**row, "reviewed": claims <= reviewers.keys(), "reviewer": join_cell(sorted(who))}
