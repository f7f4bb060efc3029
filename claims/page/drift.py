"""How the claims change from article to article, as the page shows it: partner by partner, step by step."""

from typing import Any

from claims.charts.style import CONFIRMS, DISPUTES, GREY, PAPER, Tone
from claims.charts.words import counted, data_label, listed
from claims.drift import Direction
from claims.page.contents import Contents
from claims.tables import split_cell

DIRECTIONS = {
    Direction.HARDER: Tone("▲", "harder", *DISPUTES[1:]),
    Direction.SOFTER: Tone("▽", "softer", *CONFIRMS[1:]),
    Direction.CHANGED: Tone("◇", "changed", GREY, PAPER),
}


def drift(page: Contents) -> dict[str, Any]:
    """Each partner and kind of data with its steps, an article and the one before it, and how many changes there are."""
    groups: list[dict[str, Any]] = []
    for (partner, data), rows in page.drift.groupby(["partner", "data"], sort=False):
        steps = [_step(page, step.to_dict("records")) for _, step in rows.groupby("telling", sort=False)]
        told = {
            "partner": partner,
            "data": data_label(str(data)),
            "count": counted(len(rows), "change"),
            "steps": steps,
        }
        groups.append(told)
    counts = page.drift["direction"].value_counts()
    parts = [f"{counts.get(str(direction), 0)} {direction}" for direction in Direction]
    total = counted(len(page.drift), "change")
    return {"groups": groups, "sentence": f"{total} from article to article: {listed(parts)}."}


def _step(page: Contents, rows: list[dict[Any, Any]]) -> dict[str, Any]:
    first = rows[0]
    return {
        "changes": [(DIRECTIONS[Direction(row["direction"])], row["why"]) for row in rows],
        "before": _words(page, first["before_doc"], first["before_words"]),
        "after": _words(page, first["after_doc"], first["after_words"]),
    }


def _words(page: Contents, doc: str, words: str) -> str:
    document = page.documents.get(doc)
    name = (document.publisher or document.name) if document else doc
    return f"{name}: {' … '.join(split_cell(words))}"
