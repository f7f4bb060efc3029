"""Report or statement: a text that says "we share your information" throughout is a party's own words."""

import re

from claims.documents.stretch import Stretch
from claims.types import Kind
from claims.vocabulary import load

PER = 1000
OWN_VOICE = 15
LOUD_VOICE = 40
POLICY_VOICE = 5
REPORTING = 8
ONE_PERSON = 2
CHORUS = 5
LEAST_INVESTIGATING = 2
ABOUT_DATA = 25
READER_SPOKEN_TO = 10
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
WORD = re.compile(r"[^\W\d_]+")
COUNTRY = "US"
WARNING = "kind not given: taken to be a statement, since it speaks for itself throughout"


def infer_kind(blocks: tuple[Stretch, ...]) -> tuple[Kind, tuple[str, ...]]:
    """The kind of a document that does not say it, and a warning where it is taken to be a statement.

    In 1000 words outside quotations, a statement says "we" at least 15 times (below a title such as "Privacy Policy" 5
    times) or "you" at least 10 times without a "said", speaks of users, data or services at least 25 times, and hardly
    says "said" or "I", save for questions that it puts into a reader's mouth, among five times as many "we". One that
    says "we" 40 times may speak of anything, and say "said" more often.
    """
    kept = [QUOTED.sub(" ", block.text) for block in blocks if not block.reason]
    words = [word.casefold() for text in kept for word in WORD.findall(text) if word != COUNTRY]

    def rate(group: str) -> float:
        listed = frozenset(load("company")[group])
        return PER * sum(word in listed for word in words) / max(1, len(words))

    policy = bool(kept) and _is_policy_title(kept[0])
    we, you = rate("first_person"), rate("second_person")
    own_voice = we >= (POLICY_VOICE if policy else OWN_VOICE)
    to_the_reader = you >= READER_SPOKEN_TO and (policy or not rate("reports"))
    one_person = rate("singular") > max(ONE_PERSON, we / CHORUS) and not policy
    on_the_matter = rate("subject") >= ABOUT_DATA or we >= LOUD_VOICE
    if (
        _investigates(" ".join(kept))
        or not (own_voice or to_the_reader)
        or one_person
        or rate("reports") > (2 if we >= LOUD_VOICE else 1) * REPORTING
        or not on_the_matter
    ):
        return Kind.ARTICLE, ()
    return Kind.STATEMENT, (WARNING,)


def _investigates(text: str) -> bool:
    """Whether "we" are those who look into somebody else: "we tested ten apps", "we asked the company"."""
    verbs = "|".join(load("company")["investigating"])
    found = re.findall(rf"\bwe(?:['’]ve| have| had| also| then| first)* (?:{verbs})\b", text, re.IGNORECASE)
    return len(found) >= LEAST_INVESTIGATING


def _is_policy_title(text: str) -> bool:
    return text.casefold().rstrip(" .:").endswith(tuple(load("company")["policies"]))
