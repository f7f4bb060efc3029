"""What an archive comes to is counted from its claims and from what its run noted."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims import archive
from claims.archive.summary import COUNTS
from claims.charts import draw_chart
from claims.errors import InputError
from claims.frames import NOTES
from claims.tables import claims_frame

DAYS = ("2018-12-18", "2018-12-20", "2019-02-08", "")
TEXTS = {
    "first": "Acme let Alba Bank read users' private messages without their consent, The Daily Ledger reported.",
    "second": "Acme let Alba Bank read users' private messages without their consent, The Evening Bell reported.",
    "third": "Acme gave Bravo Travel access to the contact lists of its users, according to internal documents.",
    "fourth": "Alba Bank said that it was not aware that it could read users' messages.",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    rows = [{"doc": doc, "text": text, "company": "Acme", "published": day}
            for (doc, text), day in zip(TEXTS.items(), DAYS, strict=True)]  # fmt: skip
    rows += [*archive.invented_reports(6, every=0), {"doc": "empty", "text": ""}]
    source = archive.write_archive(folder / "in.parquet", rows)
    archive.run_archive(source, folder / "out.parquet", archive.Settings(), tell=lambda _: None)
    return folder / "out.parquet"


@pytest.fixture(scope="module")
def found(output):
    return archive.read_archive(output)


def test_every_document_stands_in_one_row_of_the_triage(found):
    table = archive.triage(found)
    assert [*table["number"]] == [11, 6, 4, 0, 1]
    assert table["number"][0] == table["number"][1:].sum()
    assert [*table["share"][:2]] == ["100.0%", "54.5%"]


def test_a_month_counts_claims_by_consent_and_denials_apart(found):
    months = archive.by_month(found.claims).set_index("month")
    assert [*months.index] == ["2018-12", "2019-02", "undated"]
    assert [*months["claims"]] == [2, 1, 0]
    assert [*months["without"]] == [2, 0, 0]
    assert [*months["denials"]] == [0, 0, 1]


def test_a_partner_has_its_claims_its_documents_and_its_dates(found):
    partners = archive.by_partner(found.claims)
    assert [*partners["partner"]] == ["Alba Bank", "Bravo Travel"]
    assert partners.loc[0, ["claims", "without", "denials", "documents", "first", "last"]].to_list() == [
        2, 2, 1, 3, "2018-12-18", "2018-12-20",
    ]  # fmt: skip


def test_consent_counts_only_what_affirms(found):
    table = archive.by_consent(found.claims).set_index("consent")
    assert table.to_numpy().sum() == 3
    assert table.loc["without", "not_stated"] == 2


def test_an_archive_without_claims_has_tables_and_figures_all_the_same(found):
    none = found._replace(claims=found.claims.iloc[:0])
    months, partners = archive.by_month(none.claims), archive.by_partner(none.claims)
    assert archive.triage(none)["number"][2] == 0
    assert [*months] == ["month", *COUNTS] and [*partners][:2] == ["partner", "claims"]
    for name, frame in (("archive_months", months), ("archive_partners", partners)):
        assert "No claims" in draw_chart(name, frame).title


def test_a_figure_says_which_month_and_which_partner_have_most(found):
    months = draw_chart("archive_months", archive.by_month(found.claims), company="Acme")
    partners = draw_chart("archive_partners", archive.by_partner(found.claims), company="Acme")
    assert months.title == "Most claims on access are told in 2018-12: 2 of 3"
    assert partners.title == "Most claims, 2 of 3, are about Alba Bank, one of 2 partners"
    assert "3 claims on access that Acme gave; 2 of them say: without consent." in months.sheet.subtitle
    assert [*months.rows["Month"]] == ["2018-12", "2019-02", "undated"]


def test_partners_beyond_those_shown_are_counted():
    rows = [
        {"partner": f"Partner {i}", **dict.fromkeys(COUNTS, 1), "first": "", "last": ""} for i in range(30)
    ]
    drawing = draw_chart("archive_partners", pd.DataFrame(rows))
    assert len(drawing.rows) == 25
    assert any("And 5 partners more" in note for note in drawing.sheet.notes)


def noted(folder, notes):
    """A table of claims with such notes in its metadata."""
    table = pa.Table.from_pandas(claims_frame([]), preserve_index=False)
    path = folder / "claims.parquet"
    pq.write_table(table.replace_schema_metadata({NOTES: json.dumps(notes).encode()}), path)
    return path


def no_table(folder):
    path = folder / "text.parquet"
    path.write_text("no table", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda folder: folder / "none.parquet", "no such file"),
        (no_table, "not a readable table"),
        (lambda folder: noted(folder, {}), "claims that no archive run wrote"),
        (lambda folder: noted(folder, {"format": 99}), "written by a newer program, in version 99"),
    ],
)
def test_what_is_no_output_of_an_archive_is_refused_in_words(tmp_path, made, said):
    with pytest.raises(InputError, match=said) as refused:
        archive.read_archive(made(tmp_path))
    assert str(tmp_path) in str(refused.value)
