"""The package keeps its shape: one direction, declared libraries, word lists with origin, clean files."""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

import claims

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "claims"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = (
    ("types", "errors", "vocabulary", "project", "files", "versions"),
    ("documents",),
    ("provenance", "scaffold"),
    ("language",),
    ("attribution",),
    ("extraction",),
    ("frames", "marks"),
    ("tables",),
    ("review",),
    ("crossref", "evaluation", "explanation"),
    ("quotes", "drift"),
    ("lint",),
    ("charts", "export"),
    ("claimreview",),
    ("publish",),
    ("views",),
    ("page", "panel"),
    ("interactive",),
    ("report", "batch", "screen", "doubts", "classroom", "archive"),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(STAGES) for name in names}
SAME_STAGE = {("charts", "export")}
IGNORED = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]


def kept_files(folder: Path) -> list[Path]:
    """The files that a checkout holds: all but what .gitignore names."""
    found = []
    for path in sorted(folder.iterdir()):
        names = {path.name, path.relative_to(ROOT).as_posix(), f"*{path.suffix}"}
        if path.name != ".git" and not names & set(IGNORED):
            found += kept_files(path) if path.is_dir() else [path]
    return found


KEPT = kept_files(ROOT)
HOMES = importlib.metadata.packages_distributions()


def stage(module: Path) -> str:
    """The stage that a module belongs to: the name right below the package."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(module: Path) -> list[str]:
    """The dotted names that a module imports, those for the type checker alone left out."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    typing_only = [
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    ]
    names = []
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: import by full name"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def name_of(module: Path) -> str:
    """A module as its path in the package."""
    return str(module.relative_to(PACKAGE))


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.parent != PACKAGE or m.stem != "__init__"], ids=name_of
)
def test_no_module_imports_a_later_stage(module):
    own = stage(module)
    for name in imported(module):
        top, _, rest = name.partition(".")
        if top != "claims" or not rest:
            continue
        other = rest.split(".")[0]
        assert other in RANK, f"{name_of(module)} imports {name}, which stands in no stage"
        earlier = RANK[other] < RANK[own] or other == own or RANK[own] == RANK[other] == 0
        assert earlier or (other, own) in SAME_STAGE, f"{own} imports the later {other}"


def test_every_module_has_a_stage():
    assert {stage(module) for module in MODULES} - {"__init__"} <= set(RANK)


def test_pandas_enters_at_the_tables():
    early = [m for m in MODULES if stage(m) != "__init__" and RANK[stage(m)] < RANK["frames"]]
    assert early
    assert [
        name_of(m) for m in early if any(n.split(".")[0] in {"pandas", "pandera"} for n in imported(m))
    ] == []


def undeclared(names, extras=()):
    """The libraries among imported names that pyproject.toml does not declare, for the package or in these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [
        *project["dependencies"],
        *(one for more in extras for one in project["optional-dependencies"][more]),
    ]
    declared = {re.split(r"[<>=!~]", text)[0].strip().lower().replace("_", "-") for text in texts}
    tops = {name.split(".")[0] for name in names} - {"claims"} - sys.stdlib_module_names
    carriers = {top: {home.lower().replace("_", "-") for home in HOMES.get(top, [top])} for top in tops}
    return {top for top, homes in carriers.items() if not homes & declared}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_library_imported_is_declared(module):
    assert undeclared(imported(module), ["dask"]) == set()


BESIDE = [file for place in ("tests", "tools", "benchmarks") for file in sorted((ROOT / place).glob("*.py"))]


@pytest.mark.parametrize("file", BESIDE, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_lies_beside_the_package_imports_what_is_declared(file):
    own = {each.stem for each in BESIDE} | ({"atheris"} if file.name == "fuzz.py" else set())
    assert undeclared(imported(file), ["dask", "dev"]) - own == set()


@pytest.mark.parametrize("notebook", [p for p in KEPT if p.suffix == ".ipynb"], ids=lambda path: path.stem)
def test_a_notebook_imports_what_the_package_declares(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    names = re.findall(r"^\s*(?:import|from) (\w+)", code, re.MULTILINE)
    assert names
    assert undeclared(names) == set()


@pytest.mark.parametrize("file", sorted((PACKAGE / "vocabulary").glob("*.toml")), ids=lambda file: file.stem)
def test_a_word_list_says_where_its_entries_come_from(file):
    assert len(tomllib.loads(file.read_text(encoding="utf-8"))["provenance"].split()) >= 5


def test_the_facade_gives_what_it_lists():
    for name in claims.__all__:
        assert callable(getattr(claims, name)), name
    assert dir(claims) == claims.__all__


def test_the_facade_says_what_it_has_when_asked_for_more():
    with pytest.raises(AttributeError, match="read_document"):
        _ = claims.no_such_thing


def test_the_type_checker_sees_the_facade_as_it_is():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.asname: node.module for node in guarded.body for alias in node.names}
    assert seen == claims._HOMES


def test_every_file_of_the_package_is_installed_with_it():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = declared["tool"]["setuptools"]["package-data"]["claims"]
    installed = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    others = {path for path in KEPT if path.is_relative_to(PACKAGE) and path.suffix != ".py"}
    assert others
    assert others - installed == set()


def test_importing_the_package_is_quick():
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import claims"], check=True, timeout=60)
    bare = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True, timeout=60)
    assert (bare - started) - (time.perf_counter() - bare) < 0.3


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_is_short_and_says_what_it_is_for(module):
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert not text or ast.get_docstring(ast.parse(text)), "a module begins with what it is for"


def test_no_committed_file_names_a_registry_or_a_home():
    hosts = r"pypi\.org|pythonhosted\.org|registry\.npmjs|repo\.anaconda|conda\.anaconda"
    homes = r"(?<![\w.])/(home|root|Users|tmp|work)/\w"
    assert len(KEPT) > 100
    for path in KEPT:
        if path.suffix in {".png", ".bin", ".ttf"} or path == Path(__file__):
            continue
        found = re.search(f"{hosts}|{homes}", path.read_bytes().decode("utf-8", errors="replace"))
        assert not found, f"{path}: {found and found[0]}"


@pytest.mark.parametrize("notebook", [p for p in KEPT if p.suffix == ".ipynb"], ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(notebook):
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell for cell in code if cell["outputs"] or cell["execution_count"]] == []
