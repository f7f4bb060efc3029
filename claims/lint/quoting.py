"""3xx: quotations against the statements that they are taken from, and marks that do not pair.

"We never shared it", Quillo said; Quillo's post says "We shared it": the quotation was altered, by a negation.
"""

from collections.abc import Iterator
from typing import Any

from claims.crossref.classes import tokens
from claims.lint.model import Hit, Looks, Passage, Severity, Subject
from claims.lint.piece import Dossier, Piece
from claims.lint.registry import rule
from claims.quotes import Label
from claims.tables import split_cell
from claims.types import Document, Role, Span

ARTICLE = (
    "Quillo and the bank\n\nQuillo let Halden Bank read users' messages, the Daily Courier reported.\n\n"
    "“{}”, Quillo said in a statement on messages that it shared with the bank."
)
STATEMENT = (
    '+++\nspeaker = "{}"\n+++\n\nWe shared messages with Halden Bank for three years, and users could see it.\n\n'
    "The feature was switched off in 2015, and nobody complained about the loss of it."
)
OPENING = ("“", '"', "«")
PAIRS = {"“": "”", "«": "»"}


def _case(quotation: str, speaker: str = "Quillo") -> dict[str, str]:
    """A case of one article and one statement, as an example."""
    return {
        "case.toml": 'id = "example"\ntitle = "Example"\ncompany = "Quillo"\n[partners."Halden Bank"]\n',
        "articles/courier.md": ARTICLE.format(quotation),
        "statements/post.md": STATEMENT.format(speaker),
    }


@rule(
    "CL301",
    "quote-not-found",
    severity=Severity.WARNING,
    subject=Subject.CASE,
    looks=Looks.INSIDE,
    what="The words of a quotation stand in no statement of the speaker that it is attributed to.",
    why="Either the statement is missing from the case, and should be added, or nobody said this in these words.",
    advice="SPJ Code of Ethics and Reuters Handbook of Journalism: quotations are sacrosanct.",
    flags=(_case("Our engineers built a wall around every letter that people wrote"),),
    passes=(_case("We shared messages with Halden Bank for three years"),),
)
def quote_not_found(dossier: Dossier) -> Iterator[Hit]:
    """Quotations labelled `not_found` by the check of quotations."""
    for row, quoted, nearest in _quotations(dossier, Label.NOT_FOUND):
        said = f" The nearest words of {row['speaker']} are “{nearest.words}”." if nearest.words else ""
        yield Hit(
            quoted,
            f"These words stand in no statement of {row['speaker']} in this case.{said}"
            " Where were they said, and can that be added?",
            (nearest,) if nearest.words else (),
        )


@rule(
    "CL302",
    "quote-altered",
    severity=Severity.WARNING,
    subject=Subject.CASE,
    looks=Looks.INSIDE,
    what="A quotation differs from the words of its speaker's statement; an error where a negation, number, name or modal"
    " has changed.",
    why="Quotation marks promise the speaker's own words. A changed “not”, number or name changes what was said.",
    advice="AP Stylebook: never alter quotations, even to correct minor errors; Reuters Handbook of Journalism.",
    flags=(
        _case("We never shared messages with Halden Bank for three years"),
        _case("We shared some messages with Halden Bank for three years, and the users could see it"),
    ),
    passes=(_case("We shared messages with Halden Bank … and users could see it"),),
)
def quote_altered(dossier: Dossier) -> Iterator[Hit]:
    """Quotations labelled `altered`, with the word diff; hard changes are errors."""
    for row, quoted, nearest in _quotations(dossier, Label.ALTERED):
        hard = split_cell(row["hard"])
        changed = f" The change touches a {' and a '.join(hard)}." if hard else ""
        yield Hit(
            quoted,
            f"{row['speaker']} said it in other words: {row['diff']}.{changed} Should it be quoted as it was said?",
            (nearest,),
            Severity.ERROR if hard else None,
        )


