"""A document as the rules see it: what one pass over it found, and the look-ups that rules share.

"Netflix could read messages, the paper says." has one claim, one sentence, one paragraph, and a voice around it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from claims.attribution import outermost
from claims.attribution.quotations import find_quotations
from claims.crossref.classes import tokens
from claims.crossref.evidence import speaks_for
from claims.crossref.parties import CaseParties, Names
from claims.crossref.relation import contains_data
from claims.documents import Case
from claims.extraction import Reading
from claims.extraction.parties import Mention
from claims.lint.model import Passage
from claims.marks import reading_span
from claims.quotes import check_quotations
from claims.types import AUTHOR, Attribution, Block, Claim, Document, Kind, Role, Span, Stance

PROSE = (Role.PARAGRAPH, Role.ITEM)
SHORT = 2
NO_BLOCK = Block(Span(0, 0), Role.PARAGRAPH)


class Piece:
    """One document with its claims, each time they are told; spans are half-open offsets into its reading."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self.reading, self.names = reading, names
        self.document: Document = reading.document
        self.claims: tuple[Claim, ...] = reading.parse.tellings if reading.parse else ()
        self.text: str = reading.document.reading
        self._words: dict[Span, frozenset[str]] = {}
        self._speaks: dict[tuple[str, str], bool] = {}

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who says what, nested ones included; none where the document was passed by unparsed."""
        return self.reading.parse.attributions if self.reading.parse else ()

    @cached_property
    def title(self) -> Block | None:
        """The headline's block, if the document has one."""
        return next((block for block in self.document.blocks if block.role is Role.TITLE), None)

    @cached_property
    def headline(self) -> tuple[Claim, ...]:
        """The claims that the headline makes."""
        return tuple(claim for claim in self.claims if self._in_title(claim))

    @cached_property
    def body(self) -> tuple[Claim, ...]:
        """The claims below the headline."""
        return tuple(claim for claim in self.claims if not self._in_title(claim))

    def _in_title(self, claim: Claim) -> bool:
        return self.title is not None and self.title.span.overlaps(self.span(claim))

    def span(self, claim: Claim) -> Span:
        """Where a claim's evidence stands."""
        return reading_span(self.document, Span(claim.start, claim.end))

    def tokens(self, span: Span) -> Tokens | None:
        """The tokens of a stretch; None where the document was passed by unparsed."""
        doc = self.reading.parse.doc if self.reading.parse else None
        return doc.char_span(span.start, span.end, alignment_mode="expand") if doc is not None else None

    def sentence(self, span: Span) -> Span:
        """The sentences that a stretch stands in."""
        tokens = self.tokens(span)
        if tokens is None:
            return span
        first, last = tokens[0].sent, tokens[-1].sent
        return Span(first.start_char, max(last.end_char, span.end))

    def words(self, span: Span) -> Sequence[Token]:
        """The tokens of a stretch that are not space."""
        return [token for token in self.tokens(span) or () if not token.is_space]

    def token(self, index: int) -> Token:
        """A token of the parse; ValueError where the document was passed by unparsed."""
        if self.reading.parse is None:
            raise ValueError(f"{self.document.name} has no parse")
        return self.reading.parse.doc[index]

    def mentions_in(self, span: Span) -> list[Mention]:
        """The parties, persons and pronouns whose head stands in a stretch."""
        tokens = self.tokens(span)
        if tokens is None or self.reading.parse is None:
            return []
        return self.reading.parse.mentions.in_span(tokens.start, tokens.end)

    def block(self, span: Span) -> Block:
        """The paragraph, heading or item that a stretch begins in."""
        found = (b for b in self.document.blocks if b.span.start <= span.start < b.span.end)
        return next(found, NO_BLOCK)

    def above(self, block: Block) -> Block | None:
        """The block before another one."""
        before = [b for b in self.document.blocks if b.span.end <= block.span.start]
        return before[-1] if before else None

    def read(self, span: Span) -> str:
        """The words of a stretch as they were read."""
        return self.text[span.start : span.end]

    def cues_in(self, span: Span) -> list[Attribution]:
        """The attributions whose cue stands in a stretch."""
        return [a for a in self.attributions if any(span.contains(cue) for cue in a.cue)]

    def source_words(self, attribution: Attribution) -> str:
        """The source of an attribution as it is written, empty where none is named."""
        return " ".join(self.read(span) for span in attribution.source)

    @cached_property
    def spoken(self) -> tuple[tuple[Attribution, tuple[str, ...]], ...]:
        """Each attribution that names its source, with the parties behind it, by name or by class, and its own words."""
        told = [(a, self.source_words(a)) for a in self.attributions if a.source]
        known = self.reading.parse.tellers.parties_behind if self.reading.parse else None
        return tuple((a, (*(known(a) if known else ()), words)) for a, words in told)

    def names_in(self, span: Span, partner: str) -> bool:
        """Whether a stretch names a partner, by its whole name or by one of its capitalised words."""
        words = [w for w in partner.split() if w[:1].isupper() and len(w) > SHORT] or [partner]
        if span not in self._words:
            self._words[span] = frozenset(tokens(self.read(span)))
        return any(word in self._words[span] for spelling in words for word in tokens(spelling))

    @cached_property
    def quotations(self) -> tuple[Span, ...]:
        """The stretches inside quotation marks, marks included."""
        return tuple(part for quotation in find_quotations(self.text) for part in quotation.parts)

    def is_quoted(self, span: Span) -> bool:
        """Whether a stretch stands wholly inside quotation marks."""
        return any(quotation.contains(span) for quotation in self.quotations)

    def unquoted(self, span: Span) -> str:
        """The words of a stretch with what stands in quotation marks blanked out, each offset kept."""
        text = list(self.read(span))
        for quotation in self.quotations:
            for i in range(max(quotation.start, span.start), min(quotation.end, span.end)):
                text[i - span.start] = " "
        return "".join(text)

    def passage(self, span: Span, note: str = "") -> Passage:
        """A stretch of the reading as a passage of the file."""
        return Passage(self.document, self.document.locate(span), note)

    def evidence(self, claim: Claim, note: str = "") -> Passage:
        """The characters of the file that carry a claim."""
        return Passage(self.document, Span(claim.start, claim.end), note)

    def teller(self, claim: Claim) -> str:
        """Who says so, for a message."""
        if claim.source == AUTHOR:
            return "the article itself"
        return f"{claim.source} (“{claim.cue}”)" if claim.cue else claim.source

    def related(self, claim: Claim, others: Iterable[Claim]) -> list[Claim]:
        """The claims of the same partner, or a class that holds it, on the same data or a part; nearest first."""
        party = self.names.party(claim.partner)
        found = []
        for other in others:
            theirs = self.names.party(other.partner)
            same_data = contains_data(claim.data, other.data) or contains_data(other.data, claim.data)
            same_party = self.names.contains(party, theirs) or self.names.contains(theirs, party)
            if other is not claim and same_data and same_party:
                found.append((other.data != claim.data, theirs != party, other.start, other))
        return [other for *_, other in sorted(found, key=lambda entry: entry[:3])]

    def speaks_for(self, source: str, partner: str) -> bool:
        """Whether a source, as written or by name, speaks for a partner."""
        if (source, partner) not in self._speaks:
            self._speaks[source, partner] = speaks_for(self.names, source, self.names.party(partner))
        return self._speaks[source, partner]

    def says(self, source: str, claim: Claim) -> bool:
        """Whether a source, as written, is who holds the claim."""
        return self.names.party(source) == self.names.party(claim.source)


