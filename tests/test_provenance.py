"""Cases that are started, documents that are brought in with where they came from, and held against that later."""

import hashlib
import os
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import files, provenance
from claims.documents import read_case
from claims.documents.record import Record, read_record, record_path, record_text
from claims.errors import InputError
from claims.provenance import State, add, verify
from claims.scaffold import new_case

PAGE = """<!doctype html><html><head><title>Bank read messages | The Courier</title>
<meta property="og:site_name" content="The Courier"><link rel="canonical" href="https://courier.example/bank">
<meta property="article:published_time" content="2024-03-11T08:00:00Z"></head><body><nav>Home</nav><article>
<h1>Harbour Bank read messages</h1><p>Acme let Harbour Bank read its users&rsquo; private messages for three years,
people who worked on it say, and it did not tell anybody about it.</p></article></body></html>
"""
POST = "We never gave Harbour Bank access to our users' messages without their permission.\n"
COMMANDS = ("check", "quotes", "drift", "verify")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return new_case(tmp_path / "acme-bank-2024", company="Acme", title="Acme and the bank")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "Saved page.html"
    file.write_text(PAGE, encoding="utf-8", newline="")
    os.utime(file, (1_710_200_000, 1_710_200_000))
    return file


@pytest.fixture
def post(tmp_path: Path) -> Path:
    file = tmp_path / "post.txt"
    file.write_text(POST, encoding="utf-8")
    return file


def states(case: Path) -> dict[str, str]:
    return {check.doc: check.state for check in verify(case)}


def test_a_new_case_is_a_case_and_empty(case):
    read = read_case(case)
    assert (read.id, read.company, read.title) == ("acme-bank-2024", "Acme", "Acme and the bank")
    assert (read.articles, read.statements, read.problems) == ((), (), ())
    assert sorted(p.name for p in case.iterdir()) == ["README.md", "articles", "case.toml", "statements"]


def test_without_a_company_the_first_word_is_taken_and_told(run, tmp_path):
    code, out, told = run("new", tmp_path / "quillo-sync-2025")
    assert code == 0 and out.strip().endswith("quillo-sync-2025")
    assert "no company given: taken to be Quillo" in told


def test_names_with_quotation_marks_stay_whole(tmp_path):
    read = read_case(new_case(tmp_path / "a-1", company='Acme "Messenger" \\ Söhne', title='The "case"'))
    assert (read.company, read.title) == ('Acme "Messenger" \\ Söhne', 'The "case"')


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs_on_the_empty_case(run, case, command):
    code, out, told = run(command, case)
    assert (code, out) == (0, "nothing found\n")
    assert command == "verify" or "no documents yet, so no claims" in told
    assert run(command, case, "--format", "jsonl")[:2] == (0, "")


@pytest.mark.parametrize("name", ["Acme 2024", "..", "a..b", "Ünder"])
def test_a_folder_whose_name_is_no_id_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="small letters"):
        new_case(tmp_path / name / "." if name == ".." else tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_ever_overwritten_by_a_new_case(case):
    (case / "case.toml").write_text("mine")
    with pytest.raises(InputError, match="something already"):
        new_case(case)
    assert (case / "case.toml").read_text() == "mine"


def test_an_empty_folder_becomes_a_case_and_a_link_does_not(tmp_path):
    (tmp_path / "a-1").mkdir()
    assert read_case(new_case(tmp_path / "a-1")).id == "a-1"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "b-1").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="something already"):
        new_case(tmp_path / "b-1")


def test_a_case_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match="No space left"):
        new_case(tmp_path / "a-1")
    assert list(tmp_path.iterdir()) == []


