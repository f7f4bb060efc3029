"""Figures of what happens in time: the reports and the answers to them, and how the claims change on their way."""

import re
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from claims.charts.findings import NO_CLAIMS, source_line
from claims.charts.registry import Figures, chart
from claims.charts.style import ACCESS, DIRECTION, DOCUMENT, MUTED, tone
from claims.charts.table import Bar, Cell, Column, Mark, Section, Sheet
from claims.charts.words import capitalised, counted, data_label, listed, source_label
from claims.tables import split_cell

Row = Mapping[Hashable, Any]
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SHOWN = {
    "certainty": "how firmly",
    "consent": "consent",
    "actions": "what it could do",
    "partner": "who",
    "data": "which data",
    "source": "on whose word",
}


@chart(
    "timeline",
    reads="claims",
    columns=("doc", "kind", "publisher", "published", "speaker", "partner", "data", "stance", "evidence"),
)
def timeline(frame: pd.DataFrame, *, company: str = "the company") -> Figures:
    """Reports and statements on one line of time, and the years of an access where the words name them."""
    documents = frame.groupby("doc", sort=False).agg(
        kind=("kind", "first"), publisher=("publisher", "first"), published=("published", "first"),
        speaker=("speaker", "first"), claims=("doc", "size"),
    )  # fmt: skip
    dated = documents[documents["published"] != ""].sort_values(["published", "kind"], kind="stable")
    columns = (
        Column(
            "When", "the date of the document; for an access the years that its evidence names", merge=True
        ),
        Column("What", "report, statement or access"),
        Column("Whose", "who published it, who speaks, or who had access to what"),
        Column("In time", "where it lies between the first document and the last", least=140.0),
        Column("Claims", "how many claims on access it makes"),
    )
    days = [date.fromisoformat(day).toordinal() for day in dated["published"]]
    rows = [_document_row(row, day, days) for row, day in zip(dated.to_dict("records"), days, strict=True)]
    rows += [_period_row(key, years) for key, years in _periods(frame).items()]
    undated = sorted(documents.index[documents["published"] == ""])
    notes = (
        f"Without a date, and so not drawn: {', '.join(undated)}." if undated else "",
        source_line(frame["doc"]),
    )
    sections = (Section(None, tuple(rows)),) if rows else ()
    return Figures(
        Sheet(
            _answer_finding(dated, company), _time_scope(dated), columns, sections, tuple(filter(None, notes))
        )
    )


def _document_row(document: Row, day: int, days: list[int]) -> tuple[Cell, ...]:
    look = tone(DOCUMENT, document["kind"])
    share = (day - days[0]) / (days[-1] - days[0]) if days[-1] > days[0] else 0.0
    return (
        Cell(document["published"]),
        Cell.of(look),
        Cell(document["speaker"] or document["publisher"] or "not named", bold=True),
        Cell("", marks=(Mark(share, look),)),
        Cell(str(document["claims"])),
    )


