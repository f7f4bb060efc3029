"""Items that pair a receiver with what it gets: "Quillo - names, phone numbers", below a sentence that announces them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from claims.extraction.data import DataIndex, DataMention
from claims.extraction.frame import Frame, IsParty
from claims.extraction.lists import LABEL_WORDS, block_tokens, by_block
from claims.extraction.nets import DASHES
from claims.types import Block, Role

SIDES = {"which", "who", "that", "a", "an", "the", "via", "through", "formerly"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}


def paired_frames(
    doc: Doc, blocks: Sequence[Block], frames: Sequence[Frame], data: DataIndex, is_party: IsParty
) -> Iterator[Frame]:
    """A frame for every such item, in whose place the announcing sentence's own data would be too little."""
    stretches = [block_tokens(doc, block) for block in blocks]
    told = by_block([frame for frame in frames if frame.data], stretches)
    announcing: Frame | None = None
    for place, (block, stretch) in enumerate(zip(blocks, stretches, strict=True)):
        if not len(stretch) or block.role in {Role.TITLE, Role.HEADING}:
            announcing = None
        elif stretch.text.rstrip().endswith(":"):
            announcing = told[place][-1] if told[place] else None
        elif announcing is not None and (pair := _pair(stretch, data, is_party)):
            partners, gets = pair
            yield replace(
                announcing,
                rule="list-item",
                open_ended=False,
                predicate=partners[0],
                partners=partners,
                data=gets,
                governor=announcing.predicate,
            )


def _pair(
    item: Span, data: DataIndex, is_party: IsParty
) -> tuple[tuple[Token, ...], tuple[DataMention, ...]] | None:
    """Who stands in front of the dash or the colon, and the data in the row behind it."""
    edge = next((t.i for t in item[:LABEL_WORDS] if _divides(t)), None)
    if edge is None:
        return None
    verb = next((t.i for t in item.doc[edge : item.end] if t.tag_ in FINITE or t.text == "."), item.end)
    gets = tuple(m for m in data.between(edge, verb) if m.theirs and not m.generic)
    partners = tuple(t for t in _named(item.doc[item.start : edge]) if is_party(t))
    return (partners, gets) if partners and gets else None


def _divides(token: Token) -> bool:
    """A colon, or a dash with room on both sides."""
    return token.text == ":" or (
        token.text in DASHES and bool(token.whitespace_ and token.nbor(-1).whitespace_)
    )


def _named(label: Span) -> Iterator[Token]:
    """The words of a label up to an aside: "Quillo, which runs ads", "Quillo, an ad firm"."""
    for token in label:
        if token.text == "(" or (
            token.lower_ in SIDES and token.i > label.start and token.nbor(-1).text == ","
        ):
            return
        yield token
