"""Mentions that stand in one row: "Quillo, Brightpost and Norvane Bank", whatever the parse made of it."""

from spacy.tokens import Doc, Token

from claims.extraction.links import sentence_end
from claims.extraction.members import is_description
from claims.extraction.parties import Mention, Mentions, PartyKind
from claims.extraction.spelling import is_titled

CONJUNCTIONS = {"and", "or", "&", "plus"}
FILLERS = {
    "the",
    "its",
    "their",
    "other",
    "also",
    "a",
    "an",
    "even",
    "some",
    "to",
    "with",
    "as",
    "well",
    "along",
    "both",
    "then",
    "our",
}
LONGEST_GAP = 4


class Rows:
    """Finds the row that a mention of the document stands in."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions = mentions
        self.everyone = [
            m for m in mentions.all if m.kind is not PartyKind.OUTLET and not _is_nested(m, mentions)
        ]
        self._joints: dict[int, str] = {}
        self._position = {m: i for i, m in reversed(list(enumerate(self.everyone)))}

    def of(self, mention: Mention) -> tuple[Mention, ...]:
        """The mentions in one row with this one, in order, itself included: commas, and "and" before the last."""
        position = self._position.get(mention)
        if position is None:
            return (mention,)
        first, last = self._first(position), position
        while last + 1 < len(self.everyone) and self._joint(last) == ",":
            last += 1
        if last + 1 < len(self.everyone) and self._joint(last) == "and":
            return tuple(self.everyone[first : last + 2])
        if position > 0 and self._joint(position - 1) == "and":
            return tuple(self.everyone[self._first(position - 1) : position + 1])
        row = self.everyone[first : last + 1]
        if len(row) > 1 and all(m.is_name for m in row) and is_titled(self.mentions.doc[mention.head].sent):
            return tuple(row)
        return (mention,)

    def _first(self, position: int) -> int:
        """The first of those that only commas join to the mention at the position."""
        while position > 0 and self._joint(position - 1) == ",":
            position -= 1
        return position

    def _joint(self, left: int) -> str:
        """ "," or "and" for what joins a mention to the next, empty when something else stands between."""
        if left not in self._joints:
            self._joints[left] = self._between(left)
        return self._joints[left]

    def _between(self, left: int) -> str:
        gap = self.mentions.doc[self.everyone[left].end : self.everyone[left + 1].start]
        words = {token.lower_ for token in gap}
        if not 0 < len(gap) <= LONGEST_GAP or not words <= CONJUNCTIONS | FILLERS | {","}:
            return ""
        if words & CONJUNCTIONS or {"as", "well"} <= words or {"along", "with"} <= words:
            return "and"
        return "," if "," in words and not words & {"to", "with"} else ""


def _is_nested(mention: Mention, mentions: Mentions) -> bool:
    """ "Larkfield" in "the Larkfield affiliates"."""
    around = mentions.at(mention.start) if mentions.at(mention.start) != mention else None
    return any(
        m.start <= mention.start and mention.end < m.end
        for m in (around, *mentions.in_span(mention.end, mention.end + 3))
        if m
    )


def listed_after(mention: Mention, mentions: Mentions) -> tuple[Mention, ...]:
    """The members that a class is given later in its sentence: "firms that insure you such as A, B and C"."""
    doc = mentions.doc
    sentence = doc[mention.head].sent
    for token in doc[mention.end : sentence.end]:
        other = mentions.at(token)
        if other is not None and other.kind is PartyKind.CLASS and other.plural and token.i == other.head:
            return ()
        if _opens_list(token):
            last = token.i == sentence.end - 1 and sentence.end < len(doc)
            row = _row_from(token.i + 1, sentence_end(doc[sentence.end]) if last else sentence.end, mentions)
            return row if token.text != ":" or all(_may_open_list(m, doc) for m in row[:1]) else ()
    return ()


def _may_open_list(mention: Mention, doc: Doc) -> bool:
    """Whether a name behind a colon is listed, not the subject of a sentence of its own."""
    return mention.kind is PartyKind.NAMED and doc[mention.head].dep_ not in {"nsubj", "nsubjpass"}


def _opens_list(token: Token) -> bool:
    if token.text == ":" or token.lower_ in {"including", "namely"}:
        return True
    if token.lower_ == "like":
        return token.pos_ in {"ADP", "SCONJ"} and token.head.pos_ in {"NOUN", "PROPN"}
    return token.lower_ == "as" and token.i > 0 and token.nbor(-1).lower_ == "such"


def _row_from(start: int, end: int, mentions: Mentions) -> tuple[Mention, ...]:
    """The mentions from `start` on, as long as only commas, conjunctions and brackets stand between them."""
    found: list[Mention] = []
    at = start
    for mention in sorted(mentions.in_span(start, end), key=lambda m: (m.start, -m.end)):
        if mention.start < at:
            continue
        gap = [
            t
            for t in mentions.doc[at : mention.start]
            if not t.is_punct and t.lower_ not in CONJUNCTIONS | FILLERS
        ]
        if len(gap) > (1 if found else 0) or mention.kind is PartyKind.PEOPLE:
            break
        if not _in_brackets(mention, mentions) and not is_description(mention, mentions.doc):
            found.append(mention)
        at = mention.end
    return tuple(m for m in found if m.kind in {PartyKind.NAMED, PartyKind.CLASS})


def _in_brackets(mention: Mention, mentions: Mentions) -> bool:
    return (
        mention.start > 0
        and mentions.doc[mention.start - 1].text == "("
        and mention.end < len(mentions.doc)
        and mentions.doc[mention.end].text == ")"
    )
