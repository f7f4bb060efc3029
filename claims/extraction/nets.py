"""Order-based nets: what the parse loses, the order of words in the clause supplies.

"sold the data, it said, to advertisers": the first "to" with a party behind it names the receiver, whatever it hangs on.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from claims.extraction import access, syntax
from claims.extraction.data import DataIndex, DataMention
from claims.extraction.frame import GIVEN_TO, IsParty
from claims.extraction.links import sentence_end
from claims.types import Action

REACH_OF_REQUEST = 6
LISTED_WITHIN = 12
PARTY_WITHIN = 6
DATA_WITHIN = 4
LISTING = {",", "and", "or", "even"}
STOPS = {";", ":", "because", "although", "while", "whereas", "unless", "if", "when", "who", "which"}
MODIFYING = {"compound", "poss", "amod"}
OF_WHOM = {"of", "from", "by"}
DASHES = {"-", "–", "—", "--"}
UNTIED = {"npadvmod", "dep", "ROOT", "punct", "appos"}
INSIDE = {"-", "than", "of"}
WITHIN = {"within", "across", "throughout"}
GROUPS = {"group", "family", "companies", "affiliates", "subsidiaries"}


class Nets:
    """Finds receivers, data and actions by their place in the clause."""

    def __init__(self, doc: Doc, data: DataIndex, is_party: IsParty) -> None:
        self.doc, self.data, self.is_party = doc, data, is_party

    def rest_of_clause(self, token: Token) -> Iterator[Token]:
        """The tokens behind this one, up to the end of its sentence or a word that opens another clause."""
        for follower in self.doc[token.i + 1 : sentence_end(token)]:
            if follower.lower_ in STOPS:
                return
            yield follower

    def receivers(self, verb: Token) -> list[Token]:
        """ "with" or "to" and a party later in the clause, with what is coordinated to it."""
        for token in _without_insertions(self.doc[verb.i + 1 : _end_of_clause(verb)]):
            if token.lower_ in STOPS or _opens_another(token, verb):
                return []
            if _is_anothers(token, verb):
                continue
            if token.lower_ in GIVEN_TO and token.nbor(-1).lower_ not in syntax.FIXED_BEFORE_TO:
                party = self._party_behind(token)
                if party is not None:
                    return syntax.with_conjuncts(party)
        return []

    def _party_behind(self, preposition: Token) -> Token | None:
        for token in self.doc[preposition.i + 1 : preposition.i + 1 + PARTY_WITHIN]:
            if self.is_party(token):
                if token.dep_ not in MODIFYING:
                    return token
            elif "-" in {token.text, token.nbor(-1).text}:
                continue
            elif token.pos_ in {"VERB", "ADP", "PUNCT"} and token.lower_ not in INSIDE:
                return None
        return None

    def data_behind(self, noun: Token) -> tuple[DataMention, ...]:
        """The data right behind "access to"."""
        following = self.doc[noun.i + 1 : noun.i + 2]
        if not following or following[0].lower_ not in {"to", "into"}:
            return ()
        found: list[DataMention] = []
        for token in self.rest_of_clause(noun):
            if token.pos_ == "VERB" and token.tag_ != "VBN":
                break
            if (mention := self.data.at(token)) and mention not in found:
                found.append(mention)
        return tuple([m for m in found if not m.generic][:3] or found[:1])

    def data_after(self, verb: Token) -> tuple[DataMention, ...]:
        """ "shares sensitive data - relating to health - with firms": the data that opens the verb's object."""
        for token in self.doc[verb.i + 1 : min(verb.i + 1 + DATA_WITHIN, sentence_end(verb))]:
            if mention := self.data.at(token):
                head = self.doc[mention.head]
                untied = head.dep_ in UNTIED or (head.dep_ in syntax.OBJECTS and head.head.i > mention.end)
                return (mention,) if (mention.theirs or mention.generic) and untied else ()
            if token.pos_ not in {"ADJ", "DET", "NOUN", "PRON"}:
                break
        return ()

    def data_later(self, receiver: Token) -> tuple[DataMention, ...]:
        """ "may share with our affiliates your (1) posts and (2) contacts": people's own data named behind the receiver."""
        later = (self.data.at(token) for token in self.rest_of_clause(receiver))
        return tuple(dict.fromkeys(m for m in later if m and m.theirs and not m.generic))

    def listed_behind(self, mention: DataMention) -> list[DataMention]:
        """ "data with the network, including phone numbers", where the parse hangs the list elsewhere."""
        opened: Token | None = None
        for token in self.rest_of_clause(self.doc[mention.end - 1]):
            if token.i - mention.end > LISTED_WITHIN:
                break
            if token.lower_ == "including" or (token.lower_ == "as" and token.nbor(-1).lower_ == "such"):
                opened = token
            elif opened is not None and (first := self.data.at(token)) and not first.generic:
                row = [m for t in syntax.with_conjuncts(self.doc[first.head]) if (m := self.data.at(t))]
                return list(dict.fromkeys([first, *row, *self.data.row_behind(first)]))
            elif opened is not None and (self.is_party(token) or token.i - opened.i > DATA_WITHIN):
                break
        return []

    def listed_actions(self, verb: Token, action: Action) -> tuple[list[Action], tuple[DataMention, ...]]:
        """ "read, write and delete messages", where the parse loses the shared object."""
        actions = [action]
        for token in self.rest_of_clause(verb):
            if mention := self.data.at(token):
                return actions, (mention,)
            if access.lemma_of(token) in access.verb_actions():
                actions.append(access.verb_actions()[access.lemma_of(token)])
            elif token.pos_ in {"ADP", "VERB", "AUX"} or (len(actions) == 1 and not _goes_on(token)):
                break
        return actions, ()


