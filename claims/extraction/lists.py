"""Lists whose sentence stands above them: "We share personal data with:" and then an item for each receiver.

An item gives its receivers in its label ("Service providers: companies that ...") or opens with them ("To credit agencies").
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from claims.extraction.data import stem
from claims.extraction.frame import Frame
from claims.extraction.links import sentence_end
from claims.extraction.nets import requesters
from claims.types import Block, Role

ANNOUNCING = {"following", "below"}
OPENERS = {"to", "with", "by", "when", "needed", "required", "our", "-", "*", "•", "·"}
NAMING_SOURCES = {"from", "via", "source", "by"}
LABEL_WORDS = 16
DESCRIBING = {"amod", "compound", "nmod"}
OPENING_RULES = {"give", "give-open", "give-on-request"}


def list_frames(
    doc: Doc, blocks: Sequence[Block], frames: Sequence[Frame], is_party: Callable[[Token], bool]
) -> Iterator[Frame]:
    """A frame for every item below a sentence that announces a list of receivers, with the data of that sentence."""
    openings = [frame for frame in frames if frame.rule in OPENING_RULES and frame.data]
    stretches = [_tokens(doc, block) for block in blocks]
    held: dict[int, list[Frame]] = defaultdict(list)
    ends = [stretch.end for stretch in stretches]
    for frame in openings:
        held[bisect_right(ends, frame.predicate.i)].append(frame)
    announcing = [_announcing(stretch, held[i]) for i, stretch in enumerate(stretches)]
    for i, opening in enumerate(announcing):
        if opening is None:
            continue
        for k in range(i + 1, len(blocks)):
            item = stretches[k]
            if blocks[k].role in {Role.TITLE, Role.HEADING} or announcing[k]:
                break
            partners = [
                t for t in _opening_words(item) if is_party(t) and not _is_title_word(t)
            ] or requesters(item, is_party)
            if partners:
                yield replace(
                    opening,
                    rule="list-item",
                    open_ended=False,
                    predicate=partners[0],
                    partners=tuple(partners),
                    governor=opening.predicate,
                )


def told_once(
    doc: Doc, blocks: Sequence[Block], frames: Sequence[Frame], listed: Sequence[Frame]
) -> list[Frame]:
    """ "Agents: ... We share data with those agents": what the item's own sentence tells, its label need not."""
    ends = [_tokens(doc, block).end for block in blocks]
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


def _is_title_word(token: Token) -> bool:
    """A capital in a label is no sign of a name: "In Connection with Corporate Transactions"."""
    return token.is_title and token.pos_ == "PROPN" and not token.lower_.endswith("s")


def _tokens(doc: Doc, block: Block) -> Span:
    stretch = doc.char_span(block.span.start, block.span.end, alignment_mode="expand")
    return stretch if stretch is not None else doc[0:0]


def _announcing(stretch: Span, frames: Sequence[Frame]) -> Frame | None:
    """The frame whose sentence closes its block with a colon or points to what follows."""
    for frame in frames:
        if stretch.start <= frame.predicate.i < stretch.end:
            sentence = frame.predicate.sent
            last_in_block = sentence.end >= stretch.end - 1
            if last_in_block and (stretch.text.rstrip().endswith(":") or _points_on(frame.predicate)):
                return frame
    return None


def _points_on(predicate: Token) -> bool:
    return any(t.lower_ in ANNOUNCING for t in predicate.doc[predicate.i + 1 : sentence_end(predicate)])


def _opening_words(item: Span) -> Iterator[Token]:
    """The words of the label, or the phrase that the item opens with."""
    words = [t for t in item if not t.is_space]
    label = next((n for n, t in enumerate(words[:LABEL_WORDS]) if t.text == ":"), None)
    if label is not None:
        yield from words[:label] if words[0].lower_ not in NAMING_SOURCES else ()
        return
    if not words or words[0].lower_ not in OPENERS:
        return
    for token in words[:LABEL_WORDS]:
        if token.pos_ in {"VERB", "AUX", "PRON"} and token.lower_ not in OPENERS:
            return
        yield token
