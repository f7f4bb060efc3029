"""The claims, attributions and verdicts frames: what is refused, what comes back from a file unchanged."""

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.errors import InputError
from claims.tables import (
    ATTRIBUTION_COLUMNS,
    CLAIM_COLUMNS,
    VERDICT_COLUMNS,
    attributions_frame,
    check_claims,
    check_verdicts,
    claims_frame,
    join_cell,
    read_claims,
    read_verdicts,
    split_cell,
    verdicts_frame,
    write_csv,
)
from claims.types import (
    Action,
    Attribution,
    Certainty,
    Claim,
    Consent,
    Document,
    Kind,
    Span,
    Stance,
    Status,
)

TEXT = "Acme let the bank read messages, the Gazette said."
ARTICLE = Document(
    name="gazette",
    path="gazette.txt",
    kind=Kind.ARTICLE,
    text=TEXT,
    reading=TEXT,
    origin=tuple(range(len(TEXT) + 1)),
    blocks=(),
    company="Acme",
    publisher="The Gazette",
    published="2020-02-03",
)
CLAIM = Claim(
    source="The Gazette",
    via=("The Herald", "The Gazette"),
    cue="said",
    stance=Stance.AFFIRMS,
    certainty=Certainty.ASSERTED,
    grantor="Acme",
    partner="the bank",
    actions=(Action.WRITE, Action.READ),
    data="messages",
    consent=Consent.NOT_STATED,
    status=Status.NOT_STATED,
    evidence=TEXT[:31],
    start=0,
    end=31,
    rule="let",
)


def frame(*claims: Claim) -> pd.DataFrame:
    return claims_frame([(ARTICLE, claims)])


def test_a_claim_is_one_row_with_its_document() -> None:
    row = frame(CLAIM).iloc[0]
    assert (row["doc"], row["kind"], row["publisher"], row["published"]) == (
        "gazette", "article", "The Gazette", "2020-02-03",
    )  # fmt: skip
    assert (row["partner"], row["data"], row["company"], row["start"], row["end"]) == (
        "the bank", "messages", "Acme", 0, 31,
    )  # fmt: skip


def test_actions_stand_in_the_order_of_their_type_and_via_in_its_own() -> None:
    row = frame(CLAIM).iloc[0]
    assert split_cell(row["actions"]) == ("read", "write")
    assert split_cell(row["via"]) == ("The Herald", "The Gazette")


@pytest.mark.parametrize("change", [{"source": "The Herald"}, {"data": "posts"}, {"stance": Stance.DENIES}])
def test_the_id_changes_with_what_is_claimed(change: dict[str, str]) -> None:
    one, other = frame(CLAIM, replace(CLAIM, **change))["claim"]
    assert one != other


def test_the_id_stays_when_the_text_moves() -> None:
    assert frame(CLAIM)["claim"][0] == frame(replace(CLAIM, start=100, end=131))["claim"][0]


def test_two_rows_never_share_an_id() -> None:
    assert frame(CLAIM, CLAIM, CLAIM)["claim"].is_unique


@pytest.mark.parametrize(
    ("built", "columns"),
    [
        (claims_frame([]), CLAIM_COLUMNS),
        (claims_frame([(ARTICLE, ())]), CLAIM_COLUMNS),
        (attributions_frame([]), ATTRIBUTION_COLUMNS),
        (verdicts_frame([]), VERDICT_COLUMNS),
    ],
    ids=["no documents", "no claims", "no attributions", "no verdicts"],
)
def test_nothing_gives_a_frame_without_rows(built: pd.DataFrame, columns: tuple[str, ...]) -> None:
    assert len(built) == 0
    assert tuple(built.columns) == columns


def test_missing_columns_are_named() -> None:
    with pytest.raises(InputError, match=r"columns missing: partner, data"):
        check_claims(frame(CLAIM).drop(columns=["partner", "data"]))
    with pytest.raises(InputError, match=r"columns missing: why"):
        check_verdicts(verdicts_frame([]).drop(columns="why"))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("stance", "maybe"),
        ("consent", "yes"),
        ("kind", "blog"),
        ("data", "Private Messages"),
        ("actions", "read|steal"),
        ("partner", ""),
        ("start", -1),
    ],
)
def test_a_wrong_value_is_named_with_its_column(column: str, value: object) -> None:
    with pytest.raises(InputError, match=column):
        check_claims(frame(CLAIM).assign(**{column: value}))


