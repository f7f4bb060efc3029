"""Decoding and front matter: what is declared, what the bytes are, and every complaint with its cure."""

import codecs

import pytest

from claims.documents import read_document, read_text
from claims.documents.decode import decode
from claims.errors import InputError
from claims.types import Role, Span

SENTENCE = "They don’t say who read it — “friends”, it said."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("cp1252"), "cp1252"),
        (f'<html><meta charset="windows-1252">{SENTENCE}'.encode("cp1252"), "cp1252"),
        (f'<meta content="a;charset=latin1">{SENTENCE}'.encode("cp1252"), "iso8859-1"),
        (f'<html><meta charset="latin1">{SENTENCE}'.encode(), "utf-8"),
        (f'<html><meta charset="no-such-charset">{SENTENCE}'.encode(), "utf-8"),
        ('<html><meta charset="windows-1251">банк'.encode("cp1251"), "cp1251"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8"),
    ],
    ids=["utf-8", "cp1252", "declared", "latin", "wrongly", "unknown", "cyrillic", "utf-16", "mark"],
)  # fmt: skip
def test_the_declared_charset_then_utf8_then_cp1252(data: bytes, encoding: str) -> None:
    decoded = decode(data, "page.html")
    assert decoded.encoding == encoding
    assert "банк" in decoded.text or SENTENCE in decoded.text


def test_a_charset_that_the_bytes_contradict_is_warned_of() -> None:
    assert any(
        "latin1" in w or "iso8859-1" in w
        for w in decode(f'<meta charset="latin1">{SENTENCE}'.encode(), "a").warnings
    )
    assert decode(SENTENCE.encode(), "a").warnings == ()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"The bank\x00\x01\x02 read", "binary"),
        (bytes(range(1, 32)) * 4, "binary"),
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04 text", "zip archive"),
        (SENTENCE.encode("utf-16-le"), "UTF-16 without"),
        ("The bank\ufffds clerk".encode(), "U+FFFD at character 8"),
        (SENTENCE.encode()[:-20] + b"\xe2\x80 it \x9d", "broken UTF-8"),
        (codecs.BOM_UTF16_LE + b"a", "does not fit"),
    ],
    ids=["empty", "blank", "zero", "control", "pdf", "zip", "wide", "lost", "broken", "cut"],
)
def test_what_cannot_be_decoded_says_why(data: bytes, found: str) -> None:
    with pytest.raises(InputError, match=found.replace("+", r"\+")) as error:
        decode(data, "a.txt")
    assert error.value.where == "a.txt" and error.value.valid


def test_a_missing_file_and_a_folder_say_why(tmp_path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="this is a folder"):
        read_document(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_document("a\0b.txt")


def test_front_matter_gives_the_fields_and_the_title_is_read() -> None:
    text = (
        "+++\n"
        'title = "Pelican: \\"We never looked\\""\n'
        'publisher = "Evening Courier"\npublished = 2018-12-18\nretrieved = "2020-01-02"\n'
        'kind = "statement"\nspeaker = "Harbour Bank"\ncompany = "Pelican"\n'
        "+++\n\nThe bank had no access.\n"
    )
    document = read_text(text, name="a.md", company="Other", kind="article")
    assert document.title == 'Pelican: "We never looked"'
    assert (document.publisher, document.published, document.retrieved) == (
        "Evening Courier",
        "2018-12-18",
        "2020-01-02",
    )
    assert (document.kind, document.speaker, document.company) == ("statement", "Harbour Bank", "Pelican")
    assert document.reading == 'Pelican: "We never looked"\n\nThe bank had no access.'
    assert document.blocks[0].role is Role.TITLE
    span = document.locate(Span(0, len("Pelican")))
    assert text[span.start : span.end] == "Pelican"


def test_a_title_that_the_body_repeats_is_read_once() -> None:
    document = read_text("+++\ntitle = 'Bank read it'\n+++\n# Bank read it\n\nIt did.", name="a.md")
    assert document.reading == "Bank read it\n\nIt did."


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("titel = 'X'", "unknown key 'titel'; known keys are title, publisher"),
        ("title = X", "not valid TOML"),
        ("title = 3", "title is 3"),
        ("published = '18 December 2018'", "a date is written year-month-day"),
        ("published = 2018-12-18T10:00:00", "a date is written year-month-day"),
        ("kind = 'tweet'", "kinds are article, statement"),
    ],
)
def test_front_matter_that_is_not_valid_names_what_would_be(lines: str, found: str) -> None:
    with pytest.raises(InputError, match=found):
        read_text(f"+++\n{lines}\n+++\nText.", name="a.md")


def test_front_matter_is_bounded() -> None:
    with pytest.raises(InputError, match="not closed within"):
        read_text("+++\n" + "# a comment\n" * 10_000 + "+++\nText.", name="a.md")


def test_front_matter_without_a_text_is_refused() -> None:
    with pytest.raises(InputError, match="no text to read"):
        read_text("+++\ntitle = 'X'\n+++\n", name="a.md")
