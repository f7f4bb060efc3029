"""Results as the command line prints them: JSON lines, plain tables, figures."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from claims.evaluation import LEVELS, ClaimScore, Record, VerdictScore
from claims.types import Attribution, Claim, Document, Span

if TYPE_CHECKING:
    import pandas as pd

CLAIM_VIEW = (
    "doc",
    "source",
    "stance",
    "certainty",
    "partner",
    "actions",
    "data",
    "consent",
    "status",
    "evidence",
)
ATTRIBUTION_VIEW = ("doc", "source", "cue", "content")
QUOTATION_VIEW = ("doc", "source", "label", "statement", "diff", "quotation")
DRIFT_VIEW = ("partner", "data", "after_doc", "facet", "before", "after", "direction", "sources", "articles")
TELLING_VIEW = (
    "partner",
    "data",
    "doc",
    "told_partner",
    "told_data",
    "certainty",
    "consent",
    "actions",
    "source",
    "sources",
)
VERDICT_VIEW = ("partner", "data", "access", "consent", "partner_position", "tier", "sources", "why")
REVIEW_VIEW = (
    "state",
    "decision",
    "claim",
    "doc",
    "source",
    "stance",
    "partner",
    "data",
    "consent",
    "changes",
    "reviewer",
    "why",
    "evidence",
)
LISTS = (
    "actions",
    "docs",
    "report_evidence",
    "company_evidence",
    "partner_evidence",
    "contradiction",
    "reviewer",
)
WIDEST = 60


def claims_line(document: Document, found: Sequence[Claim]) -> str:
    """One document with its claims, and what of it was set aside, as a line of JSON."""
    return as_json(
        {
            "doc": document.name,
            "company": document.company,
            "company_inferred": document.company_inferred,
            "claims": [claim_record(claim) for claim in found],
            "set_aside": [{**aside.span._asdict(), "reason": aside.reason} for aside in document.set_aside],
        }
    )


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim's fields by name, less the words and reasons of each decision."""
    return {name: value for name, value in asdict(claim).items() if name not in {"cues", "reasons"}}


def attributions_line(document: Document, found: Sequence[Attribution]) -> str:
    """One document with its attributions, spans as [start, end] in the file as given, as a line of JSON."""
    return as_json({"file": document.name, "attributions": [spans(document, each) for each in found]})


def spans(document: Document, attribution: Attribution) -> dict[str, list[Span]]:
    """The located spans of an attribution by role."""
    roles = {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}
    return {role: [document.locate(span) for span in several] for role, several in roles.items()}


def verdict_lines(verdicts: "pd.DataFrame") -> Iterator[str]:
    """Each verdict as a line of JSON, cells of several values as lists."""
    from claims.tables import split_cell

    for row in records(verdicts):
        yield as_json({k: split_cell(v) if k in LISTS else v for k, v in row.items()})


def review_lines(decisions: "pd.DataFrame") -> Iterator[str]:
    """Each claim's standing as a line of JSON, amendments by field, cells of several values as lists."""
    from claims.tables import split_cell

    for row in records(decisions):
        changes = dict(change.split("=", 1) for change in split_cell(row["changes"]))
        several = {name: split_cell(row[name]) for name in ("via", "actions")}
        yield as_json({**row, **several, "changes": changes})


def lines(frame: "pd.DataFrame") -> Iterator[str]:
    """Each row as a line of JSON."""
    return map(as_json, records(frame))


def records(frame: "pd.DataFrame") -> list[dict[str, Any]]:
    """The rows of a frame by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def as_json(record: Record) -> str:
    """A record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False)


def text_table(frame: "pd.DataFrame", columns: Sequence[str]) -> str:
    """The named columns under their names, long cells shortened; a sentence where there are no rows."""
    if frame.empty:
        return "nothing found"
    cells = [
        list(columns),
        *([shorten(str(c), WIDEST, placeholder=" …") for c in row] for row in frame[list(columns)].values),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)


def by_document(found: Iterable[tuple[Document, Sequence[Claim]]]) -> dict[str, list[dict[str, Any]]]:
    """The claims of each document as records, by its name."""
    return {document.name: [claim_record(claim) for claim in several] for document, several in found}


def claim_score(score: ClaimScore) -> dict[str, Any]:
    """The figures of a claim score by name, rounded."""
    return {
        "documents": len(score.documents),
        "gold": score.gold,
        "extracted": score.found,
        **{name: rounded(rates._asdict()) for name, rates in score.levels.items()},
        "fields": rounded(score.fields),
    }


def verdict_score(score: VerdictScore) -> dict[str, Any]:
    """The figures of a verdict score by name, rounded."""
    pairs, missed, _ = score.comparison
    return {
        "rows": rounded(score.rows._asdict()),
        "gold": len(pairs) + len(missed),
        "pairs": len(pairs),
        "right": score.right,
        "all_right": score.all_right,
    }


def rounded(figures: Mapping[str, float]) -> dict[str, float]:
    """The figures to three places."""
    return {name: round(figure, 3) for name, figure in figures.items()}


def score_text(claims: dict[str, Any], verdicts: dict[str, Any] | None = None) -> Iterator[str]:
    """The figures as a reader wants them, a line each."""
    yield "{documents} documents, {gold} gold claims, {extracted} extracted".format(**claims)
    for name in LEVELS:
        yield f"  {name:6} " + "  ".join(f"{key} {value:.3f}" for key, value in claims[name].items())
    yield "  right among pairs: " + ", ".join(f"{key} {value:.3f}" for key, value in claims["fields"].items())
    if verdicts:
        yield "{gold} gold verdicts, {pairs} found".format(**verdicts)
        yield "  rows   " + "  ".join(f"{key} {value:.3f}" for key, value in verdicts["rows"].items())
        right = ", ".join(f"{key} {n}/{verdicts['pairs']}" for key, n in verdicts["right"].items())
        yield f"  right among pairs: {right}; all of them {verdicts['all_right']}/{verdicts['gold']}"


def differences(score: ClaimScore) -> Iterator[str]:
    """What was missed, extra or only partly right, by document."""
    for name, (pairs, missed, extra) in score.documents.items():
        yield name
        for level, gold, found in pairs:
            if level < len(LEVELS):
                yield f"  {LEVELS[level - 1]} only: gold {told(gold)}\n{'found':>16} {told(found)}"
        yield from (f"  missed: {told(record)}" for record in missed)
        yield from (f"  extra: {told(record)}" for record in extra)


def told(record: Record) -> str:
    """A claim in one line."""
    actions = "/".join(record["actions"])
    parts = (
        record["source"],
        record["stance"],
        record["partner"],
        actions,
        record["data"],
        record["consent"],
    )
    return " | ".join(parts)
