"""The small frozen values that travel from one stage to the next.

"The newspaper says the company let the bank read messages" becomes one `Attribution` and one `Claim` of a `Document`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

CHARACTER_REFERENCE = re.compile(r"&#?\w+;?")
AUTHOR = "author"
UNKNOWN = "unknown"


class Kind(StrEnum):
    """What a document is: a news report, or a party's own words."""

    ARTICLE = "article"
    STATEMENT = "statement"


class Stance(StrEnum):
    """What the source holds about the access."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    UNAWARE = "unaware"


class Certainty(StrEnum):
    """How firmly the source holds it."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    POSSIBLE = "possible"
    ACKNOWLEDGED = "acknowledged"


class Consent(StrEnum):
    """Whether people agreed, as the source tells it."""

    WITH = "with"
    WITHOUT = "without"
    CONDITIONAL = "conditional"
    NOT_STATED = "not_stated"


class Status(StrEnum):
    """Whether the access has stopped, as the source tells it."""

    ENDED = "ended"
    ONGOING = "ongoing"
    NOT_STATED = "not_stated"


class Action(StrEnum):
    """What the partner could do with the data; `access` is unspecified and contains the others."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"
    OBTAIN = "obtain"
    ACCESS = "access"


class Span(NamedTuple):
    """Half-open character offsets."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character; touching spans do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end


class Role(StrEnum):
    """What a block of a document is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item; `span` in offsets into `Document.reading`."""

    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch of the file that is not the article's own text; `span` in offsets into `Document.text`."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article or a statement, as read.

    `text` is the decoded file as given, and everything that is reported points into it. `reading` is what the parser sees:
    the blocks that are not set aside, without markup, joined by blank lines. `origin[i]` is the offset in `text` of the
    character `reading[i]`, and has one entry more, for the end.
    """

    name: str
    path: str
    kind: Kind
    text: str
    reading: str
    origin: tuple[int, ...]
    blocks: tuple[Block, ...]
    set_aside: tuple[SetAside, ...] = ()
    company: str = ""
    aliases: tuple[str, ...] = ()
    company_inferred: bool = False
    speaker: str | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    retrieved: str = ""
    archive_url: str = ""
    licence: str = ""
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()

    def locate(self, span: Span) -> Span:
        """The characters of `text` that a non-empty stretch of `reading` stands for."""
        last = self.origin[span.end - 1]
        reference = CHARACTER_REFERENCE.match(self.text, last, self.origin[span.end])
        return Span(self.origin[span.start], reference.end() if reference else last + 1)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: spans of source, cue and content, in offsets into `Document.reading`.

    A role may be empty (no source: passive or agentless) or have several spans (a quotation around its cue).
    `rule` names what found it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field of a claim has a value: one sentence, in which words of the text stand in “ ”.

    `spans` are the words that it rests on and `sentences` those that hold them, in offsets into the file as given.
    """

    field: str
    value: str
    why: str
    spans: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A source holds that a company (grantor) gave, or did not give, a partner some actions on a data category.

    `start` and `end` are half-open offsets into the document's file as given: `text[start:end] == evidence`.
    `via` names who passes the claim on, outermost first. `cues` are the words each decision rests on, by field;
    `reasons` say why each field has its value, `actions` once for each action.
    """

    source: str
    via: tuple[str, ...]
    cue: str
    stance: Stance
    certainty: Certainty
    grantor: str
    partner: str
    actions: tuple[Action, ...]
    data: str
    consent: Consent
    status: Status
    evidence: str
    start: int
    end: int
    rule: str
    cues: tuple[tuple[str, str], ...] = ()
    reasons: tuple[Reason, ...] = ()
