"""Who is spoken of in a document: named parties, classes of unnamed ones, persons, people's groups and pronouns.

"Netflix, the bank and other device makers read users' messages" has a name, two classes and a group of people.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from spacy.tokens import Doc, Token

from claims.extraction.data import stem
from claims.extraction.names import Name, NameFinder, ordinary, words
from claims.vocabulary import load

AGENTIVE = re.compile(r"(?:[^aeiou]ers|[aeiou][^aeiou]ers|[ai]tors|[^o]ors|ists|smen|dsmen|yees)$")
PERSONAL = {
    "it",
    "they",
    "them",
    "its",
    "their",
    "theirs",
    "itself",
    "themselves",
    "he",
    "she",
    "him",
    "her",
    "his",
}
OWN = {"we", "us", "our", "ours", "ourselves"}
COUNTED = {
    "both",
    "two",
    "three",
    "four",
    "five",
    "six",
    "latter",
    "former",
    "others",
    "another",
    "none",
    "neither",
    "those",
    "these",
}
DEFINITE = {"the", "this", "that", "these", "those", "its", "their", "both"}
LOCATIVE = {"in", "across", "outside", "within", "throughout", "near", "at", "inside", "from", "around"}
LONGEST_CLASS = 8
ABILITY = {"access", "ability", "permission", "permissions", "right"}


class PartyKind(StrEnum):
    """What a mention speaks of; only PEOPLE, PLACE and PERSON are no parties to a transfer."""

    NAMED = "named"
    OUTLET = "outlet"
    CLASS = "class"
    PERSON = "person"
    PEOPLE = "people"
    PLACE = "place"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Half-open token indices, the head token's index, and the name as a reader would write it in full.

    `sort` is the class noun's sort ("bank", "agency"), for a name its known one. `affiliation` is a person's company.
    """

    start: int
    end: int
    head: int
    name: str
    kind: PartyKind
    sort: str = ""
    plural: bool = False
    definite: bool = False
    affiliation: str = ""

    @property
    def is_party(self) -> bool:
        """Whether the mention can be a partner or grantor."""
        return self.kind not in {PartyKind.PEOPLE, PartyKind.PLACE, PartyKind.PERSON}


class Partner(Protocol):
    """A partner as a case names it."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def aliases(self) -> Sequence[str]:
        """Its other names."""


class Mentions:
    """All party mentions of a document, in order, findable by token; `company` is the grantor."""

    def __init__(
        self, doc: Doc, mentions: Iterable[Mention], *, company: str = "", we: str | None = None
    ) -> None:
        self.doc, self.company, self.we = doc, company, we
        self.all: tuple[Mention, ...] = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
        self._by_head = {m.head: m for m in self.all}
        self._within: dict[int, Mention] = {}
        for mention in sorted(self.all, key=lambda m: m.start - m.end):
            self._within.update(dict.fromkeys(range(mention.start, mention.end), mention))

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def at(self, token: Token | int) -> Mention | None:
        """The mention that the token heads, else the smallest around it, else None."""
        index = token if isinstance(token, int) else token.i
        return self._by_head.get(index) or self._within.get(index)

    def headed_by(self, token: Token | int) -> Mention | None:
        """The mention that the token heads, or None."""
        return self._by_head.get(token if isinstance(token, int) else token.i)

    def in_span(self, start: int, end: int) -> list[Mention]:
        """The mentions whose head lies in the half-open token range."""
        return [m for m in self.all if start <= m.head < end]


@cache
def _class_sorts() -> dict[str, str]:
    """Each class noun's stem with its sort; the first list that has it wins."""
    found: dict[str, str] = {}
    for sort, terms in load("parties")["class"].items():
        for term in terms:
            found.setdefault(stem(term), sort)
    return found


@cache
def _stems(table: str, key: str = "terms") -> frozenset[str]:
    return frozenset(stem(word) for word in words(table, key))


@cache
def known_names() -> dict[str, tuple[str, str]]:
    """Every well-known spelling in lower case with the full name and its sort."""
    return {
        spelling.lower(): (full, sort)
        for sort, table in load("parties")["known"].items()
        for full, short in table.items()
        for spelling in (full, *short)
    }


def class_sort(word: str) -> str:
    """The sort of a class noun, empty for any other word."""
    return _class_sorts().get(stem(word), "")


def sort_of(name: str) -> str:
    """The sort of a well-known name, or what its own words say ("... Bank"); empty when nothing does."""
    if name.lower() in known_names():
        return known_names()[name.lower()][1]
    found = [_class_sorts()[stem(word)] for word in name.split() if stem(word) in _class_sorts()]
    return found[-1] if found else ""


