"""Paragraphs that say outside their sentences whose words they are: "... - The researchers.", below "From the watchdog:"."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from claims.extraction.mentions import Mentions
from claims.extraction.nets import DASHES
from claims.types import Block

OPENING = {"from", "via"}
LONGEST = 8
VERBAL = {"VERB", "AUX"}


class Signatures:
    """The signatures of one document, by paragraph."""

    def __init__(self, doc: Doc, blocks: Sequence[Block], mentions: Mentions) -> None:
        self.doc, self.mentions = doc, mentions
        self._stretches = [
            doc.char_span(*block.span, alignment_mode="expand") or doc[0:0] for block in blocks
        ]
        self._ends = [stretch.end for stretch in self._stretches]

    def of(self, token: Token) -> list[Token]:
        """The words that name whoever signs the token's paragraph, or is named in the line above it."""
        place = bisect_right(self._ends, token.i)
        if place >= len(self._stretches):
            return []
        return self._below(self._stretches[place], token) or (
            self._above(self._stretches[place - 1]) if place else []
        )

    def _below(self, stretch: Span, token: Token) -> list[Token]:
        """ "... to third parties. - The researchers.": a dash and a name close the paragraph."""
        words = [t for t in stretch[-LONGEST:] if not t.is_space]
        dash = next((n for n in range(len(words) - 1, 0, -1) if words[n].text in DASHES), None)
        if dash is None or words[dash - 1].text not in {".", '"', "''", "!", "?"} or words[dash].i < token.i:
            return []
        return self._named(words[dash + 1 :])

    def _above(self, stretch: Span) -> list[Token]:
        """ "From the watchdog:": a line that opens what somebody else has written."""
        words = [t for t in stretch if not t.is_space]
        if not 2 < len(words) <= LONGEST or words[0].lower_ not in OPENING or words[-1].text != ":":
            return []
        return self._named(words[1:])

    def _named(self, words: Sequence[Token]) -> list[Token]:
        named = [t for t in words if not t.is_punct]
        known = any(self.mentions.headed_by(t) for t in named)
        return named if known and not any(t.pos_ in VERBAL for t in named) else []
