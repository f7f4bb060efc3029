"""The review panel: each decision on disk at once, the next claim after it, and mistakes told in the panel."""

from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest

import claims
from claims.errors import InputError
from claims.panel import ReviewPanel, fields_of, in_context, next_claim, undecided
from claims.report import run_notebook
from claims.review import Review, read_log, read_review

ROOT = Path(__file__).parent.parent
ARTICLE = (
    "Acme let Quillo read users' private messages, The Gazette reported.\n\n"
    "Acme gave Norvane & Sons access to users' contacts, the newspaper said. <b>Nobody</b> knew.\n"
)
CASE = 'id = "acme"\ntitle = "Acme"\ncompany = "Acme"\n[partners.Quillo]\n[partners."Norvane & Sons"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "acme"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "gazette.txt").write_text(ARTICLE, encoding="utf-8")
    (place / "case.toml").write_text(CASE, encoding="utf-8")
    return place


@pytest.fixture
def review(folder: Path) -> Review:
    case = claims.read_case(folder)
    found = claims.extract_all(case.articles, partners=case.partners)
    review = read_review(case, claims.claims_frame(found))
    assert list(review.claims["partner"]) == ["Quillo", "Norvane & Sons"]
    return review


def controls(widget: Any) -> dict[str, Any]:
    """Every control below a widget by its description."""
    found = {widget.description: widget} if getattr(widget, "description", "") else {}
    for child in getattr(widget, "children", ()):
        found |= controls(child)
    return found


def words(widget: Any) -> str:
    """All that a widget shows as text."""
    own = widget.value if type(widget).__name__ == "HTML" else ""
    return own + "".join(words(child) for child in getattr(widget, "children", ()))


def test_it_shows_the_claim_in_its_paragraph_and_its_fields(review: Review) -> None:
    widget = ReviewPanel(review, reviewer="a desk").show()
    assert "Claim 1 of 2, 2 wait for a decision" in words(widget)
    assert "<mark" in words(widget) and "The Gazette reported." in words(widget)
    assert "Norvane" not in words(widget)
    assert controls(widget)["partner"].value == "Quillo"
    assert controls(widget)["actions"].value == ("read",)
    assert controls(widget)["Withdraw"].disabled


def test_each_press_is_a_row_on_the_disk_and_turns_to_the_next(review: Review, folder: Path) -> None:
    panel = ReviewPanel(review, reviewer="a desk")
    widget = panel.show()
    controls(widget)["note"].value = "heard the tape"
    controls(widget)["Accept"].click()
    assert [(d.decision, d.note, d.reviewer) for d in read_log(folder)] == [
        ("accept", "heard the tape", "a desk")
    ]
    assert controls(widget)["partner"].value == "Norvane & Sons"
    assert controls(widget)["note"].value == ""
    assert "1 waits for a decision" in words(widget)
    controls(widget)["consent"].value = "without"
    controls(widget)["actions"].value = ("read", "obtain")
    controls(widget)["Amend"].click()
    row = panel.review.claims.set_index("partner").loc["Norvane & Sons"]
    assert (row["consent"], row["actions"], row["reviewed"]) == ("without", "read|obtain", True)
    assert len(read_log(folder)) == 3
    assert undecided(panel.review) == []


def test_a_decision_can_be_gone_back_to_and_withdrawn(review: Review) -> None:
    panel = ReviewPanel(review, reviewer="a desk")
    found = controls(panel.show())
    found["Reject"].click()
    found["Back"].click()
    found["Back"].click()
    assert (found["partner"].value, found["Withdraw"].disabled) == ("Quillo", False)
    assert "reject by a desk" in words(panel.show())
    found["Withdraw"].click()
    assert len(undecided(panel.review)) == 2
    found["Forward"].click()
    found["Next undecided"].click()
    assert found["partner"].value == "Quillo"


