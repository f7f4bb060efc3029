"""Every locked package has a licence that goes with ours, and the page lists them all."""

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from own_tools import load_tool

ROOT = Path(__file__).parent.parent
tool = load_tool("licences")
ROWS = {
    name: (versions.split(", "), licence, mark)
    for name, versions, licence, mark in re.findall(
        r"^\| ([\w.-]+) \| ([^|]+) \| ([^|]+) \| ?([^|]*) \|$",
        tool.PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    if name != "package" and name != "---"
}
LOCKED = tool.locked()


def installed(name: str, versions: list[str]) -> bool:
    """Whether the locked version is installed here."""
    try:
        return version(name) in versions
    except PackageNotFoundError:
        return False


def test_the_page_lists_what_is_locked_and_no_more() -> None:
    assert len(LOCKED) > 150
    assert {name: row[0] for name, row in ROWS.items()} == LOCKED, "run tools/licences.py"


@pytest.mark.parametrize("name", LOCKED)
def test_a_licence_is_known_and_goes_with_ours(name: str) -> None:
    licence = ROWS[name][1]
    assert tool.is_known(licence), f"{name} is under {licence or 'no known licence'}"
    assert (ROWS[name][2].strip() == "by file") == tool.is_by_file(licence)


@pytest.mark.parametrize("name", [name for name, versions in LOCKED.items() if installed(name, versions)])
def test_the_page_has_the_licence_that_the_installed_package_states(name: str) -> None:
    assert tool.stated(name) == ROWS[name][1], "run tools/licences.py"


def test_what_was_read_by_hand_is_what_metadata_do_not_tell_here() -> None:
    assert set(tool.READ_BY_HAND) <= set(LOCKED)


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "GPL-3.0-only",
        "AGPL-3.0",
        "MIT AND GPL-2.0-only",
        "UNKNOWN",
        "GPL-2.0 OR AGPL-3.0",
        "Other/Proprietary License",
    ],
)
def test_a_licence_that_does_not_go_with_ours_is_refused(licence: str) -> None:
    assert not tool.is_known(licence)


@pytest.mark.parametrize(
    "licence", ["MIT", "MPL-2.0 AND MIT", "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "BSD"]
)
def test_permissive_licences_and_those_by_file_are_accepted(licence: str) -> None:
    assert tool.is_known(licence)


def test_our_own_licence_is_the_one_that_is_compared_with() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
