"""The figures: verdicts and claims become sheets, and sheets become drawings."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from claims.charts.findings import (
    COUNTING,
    NO_CLAIMS,
    NOT_ADDRESSED,
    TIER_NOTE,
    access_finding,
    access_scope,
    consent_finding,
    in_order,
    source_line,
)
from claims.charts.registry import Figures, chart
from claims.charts.style import ACCESS, BAND, CONSENT, PAPER, PARTNER, STANCE, tone
from claims.charts.table import Bar, Cell, Column, Section, Sheet
from claims.charts.words import (
    counted,
    data_label,
    ended,
    listed,
    position_tier,
    reported_consent,
    source_label,
)
from claims.tables import split_cell

Row = Mapping[Hashable, Any]
KINDS_A_PAGE = 5
PARTNER_COLUMN = "the party that got access, as reported; a group where none is named"


@chart(
    "verdict_table",
    reads="verdicts",
    columns=(
        "partner",
        "data",
        "actions",
        "claimed_consent",
        "access",
        "consent",
        "partner_position",
        "status_report",
        "status_company",
        "tier",
        "contradiction",
        "sources",
        "docs",
    ),
)
def verdict_table(frame: pd.DataFrame, *, company: str = "the company") -> Figures:
    """The reported accesses in sections by the company's position, disputed first."""
    ordered = in_order(frame)
    columns = (
        Column("Partner", PARTNER_COLUMN, merge=True),
        Column(
            "Data: what it could do",
            "the kind of data, and what the reports say that the partner could do with it",
        ),
        Column("Consent, as reported", "what the reports say on whether people agreed"),
        Column("Company on the access", "what the company's words do to the report, and where they stand"),
        Column("Company on consent", "what the company's words do to what the reports say on consent"),
        Column("Partner itself", "the partner's own word on the access"),
        Column("Ended?", "whether the access has stopped, as the reports and as the company say"),
        Column("Sources", "how many sources claim it; outlets that repeat one count once"),
    )
    sections = tuple(
        Section(_band(str(value), len(rows), len(frame)), tuple(map(_verdict_row, rows.to_dict("records"))))
        for value, rows in ordered.groupby("access", sort=False)
    )
    title, subtitle = access_finding(frame, company), access_scope(frame)
    notes = (NOT_ADDRESSED, TIER_NOTE, COUNTING, source_line(frame["docs"]))
    return Figures(Sheet(title, subtitle, columns, sections, tuple(filter(None, notes))))


def _band(value: str, number: int, total: int) -> Cell:
    look = tone(ACCESS, value)
    fill = BAND if look.fill == PAPER else look.fill
    return Cell(f"{look.word}: {number} of {total}", look.symbol, look.ink, fill, bold=True)


def _verdict_row(verdict: Row) -> tuple[Cell, ...]:
    actions = listed(split_cell(verdict["actions"]))
    label = data_label(verdict["data"])
    return (
        Cell(verdict["partner"], bold=True),
        Cell(f"{label}: {actions}" if actions else label),
        Cell(reported_consent(verdict["claimed_consent"])),
        _access_cell(verdict),
        Cell.of(tone(CONSENT, verdict["consent"])),
        Cell.of(tone(PARTNER, verdict["partner_position"])),
        Cell(ended(verdict["status_report"], verdict["status_company"])),
        Cell(str(verdict["sources"])),
    )


def _access_cell(verdict: Row) -> Cell:
    look = tone(ACCESS, verdict["access"])
    tier = position_tier(verdict["access"], verdict["tier"])
    where = f" ({tier})" if tier else ""
    contradiction = "; contradicts itself" if verdict["contradiction"] else ""
    return Cell.of(look, f"{look.word}{where}{contradiction}")


