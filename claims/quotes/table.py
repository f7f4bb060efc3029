"""Every quotation of the articles looked up in the statements of the party that it is attributed to.

"We never shared it", Acme said: is that what Acme's own post says, word for word?
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import pandera.pandas as pa

from claims.attribution import DEFAULT, Method, find_attributions, outermost
from claims.crossref.classes import tokens
from claims.crossref.evidence import speaks_for
from claims.crossref.parties import COMPANY_KEY, CaseParties, Names
from claims.frames import checked_frame
from claims.language import parse_all
from claims.quotes.judge import Judgement, Label, judge
from claims.quotes.words import words
from claims.tables import join_cell
from claims.types import Attribution, Document, Span

if TYPE_CHECKING:
    from claims.documents.case import Case

SHORTEST = 4
UNNAMED = frozenset({"", "it", "they", "he", "she", "we", "i", "who", "which"})
THE_COMPANY = (["company"], ["firm"], ["network"])
CLOSENESS = {label: rank for rank, label in enumerate(Label)}
CURLY = re.compile(r"“([^”]*)(?:”|$)")
STRAIGHT = re.compile(r'"([^"]*)(?:"|$)')

QUOTATIONS = pa.DataFrameSchema(
    {
        "doc": pa.Column(str),
        "source": pa.Column(str),
        "quotation": pa.Column(str, pa.Check.str_length(min_value=1)),
        "start": pa.Column("int64", pa.Check.ge(0)),
        "end": pa.Column("int64", pa.Check.ge(0)),
        "label": pa.Column(str, pa.Check.isin([str(label) for label in Label])),
        "speaker": pa.Column(str),
        "statement": pa.Column(str),
        "passage": pa.Column(str),
        "passage_start": pa.Column("int64", pa.Check.ge(0)),
        "passage_end": pa.Column("int64", pa.Check.ge(0)),
        "diff": pa.Column(str),
        "hard": pa.Column(str),
    },
    strict=True,
    ordered=True,
)
QUOTATION_COLUMNS = tuple(QUOTATIONS.columns)


class Lookup(NamedTuple):
    """A quotation judged against one statement."""

    statement: Document
    judgement: Judgement

    @property
    def closeness(self) -> tuple[int, float]:
        """How close the statement comes to the quotation; smaller is closer."""
        return CLOSENESS[self.judgement.label], -self.judgement.shared


def check_quotations(
    articles: Iterable[tuple[Document, Sequence[Attribution]]],
    statements: Sequence[Document],
    case: "Case | CaseParties | None" = None,
) -> pd.DataFrame:
    """One row per quotation of four words or more that can be looked up, columns QUOTATION_COLUMNS.

    `start` and `end` are offsets into the article's file, the passage's into the statement's. Where no
    speaker is named, a row needs a statement that has the words. `hard` lists what was changed among
    negation, number, modal and name. `elsewhere`: the words stand in another speaker's statement.
    """
    read = [(article, list(found)) for article, found in articles]
    known = case or CaseParties(next((d.company for d in statements if d.company), ""))
    sources = [_source(d, a) for d, found in read for a in found]
    names = Names([*sources, *(_speaker(s) for s in statements)], known)
    rows = [row for article, found in read for row in _rows(article, found, statements, names)]
    return checked_frame(rows, QUOTATIONS, "quotations table")


def check_case(case: "Case", *, method: Method = DEFAULT) -> pd.DataFrame:
    """The quotations of a case's articles against its statements, columns QUOTATION_COLUMNS."""
    read = parse_all(case.articles)
    found = ((a, outermost(find_attributions(a, doc, method=method))) for a, doc in read)
    return check_quotations(found, case.statements, case)


def quotations(document: Document) -> list[Span]:
    """The quoted stretches of a document's reading, without marks; one that runs on ends with its block."""
    found = []
    for block in document.blocks:
        text = document.reading[block.span.start : block.span.end]
        pattern = CURLY if "“" in text else STRAIGHT
        for match in pattern.finditer(text):
            span = Span(block.span.start + match.start(1), block.span.start + match.end(1))
            if len(words(match[1])) >= SHORTEST:
                found.append(span)
    return found


def _rows(
    article: Document, found: Sequence[Attribution], statements: Sequence[Document], names: Names
) -> Iterator[dict[str, Any]]:
    for span in quotations(article):
        source = _attributed(article, span, found)
        best = _look_up(article.reading[span.start : span.end], source, statements, names)
        if best:
            yield _row(article, span, source, best)


def _attributed(article: Document, span: Span, found: Sequence[Attribution]) -> str:
    """The source of the attribution whose content covers most of the quotation, or ""."""

    def covered(attribution: Attribution) -> int:
        return sum(max(0, min(c.end, span.end) - max(c.start, span.start)) for c in attribution.content)

    best = max(found, key=covered, default=None)
    return _source(article, best) if best and covered(best) else ""


def _source(article: Document, attribution: Attribution) -> str:
    return " ".join(article.reading[s.start : s.end] for s in attribution.source)


def _speaker(statement: Document) -> str:
    return statement.speaker or statement.company


def _look_up(quotation: str, source: str, statements: Sequence[Document], names: Names) -> Lookup | None:
    looked = [Lookup(s, judge(quotation, s.reading)) for s in statements]
    unnamed = " ".join(tokens(source)) in UNNAMED
    own = [one for one in looked if not unnamed and _same_speaker(source, _speaker(one.statement), names)]
    best = min(own, key=lambda one: one.closeness, default=None)
    if best and best.judgement.label in (Label.EXACT, Label.ELIDED):
        return best
    found = [one for one in looked if one.judgement.label in (Label.EXACT, Label.ELIDED) and one not in own]
    other = min(found, key=lambda one: one.closeness, default=None)
    if other and unnamed:
        return other
    return other._replace(judgement=other.judgement._replace(label=Label.ELSEWHERE)) if other else best


def _same_speaker(source: str, speaker: str, names: Names) -> bool:
    party = names.party(speaker)
    if party.key != COMPANY_KEY:
        return speaks_for(names, source, party)
    bare = [
        w for w in tokens(source) if w not in ("the", "social", "tech", "media", "its", "own", "a", "said")
    ]
    return names.speaks_for_company(source) or bare in THE_COMPANY


def _row(article: Document, span: Span, source: str, best: Lookup) -> dict[str, Any]:
    place, passage = article.locate(span), best.judgement.passage
    there = best.statement.locate(passage) if passage.start < passage.end else Span(0, 0)
    return {
        "doc": article.name,
        "source": source,
        "quotation": article.text[place.start : place.end],
        "start": place.start,
        "end": place.end,
        "label": str(best.judgement.label),
        "speaker": _speaker(best.statement),
        "statement": best.statement.name,
        "passage": best.statement.text[there.start : there.end],
        "passage_start": there.start,
        "passage_end": there.end,
        "diff": best.judgement.diff,
        "hard": join_cell(best.judgement.hard),
    }
