"""Frames that a noun heads: access, abilities, sales, buyers and deals."""

from collections.abc import Iterator

from spacy.tokens import Token

from claims.extraction import access, syntax
from claims.extraction.composition import PERSONAL_DATA
from claims.extraction.data import DataIndex, DataMention
from claims.extraction.frame import BARE_ACCESS, COMPLEMENT, GIVEN_TO, POINTING_BACK, Frame, IsParty
from claims.extraction.links import sentence_end
from claims.extraction.nets import Nets
from claims.extraction.objects import Objects
from claims.types import Action

POINTERS = {"such", "this", "that", "these", "those", "the", "any", "all", "same"}
SELLING = {"sell", "resell", "monetize", "monetise", "rent", "license"}
MODIFYING = {"compound", "amod", "nmod"}


class NounFrames:
    """Reads the frames of nouns of access."""

    def __init__(self, data: DataIndex, objects: Objects, nets: Nets, is_party: IsParty) -> None:
        self.data, self.objects, self.nets, self.is_party = data, objects, nets, is_party

    def at(self, noun: Token) -> Iterator[Frame]:
        """The frames of one noun."""
        lemma = access.lemma_of(noun)
        if {lemma, noun.lower_} & access.words("give", "nouns"):
            yield from self._transfer(noun)
        if lemma in access.noun_actions() or lemma in access.words("ability", "nouns"):
            yield from self._access(noun, access.noun_actions().get(lemma, Action.ACCESS))
        if lemma in access.words("deal", "nouns"):
            yield from self._deal(noun)
        if lemma in access.agents():
            yield from self._agent(noun)

    def _transfer(self, noun: Token) -> Iterator[Frame]:
        """ "the sale of data to insurers", "location data sharing with advertisers"."""
        obliques = syntax.obliques(noun)
        obliques += [
            o for of in obliques if of.preposition in {"of", "under"} for o in syntax.obliques(of.token)
        ]
        data = self.objects.of(
            [*(o.token for o in obliques if o.preposition == "of"), *_modifiers(noun)], noun
        )
        partners = tuple(o.token for o in obliques if o.preposition in GIVEN_TO and self.is_party(o.token))
        partners = partners or self._right_behind(data)
        grantors = tuple(child for child in noun.children if child.dep_ == "poss")
        named = any(m.data != PERSONAL_DATA for m in data) and not _is_hyphenated(noun)
        if partners or named:
            yield Frame(
                "transfer-noun", noun, Action.OBTAIN, data, partners, grantors, open_ended=not partners
            )

    def _right_behind(self, data: tuple[DataMention, ...]) -> tuple[Token, ...]:
        """ "end their sales of data to brokers", where the parse hangs the receiver on the verb."""
        last = self.nets.doc[max(m.end for m in data) - 1] if data else None
        if last is None or last.i + 1 >= sentence_end(last) or last.nbor().lower_ not in GIVEN_TO:
            return ()
        return tuple(self.nets.receivers(last))

    def _access(self, noun: Token, action: Action) -> Iterator[Frame]:
        """ "gave the bank access to messages", "its access to data", "developers with access to profiles"."""
        had = (child for child in noun.children if child.dep_ == "relcl")
        hosts = [noun, *(child for child in had if access.lemma_of(child) in access.holding())]
        complements = [
            o.token for host in hosts for o in syntax.obliques(host) if o.preposition in COMPLEMENT
        ]
        data = self.objects.of([*complements, *_modifiers(noun)], noun) or self.nets.data_behind(noun)
        data = data or _stored_in(complements)
        covered = {i for m in data for i in range(m.start, m.end)}
        partners = [t for t in self._holders(noun) if self.is_party(t) and t.i not in covered]
        if not partners and data and all(m.end <= noun.i for m in data):
            partners = [t for t in complements if self.is_party(t)]
        if not partners and data and access.lemma_of(noun.head) in access.giving():
            partners = self.nets.receivers(noun.doc[max(m.end for m in data) - 1])
        partners = list(dict.fromkeys(partners))
        if data and partners:
            yield Frame("access-noun", noun, action, data, tuple(partners))
        elif data and noun.dep_ in syntax.OBJECTS and access.lemma_of(noun.head) in SELLING:
            yield Frame("give-open", noun.head, Action.ACCESS, data, (), open_ended=True)
        elif _points_back(noun) and all(self.is_party(t) for t in complements):
            given = access.lemma_of(noun.head) in access.giving()
            partners += [t for t in complements if given and t not in partners]
            yield Frame(POINTING_BACK, noun, Action.ACCESS, (), tuple(partners))
        elif not data and is_likened(noun):
            likewise = tuple(t for t in syntax.subjects(noun.head) if self.is_party(t))
            yield Frame(POINTING_BACK, noun, action, (), likewise)
        elif (
            partners
            and not data
            and access.lemma_of(noun) in access.words("ability", "pointing") - _asked(noun)
        ):
            yield Frame(BARE_ACCESS, noun, Action.ACCESS, (), tuple(partners))

    def _holders(self, noun: Token) -> list[Token]:
        """Who has the access, also in "the access that the company gave to partners"."""
        if noun.dep_ in syntax.OBJECTS and self.is_party(noun.head) and noun.head.i < noun.i:
            return [noun.head]
        for verb in (child for child in noun.children if child.dep_ in {"relcl", "acl"}):
            if access.lemma_of(verb) in access.giving() and (receivers := _receivers(verb)):
                return [t for r in receivers for t in syntax.with_conjuncts(r)]
        return syntax.holders(noun)

    def _deal(self, noun: Token) -> Iterator[Frame]:
        """ "data-sharing deals with more than 150 firms"."""
        words = noun.doc[noun.left_edge.i : noun.i]
        general = next(
            (DataMention(t.i, t.i + 1, t.i, PERSONAL_DATA) for t in words if t.lower_ == "data"), None
        )
        data = next((m for t in words if (m := self.data.at(t)) and not m.generic), general)
        partners = tuple(self.nets.receivers(noun))
        if data and partners and any(t.lower_ in {"sharing", "access", "exchange"} for t in words):
            yield Frame("deal", noun, Action.OBTAIN, (data,), partners)

    def _agent(self, noun: Token) -> Iterator[Frame]:
        """ "the buyers of the data": the noun names the partner itself."""
        data = self.objects.of([o.token for o in syntax.obliques(noun) if o.preposition == "of"], noun)
        if data and self.is_party(noun):
            yield Frame("agent-noun", noun, Action.OBTAIN, data, (noun,))


