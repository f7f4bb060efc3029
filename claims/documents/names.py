"""The capitalised names of a text that a company may have: without people, places, outlets and what opens a sentence."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from claims.types import Document, Kind, Role
from claims.vocabulary import load

NEAR = 20
TOKEN = r"(?:[A-Z]\w*|[a-z]{1,2}[A-Z]\w+|\d+[a-zA-Z]\w+)(?:\.[a-z]\w+|&[A-Z]\w*|-[A-Z]\w*)*\+?"
NAME = re.compile(rf"(?<![\w@#/.’'-]){TOKEN}(?: {TOKEN})*")
OPENS = re.compile(r"(?:^|[.!?:;]|[–—])[\s\"'“‘(\[]*$")
INITIALED = re.compile(r"((?:(?:[A-Z][\w'-]*|of|and|for|the|&) ){1,9})\(([A-Z][A-Za-z]{1,7})\)")
BAR = " | "
JOINING = {"of", "and", "for", "the", "&"}


class Mention(NamedTuple):
    """A capitalised name in the text."""

    name: str
    start: int
    end: int


def mentions(document: Document, text: str) -> list[Mention]:
    """The names in the running text that may be a company's, longer ones under the name that they begin with."""
    return _known([*_mentions(document, text)], text)


def headed_by(document: Document, text: str) -> str:
    """The name that the title and headings agree on, or that ends the title: "Sharing your data | Larkfield Bank"."""
    small = set(re.findall(r"\b[a-z]+\b", text))
    heads = [block.span for block in document.blocks if block.role in (Role.TITLE, Role.HEADING)]
    found = [
        (match, _opens(text, match, span.start)) for span in heads for match in NAME.finditer(text, *span)
    ]
    whole = {match[0] for match, opens in found if not opens}
    trimmed = (_trimmed(match, small, document.kind, opens=True) for match, _ in found if match[0] in whole)
    no_name = small | listed("pages")
    names = [m for m in trimmed if m and m.name.split()[0].casefold() not in no_name]
    agreed = Counter(" ".join(m.name.split()[:n]) for m in names for n in range(1, m.name.count(" ") + 2))
    ends = {span.end for span in heads}
    behind = {m.name for m in names if text.endswith(BAR, 0, m.start) and m.end in ends}
    often = {m.name: agreed[m.name] for m in names if agreed[m.name] > 1 or m.name in behind}
    return max(often, key=lambda name: often[name], default="")


@cache
def listed(group: str) -> frozenset[str]:
    """A word list of company.toml, without regard to capitals."""
    return frozenset(word.casefold() for word in load("company")[group])


@cache
def short_names() -> dict[str, str]:
    """Well-known companies by their usual short forms: "GM" for "General Motors"."""
    known = load("parties")["known"].values()
    return {short: full for names in known for full, forms in names.items() for short in forms}


@cache
def _no_company(kind: Kind) -> frozenset[str]:
    """Names of anything but companies; an outlet may speak for itself, but no article is about its outlet."""
    outlets, company, parties = load("outlets"), load("company"), load("parties")
    places = (*parties["place"]["countries"], *parties["place"]["elsewhere"], *company["nationalities"])
    news = outlets["news"] if kind is Kind.ARTICLE else ()
    names = (*news, *outlets["regulators"], *company["others"], *places, *parties["name"]["never"])
    return frozenset(name.casefold().removeprefix("the ") for name in names)


def _mentions(document: Document, text: str) -> Iterator[Mention]:
    """The names in the running text; titles and headings, where any word may have a capital, come later."""
    small = set(re.findall(r"\b[a-z]+\b", text))
    terms = small if document.kind is Kind.STATEMENT else set()
    running = [block for block in document.blocks if block.role not in (Role.TITLE, Role.HEADING)]
    names = ((block, match) for block in running for match in NAME.finditer(text, *block.span))
    whole = {match[0] for block, match in names if not _opens(text, match, block.span.start)}
    for block in running:
        for match in NAME.finditer(text, *block.span):
            opens = match[0] not in whole and _opens(text, match, block.span.start)
            mention = _trimmed(match, small, document.kind, opens=opens)
            if mention and not (_is_term(match[0], terms) or _is_term(mention.name, terms)):
                yield mention


def _opens(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a name opens a sentence, where any word has a capital."""
    return bool(OPENS.search(text[max(start, match.start() - NEAR) : match.start()]))


def _is_term(name: str, small: set[str]) -> bool:
    """A term that a policy defines: "Service Providers", where "service" and "provider" are common words of the text."""
    words = [word.removesuffix("s") for word in name.casefold().split()]
    return len(words) > 1 and all(word in small or f"{word}s" in small for word in words)


def _trimmed(match: re.Match[str], small: set[str], kind: Kind, *, opens: bool) -> Mention | None:
    """The name without what only begins a sentence or is a person's office; None where it is no company's."""
    name, start = match[0], match.start()
    while name:
        head = _office(name) or name.partition(" ")[0]
        folded = head.casefold()
        if is_barred(name, kind) or not (
            (opens and folded in small) or folded in listed("openers") or folded in listed("offices")
        ):
            break
        name, start, opens = name[len(head) + 1 :], start + len(head) + 1, False
    return Mention(name, start, match.end()) if name and not is_barred(name, kind) else None


def _office(name: str) -> str:
    """The office of two words that a name begins with: "Attorney General"."""
    two = " ".join(name.split()[:2])
    return two if two.casefold() in listed("offices") else ""


def is_barred(name: str, kind: Kind) -> bool:
    """Whether a name is none of a company: an outlet in an article, a place, an institution."""
    last = name.rpartition(" ")[2].casefold()
    plural = re.fullmatch(r"[A-Z]{2,}s", name)
    return (
        name.casefold() in _no_company(kind)
        or last in listed("institutions")
        or len(name) < 2
        or bool(plural)
    )


def _known(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions without people, longer names counted for the name that they begin with."""
    names = Counter(mention.name for mention in mentions)
    people = _people(names) | _abbreviations(names, text)
    found: list[Mention] = []
    for mention in mentions:
        head = mention.name.partition(" ")[0]
        name = head if head != mention.name and names[head] else mention.name
        if mention.name not in people and name not in people:
            found.append(mention._replace(name=name, end=mention.start + len(name)))
    return found


def _people(names: Counter[str]) -> set[str]:
    """Two-word names whose second word then stands alone, and that second word: "Jane Roe" and "Roe"."""
    pairs = ((name, name.split()[1]) for name in names if name.count(" ") == 1)
    full = {(name, last) for name, last in pairs if names[last] and not names[name.split()[0]]}
    return {part for pair in full for part in pair}


def _abbreviations(names: Iterable[str], text: str) -> set[str]:
    """Initials of what is no name: "automated content recognition (ACR)", "the DMV", one of many DMVs."""
    bracketed = set(re.findall(r"\w \(([^()\n]+)\)", text)) - initials(text).keys()
    many = set(re.findall(r"\b([A-Z]{2,})s\b", text))
    return {name for name in names if name.isupper() and (name in bracketed or name in many)}


def initials(text: str) -> dict[str, str]:
    """Initials in brackets behind the name that they stand for: "Larkfield Data Exchange (LDX)"."""
    found = {}
    for match in INITIALED.finditer(text):
        words, letters = match[1].split(), [c for c in match[2] if c.isupper()]
        own = [i for i, word in enumerate(words) if word not in JOINING]
        first = own[-len(letters)] if len(letters) <= len(own) else -1
        if first >= 0 and len(letters) > 1 and [words[i][0] for i in own[-len(letters) :]] == letters:
            found[match[2]] = " ".join(words[first:])
    return found
