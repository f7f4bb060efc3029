"""How well extracted claims and verdicts match gold ones: precision, recall and F1.

A gold claim that a bank could read messages is found at level `what` by a claim of the same partner and data,
at level `how` when stance and an action agree too, and at level `whole` when source and consent also do.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claims import vocabulary
from claims.errors import InputError
from claims.types import Action
from claims.versions import GOLD, KEY

Record = Mapping[str, Any]
LEVELS = ("what", "how", "whole")
FIELDS = ("source", "stance", "certainty", "consent", "status")
FACETS = ("access", "consent", "partner_position")
VERDICTS_FILE = "verdicts.json"
DRIFT_FILE = "drift.json"
CLAIM = {"source": str, "stance": str, "partner": str, "actions": list, "data": str, "consent": str}
VERDICT = {"partner": str, "data": str, "access": str, "consent": str, "partner_position": str}
CHANGE = ("case", "data", "facet", "direction", "after_doc")


class Rates(NamedTuple):
    """Precision, recall and F1, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


class Gold(NamedTuple):
    """Gold claims by document name, and gold verdicts where there are any."""

    claims: dict[str, list[Record]]
    verdicts: list[Record] | None


class Pair(NamedTuple):
    """A gold record and the found one that stands for it; `level` counts from 1 in the order of LEVELS."""

    level: int
    gold: Record
    found: Record


class Comparison(NamedTuple):
    """One document's gold against what was found in it."""

    pairs: tuple[Pair, ...]
    missed: tuple[Record, ...]
    extra: tuple[Record, ...]


class ClaimScore(NamedTuple):
    """Rates by level over all documents, how often each field is right among pairs, and the comparisons."""

    gold: int
    found: int
    levels: dict[str, Rates]
    fields: dict[str, float]
    documents: dict[str, Comparison]


class VerdictScore(NamedTuple):
    """Rates of the rows, how many pairs have each facet right, and how many have all of them right."""

    rows: Rates
    right: dict[str, int]
    all_right: int
    comparison: Comparison


def score_claims(gold: Mapping[str, Sequence[Record]], found: Mapping[str, Sequence[Record]]) -> ClaimScore:
    """The score of found claims against gold ones, by document name, micro-averaged over documents."""
    documents = {name: compare(gold[name], found.get(name, ())) for name in sorted(gold)}
    pairs = [pair for each in documents.values() for pair in each.pairs]
    of_gold = len(pairs) + sum(len(each.missed) for each in documents.values())
    of_found = len(pairs) + sum(len(each.extra) for each in documents.values())
    hits = {name: sum(pair.level >= rank for pair in pairs) for rank, name in enumerate(LEVELS, start=1)}
    levels = {name: rates(hit, found=of_found, gold=of_gold) for name, hit in hits.items()}
    return ClaimScore(of_gold, of_found, levels, field_shares(pairs), documents)


def score_verdicts(gold: Sequence[Record], found: Sequence[Record]) -> VerdictScore:
    """The score of found verdict rows against gold ones; each gold row takes the row that fits it best."""
    free, pairs, missed = list(found), [], []
    for row in gold:
        fitting = [
            other for other in free if same_party(row["partner"], other["partner"]) and same_data(row, other)
        ]
        if not fitting:
            missed.append(row)
            continue
        best = max(fitting, key=lambda other: (other["data"] == row["data"], facets_right(row, other)))
        free = [other for other in free if other is not best]
        pairs.append(Pair(1, row, best))
    right = {facet: sum(pair.gold[facet] == pair.found.get(facet) for pair in pairs) for facet in FACETS}
    return VerdictScore(
        rows=rates(len(pairs), found=len(found), gold=len(gold)),
        right=right,
        all_right=sum(facets_right(pair.gold, pair.found) == len(FACETS) for pair in pairs),
        comparison=Comparison(tuple(pairs), tuple(missed), tuple(free)),
    )


def score_drift(gold: Sequence[Record], found: Sequence[Record]) -> Rates:
    """The rates of found changes: of one partner and data category, in one facet and direction, at one article."""
    free, hits = list(found), 0
    for row in gold:
        fitting = [
            other
            for other in free
            if all(row.get(name) == other.get(name) for name in CHANGE)
            and same_party(row["partner"], other["partner"])
        ]
        if fitting:
            free.remove(fitting[0])
            hits += 1
    return rates(hits, found=len(found), gold=len(gold))


def compare(gold: Sequence[Record], found: Sequence[Record]) -> Comparison:
    """The pairing of one document's claims, one to one, best pair first."""
    ranked = sorted(
        ((closeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)),
        key=lambda entry: (-entry[0][0], -entry[0][1], entry[1], entry[2]),
    )
    taken: dict[int, int] = {}
    pairs = []
    for (level, _), i, j in ranked:
        if level and i not in taken and j not in taken.values():
            taken[i] = j
            pairs.append(Pair(level, gold[i], found[j]))
    missed = tuple(one for i, one in enumerate(gold) if i not in taken)
    extra = tuple(other for j, other in enumerate(found) if j not in taken.values())
    return Comparison(tuple(pairs), missed, extra)


def closeness(one: Record, other: Record) -> tuple[int, int]:
    """The level at which two claims match, 0 for none, and how many of source, consent and stance agree."""
    if not (same_party(one["partner"], other["partner"]) and same_data(one, other)):
        return 0, 0
    source = same_party(one["source"], other["source"])
    consent, stance = one["consent"] == other["consent"], one["stance"] == other["stance"]
    level = 1
    if stance and same_actions(one, other):
        level = 3 if source and consent else 2
    return level, source + consent + stance


