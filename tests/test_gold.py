"""The gold beside each shipped case is in the annotation's words, about its own documents."""

from pathlib import Path

import pytest
from own_tools import load_tool

import claims
from claims.drift import drift
from claims.evaluation import DRIFT_FILE, read_gold, read_json
from claims.tables import ACCESS, AGREEMENT, PARTNER_POSITION, claims_frame
from claims.types import Action, Certainty, Consent, Stance, Status

measure = load_tool("measure")
CASES = sorted(path.parent for path in (Path(__file__).parent.parent / "data" / "cases").glob("*/case.toml"))
VALUES = {"stance": Stance, "certainty": Certainty, "consent": Consent, "status": Status}
CHANGE = ("partner", "data", "facet", "direction", "before", "after", "before_doc", "after_doc")
FACETS = {"access": ACCESS, "consent": AGREEMENT, "partner_position": PARTNER_POSITION}


@pytest.fixture(params=CASES, ids=lambda folder: folder.name)
def case(request):
    return claims.read_case(request.param)


def test_every_document_has_its_gold(case):
    gold = read_gold(case.folder / "gold")
    assert set(gold.claims) == {document.name for document in (*case.articles, *case.statements)}
    assert gold.verdicts


def test_gold_claims_are_in_the_words_of_the_annotation(case):
    for name, records in read_gold(case.folder / "gold").claims.items():
        for record in records:
            where = f"{name}: {record}"
            assert all(record[field] in tuple(values) for field, values in VALUES.items()), where
            assert record["actions"] and set(record["actions"]) <= set(Action), where
            assert record["source"] and record["partner"] and record["data"], where


def test_gold_evidence_stands_in_its_document(case):
    texts = {
        document.name: " ".join(document.text.split()) for document in (*case.articles, *case.statements)
    }
    for name, records in read_gold(case.folder / "gold").claims.items():
        for record in records:
            assert " ".join(record["evidence"].split()) in texts[name], f"{name}: {record['evidence']}"


def test_gold_verdicts_are_in_the_words_of_the_annotation(case):
    gold = read_gold(case.folder / "gold")
    rows = gold.verdicts
    assert len({(row["partner"], row["data"]) for row in rows}) == len(rows)
    for row in rows:
        assert all(row[facet] in values for facet, values in FACETS.items()), row
        assert row["why"] and set(row["docs"]) <= set(gold.claims), row


def test_the_gold_claims_harden_as_the_table_written_by_hand_says(case):
    records = read_gold(case.folder / "gold").claims
    claims = claims_frame(measure.gold_claims(case.articles, records))
    found = drift(claims, case)[list(CHANGE)].to_dict("records")
    wanted = [{name: row[name] for name in CHANGE} for row in read_json(case.folder / "gold" / DRIFT_FILE)]
    assert len({tuple(row.values()) for row in wanted}) == len(wanted)
    assert sorted(found, key=str) == sorted(wanted, key=str)
