"""Write docs/licences.md: every locked package with its version and the licence that its metadata state."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
PERMISSIVE = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC"),
        *("MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "Zlib"),
    }
)
BY_FILE = frozenset({"LGPL-2.0-or-later", "LGPL-2.1-or-later", "MPL-2.0"})
SPELLED = {
    "apache 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 2-clause license": "BSD-2-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd license": "BSD",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.0-or-later",
    "isc license (iscl)": "ISC",
    "isc license": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
    "python software foundation license": "PSF-2.0",
    "the bsd 2-clause license": "BSD-2-Clause",
}
# Read in the packages' own files: those for other systems and Pythons than this one, and one whose metadata are silent.
READ_BY_HAND = {
    "aiohappyeyeballs": "PSF-2.0",
    "aiohttp": "Apache-2.0 AND MIT",
    "aiosignal": "Apache-2.0",
    "appnope": "BSD-2-Clause",
    "axe-playwright-python": "MIT AND MPL-2.0",
    "colorama": "BSD",
    "frozenlist": "Apache-2.0",
    "multidict": "Apache-2.0",
    "propcache": "Apache-2.0",
    "pywinpty": "MIT",
    "yarl": "Apache-2.0",
}
HEAD = """\
# Licences

Made from `requirements.lock` and the installed packages' own metadata by `python tools/licences.py`, not by hand.

`claims` itself is under the MIT licence, and none of these packages is passed on with it: they are installed beside it
and used unchanged. Most are under permissive licences. Those under the MPL or the LGPL, marked "by file", ask that
changes to their own files stay under the same licence, and nothing of what uses them, so they go with ours. Where a
choice is offered (`OR`), one of them has to be of either sort. `BSD` alone is what a package says that does not tell
how many clauses.

| package | version | licence | |
| --- | --- | --- | --- |
"""


def locked() -> dict[str, list[str]]:
    """The versions of each package in the lock; two where Pythons differ."""
    found: dict[str, list[str]] = {}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", lock, flags=re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


def stated(name: str) -> str:
    """The licence that a package states, as an SPDX expression; empty where it is not known."""
    try:
        return licence_of(metadata(name)) or READ_BY_HAND.get(name, "")
    except PackageNotFoundError:
        return READ_BY_HAND.get(name, "")


def licence_of(about: PackageMetadata) -> str:
    """What metadata say: the expression, else the field where it is a known name, else the classifiers."""
    if expression := _field(about, "License-Expression"):
        return expression
    if is_known(field := spdx(_field(about, "License"))):
        return field
    classifiers = [
        c.split(" :: ")[-1] for c in about.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    return " AND ".join(sorted({spdx(one) for one in classifiers}))


def _field(about: PackageMetadata, name: str) -> str:
    return str((about.get_all(name) or [""])[0])


def spdx(name: str) -> str:
    """A licence by its short name."""
    plain = " ".join(name.split())
    return SPELLED.get(plain.lower(), plain)


def is_known(expression: str) -> bool:
    """Whether an expression names only licences that go with ours: of each choice one, of what counts together all."""
    return all(set(choices) & (PERMISSIVE | BY_FILE) for choices in _parts(expression))


def is_by_file(expression: str) -> bool:
    """Whether some of it is under a licence that holds for changes to its own files, and no choice is freer."""
    return not all(set(choices) & PERMISSIVE for choices in _parts(expression))


def _parts(expression: str) -> list[list[str]]:
    """The choices that an expression offers for each part of a package."""
    return [part.strip("() ").split(" OR ") for part in expression.split(" AND ")]


def rows() -> Iterator[str]:
    """The lines of the table."""
    for name, versions in sorted(locked().items()):
        licence = stated(name)
        yield f"| {name} | {', '.join(versions)} | {licence} | {'by file' if is_by_file(licence) else ''} |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(HEAD + "".join(rows()), encoding="utf-8")


if __name__ == "__main__":
    main()
