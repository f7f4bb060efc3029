"""Who does what to what in a parsed sentence, with the gaps of passives, relatives, infinitives and coordination filled.

"The bank was found to have read messages" has the bank as the subject of "read".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from claims.extraction import access
from claims.extraction.links import (
    DEPTH,
    RELATIVE,
    Oblique,
    antecedent,
    doers_told_of,
    prepositional,
    quantified,
    sentence_start,
    with_conjuncts,
)
from claims.extraction.spelling import is_misread_name

__all__ = [
    "DEPTH",
    "OBJECTS",
    "Oblique",
    "agents",
    "companions",
    "holders",
    "is_passive",
    "objects",
    "obliques",
    "quantified",
    "subjects",
    "undergoers_or_subjects",
    "with_conjuncts",
]

ACCOMPANYING = {"together", "along"}
COMPANION_WITHIN = 10
FIXED_BEFORE_TO = {
    *("according", "due", "thanks", "prior", "owing", "relating", "related"),
    *("next", "close", "adjacent", "opposed", "compared", "similar"),
}
SUBJECTS = {"nsubj", "csubj", "expl"}
OBJECTS = {"dobj", "obj"}
BARE_PARTICIPLES = {"given", "shown", "seen", "taken", "written"}


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, by its own auxiliary, its form, or that of the verb it is coordinated with."""
    deps = {child.dep_ for child in verb.children}
    if deps & {"auxpass", "nsubjpass", "csubjpass"}:
        return True
    if verb.lower_ in BARE_PARTICIPLES and "nsubj" in deps and "aux" not in deps:
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ in {"acl", "amod"} or (verb.dep_ == "advcl" and "nsubj" not in deps):
        return True
    return (
        verb.dep_ == "conj"
        and "nsubj" not in deps
        and verb.head.pos_ in {"VERB", "AUX"}
        and is_passive(verb.head)
    )


def subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """The heads of the phrases that do what the verb says; of a passive, the "by" phrase."""
    if is_passive(verb):
        return agents(verb)
    return undergoers_or_subjects(verb, depth)


def undergoers_or_subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """The grammatical subject of the clause, found through control, relatives and coordination."""
    hosts = [verb, *(child for child in verb.children if child.dep_ in {"aux", "auxpass"})]
    own = [
        t for host in hosts for t in host.children if t.dep_ in SUBJECTS | {"nsubjpass"} and t.dep_ != "expl"
    ]
    if own:
        return [t for o in own for t in with_conjuncts(antecedent(o))] + companions(verb, own[0])
    if before := _in_front_of_auxiliary(verb) or _misread_name(verb):
        return [before]
    if depth <= 0 or verb.dep_ == "ROOT":
        return []
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return undergoers_or_subjects(head, depth - 1)
    if verb.dep_ in {"relcl", "acl"}:
        return _of_noun_clause(verb, depth)
    if verb.dep_ in {"xcomp", "ccomp", "advcl", "dep", "csubj", "pcomp", "prep", "acomp"}:
        return _controlled(verb, depth)
    return []


def companions(verb: Token, subject: Token) -> list[Token]:
    """ "Together with the bank, the two could ...": who does it along with the subject, by the parse or in front of it."""
    found = [
        o.token
        for child in verb.children
        if child.lower_ in ACCOMPANYING
        for o in prepositional(child)
        if o.preposition == "with"
    ]
    before = verb.doc[max(sentence_start(verb), subject.left_edge.i - COMPANION_WITHIN) : subject.left_edge.i]
    if not found and len(before) > 2 and before[-1].text == ",":
        opened = [t for t in before if t.lower_ == "with" and t.i and t.nbor(-1).lower_ in ACCOMPANYING]
        found = [child for t in opened[-1:] for child in t.children if child.dep_ == "pobj"]
    return found


def _in_front_of_auxiliary(verb: Token) -> Token | None:
    """Order-based net: "from 2013 to 2015 the bank did have ...", where the parse hangs the subject on what precedes it."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    finite = [child for child in helpers if child.tag_ in {"VBD", "VBZ", "VBP", "MD"}]
    if not finite or verb.dep_ not in {"ccomp", "ROOT", "advcl"} or finite[0].i == 0:
        return None
    before = finite[0].nbor(-1)
    return before if before.dep_ in {"pobj", "dobj"} and before.pos_ == "PROPN" else None


def _misread_name(verb: Token) -> Token | None:
    """Order-based net: "Brandmere received photos", where the tagger takes an unknown name for an adverb."""
    opening = verb.doc[sentence_start(verb)]
    return opening if opening.i == verb.i - 1 and is_misread_name(opening) else None


def _of_noun_clause(verb: Token, depth: int) -> list[Token]:
    """ "firms collecting data", "the ability to read": the noun itself, or whoever holds the ability."""
    noun = verb.head
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    if infinitive and noun.pos_ in {"NOUN", "ADJ"}:
        return holders(noun, depth - 1)
    if verb.tag_ == "VBG" or verb.dep_ == "relcl" or is_passive(verb):
        return doers_told_of(noun, verb) or with_conjuncts(noun)[:1]
    return []


def _controlled(verb: Token, depth: int) -> list[Token]:
    """ "were found to transmit", "let the bank read", "accused of accessing": the controller's subject or object."""
    head = verb.head
    if head.dep_ in {"prep", "agent"} and verb.dep_ == "pcomp":
        head = head.head
    if head.pos_ in {"NOUN", "PROPN"}:
        governor = _governing_verb(head)
        found = holders(head, depth - 1) if verb.dep_ in {"pcomp", "xcomp"} else []
        return found or (
            undergoers_or_subjects(governor, depth - 1)
            if governor is not None and governor.pos_ == "VERB"
            else []
        )
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return []
    if head.lemma_ in access.words("control", "verbs") and not is_passive(head):
        found = [
            t for child in head.children if child.dep_ in OBJECTS | {"dative"} for t in with_conjuncts(child)
        ]
        if found:
            return found
    return undergoers_or_subjects(head, depth - 1)


