"""Findings as a frame, and as marks in the text, for notebooks and the page of a report."""

from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa

from claims.lint.formats import fingerprints
from claims.lint.model import Finding, Severity
from claims.lint.place import place
from claims.lint.registry import RULES
from claims.marks import Mark, reading_span
from claims.tables import checked_frame
from claims.types import Document

FINDINGS = pa.DataFrameSchema(
    {
        "doc": pa.Column(str),
        "line": pa.Column("int64", pa.Check.ge(1)),
        "code": pa.Column(str, pa.Check.isin(list(RULES))),
        "rule": pa.Column(str),
        "severity": pa.Column(str, pa.Check.isin([str(s) for s in Severity])),
        "question": pa.Column(str, pa.Check.str_length(min_value=1)),
        "passage": pa.Column(str),
        "start": pa.Column("int64", pa.Check.ge(0)),
        "end": pa.Column("int64", pa.Check.ge(0)),
        "suppressed": pa.Column(str),
        "fingerprint": pa.Column(str, unique=True),
    },
    strict=True,
    ordered=True,
)
FINDING_COLUMNS = tuple(FINDINGS.columns)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """One row per finding, columns FINDING_COLUMNS, in the order given; `suppressed` is the reason or ""."""
    several = list(findings)
    rows = [
        {
            "doc": finding.passage.document.name,
            "line": place(finding.passage).line,
            "code": finding.rule.code,
            "rule": finding.rule.slug,
            "severity": str(finding.severity),
            "question": finding.message,
            "passage": finding.passage.words,
            "start": finding.passage.span.start,
            "end": finding.passage.span.end,
            "suppressed": finding.suppressed.reason if finding.suppressed else "",
            "fingerprint": mark,
        }
        for finding, mark in zip(several, fingerprints(several), strict=True)
    ]
    return checked_frame(rows, FINDINGS, "findings table")


def finding_marks(document: Document, findings: Iterable[Finding]) -> list[Mark]:
    """A mark in `document.reading` for each finding on what was read of it, with its question as the tooltip."""
    marks = []
    for finding in findings:
        if finding.passage.document.name == document.name and not finding.suppressed:
            span = reading_span(document, finding.passage.span)
            title = f"{finding.rule.name}: {finding.message}"
            marks += [Mark(*span, str(finding.severity), title)] if span.start < span.end else []
    return marks
