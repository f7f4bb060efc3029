"""What data the objects of a predicate name: "a copy of users' messages and photos" names two categories."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacy.tokens import Span, Token

from claims.extraction import access
from claims.extraction.composition import PERSONAL_DATA
from claims.extraction.data import DataIndex, DataMention, stem
from claims.extraction.frame import COMPLEMENT, IsParty
from claims.extraction.links import sentence_end
from claims.extraction.nets import Nets
from claims.extraction.syntax import FIXED_BEFORE_TO, OBJECTS, Oblique, objects, with_conjuncts

CLAUSE_DEPS = {"relcl", "advcl", "ccomp", "csubj", "parataxis", "appos"}
PRONOUNS = {"it", "them", "that", "which", "these", "those", "this"}
SUBJECTS = {"nsubj", "nsubjpass"}
ABOUT = {"about", "on", "regarding", "concerning"}
HANDING_ON = {"on", "over", "along"}
LIKENING = {"such"}
PLURAL = {"them", "these", "those"}
SECRETIVE = {
    "messages",
    "location",
    "account",
    "audio",
    "posts",
    "browsing",
    "health",
    "biometric",
    "financial",
    "contacts",
    "identifiers",
}
UNMISTAKABLE = {
    "contacts", "health", "biometric", "identifiers", "browsing", "location", "audio", "financial", "personal_data"
}  # fmt: skip
NOMINAL = {"NOUN", "PROPN", "PRON", "DET"}


class Objects:
    """Reads the data that phrases name."""

    def __init__(self, data: DataIndex, is_party: IsParty, nets: Nets) -> None:
        self.data, self.is_party, self.nets = data, is_party, nets

    def of(self, tokens: Iterable[Token], predicate: Token) -> tuple[DataMention, ...]:
        """The data under these heads, each once: people's own, and specific terms rather than general ones."""
        found = [m for token in tokens for m in self._under(token, predicate) if _counts(m, predicate)]
        specific = [m for m in found if not m.generic]
        specific += self._row_behind(specific[-1]) if specific else []
        return tuple(dict.fromkeys(specific or found))

    def _row_behind(self, last: DataMention) -> Iterator[DataMention]:
        """What goes on in the row where the parse ends it, up to the subject of another clause."""
        behind = self.data.row_behind(last)
        return takewhile(lambda m: self.nets.doc[m.head].dep_ not in SUBJECTS, behind)

    def told_about(self, verb: Token, obliques: Iterable[Oblique]) -> tuple[DataMention, ...]:
        """ "sends information back to its maker about what people watch", where the parse hangs "about" on the verb."""
        topics = self.of([o.token for o in obliques if o.preposition in ABOUT], verb)
        specific = tuple(m for m in topics if not m.generic)
        return specific or tuple(
            m for m in self.data.under_clause(verb) if verb.doc[m.start - 1].lower_ in ABOUT
        )

    def along_with(self, verb: Token) -> tuple[DataMention, ...]:
        """ "provided a diagnosis to two firms along with GPS data": what is handed over beside the object."""
        rest = verb.doc[verb.i + 1 : sentence_end(verb)]
        beside = [t for t in rest if t.lower_ == "with" and t.nbor(-1).lower_ in {"along", "together"}]
        heads = [child for one in beside[:1] for child in one.children if child.dep_ == "pobj"]
        return self.of([t for head in heads for t in with_conjuncts(head)], verb)

    def _under(self, token: Token, predicate: Token) -> list[DataMention]:
        if token.lower_ in PRONOUNS:
            return self._meant_by(token)
        own = self.data.at(token)
        if own is None:
            carries = (
                token.pos_ in NOMINAL
                or self.is_party(token)
                or stem(token.text) in access.words("ability", "carrier")
            )
            return self._inside(token, predicate) or self._made_into(token, predicate) if carries else []
        if own.data == PERSONAL_DATA:
            listed = self._listed_under(token) or self.nets.listed_behind(own)
            if listed or not own.generic:
                return listed or [own]
            return list(dict.fromkeys([own, *self._inside(token, predicate)]))
        return self._listed_under(token) or self._beside(token, own)

    def _beside(self, token: Token, own: DataMention) -> list[DataMention]:
        """ "salary data and employment records", where the parse takes the first for a modifier of the second."""
        modifying = {child.i for child in token.children if child.dep_ == "nmod"}
        row = self.data.row_of(own) if modifying else [own]
        return [m for m in row if m == own or m.head in modifying]

    def _made_into(self, token: Token, predicate: Token) -> list[DataMention]:
        """ "The data was repackaged into products which were sold": what the thing was made of."""
        verb = token.head.head
        if token.dep_ != "pobj" or token.head.lower_ != "into" or verb.i == predicate.i:
            return []
        made = access.lemma_of(verb) in access.words("ability", "making")
        return [m for t in objects(verb) if (m := self.data.at(t))] if made else []

    def _meant_by(self, pronoun: Token) -> list[DataMention]:
        """What "it" or "them" stands for: the data named last that agrees, with what is listed beside it."""
        last = self.data.before(pronoun)
        if last is None or not _agrees(pronoun, self.data.doc[last.start : last.end]):
            return []
        return self.data.row_of(last)

    def _inside(self, token: Token, predicate: Token) -> list[DataMention]:
        inner = [m for t in _phrase(token) if t.i != predicate.i and (m := self.data.at(t))]
        return [m for m in dict.fromkeys(inner) if not any(self._owns(other, m) for other in inner)]

    def _owns(self, mention: DataMention, inner: DataMention) -> bool:
        """Whether the second stands in the first one's "of" phrase: "contact details of users' friends"."""
        if mention.generic or inner.start <= mention.end:
            return False
        of = self.nets.doc[mention.end]
        return of.lower_ == "of" and of.head.i == mention.head and of.is_ancestor(self.nets.doc[inner.head])

    def _listed_under(self, token: Token) -> list[DataMention]:
        """Members named behind "such as" or "including"."""
        lists = [
            child
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in {"including", "like", "as"}
        ]
        named = (m for child in lists for inner in _phrase(child) if (m := self.data.at(inner)))
        return list(dict.fromkeys(m for m in named if not m.generic))


