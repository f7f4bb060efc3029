"""A person's decision becomes rows of `review.csv`, on the disk before the next one is asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import uuid4

from claims.errors import InputError
from claims.review.anchor import Anchor, anchor_at
from claims.review.decision import FIELDS, Decision, Verb, check_value
from claims.review.log import append
from claims.review.standing import KEY, Standing, State, anchor_of
from claims.review.table import Review, claim_of, read_review
from claims.tables import claim_id
from claims.types import AUTHOR, Action, Certainty, Consent, Document, Kind, Span, Stance, Status

ORPHAN = "withdraw the decision, or add the claim at the words that carry it now"


class About(NamedTuple):
    """What a decision is about: a claim's id, its document, its fields as proposed, and its words."""

    claim: str
    doc: str
    fields: Mapping[str, str]
    anchor: Anchor


def decide(
    review: Review,
    claims: str | Iterable[str],
    decision: str,
    *,
    reviewer: str,
    note: str = "",
    changes: Mapping[str, str] | None = None,
) -> Review:
    """The review with one decision on one or several claims written to `review.csv`, all of them or none.

    `decision` is accept, reject, amend (with `changes`, field to value) or withdraw. InputError for a claim that is not
    there, a value that no claim can have, no reviewer, or a file that cannot be written.
    """
    names = [claims] if isinstance(claims, str) else [*claims]
    verb = _verb(decision, changes)
    signed = Signature(reviewer, note)
    checked = {name: check_value(name, value, "amendment") for name, value in (changes or {}).items()}
    rows = [
        row for name in names for row in _rows(review, find_claim(review, name, verb), verb, checked, signed)
    ]
    append(review.case.folder, rows)
    return read_review(review.case, review.proposed)


def add(
    review: Review,
    doc: str,
    evidence: str,
    *,
    reviewer: str,
    note: str = "",
    start: int | None = None,
    **values: str,
) -> Review:
    """The review with a claim that the rules missed; `evidence` are its words in the document.

    `values` are its fields: partner and data at least; what is left out is as the plainest claim has it. InputError where
    the words do not stand there, or stand there more than once and no `start` tells which, or the claim is there already.
    """
    document = _document(review, doc)
    span = _words(document, evidence, start)
    fields = _fields(review, document, values)
    for standing in review.standings:
        if standing.stays and _is_there(standing, doc, span, fields):
            found = f"the claim is there already, as {standing.claim}"
            raise InputError(f"claim to add to {doc}", found, "accept or amend that one")
    claim = claim_id(doc, claim_of(fields, document, span))
    about = About(claim, doc, fields, anchor_at(document.text, span))
    append(review.case.folder, [Signature(reviewer, note).row(Verb.ADD, about)])
    return read_review(review.case, review.proposed)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, when and why; InputError for nobody."""

    reviewer: str
    note: str
    time: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise InputError("decision", "no reviewer", "name who decides")

    def row(self, verb: Verb, about: About, change: tuple[str, str] = ("", "")) -> Decision:
        """A row of `review.csv` by this reviewer."""
        field_name, value = change
        return Decision(
            id=uuid4().hex[:12],
            time=self.time,
            reviewer=self.reviewer.strip(),
            decision=verb,
            claim=about.claim,
            field=field_name,
            value=value,
            note=self.note.strip(),
            doc=about.doc,
            **about.fields,  # type: ignore[arg-type]
            **about.anchor._asdict(),
        )


def find_claim(review: Review, claim: str, verb: Verb | None = None) -> Standing:
    """Where the claim with that id stands; InputError where there is none, or its words are gone."""
    found = next((s for s in review.standings if s.claim == claim), None)
    if found is None:
        raise InputError(
            f"claim {claim!r}", "no claim of this case has that id", "ids are in the list of claims"
        )
    if found.state is State.ORPHANED and verb not in (None, Verb.WITHDRAW):
        raise InputError(f"claim {claim}", f"orphaned: {found.why}", ORPHAN)
    return found


def _verb(decision: str, changes: Mapping[str, str] | None) -> Verb:
    if decision not in [v for v in Verb if v is not Verb.ADD]:
        raise InputError("decision", f"{decision!r}", "one of accept, reject, amend, withdraw")
    if (decision == Verb.AMEND) != bool(changes):
        raise InputError(
            "decision", f"{decision} with {changes or 'no changes'}", "amend, and only amend, has changes"
        )
    return Verb(decision)


def _rows(
    review: Review, standing: Standing, verb: Verb, changes: Mapping[str, str], signed: Signature
) -> Iterator[Decision]:
    """The rows that make the claim read as the person now says.

    Who confirms a claim that the rules have come to read differently confirms the person's reading, not theirs.
    """
    about = _about(review, standing)
    if standing.state is State.STALE and verb in (Verb.ACCEPT, Verb.AMEND):
        theirs = {name: value for name, value in standing.values.items() if name not in changes}
        for name, value in theirs.items():
            if value != about.fields[name]:
                yield signed.row(Verb.AMEND, about, (name, value))
        if standing.row is None:
            yield signed.row(Verb.ADD, about)
    for change in changes.items() or [("", "")]:
        yield signed.row(verb, about, change)


def _about(review: Review, standing: Standing) -> About:
    if standing.state is State.ORPHANED and standing.last:
        anchor = anchor_of(standing.last)
    else:
        anchor = anchor_at(_document(review, standing.doc).text, standing.span)
    return About(standing.claim, standing.doc, standing.proposed, anchor)


def _document(review: Review, doc: str) -> Document:
    documents = {d.name: d for d in (*review.case.articles, *review.case.statements)}
    if doc not in documents:
        raise InputError(f"document {doc!r}", "not in the case", f"one of {', '.join(documents)}")
    return documents[doc]


def _words(document: Document, evidence: str, start: int | None) -> Span:
    pattern = r"\s+".join(map(re.escape, evidence.split()))
    found = re.finditer(f"(?=({pattern}))", document.text) if pattern else ()
    spans = [Span(*match.span(1)) for match in found]
    chosen = [span for span in spans if start is None or span.start == start]
    where = f"evidence in {document.name}"
    if not spans:
        raise InputError(where, f"{evidence[:60]!r} does not stand there", "copy the words from the document")
    if len(chosen) != 1:
        places = ", ".join(str(span.start) for span in spans)
        raise InputError(where, f"its words begin at {places}", "give more words, or the start that is meant")
    return chosen[0]


def _fields(review: Review, document: Document, values: Mapping[str, str]) -> dict[str, str]:
    plainest = {
        "source": document.speaker if document.kind is Kind.STATEMENT and document.speaker else AUTHOR,
        "via": "", "cue": "", "stance": Stance.AFFIRMS, "certainty": Certainty.ASSERTED,
        "grantor": review.case.company, "partner": "", "actions": Action.ACCESS, "data": "",
        "consent": Consent.NOT_STATED, "status": Status.NOT_STATED,
    }  # fmt: skip
    unknown = [name for name in values if name not in FIELDS]
    if unknown:
        raise InputError("claim to add", f"no field {unknown[0]!r}", f"one of {', '.join(FIELDS)}")
    merged = {name: str(value) for name, value in {**plainest, **values}.items()}
    return {name: check_value(name, merged[name], "claim to add") for name in FIELDS}


def _is_there(standing: Standing, doc: str, span: Span, fields: Mapping[str, str]) -> bool:
    same_place = standing.doc == doc and standing.span.overlaps(span)
    return same_place and all(standing.values[name] == fields[name] for name in KEY)
