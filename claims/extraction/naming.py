"""The name under which a source span is filed: "a spokesman for Larkfield" is Larkfield.

Documents speak for whoever owns them ("the Journal's report"); others keep their words ("internal e-mails").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from claims.extraction import syntax
from claims.extraction.data import stem
from claims.extraction.links import sentence_start
from claims.extraction.mentions import Mention, Mentions, PartyKind
from claims.extraction.pronouns import is_subject
from claims.extraction.spelling import ordinary, words
from claims.extraction.tokens import tokens_of

if TYPE_CHECKING:
    from claims.extraction.references import References

OWNERS = {"by", "from", "of", "in", "for", "at", "with", "behind"}
NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
LONGEST_TAIL = 10
TOLD_WITHIN = 2
OBTAINING = {"obtain", "see", "review", "view", "examine", "acquire"}
PUBLISHING = {"break", "publish", "run", "write", "release", "post", "issue"}
OUTLET_DOCUMENTS = {"report", "story", "article", "investigation", "reporting", "expose", "piece"}


class Papers:
    """The documents that a document speaks of, by noun; `outlets` are the first two named in it and where that is."""

    def __init__(self, mentions: Mentions) -> None:
        outlets = [m for m in mentions if m.kind is PartyKind.OUTLET]
        firsts = {m.name: m.end for m in reversed(outlets)}
        self.outlets = sorted(firsts.items(), key=lambda outlet: outlet[1])[:2]
        self.doc = mentions.doc
        self._owners: dict[int, str] = {}
        self._obtained: dict[str, list[tuple[int, str]]] | None = None

    @cached_property
    def _nouns(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = defaultdict(list)
        for token in tokens_of(self.doc, classes=["NOUN", "PROPN"]):
            found[stem(token.text)].append(token)
        return found

    def owner_before(self, head: Token, references: References, noun: str = "") -> str:
        """Whose the last document of that noun before was that is said to be somebody's."""
        same = self._nouns[noun or stem(head.text)]
        place, owner, passed = bisect_left(same, head.i, key=lambda t: t.i), "", list[int]()
        while place and not owner:
            place -= 1
            token = same[place]
            passed.append(token.i)
            if token.i in self._owners:
                owner = self._owners[token.i]
                break
            owner = _owner(token, references)
        self._owners |= dict.fromkeys(passed, owner)
        return owner

    def owner_behind(self, head: Token, references: References) -> str:
        """ "A report says ... The report, by Acme, ...": whose it is said to be soon after it is first told of."""
        last = references.sentence_of[head.i] + TOLD_WITHIN
        same = self._nouns[stem(head.text)]
        for token in same[bisect_right(same, head.i, key=lambda t: t.i) :]:
            if references.sentence_of[token.i] > last:
                break
            if not _is_new(token) and (owner := _owner(token, references)):
                return owner
        return ""

    def obtained(self, head: Token, references: References) -> str:
        """The newspaper that obtained these documents, or those that "the records" goes back to; empty for others."""
        if self._obtained is None:
            found = ((t, _obtained_by(t, references)) for tokens in self._nouns.values() for t in tokens)
            self._obtained = {}
            for token, outlet in found:
                if outlet:
                    self._obtained.setdefault(stem(token.text), []).append((token.i, outlet))
        places = self._obtained.get(stem(head.text), [])
        new = _is_new(head)
        before = [outlet for i, outlet in places if i == head.i or (i < head.i and not new)]
        return before[-1] if before else ""


def source_name(tokens: Iterable[int | Token], references: References) -> str:
    """The canonical name of the source that these tokens spell; empty when they say nobody."""
    doc = references.doc
    indices = sorted({t if isinstance(t, int) else t.i for t in tokens})
    while indices and (doc[indices[0]].is_space or doc[indices[0]].is_punct):
        indices = indices[1:]
    if not indices:
        return ""
    found = [name for head in _heads(doc, indices) if (name := _name(head, set(indices), references))]
    return _joined(found) or _plain(references, indices)


def _joined(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))


