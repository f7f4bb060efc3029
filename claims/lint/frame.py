"""Findings as a frame, and as marks in the text, for notebooks and the page of a report."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

from claims.frames import checked_frame, read_checked
from claims.lint.formats import fingerprints
from claims.lint.model import Finding, Severity
from claims.lint.place import place
from claims.lint.registry import RULES
from claims.marks import Mark, reading_span
from claims.types import Document, Span

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


def read_findings(path: Path) -> pd.DataFrame:
    """The findings frame that `write_csv` wrote; InputError where the file or a column does not fit."""
    return read_checked(path, FINDINGS)


def finding_marks(document: Document, findings: pd.DataFrame) -> list[Mark]:
    """A mark in `document.reading` for each finding on it that is not set aside: its severity, and its question.

    What stands outside the reading, as in a front matter or an HTML tag, has no mark.
    """
    marks = []
    for _, finding in findings[
        (findings["doc"] == document.name) & (findings["suppressed"] == "")
    ].iterrows():
        span = reading_span(document, Span(int(finding["start"]), int(finding["end"])))
        title = f"{finding['code']} {finding['rule']}: {finding['question']}"
        marks += [Mark(*span, finding["severity"], title)] if span.start < span.end else []
    return marks
