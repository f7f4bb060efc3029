"""The category of a term for data that is made of another: "names of friends", "information about their location"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from claims.extraction.terms import heads, stem, topic_at

if TYPE_CHECKING:
    from claims.extraction.data import DataMention

PERSONAL_DATA = "personal_data"
ABOUT_WITHIN = 8
NOMINAL = {"NOUN", "PROPN", "ADJ", "X"}


def composed(
    doc: Doc, stems: list[str], mention: "DataMention", found: "Sequence[DataMention]"
) -> "DataMention":
    """ "names of friends", "friends' names", "information about their location": the category of what it is of."""
    head = doc[mention.head]
    own_category = mention.end - mention.start > 1 and mention.data == "contacts"
    composed = mention.generic or (stem(head.text) in heads("composed") and not own_category)
    if not composed or head.pos_ == "VERB":
        return mention
    for other in found:
        if other is mention or other.generic or other.data == PERSONAL_DATA:
            continue
        if _is_of(head, doc[other.head]):
            return replace(
                mention,
                generic=False,
                data=other.data,
                theirs=mention.generic or mention.theirs,
                of=(other.start, other.end),
            )
    if mention.generic and (told := _told_about(stems, head)):
        start, end, category = told
        return replace(mention, generic=False, data=category, theirs=True, of=(start, end))
    return mention


def _told_about(stems: list[str], head: Token) -> tuple[int, int, str] | None:
    """The topic that follows "information about", "details of", wherever the parse hangs the preposition."""
    behind = head.nbor() if head.i + 1 < len(head.doc) else head
    for preposition in {behind, *head.children}:
        if preposition.dep_ == "prep" and preposition.lower_ in heads("about") and preposition.i > head.i:
            for i in range(
                preposition.i + 1, min(preposition.i + ABOUT_WITHIN, preposition.right_edge.i + 1)
            ):
                topic = topic_at(stems, i)
                if topic and _is_whole(head.doc[topic[0] - 1], preposition):
                    return (i, *topic)
    return None


def _is_whole(topic: Token, preposition: Token) -> bool:
    """Whether the topic is not only part of another ("details of her tax plan"), but for "data from fitness apps"."""
    if topic.pos_ not in NOMINAL | {"VERB"} or (topic.pos_ == "VERB" and topic.dep_ in {"acl", "relcl"}):
        return False
    return (
        preposition.lower_ == "from"
        or topic.dep_ not in {"compound", "amod", "nmod", "poss"}
        or topic.head.i < topic.i
    )


def _is_of(head: Token, other: Token) -> bool:
    if other.head.i == head.i and other.dep_ in {"poss", "compound", "nmod"}:
        return all(child.dep_ != "cc" for child in other.children)
    preposition = other.head
    while preposition.dep_ in {"conj", "pobj"} and preposition.pos_ in NOMINAL:
        preposition = preposition.head
    return (
        preposition.dep_ == "prep" and preposition.lower_ in heads("about") and preposition.head.i == head.i
    )
