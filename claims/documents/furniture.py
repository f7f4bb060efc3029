"""Page furniture."""

from claims.documents.stretch import Stretch
from claims.types import Kind


def set_furniture_aside(blocks: tuple[Stretch, ...], *, kind: Kind) -> tuple[Stretch, ...]:
    """The same blocks, those that are page furniture set aside with a reason."""
    return blocks
