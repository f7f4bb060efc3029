"""The newsroom linter: static analysis of prose that makes access claims, rule by rule, each a question to an editor."""

from claims.lint import (  # noqa: F401 (each enters its rules)
    completeness,
    consent,
    consistency,
    figures,
    headline,
    hedging,
    provenance,
    quoting,
    sourcing,
    suppression,
)
from claims.lint.config import Config, read_config
from claims.lint.explain import explained, page, pages
from claims.lint.frame import FINDING_COLUMNS, FINDINGS, finding_marks, findings_frame, read_findings
from claims.lint.gather import Gathered, lint_case
from claims.lint.model import Finding, Severity
from claims.lint.piece import dossier
from claims.lint.registry import RULES, find_rules
from claims.lint.run import fails, find

__all__ = [
    "FINDINGS",
    "FINDING_COLUMNS",
    "RULES",
    "Config",
    "Finding",
    "Gathered",
    "Severity",
    "dossier",
    "explained",
    "fails",
    "find",
    "find_rules",
    "finding_marks",
    "findings_frame",
    "lint_case",
    "page",
    "pages",
    "read_config",
    "read_findings",
]
