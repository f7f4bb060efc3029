"""The notebooks run in order on the shipped case, stay thin, and are kept without their outputs."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from claims.archive import read_archive
from claims.project import in_project, locate, project_root
from claims.report import notebooks, run_notebook, run_report
from claims.tables import read_claims, read_verdicts

ROOT = Path(__file__).parent.parent
CASE = "data/cases/facebook-partners-2018"
NAMES = [
    "0-the-case.ipynb",
    "1-extract-claims.ipynb",
    "2-cross-reference.ipynb",
    "3-charts-and-tables.ipynb",
    "4-quotations.ipynb",
    "5-how-a-story-hardens.ipynb",
    "6-questions-for-an-editor.ipynb",
    "7-an-archive.ipynb",
]
REVIEW = "review.ipynb"
TABLE = {"1-extract-claims.ipynb": "claims", "2-cross-reference.ipynb": "verdicts"}
LONGEST_CELL = 12


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_report(CASE, tmp_path_factory.mktemp("report")).parent


@pytest.fixture(params=[*NAMES, REVIEW])
def notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "notebooks" / request.param, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_they_run_in_the_order_of_their_names() -> None:
    assert [path.name for path in notebooks()] == NAMES


def test_kept_without_outputs_and_with_their_kernel(notebook: nbformat.NotebookNode) -> None:
    assert not any(cell.outputs or cell.execution_count for cell in code_cells(notebook))
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"


def test_first_cell_takes_the_case_and_second_names_the_files(
    notebook: nbformat.NotebookNode,
) -> None:
    parameters, files, *_ = code_cells(notebook)
    assert parameters.metadata.tags == ["parameters"]
    assert f'CASE = "{CASE}"' in parameters.source
    assert "# Input" in files.source and "# Output" in files.source


def test_limits_stand_first(notebook: nbformat.NotebookNode) -> None:
    assert "**Limits first.**" in notebook.cells[0].source


def test_no_logic_lives_in_them(notebook: nbformat.NotebookNode) -> None:
    for cell in code_cells(notebook):
        kinds = {type(node) for node in ast.walk(ast.parse(cell.source))}
        assert not kinds & {ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.While, ast.Try, ast.If}
        assert len(cell.source.splitlines()) <= LONGEST_CELL


def test_every_table_and_figure_is_written(out: Path) -> None:
    names = {file.name for file in out.iterdir()}
    figures = {f"{n}.{kind}" for n in ("verdict_table", "consent_matrix", "who_says_what", "timeline", "drift_figure",
                                       "archive_months", "archive_partners")
               for kind in ("png", "svg", "pdf", "csv", "xlsx", "html", "json", "alt.txt")}  # fmt: skip
    assert (
        figures | {"documents.csv", "set_aside.csv", "claims.csv", "verdicts.csv", "drift.csv", "index.html"}
        <= names
    )
    assert len(read_claims(out / "claims.csv")) > 20
    assert len(read_verdicts(out / "verdicts.csv")) > 5
    found = read_archive(out / "archive_claims.parquet")
    assert found.totals.passed_by == 220 and {"Netflix", "Spotify"} <= set(found.claims["partner"])


@pytest.mark.parametrize("name", NAMES)
def test_executed_copy_shows_its_results_and_forgets_its_run(out: Path, name: str) -> None:
    done = json.loads((out / "notebooks" / name).read_text(encoding="utf-8"))
    counts = [cell["execution_count"] for cell in done["cells"] if cell["cell_type"] == "code"]
    assert counts == list(range(1, len(counts) + 1))
    assert not {"papermill", "execution"} & {key for c in (done, *done["cells"]) for key in c["metadata"]}
    streams = [o for c in done["cells"] for o in c.get("outputs", []) if o["output_type"] == "stream"]
    assert streams == []


def test_evidence_is_highlighted_in_the_text(out: Path) -> None:
    done = (out / "notebooks" / NAMES[1]).read_text(encoding="utf-8")
    assert done.count("<mark class=") >= len(read_claims(out / "claims.csv")) / 2


def test_figures_keep_their_alternative_text(out: Path) -> None:
    done = (out / "notebooks" / NAMES[3]).read_text(encoding="utf-8")
    assert done.count("<img src=") >= 3
    assert done.count('alt=\\"Facebook') >= 1


@pytest.mark.parametrize(
    "name", ["3-charts-and-tables.ipynb", "5-how-a-story-hardens.ipynb", "7-an-archive.ipynb"]
)
def test_exported_html_keeps_the_alternative_text(out: Path, name: str) -> None:
    html, _ = HTMLExporter().from_filename(str(out / "notebooks" / name))
    images = re.findall(r"<img [^>]*>", html)
    assert images and all(re.search(r'alt="[^"]{40,}', image) for image in images)
    assert "No description has been provided" not in html


@pytest.mark.parametrize("name", ["1-extract-claims.ipynb", "2-cross-reference.ipynb"])
def test_exported_html_keeps_a_plain_table_behind_each_one_to_search(out: Path, name: str) -> None:
    html, _ = HTMLExporter().from_filename(str(out / "notebooks" / name))
    assert html.count("The same as a plain table") == 1
    rows = len((read_claims if name.startswith("1") else read_verdicts)(out / f"{TABLE[name]}.csv"))
    assert html.split("The same as a plain table")[1].split("</table>")[0].count("<tr") >= rows


def test_one_notebook_runs_alone_and_twice_the_same(out: Path, tmp_path: Path) -> None:
    parameters = {"CASE": CASE, "OUT": str(out)}
    first, second = (
        run_notebook(ROOT / "notebooks" / NAMES[0], tmp_path / name, parameters).read_bytes()
        for name in ("a.ipynb", "b.ipynb")
    )
    assert first == second


@pytest.mark.parametrize("folder", [".", "notebooks"])
def test_paths_hold_wherever_a_notebook_is_opened(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / folder)
    assert project_root() == ROOT
    assert locate(CASE) == ROOT / CASE
    assert in_project(ROOT / CASE).as_posix() == CASE


def test_paths_outside_the_project_stay_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert project_root() == ROOT
    assert locate(tmp_path) == in_project(tmp_path) == tmp_path
