"""`claims review` lists and records decisions, and `claims check` follows them, on texts that spaCy reads."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from claims import cli
from claims.review import REVIEW_COLUMNS, read_log

ARTICLE = (
    "Acme let Alba Bank read users' private messages without their consent, The Daily Ledger reported.\n\n"
    "Acme gave Norvane access to users' contacts, the newspaper said.\n"
)
STATEMENT = "Acme did not give Alba Bank access to people's messages.\n"
CASE = (
    'id = "acme"\ntitle = "Acme and the bank"\ncompany = "Acme"\n[partners."Alba Bank"]\n[partners.Norvane]\n'
)
DESK = ("--reviewer", "a desk")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "acme"
    for part, text in (("articles", ARTICLE), ("statements", STATEMENT)):
        (folder / part).mkdir(parents=True)
        (folder / part / f"{part}-one.txt").write_text(text, encoding="utf-8")
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command here; gives its exit code, stdout and stderr."""

    def run(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            cli.main([str(argument) for argument in arguments])
        return int(left.value.code or 0), *capsys.readouterr()

    return run


def listed(run: Any, case: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("review", case, "--format", "jsonl")[1].splitlines()]


def claim_on(run: Any, case: Path, partner: str, stance: str = "affirms") -> str:
    rows = [r for r in listed(run, case) if (r["partner"], r["stance"]) == (partner, stance)]
    assert rows, f"the rules find no claim on {partner}"
    return str(rows[0]["claim"])


def verdicts(run: Any, case: Path) -> dict[str, dict[str, Any]]:
    lines = run("check", case, "--format", "jsonl")[1].splitlines()
    return {row["partner"]: row for row in map(json.loads, lines)}


def test_it_lists_every_claim_in_each_format(run: Any, case: Path) -> None:
    code, out, err = run("review", case)
    assert code == 0
    assert out.splitlines()[0].split()[:3] == ["state", "decision", "claim"]
    assert "0 kept, 0 moved, 0 stale, 0 orphaned, 3 new" in err
    assert {row["state"] for row in listed(run, case)} == {"new"}
    table = csv.reader(io.StringIO(run("review", case, "--format", "csv")[1]))
    assert tuple(next(table)) == REVIEW_COLUMNS


def test_verdicts_follow_what_was_recorded(run: Any, case: Path) -> None:
    assert verdicts(run, case)["Alba Bank"]["access"] == "disputed"
    denial = claim_on(run, case, "Alba Bank", "denies")
    report, other = claim_on(run, case, "Alba Bank"), claim_on(run, case, "Norvane")
    code, out, _ = run("review", case, "--reject", denial, "--accept", report, *DESK, "--note", "a note")
    assert (code, len(out.splitlines())) == (0, 3)
    assert (
        run("review", case, "--amend", other, "--set", "data=calendar", "--set", "consent=with", *DESK)[0]
        == 0
    )
    after = verdicts(run, case)
    assert (after["Alba Bank"]["access"], after["Alba Bank"]["reviewed"]) == ("not_addressed", True)
    assert (after["Norvane"]["data"], after["Norvane"]["claimed_consent"]) == ("calendar", "with")
    assert after["Norvane"]["reviewer"] == ["a desk"]
    assert [d.note for d in read_log(case)] == ["a note", "a note", "", ""]
    run("review", case, "--withdraw", denial, *DESK)
    assert verdicts(run, case)["Alba Bank"]["access"] == "disputed"


def test_a_missed_claim_is_added(run: Any, case: Path) -> None:
    words = ("--add", "articles-one", "--evidence", "The Daily Ledger reported")
    code, out, _ = run("review", case, *words, "--set", "partner=Zeta", "--set", "data=posts", *DESK)
    assert (code, "Zeta" in out) == (0, True)
    assert verdicts(run, case)["Zeta"]["reviewed"] is True


def test_a_decision_that_is_lost_is_a_finding(run: Any, case: Path) -> None:
    run("review", case, "--accept", claim_on(run, case, "Norvane"), *DESK)
    file = case / "articles" / "articles-one.txt"
    file.write_text(ARTICLE.replace("Norvane access", "Zeta access"), encoding="utf-8")
    code, out, err = run("review", case)
    assert (code, "1 orphaned" in err, "orphaned" in out) == (1, True, True)
    assert "Norvane" not in verdicts(run, case)
    assert verdicts(run, case)["Zeta"]["reviewed"] is False
    _, _, told = run("check", case)
    assert "claims review" in told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("--accept", "nope", *DESK), "no claim of this case has that id"),
        (("--amend", "CLAIM", *DESK), "amend, and only amend, has changes"),
        (("--amend", "CLAIM", "--set", "consent", *DESK), "FIELD=VALUE"),
        (("--amend", "CLAIM", "--set", "consent=yes", *DESK), "one of with, without"),
        (("--accept", "CLAIM"), "no reviewer"),
        (("--add", "nowhere", *DESK), "one of articles-one"),
        (("--accept", "CLAIM", "--reject", "nope", *DESK), "no claim of this case has that id"),
    ],
)
def test_what_cannot_be_recorded_is_refused_whole(
    run: Any, case: Path, wrong: tuple[str, ...], said: str
) -> None:
    claim = claim_on(run, case, "Norvane")
    code, _, err = run("review", case, *(claim if word == "CLAIM" else word for word in wrong))
    assert (code, said in err) == (2, True), err
    assert not (case / "review.csv").exists()


def test_a_review_file_that_is_none_stops_every_command_that_would_follow_it(run: Any, case: Path) -> None:
    (case / "review.csv").write_text("my,own,notes\n", encoding="utf-8")
    for command in ("review", "check", "drift"):
        code, _, err = run(command, case)
        assert (code, "no review file" in err) == (2, True)
