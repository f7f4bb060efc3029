"""Whom a mention stands for: "the bank", "these two companies", "it", "the former", and the members of a class.

"Netflix and the bank could read messages. Both deny it." has "both" for the two; a guess that is not safe stays empty.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from spacy.tokens import Span, Token

from claims.extraction import syntax
from claims.extraction.data import stem
from claims.extraction.names import words
from claims.extraction.parties import Mention, Mentions, PartyKind, class_sort, sort_of

NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
NAMES = {PartyKind.NAMED, PartyKind.OUTLET}
GENERIC = {"company"}
NOT_COMPANIES = {"outlet", "agency", "government", "organization"}
LISTERS = {
    "including",
    "include",
    "includes",
    "included",
    "like",
    "namely",
    "e.g.",
    "eg",
    "notably",
    "especially",
    "incl.",
}
JOINERS = {
    ",",
    "and",
    "or",
    "&",
    "/",
    "as",
    "well",
    "the",
    "a",
    "an",
    "its",
    "then",
    ";",
    "(",
    "both",
    "even",
    "also",
    "most",
    "not",
    "only",
}
HE = {"he", "she", "him", "her", "his"}
BACK = 4


class References:
    """Resolves the mentions of one document by number, class noun, place in the sentence and recency."""

    def __init__(self, mentions: Mentions) -> None:
        self.mentions, self.doc = mentions, mentions.doc
        self.sentences: list[Span] = list(self.doc.sents)
        self._sentence_at = {t.i: k for k, s in enumerate(self.sentences) for t in s}
        self._memo: dict[Mention, tuple[Mention, ...]] = {}
        self._by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(self._sentence_at[mention.head], []).append(mention)

    def resolve(self, mention: Mention) -> tuple[Mention, ...]:
        """The mentions that this one stands for, itself for a name; () where the text leaves it open."""
        if mention.kind not in {PartyKind.CLASS, PartyKind.PRONOUN}:
            return (mention,)
        if mention not in self._memo:
            self._memo[mention] = ()
            self._memo[mention] = self._resolve(mention)
        return self._memo[mention]

    def _resolve(self, mention: Mention) -> tuple[Mention, ...]:
        word = self.doc[mention.head].lower_
        if mention.kind is PartyKind.PRONOUN:
            return self._pronoun(mention, word)
        if beside := self._named_beside(mention):
            return (beside,)
        if not mention.definite:
            return ()
        return (
            self._several(mention, self._number(mention))
            if mention.plural or word in NUMBERS
            else self._one(mention)
        )

    def source_name(self, tokens: Iterable[int | Token]) -> str:
        """The canonical name of the source that these tokens spell; empty when they say nobody."""
        from claims.extraction.naming import source_name

        return source_name(tokens, self)

    def speaks_for(self, mention: Mention) -> str:
        """The company of "a spokesman": the one spoken of last as somebody's, else the only subject near."""
        here = self._sentence_at[mention.head]
        for sentence in (here, here - 1):
            near = [
                m
                for m in self._by_sentence.get(sentence, ())
                if m.kind is PartyKind.NAMED and m.head != mention.head
            ]
            leading = [m for m in near if self._is_subject(m)] or near
            if len({m.name for m in leading}) == 1:
                return leading[0].name
        return ""

    # -- members -------------------------------------------------------------------------------------------------

    def members_of(self, mention: Mention) -> tuple[Mention, ...]:
        """The parties that the text lists under a class: "partners such as A and B", "A, B and other partners"."""
        if mention.kind is not PartyKind.CLASS:
            return ()
        return tuple(self._listed_after(mention)) or tuple(self._listed_before(mention))

    def _listed_after(self, mention: Mention) -> Iterator[Mention]:
        at = self._list_start(mention.end)
        stop = self.sentences[self._sentence_at[mention.head]].end
        while at is not None and at < stop:
            inner = self._starting(at)
            if inner is not None and inner.is_party and inner.kind is not PartyKind.PRONOUN:
                yield inner
                at = inner.end
            elif self.doc[at].lower_ in JOINERS or self.doc[at].pos_ == "DET" or self.doc[at].tag_ == "POS":
                at += 1
            else:
                return

    def _list_start(self, at: int) -> int | None:
        """Where the list behind a class opens, if one does."""
        for i in range(at, min(at + 3, len(self.doc))):
            token = self.doc[i]
            if token.lower_ == "such" and i + 1 < len(self.doc) and self.doc[i + 1].lower_ == "as":
                return i + 2
            if token.lower_ in LISTERS:
                return i + 1
            if token.text == ":" or (token.text in {"(", "-"} and self._starting(i + 1) is not None):
                return i + 1
            if token.text not in {",", "(", "-"}:
                return self._starting_name(at)
        return None

    def _starting_name(self, at: int) -> int | None:
        """ "the dating apps Clue and Happn": a list right behind the plural."""
        inner = self._starting(at)
        return at if inner is not None and inner.kind in NAMES and self.doc[at - 1].tag_ == "NNS" else None

    def _listed_before(self, mention: Mention) -> Iterator[Mention]:
        """ "A, B and other partners"."""
        if not {t.lower_ for t in self.doc[mention.start : mention.head + 1]} & {"other", "others"}:
            return
        found: list[Mention] = []
        at, floor = mention.start - 1, self.sentences[self._sentence_at[mention.head]].start
        while at >= floor:
            inner = self._ending(at)
            if (
                inner is not None
                and inner.is_party
                and inner.kind is not PartyKind.PRONOUN
                and at < mention.start - 1
            ):
                found.append(inner)
                at = inner.start - 1
            elif self.doc[at].lower_ in {",", "and", "or", "the", "with", "among", "many", "-"}:
                at -= 1
            else:
                break
        yield from reversed(found)

    def _starting(self, at: int) -> Mention | None:
        found = [m for m in self._by_sentence.get(self._sentence_at.get(at, -1), ()) if m.start == at]
        return max(found, key=lambda m: m.end, default=None)

    def _ending(self, at: int) -> Mention | None:
        found = [m for m in self._by_sentence.get(self._sentence_at.get(at, -1), ()) if m.end == at + 1]
        return max(found, key=lambda m: m.end - m.start, default=None)

    # -- names ---------------------------------------------------------------------------------------------------

    @cached_property
    def sorts(self) -> dict[str, set[str]]:
        """What the text and the name itself say about each named party: its sorts and the class nouns used of it."""
        found: dict[str, set[str]] = {}
        for mention in self.mentions:
            if mention.kind in NAMES:
                known = found.setdefault(mention.name, set())
                known.update(filter(None, [mention.sort, sort_of(mention.name)]), self._said_of(mention))
        for mention in self.mentions:
            if mention.kind is PartyKind.CLASS and mention.plural:
                for inner in self._listed_after(mention):
                    if inner.name in found:
                        found[inner.name] |= {mention.sort, stem(self.doc[mention.head].text)}
        return found

    def _said_of(self, mention: Mention) -> Iterator[str]:
        """ "data broker Acme", "Acme, a data broker", "Acme is a data broker"."""
        before = self.doc[mention.start - 1] if mention.start else None
        nouns = [before] if before is not None and before.pos_ in {"NOUN", "PROPN"} else []
        nouns += self._apposed(mention.end)
        for noun in nouns:
            if class_sort(noun.text):
                yield class_sort(noun.text)
                yield stem(noun.text)

    def _apposed(self, at: int) -> list[Token]:
        doc = self.doc
        opener = doc[at].lower_ if at + 1 < len(doc) else ""
        if opener == "(" or (
            opener in {",", "is", "was", "-"}
            and doc[at + 1].lower_ in {"a", "an", "the", "one", "which", "whose"}
        ):
            for token in doc[at + 1 : at + 9]:
                if (
                    token.text in {",", ".", ")"}
                    or token.pos_ in {"VERB"}
                    and token.dep_ not in {"amod", "compound"}
                ):
                    break
                if class_sort(token.text) and token.dep_ not in {"compound", "amod", "poss"}:
                    return [token]
        return []

    def _named_beside(self, mention: Mention) -> Mention | None:
        """ "the Larkfield app", "the mapping company Larkfield": the class noun and the name are one party."""
        if mention.plural or mention.sort == "staff":
            return None
        after = self._starting(mention.end)
        if (
            after is not None
            and after.kind in NAMES
            and self.doc[mention.end].sent == self.doc[mention.head].sent
        ):
            return after
        if mention.head == mention.start:
            return None
        inner = self._ending(mention.head - 1)
        if inner is None or inner.kind not in NAMES or self.doc[mention.head - 1].tag_ == "POS":
            return None
        return inner if mention.sort in {"app", "service", "network", "company", "outlet", "bank"} else None

    # -- one -----------------------------------------------------------------------------------------------------

    def _one(self, mention: Mention) -> tuple[Mention, ...]:
        """ "the bank", "the company", "the social network": one name before it that the noun fits."""
        noun = stem(self.doc[mention.head].text)
        modifiers = {t.lower_ for t in self.doc[mention.start : mention.head]}
        if modifiers & {
            "other",
            "another",
            "parent",
            "third",
            "partner",
            "its",
            "their",
            "our",
            "your",
            "each",
            "every",
        }:
            return ()
        before = [m for m in self._names_before(mention) if self._fits(m, mention, noun)]
        exact = [
            m for m in before if noun in self.sorts[m.name] or mention.sort in self.sorts[m.name] - GENERIC
        ]
        if mention.sort not in GENERIC and exact:
            return (exact[0],)
        if mention.sort in NOT_COMPANIES | {
            "bank",
            "insurer",
            "carrier",
            "staff",
            "government",
            "other",
            "advertiser",
        }:
            return ()
        return self._company(mention, before)

    def _names_before(self, mention: Mention) -> list[Mention]:
        """Named parties before the mention, the latest first, each name once."""
        found: dict[str, Mention] = {}
        for other in reversed(self.mentions.all):
            if other.end <= mention.start and other.kind in NAMES:
                found.setdefault(other.name, other)
        return list(found.values())

    def _fits(self, name: Mention, mention: Mention, noun: str) -> bool:
        sorts = self.sorts[name.name]
        if name.name == self.mentions.company:
            return mention.sort not in NOT_COMPANIES | {"bank"} or mention.sort in sorts
        if mention.sort in GENERIC:
            return name.kind is PartyKind.NAMED and not sorts & NOT_COMPANIES
        return mention.sort in sorts or noun in sorts or not sorts

    def _company(self, mention: Mention, before: list[Mention]) -> tuple[Mention, ...]:
        """ "the company" is the grantor, unless another one alone was just spoken of."""
        near = self._sentence_at[mention.head]
        for sentence in (near, near - 1):
            here = [m for m in before if self._sentence_at[m.head] == sentence and not self._modifies(m)]
            others = [m for m in here if m.name != self.mentions.company]
            leading = [m for m in others if self._is_subject(m)]
            if (
                leading
                and len(others) == 1
                and not any(m.name == self.mentions.company and self._is_subject(m) for m in here)
            ):
                return (others[0],)
            if any(m.name == self.mentions.company for m in here):
                break
        grantor = [m for m in self.mentions if m.name == self.mentions.company and m.kind in NAMES]
        if grantor:
            return (next((m for m in reversed(grantor) if m.end <= mention.start), grantor[0]),)
        return ()

    def _modifies(self, mention: Mention) -> bool:
        return self.doc[mention.head].dep_ in {"compound", "amod", "nmod"}

    def _is_subject(self, mention: Mention) -> bool:
        token = self.doc[mention.head]
        while token.dep_ in {"conj", "appos", "compound", "poss"}:
            token = token.head
        return token.dep_ in {"nsubj", "nsubjpass", "agent"}

    # -- several -------------------------------------------------------------------------------------------------

    def _number(self, mention: Mention) -> int:
        return next(
            (NUMBERS[t.lower_] for t in self.doc[mention.start : mention.head + 1] if t.lower_ in NUMBERS), 0
        )

    def _several(self, mention: Mention, number: int) -> tuple[Mention, ...]:
        """ "these two companies", "the firms", "both": the group told of just before."""
        here = self._sentence_at[mention.head]
        for sentence in range(here, max(here - 3, -1), -1):
            group = self._group(sentence, mention)
            if number and len(group) > number:
                group = self._coordinated(group)
            if len(group) >= 2 and (not number or len(group) == number):
                return tuple(group)
            if not number and (classes := self._classes_in(sentence, mention)):
                return tuple(classes)
        return ()

    def _group(self, sentence: int, mention: Mention) -> list[Mention]:
        """The companies of a sentence but the grantor, indirect ones among them."""
        found: dict[str, Mention] = {}
        for other in self._by_sentence.get(sentence, ()):
            if other.end > mention.start or other is mention:
                continue
            for party in (other,) if other.kind in NAMES else self.resolve(other) if other.definite else ():
                if self._groups_with(party, mention):
                    found.setdefault(party.name, party)
        return list(found.values())

    def _groups_with(self, party: Mention, mention: Mention) -> bool:
        if party.kind not in NAMES or party.name == self.mentions.company or self._modifies(party):
            return False
        if mention.sort in GENERIC or mention.kind is PartyKind.PRONOUN or not mention.sort:
            return not self.sorts.get(party.name, set()) & NOT_COMPANIES
        return mention.sort in self.sorts.get(party.name, set())

    def _coordinated(self, group: list[Mention]) -> list[Mention]:
        last = self.doc[group[-1].head]
        chain = {last.i, *(t.i for t in last.conjuncts)}
        return [m for m in group if m.head in chain]

    def _classes_in(self, sentence: int, mention: Mention) -> list[Mention]:
        """ "these providers": the unnamed group before, by the same noun or listed together."""
        noun = stem(self.doc[mention.head].text)
        before = [
            m
            for m in self._by_sentence.get(sentence, ())
            if m.kind is PartyKind.CLASS
            and m.plural
            and m.end <= mention.start
            and (not m.definite or self.doc[m.start].lower_ in {"the", "our", "its", "their"})
        ]
        same = [m for m in before if stem(self.doc[m.head].text) == noun]
        demonstrative = self.doc[mention.start].lower_ in {
            "these",
            "those",
            "such",
        } and mention.sort in GENERIC | {"other"}
        return same[-1:] or (before if demonstrative else [])

    # -- pronouns ------------------------------------------------------------------------------------------------

    def _pronoun(self, mention: Mention, word: str) -> tuple[Mention, ...]:
        if word in HE:
            return self._person(mention)
        if word in NUMBERS:
            return self._several(mention, NUMBERS[word])
        if word in {"former", "latter"}:
            pair = self._pair(mention)
            return (pair[0 if word == "former" else -1],) if pair else ()
        if word in {"it", "its", "itself", "they", "them", "their", "theirs", "themselves", "those", "these"}:
            return self._third_person(mention)
        return ()

    def _person(self, mention: Mention) -> tuple[Mention, ...]:
        here = self._sentence_at[mention.head]
        for sentence in range(here, max(here - BACK, -1), -1):
            found = [
                m
                for m in self._by_sentence.get(sentence, ())
                if m.kind is PartyKind.PERSON and m.end <= mention.start
            ]
            leading = [m for m in found if self._is_subject(m)]
            if found:
                return ((leading or found)[-1],)
        return ()

    def _pair(self, mention: Mention) -> list[Mention]:
        here = self._sentence_at[mention.head]
        for sentence in (here, here - 1):
            found = [
                m for m in self._by_sentence.get(sentence, ()) if m.kind in NAMES and m.end <= mention.start
            ]
            chained = self._coordinated(found) if found else []
            if len(chained) == 2:
                return chained
        return []

    def _third_person(self, mention: Mention) -> tuple[Mention, ...]:
        """The subject of the clause above, then the subjects of the sentence before, that agree in number."""
        for token in self._governing_subjects(self.doc[mention.head]):
            if found := self._agreeing(token, mention):
                return found
        here = self._sentence_at[mention.head]
        earlier = [m for m in self._by_sentence.get(here, ()) if m.end <= mention.start]
        for group in (earlier, self._by_sentence.get(here - 1, [])):
            subjects = [m for m in group if self._is_subject(m) and not self._modifies(m)]
            for candidate in sorted(subjects, key=lambda m: -m.start) + (
                [m for m in reversed(group) if not self._modifies(m)] if mention.plural else []
            ):
                if found := self._agreeing(self.doc[candidate.head], mention):
                    return found
        return ()

    def _governing_subjects(self, token: Token) -> Iterator[Token]:
        """Subjects of the clauses around the pronoun's own, the innermost first; for a possessive, its own clause too."""
        clause = token if token.dep_ in {"poss", "pobj"} else token.head
        for _ in range(syntax.DEPTH):
            if clause.pos_ in {"VERB", "AUX"} and clause != token.head:
                yield from (t for t in syntax.undergoers_or_subjects(clause) if t.i < token.i)
            if clause.head == clause:
                return
            clause = clause.head

    def _agreeing(self, token: Token, mention: Mention) -> tuple[Mention, ...]:
        """What the token speaks of, where it can be what the pronoun means."""
        other = self.mentions.headed_by(token)
        if other is None or other is mention or other.start >= mention.start or other.kind is PartyKind.PLACE:
            return ()
        if mention.plural:
            return self._agreeing_plural(token, other)
        if other.plural or other.kind in {PartyKind.PERSON, PartyKind.PEOPLE}:
            return ()
        return self.resolve(other) or ((other,) if other.kind is PartyKind.CLASS else ())

    def _agreeing_plural(self, token: Token, other: Mention) -> tuple[Mention, ...]:
        joined = [m for t in syntax.with_conjuncts(token) if (m := self.mentions.headed_by(t)) is not None]
        if len(joined) > 1:
            return tuple(joined)
        if other.plural:
            return self.resolve(other) or ((other,) if other.kind is not PartyKind.PRONOUN else ())
        return (other,) if other.kind in NAMES else ()
