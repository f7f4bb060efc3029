"""Frames that tell of no access: questions, plans, advice, people with their own data, a company's own collecting.

"Regulators ask how the company shares data" claims nothing; "the company shares data" does.
"""

from collections.abc import Callable
from itertools import pairwise

from spacy.tokens import Token

from claims.extraction import access, syntax
from claims.extraction.frame import BARE_ACCESS, OWN_ACCOUNT, POINTING_BACK, Frame
from claims.extraction.links import edges
from claims.extraction.parties import Mention, PartyKind, sort_of
from claims.extraction.presupposed import (
    clause_heads,
    is_barred,
    is_limited,
    is_measure,
    is_negated,
    is_own_gathering,
    is_sent_by_people,
)
from claims.extraction.spelling import is_titled
from claims.types import AUTHOR, Action, Kind, Stance

QUESTIONING = {"how", "whether", "why", "if"}
ASKING = {"who", "what", "which", "how", "why", "when", "where", "whether"}
RECEIVING_RULES = {"access-noun", "reach", POINTING_BACK}
GIVING_RULES = {"give", "headline", "transfer-noun", "list-item"}
LONGEST_HEADING = 16
SHORT_HEADING = 8
OVER_WITHIN = 4
ASKED = {"request", "ask", "demand", "require", "insist", "suggest", "propose", "recommend"}
NO_LONGER = "longer"
PLANNING = {"will", "'ll", "shall", "wo"}

MentionAt = Callable[[Token], Mention | None]
Heads = list[Token]


def says_nothing(frame: Frame, kind: Kind, mention_at: MentionAt) -> bool:
    """Whether the frame, as it stands, is no claim that somebody got access."""
    predicate = frame.governor or frame.predicate
    heads = clause_heads(predicate)
    return (
        (frame.rule != "agent-noun" and is_questioned(heads))
        or (is_planned(heads) if kind is Kind.ARTICLE else is_refusal(heads))
        or is_advised(heads, mention_at)
        or is_barred(heads)
        or (kind is Kind.ARTICLE and is_judged(heads))
        or is_advice(predicate)
        or is_asking(predicate)
        or is_wished(heads)
        or is_forbidden(heads)
        or is_only_named(predicate)
        or is_option(heads)
        or is_finding_out(frame)
        or is_heading(frame)
        or is_measure(heads)
        or is_limited(predicate)
        or is_sent_by_people(frame)
        or is_own_gathering(frame)
        or is_by_people(frame, mention_at)
    )


def is_questioned(heads: Heads) -> bool:
    """ "how the apps share data", "whether it sold them", "if partners ask for access"."""
    words = {child.lower_ for verb in heads for child in verb.children if child.dep_ in {"advmod", "mark"}}
    over = heads[-1].head
    while over.dep_ in {"prep", "dobj", "pobj"} and over.head.i != over.i:
        over = over.head
    told = access.lemma_of(over) in access.words("idle", "disclosing")
    return bool(words & (QUESTIONING - {"how"} if told else QUESTIONING))


def is_asking(predicate: Token) -> bool:
    """ "Who your data may be shared with": a question, as a sentence or as a heading."""
    first, last = edges(predicate.sent) or (predicate, predicate)
    if last.text == "?" or first.lower_ == "which":
        return True
    if first.lower_ not in ASKING or last.text in {".", "!", '"'}:
        return False
    return sum(not t.is_space for t in predicate.sent) <= LONGEST_HEADING


def is_wished(heads: Heads) -> bool:
    """ "to ensure that data is not shared", "lawmakers want it to stop selling"."""
    verb = heads[-1]
    if any(_is_told_to_cease(below, over) for below, over in pairwise((*heads, verb.head))):
        return True
    if any(access.lemma_of(over) in access.words("idle", "eager") for over in (*heads[1:], verb.head)):
        return True
    if any(
        access.lemma_of(over) in access.words("idle", "wishing") or _would_oblige(over) for over in heads[1:]
    ):
        return True
    if verb.dep_ == "ccomp" and verb.tag_ in {"VB", "VBP"} and access.lemma_of(verb.head) in ASKED:
        return not any(child.dep_ == "aux" for child in verb.children)
    return verb.dep_ in {"ccomp", "xcomp"} and access.lemma_of(verb.head) in access.words("idle", "wishing")


