"""Text becomes lines that fit: measured with matplotlib's own font engine, in points."""

import re
import unicodedata
from functools import lru_cache

import matplotlib
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from claims.charts.style import FAMILIES, HINTING

MEASURE_SIZE = 100.0
SLACK = 1.01
RENDERER = RendererAgg(1, 1, 72)  # type: ignore[no-untyped-call]
PIECE = re.compile(r"\S+?[-/–—]+(?=[^\s\d])|\S+")


def plain(text: object) -> str:
    """The text on one line, without control characters."""
    words = " ".join(str(text).split())
    return "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cs"))


@lru_cache(maxsize=20_000)
def _measured(text: str, bold: bool) -> float:
    font = FontProperties(family=list(FAMILIES), size=MEASURE_SIZE, weight="bold" if bold else "normal")
    with matplotlib.rc_context({"text.hinting": HINTING}):
        width: float = RENDERER.get_text_width_height_descent(text, font, False)[0]  # type: ignore[no-untyped-call]
    return width


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points, with a little slack for rounding."""
    return _measured(text, bold) * size / MEASURE_SIZE * SLACK if text else 0.0


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of the widest piece that does not break by itself."""
    return max((width_of(piece, size, bold=bold) for piece in PIECE.findall(plain(text))), default=0.0)


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Lines no wider than `width` points; a word that is wider by itself is cut."""
    lines: list[str] = []
    line = ""
    words = plain(text)
    position = 0
    for match in PIECE.finditer(words):
        gap = words[position : match.start()]
        position = match.end()
        if width_of(line + gap + match.group(), size, bold=bold) <= width:
            line += gap + match.group()
            continue
        lines += [line] if line else []
        *full, line = _cut(match.group(), size, width, bold)
        lines += full
    return [*lines, line] if line or not lines else lines


def _cut(word: str, size: float, width: float, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
