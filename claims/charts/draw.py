"""A sheet becomes matplotlib figures: one Axes a page, measured in points from the top left corner."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from claims.charts.style import (
    BAND,
    FONT,
    INK,
    LEADING,
    MUTED,
    NOTE,
    PAGE_HEIGHT,
    PAPER,
    RULE,
    SUBTITLE,
    TITLE,
    WIDTH,
)
from claims.charts.table import PAD, ROW_PAD, Fitted, Page, Sheet, Strip, lay_out, symbol_width
from claims.charts.text import wrap

MARGIN, GAP = 16.0, 9.0
POINTS, ASCENT, BAR_GAP = 72.0, 0.98, 1.0


class Pen:
    """Draws downwards on a page: `y` is the distance in points from its upper edge."""

    def __init__(self, height: float) -> None:
        size = ((WIDTH + 2 * MARGIN) / POINTS, height / POINTS)
        self.figure = Figure(figsize=size, dpi=100, facecolor=PAPER)
        self.axes: Axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH + 2 * MARGIN)
        self.axes.set_ylim(height, 0)
        self.y = MARGIN

    def text(self, x: float, y: float, text: str, size: float, *, ink: str = INK, bold: bool = False) -> None:
        """One line of text whose upper edge is `y`."""
        font = FontProperties(family=FONT, size=size, weight="bold" if bold else "normal")
        self.axes.text(x, y + size * ASCENT, text, color=ink, fontproperties=font, parse_math=False)

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle without an edge."""
        self.axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, linewidth=0))

    def rule(self, *, colour: str = RULE, width: float = 0.6) -> None:
        """A line across the table."""
        self.axes.plot(
            [MARGIN, MARGIN + WIDTH], [self.y, self.y], color=colour, linewidth=width, solid_capstyle="butt"
        )

    def paragraph(self, lines: list[str], size: float, *, ink: str = INK, bold: bool = False) -> None:
        """Lines below one another; moves down."""
        for line in lines:
            self.text(MARGIN, self.y, line, size, ink=ink, bold=bold)
            self.y += size * LEADING


def draw(*sheets: Sheet, room: float = PAGE_HEIGHT) -> tuple[Figure, ...]:
    """The pages of one or more tables, numbered through; a sheet without rows gives a page that says so."""
    pages = [(sheet, page) for sheet in sheets for page in lay_out(sheet, room=room)]
    return tuple(
        _page(sheet, page, number, len(pages)) for number, (sheet, page) in enumerate(pages, start=1)
    )


def _page(sheet: Sheet, page: Page, number: int, count: int) -> Figure:
    title = wrap(sheet.title, TITLE, WIDTH, bold=True)
    subtitle = wrap(sheet.subtitle, SUBTITLE, WIDTH)
    counted = (f"Page {number} of {count}.",) if count > 1 else ()
    notes = [line for note in (*sheet.notes, *counted) for line in wrap(note, NOTE, WIDTH)]
    body = sum(strip.height for strip in page.strips) or 5 * SUBTITLE
    texts = len(title) * TITLE + len(subtitle) * SUBTITLE + len(notes) * NOTE
    pen = Pen(texts * LEADING + page.heading.height + body + 2 * MARGIN + 3 * GAP)
    pen.paragraph(title, TITLE, bold=True)
    pen.y += GAP / 2
    pen.paragraph(subtitle, SUBTITLE, ink=MUTED)
    pen.y += GAP
    _draw_body(pen, sheet, page)
    pen.y += GAP
    pen.paragraph(notes, NOTE, ink=MUTED)
    return pen.figure


def _draw_body(pen: Pen, sheet: Sheet, page: Page) -> None:
    pen.rule(colour=INK, width=1.2)
    if not page.strips:
        pen.y += 2 * SUBTITLE
        pen.paragraph([sheet.empty], SUBTITLE, bold=True)
    else:
        _draw_strip(pen, page.heading, page)
        pen.rule(colour=INK)
    for strip in page.strips:
        _draw_strip(pen, strip, page)
        pen.rule()
    pen.rule(colour=INK, width=1.2)


def _draw_strip(pen: Pen, strip: Strip, page: Page) -> None:
    x = MARGIN
    for fitted, width in zip(strip.cells, (WIDTH,) if strip.band else page.widths, strict=True):
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


def _draw_bars(pen: Pen, fitted: Fitted, x: float, width: float, height: float) -> None:
    if fitted.cell.bars:
        pen.box(x, pen.y + ROW_PAD, width, height - 2 * ROW_PAD, BAND)
    for bar in fitted.cell.bars:
        length = width * bar.share
        pen.box(x, pen.y + ROW_PAD, length - BAR_GAP, height - 2 * ROW_PAD, bar.tone.ink)
        if length > 2 * NOTE:
            pen.text(x + PAD, pen.y + ROW_PAD + 1.5, bar.tone.symbol, NOTE, ink=PAPER, bold=True)
        x += length
