"""What was said, sorted by who says it: the reports, the company, and the partner about itself.

"Netflix said it was unaware of the privileges" is the partner's own word; "the newspaper says" is a report.
"""

from collections.abc import Iterable, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from claims.crossref.apposition import told_classes
from claims.crossref.classes import ANYONE, same_name, tokens, voice_words
from claims.crossref.parties import COMPANY_KEY, CaseParties, Names, Party
from claims.crossref.relation import ANY_DATA, Relation, contains_actions, contains_data, relation
from claims.crossref.wording import speaks_of
from claims.tables import split_cell
from claims.types import AUTHOR, UNKNOWN, Action, Certainty, Consent, Kind, Stance

if TYPE_CHECKING:
    from claims.documents.case import Case


COMPANY, GRANTOR, PARTNER, REPORT = "company", "grantor", "partner", "report"
GIVING = ("give", "transfer-noun")
OWN_STATEMENT, IN_ARTICLE = "statement", "article"


class Said(NamedTuple):
    """One claim with its partner resolved and the side that it is evidence for."""

    claim: str
    doc: str
    origin: str
    side: str
    tier: str
    source: str
    stance: str
    certainty: str
    grantor: Party | None
    partner: str
    party: Party
    actions: frozenset[Action]
    data: str
    consent: str
    status: str
    evidence: str

    @property
    def conditional_denial(self) -> bool:
        """A grant under a condition, told as a denial: "we do not share it unless you ask"."""
        return self.stance == Stance.DENIES and self.consent == Consent.CONDITIONAL

    @property
    def grants(self) -> bool:
        """Whether the source holds that the access exists."""
        return self.stance == Stance.AFFIRMS or self.conditional_denial

    @property
    def rejects(self) -> bool:
        """Whether the source holds that there was no access; "none without permission" is not that."""
        return self.stance == Stance.DENIES and self.consent not in (Consent.CONDITIONAL, Consent.WITHOUT)

    @property
    def retells_rule(self) -> bool:
        """Whether an article tells in its own voice a rule that only the company can set: "apps are authorised to"."""
        own_voice = self.side == REPORT and self.source == AUTHOR and self.grantor is None
        return own_voice and self.stance == Stance.AFFIRMS and speaks_of("own_rule", self.evidence)

    @property
    def holds_consent(self) -> Consent:
        """What the source says about consent; "none gave access without permission" says with."""
        if self.stance == Stance.DENIES and self.consent == Consent.WITHOUT:
            return Consent.WITH
        return Consent.NOT_STATED if self.stance == Stance.UNAWARE or self.rejects else Consent(self.consent)


class Reach(NamedTuple):
    """Somebody's words as they bear on one partner and data category."""

    said: Said
    party: Relation
    data: Relation
    steps: int

    @property
    def closeness(self) -> tuple[int, int, int]:
        """How near the words come to the partner, a nearer class first, then to the data; smaller is nearer."""
        near = {Relation.SAME: 1, Relation.BROADER: 2, Relation.NARROWER: 3}[self.party]
        general = self.party is Relation.BROADER and self.said.party.key == ANYONE
        return near * 2 + general, self.steps, self.data is not Relation.SAME


def read_frame(claims: pd.DataFrame, case: "Case | CaseParties") -> tuple[Names, list[Said]]:
    """The parties of a claims frame, and its rows with side and party; those without a partner left out."""
    rows: list[dict[str, Any]] = [
        {str(k): v for k, v in r.items()} for r in claims.fillna("").to_dict("records")
    ]
    told = told_classes(_texts(case), {str(r["partner"]) for r in rows})
    names = Names((str(r[k]) for r in rows for k in ("partner", "source")), case, told)
    said = [_said(row, names) for row in rows if _has_receiver(row, names)]
    receivers = {(one.party, one.data) for one in said if one.side == REPORT and one.grants}
    return names, [_handing_on(one, receivers, names) for one in said]


def _has_receiver(row: dict[str, Any], names: Names) -> bool:
    """Whether the claim tells of somebody who receives; nobody is given data by himself."""
    if row["partner"] in (UNKNOWN, AUTHOR, ""):
        return False
    return row["rule"] not in GIVING or names.party(row["partner"]) != names.party(row["grantor"])


def _handing_on(said: Said, receivers: Set[tuple[Party, str]], names: Names) -> Said:
    """Who is told to have received the data, and admits that others get it, speaks as the one who hands it on."""
    admits = said.side == REPORT and said.grants and said.certainty == Certainty.ACKNOWLEDGED
    if admits and (names.party(said.source), said.data) in receivers:
        return said._replace(side=GRANTOR)
    return said


def _texts(case: "Case | CaseParties") -> list[str]:
    """What the documents of a case say; parties alone have none."""
    return [] if isinstance(case, CaseParties) else [d.reading for d in (*case.articles, *case.statements)]


def _said(row: dict[str, Any], names: Names) -> Said:
    party = names.party(row["partner"])
    grantor = _other_grantor(row["grantor"], party, names)
    side = _side(row, party, grantor, names)
    own = row["kind"] == Kind.STATEMENT and side == COMPANY
    return Said(
        row["claim"], row["doc"], _origin(row, names), side, OWN_STATEMENT if own else IN_ARTICLE,
        row["source"], row["stance"], row["certainty"], grantor, row["partner"], party,
        frozenset(Action(a) for a in split_cell(row["actions"])),
        row["data"], row["consent"], row["status"], row["evidence"],
    )  # fmt: skip


