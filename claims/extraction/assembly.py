"""From frames to claims: every partner with every data category, each in the voice that says so.

Frames say who could do what; parties and references say who is meant; attributions say whose claim it is; cues decide stance,
certainty, consent and status. Repeats of a claim by the same source are one claim.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from claims.extraction import syntax
from claims.extraction.coordination import listed_after, row_of
from claims.extraction.cues import CueReader
from claims.extraction.data import PERSONAL_DATA, DataIndex, DataMention, stem
from claims.extraction.filters import is_denied_use, is_mere_mention, is_own_collecting, says_nothing
from claims.extraction.frames import OWN_ACCOUNT, POINTING_BACK, Frame, FrameFinder, agent_nouns, receivers
from claims.extraction.lists import ANNOUNCING, list_frames
from claims.extraction.parties import Mention, Mentions, PartyKind
from claims.extraction.references import References
from claims.extraction.voices import Voice, Voices
from claims.types import AUTHOR, Action, Attribution, Certainty, Claim, Consent, Document, Kind, Span, Stance, Status

OTHERS = {"others", "many others", "many more", "other"}
CONTINUING = {"these", "those", "such", "both"}
SHORTEST_SENTENCE = 3
THE_COMPANY = {"the company", "the firm"}
THIRD_PARTIES = "third parties"
BUYERS = "buyers"
ANYONE = {"whoever", "whomever", "anyone", "anybody"}
SPEAKERLESS = {"we", "us", "i", "me", "everyone", "one", "who", "what", "users", "people"}
OPEN_PRONOUNS = {"you", "it", "he", "she", "they", "that", "this", "which", "those", "these", "both", "others"}
PARTNER_KINDS = {PartyKind.NAMED, PartyKind.CLASS}
CONSENT_STRENGTH = (Consent.WITHOUT, Consent.WITH, Consent.CONDITIONAL, Consent.NOT_STATED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim with the token it rests on, before repeats are merged."""

    claim: Claim
    predicate: int


