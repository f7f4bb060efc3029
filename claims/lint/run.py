"""The rules run over documents that belong together: findings in the order of the text, those set aside marked."""

from collections.abc import Iterable, Iterator
from typing import Any

from claims.lint.config import Config
from claims.lint.model import Finding, Hit, Looks, Rule, Severity, Subject
from claims.lint.piece import Dossier, Piece
from claims.lint.registry import RULES
from claims.lint.suppression import apply
from claims.marks import reading_span


def find(dossier: Dossier, config: Config | None = None) -> list[Finding]:
    """What the rules raise on a dossier, by document, place and code; those set aside are marked, not left out."""
    config = config or Config()
    found = {
        (finding.rule.code, finding.passage, finding.message): finding
        for rule in RULES.values()
        if rule.code in config.active()
        for finding in _raised(rule, dossier, config)
    }
    documents = [piece.document for piece in dossier.pieces]
    marked = apply(list(found.values()), documents, config.suppress, config.active())
    kept = [f for f in marked if config.severity(f.rule, f.passage.document.path, f.severity)]
    order = {document.name: at for at, document in enumerate(documents)}
    return sorted(kept, key=lambda f: (order[f.passage.document.name], f.passage.span, f.rule.code))


def _raised(rule: Rule, dossier: Dossier, config: Config) -> Iterator[Finding]:
    pieces = {piece.document.name: piece for piece in dossier.pieces}
    for subject in _subjects(rule, dossier):
        for hit in rule.check(subject):
            piece = pieces[hit.passage.document.name]
            severity = config.severity(rule, piece.document.path, hit.severity or rule.severity)
            if severity and _is_looked_at(rule, piece, hit):
                yield Finding(rule, severity, hit.passage, hit.message, hit.related)


def _subjects(rule: Rule, dossier: Dossier) -> Iterator[Any]:
    if rule.subject is Subject.CASE:
        yield dossier
    else:
        yield from dossier.articles if rule.subject is Subject.ARTICLE else dossier.pieces


def _is_looked_at(rule: Rule, piece: Piece, hit: Hit) -> bool:
    """Whether the passage stands where the rule looks: in somebody's quoted words, or in the reporter's own."""
    if rule.looks is Looks.ANYWHERE:
        return True
    span = reading_span(piece.document, hit.passage.span)
    quoted = span.start < span.end and piece.is_quoted(span)
    return quoted is (rule.looks is Looks.INSIDE)


def fails(findings: Iterable[Finding], level: str) -> bool:
    """Whether a finding that is not set aside is at least as grave as `level`; for "never" none is."""
    gravest = [str(severity) for severity in Severity]
    grave = gravest[: gravest.index(level) + 1] if level in gravest else []
    return any(str(f.severity) in grave and not f.suppressed for f in findings)
