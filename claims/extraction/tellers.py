"""Whose claim it is, by name: the innermost source around a predicate, and who passes it on.

Where a sentence goes on from an attributed one ("It also gave ..."), or the article retells one report, that source is kept.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from claims.extraction.accusers import with_accusers
from claims.extraction.links import distance, passage_start, sentence_start
from claims.extraction.parties import PartyKind, sort_of
from claims.extraction.partners import Partners
from claims.extraction.reasons import Meaning, quoted, stands_for
from claims.extraction.signatures import Signatures
from claims.extraction.voices import Voice, Voices, words
from claims.types import AUTHOR, Attribution, Document, Kind

SPEAKERLESS = {
    "we", "us", "i", "me", "everyone", "one", "who", "what", "users", "people", "anybody", "members"
}  # fmt: skip
OPEN_PRONOUNS = {
    "you", "it", "he", "she", "they", "that", "this", "which", "those", "these", "both", "others"
}  # fmt: skip
CARRIED_WITHIN = 6
CLOSING = {'"', "''", "”"}
SPEAKING = {PartyKind.NAMED, PartyKind.OUTLET, PartyKind.PERSON}
SHORTEST_SENTENCE = 3
RETOLD_AT_LEAST = 3


class Tellers:
    """Names the sources of one document's attributions and finds the one behind a token."""

    def __init__(
        self, document: Document, doc: Doc, partners: Partners, attributions: Sequence[Attribution]
    ) -> None:
        self.document, self.doc, self._partners = document, doc, partners
        self.mentions, self.references = partners.mentions, partners.references
        attributions = with_accusers(attributions, self.mentions)
        self.voices = Voices(doc, attributions)
        self._signatures = Signatures(doc, document.blocks, self.mentions)
        self._asides: set[Attribution] = set()
        self._carried: dict[int, Attribution | None] = {}
        self.persons = {m.name for m in self.mentions if m.kind is PartyKind.PERSON}
        self._names = self._named(attributions)
        self._told_by = self._by_sentence(attributions)
        self._report = self._main_report()
        self._turns = self._report_or_company()

    def source(self, voice: Voice, predicate: Token) -> tuple[str, tuple[str, ...]]:
        """The innermost source by name, and the names of those who pass it on, outermost first."""
        if signed := self._signed_by(voice, predicate):
            return signed, ()
        carried = None if voice.chain else self._carried_over(predicate)
        if carried is not None:
            return self._names[carried], ()
        names = [name for attribution in voice.chain if (name := self._names[attribution])]
        names = [name for name in names if name != AUTHOR] or names
        if not names:
            return self.own_voice(), ()
        outer = tuple(dict.fromkeys(name for name in reversed(names[1:]) if name not in {names[0], AUTHOR}))
        return (self.own_voice() if names[0] == AUTHOR else names[0]), outer

    def _signed_by(self, voice: Voice, predicate: Token) -> str:
        """Whoever signs the paragraph, for words that no sentence gives to anybody."""
        if voice.chain or self.document.kind is Kind.STATEMENT:
            return ""
        return self.references.source_name(self._signatures.of(predicate))

    def cue(self, voice: Voice, predicate: Token) -> tuple[Token, ...]:
        """The words that tell so: of the innermost attribution, or of the one that is carried over."""
        bare = not voice.chain and not self._signed_by(voice, predicate)
        carried = self._carried_over(predicate) if bare else None
        return self.voices.tokens(carried.cue if carried else voice.cue)

    def meanings(
        self, voice: Voice, predicate: Token, source: str, via: Sequence[str], cue: tuple[Token, ...]
    ) -> dict[str, Meaning]:
        """Why these are its source, via and cue."""
        if self._signed_by(voice, predicate):
            words = tuple(self._signatures.of(predicate))
            return {
                "source": Meaning(
                    source, f"{quoted(words)} signs the paragraph, or opens it in the line above", words
                ),
                "via": Meaning("", "nobody else passes it on"),
                "cue": Meaning("", "no word of the sentence tells of a report"),
            }
        carried = None if voice.chain else self._carried_over(predicate)
        named = [a for a in voice.chain if self._names[a]]
        told = "no word of the sentence tells of a report"
        if cue:
            told = f"{quoted(cue)} tells that it is said" + distance(predicate, cue[0])
        passing = tuple(t for a in named[1:] if self._names[a] in via for t in self.voices.tokens(a.source))
        passed = f"{quoted(passing)} passes it on" if via and passing else "nobody else passes it on"
        return {
            "source": Meaning(
                source, *self._why(carried or (named[0] if named else None), carried, predicate)
            ),
            "via": Meaning(", ".join(via), passed, passing if via else ()),
            "cue": Meaning(" ".join(t.text for t in cue), told, cue),
        }

    def _why(
        self, told: Attribution | None, carried: Attribution | None, predicate: Token
    ) -> tuple[str, tuple[Token, ...]]:
        """How the source follows from the words of its attribution, or from those of an earlier one."""
        words = self.voices.tokens(told.source) if told else ()
        if told is None or not words:
            chain = self.voices.of(predicate).chain
            cue = self.voices.tokens(chain[0].cue) if chain and not chain[0].source else ()
            nobody = f"{quoted(cue)} names nobody" if cue else "nobody is named"
            own = (
                "the party whose statement it is"
                if self.document.kind is Kind.STATEMENT
                else "the author's own words"
            )
            return f"{nobody} who says it: {own}", ()
        if carried:
            where = distance(predicate, words[0])
            if _goes_on(predicate.sent):
                return f"the sentence goes on from what {quoted(words)} said{where}", words
            last = where.removeprefix(",")
            return f"the article retells the report of {quoted(words)}, last named{last}", words
        verb = quoted(self.voices.tokens(told.cue)[:3])
        why = f"{quoted(words)} says it by {verb} (attribution rule {told.rule})"
        if told in self._asides or (
            len(words) == 1 and words[0].lower_ in OPEN_PRONOUNS - {"it", "they", "he", "she"}
        ):
            return f"{quoted(words)} is left open and taken for the source named last before; {why}", words
        for mention in [m for t in words if (m := self.mentions.headed_by(t))][:1]:
            meant = self.references.resolve(mention)
            if meant and meant != (mention,) and all(m.name in self._names[told] for m in meant):
                stands, both = stands_for(mention, meant, self.doc)
                return f"{stands}; {why}", (*words, *both)
        if len(words) == 1 and words[0].lower_ in OPEN_PRONOUNS:
            return f"{quoted(words)} is left open and taken for the source named last before; {why}", words
        return why, words

    def speakers(self, voice: Voice) -> list[str]:
        """The parties that the innermost named source stands for: two for "the companies said"."""
        for attribution in voice.chain:
            if attribution in self._asides:
                return [self._names[attribution]]
            if self._names[attribution] and (names := self.parties_behind(attribution)):
                return names
        return []

    def parties_behind(self, attribution: Attribution) -> list[str]:
        """The parties that an attribution's source stands for by name or by class, none for "she" or "critics"."""
        heads = (self.mentions.headed_by(t) for t in self.voices.tokens(attribution.source))
        return [m.name for mention in heads if mention for m in self._partners.meant(mention)]

    def is_named_behind(self, voice: Voice, predicate: Token) -> bool:
        """Whether the innermost source stands behind what it says: "It never had access, the bank said"."""
        return any(told.source and told.source[0].start > predicate.idx for told in voice.chain)

    def own_voice(self) -> str:
        """Who speaks where nobody is quoted: the party of a statement, the author of an article."""
        if self.document.kind is Kind.STATEMENT:
            return self.document.speaker or self.document.company or AUTHOR
        return AUTHOR

    def _named(self, attributions: Sequence[Attribution]) -> dict[Attribution, str]:
        """Every attribution's source by name; a pronoun left open takes the source before it, "we" and labels none."""
        names: dict[Attribution, str] = {}
        spoken = [AUTHOR]
        for attribution in attributions:
            tokens = self.voices.tokens(attribution.source)
            name = self.references.source_name(tokens) if tokens else AUTHOR
            if name.lower() in SPEAKERLESS or (attribution.rule == "colon" and self._is_label(tokens)):
                name = ""
            elif name.lower() in OPEN_PRONOUNS:
                told = self._told_by_paper(tokens[0], "") if name.lower() == "it" else ""
                name = told or spoken[-1]
            elif self._is_aside(attribution, tokens, name):
                self._asides.add(attribution)
                name = self._told_by_paper(tokens[0], name) or next(
                    (other for other in reversed(spoken) if other not in {name, *self.persons}), AUTHOR
                )
            elif name != AUTHOR:
                spoken.append(name)
            names[attribution] = self.own_voice() if self._is_of_the_house(tokens) else name
        return names

    def _is_aside(self, attribution: Attribution, source: Sequence[Token], name: str) -> bool:
        """ "Larkfield, it said, shared ...": who speaks in the middle of a clause is not what the clause is about."""
        pronoun = len(source) == 1 and source[0].lower_ == "it"
        if pronoun and source[0].i and source[0].nbor(-1).text in CLOSING:
            return self._is_quoted_of(attribution, name)
        around = (
            len(attribution.content) > 1 and attribution.content[0].start < source[0].idx if source else False
        )
        if pronoun and source[0].i > 1 and source[0].nbor(-1).text == ",":
            told = self.mentions.in_span(sentence_start(source[0]), source[0].i)
            return any(mention.name == name for mention in told)
        if not (pronoun and around):
            return False
        before = self.doc.char_span(*attribution.content[0], alignment_mode="expand")
        return before is not None and any(
            m.name == name for m in self.mentions.in_span(before.start, before.end)
        )

    def _is_quoted_of(self, attribution: Attribution, name: str) -> bool:
        """ "Quillo can use the data," it added: who speaks is not who the quotation is about."""
        spans = [self.doc.char_span(*span, alignment_mode="expand") for span in attribution.content]
        told = (m for span in spans if span is not None for m in self.mentions.in_span(span.start, span.end))
        return any(mention.name == name for mention in told)

    def _told_by_paper(self, pronoun: Token, barred: str) -> str:
        """The newspaper named last in the sentence of "it" or the one before; empty where there is none."""
        near = self.mentions.in_span(passage_start(pronoun), pronoun.i)
        outlets = [m.name for m in near if m.kind is PartyKind.OUTLET and m.name != barred]
        return outlets[-1] if outlets else ""

    def _is_of_the_house(self, source: Sequence[Token]) -> bool:
        """A person who is quoted in a party's own statement, and is said to speak for nobody else, speaks for that party."""
        if self.document.kind is not Kind.STATEMENT or not self.document.speaker:
            return False
        people = [m for t in source if (m := self.mentions.headed_by(t)) and m.kind is PartyKind.PERSON]
        return bool(people) and all(m.affiliation in {"", self.own_voice()} for m in people)

    def _is_label(self, tokens: Sequence[Token]) -> bool:
        """ "Service providers: companies that ...": an entry of a list, not a speaker."""
        mention = self.mentions.at(tokens[-1]) if tokens else None
        return self.document.kind is Kind.STATEMENT or mention is None or mention.kind not in SPEAKING

    def _by_sentence(self, attributions: Sequence[Attribution]) -> dict[int, Attribution]:
        """The last named attribution of each sentence, by the sentence's first token."""
        found: dict[int, Attribution] = {}
        for attribution in attributions:
            cue = self.voices.tokens(attribution.cue)
            if cue and self._names[attribution] not in {"", AUTHOR} and not self._is_people(attribution):
                found[sentence_start(cue[0])] = attribution
        return dict(sorted(found.items()))

    def _is_people(self, attribution: Attribution) -> bool:
        """ "When children ask the toy a question": nobody whose report a later sentence goes on with."""
        heads = (self.mentions.headed_by(t) for t in self.voices.tokens(attribution.source))
        kinds = [m.kind for m in heads if m]
        return bool(kinds) and all(kind is PartyKind.PEOPLE for kind in kinds)

    def _carried_over(self, predicate: Token) -> Attribution | None:
        """What a bare sentence goes on from: the one before it ("It also gave ..."), or the report that is retold."""
        start = sentence_start(predicate)
        if self.document.kind is Kind.STATEMENT or start == 0:
            return None
        if start not in self._carried:
            self._carried[start] = self._goes_on_from(predicate.sent)
        return self._carried[start]

    def _goes_on_from(self, sentence: Sentence) -> Attribution | None:
        if not _goes_on(sentence):
            return self._retold(sentence.start)
        for _ in range(CARRIED_WITHIN):
            sentence = self._before(sentence)
            told = self._told_by.get(sentence.start)
            if told or not sentence.start or not _goes_on(sentence):
                return told
        return None

    def _before(self, sentence: Sentence) -> Sentence:
        """The sentence in front, past what is none: a line or a note's number."""
        before = self.doc[sentence.start - 1].sent
        while before.start > 0 and sum(t.is_alpha for t in before) < SHORTEST_SENTENCE:
            before = self.doc[before.start - 1].sent
        return before

    def _retold(self, start: int) -> Attribution | None:
        """What the article last attributed to the report that it retells, unless the company has had its say since."""
        place = bisect_left(self._turns, start, key=lambda turn: turn[0])
        return self._turns[place - 1][1] if place else None

    def _report_or_company(self) -> list[tuple[int, Attribution | None]]:
        """Where the report is told, and with None where the company has its say, by the sentence's first token."""
        company, either = self.document.company, {self.document.company, self._report}
        said = ((at, told, self._names[told]) for at, told in self._told_by.items())
        return [(at, None if name == company else told) for at, told, name in said if name in either]

    def _main_report(self) -> str:
        """The outlet that the article attributes things to at least three times; empty where there is none."""
        outlets = {m.name for m in self.mentions if m.kind is PartyKind.OUTLET or sort_of(m.name) == "outlet"}
        told = Counter(name for a in self._told_by.values() if (name := self._names[a]) in outlets)
        source, times = max(told.items(), key=lambda entry: entry[1], default=("", 0))
        return source if times >= RETOLD_AT_LEAST else ""


def _goes_on(sentence: Sentence) -> bool:
    """Whether "also", "some of these" or "in addition" ties the sentence to the one before."""
    told = [t.lower_ for t in sentence if not t.is_space and not t.is_punct]
    if told[1:2] == ["of"]:
        told = told[2:]
    return "also" in told or bool({" ".join(told[:1]), " ".join(told[:2])} & words("continuing", "openers"))
