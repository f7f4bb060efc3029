"""The filter by topic gives the same claims before the parse, as the triage, and after it."""

from random import Random

import pytest

from claims.documents import read_case, read_document, read_text
from claims.documents.read import document_files
from claims.extraction import extract_all, extract_claims, read_all

OFF_TOPIC = "The candidate spoke for an hour about roads and schools, and then she left for the coast. "
SAID = "Acme gave Norvane Bank access to users' private messages. "
SAMPLE = 40


def claims(documents, *, triage, partners=()):
    """The claims of each document by name."""
    return {d.name: found for d, found in extract_all(documents, partners=partners, triage=triage)}


def mixed():
    """Documents on the topic and off it, in turn."""
    return [
        read_text(SAID + (OFF_TOPIC * 40 if number % 2 else ""), name=f"text {number}", company="Acme")
        for number in range(6)
    ]


def test_triage_loses_nothing_and_adds_nothing() -> None:
    assert claims(mixed(), triage=True) == claims(mixed(), triage=False)


def test_a_document_off_the_topic_has_no_claims_on_either_way() -> None:
    off, on = read_text(SAID + OFF_TOPIC * 40, company="Acme"), read_text(SAID, company="Acme")
    for triage in (True, False):
        assert extract_claims(on, triage=triage)
        assert not extract_claims(off, triage=triage)


def test_triage_spares_the_parse(monkeypatch) -> None:
    from claims import extraction

    parsed = []
    whole = extraction.parse_all

    def counting(documents):
        for document, doc in whole(documents):
            parsed.append(document.name)
            yield document, doc

    monkeypatch.setattr(extraction, "parse_all", counting)
    list(read_all(mixed()))
    assert parsed == ["text 0", "text 2", "text 4"]
    list(read_all(mixed(), triage=False))
    assert len(parsed) == 3 + 6


def test_triage_loses_nothing_in_a_shipped_case(root) -> None:
    for folder in sorted((root / "data" / "cases").iterdir()):
        case = read_case(folder)
        documents = (*case.articles, *case.statements)
        found = claims(documents, triage=True, partners=case.partners)
        assert any(found.values())
        assert found == claims(documents, triage=False, partners=case.partners)


@pytest.mark.parametrize("folder", ["dev/text", "polnear/train/text"])
def test_triage_loses_nothing_in_texts_of_others(shared, folder) -> None:
    files = list(document_files(shared / folder))
    files = Random(0).sample(files, min(SAMPLE, len(files)))
    documents = [read_document(file) for file in files]
    assert claims(documents, triage=True) == claims(documents, triage=False)
