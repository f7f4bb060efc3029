"""Names of parties in a parsed document, by spelling and word order, never by an entity label alone.

"iRobot, the Royal Bank of Canada and Placer.ai" holds three names, whatever the labels say.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from claims.extraction.data import stem
from claims.language import pipeline
from claims.vocabulary import load

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
TITLE_SHARE = 0.6
TITLE_WORDS = 4
LONGEST_TITLE = 25
LONGEST = 8
NATION = re.compile(r"(?:an|ese|ish|ic|i|ch|ss|ek|sh)s?$")


class Name(NamedTuple):
    """Half-open token indices of a name, without article and possessive ending."""

    start: int
    end: int


Words = tuple[str, ...]


@cache
def words(table: str, key: str = "terms") -> frozenset[str]:
    """One list of the party vocabulary."""
    return frozenset(load("parties")[table][key])


@cache
def ordinary(word: str) -> bool:
    """Whether the lower-case word stands in the dictionary of the pipeline's lemmatizer."""
    index = pipeline().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return any(form in index[kind] for kind in ("noun", "verb", "adj", "adv") for form in (word, stem(word)))


@cache
def split_name(name: str) -> Words:
    """A name cut as the tokenizer cuts text, in lower case."""
    return tuple(token.lower_ for token in pipeline().tokenizer(name))  # type: ignore[no-any-return, operator]


@cache
def _domain() -> re.Pattern[str]:
    return re.compile(DOMAIN.pattern % "|".join(words("name", "domains")), re.IGNORECASE)


