"""The class's agreement as a picture: a row for each field, a column for each student, every cell with its number."""

import io
from base64 import b64encode
from html import escape

import numpy as np
import pandas as pd
from IPython.display import HTML
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from claims.charts.style import INK, MUTED, PAPER
from claims.classroom.sheets import FIELDS

COLUMN, ROW, LEFT, RIGHT, HEAD = 0.9, 0.42, 1.2, 0.6, 1.6
FULL, DPI = "#8fb8de", 100
TITLE = "Where the class agrees"
NO_MARKS = "No sentence that two have marked"


def agreement_heat_map(by_coder: pd.DataFrame) -> Figure:
    """The figure of a frame by `agreement_by_coder`; one that says so where nothing is shared."""
    shares = by_coder.pivot(index="field", columns="coder", values="share")
    shares = shares.reindex([field for field in FIELDS if field in shares.index])
    rows, columns = shares.shape
    figure = Figure(
        figsize=(LEFT + max(columns, 4) * COLUMN + RIGHT, HEAD + max(rows, 1) * ROW), dpi=DPI, facecolor=PAPER
    )
    figure.text(0.02, 0.97, TITLE if rows else NO_MARKS, ha="left", va="top", weight="bold", color=INK)
    if not rows:
        return figure
    figure.text(
        0.02, 0.97 - 0.28 / figure.get_figheight(), "share of pairs of marks with another student that agree",
        ha="left", va="top", size=8, color=MUTED,
    )  # fmt: skip
    width, height = figure.get_size_inches()
    axes = figure.add_axes((LEFT / width, 0.1 / height, columns * COLUMN / width, rows * ROW / height))
    shading = LinearSegmentedColormap.from_list("agreement", [PAPER, FULL])
    axes.imshow(shares, cmap=shading, vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(columns), [_short(name) for name in shares.columns], size=8, rotation=30, ha="left")
    axes.set_yticks(range(rows), list(shares.index), size=9)
    axes.tick_params(length=0, top=False, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)
    for (row, column), share in np.ndenumerate(shares.to_numpy(dtype=float)):
        text = "–" if np.isnan(share) else f"{share:.2f}"
        axes.text(column, row, text, ha="center", va="center", size=8, color=INK)
    return figure


def show_agreement(by_coder: pd.DataFrame) -> HTML:
    """The same figure for a notebook, with its numbers in words for those who do not see it."""
    picture = io.BytesIO()
    agreement_heat_map(by_coder).savefig(picture, format="png", dpi=2 * DPI, metadata={"Software": None})
    encoded = b64encode(picture.getvalue()).decode()
    means = by_coder.groupby("field", sort=False)["share"].mean()
    alt = "; ".join(f"{field}: {share:.2f}" for field, share in means.items())
    alt = f"{TITLE}, mean over students. {alt}" if alt else NO_MARKS
    return HTML(f'<img style="max-width:100%" alt="{escape(alt)}" src="data:image/png;base64,{encoded}">')


def _short(name: str, most: int = 14) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
