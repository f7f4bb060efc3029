"""Frames of access over the parse: who could do what with which data.

"The network gave the bank the ability to read messages" has one frame: predicate "read", partner "the bank", data "messages".
After VerbNet's give, get and see classes and the verb classes of privacy-policy analysis; what the parse misses, the
order of words in the clause supplies.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from spacy.tokens import Doc, Token

from claims.extraction import syntax
from claims.extraction.data import PERSONAL_DATA, DataIndex, DataMention, stem
from claims.types import Action
from claims.vocabulary import load

T = TypeVar("T")
RECEIVING = {"to", "with", "among", "between", "onto", "into", "for", "by", "via", "through"}
GIVEN_TO = {"to", "with", "among", "between"}
COMPLEMENT = {"to", "of", "into", "on", "about", "over", "from", "including", "like", "at", "regarding", "in", "through"}
CLAUSE_DEPS = {"relcl", "advcl", "ccomp", "csubj", "parataxis"}
TAKEN_AT = {"to", "at", "through", "on", "into", "for", "in"}
PRONOUNS = {"it", "them", "that", "which", "these", "those", "this"}
POINTING_BACK = "such-access"
POINTERS = {"such", "this", "that", "these", "those", "the", "any", "all", "same"}
SECRETIVE = {"messages", "location", "account", "audio", "posts", "browsing"}
REACH_OF_REQUEST = 6
LISTED_WITHIN = 12
FIXED_BEFORE_TO = {"according", "due", "thanks", "prior", "owing", "relating", "related"}
OWN_ACCOUNT = "own-account"
LISTING = {",", "and", "or", "even"}
STOPS = {";", ":", "because", "although", "while", "whereas", "unless", "if", "when", "who", "which"}


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate of access with what fills its roles.

    `partners` are the head tokens of whoever gets the data, `grantors` of whoever gives it. `open_ended` says that somebody
    unnamed got it ("can be shared or sold"). `rule` names the reading that found it. `governor` is the predicate that decides
    the other fields where it stands elsewhere, above a list.
    """

    rule: str
    predicate: Token
    action: Action
    data: tuple[DataMention, ...]
    partners: tuple[Token, ...]
    grantors: tuple[Token, ...] = ()
    open_ended: bool = False
    governor: Token | None = None


@cache
def verb_actions() -> dict[str, Action]:
    """The action that each verb of taking names."""
    return {verb: Action(name) for name, entry in load("access")["take"].items() for verb in entry["verbs"]}


@cache
def noun_actions() -> dict[str, Action]:
    """The action that each noun of taking names."""
    found = {noun: Action(name) for name, entry in load("access")["take"].items() for noun in entry["nouns"]}
    return {**{noun: Action.ACCESS for noun in load("access")["ability"]["access"]}, **found}


@cache
def weak_verbs() -> frozenset[str]:
    """Verbs that say something else unless data of people is their object."""
    vocabulary = load("access")
    takes = [verb for entry in vocabulary["take"].values() for verb in entry["weak"]]
    return frozenset([*takes, *vocabulary["give"]["weak"]])


def agent_nouns() -> frozenset[str]:
    """Nouns that name who ends up with the data: "buyers"."""
    return _words("agent", "nouns")


def receivers() -> frozenset[str]:
    """Class nouns that stand for whoever gets the data: "clients"."""
    return _words("agent", "receivers")


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(load("access")[table][key])


IsParty = Callable[[Token], bool]


