"""Frames that a verb heads: giving, taking, reaching, and people's own accounts through somebody else."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from claims.extraction import access, syntax
from claims.extraction.around import gives_away, is_naming, is_shifted, is_tool, names_receiver
from claims.extraction.data import DataIndex, DataMention
from claims.extraction.frame import GIVEN_TO, OWN_ACCOUNT, POINTING_BACK, Frame, IsParty
from claims.extraction.links import passage_start, sentence_end, sentence_start
from claims.extraction.nets import Nets, is_group, requesters
from claims.extraction.nouns import is_capability
from claims.extraction.objects import PRONOUNS, Objects
from claims.extraction.payments import paid_for
from claims.extraction.spelling import inserted_behind, is_misread_verb, is_titled
from claims.types import Action

RECEIVING = {"to", "with", "among", "between", "onto", "into", "for", "via", "through"}
ROUTES = {"via", "through"}
TAKEN_AT = {"to", "at", "through", "on", "into", "for", "in"}
PARTICLES = {"on", "over", "along", "out", "up"}
FACTS = {"it", "this", "that", "so"}
THROUGH = {"on", "through", "via", "from", "in", "with"}


class VerbFrames:
    """Reads the frames of verbs of access."""

    def __init__(self, data: DataIndex, objects: Objects, nets: Nets, is_party: IsParty) -> None:
        self.data, self.objects, self.nets, self.is_party = data, objects, nets, is_party

    def at(self, verb: Token) -> Iterator[Frame]:
        """The frames of one verb."""
        lemma = access.lemma_of(verb)
        if lemma in access.giving():
            yield from [*self._behind_pronoun(verb)] or self._given(verb)
        if lemma in access.verb_actions():
            yield from self._taken(verb, access.verb_actions()[lemma])
        if lemma in access.words("reach", "verbs"):
            yield from self.reached(verb)
        if lemma in access.giving():
            yield from self._of_the_kind(verb)
        if lemma in access.words("pay", "verbs"):
            yield from paid_for(verb, self.objects, self.is_party)
        if lemma in access.words("ability", "keeping"):
            yield from self._kept(verb)
        if lemma in access.words("own", "verbs"):
            yield from self._own_account(verb)

    def headline(self, word: Token) -> Iterator[Frame]:
        """ "Larkfield shares data with advertisers", the verb read as a noun or an adjective."""
        if word.lower_ not in access.words("give", "forms"):
            return
        modifies = word.dep_ in {"amod", "compound"} and word.head.i > word.i
        if word.pos_ == "VERB" and not modifies:
            return
        if word.i == sentence_start(word) or not (self.is_party(word.nbor(-1)) or is_misread_verb(word)):
            return
        if any(t.lower_ in {"whether", "if", "how"} for t in word.doc[sentence_start(word) : word.i]):
            return
        partners = self.nets.receivers(word)
        before = word.doc[word.i + 1 : partners[0].i] if partners else ()
        data = next((m for t in before if (m := self.data.at(t))), None)
        if data:
            row = self.objects.of(syntax.with_conjuncts(word.doc[data.head]), word) or (data,)
            before_it = inserted_behind(word) or word.nbor(-1)
            grantors = syntax.subjects(before_it.head) if before_it.lower_ == "and" else [before_it]
            yield Frame("headline", word, Action.OBTAIN, row, tuple(partners), tuple(grantors))

    def reached(self, head: Token) -> Iterator[Frame]:
        """ "The identifiers go to vendors"; "profiles were visible to apps"."""
        if access.lemma_of(head) in access.words("reach", "with_up") and not any(
            child.lower_ == "up" for child in head.children
        ):
            return
        if head.tag_ == "VBG" and "pcomp" in {head.dep_, head.head.dep_}:
            return
        verb = head.head if head.pos_ == "ADJ" and head.head.pos_ == "AUX" else head
        made = head.pos_ == "ADJ" and head.head.lemma_ == "make"
        told_of = (
            [*syntax.objects(head.head), *_own_subjects(head)]
            if made
            else syntax.undergoers_or_subjects(verb)
        )
        data = self.objects.of(told_of, head)
        direct = syntax.objects(head) if access.lemma_of(head) in access.words("reach", "transitive") else []
        partners = tuple(t for t in [*direct, *self._reached_by(head)] if self.is_party(t))
        if data and partners:
            yield Frame("reach", head, Action.ACCESS if head.pos_ == "ADJ" else Action.OBTAIN, data, partners)

    def _reached_by(self, head: Token) -> Iterator[Token]:
        """ "to vendors", "with insurers", "in the hands of brokers"."""
        for oblique in syntax.obliques(head):
            if access.lemma_of(oblique.token) in access.words("reach", "hands"):
                yield from (o.token for o in syntax.obliques(oblique.token) if o.preposition == "of")
                yield from (child for child in oblique.token.children if child.dep_ == "poss")
            elif oblique.preposition in access.words("reach", "prepositions"):
                yield oblique.token

    def known_of(self, adjective: Token) -> Iterator[Frame]:
        """ "It was unaware of this": the access told of just before."""
        pointed = [o.token.lower_ for o in syntax.obliques(adjective) if o.preposition == "of"]
        partners = tuple(t for t in syntax.undergoers_or_subjects(adjective.head) if self.is_party(t))
        if partners and set(pointed) & {"this", "that", "it", "them", "these"}:
            yield Frame(POINTING_BACK, adjective, Action.ACCESS, (), partners)

    def _given(self, verb: Token) -> Iterator[Frame]:
        """ "The company shared messages with the bank"; "the bank was given messages"; "it sold them locations"."""
        objects, obliques = syntax.objects(verb), syntax.obliques(verb)
        if verb.dep_ == "amod" or any(
            is_capability(t) for t in [*objects, *(o.token for o in obliques if o.preposition == "with")]
        ):
            return
        telling = access.lemma_of(verb) in access.words("idle", "disclosing")
        if (
            telling
            and objects
            and all(t.lower_ in FACTS for t in objects)
            and not any(map(self.is_party, (o.token for o in obliques)))
        ):
            return
        open_ended = access.lemma_of(verb) in access.words("give", "open_ended") or gives_away(verb)
        receivers = [
            o.token for o in obliques if (o.preposition in GIVEN_TO or is_group(o)) and self.is_party(o.token)
        ]
        made = access.lemma_of(verb) == "make"
        through = [] if receivers or made else [o.token for o in obliques if o.preposition in RECEIVING]
        if through and objects and all(o.preposition in ROUTES for o in obliques if o.token in through):
            through = [*(t for t in self.nets.receivers(verb) if t not in through), *through]
        receivers = receivers or through
        data = self.objects.of(objects, verb)
        data = data or self.objects.of([o.token for o in obliques if o.preposition in PARTICLES], verb)
        data = data or self.objects.of([t for t in receivers if not self.is_party(t)], verb)
        data = data or tuple(self.data.under_clause(verb)) or self.nets.data_after(verb)
        if not data and (around := self._around(verb)):
            data, objects = around, []
        if data and all(m.generic for m in data):
            data = self.objects.told_about(verb, obliques) or data
        data += tuple(m for m in self.objects.along_with(verb) if m not in data)
        told = any(child.dep_ == "ccomp" and (telling or child.i > verb.i) for child in verb.children)
        if not data and not objects and open_ended and not told:
            data = tuple(m for m in [self.data.before(verb)] if m)
        data = tuple(m for m in data if not is_naming(verb, m))
        covered = {i for m in data for i in range(m.start, m.end)}
        beside = {t.i for m in data for t in verb.doc[m.head].conjuncts}
        partners = [t for t in [*receivers, *objects] if self.is_party(t) and t.i not in covered]
        partners = [t for t in partners if t in receivers or t.i not in beside]
        partners = [t for t in partners if t not in objects or len(objects) > 1 or t.lower_ not in PRONOUNS]
        partners = partners or self.nets.receivers(verb) or self._in_front_of_data(objects)
        partners = partners or self._dealt_with(verb)
        grantors = tuple(syntax.subjects(verb))
        if partners and not data and not objects and (open_ended or is_shifted(verb)):
            data = self.nets.data_later(partners[-1])
        if data and partners:
            yield Frame("give", verb, Action.OBTAIN, data, tuple(partners), grantors)
        elif data and open_ended and not names_receiver(obliques):
            sides = (verb.doc[verb.i + 1 : sentence_end(verb)], verb.doc[sentence_start(verb) : verb.i])
            asking = tuple(next(filter(None, (requesters(side, self.is_party) for side in sides)), ()))
            rule = "give-on-request" if asking else "give-open"
            yield Frame(rule, verb, Action.OBTAIN, data, asking, grantors, open_ended=not asking)

    def _behind_pronoun(self, verb: Token) -> Iterator[Frame]:
        """ "Sold It Quillo, Halden and Others": a headline leaves out "to"."""
        behind = verb.doc[verb.i + 1 : min(verb.i + 3, sentence_end(verb))]
        if len(behind) < 2 or behind[0].lower_ not in PRONOUNS or not is_titled(verb.sent):
            return
        data = self.objects.of(behind[:1], verb)
        if data and behind[1].pos_ == "PROPN" and self.is_party(behind[1]):
            yield Frame("headline", verb, Action.OBTAIN, data, (behind[1],))

    def _around(self, verb: Token) -> tuple[DataMention, ...]:
        """ "data from shops sold to insurers", where the parse hangs the participle on the last noun of the phrase."""
        noun = verb.head
        if verb.dep_ != "acl" or not syntax.is_passive(verb):
            return ()
        while noun.dep_ == "pobj" and self.data.at(noun) is None:
            noun = noun.head.head
        return tuple(m for m in [self.data.at(noun)] if m)

    def _in_front_of_data(self, objects: Iterable[Token]) -> list[Token]:
        """ "gave the agency trip records", where the parse takes receiver and data for one phrase."""
        for head in objects:
            words = [t for t in head.doc[head.left_edge.i : head.i] if t.dep_ not in {"det", "nummod"}]
            named = [t for t in words if t.dep_ in {"compound", "nmod"} and self.is_party(t)]
            if named and words[0].i in {named[0].i, named[0].left_edge.i}:
                return named[:1]
        return []

    def _dealt_with(self, verb: Token) -> list[Token]:
        """ "contracting with a broker to sell data", "a deal with the firm to share locations"."""
        if verb.dep_ not in {"xcomp", "advcl", "acl"}:
            return []
        return [
            o.token for o in syntax.obliques(verb.head) if o.preposition == "with" and self.is_party(o.token)
        ]

    def _taken(self, verb: Token, action: Action) -> Iterator[Frame]:
        """ "The bank read messages"; "data harvested by the firm"; "the ability to read messages"."""
        if action in {Action.WRITE, Action.DELETE} and verb.tag_ != "VB":
            return
        partners = tuple(t for t in self._takers(verb) if self.is_party(t))
        obliques = syntax.obliques(verb)
        sources = [o.token for o in obliques if o.preposition == "from"]
        objects, places = syntax.objects(verb), [o.token for o in obliques if o.preposition in TAKEN_AT]
        if not partners or any(is_capability(t) for t in [*objects, *places]):
            return
        actions, data = [action], self.objects.of(objects, verb) or self.objects.of(places, verb)
        data = data or tuple(self.data.under_clause(verb))
        if not data:
            actions, data = self.nets.listed_actions(verb, action)
        data = data or self.objects.of(sources, verb)
        grantors = tuple(t for t in sources if self.is_party(t))
        data = tuple(m for m in data if not is_tool(verb, m))
        if data:
            yield from (Frame("take", verb, each, data, partners, grantors) for each in actions)

    def _takers(self, verb: Token) -> list[Token]:
        """Who does the taking; of "gave X and Y the ability to read", those in front of the noun; "accessed through X"."""
        if (granted := _access_before(verb)) is not None and (holders := _holders_in_row(granted)):
            return holders
        noun = verb.head
        if verb.dep_ == "acl" and noun.pos_ == "NOUN" and self.is_party(noun.head) and noun.head.i < noun.i:
            return [noun.head]
        subjects = syntax.subjects(verb)
        if not subjects and syntax.is_passive(verb):
            subjects = [o.token for o in syntax.obliques(verb) if o.preposition in {"through", "via"}]
        return subjects

    def _kept(self, verb: Token) -> Iterator[Frame]:
        """ "... had access until May, and Quillo still had it": the access told of just before."""
        partners = tuple(t for t in syntax.subjects(verb) if self.is_party(t))
        if not partners or not any(t.lower_ in {"it", "them"} for t in syntax.objects(verb)):
            return
        before = verb.doc[passage_start(verb) : verb.i]
        if any(access.lemma_of(t) in access.words("ability", "pointing") for t in before):
            yield Frame(POINTING_BACK, verb, Action.ACCESS, (), partners)

    def _of_the_kind(self, verb: Token) -> Iterator[Frame]:
        """ "... that it had been granted anything of the kind": the access told of just before."""
        things = [
            t for t in syntax.objects(verb) if t.lower_ in {"anything", "something", "nothing", "thing"}
        ]
        kinds = [o.token.lemma_ for t in things for o in syntax.obliques(t) if o.preposition == "of"]
        partners = tuple(
            o.token for o in syntax.obliques(verb) if o.preposition == "to" and self.is_party(o.token)
        )
        if set(kinds) & {"kind", "sort"} and partners:
            yield Frame(POINTING_BACK, verb, Action.ACCESS, (), partners)

    def _own_account(self, verb: Token) -> Iterator[Frame]:
        """ "People could reach their accounts on devices of other makers": their own doing, through somebody else."""
        data = tuple(m for m in self.objects.of(syntax.objects(verb), verb) if m.data == "account")
        if not data or any(self.is_party(t) for t in self._takers(verb)):
            return
        rest = list(self.nets.rest_of_clause(verb))
        start = next((n for n, t in enumerate(rest) if t.lower_ in THROUGH), len(rest))
        partners = tuple(t for t in rest[start:] if self.is_party(t) and t.dep_ not in {"compound", "amod"})
        if partners:
            yield Frame(OWN_ACCOUNT, verb, Action.ACCESS, data, partners)


def _access_before(verb: Token) -> Token | None:
    """ "gave Quillo and Norvane Bank access to read": the noun right in front, whatever the parse hangs the verb on."""
    before = verb.doc[max(verb.i - 2, sentence_start(verb)) : verb.i]
    if len(before) < 2 or before[1].tag_ != "TO" or verb.dep_ not in {"advcl", "xcomp"}:
        return None
    return before[0] if access.lemma_of(before[0]) in access.words("ability", "pointing") else None


def _holders_in_row(noun: Token) -> list[Token]:
    """Those that the parse takes for a row with the noun, or for its modifiers."""
    row = [t for t in noun.conjuncts if t.i < noun.i] if noun.dep_ == "conj" else []
    modifying = [t for t in noun.lefts if t.dep_ in {"compound", "nmod"}]
    return [*row, *(t for one in modifying for t in syntax.with_conjuncts(one) if t.i < noun.i)]


def _own_subjects(head: Token) -> list[Token]:
    """ "made the records available": the subject of the adjective's small clause."""
    return [t for child in head.children if child.dep_ == "nsubj" for t in syntax.with_conjuncts(child)]
