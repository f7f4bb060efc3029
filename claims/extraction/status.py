"""Whether an access has stopped or goes on, as the text around it tells."""

from collections.abc import Sequence

from spacy.tokens import Token

from claims.extraction.decision import Decision
from claims.extraction.phrases import Found
from claims.extraction.scope import Bond, bond
from claims.types import Status

REASONS = {"ended": '"{}" says that it has stopped.', "ongoing": '"{}" says that it goes on.'}


def status(predicate: Token, here: Sequence[Found], beside: Sequence[Found]) -> Decision[Status]:
    """What the cues of the clause say, then those of the sentence after it that point back."""
    bonded = [(bond(found, predicate), found) for found in here]
    reaching = [(b, f) for b, f in bonded if b <= Bond.GOVERNS]
    if reaching:
        return _decide(min(reaching, key=lambda p: (p[0], abs(p[1].start - predicate.i)))[1], predicate)
    if beside:
        return _decide(beside[0], predicate)
    return Decision(Status.NOT_STATED, "", "Nothing says whether it stopped.")


def _decide(found: Found, predicate: Token) -> Decision[Status]:
    words = predicate.doc[found.start : found.end].text
    return Decision(Status(found.cue.value), words, REASONS[found.cue.value].format(words))