class FrameFinder:
    """Finds the frames of one document, given its data mentions and a test for parties."""

    def __init__(self, doc: Doc, data: DataIndex, is_party: IsParty) -> None:
        self.doc, self.data, self.is_party = doc, data, is_party

    def frames(self) -> list[Frame]:
        """Every frame, in the order of its predicate."""
        return [frame for token in self.doc for frame in self._at(token)]

    def _at(self, token: Token) -> Iterator[Frame]:
        lemma = token.lemma_.lower()
        if self._is_mistagged(token):
            yield from self._headline(token)
        if token.pos_ in {"VERB", "AUX"} and self.data.at(token) is None:
            if lemma in _words("give", "verbs"):
                yield from self._given(token)
            if lemma in verb_actions():
                yield from self._taken(token, verb_actions()[lemma])
            if lemma in _words("reach", "verbs"):
                yield from self._reached(token)
            if lemma in _words("own", "verbs"):
                yield from self._own_account(token)
        elif token.pos_ == "ADJ" and lemma in _words("reach", "adjectives"):
            yield from self._reached(token)
        elif token.pos_ in {"NOUN", "PROPN"} and self.data.at(token) is None:
            if lemma in _words("give", "nouns") or token.lower_ in _words("give", "nouns"):
                yield from self._transfer_noun(token)
            if lemma in noun_actions() or lemma in _words("ability", "nouns") or lemma in _words("deal", "nouns"):
                yield from self._access_noun(token, noun_actions().get(lemma, Action.ACCESS))
            if lemma in agent_nouns():
                yield from self._agent_noun(token)

    def _given(self, verb: Token) -> Iterator[Frame]:
        """"The company shared messages with the bank"; "the bank was given messages"; "it sold them locations"."""
        objects, obliques = syntax.objects(verb), syntax.obliques(verb)
        if any(_is_capability(t) for t in [*objects, *(o.token for o in obliques if o.preposition == "with")]):
            return
        receivers = [o.token for o in obliques if o.preposition in RECEIVING - {"by"}]
        data = self._data_of([*objects, *(t for t in receivers if not self.is_party(t))], verb)
        if not data and not objects and verb.lemma_.lower() in _words("give", "open_ended"):
            data = tuple(m for m in [self.data.before(verb)] if m)
        partners = [t for t in [*receivers, *objects] if self.is_party(t) and not self._covered(t, data)]
        partners = partners or self._following_party(verb) or self._dealt_with(verb)
        if data and partners:
            yield Frame("give", verb, Action.OBTAIN, data, tuple(partners), tuple(syntax.subjects(verb)))
        elif data and verb.lemma_.lower() in _words("give", "open_ended") and not _names_receiver(obliques):
            partners = requesters(self.doc[verb.i + 1 : verb.sent.end], self.is_party)
            grantors = tuple(syntax.subjects(verb))
            rule = "give-on-request" if partners else "give-open"
            yield Frame(rule, verb, Action.OBTAIN, data, tuple(partners), grantors, open_ended=not partners)

    def _reached(self, head: Token) -> Iterator[Frame]:
        """"The identifiers go to vendors"; "profiles were visible to apps"."""
        moved = syntax.undergoers_or_subjects(head.head if head.pos_ == "ADJ" and head.head.pos_ == "AUX" else head)
        data = self._data_of(moved, head)
        partners = [o.token for o in syntax.obliques(head) if o.preposition in _words("reach", "prepositions") and self.is_party(o.token)]
        if data and partners:
            action = Action.ACCESS if head.pos_ == "ADJ" else Action.OBTAIN
            yield Frame("reach", head, action, data, tuple(partners))

    def _taken(self, verb: Token, action: Action) -> Iterator[Frame]:
        """"The bank read messages"; "data harvested by the firm"; "the ability to read messages"."""
        partners = [t for t in self._takers(verb) if self.is_party(t)]
        if action in {Action.WRITE, Action.DELETE} and verb.tag_ != "VB":
            return
        obliques = syntax.obliques(verb)
        sources = [o.token for o in obliques if o.preposition == "from"]
        objects = [*syntax.objects(verb), *(o.token for o in obliques if o.preposition in TAKEN_AT)]
        if not partners or any(_is_capability(t) for t in objects):
            return
        actions, data = [action], self._data_of(objects, verb)
        if not data:
            actions, data = self._listed_actions(verb, action)
        if not data and sources:
            data = self._data_of(sources, verb)
        grantors = tuple(t for t in sources if self.is_party(t))
        if data:
            yield from (Frame("take", verb, each, data, tuple(partners), grantors) for each in actions)

    def _own_account(self, verb: Token) -> Iterator[Frame]:
        """"People could reach their accounts on devices of other makers": their own doing, through somebody else."""
        data = tuple(m for m in self._data_of(syntax.objects(verb), verb) if m.data == "account")
        if not data or any(self.is_party(t) for t in self._takers(verb)):
            return
        through = False
        partners = []
        for token in self._rest_of_clause(verb):
            through = through or token.lower_ in {"on", "through", "via", "from", "in", "with"}
            if through and self.is_party(token) and token.dep_ not in {"compound", "amod"}:
                partners.append(token)
        if partners:
            yield Frame(OWN_ACCOUNT, verb, Action.ACCESS, data, tuple(partners))

    def _takers(self, verb: Token) -> list[Token]:
        """Who does the taking; of "gave X and Y the ability to read", those in front of the noun; "accessed through X"."""
        noun = verb.head
        if verb.dep_ == "acl" and noun.pos_ == "NOUN" and self.is_party(noun.head) and noun.head.i < noun.i:
            return [noun.head]
        subjects = syntax.subjects(verb)
        if not subjects and syntax.is_passive(verb):
            subjects = [o.token for o in syntax.obliques(verb) if o.preposition in {"through", "via"}]
        return subjects

    def _listed_actions(self, verb: Token, action: Action) -> tuple[list[Action], tuple[DataMention, ...]]:
        """Order-based net: "read, write and delete messages", where the parse loses the shared object."""
        actions = [action]
        for token in self._rest_of_clause(verb):
            if mention := self.data.at(token):
                return actions, (mention,)
            if token.lemma_.lower() in verb_actions():
                actions.append(verb_actions()[token.lemma_.lower()])
            elif len(actions) == 1 and token.pos_ not in {"DET", "ADJ"} and token.lower_ not in LISTING:
                break
            elif token.pos_ in {"ADP", "VERB", "AUX"}:
                break
        return actions, ()

    def _transfer_noun(self, noun: Token) -> Iterator[Frame]:
        """"the sale of data to insurers", "data sharing with advertisers"."""
        obliques = list(syntax.obliques(noun))
        compounds = [child for child in noun.children if child.dep_ in {"compound", "amod", "nmod"}]
        data = self._data_of([*(o.token for o in obliques if o.preposition == "of"), *compounds], noun)
        partners = [o.token for o in obliques if o.preposition in GIVEN_TO and self.is_party(o.token)]
        grantors = tuple(child for child in noun.children if child.dep_ == "poss")
        if partners or any(m.data != PERSONAL_DATA for m in data):
            yield Frame("transfer-noun", noun, Action.OBTAIN, data, tuple(partners), grantors, open_ended=not partners)

    def _access_noun(self, noun: Token, action: Action) -> Iterator[Frame]:
        """"gave the bank access to messages", "its access to data", "developers with access to profiles"."""
        complements = [o.token for o in syntax.obliques(noun) if o.preposition in COMPLEMENT]
        compounds = [child for child in noun.children if child.dep_ in {"compound", "amod", "nmod"}]
        data = self._data_of([*complements, *compounds], noun) or self._following_data(noun)
        partners = [t for t in self._noun_holders(noun) if self.is_party(t) and not self._covered(t, data)]
        if not partners and data and noun.head.lemma_.lower() in syntax.giving():
            partners = self._following_party(self.doc[max(m.end for m in data) - 1])
        if data and partners:
            yield Frame("access-noun", noun, action, data, tuple(_unique(partners)))
        elif not complements and _points_back(noun):
            yield Frame(POINTING_BACK, noun, Action.ACCESS, (), tuple(_unique(partners)))
        if lemma_of(noun) in _words("deal", "nouns"):
            yield from self._deal(noun)

    def _deal(self, noun: Token) -> Iterator[Frame]:
        """"data-sharing deals with more than 150 firms"."""
        modifiers = self.doc[noun.left_edge.i : noun.i]
        data = next((m for t in modifiers if (m := self.data.at(t))), None)
        partners = [o.token for o in syntax.obliques(noun) if o.preposition == "with" and self.is_party(o.token)]
        if data and partners and any(t.lower_ in {"sharing", "access", "exchange"} for t in modifiers):
            yield Frame("deal", noun, Action.OBTAIN, (data,), tuple(partners))

    def _noun_holders(self, noun: Token) -> list[Token]:
        """Who has the access, also in "the access that the company gave to partners"."""
        if noun.dep_ in syntax.OBJECTS and self.is_party(noun.head) and noun.head.i < noun.i:
            return [noun.head]
        given = [child for child in noun.children if child.dep_ in {"relcl", "acl"} and child.lemma_.lower() in syntax.giving()]
        for verb in given:
            receivers = [o.token for o in syntax.obliques(verb) if o.preposition in {"to", "for"}]
            receivers += [child for child in verb.children if child.dep_ in syntax.OBJECTS | {"dative"} and child.pos_ != "ADP"]
            if receivers:
                return [t for r in receivers for t in syntax.with_conjuncts(r)]
        return syntax.holders(noun)

    def _agent_noun(self, noun: Token) -> Iterator[Frame]:
        """"the buyers of the data": the noun names the partner itself."""
        data = self._data_of([o.token for o in syntax.obliques(noun) if o.preposition == "of"], noun)
        if data and self.is_party(noun):
            yield Frame("agent-noun", noun, Action.OBTAIN, data, (noun,))

    def _is_mistagged(self, token: Token) -> bool:
        """Whether a verb was read as a noun or an adjective: "Larkfield shares data with advertisers"."""
        modifies = token.dep_ in {"amod", "compound"} and token.head.i > token.i
        if (token.pos_ == "VERB" and not modifies) or token.lower_ not in load("access")["give"]["forms"]:
            return False
        return token.i > token.sent.start and self.is_party(token.nbor(-1))

    def _headline(self, verb: Token) -> Iterator[Frame]:
        data = next((m for t in self._rest_of_clause(verb) if (m := self.data.at(t))), None)
        partners = self._following_party(verb)
        if data and partners:
            yield Frame("headline", verb, Action.OBTAIN, (data,), tuple(partners), (verb.nbor(-1),))

    def _covered(self, token: Token, data: Iterable[DataMention]) -> bool:
        return any(m.start <= token.i < m.end for m in data)

    def _data_of(self, tokens: Iterable[Token], predicate: Token) -> tuple[DataMention, ...]:
        """The data that the phrases under these heads name; specific terms before general ones."""
        found: list[DataMention] = []
        for token in tokens:
            found += self._data_under(token, predicate)
        strong = predicate.lemma_.lower() not in weak_verbs()
        found = [m for m in found if m.theirs or (strong and (m.generic or m.data in SECRETIVE) and not _is_one(self.doc[m.head]))]
        specific = [m for m in found if not m.generic]
        return tuple(_unique(specific or found))

    def _data_under(self, token: Token, predicate: Token) -> list[DataMention]:
        own = self.data.at(token)
        if token.lower_ in PRONOUNS:
            antecedent = self.data.before(token)
            return [antecedent] if antecedent else []
        if own is None and not (self.is_party(token) or stem(token.text) in _carriers() or token.pos_ in {"NOUN", "PROPN", "PRON", "DET"}):
            return []
        found = [own] if own else []
        if own is not None and own.data == PERSONAL_DATA:
            listed = self._listed_under(token) or self._listed_after(own)
            if listed or not own.generic:
                return listed or [own]
        elif own is not None and not own.generic:
            return self._listed_under(token) or [own]
        for inner in _phrase(token):
            mention = self.data.at(inner)
            if mention and mention not in found and inner.i != predicate.i:
                found.append(mention)
        return found

    def _listed_under(self, token: Token) -> list[DataMention]:
        """Members named behind "such as" or "including"."""
        listed = []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"including", "like", "as"}:
                listed += [m for inner in _phrase(child) if (m := self.data.at(inner))]
        return _unique(listed)

    def _listed_after(self, mention: DataMention) -> list[DataMention]:
        """Order-based net: "data with the network, including phone numbers", where the parse hangs the list elsewhere."""
        opened = None
        for token in self._rest_of_clause(self.doc[mention.end - 1]):
            if token.i - mention.end > LISTED_WITHIN:
                break
            if token.lower_ == "including" or (token.lower_ == "as" and token.nbor(-1).lower_ == "such"):
                opened = token
            elif opened is not None and (first := self.data.at(token)) and not first.generic:
                row = [m for t in syntax.with_conjuncts(self.doc[first.head]) if (m := self.data.at(t))]
                return _unique([first, *row])
            elif opened is not None and (self.is_party(token) or token.i - opened.i > 4):
                break
        return []

    def _dealt_with(self, verb: Token) -> list[Token]:
        """"contracting with a broker to sell data", "a deal with the firm to share locations"."""
        head = verb.head
        if verb.dep_ not in {"xcomp", "advcl", "acl"} or head.i == verb.i:
            return []
        return [o.token for o in syntax.obliques(head) if o.preposition == "with" and self.is_party(o.token)]

    def _following_party(self, verb: Token) -> list[Token]:
        """Order-based net: "with" or "to" and a party later in the clause, whatever the parse made of it."""
        for token in self._rest_of_clause(verb):
            if token.lower_ in GIVEN_TO and token.i + 1 < len(self.doc) and token.nbor(-1).lower_ not in FIXED_BEFORE_TO:
                for inner in self.doc[token.i + 1 : token.i + 7]:
                    if inner.pos_ in {"VERB", "ADP", "PUNCT"} and inner.lower_ != "-":
                        break
                    if self.is_party(inner) and inner.dep_ not in {"compound", "poss", "amod"}:
                        return syntax.with_conjuncts(inner)
        return []

    def _following_data(self, noun: Token) -> tuple[DataMention, ...]:
        """Order-based net: the data right behind "access to"."""
        following = self.doc[noun.i + 1 : noun.i + 2]
        if not following or following[0].lower_ not in {"to", "into"}:
            return ()
        found = []
        for token in self._rest_of_clause(noun):
            if token.pos_ == "VERB" and token.tag_ != "VBN":
                break
            if (mention := self.data.at(token)) and mention not in found:
                found.append(mention)
        return tuple([m for m in found if not m.generic][:3] or found[:1])

    def _rest_of_clause(self, token: Token) -> Iterator[Token]:
        for follower in self.doc[token.i + 1 : token.sent.end]:
            if follower.lower_ in STOPS:
                return
            yield follower


