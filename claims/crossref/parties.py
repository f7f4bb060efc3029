"""Names as parties: one key per party, whatever it is called, and which classes contain it.

"Microsoft's Bing" and "Bing" are one party; "150 companies" and "other firms" one class, with both in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.types import AUTHOR, UNKNOWN
from claims.vocabulary import load

if TYPE_CHECKING:
    from claims.documents.case import Case
    from claims.documents.case import Party as Listed

ANYONE = "partners"
BROKERS = "brokers"
EMPLOYEES = "employees"
STAFF = "staff"
COMPANY_KEY = "company"
SMALL = frozenset({"of", "and", "the", "for", "de", "&"})
AFTER_HEAD = frozenset(
    {
        "of",
        "with",
        "that",
        "who",
        "which",
        "in",
        "for",
        "from",
        "on",
        "at",
        "by",
        "whose",
        "to",
        "under",
        "outside",
    }
    | {"inside", "directly", "involved", "using", "such", "like", "they", "we", "you", "it"}
)
POSSESSIVE = re.compile(r"(?<=\w)(?:'s|s')(?=\s|$)")
BRACKETS = re.compile(r"\([^)]*\)")
WORD = re.compile(r"[^\W_][\w&+.\-']*")
NUMBER = re.compile(r"\d[\d,.]*(?:million|billion|k|m)?")


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


@cache
def _groups() -> dict[str, str]:
    table: dict[str, Any] = load("classes")["class"]
    return {term: group for group, entry in table.items() for term in entry["terms"]}


@cache
def _within() -> dict[str, tuple[str, ...]]:
    table: dict[str, Any] = load("classes")["class"]
    return {group: tuple(entry.get("within", ())) for group, entry in table.items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("classes")[name])


def plain(name: str) -> str:
    """The name without possessives, brackets and typographic quotation marks, its case kept."""
    straight = name.replace("’", "'").replace("‘", "'").replace("“", "").replace("”", "").replace('"', "")
    return " ".join(
        POSSESSIVE.sub(lambda m: "s" if m[0] == "s'" else "", BRACKETS.sub(" ", straight)).split()
    )


def tokens(name: str) -> list[str]:
    """The words of a name in lower case."""
    return [t.rstrip(".'").lower() for t in WORD.findall(plain(name))]


def singular(word: str) -> str:
    """A plural noun's singular, by its ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")) and len(word) > 2:
        return word[:-1]
    return word


def class_group(words: Sequence[str]) -> str:
    """The class that these words name once modifiers and counts are set aside ("150 other firms"), or ""."""
    ones = [singular(w) for w in words]
    if _brokers(words) and class_group(head_words(words)) == ANYONE:
        return BROKERS
    for start in range(len(ones)):
        spellings = (ones[start:], words[start:], [*words[start:-1], ones[-1]])
        found = [g for spelling in spellings if (g := _groups().get(" ".join(spelling), ""))]
        if found:
            return found[0]
        if not _modifier(words[start]):
            return ""
    return ""


def _modifier(word: str) -> bool:
    return word in _words("modifiers") or NUMBER.fullmatch(word) is not None


def head_words(words: Sequence[str]) -> list[str]:
    """The words before "that trade in ...", "of the ...": where the noun stands."""
    for at, word in enumerate(words):
        if at and word in AFTER_HEAD:
            return list(words[:at])
    return list(words)


def head_group(words: Sequence[str]) -> str:
    """The class of the head noun, whatever stands before or after it, or ""."""
    head = head_words(words)
    for start in range(len(head)):
        found = class_group(head[start:])
        if found:
            return found
    return ""


def class_key(words: Sequence[str]) -> str:
    """One spelling for a qualified class: "TV makers" and "television manufacturers" are the same."""
    head = [_spelling(singular(w)) for w in head_words(words)]
    rest = [_spelling(singular(w)) for w in words[len(head) :]]
    group, noun = next(
        ((g, i) for i in range(len(head)) if (g := _groups().get(" ".join(head[i:]), ""))), ("", len(head))
    )
    return " ".join(
        [*(w for w in head[:noun] if not _modifier(w)), *([group] if group else head[noun:]), *rest]
    )


