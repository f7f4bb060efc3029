"""Cases that are wrong: each is told with the file, what was found and what would be valid, none is judged in silence."""

import json
from pathlib import Path

import pytest

CASE = 'id = "acme-2020"\ntitle = "Acme"\ncompany = "Acme"\ndate = 2020-05-01\n'
ARTICLE = """+++
title = "What Acme did"
publisher = "The Gazette"
published = "2020-05-02"
+++

Acme let Harbour Bank read its users’ private messages without their consent, internal documents show.
"""
STATEMENT = """+++
speaker = "Acme"
published = "2020-05-03"
+++

We never gave Harbour Bank access to private messages. Nobody but people themselves can read what they write.
"""
NOT_REACHED = (
    "Wir haben der Bank nie Zugriff auf die privaten Nachrichten gegeben, und niemand kann sie lesen."
)
PARTNERS = '[partners]\n"Harbour Bank" = { aliases = ["the bank"] }\n'


def a_case(folder: Path, case: str = CASE, **files: str | None) -> Path:
    """A case of one article and one statement, some files changed, added, or left out."""
    both = {"articles/gazette.md": ARTICLE, "statements/acme.md": STATEMENT, **files}
    for name, text in {"case.toml": case, **both}.items():
        if text is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def check(run, case: Path):
    """The exit code of `claims check`, its verdicts, and what it says beside them."""
    code, out, said = run("check", case, "--format", "jsonl")
    return code, [json.loads(line) for line in out.splitlines()], said


def test_a_case_without_fault_is_judged_without_a_word(run, tmp_path):
    code, verdicts, said = check(run, a_case(tmp_path))
    assert (code, said) == (0, "")
    assert [(v["partner"], v["access"]) for v in verdicts] == [("Harbour Bank", "disputed")]


@pytest.mark.parametrize(
    "body",
    [
        "Acme has had a difficult year, and its shares fell by a tenth.",
        "Private messages of users could be read without their consent, internal documents show.",
        "People are worried about their private messages, the chief of Acme said on Tuesday.",
    ],
)
def test_articles_that_name_no_partner_give_no_verdict_and_say_so(run, tmp_path, body):
    article = ARTICLE.split("\n\n")[0] + f"\n\n{body}\n"
    code, verdicts, said = check(run, a_case(tmp_path, **{"articles/gazette.md": article}))
    assert (code, verdicts) == (0, [])
    assert f"{tmp_path}: no article says that a partner got access" in said
    assert "an article names a partner and what it could reach" in said


@pytest.mark.parametrize(
    "text", [NOT_REACHED, "Das stimmt nicht.", "Nous n’avons rien fait.", "我们没有这样做。"]
)
def test_a_statement_in_another_language_is_not_taken_for_silence(run, tmp_path, text):
    statement = f'+++\nspeaker = "Acme"\n+++\n\n{text}\n'
    code, _, said = check(run, a_case(tmp_path, **{"statements/acme.md": statement}))
    assert code == 2
    assert f"{tmp_path}/statements/acme.md: the text is not English" in said
    assert "bring in a translation" in said
    assert f"{tmp_path}: 1 of its documents cannot be read, and no verdict knows what they say" in said


@pytest.mark.parametrize(
    "text", ["We did not.", "No comment.", "That is wrong, Acme said.", "Acme!", "Never. Not once.", "Dd."]
)
def test_a_short_statement_in_english_is_read(run, tmp_path, text):
    statement = f'+++\nspeaker = "Acme"\n+++\n\n{text}\n'
    assert check(run, a_case(tmp_path, **{"statements/acme.md": statement}))[0] == 0


def test_a_short_heading_of_foreign_words_is_no_paragraph(run, tmp_path):
    headed = ARTICLE.replace("Acme let", "## La La Land\n\nAcme let")
    assert check(run, a_case(tmp_path, **{"articles/gazette.md": headed}))[2] == ""


def test_a_paragraph_in_another_language_is_told(run, tmp_path):
    both = f"{STATEMENT}\n{NOT_REACHED}\n"
    code, verdicts, said = check(run, a_case(tmp_path, **{"statements/acme.md": both}))
    assert (code, verdicts[0]["access"]) == (0, "disputed")
    assert f"{tmp_path}/statements/acme.md: a paragraph looks like German and is not read: “Wir haben" in said
    assert "put a translation in its place" in said


@pytest.mark.parametrize(
    ("other", "both"),
    [
        ("statements/gazette.md", "articles/gazette.md and statements/gazette.md"),
        ("articles/gazette.txt", "articles/gazette.md and articles/gazette.txt"),
    ],
)
def test_two_documents_of_one_name_are_refused_with_their_places(run, tmp_path, other, both):
    code, verdicts, said = check(run, a_case(tmp_path, **{other: STATEMENT}))
    assert (code, verdicts) == (2, [])
    assert f"{tmp_path}: two documents are called gazette: {both}; give each document" in said


def test_a_name_that_two_partners_share_is_refused(run, tmp_path):
    shared = PARTNERS + '"River Bank" = { aliases = ["The Bank"] }\n'
    code, verdicts, said = check(run, a_case(tmp_path, CASE + shared))
    assert (code, verdicts) == (2, [])
    assert (
        f"{tmp_path}/case.toml: 'the bank' names both Harbour Bank and River Bank; a name belongs to one party"
        in said
    )


