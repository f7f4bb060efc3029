"""Figures of an archive: its claims by month and by partner, and what they say on consent."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from claims.charts.registry import Figures, chart
from claims.charts.style import BLUE, BLUE_TINT, GREY, PAPER, SKY, SKY_TINT, VERMILLION, VERMILLION_TINT, Tone
from claims.charts.table import Bar, Cell, Column, Section, Sheet
from claims.charts.words import REPORTED_CONSENT, counted

Row = Mapping[Hashable, Any]
PARTNERS = 25
NO_CLAIMS = "No claims: no access is reported in this archive"
CONSENT = {
    "without": Tone("✘", REPORTED_CONSENT["without"], VERMILLION, VERMILLION_TINT),
    "conditional": Tone("◐", REPORTED_CONSENT["conditional"], SKY, SKY_TINT),
    "with": Tone("✔", REPORTED_CONSENT["with"], BLUE, BLUE_TINT),
    "not_stated": Tone("○", REPORTED_CONSENT["not_stated"], GREY, PAPER),
}
COUNTS = ("claims", *CONSENT, "denials", "documents")
TELLING = (
    "A claim counts once for each document that tells it; ten papers that repeat one report count ten times."
)


@chart("archive_months", reads="months", columns=("month", *COUNTS))
def archive_months(frame: pd.DataFrame, *, company: str = "the companies") -> Figures:
    """The claims of an archive month by month, by what they say on consent."""
    columns = (Column("Month", "when the documents were published"), *_count_columns())
    rows = [
        (Cell(str(row["month"]), bold=True), *_count_cells(row, frame)) for row in frame.to_dict("records")
    ]
    note = "Months without a claim are left out."
    return Figures(_sheet(_month_finding(frame), frame, company, columns, rows, note))


@chart("archive_partners", reads="partners", columns=("partner", *COUNTS, "first", "last"))
def archive_partners(frame: pd.DataFrame, *, company: str = "the companies") -> Figures:
    """The partners of an archive with most claims, by what these say on consent."""
    columns = (
        Column("Partner", "the party that got access, as reported; a group where none is named"),
        *_count_columns(),
        Column("First", "the date of the first document that tells of it"),
        Column("Last", "the date of the last document that tells of it"),
    )
    shown = frame.head(PARTNERS)
    rows = [
        (
            Cell(str(row["partner"]), bold=True),
            *_count_cells(row, frame),
            Cell(str(row["first"])),
            Cell(str(row["last"])),
        )
        for row in shown.to_dict("records")
    ]
    left = len(frame) - len(shown)
    note = (
        f"And {counted(left, 'partner')} more, each with as many claims as the last or fewer." if left else ""
    )
    return Figures(_sheet(_partner_finding(frame), frame, company, columns, rows, note))


def _count_columns() -> tuple[Column, ...]:
    return (
        Column("Claims", "the claims that affirm an access, the bar as long as they are many", least=120.0),
        *(Column(f"{t.symbol} {t.word}", "of these, what they say on consent") for t in CONSENT.values()),
        Column("Denied", "claims that deny an access, or whose source did not know of it"),
        Column("Documents", "documents that make a claim"),
    )


def _count_cells(row: Row, frame: pd.DataFrame) -> tuple[Cell, ...]:
    most = max(int(frame["claims"].max()), 1)
    bars = tuple(Bar(row[value] / most, tone) for value, tone in CONSENT.items() if row[value])
    numbers = (row[name] for name in (*CONSENT, "denials", "documents"))
    return (Cell(str(row["claims"]), bars=bars), *(Cell(str(number)) for number in numbers))


def _sheet(
    title: str,
    frame: pd.DataFrame,
    company: str,
    columns: tuple[Column, ...],
    rows: list[tuple[Cell, ...]],
    note: str,
) -> Sheet:
    without = int(frame["without"].sum()) if len(frame) else 0
    total = int(frame["claims"].sum()) if len(frame) else 0
    subtitle = (
        f"{counted(total, 'claim')} on access that {company} gave; {without} of them say: without consent."
    )
    sections = (Section(None, tuple(rows)),) if rows else ()
    return Sheet(title, subtitle, columns, sections, tuple(filter(None, (TELLING, note))))


def _month_finding(frame: pd.DataFrame) -> str:
    dated = frame[frame["month"] != "undated"].to_dict("records")
    if not dated:
        return NO_CLAIMS if frame.empty else "No claim stands in a document with a date"
    most, total = max(dated, key=lambda row: row["claims"]), sum(row["claims"] for row in dated)
    return f"Most claims on access are told in {most['month']}: {most['claims']} of {total}"


def _partner_finding(frame: pd.DataFrame) -> str:
    if frame.empty:
        return NO_CLAIMS
    most, total = frame.iloc[0], frame["claims"].sum()
    return f"Most claims, {most['claims']} of {total}, are about {most['partner']}, one of {counted(len(frame), 'partner')}"
