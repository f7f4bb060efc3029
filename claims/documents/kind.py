"""Report or statement: a text that says "we share your information" throughout is a party's own words."""

import re

from claims.documents.stretch import Stretch
from claims.types import Kind
from claims.vocabulary import load

PER = 1000
OWN_VOICE = 10
REPORTING = 5
ONE_PERSON = 2
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
WORD = re.compile(r"[^\W\d_]+")


def infer_kind(blocks: tuple[Stretch, ...]) -> tuple[Kind, tuple[str, ...]]:
    """The kind of a document that does not say it, and a warning where it is taken to be a statement.

    A statement says "we" outside quotation marks at least 10 times in 1000 words, and hardly "said" or "I".
    """
    kept = (QUOTED.sub(" ", block.text) for block in blocks if not block.reason)
    words = [word.casefold() for text in kept for word in WORD.findall(text)]
    lists = load("company")

    def rate(group: str) -> float:
        listed = frozenset(lists[group])
        return PER * sum(word in listed for word in words) / max(1, len(words))

    if rate("first_person") < OWN_VOICE or rate("reports") > REPORTING or rate("singular") > ONE_PERSON:
        return Kind.ARTICLE, ()
    return Kind.STATEMENT, ('kind not given: taken to be a statement, since it speaks as "we" throughout',)
