"""Sizes, and the symbol, word and colour of each value: none is told by colour alone."""

from typing import NamedTuple

FONT = "DejaVu Sans"
HINTING = "none"  # hinted text is up to nine hundredths wider at low resolutions than measured
INK, MUTED, RULE, PAPER, BAND = "#1a1a1a", "#555555", "#b8b8b8", "#ffffff", "#f0f0f0"
BLUE, SKY, VERMILLION, GREY = "#0b4a8f", "#2e6da4", "#a33a00", "#5a5a5a"
BLUE_TINT, SKY_TINT, VERMILLION_TINT = "#dbe8f6", "#edf4fb", "#fbe7dc"

WIDTH, PAGE_HEIGHT = 720.0, 1000.0
TITLE, SUBTITLE, NOTE = 15.0, 10.5, 8.5
BODY_SIZES = (10.0, 9.5, 9.0, 8.5)
LEADING = 1.32


class Tone(NamedTuple):
    """How a value looks: a symbol, a word, and the colours of the text and of what lies behind it."""

    symbol: str
    word: str
    ink: str = INK
    fill: str = PAPER


CONFIRMS, PARTLY = ("✔", BLUE, BLUE_TINT), ("◐", SKY, SKY_TINT)
DISPUTES, SILENT = ("✘", VERMILLION, VERMILLION_TINT), ("○", GREY, PAPER)


def _tone(look: tuple[str, str, str], word: str) -> Tone:
    symbol, ink, fill = look
    return Tone(symbol, word, ink, fill)


ACCESS = {
    "disputed": _tone(DISPUTES, "disputed"),
    "partly_confirmed": _tone(PARTLY, "partly confirmed"),
    "confirmed": _tone(CONFIRMS, "confirmed"),
    "not_addressed": _tone(SILENT, "not addressed"),
}
CONSENT = {
    "disputed": _tone(DISPUTES, "disputed"),
    "agreed": _tone(CONFIRMS, "agreed"),
    "not_addressed": _tone(SILENT, "not addressed"),
}
PARTNER = {
    "denies": _tone(DISPUTES, "denies"),
    "unaware": Tone("?", "says it did not know", VERMILLION, PAPER),
    "confirms": _tone(CONFIRMS, "confirms"),
    "none": Tone("–", "no word", GREY, PAPER),
}
STANCE = {
    "affirms": _tone(CONFIRMS, "affirms"),
    "denies": _tone(DISPUTES, "denies"),
    "unaware": Tone("?", "did not know", GREY, PAPER),
}


def tone(values: dict[str, Tone], value: str) -> Tone:
    """The look of a value; one that the table does not know is shown by its own words, uncoloured."""
    return values.get(value, Tone("·", value.replace("_", " ")))


def contrast(ink: str, paper: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2, relative luminance)."""
    high, low = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
