"""Every public function that takes text, given any text: it answers, or refuses in words of our own.

A new public function fails here until it has an entry, or a reason why it needs none.
"""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from any_text import BYTES, CASES, DOCUMENTS, TEXTS, Known
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import claims
from claims import documents, drift, evaluation, language, lint, tables
from claims.documents.stretch import tidy
from claims.errors import ClaimsError
from claims.marks import Mark
from claims.page import Contents
from claims.review import read_review
from claims.review.anchor import anchor_at
from claims.review.decision import FIELDS
from claims.types import Attribution, Claim, Document, Kind, Span

TAKES_TEXT = re.compile(r"\b(str|bytes|Document|Case|Path)\b")
READERS = ("documents", "quotes", "review")
Call = Callable[..., Any]


def is_public(module: str) -> bool:
    """Whether others use a module by itself: a file of the package, one that lists its names, or one that reads."""
    parts = module.split(".")
    listed = hasattr(importlib.import_module(module), "__all__")
    return parts[1:2] != ["cli"] and (len(parts) <= 2 or listed or parts[1] in READERS)


def public_functions() -> dict[str, Call]:
    """The public functions that take text, each under the shortest name that it has."""
    modules = ["claims", *(m.name for m in pkgutil.walk_packages(claims.__path__, "claims."))]
    named: dict[Call, str] = {}
    for module in filter(is_public, (m for m in modules if not m.endswith("__main__"))):
        home = importlib.import_module(module)
        for name in getattr(home, "__all__", [n for n in vars(home) if not n.startswith("_")]):
            one = getattr(home, name)
            foreign = not hasattr(home, "__all__") and getattr(one, "__module__", "") != module
            if inspect.isfunction(one) and not foreign and one.__module__.startswith("claims"):
                given = " ".join(str(p.annotation) for p in inspect.signature(one).parameters.values())
                if TAKES_TEXT.search(given):
                    full = f"{module}.{name}"
                    named[one] = min(named.get(one, full), full, key=lambda n: (n.count("."), n))
    return {name: one for one, name in named.items()}


PUBLIC = public_functions()
CASE_OF_NONE = documents.Case("a", "A", "Acme", (), (), (), (), (), Path("none"))
ONE = {
    "source": "author",
    "stance": "affirms",
    "consent": "with",
    "access": "disputed",
    "partner_position": "none",
}


def record(a: str, b: str) -> dict[str, Any]:
    """A claim or a verdict as gold has it, of any parties."""
    return {**ONE, "partner": a, "source": b, "data": "messages", "actions": [a]}


def a_span(text: str, at: int) -> Span:
    """A stretch of a text, not empty where the text is not."""
    start = at % max(len(text), 1)
    return Span(start, min(start + 1 + at % 7, len(text)))