class Assembler:
    """Builds the claims of one document from what the earlier readings found."""

    def __init__(self, document: Document, doc: Doc, mentions: Mentions, attributions: Sequence[Attribution]) -> None:
        self.document, self.doc, self.mentions = document, doc, mentions
        self.references = References(mentions)
        self.data = DataIndex(doc)
        self.cues = CueReader(doc)
        self.voices = Voices(doc, attributions)
        self.company = document.company
        self._names = self._source_names(attributions)
        self._told_by = {
            self.doc.char_span(a.cue[0].start, a.cue[0].end, alignment_mode="expand").sent.start: name
            for a in attributions
            if a.cue and (name := self._names[a]) not in {"", AUTHOR}
        }
        self.drafts: list[Draft] = []

    def claims(self) -> tuple[Claim, ...]:
        """All claims in the order of their evidence."""
        frames = FrameFinder(self.doc, self.data, self._may_be_partner).frames()
        listed = list(list_frames(self.doc, self.document.blocks, frames, self._may_be_partner))
        announcing = {frame.governor for frame in listed}
        frames = [f for f in frames if not (f.open_ended and f.predicate in announcing)] + listed
        for frame in frames:
            self.drafts += self._of_frame(frame)
        self.drafts += list(self._of_members())
        return merge(self.drafts)

    def _of_members(self) -> Iterator[Draft]:
        """"Our advertising providers include Quillo and Halden": each member has what was claimed of the class."""
        for verb in self.doc:
            if verb.lemma_ != "include" or verb.pos_ != "VERB" or verb.tag_ == "VBG":
                continue
            classes = [m for t in syntax.subjects(verb) if (m := self.mentions.headed_by(t)) and m.kind is PartyKind.CLASS]
            members = [m for t in syntax.objects(verb) if (m := self.mentions.at(t)) and m.kind is PartyKind.NAMED]
            told = self._told_of(classes, verb)
            if told and members:
                for member in dict.fromkeys(each for m in members for each in row_of(m, self.mentions)):
                    yield self._moved(told, member, verb)

    def _told_of(self, classes: Sequence[Mention], verb: Token) -> Draft | None:
        """The last claim before the verb about one of these classes; "clients" are whoever was last said to get the data."""
        for draft in reversed([d for d in self.drafts if d.predicate < verb.i]):
            words = {stem(word) for word in draft.claim.partner.lower().split()}
            if any(stem(self.doc[m.head].text) in words | (receivers() if draft.claim.partner.islower() else set()) for m in classes):
                return draft
        return None

    def _moved(self, told: Draft, member: Mention, verb: Token) -> Draft:
        start, end = self.document.locate(self._trimmed(verb.left_edge.i, verb.right_edge.i))
        possible = any(t.lower_ in {"potential", "possible", "prospective"} for t in self.doc[verb.left_edge.i : verb.i])
        certainty = Certainty.POSSIBLE if possible else told.claim.certainty
        evidence = self.document.text[start:end]
        claim = replace(told.claim, partner=member.name, certainty=certainty, evidence=evidence, start=start, end=end, rule="member")
        return Draft(claim, verb.i)

    def _mention_at(self, token: Token) -> Mention | None:
        """The mention at the token, or the name in front of it: "the Larkfield search engine"."""
        token = syntax.quantified(token)
        mention = self.mentions.at(token)
        if mention is not None or token.pos_ != "NOUN":
            return mention
        named = [m for child in token.children if child.dep_ in {"compound", "nmod"} and (m := self.mentions.at(child))]
        return next((m for m in named if m.kind is PartyKind.NAMED and m.end >= token.i - 1), None)

    def _may_be_partner(self, token: Token) -> bool:
        if token.lower_ in ANYONE:
            return True
        if token.pos_ in {"DET", "PUNCT", "ADP", "PART", "CCONJ"}:
            return False
        mention = self._mention_at(token)
        return mention is not None and mention.kind in PARTNER_KINDS | {PartyKind.PRONOUN, PartyKind.PERSON}

    def _of_frame(self, frame: Frame) -> Iterator[Draft]:
        if says_nothing(frame, self.document.kind, self._mention_at):
            return
        partners = self._partners(frame)
        for name in partners:
            for mention in self._data(frame, name):
                draft = self._draft(frame, name, mention)
                covert = draft.claim.consent is Consent.WITHOUT
                own = is_own_collecting(frame, name, self.company, covert=covert) or is_mere_mention(frame, draft.claim.stance)
                if not (own or is_denied_use(frame, draft.claim.stance) or self._repeats(frame, draft)):
                    yield draft

    def _partners(self, frame: Frame) -> list[str]:
        """The names of the partners, references resolved, classes with their members."""
        if frame.open_ended and not frame.partners:
            return [THIRD_PARTIES]
        names: list[str] = []
        for token in frame.partners:
            if token.lower_ in ANYONE:
                names.append(BUYERS)
                continue
            mention = self._mention_at(token)
            if mention is not None:
                apposed = [m for m in self.mentions.in_span(mention.end, mention.end + 4) if self._is_apposed(mention)]
                mention = apposed[0] if apposed else mention
                row = (mention,) if _told_in_relative(frame, token) else row_of(mention, self.mentions)
                names += [m.name for each in row for m in self._meant(each)]
        if not names and frame.rule == POINTING_BACK:
            names = self._speakers(self.voices.of(frame.predicate))
        return list(dict.fromkeys(names))

    def _speakers(self, voice: Voice) -> list[str]:
        """The parties that the innermost attribution's source stands for."""
        for attribution in voice.chain:
            if not self._names[attribution]:
                continue
            heads = (self.mentions.headed_by(t) for t in self.voices.tokens(attribution.source))
            names = [m.name for mention in heads if mention for m in self._meant(mention)]
            if names:
                return names
        return []

    def _meant(self, mention: Mention) -> Iterator[Mention]:
        if mention.kind is PartyKind.PERSON and not mention.affiliation:
            yield mention
        for resolved in self.references.resolve(mention) or (self._grantor_itself(mention) or mention,):
            if resolved.kind in PARTNER_KINDS and resolved.name.split()[0].lower() not in ANNOUNCING:
                members = self._members_of(resolved)
                if not self._is_apposed(resolved) and not (members and stem(self.doc[resolved.head].text) in agent_nouns()):
                    yield resolved
                yield from members

    def _members_of(self, mention: Mention) -> list[Mention]:
        """The parties that the text lists under the class, without "and others"."""
        members = self.references.members_of(mention) or (listed_after(mention, self.mentions) if mention.plural else ())
        return [m for m in members if m.kind in PARTNER_KINDS and not self._is_apposed(m) and m.name not in OTHERS]

    def _grantor_itself(self, mention: Mention) -> Mention | None:
        """"the company" in a text that names no other: the company in question."""
        words = self.doc[mention.start : mention.end].text.lower()
        return replace(mention, name=self.company, kind=PartyKind.NAMED) if words in THE_COMPANY and self.company else None

    def _is_apposed(self, mention: Mention) -> bool:
        """"its parent entity Halden": the class noun only describes the name behind it."""
        if mention.kind is not PartyKind.CLASS or mention.plural:
            return False
        return any(m.start == mention.end and m.kind is PartyKind.NAMED for m in self.mentions.in_span(mention.end, mention.end + 4))

    def _data(self, frame: Frame, partner: str) -> list[DataMention]:
        """The frame's data; "this information" is what was named last, "such access" what the partner was said to have."""
        if frame.rule == POINTING_BACK:
            if any(draft.predicate == frame.predicate.i and draft.claim.rule != POINTING_BACK for draft in self.drafts):
                return []
            return self._pointed_back(frame, partner)
        if frame.data and any(not m.generic for m in frame.data):
            return list({m.data: m for m in frame.data}.values())
        return [self._antecedent(m) for m in frame.data[:1]]

    def _pointed_back(self, frame: Frame, partner: str) -> list[DataMention]:
        i = frame.predicate.i
        earlier = [draft for draft in self.drafts if draft.predicate < i]
        same = [draft.claim.data for draft in earlier if draft.claim.partner == partner]
        given = any(child.dep_ == "relcl" for child in frame.predicate.children)
        recent = [draft.claim.data for draft in earlier][-1:]
        if given and not partner[:1].isupper():
            recent = [PERSONAL_DATA]
        return [DataMention(i, i + 1, i, data) for data in (same or recent)[:1]]

    def _antecedent(self, mention: DataMention) -> DataMention:
        determiner = next((t.lower_ for t in self.doc[mention.start].lefts if t.dep_ == "det"), "")
        sentence = self.doc[mention.head].sent
        start = self.doc[sentence.start - 1].sent.start if sentence.start else 0
        earlier = [m for m in self.data.between(start, mention.start) if m.theirs and not m.generic]
        if determiner in {"this", "that", "these", "such", "the"} and earlier:
            return replace(mention, data=earlier[-1].data)
        return mention

    def _repeats(self, frame: Frame, draft: Draft) -> bool:
        """Whether an open-ended "was sold" stands beside a claim of the same source that names who bought the same."""
        if not frame.open_ended:
            return False
        near = self.doc[frame.predicate.sent.start - 1].sent.start if frame.predicate.sent.start else 0
        return any(
            earlier.predicate >= near
            and (earlier.claim.data, earlier.claim.stance) == (draft.claim.data, draft.claim.stance)
            for earlier in self.drafts
        )

    def _draft(self, frame: Frame, partner: str, data: DataMention) -> Draft:
        predicate = frame.predicate
        voice = self.voices.of(predicate)
        source, via = self._source(voice, predicate)
        if partner != source and partner in self._speakers(voice):
            source = partner
        members = self._members(frame, data)
        cue = self.voices.tokens(voice.cue)
        decider = frame.governor or predicate
        stance = self.cues.stance(decider, members)
        certainty = self.cues.certainty(decider, members, cue)
        consent = self.cues.consent(decider, members)
        status = self.cues.status(decider, members)
        agreed = Consent.WITH if frame.rule == OWN_ACCOUNT else consent.value
        span = self._evidence(frame, members)
        start, end = self.document.locate(span)
        decisions = {"stance": stance.cue, "certainty": certainty.cue, "consent": consent.cue, "status": status.cue}
        claim = Claim(
            source=source, via=via, cue=" ".join(t.text for t in cue), stance=stance.value, certainty=certainty.value,
            grantor=self._grantor(frame), partner=partner, actions=(frame.action,), data=data.data, consent=agreed,
            status=status.value, evidence=self.document.text[start:end], start=start, end=end, rule=frame.rule,
            cues=tuple((field, words) for field, words in decisions.items() if words),
        )  # fmt: skip
        return Draft(claim, predicate.i)

    def _members(self, frame: Frame, data: DataMention) -> list[Token]:
        tokens = {*frame.partners, *frame.grantors, self.doc[data.head], frame.predicate}
        return sorted(tokens, key=lambda t: t.i)

    def _grantor(self, frame: Frame) -> str:
        for token in frame.grantors:
            mention = self.mentions.at(token)
            for resolved in (self.references.resolve(mention) or (mention,)) if mention else ():
                if resolved.kind in PARTNER_KINDS:
                    return resolved.name
        return self.company

    def _source(self, voice: Voice, predicate: Token) -> tuple[str, tuple[str, ...]]:
        """The innermost source by name, and the names of those who pass it on, outermost first."""
        names = [name for attribution in voice.chain if (name := self._names[attribution])]
        if not voice.chain and (carried := self._carried_over(predicate)):
            return carried, ()
        if not names:
            return self._own_voice(), ()
        outer = tuple(dict.fromkeys(name for name in reversed(names[1:]) if name not in {names[0], AUTHOR}))
        return (self._own_voice() if names[0] == AUTHOR else names[0]), outer

    def _source_names(self, attributions: Sequence[Attribution]) -> dict[Attribution, str]:
        """Every attribution's source by name; a pronoun left open takes the source before it, "you" and "we" none."""
        names: dict[Attribution, str] = {}
        last = AUTHOR
        for attribution in attributions:
            tokens = self.voices.tokens(attribution.source)
            if attribution.rule == "colon" and self._is_label(tokens):
                names[attribution] = ""
                continue
            name = self.references.source_name(tokens) if tokens else AUTHOR
            if name.lower() in SPEAKERLESS:
                name = ""
            elif name.lower() in OPEN_PRONOUNS:
                name = last
            elif name != AUTHOR:
                last = name
            names[attribution] = name
        return names

    def _carried_over(self, predicate: Token) -> str | None:
        """The source of the sentence before, where a bare one goes on from it: "It also gave ...", "These two companies ..."."""
        sentence = predicate.sent
        if self.document.kind is Kind.STATEMENT or sentence.start == 0:
            return None
        words = [t.lower_ for t in sentence if not t.is_space and not t.is_punct]
        if not (words[:1] and words[0] in CONTINUING) and "also" not in words:
            return None
        before = self.doc[sentence.start - 1].sent
        while before.start > 0 and sum(t.is_alpha for t in before) < SHORTEST_SENTENCE:
            before = self.doc[before.start - 1].sent
        return self._told_by.get(before.start)

    def _is_label(self, tokens: Sequence[Token]) -> bool:
        """"Service providers: companies that ...": an entry of a list, not a speaker."""
        mention = self.mentions.at(tokens[-1]) if tokens else None
        return self.document.kind is Kind.STATEMENT or mention is None or mention.kind not in {PartyKind.NAMED, PartyKind.OUTLET, PartyKind.PERSON}

    def _own_voice(self) -> str:
        if self.document.kind is Kind.STATEMENT:
            return self.document.speaker or self.company or AUTHOR
        return AUTHOR

    def _evidence(self, frame: Frame, members: Sequence[Token]) -> Span:
        """The clause of the predicate, widened to the words that the claim rests on, within the sentence."""
        head = frame.predicate
        while head.pos_ not in {"VERB", "AUX"} and head.dep_ != "ROOT":
            head = head.head
        tokens = [t for t in head.subtree if t.sent == frame.predicate.sent]
        return self._trimmed(min(t.i for t in (*tokens, *members)), max(t.i for t in (*tokens, *members)))

    def _trimmed(self, first: int, last: int) -> Span:
        """The characters from one token to another, without space and commas at the edges."""
        while self.doc[first].is_space or self.doc[first].text in {",", "-", ";"}:
            first += 1
        while last > first and (self.doc[last].is_space or self.doc[last].text in {",", "-", ";"}):
            last -= 1
        return Span(self.doc[first].idx, self.doc[last].idx + len(self.doc[last]))


