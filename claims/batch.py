"""Many documents at once: files, folders, case folders, standard input; a bad one never stops the rest."""

import sys
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, TypedDict, Unpack

from claims.attribution import Method, find_attributions, outermost
from claims.documents import Case, Party, read_all, read_case
from claims.documents.case import CASE_FILE
from claims.documents.read import STANDARD_INPUT, read_stream
from claims.errors import InputError
from claims.extraction import extract_all
from claims.language import parse_all
from claims.types import Attribution, Claim, Document, Kind


class Known(TypedDict, total=False):
    """What the caller knows of documents that do not say it themselves."""

    kind: Kind | None
    speaker: str | None
    company: str | None


class Chosen(TypedDict, total=False):
    """How to find who says what, where the caller chose it."""

    method: Method


class Group(NamedTuple):
    """Documents, or why they cannot be read, and the partners that their case lists."""

    documents: Iterable[Document | InputError]
    partners: tuple[Party, ...] = ()


class Batch:
    """Documents on their way through the pipeline; one that cannot be read is told, counted and left out."""

    def __init__(
        self, groups: Iterable[Group], *, tell: Callable[[str], None], only: Container[str] | None = None
    ) -> None:
        self.groups, self.tell, self.only, self.unreadable = groups, tell, only, 0

    def claims(self, method: str | None = None) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
        """Each readable document with its claims; `method` is how to find who says what."""
        for group in self.groups:
            documents = self._readable(group)
            for document, found in extract_all(documents, partners=group.partners, **_chosen(method)):
                if document.company_inferred:
                    self.tell(f"{document.path}: no company given: taken to be {document.company}")
                yield document, found

    def attributions(self, method: str | None = None) -> Iterator[tuple[Document, tuple[Attribution, ...]]]:
        """Each readable document with its attributions."""
        for group in self.groups:
            for document, doc in parse_all(self._readable(group)):
                yield document, outermost(find_attributions(document, doc, **_chosen(method)))

    def _readable(self, group: Group) -> Iterator[Document]:
        for document in group.documents:
            if isinstance(document, InputError):
                self.unreadable += 1
                self.tell(str(document))
            elif self.only is None or document.name in self.only:
                for warning in document.warnings:
                    self.tell(f"{document.path}: {warning}")
                yield document


def groups(paths: Iterable[str], **known: Unpack[Known]) -> Iterator[Group]:
    """The documents of files, folders, case folders and standard input (`-`), in order."""
    for is_plain, several in groupby(paths, key=_is_plain):
        if is_plain:
            yield Group(read_all(several, **known))
        else:
            yield from (_group(path, known) for path in several)


def case_group(case: Case) -> Group:
    """A case's documents, less those whose trouble it keeps, with the partners that it lists."""
    return Group((*case.problems, *case.articles, *case.statements), case.partners)


def articles_group(case: Case) -> Group:
    """A case's articles alone, less the documents whose trouble it keeps."""
    return Group((*case.problems, *case.articles), case.partners)


def is_case(path: str | Path) -> bool:
    """Whether a path is a case folder."""
    try:
        return Path(path, CASE_FILE).is_file()
    except OSError:
        return False


def _chosen(method: str | None) -> Chosen:
    """The method to ask for; none leaves the choice to the library."""
    return {"method": Method(method)} if method else {}


def _is_plain(path: str) -> bool:
    return path != STANDARD_INPUT and not is_case(path)


def _group(path: str, known: Known) -> Group:
    try:
        return Group([_stream(known)]) if path == STANDARD_INPUT else case_group(read_case(path))
    except InputError as error:
        return Group([error])


def _stream(known: Known) -> Document:
    return read_stream(sys.stdin.buffer.read(), **known)
