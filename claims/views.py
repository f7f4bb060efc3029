"""What the notebooks and the page show of documents: what was read, and the evidence in its text."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from claims.charts.words import counted, data_label, listed, reported_consent, source_label
from claims.documents import Case
from claims.lint import finding_marks
from claims.marks import Mark, marked, reading_span
from claims.tables import SEPARATOR, split_cell
from claims.types import Document, Span

DOCUMENT_COLUMNS = (
    "doc", "kind", "publisher", "published", "speaker", "title", "url",
    "characters", "read", "set_aside", "warnings",
)  # fmt: skip
SET_ASIDE_COLUMNS = ("doc", "reason", "start", "end", "text")
CUT = 160
STYLE = (
    "<style>.evidence{white-space:pre-wrap;max-width:44em;line-height:1.5}"
    ".evidence mark{background:#fff3bf;color:#1a1a1a;text-decoration:underline 2px}"
    ".evidence mark.error{background:#ffd9d2;text-decoration:underline double 2px}"
    ".evidence mark.note:not(.warning,.error){background:#e3eefb;text-decoration:underline dotted 2px}</style>"
)
TABLE_STYLE = (
    "<style>.claims-rows{max-height:36em;overflow:auto}.claims-rows table.claims{table-layout:auto}"
    ".claims-rows table.claims :is(th,td){text-align:left;vertical-align:top;min-width:5em;max-width:32em}"
    ".claims-rows table.claims td:last-child:not(:first-child){min-width:9em}</style>"
)


def documents_of(case: Case) -> tuple[Document, ...]:
    """The articles, then the statements."""
    return (*case.articles, *case.statements)


def documents_frame(case: Case) -> pd.DataFrame:
    """One row per document, columns DOCUMENT_COLUMNS; `read` and `set_aside` count characters."""
    rows = [
        {
            "doc": d.name,
            "kind": str(d.kind),
            "publisher": d.publisher,
            "published": d.published,
            "speaker": d.speaker or "",
            "title": d.title,
            "url": d.url,
            "characters": len(d.text),
            "read": len(d.reading),
            "set_aside": sum(part.span.end - part.span.start for part in d.set_aside),
            "warnings": "; ".join(d.warnings),
        }
        for d in documents_of(case)
    ]
    return pd.DataFrame(rows, columns=list(DOCUMENT_COLUMNS))


def set_aside_frame(case: Case) -> pd.DataFrame:
    """One row per stretch not read, columns SET_ASIDE_COLUMNS; `text` is cut after CUT characters."""
    rows = [
        {
            "doc": d.name,
            "reason": part.reason,
            "start": part.span.start,
            "end": part.span.end,
            "text": shortened(d.text[part.span.start : part.span.end]),
        }
        for d in documents_of(case)
        for part in d.set_aside
    ]
    return pd.DataFrame(rows, columns=list(SET_ASIDE_COLUMNS))


def shortened(text: str) -> str:
    """The text on one line, cut after CUT characters."""
    line = " ".join(text.split())
    return line if len(line) <= CUT else f"{line[:CUT]} …"


def funnel(claims: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """How many rows are left after each step from claims to verdicts, columns `step` and `left`."""
    reported = claims[(claims["kind"] == "article") & (claims["stance"] == "affirms")]
    steps = {
        "claims in all documents": len(claims),
        "of these in articles and affirming access": len(reported),
        "different partners and kinds of data in these": len(reported[["partner", "data"]].drop_duplicates()),
        "verdicts: partners by their listed names, what only the company tells included": len(verdicts),
        "verdicts on which the company says anything": int((verdicts["access"] != "not_addressed").sum()),
    }
    return pd.DataFrame({"step": list(steps), "left": list(steps.values())})


def claim_sentence(claim: pd.Series) -> str:
    """One claim as a reader's sentence: who holds what of whom."""
    actions = listed(split_cell(claim["actions"])) or "access"
    via = f", as told by {listed(split_cell(claim['via']))}," if claim["via"] else ""
    parts = [f"consent: {reported_consent(claim['consent'])}"]
    parts += [f"access {claim['status']}"] if claim["status"] != "not_stated" else []
    stance = {"affirms": "affirms", "denies": "denies", "unaware": "says it did not know"}[claim["stance"]]
    certainty = "" if claim["certainty"] == "asserted" else f" ({claim['certainty']})"
    return (
        f"{source_label(claim['source'])}{via} {stance}{certainty}: {claim['partner']}, "
        f"{data_label(claim['data'])}, {actions}; {'; '.join(parts)}"
    )


