"""Sizes, colours, and the symbol, word and colour of each value: none is told by colour alone.

A colour goes by its light form; a theme says what stands for it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from matplotlib.font_manager import fontManager

from claims.errors import InputError

FONTS = Path(__file__).with_name("fonts")
FAMILIES = ("Source Sans Pro", "DejaVu Sans")  # the second, which matplotlib brings, has the symbols
HINTING = "none"  # hinted text is up to nine hundredths wider at low resolutions than measured
INK, MUTED, RULE, PAPER, BAND = "#1a1a1a", "#555555", "#b8b8b8", "#ffffff", "#f0f0f0"
BLUE, SKY, VERMILLION, GREY = "#0b4a8f", "#2e6da4", "#a33a00", "#5a5a5a"
BLUE_TINT, SKY_TINT, VERMILLION_TINT = "#dbe8f6", "#edf4fb", "#fbe7dc"
COLOURS = (INK, MUTED, RULE, PAPER, BAND, BLUE, SKY, VERMILLION, GREY, BLUE_TINT, SKY_TINT, VERMILLION_TINT)
LEADING = 1.32

for _file in sorted(FONTS.glob("*.ttf")):
    fontManager.addfont(_file)

Theme = Mapping[str, str]
THEMES: dict[str, Theme] = {
    "light": {colour: colour for colour in COLOURS},
    "dark": {
        INK: "#f2f2f2",
        MUTED: "#b9bdc4",
        RULE: "#5b6069",
        PAPER: "#15181d",
        BAND: "#242930",
        BLUE: "#9cc7f5",
        SKY: "#7fb2e0",
        VERMILLION: "#ffab85",
        GREY: "#b3b7bd",
        BLUE_TINT: "#17304d",
        SKY_TINT: "#1b2836",
        VERMILLION_TINT: "#44230f",
    },
}


class Preset(NamedTuple):
    """A place for figures: sizes in points; `height` holds every page to it, else a page is at most `longest`."""

    width: float
    margin: float
    title: float
    subtitle: float
    body: tuple[float, ...]
    note: float
    longest: float = 1000.0
    height: float = 0.0

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


PIXEL, MILLIMETRE = 0.75, 72 / 25.4
PRESETS = {
    "page": Preset(752.0, 16.0, 16.0, 11.5, (11.0, 10.5, 10.0, 9.5), 9.5),
    "web": Preset(640 * PIXEL, 12.0, 15.0, 10.5, (10.0, 9.5, 9.0, 8.5), 8.5),
    "article": Preset(480 * PIXEL, 10.0, 14.0, 10.5, (10.0, 9.5, 9.0), 8.5),
    "social": Preset(1200 * PIXEL, 28.0, 24.0, 15.0, (15.0, 14.0, 13.0, 12.0), 11.0, height=675 * PIXEL),
    "print-column": Preset(88 * MILLIMETRE, 0.0, 11.0, 8.5, (8.5, 8.0, 7.5), 7.0, 240 * MILLIMETRE),
    "print-page": Preset(180 * MILLIMETRE, 0.0, 13.0, 9.0, (9.0, 8.5, 8.0, 7.5), 7.0, 240 * MILLIMETRE),
}


class Look(NamedTuple):
    """How a figure is drawn: for which place, in which colours, and what these are called."""

    preset: Preset
    theme: Theme
    names: tuple[str, str]


def look_of(preset: str = "page", theme: str = "light") -> Look:
    """The look by its names; InputError for a name that is not known."""
    for kind, name, known in (("preset", preset, PRESETS), ("theme", theme, THEMES)):
        if name not in known:
            raise InputError(f"{kind} {name!r}", f"no such {kind}", f"one of {', '.join(known)}")
    return Look(PRESETS[preset], THEMES[theme], (preset, theme))


PLAIN = look_of()


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

DIRECTION = {
    "harder": Tone("▲", "harder", VERMILLION, VERMILLION_TINT),
    "softer": Tone("▼", "softer", BLUE, BLUE_TINT),
    "changed": Tone("◆", "changed", GREY, PAPER),
}
DOCUMENT = {
    "article": Tone("●", "report", VERMILLION, PAPER),
    "statement": Tone("■", "statement", BLUE, PAPER),
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