@chart(
    "consent_matrix",
    reads="verdicts",
    columns=("partner", "data", "claimed_consent", "consent", "docs"),
)
def consent_matrix(frame: pd.DataFrame, *, company: str = "the company") -> Figures:
    """Partners by kinds of data: what is reported on consent, and what the company's words do to it."""
    kinds = list(dict.fromkeys(frame["data"]))
    title = consent_finding(frame).rstrip(".") if len(frame) else NO_CLAIMS
    subtitle = (
        f"First what the reports say, then what the words of {company} do to it."
        " An empty place: no such access is reported."
    )
    notes = tuple(filter(None, (NOT_ADDRESSED, source_line(frame["docs"]))))
    whole, *parts = (
        Sheet(title, subtitle, _kind_columns(block), _consent_section(frame, block), notes)
        for block in (kinds, *(kinds[i : i + KINDS_A_PAGE] for i in range(0, len(kinds), KINDS_A_PAGE)))
    )
    return Figures(whole, tuple(parts))


def _kind_columns(kinds: list[str]) -> tuple[Column, ...]:
    about = "on this kind of data: what the reports say on consent, and what the company's words do to it"
    return (Column("Partner", PARTNER_COLUMN), *(Column(data_label(kind), about) for kind in kinds))


def _consent_section(frame: pd.DataFrame, kinds: list[str]) -> tuple[Section, ...]:
    cells = {(v["partner"], v["data"]): _consent_cell(v) for v in frame.to_dict("records")}
    partners = dict.fromkeys(frame.loc[frame["data"].isin(kinds), "partner"])
    rows = tuple(
        (Cell(partner, bold=True), *(cells.get((partner, kind), Cell("")) for kind in kinds))
        for partner in partners
    )
    return (Section(None, rows),) if rows else ()


def _consent_cell(verdict: Row) -> Cell:
    look = tone(CONSENT, verdict["consent"])
    if verdict["claimed_consent"] == "not_stated":
        return Cell("not reported", "–", look.ink)
    return Cell.of(look, f"{reported_consent(verdict['claimed_consent'])}: {look.word}")


@chart("who_says_what", reads="claims", columns=("source", "stance", "doc"))
def who_says_what(frame: pd.DataFrame, *, company: str = "the company") -> Figures:
    """Sources by stance: how many claims each affirms, denies or says it did not know of."""
    counts = pd.crosstab(frame["source"], frame["stance"]).reindex(columns=list(STANCE), fill_value=0)
    ordered = counts.assign(all=counts.sum(axis=1)).sort_values(["all", "source"], ascending=[False, True])
    documents = frame.groupby("source")["doc"].nunique()
    most = int(ordered["all"].max()) if len(ordered) else 0
    rows = tuple(
        _source_row(str(name), row, most, int(documents[name]))
        for name, row in zip(ordered.index, ordered.to_dict("records"), strict=True)
    )
    heads = (Column(f"{look.symbol} {look.word}", "claims with this stance") for look in STANCE.values())
    columns = (
        Column("Source", "who says so; an article's own voice stands for all articles"),
        Column("Claims", "how many claims it makes in all", least=100.0),
        *heads,
        Column("Documents", "in how many documents"),
    )
    subtitle = (
        f"{counted(len(frame), 'claim')} on access that {company} gave, counted by who makes them;"
        " the bars are as long as the numbers of claims. One source can do several."
    )
    notes = tuple(filter(None, (source_line(frame["doc"]),)))
    return Figures(
        Sheet(_source_finding(counts), subtitle, columns, (Section(None, rows),) if rows else (), notes)
    )


def _source_row(name: str, counts: Row, most: int, documents: int) -> tuple[Cell, ...]:
    bars = tuple(Bar(counts[stance] / most, look) for stance, look in STANCE.items() if counts[stance])
    numbers = (Cell(str(counts[stance])) for stance in STANCE)
    return (
        Cell(source_label(name), bold=True),
        Cell(str(counts["all"]), bars=bars),
        *numbers,
        Cell(str(documents)),
    )


def _source_finding(counts: pd.DataFrame) -> str:
    if counts.empty:
        return NO_CLAIMS
    words = {
        "affirms": ("affirms access", "affirm access"),
        "denies": ("denies it", "deny it"),
        "unaware": ("says it did not know", "say they did not know"),
    }
    numbers = {stance: int((counts[stance] > 0).sum()) for stance in words}
    parts = [f"{n} {words[stance][n != 1]}" for stance, n in numbers.items() if n]
    return f"Of {counted(len(counts), 'source')}, {listed(parts)}"