def marks_in(document: Document, claims: pd.DataFrame) -> list[Mark]:
    """A mark in `document.reading` for the evidence of each of its claims that was read."""
    return list(_marks(document, claims))


def _marks(document: Document, claims: pd.DataFrame) -> Iterator[Mark]:
    for _, claim in claims[claims["doc"] == document.name].iterrows():
        span = reading_span(document, Span(int(claim["start"]), int(claim["end"])))
        if span.start < span.end:
            yield Mark(*span, "claim", claim_sentence(claim))


def evidence_html(document: Document, claims: pd.DataFrame) -> str:
    """The document's reading text as HTML, the evidence of its claims highlighted."""
    return marked_html(document, marks_in(document, claims))


def quotations_html(document: Document, quotations: pd.DataFrame) -> str:
    """The document's reading text as HTML, its quotations highlighted, what became of each as the tooltip."""
    own = quotations[quotations["doc"] == document.name].to_dict("records")
    spans = [(reading_span(document, Span(row["start"], row["end"])), row) for row in own]
    titles = (f"{row['label']}: {row['speaker']}, {row['statement']}" for _, row in spans)
    return marked_html(document, [Mark(*s, "quotation", t) for (s, _), t in zip(spans, titles, strict=True)])


def marked_html(document: Document, marks: Iterable[Mark]) -> str:
    """The document's reading text as HTML, with these marks."""
    return f'{STYLE}<div class="evidence">{marked(document.reading, marks)}</div>'


def questions_html(document: Document, findings: pd.DataFrame) -> str:
    """The document's reading text as HTML, the passages that the linter asks about highlighted by severity."""
    return marked_html(document, finding_marks(document, findings))


def as_table(frame: pd.DataFrame) -> HTML:
    """Every row and every word of a frame, with the number of rows, for a notebook to display."""
    spaced = frame.map(lambda cell: cell.replace(SEPARATOR, " · ") if isinstance(cell, str) else cell)
    with pd.option_context("display.max_colwidth", None):
        table = spaced.to_html(index=False, border=0, classes="claims", max_rows=None, escape=True)
    rows = f"<p>{counted(len(frame), 'row')}</p>"
    html = f'{TABLE_STYLE}<div class="claims-rows" tabindex="0">{table}</div>{rows}'
    return HTML(html)


def pictures(files: Iterable[Path]) -> HTML:
    """The SVG pictures among the files of a figure, with its alternative text, for a notebook to display."""
    found = list(files)
    alt = "".join(file.read_text(encoding="utf-8") for file in found if file.name.endswith(".alt.txt"))
    addresses = (data_address("image/svg+xml", f.read_bytes()) for f in found if f.suffix == ".svg")
    images = (f'<img src="{address}" alt="{escape(alt)}" style="width:100%">' for address in addresses)
    return HTML("".join(images))


def data_address(kind: str, content: bytes) -> str:
    """The content as an address that needs no file and no network."""
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def by_name(documents: Iterable[Document]) -> dict[str, Document]:
    """The documents by their names."""
    return {d.name: d for d in documents}


def document_line(document: Document) -> str:
    """What a reader needs to find the document: publisher, date, title."""
    known: Sequence[str] = [document.publisher or document.speaker or "", document.published, document.title]
    return ", ".join(part for part in known if part) or document.name
