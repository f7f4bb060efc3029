"""The data of people that a text speaks of: "their friends' names" is one mention of `friends`.

Terms come from `vocabulary/data.toml`. A name or a list takes the category of what it is of ("names of friends"), and a
general word ("information about their whereabouts") that of what it is about.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from claims.extraction.clauses import clause_data
from claims.extraction.composition import NOMINAL, PERSONAL_DATA, composed
from claims.extraction.context import in_context
from claims.extraction.links import passage_start, sentence_end, sentence_start
from claims.extraction.owners import owned
from claims.extraction.terms import GENERIC, heads, plural_only, terms, topic_at, topics, weak_stems
from claims.extraction.terms import stem as stem
from claims.extraction.tokens import strings_of

REACH = 5
NEIGHBOURS = 8
ROW_WORDS = 3
LISTING = {",", ";", "and", "or"}
JOINING = {"-", "/", "&"}


@dataclass(frozen=True, slots=True)
class DataMention:
    """A term for people's data: half-open token indices, the token that heads it, and its category.

    `generic` terms ("the information") say only that there is data; their category is `personal_data` until resolved.
    `theirs` is false where a weak or generic term ("posts", "the data") is not said to be people's own.
    `bare` is true where no word says whose data it is or of what kind, at most what was done to it ("anonymised data").
    `of` are the token indices of the words that gave it its category where those are others than its own.
    """

    start: int
    end: int
    head: int
    data: str
    generic: bool = False
    theirs: bool = True
    bare: bool = False
    of: tuple[int, int] | None = None


class DataIndex:
    """All data mentions of a document, in order, findable by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.mentions: tuple[DataMention, ...] = in_context(doc, _mentions(doc))
        self._starts = [mention.start for mention in self.mentions]
        self._clauses = _by_governor(doc, self.mentions)
        self._at = {i: m for m in self.mentions for i in range(m.start, m.end)}

    def at(self, token: Token) -> DataMention | None:
        """The mention that covers the token, if any."""
        return self._at.get(token.i)

    def before(self, token: Token) -> DataMention | None:
        """The last mention in front of the token, in its sentence or the one before: what "it" can stand for."""
        earlier = [m for m in self.between(passage_start(token), token.i) if m.theirs or m.generic]
        return next((m for m in reversed(earlier) if not m.generic), earlier[-1] if earlier else None)

    def row_of(self, last: DataMention) -> list[DataMention]:
        """The mention with those listed in front of it: "names, addresses and numbers", each specific one once."""
        row, first = [last], last
        for mention in reversed(self.between(sentence_start(self.doc[last.head]), last.start)):
            if mention.generic or last.generic or not _in_row(self.doc, mention, first):
                break
            row, first = [mention, *row], mention
        return row

    def row_behind(self, first: DataMention) -> list[DataMention]:
        """The specific mentions listed behind this one, whatever the parse hangs them on."""
        row, last = [], first
        for mention in self.between(first.end, sentence_end(self.doc[first.head])):
            if mention.generic or not _in_row(self.doc, last, mention):
                break
            row.append(mention)
            last = mention
        return row

    def under_clause(self, token: Token) -> list[DataMention]:
        """The clauses of data that hang on the token or stand in a row behind: "told it who they are and what they buy"."""
        found = [m for m in self._clauses.get(token.i, ()) if m.start > token.i]
        return list(dict.fromkeys([*found, *(m for last in found[-1:] for m in self.row_behind(last))]))

    def between(self, start: int, end: int) -> list[DataMention]:
        """The mentions that lie in a half-open range of tokens."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]


def _by_governor(doc: Doc, mentions: tuple[DataMention, ...]) -> dict[int, list[DataMention]]:
    """The mentions with a verb inside, by the word outside that they hang on."""
    found: dict[int, list[DataMention]] = {}
    for mention in mentions:
        if any(t.pos_ in {"VERB", "AUX"} for t in doc[mention.start : mention.end]):
            governor = doc[mention.head].head
            while governor.dep_ == "prep" and governor.head.i != governor.i:
                governor = governor.head
            found.setdefault(governor.i, []).append(mention)
    return found


def _mentions(doc: Doc) -> list[DataMention]:
    stems = [stem(word) for word in strings_of(doc, "ORTH")]
    clauses = {clause.start: clause for clause in clause_data(doc)}
    found: list[DataMention] = []
    i = 0
    while i < len(doc):
        clause = clauses.get(i)
        if clause is None and stems[i] not in terms() and stems[i] not in topics():
            i += 1
            continue
        if clause and (clause.end > i + 1 or not _is_specific(doc, stems, i)):
            mention: DataMention | None = DataMention(clause.start, clause.end, clause.head, clause.data)
        else:
            mention = _longest(doc, stems, i)
        if mention:
            found.append(mention)
        i = mention.end if mention else i + 1
    found = [
        composed(doc, stems, mention, found[max(k - 2, 0) : k + NEIGHBOURS])
        for k, mention in enumerate(found)
    ]
    specific = {m.head for m in found if not m.generic}
    told = [owned(doc, m, specific) for m in found if not _modifies(doc, m)]
    return list(reversed(_along_rows(doc, reversed(_along_rows(doc, told)))))


def _along_rows(doc: Doc, mentions: Iterable[DataMention]) -> list[DataMention]:
    """ "users' names, ages and incomes": what stands in a row with people's own is their own, whatever the parse says."""
    found: list[DataMention] = []
    for mention in mentions:
        if found and found[-1].theirs and not mention.generic and not found[-1].generic:
            mention = replace(mention, theirs=mention.theirs or _in_row(doc, found[-1], mention))
        found.append(mention)
    return found


