"""The words of `vocabulary/data.toml` as stems, ready to be looked up in a text."""

from collections.abc import Iterable
from functools import cache, lru_cache

from claims.vocabulary import load

GENERIC = "generic"


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its plural ending, the same for terms and for text."""
    if len(word) == 3 and word[:2].isupper() and word[2] == "s":
        return word[:2].lower()
    word = word.lower()
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("ie"):
        return word[:-2] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


Lookup = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def terms() -> Lookup:
    """Every term as stems with its category, by first stem, the longest first."""
    categories = {GENERIC: load("data")["generic"], **load("data")["category"]}
    return _by_first((term, category) for category, entry in categories.items() for term in entry["terms"])


@cache
def topics() -> Lookup:
    """What data can be about, as stems with its category, by first stem, the longest first."""
    categories = load("data")["category"]
    return _by_first(
        (topic, category) for category, entry in categories.items() for topic in entry.get("topics", ())
    )


def _by_first(pairs: Iterable[tuple[str, str]]) -> Lookup:
    found: Lookup = {}
    for words, category in pairs:
        stems = _stems(words)
        found.setdefault(stems[0], []).append((stems, category))
    return {first: sorted(entries, key=lambda t: -len(t[0])) for first, entries in found.items()}


def _stems(words: str) -> tuple[str, ...]:
    """The stems of a term cut as the tokenizer cuts text."""
    return tuple(stem(word) for word in words.replace("-", " - ").replace("'", " '").split())


@cache
def heads(kind: str) -> frozenset[str]:
    """The stems of nouns and prepositions that tie a topic to data, by what they do."""
    return frozenset(load("data")["heads"][kind])


def topic_at(stems: list[str], i: int) -> tuple[int, str] | None:
    """Where the topic that starts at this stem ends, and its category."""
    for topic, category in topics().get(stems[i], ()):
        if tuple(stems[i : i + len(topic)]) == topic:
            return i + len(topic), category
    return None


@cache
def weak_stems() -> frozenset[tuple[str, ...]]:
    """The stems of every term that counts only as people's own."""
    return frozenset(
        _stems(term) for entry in load("data")["category"].values() for term in entry.get("weak", ())
    )


@cache
def plural_only() -> frozenset[str]:
    """Words that are terms only with a plural ending."""
    return frozenset(load("data")["plural"]["terms"])


@cache
def owning() -> frozenset[str]:
    """Words that make a thing people's own: groups of people, "your", "private"."""
    return frozenset(load("data")["people"]["terms"])
