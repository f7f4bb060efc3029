"""What a later sentence adds to a claim: the members of its class, and what the data contained.

"Our advertising providers include Quillo", "The data sold included phone numbers": both hold for what was told before.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from claims.extraction import access, grounds, syntax
from claims.extraction.composition import PERSONAL_DATA
from claims.extraction.data import DataIndex, DataMention, stem
from claims.extraction.drafts import Drafts
from claims.extraction.evidence import trimmed
from claims.extraction.links import passage_start, sentence_end, sentence_start
from claims.extraction.lists import items_below, opening_data
from claims.extraction.merging import Draft
from claims.extraction.parties import Mention, PartyKind
from claims.extraction.partners import REST, Partners
from claims.extraction.reasons import Reasons
from claims.extraction.scope import VERBAL
from claims.extraction.tokens import tokens_of
from claims.types import Certainty, Claim, Document, Span, Stance

CONTAINING = {"include", "contain", "comprise"}
STOPS = {"according", "because", "which", "who", "while", "but", "however", "whether", ";"}
OPENING = 4
REACH = 3
MOST = 50
OPEN = "give-open"
POINTING = {"the", "this", "that", "these", "those", "such"}
POINTERS = {"this", "that", "these", "those"}
MODALS = {"may", "might", "could", "can"}
POTENTIAL = {"potential", "possible", "prospective"}


class Supplements:
    """Adds to the claims of one document what is told of them later."""

    def __init__(self, document: Document, partners: Partners, data: DataIndex, reasons: Reasons) -> None:
        self.document, self.doc, self.data, self.reasons = document, partners.doc, data, reasons
        self.partners, self.mentions = partners, partners.mentions

    # -- what the data contained

    def contents(self, drafts: Drafts) -> list[Draft]:
        """ "The data shared included names and addresses": each, with whoever was last said to have got the data."""
        given = [d for d in drafts if d.claim.stance is Stance.AFFIRMS and d.claim.rule != OPEN]
        given.sort(key=lambda draft: draft.predicate)
        return [
            self._of_contents(draft.claim, mention, verb)
            for verb in tokens_of(self.doc, classes=VERBAL if given else ())
            for mention in self._contained(verb)
            for draft in _last_told(given, verb)
            if not _points(verb) or _is_whole(draft, verb)
        ]

    def _contained(self, verb: Token) -> list[DataMention]:
        """The data that the verb lists as part of data spoken of before: "such information included ..."."""
        if not (_lists_contents(verb) and self._speaks_of_told(verb)):
            return []
        end = sentence_end(verb)
        stop = next((t.i for t in self.doc[verb.i + 1 : end] if t.lower_ in STOPS), end)
        below = items_below(self.document.blocks, verb.sent)
        listed = [
            *self.data.between(verb.i + 1, stop),
            *(m for item in below for m in opening_data(item, self.data)),
        ]
        specific = [m for m in listed if not m.generic and m.data != PERSONAL_DATA]
        return list({m.data: m for m in reversed(specific)}.values())[::-1]

    def _speaks_of_told(self, verb: Token) -> bool:
        """Whether the verb's subject is data spoken of before: "such data", "the details that we share", "this"."""
        if _points(verb):
            return True
        start = sentence_start(verb)
        before = self.data.between(start, verb.i)
        subjects = [self.data.at(t) for t in syntax.subjects(verb)]
        whole = next((m for m in (*subjects, *before) if m is not None), None)
        if whole is None:
            return False
        words = {t.lower_ for t in self.doc[start : whole.start]}
        points = start > 0 and bool(words & POINTING) and whole.start - start <= OPENING
        handed_on = any(access.lemma_of(t) in access.giving() for t in self.doc[whole.end : verb.i])
        return whole.generic and (points or handed_on)

    def _of_contents(self, told: Claim, mention: DataMention, verb: Token) -> Draft:
        span = self._span(verb)
        opening = self.doc[verb.sent.start : verb.sent.start + OPENING]
        none = any(t.lower_ in {"none", "neither"} for t in opening) or any(
            t.lower_ in {"no", "not", "n't"} for t in self.doc[verb.i - 1 : mention.start]
        )
        stance = Stance.DENIES if none else told.stance
        possible = any(t.lower_ in MODALS for t in verb.children)
        certainty = Certainty.POSSIBLE if possible else told.certainty
        reasons = grounds.of_contents(self.reasons, told, mention, verb, stance, certainty, span)
        claim = replace(
            told, data=mention.data, stance=stance, certainty=certainty, rule="contents", reasons=reasons
        )
        return self._draft(claim, verb, span)

    # -- members of a class

    def members(self, drafts: Drafts) -> list[Draft]:
        """ "Our advertising providers include Quillo and Halden": each member has what was claimed of the class."""
        return list(self._members(drafts))

    def _members(self, drafts: Drafts) -> Iterator[Draft]:
        for verb in tokens_of(self.doc, classes=["VERB"]):
            if verb.lemma_ != "include" or verb.tag_ == "VBG":
                continue
            classes = [
                m
                for t in syntax.subjects(verb)
                if (m := self.mentions.headed_by(t)) and m.kind is PartyKind.CLASS
            ]
            members = [
                m for t in syntax.objects(verb) if (m := self.mentions.at(t)) and m.kind is PartyKind.NAMED
            ]
            nouns = [stem(self.doc[m.head].text) for m in classes]
            told = drafts.last_about(nouns, access.receivers(), before=verb.i)
            if told and members:
                rows = dict.fromkeys(each for m in members for each in self.partners.rows.of(m))
                for member in (m for m in rows if m.name not in REST):
                    yield self._moved(told, member, verb)

    def _moved(self, told: Claim, member: Mention, verb: Token) -> Draft:
        span = self._span(verb)
        possible = any(t.lower_ in POTENTIAL for t in self.doc[verb.left_edge.i : verb.i])
        certainty = Certainty.POSSIBLE if possible else told.certainty
        reasons = grounds.of_member(self.reasons, told, member, verb, certainty, span)
        claim = replace(told, partner=member.name, certainty=certainty, rule="member", reasons=reasons)
        return self._draft(claim, verb, span)

    # -- both

    def _span(self, verb: Token) -> Span:
        return Span(*self.document.locate(trimmed(self.doc, verb.left_edge.i, verb.right_edge.i)))

    def _draft(self, claim: Claim, verb: Token, span: Span) -> Draft:
        evidence = self.document.text[span.start : span.end]
        return Draft(replace(claim, evidence=evidence, start=span.start, end=span.end), verb.i)