def put(folder: Path, name: str, content: bytes) -> Path:
    """A file in a folder."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def a_case(folder: Path, content: bytes) -> Path:
    """A case folder on the disk, everything in it of that content but case.toml."""
    put(folder, "case.toml", b'id = "a"\ntitle = "A"\ncompany = "Acme"\n')
    for name in ("articles/a.html", "articles/b.md", "statements/c.txt", "provenance/c.toml"):
        put(folder, name, content)
    return folder


# What takes one text and perhaps another, or a number: called with both and a place.
TEXT: dict[str, Call] = {
    "claims.read_text": lambda f, a, b, _n: whole(f(a, name=b, company=b[:9])),
    "claims.batch.groups": lambda f, a, b, _n: [list(g.documents) for g in f([a, b])],
    "claims.batch.is_case": lambda f, a, _b, _n: f(a),
    "claims.charts.look_of": lambda f, a, b, _n: f(a, b),
    "claims.claimreview.as_json_ld": lambda f, a, b, _n: f([{a: b}]),
    "claims.classroom.check": lambda f, a, b, n: [f(k, v) for k in (a, "1.1", "1.2", "1.3") for v in (a, {a: b}, [a], n)],
    "claims.classroom.hint": lambda f, a, _b, n: (f(a, n), f("1.1", n)),
    "claims.classroom.rules_find": lambda f, a, _b, _n: f(a),
    "claims.classroom.show_text": lambda f, a, _b, _n: f(a),
    "claims.crossref.contains_data": lambda f, a, b, _n: f(a, b),
    "claims.documents.case.check_identifier": lambda f, a, b, _n: f(a, b),
    "claims.documents.company.has_own_voice": lambda f, a, b, _n: f(a, b),
    "claims.documents.company.says_we": lambda f, a, b, _n: f(a, b),
    "claims.documents.company.short_forms": lambda f, a, b, _n: f(a, b),
    "claims.documents.names.initials": lambda f, a, _b, _n: f(a),
    "claims.documents.names.is_barred": lambda f, a, _b, _n: f(a, Kind.ARTICLE),
    "claims.documents.english.other_language": lambda f, a, _b, _n: f(a),
    "claims.documents.english.refuse_other_languages": lambda f, a, b, _n: f(a, b),
    "claims.documents.frontmatter.check_keys": lambda f, a, b, _n: f({a: b}, [b], "any"),
    "claims.documents.frontmatter.date_value": lambda f, a, b, _n: f(a, b, "any"),
    "claims.documents.frontmatter.names_value": lambda f, a, b, _n: f(a, [b], "any"),
    "claims.documents.frontmatter.parse_toml": lambda f, a, b, _n: f(f"x = '{a}'\n{b}", "any"),
    "claims.documents.frontmatter.read_fields": lambda f, a, b, _n: f({"title": a, "published": b}, "any"),
    "claims.documents.frontmatter.read_front_matter": lambda f, a, b, _n: f(f"+++\ntitle = {a}\n+++\n{b}", "any"),
    "claims.documents.frontmatter.text_value": lambda f, a, b, _n: f(a, b, "any"),
    "claims.documents.furniture.read_pattern": lambda f, a, b, _n: f({"any": [re.escape(a)], "reason": b}),
    "claims.documents.furniture.reason_for": lambda f, a, _b, _n: f(tidy(f"{a}.", range(len(a) + 1)), "line", Kind.ARTICLE),
    "claims.documents.html.looks_like_html": lambda f, a, _b, _n: f(a),
    "claims.documents.html.page_blocks": lambda f, a, _b, _n: stretches(a, [block.stretch for block in f(a)]),
    "claims.documents.page.read_page": lambda f, a, _b, _n: stretches(a, f(a)[0]),
    "claims.documents.plain.is_heading_like": lambda f, a, _b, _n: f(a),
    "claims.documents.plain.read_plain": lambda f, a, _b, _n: stretches(a, [*f(a, markdown=True), *f(a)]),
    "claims.documents.read.read_cell": lambda f, a, b, _n: whole(f(a, name="a", path=b, recorded={"title": b})),
    "claims.documents.record.record_path": lambda f, _a, b, _n: f(Path("case"), b),
    "claims.documents.record.toml_text": lambda f, a, _b, _n: f(a),
    "claims.documents.stretch.tidy": lambda f, a, _b, _n: stretches(a, [s for s in [f(a, range(len(a)))] if s]),
    "claims.evaluation.agreement": lambda f, a, b, _n: f(record(a, b), record(b, a)),
    "claims.evaluation.closeness": lambda f, a, b, _n: f(record(a, b), record(b, a)),
    "claims.evaluation.compare": lambda f, a, b, _n: f([record(a, b)], [record(b, a)]),
    "claims.evaluation.facets_right": lambda f, a, b, _n: f(record(a, b), record(b, a)),
    "claims.evaluation.is_own_voice": lambda f, a, _b, _n: f(a),
    "claims.evaluation.overlap": lambda f, a, b, _n: f(record(a, b), record(b, a)),
    "claims.evaluation.same_actions": lambda f, a, b, _n: f(record(a, b), record(b, a)),
    "claims.evaluation.same_data": lambda f, a, b, _n: f(record(a, b), record(b, a)),
    "claims.evaluation.same_party": lambda f, a, b, _n: f(a, b),
    "claims.evaluation.score_claims": lambda f, a, b, _n: f({a: [record(a, b)]}, {b: [record(b, a)]}),
    "claims.evaluation.score_drift": lambda f, a, _b, _n: f([dict.fromkeys((*evaluation.CHANGE, "partner"), a)], []),
    "claims.evaluation.score_verdicts": lambda f, a, b, _n: f([record(a, b)], [record(b, a)]),
    "claims.evaluation.singular": lambda f, a, _b, _n: f(a),
    "claims.export.known_formats": lambda f, a, _b, _n: f([a]),
    "claims.extraction.parties.class_sort": lambda f, a, _b, _n: f(a),
    "claims.extraction.parties.sort_of": lambda f, a, _b, _n: f(a),
    "claims.frames.plain_cell": lambda f, a, b, _n: f(a + b),
    "claims.lint.explained": lambda f, a, _b, _n: f(a),
    "claims.lint.find_rules": lambda f, a, b, _n: f(a, b),
    "claims.marks.block_around": lambda f, a, _b, n: inside(a, f(a, a_span(a, n), margin=n % 9)),
    "claims.marks.excerpt": lambda f, a, b, n: f(a, a_span(a, n), [Mark(*a_span(a, n + 1), b, b)]),
    "claims.marks.marked": lambda f, a, b, n: f(a, [Mark(*a_span(a, n), b, b), Mark(*a_span(a, n + 3), a)]),
    "claims.project.in_project": lambda f, a, _b, _n: f(Path(a)),
    "claims.project.locate": lambda f, a, _b, _n: f(a),
    "claims.publish.figures_for": lambda f, a, b, _n: f({a: pd.DataFrame()}, [b]),
    "claims.publish.stem": lambda f, a, b, _n: f("drift", a, b),
    "claims.quotes.judge": lambda f, a, b, _n: [inside(t, f(q, t).passage) for q, t in ((a, b), (a, a + b))],
    "claims.quotes.words.words": lambda f, a, _b, _n: [inside(a, Span(w.start, w.end)) for w in f(a)],
    "claims.review.anchor.anchor_at": lambda f, a, _b, n: f(a, a_span(a, n)),
    "claims.review.anchor.occurrences": lambda f, a, b, _n: f(a, b),
    "claims.review.anchor.place": lambda f, a, b, n: f(b + a, anchor_at(a, a_span(a, n))),
    "claims.review.anchor.text_hash": lambda f, a, _b, _n: f(a),
    "claims.review.decision.check_header": lambda f, a, b, _n: f([a, b], "any"),
    "claims.review.decision.check_value": lambda f, a, b, _n: [f(field, a, "any") for field in ("partner", "note", b)],
    "claims.review.decision.from_cells": lambda f, a, b, _n: f([a, b] * 12 + [a], "any"),
    "claims.screen.as_json": lambda f, a, b, _n: f({a: b}),
    "claims.screen.told": lambda f, a, b, _n: f(record(a, b)),
    "claims.tables.join_cell": lambda f, a, b, _n: f([a, b]),
    "claims.tables.split_cell": lambda f, a, _b, _n: f(a),
    "claims.versions.of_heading": lambda f, a, b, n: (f(a), f(f"{b}_v{n}")),
    "claims.views.shortened": lambda f, a, _b, _n: f(a),
}  # fmt: skip

# What takes a document, and perhaps a text and a place in it.
DOCUMENT: dict[str, Call] = {
    "claims.extract_all": lambda f, d, _a, _n: [evidence(d, c) for _, found in f([d]) for c in found],
    "claims.extract_claims": lambda f, d, _a, _n: [evidence(d, c) for c in f(d)],
    "claims.extraction.read_all": lambda f, d, _a, _n: [evidence(d, c) for r in f([d]) for c in r.claims],
    "claims.find_attributions": lambda f, d, _a, _n: [attributed(d, one) for one in f(d, language.parse(d))],
    "claims.classroom.show_document": lambda f, d, _a, _n: f(d),
    "claims.documents.company.infer_company": lambda f, d, _a, _n: f(d),
    "claims.documents.company.score_names": lambda f, d, _a, _n: f(d),
    "claims.documents.names.headed_by": lambda f, d, _a, _n: f(d, d.reading),
    "claims.documents.names.mentions": lambda f, d, _a, _n: f(d, d.reading),
    "claims.extraction.parties.find_mentions": lambda f, d, a, _n: f(language.parse(d), company=a, aliases=[a[::-1]], we=a),
    "claims.language.parse": lambda f, d, _a, _n: f(d),
    "claims.language.parse_all": lambda f, d, _a, _n: list(f([d, d])),
    "claims.marks.reading_span": lambda f, d, _a, n: inside(d.reading, f(d, a_span(d.text, n))),
    "claims.quotes.quotations": lambda f, d, _a, _n: [inside(d.text, span) for span in f(d)],
    "claims.views.by_name": lambda f, d, _a, _n: f([d]),
    "claims.views.document_line": lambda f, d, _a, _n: f(d),
    "claims.views.marked_html": lambda f, d, a, n: f(d, [Mark(*a_span(d.reading, n), a, a)]),
}  # fmt: skip

# What takes a case, or what is made of one.
CASE: dict[str, Call] = {
    "claims.archive.case_reports": lambda f, k: list(f([k.case])),
    "claims.claims_frame": lambda f, k: framed(k, f((r.document, r.claims) for r in k.readings)),
    "claims.cross_reference": lambda f, k: f(k.claims, k.case),
    "claims.batch.articles_group": lambda f, k: f(k.case),
    "claims.batch.case_group": lambda f, k: f(k.case),
    "claims.charts.draw_chart": lambda f, k: f("who_says_what", k.claims, company=k.text),
    "claims.claimreview.claim_reviews": lambda f, k: f(k.case, k.claims, k.verdicts),
    "claims.classroom.gold_sheet": lambda f, k: f(replace(k.case, folder=k.folder), k.document),
    "claims.crossref.explain": lambda f, k: f(k.verdicts, k.claims, k.text, "messages", case=k.case),
    "claims.doubts.of_case": lambda f, k: list(f(k.case)),
    "claims.doubts.of_verdicts": lambda f, k: list(f(k.case, k.claims, k.verdicts)),
    "claims.drift.drift": lambda f, k: f(k.claims, k.case),
    "claims.drift.tellings": lambda f, k: f(k.claims, k.case),
    "claims.explanation.claim_explanation": lambda f, k: [list(f(k.document, c)) for c in k.found],
    "claims.explanation.explanation": lambda f, k: f(k.document, k.found, colour=True),
    "claims.explanation.words_shown": lambda f, k: [f(k.document, r) for c in k.found for r in c.reasons],
    "claims.export.export": lambda f, k: f("who_says_what", k.claims, k.folder, "a", company=k.text),
    "claims.interactive.search_claims": lambda f, k: f(k.case, k.claims, ["partner", "evidence"]),
    "claims.interactive.search_verdicts": lambda f, k: f(k.case, k.claims, k.verdicts, ["partner"]),
    "claims.interactive.searchable": lambda f, k: f(k.claims, "a"),
    "claims.lint.dossier": lambda f, k: f(k.readings, k.case),
    "claims.lint.fails": lambda f, k: f(k.questions, "warning"),
    "claims.lint.finding_marks": lambda f, k: [inside(k.document.reading, Span(*m[:2])) for m in f(k.document, k.findings)],
    "claims.lint.lint_case": lambda f, k: f(replace(k.case, folder=k.folder)),
    "claims.page.write_page": lambda f, k: f(contents(k), k.folder),
    "claims.panel.fields_of": lambda f, k: f(k.review, k.claim),
    "claims.panel.in_context": lambda f, k: f(k.review, k.claim),
    "claims.publish.frames_of": lambda f, k: f(k.case, k.claims, k.verdicts),
    "claims.publish.publish_case": lambda f, k: list(f(k.case, k.claims, k.verdicts, k.folder, formats=["csv", "json"])),
    "claims.publish.publish_overview": lambda f, k: f({k.text: k.verdicts}, k.folder, formats=["csv", "svg"]),
    "claims.quotes.check_case": lambda f, k: framed(k, f(k.case), "quotation"),
    "claims.quotes.check_quotations": lambda f, k: f([(k.document, ())], k.case.statements, k.case),
    "claims.review.add": lambda f, k: recorded(
        k, lambda r: f(r, "one", k.document.text[:9], partner=k.text, data="messages", **signed(k))
    ),
    "claims.review.apply_decisions": lambda f, k: framed(k, f(replace(k.case, folder=k.folder), k.claims)),
    "claims.review.decide": lambda f, k: recorded(
        k, lambda r: f(r, k.claim, "amend", changes={"partner": k.text}, **signed(k))
    ),
    "claims.review.find_claim": lambda f, k: [f(k.review, name) for name in (k.claim, k.text)],
    "claims.review.read_review": lambda f, k: framed(k, f(replace(k.case, folder=k.folder), k.claims).claims),
    "claims.review.standing.standings": lambda f, k: f(k.claims.to_dict("records"), {"one": k.document}, ()),
    "claims.review.table.claim_of": lambda f, k: evidence(k.document, f(fields(k), k.document, a_span(k.document.text, 7))),
    "claims.screen.attributions_line": lambda f, k: f(k.document, attributions(k)),
    "claims.screen.by_document": lambda f, k: f([(k.document, k.found)]),
    "claims.screen.claims_line": lambda f, k: f(k.document, k.found),
    "claims.screen.spans": lambda f, k: [f(k.document, one) for one in attributions(k)],
    "claims.screen.text_table": lambda f, k: f(k.claims, ["partner", "evidence"]),
    "claims.tables.attributions_frame": lambda f, k: f([(k.document, attributions(k))]),
    "claims.tables.check_claims": lambda f, k: f(k.claims.assign(doc=k.whole, stance=k.whole)),
    "claims.tables.check_verdicts": lambda f, k: f(k.verdicts.assign(access=k.whole)),
    "claims.frames.checked_frame": lambda f, k: f([{"doc": k.text}], tables.CLAIMS, k.text),
    "claims.frames.check_frame": lambda f, k: f(k.claims.assign(partner=k.whole), tables.CLAIMS, k.text),
    "claims.tables.claim_id": lambda f, k: [f(k.text, c) for c in k.found],
    "claims.tables.claim_row": lambda f, k: [f(k.document, c, k.text) for c in k.found],
    "claims.tables.claim_rows": lambda f, k: list(f([(k.document, k.found)])),
    "claims.tables.verdicts_frame": lambda f, k: f([{**row, "why": k.text} for row in k.verdicts.to_dict("records")]),
    "claims.tables.write_csv": lambda f, k: written(k, f),
    "claims.views.documents_frame": lambda f, k: f(k.case),
    "claims.views.documents_of": lambda f, k: f(k.case),
    "claims.views.evidence_html": lambda f, k: f(k.document, k.claims),
    "claims.views.marks_in": lambda f, k: f(k.document, k.claims),
    "claims.views.questions_html": lambda f, k: f(k.document, k.findings),
    "claims.views.quotations_html": lambda f, k: f(k.document, k.quotations),
    "claims.views.set_aside_frame": lambda f, k: f(k.case),
}  # fmt: skip

# What reads files: called with an empty folder and what shall stand in its files.
FILE: dict[str, Call] = {
    "claims.read_case": lambda f, p, b: (f(a_case(p, b)), f(put(p, "case.toml", b).parent)),
    "claims.read_document": lambda f, p, b: [whole(f(put(p, name, b))) for name in ("a.txt", "a.md", "a.html")],
    "claims.classroom.class_sheets": lambda f, p, b: f(put(p, "a.csv", b).parent),
    "claims.classroom.download": lambda f, p, b: f(put(p, "a.csv", b).parent),
    "claims.classroom.mark_sheet": lambda f, p, b: f(p / "b.csv", copy_of=put(p, "a.csv", sheet(b))),
    "claims.classroom.read_sheets": lambda f, p, b: f([put(p, "a.csv", b), put(p, "b.csv", sheet(b))]),
    "claims.documents.case.refuse_outside": lambda f, p, b: f(p / b.hex()[:40], p),
    "claims.documents.decode.decode": lambda f, _p, b: f(b, "any").text.encode("utf-8"),
    "claims.documents.read.document_files": lambda f, p, b: f(put(p, "a.md", b).parent),
    "claims.documents.read.file_bytes": lambda f, p, b: f(put(p, "a.md", b)),
    "claims.documents.read.read_stream": lambda f, _p, b: whole(f(b)),
    "claims.documents.read_all": lambda f, p, b: list(f([put(p, "a.md", b), p, p / "none"])),
    "claims.documents.record.read_record": lambda f, p, b: f(put(p, "a.toml", b)),
    "claims.evaluation.read_gold": lambda f, p, b: f(put(p, "a.json", b).parent),
    "claims.evaluation.read_json": lambda f, p, b: f(put(p, "a.json", b)),
    "claims.files.write_bytes": lambda f, p, b: f(p / "a", b),
    "claims.files.write_durably": lambda f, p, b: f(p / "a", b),
    "claims.files.write_new": lambda f, p, b: f(p / "a", b),
    "claims.files.write_pieces": lambda f, p, b: f(p / "a", lambda stream: stream.write(b)),
    "claims.lint.read_config": lambda f, p, b: f(put(p, "case.toml", b"[lint]\n" + b).parent),
    "claims.lint.read_findings": lambda f, p, b: f(put(p, "a.csv", header(lint.FINDINGS, b))),
    "claims.provenance.add": lambda f, p, b: f(a_case(p / "c", b"It."), put(p, "x.html", b), {"speaker": "A"}),
    "claims.archive.read_archive": lambda f, p, b: f(put(p, "a.parquet", b)),
    "claims.provenance.verify": lambda f, p, b: list(f(a_case(p, b))),
    "claims.report.read_contents": lambda f, p, b: f(CASE_OF_NONE, put(p, "claims.csv", header(tables.CLAIMS, b)).parent),
    "claims.review.log.append": lambda f, p, b: f(put(p, "review.csv", b).parent, ()),
    "claims.review.log.parse_log": lambda f, _p, b: (f(b, "any"), f(b"review_v1,time\n" + b, "any")),
    "claims.review.read_log": lambda f, p, b: f(put(p, "review.csv", b).parent),
    "claims.scaffold.new_case": lambda f, p, b: documents.read_case(f(p / "a", title=b.decode("latin-1"), company=str(b))),
    "claims.frames.read_checked": lambda f, p, b: f(put(p, "a.csv", header(drift.DRIFT, b)), drift.DRIFT),
    "claims.tables.read_claims": lambda f, p, b: f(put(p, "a.csv", header(tables.CLAIMS, b))),
    "claims.tables.read_verdicts": lambda f, p, b: f(put(p, "a.csv", header(tables.VERDICTS, b))),
    "claims.views.data_address": lambda f, _p, b: f("image/png", b),
}  # fmt: skip

NEEDS_NONE = {
    "claims.archive.failures_path": "gives the name of a table beside an output",
    "claims.archive.write_archive": "writes the rows that case_reports and invented_reports give",
    "claims.archive.run_archive": "reads documents as read_cell and read_document do; tests/test_archive.py has its own",
    "claims.charts.chart": "enters a figure into the registry when the package is loaded",
    "claims.files.make_folder": "takes a place, never a text",
    "claims.export.rendered": "renders what draw_chart drew; export does both",
    "claims.report.run_notebook": "runs a notebook of the project; tests/test_report.py",
    "claims.run_report": "runs the notebooks of the project; tests/test_report.py",
    "claims.screen.rounded": "takes figures by name",
    "claims.screen.score_text": "takes figures by name",
    "claims.views.pictures": "shows files that export wrote",
}


def whole(document: Document) -> Document:
    """The document, held to what its offsets promise."""
    assert len(document.origin) == len(document.reading) + 1
    assert all(0 <= at <= len(document.text) for at in document.origin)
    assert all(inside(document.text, aside.span) for aside in document.set_aside)
    assert all(inside(document.reading, block.span) for block in document.blocks)
    document.reading.encode("utf-8")
    return document


def inside(text: str, span: Span) -> Span:
    """The span, held to lie in the text."""
    assert 0 <= span.start <= span.end <= len(text)
    return span


def stretches(text: str, found: Any) -> None:
    """Every stretch points into the text, character by character."""
    for one in found:
        assert len(one.starts) == len(one.text)
        assert all(0 <= at < len(text) for at in one.starts) and 0 < one.end <= len(text) + 1


def evidence(document: Document, claim: Claim) -> Claim:
    """The claim, held to its evidence."""
    assert document.text[claim.start : claim.end] == claim.evidence
    return claim


def attributed(document: Document, found: Attribution) -> None:
    """The attribution points into the reading, and from there into the text."""
    for span in (*found.source, *found.cue, *found.content):
        inside(document.reading, span)
        inside(document.text, document.locate(span))


def framed(known: Known, frame: pd.DataFrame, words: str = "evidence") -> pd.DataFrame:
    """The frame, each row held to the words of its document."""
    texts = {document.name: document.text for document in (*known.case.articles, *known.case.statements)}
    for row in frame.to_dict("records"):
        assert texts[row["doc"]][row["start"] : row["end"]] == row[words]
    return frame


def contents(known: Known) -> Contents:
    """Everything that a page shows."""
    return Contents(known.case, known.claims, known.verdicts, known.quotations, known.drift, known.findings)


def signed(known: Known) -> dict[str, str]:
    """Who decides, and why, in any words."""
    return {"reviewer": known.text, "note": known.text}


def fields(known: Known) -> dict[str, str]:
    """The fields of a claim on any partner."""
    texts = dict.fromkeys(FIELDS, "") | ONE | {"certainty": "asserted", "status": "ended", "actions": "read"}
    return {**texts, "partner": known.text, "data": "messages"}


def attributions(known: Known) -> tuple[Attribution, ...]:
    """Who says what in the first article."""
    return claims.find_attributions(known.document, language.parse(known.document))


def recorded(known: Known, decided: Callable[[Any], Any]) -> None:
    """What is decided on a case comes back from its review file."""
    on_disk = replace(known.case, folder=known.folder)
    review = decided(read_review(on_disk, known.claims))
    framed(known, review.claims)
    assert review.decisions["reviewer"].str.strip().ne("").any()


def written(known: Known, write: Call) -> None:
    """A table comes back from its file as it was."""
    write(known.claims, known.folder / "a.csv")
    pd.testing.assert_frame_equal(tables.read_claims(known.folder / "a.csv"), known.claims)


def header(schema: Any, content: bytes) -> bytes:
    """A table whose header fits, and whose rows are anything."""
    return ",".join(schema.columns).encode() + b"\n" + content


def sheet(content: bytes) -> bytes:
    """A marking sheet whose header fits, and whose rows are anything."""
    return (
        b"doc,sentence,text,claim,source,partner,data,stance,certainty,consent\na,1,It.,yes,author,"
        + content[:20]
        + b"\n"
        + content
    )


def any_examples(examples: int) -> Call:
    """The settings for a number of examples: the same ones every time, whole as they were found."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=checks,
    )


