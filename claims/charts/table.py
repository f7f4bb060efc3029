"""A table is laid out so that nothing is clipped: it wraps, shrinks to the smallest size, then paginates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.charts.style import BAND, INK, LEADING, MUTED, PRESETS, Tone
from claims.charts.text import longest_word, plain, width_of, wrap

PAD, ROW_PAD = 5.0, 3.5
WORD_CAP, TEXT_CAP = 0.34, 0.45
SYMBOL_GAP = 0.45
ROUNDING = 0.05


class Bar(NamedTuple):
    """A stretch of a bar: its share of the column's width, and its look."""

    share: float
    tone: Tone


class Mark(NamedTuple):
    """A point on a line as long as the column is wide: its share of it from the left, and its look."""

    share: float
    tone: Tone


class Cell(NamedTuple):
    """What stands in one place of a table; with `bars` or `marks`, these stand for the text."""

    text: str
    symbol: str = ""
    ink: str = INK
    fill: str = ""
    bold: bool = False
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def drawn(self) -> bool:
        """Whether something is drawn in place of the text."""
        return bool(self.bars or self.marks)

    @classmethod
    def of(cls, tone: Tone, text: str = "") -> "Cell":
        """A cell in the look of a value: symbol, word (or the text given) and colour."""
        return cls(text or tone.word, tone.symbol, tone.ink, tone.fill)


class Column(NamedTuple):
    """A heading and what it means; `merge` leaves out a text that repeats the one above; `least` is a width in points."""

    heading: str
    about: str = ""
    merge: bool = False
    least: float = 0.0


class Section(NamedTuple):
    """Rows under a band of their own (none if the band is None)."""

    band: Cell | None
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a table picture says."""

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    empty: str = "no claims"


class Fitted(NamedTuple):
    """A cell with the lines it takes."""

    cell: Cell
    lines: tuple[str, ...]


class Strip(NamedTuple):
    """One row of a page, `band` for a section's heading; height in points."""

    cells: tuple[Fitted, ...]
    height: float
    band: bool = False


class Page(NamedTuple):
    """The strips of one picture and the body size they are set in."""

    strips: tuple[Strip, ...]
    heading: Strip
    widths: tuple[float, ...]
    size: float


def lay_out(
    sheet: Sheet, *, room: float, width: float, sizes: Sequence[float] = PRESETS["page"].body
) -> list[Page]:
    """The pages of a table, in the largest body size that needs only one, else in the smallest.

    A table that is too wide for `width` points even in the smallest size is stacked: each row becomes a block of lines.
    A page is never higher than `room` points, unless a single row is.
    """
    if sum(_least(sheet, sizes[-1], width)) > width:
        sheet = stacked(sheet)
    for size in [s for s in sizes[:-1] if sum(_least(sheet, s, width)) <= width] + [sizes[-1]]:
        widths = column_widths(sheet, size, width)
        heading = _strip([Cell(c.heading, bold=True) for c in sheet.columns], widths, size)
        pages = list(_pages(sheet, widths, size, room - heading.height))
        if len(pages) == 1:
            break
    return [Page(tuple(strips), heading, widths, size) for strips in pages]


def stacked(sheet: Sheet) -> Sheet:
    """The same with each row as a section of its own: its first cell as the band, then heading and cell, line by line.

    Rows that share a merged first cell share its band; each of them begins with a bold line.
    """
    first, *others = sheet.columns
    sections: list[Section] = []
    for row in (row for section in sheet.sections for row in section.rows):
        shown = [
            (c.heading, cell) for c, cell in zip(others, row[1:], strict=True) if cell.text or cell.drawn
        ]
        lines = tuple(
            (Cell(heading, ink=MUTED), cell._replace(bold=first.merge and not number))
            for number, (heading, cell) in enumerate(shown)
        )
        band = row[0]._replace(bold=True)
        if first.merge and sections and sections[-1].band == band:
            sections[-1] = Section(band, (*sections[-1].rows, *lines))
        else:
            sections.append(Section(band, lines))
    return replace(sheet, columns=(Column(first.heading), Column("")), sections=tuple(sections))


