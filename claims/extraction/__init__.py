"""Access claims: which partner could do what with which data of people, with what consent, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.tokens import Doc

from claims.attribution import Method, find_attributions
from claims.extraction.assembly import Assembler
from claims.extraction.parties import find_mentions
from claims.language import parse, parse_all
from claims.types import Claim, Document, Kind

__all__ = ["extract_all", "extract_claims"]


def extract_claims(
    document: Document, *, method: Method = Method.RULES, partners: Sequence[Any] = ()
) -> tuple[Claim, ...]:
    """The claims of one document in the order of the text; `partners` are the parties that its case lists."""
    return _claims(document, parse(document), method, partners)


def extract_all(
    documents: Iterable[Document], *, method: Method = Method.RULES, partners: Sequence[Any] = ()
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Each document with its claims, batched through the pipeline."""
    for document, doc in parse_all(documents):
        yield document, _claims(document, doc, method, partners)


def _claims(document: Document, doc: Doc, method: Method, partners: Sequence[Any]) -> tuple[Claim, ...]:
    we = (document.speaker or document.company) if document.kind is Kind.STATEMENT else None
    mentions = find_mentions(doc, company=document.company, aliases=document.aliases, partners=partners, we=we)
    attributions = find_attributions(document, doc, method=method)
    return Assembler(document, doc, mentions, attributions).claims()
