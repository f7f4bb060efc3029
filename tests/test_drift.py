"""How a claim changes from the first report through its retellings, facet by facet, on claims made by hand."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.crossref import CaseParties
from claims.documents.case import Party
from claims.drift import Direction, Facet, drift, tellings, undated
from claims.drift.changes import WHY
from claims.errors import InputError
from claims.tables import claims_frame
from claims.types import Action, Certainty, Claim, Consent, Document, Kind, Stance, Status

BANK, PAPER = "Harbour Bank", "The Gazette"
CASE = CaseParties(
    "Acme", (), (Party(BANK, ("the bank",), ("partners",)), Party("Tunebox", (), ("partners",)))
)


def article(name: str, published: str, publisher: str = "") -> Document:
    return Document(
        name, f"{name}.txt", Kind.ARTICLE, "", "", (0,), (),
        company="Acme", published=published, publisher=publisher or name.title(),
    )  # fmt: skip


def claim(source: str = PAPER, partner: str = BANK, data: str = "messages", **given: Any) -> Claim:
    evidence = f"{source} on {partner} and {data}"
    return Claim(
        source, (), "said", Stance(given.get("stance", "affirms")), Certainty(given.get("certainty", "asserted")),
        "Acme", partner, tuple(Action(a) for a in given.get("actions", ("read",))), data,
        Consent(given.get("consent", "not_stated")), Status.NOT_STATED, evidence, 0, len(evidence), "by hand",
    )  # fmt: skip


def frame(*told: Claim | list[Claim]) -> pd.DataFrame:
    """The claims of one article a day, the first of them The Gazette's."""
    documents = [article(f"paper-{n}", f"2020-01-0{n}") for n in range(2, len(told) + 1)]
    several = [one if isinstance(one, list) else [one] for one in told]
    return claims_frame(zip([article("gazette", "2020-01-01", PAPER), *documents], several, strict=True))


def changes(*told: Claim | list[Claim], partner: str = BANK) -> list[tuple[str, str, str, str]]:
    found = drift(frame(*told), CASE)
    rows = found[found["partner"] == partner]
    return list(rows[["facet", "before", "after", "direction"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"certainty": "alleged"}, {}, ("certainty", "alleged", "asserted", "harder")),
        ({}, {"certainty": "possible"}, ("certainty", "asserted", "possible", "softer")),
        ({"consent": "without"}, {}, ("consent", "without", "not_stated", "softer")),
        ({}, {"consent": "without"}, ("consent", "not_stated", "without", "harder")),
        ({"consent": "conditional"}, {}, ("consent", "conditional", "not_stated", "harder")),
        ({}, {"actions": ("read", "delete")}, ("actions", "read", "read|delete", "harder")),
        ({"actions": ("read", "write")}, {}, ("actions", "read|write", "read", "softer")),
        ({"actions": ("access",)}, {}, ("actions", "access", "read", "harder")),
        ({}, {"actions": ("access",)}, ("actions", "read", "access", "softer")),
        ({}, {"actions": ("write",)}, ("actions", "read", "write", "changed")),
        ({}, {"partner": "tech firms"}, ("partner", BANK, "tech firms", "softer")),
        ({}, {"data": "personal_data"}, ("data", "messages", "personal_data", "softer")),
        ({}, {"source": "author"}, ("source", PAPER, "author", "harder")),
        ({"source": "a former engineer"}, {"source": "author"}, ("source", "a former engineer", "author", "harder")),
    ],
)  # fmt: skip
def test_each_facet_has_its_direction(first, second, expected):
    assert changes(claim(**first), claim(**second)) == [expected]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"actions": ("read",)}, {"actions": ("obtain",)}),
        ({"certainty": "acknowledged"}, {"certainty": "asserted"}),
        ({"source": "author"}, {"source": PAPER}),
        ({}, {"partner": "the bank"}),
        ({}, {"stance": "denies", "consent": "without"}),
        ({}, {"source": BANK, "certainty": "alleged"}),
        ({}, {"source": "Acme", "consent": "with"}),
    ],
)
def test_what_is_no_change(first, second):
    assert changes(claim(**first), claim(**second)) == []


def test_a_partner_is_named_blurred_and_named_again():
    assert changes(claim(), claim(partner="tech firms"), claim()) == [
        ("partner", BANK, "tech firms", "softer"),
        ("partner", "tech firms", BANK, "harder"),
    ]


