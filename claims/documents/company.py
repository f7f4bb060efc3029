"""The company whose conduct a document is about, from the words that stand beside its name.

"Acme let the bank read users' messages, the Guardian reports": Acme acts, and has users; an outlet reports.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from claims.documents.names import Mention, headed_by, initials, is_barred, listed, mentions, short_names
from claims.types import Document, Kind, Role
from claims.vocabulary import load

LEAST = 8.0
FAINT = 5.0
CLEARLY = 1.7
OPENING_BLOCKS = 3
BESIDE = 80
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
    "thing": -4.0,
}
WE = (
    r"\bat (?:the )?{name}, we\b",
    r"\b(?:we|us|here|everyone) at (?:the )?{name}\b",
    r"\b{name} \(?[“\"(]?(?:we|us|our)\b",
)
OWN_VOICE = (
    *WE,
    r"\b{name}(?:[’']s)? (?:online )?(?:{policies})\b",
    r"\b(?:{policies}) (?:of|for|at) {name}\b",
    r"\b(?:welcome to|statement (?:from|by)|thank you for using|when you use|use of|by using) {name}\b",
)


def infer_company(document: Document) -> str:
    """The name of the company in question, empty where none is convincing."""
    found = _best(score_names(document))
    if found or document.kind is not Kind.STATEMENT:
        return found
    return headed_by(document, document.reading.replace("’", "'"))


def _best(scores: dict[str, float]) -> str:
    if not scores:
        return ""
    ranked = sorted(((score, name) for name, score in scores.items()), reverse=True)
    (best, name), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0
    return name if best >= LEAST or (best >= FAINT and best >= CLEARLY * second) else ""


def short_forms(company: str, reading: str) -> tuple[str, ...]:
    """The name without the legal form that it ends in, where the text uses it: "Acme" for "Acme Inc."."""
    words = company.split()
    while len(words) > 1 and words[-1].casefold().rstrip(".,") in listed("suffixes"):
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
    named = mentions(document, text)
    openings = [block.span for block in document.blocks if block.role is Role.PARAGRAPH][:OPENING_BLOCKS]
    for mention in named:
        early = any(span.start <= mention.start < span.end for span in openings)
        for feature in (*_features(text, mention), *(["opening"] if early else [])):
            scores[mention.name] += WEIGHTS[feature]
    names = list(dict.fromkeys(mention.name for mention in named))
    titles = [_Words(text[b.span.start : b.span.end]) for b in document.blocks if b.role is Role.TITLE]
    whole = _Words(text) if document.kind is Kind.STATEMENT else None
    for name in names:
        scores[name] += next(filter(None, (_title_score(title, name) for title in titles)), 0)
        scores[name] += WEIGHTS["policy"] * (_own_words(whole, name) if whole else 0)
    for short, full in (short_names() | initials(text)).items():
        if short in scores and not is_barred(full, document.kind):
            scores[full] = scores.pop(short) + scores.get(full, 0)
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
    if words and after.startswith(" ") and words[0].casefold() in listed("things"):
        yield "thing"
    if (
        words
        and after.startswith(" ")
        and (
            words[0].casefold() in listed("belongings") or " ".join(words).casefold() in listed("belongings")
        )
    ):
        yield "belonging"
    if words and after.startswith(" ") and words[0].casefold() in listed("speaks"):
        yield "speech"
    before = re.search(r"(\w+),? (?:the )?$", text[max(0, mention.start - 20) : mention.start])
    if before and before[1].casefold() in listed("recipients"):
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
def _act() -> re.Pattern[str]:
    lists = load("company")
    between = rf"(?:,? (?:\w+ly|{'|'.join(lists['between'])}))*"
    return re.compile(rf"{between} (?:{'|'.join(lists['acts'])})\b")
