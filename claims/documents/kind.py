"""Report or statement: a text that says "we share your information" throughout is a party's own words."""

import re

from claims.documents.stretch import Stretch
from claims.types import Kind
from claims.vocabulary import load

PER = 1000
OWN_VOICE = 15
POLICY_VOICE = 5
REPORTING = 5
ONE_PERSON = 2
ABOUT_DATA = 40
READER_SPOKEN_TO = 10
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
WORD = re.compile(r"[^\W\d_]+")
WARNING = 'kind not given: taken to be a statement, since it speaks as "we" throughout'


def infer_kind(blocks: tuple[Stretch, ...]) -> tuple[Kind, tuple[str, ...]]:
    """The kind of a document that does not say it, and a warning where it is taken to be a statement.

    In 1000 words outside quotations, a statement says "we" at least 15 times (below a title such as "Privacy
    Policy" 5 times, or "you" 10 times), speaks of users, data or services at least 40 times, and hardly says
    "said" or "I".
    """
    kept = [QUOTED.sub(" ", block.text) for block in blocks if not block.reason]
    words = [word.casefold() for text in kept for word in WORD.findall(text)]

    def rate(group: str) -> float:
        listed = frozenset(load("company")[group])
        return PER * sum(word in listed for word in words) / max(1, len(words))

    policy = bool(kept) and _is_policy_title(kept[0])
    own_voice = rate("first_person") >= (POLICY_VOICE if policy else OWN_VOICE)
    own_voice = own_voice or (policy and rate("second_person") >= READER_SPOKEN_TO)
    one_person = rate("singular") > ONE_PERSON and not policy
    if not own_voice or one_person or rate("reports") > REPORTING or rate("subject") < ABOUT_DATA:
        return Kind.ARTICLE, ()
    return Kind.STATEMENT, (WARNING,)


def _is_policy_title(text: str) -> bool:
    return text.casefold().rstrip(" .:").endswith(tuple(load("company")["policies"]))
