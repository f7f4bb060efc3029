"""Every class of the word list is exampled, and each of its examples is found."""

import pytest

from claims.attribution import Method, find_attributions
from claims.attribution.lexicon import verb_classes
from claims.language import parse
from claims.types import Document, Kind
from claims.vocabulary import load

LISTS = load("attribution")
SECTIONS = [*LISTS["verbs"].items(), *((name, LISTS[name]) for name in ("nouns", "adjectives", "adverbs"))]
EXAMPLES = [
    pytest.param(example, id=f"{name}: {example}")
    for name, section in SECTIONS
    for example in section["examples"]
]


def test_the_list_says_where_its_words_come_from():
    assert len(LISTS["provenance"]) > 50


@pytest.mark.parametrize("section", [pytest.param(section, id=name) for name, section in SECTIONS])
def test_every_class_has_words_and_examples(section):
    assert section["lemmas"] and section["examples"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_found_by_the_rules(example):
    one = Document(
        name="own", path="", kind=Kind.ARTICLE, text=example, reading=example, origin=(), blocks=()
    )
    assert find_attributions(one, parse(one), method=Method.RULES)


@pytest.mark.parametrize(
    ("lemma", "name"), [("say", "say"), ("allege", "claim"), ("deny", "deny"), ("know", "know")]
)
def test_a_lemma_tells_its_class(lemma, name):
    assert name in verb_classes()[lemma]
