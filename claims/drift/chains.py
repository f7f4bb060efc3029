"""Chains: what the articles, in order of time, tell of one partner and one kind of data.

"Netflix could read messages", then "tech firms could read messages", then "Netflix" again: one chain, three tellings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from claims.crossref.classes import plain
from claims.crossref.evidence import Said, reach
from claims.crossref.parties import Names, Party
from claims.crossref.relation import Relation
from claims.types import AUTHOR, Action, Certainty, Consent

FIRMNESS = {
    Certainty.POSSIBLE: 0,
    Certainty.ALLEGED: 1,
    Certainty.ACKNOWLEDGED: 2,
    Certainty.ASSERTED: 2,
}
AGAINST_WILL = {Consent.WITH: 0, Consent.CONDITIONAL: 1, Consent.NOT_STATED: 2, Consent.WITHOUT: 3}
SAYS_MOST = (Consent.WITHOUT, Consent.WITH, Consent.CONDITIONAL, Consent.NOT_STATED)

AND = " and "

Key = tuple[Party, str]


class Article(NamedTuple):
    """An article by its name, with its date and who published it."""

    doc: str
    published: str
    publisher: str


class Telling(NamedTuple):
    """What one article holds of one partner and one kind of data; `exact` where it names both as the chain does.

    `origins` are the parties that count as its sources; an article's own voice is its publisher's.
    """

    article: Article
    said: tuple[Said, ...]
    origins: frozenset[str]
    exact: bool

    @property
    def certainty(self) -> Certainty:
        """The firmest certainty that the article gives it."""
        return max((Certainty(s.certainty) for s in self.said), key=FIRMNESS.__getitem__)

    @property
    def consent(self) -> Consent:
        """What the article says on consent; of several things the strongest."""
        return min((Consent(s.consent) for s in self.said), key=SAYS_MOST.index)

    @property
    def actions(self) -> frozenset[Action]:
        """What the partner could do; `access` only where nothing is named."""
        every = frozenset(a for s in self.said for a in s.actions)
        return every - {Action.ACCESS} or frozenset({Action.ACCESS})

    @property
    def own_voice(self) -> bool:
        """Whether the article puts it down to nobody."""
        return all(s.source == AUTHOR for s in self.said)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources as they are named, or `author`."""
        return tuple(dict.fromkeys(s.source for s in self.said))

    @property
    def partner(self) -> str:
        """The partner as this article calls it."""
        return plain(self.said[0].partner)

    @property
    def data(self) -> str:
        """The data category as this article tells it."""
        return self.said[0].data


class Chain(NamedTuple):
    """One partner and one kind of data through the articles that tell of it, the first report first."""

    party: Party
    data: str
    tellings: tuple[Telling, ...]


def chains(told: Sequence[tuple[Article, Sequence[Said]]], names: Names) -> Iterator[Chain]:
    """One chain per partner and data category, in the order in which they are first told.

    An article that does not tell it exactly may blur it: on the word of the same sources it tells as much of a class
    that contains the partner, or of a broader category of data. What the first report tells beside the
    claim is another claim, and blurs nothing.
    """
    origins = Origins(s.origin for _, said in told for s in said)
    found = [(article, _by_key(said)) for article, said in told]
    for key in dict.fromkeys(key for _, by_key in found for key in by_key):
        exact = [
            Telling(a, tuple(said[key]), origins.of(said[key]), True) for a, said in found if key in said
        ]
        sources = frozenset[str]().union(*(telling.origins for telling in exact))
        beside = next(frozenset(by_key) for article, by_key in found if article == exact[0].article)
        blurred = [
            Telling(article, tuple(said), origins.of(said), False)
            for article, by_key in found
            if key not in by_key
            and (said := _blurring(key, _retold(by_key, beside, origins, sources), names))
        ]  # fmt: skip
        order = [article for article, _ in found]
        yield Chain(*key, tuple(sorted((*exact, *blurred), key=lambda t: order.index(t.article))))


class Origins:
    """Who stands behind what is said; "the Post and the Guardian" are two where each is named alone."""

    def __init__(self, every: Iterable[str]) -> None:
        self._single = {origin for origin in every if AND not in origin}

    def of(self, said: Iterable[Said]) -> frozenset[str]:
        """The origins of these claims."""
        return frozenset(origin for one in said for origin in self._parts(one.origin))

    def _parts(self, origin: str) -> list[str]:
        parts = origin.split(AND)
        return parts if set(parts) <= self._single else [origin]


def _by_key(said: Iterable[Said]) -> dict[Key, list[Said]]:
    found: dict[Key, list[Said]] = {}
    for one in said:
        found.setdefault((one.party, one.data), []).append(one)
    return found


def _retold(
    by_key: Mapping[Key, Sequence[Said]], beside: frozenset[Key], origins: Origins, sources: frozenset[str]
) -> list[Said]:
    """What an article tells on the word of these sources; its own voice counts where it names one of them at all."""
    cites = sources & origins.of(s for said in by_key.values() for s in said if s.source != AUTHOR)
    apart = [s for key, said in by_key.items() if key not in beside for s in said]
    return [s for s in apart if origins.of([s]) & sources or (cites and s.source == AUTHOR)]


def _blurring(key: Key, said: Sequence[Said], names: Names) -> list[Said]:
    for party, data in ((Relation.BROADER, Relation.SAME), (Relation.SAME, Relation.BROADER)):
        words = [reach(s, *key, names) for s in said]
        reached = [w.said for w in words if (w.party, w.data) == (party, data)]
        if reached:
            return _narrowest(reached, names)
    return []


def _narrowest(said: Sequence[Said], names: Names) -> list[Said]:
    """Those of the nearest class; one that contains another of them is farther."""
    parties = dict.fromkeys(s.party for s in said)
    near = [p for p in parties if not any(q != p and names.contains(p, q) for q in parties)]
    return [s for s in said if s.party == near[0]] if near else list(said)