def find_mentions(
    doc: Doc,
    *,
    company: str,
    aliases: Sequence[str] = (),
    partners: Sequence[Partner] = (),
    we: str | None = None,
) -> Mentions:
    """Every party mention of the document under its full name; `we` is who speaks where a statement says "we"."""
    given = {spelling.lower(): p.name for p in partners for spelling in (p.name, *p.aliases)}
    given |= {spelling.lower(): company for spelling in (company, *aliases) if spelling}
    listed = {*given, *known_names()}
    names = NameFinder(doc, listed).names()
    named = _Canon(doc, names, given).mentions()
    classes = list(_classes(doc, names, {m.head: m for m in named}))
    heads = {m.head for m in [*named, *classes]}
    pronouns = [m for token in doc if token.i not in heads and (m := _pronoun(token, we))]
    return Mentions(doc, [*named, *classes, *pronouns], company=company, we=we)


class _Canon:
    """Gives each name of a document its full form: the case's own, the document's longest, or the well-known one."""

    def __init__(self, doc: Doc, names: Sequence[Name], given: dict[str, str]) -> None:
        self.doc, self.names, self.given = doc, names, given
        self.texts = [doc[n.start : n.end].text for n in names]
        self.persons = self._persons()
        self.short = self._initials() | self._shortened()
        self.companies = {
            i: self.full(text)
            for n, text in zip(names, self.texts, strict=True)
            if self._kind(n, text, self.full(text)) in {PartyKind.NAMED, PartyKind.OUTLET}
            for i in range(n.start, n.end)
        }

    def mentions(self) -> list[Mention]:
        """One mention per name."""
        return [self._mention(name, text) for name, text in zip(self.names, self.texts, strict=True)]

    def full(self, text: str) -> str:
        """The name in full."""
        key = text.lower()
        if key in self.given:
            return self.given[key]
        if text in self.short:
            text = self.short[text]
            key = text.lower()
        return self.given.get(key) or known_names().get(key, (text, ""))[0]

    def _mention(self, name: Name, text: str) -> Mention:
        full, head = self.full(text), self.doc[name.start : name.end].root.i
        full = self._with_owner(name, full)
        kind = self._kind(name, text, full)
        affiliation = _affiliation(self.doc, name, self.companies) if kind is PartyKind.PERSON else ""
        return Mention(name.start, name.end, head, full, kind, sort_of(full), affiliation=affiliation)

    def _with_owner(self, name: Name, full: str) -> str:
        """ "Acme's Seek search engine" is "Acme Seek"."""
        follows = self.doc[name.end].lower_ if name.end < len(self.doc) else ""
        if (
            follows not in {"search", "browser", "engine"}
            or name.start < 2
            or self.doc[name.start - 1].tag_ != "POS"
        ):
            return full
        owner = next((t for n, t in zip(self.names, self.texts, strict=True) if n.end == name.start - 1), "")
        return f"{self.full(owner)} {full}" if owner and self.full(owner) not in full else full

    def _kind(self, name: Name, text: str, full: str) -> PartyKind:
        if full.lower() in self.given or full in self.given.values():
            return PartyKind.NAMED
        if full.lower() in known_names():
            return PartyKind.OUTLET if sort_of(full) == "outlet" else PartyKind.NAMED
        if text in words("place", "countries"):
            before = self.doc[name.start - 1].lower_ if name.start else ""
            before = self.doc[name.start - 2].lower_ if before == "the" else before
            return PartyKind.PLACE if before in LOCATIVE else PartyKind.NAMED
        if text in words("place", "elsewhere"):
            return PartyKind.PLACE
        return PartyKind.PERSON if full in self.persons else PartyKind.NAMED

    def _persons(self) -> set[str]:
        """Full names of people: by a title or role beside them, else by the label of a name of two or three words."""
        found = set()
        for name, text in zip(self.names, self.texts, strict=True):
            span = self.doc[name.start : name.end]
            if (
                text.lower() in known_names()
                or text.lower() in self.given
                or sort_of(text)
                or not text.replace(" ", "").replace(".", "").replace("-", "").isalpha()
            ):
                continue
            labelled = 2 <= len(span) <= 4 and all(t.ent_type_ == "PERSON" for t in span)
            if labelled or _has_title(self.doc, name):
                found.add(text)
        return found | {t for t in self.texts if any(t in p.split()[1:] for p in found)}

    def _initials(self) -> dict[str, str]:
        """ "Royal Bank of Canada (RBC)", and capitals that spell an earlier name."""
        found = {}
        longs = [t for t in self.texts if len(t.split()) > 1]
        for text in {t for t in self.texts if t.isupper() and 1 < len(t) < 7 and t.isalpha()}:
            for long in longs:
                capitals = "".join(w[0] for w in long.replace("-", " ").split() if w[0].isupper())
                if capitals == text or (
                    capitals.endswith(text) and len(capitals) == len(text) + 1 and long.startswith("U")
                ):
                    found[text] = long
                    break
        return found

    def _shortened(self) -> dict[str, str]:
        """Later short forms: surnames, "Slice" for "Slice Intelligence", names without "Inc"."""
        found: dict[str, str] = {}
        texts = set(self.texts)
        for short in texts:
            if short.lower() in known_names() or short.lower() in self.given:
                continue
            fulls = {t for t in texts if t != short and self._shortens(short, t)}
            if len(fulls) == 1:
                found[short] = fulls.pop()
        return found

    def _shortens(self, short: str, full: str) -> bool:
        rest = full.removeprefix(short + " ")
        if rest != full:
            return (
                all(word.lower().strip(",") in words("name", "extensions") for word in rest.split())
                or full in self.persons
            )
        return full in self.persons and full.split()[-1] == short


