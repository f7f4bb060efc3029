"""Findings that an editor has set aside, each with a reason: in a comment above the passage, or in the case.

`<!-- claims: disable-next CL201 -- the source is named in the headline -->` holds for the paragraph that follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from claims.errors import InputError
from claims.lint.model import Finding, Hit, Passage, Severity, Subject, Suppressed
from claims.lint.piece import Piece
from claims.lint.registry import RULES, codes, rule
from claims.types import Document, Span

COMMENT = re.compile(r"<!--\s*claims:\s*(?P<body>.*?)-->", re.S)
BODY = re.compile(r"disable-next\s+(?P<rules>.*?)\s+--\s+(?P<reason>\S.*?)\s*", re.S)
VALID = "write <!-- claims: disable-next CL201 -- reason -->"
BLANK = re.compile(r"\n[ \t]*\n")
TEXT = "Quillo and the bank\n\n<!-- claims: disable-next {} -->\n“We never sold it, Quillo said of the data of users."


class Comment(NamedTuple):
    """A suppression in a document: where it stands, the stretch it holds for, the rules, and why."""

    document: Document
    span: Span
    reach: Span
    codes: frozenset[str]
    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A suppression in a configuration: a rule, a document's name, words of the passage or "", and why."""

    codes: frozenset[str]
    document: str
    passage: str
    reason: str
    where: str


def comments(document: Document) -> Iterator[Comment]:
    """The suppressions of a document that can be understood, in order."""
    for match in COMMENT.finditer(document.text):
        parsed = BODY.fullmatch(match["body"].strip() + " ") or BODY.fullmatch(match["body"].strip())
        if parsed is None:
            continue
        try:
            named = codes(re.split(r"[,\s]+", parsed["rules"]), document.path)
        except InputError:
            continue
        yield Comment(
            document, Span(*match.span()), _following(document.text, match.end()), named, parsed["reason"]
        )


def _following(text: str, start: int) -> Span:
    """The paragraph after an offset: up to the next blank line, other comments skipped."""
    while match := re.compile(r"\s*(?:<!--.*?-->)?", re.S).match(text, start):
        if match.end() == start:
            break
        start = match.end()
    blank = BLANK.search(text, start)
    return Span(start, blank.start() if blank else len(text))


@rule(
    "CL001",
    "suppression-unclear",
    severity=Severity.ERROR,
    subject=Subject.DOCUMENT,
    what="A comment to the linter gives no reason, names no rule that there is, or cannot be understood.",
    why="A finding that is set aside without a reason is lost for the next editor; a misspelt one sets nothing aside.",
    advice="ESLint, on configuration comments with descriptions.",
    flags=(TEXT.format("CL304"), TEXT.format("CL3O4 -- the mark is the author's")),
    passes=(TEXT.format("CL304 -- the mark is the author's"),),
)
def suppression_unclear(piece: Piece) -> Iterator[Hit]:
    """Comments that begin with "claims:" and do not parse."""
    document = piece.document
    understood = {comment.span for comment in comments(document)}
    for match in COMMENT.finditer(document.text):
        if Span(*match.span()) not in understood:
            yield Hit(Passage(document, Span(*match.span())), f"{_trouble(match['body'], document.path)}.")


def _trouble(body: str, where: str) -> str:
    parsed = re.match(r"disable-next\s+(.*?)(?:\s+--|\s*$)", body.strip(), re.S)
    if parsed is None:
        return f"This comment is not understood; {VALID}"
    try:
        codes(re.split(r"[,\s]+", parsed[1]), where)
    except InputError as error:
        return f"{error.found}; {error.valid}"
    return f"What is the reason? A suppression gives one after two hyphens: {VALID}"


@rule(
    "CL002",
    "unused-suppression",
    severity=Severity.WARNING,
    subject=Subject.DOCUMENT,
    what="A suppression sets nothing aside: its passage has changed, or the rule is no longer raised there.",
    why="What is left over hides the next finding in the same place.",
    advice="ESLint, the option that reports unused disable directives.",
    flags=(TEXT.format("CL201 -- the desk knows the source"),),
    passes=(TEXT.format("CL304 -- the mark is the author's"),),
)
def unused_suppression(piece: Piece) -> Iterator[Hit]:  # noqa: ARG001
    """None by itself: `apply` raises it once every other rule has run."""
    yield from ()


def apply(
    found: list[Finding], documents: list[Document], settings: tuple[Setting, ...], active: frozenset[str]
) -> list[Finding]:
    """The findings, those set aside marked with the reason, and a finding for each suppression left over.

    `active` are the codes of the rules that ran: a suppression of a rule that did not run is not left over.
    """
    noted = [comment for document in documents for comment in comments(document)]
    used: set[Comment | Setting] = set()
    marked = []
    for finding in found:
        holding = [c for c in noted if _holds(c, finding)] + [s for s in settings if _is_meant(s, finding)]
        used.update(holding)
        marked.append(
            replace(finding, suppressed=Suppressed(holding[0].reason, holding[0].where))
            if holding
            else finding
        )
    left = [c for c in noted if c not in used and c.codes & active]
    over = [
        s
        for s in settings
        if s not in used and s.codes & active and s.document in {d.name for d in documents}
    ]
    return marked + [_unused(c.document, c.span, c.codes) for c in left] + [
        _unused(document, Span(0, 0), s.codes, f" in {s.where}")
        for s in over for document in documents if document.name == s.document
    ]  # fmt: skip


def _holds(comment: Comment, finding: Finding) -> bool:
    near = comment.reach.overlaps(finding.passage.span) and comment.document is finding.passage.document
    return near and finding.rule.code in comment.codes


def _is_meant(setting: Setting, finding: Finding) -> bool:
    same = setting.document == finding.passage.document.name and finding.rule.code in setting.codes
    return same and " ".join(setting.passage.split()) in " ".join(finding.passage.words.split())


def _unused(document: Document, span: Span, named: frozenset[str], where: str = "") -> Finding:
    unused = RULES["CL002"]
    listed = ", ".join(RULES[code].name for code in sorted(named))
    message = f"This suppression{where} of {listed} sets nothing aside. Can it go?"
    return Finding(unused, unused.severity, Passage(document, span), message)
