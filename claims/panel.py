"""Decide on claims with buttons: each in its paragraph, its fields beside it, every decision on disk at once.

The panel needs a running notebook. Without one, `in_context` shows a claim and `claims.review.decide` records a decision.
"""

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd
from IPython.display import HTML

from claims.charts.words import counted, data_label
from claims.errors import ClaimsError
from claims.marks import Mark, block_around, excerpt, reading_span
from claims.review import Review, Standing, State, decide, find_claim
from claims.review.decision import CHOICES, FIELDS, SEVERAL, Verb
from claims.tables import join_cell, split_cell
from claims.views import STYLE, by_name, document_line, documents_of
from claims.vocabulary import load

SHOWN = (*(name for name in FIELDS if name not in ("cue", "actions")), "actions")
OPEN = (State.STALE, State.NEW)
WIDE = {"style": {"description_width": "7.5em"}, "layout": {"width": "auto"}}
LABELS = {"via": "passed on by", "data": "data", "grantor": "given by"}
WHY = {
    State.STALE: "Decided on before, and no longer as it was: {why}. The fields show what was decided.",
    State.ORPHANED: "Its place is lost: {why}. Withdraw the decision, or add the claim where it stands now.",
    State.MOVED: "Decided on before; {why}.",
}


def undecided(review: Review) -> list[str]:
    """The ids of the claims that wait for a person, in reading order: undecided ones, and those gone stale."""
    waiting = review.decisions["state"].isin([*OPEN])
    return list(review.decisions.loc[waiting, "claim"])


def next_claim(review: Review) -> str:
    """The id of the first claim that waits, else of the first there is; empty for a case without claims."""
    return next(iter([*undecided(review), *review.decisions["claim"]]), "")


def fields_of(review: Review, claim: str) -> pd.DataFrame:
    """One row for each field of a claim as it now reads, columns `field` and `value`."""
    values = find_claim(review, claim).values
    return pd.DataFrame({"field": list(values), "value": list(values.values())})


def in_context(review: Review, claim: str) -> HTML:
    """The paragraph that a claim stands in, its evidence highlighted; InputError where no claim has that id."""
    return HTML(_context(review, find_claim(review, claim)))


