"""The command line: what each command prints, and what it does with input that cannot be used."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import time

import pandas as pd
import pytest
import typer

from claims import attribution, cli
from claims.attribution import model
from claims.errors import ClaimsError
from claims.tables import CLAIM_COLUMNS, VERDICT_COLUMNS

ARTICLE = (
    "Acme let Alba Bank read users' private messages without their consent, The Daily Ledger reported.\n\n"
    "Alba Bank said it did not have such access.\n"
)
STATEMENT = "Acme did not give Alba Bank access to people's messages.\n"
CASE = """\
id = "acme"
title = "Acme and the bank"
company = "Acme"

[partners."Alba Bank"]
aliases = ["the bank"]
"""
COMMANDS = (
    "extract",
    "attributions",
    "check",
    "quotes",
    "drift",
    "review",
    "report",
    "new",
    "add",
    "verify",
    "evaluate",
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "ledger.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "acme"
    for part, text in (("articles", ARTICLE), ("statements", STATEMENT)):
        (folder / part).mkdir(parents=True)
        (folder / part / f"{part}-one.txt").write_text(text, encoding="utf-8")
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    return folder


def test_help_lists_every_command_and_exit_code(run):
    code, out, _ = run("--help")
    assert code == 0
    assert all(f"  {command}  " in out for command in COMMANDS)
    assert "Exit code" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_and_option_is_explained(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    parameters = typer.main.get_command(cli.app).commands[command].params
    assert [each.name for each in parameters if not each.help] == []
    assert all(each.opts[0] in out for each in parameters if each.opts[0].startswith("-"))


def test_help_answers_within_a_second():
    started = time.perf_counter()
    ran = subprocess.run([sys.executable, "-m", "claims", "--help"], capture_output=True, timeout=60)
    assert (ran.returncode, time.perf_counter() - started < 1) == (0, True)


def test_no_heavy_library_waits_behind_the_import():
    code = "import sys, claims; print({'spacy', 'pandas', 'matplotlib', 'numpy'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ran.stdout == "set()\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_heavy_library_waits_behind_help(command):
    code = f"import sys; sys.argv = ['claims', '{command}', '--help']; import claims.__main__"
    watch = (
        "import atexit, sys; "
        "atexit.register(lambda: print('heavy:', {'spacy', 'pandas', 'matplotlib'} & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", watch + code], capture_output=True, text=True, timeout=60)
    assert ran.stdout.endswith("heavy: set()\n")


def test_extract_gives_a_line_of_json_for_each_document(run, article):
    code, out, _ = run("extract", article, "--company", "Acme", "--format", "jsonl")
    (line,) = out.splitlines()
    record = json.loads(line)
    assert code == 0
    assert list(record) == ["doc", "company", "company_inferred", "claims", "set_aside"]
    assert (record["doc"], record["company"], record["company_inferred"]) == ("ledger", "Acme", False)
    claim = record["claims"][0]
    assert " ".join(claim) == (
        "source via cue stance certainty grantor partner actions data consent status evidence start end rule"
    )
    assert (claim["partner"], claim["data"], claim["consent"]) == ("Alba Bank", "messages", "without")
    assert ARTICLE[claim["start"] : claim["end"]] == claim["evidence"]


def test_a_company_that_is_not_given_is_said_to_be_inferred(run, tmp_path):
    article = tmp_path / "long.txt"
    article.write_text(
        f"{ARTICLE}\nAcme said that Acme users had agreed. Acme's shares fell.\n", encoding="utf-8"
    )
    _, out, err = run("extract", article, "--format", "jsonl")
    assert json.loads(out)["company_inferred"] is True
    assert "no company given" in err


@pytest.mark.parametrize(
    "method",
    [
        pytest.param(
            "model", marks=pytest.mark.skipif(not model.shipped(), reason="no trained weights here")
        ),
        "rules",
    ],
)
def test_attributions_point_into_the_file_as_given(run, article, method):
    code, out, _ = run("attributions", article, "--format", "jsonl", "--attribution", method)
    record = json.loads(out)
    assert (code, record["file"]) == (0, "ledger")
    sources = {ARTICLE[slice(*span)] for found in record["attributions"] for span in found["source"]}
    assert "The Daily Ledger" in sources
    assert all(set(found) == {"source", "cue", "content"} for found in record["attributions"])


def test_the_command_line_offers_the_methods_of_the_library():
    assert [*cli.options.Method] == [*attribution.Method]


def test_extract_reads_standard_input(article):
    with article.open("rb") as stream:
        ran = subprocess.run(
            [sys.executable, "-m", "claims", "extract", "-", "--format", "jsonl"],
            stdin=stream, capture_output=True, timeout=120, env={**os.environ, "PYTHONIOENCODING": "ascii"},
        )  # fmt: skip
    record = json.loads(ran.stdout.decode("utf-8"))
    assert (ran.returncode, record["doc"]) == (0, "stdin")
    assert record["claims"]


def test_extract_prints_a_table_for_reading(run, article):
    _, out, _ = run("extract", article, "--company", "Acme")
    head, first, *_ = out.splitlines()
    assert head.split()[:3] == ["doc", "source", "stance"]
    assert "Alba Bank" in first


def test_a_document_without_claims_is_said_to_have_none(run, tmp_path):
    (tmp_path / "quiet.txt").write_text("The weather was fine all week in the valley.\n", encoding="utf-8")
    code, out, _ = run("extract", tmp_path / "quiet.txt")
    assert (code, out) == (0, "nothing found\n")


def test_extract_writes_the_whole_frame_as_csv_and_parquet(run, article, tmp_path):
    _, out, _ = run("extract", article, "--format", "csv")
    header, *rows = csv.reader(io.StringIO(out))
    assert tuple(header) == CLAIM_COLUMNS
    code, out, _ = run("extract", article, "--format", "parquet", "-o", tmp_path / "out" / "claims.parquet")
    assert (code, out) == (0, "")
    frame = pd.read_parquet(tmp_path / "out" / "claims.parquet")
    assert (tuple(frame.columns), len(frame)) == (CLAIM_COLUMNS, len(rows))


def test_output_goes_to_the_file_named_and_is_what_would_be_printed(run, article, tmp_path):
    _, printed, _ = run("extract", article, "--format", "jsonl")
    run("extract", article, "--format", "jsonl", "--output", tmp_path / "claims.jsonl")
    assert (tmp_path / "claims.jsonl").read_bytes().decode("utf-8") == printed


def test_explain_shows_evidence_rule_and_the_words_of_each_decision(run, article):
    _, out, _ = run("extract", article, "--explain")
    out = " ".join(out.split())
    assert "[consent: without their consent]" in out
    assert "[cue: reported]" in out
    assert " partner: Alba Bank, on “Alba Bank”: " in out


def test_check_gives_a_verdict_for_each_partner_and_data_category(run, case):
    code, out, _ = run("check", case, "--format", "jsonl")
    verdicts = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {"partner", "data", "access", "consent", "partner_position", "why", "docs"} <= set(verdicts[0])
    found = {(v["partner"], v["data"]): (v["access"], v["partner_position"]) for v in verdicts}
    assert found["Alba Bank", "messages"] == ("disputed", "denies")
    assert verdicts[0]["docs"] == ["articles-one", "statements-one"]


def test_check_gives_every_column_as_csv_and_a_table_for_reading(run, case):
    _, out, _ = run("check", case, "--format", "csv")
    assert tuple(next(csv.reader(io.StringIO(out)))) == VERDICT_COLUMNS
    _, out, _ = run("check", case)
    assert out.split()[:3] == ["partner", "data", "access"]


def test_check_explains_one_verdict(run, case):
    code, out, _ = run("check", case, "--explain", "alba bank", "messages")
    assert (code, out.splitlines()[0]) == (0, "Alba Bank | messages")
    assert STATEMENT.strip().rstrip(".") in out


def test_check_names_the_verdicts_that_there_are(run, case):
    code, _, err = run("check", case, "--explain", "Nobody", "messages")
    assert code == 2
    assert "Alba Bank | messages" in err


def test_a_case_without_statements_takes_the_positions_from_the_articles(run, case):
    (case / "statements" / "statements-one.txt").unlink()
    code, out, _ = run("check", case, "--format", "jsonl")
    assert code == 0
    assert json.loads(out.splitlines()[0])["partner_position"] == "denies"


QUOTED = "“Acme did not {verb} Alba Bank access to people's messages,” Acme said in a statement.\n"


@pytest.mark.parametrize(("verb", "label", "expected"), [("give", "exact", 0), ("sell", "altered", 1)])
def test_quotes_sets_each_quotation_against_the_statements(run, case, verb, label, expected):
    (case / "articles" / "two.txt").write_text(QUOTED.format(verb=verb), encoding="utf-8")
    code, out, _ = run("quotes", case, "--format", "jsonl")
    (row,) = map(json.loads, out.splitlines())
    assert (code, row["label"], row["statement"]) == (expected, label, "statements-one")
    code, out, _ = run("quotes", case)
    assert (code, out.split()[:3]) == (expected, ["doc", "source", "label"])


def test_quotes_finds_nothing_amiss_where_nothing_is_quoted(run, case):
    assert run("quotes", case)[:2] == (0, "nothing found\n")


def test_evaluate_prints_the_figures_of_claims_and_verdicts(run, case):
    run("extract", case, "--format", "jsonl", "-o", case / "found.jsonl")
    run("check", case, "--format", "jsonl", "-o", case / "verdicts.jsonl")
    (case / "gold").mkdir()
    for line in (case / "found.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        (case / "gold" / f"{record['doc']}.json").write_text(line, encoding="utf-8")
    rows = [json.loads(line) for line in (case / "verdicts.jsonl").read_text(encoding="utf-8").splitlines()]
    (case / "gold" / "verdicts.json").write_text(json.dumps(rows), encoding="utf-8")
    code, out, _ = run("evaluate", case / "gold", case, "--format", "json")
    figures = json.loads(out)
    assert code == 0
    assert figures["claims"]["whole"] == {"precision": 1, "recall": 1, "f1": 1}
    assert figures["verdicts"]["rows"]["f1"] == 1
    _, out, _ = run("evaluate", case / "gold", case)
    assert "f1 1.000" in out


def test_evaluate_shows_what_was_missed(run, article, tmp_path):
    missing = {
        "source": "author",
        "stance": "affirms",
        "certainty": "asserted",
        "partner": "Zeta",
        "actions": ["read"],
        "data": "health",
        "consent": "with",
        "status": "ended",
    }
    (tmp_path / "gold").mkdir()
    gold = {"doc": "ledger", "claims": [missing]}
    (tmp_path / "gold" / "ledger.json").write_text(json.dumps(gold), encoding="utf-8")
    _, out, _ = run("evaluate", tmp_path / "gold", article.parent, "--show")
    assert "missed: author | affirms | Zeta | read | health | with" in out


BAD = {
    "missing": ("no such file", None),
    "empty": ("empty", b""),
    "blank": ("empty", b" \n\n"),
    "binary": ("binary", bytes(range(256)) * 40),
    "picture": ("PNG", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "damaged": ("U\\+FFFD", "The bank\ufffds clients".encode()),
    "wrong encoding": ("utf-16", b"\xff\xfe\x00\xd8\x00"),
    "too long": ("the text has 1,0", b"Acme let the bank read messages, it says. " * 25_000),
    "unknown key": ("autor", b'+++\nautor = "A. Writer"\n+++\nAcme let the bank read messages.\n'),
    "broken front matter": ("front matter|TOML", b"+++\ntitle = \n+++\nAcme let the bank read messages.\n"),
}


@pytest.mark.parametrize("command", ["extract", "attributions"])
@pytest.mark.parametrize(("found", "content"), BAD.values(), ids=BAD)
def test_a_document_that_cannot_be_read_is_told_and_the_others_are_done(
    run, article, tmp_path, command, found, content
):
    bad = tmp_path / "bad.md"
    if content is not None:
        bad.write_bytes(content)
    code, out, err = run(command, bad, article, "--company", "Acme", "--format", "jsonl")
    complaint = next(line for line in err.splitlines() if str(bad) in line)
    assert code == 2
    assert re.search(found, complaint), complaint
    assert [next(iter(json.loads(line).values())) for line in out.splitlines()] == ["ledger"]


def test_a_folder_is_read_whole_and_its_bad_document_told(run, article):
    (article.parent / "void.txt").write_bytes(b"")
    code, out, err = run("extract", article.parent, "--format", "jsonl")
    assert (code, [json.loads(line)["doc"] for line in out.splitlines()]) == (2, ["ledger"])
    assert "void.txt" in err


@pytest.mark.parametrize("command", ["check", "quotes", "report"])
def test_a_folder_without_case_toml_is_no_case(run, article, command):
    code, _, err = run(command, article.parent)
    assert code == 2
    assert "case.toml" in err


def test_a_case_with_a_bad_document_is_checked_without_it(run, case):
    (case / "articles" / "void.txt").write_bytes(b"")
    code, out, err = run("check", case, "--format", "jsonl")
    assert code == 2
    assert json.loads(out.splitlines()[0])["partner"] == "Alba Bank"
    assert "void.txt" in err


def test_a_bad_case_does_not_stop_the_documents_beside_it(run, case, article):
    (case / "case.toml").write_text("id = 3", encoding="utf-8")
    code, out, err = run("extract", case, article, "--format", "jsonl")
    assert (code, json.loads(out)["doc"]) == (2, "ledger")
    assert "case.toml" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "x.txt", "--kind", "poem"],
        ["extract", "x.txt", "--format", "yaml"],
        ["extract", "x.txt", "--format", "parquet"],
        ["attributions", "x.txt", "--attribution", "guess"],
        ["check"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_says_so_with_code_2(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "Usage:" in err or "Error" in err


def test_an_output_that_cannot_be_written_is_told(run, article):
    code, _, err = run("extract", article, "--format", "csv", "-o", article / "claims.csv")
    assert code == 2
    assert "claims.csv" in err


def test_every_complaint_of_the_package_ends_the_program_with_code_2(run, monkeypatch, case):
    def complain(*_, **__):
        raise ClaimsError("the model is missing")

    monkeypatch.setattr("claims.language.pipeline", complain)
    code, _, err = run("check", case)
    assert (code, err.splitlines()[-1]) == (2, "claims: the model is missing")
