"""Receivers that stand for those told of before: "the clients", and nobody in "no other data was shared"."""

from claims.extraction import access, syntax
from claims.extraction.data import stem
from claims.extraction.drafts import Drafts
from claims.extraction.frame import Frame
from claims.extraction.links import passage_start
from claims.extraction.reasons import Meaning


def receiver_told_of(frame: Frame, party: Meaning, drafts: Drafts) -> Meaning:
    """Whoever was last said to get data, where the frame says nobody else; else the party itself."""
    before = frame.predicate.i
    if _is_other_data(frame):
        told = drafts.last_since(passage_start(frame.predicate), before)
        why = "what is said of other data goes on from what was told of {}"
    elif _is_definite_receiver(party):
        told = drafts.last_about([stem(party.value)], access.receivers(), before)
        why = f"“{party.value}” are those told of before, {{}}"
    else:
        return party
    return party._replace(value=told.partner, why=why.format(told.partner)) if told else party


def _is_other_data(frame: Frame) -> bool:
    """ "no other data was shared": other than what was just said to be handed over."""
    things = syntax.undergoers_or_subjects(frame.predicate)
    return frame.open_ended and any({"no", "other"} <= {c.lower_ for c in t.children} for t in things)


def _is_definite_receiver(party: Meaning) -> bool:
    """ "the clients": a receiver that has been told of."""
    nouns = [t for t in party.tokens if t.lower_ == party.value]
    return any(
        access.lemma_of(t) in access.receivers() and any(c.lower_ == "the" for c in t.children) for t in nouns
    )
