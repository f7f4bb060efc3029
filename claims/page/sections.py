"""The sections of the page in their order: a new one is one entry here and its template in `templates/sections/`."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from claims.export import rendered
from claims.page.contents import Contents
from claims.page.drift import drift
from claims.page.evidence import verdict_rows
from claims.page.passage import web
from claims.page.questions import questions
from claims.page.quotations import quotations
from claims.views import data_address, document_line, set_aside_frame


class Section(NamedTuple):
    """A part of the page: its anchor, which also names its template, its heading, and what the template is given."""

    id: str
    heading: str
    show: Callable[[Contents], Any]


class Picture(NamedTuple):
    """A figure's page as a data address, with its words."""

    address: str
    alt: str
    title: str
    part: str


def _set_aside(page: Contents) -> Any:
    return set_aside_frame(page.case).to_dict("records")


def _verdicts(page: Contents) -> dict[str, Any]:
    content = rendered(page.drawing("verdict_table"), "verdict_table", "csv")[0]
    return {"rows": [*verdict_rows(page)], "csv": data_address("text/csv;charset=utf-8", content)}


def _evidence(page: Contents) -> list[Any]:
    return [*verdict_rows(page)]


def _pictures(page: Contents) -> Iterator[Picture]:
    for name in page.figures:
        drawing = page.drawing(name)
        pages = rendered(drawing, name, "svg")
        for number, content in enumerate(pages, start=1):
            part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
            yield Picture(data_address("image/svg+xml", content), drawing.alt, drawing.title, part)


def _documents(page: Contents) -> list[Any]:
    return [(document, document_line(document), web(document.url)) for document in page.documents.values()]


SECTIONS = (
    Section("limits", "Limits and method", _set_aside),
    Section("verdicts", "Disputed and confirmed access", _verdicts),
    Section("evidence", "The evidence for each verdict", _evidence),
    Section("figures", "Figures", _pictures),
    Section("quotations", "Quotations, word by word", quotations),
    Section("drift", "How the story changes", drift),
    Section("questions", "Questions for an editor", questions),
    Section("documents", "Documents read", _documents),
    Section("set-aside", "Set aside", _set_aside),
)
