"""Every figure by name: a function from a frame to a drawing, collected where it is written."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import pandas as pd
from matplotlib.figure import Figure

from claims.errors import ClaimsError, InputError


class Drawing(NamedTuple):
    """A figure's pages, the rows drawn in them, its finding, and its words for those who do not see it."""

    pages: tuple[Figure, ...]
    rows: pd.DataFrame
    title: str
    alt: str


class Draw(Protocol):
    """Frame in, drawing out; `company` is how the titles name the company in question."""

    def __call__(self, frame: pd.DataFrame, *, company: str = ...) -> Drawing: ...


class Chart(NamedTuple):
    """A figure: its function, the table it reads ("claims" or "verdicts") and the columns it needs."""

    draw: Draw
    reads: str
    columns: tuple[str, ...]


CHARTS: dict[str, Chart] = {}


def chart(name: str, *, reads: str, columns: Sequence[str]) -> Callable[[Draw], Draw]:
    """Enter a figure under a name; ClaimsError where the name is taken."""

    def enter(function: Draw) -> Draw:
        if name in CHARTS:
            raise ClaimsError(f"there is already a figure called {name!r}")
        CHARTS[name] = Chart(function, reads, tuple(columns))
        return function

    return enter


def draw_chart(name: str, frame: pd.DataFrame, *, company: str = "the company") -> Drawing:
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
    return CHARTS[name].draw(frame, company=company)
