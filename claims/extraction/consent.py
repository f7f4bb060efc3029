"""Whether people agreed to an access, as the text around it tells.

The cue of the closest clause decides ("without their knowledge", "only if you sign in"), then a general
sentence beside it.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from claims.extraction.decision import Decision
from claims.extraction.links import distance
from claims.extraction.phrases import Found
from claims.extraction.scope import Bond, bond, clause_head
from claims.types import Consent

STRENGTH = {"without": 0, "conditional": 1, "with": 2}
REACH = {"below": Bond.OWN, "clause": Bond.COORDINATE}
REASONS = {
    "without": "“{}” says that people did not agree or had no say",
    "conditional": "“{}” makes it depend on what people do or choose",
    "with": "“{}” says that people agreed",
}
NOT_FOUND = "no cue found within the sentence or its neighbours"
NOT_OF_THIS = "“{}” stands in the sentence, but belongs to something else there"


def consent(predicate: Token, here: Sequence[Found], beside: Sequence[Found]) -> Decision[Consent]:
    """What the cues of the sentence say, then general ones of the sentences beside it."""
    bonded = [(bond(found, predicate), found) for found in here]
    reaching = [(b, f) for b, f in bonded if b <= REACH.get(f.cue.scope, Bond.SENTENCE)]
    if reaching:
        return _decide(min(reaching, key=lambda pair: _rank(pair[0], pair[1], predicate))[1], predicate)
    if beside:
        return _decide(min(beside, key=lambda f: abs(f.start - predicate.i)), predicate)
    spare = here[0] if here else None
    reason = NOT_OF_THIS.format(predicate.doc[spare.start : spare.end].text) if spare else NOT_FOUND
    return Decision(Consent.NOT_STATED, "", reason)


def _rank(b: Bond, found: Found, predicate: Token) -> tuple[bool, int, int, int]:
    return found.cue.weak, b, STRENGTH[_value(found, predicate)], abs(found.start - predicate.i)


def _decide(found: Found, predicate: Token) -> Decision[Consent]:
    value, words = _value(found, predicate), predicate.doc[found.start : found.end]
    reason = REASONS[value].format(words.text) + distance(predicate, words[0])
    return Decision(Consent(value), words.text, reason, tuple(words))


def _value(found: Found, predicate: Token) -> str:
    """What the cue says; "with your consent" is a fact of the past ("gave") or a condition ("we share")."""
    if found.cue.value != "by_tense":
        return found.cue.value
    verb = clause_head(predicate)
    past = verb.tag_ == "VBD" or any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in verb.children)
    return "with" if past else "conditional"
