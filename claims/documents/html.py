"""The blocks of an HTML page, each character with its offset in the file, whatever markup cuts the words.

"<p>They don&#8217;t <b>sh</b>are it</p>" reads "They don’t share it". Where a tag ends is as the HTML standard has it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.documents.stretch import Stretch, tidy
from claims.errors import InputError
from claims.types import Role

HTML_START = re.compile(
    r"\ufeff?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
SPACE = r"\t\n\f\r "
VALUE = rf"\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^{SPACE}>\"'][^{SPACE}>]*+"
ATTRIBUTE = rf"(?:[^{SPACE}/>=]++|=[^{SPACE}/>=]*+)(?:[{SPACE}]*+=[{SPACE}]*+(?:{VALUE})?)?"
TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/(?![A-Za-z]))[^>]*(?:>|\Z)"
    rf"|<(?P<closing>/?)(?P<tag>[A-Za-z][^{SPACE}/>]*+)(?P<attributes>(?:[{SPACE}/]++|{ATTRIBUTE})*+)(?:>|\Z)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<text>[^<&]+|[<&])",
    re.DOTALL,
)
CAPTION = re.compile(
    r"""\bclass\s*=\s*["']?(?:[^"'>]*[\s_-])?(?:caption|credit|photo-?credit|wp-caption-text)(?![\w])""",
    re.IGNORECASE,
)
SILENT = frozenset(
    {
        *("script", "style", "noscript", "template", "svg", "iframe", "object", "math", "select", "textarea"),
        *("canvas", "video", "audio"),
    }
)
RAW = frozenset({"script", "style"})
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd"),
        *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main"),
        *("nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot"),
        *("th", "thead", "title", "tr", "ul"),
    }
)
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr"),
    }
)
DEEPEST = 512
ROLES = {"li": Role.ITEM, "title": Role.TITLE} | {f"h{level}": Role.HEADING for level in range(1, 7)}


class Element(NamedTuple):
    """An open element: its tag, a number of its own, and whether its class says that it is a caption."""

    tag: str
    number: int
    caption: bool = False


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block of a page and the elements around it, outermost first."""

    stretch: Stretch
    path: tuple[Element, ...]

    def inside(self, tag: str) -> bool:
        """Whether an element of that tag is around the block."""
        return any(element.tag == tag for element in self.path)


@dataclass(slots=True)
class _Page:
    blocks: list[PageBlock] = field(default_factory=list)
    path: list[Element] = field(default_factory=list)
    chars: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    end: int = 0
    count: int = 0
    breaks: int = 0

    def add(self, text: str, starts: Iterator[int] | range | list[int], end: int) -> None:
        """Take in characters, unless they are hidden from readers."""
        if any(element.tag in SILENT for element in self.path):
            return
        self.chars.append(text)
        self.starts.extend(starts)
        if not text.isspace():
            self.end, self.breaks = end, 0

    def flush(self) -> None:
        """End the block that is open."""
        if not self.chars:
            return
        roles = (ROLES[element.tag] for element in reversed(self.path) if element.tag in ROLES)
        stretch = tidy("".join(self.chars), self.starts, next(roles, Role.PARAGRAPH), self.end)
        if stretch:
            self.blocks.append(PageBlock(stretch, tuple(self.path)))
        self.chars.clear()
        self.starts.clear()

    def open(self, tag: str, *, empty: bool, caption: bool) -> None:
        """Open an element; a paragraph or list item ends the one before it."""
        if tag in BLOCKS:
            self.flush()
            if (
                self.path
                and self.path[-1].tag == tag
                and tag in ("p", "li", "td", "th", "tr", "dt", "dd", "option")
            ):
                self.path.pop()
        if not empty and tag not in VOID:
            self.count += 1
            self.path.append(Element(tag, self.count, caption))

    def close(self, tag: str) -> None:
        """Close an element and those left open in it."""
        if tag in BLOCKS:
            self.flush()
        for depth in range(len(self.path) - 1, -1, -1):
            if self.path[depth].tag == tag:
                del self.path[depth:]
                return

    def line_break(self) -> None:
        """One line break is a space; two end the block."""
        self.breaks += 1
        if self.breaks > 1:
            self.flush()


def looks_like_html(text: str, start: int = 0) -> bool:
    """Whether a text opens as an HTML page does."""
    return bool(HTML_START.match(text, start))


def page_blocks(text: str, start: int = 0, where: str = "page") -> list[PageBlock]:
    """Every block of a page that readers can see, in the order of the file; InputError where it is nested too deep."""
    page = _Page()
    position = start
    while match := TOKEN.match(text, position):
        position = match.end()
        if match["tag"]:
            position = _take_tag(page, match, text)
            if len(page.path) > DEEPEST:
                found = f"elements are nested more than {DEEPEST} deep at character {match.start()}"
                raise InputError(where, found, "save the page again, or its text alone")
        elif match["entity"]:
            chars = html.unescape(match[0])
            exact = chars == match[0]
            starts = range(match.start(), match.end()) if exact else [match.start()] * len(chars)
            page.add(chars, starts, match.end())
        elif match["text"]:
            page.add(match[0], range(match.start(), match.end()), match.end())
    page.flush()
    return page.blocks


def _take_tag(page: _Page, match: re.Match[str], text: str) -> int:
    """Follow a tag, and say where reading goes on: after the end of a script."""
    tag = match["tag"].casefold()
    if match["closing"]:
        page.close(tag)
    elif tag == "br":
        page.add("\n", [match.start()], match.end())
        page.line_break()
    elif tag in RAW:
        ending = re.compile(rf"</{tag}\b[^>]*>", re.IGNORECASE).search(text, match.end())
        return ending.end() if ending else len(text)
    else:
        attributes = match["attributes"]
        page.open(tag, empty=attributes.endswith("/"), caption=bool(CAPTION.search(attributes[:2000])))
    return match.end()