def _is_hyphenated(noun: Token) -> bool:
    """ "screen-sharing", "photo-sharing": a kind of activity."""
    before = noun.nbor(-1) if noun.i else noun
    return before.text == "-" and not before.whitespace_


def is_capability(token: Token) -> bool:
    """Whether the noun names access or an ability rather than data."""
    if token.pos_ != "NOUN":
        return False
    if token.lemma_ in access.words("ability", "access"):
        return any(child.lower_ in {"to", "into"} for child in token.children) or token.lemma_ == "access"
    described = any(child.dep_ in {"acl", "relcl"} for child in token.children)
    return described and token.lemma_ in access.words("ability", "nouns")


def is_likened(noun: Token) -> bool:
    """ "made similar purchases", "has similar access": what somebody else was said to do before."""
    likened = any(child.lower_ in {"similar", "comparable"} for child in noun.children)
    done = access.lemma_of(noun.head) in {"make", *access.holding()}
    return likened and done and noun.dep_ in syntax.OBJECTS


def _stored_in(complements: list[Token]) -> tuple[DataMention, ...]:
    """ "access to its servers": to the data there, of whatever kind."""
    stores = [t for t in complements if access.lemma_of(t) in access.words("ability", "stores")]
    owned = [t for t in stores if any(child.dep_ == "poss" or child.lower_ == "of" for child in t.children)]
    return tuple(DataMention(t.i, t.i + 1, t.i, PERSONAL_DATA) for t in owned[:1])


def _modifiers(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.dep_ in MODIFYING]


def _asked(noun: Token) -> frozenset[str]:
    """ "without asking for their permission": what people give is no access of theirs."""
    owned = any(child.dep_ == "poss" for child in noun.children)
    return access.words("ability", "consenting") if owned else frozenset()


def _receivers(verb: Token) -> list[Token]:
    found = [o.token for o in syntax.obliques(verb) if o.preposition in {"to", "for"}]
    return found + [
        child for child in verb.children if child.dep_ in syntax.OBJECTS | {"dative"} and child.pos_ != "ADP"
    ]


def _points_back(noun: Token) -> bool:
    """ "such access", "these privileges", "the access that it gave": access told of before."""
    to_do = noun.i + 1 < len(noun.doc) and noun.nbor().tag_ == "TO"
    if access.lemma_of(noun) not in access.words("ability", "pointing") or to_do:
        return False
    clauses = [child for child in noun.children if child.dep_ in {"acl", "relcl"}]
    given = any(access.lemma_of(child) in access.giving() | access.holding() for child in clauses)
    pointing = any(
        child.dep_ in {"det", "amod", "predet"} and child.lower_ in POINTERS for child in noun.children
    )
    return given or (pointing and not clauses)
