"""One claim per source, stance, partner and data category: repeats are joined, nothing that was stated is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from claims.types import Action, Claim, Consent, Reason, Stance, Status

CONSENT_STRENGTH = (Consent.WITHOUT, Consent.WITH, Consent.CONDITIONAL, Consent.NOT_STATED)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim with the index of the token it rests on, before repeats are merged."""

    claim: Claim
    predicate: int


def merge(drafts: Iterable[Draft]) -> tuple[Claim, ...]:
    """The claims of the drafts in the order of their evidence: actions joined, stated values kept before unstated ones."""
    merged: dict[tuple[str, Stance, str, str], Claim] = {}
    for draft in drafts:
        claim = draft.claim
        key = (claim.source, claim.stance, claim.partner.lower(), claim.data)
        merged[key] = _joined(merged[key], claim) if key in merged else claim
    denied = {(c.source, c.partner, c.data) for c in merged.values() if c.stance is Stance.DENIES}
    claims = [_tidy(claim) for claim in merged.values() if not _is_outweighed(claim, denied)]
    return tuple(sorted(claims, key=lambda c: (c.start, c.end, c.partner, c.data)))


def _is_outweighed(claim: Claim, denied: set[tuple[str, str, str]]) -> bool:
    """Whether a party that did not know of its access also denies it outright: the denial counts."""
    return claim.stance is Stance.UNAWARE and (claim.source, claim.partner, claim.data) in denied


def _joined(first: Claim, second: Claim) -> Claim:
    stronger = min((first, second), key=lambda c: CONSENT_STRENGTH.index(c.consent))
    return replace(
        first,
        actions=tuple(dict.fromkeys((*first.actions, *second.actions))),
        consent=stronger.consent,
        status=second.status if first.status is Status.NOT_STATED else first.status,
        cues=tuple(dict((*second.cues, *first.cues)).items()),
        reasons=_reasons(first, second, stronger.consent),
    )


def _reasons(first: Claim, second: Claim, consent: Consent) -> tuple[Reason, ...]:
    """The first telling's reasons, and the second's for what only it tells."""
    taken = {"consent"} if consent is not first.consent else set()
    taken |= {"status"} if first.status is Status.NOT_STATED is not second.status else set()
    kept = [r for r in first.reasons if r.field not in taken]
    known = {r.value for r in kept if r.field == "actions"}
    told = {s for r in first.reasons for s in r.sentences}
    later = [
        r if set(r.sentences) <= told else replace(r, why=f"{r.why}, where it is told again")
        for r in second.reasons
        if r.field in taken or (r.field == "actions" and r.value not in known)
    ]
    return (*kept, *later)


def _tidy(claim: Claim) -> Claim:
    """Specific actions leave out `access`; the order is that of the vocabulary."""
    named = [a for a in Action if a in claim.actions]
    if len(named) > 1 and Action.ACCESS in named:
        named.remove(Action.ACCESS)
    reasons = tuple(r for r in claim.reasons if r.field != "actions" or r.value in named)
    return replace(claim, actions=tuple(named), reasons=reasons)