def _heads(doc: Doc, indices: list[int]) -> list[Token]:
    """The head of the span and what is coordinated with it; of "half of the firms", the firms."""
    inside = set(indices)
    roots = [doc[i] for i in indices if doc[i].head.i not in inside or doc[i].head.i == i]
    head = next((t for t in roots if t.pos_ in NOMINAL), roots[0])
    if head.pos_ in {"VERB", "AUX", "ADP"}:
        head = next((t for t in head.subtree if t.i in inside and t.pos_ in {"NOUN", "PROPN", "PRON"}), head)
    if head.lemma_.lower() in words("quantities"):
        counted = [t for c in head.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        head = counted[0] if counted else head
    return [t for t in syntax.with_conjuncts(head) if t.i in inside or t == head]


def _name(head: Token, inside: set[int], references: References) -> str:
    mention = references.mentions.at(head)
    if outlet := _outlet(mention, references):
        return outlet
    if stem(head.text) in _documents():
        return _document(head, inside, references)
    if is_speaker(head) and (owner := _owner(head, references)):
        return owner
    if mention is None:
        quantity = head.lemma_.lower() in words("quantities") and head.dep_ in {"nsubj", "nsubjpass"}
        return _counted_before(head, references) if quantity else ""
    if mention.is_name or mention.kind is PartyKind.PERSON:
        return _spoken_for(mention, references)
    meant = references.resolve(mention)
    if meant and not all(m.kind is PartyKind.PEOPLE for m in meant):
        return _joined(_spoken_for(m, references) for m in meant)
    return _phrase(mention, references)


def _outlet(mention: Mention | None, references: References) -> str:
    """ "the paper": the newspaper told of before, rather than a document."""
    if mention is None or mention.sort != "outlet" or not mention.definite or mention.is_name:
        return ""
    return _joined(m.name for m in references.resolve(mention) if m.is_name)


def _counted_before(head: Token, references: References) -> str:
    """ "More than half said so", of the group that the sentence before was about."""
    before = references.within(references.sentence_of[head.i] - 1)
    groups = [m for m in before if m.kind is PartyKind.CLASS and m.plural]
    return next((m.name for m in groups if is_subject(references.doc, m)), groups[0].name if groups else "")


@cache
def _documents() -> frozenset[str]:
    return frozenset(stem(word) for word in words("document"))


def is_speaker(head: Token) -> bool:
    """Whether the noun names somebody who speaks for another: "a spokesman", "officials"."""
    return head.pos_ == "NOUN" and stem(head.text) in _speakers()


@cache
def _speakers() -> frozenset[str]:
    return frozenset(stem(word) for word in words("person", "speakers"))


def represented(head: Token, references: References) -> tuple[Mention, ...]:
    """The parties that a speaker speaks for: Quillo for "officials of Quillo"; () when the text does not say."""
    if not is_speaker(head):
        return ()
    behind = [o.token for o in syntax.obliques(head) if o.preposition in OWNERS]
    spoken = references.mentions.in_span(head.left_edge.i, head.i)[-1:]
    found = [*spoken, *(m for t in behind if (m := references.mentions.headed_by(t)) is not None)]
    speaker = references.mentions.headed_by(head)
    if not found and speaker is not None and speaker.affiliation:
        employer = references.mentions.first_named(speaker.affiliation)
        found = [employer] if employer else []
    return tuple(
        r for m in found for r in references.resolve(m) or (m,) if r.is_name or r.kind is PartyKind.CLASS
    )


def _spoken_for(mention: Mention, references: References) -> str:
    """Whoever speaks for a company counts as the company; anybody else as himself."""
    if mention.affiliation or mention.kind is not PartyKind.PERSON:
        return mention.affiliation or mention.name
    speaks = references.doc[mention.head].lower_ in words("person", "speakers")
    return (references.speaks_for(mention) if speaks else "") or mention.name


def _document(head: Token, inside: set[int], references: References) -> str:
    """Whose the document is, for one that speaks for its owner; else its own words."""
    if outlet := references.papers.obtained(head, references):
        return outlet
    phrase = [i for i in range(head.left_edge.i, head.i + 1) if i in inside]
    new = _is_new(head)
    other = references.papers.owner_behind if new else _earlier_owner
    owner = _owner(head, references) or other(head, references)
    noun = stem(head.text)
    if not owner and not new and noun in {stem(word) for word in words("document", "company")}:
        owner = references.mentions.company
    speaks = {noun, head.lower_} & words("document", "spoken")
    return owner if owner and (speaks or not phrase) else _plain(references, phrase or [head.i])


def _is_new(head: Token) -> bool:
    return any(t.lower_ in {"a", "an", "new"} for t in head.lefts)


def _may_be_paper(mention: Mention, references: References) -> bool:
    """An outlet, or a name of which nothing else is known, other than the company in question."""
    unknown = mention.is_name and not mention.sort and mention.name != references.mentions.company
    return mention.sort == "outlet" or unknown


def _obtained_by(noun: Token, references: References) -> str:
    """ "records obtained by the Herald": the newspaper, empty for a document that nobody obtained."""
    clauses = (c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.lemma_ in OBTAINING)
    for agent in (t for clause in clauses for t in syntax.agents(clause)):
        mention = references.mentions.headed_by(agent)
        if mention is not None and _may_be_paper(mention, references):
            return _joined(m.name for m in references.resolve(mention) or (mention,))
    return ""


def _owner(head: Token, references: References, depth: int = 2) -> str:
    """ "the Journal's report", "a report by Acme", "findings of a study by Acme"; empty for nobody's."""
    behind = [o.token for o in syntax.obliques(head) if o.preposition in OWNERS]
    behind += [t for child in head.children if child.dep_ in {"acl", "relcl"} for t in syntax.agents(child)]
    behind += _inserted(head)
    if head.dep_ == "dobj" and head.head.lemma_ in PUBLISHING:
        behind += syntax.subjects(head.head)
    written = [m for t in behind if (m := references.mentions.headed_by(t)) is not None]
    for group in (references.mentions.in_span(head.left_edge.i, head.i)[-1:], written):
        meant = [
            r
            for m in group
            for r in references.resolve(m) or (m,)
            if r.is_name or r.kind in {PartyKind.PERSON, PartyKind.CLASS}
        ]
        if not is_speaker(head):
            meant = [r for r in meant if r.kind is not PartyKind.CLASS]
        if meant:
            return _joined(_spoken_for(m, references) for m in meant)
    inner = (t for t in behind if depth and stem(t.text) in _documents())
    return next(filter(None, (_owner(t, references, depth - 1) for t in inner)), "")


def _inserted(head: Token) -> list[Token]:
    """ "The reports, in the Post and the Herald, say ...": the nouns of a phrase between commas right behind."""
    behind = head.doc[head.i + 1 : head.i + 3]
    if len(behind) < 2 or behind[0].text != "," or behind[1].lower_ not in {"in", "by", "from"}:
        return []
    objects = [t for t in behind[1].children if t.dep_ == "pobj"]
    return [t for first in objects for t in syntax.with_conjuncts(first)]


def _earlier_owner(head: Token, references: References) -> str:
    """Whose the last document of that noun was; a bare "the report" is the only outlet's."""
    if owner := references.papers.owner_before(head, references):
        return owner
    if stem(head.text) in OUTLET_DOCUMENTS:
        others = sorted(OUTLET_DOCUMENTS - {stem(head.text)})
        found = (references.papers.owner_before(head, references, noun) for noun in others)
        if owner := next(filter(None, found), ""):
            return owner
    outlets = [name for name, end in references.papers.outlets if end <= head.i]
    return outlets[0] if len(outlets) == 1 and stem(head.text) in OUTLET_DOCUMENTS else ""


def _phrase(mention: Mention, references: References) -> str:
    """A class with the clause that says which: "people who worked there"."""
    head = references.doc[mention.head]
    tail = references.doc[mention.end : head.right_edge.i + 1]
    described = any(child.dep_ == "relcl" for child in head.rights) and len(tail) < LONGEST_TAIL
    return f"{mention.name} {tail.text.strip()}" if described else mention.name


def _plain(references: References, indices: list[int]) -> str:
    """The words themselves without determiner, but for a capital that only opens the sentence."""
    doc = references.doc
    while len(indices) > 1 and doc[indices[0]].lower_ in words("dropped") | {"of"}:
        indices = indices[1:]
    first = doc[indices[0]]
    opening = (
        first.i == sentence_start(first) and references.mentions.at(first) is None and ordinary(first.lower_)
    )
    parts = [doc[i].text + doc[i].whitespace_ for i in indices]
    return "".join([parts[0].lower() if opening else parts[0], *parts[1:]]).strip().strip("\"',.")
