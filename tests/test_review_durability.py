"""No decision is lost: killed writers, writers at once, a full disk, an edited article, other rules; all for real."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat
import pytest

import claims
from claims.errors import ClaimsError
from claims.report import run_notebook
from claims.review import read_log
from claims.review.decision import Decision

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "data" / "cases" / "facebook-partners-2018"
ARTICLE = (
    "Acme let Alba Bank read users' private messages without their consent, The Daily Ledger reported.\n"
)
CASE = 'id = "acme"\ntitle = "Acme"\ncompany = "Acme"\n[partners."Alba Bank"]\n'
WRITER = """
import os, sys
from pathlib import Path
from claims.errors import InputError
from claims.review.decision import Decision, Verb
from claims.review.log import append

FOLDER = Path(sys.argv[1])

def decision(name, size=200):
    fields = ["The Gazette", "", "said", "affirms", "asserted", "Acme", "Quillo", "read", "messages", "with", "ended"]
    place = ["Quillo read it", "before ", " behind " + "x" * size, 7, "0" * 16]
    return Decision(name, "2020-01-31T12:00:00+00:00", "a desk", Verb.ACCEPT, "c" + name, "", "", "", "doc",
                    *fields, *place)
"""
KILLED_AT_EACH_LINE = """
import signal
from claims.review.log import parse_log

def killed_after(lines):
    left = lines
    def watch(frame, event, arg):
        nonlocal left
        code = frame.f_code
        if code.co_name.startswith("<") or not code.co_filename.endswith(("review/log.py", "claims/files.py")):
            return None
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return watch
    sys.settrace(watch)

append(FOLDER, [decision("first")])
file = FOLDER / "review.csv"
before = file.read_bytes()
for lines in range(1000):
    file.write_bytes(before)
    child = os.fork()
    if not child:
        killed_after(lines)
        append(FOLDER, [decision("second")])
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(*(found.id for found in parse_log(file.read_bytes(), "review.csv")))
    if status == 0:
        break
"""
ONE_AFTER_ANOTHER = """
number = 0
while True:
    number += 1
    append(FOLDER, [decision(f"{sys.argv[2]}-{number}")])
    print(f"{sys.argv[2]}-{number}", flush=True)
"""
UNTIL_THE_DISK_IS_FULL = """
if len(sys.argv) > 2:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
for number in range(1000):
    before = (FOLDER / "review.csv").read_bytes() if number else b""
    try:
        append(FOLDER, [decision(f"n-{number}")])
    except InputError as error:
        assert (FOLDER / "review.csv").read_bytes() == before
        assert not [f for f in FOLDER.iterdir() if f.name.startswith(".review.csv-")]
        print(number, error)
        break
"""
MANY_DECISIONS = """
import claims
from claims.review import decide, read_review
from claims.tables import read_claims

case = claims.read_case({case!r})
review = read_review(case, claims.claims_frame(claims.extract_all(case.articles, partners=case.partners)))
for number in range({count}):
    review = decide(review, review.proposed["claim"][0], "accept", reviewer={name!r}, note=str(number))
