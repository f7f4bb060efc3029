"""Whether a text is about data access at all, told from its raw words before anything is parsed.

An election report in which somebody "sent a message" is not read for claims; a report on an app's privacy policy is.
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
