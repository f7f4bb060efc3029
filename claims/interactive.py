"""Tables to search in a notebook: sort, filter by column, open the evidence by a click; a plain table behind each.

The first cell that shows one calls `itables.init_notebook_mode(connected=False)`, so that nothing is fetched.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd
from IPython.display import HTML
from itables import to_html_datatable

from claims.documents import Case
from claims.page.evidence import sides
from claims.page.passage import Passage, passage_at
from claims.tables import SEPARATOR
from claims.types import Document, Span
from claims.views import as_table, by_name, documents_of

STYLE = (
    "<style>.dt-container table.dataTable :is(th,td){text-align:left;vertical-align:top}"
    ".dt-container td details{min-width:8em}.dt-container td details[open]{min-width:24em}"
    ".dt-container thead input{min-width:6em;width:100%;box-sizing:border-box}"
    ".dt-container mark{background:#fff3bf;color:#1a1a1a;text-decoration:underline 2px}</style>"
)


def search_claims(case: Case, claims: pd.DataFrame, columns: Sequence[str]) -> HTML:
    """The named columns of the claims to search, each claim with its paragraph behind a click."""
    documents = by_name(documents_of(case))
    shown = [_evidence(row, documents) for row in claims.to_dict("records")]
    return searchable(claims[[*columns]], "claims-table", shown)


def search_verdicts(case: Case, claims: pd.DataFrame, verdicts: pd.DataFrame, columns: Sequence[str]) -> HTML:
    """The named columns of the verdicts to search, each with the words of every side behind a click."""
    documents = by_name(documents_of(case))
    shown = [
        "".join(
            f"<h4>{escape(side.heading)}</h4>{''.join(map(_passage, side.passages)) or '<p>Nothing.</p>'}"
            for side in sides(row, claims, documents, case.company)
        )
        for row in verdicts.to_dict("records")
    ]
    return searchable(verdicts[[*columns]], "verdicts-table", shown)


def searchable(frame: pd.DataFrame, name: str, evidence: Sequence[str] = ()) -> HTML:
    """Every row of a frame to search, with HTML of its evidence behind a click, and the same as a plain table.

    `name` is the table's id in the notebook; the same frame gives the same HTML. A column `evidence` stands in the plain
    table alone, where the other one opens to the passage.
    """
    cells = frame.map(lambda cell: escape(cell.replace(SEPARATOR, " · ")) if isinstance(cell, str) else cell)
    if evidence:
        cells = cells.drop(columns="evidence", errors="ignore")
        opened = [f"<details><summary>show</summary>{html}</details>" for html in evidence]
        cells.insert(0, "passage", opened)
    table = to_html_datatable(
        cells, table_id=name, connected=False, allow_html=True, showIndex=False,
        maxBytes=0, maxRows=0, maxColumns=0, pageLength=25, column_filters="header",
        classes="display", style="width:100%;table-layout:auto",
    )  # fmt: skip
    plain = f"<details><summary>The same as a plain table</summary>{as_table(frame).data}</details>"
    return HTML(f"{STYLE}{table}{plain}")


def _evidence(row: Mapping[Any, Any], documents: Mapping[str, Document]) -> str:
    document = documents.get(row["doc"])
    if document is None:
        return escape(row["evidence"])
    return _passage(passage_at(document, Span(row["start"], row["end"])))


def _passage(passage: Passage) -> str:
    before, after = "… " if passage.before else "", " …" if passage.after else ""
    return f"<p><em>{escape(passage.document)}</em></p><p>{before}{passage.html}{after}</p>"
