"""The words of a name: which class of partners they name, and when two names are one.

"150 other firms" are "partners", "TV makers" and "television manufacturers" the same class.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from claims.vocabulary import load

ANYONE = "partners"
BROKERS = "brokers"
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


@cache
def _groups() -> dict[str, str]:
    table: dict[str, Any] = load("classes")["class"]
    return {term: group for group, entry in table.items() for term in entry["terms"]}


@cache
def within() -> dict[str, tuple[str, ...]]:
    """Each class with the classes that contain it."""
    table: dict[str, Any] = load("classes")["class"]
    return {group: tuple(entry.get("within", ())) for group, entry in table.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """One of the plain word lists of classes.toml."""
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
        if not is_modifier(words[start]):
            return ""
    return ""


def is_modifier(word: str) -> bool:
    """Whether the word may stand before a class noun without making it another group; counts may."""
    return word in listed("modifiers") or NUMBER.fullmatch(word) is not None


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
        [*(w for w in head[:noun] if not is_modifier(w)), *([group] if group else head[noun:]), *rest]
    )


def _spelling(word: str) -> str:
    return next((first for first, *others in load("classes")["spellings"] if word in others), word)


def _brokers(words: Sequence[str]) -> bool:
    after = words[len(head_words(words)) :]
    return "data" in after and any(w in listed("broker_verbs") for w in after)


def lower_classes(group: str) -> frozenset[str]:
    """The group and every class that contains it."""
    found: set[str] = set()
    waiting = [group]
    while waiting:
        one = waiting.pop()
        if one and one not in found:
            found.add(one)
            waiting += within().get(one, ())
    return frozenset(found)


def same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names' words mean one party: equal, the tail of the other, or the initials of the other."""
    short, long = sorted(([w for w in a if w not in listed("name_fillers")] or list(a),
                          [w for w in b if w not in listed("name_fillers")] or list(b)), key=len)  # fmt: skip
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


def voice_words() -> frozenset[str]:
    """The words that, beside a party's name, leave the voice its own: "spokesperson", "policy"."""
    return listed("voice")


def sale_words() -> frozenset[str]:
    """The words that make giving away data a sale."""
    return listed("sale")
