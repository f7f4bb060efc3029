"""Lists whose sentence stands above them: "We share personal data with:" and then an item for each receiver.

An item gives its receivers in its label ("Service providers: companies that ...") or opens with them ("To credit agencies").
Where the sentence ends in what it lists ("with:", "with the following parties:"), items open with receivers alone, and
headings right below the sentence are items or divide them. "We share the following data with Acme:" lists data.
A row of cells names its receiver in the first one.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from claims.extraction.data import DataIndex, DataMention
from claims.extraction.frame import GIVEN_TO, Frame
from claims.extraction.links import sentence_end
from claims.extraction.nets import requesters
from claims.extraction.spelling import is_party_noun, words
from claims.extraction.terms import stem
from claims.types import Block, Role

ANNOUNCING = {"following", "below"}
OPENERS = {"to", "with", "by", "when", "needed", "required", "our", "-", "*", "•", "·"}
NAMING_SOURCES = {"from", "via", "source", "by"}
NAMING_ENDS = GIVEN_TO | {"include", "includes", "including"}
POINTING_BACK = {"these", "those", "they"}
EXAMPLES = {"e.g.", "eg", "e.g", "like", "including", "such", "i.e."}
CLOSING = {":", ".", ";"}
RELATIVE = {"who", "that", "which", "whose", "where", "when", "such", "including", "like"}
LABEL_WORDS = 16
DESCRIBING = {"amod", "compound", "nmod"}
NAMED_WITHIN = 5
BAR = " | "
OPENING_RULES = {"give", "give-open", "give-on-request"}

IsParty = Callable[[Token], bool]


class Listed(StrEnum):
    """What the items of a list open with; ANYTHING where only a label or a preposition shows who gets the data."""

    RECEIVERS = "receivers"
    DATA = "data"
    ANYTHING = "anything"


class Announcement(NamedTuple):
    """The frame of a sentence that announces a list, and what it lists."""

    frame: Frame
    listed: Listed


def list_frames(
    data: DataIndex, blocks: Sequence[Block], frames: Sequence[Frame], is_party: IsParty
) -> Iterator[Frame]:
    """A frame for every item below a sentence that announces a list, with what that sentence says of the rest."""
    openings = [frame for frame in frames if frame.rule in OPENING_RULES and frame.data]
    stretches = [block_tokens(data.doc, block) for block in blocks]
    held = by_block(openings, stretches)
    roles = [
        Role.ITEM if BAR in stretch.text else block.role
        for block, stretch in zip(blocks, stretches, strict=True)
    ]
    announcing = [_announcing(stretch, held[i], data, is_party) for i, stretch in enumerate(stretches)]
    for i, announced in enumerate(announcing):
        if announced is None:
            continue
        for k in _below(i, roles, announcing):
            if not _is_header(stretches[k - 1], stretches[k]):
                yield from _of_item(stretches[k], roles[k], announced, data, is_party)


def by_block(frames: Sequence[Frame], stretches: Sequence[Span]) -> dict[int, list[Frame]]:
    """The frames by the number of the block that their predicate stands in; empty for the other blocks."""
    held: dict[int, list[Frame]] = defaultdict(list)
    ends = [stretch.end for stretch in stretches]
    for frame in frames:
        held[bisect_right(ends, frame.predicate.i)].append(frame)
    return held


def _of_item(
    item: Span, role: Role, announced: Announcement, data: DataIndex, is_party: IsParty
) -> Iterator[Frame]:
    frame = replace(announced.frame, rule="list-item", open_ended=False, governor=announced.frame.predicate)
    if announced.listed is Listed.DATA:
        if named := opening_data(item, data):
            yield replace(frame, predicate=item.doc[named[0].head], data=tuple(named))
    elif BAR in item.text:
        yield from _of_row(item, frame, data, is_party)
    elif partners := _receivers(item, role, announced, is_party):
        yield replace(frame, predicate=partners[0], partners=tuple(partners))


def _is_header(above: Span, row: Span) -> bool:
    """ "Partner | Country | Data": the first row of a table, where it names nobody."""
    first = list(takewhile(lambda t: t.text != BAR.strip(), row))
    return BAR in row.text and BAR not in above.text and bool(first) and is_party_noun(first[-1])


def _of_row(row: Span, frame: Frame, data: DataIndex, is_party: IsParty) -> Iterator[Frame]:
    """ "Acme | Germany | age, device IDs": who gets the data in the first cell, and which in the others."""
    end = next((n for n, t in enumerate(row) if t.text == BAR.strip()), len(row))
    partners = [t for t in row[:end] if is_party(t)]
    named = dict.fromkeys(m for t in row[end:] if (m := data.at(t)) and not m.generic)
    if partners:
        yield replace(frame, predicate=partners[0], partners=tuple(partners), data=tuple(named) or frame.data)


def opening_data(item: Span, data: DataIndex) -> list[DataMention]:
    """The data that an item of a list opens with: "your name and address, which we need"."""
    first = next((m for t in item[:NAMED_WITHIN] if (m := data.at(t)) and not m.generic), None)
    return [first, *data.row_behind(first)] if first else []


def items_below(blocks: Sequence[Block], sentence: Span) -> Iterator[Span]:
    """The items of the list that the sentence, with a colon at its end, stands right above."""
    if not sentence.text.rstrip().endswith(":"):
        return
    after = bisect_left(blocks, sentence.end_char, key=lambda block: block.span.start)
    for block in takewhile(lambda block: block.role is Role.ITEM, blocks[after:]):
        yield block_tokens(sentence.doc, block)


def told_once(
    doc: Doc, blocks: Sequence[Block], frames: Sequence[Frame], listed: Sequence[Frame]
) -> list[Frame]:
    """ "Agents: ... We share data with those agents": what the item's own sentence tells, its label need not."""
    ends = [block_tokens(doc, block).end for block in blocks]
    told: dict[int, set[str]] = defaultdict(set)
    for frame in frames:
        if frame.rule in OPENING_RULES:
            told[bisect_right(ends, frame.predicate.i)] |= {stem(_noun(t).text) for t in frame.partners}
    found = []
    for item in listed:
        nouns = told[bisect_right(ends, item.predicate.i)]
        if partners := tuple(t for t in item.partners if stem(_noun(t).text) not in nouns):
            found.append(replace(item, partners=partners))
    return [*frames, *found]


