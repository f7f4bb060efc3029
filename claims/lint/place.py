"""Where a passage stands, for people: line and column from 1, and the line with a caret below the passage."""

from typing import NamedTuple

from claims.lint.model import Passage

WINDOW = 100
MARGIN = 30
CUT = "…"


class Place(NamedTuple):
    """The first and last character of a passage, by line and column, columns in code points and from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


def place(passage: Passage) -> Place:
    """Where a passage begins and ends; `end_column` is the one after its last character."""
    text, (start, end) = passage.document.text, passage.span
    return Place(*_position(text, start), *_position(text, end))


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def excerpt(passage: Passage) -> tuple[str, str]:
    """The line of a passage, cut to WINDOW characters around it, and the carets that stand below it."""
    text, (start, end) = passage.document.text, passage.span
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    line, at = text[first : last if last >= 0 else len(text)].rstrip("\r"), start - first
    left = max(0, at - MARGIN) if len(line) > WINDOW else 0
    right = min(len(line), left + WINDOW)
    shown = (CUT if left else "") + line[left:right] + (CUT if right < len(line) else "")
    carets = max(1, min(end - first, right) - at)
    return shown.replace("\t", " "), " " * (at - left + bool(left)) + "^" * carets
