"""Access that a sentence only measures, limits, rules out as a duty, or leaves to people, and so does not tell of."""

from spacy.tokens import Token

from claims.extraction import access, syntax
from claims.extraction.frame import Frame
from claims.types import Stance

ELSEWHERE = {"elsewhere", "otherwise"}
OUGHT = {"should", "must", "ought"}


def clause_heads(predicate: Token) -> list[Token]:
    """The predicate's verb and those it is coordinated with or complements, up to the clause that governs them."""
    verb = predicate
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    heads = [verb]
    while verb.dep_ in {"conj", "xcomp", "acomp"} and verb.head.i != verb.i:
        verb = verb.head
        heads.append(verb)
    return heads


def is_negated(verb: Token) -> bool:
    """Whether a "not" stands at the verb."""
    return any(child.dep_ == "neg" for child in verb.children)


def is_measure(heads: list[Token]) -> bool:
    """ "the volume of data that they can collect": how much it is, not that somebody collects it."""
    verb = heads[-1]
    if verb.dep_ != "relcl" or not _is_general(verb):
        return False
    noun = verb.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    the = any(child.lower_ == "the" for child in noun.children)
    return the and access.lemma_of(noun) in access.words("idle", "measures")


def _is_general(verb: Token) -> bool:
    """Whether the clause is in the present or says what may be."""
    auxiliaries = [child.tag_ for child in verb.children if child.dep_ == "aux"]
    return not {"VBD", "VBN"} & {verb.tag_, *auxiliaries}


def is_limited(predicate: Token) -> bool:
    """ "You can limit the sharing of data", "options to reduce data sharing": what people may choose."""
    verb = predicate.head
    if predicate.dep_ not in {"dobj", "pobj"} or access.lemma_of(verb) not in access.words(
        "idle", "limiting"
    ):
        return False
    told = {t.lower_ for t in syntax.subjects(verb)}
    host = verb.head
    offered = [host, *(child for child in host.children if child.dep_ in syntax.OBJECTS)]
    return "you" in told or any(access.lemma_of(t) in access.words("idle", "options") for t in offered)


def is_sent_by_people(frame: Frame) -> bool:
    """ "messages shared with shops on the app": without a giver, those who write them send them."""
    verb = frame.predicate
    alone = verb.dep_ == "acl" and verb.tag_ == "VBN" and not frame.grantors
    return frame.rule == "give" and alone and all(m.data == "messages" for m in frame.data)


def is_own_gathering(frame: Frame) -> bool:
    """ "The data collected by the shop was sent to brokers": how those who pass it on came by it."""
    verb, noun = frame.predicate, frame.predicate.head
    gathering = verb.dep_ == "acl" and access.lemma_of(verb) in access.words("idle", "gathering")
    passed_on = noun.dep_ == "nsubjpass" and access.lemma_of(noun.head) in access.giving()
    return frame.rule == "take" and gathering and passed_on and all(t.pos_ == "NOUN" for t in frame.partners)


def is_denied_use(frame: Frame, stance: Stance) -> bool:
    """ "It will not use the data for anything else": a limit on use, not a denial of access."""
    return stance is Stance.DENIES and access.lemma_of(frame.predicate) in access.words("idle", "own_use")


def is_denied_elsewhere(frame: Frame, stance: Stance) -> bool:
    """ "data it could not obtain elsewhere": it had no other way, which denies no access."""
    rest = {child.lower_ for child in frame.predicate.children}
    return stance is Stance.DENIES and bool(rest & ELSEWHERE)


def is_barred(heads: list[Token]) -> bool:
    """ "It should not be shared", "partners must not sell it": a duty; what "should not have been sold" was sold."""
    return any(
        is_negated(verb)
        and any(child.dep_ == "aux" and child.lower_ in OUGHT for child in verb.children)
        and not any(child.dep_ == "aux" and child.lower_ in {"have", "'ve"} for child in verb.children)
        for verb in heads
    )
