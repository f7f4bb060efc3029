"""Where each decision stands after the rules ran again.

A person's reading is never overwritten by the rules, and never carried on to words that may not be the same ones.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import count
from typing import Any, NamedTuple

from claims.review.anchor import Anchor, Place, place, text_hash
from claims.review.decision import FIELDS, Decision, Verb
from claims.types import Document, Span

KEY = ("source", "stance", "partner", "data")
COMPARED = tuple(name for name in FIELDS if name != "cue")
GONE = "its document is not in the case, or cannot be read"
ELSEWHERE = "its words now stand in other surroundings, and the rules do not find this claim there"
UNFOUND = "the rules no longer find this claim in its words"
RECUT = "the rules now cut its evidence differently"

Row = Mapping[str, Any]
Changes = Mapping[str, str]


class State(StrEnum):
    """How a claim's decisions stand: kept as they are; moved with the same words; stale where the rules now read
    those words differently; orphaned where the words cannot be told any more; new where there are none.
    """

    KEPT = "kept"
    MOVED = "moved"
    STALE = "stale"
    ORPHANED = "orphaned"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Standing:
    """One claim with all that was decided on it.

    `row` is what the rules find now, None where that is nothing. `changes` are all amendments, by field. `place` is None
    for an orphan and for a claim without decision. `why` tells what is not as it was.
    """

    state: State
    claim: str
    row: Row | None = None
    last: Decision | None = None
    changes: Changes = field(default_factory=dict)
    place: Place | None = None
    why: str = ""

    @property
    def doc(self) -> str:
        """The document that the claim is made in."""
        return str(self.row["doc"]) if self.row else self.last.doc if self.last else ""

    @property
    def span(self) -> Span:
        """Where its evidence stands; for an orphan, where it stood."""
        if self.row:
            return Span(self.row["start"], self.row["end"])
        if self.place or not self.last:
            return self.place.span if self.place else Span(0, 0)
        return Span(self.last.start, self.last.start + len(self.last.exact))

    @property
    def decided_on(self) -> dict[str, str]:
        """The claim's fields as they were proposed when it was last decided on."""
        return {name: str(getattr(self.last, name)) for name in FIELDS}

    @property
    def proposed(self) -> dict[str, str]:
        """The claim's fields as the rules find them now, else as they were proposed."""
        return {name: str(self.row[name]) for name in FIELDS} if self.row else self.decided_on

    @property
    def values(self) -> dict[str, str]:
        """The claim's fields as the person reads them, else as the rules do."""
        stale = self.last is not None and self.state is State.STALE
        return {**(self.decided_on if stale else self.proposed), **self.changes}

    @property
    def stays(self) -> bool:
        """Whether the claim is in the tables."""
        rejected = self.last is not None and self.last.decision is Verb.REJECT
        return self.state is not State.ORPHANED and not rejected

    @property
    def reviewed(self) -> bool:
        """Whether a person has confirmed the claim as it stands now."""
        return self.stays and self.state in (State.KEPT, State.MOVED)


class Found(NamedTuple):
    """A decision's place in the document as it is now, or why it has none, and the claim that the rules find there."""

    place: Place | str
    row: Row | None = None


class Texts(NamedTuple):
    """What decisions are looked up in: the claims that the rules find now, the documents, all amendments by claim."""

    rows: Sequence[Row]
    documents: Mapping[str, Document]
    changes: Mapping[str, Changes]


def standings(
    rows: Sequence[Row], documents: Mapping[str, Document], log: Sequence[Decision]
) -> list[Standing]:
    """Where every decision stands, then every claim without one.

    `rows` are the claims that the rules propose now. Decisions on one claim count in the order in which they were made.
    """
    texts = Texts(rows, documents, _amendments(log))
    groups: dict[tuple[Any, ...], list[tuple[Decision, Found]]] = {}
    for key, decision, found in _keyed(log, [_find(decision, texts) for decision in log]):
        groups.setdefault(key, []).append((decision, found))
    decided = [standing for group in groups.values() if (standing := _fold(group))]
    known = {one.claim for one in decided if one.row}
    new = [Standing(State.NEW, name, row) for row in rows if (name := str(row["claim"])) not in known]
    return _named_apart([*decided, *new])


def _named_apart(found: Iterable[Standing]) -> list[Standing]:
    """The same with ids of their own: what the rules find keeps its id, what they do not find gives way."""
    named: dict[str, Standing] = {}
    for standing in sorted(found, key=lambda one: one.row is None):
        free = (f"{standing.claim}-{n}" for n in count(2))
        name = standing.claim if standing.claim not in named else next(n for n in free if n not in named)
        named[name] = replace(standing, claim=name)
    return [*named.values()]


