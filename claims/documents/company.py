"""The company whose conduct a document is about, from the words that stand beside its name.

"Acme let the bank read users' messages, the Guardian reports": Acme acts, and has users; an outlet reports.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from claims.types import Document, Kind, Role
from claims.vocabulary import load

LEAST = 8.0
FAINT = 5.0
CLEARLY = 1.7
OPENING_BLOCKS = 3
NEAR = 20
BESIDE = 80
TOKEN = r"(?:[A-Z]\w*|[a-z]{1,2}[A-Z]\w+|\d+[a-zA-Z]\w+)(?:\.[a-z]\w+|&[A-Z]\w*|-[A-Z]\w*)*\+?"
NAME = re.compile(rf"(?<![\w@#/.’'-]){TOKEN}(?: {TOKEN})*")
OPENS = re.compile(r"(?:^|[.!?:;]|[–—])[\s\"'“‘(\[]*$")
POSSESSIVE = re.compile(r"[’']s?\b")
WEIGHTS = {
    "mention": 1.0,
    "act": 3.0,
    "belonging": 2.0,
    "speech": 1.0,
    "title": 6.0,
    "title_first": 6.0,
    "opening": 2.0,
    "recipient": -1.5,
    "policy": 12.0,
}
WE = (r"\bat {name}, we\b", r"\b{name} \(?[“\"(]?(?:we|us|our)\b")
OWN_VOICE = (
    *WE,
    r"\b{name}(?:[’']s)? (?:online )?(?:{policies})\b",
    r"\b(?:{policies}) (?:of|for|at) {name}\b",
    r"\b(?:welcome to|statement (?:from|by)|thank you for using|when you use|use of|by using) {name}\b",
)


class Mention(NamedTuple):
    """A capitalised name in the text."""

    name: str
    start: int
    end: int


def infer_company(document: Document) -> str:
    """The name of the company in question, empty where none is convincing."""
    scores = score_names(document)
    if not scores:
        return ""
    ranked = sorted(((score, name) for name, score in scores.items()), reverse=True)
    (best, name), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
    return name if best >= LEAST or (best >= FAINT and best >= CLEARLY * second) else ""


def short_forms(company: str, reading: str) -> tuple[str, ...]:
    """The name without the legal form that it ends in, where the text uses it: "Acme" for "Acme Inc."."""
    words = company.split()
    while len(words) > 1 and words[-1].casefold().rstrip(".,") in _words("suffixes"):
        words.pop()
    short = " ".join(words).rstrip(",")
    return (short,) if short != company and re.search(rf"\b{re.escape(short)}\b", reading) else ()


def has_own_voice(company: str, reading: str) -> bool:
    """Whether a statement shows that it is the company's own: "Privacy Policy of Acme", "At Acme, we"."""
    return bool(company) and bool(_policy(company).search(reading))


def says_we(name: str, reading: str) -> bool:
    """Whether a text says "we" of those with that name: "At Acme, we", "Acme (“we”)"."""
    cues = "|".join(WE).format(name=re.escape(name))
    return bool(name) and bool(re.search(cues, reading, re.IGNORECASE))


def score_names(document: Document) -> dict[str, float]:
    """How much speaks for each name to be the company in question."""
    text = document.reading.replace("’", "'")
    scores: defaultdict[str, float] = defaultdict(float)
    mentions = _known([*_mentions(document, text)], text)
    openings = [block.span for block in document.blocks if block.role is Role.PARAGRAPH][:OPENING_BLOCKS]
    for mention in mentions:
        early = any(span.start <= mention.start < span.end for span in openings)
        for feature in (*_features(text, mention), *(["opening"] if early else [])):
            scores[mention.name] += WEIGHTS[feature]
    names = list(dict.fromkeys(mention.name for mention in mentions))
    titles = [_Words(text[b.span.start : b.span.end]) for b in document.blocks if b.role is Role.TITLE]
    whole = _Words(text) if document.kind is Kind.STATEMENT else None
    for name in names:
        scores[name] += next(filter(None, (_title_score(title, name) for title in titles)), 0)
        scores[name] += WEIGHTS["policy"] * (_own_words(whole, name) if whole else 0)
    return dict(scores)


