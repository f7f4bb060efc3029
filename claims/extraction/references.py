"""Whom a mention stands for: "the bank", "these two companies", "the company", "both", "it", "she".

"Netflix and the bank could read messages. Both deny it." has "both" for the two; an unsafe guess stays empty.
After the constraints of Lappin and Leass (1994): number, class noun, place in the clause, recency.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from spacy.tokens import Span, Token

from claims.extraction.affairs import named_by_affair
from claims.extraction.data import stem
from claims.extraction.known import sorts_by_name
from claims.extraction.members import Lists
from claims.extraction.mentions import Mention, Mentions, PartyKind, last_before
from claims.extraction.namesakes import POINTING, classes_before, namesakes
from claims.extraction.naming import Papers, source_name
from claims.extraction.pronouns import is_subject, is_told_apart, modifies, resolve_pronoun
from claims.extraction.spelling import is_nation

NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
OPEN_SORTS = {"company", "app", "service", "network", "maker", "developer"}
NOT_COMPANIES = {"outlet", "agency", "government", "organization"}
NEW = {"other", "another", "parent", "third", "partner", "its", "their", "our", "your"}
NEW |= {"each", "every", "such", "any", "no", "a", "an"}
NAMED_BESIDE = {"app", "service", "network", "company", "outlet", "bank"}
NAMED_BESIDE |= {"maker", "broker", "developer", "insurer", "carrier", "retailer"}
DISTINCT = {"network"}
QUALIFIED = {"relevant", "competent", "appropriate", "applicable", "respective", "proper"}
GROUP_REACH = 3
GENERAL = {"company", "firm", "bank", "outlet", "network", "app", "service", "partner", "maker", "developer"}


class References:
    """Resolves the mentions of one document; every answer is computed once."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions, self.doc = mentions, mentions.doc
        self.lists, self.papers = Lists(mentions), Papers(mentions)
        self.sentences: list[Span] = list(self.doc.sents)
        self.sentence_of = [k for k, sentence in enumerate(self.sentences) for _ in range(len(sentence))]
        self._memo: dict[Mention, tuple[Mention, ...]] = {}
        self._in: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._in.setdefault(self.sentence_of[mention.head], []).append(mention)

    def resolve(self, mention: Mention) -> tuple[Mention, ...]:
        """The mentions that this one stands for, itself for a name; () where the text leaves it open."""
        if mention.kind not in {PartyKind.CLASS, PartyKind.PRONOUN}:
            return (mention,)
        if mention not in self._memo:
            self._memo[mention] = ()
            pronoun = mention.kind is PartyKind.PRONOUN
            self._memo[mention] = resolve_pronoun(self, mention) if pronoun else self._class(mention)
        return self._memo[mention]

    def members_of(self, mention: Mention) -> tuple[Mention, ...]:
        """The parties listed under a class: "partners such as A and B", "A, B and other partners"."""
        return self.lists.members(mention)

    def source_name(self, tokens: Iterable[int | Token]) -> str:
        """The canonical name of the source that these tokens spell; empty when they say nobody."""
        return source_name(tokens, self)

    def within(self, sentence: int) -> list[Mention]:
        """The mentions of a sentence, in order."""
        return self._in.get(sentence, [])

    @cached_property
    def sorts(self) -> dict[str, set[str]]:
        """What is known of each name: its sorts and the class nouns used of it."""
        return sorts_by_name(self.mentions, self.lists)

    def _class(self, mention: Mention) -> tuple[Mention, ...]:
        if beside := self._named_beside(mention):
            return (beside,)
        if affair := named_by_affair(mention, self.mentions):
            return (affair,)
        if not mention.definite or self._is_described(mention) or self._is_a_nations(mention):
            return ()
        counted = self._number(mention)
        found = self.several(mention, counted) if mention.plural or counted else self._one(mention)
        if found and all(m.is_name for m in found) and mention.sort not in OPEN_SORTS:
            return found
        earlier = self._same_class(mention)
        return (earlier,) if earlier else found

    def _same_class(self, mention: Mention) -> Mention | None:
        """ "these vendors" after "third-party vendors", "the reseller" after "a reseller": the class told of before."""
        noun = stem(self.doc[mention.head].text)
        if noun in GENERAL or self._number(mention):
            return None
        here = self.sentence_of[mention.head]
        for sentence in range(here, max(here - GROUP_REACH, -1), -1):
            for other in reversed(self.within(sentence)):
                same = other.kind is PartyKind.CLASS and stem(self.doc[other.head].text) == noun
                if (
                    same
                    and other.end <= mention.start
                    and not other.definite
                    and other.plural == mention.plural
                ):
                    return other
        return None

    def _is_described(self, mention: Mention) -> bool:
        """ "the company that makes the app", "the relevant authorities": it says which, so nothing before needs to."""
        if any(t.lower_ in QUALIFIED for t in self.doc[mention.start : mention.head]):
            return True
        behind = [
            t
            for t in self.doc[mention.head].rights
            if t.dep_ in {"relcl", "acl"} or (t.dep_ == "prep" and t.lower_ == "of")
        ]
        return any(self.doc[t.left_edge.i - 1].text != "," for t in behind)

    def _is_a_nations(self, mention: Mention) -> bool:
        """ "the US military", "the Saudi government": whose it is says which one it is."""
        before = self.doc[mention.start : mention.head]
        public = mention.sort in {"agency", "government"}
        return public and any(t.lower_ in {"us", "u.s.", "uk", "u.k.", "eu"} or is_nation(t) for t in before)

    def _named_beside(self, mention: Mention) -> Mention | None:
        """ "the firm Larkfield", "its subsidiary, Larkfield,", "Larkfield, a broker", "the Larkfield app"."""
        if mention.plural or mention.sort not in NAMED_BESIDE:
            return None
        behind = [t.lower_ for t in self.doc[mention.end : mention.end + 2]]
        called = next((n + 1 for n, word in enumerate(behind) if word in {"called", "named"}), 0)
        after = self.lists.starting.get(mention.end + called)
        if after is None and mention.end < len(self.doc) and self.doc[mention.end].text == ",":
            apposed = self.lists.starting.get(mention.end + 1)
            after = apposed if apposed and self.doc[apposed.head].dep_ == "appos" else None
        if (
            after is not None
            and after.is_name
            and self.sentence_of[after.head] == self.sentence_of[mention.head]
        ):
            return after
        head = self.doc[mention.head]
        described = self.mentions.headed_by(head.head) if head.dep_ == "appos" else None
        if described is not None and described.is_name and described.end <= mention.start:
            return described
        inner = self.lists.ending.get(mention.head) if mention.head > mention.start else None
        return inner if inner is not None and inner.is_name and inner.start >= mention.start else None

    # -- one: "the bank", "the company", "the social network"

    def _one(self, mention: Mention) -> tuple[Mention, ...]:
        noun = stem(self.doc[mention.head].text)
        if {t.lower_ for t in self.doc[mention.start : mention.head]} & NEW:
            return ()
        if mention.sort in OPEN_SORTS:
            return self._company(mention, noun)
        called = [last_before(mention, self._called.get(sort, ())) for sort in (mention.sort, noun)]
        return tuple(sorted((m for m in called if m), key=lambda m: m.start)[-1:])

    @cached_property
    def _called(self) -> dict[str, list[Mention]]:
        """The mentions of named parties by each sort that their names have."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            for sort in self.sorts[mention.name] if mention.is_name else ():
                found[sort].append(mention)
        return found

    def _fits(self, name: Mention, mention: Mention, noun: str) -> bool:
        sorts = self.sorts[name.name]
        if mention.sort in sorts or noun in sorts:
            return True
        if mention.sort not in OPEN_SORTS or name.kind is PartyKind.OUTLET or sorts & NOT_COMPANIES:
            return False
        return mention.sort == "company" or name.name == self.mentions.company or not sorts

    def _company(self, mention: Mention, noun: str) -> tuple[Mention, ...]:
        """ "the company" is the grantor, unless another one alone was just spoken of."""
        here, passed = self.sentence_of[mention.head], set[str]()
        if spoken := self._spoken_for(mention):
            return (spoken,)
        known = last_before(mention, self._called.get(mention.sort, ()))
        if mention.sort in DISTINCT and known:
            return (known,)
        for sentence in (here, here - 1):
            names = [m for m in self.within(sentence) if m.is_name and m.end <= mention.start]
            latest = {m.name: m for m in names if m.name not in passed}.values()
            near = [m for m in latest if self._fits(m, mention, noun) and not modifies(self.doc, m)]
            passed |= {m.name for m in names}
            own = [m for m in near if m.name == self.mentions.company]
            others = [m for m in near if m.name != self.mentions.company]
            if (
                len(others) == 1
                and is_subject(self.doc, others[0])
                and not any(is_subject(self.doc, m) for m in own)
            ):
                return (others[0],)
            if own:
                break
        grantor = [] if is_told_apart(mention, self.mentions) else self._grantor
        before = last_before(mention, grantor)
        return (before,) if before else tuple(grantor[:1])

    @cached_property
    def _grantor(self) -> list[Mention]:
        """The company in question by name, unless it is a ministry or an agency, which nobody calls a company."""
        if self.sorts.get(self.mentions.company, set()) & NOT_COMPANIES:
            return []
        return [m for m in self.mentions if m.name == self.mentions.company and m.is_name]

    def _spoken_for(self, mention: Mention) -> Mention | None:
        """ "A spokesman for Quillo said the company ...": the company of whoever speaks in front of it."""
        here = [m for m in self.within(self.sentence_of[mention.head]) if m.end <= mention.start]
        speakers = [m for m in here if m.affiliation and self._speaks(m)]
        return next((m for m in here if speakers and m.is_name and m.name == speakers[-1].affiliation), None)

    def _speaks(self, mention: Mention) -> bool:
        """Whether the mention is a subject, by the parse or by the verb right behind it."""
        return is_subject(self.doc, mention) or (
            mention.end < len(self.doc) and self.doc[mention.end].pos_ in {"VERB", "AUX"}
        )

    # -- several: "these two companies", "the firms", "both"

    def _number(self, mention: Mention) -> int:
        return next(
            (NUMBERS[t.lower_] for t in self.doc[mention.start : mention.head + 1] if t.lower_ in NUMBERS), 0
        )

    def several(self, mention: Mention, number: int) -> tuple[Mention, ...]:
        """The group told of just before, of the number said, or the class that the same noun named."""
        here = self.sentence_of[mention.head]
        reach = range(here, max(here - GROUP_REACH, -1), -1)
        namesake = any(namesakes(self.doc, self.within(sentence), mention) for sentence in reach)
        for sentence in reach:
            group = self._group(sentence, mention)
            if number and len(group) > number:
                group = self._row_of(group, number)
            if len(group) >= 2 and number in {0, len(group)}:
                return (self._listing(sentence, group) if not number else None) or tuple(group)
            if not number and (classes := self._classes_in(sentence, mention, namesake=namesake)):
                return tuple(classes)
        return ()

    def _listing(self, sentence: int, group: list[Mention]) -> tuple[Mention, ...]:
        """ "These companies", where all of them are members of one class: that class."""
        names = {m.name for m in group}
        classes = [m for m in self.within(sentence) if m.kind is PartyKind.CLASS and m.plural]
        return tuple(m for m in classes if names <= {each.name for each in self.members_of(m)})[:1]

    def _group(self, sentence: int, mention: Mention) -> list[Mention]:
        """The companies of a sentence but the grantor, those it points back to among them."""
        found: dict[str, Mention] = {}
        for other in self.within(sentence):
            if other.end <= mention.start and (other.is_name or other.definite):
                for party in self.resolve(other):
                    if self._belongs(party, mention):
                        found.setdefault(party.name, party)
        return list(found.values())

    def _belongs(self, party: Mention, mention: Mention) -> bool:
        if not party.is_name or party.name == self.mentions.company or modifies(self.doc, party):
            return False
        sorts = self.sorts.get(party.name, set())
        counted = self._number(mention) and not sorts and mention.sort in NAMED_BESIDE
        if mention.sort in {"company", "other", ""} or counted:
            return party.kind is PartyKind.NAMED and not sorts & NOT_COMPANIES
        return mention.sort in sorts or stem(self.doc[mention.head].text) in sorts

    def _row_of(self, group: list[Mention], number: int) -> list[Mention]:
        """The last of the rows in the group that has the number said."""
        rows = [self.coordinated(group[:end]) for end in range(len(group), 0, -1)]
        return next((row for row in rows if len(row) == number), [])

    def coordinated(self, group: list[Mention]) -> list[Mention]:
        """Those of the group that stand in one coordination with its last."""
        if not group:
            return []
        last = self.doc[group[-1].head]
        chain = {last.i, *(t.i for t in last.conjuncts)}
        return [m for m in group if m.head in chain]

    def _classes_in(self, sentence: int, mention: Mention, *, namesake: bool) -> list[Mention]:
        """ "these providers": the class of the same noun before; "these companies": all listed together."""
        same = namesakes(self.doc, self.within(sentence), mention)
        pointing = self.doc[mention.start].lower_ in POINTING and mention.sort in {"company", "other"}
        return (
            self.coordinated(classes_before(self.doc, self.within(sentence), mention))
            if pointing and not namesake
            else same
        )

    def speaks_for(self, mention: Mention) -> str:
        """The company of a bare "a spokesman": the only one near that is a subject, or the only one near."""
        here = self.sentence_of[mention.head]
        for sentence in (here, here - 1):
            near = [m for m in self.within(sentence) if m.kind is PartyKind.NAMED and m.head != mention.head]
            leading = [m for m in near if is_subject(self.doc, m)] or near
            if len({m.name for m in leading}) == 1:
                return leading[0].name
        return ""
