"""The texts of a lint rule's examples, written to a folder and linted as a user would."""

from collections.abc import Mapping
from pathlib import Path

from claims.lint import Finding, Gathered

CASE = 'id = "example"\ntitle = "Example"\ncompany = "Quillo"\n'
NEEDS_CASE = ("articles/", "statements/")


def write_example(example: str | Mapping[str, str], folder: Path) -> Path:
    """The files of an example, with a case.toml where it has the folders of a case."""
    files = {"article.md": example} if isinstance(example, str) else dict(example)
    if any(name.startswith(NEEDS_CASE) for name in files):
        files = {"case.toml": CASE, **files}
    for name, text in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def lint_paths(*paths: Path, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[Finding]:
    """The findings on some paths; what cannot be read fails the test."""
    told: list[str] = []
    gathered = Gathered(told.append, select=select, ignore=ignore)
    found = list(gathered.findings(paths))
    assert not gathered.unreadable, told
    return found
