"""Small questions to the parse that the rules of attribution share."""

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset(["nsubj", "csubj", "expl"])
PASSIVE_SUBJECTS = frozenset(["nsubjpass", "csubjpass"])
CLAUSES = frozenset(["ccomp", "csubj", "csubjpass"])


def is_clause(token: Token) -> bool:
    """A clause, also where the parse makes its verb a noun: it alleges that the app copied contacts."""
    return token.dep_ in CLAUSES or (token.dep_ == "dobj" and has_that(token))


def is_passive(cue: Token) -> bool:
    """Whether the verb has the subject or the agent of a passive."""
    return any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "agent" for c in cue.children)


def subtree(token: Token) -> list[int]:
    """The numbers of the token and of all that hangs on it."""
    return [t.i for t in token.subtree]


def complements(preposition: Token) -> Iterator[Token]:
    """What follows a preposition: to the bank, of reading messages."""
    return (c for c in preposition.children if c.dep_ in {"pobj", "pcomp"})


def clause_around(token: Token) -> list[int]:
    """The clause that an adverbial belongs to; the whole sentence when the parse has no verb above it."""
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return subtree(above)
    return list(range(token.sent.start, token.sent.end))


def has_to(token: Token) -> bool:
    """to read"""
    return any(c.tag_ == "TO" for c in token.children)


def has_that(token: Token) -> bool:
    """that they read"""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
