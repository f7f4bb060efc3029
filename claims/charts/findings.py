"""What the verdicts add up to, as computed sentences: titles, subtitles and notes are never typed."""

import pandas as pd

from claims.charts.style import ACCESS
from claims.charts.words import capitalised, counted, listed
from claims.tables import split_cell

NAMED = 12
VERBS = {
    "confirmed": "confirms",
    "partly_confirmed": "partly confirms",
    "disputed": "disputes",
    "not_addressed": "does not address",
}
NO_CLAIMS = "No claims: no access is reported in this case"
NOT_ADDRESSED = (
    "○ not addressed: nothing that the company says reaches this partner and this data;"
    " that is neither a confirmation nor a denial."
)
TIER_NOTE = (
    "(own statement): in a document of the company’s own;"
    " (as reported): in the company’s words as an article gives them."
)
COUNTING = "Sources: whoever is named as making the claim; several outlets that repeat one source count once."


def access_finding(verdicts: pd.DataFrame, company: str) -> str:
    """One sentence: how many of the reported accesses the company confirms, disputes or leaves alone."""
    total = len(verdicts)
    if not total:
        return NO_CLAIMS
    counts = [(VERBS[value], int((verdicts["access"] == value).sum())) for value in VERBS]
    (first, number), *rest = [(verb, n) for verb, n in counts if n]
    whole = "the one data access reported" if total == 1 else f"all {total} data accesses reported"
    if not rest:
        return capitalised(f"{company} {first} {whole}")
    return capitalised(
        f"{company} {listed([f'{first} {number} of the {total} data accesses reported', *_clauses(rest)])}"
    )


def _clauses(counts: list[tuple[str, int]]) -> list[str]:
    return [f"{verb} {number}" for verb, number in counts]


def access_scope(verdicts: pd.DataFrame) -> str:
    """What the counts are counts of, and what is said on consent and by the partners, with denominators."""
    if verdicts.empty:
        return "There is nothing to set against the company’s statements."
    partners, kinds = verdicts["partner"].nunique(), verdicts["data"].nunique()
    return " ".join(
        [
            "An access is one partner and one kind of data:",
            f"{counted(partners, 'partner')}, {counted(kinds, 'kind')} of data.",
            consent_finding(verdicts),
            partner_finding(verdicts),
        ]
    )


def consent_finding(verdicts: pd.DataFrame) -> str:
    """One sentence on consent, out of the accesses for which the reports say anything on it."""
    told = verdicts[verdicts["claimed_consent"] != "not_stated"]
    if told.empty:
        return "The reports say nothing on consent."
    words = {
        "disputed": "disputed for",
        "agreed": "agreed on for",
        "not_addressed": "not addressed for",
    }
    parts = [f"{words[v]} {int((told['consent'] == v).sum())}" for v in words if (told["consent"] == v).any()]
    whole = counted(len(verdicts), "access", "accesses")
    return f"Consent is reported on for {len(told)} of {whole}: {listed(parts)}."


def partner_finding(verdicts: pd.DataFrame) -> str:
    """One sentence on what the partners themselves say, out of all partners."""
    words = {"denies": "denies", "unaware": "says it did not know", "confirms": "confirms"}
    plural = {"denies": "deny", "unaware": "say they did not know", "confirms": "confirm"}
    groups = verdicts.groupby("partner")["partner_position"].agg(set)
    counts = {value: int(groups.map(lambda said, v=value: v in said).sum()) for value in words}
    parts = [f"{n} {words[v] if n == 1 else plural[v]}" for v, n in counts.items() if n]
    total = counted(len(groups), "partner")
    return f"Of {total}, {listed(parts)}." if parts else f"Of {total}, none is heard."


def in_order(verdicts: pd.DataFrame) -> pd.DataFrame:
    """The verdicts by the company's position, disputed first, then by partner and data."""
    rank = verdicts["access"].map({value: place for place, value in enumerate(ACCESS)})
    keyed = verdicts.assign(rank=rank, name=verdicts["partner"].str.casefold())
    return keyed.sort_values(["rank", "name", "data"], kind="stable").drop(columns=["rank", "name"])


def source_line(cells: pd.Series) -> str:
    """The documents that a figure rests on."""
    names = sorted({name for cell in cells for name in split_cell(cell)})
    if not names:
        return ""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"Source: {counted(len(names), 'document')} of this case: {', '.join(names[:NAMED])}{more}."