@rule(
    "CL303",
    "quote-speaker",
    severity=Severity.ERROR,
    subject=Subject.CASE,
    looks=Looks.INSIDE,
    what="The words of a quotation stand in another speaker's statement than the one it is attributed to.",
    why="The right words in the wrong mouth make one party answer for another.",
    advice="SPJ Code of Ethics: take responsibility for the accuracy of quotations and of who said them.",
    flags=(_case("The feature was switched off in 2015, and nobody complained", speaker="Halden Bank"),),
    passes=(_case("The feature was switched off in 2015, and nobody complained"),),
)
def quote_speaker(dossier: Dossier) -> Iterator[Hit]:
    """Quotations labelled `elsewhere`."""
    for row, quoted, nearest in _quotations(dossier, Label.ELSEWHERE):
        if _names_other(dossier, row["source"], row["speaker"]):
            yield Hit(
                quoted,
                f"Attributed to {row['source']}; the words stand in a statement of {row['speaker']}. Who said it?",
                (nearest,),
            )


def _names_other(dossier: Dossier, source: str, speaker: str) -> bool:
    """Whether a source names another party of the case than the speaker; "him" and a surname may be the speaker's."""
    case = dossier.case
    parties = {piece.document.speaker or piece.document.company for piece in dossier.statements}
    listed = {case.company, *(partner.name for partner in case.partners)} if case else set[str]()
    words = set(tokens(source))
    named = {name for name in parties | listed if name and words >= set(tokens(name))}
    return bool(named) and all(dossier.names.party(name) != dossier.names.party(speaker) for name in named)


def _quotations(dossier: Dossier, label: Label) -> Iterator[tuple[dict[str, Any], Passage, Passage]]:
    """The rows of the check of quotations with a label, with the passages of article and statement."""
    documents = {piece.document.name: piece.document for piece in dossier.pieces}
    for row in dossier.quotations:
        if row["label"] == label:
            statement = documents[row["statement"]]
            yield (
                row,
                _at(documents[row["doc"]], row, ""),
                _at(statement, row, "passage_", f"{row['speaker']} said"),
            )


def _at(document: Document, row: dict[str, Any], part: str, note: str = "") -> Passage:
    return Passage(document, Span(row[f"{part}start"], row[f"{part}end"]), note)


@rule(
    "CL304",
    "unbalanced-quotes",
    severity=Severity.NOTE,
    subject=Subject.DOCUMENT,
    what="A quotation mark opens and never closes, or closes what was not opened.",
    why="The reader cannot tell where the speaker ends and the reporter begins, and neither can any later check.",
    advice="Chicago Manual of Style, 13.32: over several paragraphs each opens with a mark and only the last one closes.",
    flags=("Quillo and the bank\n\nQuillo said that “people could see it. It then closed the feature.",),
    passes=(
        "Quillo and the bank\n\n“We never sold it,” Quillo said.",
        "Quillo and the bank\n\n“We never sold it.\n\n“And we never will,” Quillo said.",
    ),
)
def unbalanced_quotes(piece: Piece) -> Iterator[Hit]:
    """The first mark of each paragraph that has no partner, unless the quotation goes on in the next one."""
    blocks = piece.document.blocks
    left: list[int] = []
    for at, block in enumerate(blocks):
        place = _unpaired(piece.read(block.span))
        following = piece.read(blocks[at + 1].span) if at + 1 < len(blocks) else ""
        if place is not None and block.role is not Role.TITLE and not following.lstrip().startswith(OPENING):
            left.append(block.span.start + place)
    for start in _without_frames(piece.text, left):
        yield Hit(
            piece.passage(Span(start, start + 1)), "This quotation mark has no partner. Where does it end?"
        )


def _without_frames(text: str, left: list[int]) -> list[int]:
    """The offsets less those of an opening mark and the closing one that a later paragraph ends with."""
    kept: list[int] = []
    for start in left:
        if kept and PAIRS.get(text[kept[-1]]) == text[start]:
            kept.pop()
        else:
            kept.append(start)
    return kept


def _unpaired(text: str) -> int | None:
    """The offset of the first mark without a partner, inches and feet left out."""
    opened: list[int] = []
    for at, sign in enumerate(text):
        inches = sign == '"' and at > 0 and text[at - 1].isdigit() and text.count('"') % 2 == 1
        if sign in PAIRS or (sign == '"' and not opened and not inches):
            opened.append(at)
        elif sign in PAIRS.values() or (sign == '"' and not inches):
            if not opened:
                return at
            opened.pop()
    return opened[0] if opened else None