def test_a_class_told_first_is_where_the_named_claim_begins():
    found = tellings(frame(claim(partner="several firms"), claim()), CASE)
    assert list(found.loc[found["partner"] == BANK, "told_partner"]) == ["several firms", BANK]


def test_what_the_first_report_tells_beside_the_claim_blurs_nothing():
    both = [claim(), claim(partner="tech firms")]
    assert changes(both, claim(partner="tech firms")) == []


def test_another_source_on_a_class_is_another_report():
    assert changes(claim(), claim("a former engineer", "tech firms", certainty="alleged")) == []


def test_an_article_in_its_own_voice_on_a_class_is_another_report():
    assert changes(claim(), claim("author", "tech firms", consent="without")) == []


def test_broader_in_partner_and_data_at_once_is_not_the_same_claim():
    assert changes(claim(), claim(partner="tech firms", data="personal_data")) == []


def test_several_claims_of_one_article_count_together():
    later = [claim(certainty="alleged", actions=("write",)), claim("author", consent="without")]
    assert changes(claim(), later) == [
        ("consent", "not_stated", "without", "harder"),
        ("actions", "read", "read|write", "harder"),
    ]


def test_sources_are_counted_and_not_papers():
    found = tellings(
        frame(claim(), claim(), claim("a former engineer"), claim("The Gazette and a former engineer")), CASE
    )
    assert list(found["sources"]) == [1, 1, 2, 2]
    assert list(found["articles"]) == [1, 2, 3, 4]


def test_of_one_day_the_paper_that_others_name_goes_first():
    papers = [article("courier", "2020-01-01"), article("gazette", "2020-01-01", PAPER)]
    found = tellings(claims_frame((paper, [claim()]) for paper in papers), CASE)
    assert list(found["doc"]) == ["gazette", "courier"]


def test_an_article_without_a_date_is_told_and_left_out():
    papers = [article("gazette", "2020-01-01", PAPER), article("courier", "")]
    claims = claims_frame((paper, [claim()]) for paper in papers)
    assert undated(claims) == ["courier"]
    assert list(tellings(claims, CASE)["doc"]) == ["gazette"]


def test_no_claims_no_rows_and_a_frame_that_is_none_is_refused():
    assert drift(claims_frame([]), CASE).empty
    assert tellings(claims_frame([])).empty
    with pytest.raises(InputError, match="columns missing"):
        drift(pd.DataFrame({"doc": []}), CASE)


def test_every_row_leads_back_to_claims_and_words_of_both_articles():
    claims = frame(claim(certainty="alleged"), claim())
    row = drift(claims, CASE).to_dict("records")[0]
    assert [row["before_doc"], row["after_doc"]] == ["gazette", "paper-2"]
    assert [row["before_claims"], row["after_claims"]] == list(claims["claim"])
    assert [row["before_words"], row["after_words"]] == list(claims["evidence"])
    assert row["why"] == "Paper-2 tells as asserted what The Gazette told as alleged."


def test_every_turn_has_its_sentence():
    assert {facet for facet, _ in WHY} == set(Facet)
    assert {direction for _, direction in WHY} == set(Direction)


FACETS = st.fixed_dictionaries(
    {
        "source": st.sampled_from([PAPER, "author", "a former engineer"]),
        "partner": st.sampled_from([BANK, "Tunebox", "tech firms"]),
        "data": st.sampled_from(["messages", "messages.participants", "personal_data"]),
        "certainty": st.sampled_from(list(Certainty)),
        "consent": st.sampled_from(list(Consent)),
        "actions": st.lists(st.sampled_from(list(Action)), min_size=1, unique=True),
    }
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(FACETS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_told_twice_the_same_way_changes_nothing_and_every_change_is_between_neighbours(papers):
    told = [[claim(**one) for one in paper] for paper in papers]
    claims = frame(*told)
    found, chain = drift(claims, CASE), tellings(claims, CASE)
    place = {(r["partner"], r["data"], r["doc"]): r["telling"] for r in chain.to_dict("records")}
    for row in found.to_dict("records"):
        before, after = (
            place[row["partner"], row["data"], row[f"{side}_doc"]] for side in ("before", "after")
        )
        assert (before, after) == (row["telling"] - 1, row["telling"])
        assert row["before"] != row["after"]
    assert drift(frame(told[0], told[0]), CASE).empty
