"""One key per party, whatever it is called; one function for same, narrower, broader and unrelated."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.crossref import CaseParties, Relation, contains_actions, contains_data, relation
from claims.crossref.classes import lower_classes
from claims.crossref.parties import Names
from claims.documents.case import Party
from claims.types import Action
from claims.vocabulary import load

CATEGORIES = (*load("data")["category"], "personal_data", "account", "messages.participants", "posts.photos")
OPPOSITE = {Relation.NARROWER: Relation.BROADER, Relation.BROADER: Relation.NARROWER}
NAMES = (
    "Acme", "Acme employees", "Harbour Bank", "HB", "Tunebox", "partners", "third parties", "150 companies",
    "vendors", "advertisers", "data brokers", "police", "authorities", "the Danish government", "contractors",
    "reviewers", "messaging partners", "phone makers", "TV makers", "apps", "people", "affiliates", "Orbit",
    "Orbit Finder",
)  # fmt: skip
CASE = CaseParties(
    "Acme",
    ("Acme Holdings",),
    (
        Party("Harbour Bank", ("HB",), ("messaging partners", "banks")),
        Party("Tunebox", (), ("messaging partners",)),
    ),
)


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(NAMES, CASE)


def same(a: str, b: str, case: CaseParties = CaseParties("Acme")) -> bool:  # noqa: B008
    known = Names((a, b), case)
    return known.party(a) == known.party(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orbit Finder", "Orbit's Finder"),
        ("Finder", "Orbit Finder"),
        ("Harbour Bank of Norway", "Harbour Bank"),
        ("HBN", "Harbour Bank of Norway"),
        ("the HBN", "Harbour Bank of Norway"),
        ("U.S. Bureau of Roads and Ports", "BRP"),
        ("Tunebox, Inc.", "Tunebox"),
        ("the Tunebox app", "Tunebox"),
        ("Mara Quill", "Quill"),
        ("150 companies", "various firms"),
        ("more than 150 companies", "other businesses"),
        ("third-party developers", "438 applications"),
        ("outside developers", "app makers"),
        ("TV makers", "television manufacturers"),
        ("government agencies", "the government"),
        ("companies that trade in location data", "data brokers"),
        ("the insurers", "other insurance companies"),
        ("Acme contractors", "contractors"),
        ("Acme's reviewers", "contractors"),
        ("Acme Inc.", "Acme"),
        ("Affiliates", "subsidiaries"),
    ],
)
def test_two_names_of_one_party(a: str, b: str) -> None:
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orbit", "Orbit Finder"),
        ("Tunebox", "Harbour Bank"),
        ("developers", "advertisers"),
        ("TV makers", "phone makers"),
        ("apps directly tied to mail", "apps"),
        ("employees", "contractors"),
        ("companies", "data brokers"),
        ("the Danish government", "the government"),
        ("Acme", "Acme employees"),
        ("users", "partners"),
        ("HB", "Tunebox"),
        ("Bank of Orbit", "Orbit Bank"),
    ],
)
def test_two_parties(a: str, b: str) -> None:
    assert not same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("partners", "Harbour Bank"),
        ("third parties", "advertisers"),
        ("companies", "car salesmen"),
        ("messaging partners", "HB"),
        ("banks", "Harbour Bank"),
        ("authorities", "police"),
        ("authorities", "the Danish government"),
        ("Acme", "Acme employees"),
        ("developers", "apps directly tied to mail"),
        ("vendors", "analytics companies"),
    ],
)
def test_a_class_is_broader_than_its_members(names: Names, a: str, b: str) -> None:
    assert relation(names.party(a), names.party(b), names.contains) is Relation.BROADER


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("partners", "Acme"),
        ("partners", "employees"),
        ("partners", "police"),
        ("partners", "people"),
        ("third parties", "affiliates"),
        ("advertisers", "Harbour Bank"),
        ("messaging partners", "Orbit"),
        ("advertisers", "data brokers"),
    ],
)
def test_no_class_takes_in_a_stranger(names: Names, a: str, b: str) -> None:
    assert relation(names.party(a), names.party(b), names.contains) is Relation.UNRELATED


@pytest.mark.parametrize(
    "source",
    [
        "Acme", "an Acme spokesperson", "a spokeswoman for Acme", "Acme's privacy policy", "Acme Holdings",
        "Acme’s chief executive", "the head of product at Acme",
    ],
)  # fmt: skip
def test_the_company_s_voice(names: Names, source: str) -> None:
    assert names.speaks_for_company(source)


@pytest.mark.parametrize(
    "source",
    [
        "former Acme employees",
        "Acme users",
        "Acme's critics",
        "internal Acme e-mails",
        "a rival of Acme",
        "author",
        "",
    ],
)
def test_not_the_company_s_voice(names: Names, source: str) -> None:
    assert not names.speaks_for_company(source)


@pytest.mark.parametrize(("name", "alias"), [("agency", "the agency"), ("the agency", "agency")])
def test_an_alias_is_found_with_and_without_the_article(name: str, alias: str) -> None:
    case = CaseParties("Acme", (), (Party("Bureau of Roads", (alias,)),))
    assert same(name, "Bureau of Roads", case)
    assert not same("agencies", "Bureau of Roads", case)


def test_a_class_is_as_far_up_as_the_classes_between() -> None:
    case = CaseParties("Acme", (), (Party("Harbour Bank", (), ("banks",)), Party("banks", (), ("lenders",))))
    known = Names(("Harbour Bank", "banks", "lenders", "apps"), case)
    bank = known.party("Harbour Bank")
    steps = [known.steps_up(known.party(name), bank) for name in ("banks", "partners", "apps")]
    assert steps == [1, 2, 0]


PARTIES = st.sampled_from(NAMES)
ACTIONS = st.frozensets(st.sampled_from(list(Action)))


@given(PARTIES, PARTIES)
def test_relation_of_parties_is_a_partition(a: str, b: str) -> None:
    known = Names(NAMES, CASE)
    one, other = known.party(a), known.party(b)
    _partition(relation(one, other, known.contains), relation(other, one, known.contains))
    assert relation(known.party(a), known.party(a), known.contains) is Relation.SAME


@given(ACTIONS, ACTIONS)
def test_relation_of_actions_is_a_partition(a: frozenset[Action], b: frozenset[Action]) -> None:
    _partition(relation(a, b, contains_actions), relation(b, a, contains_actions))
    assert relation(a, a, contains_actions) is Relation.SAME


@pytest.mark.parametrize(("a", "b"), list(product(CATEGORIES, repeat=2)))
def test_relation_of_data_is_a_partition(a: str, b: str) -> None:
    _partition(relation(a, b, contains_data), relation(b, a, contains_data))
    assert (relation(a, b, contains_data) is Relation.SAME) == (a == b)


def _partition(there: Relation, back: Relation) -> None:
    assert back is OPPOSITE.get(there, there)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("messages", "messages.participants", Relation.BROADER),
        ("personal_data", "location", Relation.BROADER),
        ("location", "personal_data", Relation.NARROWER),
        ("personal_data", "account", Relation.UNRELATED),
        ("posts", "post", Relation.UNRELATED),
        ("friends", "contacts", Relation.UNRELATED),
    ],
)
def test_data(a: str, b: str, expected: Relation) -> None:
    assert relation(a, b, contains_data) is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("access", "read write", Relation.BROADER),
        ("read", "read delete", Relation.NARROWER),
        ("read", "obtain", Relation.SAME),
        ("write", "read", Relation.UNRELATED),
        ("", "access", Relation.SAME),
    ],
)
def test_actions(a: str, b: str, expected: Relation) -> None:
    one, other = (frozenset(Action(word) for word in text.split()) for text in (a, b))
    assert relation(one, other, contains_actions) is expected


def test_no_class_of_the_vocabulary_contains_itself_through_others() -> None:
    for group, entry in load("classes")["class"].items():
        for above in entry.get("within", ()):
            assert above in load("classes")["class"]
            assert group not in lower_classes(above)


def test_no_term_names_two_classes() -> None:
    terms = [term for entry in load("classes")["class"].values() for term in entry["terms"]]
    assert len(terms) == len(set(terms))


def test_a_cycle_in_the_case_s_classes_ends() -> None:
    ring = CaseParties("Acme", (), (Party("One", (), ("Two",)), Party("Two", (), ("One",))))
    known = Names(("One", "Two"), ring)
    assert relation(known.party("One"), known.party("Two"), known.contains) is Relation.SAME


@given(st.text(max_size=30))
def test_any_name_is_some_party(name: str) -> None:
    assert Names((name,), CaseParties("Acme")).party(name).key
