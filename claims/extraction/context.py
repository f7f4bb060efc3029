"""What a document or a row makes of a term that alone would say something else.

In a report on doorbell cameras a "video" is footage, not a post, and in one on hospitals "data" is patients'; in
"GPS data, phone ID and e-mail" the last is an address.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from claims.extraction.composition import PERSONAL_DATA
from claims.extraction.terms import stem
from claims.extraction.tokens import strings_of
from claims.vocabulary import load

if TYPE_CHECKING:
    from claims.extraction.data import DataMention

LISTING = {",", "and", "or", "&"}
ADDRESSES = {"e-mail", "email", "e-mails", "emails"}
LISTED_WITH = {"contacts", "identifiers", "location", "profile"}
LONGEST_STEP = 4


def in_context(doc: Doc, mentions: "Sequence[DataMention]") -> "tuple[DataMention, ...]":
    """The mentions with the category that their setting or their row gives them."""
    told = cache(lambda: Counter(map(stem, strings_of(doc, "ORTH"))))
    return tuple(
        _in_row(doc, mentions, at, _in_setting(doc, mention, told)) for at, mention in enumerate(mentions)
    )


def _in_setting(doc: Doc, mention: "DataMention", told: Callable[[], Counter[str]]) -> "DataMention":
    last = stem(doc[mention.start : mention.end].text.split()[-1])
    for setting in load("data")["setting"].values():
        open_to_it = mention.bare or mention.data != PERSONAL_DATA
        meant = open_to_it and mention.data == setting["instead_of"] and last in setting["terms"]
        if meant and sum(told()[word] for word in set(setting["words"])) >= setting["least"]:
            return replace(mention, data=setting["data"])
    return mention


def _in_row(doc: Doc, mentions: "Sequence[DataMention]", at: int, mention: "DataMention") -> "DataMention":
    """ "GPS data, phone ID and e-mail": a bare e-mail in a row with addresses and numbers is an address."""
    if doc[mention.start : mention.end].text.lower() not in ADDRESSES:
        return mention
    beside = [
        m for m in (*mentions[max(at - 1, 0) : at], *mentions[at + 1 : at + 2]) if m.data in LISTED_WITH
    ]
    return replace(mention, data="contacts") if any(_joined(doc, mention, m) for m in beside) else mention


def _joined(doc: Doc, one: "DataMention", other: "DataMention") -> bool:
    between = doc[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= LONGEST_STEP and any(token.lower_ in LISTING for token in between)
