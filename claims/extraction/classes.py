"""Unnamed parties: "third-party developers", "more than 150 companies", "a spokesman", and groups of people.

A class goes under its noun with the modifiers that say which one, without determiner, quantity and clause.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.data import stem
from claims.extraction.links import sentence_start
from claims.extraction.mentions import Mention, PartyKind, class_sort, stems
from claims.extraction.names import Name
from claims.extraction.spelling import is_misread_verb, is_nation, ordinary, words
from claims.extraction.tokens import tokens_of
from claims.vocabulary import load

AGENTIVE = re.compile(r"(?:[^aeiou]ers|[aeiou][^aeiou]ers|[ai]tors|[^o]ors|ists|smen|yees)$")
ALWAYS_PLURAL = {
    "police",
    "people",
    "staff",
    "enforcement",
    "personnel",
    "media",
    "other",
    "everyone",
    "everybody",
}
DEFINITE = {"the", "this", "that", "these", "those", "both", "such"}
ABILITY = {"access", "ability", "permission", "permissions", "right", "rights"}
GOES_ON = {"maker", "developer", "staff", "agency"}
EMPLOYED = {"for", "of", "at", "with", "from"}
HEADS = ("NOUN", "PROPN", "ADJ", "PRON", "DET")
LONGEST = 8
UNSAID = re.compile(r"\W.*|\d+\.[\d.]*|" + "|".join(map(re.escape, sorted(words("dropped")))))


class ClassReader:
    """Reads the class phrases of one document around the mentions of names, which it does not cross."""

    def __init__(self, doc: Doc, names: Sequence[Name], named: Sequence[Mention]) -> None:
        self.doc = doc
        self.taken = {i for name in names for i in range(name.start, name.end)}
        self.named = {i: m for m in named for i in range(m.start, m.end)}

    def mentions(self) -> list[Mention]:
        """Every class, person and people's group, in order, acronyms of classes spelled out."""
        heads = (token for token in tokens_of(self.doc, classes=HEADS) if token.i not in self.taken)
        found = [m for token in heads if (m := self._class(token))]
        return list(_still_affiliated(self._spelled_out(found)))

    def _class(self, token: Token) -> Mention | None:
        if not _heads_phrase(token):
            return None
        noun, start = stem(token.text), self._left_edge(token)
        modifiers = {t.lower_ for t in self.doc[start : token.i]}
        plural = token.tag_ in {"NNS", "NNPS"} or noun in ALWAYS_PLURAL or _is_titled_plural(token)
        if noun in stems("people") and not modifiers & words("people", "party_makers"):
            return Mention(
                start,
                token.i + 1,
                token.i,
                self._name(start, token.i + 1),
                PartyKind.PEOPLE,
                "people",
                plural,
            )
        if noun == "source" and any(child.lower_ == "of" for child in token.children):
            return None
        if not plural and noun in stems("person", "roles"):
            return self._person(token, start, bool(modifiers & DEFINITE))
        people = "company" if noun in stems("people") else ""
        sort = class_sort(token.text) or people or ("staff" if _is_doer(token, plural) else "")
        named = start < token.i and all(i in self.taken for i in range(start, token.i))
        if (
            not sort
            or _is_thing(token, noun, plural, modifiers)
            or (named and noun in words("weak", "things"))
        ):
            return None
        end = self._right_edge(token, sort)
        name = self._name(start, end)
        return Mention(start, end, token.i, name, PartyKind.CLASS, sort, plural, bool(modifiers & DEFINITE))

    def _person(self, token: Token, start: int, definite: bool) -> Mention:
        speaks = token.lower_ in words("person", "speakers")
        affiliation = self._employer(token, start) if speaks else ""
        name, end = self._name(start, token.i + 1), token.i + 1
        return Mention(start, end, token.i, name, PartyKind.PERSON, "person", False, definite, affiliation)

    def _employer(self, token: Token, start: int) -> str:
        """ "an Acme spokesman", "Acme's chief", "a spokesman for Acme"."""
        behind = [
            t
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in EMPLOYED
            for t in child.children
        ]
        near = [*reversed(self.doc[start : token.i]), *behind]
        return next(
            (self.named[t.i].name for t in near if t.i in self.named and self.named[t.i].is_party), ""
        )

    def _left_edge(self, token: Token) -> int:
        """Where the noun's own modifiers start."""
        edge = (
            token.head.left_edge.i
            if token.dep_ == "compound" and token.head.i > token.i
            else token.left_edge.i
        )
        start, floor = token.i, max(edge, sentence_start(token), token.i - LONGEST)
        while start > floor and _modifies(self.doc[start - 1], token):
            if self.doc[start - 1].pos_ == "CCONJ" and start - 2 in self.taken:
                break
            if is_misread_verb(self.doc[start - 1]):
                break
            start -= 1
        return start

    def _right_edge(self, token: Token, sort: str) -> int:
        """ "makers of smart TVs", "employees of the bank": the phrase goes on over its "of"."""
        follows = self.doc[token.i + 1] if token.i + 2 < len(self.doc) else None
        if follows is None or follows.lower_ != "of" or sort not in GOES_ON:
            return token.i + 1
        inner = [t.i + 1 for t in follows.children if t.dep_ == "pobj" and t.i < token.i + LONGEST]
        return inner[0] if inner else token.i + 1

    def _name(self, start: int, end: int) -> str:
        """The phrase without determiners and quantities, an owner in it under the full name."""
        owned = [t.i + 1 for t in self.doc[start : end - 1] if t.tag_ == "POS"]
        start = max([start, *owned])
        while start < end - 1 and UNSAID.fullmatch(self.doc[start].lower_):
            start += 1
        text = "".join(self._spelling(token) + token.whitespace_ for token in self.doc[start:end]).strip()
        text = (
            "third part" + text[10:]
            if text.startswith(("third-party", "third-parties")) and end - start == 3
            else text
        )
        owner = self.named.get(owned[-1] - 2) if owned else None
        return f"{owner.name}'s {text}" if owner is not None else text.strip("\"'")

    def _spelling(self, token: Token) -> str:
        """Names and nationalities keep their capitals, "Service Providers" does not."""
        proper = token.i in self.named or (token.pos_ == "PROPN" and not ordinary(token.lower_))
        nation = is_nation(token) and token.i > sentence_start(token)
        return token.text if proper or nation or (token.is_upper and len(token) > 1) else token.lower_

    def _spelled_out(self, found: Sequence[Mention]) -> Iterator[Mention]:
        """ "internet service providers (ISPs) ... ISPs": the later ones under the long name."""
        long = {}
        for mention in found:
            inside = self.doc[mention.end : mention.end + 3]
            if len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")":
                short = inside[1].text.removesuffix("s")
                initials = "".join(part[0] for part in re.split(r"[ -]", mention.name)).upper()
                if len(short) > 1 and initials.endswith(short.upper()):
                    long[short.lower()] = mention.name.split()[-len(short) :]
        for mention in found:
            key = self.doc[mention.head].lower_.removesuffix("s")
            name = " ".join(long[key]) if key in long and mention.end - mention.start <= 3 else mention.name
            yield mention if name == mention.name else _renamed(mention, name)


