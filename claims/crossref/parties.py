"""Names as parties: one key per party, whatever it is called, and which classes contain it.

"Microsoft's Bing" and "Bing" are one party; "150 companies" and "other firms" one class, with both in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from claims.crossref.classes import (
    ANYONE,
    WORD,
    class_group,
    class_key,
    head_group,
    head_words,
    listed,
    lower_classes,
    plain,
    same_name,
    tokens,
    within,
)
from claims.types import AUTHOR, UNKNOWN

if TYPE_CHECKING:
    from claims.documents.case import Case
    from claims.documents.case import Party as Listed

EMPLOYEES = "employees"
STAFF = "staff"
COMPANY_KEY = "company"
NOTHING_TOLD: Mapping[str, frozenset[str]] = MappingProxyType({})
ARTICLES = frozenset({"the", "a", "an"})


class Party(NamedTuple):
    """One party: `key` is its identity, `group` the class of classes.toml that its noun belongs to, or ""."""

    key: str
    group: str
    named: bool

    @property
    def whole_class(self) -> bool:
        """Whether this is a class of the vocabulary itself, not some qualified part of it."""
        return not self.named and self.key == self.group


@dataclass(frozen=True, slots=True)
class CaseParties:
    """What the analyst wrote down: the company with its aliases, and each partner's aliases and classes."""

    company: str = ""
    aliases: tuple[str, ...] = ()
    partners: "tuple[Listed, ...]" = ()


class Names:
    """The parties behind every name of one case; build it once from all the names.

    `told` are the classes that the documents say a name belongs to, beside those that the case lists.
    """

    def __init__(
        self,
        names: Iterable[str],
        case: "Case | CaseParties",
        told: Mapping[str, frozenset[str]] = NOTHING_TOLD,
    ) -> None:
        self.case = case
        self._known: dict[str, Party] = {}
        self._above: dict[Party, dict[str, int]] = {}
        self._company = [tokens(n) for n in (case.company, *case.aliases) if n]
        self._aliases = {_bare(a): p.name for p in case.partners for a in (p.name, *p.aliases)}
        listed = (p.name for p in case.partners)
        proper = sorted({" ".join(t) for n in (*names, *listed) if (t := self._proper(n))})
        self._chosen = _clusters([p.split() for p in proper])
        self._classes = {
            self.party(p.name).key: frozenset(self.party(c).key for c in p.classes) for p in case.partners
        }
        for name, classes in told.items():
            party = self.party(name)
            if party.named and party.key != COMPANY_KEY:
                self._classes[party.key] = self._classes.get(party.key, frozenset()) | classes

    def party(self, name: str) -> Party:
        """The party that the name means."""
        if name not in self._known:
            self._known[name] = self._meant(name)
        return self._known[name]

    def _meant(self, name: str) -> Party:
        words = tokens(name)
        if self.is_company(name):
            return Party(COMPANY_KEY, "", True)
        listed_as = self._aliases.get(_bare(name), name)
        if tokens(listed_as) != words:
            return self.party(listed_as)
        group = class_group(self._without_company(words))
        if group:
            return Party(group, group, False)
        proper = self._proper(name)
        if proper:
            key = " ".join(proper)
            return Party(self._chosen.get(key, key), "", True)
        return Party(class_key(words) or UNKNOWN, head_group(words), False)

    def is_company(self, name: str) -> bool:
        """Whether the name is the company's, one of its aliases, or the name with a company ending."""
        return any(same_company(tokens(name), own) for own in self._company)

    def speaks_for_company(self, source: str) -> bool:
        """Whether the source is the company, its spokesperson, officer, policy or post."""
        words = tokens(source)
        if self.is_company(source):
            return True
        if self.has_left(source):
            return False
        return any(
            _inside(own, words) and all(w in listed("voice") for w in _rest(own, words))
            for own in self._company
        )

    def has_left(self, source: str) -> bool:
        """Whether the source is somebody who used to belong to whom the words name."""
        return not self.is_company(source) and any(
            w in listed("departed") or w.startswith("ex-") for w in tokens(source)
        )

    def contains(self, a: Party, b: Party) -> bool:
        """Whether party `b` belongs to party `a`."""
        if a == b:
            return True
        if a.key in self._chain(b):
            return True
        if a.key == COMPANY_KEY:
            return b.key == EMPLOYEES
        if a.key != ANYONE or b.key == COMPANY_KEY:
            return False
        return b.named or not b.group or ANYONE in lower_classes(b.group)

    def is_staff(self, party: Party) -> bool:
        """Whether the party is a class of people who work for the company, or belongs to one."""
        return STAFF in {party.key, *self._chain(party)}

    def steps_up(self, a: Party, b: Party) -> int:
        """How many classes up from `b` class `a` is: 1 for the class that `b` belongs to itself, 0 for no class of it."""
        return self._chain(b).get(a.key, 0)

    def _chain(self, party: Party) -> dict[str, int]:
        """The classes that the party belongs to, directly and through others, with how many steps up each is."""
        if party not in self._above:
            self._above[party] = self._climb(party)
        return self._above[party]

    def _climb(self, party: Party) -> dict[str, int]:
        found: dict[str, int] = {}
        level, steps = {party.group, *self._over(party.key)}, 1
        while level := level - {"", party.key, *found}:
            found |= dict.fromkeys(level, steps)
            level, steps = {upper for key in level for upper in self._over(key)}, steps + 1
        return found

    def _over(self, key: str) -> Iterator[str]:
        yield from self._classes.get(key, ())
        yield from within().get(key, ())

    def _without_company(self, words: list[str]) -> list[str]:
        for own in self._company:
            if own and words[: len(own)] == own and len(words) > len(own):
                return words[len(own) :]
        return words

    def _proper(self, name: str) -> list[str]:
        words = tokens(name)
        known = self._aliases.get(_bare(name))
        if known:
            return tokens(known)
        if (
            name.lower() in (AUTHOR, UNKNOWN, "")
            or self.is_company(name)
            or class_group(self._without_company(words))
        ):
            return []
        shown = [w for w in WORD.findall(plain(name)) if w.lower() not in ARTICLES]
        head = head_words(shown) if shown and shown[0][:1].islower() else shown
        last = next((w for w in reversed(head) if w.lower() not in listed("name_fillers")), "")
        return [w for w in words if w not in ARTICLES] if any(c.isupper() for c in last) else []


def _bare(name: str) -> str:
    """The words of a name without the article before it: "the agency" is "agency" to a case's aliases."""
    words = tokens(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


def same_company(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the words are the company's name, give or take "Inc" and the like."""
    bare = [w for w in words if w not in listed("name_fillers")]
    return list(words) == list(own) or (
        bool(bare) and bare == [w for w in own if w not in listed("name_fillers")]
    )


def _inside(own: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(words[i : i + len(own)]) == list(own) for i in range(len(words)))


def _rest(own: Sequence[str], words: Sequence[str]) -> list[str]:
    at = next(i for i in range(len(words)) if list(words[i : i + len(own)]) == list(own))
    return [*words[:at], *words[at + len(own) :]]


def _clusters(names: Sequence[list[str]]) -> dict[str, str]:
    """Each name's longest fuller form, where exactly one of the other names is one."""
    chosen: dict[str, str] = {}
    for name in names:
        fuller = [n for n in names if len(" ".join(n)) > len(" ".join(name)) and same_name(name, n)]
        longest = max(fuller, key=lambda n: (len(" ".join(n)), n), default=name)
        agree = all(same_name(n, longest) for n in fuller)
        chosen[" ".join(name)] = " ".join(longest if agree else name)
    return chosen