def holds(name: str, *arguments: Any) -> None:
    """The entry of a function answers, or refuses in words of our own; an answer is read to its end."""
    entry = next(table[name] for table in (TEXT, DOCUMENT, CASE, FILE) if name in table)
    try:
        entry(PUBLIC[name], *arguments)
    except ClaimsError as error:
        assert str(error).strip()


def test_every_public_function_that_takes_text_has_an_entry_or_a_reason() -> None:
    tables_of = [set(TEXT), set(DOCUMENT), set(CASE), set(FILE), set(NEEDS_NONE)]
    listed = set().union(*tables_of)
    assert len(PUBLIC) > 150
    assert sorted(PUBLIC.keys() - listed) == []
    assert sorted(listed - PUBLIC.keys()) == []
    assert sum(map(len, tables_of)) == len(listed)


@pytest.mark.parametrize("name", TEXT)
@any_examples(20)
@given(a=TEXTS, b=TEXTS, n=st.integers(0, 5_000))
def test_any_text(name: str, a: str, b: str, n: int) -> None:
    holds(name, a, b, n)


@pytest.mark.parametrize("name", DOCUMENT)
@any_examples(6)
@given(document=DOCUMENTS, text=TEXTS, n=st.integers(0, 5_000))
def test_any_document(name: str, document: Document, text: str, n: int) -> None:
    holds(name, document, text, n)


@any_examples(3)
@given(known=CASES)
def test_any_case(known: Known, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in CASE:
        known.folder = tmp_path_factory.mktemp(name)
        holds(name, known)


@pytest.mark.parametrize("name", FILE)
@any_examples(15)
@given(content=BYTES)
def test_any_file(name: str, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    holds(name, tmp_path_factory.mktemp("any"), content)
