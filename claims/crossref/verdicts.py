"""The reports set against the company's and the partners' own words: one verdict per partner and data.

"The bank could read messages", says the newspaper; "only if people signed in", says the company: partly.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from claims.crossref.classes import plain
from claims.crossref.confirmed import confirmed, reviewers_of
from claims.crossref.evidence import (
    COMPANY,
    GRANTOR,
    IN_ARTICLE,
    PARTNER,
    REPORT,
    Reach,
    Said,
    closest,
    consents_on,
    denials_on,
    grants_on,
    reach,
    read_frame,
)
from claims.crossref.parties import COMPANY_KEY, CaseParties, Names, Party
from claims.crossref.relation import ACCOUNT, ANY_DATA, Relation, contains_data
from claims.crossref.rules import (
    ACCESS_RULES,
    CONSENT_RULES,
    PARTNER_RULES,
    Brief,
    contradiction,
    decide,
)
from claims.tables import check_claims, join_cell, verdicts_frame
from claims.types import Action, Consent, Stance, Status

if TYPE_CHECKING:
    from claims.documents.case import Case


Key = tuple[Party, str]


def cross_reference(claims: pd.DataFrame, case: "Case | CaseParties | None" = None) -> pd.DataFrame:
    """One verdict per partner and data category that a report claims, in reading order.

    Columns VERDICT_COLUMNS. Without `case` the company is the one that the frame names most. What the company
    alone tells an article, of a partner whom no report mentions, is a row too.
    """
    check_claims(claims)
    known = case if case and case.company else CaseParties(_most_named(claims))
    names, said = read_frame(claims, known)
    reviewers = reviewers_of(claims)
    return verdicts_frame([confirmed(_row(brief), reviewers) for brief in briefs(names, said)])


def _most_named(claims: pd.DataFrame) -> str:
    counts = Counter(name for name in claims["company"].fillna("") if name)
    return max(sorted(counts), key=counts.__getitem__, default="")


def briefs(names: Names, said: Sequence[Said]) -> list[Brief]:
    """What bears on each row, in the order in which the reports first claim it."""
    claimed = _claimed(said)
    return [_brief(key, claimed, names, said) for key in claimed]


def _claimed(said: Sequence[Said]) -> dict[Key, list[Said]]:
    found: dict[Key, list[Said]] = {}
    for one in said:
        if one.side == REPORT and one.stance == Stance.AFFIRMS:
            found.setdefault((one.party, one.data), []).append(one)
    mentioned = {party for party, _ in found}
    for one in said:
        told = one.side in (COMPANY, GRANTOR) and one.tier == IN_ARTICLE and one.stance == Stance.AFFIRMS
        other = one.party.named and one.party.key != COMPANY_KEY
        if told and other and one.party not in mentioned:
            found.setdefault((one.party, one.data), []).append(one)
    return found


def _brief(key: Key, claimed: Mapping[Key, Sequence[Said]], names: Names, said: Sequence[Said]) -> Brief:
    (party, data), reports = key, claimed[key]
    actions = frozenset(a for r in reports for a in r.actions)
    grantors = {r.grantor for r in reports}
    elsewhere = None not in grantors
    words = [reach(s, party, data, names) for s in said if _answers(s, grantors)]
    grants, denials = grants_on(words), denials_on(words, actions)
    return Brief(
        company=_speaker(closest([*grants, *denials]), names),
        partner=shown_name(party, reports, names),
        party=party,
        data=data,
        actions=actions,
        reports=tuple(reports),
        own_word=all(r.side != REPORT for r in reports),
        elsewhere=elsewhere and not words,
        grants=tuple(closest(grants)),
        denials=tuple(closest(denials)),
        consents=tuple(closest(consents_on(words))),
        partner_words=tuple(_partner_words(party, _answered(key, claimed), names, said)),
    )


def _answers(said: Said, grantors: set[Party | None]) -> bool:
    if said.side == GRANTOR:
        return said.grantor in grantors
    return (said.side == COMPANY or said.retells_rule) and None in grantors


def _speaker(words: Sequence[Reach], names: Names) -> str:
    own = [w.said for w in words if w.said.side == GRANTOR]
    return own[0].source if own and len(own) == len(words) else names.case.company or "The company"


def _from_among(said: Said, party: Party, names: Names) -> bool:
    """Whether one of the staff speaks of the staff: a reviewer on what reviewers hear."""
    return said.side == REPORT and names.is_staff(party) and names.is_staff(names.party(said.source))


def _answered(key: Key, claimed: Mapping[Key, Sequence[Said]]) -> frozenset[str]:
    """The data that a partner's words must name to answer the row; words on any data answer a lone row."""
    party, data = key
    alone = all(other == data or contains_data(data, other) for owner, other in claimed if owner == party)
    return frozenset({data, ANY_DATA} if alone and data != ACCOUNT else {data})


