"""The linter as its users meet it: ids, severities, suppressions, configuration, formats, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from jsonschema import Draft202012Validator
from lint_texts import lint_paths, write_example
from typer.testing import CliRunner

from claims.cli import app
from claims.errors import InputError
from claims.lint import RULES, Severity, find_rules, finding_marks, findings_frame, read_findings
from claims.lint.config import read_config
from claims.lint.formats import FORMATS, fingerprints
from claims.lint.place import excerpt, place
from claims.marks import marked
from claims.tables import write_csv

ROOT = Path(__file__).parent.parent
SARIF = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
BARE = "Halden Bank was given the ability to read and delete users' messages."
ARTICLE = (
    "A bank and its data\n\nThe Daily Courier reported on Monday that Quillo gave Norvane access to messages.\n\n"
    f"{BARE}\n\nQuillo said that it had ended it.\n"
)
ASIDE = ARTICLE.replace(
    BARE, f"<!-- claims: disable-next CL201 unattributed-access -- the records were seen -->\n{BARE}"
)
run = CliRunner().invoke


@pytest.fixture
def article(tmp_path):
    """One article on which CL201 is raised."""
    write_example(ARTICLE, tmp_path)
    return tmp_path / "article.md"


def codes(*paths, **options):
    """The codes of the findings that are not set aside."""
    return [finding.rule.code for finding in lint_paths(*paths, **options) if not finding.suppressed]


@pytest.mark.parametrize("name", ["CL201", "cl201", "unattributed-access", "CL201 unattributed-access"])
def test_whatever_is_printed_is_understood(name, article):
    assert codes(article, select=(name,)) == ["CL201"]
    assert "CL201" not in codes(article, ignore=(name,))


def test_a_family_goes_by_its_first_letters():
    assert {rule.code[:3] for rule in find_rules("CL4", "here")} == {"CL4"}
    assert len(find_rules("all", "here")) == len(RULES)


def test_an_unknown_rule_names_the_near_ones():
    with pytest.raises(InputError, match="CL201 unattributed-access"):
        find_rules("unatributed-acess", "here")


def test_an_unknown_rule_on_the_command_line_is_wrong_usage(article):
    done = subprocess.run(
        [sys.executable, "-m", "claims", "lint", str(article), "--ignore", "headline-oversells"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "headline-overstates" in done.stderr


def test_only_errors_fail_by_default(article):
    assert run(app, ["lint", str(article)]).exit_code == 0
    assert run(app, ["lint", str(article), "--fail-on", "warning"]).exit_code == 1
    assert run(app, ["lint", str(article), "--fail-on", "never"]).exit_code == 0


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_linted(article):
    done = run(app, ["lint", str(article.parent / "missing.md"), str(article)])
    assert done.exit_code == 2
    assert "CL201" in done.stdout
    assert "missing.md" in done.stderr


def test_standard_input_is_linted():
    done = CliRunner().invoke(app, ["lint", "-", "--select", "CL201"], input=ARTICLE)
    assert done.exit_code == 0
    assert "stdin:5:1: warning CL201" in done.stdout


def test_a_damaged_case_is_told_and_the_rest_is_linted(article):
    write_example({"case.toml": "company = "}, article.parent / "damaged")
    done = run(app, ["lint", str(article.parent / "damaged"), str(article)])
    assert done.exit_code == 2
    assert "CL201" in done.stdout
    assert "case.toml" in done.stderr


def test_a_suppression_sets_its_passage_aside_with_the_reason(tmp_path):
    folder = write_example(ASIDE, tmp_path)
    aside = [finding for finding in lint_paths(folder) if finding.suppressed]
    assert [(f.rule.code, f.suppressed.reason) for f in aside] == [("CL201", "the records were seen")]
    assert not {"CL201", "CL001", "CL002"} & set(codes(folder))
    assert "the records were seen" not in run(app, ["lint", str(folder)]).stdout
    assert "the records were seen" in run(app, ["lint", str(folder), "--show-suppressed"]).stdout


def test_a_suppression_reaches_no_further_than_the_next_paragraph(tmp_path):
    text = f"{ASIDE}\nHalden Bank was given the ability to read users' photos.\n"
    assert "CL201" in codes(write_example(text, tmp_path))


def test_a_suppression_of_a_rule_that_does_not_run_is_not_left_over(tmp_path):
    folder = write_example(
        ARTICLE.replace(BARE, f"<!-- claims: disable-next CL304 -- why -->\n{BARE}"), tmp_path
    )
    assert "CL002" in codes(folder)
    assert "CL002" not in codes(folder, ignore=("CL304",))


def test_a_comment_is_no_part_of_the_text_that_is_read(tmp_path):
    folder = write_example(ASIDE, tmp_path)
    found = next(f for f in lint_paths(folder, select=("CL201",)))
    assert "claims:" not in found.passage.document.reading
    assert found.passage.words.startswith("Halden Bank")


def test_the_case_sets_aside_what_stands_in_saved_html(tmp_path):
    html = f"<html><body><article><h1>A bank</h1><p>Quillo gave Norvane access.</p><p>{BARE}</p></article></body></html>"
    setting = '[[lint.suppress]]\nrule = "CL201"\ndocument = "saved"\nreason = "seen"\npassage = "{}"\n'
    case = 'id = "example"\ntitle = "Example"\ncompany = "Quillo"\n'
    files = {"case.toml": case + setting.format("delete users' messages"), "articles/saved.html": html}
    folder = write_example(files, tmp_path)
    aside = [f for f in lint_paths(folder, select=("CL201",)) if f.suppressed]
    assert [f.suppressed.reason for f in aside] == ["seen"]
    assert aside[0].suppressed.where.endswith("case.toml")
    (folder / "case.toml").write_text(case + setting.format("no such words"), encoding="utf-8")
    assert codes(folder, select=("CL201", "CL002")) == ["CL002", "CL201"]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ('select = ["CL201"]', ["CL201"]),
        ('select = ["CL2"]\nignore = ["unattributed-access", "CL204"]', []),
        ('select = ["CL201"]\npaths."article*" = { ignore = ["CL201"] }', []),
        ('select = ["CL201"]\npaths."other*" = { ignore = ["CL201"] }', ["CL201"]),
    ],
)
def test_the_configuration_selects_and_ignores(config, expected, article):
    (article.parent / "pyproject.toml").write_text(f"[tool.claims.lint]\n{config}\n", encoding="utf-8")
    assert codes(article) == expected


def test_the_configuration_changes_the_severity(article):
    text = (
        '[tool.claims.lint]\nselect = ["CL201"]\n[tool.claims.lint.severity]\nunattributed-access = "error"\n'
    )
    (article.parent / "pyproject.toml").write_text(text, encoding="utf-8")
    assert [f.severity for f in lint_paths(article)] == [Severity.ERROR]
    assert run(app, ["lint", str(article)]).exit_code == 1


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ('selct = ["CL201"]', "known keys are select"),
        ('ignore = ["CL9999"]', "no rule is called"),
        ('severity = { CL201 = "loud" }', "severities are error, warning, note"),
        ('paths = "all"', "write"),
        ('suppress = [{ rule = "CL201", document = "article" }]', "no reason"),
    ],
)
def test_a_wrong_configuration_says_what_is_valid(config, told, article):
    (article.parent / "pyproject.toml").write_text(f"[tool.claims.lint]\n{config}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told):
        read_config(article.parent)


def test_a_case_adds_to_the_configuration_of_its_project(tmp_path):
    article = {"articles/a.md": ARTICLE}
    folder = write_example(article, tmp_path / "example")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.claims.lint]\nignore = ["CL6", "CL5"]\n', encoding="utf-8"
    )
    assert codes(folder) == ["CL201", "CL204"]
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write('[lint]\nignore = ["CL204"]\n')
    assert codes(folder) == ["CL201"]


def test_an_unknown_rule_in_a_comment_names_the_near_ones(tmp_path):
    text = ASIDE.replace("CL201 unattributed-access", "unattributed-acces")
    found = lint_paths(write_example(text, tmp_path), select=("CL001",))
    assert [f.severity for f in found] == [Severity.ERROR]
    assert "CL201 unattributed-access" in found[0].message


def test_a_case_is_one_and_its_files_are_linted_with_it(tmp_path):
    example = RULES["CL302"].flags[0]
    folder = write_example(example, tmp_path)
    assert "CL302" in codes(folder)
    assert "CL302" in codes(folder / "articles" / "courier.md")
    assert "CL302" not in codes(folder / "statements" / "post.md")


def test_a_changed_negation_in_a_quotation_is_an_error(tmp_path):
    folder = write_example(RULES["CL302"].flags[0], tmp_path)
    assert [f.severity for f in lint_paths(folder, select=("CL302",))] == [Severity.ERROR]


def test_a_finding_stands_where_it_says(article):
    found = lint_paths(article, select=("CL201",))[0]
    text = found.passage.document.text
    where = place(found.passage)
    line = text.split("\n")[where.line - 1]
    assert line[where.column - 1 :].startswith(found.passage.words)
    shown, carets = excerpt(found.passage)
    assert shown[carets.index("^") : len(carets)] == found.passage.words[: carets.count("^")]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_prints_findings_and_none(name, article):
    found = lint_paths(article)
    assert "CL201" in "\n".join(FORMATS[name](found))
    "\n".join(FORMATS[name]([]))


def test_json_gives_offsets_into_the_file(article):
    told = json.loads("".join(FORMATS["json"](lint_paths(article))))
    text = article.read_text(encoding="utf-8")
    assert told["version"] == 1
    assert all(text[f["start"] : f["end"]] == f["passage"] for f in told["findings"])


def test_github_escapes_what_would_end_the_annotation(article):
    lines = list(FORMATS["github"](lint_paths(article)))
    assert lines
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert all(line.count("\n") == 0 and "title=CL" in line for line in lines)


def sarif_of(*paths):
    """The SARIF log of the findings, valid against the schema."""
    log = json.loads("".join(FORMATS["sarif"](lint_paths(*paths))))
    Draft202012Validator(SARIF).validate(log)
    return log


def test_sarif_is_valid_and_marks_what_is_set_aside(tmp_path):
    run_ = sarif_of(write_example(ASIDE, tmp_path))["runs"][0]
    results = {result["ruleId"]: result for result in run_["results"]}
    assert results["CL201"]["suppressions"][0]["justification"] == "the records were seen"
    rules = run_["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run_["results"])


def test_the_schema_of_the_test_refuses_a_wrong_log(tmp_path):
    log = sarif_of(write_example(ARTICLE, tmp_path))
    log["runs"][0]["results"][0]["level"] = "loud"
    assert list(Draft202012Validator(SARIF).iter_errors(log))


def test_fingerprints_stay_when_the_passage_moves(article):
    before = fingerprints(lint_paths(article))
    article.write_text(
        ARTICLE.replace("\n\n", "\n\nNothing of note happened that day.\n\n", 1), encoding="utf-8"
    )
    moved = fingerprints(lint_paths(article))
    assert before
    assert set(before) <= set(moved)
    assert len(set(moved)) == len(moved)


def test_explain_prints_the_page_with_the_measured_precision():
    page = run(app, ["lint", "--explain", "quote-altered"]).stdout
    assert page.startswith("# CL302 quote-altered")
    assert "**Measured.**" in page
    assert run(app, ["lint"]).exit_code == 2


def test_the_page_of_all_rules_is_the_one_in_the_docs():
    printed = run(app, ["lint", "--explain", "all"]).stdout
    kept = (ROOT / "docs" / "lint-rules.md").read_text(encoding="utf-8")
    assert printed == kept, "run claims lint --explain all -o docs/lint-rules.md"


def test_findings_become_a_frame_and_marks_in_the_text(article):
    found = lint_paths(article)
    frame = findings_frame(found)
    assert list(frame["code"]) == [f.rule.code for f in found]
    document = found[0].passage.document
    html = marked(document.reading, finding_marks(document, frame))
    assert '<mark class="warning" title="CL201 unattributed-access' in html
    assert findings_frame([]).empty
    write_csv(frame, article.parent / "findings.csv")
    pd.testing.assert_frame_equal(read_findings(article.parent / "findings.csv"), frame)


@pytest.mark.skipif(sys.platform == "win32", reason="the hook's entry is tried with a POSIX git")
def test_the_pre_commit_hook_runs_in_a_scratch_repository(tmp_path):
    repository = tmp_path / "scratch"
    repository.mkdir()
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "entry: claims lint" in hook
    local = f"""
