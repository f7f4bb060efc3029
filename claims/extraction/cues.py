"""The factuality of an access claim from the cues around it: stance, certainty, consent and status.

"The bank denied that it had read the messages" denies; "it could have read them" is possible. After ConText
(Harkema 2009), over the parse instead of a window of words.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc, Token

from claims.extraction import certainty, consent, passage, stance, status
from claims.extraction.decision import Decision
from claims.extraction.links import sentence_end
from claims.extraction.phrases import PSEUDO, TOPICS, Found, find, words_of
from claims.extraction.scope import top_of
from claims.types import Certainty, Consent, Stance, Status

__all__ = ["CueReader", "Decision"]

ANNOUNCING = frozenset({"following", "below"})


class CueReader:
    """Decides the four attributes of any claim of one document; its cues are found once, at the start."""

    def __init__(self, doc: Doc) -> None:
        self._sentences = list(doc.sents)
        self._sentence_of = [0] * len(doc)
        for number, sentence in enumerate(self._sentences):
            self._sentence_of[sentence.start : sentence.end] = [number] * len(sentence)
        self._beside: dict[int, list[Found]] = {}
        words = words_of(doc)
        found = {topic: find(doc, topic, words) for topic in TOPICS}
        self._stance = _cover(found["stance"])
        self._certainty = _cover(found["certainty"])
        self._consent = self._by_sentence(found["consent"])
        self._status = self._by_sentence(found["status"])

    def stance(self, predicate: Token, members: Sequence[Token]) -> Decision[Stance]:
        """Whether the claim is affirmed, denied, or its holder says not to have known."""
        return stance.stance(predicate, members, self._stance)

    def refuted(self, predicate: Token) -> Decision[Stance] | None:
        """A denial where a sentence behind it says that this one is not true: for a speaker's own words alone."""
        found = passage.refuting(self._sentences, self._sentence_of[predicate.i])
        if found is None:
            return None
        sentence, words = found
        start = sentence.start_char + sentence.text.lower().index(words)
        at = tuple(t for t in sentence if start <= t.idx < start + len(words))
        quoted = sentence.text[start - sentence.start_char :][: len(words)]
        return Decision(Stance.DENIES, words, f"“{quoted}”, says a sentence behind it", at)

    def certainty(
        self, predicate: Token, members: Sequence[Token], attribution_cue: Sequence[Token]
    ) -> Decision[Certainty]:
        """How firmly it is held; `attribution_cue` are the words of the innermost report, if any."""
        return certainty.certainty(predicate, members, attribution_cue, self._certainty)

    def consent(
        self, predicate: Token, other_data: Collection[int] = (), *, listed: bool = False
    ) -> Decision[Consent]:
        """Whether people agreed, by its sentence or one beside it; `other_data` are the heads of other data named.

        `listed` says that the predicate announces the list in which the claim stands.
        """
        here = self._sentence_of[predicate.i]
        if here not in self._beside:
            self._beside[here] = list(passage.beside(self._sentences, self._consent, here))
        doc = predicate.doc
        own = [
            f
            for f in self._consent.get(here, ())
            if not _describes(f, doc, other_data) and not (listed and _is_one_ground(f, doc))
        ]
        return consent.consent(predicate, own, self._beside[here])

    def status(self, predicate: Token, members: Sequence[Token]) -> Decision[Status]:  # noqa: ARG002
        """Whether the access has stopped, in the claim's clause or a sentence after it that points back."""
        here = self._sentence_of[predicate.i]
        beside = [f for f in self._status.get(here + 1, ()) if f.cue.scope == "passage"]
        return status.status(predicate, self._status.get(here, ()), beside)

    def _by_sentence(self, found: Sequence[Found]) -> Mapping[int, list[Found]]:
        grouped: dict[int, list[Found]] = defaultdict(list)
        for one in found:
            if one.cue.value != PSEUDO:
                grouped[self._sentence_of[one.start]].append(one)
        return dict(grouped)


def _describes(found: Found, doc: Doc, data: Collection[int]) -> bool:
    """ "your publicly shared posts and your phone number": the cue describes one thing, and says nothing of the other."""
    top = top_of(found, doc)
    return top.dep_ == "amod" and top.head.i in data


def _is_one_ground(found: Found, doc: Doc) -> bool:
    """ "only with consent or in the following cases", "your consent where the law requires it": one ground among others."""
    behind = [t.lower_ for t in doc[found.end : sentence_end(doc[found.end - 1])]]
    listed = behind[:1] == ["or"] and not ANNOUNCING.isdisjoint(behind)
    return listed or (behind[:1] in (["where"], ["when"], ["if"], ["as"]) and "required" in behind[1:5])


def _cover(found: Sequence[Found]) -> Mapping[int, Found]:
    """The cue on each token, pseudo cues as well, since they keep other readings off their words."""
    return {i: one for one in found for i in range(one.start, one.end)}
