"""7xx: charts and tables in an article, as exported from a case or made elsewhere.

A chart without a text for those who cannot see it; a table that says "disputed" and not by whom.
"""

import re
from collections.abc import Iterator

from claims.lint.model import Hit, Passage, Severity, Subject
from claims.lint.piece import Piece
from claims.lint.registry import rule
from claims.types import Span

MARKDOWN_IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\((?P<src>[^)\n]*)\)")
FIGURE = re.compile(r"<figure\b.*?</figure\s*>", re.I | re.S)
IMAGE = re.compile(r"<(?:img|svg)\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.I)
ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
CHART = re.compile(r"chart|graph(?!ic-design)|plot|diagram|figure|infographic|verdict|\bmap\b", re.I)
FILE_NAME = re.compile(r"[\w-]+\.(?:png|jpe?g|svg|gif|webp)", re.I)
STATUS = re.compile(r"(?:partly |partially )?confirmed|disputed|denied|not addressed|agreed|unaware", re.I)
SOURCED = re.compile(
    r"\b(?:source|sources|evidence|according to|said by|who says|says|statement|based on|data)\b", re.I
)
PIPES = re.compile(r"(?:^[ \t]*\|.*\|[ \t]*(?:\r?\n|\Z))+", re.M)
TABLE = re.compile(r"<table\b.*?</table\s*>", re.I | re.S)
CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]\s*>", re.I | re.S)
TAG = re.compile(r"<[^>]+>")
NEAR = 300
TEXTLESS = {"", "chart", "figure", "image", "picture", "graph", "photo", "screenshot", "table", "untitled"}


@rule(
    "CL701",
    "chart-without-alt",
    severity=Severity.ERROR,
    subject=Subject.DOCUMENT,
    what="A chart or figure has no alternative text, or only a file name or the word “chart”.",
    why="Who cannot see the picture is left without its finding, and so is whoever reads the text alone.",
    advice="W3C, Web Content Accessibility Guidelines 2.2, success criterion 1.1.1 (non-text content).",
    flags=(
        "Quillo and the bank\n\nThe bank read messages.\n\n![](verdicts.png)\n\nThe company said no.",
        {
            "article.html": "<html><body><h1>Quillo and the bank</h1><figure><img src='a.png'></figure>"
            "<p>The bank read messages of its clients.</p></body></html>"
        },
    ),
    passes=(
        "Quillo and the bank\n\nThe bank read.\n\n![Four of six accesses are confirmed](verdicts.png)\n\nNo.",
        {
            "article.html": "<html><body><h1>Quillo and the bank</h1><img src='logo.gif'>"
            "<p>The bank read messages of its clients.</p></body></html>"
        },
    ),
)
def chart_without_alt(piece: Piece) -> Iterator[Hit]:
    """Markdown pictures, and HTML pictures in figures or named as charts, whose alternative text says nothing."""
    text = piece.document.text
    figures = [match.span() for match in FIGURE.finditer(text)]
    found = [(m.span(), m["alt"]) for m in MARKDOWN_IMAGE.finditer(text)]
    for match in IMAGE.finditer(text):
        alt = _alternative(match[0])
        is_chart = any(start <= match.start() < end for start, end in figures) or CHART.search(match[0])
        found += [(match.span(), alt)] if is_chart and alt is not None else []
    for span, alt in sorted(found):
        if " ".join(alt.lower().split()) in TEXTLESS or FILE_NAME.fullmatch(alt.strip()):
            shown = f"only “{alt}”" if alt.strip() else "no text"
            yield Hit(
                Passage(piece.document, Span(*span)),
                f"This picture has {shown} for those who cannot see it. What does it show?",
            )


def _alternative(tag: str) -> str | None:
    """The alternative text of a picture's tag; None where it is set aside as decoration."""
    attributes = {name.lower(): a or b or c for name, a, b, c in ATTRIBUTE.findall(tag)}
    if attributes.get("role") in {"presentation", "none"} or attributes.get("aria-hidden") == "true":
        return None
    if tag.lower().startswith("<svg") and attributes.get("role") != "img":
        return None
    return attributes.get("alt") or attributes.get("aria-label") or attributes.get("title") or ""


@rule(
    "CL702",
    "status-without-source",
    severity=Severity.WARNING,
    subject=Subject.DOCUMENT,
    what="A table gives a status (confirmed, disputed, not addressed) and neither it nor the lines around it name a source.",
    why="“Confirmed” is somebody's word. Without the source the table turns a company's answer into a finding of the paper.",
    advice="Our own rule for exported tables: every status keeps its evidence; Reuters Handbook of Journalism, on graphics.",
    flags=(
        "Quillo and the bank\n\nThe bank read.\n\n| Partner | Access |\n|---|---|\n| Halden Bank | Disputed |\n\nNo.",
    ),
    passes=(
        "Quillo and the bank\n\nThe bank read messages.\n\n| Partner | Access |\n|---|---|\n| Halden Bank | Disputed |\n\n"
        "Source: the bank's statement of 19 December.",
        "Quillo and the bank\n\nThe bank read messages.\n\n| Partner | City |\n|---|---|\n| Halden Bank | Halden |\n\nNo.",
    ),
)
def status_without_source(piece: Piece) -> Iterator[Hit]:
    """The first status cell of each Markdown or HTML table that has no source in it or near it."""
    text = piece.document.text
    for table in (*PIPES.finditer(text), *TABLE.finditer(text)):
        cell = _status_cell(table)
        around = TAG.sub(" ", text[max(0, table.start() - NEAR) : table.end() + NEAR])
        if cell and not SOURCED.search(around):
            yield Hit(
                Passage(piece.document, cell),
                f"“{text[cell.start : cell.end]}” by whose word? The table names no source.",
            )


def _status_cell(table: re.Match[str]) -> Span | None:
    whole = table[0]
    cells = (
        (m.span(1) for m in CELL.finditer(whole))
        if whole[:1] == "<"
        else (m.span(1) for m in re.finditer(r"\|([^|\n]*)(?=\|)", whole))
    )
    for start, end in cells:
        status = STATUS.fullmatch(TAG.sub("", whole[start:end]).strip())
        if status:
            at = table.start() + whole.index(status[0], start)
            return Span(at, at + len(status[0]))
    return None