def _amendments(log: Iterable[Decision]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for decision in log:
        if decision.decision is Verb.WITHDRAW:
            found[decision.claim] = {}
        elif decision.decision is Verb.AMEND:
            found.setdefault(decision.claim, {})[decision.field] = decision.value
    return found


def _find(decision: Decision, texts: Texts) -> Found:
    document = texts.documents.get(decision.doc)
    if document is None:
        return Found(GONE)
    where = place(document.text, anchor_of(decision))
    if isinstance(where, str):
        return Found(where)
    row = _claim_at(where, decision, texts)
    return Found(where, row) if row or _surely(decision, where, document.text) else Found(ELSEWHERE)


def anchor_of(decision: Decision) -> Anchor:
    """The anchor that a decision holds."""
    return Anchor(decision.exact, decision.prefix, decision.suffix, decision.start, decision.text_hash)


def _claim_at(where: Place, decision: Decision, texts: Texts) -> Row | None:
    """The same claim at that place: with its very evidence, else the only one whose evidence shares words with it."""
    proposed = {name: str(getattr(decision, name)) for name in KEY}
    amended = {n: texts.changes.get(decision.claim, {}).get(n, value) for n, value in proposed.items()}
    near = [r for r in texts.rows if r["doc"] == decision.doc
            and r["start"] < where.span.end and where.span.start < r["end"]]  # fmt: skip
    for key in (proposed, amended):
        same = [r for r in near if all(r[name] == value for name, value in key.items())]
        best = [r for r in same if (r["start"], r["end"]) == where.span] or same
        if best:
            return (
                best[0] if len(best) == 1 else next((r for r in best if r["claim"] == decision.claim), None)
            )
    return None


def _surely(decision: Decision, where: Place, text: str) -> bool:
    """Whether the words are the same ones although the rules find no such claim in them: they name its partner."""
    words = f"{decision.prefix}{decision.exact}{decision.suffix}" if where.same else decision.exact
    unchanged = where.same and text_hash(text) == decision.text_hash
    return unchanged or decision.partner.casefold() in words.casefold()


def _keyed(
    log: Sequence[Decision], found: Sequence[Found]
) -> Iterator[tuple[tuple[Any, ...], Decision, Found]]:
    """Each decision with what tells its claim: the claim found, else the place, else the words that it had.

    One whose words are gone goes with later decisions under the same id, which stand in for it.
    """
    keys = [_key(decision, where) for decision, where in zip(log, found, strict=True)]
    firm = {d.claim: key for d, key in zip(log, keys, strict=True) if key}
    for decision, key, where in zip(log, keys, found, strict=True):
        words = (decision.doc, decision.exact, decision.prefix, decision.suffix)
        told = [getattr(decision, name) for name in KEY]
        yield key or firm.get(decision.claim) or ("words", *words, *told), decision, where


def _key(decision: Decision, found: Found) -> tuple[Any, ...] | None:
    if found.row:
        return "claim", found.row["claim"]
    if isinstance(found.place, str):
        return None
    return "place", decision.doc, found.place.span, *(getattr(decision, name) for name in KEY)


def _fold(group: Iterable[tuple[Decision, Found]]) -> Standing | None:
    """What a claim's decisions amount to, in the order in which they were made; None where they were withdrawn."""
    changes: dict[str, str] = {}
    standing: Standing | None = None
    added = False
    for decision, found in group:
        if decision.decision is Verb.WITHDRAW:
            changes, standing, added = {}, None, False
            continue
        if decision.decision is Verb.AMEND:
            changes[decision.field] = decision.value
        added = added or decision.decision is Verb.ADD
        standing = _stand(decision, found, dict(changes), added)
    return standing


def _stand(last: Decision, found: Found, changes: Changes, added: bool) -> Standing:
    where, row = found
    if isinstance(where, str):
        return Standing(State.ORPHANED, last.claim, None, last, changes, None, where)
    claim = str(row["claim"]) if row else last.claim
    state, why = State.KEPT, ""
    differs = "; ".join(_differences(last, row, changes)) if row else ""
    if row is None and not added and last.decision is not Verb.REJECT:
        state, why = State.STALE, UNFOUND
    elif differs:
        state, why = State.STALE, f"the rules now read {differs}"
    elif where.span.start != last.start:
        state, why = State.MOVED, f"from character {last.start} to {where.span.start}"
    elif claim != last.claim:
        state, why = State.MOVED, RECUT
    return Standing(state, claim, row, last, changes, where, why)


def _differences(decision: Decision, row: Row, changes: Changes) -> Iterator[str]:
    for name in COMPARED:
        then, now = getattr(decision, name), row[name]
        if name not in changes and then != now:
            yield f"{name} as {now or 'nothing'}, not {then or 'nothing'}"