def same_party(one: str, other: str) -> bool:
    """Whether two names mean one party: the words of one contain the other's, or they share at least half."""
    voices = is_own_voice(one), is_own_voice(other)
    if any(voices):
        return all(voices)
    first, second = name_words(one), name_words(other)
    if not (first and second):
        return False
    return first <= second or second <= first or 2 * len(first & second) >= len(first | second)


def same_data(one: Record, other: Record) -> bool:
    """Whether two data categories are the same, or one is a sub-category of the other."""
    first, second = one["data"].lower(), other["data"].lower()
    return bool(first == second or first.startswith(f"{second}.") or second.startswith(f"{first}."))


def same_actions(one: Record, other: Record) -> bool:
    """Whether two claims share an action; `access` goes with any."""
    first, second = set(one["actions"]), set(other["actions"])
    return bool(first & second) or Action.ACCESS in first | second


def is_own_voice(name: str) -> bool:
    """Whether a source's name stands for the article itself."""
    return name.strip().lower() in {"", *vocabulary.load("scoring")["own_voice"]}


@cache
def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell parties apart, in lower case and the singular."""
    lists = vocabulary.load("scoring")
    every = re.findall(r"[a-z0-9&+.-]+", re.sub(r"['’]s\b", "", name.lower()))
    telling = [word for word in every if word not in lists["small_words"]] or every
    spelled = " ".join(telling)
    full = lists["short_names"].get(spelled, spelled)
    return frozenset(singular(word.rstrip(".")) for word in full.split())


def singular(word: str) -> str:
    """A word without its plural s."""
    return word[:-1] if re.fullmatch(r".{2,}[^s]s", word) else word


def rates(hits: int, *, found: int, gold: int) -> Rates:
    """Precision, recall and F1; finding nothing where nothing is to be found is perfect."""
    precision = hits / found if found else float(not gold)
    recall = hits / gold if gold else 1.0
    both = precision + recall
    return Rates(precision, recall, 2 * precision * recall / both if both else 0.0)


def field_shares(pairs: Sequence[Pair]) -> dict[str, float]:
    """The share of pairs that agree, by field, and the mean overlap of their actions; empty without pairs."""
    each = [agreement(pair.gold, pair.found) for pair in pairs]
    return {name: sum(one[name] for one in each) / len(each) for name in each[0]} if each else {}


def agreement(one: Record, other: Record) -> dict[str, float]:
    """How far two claims agree, by field, from 0 to 1."""
    equal = {name: float(one.get(name) == other.get(name)) for name in FIELDS}
    return equal | {
        "source": float(same_party(one["source"], other["source"])),
        "actions": overlap(one, other),
    }


def overlap(one: Record, other: Record) -> float:
    """The Jaccard overlap of two claims' actions."""
    first, second = set(one["actions"]), set(other["actions"])
    return len(first & second) / len(first | second) if first | second else 1.0


def facets_right(one: Record, other: Record) -> int:
    """How many facets two verdicts share."""
    return sum(one[facet] == other.get(facet) for facet in FACETS)


def read_gold(folder: Path) -> Gold:
    """The gold of a folder: claims in its `claims` folder, or else in itself, and `verdicts.json`."""
    place = folder / "claims" if (folder / "claims").is_dir() else folder
    records = {
        path: read_json(path)
        for path in sorted(place.glob("*.json"))
        if path.name not in (VERDICTS_FILE, DRIFT_FILE)
    }
    verdicts = read_json(folder / VERDICTS_FILE) if (folder / VERDICTS_FILE).is_file() else None
    if not records:
        raise InputError(
            str(place), "no gold claims", 'needs .json files, each {"doc": ..., "claims": [...]}'
        )
    for path, record in records.items():
        if not (isinstance(record, dict) and {"doc", "claims"} <= set(record)):
            raise InputError(str(path), "no gold claims", 'needs {"doc": ..., "claims": [...]}')
        _refuse_other(record["claims"], CLAIM, path)
    named = Counter(str(record["doc"]) for record in records.values())
    if twice := [name for name, times in named.items() if times > 1]:
        raise InputError(str(place), f"gold for {twice[0]} twice", "one file for each document")
    if verdicts is not None:
        _refuse_other(verdicts, VERDICT, folder / VERDICTS_FILE)
    return Gold({record["doc"]: record["claims"] for record in records.values()}, verdicts)


def _refuse_other(rows: Any, fields: Mapping[str, type], path: Path) -> None:
    """InputError for anything but a list of records with these fields, each of its type."""
    if not isinstance(rows, list):
        raise InputError(str(path), f"{type(rows).__name__} in place of a list", "needs a list of records")
    for number, row in enumerate(rows, start=1):
        for name, kind in fields.items():
            if not (isinstance(row, dict) and isinstance(row.get(name), kind)):
                found = (
                    f"record {number} has {row.get(name) if isinstance(row, dict) else row!r:.80} as {name}"
                )
                raise InputError(str(path), found, f"{name} is a {kind.__name__}")


def read_json(path: Path) -> Any:
    """What a JSON file holds; InputError where it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            str(path), f"cannot be read ({error.strerror})", "a JSON file that you may read"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            str(path), f"not JSON ({error})", "one JSON object or list in UTF-8 is needed"
        ) from error
    if isinstance(found, dict):
        GOLD.check(found.get(KEY, 1), str(path))
    return found
