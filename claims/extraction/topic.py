"""The filter by topic: a document that is not about data access has no claims, whatever its sentences say.

An election report in which somebody "sent a message" has none; a report on an app's privacy policy may. The filter is part
of what counts as a claim. It asks for nothing but the raw words, so it may run before the parse, which is the triage, or
after it: the claims are the same.
"""

import re
from functools import cache

from claims.vocabulary import load


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(load("topic")["patterns"]) + r")\b", re.IGNORECASE)


def is_on_topic(text: str) -> bool:
    """True for short texts, and for longer ones with enough words of the topic in every thousand."""
    vocabulary = load("topic")
    words = text.count(" ") + text.count("\n") + 1
    if words < vocabulary["short_words"]:
        return True
    hits = sum(1 for _ in _pattern().finditer(text))
    return bool(hits * 1000 >= vocabulary["per_thousand"] * words)
