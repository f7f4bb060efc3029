"""The retellings of a case as two tables: what each article tells, and what changes from one to the next.

Denials, and what the company or the partner says for itself, are positions: the verdicts set them against the reports.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from claims.crossref.evidence import REPORT, Said, read_frame
from claims.crossref.parties import CaseParties, Names
from claims.crossref.verdicts import shown_name
from claims.drift.chains import Article, Chain, Telling, chains
from claims.drift.changes import Direction, Facet, changes, value, why
from claims.frames import checked_frame
from claims.tables import CATEGORY, check_claims, join_cell
from claims.types import Certainty, Consent, Kind, Stance

if TYPE_CHECKING:
    from claims.documents.case import Case

TEXT = pa.Column(str)
FILLED = pa.Column(str, pa.Check.str_length(min_value=1))
COUNT = pa.Column("int64", pa.Check.ge(1))
KEY = {"partner": FILLED, "data": pa.Column(str, pa.Check.str_matches(rf"^{CATEGORY}$")), "telling": COUNT}

TELLINGS = pa.DataFrameSchema(
    {
        **KEY,
        "doc": FILLED,
        "publisher": TEXT,
        "published": FILLED,
        "told_partner": FILLED,
        "told_data": FILLED,
        "certainty": pa.Column(str, pa.Check.isin([str(v) for v in Certainty])),
        "consent": pa.Column(str, pa.Check.isin([str(v) for v in Consent])),
        "actions": FILLED,
        "source": FILLED,
        "sources": COUNT,
        "articles": COUNT,
        "claims": FILLED,
        "words": TEXT,
    },
    unique=["partner", "data", "telling"],
    strict=True,
    ordered=True,
)
DRIFT = pa.DataFrameSchema(
    {
        **KEY,
        "facet": pa.Column(str, pa.Check.isin([str(v) for v in Facet])),
        "direction": pa.Column(str, pa.Check.isin([str(v) for v in Direction])),
        "first": FILLED,
        "before": FILLED,
        "after": FILLED,
        "before_doc": FILLED,
        "after_doc": FILLED,
        "before_published": FILLED,
        "after_published": FILLED,
        "sources": COUNT,
        "articles": COUNT,
        "why": FILLED,
        "before_claims": FILLED,
        "after_claims": FILLED,
        "before_words": TEXT,
        "after_words": TEXT,
    },
    unique=["partner", "data", "telling", "facet"],
    strict=True,
    ordered=True,
)
TELLING_COLUMNS = tuple(TELLINGS.columns)
DRIFT_COLUMNS = tuple(DRIFT.columns)


def drift(claims: pd.DataFrame, case: "Case | CaseParties | None" = None) -> pd.DataFrame:
    """One row per facet that changes from one telling of a claim to the next, columns DRIFT_COLUMNS.

    A claim is a partner and a data category as the articles report it, in order of their dates; on one day the paper
    that others name as their source goes first, then by name. `telling` counts the articles of the claim, and the row
    is of the later one. `first` is what the first report had. `sources` counts who is named so far, not the papers.
    """
    names, found = _chains(claims, case)
    rows = [row for chain in found for row in _changes(chain, names)]
    return checked_frame(rows, DRIFT, "drift table")


def tellings(claims: pd.DataFrame, case: "Case | CaseParties | None" = None) -> pd.DataFrame:
    """One row per claim and article that tells it, columns TELLING_COLUMNS, claims in the order of their first report.

    `told_partner` and `told_data` are what the article itself names: a class, or a broader category, where it blurs.
    """
    names, found = _chains(claims, case)
    rows = [row for chain in found for row in _tellings(chain, names)]
    return checked_frame(rows, TELLINGS, "tellings table")


def undated(claims: pd.DataFrame) -> list[str]:
    """The articles that cannot be put in order for want of a date, and are left out."""
    without = claims[(claims["kind"] == Kind.ARTICLE) & (claims["published"] == "")]
    return sorted(set(without["doc"]))


def _chains(claims: pd.DataFrame, case: "Case | CaseParties | None") -> tuple[Names, list[Chain]]:
    check_claims(claims)
    names, every = read_frame(claims, case or CaseParties(next(iter(claims["company"]), "")))
    said: dict[str, list[Said]] = {}
    for one in every:
        if one.side == REPORT and one.stance == Stance.AFFIRMS:
            said.setdefault(one.doc, []).append(one)
    told = [
        (article, said[article.doc]) for article in _articles(claims, every, names) if article.doc in said
    ]
    return names, list(chains(told, names))


def _articles(claims: pd.DataFrame, said: Sequence[Said], names: Names) -> list[Article]:
    dated = claims[(claims["kind"] == Kind.ARTICLE) & (claims["published"] != "")]
    rows = dated[["doc", "published", "publisher"]].drop_duplicates().itertuples(index=False)
    articles = [Article(*(str(cell) for cell in row)) for row in rows]
    retold = {(s.origin, s.doc) for s in said}
    houses = {a.doc: names.party(a.publisher).key for a in articles}
    cited = {a.doc for a in articles for origin, doc in retold if origin == houses[a.doc] and doc != a.doc}
    return sorted(articles, key=lambda a: (a.published, a.doc not in cited, a.doc))


def _tellings(chain: Chain, names: Names) -> Iterator[dict[str, Any]]:
    for number, telling in enumerate(chain.tellings, start=1):
        yield {
            **_key(chain, names),
            "telling": number,
            "doc": telling.article.doc,
            "publisher": telling.article.publisher,
            "published": telling.article.published,
            "told_partner": _partner(chain, telling, names),
            "told_data": telling.data,
            **{
                str(f): value(f, telling, str)
                for f in (Facet.CERTAINTY, Facet.CONSENT, Facet.ACTIONS, Facet.SOURCE)
            },
            "sources": _sources(chain.tellings[:number]),
            "articles": number,
            "claims": _claims(telling),
            "words": _words(telling),
        }


def _changes(chain: Chain, names: Names) -> Iterator[dict[str, Any]]:
    def shown(telling: Telling) -> str:
        return _partner(chain, telling, names)

    for change in changes(chain, names):
        facet, number = change.facet, chain.tellings.index(change.after) + 1
        first, before, after = (
            value(facet, telling, shown) for telling in (chain.tellings[0], change.before, change.after)
        )
        yield {
            **_key(chain, names),
            "telling": number,
            "facet": str(facet),
            "direction": str(change.direction),
            "first": first,
            "before": before,
            "after": after,
            "before_doc": change.before.article.doc,
            "after_doc": change.after.article.doc,
            "before_published": change.before.article.published,
            "after_published": change.after.article.published,
            "sources": _sources(chain.tellings[:number]),
            "articles": number,
            "why": why(change, before, after),
            "before_claims": _claims(change.before),
            "after_claims": _claims(change.after),
            "before_words": _words(change.before),
            "after_words": _words(change.after),
        }


def _key(chain: Chain, names: Names) -> dict[str, str]:
    said = [s for telling in chain.tellings if telling.exact for s in telling.said]
    return {"partner": shown_name(chain.party, said, names), "data": chain.data}


def _partner(chain: Chain, telling: Telling, names: Names) -> str:
    """A named or listed party by its one name, a class as the article calls it."""
    party = telling.said[0].party
    if party == chain.party and party.named:
        return _key(chain, names)["partner"]
    return next((p.name for p in names.case.partners if names.party(p.name) == party), telling.partner)


def _sources(so_far: Sequence[Telling]) -> int:
    return len(frozenset[str]().union(*(telling.origins for telling in so_far)))


def _claims(telling: Telling) -> str:
    return join_cell(s.claim for s in telling.said)


def _words(telling: Telling) -> str:
    return join_cell(dict.fromkeys(s.evidence for s in telling.said))
