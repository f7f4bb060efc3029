"""Verdicts that a person has confirmed as ClaimReview records, the form in which fact checks are exchanged.

Only with a named reviewer, and with what the company's words do in place of a rating: there are no scores.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from claims.charts.style import ACCESS, tone
from claims.charts.words import data_label, listed, source_label
from claims.documents import Case
from claims.tables import split_cell
from claims.types import Document

CONTEXT = "https://schema.org"


def claim_reviews(case: Case, claims: pd.DataFrame, verdicts: pd.DataFrame) -> list[dict[str, Any]]:
    """One record for each verdict whose claims a named person has confirmed, in the order of the verdicts."""
    documents = {document.name: document for document in case.articles}
    reviewed = verdicts[verdicts["reviewed"] & (verdicts["reviewer"] != "")]
    return [_record(case, claims, row, documents) for row in reviewed.to_dict("records")]


def as_json_ld(records: list[dict[str, Any]]) -> str:
    """The records as one JSON-LD text; no markup can be closed from within it."""
    text = json.dumps(records, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e") + "\n"


def _record(
    case: Case, claims: pd.DataFrame, verdict: Mapping[Any, Any], documents: Mapping[str, Document]
) -> dict[str, Any]:
    told = claims[claims["claim"].isin(split_cell(verdict["report_evidence"]))]
    sources = list(dict.fromkeys(told["source"]))
    actions = listed(split_cell(verdict["actions"])) or "access"
    what = f"{verdict['partner']} could {actions} ({data_label(verdict['data'])}) at {case.company}"
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "claimReviewed": f"{listed([source_label(source) for source in sources])}: {what}",
        "itemReviewed": {
            "@type": "Claim",
            "author": [{"@type": "Organization", "name": source_label(source)} for source in sources],
            "appearance": list(_appearances(dict.fromkeys(told["doc"]), documents)),
        },
        "author": [{"@type": "Person", "name": name} for name in split_cell(verdict["reviewer"])],
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f"{tone(ACCESS, verdict['access']).word} by the words of {case.company}",
        },
        "reviewBody": verdict["why"],
    }


def _appearances(names: Mapping[str, None], documents: Mapping[str, Document]) -> Iterator[dict[str, str]]:
    for document in (documents[name] for name in names if name in documents):
        known = {
            "headline": document.title,
            "datePublished": document.published,
            "publisher": document.publisher,
            "url": document.url,
        }
        yield {"@type": "NewsArticle", **{key: value for key, value in known.items() if value}}
