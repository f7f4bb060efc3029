"""A case folder: an event, its articles, its statements and who the partners are.

A class contains its members: the bank belongs to "partners", so a statement about partners reaches the bank.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from claims.documents.frontmatter import (
    NOTHING,
    check_keys,
    date_value,
    names_value,
    parse_toml,
    text_value,
)
from claims.documents.read import document_files, read_document
from claims.documents.record import read_record, record_path
from claims.errors import InputError
from claims.types import Document, Kind
from claims.versions import CASE

CASE_FILE = "case.toml"
KEYS = ("id", "title", "company", "aliases", "date", "summary", "region", "partners", "lint", "version")
REQUIRED = ("id", "title", "company")
PARTNER_KEYS = ("aliases", "classes")
IDENTIFIER = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Party:
    """A partner: its name, what else it is called, and the classes that it belongs to."""

    name: str
    aliases: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One event as reported and as answered; `problems` are the documents that could not be read."""

    id: str
    title: str
    company: str
    aliases: tuple[str, ...]
    partners: tuple[Party, ...]
    articles: tuple[Document, ...]
    statements: tuple[Document, ...]
    problems: tuple[InputError, ...]
    folder: Path
    date: str = ""
    summary: str = ""
    region: str = ""


def read_case(folder: str | Path) -> Case:
    """The case in a folder; InputError where case.toml is missing or wrong, or two documents share a name.

    A document that cannot be read is kept in `problems`. A case without statements is a case.
    """
    folder = Path(folder)
    table = _case_table(folder)
    where = str(folder / CASE_FILE)
    company = _text(table, "company", where)
    aliases = names_value("aliases", table.get("aliases", []), where)
    partners = _partners(table.get("partners", {}), where)
    _refuse_shared_names([Party(company, aliases), *partners], where)
    found = [
        [*_documents(folder, name, kind, company, aliases)]
        for name, kind in (("articles", Kind.ARTICLE), ("statements", Kind.STATEMENT))
    ]
    date = date_value("date", table["date"], where) if "date" in table else ""
    articles, statements = (tuple(_dated(d, date) for d in part if isinstance(d, Document)) for part in found)
    _refuse_shared_stems((*articles, *statements), folder)
    return Case(
        id=check_identifier(_text(table, "id", where), where),
        title=_text(table, "title", where),
        company=company,
        aliases=aliases,
        partners=partners,
        articles=articles,
        statements=statements,
        problems=tuple(error for error in chain(*found) if isinstance(error, InputError)),
        folder=folder,
        date=date,
        summary=_text(table, "summary", where),
        region=_text(table, "region", where),
    )


def _case_table(folder: Path) -> dict[str, Any]:
    file = folder / CASE_FILE
    if not folder.is_dir():
        raise InputError(str(folder), "no such folder", f"a case is a folder with a {CASE_FILE}")
    if not file.is_file():
        raise InputError(
            str(folder), f"no {CASE_FILE} in this folder", f"a {CASE_FILE} with {', '.join(REQUIRED)}"
        )
    refuse_outside(file, folder)
    if file.stat().st_size > LARGEST:
        raise InputError(str(file), "the file is too large", f"a {CASE_FILE} has at most {LARGEST:,} bytes")
    try:
        source = file.read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError) as error:
        raise InputError(str(file), f"cannot be read ({error})", "save it as UTF-8 text") from error
    table = parse_toml(source, str(file))
    CASE.check(table.get("version", 1), str(file))
    check_keys(table, KEYS, str(file))
    missing = [key for key in REQUIRED if not table.get(key)]
    if missing:
        raise InputError(str(file), f"no {', '.join(missing)}", f"a case needs {', '.join(REQUIRED)}")
    return table


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    return text_value(key, table.get(key, ""), where)


def check_identifier(found: str, where: str, what: str = "id") -> str:
    """The same identifier of a case or name of a document; InputError where it is no plain name."""
    if not IDENTIFIER.fullmatch(found) or ".." in found:
        raise InputError(
            where,
            f"{what} is {found!r}",
            f"write the {what} in small letters, digits, hyphens, as facebook-partners-2018",
        )
    return found


