"""Data named by a clause: "what people watch", "where they live", "the pages that users visited".

The words that decide stand in `vocabulary/data.toml`: by question word, the verbs and nouns that name a category.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claims.extraction.links import sentence_end, sentence_start
from claims.extraction.tokens import tokens_of
from claims.vocabulary import load

WINDOW = 12
UNSPECIFIED = "personal_data"
QUESTION = {
    "what",
    "which",
    "who",
    "whom",
    "where",
    "when",
    "how",
    "whether",
    "whatever",
    "wherever",
    "whoever",
}
SAME_AS = {"which": "what", "whatever": "what", "whom": "who", "wherever": "where", "whoever": "who"}
LEARNT_WITHIN = 4
EVERYTHING = {"everything", "anything", "all", "things"}
LISTING = {",", "and", "or"}
STOPS = {",", ";", ":", ".", "?", "!", "(", ")", '"', "because", "although", "while", "unless", "but"}


class ClauseData(NamedTuple):
    """Half-open token indices of a clause that stands for data, the token that ties it to the rest, and its category."""

    start: int
    end: int
    head: int
    data: str


@cache
def asked() -> dict[str, dict[str, str]]:
    """By question word, the lemmas that decide and the category that they name."""
    found: dict[str, dict[str, str]] = {}
    for category, entry in load("data")["category"].items():
        for word, lemmas in entry.get("clauses", {}).items():
            found.setdefault(word, {}).update(dict.fromkeys(lemmas, category))
        found.setdefault("what", {}).update(dict.fromkeys(entry.get("things", ()), category))
    return found


@cache
def things() -> dict[str, str]:
    """Nouns whose clause tells the category: "the pages they visit"."""
    return {
        noun: name for name, entry in load("data")["category"].items() for noun in entry.get("things", ())
    }


@cache
def deeds() -> dict[str, str]:
    """Verbs that tell the category of whatever people did it to: "the words they typed"."""
    return {verb: name for name, entry in load("data")["category"].items() for verb in entry.get("deeds", ())}


@cache
def _any_asked() -> dict[str, set[str]]:
    """The lemmas of all question words, by category."""
    found: dict[str, set[str]] = {}
    for lemmas in asked().values():
        for lemma, category in lemmas.items():
            found.setdefault(category, set()).add(lemma)
    return found


@cache
def _holders() -> frozenset[str]:
    return frozenset(load("data")["people"]["holders"])


def is_person(token: Token) -> bool:
    """Whether the word stands for people whose data it may be: "they", "users", "the phone"."""
    if token.dep_ in {"compound", "poss"} and token.head.i > token.i:
        return False
    return token.lower_ in _holders() or (
        token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _holders()
    )


def clause_data(doc: Doc) -> Iterator[ClauseData]:
    """Every clause and every noun with a clause that names data, in order of its first token."""
    covered = 0
    for token in tokens_of(doc, classes=["NOUN", "PROPN"], words=QUESTION | EVERYTHING):
        if token.i < covered:
            continue
        in_row = covered > 0 and all(t.lower_ in LISTING for t in doc[covered : token.i])
        found = _asked(token, in_row) if token.lower_ in QUESTION else _described(token)
        if found:
            covered = found.end
            yield found


def _asked(word: Token, in_row: bool) -> ClauseData | None:
    """ "what people say to the speaker", "which drugs they take", "who they are and where they live"."""
    if not in_row and _is_relative(word):
        return None
    lemmas = asked().get(SAME_AS.get(word.lower_, word.lower_), {})
    rest = _rest(word)
    deciders = [t for t in rest if t.lemma_.lower() in lemmas and _decides(t)]
    if not deciders:
        return None
    decider = next((t for t in deciders if lemmas[t.lemma_.lower()] != UNSPECIFIED), deciders[0])
    itself = word.i if word.lower_ == "who" and decider.pos_ in {"ADJ", "NOUN"} else None
    person = next((t.i for t in rest if is_person(t)), itself)
    if person is None:
        return None
    verb = next((t.i for t in rest if t.i > person and t.pos_ in {"VERB", "AUX"}), decider.i)
    end = max(verb, decider.i) + 1
    return ClauseData(word.i, end, word.doc[word.i : end].root.i, lemmas[decider.lemma_.lower()])


def _decides(word: Token) -> bool:
    """ "who they are", "what they do online"; not "who they are calling", "what they do with it"."""
    behind = word.nbor() if word.i + 1 < len(word.doc) else word
    if word.lemma_ == "be":
        return behind.pos_ not in {"VERB", "ADJ", "NOUN"}
    return word.lemma_ != "do" or (word.pos_ == "VERB" and behind.lower_ != "with")


def _rest(word: Token) -> list[Token]:
    rest: list[Token] = []
    for token in word.doc[word.i + 1 : min(word.i + WINDOW, sentence_end(word))]:
        if token.lower_ in STOPS or token.lower_ in QUESTION:
            break
        if token.lower_ in {"and", "or"} and any(t.pos_ == "VERB" for t in rest):
            break
        rest.append(token)
    return rest


def _is_relative(word: Token) -> bool:
    """ "the company, which they use", "when they talk": the word belongs to a clause about something else, or asks."""
    if _follows_learning(word) or _follows_data(word):
        return False
    verb = word
    while verb.pos_ not in {"VERB", "AUX"} and verb.dep_ != "ROOT":
        verb = verb.head
    if word.lower_ in {"when", "where", "how"} and verb.dep_ == "advcl":
        return word.lower_ == "when"
    if verb.dep_ in {"relcl", "acl"} and verb.head.i < word.i:
        return verb.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}
    return word.is_sent_start is True and word.sent[-1].text.startswith("?")


def _follows_learning(word: Token) -> bool:
    """ "told advertisers which", "learns where", though the parse takes the clause for one about the advertisers."""
    start = max(sentence_start(word), word.i - LEARNT_WITHIN)
    before = word.doc[start : word.i]
    return any(t.lemma_.lower() in _learning() for t in before) and "," not in {t.text for t in before}


def _follows_data(word: Token) -> bool:
    """ "information on which films", "a record of where"."""
    before = word.doc[max(sentence_start(word), word.i - 2) : word.i]
    return len(before) > 1 and before[1].pos_ == "ADP" and before[0].lemma_.lower() in _telling_nouns()


@cache
def _telling_nouns() -> frozenset[str]:
    return frozenset([*load("data")["generic"]["terms"], *load("data")["heads"]["composed"]])


@cache
def _learning() -> frozenset[str]:
    return frozenset(load("data")["people"]["learning"])


def _described(noun: Token) -> ClauseData | None:
    """ "the pages that users visited", "content you viewed"."""
    if not noun.n_rights or (noun.pos_ not in {"NOUN", "PROPN"} and noun.lower_ not in EVERYTHING):
        return None
    for verb in noun.rights:
        if verb.dep_ != "relcl" or verb.i < noun.i or not any(map(_is_people_subject, verb.children)):
            continue
        if category := _category_of(noun, verb):
            return ClauseData(noun.i, noun.i + 1, noun.i, category)
    return None


def _is_people_subject(token: Token) -> bool:
    return token.dep_ == "nsubj" and is_person(token)


def _category_of(noun: Token, verb: Token) -> str | None:
    named, done = things().get(noun.lemma_.lower()), deeds().get(verb.lemma_.lower())
    if named and (done or verb.lemma_.lower() in _any_asked()[named]):
        return named
    return done
