"""Every figure by name: a function from a frame to a drawing, collected where it is written."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

import pandas as pd
from matplotlib.figure import Figure

from claims.charts.draw import draw
from claims.charts.style import PLAIN, Look
from claims.charts.table import Sheet
from claims.charts.text import plain
from claims.charts.words import counted
from claims.errors import ClaimsError, InputError

ALT_ROWS = 12
READS = ("claims", "verdicts", "drift", "cases", "months", "partners")


class Drawing(NamedTuple):
    """A figure's pages, the rows drawn in them, all that it says, its words for those who do not see it, its origin.

    `about` has the figure's name, the company, preset and theme, and the hash of the table that it was drawn from.
    """

    pages: tuple[Figure, ...]
    rows: pd.DataFrame
    sheet: Sheet
    alt: str
    about: Mapping[str, str]

    @property
    def title(self) -> str:
        """The finding."""
        return self.sheet.title


class Figures(NamedTuple):
    """What a figure says: all of it in one table, and the tables that it is drawn as where these are others."""

    whole: Sheet
    parts: tuple[Sheet, ...] = ()


class Make(Protocol):
    """Frame in, figure out; `company` is how the titles name the company in question."""

    def __call__(self, frame: pd.DataFrame, *, company: str = ...) -> Figures: ...


class Chart(NamedTuple):
    """A figure: its function, the table it reads (one of READS) and the columns it needs."""

    make: Make
    reads: str
    columns: tuple[str, ...]


CHARTS: dict[str, Chart] = {}


def chart(name: str, *, reads: str, columns: Sequence[str]) -> Callable[[Make], Make]:
    """Enter a figure under a name; ClaimsError where the name is taken."""

    def enter(function: Make) -> Make:
        if name in CHARTS:
            raise ClaimsError(f"there is already a figure called {name!r}")
        CHARTS[name] = Chart(function, reads, tuple(columns))
        return function

    return enter


def draw_chart(
    name: str, frame: pd.DataFrame, *, company: str = "the company", look: Look = PLAIN
) -> Drawing:
    """The drawing of one figure; InputError for an unknown name or a frame that lacks a column."""
    if name not in CHARTS:
        raise InputError(f"figure {name!r}", "no such figure", f"one of {', '.join(sorted(CHARTS))}")
    missing = [c for c in CHARTS[name].columns if c not in frame.columns]
    if missing:
        raise InputError(
            f"figure {name!r}",
            f"the table lacks {', '.join(missing)}",
            f"the {CHARTS[name].reads} table has {', '.join(CHARTS[name].columns)}",
        )
    sheet, parts = CHARTS[name].make(frame, company=company)
    cells = [[plain(cell.text) for cell in row] for section in sheet.sections for row in section.rows]
    rows = pd.DataFrame(cells, columns=[c.heading for c in sheet.columns], dtype="str")
    about = {
        "figure": name,
        "company": company,
        "preset": look.names[0],
        "theme": look.names[1],
        "input_sha256": hashlib.sha256(frame.to_csv(index=False).encode("utf-8")).hexdigest(),
    }
    return Drawing(draw(*(parts or (sheet,)), look=look), rows, sheet, alternative(sheet, rows), about)


def alternative(sheet: Sheet, rows: pd.DataFrame) -> str:
    """The figure in words: its finding, what it counts, and its first rows."""
    lines = [
        "; ".join(f"{heading}: {text}" for heading, text in row.items() if text)
        for row in rows.head(ALT_ROWS).to_dict("records")
    ]
    more = [f"And {counted(len(rows) - ALT_ROWS, 'row')} more."] if len(rows) > ALT_ROWS else []
    return "\n".join([f"{sheet.title}.", sheet.subtitle, *(f"{line}." for line in lines), *more])
