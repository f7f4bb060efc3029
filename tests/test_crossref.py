"""Each rule of the verdicts by its name, on claims made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from claims.crossref import CaseParties, cross_reference, explain
from claims.crossref.rules import ACCESS_RULES, CONSENT_RULES, PARTNER_RULES
from claims.documents.case import Party
from claims.errors import InputError
from claims.tables import claims_frame, split_cell
from claims.types import Action, Certainty, Claim, Consent, Document, Kind, Stance, Status

PAPER, ACME, BANK = "The Gazette", "Acme", "Harbour Bank"
CASE = CaseParties(
    ACME,
    ("Acme Holdings",),
    (Party(BANK, ("HB",), ("messaging partners",)), Party("Tunebox", (), ("messaging partners",))),
)


def document(name: str, *, kind: Kind = Kind.ARTICLE, speaker: str | None = None) -> Document:
    return Document(name, f"{name}.txt", kind, "", "", (0,), (), company=ACME, speaker=speaker)


ARTICLE = document("gazette")
POST = document("acme-post", kind=Kind.STATEMENT, speaker=ACME)
BANK_POST = document("bank-post", kind=Kind.STATEMENT, speaker=BANK)


def claim(source: str = PAPER, partner: str = BANK, data: str = "messages", **given: Any) -> Claim:
    actions = given.pop("actions", (Action.READ,))
    evidence = given.pop("evidence", f"{source} on {partner} and {data}")
    return Claim(
        source=source,
        via=(),
        cue="said",
        stance=Stance(given.pop("stance", "affirms")),
        certainty=Certainty(given.pop("certainty", "asserted")),
        grantor=given.pop("grantor", ACME),
        partner=partner,
        actions=actions,
        data=data,
        consent=Consent(given.pop("consent", "not_stated")),
        status=Status(given.pop("status", "not_stated")),
        evidence=evidence,
        start=0,
        end=len(evidence),
        rule="by hand",
        **given,
    )


def judged(
    *articles: Claim, post: Sequence[Claim] = (), bank: Sequence[Claim] = (), case: CaseParties | None = CASE
) -> pd.DataFrame:
    return cross_reference(claims_frame([(ARTICLE, articles), (POST, post), (BANK_POST, bank)]), case)


def only(verdicts: pd.DataFrame) -> dict[str, Any]:
    assert len(verdicts) == 1
    return verdicts.to_dict("records")[0]


REPORT = claim()
OWN = {"source": ACME}

ACCESS = {
    "another_grantor": ([claim(grantor="Rival Works")], [claim(ACME)], "not_addressed"),
    "nothing_said": ([REPORT], [], "not_addressed"),
    "denied_the_sale_alone": (
        [REPORT],
        [claim(ACME, "third parties", stance="denies", evidence="we have never sold any messages")],
        "not_addressed",
    ),
    "contradicts_itself": ([REPORT], [claim(ACME), claim(ACME, stance="denies")], "partly_confirmed"),
    "granted_but_no_access": (
        [claim(actions=(Action.OBTAIN,))],
        [
            claim(ACME, actions=(Action.OBTAIN,)),
            claim(ACME, actions=(Action.ACCESS,), stance="denies"),
        ],
        "partly_confirmed",
    ),
    "denied": ([REPORT], [claim(ACME, stance="denies")], "disputed"),
    "granted_but_not_sold": (
        [REPORT],
        [
            claim(ACME, evidence="we share messages with Harbour Bank"),
            claim(ACME, stance="denies", evidence="we do not sell them"),
        ],
        "partly_confirmed",
    ),
    "own_rule_retold": (
        [claim("author", evidence="only partners that passed a review are authorised to read messages")],
        [],
        "confirmed",
    ),
    "own_admission": ([claim(ACME)], [], "confirmed"),
    "granted": ([REPORT], [claim(ACME)], "confirmed"),
    "granted_on_condition": ([REPORT], [claim(ACME, consent="conditional")], "partly_confirmed"),
    "granted_for_class": ([REPORT], [claim(ACME, "partners")], "partly_confirmed"),
    "granted_for_member": ([claim(partner="messaging partners")], [claim(ACME)], "partly_confirmed"),
    "granted_for_part_of_data": ([claim(data="personal_data")], [claim(ACME)], "partly_confirmed"),
    "granted_fewer_actions": (
        [claim(actions=(Action.READ, Action.DELETE))],
        [claim(ACME)],
        "partly_confirmed",
    ),
    "granted_as_possible": ([REPORT], [claim(ACME, certainty="possible")], "partly_confirmed"),
}


def test_a_denied_sale_disputes_the_report_of_a_sale() -> None:
    report = claim(evidence="Acme sold Harbour Bank users' messages")
    post = claim(ACME, "third parties", stance="denies", evidence="we have never sold any messages")
    assert only(judged(report, post=[post]))["access_rule"] == "denied"


def test_words_on_a_nearer_class_go_before_words_on_a_wider_one() -> None:
    inner = (Party(BANK, (), ("pilot partners",)), Party("pilot partners", (), ("messaging partners",)))
    case = replace(CASE, partners=inner)
    near, wide = claim(ACME, "pilot partners"), claim(ACME, "messaging partners")
    denied = {"stance": Stance.DENIES}
    row = only(judged(REPORT, post=[replace(near, **denied), wide], case=case))
    assert (row["access_rule"], row["contradiction"]) == ("denied", "")
    row = only(judged(REPORT, post=[near, replace(wide, **denied)], case=case))
    assert (row["access_rule"], row["contradiction"]) == ("granted_for_class", "")
    both = [near, replace(near, **denied)]
    assert only(judged(REPORT, post=both, case=case))["access_rule"] == "contradicts_itself"


def test_never_sold_to_anyone_limits_no_grant_that_names_the_partner() -> None:
    sale = claim(ACME, "third parties", stance="denies", evidence="we have never sold any messages")
    named = claim(ACME, evidence="Harbour Bank received messages")
    assert only(judged(REPORT, post=[named, sale]))["access_rule"] == "granted"
    same = replace(sale, partner=BANK)
    assert only(judged(REPORT, post=[named, same]))["access_rule"] == "granted_but_not_sold"
    assert only(judged(REPORT, named, post=[sale]))["access_rule"] == "granted_but_not_sold"


def test_a_grant_as_an_article_tells_it_takes_nothing_from_a_denial_in_the_own_statement() -> None:
    denial = claim(ACME, data="personal_data", stance="denies")
    retold = claim(ACME, data="personal_data")
    assert only(judged(REPORT, retold, post=[denial]))["access_rule"] == "denied"
    assert only(judged(REPORT, denial, post=[retold]))["access_rule"] == "nothing_said"


DEMAND = "user data goes to authorities only in response to a court order"


@pytest.mark.parametrize(
    ("partner", "words", "rule"),
    [
        ("the Danish government", DEMAND, "nothing_said"),
        ("the Danish government", "user data goes to authorities", "granted_for_class"),
        ("authorities", DEMAND, "granted"),
    ],
)
def test_single_legal_demands_are_no_word_on_what_one_authority_can_reach(
    partner: str, words: str, rule: str
) -> None:
    post = [claim(ACME, "authorities", "personal_data", evidence=words)]
    row = only(judged(claim(partner=partner, data="personal_data"), post=post))
    assert row["access_rule"] == rule


RULE = "only partners that passed a review are authorised to read messages"


@pytest.mark.parametrize(
    "report",
    [
        claim(PAPER, evidence=RULE),
        claim("author", evidence="the bank was authorised to read messages"),
        claim("author", evidence=RULE, grantor="Rival Works"),
        claim("author", evidence=RULE, stance="denies"),
    ],
    ids=["a source's word", "what happened", "another company's rule", "a denial"],
)
def test_only_a_rule_in_the_article_s_own_voice_is_the_company_s(report: Claim) -> None:
    rows = judged(claim("The Herald"), report)
    assert all(rule in ("nothing_said", "another_grantor") for rule in rows["access_rule"])


def test_a_rule_that_opens_a_condition_agrees_with_the_report_of_it() -> None:
    asked = claim("author", consent="conditional", evidence="an app requires permission to read messages")
    row = only(judged(asked))
    assert (row["access"], row["consent"]) == ("confirmed", "agreed")


def test_who_admits_handing_the_data_on_answers_for_the_next_receivers() -> None:
    report, onward = claim(partner="Slicer"), claim(partner="buyers")
    admits = claim("Slicer", "buyers", certainty="acknowledged")
    rows = judged(report, onward, admits).set_index("partner")
    assert rows.loc["buyers", "access"] == "confirmed"
    assert rows.loc["buyers", "why"].startswith("Slicer grants")
    assert rows.loc["Slicer", "access"] == "not_addressed"


@pytest.mark.parametrize(
    "told",
    [[claim(partner="buyers"), claim("Slicer", "buyers", certainty="acknowledged")],
     [claim(partner="Slicer"), claim(partner="buyers"), claim("Slicer", "buyers")]],
    ids=["not a receiver", "not an admission"],
)  # fmt: skip
def test_who_only_tells_of_others_answers_for_nobody(told: list[Claim]) -> None:
    rows = judged(*told).set_index("partner")
    assert rows.loc["buyers", "access"] == "not_addressed"


def test_nobody_is_given_data_by_himself() -> None:
    itself = replace(claim(partner=ACME), rule="give")
    assert judged(itself).empty
    assert only(judged(replace(itself, rule="take")))["partner"] == ACME
    assert only(judged(replace(itself, grantor="Rival Works")))["partner"] == ACME


@pytest.mark.parametrize(
    ("source", "position"),
    [
        ("the Danish government", "confirms"),
        ("a Danish government official", "confirms"),
        ("a former Danish government official", "none"),
        ("an ex-official of the Danish government", "none"),
    ],
)
def test_who_has_left_does_not_speak_for_those_he_left(source: str, position: str) -> None:
    row = only(judged(claim(partner="the Danish government"), claim(source, "the Danish government")))
    assert row["partner_position"] == position


@pytest.mark.parametrize("rule", ACCESS)
def test_access(rule: str) -> None:
    reports, post, label = ACCESS[rule]
    row = only(judged(*reports, post=post))
    assert (row["access_rule"], row["access"]) == (rule, label)


WITHOUT = claim(consent="without")
CONSENT = {
    "report_silent_on_consent": ([REPORT], [claim(ACME, consent="with")], "not_addressed"),
    "grantor_elsewhere": (
        [claim(grantor="Rival Works", consent="without")],
        [claim(ACME, consent="with")],
        "not_addressed",
    ),
    "company_silent_on_consent": ([WITHOUT], [claim(ACME)], "not_addressed"),
    "company_says_permitted": ([WITHOUT], [claim(ACME, consent="with")], "disputed"),
    "company_says_conditional": ([WITHOUT], [claim(ACME, consent="conditional")], "disputed"),
    "company_grants_without": ([WITHOUT], [claim(ACME, consent="without")], "agreed"),
    "company_says_without": ([claim(consent="with")], [claim(ACME, consent="without")], "disputed"),
    "both_permitted": ([claim(consent="conditional")], [claim(ACME, consent="with")], "agreed"),
}


@pytest.mark.parametrize("rule", CONSENT)
def test_consent(rule: str) -> None:
    reports, post, label = CONSENT[rule]
    row = only(judged(*reports, post=post))
    assert (row["consent_rule"], row["consent"]) == (rule, label)


PARTNER = {
    "partner_denies": ([claim(BANK, stance="denies"), claim(BANK, stance="unaware")], "denies"),
    "partner_unaware": ([claim(BANK, stance="unaware")], "unaware"),
    "partner_confirms": ([claim(BANK, certainty="acknowledged")], "confirms"),
    "partner_silent": ([], "none"),
}


@pytest.mark.parametrize("rule", PARTNER)
def test_partner_position(rule: str) -> None:
    own_words, label = PARTNER[rule]
    row = only(judged(REPORT, bank=own_words))
    assert (row["partner_rule"], row["partner_position"]) == (rule, label)
    assert len(split_cell(row["partner_evidence"])) == len(own_words)


def test_every_rule_is_shown_by_an_example() -> None:
    assert [r.name for r in ACCESS_RULES] == list(ACCESS)
    assert [r.name for r in CONSENT_RULES] == list(CONSENT)
    assert [r.name for r in PARTNER_RULES] == list(PARTNER)


def test_data_handed_over_on_request_grants_no_access_to_every_kind() -> None:
    post = [
        claim(ACME, data="personal_data", actions=(Action.OBTAIN,)),
        claim(ACME, data="personal_data", actions=(Action.ACCESS,), stance="denies"),
    ]
    assert only(judged(REPORT, post=post))["access"] == "disputed"


def test_everything_was_with_permission_disputes_every_row_without() -> None:
    reports = [WITHOUT, claim(partner="Tunebox", data="friends", consent="without"), claim(data="posts")]
    general = claim(ACME, "companies", "personal_data", stance="denies", consent="without")
    verdicts = judged(*reports, post=[general])
    assert list(verdicts["consent"]) == ["disputed", "disputed", "not_addressed"]
    assert set(verdicts["access"]) == {"not_addressed"}


def test_a_condition_on_personal_data_in_general_answers_no_report_on_messages() -> None:
    row = only(judged(WITHOUT, post=[claim(ACME, "third parties", "personal_data", consent="conditional")]))
    assert (row["access"], row["consent"]) == ("not_addressed", "not_addressed")


@pytest.mark.parametrize(
    ("words", "access"),
    [
        (claim(ACME, data="personal_data"), "not_addressed"),
        (claim(ACME, data="personal_data", stance="denies"), "disputed"),
        (claim(ACME, data="messages.participants"), "partly_confirmed"),
        (claim(ACME, data="messages.participants", stance="denies"), "not_addressed"),
        (claim(ACME, data="account"), "not_addressed"),
        (claim(ACME, "messaging partners"), "partly_confirmed"),
        (claim(ACME, "messaging partners", stance="denies"), "disputed"),
        (claim(ACME, "Tunebox"), "not_addressed"),
        (claim(ACME, "advertisers"), "not_addressed"),
        (claim(ACME, stance="denies", consent="conditional"), "partly_confirmed"),
        (claim(ACME, stance="denies", actions=(Action.DELETE,)), "not_addressed"),
        (claim("Acme spokesperson Lee Moss".replace(" Lee Moss", "")), "confirmed"),
        (claim("Acme's privacy policy"), "confirmed"),
    ],
    ids=lambda value: f"{value.partner}, {value.data}, {value.stance}" if isinstance(value, Claim) else value,
)
def test_how_far_the_company_s_words_reach(words: Claim, access: str) -> None:
    assert only(judged(REPORT, post=[words]))["access"] == access


def test_words_on_the_partner_go_before_words_on_its_class() -> None:
    row = only(judged(REPORT, post=[claim(ACME, "partners", stance="denies"), claim(ACME)]))
    assert row["access_rule"] == "granted"
    row = only(judged(REPORT, post=[claim(ACME, "partners"), claim(ACME, stance="denies")]))
    assert row["access_rule"] == "denied"


def test_the_own_statement_goes_before_words_as_reported() -> None:
    row = only(judged(REPORT, claim(ACME), post=[claim(ACME, consent="conditional")]))
    assert (row["access_rule"], row["tier"]) == ("granted_on_condition", "statement")
    assert only(judged(REPORT, claim(ACME)))["tier"] == "article"
    assert only(judged(REPORT))["tier"] == "none"


def test_who_grants_personal_data_does_not_deny_every_kind_of_it() -> None:
    denial = claim(ACME, data="personal_data", stance="denies")
    assert only(judged(REPORT, post=[denial]))["access"] == "disputed"
    assert only(judged(REPORT, post=[denial, claim(ACME, data="personal_data")]))["access"] == "not_addressed"


def test_a_contradiction_shows_both_spans() -> None:
    row = only(
        judged(REPORT, post=[claim(ACME, evidence="we did"), claim(ACME, stance="denies", evidence="no")])
    )
    assert len(split_cell(row["contradiction"])) == 2
    assert split_cell(row["company_words"]) == ("we did", "no")


@pytest.mark.parametrize(
    "granted",
    [{"consent": "conditional"}, {"status": "ended"}, {"actions": (Action.WRITE,)}],
    ids=["under a condition", "at another time", "another action"],
)
def test_no_contradiction_where_the_terms_differ(granted: dict[str, Any]) -> None:
    report = claim(actions=(Action.READ, Action.WRITE))
    assert (
        only(judged(report, post=[claim(ACME, **granted), claim(ACME, stance="denies")]))["contradiction"]
        == ""
    )


def test_a_statement_goes_before_what_an_article_tells_and_both_are_shown() -> None:
    row = only(judged(REPORT, claim(ACME), post=[claim(ACME, stance="denies")]))
    assert (row["access_rule"], len(split_cell(row["contradiction"]))) == ("denied", 2)
    row = only(judged(REPORT, claim(ACME, stance="denies"), post=[claim(ACME)]))
    assert (row["access_rule"], len(split_cell(row["contradiction"]))) == ("granted", 2)


def test_data_handed_over_and_a_denied_access_of_its_own_stand_together_across_tiers() -> None:
    handed = claim(ACME, actions=(Action.OBTAIN,))
    denied = claim(ACME, actions=(Action.ACCESS,), stance="denies")
    row = only(judged(claim(actions=(Action.OBTAIN,)), handed, post=[denied]))
    assert row["access_rule"] == "granted_but_no_access"


def test_two_speakers_who_disagree_do_not_contradict_themselves() -> None:
    row = only(judged(REPORT, claim("The Herald", stance="denies"), post=[claim(ACME)]))
    assert (row["contradiction"], row["access"]) == ("", "confirmed")


def test_a_condition_that_the_report_tells_too_limits_nothing() -> None:
    row = only(judged(claim(consent="conditional"), post=[claim(ACME, consent="conditional")]))
    assert (row["access"], row["consent"]) == ("confirmed", "agreed")


def test_what_may_be_is_enough_where_the_report_says_no_more() -> None:
    row = only(judged(claim(certainty="possible"), post=[claim(ACME, certainty="possible")]))
    assert row["access"] == "confirmed"


def test_ten_retellings_of_one_newspaper_are_one_source() -> None:
    papers = [(document(f"paper-{n}"), [claim(evidence=f"retold {n}")]) for n in range(10)]
    row = only(cross_reference(claims_frame(papers), CASE))
    assert (row["sources"], row["articles"]) == (1, 10)


def test_authors_of_two_papers_are_two_sources() -> None:
    papers = [(document(name), [claim("author")]) for name in ("one", "two")]
    assert only(cross_reference(claims_frame(papers), CASE))["sources"] == 2


def test_a_paper_s_own_voice_and_its_name_are_one_source() -> None:
    own = replace(document("own"), publisher=PAPER)
    papers = [(own, [claim("author")]), (document("retold"), [claim("Gazette")])]
    assert only(cross_reference(claims_frame(papers), CASE))["sources"] == 1


def test_a_denial_by_a_report_makes_no_row() -> None:
    assert judged(claim(stance="denies"), claim(stance="unaware", partner="Tunebox")).empty


def test_the_partner_s_own_words_alone_make_no_row() -> None:
    assert judged(claim(BANK)).empty


@pytest.mark.parametrize("partner", ["unknown", "author"])
def test_a_partner_that_nobody_can_name_makes_no_row(partner: str) -> None:
    assert judged(claim(partner=partner)).empty


def test_what_the_company_alone_tells_an_article_is_a_row() -> None:
    row = only(judged(claim(ACME, "Placebook")))
    assert (row["access"], row["access_rule"]) == ("confirmed", "own_admission")


def test_what_the_company_adds_on_a_reported_partner_is_no_row_of_its_own() -> None:
    assert list(judged(REPORT, claim(ACME, data="posts"))["data"]) == ["messages"]


def test_a_policy_s_own_list_of_recipients_makes_no_rows() -> None:
    assert judged(post=[claim(ACME), claim(ACME, "affiliates", "personal_data")]).empty


def test_another_grantor_answers_for_what_it_gave_itself() -> None:
    reports = [claim(grantor="Slicer"), claim("Slicer", "buyers", grantor="Slicer", certainty="acknowledged")]
    verdicts = judged(*reports, case=CaseParties(ACME))
    row = verdicts[verdicts["partner"] == BANK].iloc[0]
    assert (row["access"], row["why"].startswith("Slicer")) == ("not_addressed", False)
    reports[0] = claim(partner="buyers", grantor="Slicer")
    row = only(judged(*reports, case=CaseParties(ACME)))
    assert (row["access"], row["why"].startswith("Slicer grants")) == ("confirmed", True)


def test_one_of_the_staff_speaks_for_the_staff() -> None:
    row = only(judged(claim("whistleblower", "contractors", "audio")))
    assert row["partner_position"] == "confirms"
    row = only(judged(claim("whistleblower", BANK, "audio")))
    assert row["partner_position"] == "none"


@pytest.mark.parametrize(
    ("reported", "own_words", "position"),
    [
        (["messages"], "personal_data", "denies"),
        (["messages", "messages.participants"], "personal_data", "denies"),
        (["messages", "contacts"], "personal_data", "none"),
        (["messages"], "messages", "denies"),
        (["messages"], "contacts", "none"),
        (["messages"], "messages.participants", "none"),
        (["account"], "personal_data", "none"),
    ],
)
def test_what_a_partner_s_denial_answers(reported: list[str], own_words: str, position: str) -> None:
    verdicts = judged(*(claim(data=data) for data in reported), claim(BANK, data=own_words, stance="denies"))
    assert verdicts["partner_position"][0] == position


def test_the_company_as_its_own_partner() -> None:
    employees = claim(ACME, "Acme employees", "posts", stance="denies")
    row = only(judged(claim(partner=ACME, data="posts"), employees))
    assert (row["partner"], row["partner_position"]) == (ACME, "denies")


def test_the_maker_speaks_for_its_product() -> None:
    row = only(judged(claim(partner="Orbit Finder"), claim("Orbit", "Orbit Finder", stance="unaware")))
    assert row["partner_position"] == "unaware"


def test_status_is_told_by_each_side() -> None:
    row = only(judged(REPORT, claim(status="ongoing", evidence="still"), post=[claim(ACME, status="ended")]))
    assert (row["status_report"], row["status_company"]) == ("ongoing", "ended")


def test_without_a_case_the_company_is_the_one_that_the_documents_name() -> None:
    assert only(judged(REPORT, post=[claim(ACME)], case=None))["access"] == "confirmed"


def test_a_frame_without_rows_gives_verdicts_without_rows() -> None:
    assert cross_reference(claims_frame([]), CASE).empty


def test_the_frame_that_came_in_is_unchanged() -> None:
    claims = claims_frame([(ARTICLE, [REPORT]), (POST, [claim(ACME)])])
    before = claims.copy(deep=True)
    cross_reference(claims, CASE)
    pd.testing.assert_frame_equal(claims, before)


def test_a_claims_table_without_its_columns_is_refused() -> None:
    with pytest.raises(InputError, match="columns missing: stance"):
        cross_reference(claims_frame([]).drop(columns="stance"), CASE)


def test_the_order_of_the_documents_decides_no_label() -> None:
    pairs = [(ARTICLE, [WITHOUT, claim("The Herald")]), (POST, [claim(ACME, "partners", consent="with")])]
    columns = ["partner", "data", "access", "consent", "partner_position", "sources"]
    one = cross_reference(claims_frame(pairs), CASE)
    other = cross_reference(claims_frame(pairs[::-1]), CASE)
    pd.testing.assert_frame_equal(one[columns], other[columns])


def test_evidence_names_claims_of_the_table() -> None:
    claims = claims_frame(
        [(ARTICLE, [REPORT]), (POST, [claim(ACME)]), (BANK_POST, [claim(BANK, stance="denies")])]
    )
    row = only(cross_reference(claims, CASE))
    for column in ("report_evidence", "company_evidence", "partner_evidence"):
        assert set(split_cell(row[column])) <= set(claims["claim"])
        assert row[column]


def test_the_whole_chain_is_told() -> None:
    claims = claims_frame([(ARTICLE, [WITHOUT]), (POST, [claim(ACME, consent="with")])])
    told = explain(cross_reference(claims, CASE), claims, "HB", "messages", case=CASE)
    for part in ("granted", "company_says_permitted", "gazette 0-", PAPER, "acme-post", "nothing"):
        assert part in told


def test_a_row_that_is_not_there_is_answered_with_those_that_are() -> None:
    claims = claims_frame([(ARTICLE, [REPORT])])
    with pytest.raises(InputError, match=r"Harbour Bank \| messages"):
        explain(cross_reference(claims, CASE), claims, BANK, "posts")


def test_a_verdict_is_reviewed_when_every_claim_it_rests_on_is() -> None:
    claims = claims_frame([(ARTICLE, [REPORT]), (POST, [claim(ACME)])])
    one = cross_reference(claims.assign(reviewed=[True, False], reviewer=["a desk", ""]), CASE)
    both = cross_reference(claims.assign(reviewed=True, reviewer=["a desk", "another desk"]), CASE)
    assert (only(one)["reviewed"], only(one)["reviewer"]) == (False, "a desk")
    assert (only(both)["reviewed"], only(both)["reviewer"]) == (True, "a desk|another desk")
    assert not only(cross_reference(claims, CASE))["reviewed"]
