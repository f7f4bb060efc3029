"""Marking together: sheets, how far a class agrees, and assignments from any case."""

import math
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from typer.testing import CliRunner

import claims
from claims import cli
from claims.classroom import (
    agreement,
    agreement_by_coder,
    agreement_heat_map,
    class_sheets,
    disagreements,
    gold_sheet,
    read_sheets,
)
from claims.classroom.panel import MarkingPanel, mark_sheet
from claims.classroom.sheets import FIELDS, MARK_COLUMNS, read_rows, sheet_text
from claims.errors import InputError

ROOT = Path(__file__).parent.parent
CASE = ROOT / "data/cases/facebook-partners-2018"
EMPTY = {"doc": "report", "text": "…", **dict.fromkeys(FIELDS, "")}


def marks(table: dict[str, str], field: str = "consent") -> pd.DataFrame:
    """One letter for each sentence and coder; a dot is a mark that is missing."""
    rows = [
        (coder, "report", sentence, field, label)
        for coder, labels in table.items()
        for sentence, label in enumerate(labels, start=1)
        if label != "."
    ]
    return pd.DataFrame(rows, columns=list(MARK_COLUMNS))


def measured(table: dict[str, str]) -> pd.Series:
    return agreement(marks(table)).set_index("field").loc["consent"]


