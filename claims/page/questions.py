"""What the linter asks about the documents, as the page shows it: document by document, each at its passage."""

from typing import Any

from claims.charts.style import DISPUTES, GREY, PAPER, VERMILLION, Tone
from claims.charts.words import counted, listed
from claims.lint import Severity
from claims.marks import reading_span
from claims.page.contents import Contents
from claims.page.passage import Passage, passage_at
from claims.types import Document, Span
from claims.views import document_line

SEVERITIES = {
    Severity.ERROR: Tone(DISPUTES[0], "error", *DISPUTES[1:]),
    Severity.WARNING: Tone("!", "warning", VERMILLION, PAPER),
    Severity.NOTE: Tone("○", "note", GREY, PAPER),
}


def questions(page: Contents) -> dict[str, Any]:
    """The findings of each document, those set aside left out, and how many of each severity."""
    findings = page.findings[page.findings["suppressed"] == ""]
    groups = []
    for doc, several in findings.groupby("doc", sort=False):
        document = page.documents[str(doc)]
        told = [
            {
                "tone": SEVERITIES[Severity(row["severity"])],
                "question": row["question"],
                "rule": f"{row['code']} {row['rule']}",
                "line": row["line"],
                "passage": _passage(document, Span(row["start"], row["end"])),
            }
            for row in several.to_dict("records")
        ]
        line = document_line(document)
        groups.append({"document": line, "count": counted(len(told), "question"), "findings": told})
    counts = findings["severity"].value_counts()
    parts = [counted(int(counts[s]), str(s)) for s in Severity if s in counts]
    return {"groups": groups, "sentence": f"The linter has {listed(parts)}."}


def _passage(document: Document, span: Span) -> Passage | None:
    """The passage in question; None where it was not read, as the front matter is not."""
    read = reading_span(document, span)
    return passage_at(document, span) if read.start < read.end else None
