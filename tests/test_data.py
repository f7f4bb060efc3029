"""The vocabulary of data: what each category's sentences name, and what they leave alone."""

import pytest

from claims.extraction.data import DataIndex, DataMention
from claims.language import pipeline
from claims.vocabulary import load

CATEGORIES = load("data")["category"]


def mentions(sentence: str) -> tuple[DataMention, ...]:
    return DataIndex(pipeline()(sentence)).mentions


def categories(sentence: str) -> set[str]:
    return {m.data for m in mentions(sentence) if m.theirs and not m.generic}


def cases(kind: str) -> list[tuple[str, str]]:
    return [(name, sentence) for name, entry in CATEGORIES.items() for sentence in entry[kind]]


@pytest.mark.parametrize(("category", "sentence"), cases("yes"))
def test_a_category_is_found_in_its_sentences(category: str, sentence: str) -> None:
    assert category in categories(sentence)


@pytest.mark.parametrize(("category", "sentence"), cases("no"))
def test_a_category_is_silent_where_its_words_mean_something_else(category: str, sentence: str) -> None:
    assert category not in categories(sentence)
