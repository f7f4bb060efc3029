"""Figures of an evaluation: what counts as found, and at which level."""

import importlib.util
import json
import random
import sys

import pytest

from claims import evaluation
from claims.errors import InputError
from claims.types import Certainty, Consent, Stance, Status

TOLD = {
    "source": "The Daily Ledger",
    "stance": "affirms",
    "certainty": "alleged",
    "partner": "Bank of Alba",
    "actions": ["read", "write"],
    "data": "messages",
    "consent": "without",
    "status": "not_stated",
}
VERDICT = {
    "partner": "Bank of Alba",
    "data": "messages",
    "access": "disputed",
    "consent": "disputed",
    "partner_position": "denies",
}


def f1(gold, found):
    score = evaluation.score_claims({"one": gold}, {"one": found})
    return tuple(score.levels[name].f1 for name in evaluation.LEVELS)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, (1, 1, 1)),
        ({"partner": "The Bank of Alba Ltd."}, (1, 1, 1)),
        ({"partner": "Alba"}, (1, 1, 1)),
        ({"data": "messages.participants"}, (1, 1, 1)),
        ({"actions": ["access"]}, (1, 1, 1)),
        ({"certainty": "asserted", "status": "ended"}, (1, 1, 1)),
        ({"consent": "with"}, (1, 1, 0)),
        ({"source": "author"}, (1, 1, 0)),
        ({"actions": ["delete"]}, (1, 0, 0)),
        ({"stance": "denies"}, (1, 0, 0)),
        ({"data": "friends"}, (0, 0, 0)),
        ({"data": "messages_archive"}, (0, 0, 0)),
        ({"partner": "Bank of Brill and Sons"}, (0, 0, 0)),
    ],
    ids=str,
)
def test_the_level_that_a_found_claim_reaches(change, expected):
    assert f1([TOLD], [TOLD | change]) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("author", "article", True),
        ("author", "", True),
        ("author", "Reporter Weekly", False),
        ("NYT", "The New York Times", True),
        ("device makers", "a device maker", True),
        ("apps", "the apps", True),
        ("apps", "Netflix", False),
        ("Netflix’s", "Netflix", True),
        ("—", "Netflix", False),
    ],
)
def test_names_of_one_party(one, other, same):
    assert evaluation.same_party(one, other) is same
    assert evaluation.same_party(other, one) is same


def test_claims_are_paired_one_to_one_and_the_best_pair_first():
    other = TOLD | {"stance": "denies"}
    comparison = evaluation.compare([TOLD, other], [other, TOLD, TOLD])
    assert [(pair.level, pair.gold["stance"]) for pair in comparison.pairs] == [(3, "affirms"), (3, "denies")]
    assert (len(comparison.missed), len(comparison.extra)) == (0, 1)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [(0, 0, (1, 1, 1)), (0, 1, (0, 1, 0)), (1, 0, (0, 0, 0)), (1, 2, (0.5, 1, 2 / 3))],
)
def test_rates_of_counts(gold, found, expected):
    score = evaluation.score_claims({"one": [TOLD] * gold}, {"one": [TOLD] * found})
    assert tuple(score.levels["what"]) == pytest.approx(expected)


def test_a_document_without_gold_does_not_count():
    assert evaluation.score_claims({"one": [TOLD]}, {"one": [TOLD], "two": [TOLD]}).found == 1


def test_fields_are_measured_among_pairs():
    found = TOLD | {"certainty": "asserted", "actions": ["read"], "source": "author"}
    fields = evaluation.score_claims({"one": [TOLD]}, {"one": [found]}).fields
    assert fields == {"source": 0, "stance": 1, "certainty": 0, "consent": 1, "status": 1, "actions": 0.5}


def test_a_verdict_takes_the_row_that_agrees_best():
    near = VERDICT | {"access": "confirmed"}
    score = evaluation.score_verdicts([VERDICT, VERDICT | {"partner": "Netflix"}], [near, VERDICT])
    assert score.right == {"access": 1, "consent": 1, "partner_position": 1}
    assert score.all_right == 1
    assert tuple(score.rows) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("layout", ["beside", "below"])
