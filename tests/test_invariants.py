"""What holds for every claim of every document, whatever the text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claims
from claims.errors import InputError
from claims.language import parse
from claims.types import Span

CASES = sorted(path.parent for path in (Path(__file__).parent.parent / "data" / "cases").glob("*/case.toml"))

PARTIES = st.sampled_from(
    ["Acme", "the bank", "Netflix", "“Alba”", "device makers", "these two companies", "it", "O’Hara & Sons"]
)
VERBS = st.sampled_from(
    [
        "let",
        "gave",
        "said it never gave",
        "was accused of giving",
        "reportedly\u00a0allowed",
        "— without consent — sold",
    ]
)
DATA = st.sampled_from(
    ["private messages", "friends’ names", "data", "e-mail addresses", "user IDs", "photos"]
)
SENTENCES = st.builds(
    "{0} {1} {2} access to {3}{4}".format,
    PARTIES,
    VERBS,
    PARTIES,
    DATA,
    st.sampled_from([".", ".”", "…", ", she said.", "?"]),
)
NOISE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
GAPS = st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n", "\n- ", "\n# ", " “"])
TEXTS = st.lists(st.one_of(SENTENCES, SENTENCES, NOISE, GAPS), min_size=1, max_size=12).map("".join)


def check(document, found):
    for claim in found:
        assert document.text[claim.start : claim.end] == claim.evidence != ""
        assert claim.source and claim.partner and claim.actions and claim.data and claim.rule
        assert len(set(claim.actions)) == len(claim.actions)
        span = Span(claim.start, claim.end)
        assert not any(aside.span.contains(span) for aside in document.set_aside)


def read(text):
    try:
        return claims.read_text(text, company="Acme")
    except InputError:
        return None


@given(TEXTS)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_evidence_is_what_stands_there_in_any_text(text):
    document = read(text)
    if document:
        check(document, claims.extract_claims(document))


@given(TEXTS)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_attributions_point_into_the_reading_of_any_text(text):
    document = read(text)
    for found in claims.find_attributions(document, parse(document)) if document else ():
        assert found.rule
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(document.reading)
            assert document.locate(span).start < document.locate(span).end <= len(document.text)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_evidence_is_what_stands_in_the_documents_of_a_case(folder):
    case = claims.read_case(folder)
    every = list(claims.extract_all((*case.articles, *case.statements), partners=case.partners))
    assert case.problems == ()
    assert sum(len(found) for _, found in every) >= len(every)
    for document, found in every:
        check(document, found)


def test_the_same_text_gives_the_same_claims_alone_and_among_others():
    case = claims.read_case(CASES[0])
    document = case.articles[0]
    among = {d.name: found for d, found in claims.extract_all(case.articles, partners=case.partners)}
    assert among[document.name] == claims.extract_claims(document, partners=case.partners)


def test_a_text_may_end_at_any_word():
    whole = "Acme gave Harbour Bank access to messages. The bank denied that it had such access to them"
    words = whole.split()
    for count in range(1, len(words) + 1):
        document = claims.read_text(" ".join(words[:count]), company="Acme")
        check(document, claims.extract_claims(document))