def _would_oblige(verb: Token) -> bool:
    """ "an order would require it to delete": nothing has happened by that."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    return "would" in auxiliaries and access.lemma_of(verb) in access.words("idle", "obliging")


def _is_told_to_cease(verb: Token, over: Token) -> bool:
    """ "ordered it to stop collecting": the order does not say that anything was collected."""
    ceasing = verb.tag_ == "VB" and access.lemma_of(verb) in access.words("idle", "ceasing")
    return ceasing and access.lemma_of(over) in access.words("idle", "ordering")


def is_forbidden(heads: Heads) -> bool:
    """ "an order prohibiting it from sharing", "is obliged not to sell": what a rule says, not what happens."""
    over = heads[-1].head if heads[-1].dep_ == "pcomp" else heads[-1]
    if any(
        access.lemma_of(verb) in access.words("idle", "obliging") and is_negated(below)
        for below, verb in pairwise(heads)
    ):
        return True
    return any(
        access.lemma_of(verb) in access.words("idle", "forbidding") for verb in (over.head, *heads[1:])
    )


def is_only_named(predicate: Token) -> bool:
    """ "selling is defined as sharing data", "when it comes to sharing data": what is spoken of, not said to happen."""
    over = predicate
    for _ in range(OVER_WITHIN):
        if over.head.i == over.i:
            return False
        over = over.head
        if over.lemma_ == "way" and predicate.dep_ == "relcl":
            return True
        topic = over.lemma_ == "come" and any(child.lower_ == "it" for child in over.children)
        contrasted = over.lemma_ == "different" and over.pos_ == "ADJ"
        unmeant = over.lemma_ == "mean" and is_negated(over)
        if over.lemma_ == "define" or topic or contrasted or unmeant:
            return predicate.tag_ == "VBG"
    return False


def is_option(heads: Heads) -> bool:
    """ "an option to share no data", "a way to stop apps from sharing": what somebody may choose."""
    return any(
        verb.dep_ in {"acl", "relcl"} and access.lemma_of(verb.head) in access.words("idle", "options")
        for verb in heads
    )


def is_planned(heads: Heads) -> bool:
    """ "The company will share more", "it promised to share none": a promise or a plan; not "will no longer"."""
    if any(child.lower_ == NO_LONGER for verb in heads for child in verb.children):
        return False
    top = heads[-1]
    over = [*heads[1:], *([top.head] if top.dep_ in {"ccomp", "acl"} else [])]
    if any(v.tag_ != "VBZ" and access.lemma_of(v) in access.words("idle", "promising") for v in over):
        return True
    if top.dep_ == "ROOT" and any(child.tag_ == "TO" for child in top.children):
        return True
    return any(child.dep_ == "aux" and child.lower_ in PLANNING for verb in heads for child in verb.children)


def is_refusal(heads: Heads) -> bool:
    """ "We will never share your data": a promise, unlike "we do not share it"."""
    return any(
        is_negated(verb) and any(t.dep_ == "aux" and t.lower_ in PLANNING for t in verb.children)
        for verb in heads
    )


def is_judged(heads: Heads) -> bool:
    """ "It is illegal to sell it", "it's okay to hand it over": what is right or wrong in general."""
    return any(
        below.tag_ == "VB" and over.lemma_ == "be" and over.tag_ in {"VBZ", "VBP", "VB"} and _is_verdict(over)
        for below, over in pairwise((*heads, heads[-1].head))
    )


def _is_verdict(verb: Token) -> bool:
    said = (child for child in verb.children if child.dep_ in {"acomp", "attr"})
    return any(access.lemma_of(word) in access.words("idle", "judging") for word in said)


def is_finding_out(frame: Frame) -> bool:
    """ "to see what information was shared": the clause is what somebody looks into, unless it is the data itself."""
    predicate, start = frame.predicate, frame.predicate.i + 1
    asking = [
        t.i
        for t in predicate.doc[start : start + 2]
        if t.tag_ in {"WP", "WDT", "WRB"} or t.lower_ == "whether"
    ]
    return (
        bool(asking)
        and access.lemma_of(predicate) in access.words("idle", "finding_out")
        and any(child.dep_ in {"ccomp", "xcomp"} for child in predicate.children)
        and all(mention.start != asking[0] for mention in frame.data)
    )


def is_heading(frame: Frame) -> bool:
    """ "Information You And We Share": a line without a full stop that names nobody who gets it."""
    if not frame.open_ended:
        return False
    sentence = frame.predicate.sent
    words = [t for t in sentence if not t.is_space]
    capitals = all(t.text[0].isupper() for t in words)
    return len(words) <= SHORT_HEADING and (capitals or is_titled(sentence))


def is_advice(predicate: Token) -> bool:
    """An imperative: "Share only what you must"."""
    if predicate.pos_ != "VERB" or predicate.tag_ != "VB" or predicate.dep_ != "ROOT":
        return False
    return not any(
        child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "expl"} for child in predicate.children
    )


def is_by_people(frame: Frame, mention_at: MentionAt) -> bool:
    """ "Users can share photos", "you send messages": what people do with their own data."""
    if frame.rule not in {"give", "give-open"} or syntax.is_passive(frame.predicate):
        return False
    return bool(frame.grantors) and all(_is_people(token, mention_at) for token in frame.grantors)


def _is_people(token: Token, mention_at: MentionAt) -> bool:
    mention = mention_at(token)
    return token.lower_ in {"you", "i"} or (mention is not None and mention.kind is PartyKind.PEOPLE)


def is_advised(heads: Heads, mention_at: MentionAt) -> bool:
    """ "It warned users about sending", "urged people to share": what people are told to do, or not to do, themselves."""
    for verb in heads:
        over = verb.head.head if verb.dep_ == "pcomp" else verb.head
        advising = access.lemma_of(over) in access.words("idle", "advising")
        if advising and verb.dep_ in {"pcomp", "xcomp", "ccomp"}:
            return any(_is_people(t, mention_at) for t in syntax.objects(over))
    return False


def is_mere_mention(frame: Frame, stance: Stance) -> bool:
    """ "these privileges", "special access", outside a denial: nobody is said to have them, or to what is open."""
    idle = frame.rule == BARE_ACCESS or (frame.rule == POINTING_BACK and not frame.partners)
    return idle and stance is Stance.AFFIRMS


def is_reporting(frame: Frame, partner: str) -> bool:
    """ "records obtained by the newspaper": how a report came about, not people's data in a partner's hands."""
    return (
        sort_of(partner) == "outlet" and frame.action is Action.OBTAIN and all(m.generic for m in frame.data)
    )


def is_feature(frame: Frame, source: str) -> bool:
    """People's own account through somebody else, told by nobody in particular: what a feature does for them."""
    return frame.rule == OWN_ACCOUNT and source == AUTHOR