def _counts(mention: DataMention, predicate: Token) -> bool:
    """Whether the mention is people's own data, or named by a verb that leaves little doubt of it."""
    if mention.theirs:
        return True
    if access.lemma_of(predicate) in access.weak_verbs() and not _is_strong_here(predicate, mention):
        pointing = any(t.lower_ in LIKENING for t in predicate.doc[mention.head].lefts)
        return (mention.generic and pointing) or (not mention.generic and mention.data in UNMISTAKABLE)
    one_thing = any(child.lower_ in {"a", "an"} for child in predicate.doc[mention.head].children)
    return (mention.generic or mention.data in SECRETIVE) and not one_thing


def _is_strong_here(verb: Token, mention: DataMention) -> bool:
    """ "sent data to firms": a weak verb says enough of data by that word, or beside a verb that does."""
    handed = access.lemma_of(verb) in access.words("give", "handing")
    passed_on = any(child.lower_ in HANDING_ON and child.i > verb.i for child in verb.children)
    named = verb.doc[mention.head].lower_ == "data" or passed_on
    return (handed and named) or _beside_strong(verb)


def _beside_strong(verb: Token) -> bool:
    """ "collect and send data": the verb shares its object with one that says what is meant."""
    beside = [verb.head] if verb.dep_ == "conj" else []
    return any(
        access.lemma_of(other) in access.strong_verbs()
        and verb.i - other.i <= 2
        and not any(child.dep_ in OBJECTS for child in other.children)
        for other in beside
    )


def _agrees(pronoun: Token, named: Span) -> bool:
    """Whether "them" can stand for what these words name: a plural, or a mass of data."""
    many = any(t.tag_ in {"NNS", "NNPS"} or t.lower_ in {"data", "media"} for t in (named.root, named[-1]))
    return pronoun.lower_ not in PLURAL or many or named[-1].lower_.endswith("s")


def _phrase(token: Token) -> Iterator[Token]:
    """The token's phrase without the clauses inside it."""
    yield token
    for child in token.children:
        clause = child.dep_ in CLAUSE_DEPS or (child.dep_ == "acl" and child.pos_ == "VERB")
        if not clause and (child.dep_ != "prep" or _opens_complement(child)):
            yield from _phrase(child)


def _opens_complement(preposition: Token) -> bool:
    """Whether the preposition says what its noun is of, not where it stands: "dots next to their names"."""
    placed = preposition.i > 0 and preposition.nbor(-1).lower_ in FIXED_BEFORE_TO
    return preposition.lower_ in COMPLEMENT and not placed
