"""What a document says its named parties are.

"data broker Larkfield", "Larkfield, a data broker,", "brokers such as Larkfield" all make Larkfield a broker.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from claims.extraction.data import stem
from claims.extraction.members import Lists
from claims.extraction.mentions import Mention, Mentions, PartyKind, class_sort, sort_of

APPOSED = 9
COPULAS = {"is", "was", "-", ","}
INTRODUCING = {"a", "an", "the", "one", "which", "another", "its"}


def sorts_by_name(mentions: Mentions, lists: Lists) -> dict[str, set[str]]:
    """For each name, its sorts and the class nouns (as stems) used of it."""
    found: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.is_name:
            told = {mention.sort, sort_of(mention.name), *_said_of(mentions.doc, mention)}
            found.setdefault(mention.name, set()).update(told - {""})
    for mention in mentions:
        if mention.kind is PartyKind.CLASS and mention.plural:
            for inner in lists.members(mention):
                if inner.name in found:
                    found[inner.name] |= {mention.sort, stem(mentions.doc[mention.head].text)}
    return found


def _said_of(doc: Doc, mention: Mention) -> Iterator[str]:
    before = doc[mention.start - 1] if mention.start else None
    nouns = [before] if before is not None and before.pos_ in {"NOUN", "PROPN"} else []
    for noun in (*nouns, *_apposed(doc, mention.end)):
        if class_sort(noun.text):
            yield class_sort(noun.text)
            yield stem(noun.text)


def _apposed(doc: Doc, at: int) -> list[Token]:
    """The class noun behind "X, a", "X is an", "X (the"."""
    if at + 1 >= len(doc) or doc[at].lower_ not in COPULAS | {"("}:
        return []
    if doc[at].text != "(" and doc[at + 1].lower_ not in INTRODUCING:
        return []
    for token in doc[at + 1 : at + APPOSED]:
        if token.text in {",", ".", ")"} or (token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}):
            break
        if class_sort(token.text) and token.dep_ not in {"compound", "amod", "poss", "nmod"}:
            return [] if doc[at].text == "," and token.dep_ in {"nsubj", "nsubjpass"} else [token]
    return []