def _end_of_clause(verb: Token) -> int:
    """Where the verb's sentence ends, or a fronted clause of its own: "Although it says so, data goes to firms"."""
    fronted = verb.dep_ == "advcl" and verb.head.i > verb.i
    return verb.right_edge.i + 1 if fronted else sentence_end(verb)


def _without_insertions(words: Span) -> Iterator[Token]:
    """The tokens but for what stands between two dashes: "shared the data - which it had kept - with Quillo"."""
    dashes = [t.i for t in words if t.text in DASHES and (t.tag_ == ":" or t.nbor(-1).whitespace_)]
    inserted = range(dashes[0], dashes[1] + 1) if len(dashes) > 1 else range(0)
    return (t for t in words if t.i not in inserted)


def _opens_another(token: Token, verb: Token) -> bool:
    """ "..., and that its deal with Quillo went on"; the verb behind "a firm that sold our data": another clause."""
    told_beside = token.lower_ == "that" and token.tag_ == "IN" and token.nbor(-1).pos_ == "CCONJ"
    return told_beside or (verb.dep_ == "relcl" and token.pos_ in {"VERB", "AUX"} and token.is_ancestor(verb))


def _is_anothers(preposition: Token, verb: Token) -> bool:
    """ "data that patients shared with them": the receiver of a relative clause with a giver of its own."""
    giver = preposition.nbor(-1)
    return (
        giver.dep_ == "relcl"
        and giver.i > verb.i
        and access.lemma_of(giver) in access.giving()
        and any(child.dep_ == "nsubj" for child in giver.children)
    )


def _goes_on(token: Token) -> bool:
    return token.pos_ in {"DET", "ADJ"} or token.lower_ in LISTING


def is_group(oblique: syntax.Oblique) -> bool:
    """ "within the Halden group", "across our family of companies"."""
    return oblique.preposition in WITHIN and bool({oblique.token.lemma_, oblique.token.lower_} & GROUPS)


def requesters(words: Iterable[Token], is_party: IsParty) -> list[Token]:
    """Who asked for the data: "at the request of the police", "a court order from the authorities", "if agencies ask"."""
    request: Token | None = None
    for token in words:
        if access.lemma_of(token) in access.words("request", "verbs") and (
            asking := [t for t in token.children if t.dep_ == "nsubj" and is_party(t)]
        ):
            return syntax.with_conjuncts(asking[0])
        if token.tag_ == "VBN" and access.lemma_of(token) in access.words("request", "verbs"):
            bys = [
                t for child in token.children if child.lower_ == "by" for t in syntax.with_conjuncts(child)
            ]
            agents = [t for by in bys for t in by.children if t.dep_ == "pobj" and is_party(t)]
            if agents:
                return syntax.with_conjuncts(agents[0])
        if access.lemma_of(token) in access.words("request", "assisting") and (
            helped := next((t for t in token.children if t.dep_ in {"dobj", "prep"}), None)
        ):
            whom = next((t for t in helped.children if t.dep_ == "pobj"), helped)
            if is_party(whom):
                return syntax.with_conjuncts(whom)
        if access.lemma_of(token) in access.words("request", "nouns"):
            request = token
        elif request is not None and token.i - request.i > REACH_OF_REQUEST:
            request = None
        elif request is not None and _is_asker(request, token, is_party):
            return syntax.with_conjuncts(token)
    return []


def _is_asker(request: Token, token: Token, is_party: IsParty) -> bool:
    between = [t.lower_ for t in request.doc[request.i + 1 : token.i]]
    whose = bool(between) and (between[0] in OF_WHOM or between[:3] == [",", "including", "from"])
    return whose and is_party(token) and token.dep_ not in MODIFYING