def _has_title(doc: Doc, name: Name) -> bool:
    before = doc[name.start - 1] if name.start else None
    if (
        before is not None
        and before.lower_ in words("person", "titles") | words("person", "roles")
        and before.sent == doc[name.start].sent
    ):
        return name.end - name.start <= 3
    if name.end + 1 < len(doc) and doc[name.end].text == "," and 2 <= name.end - name.start <= 3:
        return any(
            t.lower_ in words("person", "roles") and t.dep_ == "appos"
            for t in doc[name.end + 1 : name.end + 8]
        )
    return False


def _affiliation(doc: Doc, name: Name, companies: dict[int, str]) -> str:
    """The company that a person speaks for: "the Acme spokesperson N.", "N., Acme's privacy chief", "N. of Acme"."""
    around = range(
        max(name.start - 5, doc[name.start].sent.start), min(name.end + 8, doc[name.start].sent.end)
    )
    before = [i for i in around if i < name.start]
    after = [i for i in around if i >= name.end and doc[name.end].text == ","]
    for side in (list(reversed(before)), after):
        stop = next(
            (
                k
                for k, i in enumerate(side)
                if doc[i].pos_ in {"VERB", "AUX"} or (doc[i].text == "," and i != name.end)
            ),
            len(side),
        )
        side = side[:stop]
        if any(doc[i].lower_ in words("person", "speakers") for i in side):
            return next((companies[i] for i in side if i in companies), "")
    return ""


def _head_noun(token: Token) -> bool:
    """Whether the noun heads its phrase rather than standing before another noun."""
    if token.dep_ not in {"compound", "amod", "nmod", "poss"} or token.head.i < token.i:
        return True
    if token.head.i == token.i + 1 and token.head.lemma_.lower() in ABILITY:
        return True
    return token.dep_ == "poss" or (token.tag_ == "NNS" and token.head.i - token.i > 1)


def _classes(doc: Doc, names: Sequence[Name], named: dict[int, Mention]) -> Iterator[Mention]:
    taken = {i for n in names for i in range(n.start, n.end)}
    for token in doc:
        if token.i in taken or token.pos_ not in {"NOUN", "PROPN", "ADJ", "PRON"} or not _head_noun(token):
            continue
        if (mention := _class(token, named)) is not None:
            yield mention


def _class(token: Token, named: dict[int, Mention]) -> Mention | None:
    """The class phrase that the noun heads, or None."""
    noun = stem(token.text)
    plural = token.tag_ in {"NNS", "NNPS"} or noun in {
        "police",
        "people",
        "staff",
        "enforcement",
        "personnel",
        "media",
    }
    start = _left_edge(token)
    modifiers = {t.lower_ for t in token.doc[start : token.i]}
    sort, kind = _class_sorts().get(noun, ""), PartyKind.CLASS
    if noun == "party":
        modifiers = modifiers | ({"third-party"} if "third" in modifiers else set())
    if noun in _stems("people") and not modifiers & words("people", "party_makers"):
        return Mention(start, token.i + 1, token.i, token.lower_, PartyKind.PEOPLE, "people", plural)
    if not sort and plural and AGENTIVE.search(token.lower_) and noun not in words("agentive"):
        sort = "staff"
    if not plural and noun in _stems("person", "roles"):
        sort, kind = "person", PartyKind.PERSON
    if not sort and noun not in _stems("people"):
        return None
    if noun in _stems("weak") and not plural and not modifiers & (DEFINITE | words("weak", "outside")):
        return None
    if noun in _stems("weak") and modifiers & words("weak", "own"):
        return None
    if token.pos_ in {"ADJ", "PRON"} and noun not in {"other", "third"}:
        return None
    if noun == "party" and not modifiers & {"third-party", "third", "outside", "external", "other"}:
        return None
    end = _right_edge(token, sort)
    name = _class_name(token.doc, start, end)
    definite = bool(modifiers & DEFINITE)
    affiliation = (
        _employer(token, start, named)
        if kind is PartyKind.PERSON and token.lower_ in words("person", "speakers")
        else ""
    )
    return Mention(start, end, token.i, name, kind, sort, plural, definite, affiliation)


