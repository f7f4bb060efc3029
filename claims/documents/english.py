"""Whether a text is English, by the share of English function words among its words.

The rules read English alone: a statement in German would be read as saying nothing.
"""

import re

from spacy.lang.en.stop_words import STOP_WORDS

from claims.errors import InputError

WORD = re.compile(r"[^\W\d_]+")
ENOUGH_WORDS = 20
LEAST_SHARE = 0.15
LOOKED_AT = 20_000


def english_share(text: str) -> float:
    """The share of English function words, from 0 to 1; 1 for a text too short to tell."""
    words = WORD.findall(text[:LOOKED_AT].lower())
    if len(words) < ENOUGH_WORDS:
        return 1.0
    return sum(word in STOP_WORDS for word in words) / len(words)


def refuse_other_languages(text: str, where: str) -> None:
    """InputError for a text that is not English."""
    share = english_share(text)
    if share < LEAST_SHARE:
        found = f"the text does not look English ({share:.0%} of its words are English function words)"
        raise InputError(
            where, found, "the rules read English alone: bring in a translation, and say so in its title"
        )
