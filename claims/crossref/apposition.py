"""Which class a named party belongs to by the documents' own words.

"Its subsidiary Tunebox", "Mara Quill, an engineer there,".
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claims.crossref.classes import ANYONE, class_group, head_words, listed, lower_classes, singular, tokens

REACH = 80
BESIDE = re.compile(r"[^.;:!?()\n,—–]*$")
APPOSED = re.compile(r"(?P<noun>[^.;:!?()\n,—–]+)(?:(?:,| [—–-]) | \()$")
OPENING = re.compile(r"(?:,| [—–-]| \() ?(?:(?:who|which) (?:is|was) )?(?=(?:an?|the|its|one of) )")
PHRASE = re.compile(r"[^.;:!?()\n,—–]+")
CLOSED = re.compile(r"\s*(?:[,.)—–]|$)")
ONE_OF = re.compile(r"\bone of\b", re.IGNORECASE)


def told_classes(texts: Iterable[str], names: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Each name with the classes of classes.toml that the texts name beside it in apposition."""
    wanted = sorted(set(names), key=len, reverse=True)
    if not wanted:
        return {}
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))})(?!\w)")
    found: dict[str, set[str]] = {}
    for text in texts:
        for match in pattern.finditer(text):
            before = text[max(match.start() - REACH, 0) : match.start()]
            after = text[match.end() : match.end() + REACH]
            found.setdefault(match[0], set()).update(_beside(before, after))
    return {name: frozenset(groups) for name, groups in found.items()}


def _beside(before: str, after: str) -> Iterator[str]:
    """The classes that the words before and after a name say it belongs to."""
    direct = BESIDE.search(before)
    apposed = APPOSED.search(before) if CLOSED.match(after) else None
    if direct:
        yield from _class_of(tokens(direct[0]), one_of=False)
    if apposed:
        yield from _class_of(tokens(apposed["noun"]), one_of=bool(ONE_OF.search(apposed["noun"])))
    opening = OPENING.match(after)
    phrase = PHRASE.match(after, opening.end()) if opening else None
    if phrase:
        yield from _class_of(head_words(tokens(phrase[0])), one_of=phrase[0].startswith("one of"))


def _class_of(words: Sequence[str], *, one_of: bool) -> Iterator[str]:
    """The class of the noun that the words end in, if it speaks of one: "an employee", "one of the employees".

    A class of authorities is left out: the noun does not tell whose they are.
    """
    for start in range(max(len(words) - 3, 0), len(words)):
        group = class_group(words[start:])
        if group:
            one = singular(words[-1]) == words[-1] and not set(words[start:]) & listed("uncounted")
            if group != ANYONE and "government" not in lower_classes(group) and (one or one_of):
                yield group
            return
