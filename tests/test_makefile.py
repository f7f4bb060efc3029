"""The two commands make their environment once, from the lock, and say what they need."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Stands for Python and every tool: writes down how it was called, and makes a venv when asked to.
STAND_IN = """\
#!/bin/bash
case "$*" in
  -c*version_info*) exec {python} {version} "$@" ;;
  "-m venv --clear .venv")
    rm -rf .venv; mkdir -p .venv/bin
    for name in python claims ruff mypy pytest; do cp "$0" ".venv/bin/$name"; done ;;
esac
echo "${{0##*/}} $*" >> calls
"""

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


@pytest.fixture
def project(tmp_path):
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    stand_in = tmp_path / "python"
    stand_in.write_text(STAND_IN.format(python=sys.executable, version=""), encoding="utf-8")
    stand_in.chmod(0o755)
    return tmp_path


def make(project, *arguments):
    """Run make with the stand-in; gives what it said and the calls that it made since the last time."""
    calls = project / "calls"
    calls.unlink(missing_ok=True)
    environment = {"PATH": os.environ["PATH"]}
    ran = subprocess.run(
        ["make", f"PYTHON={project / 'python'}", *arguments],
        cwd=project, capture_output=True, text=True, env=environment, timeout=60,
    )  # fmt: skip
    return ran, calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []


def installs(calls):
    return [call for call in calls if "pip install" in call]


def test_the_first_run_installs_the_lock_then_the_package_and_does_the_job(project):
    ran, calls = make(project, "report")
    lock, package = installs(calls)
    assert ran.returncode == 0, ran.stderr
    assert {"--no-deps", "--require-hashes", "--only-binary", ":all:", "requirements.lock"} <= set(
        lock.split()
    )
    assert {"--no-deps", "--no-build-isolation", "--no-index", "--editable"} <= set(package.split())
    assert calls[-1] == "claims report data/cases/facebook-partners-2018"


def test_a_second_run_installs_nothing(project):
    make(project, "report")
    _, calls = make(project, "test")
    assert [call.split()[0] for call in calls] == ["ruff", "ruff", "mypy", "pytest"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_requirement_is_installed(project, name):
    make(project, "report")
    os.utime(project / ".venv" / "ready", (0, 0))
    os.utime(project / name)
    _, calls = make(project, "report")
    assert len(installs(calls)) == 2
    assert not any("venv" in call for call in calls)


def test_an_environment_that_is_there_is_used(project):
    subprocess.run([project / "python", "-m", "venv", "--clear", ".venv"], cwd=project, check=True)
    ran, calls = make(project, "report")
    assert ran.returncode == 0
    assert not any("-m venv" in call for call in calls)


def test_an_environment_that_no_longer_runs_is_made_anew(project):
    make(project, "report")
    (project / ".venv" / "bin" / "python").unlink()
    (project / ".venv" / "ready").unlink()
    _, calls = make(project, "report")
    assert any("-m venv --clear" in call for call in calls)


def test_a_python_outside_the_range_is_refused_by_its_version(project):
    code = "import sys; sys.version_info = (3, 10, 2); exec(sys.argv[2])"
    text = STAND_IN.format(python=sys.executable, version=f"-c '{code}'")
    (project / "python").write_text(text, encoding="utf-8")
    ran, calls = make(project, "report")
    assert ran.returncode != 0
    assert "3.10.2; Python 3.11, 3.12 or 3.13 is needed" in ran.stderr
    assert installs(calls) == []


def test_no_python_at_all_is_said(project):
    ran, _ = make(project, "report", "PYTHON=")
    assert ran.returncode != 0
    assert "no Python found; install Python 3.11, 3.12 or 3.13" in ran.stderr
