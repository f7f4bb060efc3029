"""Throws bytes at the readers, led by what they reach, until one fails in a way that is not ours.

Needs atheris, which is no part of the lock: `pip install atheris`, then `python tools/fuzz.py FOLDER -max_total_time=900`.
FOLDER keeps the inputs that reached something new; a find is written into the working folder, as crash-….
"""

import contextlib
import sys

import atheris

with atheris.instrument_imports(
    include=["claims.documents", "claims.quotes.words", "claims.attribution.quotations"]
):
    from claims.attribution.quotations import find_quotations
    from claims.documents.decode import decode
    from claims.documents.html import page_blocks
    from claims.documents.read import read_text
    from claims.errors import ClaimsError
    from claims.quotes.words import words

NAMES = ("a.txt", "a.md", "a.html")


def read(data: bytes) -> None:
    """Everything that reads one document, the first byte choosing what sort it is."""
    with contextlib.suppress(ClaimsError):
        text = decode(data[1:], "any").text
        for block in page_blocks(text):
            assert len(block.stretch.starts) == len(block.stretch.text)
        for quotation in find_quotations(text):
            assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        for word in words(text):
            assert text[word.start : word.end] or word.mark
        document = read_text(text, name=NAMES[data[0] % len(NAMES)] if data else "a.txt")
        assert len(document.origin) == len(document.reading) + 1
        assert all(0 <= place <= len(text) for place in document.origin)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
