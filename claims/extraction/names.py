"""Names of parties in a parsed document, by spelling and word order, never by an entity label alone.

"iRobot, the Royal Bank of Canada and Placer.ai" holds three names, whatever the labels say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from claims.extraction.links import sentence_start
from claims.extraction.spelling import (
    Words,
    fills_first_cell,
    in_row,
    is_capital,
    is_misread_name,
    is_namelike,
    is_odd,
    is_party_noun,
    is_proper,
    is_titled,
    opens,
    ordinary,
    says_nothing,
    split_name,
    words,
)
from claims.extraction.tokens import strings_of, tokens_of

LONGEST = 8
ROW = 10
OPEN = {"NOUN", "PROPN", "VERB", "ADJ", "X"}


class Name(NamedTuple):
    """Half-open token indices of a name, without article and possessive ending."""

    start: int
    end: int


class NameFinder:
    """Finds the names of one document; `listed` are names that are known beforehand."""

    def __init__(self, doc: Doc, listed: Iterable[str]) -> None:
        self.doc = doc
        self.listed: dict[str, list[Words]] = {}
        for name in listed:
            parts = split_name(name)
            self.listed.setdefault(parts[0], []).append(parts)
        self.words = strings_of(doc, "LOWER")
        sentences = list(doc.sents)
        self.titled = {s.start for s in sentences if is_titled(s)}
        self.lower = {text for text in strings_of(doc, "ORTH") if text.islower()}
        middle = Counter(self._in_middle())
        self.middle = set(middle)
        self.repeated = {text for text, count in middle.items() if count > 1}
        self.attested: set[Words] = set()

    def _in_middle(self) -> Iterator[str]:
        """Capitalised words where no sentence, quotation or title asks for the capital."""
        for token in tokens_of(self.doc, classes=["PROPN"]):
            if is_capital(token) and sentence_start(token) not in self.titled and not opens(token):
                yield token.text

    def names(self) -> list[Name]:
        """Every name in order, none overlapping; title-case lines hold only names that the text knows."""
        found = [n for s in self.doc.sents if s.start not in self.titled for n in self._in_sentence(s)]
        self.attested = {self._words(n) for n in found}
        found += self._uncapitalised(found)
        found += [n for s in self.doc.sents if s.start in self.titled for n in self._in_title(s)]
        return sorted(found)

    def _words(self, name: Name) -> Words:
        return tuple(self.words[name.start : name.end])

    def _in_sentence(self, sentence: Span) -> Iterator[Name]:
        at = sentence.start
        while at < sentence.end:
            end = max(self._listed_end(at, sentence.end), self._run_end(at, sentence.end))
            if end > at:
                listed = self._listed_end(at, end)
                if at < listed < end and self._listed_end(listed, end) > listed:
                    end = listed
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
        """What the first reading left out: names found elsewhere, lower-case words that can only be names."""
        taken = {i for name in found for i in range(name.start, name.end)}
        for token in self.doc:
            if token.i in taken or not token.is_alpha or token.is_stop:
                continue
            again = (token.lower_,) in self.attested
            named = again and is_capital(token) and token.pos_ == "PROPN"
            if not (named or self._only_a_name(token, again=again)):
                continue
            if sentence_start(token) not in self.titled:
                yield Name(token.i, token.i + 1)

    def _only_a_name(self, token: Token, *, again: bool) -> bool:
        """ "twilio" beside "Twilio" in the text, "data broker venntel": words that no dictionary has."""
        if not token.is_lower or token.i == 0 or token.pos_ not in OPEN or ordinary(token.lower_):
            return False
        before = self.doc[token.i - 1]
        beside = is_party_noun(before) and before.tag_ == "NN" and before.head == token
        return (
            again
            or self._is_explained(token)
            or before.lower_ in {"called", "named"}
            or (beside and before.dep_ == "compound")
        )

    def _is_explained(self, token: Token) -> bool:
        """ "zipwhistle, a start-up": the apposition says that it is a party."""
        follows = self.doc[token.i + 1 : token.i + LONGEST]
        if len(follows) < 3 or follows[0].text != "," or follows[1].lower_ not in {"a", "an"}:
            return False
        return any(is_party_noun(t) for t in follows) or "start-up" in follows.text

    def _attested_end(self, at: int, stop: int) -> int:
        if not (is_capital(self.doc[at]) or is_odd(self.doc[at])):
            return at
        for end in range(min(stop, at + LONGEST), at, -1):
            if self._words(Name(at, end)) in self.attested:
                return end
        return at + fills_first_cell(self.doc[at])

    def _listed_end(self, at: int, stop: int) -> int:
        """The end of the longest known name here; in lower case only where the word means nothing else."""
        best = at
        for parts in self.listed.get(self.words[at], ()):
            end = at + len(parts)
            if end > stop or end <= best or self._words(Name(at, end)) != parts:
                continue
            spelled = all(
                is_capital(t) or is_odd(t) or not t.is_alpha for t in self.doc[at:end] if len(t) > 3
            )
            if (spelled and (len(parts) > 1 or self._names_alone(self.doc[at]))) or not any(
                ordinary(word) for word in parts
            ):
                best = end
        return best

    def _names_alone(self, token: Token) -> bool:
        """Whether the word is meant as a name: "Apple said", not "Target those who"."""
        if token.pos_ in {"PRON", "DET"}:
            return False
        if token.is_upper and len(token) > 1:
            return True
        common = opens(token) and token.pos_ != "PROPN" and ordinary(token.lower_)
        return is_odd(token) or (is_capital(token) and (not common or token.text in self.middle))

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
        if is_namelike(token) or token.lower_ in words("name", "suffixes"):
            return 1
        if after is None or not is_namelike(after):
            of_the = self.words[at : at + 2] in (["of", "the"], ["for", "the"]) and at + 2 < stop
            named = before.lower_ in words("name", "heads")
            return 3 if of_the and named and is_namelike(self.doc[at + 2]) else 0
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
        while end < stop and is_namelike(self.doc[end]):
            end += 1
        if end + 2 >= stop or self.doc[end].text != "(":
            return False
        short = self.doc[end + 1].text
        initials = "".join(t.text[0] for t in self.doc[start:end] if is_capital(t))
        return len(short) > 1 and initials.endswith(short) and len(short) > end - at - 1

    def _starts(self, token: Token) -> bool:
        """Whether a name may start here; the first word of a sentence must be no ordinary one."""
        if is_misread_name(token) or fills_first_cell(token):
            return True
        if not is_namelike(token):
            return False
        if not opens(token) or is_odd(token) or token.text in self.middle:
            return True
        after = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else token
        goes_on = is_namelike(after) and after.pos_ == "PROPN" and token.pos_ in {"PROPN", "ADJ"}
        if goes_on and (
            token.i > sentence_start(token) or token.pos_ == "PROPN" or not ordinary(token.lower_)
        ):
            return True
        if token.pos_ != "PROPN" or (token.lower_ in self.lower and ordinary(token.lower_)):
            return False
        return not ordinary(token.lower_) or (token.is_upper and len(token) > 1)

    def _cut(self, start: int, end: int) -> Iterator[Name]:
        """The run without what only stands beside the name: titles, documents, class nouns."""
        if self._listed_end(start, end) == end:
            yield Name(start, end)
            return
        titles = [i for i in range(start, end) if self.doc[i].lower_ in words("person", "titles")]
        if titles and titles[-1] + 1 < end and not self._is_firm(end - 1):
            before = titles[0]
            yield from (n for n in (self._trim(start, before), self._trim(titles[-1] + 1, end)) if n)
        elif (name := self._trim(start, end)) is not None:
            yield name

    def _is_firm(self, last: int) -> bool:
        return self.doc[last].lower_ in words("name", "extensions") | words(
            "name", "suffixes"
        ) or is_party_noun(self.doc[last])

    def _trim(self, start: int, end: int) -> Name | None:
        full = end
        while end > start and self._is_thing(start, end):
            end -= 1
        while end > start and self.doc[start].lower_ in words("name", "before"):
            start += 1
        if end <= start or all(says_nothing(t) for t in self.doc[start:end]):
            return None
        if end == start + 1 and self.doc[start].lower_ in words("person", "titles") | words(
            "person", "roles"
        ):
            return None
        alone = self.doc[start:end].text in self.middle and not ordinary(self.doc[start].lower_)
        if end < full and not (alone or self._listed_end(start, end) == end):
            return None
        return None if self._is_class(start, end) else Name(start, end)

    def _is_vouched_for(self, start: int, end: int) -> bool:
        """Whether common words are a name all the same: by use elsewhere, in a row with names."""
        if self._listed_end(start, end) == end:
            return True
        if end - start > 1 and self.doc[end - 1].lower_ in words("name", "extensions") | words(
            "name", "suffixes"
        ):
            return True
        if is_proper(self.doc[start:end]) and (end - start > 1 or self.doc[start].lower_ not in self.lower):
            return True
        before = self.doc[start - 1] if start else self.doc[start]
        noun = self.doc[start - 2] if before.text == "," and start > 1 else before
        if (
            self.doc[start].text in self.repeated
            or before.tag_ == "POS"
            or (is_party_noun(noun) and noun.tag_ == "NN")
        ):
            return True
        return in_row(self.doc, range(start - 1, start - ROW, -1)) or in_row(self.doc, range(end, end + ROW))

    def _is_thing(self, start: int, end: int) -> bool:
        last = self.doc[end - 1]
        if self._listed_end(start, end) == end:
            return False
        plural = last.text.endswith("s") and is_party_noun(last) and end - start > 1
        plural = plural and last.lower_ not in words("name", "extensions")
        return plural or last.lower_ in words("name", "things") or last.lower_ in {"of", "and", "-", "&"}

    def _is_class(self, start: int, end: int) -> bool:
        """Defined terms of a policy: "Affiliates", "Service Providers", "Law Enforcement"."""
        last = self.doc[end - 1]
        if end == start + 1 and is_party_noun(last) and self._listed_end(start, end) != end:
            return True
        if all(ordinary(t.lower_) for t in self.doc[start:end]) and not self._is_vouched_for(start, end):
            return True
        if last.lower_ in words("name", "suffixes") or not all(
            ordinary(t.lower_) for t in self.doc[start:end] if t.is_alpha
        ):
            return False
        if is_party_noun(last) and last.text.endswith("s"):
            return True
        return all(t.lower_ in self.lower for t in self.doc[start:end])