class _Words:
    """A text with the places of its words, to look up names without a search of the whole text for each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for match in re.finditer(r"\w+", text):
            self.places[match[0].casefold()].append(match.start())

    def starting(self, name: str) -> Iterator[int]:
        """Where the first word of a name stands, whatever its capitals."""
        first = re.match(r"\w+", name)
        return iter(self.places.get(first[0].casefold(), ()) if first else ())


def _features(text: str, mention: Mention) -> Iterator[str]:
    """What the words around a mention say of it."""
    yield "mention"
    after = (
        POSSESSIVE.sub("", text[mention.end : mention.end + 60], count=1)
        if text.startswith("'", mention.end)
        else text[mention.end : mention.end + 60]
    )
    if _act().match(after):
        yield "act"
    words = re.findall(r"[\w'-]+", after)[:2]
    if (
        words
        and after.startswith(" ")
        and (
            words[0].casefold() in _words("belongings") or " ".join(words).casefold() in _words("belongings")
        )
    ):
        yield "belonging"
    if words and after.startswith(" ") and words[0].casefold() in _words("speaks"):
        yield "speech"
    before = re.search(r"(\w+),? (?:the )?$", text[max(0, mention.start - 20) : mention.start])
    if before and before[1].casefold() in _words("recipients"):
        yield "recipient"


def _title_score(title: _Words, name: str) -> float:
    for start in title.starting(name):
        end = start + len(name)
        if title.text.startswith(name, start) and not re.match(r"\w", title.text[end : end + 1]):
            first = WEIGHTS["title_first"] if start == 0 else 0
            acts = WEIGHTS["act"] if _act().match(title.text, end) else 0
            return WEIGHTS["title"] + first + acts
    return 0


def _own_words(whole: _Words, name: str) -> int:
    """How often the words around a name are those of a party about itself: "Privacy Policy of Acme", "At Acme, we"."""
    around: list[list[int]] = []
    for start in whole.starting(name):
        if _beside(whole.text, start, start + len(name)):
            first, last = max(0, start - BESIDE), start + len(name) + BESIDE
            if around and first <= around[-1][1]:
                around[-1][1] = last
            else:
                around.append([first, last])
    return sum(len(_policy(name).findall(whole.text, first, last)) for first, last in around)


def _beside(text: str, start: int, end: int) -> bool:
    """Whether words stand beside a name that a party has beside its own."""
    before, after = _own_voice_around()
    return bool(after.match(text, end) or before.search(text[max(0, start - BESIDE) : start]))


@cache
def _own_voice_around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What `OWN_VOICE` has before a name, up to the name, and what it has behind one."""
    policies = "|".join(load("company")["policies"])
    sides = [cue.format(name="\0", policies=policies).split("\0") for cue in OWN_VOICE]
    before = "|".join(f"(?:{side[0]})$" for side in sides if side[1] == r"\b")
    after = "|".join(f"(?:{side[1]})" for side in sides if side[1] != r"\b")
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


def _policy(name: str) -> re.Pattern[str]:
    policies = "|".join(load("company")["policies"])
    cues = "|".join(OWN_VOICE).format(name=re.escape(name), policies=policies)
    return re.compile(cues, re.IGNORECASE)


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in load("company")[group])


@cache
def _no_company() -> frozenset[str]:
    lists = load("outlets")
    names = (*lists["news"], *lists["regulators"], *load("company")["others"])
    return frozenset(name.casefold().removeprefix("the ") for name in names)


@cache
def _act() -> re.Pattern[str]:
    lists = load("company")
    between = rf"(?:,? (?:\w+ly|{'|'.join(lists['between'])}))*"
    return re.compile(rf"{between} (?:{'|'.join(lists['acts'])})\b")


def _mentions(document: Document, text: str) -> Iterator[Mention]:
    """The names in the running text; titles and headings, where any word may have a capital, come later."""
    small = set(re.findall(r"\b[a-z]+\b", text))
    for block in document.blocks:
        if block.role not in (Role.TITLE, Role.HEADING):
            for match in NAME.finditer(text, *block.span):
                opens = bool(OPENS.search(text[max(block.span.start, match.start() - NEAR) : match.start()]))
                mention = _trimmed(match, small, opens=opens)
                if mention:
                    yield mention


def _trimmed(match: re.Match[str], small: set[str], *, opens: bool) -> Mention | None:
    """The name without what only begins a sentence or is a person's office; None where it is no company's."""
    name, start = match[0], match.start()
    while name:
        head, _, rest = name.partition(" ")
        folded = head.casefold()
        if _is_barred(name) or not (
            (opens and folded in small) or folded in _words("openers") or folded in _words("offices")
        ):
            break
        name, start, opens = rest, start + len(head) + 1, False
    return Mention(name, start, match.end()) if name and not _is_barred(name) else None


def _is_barred(name: str) -> bool:
    last = name.rpartition(" ")[2].casefold()
    plural = re.fullmatch(r"[A-Z]{2,}s", name)
    return name.casefold() in _no_company() or last in _words("institutions") or len(name) < 2 or bool(plural)


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
    """Names first given in brackets after what they stand for: "automated content recognition (ACR)"."""
    bracketed = set(re.findall(r"\w \(([^()\n]+)\)", text))
    return {name for name in names if name.isupper() and name in bracketed}