def agents(verb: Token) -> list[Token]:
    """The "by" phrases of a passive."""
    return [
        t
        for child in verb.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for inner in child.children
        if inner.dep_ == "pobj"
        for t in with_conjuncts(inner)
    ]


def objects(verb: Token) -> list[Token]:
    """What the verb is done to: direct objects, the subject of a passive, the noun a relative clause leaves open."""
    own = [
        child
        for child in verb.children
        if child.dep_ in OBJECTS or (child.dep_ == "attr" and verb.lemma_ != "be")
    ]
    found = [t for o in own for t in with_conjuncts(antecedent(o))]
    if is_passive(verb):
        found += undergoers_or_subjects(verb)
    elif not own and verb.dep_ == "relcl" and not _gap_filled(verb):
        found += with_conjuncts(verb.head)[:1]
    if found:
        return found
    return [t for later in _coordinated_verbs(verb) for t in objects(later)][:6]


def _gap_filled(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS and child.lower_ in RELATIVE for child in verb.children)


def _coordinated_verbs(verb: Token) -> Iterator[Token]:
    """ "read, write and delete messages": the later verbs that carry the shared object."""
    if any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children):
        return
    for child in verb.children:
        between = (c for c in verb.children if c.dep_ == "prep" and verb.i < c.i < child.i)
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(between):
            yield child


def obliques(verb: Token) -> list[Oblique]:
    """Prepositional arguments of the verb, and those that the parse hung on its object."""
    hosts = [
        verb,
        *(
            child
            for child in verb.children
            if child.dep_ in OBJECTS | {"nsubjpass", "attr", "prt", "advmod", "prep", "acomp"}
            and child.lower_ not in FIXED_BEFORE_TO
        ),
    ]
    found = [o for host in hosts for o in prepositional(host)]
    found += [
        Oblique("to", t)
        for child in verb.children
        if child.dep_ == "dative" and child.pos_ != "ADP"
        for t in with_conjuncts(child)
    ]
    if not found:
        for later in _coordinated_verbs(verb):
            found += obliques(later)
    return found


def holders(noun: Token, depth: int = DEPTH) -> list[Token]:
    """Who has the ability, permission or access that the noun names."""
    if depth <= 0:
        return []
    had = next((child for child in noun.children if _says_who_has(child)), None)
    if had is not None:
        return undergoers_or_subjects(had, depth - 1)
    possessors = [
        child
        for child in noun.children
        if child.dep_ in {"poss", "compound", "nmod", "nsubj"}
        or (child.dep_ == "amod" and child.pos_ == "NOUN")
    ]
    by = [o.token for o in prepositional(noun) if o.preposition in {"by", "for"}]
    found = [t for token in (*possessors, *by) for t in with_conjuncts(token)]
    verb = _governing_verb(noun)
    given = verb is not None and access.lemma_of(verb) in access.giving()
    if verb is None or (found and not (given and all(t.dep_ == "compound" for t in found))):
        return found
    if verb.pos_ in {"NOUN", "PROPN"}:
        return found + with_conjuncts(verb)[:1]
    if given:
        return found + _receivers(verb, noun)
    in_position = verb.lemma_ == "be" and noun.dep_ == "pobj"
    if access.lemma_of(verb) in access.holding() or in_position or "ADJ" in {noun.pos_, verb.pos_}:
        return found + undergoers_or_subjects(verb, depth - 1)
    return found


def _says_who_has(clause: Token) -> bool:
    """ "the access that it had"; not the "to have" of an ability."""
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)
    return clause.dep_ == "relcl" and not infinitive and access.lemma_of(clause) in access.holding() - {"use"}


def _receivers(verb: Token, noun: Token) -> list[Token]:
    """ "gave the bank access", "was given access", "access was granted to the bank"; by order where the parse has none."""
    found = [o.token for o in obliques(verb) if o.preposition in {"to", "for"} and o.token.i != noun.i]
    found += [
        t
        for child in verb.children
        if child.dep_ in {"dative", *OBJECTS}
        for t in with_conjuncts(child)
        if t.i < noun.i
    ]
    if is_passive(verb):
        found += [t for t in undergoers_or_subjects(verb) if t.i != noun.i]
    if not found and verb.i < noun.i:
        found = [
            t
            for t in verb.doc[verb.i + 1 : noun.i]
            if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ not in {"compound", "poss"}
        ]
    return [t for t in found if t.i != noun.i]


def _governing_verb(noun: Token) -> Token | None:
    """The verb whose object or subject the noun is, or the noun that "with access" describes."""
    token = noun
    while token.dep_ in {"conj", "appos"} and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    if token.dep_ == "pobj" and token.head.lower_ in {"with", "of", "to", "in", "into"}:
        token = token.head
    if token.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "prep", "oprd", "dative", "ccomp", "npadvmod"}:
        return token.head
    return None
