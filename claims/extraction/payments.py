"""Frames of paying: whoever pays for data, or gives something in return for it, gets it."""

from collections.abc import Iterator

from spacy.tokens import Token

from claims.extraction import access, syntax
from claims.extraction.frame import Frame, IsParty
from claims.extraction.links import sentence_end
from claims.extraction.objects import Objects
from claims.types import Action


def paid_for(verb: Token, objects: Objects, is_party: IsParty) -> Iterator[Frame]:
    """ "The bank paid millions for purchase records", "paid the shop in return for purchase records"."""
    partners = tuple(t for t in syntax.subjects(verb) if is_party(t))
    swapped = _in_return(verb)
    bought = [o.token for o in syntax.obliques(verb) if o.preposition == "for"]
    data = objects.of(swapped or bought, verb)
    if partners and data and (swapped or any(map(_is_money, syntax.objects(verb)))):
        yield Frame("take", verb, Action.OBTAIN, data, partners)


def _in_return(verb: Token) -> list[Token]:
    """ "in return for records", "in exchange for records": what it is paid for, wherever the parse hangs it."""
    rest = verb.doc[verb.i + 1 : sentence_end(verb)]
    swaps = [t for t in rest if t.lower_ in {"return", "exchange"} and t.nbor(-1).lower_ == "in"]
    return [o.token for swap in swaps[:1] for o in syntax.obliques(swap) if o.preposition == "for"]


def _is_money(noun: Token) -> bool:
    """ "$300", "millions", "a fee"."""
    words = access.words("pay", "sums")
    return any(t.like_num or t.text == "$" or access.lemma_of(t) in words for t in noun.subtree)