class NameFinder:
    """Finds the names of one document; `listed` are names that are known beforehand."""

    def __init__(self, doc: Doc, listed: Iterable[str]) -> None:
        self.doc = doc
        self.listed: dict[str, list[Words]] = {}
        for name in listed:
            parts = split_name(name)
            self.listed.setdefault(parts[0], []).append(parts)
        sentences = list(doc.sents)
        self.titled = {s.start for s in sentences if _is_titled(s)}
        self.lower = {t.lower_ for t in doc if t.is_lower}
        self.middle = {
            t.text
            for s in sentences
            if s.start not in self.titled
            for t in s
            if _capital(t) and t.pos_ == "PROPN" and not _opens(t)
        }
        self.attested: set[Words] = set()

    def names(self) -> list[Name]:
        """Every name in order; none overlaps another. Title-case lines hold only names that the text knows."""
        found = [n for s in self.doc.sents if s.start not in self.titled for n in self._in_sentence(s)]
        self.attested = {self._words(n) for n in found}
        found += self._uncapitalised(found)
        found += [n for s in self.doc.sents if s.start in self.titled for n in self._in_title(s)]
        return sorted(found)

    def _words(self, name: Name) -> Words:
        return tuple(t.lower_ for t in self.doc[name.start : name.end])

    def _in_sentence(self, sentence: Span) -> Iterator[Name]:
        at = sentence.start
        while at < sentence.end:
            end = max(self._listed_end(at, sentence.end), self._run_end(at, sentence.end))
            if end > at:
                yield from self._cut(at, end)
            at = max(end, at + 1)

    def _in_title(self, sentence: Span) -> Iterator[Name]:
        at = sentence.start
        while at < sentence.end:
            end = max(self._listed_end(at, sentence.end), self._attested_end(at, sentence.end))
            if end > at:
                yield Name(at, end)
            at = max(end, at + 1)

    def _uncapitalised(self, found: list[Name]) -> Iterator[Name]:
        """ "twilio" where the text also has "Twilio", "data broker venntel": words that no dictionary has."""
        taken = {i for name in found for i in range(name.start, name.end)}
        for token in self.doc:
            if token.i in taken or not token.is_lower or not token.is_alpha or token.i == 0 or token.is_stop:
                continue
            if token.pos_ not in {"NOUN", "PROPN", "VERB", "ADJ", "X"} or ordinary(token.lower_):
                continue
            before = self.doc[token.i - 1]
            beside = (
                _party_noun(before)
                and before.tag_ == "NN"
                and before.head == token
                and before.dep_ == "compound"
            )
            if beside or (token.lower_,) in self.attested or before.lower_ in {"called", "named"}:
                yield Name(token.i, token.i + 1)

    def _attested_end(self, at: int, stop: int) -> int:
        if not (_capital(self.doc[at]) or _odd(self.doc[at])):
            return at
        for end in range(min(stop, at + LONGEST), at, -1):
            if self._words(Name(at, end)) in self.attested:
                return end
        return at

    def _listed_end(self, at: int, stop: int) -> int:
        """The end of the longest known name here; in lower case only where the word means nothing else."""
        best, first = at, self.doc[at]
        for parts in self.listed.get(first.lower_, ()):
            end = at + len(parts)
            if end > stop or end <= best or self._words(Name(at, end)) != parts:
                continue
            spelled = all(_capital(t) or _odd(t) or not t.is_alpha for t in self.doc[at:end] if len(t) > 3)
            if spelled and (len(parts) > 1 or self._names_alone(first)):
                best = end
            elif not any(ordinary(word) for word in parts):
                best = end
        return best

    def _names_alone(self, token: Token) -> bool:
        """Whether the word is meant as a name: "Apple said", not "Target those who"."""
        if token.pos_ in {"PRON", "DET"}:
            return False
        common = _opens(token) and token.pos_ != "PROPN" and ordinary(token.lower_)
        return _odd(token) or (_capital(token) and (not common or token.text in self.middle))

    def _run_end(self, at: int, stop: int) -> int:
        """The end of the run of name-like words that starts here."""
        if not self._starts(self.doc[at]):
            return at
        end = at + 1
        while end < stop:
            step = self._step(at, end, stop)
            if not step:
                break
            end += step
        return end

    def _step(self, start: int, at: int, stop: int) -> int:
        """How many tokens the run goes on by: a further word, or a connector with the word behind it."""
        token, before = self.doc[at], self.doc[at - 1]
        after = self.doc[at + 1] if at + 1 < stop else None
        if _namelike(token) or token.lower_ in words("name", "suffixes"):
            return 1
        if after is None or not _namelike(after):
            beyond = (
                token.lower_ in {"of", "for"}
                and after is not None
                and after.lower_ == "the"
                and at + 2 < stop
            )
            return (
                3 if beyond and before.lower_ in words("name", "heads") and _namelike(self.doc[at + 2]) else 0
            )
        if token.text in {"-", "&", "+"} and (
            token.text == "&" or not (before.whitespace_ or token.whitespace_)
        ):
            return 2
        if token.lower_ in {"of", "for", "on"} and before.lower_ in words("name", "heads"):
            return 2
        if token.text == "," and after.lower_ in words("name", "suffixes"):
            return 2
        return 2 if token.lower_ == "and" and self._spelled_out(start, at, stop) else 0

    def _spelled_out(self, start: int, at: int, stop: int) -> bool:
        """Whether initials in brackets join both sides: "Customs and Border Protection (CBP)"."""
        end = at + 1
        while end < stop and _namelike(self.doc[end]):
            end += 1
        if end + 2 >= stop or self.doc[end].text != "(":
            return False
        short = self.doc[end + 1].text
        initials = "".join(t.text[0] for t in self.doc[start:end] if _capital(t))
        return len(short) > 1 and initials.endswith(short) and len(short) > end - at - 1

    def _starts(self, token: Token) -> bool:
        if not _namelike(token):
            return False
        if not _opens(token) or _odd(token) or token.text in self.middle:
            return True
        if token.pos_ != "PROPN" or (token.lower_ in self.lower and ordinary(token.lower_)):
            return False
        follows = (
            token.i + 1 < len(self.doc)
            and _namelike(self.doc[token.i + 1])
            and not ordinary(self.doc[token.i + 1].lower_)
        )
        return (
            not ordinary(token.lower_)
            or (follows and token.ent_type_ != "")
            or (token.is_upper and len(token) > 1)
        )

    def _cut(self, start: int, end: int) -> Iterator[Name]:
        """The run without what only stands beside the name: titles, documents, plural class nouns, lone common words."""
        if self._listed_end(start, end) == end:
            yield Name(start, end)
            return
        titles = [i for i in range(start, end) if self.doc[i].lower_ in words("person", "titles")]
        if titles and titles[-1] + 1 < end:
            before = titles[0]
            yield from (n for n in (self._trim(start, before), self._trim(titles[-1] + 1, end)) if n)
        elif (name := self._trim(start, end)) is not None:
            yield name

    def _trim(self, start: int, end: int) -> Name | None:
        full = end
        while end > start and self._is_thing(start, end):
            end -= 1
        while end > start and self.doc[start].lower_ in {"the", "a", "an"}:
            start += 1
        if end <= start or all(self._says_nothing(t) for t in self.doc[start:end]):
            return None
        if end == start + 1 and self.doc[start].lower_ in words("person", "titles") | words(
            "person", "roles"
        ):
            return None
        if end < full and not (
            self._listed_end(start, end) == end or end == start + 1 and self.doc[start].text in self.middle
        ):
            return None
        return None if self._is_class(start, end) else Name(start, end)

    def _is_thing(self, start: int, end: int) -> bool:
        last = self.doc[end - 1]
        if self._listed_end(start, end) == end:
            return False
        plural = last.text.endswith("s") and _party_noun(last) and end - start > 1
        return plural or last.lower_ in words("name", "things") or last.lower_ in {"of", "and", "-", "&"}

    def _says_nothing(self, token: Token) -> bool:
        if {token.lower_, stem(token.text)} & words("name", "never"):
            return True
        nation = token.ent_type_ == "NORP" and NATION.search(token.lower_)
        return bool(nation) or not any(c.isalnum() for c in token.text)

    def _is_class(self, start: int, end: int) -> bool:
        """Defined terms of a policy: "Affiliates", "Service Providers", "Law Enforcement"."""
        last = self.doc[end - 1]
        if last.lower_ in words("name", "suffixes") or not all(
            ordinary(t.lower_) for t in self.doc[start:end] if t.is_alpha
        ):
            return False
        if _party_noun(last) and last.text.endswith("s"):
            return True
        return all(t.lower_ in self.lower for t in self.doc[start:end])