def _noun(word: Token) -> Token:
    """The noun that a word of a label describes."""
    while word.dep_ in DESCRIBING or (word.dep_ == "conj" and word.head.dep_ in DESCRIBING):
        word = word.head
    return word


def _below(i: int, roles: Sequence[Role], announcing: Sequence[Announcement | None]) -> Iterator[int]:
    """The blocks that may be items of the list: up to a heading, or, where headings divide it, to running text."""
    divided = roles[i + 1 : i + 2] == [Role.HEADING]
    for k in range(i + 1, len(roles)):
        if roles[k] in {Role.TITLE, Role.PARAGRAPH if divided else Role.HEADING} or announcing[k]:
            return
        if roles[k : k + 2] != [Role.HEADING, Role.ITEM]:
            yield k


def _receivers(item: Span, role: Role, announced: Announcement, is_party: IsParty) -> list[Token]:
    """The tokens of an item that head whoever gets the data."""
    if announced.listed is Listed.RECEIVERS and role is not Role.PARAGRAPH and not _is_labelled(item):
        named = list(_first_phrase(item, is_party))
        if (bracket := _examples(item)) is not None:
            is_thing = stem(bracket[0].nbor(-1).text) in words("weak", "things")
            named = [t for t in bracket if is_party(t)] if is_thing or not named else named
        if named:
            return named
    labelled = [t for t in _opening_words(item) if is_party(t) and not _is_title_word(t)]
    return labelled or requesters(item, is_party)


def _is_title_word(token: Token) -> bool:
    """A capital in a label is no sign of a name: "In Connection with Corporate Transactions"."""
    return token.is_title and token.pos_ == "PROPN" and not token.lower_.endswith("s")


def block_tokens(doc: Doc, block: Block) -> Span:
    """The tokens of a block."""
    stretch = doc.char_span(block.span.start, block.span.end, alignment_mode="expand")
    return stretch if stretch is not None else doc[0:0]


def _announcing(
    stretch: Span, frames: Sequence[Frame], data: DataIndex, is_party: IsParty
) -> Announcement | None:
    """The frame whose sentence closes its block with a colon or points to what follows."""
    if not frames:
        return None
    closing = stretch[-1].sent
    for frame in frames:
        sentence = frame.predicate.sent
        if sentence.start == closing.start:
            listed = _listed(closing, frame, data, is_party)
            if (
                listed is not Listed.ANYTHING
                or stretch.text.rstrip().endswith(":")
                or _points_on(frame.predicate)
            ):
                return Announcement(frame, listed)
        elif sentence.end == closing.start and _goes_on(closing, is_party):
            return Announcement(frame, Listed.RECEIVERS)
    return None


