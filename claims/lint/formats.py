"""Findings as they leave the program: text with a caret, JSON, SARIF 2.1.0, annotations of GitHub.

One function for each format, in `FORMATS`; each takes all findings, those set aside included.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from textwrap import fill
from typing import Any
from urllib.parse import quote

from claims.lint.model import Finding, Passage, Rule, Severity
from claims.lint.place import excerpt, place
from claims.lint.registry import in_order

WIDTH = 100
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "claimsPassage/v1"
GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def text(findings: Sequence[Finding], *, show_suppressed: bool = False) -> Iterator[str]:
    """For each finding its place, rule and question, the passage with a caret, and the passages it points to."""
    shown = [f for f in findings if show_suppressed or not f.suppressed]
    for finding in shown:
        yield from _lines(finding)
    yield _summary(findings)


def _lines(finding: Finding) -> Iterator[str]:
    aside = f" (set aside: {finding.suppressed.reason})" if finding.suppressed else ""
    yield f"{_where(finding.passage)}: {finding.severity} {finding.rule.name}{aside}"
    yield from (f"  | {line}" for line in excerpt(finding.passage))
    yield fill(finding.message, WIDTH, initial_indent="  ", subsequent_indent="  ")
    for other in finding.related:
        note = f" {other.note}:" if other.note else ""
        words = f"“{' '.join(other.words.split())}”"
        yield fill(
            f"see {_where(other)}:{note} {words}", WIDTH, initial_indent="    ", subsequent_indent="      "
        )
    yield ""


def _where(passage: Passage) -> str:
    where = place(passage)
    return f"{passage.document.path}:{where.line}:{where.column}"


def _summary(findings: Sequence[Finding]) -> str:
    counts = Counter(f.severity for f in findings if not f.suppressed)
    aside = sum(1 for f in findings if f.suppressed)
    parts = [f"{counts[s]} {s}{'s' if counts[s] != 1 else ''}" for s in Severity if counts[s]]
    return (", ".join(parts) or "nothing found") + (f"; {aside} set aside" if aside else "")


def as_json(findings: Sequence[Finding], *, show_suppressed: bool = True) -> Iterator[str]:
    """One object with the version of the format and a record for each finding."""
    records = [record(f) for f in findings if show_suppressed or not f.suppressed]
    yield json.dumps({"version": 1, "findings": records}, ensure_ascii=False, indent=2)


def record(finding: Finding) -> dict[str, Any]:
    """A finding as plain values; `start` and `end` are offsets into the file as given."""
    return {
        "code": finding.rule.code,
        "rule": finding.rule.slug,
        "severity": str(finding.severity),
        "message": finding.message,
        **_record(finding.passage),
        "related": [{**_record(other), "note": other.note} for other in finding.related],
        "suppressed": finding.suppressed.reason if finding.suppressed else None,
    }


def _record(passage: Passage) -> dict[str, Any]:
    where = place(passage)
    return {
        "doc": passage.document.name,
        "path": passage.document.path,
        "start": passage.span.start,
        "end": passage.span.end,
        "line": where.line,
        "column": where.column,
        "passage": passage.words,
    }


def github(findings: Sequence[Finding], *, show_suppressed: bool = False) -> Iterator[str]:
    """Workflow commands that annotate the changed lines of a pull request."""
    for finding in findings:
        if not finding.suppressed or show_suppressed:
            where = place(finding.passage)
            fields = {
                "file": _uri_path(finding.passage),
                "line": where.line,
                "endLine": where.end_line,
                "col": where.column,
                "title": finding.rule.name,
            }
            given = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in fields.items())
            yield f"::{GITHUB[finding.severity]} {given}::{_escaped(finding.message)}"


def _escaped(value: str, also: str = "") -> str:
    for sign in "%\r\n" + also:
        value = value.replace(sign, f"%{ord(sign):02X}")
    return value


def sarif(findings: Sequence[Finding], *, show_suppressed: bool = True) -> Iterator[str]:
    """One SARIF 2.1.0 log; what is set aside is marked so, since a result that vanishes is opened anew."""
    kept = [f for f in findings if show_suppressed or not f.suppressed]
    driver = {
        "name": "claims lint",
        "version": version("claims"),
        "rules": [_sarif_rule(rule) for rule in in_order()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, mark) for f, mark in zip(kept, fingerprints(kept), strict=True)],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """For each finding a mark that stays while rule, document and words do, wherever the passage moves."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        words = " ".join(finding.passage.words.split()).casefold()
        parts = "\x1f".join((finding.rule.code, finding.passage.document.name, words))
        mark = hashlib.sha256(parts.encode()).hexdigest()[:16]
        seen[mark] += 1
        marks.append(f"{mark}:{seen[mark]}")
    return marks


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.slug.split("-")),
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": f"{rule.what} {rule.why}"},
        "help": {"text": f"{rule.why} Source of the advice: {rule.advice}"},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(finding: Finding, mark: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": in_order().index(finding.rule),
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [_location(finding.passage)],
        "partialFingerprints": {FINGERPRINT: mark},
    }
    if finding.related:
        found["relatedLocations"] = [
            {"id": at, **_location(other), "message": {"text": other.note or other.words}}
            for at, other in enumerate(finding.related, start=1)
        ]
    if finding.suppressed:
        kind = "external" if finding.suppressed.where else "inSource"
        found["suppressions"] = [
            {"kind": kind, "status": "accepted", "justification": finding.suppressed.reason}
        ]
    return found


def _location(passage: Passage) -> dict[str, Any]:
    where = place(passage)
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "charOffset": passage.span.start,
        "charLength": passage.span.end - passage.span.start,
        "snippet": {"text": passage.words},
    }
    return {"physicalLocation": {"artifactLocation": {"uri": quote(_uri_path(passage))}, "region": region}}


def _uri_path(passage: Passage) -> str:
    """The document's path from the working folder where it lies below it, with forward slashes."""
    full, here = Path(passage.document.path).resolve(), Path.cwd().resolve()
    return (full.relative_to(here) if full.is_relative_to(here) else Path(passage.document.path)).as_posix()


FORMATS: dict[str, Callable[..., Iterator[str]]] = {
    "text": text,
    "json": as_json,
    "sarif": sarif,
    "github": github,
}
