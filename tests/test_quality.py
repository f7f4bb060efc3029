"""The figures stay where they are or rise: floors.toml holds the least that each may be."""

import hashlib
import tomllib
from functools import cache
from operator import attrgetter
from pathlib import Path

import pytest
from own_tools import load_tool

from claims.attribution import Method
from claims.documents import read_text
from claims.evaluation import score_claims
from claims.types import Kind

ROOT = Path(__file__).parent.parent
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))
POLNEAR_ARTICLES = 12


measure = load_tool("measure")
quality = load_tool("quality")


@cache
def dev_figures(shared):
    """Claims from the bare text of the documents that the rules were developed on."""
    dev = measure.read_dev(shared)
    names = dev.names(kept_aside=False)
    found = measure.claims_of(dev.documents(names, told=False))
    first = [name for name in names if dev.sources[name]["event"] == measure.FIRST]
    return {"developed on": dev.score(found, names), "first article": dev.score(found, first)}


@cache
def shipped_figures(name):
    """Claims and verdicts of a shipped case."""
    return measure.shipped_scores(measure.CASES / name)


@cache
def event_scores(shared):
    """The verdicts of real events from their gold claims."""
    return quality.event_scores(measure.read_dev(shared), from_gold=True)


MISSED, EXTRA = (attrgetter(f"comparison.{side}") for side in ("missed", "extra"))


def claim_figure(score, name):
    """The F1 of a level, or the share of pairs with a field right."""
    return score.levels[name].f1 if name in score.levels else score.fields[name]


def verdict_figure(score, name):
    """The F1 of the rows, or the share of gold rows that are found with every facet right."""
    gold = len(score.comparison.pairs) + len(score.comparison.missed)
    return score.rows.f1 if name == "rows" else score.all_right / gold


def floors(table):
    """A test's parameters: every floor below that table, by its keys."""
    return [
        pytest.param(group, name, least, id=f"{group} {name}")
        for group, entries in FLOORS[table].items()
        for name, least in entries.items()
    ]


@pytest.mark.parametrize(("documents", "name", "least"), floors("claims"))
def test_claims_of_real_documents(shared, documents, name, least):
    assert claim_figure(dev_figures(shared)[documents], name) >= least


@cache
def attribution_figures(shared, method):
    """Attributions of a few articles, outermost ones."""
    return measure.attribution_figures(shared, Method(method), nested=False, first=POLNEAR_ARTICLES)


@pytest.mark.parametrize(("method", "name", "least"), floors("attributions"))
def test_attributions_of_real_articles(shared, method, name, least):
    figures = attribution_figures(shared, method)
    assert figures["n"]["articles"] == POLNEAR_ARTICLES
    assert figures[name]["f1"] >= least


@pytest.mark.parametrize(("case", "name", "least"), floors("shipped claims"))
def test_claims_of_a_shipped_case(case, name, least):
    assert claim_figure(shipped_figures(case)[0], name) >= least


@pytest.mark.parametrize(("case", "name", "least"), floors("shipped verdicts"))
def test_verdicts_of_a_shipped_case(case, name, least):
    assert verdict_figure(shipped_figures(case)[1], name) >= least


@pytest.mark.parametrize(("case", "name", "least"), floors("shipped verdicts from gold"))
def test_verdicts_of_a_shipped_case_from_its_gold_claims(case, name, least):
    assert verdict_figure(measure.shipped_verdicts_of_gold(measure.CASES / case), name) >= least


@pytest.mark.parametrize(("events", "name", "least"), floors("verdicts from gold"))
def test_verdicts_of_real_events_from_their_gold_claims(shared, events, name, least):
    scores = event_scores(shared)[events]
    pairs = [pair for one in scores for pair in one.comparison.pairs]
    if name == "rows":
        missed, extra = (sum(len(part(one)) for one in scores) for part in (MISSED, EXTRA))
        assert 2 * len(pairs) / (2 * len(pairs) + missed + extra) >= least
    else:
        assert sum(one.right[name] for one in scores) / len(pairs) >= least


@pytest.mark.parametrize(("cases", "name", "least"), floors("shipped drift"))
def test_what_changes_from_article_to_article(cases, name, least):
    folders = [path.parent for path in measure.CASES.glob("*/case.toml")]
    assert cases == "all cases"
    assert getattr(measure.drift_scores(folders), name) >= least


def test_every_shipped_case_has_floors():
    cases = {path.parent.name for path in measure.CASES.glob("*/case.toml")}
    assert all(
        set(FLOORS[f"shipped {what}"]) == cases for what in ("claims", "verdicts", "verdicts from gold")
    )