def test_a_saved_page_keeps_its_bytes_and_gets_a_record(case, page):
    record = add(case, page, {})
    kept = case / "articles" / "the-courier-2024-03-11.html"
    assert kept.read_bytes() == page.read_bytes()
    assert read_record(record_path(case, kept.stem)) == record
    assert record.original == "Saved page.html" and re.fullmatch(r"[\d-]{10}T[\d:]{8}Z", record.added)
    assert record.bytes_sha256 == hashlib.sha256(page.read_bytes()).hexdigest()
    assert record.text_sha256 == hashlib.sha256(read_case(case).articles[0].reading.encode()).hexdigest()
    assert set(record.extractor) == {"claims", "trafilatura", "readability-lxml"}
    assert record.settings == {"favor_recall": "true", "include_comments": "false"}


def test_what_the_page_says_of_itself_fills_in_and_is_told(run, case, page):
    code, out, told = run("add", case, page, "--kind", "article", "--publisher", "The Evening Courier")
    assert code == 0 and out.strip().endswith("articles/the-evening-courier-2024-03-11.html")
    assert "published not given, taken from the page: 2024-03-11" in told
    assert "retrieved not given, taken from the date of the file: 2024-03-11" in told
    assert "publisher not given" not in told and "kind not given" not in told
    article = read_case(case).articles[0]
    assert (article.publisher, article.published) == ("The Evening Courier", "2024-03-11")
    assert article.url == "https://courier.example/bank"


def test_a_date_that_only_stands_in_the_text_is_not_its_date(case, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<html><body><p>On 2019-03-04 Acme met Harbour Bank for a first talk.</p></body></html>")
    assert "published" not in add(case, file, {}).document


def test_a_statement_has_its_speaker_by_its_record(case, post):
    add(case, post, {"kind": "statement", "speaker": "Harbour Bank", "published": "2024-03-12"})
    statement = read_case(case).statements[0]
    assert (statement.name, statement.speaker) == ("harbour-bank-2024-03-12", "Harbour Bank")
    assert statement.text == POST


def test_a_statement_without_speaker_is_refused(run, case, post):
    code, _, told = run("add", case, post, "--kind", "statement")
    assert code == 2 and "a statement needs one: --speaker" in told
    assert states(case) == {}


def test_front_matter_is_kept_and_may_not_be_contradicted(case, tmp_path):
    file = tmp_path / "text.md"
    file.write_text(
        '+++\npublisher = "The Courier"\npublished = "2024-03-11"\nkind = "article"\n+++\n' + POST
    )
    with pytest.raises(InputError, match="says publisher = 'The Courier', not 'The Post'"):
        add(case, file, {"publisher": "The Post"})
    assert add(case, file, {"publisher": "The Courier"}).file == "articles/the-courier-2024-03-11.md"


def test_nothing_is_overwritten(case, page, post):
    add(case, page, {})
    before = (case / "articles" / "the-courier-2024-03-11.html").read_bytes()
    with pytest.raises(InputError, match="there already, with the same bytes"):
        add(case, page, {}, "another-name")
    with pytest.raises(InputError, match=r"there already; nothing is overwritten"):
        add(case, post, {"kind": "article"}, "the-courier-2024-03-11")
    assert (case / "articles" / "the-courier-2024-03-11.html").read_bytes() == before
    assert len(states(case)) == 1


@pytest.mark.parametrize("name", ["../outside", "a/b", "..", "/etc/x", "A B", ".hidden"])
def test_a_name_that_is_a_way_out_is_refused(case, post, name):
    with pytest.raises(InputError, match="name is"):
        add(case, post, {"kind": "article"}, name)
    assert states(case) == {}


@pytest.mark.parametrize("place", ["articles", "provenance"])
def test_a_folder_that_leads_out_of_the_case_is_refused(case, page, tmp_path, place):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if (case / place).exists():
        (case / place).rmdir()
    (case / place).symlink_to(elsewhere)
    with pytest.raises(InputError, match="leads out of the case folder"):
        add(case, page, {})
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "known", "found"),
    [
        ("missing.txt", {}, "no such file"),
        ("picture.png", {}, "ends in '.png'"),
        ("post.txt", {"published": "Tuesday"}, "a date is written"),
        ("post.txt", {"kind": "rumour"}, "kinds are article, statement"),
        ("post.txt", {"speeker": "Acme"}, "known keys are"),
    ],
)
def test_what_cannot_be_brought_in_says_why(case, tmp_path, file, known, found):
    (tmp_path / "post.txt").write_text(POST)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    with pytest.raises(InputError, match=found):
        add(case, tmp_path / file, known)
    assert states(case) == {}


