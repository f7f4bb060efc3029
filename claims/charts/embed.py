"""A sheet as an HTML table to embed: no script, no other file, its style inside and meant for it alone."""

import re
from collections import defaultdict
from html import escape

import pandas as pd
from great_tables import GT, html, loc, style
from great_tables._text import BaseText

from claims.charts.style import INK, MUTED, PAPER
from claims.charts.table import Sheet
from claims.charts.text import plain

CAPTION = (
    f'<caption style="caption-side:top;text-align:left;padding:0 0 .5em;color:{INK}">'
    '<strong style="font-size:1.25em">{title}</strong><br><span style="color:{muted}">{subtitle}</span></caption>'
)
LABELS = re.compile(r' aria-(?:labelledby|describedby)="[^"]*"')
IDENTIFIER = re.compile(r"[^A-Za-z0-9_-]+")


def embedded(sheet: Sheet, name: str) -> str:
    """The table with its caption, a scope at every heading, and the notes below; `name` becomes its id."""
    rows = [row for section in sheet.sections for row in section.rows]
    shown = [[" ".join(filter(None, (cell.symbol, plain(cell.text)))) for cell in row] for row in rows]
    keys = [f"c{number}" for number in range(len(sheet.columns))]
    frame = pd.DataFrame(shown or [[sheet.empty, *[""] * (len(keys) - 1)]], columns=keys, dtype="str")
    first, *others = (html(escape(column.heading)) for column in sheet.columns)
    labels: dict[str, str | BaseText] = dict(zip(keys[1:], others, strict=True))
    table = (
        GT(frame, id=IDENTIFIER.sub("-", name), rowname_col=keys[0])
        .cols_label(labels)
        .tab_stubhead(first)
        .tab_options(table_font_size="15px", table_width="100%", table_margin_left="0")
    )
    for (ink, fill), places in _looks(sheet).items():
        for column, numbers in places.items():
            where = loc.body(columns=keys[column], rows=numbers)
            table = table.tab_style([style.text(color=ink), style.fill(color=fill or PAPER)], where)
    for note in sheet.notes:
        table = table.tab_source_note(html(escape(plain(note))))
    caption = CAPTION.format(
        title=escape(plain(sheet.title)), subtitle=escape(plain(sheet.subtitle)), muted=MUTED
    )
    made = LABELS.sub("", table.as_raw_html())
    region = f'tabindex="0" role="region" aria-label="{escape(plain(sheet.title))}" '
    made = made.replace("<div ", f"<div {region}", 1)
    return re.sub(r"(<table\b[^>]*>)", lambda match: match[1] + caption, made, count=1)


def _looks(sheet: Sheet) -> dict[tuple[str, str], dict[int, list[int]]]:
    """The rows by column that have a look of their own."""
    found: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    rows = (row for section in sheet.sections for row in section.rows)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if column and (cell.ink != INK or cell.fill):
                found[cell.ink, cell.fill][column].append(number)
    return found
