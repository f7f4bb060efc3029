"""6xx: whether a case's documents can be found again, are still what they were, and what became of decisions.

A saved page without a date of retrieval cannot be compared with what stands there today.
"""

import hashlib
from collections.abc import Iterator

from claims.documents.record import record_path
from claims.lint.model import Hit, Passage, Severity, Subject
from claims.lint.piece import Dossier, Piece
from claims.lint.registry import rule
from claims.provenance import FINDINGS, verify
from claims.review import State, read_review
from claims.review.decision import COLUMNS, HEADER
from claims.review.log import REVIEW_FILE
from claims.tables import claims_frame
from claims.types import Span

READ = "Quillo and the bank\n\nThe bank read messages."
BARE = '+++\ntitle = "Quillo and the bank"\n+++\n\nThe bank read messages.'
DATED = BARE.replace("title", 'url = "https://example.org/a"\nretrieved = "2026-11-23"\ntitle', 1)
CASE = 'id = "example"\ntitle = "Example"\ncompany = "Quillo"\n'
DECISION = {
    "id": "1", "time": "2026-11-23T10:00:00+00:00", "reviewer": "desk", "decision": "accept", "claim": "a1",
    "doc": "courier", "source": "Quillo", "stance": "affirms", "certainty": "asserted", "partner": "Halden Bank",
    "actions": "read", "data": "messages", "consent": "not_stated", "status": "not_stated", "start": "90",
}  # fmt: skip
RECORD = """
file = "articles/courier.md"
original = "courier.md"
added = "2026-11-23T10:00:00Z"
encoding = "utf-8"
bytes_sha256 = "{}"
text_sha256 = "{}"
[document]
[inferred]
[extractor]
[settings]
"""


def _decided(words: str) -> dict[str, str]:
    """A case with one decision, on a claim in these words, as an example."""
    cells = dict.fromkeys(COLUMNS, "") | DECISION | {"exact": words}
    rows = (HEADER, [cells[name] for name in COLUMNS])
    log = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)
    return {"case.toml": CASE, "articles/courier.md": DATED, "review.csv": log}


def _saved(document: str, recorded: str) -> dict[str, str]:
    """A case whose record was made of `recorded`, as an example."""
    made = RECORD.format(*(hashlib.sha256(text.encode()).hexdigest() for text in (recorded, READ)))
    return {"case.toml": CASE, "articles/courier.md": document, "provenance/courier.toml": made}


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
    """Documents of a case without `url` or `retrieved`, in their front matter or in their record."""
    for piece in dossier.pieces if dossier.case else ():
        document = piece.document
        wanted = {"url": document.url or document.archive_url, "retrieved": document.retrieved}
        missing = [name for name, value in wanted.items() if not value]
        if missing:
            yield Hit(
                _head(piece), f"No {' and no '.join(missing)} is known. Where was this text found, and when?"
            )


def _head(piece: Piece) -> Passage:
    """The first line of a document's file, for what is asked of all of it."""
    return Passage(piece.document, Span(0, len(piece.document.text.split("\n", 1)[0])))


@rule(
    "CL602",
    "source-drift",
    severity=Severity.ERROR,
    subject=Subject.CASE,
    what="A document is not what it was when it was brought into the case, or its record is damaged.",
    why="Claims, quotations and decisions point into the text as it was. A file that has changed is another source.",
    advice="Berkeley Protocol on Digital Open Source Investigations (2022): hash what is collected, and keep it as it is.",
    flags=(_saved(DATED, recorded=BARE),),
    passes=(_saved(DATED, recorded=DATED),),
)
def source_drift(dossier: Dossier) -> Iterator[Hit]:
    """Documents that `claims verify` finds changed, missing or unreadable; the missing at the head of the case."""
    case = dossier.case
    if case is None or not dossier.pieces or not record_path(case.folder, "").parent.is_dir():
        return
    pieces = {piece.document.name: piece for piece in dossier.pieces}
    for check in verify(case.folder):
        if check.state in FINDINGS:
            place = pieces.get(check.doc, dossier.pieces[0])
            yield Hit(
                _head(place),
                f"{check.file}: {check.state} ({check.detail}). Was that meant, and does what rests on it still hold?",
            )


@rule(
    "CL603",
    "review-orphaned",
    severity=Severity.ERROR,
    subject=Subject.CASE,
    what="A decision in `review.csv` is on words that its document no longer has, or has more than once; a warning where"
    " the rules now read these words differently.",
    why="A decision that cannot be placed is left out of every table, and nobody notices that it was made.",
    advice="Hypothesis, on annotations whose anchor is lost: show them as orphans, never guess.",
    flags=(_decided("the bank could read every message"),),
    passes=({"articles/courier.md": DATED},),
)
def review_orphaned(dossier: Dossier) -> Iterator[Hit]:
    """Decisions that are orphaned or stale; at the head of the case where the document is gone, too."""
    case = dossier.case
    if case is None or not dossier.pieces or not (case.folder / REVIEW_FILE).is_file():
        return
    pieces = {piece.document.name: piece for piece in dossier.pieces}
    frame = claims_frame((piece.document, piece.reading.claims) for piece in dossier.pieces)
    for standing in read_review(case, frame).standings:
        if standing.last and standing.state in (State.ORPHANED, State.STALE):
            place = pieces.get(standing.doc, dossier.pieces[0])
            orphaned = standing.state is State.ORPHANED
            yield Hit(
                _head(place) if orphaned else Passage(place.document, standing.span),
                f"The decision of {standing.last.reviewer} to {standing.last.decision} “{standing.last.exact}”"
                f" ({standing.doc}): {standing.why}. Does it still hold?",
                (),
                None if orphaned else Severity.WARNING,
            )