"""

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork and no kill -9")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "acme"
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "ledger.txt").write_text(ARTICLE, encoding="utf-8")
    (place / "case.toml").write_text(CASE, encoding="utf-8")
    return place


def python(code: str, *arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    """What another Python prints that runs this code."""
    command = [sys.executable, "-c", WRITER + code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **more)  # type: ignore[call-overload]


def command(*arguments: object, package: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """What `claims` prints, run from that copy of the package."""
    environment = {**os.environ, "PYTHONPATH": str(package)}
    words = [sys.executable, "-m", "claims", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, timeout=300, env=environment, cwd=package)


def names(log: Sequence[Decision]) -> list[str]:
    return [decision.id for decision in log]


@needs_fork
def test_a_writer_killed_at_any_line_leaves_the_file_before_or_after(folder: Path) -> None:
    ran = python(KILLED_AT_EACH_LINE, folder)
    assert ran.returncode == 0, ran.stderr
    found = ran.stdout.splitlines()
    assert set(found) == {"first", "first second"}
    put = found.index("first second")
    assert put > 20
    assert set(found[put:]) == {"first second"}, "once it is in place, it is there at every later line"
    assert [f.name for f in folder.iterdir() if f.name.startswith(".review.csv-")] == []


@needs_fork
def test_every_decision_that_was_confirmed_outlives_a_kill_at_any_moment(folder: Path) -> None:
    moments = random.Random(7)
    told: list[str] = []
    for turn in range(6):
        code = [sys.executable, "-c", WRITER + ONE_AFTER_ANOTHER, str(folder), f"turn{turn}"]
        with subprocess.Popen(code, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told.append(writer.stdout.readline().strip())
            time.sleep(moments.uniform(0.001, 0.2))
            writer.send_signal(signal.SIGKILL)
            told += writer.stdout.read().split()
    found = names(read_log(folder))
    assert len(told) > 20
    assert set(told) <= set(found)
    assert len(found) == len(set(found))
    assert len(found) - len(told) <= 6, "at most the one that was being confirmed in each turn"


def notebook(case: Path, name: str, count: int) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(MANY_DECISIONS.format(case=str(case), name=name, count=count))
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    return nbformat.v4.new_notebook(
        cells=[cell], metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
    )


RUN = """
import sys
from pathlib import Path
from claims.report import run_notebook
run_notebook(Path(sys.argv[1]), Path(sys.argv[1] + ".done"), {})
"""


def test_two_notebooks_and_the_command_line_write_at_once(folder: Path, tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        nbformat.write(notebook(folder, name, 25), tmp_path / f"{name}.ipynb")
        files.append(tmp_path / f"{name}.ipynb")
    running = [subprocess.Popen([sys.executable, "-c", RUN, str(file)], cwd=ROOT) for file in files]
    claim = json.loads(command("review", folder, "--format", "jsonl").stdout.splitlines()[0])["claim"]
    by_command = 0
    while by_command < 2 or any(process.poll() is None for process in running):
        ran = command("review", folder, "--reject", claim, "--reviewer", "command", "--note", by_command)
        assert ran.returncode == 0, ran.stderr
        by_command += 1
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    log = read_log(folder)
    assert Counter(d.reviewer for d in log) == {"one": 25, "two": 25, "command": by_command}
    assert len(set(names(log))) == len(log)
    for name in ("one", "two", "command"):
        notes = [int(d.note) for d in log if d.reviewer == name]
        assert notes == sorted(notes)


def test_a_cell_that_cannot_write_says_so(folder: Path, tmp_path: Path) -> None:
    (folder / "review.csv").write_text("notes\n", encoding="utf-8")
    nbformat.write(notebook(folder, "one", 1), tmp_path / "one.ipynb")
    with pytest.raises(ClaimsError, match="no review file"):
        run_notebook(tmp_path / "one.ipynb", tmp_path / "done.ipynb", {})


@needs_fork
def test_a_file_that_may_not_grow_keeps_what_it_has(folder: Path) -> None:
    ran = python(UNTIL_THE_DISK_IS_FULL, folder, 8000)
    assert ran.returncode == 0, ran.stderr
    count, said = ran.stdout.split(" ", 1)
    assert int(count) > 5
    assert "review.csv: cannot be written" in said
    assert names(read_log(folder)) == [f"n-{number}" for number in range(int(count))]


def small_disk(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """What a Python prints on a disk of its own of 64 KB at that folder, and what is left on it."""
    script = folder.parent / "fill.py"
    script.write_text(WRITER + code, encoding="utf-8")
    steps = f"""
        mount -t tmpfs -o size=64k tmpfs {folder} || exit 99
        {sys.executable} {script} {folder} || exit 1
        cp {folder}/review.csv {folder.parent}/left.csv
    """
    return subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", textwrap.dedent(steps)],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def may_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    trial = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return subprocess.run(trial, capture_output=True, timeout=30).returncode == 0


@pytest.mark.skipif(
    not may_mount(), reason="no disk of its own may be mounted here; the limited file stands in"
)
def test_a_full_disk_keeps_what_it_has(folder: Path) -> None:
    ran = small_disk(folder, UNTIL_THE_DISK_IS_FULL)
    assert ran.returncode == 0, ran.stderr
    count, said = ran.stdout.split(" ", 1)
    assert int(count) > 20
    assert "No space left on device" in said
    (folder.parent / "left.csv").rename(folder / "review.csv")
    assert names(read_log(folder)) == [f"n-{number}" for number in range(int(count))]


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, str]]]:
    """The shipped case with a decision on every claim, and the list of them."""
    folder = tmp_path_factory.mktemp("decided") / "case"
    shutil.copytree(SHIPPED, folder)
    rows = listing(folder)
    third = len(rows) // 3
    asked = [
        *(word for row in rows[:third] for word in ("--accept", row["claim"])),
        *(word for row in rows[third : 2 * third] for word in ("--reject", row["claim"])),
        *(word for row in rows[2 * third :] for word in ("--amend", row["claim"])),
    ]
    ran = command("review", folder, *asked, "--set", "status=ended", "--reviewer", "a desk")
    assert ran.returncode == 0, ran.stderr
    assert len(read_log(folder)) == len(rows) > 50
    after = listing(folder)
    assert states(after) == {"kept": len(rows)}
    return folder, after


def listing(folder: Path, package: Path = ROOT) -> list[dict[str, str]]:
    ran = command("review", folder, "--format", "jsonl", package=package)
    assert ran.returncode in (0, 1), ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def states(rows: Sequence[dict[str, str]]) -> Counter[str]:
    return Counter(row["state"] for row in rows)


def test_after_an_edit_every_decision_is_accounted_for(
    decided: tuple[Path, list[dict[str, str]]], tmp_path: Path
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(decided[0], folder)
    article = folder / "articles" / "bbc-2018-12-19.md"
    parts = article.read_text(encoding="utf-8").split("\n\n")
    gone = parts.pop(-3)
    parts.insert(2, "A paragraph of no importance was put in here.")
    article.write_text("\n\n".join(parts), encoding="utf-8")
    after = listing(folder)
    count = states(after)
    assert count["moved"] >= 5
    assert sum(count.values()) - count["new"] == len(decided[1])
    assert len(read_log(folder)) == len(decided[1])
    text = article.read_text(encoding="utf-8")
    for row in after:
        if row["doc"] == "bbc-2018-12-19" and row["state"] != "orphaned":
            assert row["evidence"] in text
        if row["state"] == "orphaned":
            assert row["evidence"] in gone


@pytest.fixture
def other_rules(tmp_path: Path) -> Iterator[Path]:
    """A copy of the package that knows no words of consent and fewer verbs of access."""
    package = tmp_path / "package"
    shutil.copytree(Path(claims.__file__).parent, package / "claims")
    consent = package / "claims" / "vocabulary" / "consent.toml"
    words = consent.read_text(encoding="utf-8")
    assert '"consent", "permission"' in words
    consent.write_text(words.replace('"consent", "permission"', '"benison"'), encoding="utf-8")
    data = package / "claims" / "vocabulary" / "data.toml"
    data.write_text(
        data.read_text(encoding="utf-8").replace('"friend list"', '"frond list"'), encoding="utf-8"
    )
    yield package


def test_after_the_rules_changed_every_decision_is_accounted_for(
    decided: tuple[Path, list[dict[str, str]]], other_rules: Path
) -> None:
    folder, before = decided
    after = listing(folder, other_rules)
    count = states(after)
    assert count["stale"] >= 1, "the other rules read something differently"
    assert count["orphaned"] == 0, "no words have gone"
    assert sum(count.values()) - count["new"] == len(before)
    decisions = Counter((row["partner"], row["data"], row["decision"]) for row in before)
    assert Counter((r["partner"], r["data"], r["decision"]) for r in after if r["decision"]) == decisions
