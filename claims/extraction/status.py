"""Whether an access has stopped or goes on, as the text around it tells."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from claims.extraction.decision import Decision
from claims.extraction.links import distance
from claims.extraction.phrases import Found, forms, word_groups
from claims.extraction.scope import VERBAL, Bond, bond, clause_head, top_of
from claims.types import Status

REASONS = {"ended": "“{}” says that it has stopped", "ongoing": "“{}” says that it goes on"}


def status(predicate: Token, here: Sequence[Found], beside: Sequence[Found]) -> Decision[Status]:
    """What the cues of the clause say, then those of the sentence after it that point back."""
    bonded = [(bond(found, predicate), found) for found in here]
    reaching = [(b, f) for b, f in bonded if b <= Bond.GOVERNS and _holds(f, predicate)]
    if reaching:
        return _decide(min(reaching, key=lambda p: (p[0], abs(p[1].start - predicate.i)))[1], predicate)
    told = [f for b, f in bonded if b is Bond.SENTENCE and f.cue.scope == "passage" and _holds(f, predicate)]
    for found in (*told, *beside):
        if not _unrealised(found, predicate.doc):
            return _decide(found, predicate)
    return Decision(
        Status.NOT_STATED, "", "no word in its clause or the next sentence says whether it stopped"
    )


def _holds(found: Found, predicate: Token) -> bool:
    """Whether a cue of the sentence tells of the access: not "a bank that closed", not "will stop"."""
    top = top_of(found, predicate.doc)
    elsewhere = (
        top.dep_ == "relcl"
        and top.head != predicate
        and word_groups()["arrangement"].isdisjoint(forms(top.head))
    )
    return not elsewhere and not _of_clause_below(top, predicate) and not _unrealised(found, predicate.doc)


def _of_clause_below(adverb: Token, predicate: Token) -> bool:
    """ "more access than it had previously disclosed": the adverb tells when something else was so."""
    verb = adverb.head
    below = verb.dep_ in {"advcl", "relcl"} and verb.pos_ in VERBAL
    return adverb.dep_ == "advmod" and below and verb != clause_head(predicate)


def _unrealised(found: Found, doc: Doc) -> bool:
    """Whether the end is a plan, a wish or denied: "will stop", "asked it to stop", "did not stop"."""
    verbs = [
        t for t in doc[found.start : found.end] if t.pos_ in VERBAL and t.tag_ != "MD" and t.dep_ != "aux"
    ]
    children = [c for verb in verbs for c in verb.children if not found.covers(c) or c.tag_ == "MD"]
    return any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ in {"MD", "TO"}) for c in children)


def _decide(found: Found, predicate: Token) -> Decision[Status]:
    words = predicate.doc[found.start : found.end]
    reason = REASONS[found.cue.value].format(words.text) + distance(predicate, words[0])
    return Decision(Status(found.cue.value), words.text, reason, tuple(words))