@pytest.mark.parametrize(
    ("set_to", "button", "said"),
    [
        ({"reviewer": ""}, "Accept", "no reviewer"),
        ({"consent": "with"}, "Accept", "you changed consent"),
        ({}, "Amend", "nothing is changed"),
        ({"partner": ""}, "Amend", "partner is empty"),
    ],
)
def test_a_mistake_is_told_in_the_panel_and_nothing_is_written(
    review: Review, folder: Path, set_to: dict[str, str], button: str, said: str
) -> None:
    widget = ReviewPanel(review, reviewer="a desk").show()
    for name, value in set_to.items():
        controls(widget)[name].value = value
    controls(widget)[button].click()
    assert "Not recorded: " in words(widget) and said in words(widget)
    assert read_log(folder) == ()


def test_an_orphan_is_shown_with_its_words_and_can_only_be_withdrawn(review: Review, folder: Path) -> None:
    ReviewPanel(review, reviewer="a desk").decide("accept")
    (folder / "articles" / "gazette.txt").write_text("Nothing of it.\n", encoding="utf-8")
    case = claims.read_case(folder)
    panel = ReviewPanel(read_review(case, claims.claims_frame([])), reviewer="a desk")
    widget = panel.show()
    assert "no longer in the document" in words(widget)
    assert "<mark>Quillo read users" in words(widget)
    assert {name for name, c in controls(widget).items() if getattr(c, "disabled", False)} == {
        "Accept", "Reject", "Amend",
    }  # fmt: skip
    controls(widget)["Withdraw"].click()
    assert "No claims in this case yet" in words(widget) and "<mark>" not in words(widget)
    assert next_claim(panel.review) == ""


def test_the_plain_calls_show_the_same(review: Review) -> None:
    claim = next_claim(review)
    assert "<mark" in in_context(review, claim).data
    assert fields_of(review, claim).set_index("field").loc["partner", "value"] == "Quillo"
    with pytest.raises(InputError, match="no claim of this case"):
        in_context(review, "nope")


def test_text_is_never_taken_for_markup(review: Review) -> None:
    html = in_context(review, undecided(review)[1]).data
    assert "&lt;b&gt;Nobody&lt;/b&gt;" in html and "Norvane &amp; Sons" in html


def test_the_notebook_runs_on_a_case_and_decides_nothing(folder: Path, tmp_path: Path) -> None:
    parameters = {"CASE": str(folder), "REVIEWER": "a desk"}
    done = run_notebook(ROOT / "notebooks" / "review.ipynb", tmp_path / "done.ipynb", parameters)
    outputs = [o for cell in nbformat.read(done, as_version=4).cells for o in cell.get("outputs", [])]
    assert not any(output.output_type in ("error", "stream") for output in outputs)
    shown = "".join(str(output.data.get("text/html", "")) for output in outputs)
    assert "<mark" in shown and "Quillo" in shown
    assert any("application/vnd.jupyter.widget-view+json" in output.data for output in outputs)
    assert not (folder / "review.csv").exists()


def test_a_notebook_cell_that_presses_writes_at_once(folder: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(ROOT / "notebooks" / "review.ipynb", as_version=4)
    at = next(n for n, cell in enumerate(notebook.cells) if cell.id == "panel") + 1
    notebook.cells.insert(at, nbformat.v4.new_code_cell('panel.decide("accept")'))
    nbformat.write(notebook, tmp_path / "pressed.ipynb")
    run_notebook(
        tmp_path / "pressed.ipynb", tmp_path / "done.ipynb", {"CASE": str(folder), "REVIEWER": "a desk"}
    )
    assert [d.decision for d in read_log(folder)] == ["accept"]
    case = claims.read_case(folder)
    after = read_review(case, claims.claims_frame(claims.extract_all(case.articles, partners=case.partners)))
    pd.testing.assert_series_equal(
        after.claims["reviewed"], pd.Series([True, False], name="reviewed"), check_index=False
    )
