"""What holds for every finding, whatever the text: it stands where it says, and every format can print it."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_invariants import CASES, NOISE, SENTENCES

from claims.documents import read_case, read_text
from claims.errors import InputError
from claims.extraction import read_all
from claims.lint import dossier, find, findings_frame, lint_case
from claims.lint.formats import FORMATS
from claims.lint.place import excerpt, place

ODDS = st.sampled_from(
    ["“", '"', "|Partner|Access|\n|---|---|\n|A|Disputed|", "![](a.png)", "<!-- claims: disable-next CL201 -->", "\r\n"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SENTENCES, SENTENCES, NOISE, ODDS), min_size=1, max_size=8).map("\n\n".join)


def hold(findings):
    """Every finding points at its words, and every format prints them all."""
    for finding in findings:
        text = finding.passage.document.text
        where = place(finding.passage)
        assert text[slice(*finding.passage.span)] == finding.passage.words
        assert 1 <= where.line <= where.end_line
        assert where.column >= 1
        shown, carets = excerpt(finding.passage)
        assert "\n" not in shown
        assert carets.strip("^ ") == "" and "^" in carets
    frame = findings_frame(findings)
    assert len(frame) == len(findings)
    printed = {name: "\n".join(form(findings, show_suppressed=True)) for name, form in FORMATS.items()}
    assert len(json.loads(printed["json"])["findings"]) == len(findings)
    assert len(json.loads(printed["sarif"])["runs"][0]["results"]) == len(findings)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_findings_on_any_text_stand_where_they_say(text):
    try:
        document = read_text(text, name="any.md", kind="article")
    except InputError:
        return
    hold(find(dossier(read_all([document]))))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_findings_on_the_shipped_cases_stand_where_they_say(folder):
    found = lint_case(read_case(folder))
    assert found
    hold(found)
