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


@pytest.mark.parametrize(
    ("sentence", "governor", "category"),
    [
        ("The clerks listen to what people say to the speaker.", "listen", "audio"),
        ("Employers could see how far workers had run.", "see", "health"),
        ("The browser can read what people type into the address bar.", "read", "browsing"),
    ],
)
def test_a_clause_of_data_is_found_under_its_verb(sentence: str, governor: str, category: str) -> None:
    doc = pipeline()(sentence)
    verb = next(token for token in doc if token.text == governor)
    assert [m.data for m in DataIndex(doc).under_clause(verb)] == [category]


@pytest.mark.parametrize(
    "sentence",
    [
        "The set maker sold customers' names, incomes and races.",
        "The vendor received the photos, notes and documents of members.",
    ],
)
def test_what_stands_in_a_row_with_peoples_own_data_is_their_own(sentence: str) -> None:
    assert all(m.theirs for m in mentions(sentence)) and len(mentions(sentence)) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "The company, which customers use daily, moved.",
        "What do users watch?",
        "When people drive, they get tired.",
    ],
)
def test_a_relative_clause_or_a_question_is_no_data(sentence: str) -> None:
    assert not categories(sentence)


def test_every_category_has_several_sentences_of_each_kind() -> None:
    assert all(len(entry["yes"]) >= 3 and entry["no"] for entry in CATEGORIES.values())