def _origin(row: dict[str, Any], names: Names) -> str:
    """Who is counted as the source: an article's own voice is its publisher's."""
    if row["source"] != AUTHOR:
        return names.party(row["source"]).key
    return names.party(row["publisher"]).key if row["publisher"] else f"{AUTHOR} of {row['doc']}"


def _other_grantor(name: str, party: Party, names: Names) -> Party | None:
    grantor = names.party(name) if name not in (UNKNOWN, AUTHOR, "") else None
    return grantor if grantor and grantor.named and grantor.key != COMPANY_KEY and grantor != party else None


def _side(row: dict[str, Any], party: Party, grantor: Party | None, names: Names) -> str:
    source = row["source"]
    if source == AUTHOR and row["kind"] == Kind.STATEMENT and row["speaker"]:
        source = row["speaker"]
    if names.speaks_for_company(source):
        return COMPANY
    if source != AUTHOR and speaks_for(names, source, party):
        return PARTNER
    return GRANTOR if grantor and source != AUTHOR and speaks_for(names, source, grantor) else REPORT


def speaks_for(names: Names, source: str, party: Party) -> bool:
    """Whether the source is that party, its spokesperson or officer, or the maker of the named product.

    Who has left speaks for himself: "a former government official" is not the government.
    """
    if names.has_left(source):
        return False
    if names.party(source) == party:
        return True
    bare = [w for w in tokens(source) if w not in voice_words()]
    own = [w for w in party.key.split() if w not in voice_words()]
    if not party.named or not bare or not own:
        return False
    return same_name(bare, own) or (names.party(source).named and own[: len(bare)] == bare)


def reach(said: Said, party: Party, data: str, names: Names) -> Reach:
    """How the words relate to the partner and the data."""
    return Reach(
        said,
        relation(said.party, party, names.contains),
        relation(said.data, data, contains_data),
        names.steps_up(said.party, party),
    )


def grants_on(words: Iterable[Reach]) -> list[Reach]:
    """The grants that reach the row: of this partner, its class or a member; for this data or a part.

    What authorities get on single legal demands is no word on what one of them can reach.
    """
    return [
        w for w in words
        if w.said.grants and w.party is not Relation.UNRELATED
        and w.data in (Relation.SAME, Relation.NARROWER)
        and not (w.party is Relation.BROADER and speaks_of("legal_demand", w.said.evidence))
    ]  # fmt: skip


def denials_on(words: Sequence[Reach], actions: frozenset[Action]) -> list[Reach]:
    """The denials that reach the row: of this partner or its class; for this data or any data at all.

    Who grants a party personal data elsewhere does not deny it every kind.
    """
    granted = [w.said for w in words if w.said.grants and w.said.data == ANY_DATA]
    return [
        w for w in words
        if w.said.rejects and w.party in (Relation.SAME, Relation.BROADER)
        and (w.data is Relation.SAME or (_any_data(w) and not _is_granted(w.said, granted)))
        and _touches(w.said.actions, actions)
    ]  # fmt: skip


def _is_granted(denial: Said, granted: Iterable[Said]) -> bool:
    """Whether the same party is granted all that the denial is about; "handed over" grants no access of its own."""
    return any(
        g.party == denial.party and contains_actions(g.actions, denial.actions) and as_firm(g, denial)
        for g in granted
    )


def as_firm(said: Said, against: Said) -> bool:
    """Whether the words may stand against the others: words as an article tells them not against an own statement."""
    return said.tier == OWN_STATEMENT or against.tier != OWN_STATEMENT


def _any_data(word: Reach) -> bool:
    return word.data is Relation.BROADER and word.said.data == ANY_DATA


def _touches(a: frozenset[Action], b: frozenset[Action]) -> bool:
    return relation(a, b, contains_actions) is not Relation.UNRELATED or bool(a & b)


def consents_on(words: Iterable[Reach]) -> list[Reach]:
    """What reaches the row on consent: of this partner or its class; this data, or "all with consent"."""
    return [
        w for w in words
        if w.said.holds_consent is not Consent.NOT_STATED and w.party in (Relation.SAME, Relation.BROADER)
        and (w.data is Relation.SAME or (w.data is Relation.BROADER and w.said.holds_consent is Consent.WITH))
    ]  # fmt: skip


def closest(words: Iterable[Reach]) -> list[Reach]:
    """Those of the words that come nearest to the row; among equals the own statement goes first."""
    ranked = sorted(words, key=rank)
    return [w for w in ranked if rank(w) == rank(ranked[0])]


def rank(word: Reach) -> tuple[tuple[int, int, int], bool]:
    """How much the words weigh, smaller first: the nearest, and the own statement among equals."""
    return word.closeness, word.said.tier != OWN_STATEMENT


def only_possible(words: Iterable[Said]) -> bool:
    """Whether all of them say no more than that it may be so."""
    return all(w.certainty == Certainty.POSSIBLE for w in words)