def column_widths(sheet: Sheet, size: float, width: float) -> tuple[float, ...]:
    """Widths in points that add up to `width`: what each column needs, and a fair part of what is left."""
    least = _least(sheet, size, width)
    wished = [
        max(floor, min(max(_widest(cell, size) for cell in column_cells), width * TEXT_CAP))
        for floor, column_cells in zip(least, _by_column(sheet), strict=True)
    ]
    return _share_out(least, wished, width)


def _least(sheet: Sheet, size: float, width: float) -> list[float]:
    return [
        max(column.least, min(max(_narrowest(cell, size) for cell in column_cells), width * WORD_CAP))
        for column, column_cells in zip(sheet.columns, _by_column(sheet), strict=True)
    ]


def _by_column(sheet: Sheet) -> list[list[Cell]]:
    rows = [row for section in sheet.sections for row in section.rows]
    return [[Cell(c.heading, bold=True), *(row[i] for row in rows)] for i, c in enumerate(sheet.columns)]


def _share_out(least: Sequence[float], wished: Sequence[float], width: float) -> tuple[float, ...]:
    if sum(least) >= width:
        return tuple(w * width / sum(least) for w in least)
    if sum(wished) <= width:
        return tuple(w * width / sum(wished) for w in wished)
    wanted = sum(wished) - sum(least)
    spare = width - sum(least)
    return tuple(low + spare * (high - low) / wanted for low, high in zip(least, wished, strict=True))


def symbol_width(cell: Cell, size: float) -> float:
    """Points that a cell's symbol takes, with the gap behind it."""
    return width_of(cell.symbol, size, bold=True) + SYMBOL_GAP * size if cell.symbol else 0.0


def _narrowest(cell: Cell, size: float) -> float:
    return longest_word(cell.text, size, bold=cell.bold) + symbol_width(cell, size) + 2 * PAD + ROUNDING


def _widest(cell: Cell, size: float) -> float:
    return width_of(plain(cell.text), size, bold=cell.bold) + symbol_width(cell, size) + 2 * PAD


def _strip(cells: Sequence[Cell], widths: Sequence[float], size: float, *, band: bool = False) -> Strip:
    fitted = tuple(
        Fitted(cell, () if cell.drawn else tuple(_lines(cell, size, width)))
        for cell, width in zip(cells, widths, strict=True)
    )
    lines = max((len(f.lines) for f in fitted), default=1)
    return Strip(fitted, max(lines, 1) * size * LEADING + 2 * ROW_PAD, band)


def _lines(cell: Cell, size: float, width: float) -> list[str]:
    return wrap(cell.text, size, max(width - symbol_width(cell, size) - 2 * PAD, size), bold=cell.bold)


def _pages(sheet: Sheet, widths: Sequence[float], size: float, room: float) -> Iterator[list[Strip]]:
    page: list[Strip] = []
    used = 0.0
    for section in sheet.sections:
        band = section.band and _band(section.band, sum(widths), size)
        above: tuple[Cell, ...] | None = None
        for row in section.rows:
            opening = band if above is None else None
            strip = _row(row, above, sheet.columns, widths, size)
            if page and used + strip.height + (opening.height if opening else 0.0) > room:
                yield page
                page, used = [], 0.0
                opening = band
                strip = _row(row, None, sheet.columns, widths, size)
            page += [opening, strip] if opening else [strip]
            used += strip.height + (opening.height if opening else 0.0)
            above = row
    yield page


def _band(cell: Cell, width: float, size: float) -> Strip:
    shown = cell._replace(bold=True, fill=cell.fill or BAND)
    return _strip([shown], [width], size, band=True)


def _row(
    row: tuple[Cell, ...],
    above: tuple[Cell, ...] | None,
    columns: Sequence[Column],
    widths: Sequence[float],
    size: float,
) -> Strip:
    shown = [
        cell._replace(text="", symbol="") if above and column.merge and cell.text == above[i].text else cell
        for i, (cell, column) in enumerate(zip(row, columns, strict=True))
    ]
    return _strip(shown, widths, size)