def _still_affiliated(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """ "a Quillo spokesperson denied it ... the spokesperson said": the later one speaks for Quillo too."""
    spoke_for: dict[str, str] = {}
    for mention in mentions:
        role = mention.name.split()[-1]
        if mention.affiliation:
            spoke_for[role] = mention.affiliation
        elif mention.definite and mention.kind is PartyKind.PERSON and role in spoke_for:
            mention = replace(mention, affiliation=spoke_for[role])
        yield mention


def _is_titled_plural(token: Token) -> bool:
    """ "Vendors" in a label, which the tagger takes for a name in the singular."""
    return token.tag_ == "NNP" and token.is_title and stem(token.text) != token.lower_


def _renamed(mention: Mention, name: str) -> Mention:
    return Mention(
        mention.start,
        mention.end,
        mention.head,
        name,
        mention.kind,
        mention.sort,
        mention.plural,
        mention.definite,
    )


def _heads_phrase(token: Token) -> bool:
    """Whether the noun heads its phrase rather than describing another; it does in "partner access"."""
    if token.pos_ in {"ADJ", "PRON", "DET"}:
        return token.lower_ in words("class", "other") - {"other", "third", "third-party"}
    if token.dep_ not in {"compound", "amod", "nmod"} or token.head.i < token.i:
        return True
    if token.i + 1 < len(token.doc) and is_misread_verb(token.nbor()):
        return True
    if token.head.i == token.i + 1 and token.head.lemma_.lower() in ABILITY:
        return True
    return token.tag_ == "NNS" and token.head.i - token.i > 1


def _is_doer(token: Token, plural: bool) -> bool:
    """Nouns in no list whose ending says that somebody does something: "insurers", "bounty hunters"."""
    return plural and bool(AGENTIVE.search(token.lower_)) and stem(token.text) not in words("agentive")


def _is_thing(token: Token, noun: str, plural: bool, modifiers: set[str]) -> bool:
    """Whether a noun that may head a class is no party here: "our service", "network", "a party"."""
    if token.pos_ in {"ADJ", "DET", "PRON"} and modifiers - words("dropped"):
        return True
    if noun == "party":
        return not modifiers & words("weak", "outside") or _is_bare_modifier(token, plural)
    if noun in load("parties")["beside"]:
        return not modifiers & words("beside", noun)
    if class_sort(noun) == "trade":
        return not modifiers - words("dropped") - DEFINITE
    if noun not in stems("weak"):
        return False
    if modifiers & words("weak", "own") or (
        noun in words("weak", "things") and plural and not modifiers - words("dropped")
    ):
        return True
    return not plural and not modifiers & (DEFINITE | words("weak", "outside"))


def _is_bare_modifier(token: Token, plural: bool) -> bool:
    """ "third party online providers": in the singular without an article it only describes what follows."""
    follows = token.nbor() if token.i + 1 < len(token.doc) else token
    alone = not plural and not any(child.pos_ == "DET" for child in token.children)
    return alone and token.dep_ != "compound" and follows.dep_ in {"amod", "compound", "nmod"}


def _modifies(before: Token, head: Token) -> bool:
    if before.pos_ == "CCONJ":
        joined = before.head
        return (
            joined.i < before.i
            and joined.dep_ in {"amod", "compound", "nmod"}
            and joined.tag_ not in {"NNS", "NNPS"}
        )
    if before.tag_ == "VBG" and before.is_sent_start and head.dep_ == "poss":
        return False
    if before.text == "-" or before.dep_ == "advmod" or (before.pos_ == "ADP" and before.dep_ == "quantmod"):
        return True
    if before.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM", "DET"} and before.tag_ not in {
        "VBN",
        "VBG",
        "POS",
        "PRP$",
        "HYPH",
        "RB",
    }:
        return False
    return (
        before.tag_ not in {"NNS", "NNPS"}
        or before.dep_ in {"compound", "poss", "nmod"}
        or before.head == head
    )
