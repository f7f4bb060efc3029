"""What data a frame speaks of: named in it, or pointed back to by "this information" and "such access"."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.composition import PERSONAL_DATA
from claims.extraction.data import DataIndex, DataMention
from claims.extraction.drafts import Drafts
from claims.extraction.frame import WITHOUT_DATA, Frame
from claims.extraction.links import passage_start

LIKENING = {"such", "similar"}
POINTING = {"this", "that", "these", "those", "the", *LIKENING}
KINDS = {"kind", "sort", "type"}
PARTS = {"some", "part", "portion", "much", "most", "half"}


class Antecedents:
    """Finds the data of the frames of one document, from its mentions of data and the claims told so far."""

    def __init__(self, doc: Doc, data: DataIndex, drafts: Drafts) -> None:
        self.doc, self.data, self.drafts = doc, data, drafts

    def of(self, frame: Frame, partner: str) -> list[DataMention]:
        """The frame's data; "this information" is what was named last, "such access" what the partner was said to have."""
        if frame.rule in WITHOUT_DATA:
            if self.drafts.names_data_at(frame.predicate.i):
                return []
            return self._pointed_back(frame, partner)
        if frame.data and any(not m.generic for m in frame.data):
            return list({m.data: m for m in frame.data}.values())
        return [meant for m in frame.data[:1] for meant in self._named_last(m)]

    def _pointed_back(self, frame: Frame, partner: str) -> list[DataMention]:
        i = frame.predicate.i
        told = self.drafts.first_of(partner, before=i)
        given = any(child.dep_ == "relcl" for child in frame.predicate.children)
        if told is None and given and not partner[:1].isupper():
            return [DataMention(i, i + 1, i, PERSONAL_DATA)]
        told = told or self.drafts.last(before=i)
        return [DataMention(i, i + 1, i, told.data)] if told else []

    def _named_last(self, mention: DataMention) -> list[DataMention]:
        """ "this information": the data named last with what is listed beside it, each category once."""
        determiner = self.determiner(mention)
        if determiner == "the" and self._is_described(mention):
            return [mention]
        start = passage_start(self.doc[mention.head])
        earlier = [
            m
            for m in self.data.between(start, mention.start)
            if m.theirs and not m.generic and m.data != "account"
        ]
        if determiner not in POINTING or not earlier:
            return [mention]
        if len({m.data for m in earlier}) > 1 and _part_of(self.doc[mention.head]) in PARTS:
            return [mention]
        meant = earlier[-1:] if determiner == "the" else self.data.row_of(earlier[-1])
        return list({m.data: replace(mention, data=m.data, of=(m.start, m.end)) for m in meant}.values())

    def determiner(self, mention: DataMention) -> str:
        """The word that points, also in front of a kind: "this sort of data"."""
        first, head = self.doc[mention.start], self.doc[mention.head]
        host = head.head.head if _part_of(head) in KINDS else first
        determiner = next((t.lower_ for t in host.lefts if t.dep_ == "det" or t.lower_ in LIKENING), "")
        return determiner or (first.nbor(-1).lower_ if mention.start else "")

    def _is_described(self, mention: DataMention) -> bool:
        """ "the data from their phones": what stands behind says which data, so nothing before needs to."""
        behind = self.doc[mention.end : mention.end + 1]
        return bool(behind) and behind[0].lower_ in {"from", "about"}


def _part_of(head: Token) -> str:
    """The noun whose "of" phrase this is: "part" for "part of the data"."""
    return head.head.head.lemma_.lower() if head.dep_ == "pobj" and head.head.lower_ == "of" else ""
