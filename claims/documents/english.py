"""Whether a text is English: no other language's function words, and no other script, may prevail in it.

The rules read English alone: a statement in German would be read as saying nothing.
"""

import re
from functools import cache
from importlib import import_module

from claims.errors import InputError

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
OTHERS = {
    "da": "Danish", "de": "German", "es": "Spanish", "fi": "Finnish", "fr": "French", "it": "Italian", "nl": "Dutch",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "sv": "Swedish", "tr": "Turkish",
}  # fmt: skip
LEAST_WORDS = 8
LEAST_SHARE = 0.2
LEAST_SHORT = 0.6
LEAST_FOREIGN = 2
LEAST_LATIN = 0.5
LOOKED_AT = 4_000


def other_language(text: str) -> str:
    """The language that prevails in a text where it is not English, else ""; short texts of doubt pass for English.

    By spaCy's lists of function words, those that are English words too left out.
    """
    words = [word.lower() for word in WORD.findall(text[:LOOKED_AT])]
    english = sum(word in _function_words("en") for word in words)
    share = LEAST_SHARE if len(words) >= LEAST_WORDS else LEAST_SHORT
    if english >= LEAST_SHARE * len(words):
        return ""
    if sum(LATIN.match(word) is not None for word in words) < LEAST_LATIN * len(words):
        return "another script"
    counts = {code: sum(word in _function_words(code) for word in words) for code in OTHERS}
    best = max(counts, key=counts.__getitem__)
    return OTHERS[best] if counts[best] >= max(share * len(words), english + 1, LEAST_FOREIGN) else ""


def refuse_other_languages(text: str, where: str) -> None:
    """InputError for a text that is not English."""
    if language := other_language(text):
        raise InputError(
            where, f"the text is not English (it looks like {language})",
            "the rules read English alone: bring in a translation, and say so in its title",
        )  # fmt: skip


@cache
def _function_words(code: str) -> frozenset[str]:
    words: frozenset[str] = frozenset(import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS)
    return words if code == "en" else words - _function_words("en")
