"""What a party mention is, and the mentions of one document, findable by token.

"the bank" is a `Mention` of the sort "bank"; "Netflix" is one of kind NAMED.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Doc, Token

from claims.extraction.data import stem
from claims.extraction.spelling import words
from claims.vocabulary import load


class PartyKind(StrEnum):
    """What a mention speaks of; PEOPLE, PLACE and PERSON are no parties to a transfer."""

    NAMED = "named"
    OUTLET = "outlet"
    CLASS = "class"
    PERSON = "person"
    PEOPLE = "people"
    PLACE = "place"
    PRONOUN = "pronoun"


NAMES = frozenset({PartyKind.NAMED, PartyKind.OUTLET})
NO_PARTIES = frozenset({PartyKind.PEOPLE, PartyKind.PLACE, PartyKind.PERSON})


@dataclass(frozen=True, slots=True)
class Mention:
    """Half-open token indices, the head token's index, and the name as a reader would write it in full.

    `sort` is the sort of the class noun ("bank", "agency") or of the name itself. `affiliation` is the
    company that a person speaks for.
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
    def is_name(self) -> bool:
        """Whether the mention names a company, agency or outlet."""
        return self.kind in NAMES

    @property
    def is_party(self) -> bool:
        """Whether the mention can be a partner or grantor."""
        return self.kind not in NO_PARTIES


class Mentions:
    """All party mentions of a document, in order; `company` is the grantor, `we` who says "we" in it."""

    def __init__(
        self, doc: Doc, found: Iterable[Mention], *, company: str = "", we: str | None = None
    ) -> None:
        self.doc, self.company, self.we = doc, company, we
        self.all: tuple[Mention, ...] = tuple(sorted(found, key=lambda m: (m.start, m.end)))
        self._by_head = {m.head: m for m in self.all}
        self._first = {m.name: m for m in reversed(self.all) if m.is_name}
        self._heads = sorted((m.head, place) for place, m in enumerate(self.all))
        self._around: dict[int, Mention] = {}
        for mention in sorted(self.all, key=lambda m: m.start - m.end):
            self._around.update(dict.fromkeys(range(mention.start, mention.end), mention))

    def __iter__(self) -> Iterator[Mention]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def at(self, token: Token | int) -> Mention | None:
        """The mention that the token heads, else the smallest around it, else None."""
        index = token if isinstance(token, int) else token.i
        return self._by_head.get(index) or self._around.get(index)

    def headed_by(self, token: Token | int) -> Mention | None:
        """The mention that the token heads, or None."""
        return self._by_head.get(token if isinstance(token, int) else token.i)

    def first_named(self, name: str) -> Mention | None:
        """The first mention of a company, agency or outlet by its full name."""
        return self._first.get(name)

    def in_span(self, start: int, end: int) -> list[Mention]:
        """The mentions whose head lies in the half-open token range."""
        first, last = bisect_left(self._heads, (start,)), bisect_left(self._heads, (end,))
        return [self.all[place] for place in sorted(place for _, place in self._heads[first:last])]


def last_before(mention: Mention, others: Sequence[Mention]) -> Mention | None:
    """The last of the others, which stand in order, that ends before the mention."""
    place = bisect_left(others, mention.start, key=lambda m: m.start)
    while place and others[place - 1].end > mention.start:
        place -= 1
    return others[place - 1] if place else None


@cache
def class_sorts() -> dict[str, str]:
    """Each class noun's stem with its sort; the first list that has it wins."""
    found: dict[str, str] = {}
    for sort, terms in load("parties")["class"].items():
        for term in terms:
            found.setdefault(stem(term), sort)
    return found


def class_sort(word: str) -> str:
    """The sort of a class noun, empty for any other word."""
    return class_sorts().get(stem(word), "")


@cache
def stems(table: str, key: str = "terms") -> frozenset[str]:
    """One list of the party vocabulary as stems."""
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


def sort_of(name: str) -> str:
    """The sort of a well-known name, or what its last words say ("... Bank", "... Herald"); else empty."""
    if name.lower() in known_names():
        return known_names()[name.lower()][1]
    parts = name.lower().split()
    if len(parts) > 1 and parts[-1] in words("name", "outlets"):
        return "outlet"
    told = [load("parties")["told_by"].get(part, "") for part in parts] if len(parts) > 1 else []
    return next(filter(None, reversed(told)), "")
