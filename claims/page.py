"""Claims and verdicts become one page that needs nothing else: table, figures, every verdict's evidence."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from claims.charts import CHARTS, Drawing, draw_chart
from claims.charts.findings import access_scope, in_order
from claims.charts.style import ACCESS, CONSENT, PARTNER, Tone, tone
from claims.charts.words import data_label, ended, listed, position_tier, reported_consent
from claims.documents import Case
from claims.drift import drift
from claims.export import rendered
from claims.files import write_bytes
from claims.marks import Mark, block_around, excerpt, reading_span
from claims.tables import split_cell
from claims.types import Document, Span
from claims.views import (
    by_name,
    claim_sentence,
    data_address,
    document_line,
    documents_of,
    set_aside_frame,
    shortened,
)

PAGE = "index.html"
NOBODY = "Nothing on this in the documents of the case."


class Passage(NamedTuple):
    """A stretch of a document with the evidence highlighted, and what each highlighted claim says."""

    document: str
    url: str
    html: Markup
    before: bool
    after: bool
    sentences: tuple[str, ...]


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
    sides: tuple[Side, ...]


class Picture(NamedTuple):
    """A figure's page as a data address, with its words."""

    address: str
    alt: str
    title: str


def write_page(
    case: Case,
    claims: pd.DataFrame,
    verdicts: pd.DataFrame,
    out: Path,
    findings: pd.DataFrame | None = None,
) -> Path:
    """The page in `out`, with everything it shows inside it; InputError where the folder refuses.

    `findings` are the linter's, where it has run.
    """
    documents = by_name(documents_of(case))
    frames = {"claims": claims, "verdicts": verdicts, "drift": drift(claims, case)}
    drawings = {
        n: draw_chart(n, frames[c.reads], company=case.company)
        for n, c in CHARTS.items()
        if c.reads in frames
    }
    table = drawings["verdict_table"]
    html = _template().render(
        case=case,
        finding=table.title,
        scope=access_scope(verdicts),
        headings=list(table.rows.columns),
        rows=list(_rows(verdicts, claims, documents, case.company)),
        pictures=[picture for name, drawing in drawings.items() for picture in _pictures(name, drawing)],
        table_csv=data_address("text/csv;charset=utf-8", rendered(table, "verdict_table", "csv")[0]),
        documents=[(d, document_line(d), _web(d.url)) for d in documents.values()],
        set_aside=set_aside_frame(case).to_dict("records"),
        claims=len(claims),
        nobody=NOBODY,
        questions=_questions(findings, documents) if findings is not None else None,
    )
    return write_bytes(out / PAGE, html.encode("utf-8"))


def _questions(findings: pd.DataFrame, documents: Mapping[str, Document]) -> list[dict[Any, Any]]:
    """The findings that are not set aside, each with the line of its document and its passage on one line."""
    asked = findings[findings["suppressed"] == ""].to_dict("records")
    return [
        {**f, "document": document_line(documents[f["doc"]]), "passage": shortened(f["passage"])}
        for f in asked
        if f["doc"] in documents
    ]


def _template() -> Template:
    loader = PackageLoader("claims")
    strict = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return strict.get_template("page.html")


def _pictures(name: str, drawing: Drawing) -> Iterator[Picture]:
    for content in rendered(drawing, name, "svg"):
        yield Picture(data_address("image/svg+xml", content), drawing.alt, drawing.title)


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""


def _rows(
    verdicts: pd.DataFrame, claims: pd.DataFrame, documents: Mapping[str, Document], company: str
) -> Iterator[Row]:
    for number, verdict in enumerate(in_order(verdicts).to_dict("records"), start=1):
        sides = (
            ("What the reports say", verdict["report_evidence"]),
            (f"What {company} says", verdict["company_evidence"]),
            (f"What {verdict['partner']} says", verdict["partner_evidence"]),
            (f"Where {company} contradicts itself", verdict["contradiction"]),
        )
        shown = tuple(
            Side(heading, _passages(claims, split_cell(names), documents))
            for heading, names in sides[: 4 if verdict["contradiction"] else 3]
        )
        yield _row(number, verdict, shown)


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
        sides=sides,
    )


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
    return tuple(_passage(documents[doc], window, told) for (doc, window), told in found.items())


def _passage(document: Document, window: Span, told: Sequence[tuple[Mark, str]]) -> Passage:
    return Passage(
        document=document_line(document),
        url=_web(document.url),
        html=Markup(excerpt(document.reading, window, [mark for mark, _ in told])),
        before=window.start > 0,
        after=window.end < len(document.reading),
        sentences=tuple(dict.fromkeys(sentence for _, sentence in told)),
    )
