"""The words of access, by the part they play: `vocabulary/access.toml` as sets and tables."""

from functools import cache

from spacy.tokens import Token

from claims.types import Action
from claims.vocabulary import load


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of the vocabulary."""
    return frozenset(load("access")[table][key])


@cache
def verb_actions() -> dict[str, Action]:
    """The action that each verb of taking names."""
    return {verb: Action(name) for name, entry in load("access")["take"].items() for verb in entry["verbs"]}


@cache
def noun_actions() -> dict[str, Action]:
    """The action that each noun of taking names."""
    found = {noun: Action(name) for name, entry in load("access")["take"].items() for noun in entry["nouns"]}
    return {**dict.fromkeys(words("ability", "access"), Action.ACCESS), **found}


@cache
def weak_verbs() -> frozenset[str]:
    """Verbs that say something else unless data of people is their object."""
    takes = [verb for entry in load("access")["take"].values() for verb in entry["weak"]]
    return frozenset([*takes, *words("give", "weak")])


@cache
def strong_verbs() -> frozenset[str]:
    """Verbs that need no help to tell of access to data."""
    return frozenset([*verb_actions(), *giving()]) - weak_verbs()


def giving() -> frozenset[str]:
    """Verbs whose receiver, not whose subject, ends up with the thing."""
    return words("give", "verbs")


def holding() -> frozenset[str]:
    """Verbs whose subject has what their object names."""
    return words("ability", "holding")


def quantities() -> frozenset[str]:
    """Nouns and numbers that count what follows "of"."""
    return words("quantity", "nouns")


def agents() -> frozenset[str]:
    """Nouns that name who ends up with the data: "buyers"."""
    return words("agent", "nouns")


def receivers() -> frozenset[str]:
    """Class nouns that stand for whoever gets the data: "clients"."""
    return words("agent", "receivers")


def officers() -> frozenset[str]:
    """Nouns for those who act for an agency: "agents"."""
    return words("agent", "officers")


@cache
def _irregular() -> dict[str, str]:
    """Forms that the lemmatizer leaves as they are, with their lemma."""
    return dict(load("access")["irregular"])


def lemma_of(token: Token) -> str:
    """The lemma in lower case; "back door" is one word."""
    lower = token.lemma_.lower()
    lemma = _irregular().get(lower, lower)
    return "backdoor" if lemma == "door" and token.i and token.nbor(-1).lower_ == "back" else lemma
