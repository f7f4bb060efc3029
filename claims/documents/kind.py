"""Report or statement: a text that says "we share your information" of itself is a party's own words."""

from claims.documents.stretch import Stretch
from claims.types import Kind


def infer_kind(blocks: tuple[Stretch, ...]) -> tuple[Kind, tuple[str, ...]]:
    """The kind of a document that does not say it, and a warning where it is taken to be a statement."""
    return Kind.ARTICLE, ()
