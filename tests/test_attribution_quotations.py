"""Quotation marks, paired over lines and paragraphs, even or odd in number."""

import pytest

from claims.attribution.quotations import find_quotations

PAIRED = [
    ('He said "yes" and "no".', [['"yes"'], ['"no"']]),
    ("“Yes,” she said. “No.”", [["“Yes,”"], ["“No.”"]]),
    ("''Yes,'' she said.", [["''Yes,''"]]),
    ("«Yes», she said.", [["«Yes»"]]),
    ('"One.\n\n"Two," she said.', [['"One.', '"Two,"']]),
    ("“One.\n\n“Two.\n\n“Three.”", [["“One.", "“Two.", "“Three.”"]]),
    ("“We did\nnot do it,” he said.", [["“We did", "not do it,”"]]),
]

ODD = [
    ('"', []),
    ('The screen is 5" wide. "Yes," he said.', [['"Yes,"']]),
    ("“We stopped it, she said. “And soon,” he said.", [["“And soon,”"]]),
    ("“Never closed.\n\nAnother paragraph. “Yes,” he said.", [["“Yes,”"]]),
    ("Closed only.” “Yes,” he said.", [["“Yes,”"]]),
    ("No marks at all.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_marks_are_paired_over_paragraphs(text, expected):
    assert [[text[s:e] for s, e in quotation.parts] for quotation in find_quotations(text)] == expected


@pytest.mark.parametrize(("text", "expected"), ODD)
def test_an_odd_mark_costs_that_mark_alone(text, expected):
    assert [[text[s:e] for s, e in quotation.parts] for quotation in find_quotations(text)] == expected