def _employer(token: Token, start: int, named: dict[int, Mention]) -> str:
    """ "an Acme spokesman", "Acme's chief", "a spokesman for Acme"."""
    after = [
        t
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in {"for", "of", "at", "with", "from"}
        for t in child.children
    ]
    near = [*reversed(token.doc[start : token.i]), *after]
    return next((named[t.i].name for t in near if t.i in named and named[t.i].is_party), "")


def _left_edge(token: Token) -> int:
    """Where the noun's own modifiers start."""
    start = token.i
    floor = max(token.left_edge.i, token.sent.start, token.i - LONGEST_CLASS)
    while start > floor and _modifies(token.doc[start - 1], token):
        start -= 1
    return start


def _modifies(before: Token, head: Token) -> bool:
    if before.pos_ in {"ADJ", "NOUN", "PROPN", "NUM", "DET"} or before.tag_ in {
        "VBN",
        "VBG",
        "POS",
        "PRP$",
        "HYPH",
        "RB",
    }:
        return not (
            before.tag_ == "NNS" and before.dep_ not in {"compound", "poss", "nmod"} and before.head != head
        )
    if before.pos_ in {"CCONJ"}:
        return (
            before.head.i < before.i
            and before.head.dep_ in {"amod", "compound", "nmod"}
            and before.head.tag_ != "NNS"
        )
    return (
        before.text == "-" or (before.pos_ == "ADP" and before.dep_ == "quantmod") or before.dep_ == "advmod"
    )


def _right_edge(token: Token, sort: str) -> int:
    """ "makers of smart TVs", "office of the regulator": the phrase goes on over its "of"."""
    doc = token.doc
    if (
        token.i + 2 >= len(doc)
        or doc[token.i + 1].lower_ != "of"
        or sort not in {"maker", "developer", "staff", "agency"}
    ):
        return token.i + 1
    inner = [t for t in doc[token.i + 1].children if t.dep_ == "pobj"]
    return inner[0].i + 1 if inner and inner[0].i < token.i + LONGEST_CLASS else token.i + 1


def _class_name(doc: Doc, start: int, end: int) -> str:
    while start < end - 1 and (doc[start].lower_ in words("dropped") or not doc[start].text[0].isalnum()):
        start += 1
    parts = []
    for token in doc[start:end]:
        keeps = (
            token.pos_ == "PROPN"
            and not ordinary(token.lower_)
            or token.ent_type_ in {"NORP", "GPE", "ORG"}
            and token.i > token.sent.start
            or token.is_upper
        )
        parts.append((token.text if keeps else token.lower_) + token.whitespace_)
    return "".join(parts).strip().strip("\"'")


def _pronoun(token: Token, we: str | None) -> Mention | None:
    """Pronouns and bare numbers that stand for a party named elsewhere."""
    word = token.lower_
    if word in OWN and we:
        return Mention(token.i, token.i + 1, token.i, we, PartyKind.NAMED)
    if word in OWN or (word in PERSONAL and token.pos_ == "PRON"):
        if token.dep_ == "expl":
            return None
        return Mention(
            token.i,
            token.i + 1,
            token.i,
            word,
            PartyKind.PRONOUN,
            plural=word in {"they", "them", "their", "theirs", "themselves"},
        )
    if word in {"you", "your", "yours"}:
        return Mention(token.i, token.i + 1, token.i, word, PartyKind.PEOPLE, "people", plural=True)
    if word in COUNTED and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj"}:
        return Mention(
            token.i,
            token.i + 1,
            token.i,
            word,
            PartyKind.PRONOUN,
            plural=word not in {"latter", "former", "another"},
        )
    return None
