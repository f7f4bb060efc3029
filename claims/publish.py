"""All that a newsroom takes from a case: every figure in the formats, place and colours asked for, and ClaimReview."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from claims.charts import CHARTS
from claims.claimreview import as_json_ld, claim_reviews
from claims.documents import Case
from claims.drift import drift
from claims.errors import InputError
from claims.export import export
from claims.files import write_bytes

COMPANIES = "the companies"
OVERVIEW = "overview"


def frames_of(case: Case, claims: pd.DataFrame, verdicts: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of one case by what figures read."""
    return {"claims": claims, "verdicts": verdicts, "drift": drift(claims, case)}


def figures_for(frames: Mapping[str, pd.DataFrame], asked: Sequence[str] = ()) -> list[str]:
    """The figures asked for, else all, that these tables are enough for; InputError for one that does not exist."""
    unknown = [name for name in asked if name not in CHARTS]
    if unknown:
        raise InputError(f"figure {unknown[0]!r}", "no such figure", f"one of {', '.join(sorted(CHARTS))}")
    return [name for name in CHARTS if CHARTS[name].reads in frames and (not asked or name in asked)]


def publish_case(
    case: Case,
    claims: pd.DataFrame,
    verdicts: pd.DataFrame,
    folder: Path,
    *,
    figures: Sequence[str] = (),
    formats: Sequence[str] = (),
    preset: str = "page",
    theme: str = "light",
) -> Iterator[Path]:
    """Each file written for one case, as it is written; InputError for an unknown name or a folder that refuses."""
    frames = frames_of(case, claims, verdicts)
    for name in figures_for(frames, figures):
        frame = frames[CHARTS[name].reads]
        yield from export(
            name, frame, folder, stem(name, preset, theme),
            company=case.company, formats=formats, preset=preset, theme=theme,
        )  # fmt: skip
    records = claim_reviews(case, claims, verdicts)
    if records and not figures:
        yield write_bytes(folder / "claimreview.jsonld", as_json_ld(records).encode("utf-8"))


def publish_overview(
    verdicts: Mapping[str, pd.DataFrame],
    folder: Path,
    *,
    formats: Sequence[str] = (),
    preset: str = "page",
    theme: str = "light",
) -> list[Path]:
    """The files of the overview of several cases, their verdicts given by the title of each."""
    frame = pd.concat([rows.assign(case=title) for title, rows in verdicts.items()], ignore_index=True)
    name = stem(OVERVIEW, preset, theme)
    return export(
        OVERVIEW, frame, folder, name, company=COMPANIES, formats=formats, preset=preset, theme=theme
    )


def stem(figure: str, preset: str, theme: str) -> str:
    """What the files of a figure begin with: its name, and how it differs from the plain one."""
    special = [preset] * (preset != "page") + [theme] * (theme != "light")
    return "-".join([figure, *special])
