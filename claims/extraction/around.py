"""What stands around a verb of giving or using and decides whether data is handed over: tools, names, receivers."""

from collections.abc import Sequence

from spacy.tokens import Token

from claims.extraction import access, syntax
from claims.extraction.data import DataMention, stem
from claims.extraction.frame import GIVEN_TO

WITHIN = {"across", "within", "throughout"}
CONSENTING = {"consent", "permission", "approval", "agreement", "knowledge", "authorization", "authorisation"}
NO_RECEIVERS = CONSENTING | {"themselves", "other", "another"}


def gives_away(verb: Token) -> bool:
    """ "gave their numbers away": handed on, though nobody is named."""
    return any(
        child.dep_ in {"prt", "advmod"} and child.lower_ in {"away", "around"} for child in verb.children
    )


def names_receiver(obliques: Sequence[syntax.Oblique]) -> bool:
    """Whether "to" or "with" has an object other than "the following", or the data stays "within our services"."""
    if any(o.preposition in WITHIN and any(c.dep_ == "poss" for c in o.token.children) for o in obliques):
        return True
    objects = [o.token for o in obliques if o.preposition in GIVEN_TO and o.token.lemma_ not in NO_RECEIVERS]
    return any(
        t.lower_ != "following" and not any(child.lower_ == "following" for child in t.children)
        for t in objects
    )


def is_tool(verb: Token, mention: DataMention) -> bool:
    """ "They use cookies to collect information": a tool, not what they got."""
    using = access.lemma_of(verb) in access.words("idle", "using")
    return using and stem(verb.doc[mention.head].text) in map(stem, access.words("idle", "tools"))


def is_naming(verb: Token, mention: DataMention) -> bool:
    """ "the names given to its gadgets": what a thing is called, unless the words say whose names they are."""
    name = verb.doc[mention.head]
    if verb.lemma_ != "give" or name.lemma_ != "name":
        return False
    return not any(
        child.dep_ in {"poss", "compound", "nmod"} or child.lower_ == "of" for child in name.children
    )


def is_shifted(verb: Token) -> bool:
    """ "uploaded to Quillo a list of numbers": the receiver stands right behind the verb, what it gets comes later."""
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    return behind.lower_ in GIVEN_TO
