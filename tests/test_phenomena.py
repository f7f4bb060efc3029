"""What real prose does, phenomenon by phenomenon: sentences of our own, with their claims or none."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.documents import read_text
from claims.extraction import extract_claims
from claims.types import Claim, Kind

PHENOMENA = tomllib.loads(Path(__file__).with_name("phenomena.toml").read_text(encoding="utf-8"))[
    "phenomenon"
]
FIELDS = ("partner", "data", "actions", "stance", "consent", "source")


def cases() -> Iterator[Any]:
    for phenomenon in PHENOMENA:
        for number, case in enumerate(phenomenon["case"], 1):
            marks = [pytest.mark.xfail(reason=case["missed"], strict=True)] if "missed" in case else []
            yield pytest.param(case, id=f"{phenomenon['name']} {number}", marks=marks)


def found_in(case: dict[str, Any]) -> tuple[Claim, ...]:
    kind = Kind(case.get("kind", "article"))
    speaker = "Larkfield" if kind is Kind.STATEMENT else None
    return extract_claims(read_text(case["text"], kind=kind, company="Larkfield", speaker=speaker))


def as_row(claim: Claim) -> tuple[str, ...]:
    actions = "/".join(claim.actions)
    return (
        claim.partner.lower(),
        claim.data,
        actions,
        claim.stance.value,
        claim.consent.value,
        claim.source.lower(),
    )


def fits(expected: str, row: tuple[str, ...]) -> bool:
    parts = [part.strip() for part in expected.split("|")]
    return all(part.lower() == value for part, value in zip(parts, row, strict=False))


@pytest.mark.parametrize("case", list(cases()))
def test_claims_of_the_sentence(case: dict[str, Any]) -> None:
    rows = [as_row(claim) for claim in found_in(case)]
    missing = [expected for expected in case["claims"] if not any(fits(expected, row) for row in rows)]
    surplus = [row for row in rows if not any(fits(expected, row) for expected in case["claims"])]
    assert not missing and not surplus, f"missing {missing}, surplus {surplus}"


def test_every_phenomenon_has_several_sentences() -> None:
    assert all(len(phenomenon["case"]) >= 2 for phenomenon in PHENOMENA)
