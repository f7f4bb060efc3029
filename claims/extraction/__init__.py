"""Access claims: which partner could do what with which data of people, with what consent, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from spacy.tokens import Doc

from claims.attribution import DEFAULT, Method, find_attributions
from claims.extraction.assembly import Assembler
from claims.extraction.parties import Mentions, find_mentions
from claims.extraction.tellers import Tellers
from claims.extraction.topic import is_on_topic
from claims.language import parse_all
from claims.types import Attribution, Claim, Document, Kind

__all__ = ["Reading", "extract_all", "extract_claims", "read_all"]


@dataclass(frozen=True, slots=True)
class Parse:
    """What was found on the way to the claims: the parse of `Document.reading`, who is named, who says what, by name.

    `tellings` are the claims each time they are told, in the order of their evidence, before repeats are joined.
    """

    doc: Doc
    mentions: Mentions
    attributions: tuple[Attribution, ...]
    tellers: Tellers
    tellings: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One document after one pass; `parse` is None where it is not about data access and was passed by."""

    document: Document
    claims: tuple[Claim, ...] = ()
    parse: Parse | None = None


def extract_claims(
    document: Document, *, method: Method = DEFAULT, partners: Sequence[Any] = (), triage: bool = True
) -> tuple[Claim, ...]:
    """The claims of one document in the order of the text; `partners` are the parties that its case lists."""
    (reading,) = read_all([document], method=method, partners=partners, triage=triage)
    return reading.claims


def extract_all(
    documents: Iterable[Document],
    *,
    method: Method = DEFAULT,
    partners: Sequence[Any] = (),
    triage: bool = True,
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Each document with its claims, in order; those that are not about data access are passed by unparsed.

    Without `triage` they are parsed and read as well, and lose their claims after it: the same claims, at full cost.
    """
    for reading in read_all(documents, method=method, partners=partners, triage=triage):
        yield reading.document, reading.claims


def read_all(
    documents: Iterable[Document],
    *,
    method: Method = DEFAULT,
    partners: Sequence[Any] = (),
    triage: bool = True,
) -> Iterator[Reading]:
    """Each document with its claims and what they rest on, in order, parsed once; `triage` as in `extract_all`."""
    if not triage:
        for document, doc in parse_all(documents):
            reading = _read(document, doc, method, partners)
            yield reading if is_on_topic(document.reading) else Reading(document)
        return
    for on_topic, group in groupby(documents, key=lambda document: is_on_topic(document.reading)):
        if on_topic:
            yield from (_read(document, doc, method, partners) for document, doc in parse_all(group))
        else:
            yield from map(Reading, group)


def _read(document: Document, doc: Doc, method: Method, partners: Sequence[Any]) -> Reading:
    we = (document.speaker or document.company) if document.kind is Kind.STATEMENT else None
    mentions = find_mentions(
        doc, company=document.company, aliases=document.aliases, partners=partners, we=we
    )
    attributions = find_attributions(document, doc, method=method)
    assembler = Assembler(document, doc, mentions, attributions)
    found = assembler.claims()
    return Reading(
        document, found, Parse(doc, mentions, attributions, assembler.tellers, assembler.tellings())
    )
