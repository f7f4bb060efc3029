"""The words that a claim rests on: the clause of its predicate, widened to the partners and the data."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from claims.extraction.frame import Frame
from claims.extraction.partners import Partners
from claims.types import Span

EDGES = {",", "-", ";"}


def evidence_of(frame: Frame, members: Sequence[Token], partners: Partners) -> Span:
    """The characters of the predicate's clause and of the words that the claim rests on, within the sentence."""
    head = frame.predicate
    while head.pos_ not in {"VERB", "AUX"} and head.dep_ != "ROOT":
        head = head.head
    if frame.governor is not None:
        members = [t for t in frame.partners if t.sent == frame.predicate.sent]
    starts = [m.start for t in members if (m := partners.mention_at(t)) and m.start <= t.i < m.end]
    inside = [t.i for t in (head.left_edge, head.right_edge, *members)]
    return trimmed(partners.doc, min([*inside, *starts]), max(inside))


def trimmed(doc: Doc, first: int, last: int) -> Span:
    """The characters from one token to another, without space and commas at the edges."""
    while doc[first].is_space or doc[first].text in EDGES:
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in EDGES):
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))