def _spelling(word: str) -> str:
    return next((first for first, *others in load("classes")["spellings"] if word in others), word)


def _brokers(words: Sequence[str]) -> bool:
    after = words[len(head_words(words)) :]
    return "data" in after and any(w in _words("broker_verbs") for w in after)


def lower_classes(group: str) -> frozenset[str]:
    """The group and every class that contains it."""
    found: set[str] = set()
    waiting = [group]
    while waiting:
        one = waiting.pop()
        if one and one not in found:
            found.add(one)
            waiting += _within().get(one, ())
    return frozenset(found)


def same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names' words mean one party: equal, the tail of the other, or the initials of the other."""
    short, long = sorted(([w for w in a if w not in _words("name_fillers")] or list(a),
                          [w for w in b if w not in _words("name_fillers")] or list(b)), key=len)  # fmt: skip
    if short == long or (short and long[-len(short) :] == short and long[-len(short) - 1] not in SMALL):
        return True
    if len(long) > len(short) and long[: len(short)] == short and len(short) > 1 and long[len(short)] == "of":
        return True
    if len(short) != 1 or len(short[0]) < 2:
        return False
    return any(short[0] in _initials(n) for n in (a, b, long) if len(n) > 1)


def _initials(words: Sequence[str]) -> tuple[str, str]:
    every = "".join(w[0] for w in words)
    return every, "".join(w[0] for w in words if w not in SMALL)


class Names:
    """The parties behind every name of one case; build it once from all the names."""

    def __init__(self, names: Iterable[str], case: "Case | CaseParties") -> None:
        self.case = case
        self._company = [tokens(n) for n in (case.company, *case.aliases) if n]
        self._aliases = {" ".join(tokens(a)): p.name for p in case.partners for a in (p.name, *p.aliases)}
        listed = (p.name for p in case.partners)
        proper = sorted({" ".join(t) for n in (*names, *listed) if (t := self._proper(n))})
        self._chosen = _clusters([p.split() for p in proper])
        self._classes = {
            self.party(p.name).key: frozenset(self.party(c).key for c in p.classes) for p in case.partners
        }

    def party(self, name: str) -> Party:
        """The party that the name means."""
        words = tokens(name)
        if self.is_company(name):
            return Party(COMPANY_KEY, "", True)
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
        if "former" in words or "ex" in words:
            return False
        return any(
            _inside(own, words) and all(w in _words("voice") for w in _rest(own, words))
            for own in self._company
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

    def _chain(self, party: Party) -> frozenset[str]:
        found: set[str] = set()
        waiting = [party.key]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self._classes.get(one, ())
        upper = [g for g in (party.group, *found) if g in _within()]
        return frozenset(found - {party.key}).union(*(lower_classes(g) for g in upper)) - {party.key}

    def _without_company(self, words: list[str]) -> list[str]:
        for own in self._company:
            if own and words[: len(own)] == own and len(words) > len(own):
                return words[len(own) :]
        return words

    def _proper(self, name: str) -> list[str]:
        words = tokens(name)
        known = self._aliases.get(" ".join(words))
        if known:
            return tokens(known)
        if (
            name.lower() in (AUTHOR, UNKNOWN, "")
            or self.is_company(name)
            or class_group(self._without_company(words))
        ):
            return []
        shown = [w for w in WORD.findall(plain(name)) if w.lower() not in ("the", "a", "an")]
        head = head_words(shown) if shown and shown[0][:1].islower() else shown
        last = next((w for w in reversed(head) if w.lower() not in _words("name_fillers")), "")
        return [w for w in words if w not in ("the", "a", "an")] if any(c.isupper() for c in last) else []


def same_company(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether the words are the company's name, give or take "Inc" and the like."""
    bare = [w for w in words if w not in _words("name_fillers")]
    return list(words) == list(own) or (
        bool(bare) and bare == [w for w in own if w not in _words("name_fillers")]
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


def voice_words() -> frozenset[str]:
    """The words that, beside a party's name, leave the voice its own: "spokesperson", "policy"."""
    return _words("voice")


def sale_words() -> frozenset[str]:
    """The words that make giving away data a sale."""
    return _words("sale")