repos:
  - repo: local
    hooks:
      - id: claims-lint
        name: claims lint
        language: system
        entry: {sys.executable} -m claims lint --fail-on warning
        files: \\.(md|txt|html?)$
"""
    (repository / ".pre-commit-config.yaml").write_text(local, encoding="utf-8")
    write_example(ARTICLE, repository)
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        subprocess.run(command, cwd=repository, check=True, timeout=60)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=repository, env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "CL201 unattributed-access" in done.stdout


def test_the_article_that_retells_a_report_raises_what_an_editor_asks(shared):
    found = lint_paths(shared / "dev" / "text" / "bmtn-2018.txt")
    raised = [(f.rule.code, f.passage.words, f.message) for f in found]
    assert any(code == "CL101" and "“admits”" in message for code, _, message in raised)
    assert any(code == "CL404" and "but only if" in words for code, words, _ in raised)
    assert any(code == "CL201" and words.startswith("These two companies") for code, words, _ in raised)
    assert any(code == "CL505" and words == "other companies" for code, words, _ in raised)
    silent = " ".join(message for code, _, message in raised if code == "CL503")
    assert "Microsoft Bing" in silent
    assert not {"Netflix", "Spotify", "Royal Bank of Canada"} & set(silent.replace(",", "").split(" and "))
    assert not any(name in silent for name in ("Netflix", "Spotify", "Royal"))


OFF_TOPIC, ALLOWED = 100, 5


def test_articles_that_have_nothing_to_do_with_data_access_are_left_alone(shared):
    files = [
        *sorted((shared / "polnear" / "dev").glob("**/*.txt")),
        *sorted((shared / "polnear" / "train").glob("**/*.txt")),
    ]
    assert len(files) >= OFF_TOPIC
    found = lint_paths(*files[:OFF_TOPIC], ignore=("CL304",))
    assert len(found) < ALLOWED, [(f.passage.document.name, f.rule.code, f.passage.words) for f in found]