@cache
def _carriers() -> frozenset[str]:
    return _words("ability", "carrier")


def _is_capability(token: Token) -> bool:
    """Whether the noun names access or an ability rather than data."""
    if token.pos_ != "NOUN":
        return False
    if token.lemma_ in _words("ability", "access"):
        return any(child.lower_ in {"to", "into"} for child in token.children) or token.lemma_ == "access"
    return token.lemma_ in _words("ability", "nouns") and any(child.dep_ in {"acl", "relcl"} for child in token.children)


def _names_receiver(obliques: Iterable[syntax.Oblique]) -> bool:
    """Whether "to" or "with" has an object other than "the following"."""
    objects = [o.token for o in obliques if o.preposition in GIVEN_TO]
    return any(t.lower_ != "following" and not any(child.lower_ == "following" for child in t.children) for t in objects)


def _is_one(noun: Token) -> bool:
    """"a message": one thing of nobody's rather than people's data."""
    return any(child.lower_ in {"a", "an"} for child in noun.children)


def requesters(words: Iterable[Token], is_party: IsParty) -> list[Token]:
    """Who asked for the data: "at the request of the police", "a court order from the authorities"."""
    request: Token | None = None
    for token in words:
        if token.lemma_.lower() in _words("request", "nouns"):
            request = token
        elif request is not None and token.i - request.i > REACH_OF_REQUEST:
            request = None
        elif request is not None and is_party(token) and token.dep_ not in {"compound", "poss", "amod"}:
            if token.doc[request.i + 1].lower_ in {"of", "from", "by"}:
                return syntax.with_conjuncts(token)
    return []


def _points_back(noun: Token) -> bool:
    """"such access", "these privileges", "the access that it gave": access told of before."""
    if lemma_of(noun) not in _words("ability", "pointing"):
        return False
    clauses = [child for child in noun.children if child.dep_ in {"acl", "relcl"}]
    given = any(child.lemma_.lower() in syntax.giving() | syntax.holding() for child in clauses)
    pointing = any(child.dep_ in {"det", "amod", "predet"} and child.lower_ in POINTERS for child in noun.children)
    return given or (pointing and not clauses)


def lemma_of(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


def _phrase(token: Token) -> Iterator[Token]:
    """The token's phrase without the clauses inside it."""
    yield token
    for child in token.children:
        if child.dep_ in CLAUSE_DEPS or (child.dep_ == "acl" and child.pos_ == "VERB") or child.dep_ == "appos":
            continue
        if child.dep_ == "prep" and child.lower_ not in COMPLEMENT:
            continue
        yield from _phrase(child)


def _unique(found: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(found))
