"""Documents made of sentences of our own, as the tests of who says what need them."""

from claims.types import Document, Kind


def bare_article(text: str) -> Document:
    """A bare article of that text, every character its own origin."""
    return Document(
        name="own",
        path="",
        kind=Kind.ARTICLE,
        text=text,
        reading=text,
        origin=tuple(range(len(text) + 1)),
        blocks=(),
    )