def _told_in_relative(frame: Frame, partner: Token) -> bool:
    """"... and the brokers, which amass data": the clause describes the last of the row alone."""
    verb = frame.predicate
    while verb.dep_ in {"conj", "xcomp"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "relcl" and partner.i < verb.i


def merge(drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """One claim per source, stance, partner and data: actions joined, stated values kept before unstated ones."""
    merged: dict[tuple[str, Stance, str, str], Claim] = {}
    for draft in drafts:
        claim = draft.claim
        key = (claim.source, claim.stance, claim.partner.lower(), claim.data)
        merged[key] = _joined(merged[key], claim) if key in merged else claim
    return tuple(sorted((_tidy(claim) for claim in merged.values()), key=lambda c: (c.start, c.end, c.partner)))


def _joined(first: Claim, second: Claim) -> Claim:
    stronger = min((first, second), key=lambda c: CONSENT_STRENGTH.index(c.consent))
    return replace(
        first,
        actions=tuple(dict.fromkeys((*first.actions, *second.actions))),
        consent=stronger.consent,
        status=second.status if first.status is Status.NOT_STATED else first.status,
        certainty=second.certainty if first.certainty is Certainty.POSSIBLE else first.certainty,
        cues=tuple(dict((*second.cues, *first.cues)).items()),
    )


def _tidy(claim: Claim) -> Claim:
    """Specific actions leave out `access`; the order is that of the vocabulary."""
    named = [a for a in Action if a in claim.actions]
    if len(named) > 1 and Action.ACCESS in named:
        named.remove(Action.ACCESS)
    return replace(claim, actions=tuple(named))


__all__ = ["PERSONAL_DATA", "Assembler", "merge"]
