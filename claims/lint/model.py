"""What a rule is, and what it raises: a question to an editor about one passage.

"Facebook admits it gave ..." over a body in which the company only "says" so is one `Finding` of CL101.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from claims.types import Document, Span

Example = str | Mapping[str, str]


class Severity(StrEnum):
    """How loud a finding is; the gravest first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Looks(StrEnum):
    """Where a rule looks: a quotation is somebody else's wording, which an editor must not touch."""

    ANYWHERE = "inside and outside quotations"
    OUTSIDE = "outside quotations only"
    INSIDE = "inside quotations only"


class Subject(StrEnum):
    """What a rule is shown at a time."""

    ARTICLE = "article"
    DOCUMENT = "document"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's file: `span` in half-open offsets into `document.text`, and what it is there for."""

    document: Document
    span: Span
    note: str = ""

    @property
    def words(self) -> str:
        """The exact characters."""
        return self.document.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule raises at a passage; `severity` overrides that of the rule."""

    passage: Passage
    message: str
    related: tuple[Passage, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One question of the linter, with all that its page says and the texts it must and must not be raised on."""

    code: str
    slug: str
    severity: Severity
    subject: Subject
    looks: Looks
    what: str
    why: str
    advice: str
    flags: tuple[Example, ...]
    passes: tuple[Example, ...]
    check: Callable[[Any], Iterable[Hit]]

    @property
    def name(self) -> str:
        """Code and slug, as they are printed."""
        return f"{self.code} {self.slug}"


class Suppressed(NamedTuple):
    """Why a finding is set aside, and the configuration that says so; `where` is empty for a comment in the text."""

    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's question about one passage."""

    rule: Rule
    severity: Severity
    passage: Passage
    message: str
    related: tuple[Passage, ...] = ()
    suppressed: Suppressed | None = None