@cache
def _party_stems() -> frozenset[str]:
    nouns = [noun for terms in load("parties")["class"].values() for noun in terms]
    return frozenset(stem(noun) for noun in [*nouns, *words("people")])


def _party_noun(token: Token) -> bool:
    return stem(token.text) in _party_stems()


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _odd(token: Token) -> bool:
    """Spelled as only names are: iRobot, 23andMe, Life360, Placer.ai."""
    return bool(
        ODD.match(token.text) or (_domain().match(token.text) and token.text.lower() not in {"e.g", "i.e"})
    )


def _namelike(token: Token) -> bool:
    if _odd(token):
        return True
    shouted = token.is_upper and len(token) > 1 and not token.is_stop and token.pos_ not in {"DET", "PRON"}
    return _capital(token) and (token.pos_ not in CLOSED or shouted)


def _opens(token: Token) -> bool:
    """Whether the token opens its sentence, a quotation or what follows a colon."""
    for before in reversed(token.doc[token.sent.start : token.i]):
        if before.text in {":", '"', "'", "*", "-", "("} and before.i + 1 == token.i:
            return True
        if before.is_alpha:
            return False
    return True


def _is_titled(sentence: Span) -> bool:
    """Whether the line is set in title case."""
    long = [t for t in sentence if t.is_alpha and len(t) > 3]
    visible = [t for t in sentence if not t.is_space]
    if len(visible) > LONGEST_TITLE or not visible or visible[-1].text in {".", ";", ":", ","}:
        return False
    return len(long) >= TITLE_WORDS and sum(map(_capital, long)) > TITLE_SHARE * len(long)
