"""Who the partners of a frame are, by name: references resolved, rows completed, classes with their members.

"These two companies, along with the bank" is three partners.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction import access, syntax
from claims.extraction.coordination import Rows, listed_after
from claims.extraction.data import stem
from claims.extraction.frame import Frame
from claims.extraction.links import distance, sentence_start
from claims.extraction.lists import ANNOUNCING
from claims.extraction.naming import is_speaker, represented
from claims.extraction.parties import Mention, Mentions, PartyKind, sort_of
from claims.extraction.reasons import Meaning, place_of, quoted, stands_for, words_of
from claims.extraction.references import References

THIRD_PARTIES = "third parties"
BUYERS = "buyers"
WHOEVER = {"whoever", "whomever"}
ANYONE = {"anyone", "anybody", "nobody"}
NO_ONE = {"no", "any"}
OTHERS = {"others", "many others", "many more", "other"}
STAFF = "staff"
REST = OTHERS | {"other parties", "other people"}
THE_COMPANY = {"the company", "the firm"}
KINDS = {PartyKind.NAMED, PartyKind.CLASS}
COUNTING = {"some", "others", "many", "several"}
BASED = {"based", "headquartered", "owned", "backed", "led", "run", "linked", "controlled", "born", "founded"}
FUNCTION_WORDS = {"DET", "PUNCT", "ADP", "PART", "CCONJ"}

# The first and the last of a row, and whether it is nobody in particular.
Ends = tuple[Mention, Mention, bool]


class Partners:
    """Tells which tokens of a document may head a partner, and whom they mean."""

    def __init__(self, doc: Doc, mentions: Mentions, references: References) -> None:
        self.doc, self.mentions, self.references = doc, mentions, references
        self.rows = Rows(mentions)

    def mention_at(self, token: Token) -> Mention | None:
        """The mention at the token, or the name in front of it: "the Larkfield search engine"."""
        token = syntax.quantified(token)
        mention = self._counted_before(token) or self.mentions.at(token)
        if mention is not None or token.pos_ != "NOUN":
            return mention
        children = [child for child in token.children if child.dep_ in {"compound", "nmod"}]
        named = [m for child in children if (m := self.mentions.at(child)) and m.kind is PartyKind.NAMED]
        return (
            next((m for m in named if m.end >= token.i - 1), None) or self._owner(token) or self._maker(token)
        )

    def _counted_before(self, token: Token) -> Mention | None:
        """ "Some were able to read them", of the firms that the sentence before speaks of."""
        if (
            token.lower_ not in COUNTING
            or token.dep_ not in {"nsubj", "nsubjpass"}
            or not sentence_start(token)
        ):
            return None
        before = self.doc[sentence_start(token) - 1].sent
        classes = [
            m
            for m in self.mentions.in_span(before.start, before.end)
            if m.kind is PartyKind.CLASS and m.plural
        ]
        return classes[-1] if classes else None

    def _owner(self, token: Token) -> Mention | None:
        """ "its devices", "Quillo's servers", "servers run by Quillo": whoever the thing belongs to."""
        if access.lemma_of(token) not in access.words("belongings", "nouns"):
            return None
        owning = [child for child in token.children if child.dep_ == "poss"]
        owning += [t for link in token.children for t in _owners_behind(link)]
        owners = (self.mentions.headed_by(t) for t in owning)
        return next((m for m in owners if m and m.kind in KINDS | {PartyKind.PRONOUN}), None)

    def _maker(self, token: Token) -> Mention | None:
        """ "Quillo, Brightpost and Halden software", where the parse hangs the noun on the first of the row."""
        if access.lemma_of(token) not in access.words("belongings", "nouns") or token.dep_ != "appos":
            return None
        before = self.mentions.at(token.nbor(-1)) if token.i else None
        return before if before is not None and before.kind is PartyKind.NAMED else None

    def may_be(self, token: Token) -> bool:
        """Whether the token can head a partner: a name, a class, a person or a pronoun for one of them."""
        if token.lower_ in WHOEVER or _is_anyone(token):
            return True
        if token.pos_ in FUNCTION_WORDS or token.lower_ in {"itself", "themselves"} or _is_where_based(token):
            return False
        mention = self.mention_at(token)
        return mention is not None and mention.kind in KINDS | {PartyKind.PRONOUN, PartyKind.PERSON}

    def of(self, frame: Frame) -> list[Meaning]:
        """A frame's partners by name, each once, with why; "third parties" where nobody is named."""
        if frame.open_ended and not frame.partners:
            return self._among_staff(frame) or [Meaning(THIRD_PARTIES, "nobody is named who gets it")]
        first: dict[str, Meaning] = {}
        told: set[Ends] = set()
        for token in frame.partners:
            for meaning in self._at(frame, token, told):
                first.setdefault(meaning.value, meaning)
        return [m for name, m in first.items() if name not in REST or len(first) == 1]

    def _among_staff(self, frame: Frame) -> list[Meaning]:
        """ "Employees shared customers' photos": staff who share with nobody named share among themselves."""
        if access.lemma_of(frame.predicate) not in access.words("give", "among_themselves"):
            return []
        givers = [m for t in frame.grantors if (m := self.mention_at(t)) and m.sort == STAFF and m.plural]
        found = []
        for meant in (m for giver in givers for m in self.meant(giver)):
            words = words_of(meant, self.doc)
            found.append(Meaning(meant.name, f"{quoted(words)} share it among themselves", words))
        return found

    def grantor(self, frame: Frame, *, inferred: bool) -> Meaning:
        """Who gives the access, else the company in question; `inferred` says that nobody named that."""
        for token in frame.grantors:
            mention = self.mentions.at(token)
            for resolved in (self.references.resolve(mention) or (mention,)) if mention else ():
                if mention and resolved.kind in KINDS:
                    words = words_of(mention, self.doc)
                    why = f"{quoted(words)} is {place_of(token) or 'who gives it'}"
                    if resolved != mention:
                        stands, words = stands_for(mention, (resolved,), self.doc)
                        why = f"{stands}; {why}"
                    return Meaning(resolved.name, why, words)
        company = "the company in question" + (", as taken from the text" if inferred else "")
        if not self.mentions.company:
            company = "no company is given"
        return Meaning(self.mentions.company, f"nobody is named who gives it: {company}")

    def _at(self, frame: Frame, token: Token, told: set[Ends]) -> Iterator[Meaning]:
        """Whoever stands in the token's row, and what it is said to be; `told` are the ends of the rows told before."""
        if token.lower_ in WHOEVER or _is_anyone(token):
            name = BUYERS if token.lower_ in WHOEVER else THIRD_PARTIES
            yield Meaning(name, f"“{token.text}” is nobody in particular", (token,))
        elif (mention := self.mention_at(token)) is not None:
            named = self._named_behind(mention) or mention
            row = (named,) if _told_in_relative(frame, token) else self.rows.of(named)
            nobody = _is_nobody(token)
            ends = row[0], row[-1], nobody
            for each in () if ends in told else row:
                for m in self.meant(each):
                    why, tokens = self._why(token, named, each, m)
                    yield Meaning(_in_plural(m.name) if nobody else m.name, why, tokens)
            told.add(ends)
            for m in self._said_to_be(token):
                words = words_of(m, self.doc)
                yield Meaning(
                    m.name,
                    f"{quoted(words)} is said to be one of {quoted(words_of(mention, self.doc))}",
                    words,
                )

    def _why(
        self, token: Token, first: Mention, each: Mention, meant: Mention
    ) -> tuple[str, tuple[Token, ...]]:
        """How the name follows from the words: the word itself, its row, what it stands for, its list."""
        words, told = words_of(each, self.doc), []
        if each != first:
            told.append(f"{quoted(words)} stands in one row with {quoted(words_of(first, self.doc))}")
        elif place := place_of(token):
            told.append(f"{quoted(words)} is {place}")
        if (meant.start, meant.end) == (each.start, each.end):
            if meant.name.lower() not in self.doc[each.start : each.end].text.lower():
                told.append(f"{quoted(words)} is filed as {meant.name}")
            return ", ".join(told) or f"{quoted(words)} is named with it", words
        resolved = represented(self.doc[each.head], self.references) or self.references.resolve(each)
        if any(m == meant for m in resolved):
            why, both = stands_for(each, resolved, self.doc)
            return ", ".join([why, *told]), both
        listed = words_of(meant, self.doc)
        told.append(f"{quoted(listed)} is one of {quoted(words)}{distance(token, listed[0])}")
        return ", ".join(told), (*words, *listed)

    def _said_to_be(self, token: Token) -> list[Mention]:
        """ "Quillo was among the firms that ...": the name that is said to be one of the class."""
        if token.dep_ != "pobj" or token.head.lower_ not in {"among", "of"}:
            return []
        verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        if verb is None or verb.lemma_ != "be":
            return []
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        return [m for t in subjects if (m := self.mentions.headed_by(t)) and m.kind is PartyKind.NAMED]

    def meant(self, mention: Mention) -> Iterator[Mention]:
        """The parties that a mention stands for; a speaker stands for whom he speaks for."""
        if mention.kind is PartyKind.PERSON and not mention.affiliation:
            yield mention
        if agencies := self._served_by(mention):
            yield from agencies
            return
        meant = represented(self.doc[mention.head], self.references) or self.references.resolve(mention)
        for resolved in meant or (self._grantor_itself(mention) or mention,):
            if len(meant) == 1 and resolved != mention and is_speaker(self.doc[resolved.head]):
                yield from self.meant(resolved)
            elif resolved.kind in KINDS and resolved.name.split()[0].lower() not in ANNOUNCING:
                yield from (
                    (resolved,) if _is_earlier_class(resolved, mention) else self._with_members(resolved)
                )

    def _served_by(self, mention: Mention) -> list[Mention]:
        """ "FBI and ICE agents": the agencies whose officers these are."""
        head = self.doc[mention.head]
        if mention.kind is not PartyKind.CLASS or stem(head.text) not in access.officers():
            return []
        behind = [o.token for o in syntax.obliques(head) if o.preposition in {"of", "from", "with", "at"}]
        found = [
            *self.mentions.in_span(head.left_edge.i, mention.head),
            *(m for token in behind if (m := self.mentions.headed_by(token))),
        ]
        named = {m.name: m for m in found if m.kind is PartyKind.NAMED and sort_of(m.name) == "agency"}
        return list(named.values())

    def _with_members(self, mention: Mention) -> Iterator[Mention]:
        found = self.references.members_of(mention) or (
            listed_after(mention, self.mentions) if mention.plural else ()
        )
        found = tuple(r for m in found for r in self.references.resolve(m) or (m,))
        members = [m for m in found if m.kind in KINDS and not self._named_behind(m) and m.name not in OTHERS]
        if mention.end < len(self.doc) and self.doc[mention.end].text == ":":
            members = [m for m in members if m.kind is PartyKind.NAMED]
        only_members = members and stem(self.doc[mention.head].text) in access.agents()
        if not self._named_behind(mention) and not only_members:
            yield mention
        yield from members

    def _grantor_itself(self, mention: Mention) -> Mention | None:
        """ "the company" in a text that names no other: the company in question."""
        company = self.mentions.company
        words = self.doc[mention.start : mention.end].text.lower()
        return (
            replace(mention, name=company, kind=PartyKind.NAMED) if words in THE_COMPANY and company else None
        )

    def _named_behind(self, mention: Mention) -> Mention | None:
        """ "its parent entity Halden": the name that a class noun in front of it only describes."""
        if mention.kind is not PartyKind.CLASS or mention.plural:
            return None
        behind = self.mentions.in_span(mention.end, mention.end + 4)
        return next((m for m in behind if m.start == mention.end and m.kind is PartyKind.NAMED), None)