def test_one_report_under_two_names_is_told(run, tmp_path):
    code, _, said = check(
        run, a_case(tmp_path, **{"articles/herald.md": ARTICLE.replace("The Gazette", "The Herald")})
    )
    assert code == 0
    assert (
        f"{tmp_path}/articles/herald.md: the same words as {tmp_path}/articles/gazette.md, counted twice"
        in said
    )


@pytest.mark.parametrize("same", ['id = "acme-2020"', 'title = "Acme"'])
def test_cases_that_share_an_id_or_a_title_are_not_exported_over_one_another(run, tmp_path, same):
    other = "\n".join(line if line == same else line.replace("cme", "jax") for line in CASE.splitlines())
    cases = a_case(tmp_path / "one"), a_case(tmp_path / "two", other)
    code, _, said = run("export", *cases, "--out", tmp_path / "out", "--format", "csv")
    assert code == 2
    assert (
        f"{cases[1]}/case.toml: {same.split()[-1].strip(chr(34))!r} is the id or the title of {cases[0]}, too"
        in said
    )
    assert not (tmp_path / "out").exists()


def test_an_article_dated_before_its_event_is_told(run, tmp_path):
    early = ARTICLE.replace("2020-05-02", "2020-04-01")
    code, _, said = check(run, a_case(tmp_path, **{"articles/gazette.md": early}))
    assert code == 0
    assert (
        f"{tmp_path}/articles/gazette.md: published 2020-04-01, before the event of the case (2020-05-01): check"
        in said
    )


def test_a_statement_without_speaker_is_told_whose_it_is_taken_to_be(run, tmp_path):
    bare = STATEMENT.replace('speaker = "Acme"\n', "")
    code, _, said = check(run, a_case(tmp_path, **{"statements/acme.md": bare}))
    assert code == 0
    assert f"{tmp_path}/statements/acme.md: no speaker given: taken to be Acme" in said
    assert 'where it is another, write speaker = "NAME"' in said


@pytest.mark.parametrize("listed", ["", PARTNERS])
@pytest.mark.parametrize("said_by", ["", 'speaker = "Acme"\n'])
def test_a_partners_own_words_under_another_speaker_are_told(run, tmp_path, listed, said_by):
    words = f"+++\n{said_by}+++\n\nAt Harbour Bank, we take care. We had no access to the messages that people write.\n"
    _, _, said = check(run, a_case(tmp_path, CASE + listed, **{"statements/acme.md": words}))
    assert (
        f"{tmp_path}/statements/acme.md: it reads as the words of Harbour Bank, and its speaker is Acme"
        in said
    )
    assert 'write speaker = "Harbour Bank"' in said


def test_a_speaker_whom_nobody_knows_is_told(run, tmp_path):
    strange = STATEMENT.replace('speaker = "Acme"', 'speaker = "Acmee Ltd"')
    code, verdicts, said = check(run, a_case(tmp_path, **{"statements/acme.md": strange}))
    assert (code, verdicts[0]["access"]) == (0, "not_addressed")
    assert (
        f"{tmp_path}/statements/acme.md: the speaker is 'Acmee Ltd', who is neither Acme nor a partner"
        in said
    )


@pytest.mark.parametrize("speaker", ["Acme", "A spokesperson for Acme", "Harbour Bank", "the bank"])
def test_a_speaker_of_the_case_is_known(run, tmp_path, speaker):
    known = STATEMENT.replace('speaker = "Acme"', f'speaker = "{speaker}"')
    assert check(run, a_case(tmp_path, CASE + PARTNERS, **{"statements/acme.md": known}))[2] == ""


@pytest.mark.parametrize(
    ("classes", "who"),
    [
        ('banks = { classes = ["banks"] }', "banks"),
        ('"Harbour Bank" = { classes = ["banks"] }\nbanks = { classes = ["Harbour Bank"] }', "Harbour Bank"),
        ('a = { classes = ["b"] }\nb = { classes = ["c"] }\nc = { classes = ["a"] }', "a"),
    ],
)
def test_a_cycle_in_the_classes_of_partners_is_refused(run, tmp_path, classes, who):
    code, verdicts, said = check(run, a_case(tmp_path, f"{CASE}[partners]\n{classes}\n"))
    assert (code, verdicts) == (2, [])
    assert (
        f"{tmp_path}/case.toml: {who} belongs to a class that belongs to {who}; classes contain their members"
        in said
    )


@pytest.mark.parametrize(
    ("without", "said_of_it"),
    [
        ("articles/gazette.md", "articles: no articles, so nothing is reported that could be checked"),
        ("statements/acme.md", "statements: no statements, so only articles tell what the parties say"),
    ],
)
def test_a_case_without_one_side_is_told(run, tmp_path, without, said_of_it):
    code, _, said = check(run, a_case(tmp_path, **{without: None}))
    assert code == 0
    assert f"{tmp_path}/{said_of_it}; `claims add` brings one in" in said


@pytest.mark.parametrize(
    "case",
    sorted(Path(__file__).parent.parent.glob("data/cases/*/case.toml")),
    ids=lambda path: path.parent.name,
)
def test_nothing_in_a_shipped_case_is_in_doubt(run, case):
    assert check(run, case.parent)[2] == ""
