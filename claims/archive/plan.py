"""An input is cut into jobs of a fixed number of documents, each with its file below `OUTPUT.parts/`."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from claims.archive.job import Job, Settings, fingerprint
from claims.archive.table import names_in
from claims.documents.case import CASE_FILE
from claims.documents.read import document_files
from claims.errors import InputError


def plan(source: Path, output: Path, settings: Settings) -> tuple[Job, ...]:
    """The jobs of an archive in order; InputError where it cannot be read or two documents share a name."""
    files: tuple[Path, ...] = ()
    if source.is_dir():
        files = _files(source)
        count, given = _unique((file.stem for file in files), source), _listing(files)
    else:
        count, given = _unique(names_in(source), source), _digest(source)
    run = fingerprint(given, settings)
    folder = parts_folder(output).absolute() / run
    step = settings.documents
    return tuple(
        Job(
            run=run,
            source=str(source.absolute()),
            shown=str(source),
            files=tuple(file.name for file in files[start : start + step]),
            start=start,
            stop=min(start + step, count),
            output=str(folder / f"{start // step:06}.parquet"),
            settings=settings,
        )
        for start in range(0, count, step)
    )


def parts_folder(output: Path) -> Path:
    """Where the parts of an output lie, in a folder for each input and its settings."""
    return output.with_name(f"{output.name}.parts")


def _files(source: Path) -> tuple[Path, ...]:
    if (source / CASE_FILE).is_file():
        raise InputError(str(source), "this is a case folder", "name its folder of articles")
    return document_files(source)


def _unique(names: Iterable[str], source: Path) -> int:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise InputError(
                str(source), f"two documents are called {name!r}", "each needs a name of its own"
            )
        seen.add(name)
    if not seen:
        raise InputError(str(source), "no documents", "an archive has one at least")
    return len(seen)


def _listing(files: Iterable[Path]) -> str:
    stats = ((file.name, file.stat()) for file in files)
    lines = "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats)
    return hashlib.sha256(lines.encode()).hexdigest()


def _digest(source: Path) -> str:
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