def test_a_file_whose_record_was_never_written_gets_it_on_the_next_try(case, page, monkeypatch):
    written = []

    def killed(path: Path, content: bytes) -> Path:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        return files.write_new(path, content)

    monkeypatch.setattr(provenance, "write_new", killed)
    with pytest.raises(KeyboardInterrupt):
        add(case, page, {})
    assert states(case) == {"the-courier-2024-03-11": State.UNRECORDED}
    monkeypatch.undo()
    add(case, page, {})
    assert states(case) == {"the-courier-2024-03-11": State.INTACT}


def test_verify_tells_what_has_become_of_each(run, case, page, tmp_path):
    add(case, page, {})
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.txt").write_text(f"{POST} {name}")
        add(case, tmp_path / f"{name}.txt", {"kind": "statement", "speaker": "Acme"}, name)
    (case / "statements" / "e.txt").write_text("Our own.")
    assert set(states(case).values()) == {State.INTACT, State.UNRECORDED}
    assert run("verify", case)[0] == 0
    (case / "statements" / "a.txt").write_text(POST + " and more")
    (case / "statements" / "b.txt").unlink()
    text = record_path(case, "c").read_text()
    record_path(case, "c").write_text(re.sub('text_sha256 = ".*"', 'text_sha256 = "0"', text))
    record_path(case, "d").write_text("not = [toml")
    code, out, _ = run("verify", case)
    assert code == 1 and "read differently" in out
    assert states(case) == {
        "a": State.BYTES_CHANGED,
        "b": State.MISSING,
        "c": State.TEXT_CHANGED,
        "d": State.UNREADABLE,
        "e": State.UNRECORDED,
        "the-courier-2024-03-11": State.INTACT,
    }


def test_another_reading_names_the_versions(case, page):
    add(case, page, {})
    path = record_path(case, "the-courier-2024-03-11")
    text = re.sub('text_sha256 = ".*"', 'text_sha256 = "0"', path.read_text())
    path.write_text(re.sub('trafilatura = ".*"', 'trafilatura = "1.0"', text))
    assert "trafilatura 1.0 then" in next(verify(case)).detail


def test_a_record_that_points_out_of_the_case_is_not_followed(case, post):
    add(case, post, {"kind": "statement", "speaker": "Acme"}, "a")
    path = record_path(case, "a")
    path.write_text(path.read_text().replace('"statements/a.txt"', '"../post.txt"'))
    check = next(verify(case))
    assert check.state == State.UNREADABLE and "leads out" in check.detail


def test_a_damaged_record_is_a_problem_of_its_document_alone(case, page, post):
    add(case, page, {})
    add(case, post, {"kind": "statement", "speaker": "Acme"}, "a")
    record_path(case, "a").write_text("title = 3")
    read = read_case(case)
    assert [d.name for d in read.articles] == ["the-courier-2024-03-11"]
    assert [Path(problem.where).name for problem in read.problems] == ["a.toml"]


@given(st.text(), st.dictionaries(st.sampled_from(["title", "publisher", "licence"]), st.text()))
def test_a_record_reads_back_as_it_was_written(original, document):
    def plain(text: str) -> str:
        return " ".join(text.encode("utf-8", "ignore").decode().replace("\x7f", "").split())

    texts = dict.fromkeys(("file", "added", "encoding", "bytes_sha256", "text_sha256"), "x")
    known = {key: plain(value) for key, value in document.items()}
    record = Record(**texts, original=plain(original), document=known, inferred={}, extractor={}, settings={})
    table = tomllib.loads(record_text(record))
    assert (table["original"], table["document"]) == (record.original, known)
