"""6xx: whether a case's documents can be found again, are still what they were, and what became of decisions.

A saved page without a date of retrieval cannot be compared with what stands there today.
"""

from collections.abc import Iterator

from claims.lint.model import Hit, Passage, Severity, Subject
from claims.lint.piece import Dossier
from claims.lint.registry import rule
from claims.types import Span

DATED = '+++\ntitle = "Quillo and the bank"\nurl = "https://example.org/a"\nretrieved = "2026-11-23"\n+++\n\nThe bank read.'
BARE = '+++\ntitle = "Quillo and the bank"\n+++\n\nThe bank read messages.'
HEAD = 40


@rule(
    "CL601",
    "source-unpinned",
    severity=Severity.WARNING,
    subject=Subject.CASE,
    what="A document of a case lacks the address that it was taken from, or the day on which it was retrieved.",
    why="Pages change after publication. Without address and day nobody can check the text against the page.",
    advice="Berkeley Protocol on Digital Open Source Investigations (2022), on preservation; Verification Handbook (2014).",
    flags=({"articles/courier.md": BARE},),
    passes=({"articles/courier.md": DATED}, BARE),
)
def source_unpinned(dossier: Dossier) -> Iterator[Hit]:
    """Documents of a case without `url` or `retrieved`."""
    for piece in dossier.pieces if dossier.case else ():
        document = piece.document
        wanted = {"url": document.url or document.archive_url, "retrieved": document.retrieved}
        missing = [name for name, value in wanted.items() if not value]
        if missing:
            yield Hit(
                Passage(document, Span(0, min(HEAD, len(document.text.split("\n", 1)[0])))),
                f"The front matter has no {' and no '.join(missing)}. Where was this text found, and when?",
            )