def _periods(frame: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The years that the evidence of affirmed access names, by partner and data category."""
    found: dict[tuple[str, str], list[str]] = {}
    for claim in frame[frame["stance"] == "affirms"].to_dict("records"):
        years = YEAR.findall(claim["evidence"])
        if years:
            key = (claim["partner"], claim["data"])
            found[key] = sorted({*found.get(key, []), *years})
    return dict(sorted(found.items(), key=lambda entry: (entry[1], entry[0])))


def _period_row(key: tuple[str, str], years: list[str]) -> tuple[Cell, ...]:
    partner, data = key
    when = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    whose = f"{partner}: {data_label(data)}"
    return Cell(when), Cell("access", "◆", MUTED), Cell(whose, bold=True), Cell(""), Cell("")


def _answer_finding(dated: pd.DataFrame, company: str) -> str:
    reports = dated.loc[dated["kind"] == "article", "published"]
    if dated.empty:
        return NO_CLAIMS
    answers = dated.loc[(dated["kind"] == "statement") & (dated["speaker"] == company), "published"]
    if answers.empty or reports.empty:
        return f"No dated statement of {company} stands beside {counted(len(reports), 'report')}"
    days = (date.fromisoformat(answers.min()) - date.fromisoformat(reports.min())).days
    when = {0: "on the day of", 1: "a day after"}.get(
        days, f"{abs(days)} days {'after' if days > 0 else 'before'}"
    )
    return capitalised(f"{company} speaks {when} the first report")


def _time_scope(dated: pd.DataFrame) -> str:
    if dated.empty:
        return "No document with a date makes a claim."
    kinds = [(dated["kind"] == kind).sum() for kind in ("article", "statement")]
    told = listed([counted(int(kinds[0]), "report"), counted(int(kinds[1]), "statement")])
    return (
        f"{told} that make claims on access, from {dated['published'].min()} to {dated['published'].max()}."
    )


@chart(
    "drift",
    reads="drift",
    columns=(
        "partner",
        "data",
        "facet",
        "direction",
        "before",
        "after",
        "after_doc",
        "after_published",
        "sources",
    ),
)
def drift(frame: pd.DataFrame, *, company: str = "the company") -> Figures:
    """What changes in each claim from one article to the next, and whether that makes it harder or softer."""
    columns = (
        Column("Claim", "the partner and the kind of data that the articles tell of", merge=True),
        Column("Article", "in which article it changes, and its date"),
        Column("What changes", "what of the claim is not what it was in the article before"),
        Column("From", "what the article before had"),
        Column("To", "what this article has"),
        Column("Direction", "harder: firmer, more, named, its source lost; softer: the reverse"),
        Column("Sources", "how many sources are named up to here; papers that repeat one count once"),
    )
    rows = tuple(map(_change_row, frame.to_dict("records")))
    claims = len(frame[["partner", "data"]].drop_duplicates())
    subtitle = (
        f"{counted(claims, 'claim')} on access that {company} gave, each followed through the articles in order of"
        " time. Harder is not wrong, and softer is not right."
    )
    notes = tuple(filter(None, (source_line(frame["after_doc"]),)))
    sections = (Section(None, rows),) if rows else ()
    return Figures(Sheet(_drift_finding(frame), subtitle, columns, sections, notes, empty="no changes"))


def _change_row(change: Row) -> tuple[Cell, ...]:
    return (
        Cell(f"{change['partner']}: {data_label(change['data'])}", bold=True),
        Cell(
            f"{change['after_doc'].removesuffix('-' + change['after_published'])}, {change['after_published']}"
        ),
        Cell(SHOWN.get(str(change["facet"]), str(change["facet"]))),
        Cell(_told(change["facet"], change["before"])),
        Cell(_told(change["facet"], change["after"])),
        Cell.of(tone(DIRECTION, change["direction"])),
        Cell(str(change["sources"])),
    )


def _told(facet: str, cell: str) -> str:
    values = split_cell(cell)
    if facet == "data":
        return data_label(cell)
    if facet == "source":
        return listed([source_label(value) for value in values])
    return listed([value.replace("_", " ") for value in values])


def _drift_finding(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "No claim changes from one article to the next"
    counts = {name: int((frame["direction"] == name).sum()) for name in DIRECTION}
    words = {
        "harder": ("makes the claim harder", "make it harder"),
        "softer": ("makes it softer", "make it softer"),
        "changed": ("does neither", "do neither"),
    }
    parts = [f"{n} {words[name][n != 1]}" for name, n in counts.items() if n]
    return f"Of {counted(len(frame), 'change')} from article to article, {listed(parts)}"


@chart("overview", reads="cases", columns=("case", "partner", "access"))
def overview(frame: pd.DataFrame, *, company: str = "the companies") -> Figures:
    """Several cases beside one another: what each company's position does to the accesses reported."""
    numbers = (
        Column(f"{look.symbol} {look.word}", "reported accesses with this position")
        for look in ACCESS.values()
    )
    columns = (
        Column("Case", "the case by its title"),
        Column("Position", "the shares of its accesses, each bar as long as the others", least=140.0),
        *numbers,
        Column("Partners", "different partners that the reports name"),
    )
    rows = tuple(_case_row(str(case), verdicts) for case, verdicts in frame.groupby("case", sort=False))
    subtitle = (
        "An access is one partner and one kind of data. The bars show shares and are equally long, however many"
        " accesses a case has."
    )
    sections = (Section(None, rows),) if rows else ()
    return Figures(
        Sheet(_overview_finding(frame, company), subtitle, columns, sections, (_SILENCE,) if rows else ())
    )


_SILENCE = "○ not addressed: nothing that the company says reaches this partner and this data."


def _case_row(case: str, verdicts: pd.DataFrame) -> tuple[Cell, ...]:
    counts = {value: int((verdicts["access"] == value).sum()) for value in ACCESS}
    bars = tuple(Bar(counts[value] / len(verdicts), look) for value, look in ACCESS.items() if counts[value])
    return (
        Cell(case, bold=True),
        Cell(str(len(verdicts)), bars=bars),
        *(Cell(str(counts[value])) for value in ACCESS),
        Cell(str(verdicts["partner"].nunique())),
    )


def _overview_finding(frame: pd.DataFrame, company: str) -> str:
    if frame.empty:
        return NO_CLAIMS
    granted = int(frame["access"].isin(["confirmed", "partly_confirmed"]).sum())
    disputed = int((frame["access"] == "disputed").sum())
    cases = counted(frame["case"].nunique(), "case")
    return capitalised(
        f"across {cases}, {company} grant {granted} of {counted(len(frame), 'reported access', 'reported accesses')}"
        f" at least in part and dispute {disputed}"
    )