def _in_row(doc: Doc, one: DataMention, other: DataMention) -> bool:
    between = doc[min(one.end, other.end) : max(one.start, other.start)]
    joined = [t for t in between if t.lower_ in LISTING]
    rest = [t for t in between if t.lower_ not in LISTING]
    return (
        bool(joined)
        and len(rest) < ROW_WORDS
        and all(t.pos_ in NOMINAL | {"DET", "PRON", "ADV"} for t in rest)
    )


def _is_specific(doc: Doc, stems: list[str], i: int) -> bool:
    mention = _term(doc, stems, i)
    return mention is not None and mention.theirs


def _longest(doc: Doc, stems: list[str], i: int) -> DataMention | None:
    term, topic = _term(doc, stems, i), _topic(doc, stems, i)
    return topic if topic and (term is None or topic.end > term.end) else term


def _term(doc: Doc, stems: list[str], i: int) -> DataMention | None:
    """A term of the vocabulary, the longest that fits."""
    for term, category in terms().get(stems[i], ()):
        end = i + len(term)
        if tuple(stems[i:end]) == term and _nominal(doc[end - 1], len(term)):
            if doc[i].lower_ in plural_only() or _is_count(doc, i):
                continue
            weak = category == GENERIC or term in weak_stems()
            data = PERSONAL_DATA if category == GENERIC else category
            return DataMention(i, end, doc[i:end].root.i, data, category == GENERIC, not weak)
    return None


def _is_count(doc: Doc, i: int) -> bool:
    """ "the number of children": how many, not how to call them."""
    return (
        [t.lower_ for t in doc[i : i + 2]] == ["number", "of"]
        and doc[i + 2 : i + 3].text.islower()
        and (doc[i + 2].tag_ in {"NNS", "JJ"})
    )


def _topic(doc: Doc, stems: list[str], i: int) -> DataMention | None:
    """What the data is about, in front of a word for it: "medication names". The last topic decides.

    Of "search and location data" the first topic is a mention of its own.
    """
    if not (first := topic_at(stems, i)):
        return None
    end, category = first
    joined, owner = None, False
    for j in range(end, min(end + REACH, len(doc))):
        if stems[j] in heads("strong") | heads("weak") and doc[j].pos_ in NOMINAL:
            if owner and stems[j] in {"name", "list"}:
                return None
            if joined is not None and category == PERSONAL_DATA:
                return None
            if joined is not None:
                return DataMention(i, end, doc[i:end].root.i, category)
            return DataMention(i, j + 1, doc[i : j + 1].root.i, category, theirs=stems[j] in heads("strong"))
        if stems[j] in {"and", "or", ","}:
            joined = j
        elif joined is None and (later := topic_at(stems, j)):
            category = later[1] if owner or later[1] != PERSONAL_DATA else category
            owner = False
        elif stems[j] in {"'s", "'"}:
            owner = True
        elif stems[j] not in JOINING and (not _describes(doc[j]) or _is_verb_of_row(doc[j])):
            return None
    return None


def _is_verb_of_row(word: Token) -> bool:
    """ "health sites sharing personal data": a gerund behind a plural is what they do."""
    return word.tag_ == "VBG" and word.nbor(-1).tag_ in {"NNS", "NNPS"}


def _describes(word: Token) -> bool:
    """Whether the word can stand between a topic and its head: not a name ("the Education Department data")."""
    return word.pos_ != "PROPN" and (word.pos_ in NOMINAL or word.tag_ in {"VBG", "VBN"})


def _nominal(last: Token, length: int) -> bool:
    """Whether the term is a noun here ("emails", not "emails them"), and not part of a longer name or compound."""
    if length > 1:
        return True
    determined = last.i > sentence_start(last) and (
        last.nbor(-1).pos_ == "DET" or last.nbor(-1).tag_ in {"PRP$", "POS"}
    )
    if last.pos_ not in NOMINAL and not determined:
        return False
    inside_compound = (
        last.dep_ == "compound" and last.head.i > last.i and last.nbor().lower_ not in {",", "and", "or"}
    )
    return not inside_compound or stem(last.head.text) in heads("compound")


def _modifies(doc: Doc, mention: DataMention) -> bool:
    """ "email services", "location sharing app": the term only describes another noun."""
    head = doc[mention.head]
    if _in_compound_with_verb(doc, mention) or _in_compound_with_to(doc, mention):
        return True
    if (
        head.dep_ not in {"compound", "amod", "nmod"}
        or head.head.i <= head.i
        or head.head.pos_ not in {"NOUN", "PROPN"}
    ):
        return False
    return (
        mention.start <= head.i < mention.end
        and not mention.start <= head.head.i < mention.end
        and stem(head.head.text) not in heads("compound")
    )


def _in_compound_with_to(doc: Doc, mention: DataMention) -> bool:
    """ "speech-to-text services", "e-mail-to-fax"."""
    around = (doc[max(mention.start - 2, 0) : mention.start], doc[mention.end : mention.end + 2])
    glued = not doc[mention.end - 1].whitespace_
    return around[0].text.lower() == "to-" or (glued and around[1].text.lower() == "-to")


def _in_compound_with_verb(doc: Doc, mention: DataMention) -> bool:
    """ "period-tracking apps": the term is the object inside a compound."""
    behind = doc[mention.end : mention.end + 3]
    return (
        len(behind) == 3
        and behind[0].text == "-"
        and not doc[mention.end - 1].whitespace_
        and behind[1].tag_ in {"VBG", "VBN"}
        and behind[2].pos_ in {"NOUN", "PROPN"}
        and stem(behind[2].text) not in heads("strong") | heads("weak")
    )
