"""The claims of a document on their way: what was told before, by place, partner and data category.

"The bank had such access" looks for what the bank, or else anybody, was last said to have.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from claims.extraction.data import stem
from claims.extraction.frame import WITHOUT_DATA
from claims.extraction.merging import Draft
from claims.types import Claim, Stance


class Drafts:
    """Drafts in the order in which they are found; "before" and "since" are by the token that each rests on."""

    def __init__(self) -> None:
        self._all: list[Draft] = []
        self._partner: dict[str, list[int]] = defaultdict(list)
        self._data: dict[str, list[int]] = defaultdict(list)
        self._both: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._word: dict[str, list[int]] = defaultdict(list)
        self._class: list[int] = []
        self._last: dict[tuple[str, Stance], int] = {}
        self._with_data: set[int] = set()

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._all)

    def add(self, draft: Draft) -> None:
        """Keep one more."""
        claim, place = draft.claim, len(self._all)
        self._all.append(draft)
        self._partner[claim.partner].append(place)
        self._data[claim.data].append(place)
        self._both[claim.partner, claim.data].append(place)
        self._word[_head_noun(claim.partner)].append(place)
        if claim.partner.islower():
            self._class.append(place)
        said = claim.data, claim.stance
        self._last[said] = max(self._last.get(said, -1), draft.predicate)
        if claim.rule not in WITHOUT_DATA:
            self._with_data.add(draft.predicate)

    def is_told_since(self, token: int, claim: Claim) -> bool:
        """Whether one of the same data category and stance rests on this token or on one after it."""
        return self._last.get((claim.data, claim.stance), -1) >= token

    def names_data_at(self, token: int) -> bool:
        """Whether one rests on the token that names its data itself."""
        return token in self._with_data

    def first_of(self, partner: str, before: int) -> Claim | None:
        """The first claim about the partner."""
        places = (i for i in self._partner.get(partner, ()) if self._all[i].predicate < before)
        return self._claim(next(places, -1))

    def last(self, before: int) -> Claim | None:
        """The last claim about anybody."""
        return self._claim(self._before(range(len(self._all)), before))

    def last_since(self, start: int, before: int) -> Claim | None:
        """The last claim about anybody that rests on a token of this range."""
        place = self._before(range(len(self._all)), before)
        return self._claim(place) if place >= 0 and self._all[place].predicate >= start else None

    def last_with(self, partner: str, data: str, before: int) -> Claim | None:
        """The last claim of the data category about the partner, else about anybody."""
        own = self._before(self._both.get((partner, data), ()), before)
        return self._claim(own if own >= 0 else self._before(self._data.get(data, ()), before))

    def last_about(self, nouns: Iterable[str], receivers: frozenset[str], before: int) -> Claim | None:
        """The last claim about a class of one of these nouns; a receiver is whatever class was told of last."""
        found = [-1]
        for noun in nouns:
            found.append(self._before(self._word.get(noun, ()), before))
            if noun in receivers:
                found.append(self._before(self._class, before))
        return self._claim(max(found))

    def _before(self, places: "range | list[int] | tuple[()]", before: int) -> int:
        return next((i for i in reversed(places) if self._all[i].predicate < before), -1)

    def _claim(self, place: int) -> Claim | None:
        return self._all[place].claim if place >= 0 else None


def _head_noun(partner: str) -> str:
    """ "provider" of "advertising providers", "maker" of "makers of smart TVs"."""
    words = partner.lower().split()
    last = words.index("of") - 1 if "of" in words[1:] else -1
    return stem(words[last])
