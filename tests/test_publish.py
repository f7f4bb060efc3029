"""What a newsroom takes from a case: every figure, an overview of several cases, ClaimReview for reviewed verdicts only."""

import json
from pathlib import Path

import jsonschema
import pytest

import claims
from claims.charts import CHARTS
from claims.claimreview import as_json_ld, claim_reviews
from claims.documents import Case
from claims.errors import InputError
from claims.publish import figures_for, publish_case, publish_overview, stem

ROOT = Path(__file__).parent.parent
ARTICLE = """+++
title = "Bank could read messages"
publisher = "The Gazette"
published = "2020-01-02"
url = "https://gazette.example/bank"
+++

Acme gave Harbour Bank access to users' private messages without their consent, The Gazette reported.
"""
POST = """+++
speaker = "Acme"
published = "2020-01-03"
+++

We gave Harbour Bank access to messages only if users had signed in.
"""
CLAIM_REVIEW = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "itemReviewed", "author", "reviewRating"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 10},
        "reviewBody": {"type": "string"},
        "author": {
            "type": "array",
            "minItems": 1,
            "items": {
                "properties": {"@type": {"const": "Person"}, "name": {"type": "string", "minLength": 1}}
            },
        },
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "author", "appearance"],
            "properties": {"@type": {"const": "Claim"}, "appearance": {"type": "array", "minItems": 1}},
        },
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {"@type": {"const": "Rating"}},
            "additionalProperties": {"type": "string"},
        },
    },
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Case:
    folder = tmp_path_factory.mktemp("cases") / "acme-2020"
    for place, name, text in (("articles", "gazette.md", ARTICLE), ("statements", "acme.md", POST)):
        (folder / place).mkdir(parents=True)
        (folder / place / name).write_text(text, encoding="utf-8")
    (folder / "case.toml").write_text('id = "acme-2020"\ntitle = "Acme </script> 2020"\ncompany = "Acme"\n')
    return claims.read_case(folder)


@pytest.fixture(scope="module")
def table(case):
    return claims.claims_frame(claims.extract_all((*case.articles, *case.statements)))


def reviewed(table, reviewer="A. Desk"):
    return table.assign(reviewed=True, reviewer=reviewer)


def test_only_what_a_named_person_confirmed_becomes_a_review(case, table):
    assert claim_reviews(case, table, claims.cross_reference(table, case)) == []
    nobody = reviewed(table, "")
    assert claim_reviews(case, nobody, claims.cross_reference(nobody, case)) == []
    told = reviewed(table)
    records = claim_reviews(case, told, claims.cross_reference(told, case))
    assert records
    for record in records:
        jsonschema.validate(record, CLAIM_REVIEW)
    first = records[0]
    assert first["author"] == [{"@type": "Person", "name": "A. Desk"}]
    assert first["itemReviewed"]["appearance"][0]["url"] == "https://gazette.example/bank"
    assert first["reviewRating"]["alternateName"].endswith("by the words of Acme")


def test_no_markup_is_closed_from_within_the_records(case, table):
    told = reviewed(table, "</script><b>")
    text = as_json_ld(claim_reviews(case, told, claims.cross_reference(told, case)))
    assert "<" not in text
    assert json.loads(text)[0]["author"][0]["name"] == "</script><b>"


def test_a_case_is_written_whole_and_the_same_twice(case, table, tmp_path):
    told = reviewed(table)
    verdicts = claims.cross_reference(told, case)
    for name in ("a", "b"):
        list(
            publish_case(
                case, told, verdicts, tmp_path / name, formats=["csv", "svg", "xlsx", "json", "html"]
            )
        )
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("a", "b")
    )
    assert first == second
    of_a_case = {name for name, chart in CHARTS.items() if chart.reads in ("claims", "verdicts", "drift")}
    assert {f"{name}.csv" for name in of_a_case} | {"claimreview.jsonld"} <= set(first)


def test_one_figure_for_one_place_has_a_name_that_says_so(case, table, tmp_path):
    verdicts = claims.cross_reference(table, case)
    options = {"figures": ["drift"], "formats": ["png"], "preset": "social", "theme": "dark"}
    files = list(publish_case(case, table, verdicts, tmp_path, **options))
    assert [file.name for file in files] == ["drift-social-dark.png"]
    assert stem("drift", "page", "light") == "drift"


def test_several_cases_stand_beside_one_another(case, table, tmp_path):
    verdicts = claims.cross_reference(table, case)
    files = publish_overview({"One": verdicts, "Two": verdicts.iloc[:0]}, tmp_path, formats=["csv"])
    assert [file.name for file in files] == ["overview.csv"]
    assert "One" in files[0].read_text(encoding="utf-8")


def test_unknown_names_are_told_before_anything_is_read(run, tmp_path):
    with pytest.raises(InputError, match="verdict_table"):
        figures_for({}, ["pie"])
    for option, known in (
        ("--figure", "verdict_table"),
        ("--format", "png"),
        ("--preset", "web"),
        ("--theme", "dark"),
    ):
        code, out, told = run("export", tmp_path / "missing", option, "nonsense")
        assert (code, out) == (2, "") and known in told and "nonsense" in told


def test_the_command_writes_where_it_says(run, case, tmp_path):
    code, out, _ = run(
        "export", case.folder, "--out", tmp_path, "--figure", "verdict_table", "--format", "alt"
    )
    assert code == 0 and out.splitlines() == [str(tmp_path / "verdict_table.alt.txt")]
    (tmp_path / "file").write_text("")
    code, _, told = run(
        "export", case.folder, "--out", tmp_path / "file", "--figure", "drift", "--format", "csv"
    )
    assert code == 2 and "cannot be written" in told
