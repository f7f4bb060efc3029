"""Classes that a text names beside a party, in apposition; every other neighbour of a name tells nothing."""

from pathlib import Path

import pytest

from claims.crossref import cross_reference
from claims.crossref.apposition import told_classes
from claims.documents import read_case
from claims.tables import claims_frame
from claims.types import Action, Certainty, Claim, Consent, Stance, Status

NAMES = ("Mara Quill", "Tunebox", "Harbour Bank", "Orbit")


def told(text: str) -> dict[str, set[str]]:
    return {name: set(groups) for name, groups in told_classes([text], NAMES).items() if groups}


@pytest.mark.parametrize(
    ("text", "name", "group"),
    [
        ("One of the former Acme employees, Mara Quill, is said to have read it.", "Mara Quill", "employees"),
        ("A second Acme employee — Mara Quill, of Leeds — was arrested.", "Mara Quill", "employees"),
        ("Mara Quill, an engineer at Acme, could open the files.", "Mara Quill", "employees"),
        ("Mara Quill, who was a contractor for Acme, heard them.", "Mara Quill", "contractors"),
        ("Acme and its subsidiary Tunebox bought the data.", "Tunebox", "affiliates"),
        ("The data went to the data broker Tunebox.", "Tunebox", "brokers"),
        ("It went to a bank (Harbour Bank) in June.", "Harbour Bank", "banks"),
        ("Tunebox (an app developer) got the names.", "Tunebox", "developers"),
    ],
)
def test_a_class_named_beside_a_party_contains_it(text: str, name: str, group: str) -> None:
    assert told(text) == {name: {group}}


@pytest.mark.parametrize(
    "text",
    [
        "It sold the data to advertisers, Tunebox said.",
        "Acme told employees, Mara Quill and others that it had stopped.",
        "The police Tunebox works with asked for it.",
        "Its parent company, Tunebox, got the data.",
        "The company Tunebox got the data.",
        "Mara Quill, a Danish citizen, met an employee.",
        "Apps and Tunebox got the data. An insurer did not.",
        "Tunebox, which bought an insurer, got the data.",
        "The government agency Harbour Bank deals with.",
    ],
)
def test_other_neighbours_of_a_name_tell_nothing(text: str) -> None:
    assert told(text) == {}


def test_nobody_named_is_nobody_told_of() -> None:
    assert told_classes(["The data broker Tunebox got it."], []) == {}


def claim(source: str, partner: str, evidence: str) -> Claim:
    return Claim(
        source, (), "", Stance.AFFIRMS, Certainty.ASSERTED, "Acme", partner, (Action.READ,), "messages",
        Consent.NOT_STATED, Status.NOT_STATED, evidence, 0, len(evidence), "by hand",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "access"), [("an engineer", "partly_confirmed"), ("a guest", "not_addressed")]
)
def test_the_company_s_word_on_its_employees_reaches_one_of_them(
    tmp_path: Path, who: str, access: str
) -> None:
    (tmp_path / "case.toml").write_text('id = "a"\ntitle = "A"\ncompany = "Acme"\n', encoding="utf-8")
    (tmp_path / "articles").mkdir()
    text = f"Mara Quill, {who} at Acme, read messages. Acme said employees could read them."
    (tmp_path / "articles" / "one.txt").write_text(text, encoding="utf-8")
    case = read_case(tmp_path)
    claims = [claim("author", "Mara Quill", "read messages"), claim("Acme", "employees", "could read them")]
    verdicts = cross_reference(claims_frame([(case.articles[0], claims)]), case).set_index("partner")
    assert verdicts.loc["Mara Quill", "access"] == access
