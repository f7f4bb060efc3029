"""The verdicts as rows of the page, each with the passages that it rests on, evidence highlighted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from claims.charts.findings import in_order
from claims.charts.style import ACCESS, CONSENT, PARTNER, Tone, tone
from claims.charts.words import data_label, ended, listed, position_tier, reported_consent
from claims.marks import Mark, block_around, reading_span
from claims.page.contents import Contents
from claims.page.passage import Passage, passage_of
from claims.tables import split_cell
from claims.types import Document, Span
from claims.views import claim_sentence


class Side(NamedTuple):
    """One side's words on a verdict."""

    heading: str
    passages: tuple[Passage, ...]


class Row(NamedTuple):
    """A verdict as the page shows it."""

    number: int
    partner: str
    data: str
    actions: str
    reported_consent: str
    access: Tone
    tier: str
    contradiction: bool
    consent: Tone
    partner_position: Tone
    ended: str
    sources: int
    why: str
    rules: str
    checked: str
    sides: tuple[Side, ...]


def verdict_rows(page: Contents) -> Iterator[Row]:
    """The verdicts in the order of the table, each with what both sides and the partner say."""
    for number, verdict in enumerate(in_order(page.verdicts).to_dict("records"), start=1):
        yield _row(number, verdict, sides(verdict, page.claims, page.documents, page.case.company))


def sides(
    verdict: Mapping[Any, Any], claims: pd.DataFrame, documents: Mapping[str, Document], company: str
) -> tuple[Side, ...]:
    """The passages that a verdict rests on: the reports', the company's, the partner's, and a contradiction's."""
    told = (
        ("What the reports say", verdict["report_evidence"]),
        (f"What {company} says", verdict["company_evidence"]),
        (f"What {verdict['partner']} says", verdict["partner_evidence"]),
        (f"Where {company} contradicts itself", verdict["contradiction"]),
    )
    shown = told[: 4 if verdict["contradiction"] else 3]
    return tuple(Side(heading, _passages(claims, split_cell(names), documents)) for heading, names in shown)


def _row(number: int, verdict: Mapping[Any, Any], sides: tuple[Side, ...]) -> Row:
    return Row(
        number=number,
        partner=verdict["partner"],
        data=data_label(verdict["data"]),
        actions=listed(split_cell(verdict["actions"])),
        reported_consent=reported_consent(verdict["claimed_consent"]),
        access=tone(ACCESS, verdict["access"]),
        tier=position_tier(verdict["access"], verdict["tier"]),
        contradiction=bool(verdict["contradiction"]),
        consent=tone(CONSENT, verdict["consent"]),
        partner_position=tone(PARTNER, verdict["partner_position"]),
        ended=ended(verdict["status_report"], verdict["status_company"]),
        sources=verdict["sources"],
        why=verdict["why"],
        rules=", ".join((verdict["access_rule"], verdict["consent_rule"], verdict["partner_rule"])),
        checked=_checked(verdict),
        sides=sides,
    )


def _checked(verdict: Mapping[Any, Any]) -> str:
    if verdict["reviewed"]:
        return f"yes, by {listed(split_cell(verdict['reviewer']))}"
    return "in part" if verdict["reviewer"] else "no"


def _passages(
    claims: pd.DataFrame, names: Sequence[str], documents: Mapping[str, Document]
) -> tuple[Passage, ...]:
    found: dict[tuple[str, Span], list[tuple[Mark, str]]] = {}
    for _, claim in claims[claims["claim"].isin(names)].iterrows():
        document = documents.get(claim["doc"])
        if document is None:
            continue
        span = reading_span(document, Span(int(claim["start"]), int(claim["end"])))
        sentence = claim_sentence(claim)
        window = block_around(document.reading, span)
        found.setdefault((claim["doc"], window), []).append((Mark(*span, "claim", sentence), sentence))
    return tuple(
        passage_of(documents[doc], window, [mark for mark, _ in told], [sentence for _, sentence in told])
        for (doc, window), told in found.items()
    )
