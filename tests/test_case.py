"""Case folders: what makes a case, and every complaint about one."""

from pathlib import Path

import pytest

from claims.documents import Party, read_case
from claims.errors import InputError
from claims.types import Kind

CASE = """id = "pelican-2020"
title = "Pelican and its partners"
company = "Pelican"
aliases = ["the chat app"]
"""
PARTNERS = """
[partners."Harbour Bank"]
aliases = ["the bank"]
classes = ["partners"]

[partners.partners]
classes = ["companies"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pelican-2020"
    (place / "articles").mkdir(parents=True)
    (place / "statements").mkdir()
    (place / "case.toml").write_text(CASE + PARTNERS)
    (place / "articles" / "b.txt").write_text("Pelican let the bank read messages, the paper says.")
    (place / "articles" / "a.md").write_text("# Bank read messages\n\nPelican let it.")
    (place / "statements" / "bank.md").write_text('+++\nspeaker = "Harbour Bank"\n+++\nWe had no access.')
    return place


def test_a_case_has_its_documents_with_company_kind_and_speaker(folder: Path) -> None:
    case = read_case(folder)
    assert (case.id, case.title, case.company, case.folder) == (
        "pelican-2020",
        "Pelican and its partners",
        "Pelican",
        folder,
    )
    assert [document.name for document in case.articles] == ["a", "b"]
    assert [(document.kind, document.speaker) for document in case.statements] == [
        (Kind.STATEMENT, "Harbour Bank")
    ]
    assert all(
        d.company == "Pelican" and not d.company_inferred and "the chat app" in d.aliases
        for d in case.articles
    )
    assert case.partners == (
        Party("Harbour Bank", ("the bank",), ("partners",)),
        Party("partners", (), ("companies",)),
    )
    assert case.problems == ()


def test_a_case_without_statements_is_a_case(folder: Path) -> None:
    (folder / "statements" / "bank.md").unlink()
    assert read_case(folder).statements == ()
    (folder / "statements").rmdir()
    assert read_case(folder).statements == ()


def test_a_document_that_cannot_be_read_is_kept_as_a_problem(folder: Path) -> None:
    (folder / "articles" / "c.txt").write_bytes(b"\x00\x01")
    case = read_case(folder)
    assert [document.name for document in case.articles] == ["a", "b"]
    assert [Path(problem.where).name for problem in case.problems] == ["c.txt"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (CASE + 'compny = "X"', "unknown key 'compny'; known keys are id, title, company"),
        (CASE.replace('id = "pelican-2020"', ""), "no id"),
        (CASE.replace("pelican-2020", "../pelican"), "id is '../pelican'"),
        (CASE.replace("pelican-2020", "a/b"), "id is 'a/b'"),
        (CASE.replace("pelican-2020", ".."), "id is '..'"),
        (CASE + "date = 'Tuesday'", "a date is written"),
        (CASE + "title = [", "not valid TOML"),
        (CASE.replace('["the chat app"]', '"the chat app"'), "write it as a list"),
        (CASE + "partners = 3", "partners is not a table"),
        (CASE + "[partners]\nBank = 'x'", "partner Bank is 'x'"),
        (CASE + "[partners.Bank]\nalias = []", "unknown key 'alias'"),
        (
            CASE + "[partners.A]\nclasses = ['B']\n[partners.B]\nclasses = ['A']",
            "A belongs to a class that belongs to A",
        ),
        (CASE + "[partners.A]\nclasses = ['A']", "A belongs to a class that belongs to A"),
        (CASE + "[partners.A]\naliases = ['x']\n[partners.B]\naliases = ['X']", "names both A and B"),
        (CASE + "[partners.Pelican]", "names both Pelican and Pelican"),
        (CASE + "[partners.A]\n[partners.A]", "not valid TOML"),
    ],
)
def test_a_case_file_that_is_not_valid_names_what_would_be(folder: Path, source: str, found: str) -> None:
    (folder / "case.toml").write_text(source)
    with pytest.raises(InputError, match=found):
        read_case(folder)


def test_a_folder_without_case_file_or_no_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no case\.toml in this folder"):
        read_case(tmp_path)
    with pytest.raises(InputError, match="no such folder"):
        read_case(tmp_path / "missing")


def test_two_documents_of_one_name_are_refused(folder: Path) -> None:
    (folder / "statements" / "a.txt").write_text("We had no access.")
    with pytest.raises(InputError, match=r"two documents are called a: articles/a\.md and statements/a\.txt"):
        read_case(folder)


@pytest.mark.parametrize("inside", ["articles/stolen.txt", "statements/stolen.txt"])
def test_a_link_out_of_the_case_is_refused(folder: Path, inside: str) -> None:
    secret = folder.parent / "secret.txt"
    secret.write_text("A secret.")
    (folder / inside).symlink_to(secret)
    case = read_case(folder)
    assert [problem.found for problem in case.problems] == ["leads out of the case folder"]
    assert "stolen" not in {document.name for document in (*case.articles, *case.statements)}


def test_a_folder_or_case_file_that_leads_out_is_refused(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.txt").write_text("Text.")
    for file in (folder / "articles").iterdir():
        file.unlink()
    (folder / "articles").rmdir()
    (folder / "articles").symlink_to(elsewhere)
    assert read_case(folder).articles == ()
    assert read_case(folder).problems[0].found == "leads out of the case folder"
    (folder / "case.toml").rename(elsewhere / "case.toml")
    (folder / "case.toml").symlink_to(elsewhere / "case.toml")
    with pytest.raises(InputError, match="leads out"):
        read_case(folder)


def test_an_article_older_than_the_event_is_warned_of(tmp_path):
    (tmp_path / "case.toml").write_text('id = "a"\ntitle = "A"\ncompany = "Acme"\ndate = 2020-05-01\n')
    (tmp_path / "articles").mkdir()
    for name, day in (("early", "2020-04-30"), ("same", "2020-05-01")):
        text = f'+++\npublished = "{day}"\n+++\n\nAcme let the bank read messages.\n'
        (tmp_path / "articles" / f"{name}.md").write_text(text)
    early, same = read_case(tmp_path).articles
    assert any("before the event of the case (2020-05-01)" in warning for warning in early.warnings)
    assert not any("before the event" in warning for warning in same.warnings)
