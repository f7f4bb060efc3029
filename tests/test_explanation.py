"""Every claim says why: a reason for each field, with words that stand in the text."""

import re
from pathlib import Path

import pytest

import claims
from claims.explanation import FIELDS, explanation, legend, words_shown
from claims.extraction import rules
from claims.marks import reading_span

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in (ROOT / "data" / "cases").glob("*/case.toml"))
COLOUR = re.compile("\x1b\\[[0-9]*m")


def read(text, kind="article"):
    document = claims.read_text(text, company="Acme", kind=kind)
    return document, claims.extract_claims(document)


def flat(text):
    return " ".join(text.split())


PAIR = "Acme gave Larkfield and Norvane Bank access to users' private messages. "
DECISIONS = {
    "coordinated partners": (
        "Acme shared users' private messages with Larkfield and Norvane Bank.\n",
        ["“Larkfield” is named after “with”", "“Norvane Bank” stands in one row with “Larkfield”"],
    ),
    "reference": (
        PAIR + "It was a busy year. The two companies read users' contact lists.\n",
        ["stands for Larkfield and Norvane Bank, named two sentences before", "before it: “"],
    ),
    "negation": (
        "Acme never gave Norvane Bank access to users' private messages.\n",
        ["stance: denies, on “never”: “never” negates “gave”", "[stance: never]"],
    ),
    "reversal": (
        "Norvane Bank denied that it had read users' private messages.\n",
        ["stance: denies, on “denied”: “denied” turns round “read”"],
    ),
    "two turns": (
        "Acme did not deny that it shared users' private messages with Norvane Bank.\n",
        ["cancel each other out"],
    ),
    "consent in another sentence": (
        "Acme shared users' private messages with Norvane Bank. Users were never told of this.\n",
        ["in the sentence after it", "after it: “[consent: Users were never told] of this.”"],
    ),
    "no consent": (
        "Acme shared users' private messages with Norvane Bank.\n",
        ["consent: not_stated: no cue found within the sentence or its neighbours"],
    ),
    "restriction": (
        "Acme shared users' private messages with Norvane Bank only if users signed in.\n",
        ["consent: conditional, on", "makes it depend on what people do or choose"],
    ),
    "ended access": (
        "Norvane Bank could read users' private messages until Acme ended the access.\n",
        ["status: ended, on", "says that it has stopped"],
    ),
    "nested source": (
        "The New York Times reported that Norvane Bank said it had access to users' private messages.\n",
        ["via: The New York Times, on “The New York Times”: “The New York Times” passes it on"],
    ),
    "carried source": (
        "Acme let Larkfield read users' private messages, the newspaper reported. "
        "It also gave Norvane Bank access to users' contact lists.\n",
        ["the sentence goes on from what “the newspaper” said, in the sentence before it"],
    ),
    "passive without agent": (
        "Users' location data was sold without their consent.\n",
        ["partner: third parties: nobody is named who gets it"],
    ),
    "attribution": (
        "Acme said that it gave Norvane Bank access to users' private messages.\n",
        ["source: Acme, on “Acme”: “Acme” says it by “said” (attribution rule clause)", "[cue: said]"],
    ),
    "hedge": (
        "Norvane Bank may have read users' private messages.\n",
        ["certainty: possible, on “may”: “may” says only that it may be so"],
    ),
    "a report by nobody": (
        "Norvane Bank is said to have read users' private messages.\n",
        ["source: author: “is said” names nobody who says it: the author's own words"],
    ),
    "several actions": (
        "Norvane Bank could read, write and delete private messages, the newspaper said.\n",
        ["“delete” says that the partner can delete the data", "[actions: write]"],
    ),
    "aside": (
        "The New York Times reported on Acme's deals. Larkfield, it said, read users' private messages.\n",
        ["source: The New York Times, on “it”: “it” is left open and taken for the source named last before"],
    ),
    "own voice": (
        "Norvane Bank read users' private messages.\n",
        ["source: author: nobody is named who says it: the author's own words"],
    ),
    "data of somebody's": (
        "Acme showed Norvane Bank the names of users' friends.\n",
        ["data: friends, on “names” and", "“names” is about"],
    ),
    "data pointed back to": (
        "Norvane Bank had access to users' private messages. Norvane Bank said it never had such access.\n",
        ["points back to the access to messages told of before"],
    ),
}


@pytest.mark.parametrize(("text", "told"), DECISIONS.values(), ids=DECISIONS)
def test_every_kind_of_decision_is_told_in_plain_words(text, told):
    document, found = read(text)
    shown = flat(explanation(document, found))
    assert [words for words in told if words not in shown] == [], explanation(document, found)


def test_an_item_of_a_list_says_so_and_shows_the_sentence_above():
    text = "We share users' location data with:\n\n- Advertisers: companies that show ads.\n"
    document, found = read(text, kind="statement")
    shown = flat(explanation(document, found))
    assert "rule list-item: an item of a list names who gets the data" in shown
    assert "before it: “[grantor: We] [actions: share] [data: users' location data] with:”" in shown


def test_colour_adds_nothing_but_colour():
    document, found = read(DECISIONS["nested source"][0])
    painted = explanation(document, found, colour=True)
    assert "\x1b[" in painted
    assert flat(COLOUR.sub("", painted)) == flat(explanation(document, found))
    assert all(f"[{name}: …]" in legend() for name in FIELDS)


@pytest.mark.parametrize("name", rules.RULES)
def test_each_rule_has_an_example_that_it_finds(name):
    kind = "statement" if "We share" in rules.RULES[name].example else "article"
    document = claims.read_text(rules.RULES[name].example + "\n", company="Acme", kind=kind)
    assert name in {claim.rule for claim in claims.extract_claims(document)}


def test_the_page_of_rules_is_what_the_rules_say():
    kept = (ROOT / "docs" / "claim-rules.md").read_text(encoding="utf-8")
    assert kept == rules.page(), "write claims.extraction.rules.page() to docs/claim-rules.md"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_claim_of_the_cases_has_a_reason_for_each_field_and_its_words_stand_in_the_text(folder):
    case = claims.read_case(folder)
    pairs = list(claims.extract_all((*case.articles, *case.statements), partners=case.partners))
    assert any(found for _, found in pairs)
    for document, found in pairs:
        reading = flat(document.reading)
        for claim in found:
            check(document, claim, reading)


def check(document, claim, reading):
    assert claim.rule in rules.RULES
    told = {reason.field: reason for reason in claim.reasons}
    assert set(told) == {*FIELDS, "evidence"}
    for field in set(FIELDS) - {"via", "actions"}:
        assert told[field].value == getattr(claim, field), field
    assert {r.value for r in claim.reasons if r.field == "actions"} == set(claim.actions)
    shown = flat(explanation(document, [claim]))
    for reason in claim.reasons:
        assert reason.why
        for span in reason.spans:
            assert 0 <= span.start < span.end <= len(document.text)
            read = reading_span(document, span)
            assert document.locate(read) == span
            assert any(s.start <= span.start and span.end <= s.end for s in reason.sentences) or (
                reason.field == "evidence"
            )
        for words in words_shown(document, reason):
            assert words in reading
            assert reason.field == "evidence" or words in shown
        for quoted in re.findall("“([^“”]+)”", reason.why):
            assert all(words in reading for words in re.split(" … | …$", quoted)), (quoted, reason)
