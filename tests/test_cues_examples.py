"""Every entry of the four cue lists catches its own example sentences and leaves the others alone."""

import pytest

from claims import vocabulary
from claims.extraction.phrases import TOPICS, Cue, cues, find, read_phrase, word_groups
from claims.language import pipeline

ENTRIES = [(cue, raw) for topic in TOPICS for cue, raw in cues(topic)]
EXAMPLES = [(cue, sentence, True) for cue, raw in ENTRIES for sentence in raw["matches"]] + [
    (cue, sentence, False) for cue, raw in ENTRIES for sentence in raw["silent"]
]


@pytest.mark.parametrize(
    ("cue", "sentence", "caught"), EXAMPLES, ids=lambda value: getattr(value, "sentence", None)
)
def test_a_cue_catches_its_examples_alone(cue: Cue, sentence: str, caught: bool) -> None:
    found = find(pipeline()(sentence), cue.topic)
    assert any(one.cue == cue for one in found) is caught


@pytest.mark.parametrize("topic", TOPICS)
def test_every_list_says_where_its_entries_come_from(topic: str) -> None:
    assert len(vocabulary.load(topic)["provenance"].strip()) > 40


@pytest.mark.parametrize("topic", TOPICS)
def test_no_two_cues_of_a_list_bear_the_same_sentence(topic: str) -> None:
    sentences = [cue.sentence for cue, _ in cues(topic)]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("text", ["", ".. consent", "their? consent"])
def test_a_phrase_must_open_with_a_word(text: str) -> None:
    with pytest.raises(ValueError, match="must open with a word"):
        read_phrase(text, word_groups())


def test_the_longest_of_overlapping_cues_is_kept() -> None:
    doc = pipeline()("It did not only read the messages.")
    assert [(doc[f.start : f.end].text, f.cue.value) for f in find(doc, "stance")] == [("not only", "pseudo")]


def test_a_real_negation_right_after_a_pseudo_cue_still_counts() -> None:
    doc = pipeline()("The bank had not only no access but no interest.")
    assert [doc[f.start : f.end].text for f in find(doc, "stance") if f.cue.value == "negates"] == [
        "no",
        "no",
    ]


def test_a_gap_ends_with_the_clause() -> None:
    doc = pipeline()("They left without a word, and consent was given.")
    assert all("without" not in doc[f.start : f.end].text for f in find(doc, "consent"))