class ReviewPanel:
    """One claim at a time, the next undecided one after each decision; `show` gives the widget to display.

    `review` is always what stands on the disk after the last decision made here.
    """

    def __init__(self, review: Review, *, reviewer: str = "") -> None:
        self.review = review
        self._claim = next_claim(review)
        self._head, self._context, self._said = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._fields = {name: _control(name) for name in SHOWN}
        self._reviewer = widgets.Text(value=reviewer, description="reviewer", **WIDE)
        self._note = widgets.Text(description="note", **WIDE, placeholder="why, in a few words")
        self._verbs = {v: _button(v.capitalize(), partial(self.decide, v)) for v in Verb if v is not Verb.ADD}
        self._moves = (
            _button("Back", partial(self.go, -1)),
            _button("Forward", partial(self.go, 1)),
            _button("Next undecided", self.next_undecided),
        )
        self._refresh()

    def show(self) -> Any:
        """The widget."""
        grid = widgets.GridBox(
            [*self._fields.values(), self._reviewer, self._note],
            layout=widgets.Layout(
                grid_template_columns="repeat(auto-fit, minmax(24em, 1fr))", grid_gap="4px"
            ),
        )
        verbs, moves = (
            widgets.HBox([*buttons], layout=widgets.Layout(flex_flow="row wrap"))
            for buttons in (self._verbs.values(), self._moves)
        )
        return widgets.VBox([self._head, self._context, grid, verbs, moves, self._said])

    def decide(self, decision: str) -> None:
        """Record a decision on the claim shown, with the note and what was changed, and turn to the next undecided one."""
        changes = self._changes()
        try:
            if changes and decision == Verb.ACCEPT:
                raise ClaimsError(f"you changed {', '.join(changes)}: amend, or set it back and accept")
            if not changes and decision == Verb.AMEND:
                raise ClaimsError("nothing is changed: change a field first, or accept")
            self.review = decide(
                self.review, self._claim, decision, reviewer=self._reviewer.value, note=self._note.value,
                changes=changes if decision == Verb.AMEND else None,
            )  # fmt: skip
        except ClaimsError as error:
            self._say(f"Not recorded: {error}.")
            return
        self._say(f"Recorded in {self.review.case.folder.name}/review.csv: {decision} {self._claim}.")
        self._note.value = ""
        self.next_undecided()

    def next_undecided(self) -> None:
        """Turn to the next claim that waits, from the one shown on and then from the first."""
        waiting, order = undecided(self.review), list(self.review.decisions["claim"])
        here = order.index(self._claim) if self._claim in order else -1
        ahead = [claim for claim in waiting if order.index(claim) > here]
        self._claim = next(iter(ahead or waiting or order), "")
        self._refresh()

    def go(self, step: int) -> None:
        """Turn to another claim, decided or not; stays within the list."""
        order = list(self.review.decisions["claim"])
        here = order.index(self._claim) if self._claim in order else 0
        self._claim = order[min(max(here + step, 0), len(order) - 1)] if order else ""
        self._refresh()

    def _changes(self) -> dict[str, str]:
        shown = self._shown.values if self._shown else {}
        now = {name: _value(control) for name, control in self._fields.items()}
        return {name: value for name, value in now.items() if shown and value != shown[name]}

    @property
    def _shown(self) -> Standing | None:
        return find_claim(self.review, self._claim) if self._claim else None

    def _say(self, words: str) -> None:
        self._said.value = f'<p role="status">{escape(words)}</p>'

    def _refresh(self) -> None:
        shown = self._shown
        self._allow(shown)
        if shown is None:
            self._head.value, self._context.value = "<p>No claims in this case yet.</p>", ""
            return
        waiting = len(undecided(self.review))
        place = list(self.review.decisions["claim"]).index(self._claim) + 1
        of = f"Claim {place} of {len(self.review.decisions)}, {counted(waiting, 'waits', 'wait')} for a decision"
        told = f"{shown.state}: {shown.last.decision} by {shown.last.reviewer}" if shown.last else "undecided"
        self._head.value = (
            f"<p><strong>{escape(of)}</strong> · {escape(told)} · <code>{escape(self._claim)}</code></p>"
        )
        self._context.value = _context(self.review, shown)
        for name, control in self._fields.items():
            _fill(control, name, shown.values)

    def _allow(self, shown: Standing | None) -> None:
        """Only what can be done with the claim can be pressed."""
        for verb, button in self._verbs.items():
            lost = shown is None or shown.state is State.ORPHANED
            button.disabled = (shown is None or shown.last is None) if verb is Verb.WITHDRAW else lost


def _context(review: Review, standing: Standing) -> str:
    why = WHY.get(standing.state, "").format(why=standing.why)
    told = f"<p><em>{escape(why)}</em></p>" if why else ""
    document = by_name(documents_of(review.case)).get(standing.doc)
    if standing.state is State.ORPHANED or document is None:
        last = standing.last
        words = f"{escape(last.prefix)}<mark>{escape(last.exact)}</mark>{escape(last.suffix)}" if last else ""
        return f'{STYLE}{told}<p>{escape(standing.doc)}</p><div class="evidence">{words}</div>'
    span = reading_span(document, standing.span)
    window = block_around(document.reading, span)
    text = excerpt(document.reading, window, [Mark(*span)])
    return f'{STYLE}{told}<p>{escape(document_line(document))}</p><div class="evidence">{text}</div>'


def _button(label: str, action: Callable[[], None]) -> Any:
    button = widgets.Button(description=label)
    button.on_click(lambda _: action())
    return button


def _control(name: str) -> Any:
    label = LABELS.get(name, name)
    if name == "actions":
        options = [str(choice) for choice in CHOICES[name]]
        return widgets.SelectMultiple(options=options, description=label, rows=len(options), **WIDE)
    if name in CHOICES:
        return widgets.Dropdown(options=[str(choice) for choice in CHOICES[name]], description=label, **WIDE)
    if name == "data":
        kinds = [(data_label(key), key) for key in sorted(load("data")["category"])]
        return widgets.Dropdown(options=kinds, description=label, **WIDE)
    return widgets.Text(description=label, **WIDE)


def _fill(control: Any, name: str, values: Mapping[str, str]) -> None:
    control.value = split_cell(values[name]) if name in SEVERAL and name in CHOICES else values[name]


def _value(control: Any) -> str:
    if isinstance(control.value, tuple):
        return join_cell(option for option in control.options if option in control.value)
    return str(control.value).strip()
