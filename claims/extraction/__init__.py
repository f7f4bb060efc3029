"""Access claims: which partner could do what with which data of people, with what consent, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from spacy.tokens import Doc

from claims.attribution import DEFAULT, Method, find_attributions
from claims.extraction.assembly import Assembler
from claims.extraction.parties import find_mentions
from claims.extraction.topic import is_on_topic
from claims.language import parse, parse_all
from claims.types import Claim, Document, Kind

__all__ = ["extract_all", "extract_claims"]


def extract_claims(
    document: Document, *, method: Method = DEFAULT, partners: Sequence[Any] = ()
) -> tuple[Claim, ...]:
    """The claims of one document in the order of the text; `partners` are the parties that its case lists."""
    return _claims(document, parse(document), method, partners) if is_on_topic(document.reading) else ()


def extract_all(
    documents: Iterable[Document], *, method: Method = DEFAULT, partners: Sequence[Any] = ()
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Each document with its claims, in order; those that are not about data access are passed by unparsed."""
    for on_topic, group in groupby(documents, key=lambda document: is_on_topic(document.reading)):
        if on_topic:
            yield from (
                (document, _claims(document, doc, method, partners)) for document, doc in parse_all(group)
            )
        else:
            yield from ((document, ()) for document in group)


def _claims(document: Document, doc: Doc, method: Method, partners: Sequence[Any]) -> tuple[Claim, ...]:
    we = (document.speaker or document.company) if document.kind is Kind.STATEMENT else None
    mentions = find_mentions(
        doc, company=document.company, aliases=document.aliases, partners=partners, we=we
    )
    attributions = find_attributions(document, doc, method=method)
    return Assembler(document, doc, mentions, attributions).claims()
