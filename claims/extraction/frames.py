"""Frames of access over the parse: who could do what with which data.

"The network gave the bank the ability to read messages" has one frame: "read", by "the bank", of "messages".
After VerbNet's give, get and see classes and the verb classes of privacy-policy analysis.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from claims.extraction import access
from claims.extraction.data import DataIndex
from claims.extraction.frame import Frame, IsParty
from claims.extraction.nets import Nets
from claims.extraction.nouns import NounFrames, is_likened
from claims.extraction.objects import Objects
from claims.extraction.tokens import tokens_of
from claims.extraction.verbs import VerbFrames

OPENING = ("ADJ", "VERB", "AUX", "NOUN", "PROPN")


def find_frames(doc: Doc, data: DataIndex, is_party: IsParty) -> list[Frame]:
    """Every frame of a document in the order of its predicate."""
    nets = Nets(doc, data, is_party)
    objects = Objects(data, is_party, nets)
    verbs = VerbFrames(data, objects, nets, is_party)
    nouns = NounFrames(data, objects, nets, is_party)
    may_open = tokens_of(doc, classes=OPENING, words=access.words("give", "forms"))
    return [frame for token in may_open for frame in _at(token, data, verbs, nouns)]


def _at(token: Token, data: DataIndex, verbs: VerbFrames, nouns: NounFrames) -> Iterator[Frame]:
    yield from verbs.headline(token)
    if token.pos_ == "ADJ" and access.lemma_of(token) in access.words("ability", "knowing"):
        yield from verbs.known_of(token)
    elif token.pos_ == "ADJ" and access.lemma_of(token) in access.words("reach", "adjectives"):
        yield from verbs.reached(token)
    elif data.at(token) is None or is_likened(token):
        if token.pos_ in {"VERB", "AUX"}:
            yield from verbs.at(token)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from nouns.at(token)