def _is_earlier_class(resolved: Mention, mention: Mention) -> bool:
    """ "The makers also ...", of makers told of before with some by name: of all of them, and of none by name."""
    return resolved.kind is PartyKind.CLASS and resolved.end <= mention.start


def _is_where_based(token: Token) -> bool:
    """ "China-based": where the company is, or whose it is, and not the company."""
    behind = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    return behind[:1] == ["-"] and behind[-1] in BASED


def _owners_behind(link: Token) -> list[Token]:
    """The object of "of", "operated by", "that belong to" behind a thing."""
    if link.dep_ in {"acl", "relcl"} and link.lemma_ in access.words("belongings", "owning"):
        return [t for child in link.children for t in child.children if t.dep_ == "pobj"]
    return [t for t in link.children if t.dep_ == "pobj"] if link.lower_ == "of" else []


def _is_anyone(token: Token) -> bool:
    """ "anyone", "nobody", "no one"."""
    alone = token.lower_ == "one" and token.i > 0 and token.nbor(-1).lower_ in NO_ONE
    return alone or token.lower_ in ANYONE


def _is_nobody(token: Token) -> bool:
    """ "no third party", "third-party access": nobody in particular."""
    return token.dep_ == "compound" or any(child.lower_ in NO_ONE for child in token.children)


def _in_plural(name: str) -> str:
    return THIRD_PARTIES if name.lower() in {"third party", "third-party"} else name


def _told_in_relative(frame: Frame, partner: Token) -> bool:
    """ "... and the brokers, which amass data": the clause describes the last of the row alone."""
    verb = frame.predicate
    while verb.dep_ in {"conj", "xcomp"} and verb.head.i != verb.i:
        verb = verb.head
    return verb.dep_ == "relcl" and partner.i < verb.i
