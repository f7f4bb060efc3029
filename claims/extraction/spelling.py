"""How words are spelled: what looks like a name, what any dictionary has, which lines are set in title case.

"iRobot", "23andMe" and "Placer.ai" are spelled as only names are; "Apple" may open a sentence on fruit.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from spacy.tokens import Doc, Span, Token

from claims.extraction.data import stem
from claims.extraction.links import sentence_start
from claims.language import pipeline
from claims.vocabulary import load

MISREAD = {"ADJ", "ADV", "NOUN", "X"}
CLOSED = {
    "DET",
    "PRON",
    "AUX",
    "CCONJ",
    "SCONJ",
    "ADP",
    "ADV",
    "INTJ",
    "PART",
    "NUM",
    "PUNCT",
    "SYM",
    "SPACE",
}
ODD = re.compile(r"^(?:[a-z]{1,3}[A-Z]\w+|\d+[a-z]*[A-Z]\w+|[A-Z]\w*\d+|\w+\+)$")
DOMAIN = re.compile(r"^[\w-]{2,}\.(?:%s)$")
INSERTED = 4
LONGEST_INSERTION = 9
TITLE_SHARE = 0.6
TITLE_WORDS = 4
LONGEST_TITLE = 25

Words = tuple[str, ...]

ROW_WORDS = {",", "and", "or", "(", ")", "&"}
WORDS_KEPT = 1 << 14
NATION = re.compile(r"(?:an|ese|ish|ic|i|ch|ss|ek|sh)s?$")


@cache
def words(table: str, key: str = "terms") -> frozenset[str]:
    """One list of the party vocabulary."""
    return frozenset(load("parties")[table][key])


@lru_cache(maxsize=WORDS_KEPT)
def ordinary(word: str) -> bool:
    """Whether the lower-case word stands in the dictionary of the pipeline's lemmatizer."""
    return stem(word) in _party_stems() or not _dictionary().isdisjoint({word, stem(word)})


@cache
def _dictionary() -> frozenset[str]:
    index = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return frozenset(chain.from_iterable(index[kind] for kind in ("noun", "verb", "adj", "adv")))


@lru_cache(maxsize=WORDS_KEPT)
def split_name(name: str) -> Words:
    """A name cut as the tokenizer cuts text, in lower case."""
    return tuple(token.lower_ for token in pipeline().tokenizer(name))


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(DOMAIN.pattern % "|".join(words("name", "domains")), re.IGNORECASE)


@cache
def _party_stems() -> frozenset[str]:
    nouns = [noun for terms in load("parties")["class"].values() for noun in terms]
    return frozenset(stem(noun) for noun in [*nouns, *words("people")])


def is_party_noun(token: Token) -> bool:
    """Whether the word is a noun for parties or groups of people."""
    return stem(token.text) in _party_stems()


def is_capital(token: Token) -> bool:
    """Whether the word starts with a capital letter."""
    return token.text[:1].isupper()


def is_odd(token: Token) -> bool:
    """Spelled as only names are: iRobot, 23andMe, Life360, Placer.ai."""
    return _odd(token.text)


@lru_cache(maxsize=1 << 16)
def _odd(word: str) -> bool:
    return bool(ODD.match(word) or (_domain().match(word) and word.lower() not in {"e.g", "i.e"}))


def is_namelike(token: Token) -> bool:
    """Whether the word can be part of a name, by its spelling and word class."""
    if is_odd(token):
        return True
    shouted = token.is_upper and len(token) > 1 and not token.is_stop and token.pos_ not in {"DET", "PRON"}
    return is_capital(token) and (token.pos_ not in CLOSED or shouted)


def is_misread_name(token: Token) -> bool:
    """An unknown word in front of its verb that the tagger takes for no name: "Brandmere received photos"."""
    if (
        token.pos_ not in MISREAD
        or not token.is_title
        or token.lower_.endswith("ly")
        or not token.is_sent_start
    ):
        return False
    verb = token.head.i == token.i + 1 and token.head.pos_ in {"VERB", "AUX"}
    return verb and not ordinary(token.lower_)


