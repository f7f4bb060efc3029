"""The only door into pandas: claims, attributions and verdicts as frames whose columns are declared once.

"The bank was given access to messages" is one row of the claims frame: who, what, on whose word, and where.
A cell with several values (`via`, `actions`, claim ids) joins them with `SEPARATOR`; see `split_cell`.
Text that is missing is the empty string, never NaN.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from claims.files import write_bytes
from claims.frames import check_frame, checked_frame, csv_text, read_checked
from claims.types import Action, Attribution, Certainty, Claim, Consent, Document, Kind, Span, Stance, Status

SEPARATOR = "|"
ACCESS = ("confirmed", "partly_confirmed", "disputed", "not_addressed")
AGREEMENT = ("agreed", "disputed", "not_addressed")
PARTNER_POSITION = ("confirms", "denies", "unaware", "none")
TIERS = ("statement", "article", "none")
ACTIONS = "|".join(Action)
CATEGORY = r"[a-z][a-z_]*(\.[a-z_]+)*"


def _text(values: Iterable[str] | None = None) -> pa.Column:
    return pa.Column(str, pa.Check.isin([str(v) for v in values]) if values else None)


def _filled() -> pa.Column:
    return pa.Column(str, pa.Check.str_length(min_value=1))


def _count(least: int = 0) -> pa.Column:
    return pa.Column("int64", pa.Check.ge(least))


CONFIRMED = {"reviewed": pa.Column("bool"), "reviewer": _text()}

CLAIMS = pa.DataFrameSchema(
    {
        "doc": _filled(),
        "kind": _text(Kind),
        "publisher": _text(),
        "published": _text(),
        "speaker": _text(),
        "company": _text(),
        "claim": pa.Column(str, pa.Check.str_length(min_value=1), unique=True),
        "source": _filled(),
        "via": _text(),
        "cue": _text(),
        "stance": _text(Stance),
        "certainty": _text(Certainty),
        "grantor": _text(),
        "partner": _filled(),
        "actions": pa.Column(str, pa.Check.str_matches(rf"^(({ACTIONS})(\|({ACTIONS}))*)?$")),
        "data": pa.Column(str, pa.Check.str_matches(rf"^{CATEGORY}$")),
        "consent": _text(Consent),
        "status": _text(Status),
        "evidence": _text(),
        "start": _count(),
        "end": _count(),
        "rule": _text(),
        **CONFIRMED,
    },
    strict=True,
    ordered=True,
)

ATTRIBUTIONS = pa.DataFrameSchema(
    {
        "doc": _filled(),
        "source": _text(),
        "cue": _text(),
        "content": _text(),
        "source_spans": _text(),
        "cue_spans": _text(),
        "content_spans": _text(),
        "rule": _text(),
    },
    strict=True,
    ordered=True,
)

VERDICTS = pa.DataFrameSchema(
    {
        "partner": _filled(),
        "data": pa.Column(str, pa.Check.str_matches(rf"^{CATEGORY}$")),
        "actions": _text(),
        "claimed_consent": _text(Consent),
        "access": _text(ACCESS),
        "access_rule": _filled(),
        "consent": _text(AGREEMENT),
        "consent_rule": _filled(),
        "partner_position": _text(PARTNER_POSITION),
        "partner_rule": _filled(),
        "status_report": _text(),
        "status_company": _text(),
        "why": _filled(),
        "tier": _text(TIERS),
        "sources": _count(1),
        "articles": _count(1),
        "docs": _filled(),
        "report_evidence": _filled(),
        "company_evidence": _text(),
        "partner_evidence": _text(),
        "contradiction": _text(),
        "report_words": _text(),
        "company_words": _text(),
        "partner_words": _text(),
        **CONFIRMED,
    },
    unique=["partner", "data"],
    strict=True,
    ordered=True,
)

CLAIM_COLUMNS = tuple(CLAIMS.columns)
ATTRIBUTION_COLUMNS = tuple(ATTRIBUTIONS.columns)
VERDICT_COLUMNS = tuple(VERDICTS.columns)


def join_cell(values: Iterable[str]) -> str:
    """Several values as one cell; a separator inside a value becomes a slash."""
    return SEPARATOR.join(v.replace(SEPARATOR, "/") for v in values)


def split_cell(cell: str) -> tuple[str, ...]:
    """The values of a cell that `join_cell` made; empty for an empty or missing cell."""
    return tuple(cell.split(SEPARATOR)) if isinstance(cell, str) and cell else ()


def claim_id(doc: str, claim: Claim) -> str:
    """Twelve hex digits that stay the same while document, source, stance, partner, data and evidence do."""
    parts = (doc, claim.source, claim.stance, claim.partner, claim.data, claim.evidence)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def claims_frame(pairs: Iterable[tuple[Document, Sequence[Claim]]]) -> pd.DataFrame:
    """One row per claim, columns CLAIM_COLUMNS, in the order given; checked against CLAIMS."""
    return checked_frame([*claim_rows(pairs)], CLAIMS, "claims table")


def claim_rows(pairs: Iterable[tuple[Document, Sequence[Claim]]]) -> Iterator[dict[str, Any]]:
    """The rows of the claims frame, each with an id of its own."""
    seen: Counter[str] = Counter()
    for document, found in pairs:
        for claim in found:
            name = claim_id(document.name, claim)
            seen[name] += 1
            yield claim_row(document, claim, name if seen[name] == 1 else f"{name}-{seen[name]}")


def claim_row(document: Document, claim: Claim, name: str) -> dict[str, Any]:
    """The row of one claim, unreviewed; `name` is its id."""
    return {
        "doc": document.name,
        "kind": str(document.kind),
        "publisher": document.publisher,
        "published": document.published,
        "speaker": document.speaker or "",
        "company": document.company,
        "claim": name,
        "source": claim.source,
        "via": join_cell(claim.via),
        "cue": claim.cue,
        "stance": str(claim.stance),
        "certainty": str(claim.certainty),
        "grantor": claim.grantor,
        "partner": claim.partner,
        "actions": join_cell(str(a) for a in Action if a in claim.actions),
        "data": claim.data,
        "consent": str(claim.consent),
        "status": str(claim.status),
        "evidence": claim.evidence,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "reviewed": False,
        "reviewer": "",
    }


def attributions_frame(pairs: Iterable[tuple[Document, Sequence[Attribution]]]) -> pd.DataFrame:
    """One row per attribution, columns ATTRIBUTION_COLUMNS; spans as "start-end" into the file as given."""
    rows = [
        {
            "doc": document.name,
            "source": _words(document, found.source),
            "cue": _words(document, found.cue),
            "content": _words(document, found.content),
            "source_spans": _spans(document, found.source),
            "cue_spans": _spans(document, found.cue),
            "content_spans": _spans(document, found.content),
            "rule": found.rule,
        }
        for document, several in pairs
        for found in several
    ]
    return checked_frame(rows, ATTRIBUTIONS, "attributions table")


def _words(document: Document, spans: Sequence[Span]) -> str:
    return " … ".join(document.reading[s.start : s.end] for s in spans)


def _spans(document: Document, spans: Sequence[Span]) -> str:
    return join_cell("{}-{}".format(*document.locate(s)) for s in spans)


def verdicts_frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """One row per partner and data category, columns VERDICT_COLUMNS; checked against VERDICTS."""
    return checked_frame(rows, VERDICTS, "verdicts table")


def check_claims(frame: pd.DataFrame, where: str = "claims table") -> pd.DataFrame:
    """The frame itself when it has the columns and values of CLAIMS; InputError names every breach."""
    return check_frame(frame, CLAIMS, where)


def check_verdicts(frame: pd.DataFrame, where: str = "verdicts table") -> pd.DataFrame:
    """The frame itself when it has the columns and values of VERDICTS; InputError names every breach."""
    return check_frame(frame, VERDICTS, where)


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """The frame as UTF-8 CSV, the same bytes every time; InputError where the folder refuses."""
    write_bytes(path, csv_text(frame).encode("utf-8"))


def read_claims(path: Path) -> pd.DataFrame:
    """The claims frame that `write_csv` wrote; InputError where the file or a column does not fit."""
    return read_checked(path, CLAIMS)


def read_verdicts(path: Path) -> pd.DataFrame:
    """The verdicts frame that `write_csv` wrote; InputError where the file or a column does not fit."""
    return read_checked(path, VERDICTS)
