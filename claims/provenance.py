"""Files brought into a case with where they came from, and held against that later.

The bytes stay as they were saved, and nothing is overwritten; what is read in them has a hash of its own, so that a
changed file and a changed reading can be told apart.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from claims.documents import Case, read_case, read_document
from claims.documents.case import IDENTIFIER, check_identifier, refuse_outside
from claims.documents.frontmatter import KEYS, read_fields, read_front_matter
from claims.documents.page import SETTINGS
from claims.documents.read import HTML, SUFFIXES, file_bytes
from claims.documents.record import FOLDER, Record, read_record, record_path, record_text
from claims.errors import InputError
from claims.files import write_new
from claims.types import Document, Kind

PLACES = {Kind.ARTICLE: "articles", Kind.STATEMENT: "statements"}
READERS = ("trafilatura", "readability-lxml")
META_DATE = r"""<meta\b[^>]*["']{date}|"datePublished"\s*:\s*"{date}"""


class State(StrEnum):
    """What has become of a document since it was brought in."""

    INTACT = "intact"
    BYTES_CHANGED = "bytes changed"
    TEXT_CHANGED = "text changed"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNRECORDED = "unrecorded"


class Check(NamedTuple):
    """One document held against its record: `detail` says what was found, in words."""

    doc: str
    file: str
    state: str
    detail: str


FINDINGS = (State.BYTES_CHANGED, State.TEXT_CHANGED, State.MISSING, State.UNREADABLE)


def add(case_folder: str | Path, file: str | Path, known: Mapping[str, str], name: str = "") -> Record:
    """The record of a file brought into a case: the bytes as they are, and beside them where they came from.

    `known` has the keys of a front matter; what a saved page says of itself fills in, and `inferred` says so.
    InputError, and nothing is written, where the case has that name or these bytes already, where what is known
    contradicts the file, or a statement has no speaker. A file whose record was never written gets it now.
    """
    case, file = read_case(case_folder), Path(file)
    content = file_bytes(file)
    document, told, inferred = _described(file, known)
    name = check_identifier(name or _name(file, told), str(file), "name")
    target = case.folder / PLACES[document.kind] / f"{name}{file.suffix.lower()}"
    beside = record_path(case.folder, name)
    for path in (target, beside):
        refuse_outside(path, case.folder)
    _refuse_again(case, target, content)
    page = target.suffix in HTML
    record = Record(
        file=target.relative_to(case.folder).as_posix(),
        original=file.name,
        added=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        encoding=document.encoding,
        bytes_sha256=hashlib.sha256(content).hexdigest(),
        text_sha256=_text_hash(document),
        document=told,
        inferred=inferred,
        extractor={name: version(name) for name in ("claims", *(READERS if page else ()))},
        settings={key: str(value).lower() for key, value in SETTINGS.items()} if page else {},
    )
    if not target.exists():
        write_new(target, content)
    write_new(beside, record_text(record).encode("utf-8"))
    return record


def verify(case_folder: str | Path) -> Iterator[Check]:
    """Each document of a case held against its record, those without a record last."""
    case = read_case(case_folder)
    recorded = set()
    for path in sorted((case.folder / FOLDER).glob("*.toml")):
        check, file = _checked(case.folder, path)
        recorded.add(file)
        yield check
    for document in (*case.articles, *case.statements):
        inside = Path(document.path).relative_to(case.folder).as_posix()
        if inside not in recorded:
            yield Check(
                document.name,
                inside,
                State.UNRECORDED,
                f"no record; `claims add` with --name {document.name} makes one",
            )


def _described(file: Path, known: Mapping[str, str]) -> tuple[Document, dict[str, str], dict[str, str]]:
    """The document, what is told of it, and which of that was inferred from what."""
    if file.suffix.lower() not in SUFFIXES:
        found = f"ends in {file.suffix!r}"
        raise InputError(str(file), found, f"documents end in {', '.join(sorted(SUFFIXES))}")
    given = read_fields({key: value for key, value in known.items() if value}, str(file))
    bare = read_document(file)
    says = {key: value for key, value in read_front_matter(bare.text, str(file)).fields.items() if value}
    for key in given.keys() & says.keys():
        if given[key] != says[key]:
            found = f"says {key} = {says[key]!r}, not {given[key]!r}"
            raise InputError(str(file), found, "leave the option out, or correct the file")
    saved = datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()
    page = _page_fields(bare.text) if file.suffix.lower() in HTML else {}
    guesses = {
        "the page": page,
        "the date of the file": {"retrieved": saved},
        "the text": {"kind": str(bare.kind)},
    }
    told, inferred = {**given, **says}, dict[str, str]()
    for origin, fields in guesses.items():
        fresh = {key: value for key, value in fields.items() if key not in told}
        told |= fresh
        inferred |= dict.fromkeys(fresh, origin)
    if told["kind"] == Kind.STATEMENT and "speaker" not in told:
        raise InputError(str(file), "no speaker", "a statement needs one: --speaker NAME")
    told = {key: told[key] for key in KEYS if key in told}
    return read_document(file, recorded=told), told, inferred


def _page_fields(text: str) -> dict[str, str]:
    """What a saved page says of itself; its date only where it is declared, not where one stands in the text."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(text, extensive=False)
    fields = {"title": found.title, "publisher": found.sitename, "url": found.url} if found else {}
    date = found.date if found else None
    if date and re.search(META_DATE.format(date=re.escape(date)), text, re.IGNORECASE):
        fields["published"] = date
    return {key: " ".join(value.split()) for key, value in fields.items() if value}


def _name(file: Path, told: Mapping[str, str]) -> str:
    whose = told.get("speaker") or told.get("publisher") or ""
    name = _plain(f"{whose} {told.get('published', '')}" if whose else file.stem)
    return name if IDENTIFIER.fullmatch(name) else _plain(file.stem) or "document"


def _plain(name: str) -> str:
    """Small letters, digits and hyphens."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))


def _refuse_again(case: Case, target: Path, content: bytes) -> None:
    for document in (*case.articles, *case.statements):
        path = Path(document.path)
        same = path.read_bytes() == content
        unfinished = path == target and same and not record_path(case.folder, document.name).exists()
        if (document.name == target.stem or same) and not unfinished:
            found = f"{path.relative_to(case.folder)} is there already" + (
                ", with the same bytes" if same else ""
            )
            raise InputError(
                str(case.folder), found, "nothing is overwritten; choose another --name for another file"
            )


def _text_hash(document: Document) -> str:
    return hashlib.sha256(document.reading.encode("utf-8")).hexdigest()


def _checked(folder: Path, path: Path) -> tuple[Check, str]:
    name, inside = path.stem, ""
    try:
        refuse_outside(path, folder)
        record = read_record(path)
        inside = record.file
        file = folder / inside
        refuse_outside(file, folder)
        if not file.is_file():
            return Check(name, inside, State.MISSING, f"recorded {record.added}, not there now"), inside
        if hashlib.sha256(file.read_bytes()).hexdigest() != record.bytes_sha256:
            return Check(name, inside, State.BYTES_CHANGED, f"not the bytes of {record.added}"), inside
        document = read_document(file, recorded=record.document)
    except InputError as error:
        return Check(name, inside, State.UNREADABLE, str(error)), inside
    if _text_hash(document) != record.text_sha256:
        return Check(
            name, inside, State.TEXT_CHANGED, f"the same bytes read differently: {_readers(record)}"
        ), inside
    return Check(name, inside, State.INTACT, f"as recorded {record.added}"), inside


def _readers(record: Record) -> str:
    """Who read it then, where that is another version than now."""
    other = [f"{n} {v} then, {version(n)} now" for n, v in record.extractor.items() if version(n) != v]
    return "; ".join(other) or "by the same versions"