def _points_on(predicate: Token) -> bool:
    return any(t.lower_ in ANNOUNCING for t in predicate.doc[predicate.i + 1 : sentence_end(predicate)])


def _listed(sentence: Span, frame: Frame, data: DataIndex, is_party: IsParty) -> Listed:
    """What a sentence stops at: "with:", "with partners:", "with the following firms", "the following data"."""
    inner = [t for t in sentence if not t.is_space]
    while inner and inner[-1].text in CLOSING:
        inner.pop()
    if not inner:
        return Listed.ANYTHING
    closed = sentence.text.rstrip().endswith(":") or inner[0].lower_ == "here"
    if closed and (inner[-1].lower_ in NAMING_ENDS or [t.lower_ for t in inner[-2:]] == ["such", "as"]):
        names = inner[-1].lower_ in GIVEN_TO or any(map(is_party, inner))
        return Listed.RECEIVERS if names else Listed.ANYTHING
    following = next((t for t in inner if t.lower_ == "following"), None)
    behind = list(_noun_behind(following)) if following is not None else []
    if any(map(is_party, behind)):
        return Listed.RECEIVERS
    is_data = bool(frame.partners) and any(data.at(t) in frame.data for t in behind)
    if is_data and all(m.generic for m in frame.data):
        return Listed.DATA
    ends_in_class = closed and inner[-1].tag_ == "NNS" and inner[-1] in frame.partners
    return Listed.RECEIVERS if ends_in_class else Listed.ANYTHING


def _noun_behind(token: Token) -> Iterator[Token]:
    """The words of the noun phrase that goes on behind the token."""
    for follower in token.doc[token.i + 1 : token.i + 1 + NAMED_WITHIN]:
        if follower.pos_ == "PUNCT" or (follower.pos_ == "ADP" and follower.lower_ != "of"):
            return
        yield follower


def _goes_on(sentence: Span, is_party: IsParty) -> bool:
    """ "These third parties include:", of the receivers in the sentence before."""
    inner = [t for t in sentence if not t.is_space]
    if len(inner) < 2 or inner[-1].text != ":" or inner[-2].lower_ not in NAMING_ENDS | {"are"}:
        return False
    return inner[0].lower_ in POINTING_BACK and (len(inner) == 3 or any(map(is_party, inner)))


def _is_labelled(item: Span) -> bool:
    return any(t.text == ":" for t in item[:LABEL_WORDS])


def _first_phrase(item: Span, is_party: IsParty) -> Iterator[Token]:
    """The receivers in the phrase that the item opens with, up to what describes them."""
    found = False
    for token in takewhile(lambda t: t.text not in {"(", ";", "."}, item[:LABEL_WORDS]):
        hyphened = token.i > item.start and token.nbor(-1).text == "-"
        if token.lower_ in RELATIVE or (token.pos_ in {"ADP", "AUX", "PART"} and not hyphened):
            return
        if token.pos_ in {"VERB", "PRON"} and token.lower_ not in OPENERS and found:
            return
        if is_party(token):
            found = True
            yield token


def _examples(item: Span) -> Span | None:
    """The bracket with examples in an item: "(e.g., Quillo, Halden)"."""
    start = next((n for n, t in enumerate(item) if n and t.text == "("), None)
    if start is None or start + 1 == len(item) or item[start + 1].lower_ not in EXAMPLES:
        return None
    end = next((n for n in range(start, len(item)) if item[n].text == ")"), len(item))
    return item[start:end]


def _opening_words(item: Span) -> Iterator[Token]:
    """The words of the label, or the phrase that the item opens with."""
    inner = [t for t in item if not t.is_space]
    label = next((n for n, t in enumerate(inner[:LABEL_WORDS]) if t.text == ":"), None)
    if label is not None:
        yield from inner[:label] if inner[0].lower_ not in NAMING_SOURCES else ()
        return
    if not inner or inner[0].lower_ not in OPENERS:
        return
    for token in inner[:LABEL_WORDS]:
        if token.pos_ in {"VERB", "AUX", "PRON"} and token.lower_ not in OPENERS:
            return
        yield token
