"""A figure becomes files under one stem: pictures, its rows, a table to embed, an alternative text, and its origin.

The same table gives the same bytes, and no file is ever seen half written.
"""

import io
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import matplotlib
import pandas as pd
import xlsxwriter
from matplotlib.figure import Figure

from claims.charts import Drawing, draw_chart, look_of
from claims.charts.embed import embedded
from claims.charts.style import HINTING
from claims.charts.text import plain
from claims.errors import InputError
from claims.files import write_bytes
from claims.frames import safe_cell

PIXELS_PER_INCH, SHARPNESS, POINTS_PER_INCH = 96, 2, 72
LIBRARIES = ("claims", "matplotlib", "pandas", "great-tables", "xlsxwriter")
NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def export(
    figure: str,
    frame: pd.DataFrame,
    folder: Path,
    stem: str,
    *,
    company: str = "the company",
    formats: Sequence[str] = (),
    preset: str = "page",
    theme: str = "light",
) -> list[Path]:
    """The files written for one figure, in every format or those named; further pages are numbered from 2.

    InputError for an unknown figure, format, preset or theme, a table that lacks a column, or a folder that refuses.
    """
    wanted = known_formats(formats)
    drawing = draw_chart(figure, frame, company=company, look=look_of(preset, theme))
    files = [file for name in wanted for file in FORMATS[name](drawing, stem).items()]
    return [write_bytes(folder / name, content) for name, content in files]


def known_formats(asked: Sequence[str] = ()) -> tuple[str, ...]:
    """The formats asked for, else all; InputError for one that does not exist."""
    unknown = [name for name in asked if name not in FORMATS]
    if unknown:
        raise InputError(f"format {unknown[0]!r}", "no such format", f"one of {', '.join(FORMATS)}")
    return tuple(asked) or tuple(FORMATS)


def rendered(drawing: Drawing, stem: str, form: str) -> list[bytes]:
    """The content of a drawing's files in one format, page by page."""
    return list(FORMATS[form](drawing, stem).values())


def _pages(drawing: Drawing, stem: str, suffix: str, one: Callable[[Figure], bytes]) -> dict[str, bytes]:
    return {
        f"{stem}{'' if number == 1 else f'-{number}'}.{suffix}": one(page)
        for number, page in enumerate(drawing.pages, start=1)
    }


def _png(drawing: Drawing, stem: str) -> dict[str, bytes]:
    about = {"Software": None, **_about(drawing, "Description")}
    sharp = PIXELS_PER_INCH * SHARPNESS
    return _pages(drawing, stem, "png", lambda page: _saved(page, "png", sharp, about, stem))


def _svg(drawing: Drawing, stem: str) -> dict[str, bytes]:
    about = {"Date": None, "Creator": None, **_about(drawing, "Description")}
    return _pages(drawing, stem, "svg", lambda page: _saved(page, "svg", POINTS_PER_INCH, about, stem))


def _pdf(drawing: Drawing, stem: str) -> dict[str, bytes]:
    about = {"CreationDate": None, "Producer": None, "Creator": None, **_about(drawing, "Subject")}
    return _pages(drawing, stem, "pdf", lambda page: _saved(page, "pdf", POINTS_PER_INCH, about, stem))


def _about(drawing: Drawing, description: str) -> dict[str, str | None]:
    return {"Title": plain(drawing.title), description: plain(drawing.alt)}


def _saved(page: Figure, kind: str, dpi: int, about: dict[str, str | None], salt: str) -> bytes:
    stream = io.BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["svg.hashsalt"] = salt
        matplotlib.rcParams["text.hinting"] = HINTING
        matplotlib.rcParams["pdf.fonttype"] = 42
        page.savefig(stream, format=kind, dpi=dpi, metadata=about)
    return stream.getvalue()


def _csv(drawing: Drawing, stem: str) -> dict[str, bytes]:
    rows = drawing.rows.map(safe_cell).rename(columns=safe_cell)
    return {f"{stem}.csv": rows.to_csv(index=False, lineterminator="\n").encode("utf-8")}


def _xlsx(drawing: Drawing, stem: str) -> dict[str, bytes]:
    """The rows, and what each column means; every cell is text, whatever it begins with."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    meanings = pd.DataFrame(
        [(column.heading, column.about) for column in drawing.sheet.columns], columns=["column", "meaning"]
    )
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": plain(drawing.title)[:255], "created": NO_DATE})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, table in (("rows", drawing.rows), ("columns", meanings)):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, max(len(table.columns) - 1, 0), 28)
            sheet.freeze_panes(1, 0)
            for x, heading in enumerate(table.columns):
                sheet.write_string(0, x, str(heading), bold)
                for y, cell in enumerate(table[heading], start=1):
                    sheet.write_string(y, x, str(cell), wrapped)
    return {f"{stem}.xlsx": stream.getvalue()}


def _html(drawing: Drawing, stem: str) -> dict[str, bytes]:
    return {f"{stem}.html": embedded(drawing.sheet, stem).encode("utf-8")}


def _alt(drawing: Drawing, stem: str) -> dict[str, bytes]:
    return {f"{stem}.alt.txt": f"{drawing.alt}\n".encode()}


def _json(drawing: Drawing, stem: str) -> dict[str, bytes]:
    """Where the figure comes from: the table's hash, what it was drawn with, and the versions."""
    about = {
        **drawing.about,
        "title": drawing.title,
        "alt": drawing.alt,
        "rows": len(drawing.rows),
        "pages": len(drawing.pages),
        "versions": {name: version(name) for name in LIBRARIES},
    }
    return {f"{stem}.json": (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8")}


FORMATS: dict[str, Callable[[Drawing, str], dict[str, bytes]]] = {
    "png": _png,
    "svg": _svg,
    "pdf": _pdf,
    "csv": _csv,
    "xlsx": _xlsx,
    "html": _html,
    "alt": _alt,
    "json": _json,
}