def _last_told(given: Sequence[Draft], verb: Token) -> list[Draft]:
    """The claims of the last predicate, not far before, that gave somebody data, one a partner."""
    last = bisect_left(given, verb.i, key=lambda draft: draft.predicate) - 1
    start = verb.i
    for _ in range(REACH):
        start = passage_start(verb.doc[start])
    if last < 0 or given[last].predicate < start:
        return []
    first: dict[str, Draft] = {}
    place = given[last].predicate
    for draft in reversed(given[max(0, last - MOST) : last + 1]):
        if draft.predicate != place:
            break
        first[draft.claim.partner] = draft
    return list(first.values())


def _points(verb: Token) -> bool:
    """ "This includes names and addresses": the sentence opens with a word for the data of the one before."""
    return any(t.i == sentence_start(verb) and t.lower_ in POINTERS for t in syntax.subjects(verb))


def _is_whole(draft: Draft, verb: Token) -> bool:
    """Whether the claim is of data of no kind yet, told in the sentence before."""
    return draft.claim.data == PERSONAL_DATA and draft.predicate >= passage_start(verb)


def _lists_contents(verb: Token) -> bool:
    """ "included", "contains", or "are" behind a fronted "among"."""
    if verb.lemma_ in CONTAINING:
        return verb.pos_ == "VERB" and verb.tag_ != "VBG"
    return verb.lemma_ == "be" and any(t.lower_ == "among" for t in verb.sent[:2])
