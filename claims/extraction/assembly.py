"""From frames to claims: every partner with every data category, each in the voice that says so.

Frames say who could do what; parties and references say who is meant; attributions say whose claim it is;
cues decide stance, certainty, consent and status. Repeats of a claim by the same source are one claim.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from spacy.tokens import Doc, Token

from claims.extraction import grounds
from claims.extraction.antecedents import POINTING, Antecedents
from claims.extraction.cues import CueReader, Decision
from claims.extraction.data import DataIndex, DataMention
from claims.extraction.drafts import Drafts
from claims.extraction.evidence import evidence_of
from claims.extraction.filters import (
    is_feature,
    is_given_by_itself,
    is_given_to_itself,
    is_mere_mention,
    is_own_collecting,
    is_own_use,
    is_reporting,
    says_nothing,
)
from claims.extraction.frame import OWN_ACCOUNT, POINTING_BACK, WITHOUT_DATA, Frame
from claims.extraction.frames import find_frames
from claims.extraction.links import is_quoted, passage_start
from claims.extraction.lists import list_frames, told_once
from claims.extraction.merging import Draft, merge
from claims.extraction.pairs import paired_frames
from claims.extraction.parties import Mentions
from claims.extraction.partners import Partners
from claims.extraction.presupposed import is_denied_elsewhere, is_denied_use
from claims.extraction.reasons import Meaning, Reasons, quoted
from claims.extraction.receivers import receiver_told_of
from claims.extraction.references import References
from claims.extraction.supplements import Supplements
from claims.extraction.tellers import Tellers
from claims.extraction.voices import Voice
from claims.types import Attribution, Certainty, Claim, Consent, Document, Kind, Span, Stance

OWN_WORDS = {"it", "we", "they", "us", "our", "its"}
OTHERS_WORDS = {"it", "they", "its"}
NOBODY = Meaning("", "nobody is named yet")


class Outline(NamedTuple):
    """A claim whose partner is left open, and the parties who say it."""

    claim: Claim
    speakers: list[str]


class Assembler:
    """Builds the claims of one document from what the earlier readings found."""

    def __init__(
        self, document: Document, doc: Doc, mentions: Mentions, attributions: Sequence[Attribution]
    ) -> None:
        self.document, self.doc, self.mentions = document, doc, mentions
        self.partners = Partners(doc, mentions, References(mentions))
        self.tellers = Tellers(document, doc, self.partners, attributions)
        self.data = DataIndex(doc)
        self.cues = CueReader(doc)
        self.reasons = Reasons(document, doc)
        self.drafts = Drafts()
        self.antecedents = Antecedents(doc, self.data, self.drafts)

    def claims(self) -> tuple[Claim, ...]:
        """All claims in the order of their evidence."""
        for frame in self.frames():
            for draft in self._of_frame(frame):
                self.drafts.add(draft)
        supplements = Supplements(self.document, self.partners, self.data, self.reasons)
        for added in (supplements.contents, supplements.members):
            for draft in added(self.drafts):
                self.drafts.add(draft)
        return merge(self.drafts)

    def tellings(self) -> tuple[Claim, ...]:
        """The claims each time they are told, before repeats are joined; empty until `claims` has run."""
        return tuple(
            sorted((d.claim for d in self.drafts), key=lambda c: (c.start, c.end, c.partner, c.data))
        )

    def frames(self) -> list[Frame]:
        """What sentences claim, then what lists do, whose announcing sentence makes no claim of its own."""
        frames = find_frames(self.doc, self.data, self.partners.may_be)
        blocks, may_be = self.document.blocks, self.partners.may_be
        paired = list(paired_frames(self.doc, blocks, frames, self.data, may_be))
        inside = {token for frame in paired for token in frame.partners}
        listed = [f for f in list_frames(self.data, blocks, frames, may_be) if f.predicate not in inside]
        listed += paired
        announcing = {frame.governor for frame in listed}
        complete = {frame.governor for frame in listed if frame.data[0].head == frame.predicate.i}
        own = [
            f for f in frames if not ((f.open_ended and f.predicate in announcing) or f.predicate in complete)
        ]
        return told_once(self.doc, blocks, self._claiming(own), self._claiming(listed))

    def _claiming(self, frames: Iterable[Frame]) -> list[Frame]:
        kind, mention_at = self.document.kind, self.partners.mention_at
        return [frame for frame in frames if not says_nothing(frame, kind, mention_at)]

    def _of_frame(self, frame: Frame) -> Iterator[Draft]:
        outlines: dict[DataMention, Outline] = {}
        for partner in self._named(frame):
            for mention in self.antecedents.of(frame, partner.value):
                if mention not in outlines:
                    outlines[mention] = self._outline(frame, mention)
                draft = self._draft(outlines[mention], frame, partner, mention)
                if not self._is_idle(frame, draft):
                    yield draft

    def _named(self, frame: Frame) -> list[Meaning]:
        """The partners by name; "it" and "we" in what somebody says of himself are whoever says it."""
        voice = self.tellers.voices.of(frame.predicate)
        own = bool(frame.partners) and all(t.lower_ in OWN_WORDS for t in frame.partners)
        if own and not self._speaks_of_others(frame) and self.tellers.is_named_behind(voice, frame.predicate):
            return self._themselves(frame, voice)
        names = [receiver_told_of(frame, name, self.drafts) for name in self.partners.of(frame)]
        if not names and frame.rule == POINTING_BACK:
            names = self._themselves(frame, voice)
        return names

    def _speaks_of_others(self, frame: Frame) -> bool:
        """ "They combine data," the agency said: nobody says "they" or "it" of himself in his own quoted words."""
        others = all(t.lower_ in OTHERS_WORDS for t in frame.partners)
        return others and is_quoted(frame.predicate)

    def _themselves(self, frame: Frame, voice: Voice) -> list[Meaning]:
        """Those who speak, as partners in what they say."""
        words = quoted(frame.partners) if frame.partners else "the access"
        why = f"whoever says it speaks of {words} as its own"
        return [Meaning(name, why, frame.partners) for name in self.tellers.speakers(voice)]

    def _is_idle(self, frame: Frame, draft: Draft) -> bool:
        claim = draft.claim
        covert = claim.consent is Consent.WITHOUT
        return (
            is_own_collecting(frame, claim.partner, self.document.company, covert=covert)
            or (claim.partner in self.tellers.persons and is_own_use(frame, claim.partner, claim.source))
            or is_mere_mention(frame, claim.stance)
            or is_feature(frame, claim.source)
            or is_reporting(frame, claim.partner)
            or (
                not self.document.company_inferred
                and is_given_to_itself(frame, claim.partner, self.document.company)
            )
            or is_given_by_itself(frame, claim.partner, claim.grantor)
            or is_denied_use(frame, claim.stance)
            or is_denied_elsewhere(frame, claim.stance)
            or self._repeats(frame, draft)
        )

    def _repeats(self, frame: Frame, draft: Draft) -> bool:
        """Whether a claim names who bought what is open-ended here: beside "was sold", or before "the data, sold ..."."""
        if not frame.open_ended:
            return False
        described = frame.predicate.dep_ == "acl" and frame.predicate.tag_ == "VBN"
        if (
            described
            and all(m.generic and self.antecedents.determiner(m) in POINTING for m in frame.data)
            and any(self.drafts)
        ):
            return True
        return self.drafts.is_told_since(passage_start(frame.predicate), draft.claim)

    def _draft(self, outline: Outline, frame: Frame, party: Meaning, data: DataMention) -> Draft:
        """The outline with its partner; what a party says of its own access counts for that party alone."""
        claim, partner = outline.claim, party.value
        moved = {"partner": self.reasons.of("partner", party)}
        if partner != claim.source and partner in outline.speakers:
            told = next(r for r in claim.reasons if r.field == "source")
            why = f"{told.why}; counted for {partner}, whose access it is"
            moved["source"] = replace(told, value=partner, why=why)
        if before := self._told(frame, partner, data):
            moved["data"] = grounds.of_data(self.reasons, frame, data, before)
        source = partner if "source" in moved else claim.source
        reasons = grounds.with_moved(claim, moved)
        return Draft(replace(claim, source=source, partner=partner, reasons=reasons), frame.predicate.i)

    def _outline(self, frame: Frame, data: DataMention) -> Outline:
        """All that a claim of the frame on the data says, whoever the partner is."""
        predicate = frame.predicate
        decider = frame.governor or predicate
        voice = self.tellers.voices.of(decider)
        source, via = self.tellers.source(voice, decider)
        cue = self.tellers.cue(voice, decider)
        told = self.tellers.meanings(voice, decider, source, via, cue)
        speakers = self.tellers.speakers(voice)
        members = self._members(frame, data)
        stance = self.cues.stance(decider, members)
        certainty = self.cues.certainty(decider, members, cue)
        if stance.value is Stance.DENIES and certainty.value is Certainty.ACKNOWLEDGED:
            certainty = Decision(Certainty.ASSERTED, "", "who denies it concedes nothing")
        if refuted := self._refuted(decider, stance.value):
            stance, source, via, speakers = refuted, self.tellers.own_voice(), (), []
            certainty = Decision(Certainty.ASSERTED, refuted.cue, "a party's own denial is firm", refuted.at)
            told["source"] = Meaning(source, "the party whose statement it is denies what others say")
            told["via"] = Meaning("", "nobody else passes it on")
        others = {m.head for m in frame.data if m.data != data.data}
        consent = self.cues.consent(decider, others, listed=frame.governor is not None)
        status = self.cues.status(decider, members)
        if frame.rule == OWN_ACCOUNT and consent.value is not Consent.WITH:
            why = "it is people's own account, which they use themselves"
            consent = Decision(Consent.WITH, consent.cue, why)
        grantor = self.partners.grantor(frame, inferred=self.document.company_inferred)
        span = evidence_of(frame, members, self.partners)
        start, end = self.document.locate(span)
        decided: dict[str, Decision[Any]] = {
            "stance": stance,
            "certainty": certainty,
            "consent": consent,
            "status": status,
        }
        claim = Claim(
            source=source, via=via, cue=" ".join(t.text for t in cue), stance=stance.value, certainty=certainty.value,
            grantor=grantor.value, partner="", actions=(frame.action,), data=data.data, consent=consent.value,
            status=status.value, evidence=self.document.text[start:end], start=start, end=end, rule=frame.rule,
            cues=tuple((field, each.cue) for field, each in decided.items() if each.cue),
            reasons=(
                *(self.reasons.of(field, meaning) for field, meaning in told.items()),
                *(
                    self.reasons.of(field, Meaning(each.value, each.reason, each.at))
                    for field, each in decided.items()
                ),
                self.reasons.of("grantor", grantor),
                self.reasons.of("partner", NOBODY),
                self.reasons.of("actions", grounds.of_action(frame)),
                grounds.of_data(self.reasons, frame, data, None),
                self.reasons.evidence(Span(start, end), predicate),
            ),
        )  # fmt: skip
        return Outline(claim, speakers)

    def _refuted(self, decider: Token, stance: Stance) -> Decision[Stance] | None:
        """ "Reports say we sell your data. They are false.": in a statement the next sentence can deny what others say."""
        own = self.document.kind is Kind.STATEMENT and stance is Stance.AFFIRMS
        return self.cues.refuted(decider) if own else None

    def _members(self, frame: Frame, data: DataMention) -> list[Token]:
        tokens = {*frame.partners, *frame.grantors, self.doc[data.head], frame.predicate}
        return sorted(tokens, key=lambda t: t.i)

    def _told(self, frame: Frame, partner: str, data: DataMention) -> Claim | None:
        """The earlier claim that "such access" points back to."""
        if frame.rule not in WITHOUT_DATA:
            return None
        return self.drafts.last_with(partner, data.data, before=frame.predicate.i)
