"""The words of attribution, looked up by lemma in `claims/vocabulary/attribution.toml`."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from claims.vocabulary import load

SPEECH = frozenset(["say", "tell-of", "claim", "admit", "deny", "ask", "think", "order", "show"])


@cache
def verb_classes() -> Mapping[str, frozenset[str]]:
    """Classes of each verb lemma: `verb_classes()["say"] == {"say"}`."""
    return _invert({name: entry["lemmas"] for name, entry in _verbs().items()})


@cache
def verb_takes() -> Mapping[str, frozenset[str]]:
    """Complements that carry the content after each verb lemma: clause, infinitive, object, about, as."""
    return {
        lemma: frozenset(way for name in classes for way in _verbs()[name]["takes"])
        for lemma, classes in verb_classes().items()
    }


@cache
def words(part: str) -> frozenset[str]:
    """Lemmas of one part of speech: nouns, adjectives, adverbs or documents."""
    return frozenset(load("attribution")[part]["lemmas"])


@cache
def prepositions() -> frozenset[str]:
    """Prepositions after which a cue has its content."""
    return frozenset(load("attribution")["prepositions"])


def _verbs() -> Mapping[str, Any]:
    verbs: Mapping[str, Any] = load("attribution")["verbs"]
    return verbs


def _invert(lists: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for name, lemmas in lists.items():
        for lemma in lemmas:
            classes[lemma].add(name)
    return {lemma: frozenset(names) for lemma, names in classes.items()}
