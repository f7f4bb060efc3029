"""The quotation check as the page shows it: both passages, and the words that differ."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from claims.charts.style import CONFIRMS, DISPUTES, GREY, PAPER, PARTLY, SILENT, Tone
from claims.charts.words import counted, listed
from claims.page.contents import Contents
from claims.page.passage import Passage, passage_at
from claims.quotes import Label
from claims.tables import split_cell
from claims.types import Span

LABELS = {
    Label.EXACT: Tone(CONFIRMS[0], "word for word", *CONFIRMS[1:]),
    Label.ELIDED: Tone(PARTLY[0], "shortened where marked", *PARTLY[1:]),
    Label.ALTERED: Tone(DISPUTES[0], "altered", *DISPUTES[1:]),
    Label.ELSEWHERE: Tone("?", "in another’s statement", GREY, PAPER),
    Label.NOT_FOUND: Tone(SILENT[0], "not in the statements", *SILENT[1:]),
}
DIFF = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.S)


class Quotation(NamedTuple):
    """A quotation beside what was stated; `diff` has ("-" or "+" or "", words)."""

    tone: Tone
    source: str
    quotation: str
    speaker: str
    article: Passage
    statement: Passage | None
    diff: tuple[tuple[str, str], ...]
    hard: str


def quotations(page: Contents) -> dict[str, Any]:
    """The quotations in the order of the articles, and how many stand word for word."""
    rows = [_row(row, page) for row in page.quotations.to_dict("records")]
    good = sum(row.tone in (LABELS[Label.EXACT], LABELS[Label.ELIDED]) for row in rows)
    found = f"{good} of {counted(len(rows), 'quotation')}"
    sentence = f"Found in a statement word for word, or shortened where marked: {found}."
    return {"rows": rows, "sentence": sentence}


def _row(row: Mapping[Any, Any], page: Contents) -> Quotation:
    found = row["passage_end"] > row["passage_start"]
    there = Span(row["passage_start"], row["passage_end"])
    return Quotation(
        tone=LABELS[Label(row["label"])],
        source=row["source"],
        quotation=" ".join(row["quotation"].split()),
        speaker=row["speaker"],
        article=passage_at(page.documents[row["doc"]], Span(row["start"], row["end"])),
        statement=passage_at(page.documents[row["statement"]], there) if found else None,
        diff=tuple(_parts(row["diff"])),
        hard=listed(split_cell(row["hard"])),
    )


def _parts(diff: str) -> Iterator[tuple[str, str]]:
    """A diff in the wdiff way, "[-stated-] {+quoted+}", as its parts."""
    end = 0
    for match in DIFF.finditer(diff):
        yield "", diff[end : match.start()]
        yield ("-", match[1]) if match[1] is not None else ("+", match[2])
        end = match.end()
    if diff:
        yield "", diff[end:]
