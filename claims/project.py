"""Where the project's folders are, from wherever a notebook or a command is started."""

from pathlib import Path

from claims.errors import ClaimsError

LANDMARKS = ("pyproject.toml", "notebooks")


def project_root() -> Path:
    """The folder that holds the notebooks: the working folder, one above it, or the package's own."""
    here, package = Path.cwd(), Path(__file__).resolve().parents[1]
    for folder in (here, *here.parents, package):
        if all((folder / name).exists() for name in LANDMARKS):
            return folder
    raise ClaimsError(f"{here}: no project folder here or above; it holds {' and '.join(LANDMARKS)}")


def locate(path: str | Path) -> Path:
    """The path itself if it is absolute, else that path in the project folder."""
    return project_root() / path


def in_project(path: Path) -> Path:
    """The path as the project folder sees it, where it lies inside, so that no output names the machine."""
    full = path.resolve()
    root = project_root().resolve()
    return full.relative_to(root) if full.is_relative_to(root) else full
