"""What the tests share: the parsed language model, the data beside the project, and no network."""

import os
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OFFLINE = Path(__file__).parent / "offline"
SHARED = ROOT.parent / "shared"

# Here and, by its name and place, in every Python that a test starts.
runpy.run_path(str(OFFLINE / "sitecustomize.py"))
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(OFFLINE), os.environ.get("PYTHONPATH")]))


@pytest.fixture(scope="session")
def nlp():
    """The one spaCy pipeline."""
    from claims.language import pipeline

    return pipeline()


@pytest.fixture(scope="session")
def root():
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder of research data beside the project; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the research data in ../shared, which is no part of the project")
    return SHARED


@pytest.fixture
def run(capsys):
    """Run a command here; gives its exit code, stdout and stderr."""

    from claims import cli

    def run(*arguments):
        with pytest.raises(SystemExit) as left:
            cli.main([str(argument) for argument in arguments])
        return left.value.code or 0, *capsys.readouterr()

    return run
