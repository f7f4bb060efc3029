"""What a student reads after an answer: whether it is right, and a sentence to learn from."""

from dataclasses import dataclass
from html import escape

STYLE = "border-left:4px solid {colour};padding:.4em .8em;max-width:44em;line-height:1.5"
RIGHT, NOT_YET = "Right.", "Not yet."
GREEN, AMBER = "#2b8a3e", "#b35900"


@dataclass(frozen=True, slots=True)
class Feedback:
    """Shows itself in a notebook and as plain text; `right` tells a program."""

    right: bool
    message: str

    @property
    def verdict(self) -> str:
        """The first word on the answer, so that colour is never alone."""
        return RIGHT if self.right else NOT_YET

    def __str__(self) -> str:
        return f"{self.verdict} {self.message}".strip()

    __repr__ = __str__

    def _repr_html_(self) -> str:
        style = STYLE.format(colour=GREEN if self.right else AMBER)
        return f'<div style="{style}"><strong>{self.verdict}</strong> {escape(self.message)}</div>'