def sheet(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    path = folder / f"{name}.csv"
    full = [{**EMPTY, "sentence": str(n), **row} for n, row in enumerate(rows, start=1)]
    columns = ("doc", "sentence", "text", *FIELDS)
    path.write_text(sheet_text([row[c] for c in columns] for row in full), encoding="utf-8")
    return path


def test_kappa_of_two_by_hand() -> None:
    # 7 of 10 agree; each says y 5 times against 6: chance 0.5, so (0.7 - 0.5) / (1 - 0.5)
    row = measured({"ana": "yyyyynnnnn", "ben": "yyyynynnny"})
    assert (row["method"], row["n"], row["coders"]) == ("Cohen's kappa", 10, 2)
    assert row["observed"] == pytest.approx(0.7)
    assert row["value"] == pytest.approx(0.4)


def test_alpha_of_many_with_missing_marks() -> None:
    # Krippendorff's own example of nominal data: four observers, twelve units, alpha 0.743
    table = {"a": "123321412...", "b": "1233224125.3", "c": ".3332342251.", "d": "12332441251."}
    row = measured(table)
    assert row["method"] == "Krippendorff's alpha" and row["coders"] == 4
    assert row["value"] == pytest.approx(0.743, abs=0.001)


@pytest.mark.parametrize("table", [{"a": "xxx", "b": "xxx"}, {"a": "xxx", "b": "xxx", "c": "x.x"}])
def test_full_agreement_on_one_word_is_one_and_says_why(table: dict[str, str]) -> None:
    row = measured(table)
    assert row["value"] == 1.0 and "by definition" in row["note"] and row["n"] == 3


@pytest.mark.parametrize("table", [{"a": "xyx"}, {"a": "x..", "b": ".y."}, {}])
def test_nothing_shared_is_no_number(table: dict[str, str]) -> None:
    row = measured(table)
    assert math.isnan(row["value"]) and row["n"] == 0 and row["note"]


def test_a_mark_that_nobody_shares_does_not_count() -> None:
    assert measured({"a": "xy.", "b": "xyz"})["n"] == 2


def test_each_coder_is_compared_with_all_others() -> None:
    shares = agreement_by_coder(marks({"a": "xx", "b": "xx", "c": "yx"})).set_index("coder")["share"]
    assert shares.to_dict() == {"a": 0.75, "b": 0.75, "c": 0.5}


def test_disagreements_say_who_and_where_gold_decided_otherwise() -> None:
    found = disagreements(marks({"ana": "xx", "ben": "xy"}), marks({"gold": "yx"}))
    assert found["marks"].tolist() == ["x (ana, ben)", "x (ana) | y (ben)"]
    assert found["against_gold"].tolist() == ["ana, ben", "ben"]


@pytest.mark.parametrize("coders", [2, 12, 0])
def test_the_heat_map_shows_every_number_inside_the_picture(coders: int) -> None:
    names = [f"a-student-with-a-long-name-{n}" for n in range(coders)]
    figure = agreement_heat_map(agreement_by_coder(marks(dict.fromkeys(names, "xyx"))))
    figure.canvas.draw()
    texts = [
        *figure.texts,
        *(text for axes in figure.axes for text in (*axes.texts, *axes.get_xticklabels())),
    ]
    assert sum(text.get_text() == "1.00" for text in texts) == coders
    for text in texts:
        box = text.get_window_extent()
        assert box.x0 >= 0 and box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1, text.get_text()


def test_sheets_are_read_however_a_spreadsheet_saved_them(tmp_path: Path) -> None:
    path = sheet(tmp_path, "ana", {"claim": "Yes", "partner": "Netflix; Spotify", "consent": "Without"})
    path.write_text("\ufeff" + path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    sheet(tmp_path, "ben", {"claim": "yes", "partner": "spotify;Netflix", "consent": "without"})
    read = read_sheets(class_sheets(tmp_path))
    assert not read.problems
    assert (agreement(read.marks).set_index("field").loc[["claim", "consent"], "value"] == 1).all()


def test_fields_of_a_sentence_without_a_claim_do_not_count(tmp_path: Path) -> None:
    path = sheet(tmp_path, "ana", {"claim": "no", "consent": "with"})
    assert read_sheets([path]).marks["field"].tolist() == ["claim"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"a,b\n1,2\n", "lacks doc"),
        (None, "cannot be read"),
    ],
)
def test_a_bad_sheet_is_told_and_the_others_are_read(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    good = sheet(tmp_path, "good", {"claim": "no"})
    bad = tmp_path / "bad.csv"
    if content is not None:
        bad.write_bytes(content)
    read = read_sheets([bad, good])
    assert told in str(read.problems[0]) and "bad.csv" in str(read.problems[0])
    assert read.marks["coder"].tolist() == ["good"]


def test_an_unknown_word_names_the_sentence_and_the_words_in_use(tmp_path: Path) -> None:
    path = sheet(tmp_path, "ana", {"claim": "yes", "consent": "maybe"})
    told = str(read_sheets([path]).problems[0])
    assert "sentence 1, consent" in told and "'maybe'" in told and "not_stated" in told


def test_gold_marks_its_sentences() -> None:
    case = claims.read_case(CASE)
    document = next(article for article in case.articles if article.name.startswith("bmtn"))
    gold = gold_sheet(case, document)
    yes = gold[(gold["field"] == "claim") & (gold["label"] == "yes")]
    assert 3 <= len(yes) < gold["sentence"].nunique()
    assert any("netflix" in label for label in gold.loc[gold["field"] == "partner", "label"])


def test_the_panel_writes_every_mark_at_once(tmp_path: Path) -> None:
    empty = sheet(tmp_path, "sheet", {}, {})
    panel_path = tmp_path / "ana.csv"
    mark_sheet(panel_path, copy_of=empty)
    panel = MarkingPanel(panel_path)
    panel.mark("claim", "yes")
    panel.go(1)
    panel.mark("consent", "without")
    panel.go(5)
    assert [(row["claim"], row["consent"]) for row in read_rows(panel_path)] == [("yes", ""), ("", "without")]
    assert MarkingPanel(panel_path).rows == panel.rows


def test_the_panel_says_what_is_missing(tmp_path: Path) -> None:
    assert "no " in mark_sheet(tmp_path / "ana.csv", copy_of=tmp_path / "none.csv")


def test_an_assignment_runs_from_empty_sheet_to_comparison(tmp_path: Path) -> None:
    out = tmp_path / "week-3"
    result = CliRunner().invoke(cli.app, ["classroom", "new", str(CASE), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert {p.name for p in out.iterdir()} == {"assignment.ipynb", "sheet.csv", "teacher"}
    rows = read_rows(out / "sheet.csv")
    for name, consent in (("ana", "with"), ("ben", "without")):
        marked = [{**row, "claim": "yes", "consent": consent} for row in rows]
        (out / f"{name}.csv").write_text(sheet_text([row.values() for row in marked]), encoding="utf-8")
    again = CliRunner().invoke(cli.app, ["classroom", "new", str(CASE), "--out", str(out)])
    assert isinstance(again.exception, InputError)
    agree = CliRunner().invoke(cli.app, ["classroom", "agree", str(out)])
    assert (
        agree.exit_code == 0
        and "Cohen's kappa" in agree.output
        and "with (ana) | without (ben)" in agree.output
    )


def test_the_comparison_notebook_runs_beside_the_sheets(tmp_path: Path) -> None:
    out = tmp_path / "week-3"
    CliRunner().invoke(cli.app, ["classroom", "new", str(CASE), "--out", str(out)])
    for name in ("ana", "ben"):
        (out / f"{name}.csv").write_bytes((out / "sheet.csv").read_bytes().replace(b'""', b'"no"', 1))
    notebook = nbformat.read(out / "teacher" / "assignment.ipynb", as_version=4)
    place = {"metadata": {"path": str(out / "teacher")}}
    done = nbformat.writes(NotebookClient(notebook, resources=place).execute())
    assert "by definition" in done and "data:image/png" in done and "against_gold" in done


def test_an_article_that_the_case_lacks_names_those_it_has(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        cli.app, ["classroom", "new", str(CASE), "--doc", "nope", "--out", str(tmp_path / "x")]
    )
    assert isinstance(result.exception, InputError) and "bbc-2018-12-19" in str(result.exception)