def test_gold_is_read_from_either_layout(tmp_path, layout):
    place = tmp_path / "claims" if layout == "below" else tmp_path
    place.mkdir(exist_ok=True)
    (place / "one.json").write_text(json.dumps({"doc": "one", "claims": [TOLD]}), encoding="utf-8")
    (tmp_path / "verdicts.json").write_text(json.dumps([VERDICT]), encoding="utf-8")
    assert evaluation.read_gold(tmp_path) == ({"one": [TOLD]}, [VERDICT])


@pytest.mark.parametrize("content", ["", "{", "[]", '{"doc": "one"}', b"\xff"], ids=repr)
def test_gold_that_cannot_be_read_says_which_file_and_what_is_needed(tmp_path, content):
    (tmp_path / "one.json").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(InputError, match=r"one\.json.*need"):
        evaluation.read_gold(tmp_path)


def test_a_folder_without_gold_is_refused(tmp_path):
    with pytest.raises(InputError, match="no gold claims"):
        evaluation.read_gold(tmp_path)


def scorer(shared, name):
    """The reference scorer of that name, loaded from beside the project."""
    sys.path.insert(0, str(shared / "tools"))
    try:
        spec = importlib.util.spec_from_file_location(name, shared / "tools" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def made_up(chance, count):
    """Claims drawn from few values, so that many nearly match."""
    values = {
        "source": ["author", "The Daily Ledger", "Ledger", "NYT", "Bank of Alba"],
        "stance": [*map(str, Stance)],
        "certainty": [*map(str, Certainty)],
        "partner": [
            "Bank of Alba",
            "Alba",
            "device makers",
            "the apps",
            "Microsoft Bing",
            "Bing",
            "partners",
        ],
        "data": ["messages", "messages.participants", "friends", "profile"],
        "consent": [*map(str, Consent)],
        "status": [*map(str, Status)],
        "access": ["confirmed", "disputed"],
        "partner_position": ["none", "denies"],
    }
    actions = ["read", "write", "delete", "obtain", "access"]
    return [
        {name: chance.choice(some) for name, some in values.items()}
        | {"actions": chance.sample(actions, chance.randint(1, 2))}
        for _ in range(count)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_figures_are_those_of_the_reference_scorers(shared, seed):
    chance = random.Random(seed)
    gold = {name: made_up(chance, chance.randint(0, 6)) for name in "abc"}
    found = {name: made_up(chance, chance.randint(0, 6)) for name in "abd"}
    theirs = scorer(shared, "claims_score").score(gold, found)
    ours = evaluation.score_claims(gold, found)
    for name, rates in ours.levels.items():
        assert [round(rate, 3) for rate in rates] == [*theirs[name].values()]
    assert [round(share, 3) for share in ours.fields.values()] == [
        share for share in theirs["accuracy among pairs"].values() if share is not None
    ]
    rows, answers = made_up(chance, 8), made_up(chance, 8)
    theirs, ours = (
        scorer(shared, "verdicts_score").score(rows, answers),
        evaluation.score_verdicts(rows, answers),
    )
    assert [round(rate, 3) for rate in ours.rows] == [*theirs["rows"].values()]
    assert (ours.right, ours.all_right) == (theirs["right"], theirs["all"])


CHANGE = {
    "partner": "Netflix",
    "data": "messages",
    "facet": "certainty",
    "direction": "harder",
    "after_doc": "one",
}


def test_a_change_is_found_at_its_article_in_its_facet_and_direction():
    others = [CHANGE | {name: "other"} for name in ("partner", "data", "facet", "direction", "after_doc")]
    assert evaluation.score_drift([CHANGE], [CHANGE | {"partner": "Netflix Inc"}]).f1 == 1
    assert evaluation.score_drift([CHANGE, CHANGE], [CHANGE]).recall == 0.5
    assert evaluation.score_drift([CHANGE], others).f1 == 0
