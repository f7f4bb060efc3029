"""The trained model: its floor on annotated articles, its weights, card and training; and arbitrary text."""

import subprocess
import sys
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_texts import bare_article

from claims.attribution import Method, find_attributions, model, outermost
from claims.attribution.gold import read_annotated
from claims.attribution.train import examples, fit
from claims.errors import InputError
from claims.language import PLAIN, parse, pipeline

FLOORS = {Method.RULES: 0.54, Method.MODEL: 0.60}
ARTICLES = 15
PIECES = [
    "The bank",
    " said",
    " it had",
    ' "',
    "“",
    "”",
    "''",
    "\n",
    "\n\n",
    ", ",
    ".",
    ":",
    " according to",
    " Tunely",
    " é",
    "\u200b",
    " that",
    "(",
    "—",
]


@pytest.mark.parametrize("method", list(Method))
@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
@settings(max_examples=40, deadline=None)
def test_any_text_gives_spans_within_it(method, text):
    one = bare_article(text)
    for found in find_attributions(one, parse(one), method=method):
        assert found.cue and found.content
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize("method", list(Method))
def test_attributions_with_the_right_source_stay_above_the_floor(method, shared):
    articles = list(read_annotated(shared / "polnear" / "dev"))[:: 84 // ARTICLES][:ARTICLES]
    right = found = wanted = 0
    for article in articles:
        one = bare_article(article.text)
        flat = [a for a in outermost(find_attributions(one, parse(one), method=method)) if a.content]
        gold = [a for a in article.attributions if a.content]
        right += _right(gold, flat)
        found, wanted = found + len(flat), wanted + len(gold)
    assert 2 * right / (found + wanted) >= FLOORS[method]


def _right(gold, found) -> int:
    """Pairs whose contents share at least half of their characters, best first, with sources that meet."""
    pairs = []
    for g, wanted in enumerate(gold):
        for f, one in enumerate(found):
            a, b = _characters(wanted.content), _characters(one.content)
            if len(a & b) >= 0.5 * len(a | b):
                pairs.append((-len(a & b) / len(a | b), g, f))
    used_gold, used_found, right = set(), set(), 0
    for _, g, f in sorted(pairs):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            a, b = _characters(gold[g].source), _characters(found[f].source)
            right += bool(a & b) or not (a or b)
    return right


def _characters(spans) -> set[int]:
    return {i for span in spans for i in range(*span)}


def test_the_shipped_weights_are_small_and_come_with_a_card():
    assert model.shipped()
    assert len(model.WEIGHTS.read_bytes()) < 15_000_000
    card = (resources.files("claims.attribution") / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "python -m claims.attribution.train" in card


def _small_corpus(folder):
    texts = {
        "one": (
            "The bank said it stopped. Prices rose.",
            "T1\tSource 0 8\tThe bank\nT2\tCue 9 13\tsaid\nT3\tContent 14 24\tit stopped\n",
        ),
        "two": (
            "Tunely claimed users agreed. It rained.",
            "T1\tSource 0 6\tTunely\nT2\tCue 7 14\tclaimed\nT3\tContent 15 27\tusers agreed\n",
        ),
    }
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    for name, (text, lines) in texts.items():
        (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        event = "T4\tAttribution 9 13\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
        (folder / "attributions" / f"{name}_x1.ann").write_text(lines + event, encoding="utf-8")
    return folder


def test_training_twice_gives_the_same_weights(tmp_path):
    articles = list(read_annotated(_small_corpus(tmp_path)))
    parsed = [(article, pipeline()(article.text.translate(PLAIN))) for article in articles]
    runs = [fit(examples(parsed)[0], [].append) for _ in range(2)]
    assert np.array_equal(runs[0].table, runs[1].table)
    assert np.array_equal(runs[0].output, runs[1].output)


def test_training_is_one_command_that_writes_weights_the_model_reads(tmp_path):
    out = tmp_path / "weights.bin"
    folder = _small_corpus(tmp_path / "corpus")
    command = [sys.executable, "-m", "claims.attribution.train", str(folder), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "2 articles" in done.stdout
    assert model.load(out).cues.table.shape == model.load().cues.table.shape


def test_annotations_are_read_by_their_events(tmp_path):
    first, second = read_annotated(_small_corpus(tmp_path))
    assert [first.text[span.start : span.end] for span in first.attributions[0].content] == ["it stopped"]
    assert second.name == "two"


def test_a_folder_without_articles_is_refused(tmp_path):
    with pytest.raises(InputError, match="no article"):
        list(read_annotated(tmp_path))
