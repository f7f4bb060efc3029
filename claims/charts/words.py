"""Counts and values as a reader's words: "two of 11", "read and write", "without consent"."""

from collections.abc import Sequence

from claims.tables import split_cell
from claims.vocabulary import load

REPORTED_CONSENT = {
    "without": "without consent",
    "with": "with consent",
    "conditional": "under a condition",
    "not_stated": "not stated",
}

TIERS = {"statement": "own statement", "article": "as reported"}


def listed(parts: Sequence[str]) -> str:
    """The parts as a sentence lists them: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def data_label(key: str) -> str:
    """What a data category is called; its key in words where the vocabulary has no label."""
    category = load("data")["category"].get(key, {})
    return str(category.get("label", key.replace("_", " ").replace(".", ": ")))


def reported_consent(value: str) -> str:
    """What the reports say about consent, in words."""
    return REPORTED_CONSENT.get(value, value.replace("_", " "))


def position_tier(access: str, tier: str) -> str:
    """Where the company's position on an access stands; empty where it has none."""
    return "" if access == "not_addressed" else TIERS.get(tier, "")


def ended(by_report: str, by_company: str) -> str:
    """What each side says on whether the access has stopped."""
    said = {"report": by_report, "company": by_company}
    told = {who: split_cell(words) for who, words in said.items() if words not in ("", "not_stated")}
    return "; ".join(f"{who}: {listed(words)}" for who, words in told.items()) or "not stated"


def source_label(source: str) -> str:
    """A source as a reader knows it; the article's own voice is said to be that."""
    return "the articles’ own voice" if source == "author" else source


def capitalised(sentence: str) -> str:
    """The sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]
