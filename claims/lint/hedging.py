"""2xx, continued: what was told as possible and is told as a fact later, in one article or from one to the next.

"The bank may have read messages", says the first report; "the bank read messages", says the third.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from claims.lint.model import Hit, Severity, Subject
from claims.lint.piece import Dossier, Piece, affirmed
from claims.lint.registry import rule
from claims.lint.sourcing import earlier, phrase
from claims.types import AUTHOR, Certainty, Claim

FIRST = '+++\ntitle = "Quillo and the bank"\npublished = "2026-01-01"\n+++\n\n{}, the Daily Courier reported.'
LATER = '+++\ntitle = "The bank again"\npublished = "2026-01-02"\n+++\n\n{}, the Daily Courier reported.'


@rule(
    "CL205",
    "hedge-dropped",
    severity=Severity.NOTE,
    subject=Subject.CASE,
    what="What is first told as possible (may, might, reportedly) is told as a fact further down, or in a later article.",
    why="The hedge was there for a reason: the source did not know. Dropping it makes certain what nobody said for sure.",
    advice="Our own reading of articles that retell one report; Reuters Handbook of Journalism, on accuracy.",
    flags=(
        {
            "articles/a.md": FIRST.format("Halden Bank may have read users' messages"),
            "articles/b.md": LATER.format("Halden Bank read users' messages"),
        },
        "Quillo and the bank\n\nHalden Bank may have read users' messages, the Daily Courier reported.\n\n"
        "Halden Bank read users' messages, and nobody noticed, the Daily Courier said.",
    ),
    passes=(
        {
            "articles/a.md": FIRST.format("Halden Bank read users' messages"),
            "articles/b.md": LATER.format("Halden Bank read users' messages"),
        },
        "Quillo and the bank\n\nHalden Bank may have read users' messages, the Daily Courier reported.\n\n"
        "Halden Bank might have read users' messages for years, the Daily Courier said.",
    ),
)
def hedge_dropped(dossier: Dossier) -> Iterator[Hit]:
    """Asserted claims of a named partner that had a hedge before: in the same article, or in all earlier ones."""
    for article in dossier.articles:
        for claim in _asserted(article):
            told = [c for c in earlier(article, claim) if c.data == claim.data]
            before = [c for c in told if c.source in {claim.source, AUTHOR}]
            yield from _dropped(article, claim, [(article, c) for c in before])
    told_so_far: dict[tuple[str, str], list[tuple[Piece, Claim]]] = defaultdict(list)
    for article in sorted((a for a in dossier.articles if a.document.published), key=_published):
        claims = {(article.names.party(c.partner).key, c.data): c for c in reversed(_asserted(article))}
        for key, claim in claims.items():
            yield from _dropped(article, claim, told_so_far[key])
        for claim in affirmed(article.claims):
            told_so_far[article.names.party(claim.partner).key, claim.data].append((article, claim))


def _published(article: Piece) -> tuple[str, str]:
    return article.document.published, article.document.name


def _asserted(article: Piece) -> list[Claim]:
    found = (c for c in affirmed(article.body) if c.certainty is Certainty.ASSERTED)
    return [c for c in found if article.names.party(c.partner).named]


def _dropped(article: Piece, claim: Claim, before: Sequence[tuple[Piece, Claim]]) -> Iterator[Hit]:
    """The question, where all that was told before was hedged."""
    if before and all(c.certainty is Certainty.POSSIBLE and _hedge(c) for _, c in before):
        piece, first = before[0]
        yield Hit(
            article.evidence(claim),
            f"Told here as a fact; before, it was told with “{_hedge(first)}”. What has changed in between?",
            (piece.evidence(first, "told as possible"),),
        )


def _hedge(claim: Claim) -> str:
    cue = dict(claim.cues).get("certainty", "")
    return cue if phrase("hedge").search(cue) else ""