def is_given_to_itself(frame: Frame, partner: str, company: str) -> bool:
    """The company in question as the receiver of its own giving: a reference gone wrong."""
    return partner == company and frame.rule in RECEIVING_RULES and not frame.grantors


def is_given_by_itself(frame: Frame, partner: str, grantor: str) -> bool:
    """The giver as the receiver of the same giving: a reference gone wrong, unless it is sent home."""
    own = partner == grantor and not is_upload(frame)
    return own and frame.action is Action.OBTAIN and frame.rule in GIVING_RULES


def is_upload(frame: Frame) -> bool:
    """ "The app sends photos to its servers", "the TV sends them home": told as a transfer between the same company."""
    to_servers = bool(frame.partners) and all(
        access.lemma_of(t) in access.words("belongings", "stores") for t in frame.partners
    )
    return to_servers or any(
        access.lemma_of(t) in access.words("belongings", "nouns") for t in frame.grantors
    )


def is_own_use(frame: Frame, partner: str, source: str) -> bool:
    """ "We handle the query for you," a founder wrote: somebody's own use of what users give the firm."""
    return partner == source and access.lemma_of(frame.predicate) in access.words("idle", "own_use")


def is_own_collecting(frame: Frame, partner: str, company: str, *, covert: bool) -> bool:
    """The company in question gathering or handling what its own users give it, unless it did so without their consent."""
    if partner != company or covert or frame.grantors:
        return False
    return access.lemma_of(frame.predicate) in access.words("idle", "gathering") | access.words(
        "idle", "own_use"
    )
