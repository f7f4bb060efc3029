"""A figure becomes files under one stem: pictures, the rows drawn in them, and an alternative text.

The same table gives the same bytes, and no file is ever seen half written.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib
import pandas as pd
from matplotlib.figure import Figure

from claims.charts import Drawing, draw_chart
from claims.charts.style import HINTING
from claims.charts.text import plain
from claims.errors import InputError
from claims.files import write_bytes

BASE_DPI, SHARPNESS, POINTS_PER_INCH = 100, 2, 72
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def export(
    figure: str,
    frame: pd.DataFrame,
    folder: Path,
    stem: str,
    *,
    company: str = "the company",
    formats: Sequence[str] = (),
) -> list[Path]:
    """The files written for one figure, in every format or those named; further pages are numbered from 2.

    InputError for an unknown figure or format, a table that lacks a column, or a folder that refuses.
    """
    wanted = formats or tuple(FORMATS)
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        raise InputError(f"format {unknown[0]!r}", "no such format", f"one of {', '.join(FORMATS)}")
    drawing = draw_chart(figure, frame, company=company)
    files = [file for name in wanted for file in FORMATS[name](drawing, stem).items()]
    return [write_bytes(folder / name, content) for name, content in files]


def rendered(drawing: Drawing, stem: str, form: str) -> list[bytes]:
    """The content of a drawing's files in one format, page by page."""
    return list(FORMATS[form](drawing, stem).values())


def safe_cell(cell: object) -> object:
    """The cell as a spreadsheet may open it: text that would start a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _pages(drawing: Drawing, stem: str, suffix: str, one: Callable[[Figure], bytes]) -> dict[str, bytes]:
    return {
        f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}": one(page)
        for number, page in enumerate(drawing.pages, start=1)
    }


def _png(drawing: Drawing, stem: str) -> dict[str, bytes]:
    about = {"Software": None, **_about(drawing)}
    return _pages(drawing, stem, "png", lambda page: _saved(page, "png", BASE_DPI * SHARPNESS, about, stem))


def _svg(drawing: Drawing, stem: str) -> dict[str, bytes]:
    about = {"Date": None, "Creator": None, **_about(drawing)}
    return _pages(drawing, stem, "svg", lambda page: _saved(page, "svg", POINTS_PER_INCH, about, stem))


def _about(drawing: Drawing) -> dict[str, str | None]:
    return {"Title": plain(drawing.title), "Description": plain(drawing.alt)}


def _saved(page: Figure, kind: str, dpi: int, about: dict[str, str | None], salt: str) -> bytes:
    stream = io.BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.hashsalt"] = salt
        matplotlib.rcParams["text.hinting"] = HINTING
        page.savefig(stream, format=kind, dpi=dpi, metadata=about)
    return stream.getvalue()


def _csv(drawing: Drawing, stem: str) -> dict[str, bytes]:
    rows = drawing.rows.map(safe_cell).rename(columns=safe_cell)
    return {f"{stem}.csv": rows.to_csv(index=False, lineterminator="\n").encode("utf-8")}


def _alt(drawing: Drawing, stem: str) -> dict[str, bytes]:
    return {f"{stem}.alt.txt": f"{drawing.alt}\n".encode()}


FORMATS: dict[str, Callable[[Drawing, str], dict[str, bytes]]] = {
    "png": _png,
    "svg": _svg,
    "csv": _csv,
    "alt": _alt,
}
