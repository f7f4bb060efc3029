"""A stretch of a document as the page shows it: its paragraph, with the words in question highlighted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from claims.marks import Mark, block_around, excerpt, reading_span
from claims.types import Document, Span
from claims.views import document_line


class Passage(NamedTuple):
    """A stretch of a document with its marks, where it was published, and what is said of it."""

    document: str
    url: str
    html: Markup
    before: bool
    after: bool
    sentences: tuple[str, ...] = ()


def passage_of(
    document: Document, window: Span, marks: Sequence[Mark], sentences: Iterable[str] = ()
) -> Passage:
    """The passage in a window of `document.reading`, with the marks that lie in it."""
    return Passage(
        document=document_line(document),
        url=web(document.url),
        html=Markup(excerpt(document.reading, window, marks)),
        before=window.start > 0,
        after=window.end < len(document.reading),
        sentences=tuple(dict.fromkeys(sentences)),
    )


def passage_at(document: Document, span: Span, title: str = "") -> Passage:
    """The paragraph around a span of the document's file, the span highlighted."""
    read = reading_span(document, span)
    return passage_of(document, block_around(document.reading, read), [Mark(*read, "claim", title)])


def web(url: str) -> str:
    """The address if it is one of the web, else nothing."""
    return url if url.startswith(("https://", "http://")) else ""