def _partner_words(
    party: Party, answered: frozenset[str], names: Names, said: Sequence[Said]
) -> Iterable[Said]:
    own = COMPANY if party.key == COMPANY_KEY else PARTNER
    for one in said:
        speaks = one.side == own or _from_among(one, party, names)
        if speaks and one.data in answered and _about(reach(one, party, one.data, names), party):
            yield one


def _about(word: Reach, party: Party) -> bool:
    staff = party.key == COMPANY_KEY and word.party is Relation.NARROWER
    return staff or word.party is Relation.SAME


def shown_name(party: Party, reports: Sequence[Said], names: Names) -> str:
    if party.key == COMPANY_KEY and names.case.company:
        return names.case.company
    partners = names.case.partners
    for listed in (*(p.name for p in partners), *(c for p in partners for c in p.classes)):
        if names.party(listed) == party:
            return listed
    counts = Counter(plain(r.partner) for r in reports)
    return max(counts, key=lambda n: (counts[n], party.named * len(n)))


def _row(brief: Brief) -> dict[str, Any]:
    access, access_why = decide(ACCESS_RULES, brief)
    consent, consent_why = decide(CONSENT_RULES, brief)
    partner, partner_why = decide(PARTNER_RULES, brief)
    company = _deciding(brief)
    return {
        "partner": brief.partner,
        "data": brief.data,
        "actions": join_cell(str(a) for a in Action if a in brief.actions),
        "claimed_consent": str(brief.reported_consent),
        "access": access.label,
        "access_rule": access.name,
        "consent": consent.label,
        "consent_rule": consent.name,
        "partner_position": partner.label,
        "partner_rule": partner.name,
        "status_report": _status(brief.reports),
        "status_company": _status([w.said for w in (*brief.grants, *brief.denials)]),
        "why": " ".join(s for s in (access_why, consent_why, partner_why) if s),
        "tier": _tier(company),
        "sources": len({r.origin for r in brief.reports}),
        "articles": len({r.doc for r in brief.reports}),
        "docs": join_cell(sorted({s.doc for s in (*brief.reports, *company, *brief.partner_words)})),
        **_evidence(brief, company),
    }


def _deciding(brief: Brief) -> list[Said]:
    consents = () if brief.reported_consent is Consent.NOT_STATED else brief.consents
    return list(dict.fromkeys(w.said for w in (*brief.grants, *brief.denials, *consents)))


def _evidence(brief: Brief, company: Sequence[Said]) -> dict[str, str]:
    both = contradiction(brief) or ()
    return {
        "report_evidence": join_cell(r.claim for r in brief.reports),
        "company_evidence": join_cell(s.claim for s in company),
        "partner_evidence": join_cell(s.claim for s in brief.partner_words),
        "contradiction": join_cell(s.claim for s in both),
        "report_words": _words(brief.reports),
        "company_words": _words(company),
        "partner_words": _words(brief.partner_words),
    }


def _words(said: Iterable[Said]) -> str:
    return join_cell(dict.fromkeys(s.evidence for s in said))


def _status(said: Iterable[Said]) -> str:
    told = {s.status for s in said}
    return join_cell(s for s in (Status.ENDED, Status.ONGOING) if s in told) or str(Status.NOT_STATED)


def _tier(company: Sequence[Said]) -> str:
    return next((t for t in ("statement", "article") if any(s.tier == t for s in company)), "none")