def _partners(table: object, where: str) -> tuple[Party, ...]:
    if not isinstance(table, dict):
        raise InputError(
            where, "partners is not a table", 'write [partners] and "Name" = { aliases = [], classes = [] }'
        )
    partners = tuple(_partner(name, entry, where) for name, entry in table.items())
    _refuse_cycles({partner.name: partner.classes for partner in partners}, where)
    return partners


def _partner(name: str, entry: object, where: str) -> Party:
    if not isinstance(entry, dict):
        raise InputError(where, f"partner {name} is {entry!r}", f"a partner has {' and '.join(PARTNER_KEYS)}")
    place = f"{where}, partner {name}"
    check_keys(entry, PARTNER_KEYS, place)
    return Party(name, *(names_value(key, entry.get(key, []), place) for key in PARTNER_KEYS))


def _refuse_cycles(classes: Mapping[str, tuple[str, ...]], where: str) -> None:
    for name in classes:
        path, reached = [name], set[str]()
        while path:
            for above in classes.get(path.pop(), ()):
                if above == name:
                    found = f"{name} belongs to a class that belongs to {name}"
                    raise InputError(where, found, "classes contain their members, never themselves")
                if above not in reached:
                    reached.add(above)
                    path.append(above)


def _refuse_shared_names(parties: Iterable[Party], where: str) -> None:
    owners: dict[str, Party] = {}
    for party in parties:
        for name in dict.fromkeys(name.casefold() for name in (party.name, *party.aliases)):
            owner = owners.setdefault(name, party)
            if owner is not party:
                found = f"{name!r} names both {owner.name} and {party.name}"
                raise InputError(where, found, "a name belongs to one party")


def _documents(
    folder: Path, part: str, kind: Kind, company: str, aliases: tuple[str, ...]
) -> Iterator[Document | InputError]:
    try:
        files = _files(folder, part)
    except InputError as error:
        yield error
        return
    for file in files:
        try:
            refuse_outside(file, folder)
            record = _record(folder, file)
            yield read_document(file, kind=kind, company=company, aliases=aliases, recorded=record)
        except InputError as error:
            yield error


def _dated(document: Document, event: str) -> Document:
    """The document, warned of where it is older than the event that it is about; both dates are ISO."""
    if not (event and document.published and document.published < event):
        return document
    warning = f"published {document.published}, before the event of the case ({event}): check both dates"
    return replace(document, warnings=(*document.warnings, warning))


def _record(folder: Path, file: Path) -> Mapping[str, str]:
    """What the record of a document says of it; a record of another file does not count."""
    path = record_path(folder, file.stem)
    if not path.is_file():
        return NOTHING
    refuse_outside(path, folder)
    record = read_record(path)
    return record.document if record.file == file.relative_to(folder).as_posix() else NOTHING


def _files(folder: Path, part: str) -> tuple[Path, ...]:
    place = folder / part
    if not place.exists():
        return ()
    refuse_outside(place, folder)
    if not place.is_dir():
        raise InputError(str(place), "this is a file", f"{part} is a folder of documents")
    return document_files(place) if any(not file.name.startswith(".") for file in place.iterdir()) else ()


def refuse_outside(path: Path, folder: Path) -> None:
    """InputError where a path, its links followed, leads out of the case."""
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:
        raise InputError(str(path), f"cannot be followed ({error})", "a file, no loop of links") from error
    if not inside:
        raise InputError(str(path), "leads out of the case folder", "copy the file into the case folder")


def _refuse_shared_stems(documents: Iterable[Document], folder: Path) -> None:
    paths: dict[str, str] = {}
    for document in documents:
        other = paths.setdefault(document.name, document.path)
        if other != document.path:
            both = " and ".join(Path(path).relative_to(folder).as_posix() for path in (other, document.path))
            found = f"two documents are called {document.name}: {both}"
            raise InputError(str(folder), found, "give each document of a case a name of its own")
