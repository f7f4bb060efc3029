"""Mark a sheet with buttons instead of a spreadsheet; every mark is on disk at once.

The panel needs a running notebook; without one the sheet is an ordinary CSV file.
"""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from claims.classroom.sheets import FIELDS, SHEET_COLUMNS, read_rows, sheet_text, words_in_use
from claims.files import write_bytes


class MarkingPanel:
    """One sentence at a time, with a control for each field; `show` gives the widget to display."""

    def __init__(self, sheet: str | Path) -> None:
        """InputError where the file is no marking sheet."""
        self.path = Path(sheet)
        self.rows = read_rows(self.path)
        self.at = 0
        self._sentence = widgets.HTML()
        self._controls = {field: _control(field) for field in FIELDS}
        self._back, self._next = widgets.Button(description="Back"), widgets.Button(description="Next")
        self._back.on_click(lambda _: self.go(-1))
        self._next.on_click(lambda _: self.go(1))
        for field, control in self._controls.items():
            control.observe(lambda change, field=field: self.mark(field, change["new"]), names="value")
        self._refresh()

    def show(self) -> Any:
        """The widget."""
        buttons = widgets.HBox([self._back, self._next])
        return widgets.VBox([self._sentence, *self._controls.values(), buttons])

    def go(self, step: int) -> None:
        """Turn to another sentence; stays within the sheet."""
        self.at = min(max(self.at + step, 0), len(self.rows) - 1)
        self._refresh()

    def mark(self, field: str, label: str) -> None:
        """Write one mark into the sheet, unless it stands there already."""
        if self.rows[self.at][field] == label:
            return
        self.rows[self.at][field] = label
        rows = ([row[column] for column in SHEET_COLUMNS] for row in self.rows)
        write_bytes(self.path, sheet_text(rows).encode("utf-8"))

    def _refresh(self) -> None:
        row = self.rows[self.at]
        count = f"Sentence {row['sentence']} of {len(self.rows)}"
        self._sentence.value = f"<p><em>{count}</em></p><p>{escape(row['text'])}</p>"
        for field, control in self._controls.items():
            control.value = row[field]


def _control(field: str) -> Any:
    words = words_in_use().get(field, ())
    return widgets.Combobox(description=field, options=list(words), continuous_update=False)


def mark_sheet(sheet: str | Path, *, copy_of: str | Path) -> Any:
    """The panel for a sheet, which begins as a copy of the empty one; a text that says so where that one is missing."""
    own = Path(sheet)
    if not own.exists():
        if not Path(copy_of).exists():
            return f"There is no {copy_of} here: open the notebook in the folder of the assignment."
        write_bytes(own, Path(copy_of).read_bytes())
    return MarkingPanel(own).show()
