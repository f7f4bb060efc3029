"""Files, folders and case folders become dossiers, each parsed once.

A case is one dossier, and so is each loose document; a file that lies in a case is read with its case.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from claims.attribution import DEFAULT, Method
from claims.documents import Case, read_all, read_case
from claims.documents.case import CASE_FILE
from claims.documents.read import STANDARD_INPUT, read_stream
from claims.errors import InputError
from claims.extraction import read_all as read_claims
from claims.lint.config import Config, read_config
from claims.lint.model import Finding
from claims.lint.piece import dossier
from claims.lint.run import find
from claims.types import Document

PARTS = ("articles", "statements")


@dataclass
class Gathered:
    """Findings of many paths; `unreadable` counts the documents that could not be read."""

    tell: Callable[[str], None]
    method: Method = DEFAULT
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    known: dict[str, Any] = field(default_factory=dict)
    unreadable: int = 0

    def findings(self, paths: Iterable[str | Path]) -> Iterator[Finding]:
        """What the rules raise on the cases, then on the other paths; what cannot be read is told and counted."""
        in_cases: dict[Path, set[Path]] = {}
        loose: list[Path] = []
        for path in map(Path, paths):
            folder = case_of(path)
            if folder is None:
                loose.append(path)
            elif folder == path:
                in_cases[folder] = set()
            elif in_cases.get(folder) != set():
                in_cases.setdefault(folder, set()).add(path.resolve())
        for folder, files in in_cases.items():
            yield from self._case(folder, files)
        yield from self._loose(loose)

    def _case(self, folder: Path, files: set[Path]) -> Iterator[Finding]:
        """The findings of a case; where files are named, those of these files alone."""
        try:
            config = read_config(folder).narrowed(self.select, self.ignore)
            found = self._found(read_case(folder), config)
        except InputError as error:
            self._refuse(error)
            return
        for finding in found:
            if not files or Path(finding.passage.document.path).resolve() in files:
                yield finding

    def _found(self, case: Case, config: Config) -> list[Finding]:
        for problem in case.problems:
            self._refuse(problem)
        documents = (*case.articles, *case.statements)
        read = read_claims(documents, method=self.method, partners=case.partners)
        return find(dossier(read, case), config)

    def _loose(self, paths: Iterable[Path]) -> Iterator[Finding]:
        for reading in read_claims(self._readable(paths), method=self.method):
            config = read_config(Path(reading.document.path).parent).narrowed(self.select, self.ignore)
            yield from find(dossier([reading]), config)

    def _readable(self, paths: Iterable[Path]) -> Iterator[Document]:
        for document in self._read(paths):
            if isinstance(document, InputError):
                self._refuse(document)
            else:
                yield document

    def _read(self, paths: Iterable[Path]) -> Iterator[Document | InputError]:
        for is_stream, several in groupby(paths, key=lambda path: str(path) == STANDARD_INPUT):
            if is_stream:
                yield read_stream(sys.stdin.buffer.read(), **self.known)
            else:
                yield from read_all(several, **self.known)

    def _refuse(self, error: InputError) -> None:
        self.unreadable += 1
        self.tell(str(error))


def case_of(path: Path) -> Path | None:
    """The case folder that a path is, or that a document lies in; None for any other."""
    for folder in (path, path.parent.parent if path.parent.name in PARTS else path):
        if (folder / CASE_FILE).is_file():
            return folder
    return None


def lint_case(case: Case, *, method: Method = DEFAULT) -> list[Finding]:
    """The findings of a case that has been read, with the configuration that its folder has."""
    read = read_claims((*case.articles, *case.statements), method=method, partners=case.partners)
    return find(dossier(read, case), read_config(case.folder))
