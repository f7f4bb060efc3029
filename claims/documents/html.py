"""Saved HTML to stretches."""

import re

from claims.documents.plain import read_plain
from claims.documents.stretch import Stretch

HTML_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_html(text: str, start: int = 0) -> bool:
    """Whether a text opens as an HTML page does."""
    return bool(HTML_START.match(text, start))


def read_html(text: str, start: int = 0) -> tuple[tuple[Stretch, ...], str, tuple[str, ...]]:
    """The blocks of a page, its title, and warnings."""
    return read_plain(text, start), "", ()
