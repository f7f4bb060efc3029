"""The facets of a verdict as ordered lists of rules: the first whose test holds gives label and reason.

To add a rule, put it in its list, in the order in which it should be asked.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from claims.crossref.classes import sale_words, tokens
from claims.crossref.evidence import Reach, Said, as_firm, only_possible, rank
from claims.crossref.parties import Party
from claims.crossref.relation import Relation, contains_actions
from claims.types import Action, Consent, Stance


class Brief(NamedTuple):
    """All that bears on one partner and data category; `grants` and the rest hold the nearest words only."""

    company: str
    partner: str
    party: Party
    data: str
    actions: frozenset[Action]
    reports: tuple[Said, ...]
    own_word: bool
    elsewhere: bool
    grants: tuple[Reach, ...]
    denials: tuple[Reach, ...]
    consents: tuple[Reach, ...]
    partner_words: tuple[Said, ...]

    @property
    def reported_consent(self) -> Consent:
        """What the reports say about consent; the strongest word where they differ."""
        said = {r.holds_consent for r in self.reports}
        return next(
            (c for c in (Consent.WITHOUT, Consent.CONDITIONAL, Consent.WITH) if c in said), Consent.NOT_STATED
        )


class Rule(NamedTuple):
    """One way a facet is decided: `why` is a sentence with the fields company, partner and data."""

    name: str
    label: str
    test: Callable[[Brief], bool]
    why: str


def limits(brief: Brief, grant: Reach) -> tuple[str, ...]:
    """The names of what the grant leaves out, against what the reports say; empty for a full grant."""
    conditional = {r.holds_consent for r in brief.reports} <= {Consent.CONDITIONAL, Consent.WITH}
    found = {
        "condition": grant.said.consent == Consent.CONDITIONAL and not conditional,
        "class": grant.party is Relation.BROADER,
        "member": grant.party is Relation.NARROWER,
        "part_of_data": grant.data is Relation.NARROWER,
        "fewer_actions": not contains_actions(grant.said.actions, brief.actions),
        "only_possible": only_possible([grant.said]) and not only_possible(brief.reports),
    }
    return tuple(name for name, holds in found.items() if holds)


def contradiction(brief: Brief) -> tuple[Said, Said] | None:
    """A grant and a denial of the same thing by the company, without condition and of the same time."""
    for grant in brief.grants:
        for denial in brief.denials:
            if grant.said.party == denial.said.party and _same_terms(grant.said, denial.said):
                return grant.said, denial.said
    return None


def _contradicts(brief: Brief) -> bool:
    """A contradiction that decides: a statement is not undone by what articles tell that the company said."""
    both = contradiction(brief)
    return both is not None and both[0].tier == both[1].tier


def _sale(said: Said) -> bool:
    return any(word in sale_words() for word in tokens(said.evidence))


def _not_sold(brief: Brief) -> bool:
    """A grant of sharing beside a denial of selling; "never sold to anyone" limits no grant that names the partner."""
    if not brief.grants or not brief.denials:
        return False
    grant, denial = brief.grants[0], brief.denials[0]
    if grant.closeness < denial.closeness and as_firm(grant.said, denial.said):
        return False
    return all(_sale(d.said) for d in brief.denials) and not any(_sale(g.said) for g in brief.grants)


def _same_terms(grant: Said, denial: Said) -> bool:
    return (
        _sale(grant) == _sale(denial)
        and grant.consent != Consent.CONDITIONAL
        and grant.data == denial.data
        and grant.status == denial.status
        and (not grant.actions or not denial.actions or bool(grant.actions & denial.actions))
    )


def _only_not_sold(brief: Brief) -> bool:
    """Nothing but a denial of selling, where no report speaks of a sale."""
    told = any(_sale(report) for report in brief.reports)
    return bool(brief.denials) and all(_sale(d.said) for d in brief.denials) and not told


def _denied(brief: Brief) -> bool:
    if not brief.denials or _only_not_sold(brief):
        return False
    return not brief.grants or min(map(rank, brief.denials)) < min(map(rank, brief.grants))


def _wider_denied(brief: Brief) -> bool:
    """A grant of handing over beside a denial of access."""
    return any(
        not contains_actions(g.said.actions, d.said.actions) for g in brief.grants for d in brief.denials
    )


def _full(brief: Brief) -> bool:
    found = [limits(brief, g) for g in brief.grants]
    return () in found and not any("condition" in names for names in found)


def _limited(name: str) -> Callable[[Brief], bool]:
    return lambda brief: any(name in limits(brief, g) for g in brief.grants)


def _silent(brief: Brief) -> bool:
    return not brief.grants and not brief.denials


ACCESS_RULES: Sequence[Rule] = (
    Rule("another_grantor", "not_addressed", lambda b: b.elsewhere,
         "The report speaks of access that another company than {company} gave."),
    Rule("nothing_said", "not_addressed", _silent,
         "{company} says nothing that reaches {partner} and {data}."),
    Rule("denied_the_sale_alone", "not_addressed", lambda b: _only_not_sold(b) and not b.grants,
         "{company} denies selling {data}; no report says that {partner} bought it."),
    Rule("contradicts_itself", "partly_confirmed", _contradicts,
         "{company} both grants and denies that {partner} had access to {data}."),
    Rule("granted_but_no_access", "partly_confirmed", lambda b: _full(b) and _wider_denied(b),
         "{company} grants that {partner} got {data}, and denies that it had access of its own."),
    Rule("denied", "disputed", _denied,
         "{company} rejects that {partner} had access to {data}."),
    Rule("granted_but_not_sold", "partly_confirmed", lambda b: _full(b) and _not_sold(b),
         "{company} grants that {partner} got {data}, and denies selling it."),
    Rule("own_rule_retold", "confirmed", lambda b: _full(b) and all(g.said.retells_rule for g in b.grants),
         "The report tells it as a rule that {company} has set: {partner} may have {data}."),
    Rule("own_admission", "confirmed", lambda b: b.own_word and _full(b),
         "{company} itself names {partner} as having access to {data}."),
    Rule("granted", "confirmed", _full,
         "{company} grants that {partner} had access to {data}."),
    Rule("granted_on_condition", "partly_confirmed", _limited("condition"),
         "{company} grants access to {data} for {partner} only under a condition that people had to meet."),
    Rule("granted_for_class", "partly_confirmed", _limited("class"),
         "{company} grants access to {data} for a group that {partner} belongs to, without naming it."),
    Rule("granted_for_member", "partly_confirmed", _limited("member"),
         "{company} grants access to {data} for some of {partner} only."),
    Rule("granted_for_part_of_data", "partly_confirmed", _limited("part_of_data"),
         "{company} grants to {partner} a narrower kind of data than the report's {data}."),
    Rule("granted_fewer_actions", "partly_confirmed", _limited("fewer_actions"),
         "{company} grants that {partner} could do some of what the report says with {data}, not all."),
    Rule("granted_as_possible", "partly_confirmed", _limited("only_possible"),
         "{company} says only that {partner} may get {data}, where the report says that it did."),
)  # fmt: skip


def _company_holds(brief: Brief) -> set[Consent]:
    return {c.said.holds_consent for c in brief.consents}


def _report_says(*values: Consent) -> Callable[[Brief], bool]:
    return lambda brief: brief.reported_consent in values


def _both(first: Callable[[Brief], bool], *company: Consent) -> Callable[[Brief], bool]:
    return lambda brief: first(brief) and bool(_company_holds(brief) & set(company))


def _consent_open(brief: Brief) -> bool:
    return brief.own_word or brief.reported_consent is Consent.NOT_STATED


WITHOUT = _report_says(Consent.WITHOUT)
PERMITTED = _report_says(Consent.WITH, Consent.CONDITIONAL)

CONSENT_RULES: Sequence[Rule] = (
    Rule("report_silent_on_consent", "not_addressed", _consent_open,
         "The report leaves consent open."),
    Rule("grantor_elsewhere", "not_addressed", lambda b: b.elsewhere,
         "The report speaks of another company's dealings, so consent has no answer here."),
    Rule("company_silent_on_consent", "not_addressed", lambda b: not b.consents,
         "{company} does not answer what the report says about consent."),
    Rule("company_says_permitted", "disputed", _both(WITHOUT, Consent.WITH),
         "The report says without consent, {company} says with consent."),
    Rule("company_says_conditional", "disputed", _both(WITHOUT, Consent.CONDITIONAL),
         "The report says without consent, {company} says only where people chose it."),
    Rule("company_grants_without", "agreed", _both(WITHOUT, Consent.WITHOUT),
         "Report and {company} agree that it was without consent."),
    Rule("company_says_without", "disputed", _both(PERMITTED, Consent.WITHOUT),
         "The report says with consent, {company} says without."),
    Rule("both_permitted", "agreed", _both(PERMITTED, Consent.WITH, Consent.CONDITIONAL),
         "Report and {company} agree that people had a say."),
)  # fmt: skip


def _partner_says(test: Callable[[Said], bool]) -> Callable[[Brief], bool]:
    return lambda brief: any(test(said) for said in brief.partner_words)


PARTNER_RULES: Sequence[Rule] = (
    Rule("partner_denies", "denies", _partner_says(lambda s: s.rejects),
         "The partner itself denies it."),
    Rule("partner_unaware", "unaware", _partner_says(lambda s: s.stance == Stance.UNAWARE),
         "The partner itself says that it did not know of it."),
    Rule("partner_confirms", "confirms", _partner_says(lambda s: s.grants),
         "The partner itself confirms it."),
    Rule("partner_silent", "none", lambda _: True, ""),
)  # fmt: skip


def decide(rules: Sequence[Rule], brief: Brief) -> tuple[Rule, str]:
    """The first rule that holds, and its sentence filled in."""
    rule = next(r for r in rules if r.test(brief))
    shown = brief.data.replace("_", " ").replace(".", ": ")
    return rule, rule.why.format(company=brief.company, partner=brief.partner, data=shown)
