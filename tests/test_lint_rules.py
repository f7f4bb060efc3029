"""Every rule of the linter is raised on its own examples and passes the others, through the whole pipeline."""

import pytest
from lint_texts import lint_paths, write_example

from claims.lint import RULES, Severity
from claims.lint.explain import ENOUGH, is_precise, precision
from claims.lint.registry import FAMILIES, rule

EXAMPLES = [
    pytest.param(one, example, raised, id=f"{one.code}-{'raised' if raised else 'passes'}-{number}")
    for one in RULES.values()
    for raised, examples in ((True, one.flags), (False, one.passes))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("one", "example", "raised"), EXAMPLES)
def test_a_rule_is_raised_on_its_examples_alone(one, example, raised, tmp_path):
    found = [finding.rule.code for finding in lint_paths(write_example(example, tmp_path))]
    assert (one.code in found) is raised, found


@pytest.mark.parametrize("one", RULES.values(), ids=lambda one: one.code)
def test_a_rule_says_what_why_and_whose_advice_it_is(one):
    assert min(len(one.what.split()), len(one.why.split()), len(one.advice.split())) >= 4
    assert one.code[:3] in FAMILIES
    assert one.check.__doc__


@pytest.mark.parametrize("one", RULES.values(), ids=lambda one: one.code)
def test_a_rule_below_four_in_five_is_no_more_than_a_note(one):
    assert is_precise(one)


@pytest.mark.parametrize("one", RULES.values(), ids=lambda one: one.code)
def test_a_finding_is_a_question_and_never_a_verdict(one, tmp_path):
    for number, example in enumerate(one.flags):
        folder = write_example(example, tmp_path / str(number))
        for finding in lint_paths(folder, select=(one.code,)):
            assert "?" in finding.message or finding.rule.code.startswith("CL0")
            assert not {"false", "lie", "lied", "wrong", "untrue"} & set(finding.message.lower().split())


def test_the_counts_are_of_rules_that_there_are():
    assert set(precision()) <= set(RULES)
    assert 0.5 < ENOUGH < 1


def test_a_rule_without_examples_is_refused():
    entered = rule(
        "CL999", "no-examples", severity=Severity.NOTE, what="", why="", advice="", flags=(), passes=()
    )
    with pytest.raises(ValueError, match="CL999 needs texts"):
        entered(lambda _: iter(()))
    assert "CL999" not in RULES


def test_a_second_rule_of_the_same_name_is_refused():
    entered = rule(
        "CL998",
        "headline-scope",
        severity=Severity.NOTE,
        what="",
        why="",
        advice="",
        flags=("a",),
        passes=("b",),
    )
    with pytest.raises(ValueError, match="another rule"):
        entered(lambda _: iter(()))
