"""Lists of parties: who belongs to a class that the text names beside them.

"makers including Larkfield", "partners (A, B and C)", "A, B and other partners", "the partners are A and B".
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from claims.extraction.links import sentence_end, sentence_start
from claims.extraction.mentions import Mention, Mentions, PartyKind

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
    "particularly",
}
BEFORE_LIST = {
    ",",
    "(",
    "-",
    "most",
    "among",
    "for",
    "example",
    "instance",
    "them",
    "those",
    "are",
    "were",
    "is",
    "was",
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
    "plus",
    "'s",
}
BACKWARD = {",", "and", "or", "the", "with", "among", "many", "-", "&", "several", "some", "dozens", "of"}
REACH = 3
SUBJECTS = {"nsubj", "nsubjpass"}


class Lists:
    """The lists of one document."""

    def __init__(self, mentions: Mentions) -> None:
        self.doc: Doc = mentions.doc
        self.starting: dict[int, Mention] = {}
        self.ending: dict[int, Mention] = {}
        for mention in sorted(mentions, key=lambda m: m.end - m.start):
            if mention.kind is not PartyKind.PRONOUN:
                self.starting[mention.start] = mention
                self.ending[mention.end] = mention

    def members(self, mention: Mention) -> tuple[Mention, ...]:
        """The parties listed under the class; () for anything but a class."""
        if mention.kind is not PartyKind.CLASS:
            return ()
        found = tuple(m for m in self._after(mention) if m.name.lower() != mention.name.lower())
        return found or tuple(self._before(mention))

    def _after(self, mention: Mention) -> Iterator[Mention]:
        stop = sentence_end(self.doc[mention.head])
        for at in self._openings(mention):
            inner = list(self._row(at, stop))
            if inner:
                yield from inner
                return

    def _openings(self, mention: Mention) -> Iterator[int]:
        """Where a list of the class may start: right behind it, or behind its "including"."""
        if (at := self._right_behind(mention)) is not None:
            yield at
        head = self.doc[mention.head]
        for i in range(mention.end, sentence_end(head)):
            other = self.starting.get(i)
            if other is not None and other.kind is PartyKind.CLASS:
                break
            word = self.doc[i].lower_
            if word == "including" or (word == "such" and self.doc[i : i + 2].text.lower() == "such as"):
                yield i + 1 + (word == "such")
        verb = head.head
        if mention.plural and head.dep_ == "nsubj" and verb.lemma_ in {"include", "be"} and verb.i > head.i:
            yield verb.i + 1

    def _right_behind(self, mention: Mention) -> int | None:
        doc = self.doc
        for i in range(mention.end, min(mention.end + REACH, len(doc))):
            word = doc[i].lower_
            if word == "such" and i + 1 < len(doc) and doc[i + 1].lower_ == "as":
                return i + 2
            if word == ":" and self._opens_clause(i + 1):
                return None
            if word in LISTERS or word == ":" or (word in {"(", "-", "them"} and self._name_at(i + 1)):
                return i + 1
            if word not in BEFORE_LIST:
                break
        plural = doc[mention.head].tag_ == "NNS"
        follows = self.starting.get(mention.end)
        return mention.end if plural and follows is not None and follows.is_name else None

    def _opens_clause(self, at: int) -> bool:
        """ "Vendors: Larkfield works with ...": behind the label stands a sentence, no list."""
        inner = self.starting.get(at)
        return inner is not None and self.doc[inner.head].dep_ in SUBJECTS

    def _name_at(self, at: int) -> bool:
        inner = self.starting.get(at) or self.starting.get(at + 1)
        return inner is not None and inner.is_name

    def _row(self, at: int, stop: int) -> Iterator[Mention]:
        """Parties one behind the other, with nothing but commas, conjunctions and articles between them."""
        while at < stop:
            inner = self.starting.get(at)
            if inner is not None and inner.is_party:
                at = self._behind(inner, stop)
                owns_next = at > inner.end and at in self.starting
                if not owns_next and not is_description(inner, self.doc):
                    yield inner
            elif self.doc[at].lower_ in JOINERS or self.doc[at].pos_ == "DET":
                at += 1
            else:
                return

    def _behind(self, party: Mention, stop: int) -> int:
        """Where what is its own ends, or another name: "Quillo's ad division", "Halden's Quillo"."""
        at = party.end
        if at < stop and self.doc[at].tag_ == "POS":
            at += 1
            while at < stop and at not in self.starting and self.doc[at].pos_ == "NOUN":
                at += 1
        return at

    def _before(self, mention: Mention) -> Iterator[Mention]:
        """ "A, B and other partners": the class only closes the row."""
        if not {t.lower_ for t in self.doc[mention.start : mention.head + 1]} & {"other", "others"}:
            return
        found: list[Mention] = []
        at, floor = mention.start, sentence_start(self.doc[mention.head])
        while at > floor:
            inner = self.ending.get(at)
            if inner is not None and inner.is_party and at < mention.start:
                found.append(inner)
                at = inner.start
            elif self.doc[at - 1].lower_ in BACKWARD:
                at -= 1
            else:
                break
        yield from reversed(found)


def is_description(mention: Mention, doc: Doc) -> bool:
    """ "Quillo, a credit bureau, and Brightpost": a class with an article behind a name says what that is."""
    opened = mention.start if doc[mention.start].pos_ == "DET" else mention.start - 1
    if mention.kind is not PartyKind.CLASS or mention.plural or doc[opened].lower_ not in {"a", "an"}:
        return False
    if mention.end < len(doc) and doc[mention.end].lower_ in {"and", "or"}:
        return False
    return opened > 1 and doc[opened - 1].text == "," and doc[opened - 2].pos_ == "PROPN"
