"""Every entry of positions.toml catches its own sentences and leaves the others alone."""

import pytest

from claims.crossref.wording import MATTERS, Matter, speaks_of
from claims.vocabulary import load

EXAMPLES = [
    (matter, sentence, kind == "matches")
    for matter in MATTERS
    for kind in ("matches", "silent")
    for sentence in load("positions")[matter][kind]
]


@pytest.mark.parametrize(("matter", "sentence", "caught"), EXAMPLES)
def test_a_matter_is_found_in_its_examples_alone(matter: Matter, sentence: str, caught: bool) -> None:
    assert speaks_of(matter, sentence) is caught


@pytest.mark.parametrize("matter", MATTERS)
def test_a_matter_stands_under_a_sentence_that_it_catches(matter: Matter) -> None:
    entry = load("positions")[matter]
    assert entry["sentence"] in entry["matches"]
    assert len(entry["matches"]) >= 3 <= len(entry["silent"])


def test_every_matter_of_the_list_can_be_asked_for() -> None:
    assert set(load("positions")) - {"provenance"} == set(MATTERS)