def is_misread_verb(token: Token) -> bool:
    """ "the app transmitted users' locations": a past form between a lone party noun and what the tagger hangs it on."""
    if token.i < 2 or token.tag_ not in {"VBN", "VBD", "JJ"} or token.dep_ not in {"amod", "compound"}:
        return False
    subject = token.nbor(-1)
    if subject.text == ",":
        return inserted_behind(token) is not None
    if token.tag_ == "JJ":
        return False
    if subject.lower_ == "and" and token.nbor(-2).text == ",":
        return subject.head.pos_ == "VERB" and subject.head.tag_ == "VBD"
    return subject.tag_ == "NN" and is_party_noun(subject) and token.nbor(-2).pos_ in {"DET", "PRON", "ADJ"}


def inserted_behind(token: Token) -> Token | None:
    """ "Larkfield, the study said, shared ...": the word in front of what is inserted between commas, None without."""
    if token.i < INSERTED or token.nbor(-1).text != "," or token.nbor(-2).tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    before = token.doc[max(token.i - LONGEST_INSERTION, sentence_start(token)) : token.i - 2]
    comma = next((t for t in reversed(before) if t.text == ","), None)
    return comma.nbor(-1) if comma is not None and comma.i > sentence_start(token) else None


def opens(token: Token) -> bool:
    """Whether the token opens its sentence, a quotation or what follows a colon."""
    for place in range(token.i - 1, sentence_start(token) - 1, -1):
        before = token.doc[place]
        if before.text in {":", '"', "'", "*", "-", "("} and before.i + 1 == token.i:
            return True
        if before.is_alpha:
            return False
    return True


def fills_first_cell(token: Token) -> bool:
    """ "Brandmere | Germany | Device IDs": a word alone in the first cell of a row that no dictionary has."""
    alone = token.i + 1 < len(token.doc) and token.nbor().text == "|" and opens(token)
    return alone and is_capital(token) and not ordinary(token.lower_)


def is_titled(sentence: Span) -> bool:
    """Whether the line is set in title case."""
    visible = [t for t in sentence if not t.is_space]
    if len(visible) > LONGEST_TITLE or not visible or visible[-1].text in {".", ";", ","}:
        return False
    if visible[-1].text == ":" and not (
        sentence.start == 0 or any(t.tag_ in {"VBD", "VBZ"} for t in visible)
    ):
        return False
    long = [t for t in visible if t.is_alpha and len(t) > 3]
    return len(long) >= TITLE_WORDS and sum(map(is_capital, long)) > TITLE_SHARE * len(long)


def in_row(doc: Doc, indices: range) -> bool:
    """Whether a comma or conjunction leads to an unmistakable name, over capitalised words alone."""
    for i in indices:
        if not 0 <= i < len(doc):
            return False
        token = doc[i]
        if is_namelike(token) and not ordinary(token.lower_) and i != indices[0]:
            return True
        if token.lower_ not in ROW_WORDS and (i == indices[0] or not is_capital(token)):
            return False
    return False


def says_nothing(token: Token) -> bool:
    """Whether the word alone is no name: a day, a nation, a number, a mark."""
    if {token.lower_, stem(token.text)} & words("name", "never"):
        return True
    return is_nation(token) or not any(c.isalnum() for c in token.text)


def is_nation(token: Token) -> bool:
    """Whether the word is "Chinese", "Texan" and the like: an adjective with a capital, by its ending."""
    return token.is_title and token.pos_ == "ADJ" and NATION.search(token.lower_) is not None


def is_proper(span: Span) -> bool:
    """ "Quick Match", unlike "Service Providers": names to the tagger throughout, and no class or plural at the end."""
    last = span[-1]
    return all(t.pos_ == "PROPN" for t in span) and not (is_party_noun(last) or last.text.endswith("s"))
