"""How far a class agrees, field by field, on what it marked, and where it does not.

Cohen's kappa for two, Krippendorff's alpha for more, marks that are missing left out (nltk). Both ask how much more people
agree than by chance; 1 is full agreement, 0 is what chance would give.
"""

from itertools import combinations
from typing import NamedTuple

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from claims.classroom.sheets import FIELDS

AGREEMENT_COLUMNS = ("field", "method", "value", "n", "coders", "observed", "note")
BY_CODER_COLUMNS = ("coder", "field", "share", "n")
DISAGREEMENT_COLUMNS = ("doc", "sentence", "field", "marks", "gold", "against_gold")
KAPPA, ALPHA = "Cohen's kappa", "Krippendorff's alpha"
NOTHING_SHARED = "no sentence that two have marked"
ONE_LABEL = "everybody gave the same word everywhere: 1 by definition, chance has no part in it"


class Measure(NamedTuple):
    """One field's agreement: from -1 to 1, not a number where nothing is shared; `observed` is the plain share."""

    field: str
    method: str
    value: float
    n: int
    coders: int
    observed: float
    note: str


def agreement(marks: pd.DataFrame) -> pd.DataFrame:
    """One row per field, columns AGREEMENT_COLUMNS; `n` counts the sentences that at least two have marked."""
    return pd.DataFrame([_measure(marks, field) for field in FIELDS], columns=list(AGREEMENT_COLUMNS))


def agreement_by_coder(marks: pd.DataFrame) -> pd.DataFrame:
    """One row per coder and field, columns BY_CODER_COLUMNS: the share of pairs with another coder that agree."""
    rows = [
        {"coder": coder, "field": field, "share": sum(agreed) / len(agreed), "n": len(agreed)}
        for field in FIELDS
        for coder, agreed in _pairs(_shared(marks, field)).items()
    ]
    return pd.DataFrame(rows, columns=list(BY_CODER_COLUMNS)).sort_values(
        "coder", kind="stable", ignore_index=True
    )


def disagreements(marks: pd.DataFrame, gold: pd.DataFrame | None = None) -> pd.DataFrame:
    """Where marks differ, or all differ from gold; columns DISAGREEMENT_COLUMNS, `against_gold` who decided otherwise."""
    keys = ["doc", "sentence", "field"]
    decided = {} if gold is None else gold.set_index(keys)["label"].to_dict()
    rows = []
    for key, group in marks.groupby(keys, sort=False):
        right = decided.get(key, "")
        against = sorted(group.loc[group["label"] != right, "coder"]) if right else []
        if group["label"].nunique() > 1 or against:
            rows.append((*key, _by_label(group), right, ", ".join(against)))
    table = pd.DataFrame(rows, columns=list(DISAGREEMENT_COLUMNS))
    order = table["field"].map({field: rank for rank, field in enumerate(FIELDS)})
    return (
        table.assign(order=order)
        .sort_values(["doc", "sentence", "order"], ignore_index=True)
        .drop(columns="order")
    )


def _measure(marks: pd.DataFrame, field: str) -> Measure:
    shared = _shared(marks, field)
    coders, n = shared["coder"].nunique(), len(_units(shared))
    method = KAPPA if coders == 2 else ALPHA
    if not n:
        return Measure(field, method, float("nan"), 0, coders, float("nan"), NOTHING_SHARED)
    agreed = [each for pairs in _pairs(shared).values() for each in pairs]
    observed = sum(agreed) / len(agreed)
    if shared["label"].nunique() == 1:
        return Measure(field, method, 1.0, n, coders, observed, ONE_LABEL)
    task = AnnotationTask(
        list(zip(shared["coder"], _units(shared, every=True), shared["label"], strict=True))
    )
    value = task.kappa() if coders == 2 else task.alpha()
    return Measure(field, method, float(value), n, coders, observed, "")


def _shared(marks: pd.DataFrame, field: str) -> pd.DataFrame:
    """The marks of a field in sentences that at least two have marked."""
    of_field = marks[marks["field"] == field]
    return of_field[of_field.groupby(["doc", "sentence"])["coder"].transform("nunique") > 1]


def _units(shared: pd.DataFrame, *, every: bool = False) -> list[tuple[str, int]]:
    units = list(zip(shared["doc"], shared["sentence"], strict=True))
    return units if every else list(dict.fromkeys(units))


def _pairs(shared: pd.DataFrame) -> dict[str, list[bool]]:
    """For each coder, whether each pair of marks with another one agrees."""
    agreed: dict[str, list[bool]] = {}
    for _, group in shared.groupby(["doc", "sentence"]):
        for one, other in combinations(zip(group["coder"], group["label"], strict=True), 2):
            for coder, _ in (one, other):
                agreed.setdefault(coder, []).append(one[1] == other[1])
    return agreed


def _by_label(group: pd.DataFrame) -> str:
    coders = group.groupby("label", sort=True)["coder"].apply(lambda names: ", ".join(sorted(names)))
    return " | ".join(f"{label} ({names})" for label, names in coders.items())
