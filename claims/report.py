"""A case becomes its report: the notebooks run in order, with their tables and figures, and one page."""

import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from tqdm import tqdm

from claims.documents import Case, read_case
from claims.drift import DRIFT
from claims.errors import ClaimsError
from claims.files import make_folder, write_bytes
from claims.frames import read_checked
from claims.lint import FINDINGS
from claims.page import Contents, write_page
from claims.project import in_project, locate, project_root
from claims.quotes import QUOTATIONS
from claims.tables import CLAIMS, VERDICTS

NOTEBOOKS = "notebooks/[0-9]-*.ipynb"
OUTPUT = "data/output"
CELL_SECONDS = 600
RUN_METADATA = ("papermill", "execution", "widgets")


def run_report(case_folder: str | Path, out: str | Path | None = None) -> Path:
    """The page of a case, after its notebooks have run and written their tables and figures beside it.

    Without `out` that is `data/output/<case>`. InputError for a folder that is not a case or that refuses;
    ClaimsError names the notebook that stops and why.
    """
    folder = locate(case_folder)
    case = read_case(folder)
    target = locate(out if out is not None else Path(OUTPUT) / case.id)
    make_folder(target)
    parameters = {"CASE": in_project(folder).as_posix(), "OUT": in_project(target).as_posix()}
    for notebook in tqdm(notebooks(), desc=case.id, unit="notebook", disable=None):
        run_notebook(notebook, target / "notebooks" / notebook.name, parameters)
    return write_page(read_contents(case, target), target)


def read_contents(case: Case, folder: Path) -> Contents:
    """A case with the tables that its notebooks wrote in that folder; InputError where one is not there."""
    schemas = {
        "claims": CLAIMS,
        "verdicts": VERDICTS,
        "quotations": QUOTATIONS,
        "drift": DRIFT,
        "findings": FINDINGS,
    }
    return Contents(
        case, **{name: read_checked(folder / f"{name}.csv", one) for name, one in schemas.items()}
    )


def notebooks() -> list[Path]:
    """The notebooks of the project in their order; ClaimsError where there are none."""
    found = sorted(project_root().glob(NOTEBOOKS))
    if not found:
        raise ClaimsError(f"{project_root()}: no notebooks; a project has {NOTEBOOKS}")
    return found


def run_notebook(notebook: Path, target: Path, parameters: dict[str, Any]) -> Path:
    """The executed notebook with these parameters in place of its own, the same bytes on every run."""
    prepared = parameterize_notebook(load_notebook_node(str(notebook)), parameters)
    _name_injected_cells(prepared)
    _execute(prepared, notebook.name)
    _forget_the_run(prepared)
    executed: str = nbformat.writes(prepared)
    return write_bytes(target, executed.encode("utf-8"))


def _execute(notebook: nbformat.NotebookNode, name: str) -> None:
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(project_root())}},
    )
    with tempfile.TemporaryDirectory(prefix="claims-") as sockets:
        _own_kernel(client, Path(sockets))
        try:
            client.execute(env={**os.environ, "TQDM_DISABLE": "1"})
        except CellExecutionError as error:
            raise ClaimsError(f"{name} stops: {error.ename}: {error.evalue}") from error


def _own_kernel(client: NotebookClient, sockets: Path) -> None:
    """Give the client the kernel of this very Python, whatever others are registered, and no network port."""
    manager = client.create_kernel_manager()
    manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
    if os.name == "posix":
        manager.transport, manager.ip = "ipc", str(sockets / "kernel")


def _name_injected_cells(notebook: nbformat.NotebookNode) -> None:
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell["id"] = "injected-parameters"


def _forget_the_run(notebook: nbformat.NotebookNode) -> None:
    for metadata in (notebook.metadata, *(cell.metadata for cell in notebook.cells)):
        for key in RUN_METADATA:
            metadata.pop(key, None)