def test_the_events_kept_aside_are_those_that_the_rule_gives(shared):
    events = {source["event"] for source in measure.read_dev(shared).sources.values()} - {measure.FIRST}
    ordered = sorted(events, key=lambda event: hashlib.sha256(event.encode()).hexdigest())
    assert set(measure.KEPT_ASIDE) == set(ordered[: len(measure.KEPT_ASIDE)])


PARTS = {
    "who says what": "Tom Marsh, an engineer, said that Larkfield gave Quillo access to users' messages.",
    "whom a mention stands for": "Larkfield met Norvane Bank. The bank could read users' private messages.",
    "members of a class": "Larkfield sold location data to several companies: Quillo, Brightpost and Halden.",
    "lists below a sentence": "We share your personal data with:\n\nCredit agencies: to check payments.\n",
    "readings by word order": "Larkfield shared, over several years and without limits, users' messages, "
    "phone numbers and photos, it turned out on Monday, with Quillo.",
    "cues": "Larkfield denied that it had given Quillo access to users' private messages.",
    measure.GATE: "Larkfield gave Quillo access to users' private messages. " + "The team won again. " * 150,
}


@pytest.mark.parametrize("part", measure.PARTS)
def test_a_part_standing_empty_changes_what_is_found(part):
    kind = Kind.STATEMENT if PARTS[part].startswith("We ") else Kind.ARTICLE
    document = read_text(PARTS[part], kind=kind, company="Larkfield")
    whole = measure.claims_of([document])
    with measure.without(part):
        less = measure.claims_of([document])
    assert less != whole
    assert measure.claims_of([document]) == whole


def test_the_page_takes_new_figures_between_its_marks():
    page = quality.PAGE.read_text(encoding="utf-8")
    once = quality.renewed(page, "| new |\n")
    assert "\n| new |\n" in once
    assert once.split(quality.MARKS[0])[0] == page.split(quality.MARKS[0])[0]
    assert once.split(quality.MARKS[1])[1] == page.split(quality.MARKS[1])[1]
    assert quality.renewed(once, "| new |\n") == once


def test_the_page_lists_the_events_kept_aside():
    page = quality.PAGE.read_text(encoding="utf-8")
    assert [event for event in measure.KEPT_ASIDE if f"`{event}`" not in page] == []


def test_gold_claims_become_the_claims_that_are_cross_referenced():
    record = RECORD | {"partner": "Quillo", "data": "messages", "evidence": "Quillo could read"}
    document = read_text("Quillo could read messages.", company="Larkfield")
    [(of, (claim, *others))] = measure.gold_claims([document], {document.name: [record]})
    assert (of, others, claim.grantor, claim.partner) == (document, [], "Larkfield", "Quillo")
    assert measure.gold_claims([document], {}) == [(document, ())]


RECORD = {
    "source": "author",
    "stance": "affirms",
    "certainty": "asserted",
    "actions": ["read"],
    "consent": "with",
    "status": "not_stated",
}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Acme shared it", "Acme shared it with 1.5 million firms, by law"),
        ("shared  it with", "shared it with 1.5 million firms, by law"),
        ("Nobody knew", "Nobody knew"),
        ("words of another text", "words of another text"),
    ],
)
def test_gold_words_are_carried_on_to_the_end_of_their_sentence(words, sentence):
    document = read_text("Acme shared it with 1.5 million firms, by law. Nobody knew\n\nThat was all.")
    assert measure.carried_on(words, document) == sentence


def test_one_document_leaves_no_spread():
    record = RECORD | {"partner": "Quillo", "data": "messages"}
    score = score_claims({"one": [record]}, {"one": [record, record | {"partner": "Halden"}]})
    assert measure.spread(score, "what") == (score.levels["what"].f1, score.levels["what"].f1)


def test_a_claim_without_a_pair_is_told_by_what_is_shared():
    gold = [
        RECORD | {"partner": "Quillo", "data": "messages"},
        RECORD | {"partner": "Halden", "data": "posts"},
    ]
    found = [
        RECORD | {"partner": "Quillo", "data": "location"},
        RECORD | {"partner": "Norvane", "data": "health"},
    ]
    comparison = score_claims({"one": gold}, {"one": found}).documents["one"]
    assert list(measure.strays(comparison)) == [
        ("missed", "partner"),
        ("missed", "neither"),
        ("extra", "partner"),
        ("extra", "neither"),
    ]
