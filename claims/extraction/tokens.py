"""The words of a parsed document as plain strings, and its tokens by word or word class, without an object for each.

Of "The bank read messages" the tokens whose class is NOUN are "bank" and "messages".
"""

from collections.abc import Iterable

import numpy as np
from spacy import symbols
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token


def strings_of(doc: Doc, attribute: str) -> list[str]:
    """One attribute of every token ("ORTH", "LOWER"), in order."""
    codes, places = np.unique(doc.to_array(attribute), return_inverse=True)
    known = [doc.vocab.strings[int(code)] for code in codes]
    return [known[place] for place in places.tolist()]


def tokens_of(doc: Doc, *, classes: Iterable[str] = (), words: Iterable[str] = ()) -> list[Token]:
    """The tokens of these word classes, and those that spell these words in lower case, in order."""
    spelled, tagged = doc.to_array(["LOWER", "POS"]).reshape(len(doc), 2).T
    numbers, hashes = {symbols.IDS[name] for name in classes}, set(map(get_string_id, words))
    rows = enumerate(zip(spelled.tolist(), tagged.tolist(), strict=True))
    return [doc[place] for place, (word, kind) in rows if kind in numbers or word in hashes]