@dataclass(frozen=True)
class Dossier:
    """Documents that belong together: a case, or one document alone."""

    pieces: tuple[Piece, ...]
    names: Names
    case: Case | None = None

    @property
    def articles(self) -> Iterator[Piece]:
        """The news reports."""
        return (piece for piece in self.pieces if piece.document.kind is Kind.ARTICLE)

    @property
    def statements(self) -> Iterator[Piece]:
        """The parties' own words."""
        return (piece for piece in self.pieces if piece.document.kind is Kind.STATEMENT)

    @cached_property
    def quotations(self) -> list[dict[str, Any]]:
        """Each quotation of the articles against the statements, a row of QUOTATION_COLUMNS."""
        statements = [piece.document for piece in self.statements]
        if self.case is None or not statements:
            return []
        told = [(piece.document, outermost(piece.attributions)) for piece in self.articles]
        return [
            {str(name): value for name, value in row.items()}
            for row in check_quotations(told, statements, self.case).to_dict("records")
        ]


def dossier(readings: Iterable[Reading], case: Case | None = None) -> Dossier:
    """The readings as one dossier, whose parties go by the case's names or by those of the documents."""
    read = list(readings)
    known = case or CaseParties(*_company(read))
    names = Names(dict.fromkeys(name for reading in read for name in _names(reading)), known)
    return Dossier(tuple(Piece(reading, names) for reading in read), names, case)


def _company(read: Sequence[Reading]) -> tuple[str, tuple[str, ...]]:
    document = next((reading.document for reading in read if reading.document.company), None)
    return (document.company, document.aliases) if document else ("", ())


def _names(reading: Reading) -> Iterator[str]:
    for claim in reading.claims:
        yield from (claim.partner, claim.source)


def affirmed(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that hold that the access exists."""
    return [claim for claim in claims if claim.stance is Stance.AFFIRMS]


def listed(names: Iterable[str]) -> str:
    """ "Netflix, Spotify and Yahoo"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
