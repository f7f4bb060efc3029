"""A sheet becomes matplotlib figures: one Axes a page, measured in points from the top left corner."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from claims.charts.style import BAND, FAMILIES, INK, LEADING, MUTED, PAPER, PLAIN, RULE, Look
from claims.charts.table import PAD, ROW_PAD, Fitted, Page, Sheet, Strip, lay_out, symbol_width
from claims.charts.text import wrap

GAP, POINTS, ASCENT, BAR_GAP, DOT = 9.0, 72.0, 0.98, 1.0, 1.1


class Pen:
    """Draws downwards on a page: `y` is the distance in points from its upper edge."""

    def __init__(self, height: float, look: Look) -> None:
        self.preset, self.theme = look.preset, look.theme
        size = (self.preset.width / POINTS, height / POINTS)
        self.figure = Figure(figsize=size, dpi=100, facecolor=self.theme[PAPER])
        self.axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.preset.width)
        self.axes.set_ylim(height, 0)
        self.y = self.edge

    @property
    def edge(self) -> float:
        """How far from the sides of the page things begin."""
        return max(self.preset.margin, 2.0)

    def text(self, x: float, y: float, text: str, size: float, *, ink: str = INK, bold: bool = False) -> None:
        """One line of text whose upper edge is `y`."""
        font = FontProperties(family=list(FAMILIES), size=size, weight="bold" if bold else "normal")
        self.axes.text(
            x, y + size * ASCENT, text, color=self.theme[ink], fontproperties=font, parse_math=False
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle without an edge."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=self.theme[colour], linewidth=0))

    def line(self, x: float, y: float, width: float, *, colour: str = RULE, thick: float = 0.6) -> None:
        """A level line."""
        self.axes.plot(
            [x, x + width], [y, y], color=self.theme[colour], linewidth=thick, solid_capstyle="butt"
        )

    def rule(self, *, colour: str = RULE, thick: float = 0.6) -> None:
        """A line across the table."""
        self.line(self.preset.margin, self.y, self.preset.room, colour=colour, thick=thick)

    def paragraph(self, lines: list[str], size: float, *, ink: str = INK, bold: bool = False) -> None:
        """Lines below one another; moves down."""
        for line in lines:
            self.text(self.preset.margin, self.y, line, size, ink=ink, bold=bold)
            self.y += size * LEADING


def draw(*sheets: Sheet, look: Look = PLAIN) -> tuple[Figure, ...]:
    """The pages of one or more tables, numbered through; a sheet without rows gives a page that says so."""
    preset = look.preset
    pages = [
        (sheet, page)
        for sheet in sheets
        for page in lay_out(sheet, room=_room(sheet, look), width=preset.room, sizes=preset.body)
    ]
    return tuple(
        _page(sheet, page, number, len(pages), look) for number, (sheet, page) in enumerate(pages, start=1)
    )


def _room(sheet: Sheet, look: Look) -> float:
    """The height that the rows may take, at least that of a few: beside long notes a page grows."""
    preset = look.preset
    if not preset.height:
        return preset.longest
    return max(preset.height - _around(sheet, ("",), look), 6 * preset.body[0] * LEADING)


def _around(sheet: Sheet, counted: tuple[str, ...], look: Look) -> float:
    title, subtitle, notes = _texts(sheet, counted, look)
    preset = look.preset
    texts = len(title) * preset.title + len(subtitle) * preset.subtitle + len(notes) * preset.note
    return texts * LEADING + 2 * max(preset.margin, 2.0) + 3 * GAP


def _texts(sheet: Sheet, counted: tuple[str, ...], look: Look) -> tuple[list[str], list[str], list[str]]:
    preset = look.preset
    return (
        wrap(sheet.title, preset.title, preset.room, bold=True),
        wrap(sheet.subtitle, preset.subtitle, preset.room),
        [line for note in (*sheet.notes, *counted) for line in wrap(note, preset.note, preset.room)],
    )


def _page(sheet: Sheet, page: Page, number: int, count: int, look: Look) -> Figure:
    preset = look.preset
    counted = (f"Page {number} of {count}.",) if count > 1 else ()
    title, subtitle, notes = _texts(sheet, counted, look)
    body = sum(strip.height for strip in page.strips) or 5 * preset.subtitle
    pen = Pen(max(_around(sheet, counted, look) + page.heading.height + body, preset.height), look)
    pen.paragraph(title, preset.title, bold=True)
    pen.y += GAP / 2
    pen.paragraph(subtitle, preset.subtitle, ink=MUTED)
    pen.y += GAP
    _draw_body(pen, sheet, page)
    pen.y += GAP
    pen.paragraph(notes, preset.note, ink=MUTED)
    return pen.figure


def _draw_body(pen: Pen, sheet: Sheet, page: Page) -> None:
    pen.rule(colour=INK, thick=1.2)
    if not page.strips:
        pen.y += 2 * pen.preset.subtitle
        pen.paragraph([sheet.empty], pen.preset.subtitle, bold=True)
    else:
        _draw_strip(pen, page.heading, page)
        pen.rule(colour=INK)
    for strip in page.strips:
        _draw_strip(pen, strip, page)
        pen.rule()
    pen.rule(colour=INK, thick=1.2)


def _draw_strip(pen: Pen, strip: Strip, page: Page) -> None:
    x = pen.preset.margin
    widths = (pen.preset.room,) if strip.band else page.widths
    for fitted, width in zip(strip.cells, widths, strict=True):
        _draw_cell(pen, fitted, x, width, strip.height, page.size)
        x += width
    pen.y += strip.height


def _draw_cell(pen: Pen, fitted: Fitted, x: float, width: float, height: float, size: float) -> None:
    cell = fitted.cell
    if cell.fill:
        pen.box(x, pen.y, width, height, cell.fill)
    left, top = x + PAD, pen.y + ROW_PAD
    if cell.symbol:
        pen.text(left, top, cell.symbol, size, ink=cell.ink, bold=True)
        left += symbol_width(cell, size)
    for number, line in enumerate(fitted.lines):
        pen.text(left, top + number * size * LEADING, line, size, ink=cell.ink, bold=cell.bold)
    _draw_bars(pen, fitted, x + PAD, width - 2 * PAD, height)
    _draw_marks(pen, fitted, x + PAD, width - 2 * PAD, height, size)


def _draw_bars(pen: Pen, fitted: Fitted, x: float, width: float, height: float) -> None:
    note = pen.preset.note
    if fitted.cell.bars:
        pen.box(x, pen.y + ROW_PAD, width, height - 2 * ROW_PAD, BAND)
    for bar in fitted.cell.bars:
        length = width * bar.share
        pen.box(x, pen.y + ROW_PAD, length - BAR_GAP, height - 2 * ROW_PAD, bar.tone.ink)
        if length > 2 * note:
            pen.text(x + PAD, pen.y + ROW_PAD + 1.5, bar.tone.symbol, note, ink=PAPER, bold=True)
        x += length


def _draw_marks(pen: Pen, fitted: Fitted, x: float, width: float, height: float, size: float) -> None:
    """Symbols on a line, as far from its ends as they are wide."""
    if fitted.cell.marks:
        pen.line(x, pen.y + height / 2, width)
    for mark in fitted.cell.marks:
        left = x + (width - DOT * size) * mark.share
        pen.text(left, pen.y + ROW_PAD, mark.tone.symbol, size, ink=mark.tone.ink, bold=True)