def test_every_breach_is_told_at_once() -> None:
    with pytest.raises(InputError) as raised:
        check_claims(frame(CLAIM).assign(stance="maybe", consent="yes"))
    assert "stance" in str(raised.value)
    assert "consent" in str(raised.value)


def test_a_missing_text_is_refused_not_passed_on() -> None:
    with pytest.raises(InputError, match="publisher"):
        check_claims(frame(CLAIM).assign(publisher=pd.Series([None], dtype="str")))


def test_a_further_column_is_refused() -> None:
    with pytest.raises(InputError, match="mood"):
        check_claims(frame(CLAIM).assign(mood="grim"))


@settings(deadline=None, max_examples=60)
@example("line one\r\nline two", "bank\r")
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
)
def test_a_claims_table_comes_back_from_its_file(
    tmp_path_factory: pytest.TempPathFactory, evidence: str, partner: str
) -> None:
    path = tmp_path_factory.mktemp("tables") / "claims.csv"
    written = frame(replace(CLAIM, evidence=evidence, partner=partner))
    write_csv(written, path)
    pd.testing.assert_frame_equal(read_claims(path), written)


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "deep" / "two.csv"
    write_csv(frame(CLAIM), one)
    write_csv(frame(CLAIM), two)
    assert one.read_bytes() == two.read_bytes()
    assert one.read_bytes().count(b"\n") == 2


def test_a_partner_called_na_is_a_name(tmp_path: Path) -> None:
    write_csv(frame(replace(CLAIM, partner="NA", evidence="null")), tmp_path / "claims.csv")
    row = read_claims(tmp_path / "claims.csv").iloc[0]
    assert (row["partner"], row["evidence"]) == ("NA", "null")


def test_whether_a_row_is_reviewed_comes_back(tmp_path: Path) -> None:
    both = frame(CLAIM, replace(CLAIM, partner="the shop")).assign(
        reviewed=[True, False], reviewer=["a desk", ""]
    )
    write_csv(both, tmp_path / "claims.csv")
    pd.testing.assert_frame_equal(read_claims(tmp_path / "claims.csv"), both)


def test_a_table_without_rows_comes_back(tmp_path: Path) -> None:
    write_csv(verdicts_frame([]), tmp_path / "verdicts.csv")
    assert read_verdicts(tmp_path / "verdicts.csv").empty


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a readable table"),
        (b"\xff\xfe\x00", "not a readable table"),
        (b"doc,partner\na,b\n", "columns missing"),
        (b"doc,start\na,many\n", "whole numbers"),
        (b"doc,reviewed\na,perhaps\n", "True or False"),
    ],
    ids=["empty", "not text", "other table", "words for numbers", "words for yes and no"],
)
def test_a_file_that_is_no_claims_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        read_claims(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_claims(tmp_path / "claims.csv")


def test_attributions_show_words_and_places() -> None:
    found = Attribution((Span(33, 44),), (Span(45, 49),), (Span(0, 31),), "after")
    row = attributions_frame([(ARTICLE, (found,))]).iloc[0]
    assert (row["source"], row["cue"], row["content"]) == ("the Gazette", "said", TEXT[:31])
    assert row["content_spans"] == "0-31"


@given(st.lists(st.text(st.characters(exclude_characters="|"), min_size=1), max_size=4))
def test_joined_values_split_again(values: list[str]) -> None:
    assert split_cell(join_cell(values)) == tuple(values)


def test_a_separator_inside_a_value_makes_no_further_value() -> None:
    assert split_cell(join_cell(["a|b", "c"])) == ("a/b", "c")


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "'=1",
    "''=1",
    "'",
    "''",
    "'a",
    "a=1",
    "",
]


@pytest.mark.parametrize("words", FORMULAS)
def test_no_cell_of_a_table_starts_a_formula_and_each_comes_back(words: str, tmp_path: Path) -> None:
    written = frame(replace(CLAIM, evidence=words, cue=words))
    write_csv(written, tmp_path / "claims.csv")
    pd.testing.assert_frame_equal(read_claims(tmp_path / "claims.csv"), written)
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n＝＋－＠")]
