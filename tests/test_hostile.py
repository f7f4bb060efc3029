"""Hostile and broken input: each row is refused in words that name file, find and cure, or read with a safe result."""

import codecs
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.batch import is_case
from claims.documents import read_all, read_case, read_document
from claims.errors import InputError
from claims.evaluation import read_gold
from claims.frames import safe_cell
from claims.lint import read_config
from claims.marks import Mark, marked
from claims.provenance import verify
from claims.review import read_log
from claims.scaffold import new_case
from claims.tables import read_claims, read_verdicts

SAID = "Acme let the bank read the messages of its users, it said."
CASE = 'id = "a"\ntitle = "A"\ncompany = "Acme"\n'
GOLD = {
    "source": "author",
    "stance": "affirms",
    "partner": "Bank",
    "actions": [],
    "data": "messages",
    "consent": "with",
}


def page(body: str) -> bytes:
    """A page with the sentence, and more in its body."""
    return f"<html><body><p>{SAID}</p>{body}</body></html>".encode()


def front(lines: str) -> bytes:
    """A Markdown file with a front matter."""
    return f"+++\n{lines}\n+++\n{SAID}".encode()


# name, file, bytes, what the refusal says
DOCUMENTS: list[tuple[str, str, bytes, str]] = [
    ("empty", "a.txt", b"", "empty"),
    ("blank", "a.txt", b" \n\t ", "empty"),
    ("only a mark", "a.txt", codecs.BOM_UTF8, "no text|empty"),
    ("UTF-16 without mark", "a.txt", SAID.encode("utf-16-le"), "UTF-16 without"),
    ("UTF-16 big without mark", "a.txt", SAID.encode("utf-16-be"), "UTF-16 without"),
    ("UTF-16 cut", "a.txt", codecs.BOM_UTF16_LE + b"abc", "does not fit"),
    ("UTF-16 half a pair", "a.txt", codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "does not fit"),
    ("UTF-32 cut", "a.txt", codecs.BOM_UTF32_LE + b"abc", "does not fit"),
    ("zero bytes", "a.txt", SAID.encode() + b"\0", "zero bytes"),
    ("control characters", "a.txt", b"\x01\x02\x03" + SAID.encode(), "control characters"),
    ("broken UTF-8", "a.txt", "“ab” “cd”".encode() + b" \xe2\x80 x", "broken UTF-8"),
    ("mixed UTF-8 and cp1252", "a.txt", "It’s “so”".encode() + b" don\x92t", "broken UTF-8"),
    ("lost characters", "a.txt", "It\ufffds".encode(), "U\\+FFFD"),
    ("PDF", "a.txt", b"%PDF-1.7", "PDF"),
    ("zip bomb", "a.txt", b"PK\x03\x04" + b"\0" * 99, "zip"),
    ("zip called a page", "a.html", b"PK\x03\x04<html>", "zip"),
    ("gzip", "a.html", b"\x1f\x8b\x08", "gzip"),
    ("old office file", "a.txt", b"\xd0\xcf\x11\xe0", "office"),
    ("picture", "a.md", b"\x89PNG\r\n", "PNG"),
    ("Parquet", "a.txt", b"PAR1\0\0\0\0PAR1", "Parquet"),
    ("one line of 50 MB", "a.txt", b"a " * 25_000_000, "at most 20,000,000"),
    ("one line of 2 MB", "a.txt", b"the word " * 222_222, "at most 1,000,000"),
    ("100,000 divs", "a.html", page("<div>" * 100_000), "nested more than 512"),
    ("100,000 open spans", "a.html", page("<span>" * 100_000), "nested more than 512"),
    ("only markup", "a.html", b"<html><script>alert(1)</script></html>", "no text"),
    ("only a style", "a.html", b"<html><style>p{}</style></html>", "no text"),
    ("only an SVG bomb", "a.html", b"<html><svg><text>" + b"lol" * 99 + b"</text></svg></html>", "no text"),
    ("front matter unclosed", "a.md", b"+++\ntitle = 'a'\n" + SAID.encode(), "not closed"),
    ("front matter gigantic", "a.md", front("# x\n" * 50_000), "not closed within"),
    ("front matter twice a key", "a.md", front("title = 'a'\ntitle = 'b'"), "not valid TOML"),
    ("front matter unknown key", "a.md", front("path = '../x'"), "unknown key 'path'"),
    ("front matter of a huge number", "a.md", front("title = " + "9" * 5000), "not valid TOML"),
    ("front matter nested", "a.md", front("title = " + "[" * 20_000), "not valid TOML"),
    ("front matter NaN", "a.md", front("title = nan"), "title is nan"),
    ("front matter infinite", "a.md", front("published = inf"), "published is inf"),
    ("date that is none", "a.md", front("published = 2018-13-45"), "not valid TOML"),
    ("date that is none, as text", "a.md", front("published = '2018-13-45'"), "year-month-day"),
    ("kind of another type", "a.md", front("kind = ['article']"), "write it as text"),
    ("kind that is none", "a.md", front("kind = '../article'"), "kinds are"),
    ("front matter alone", "a.md", b"+++\ntitle = 'a'\n+++\n", "no text"),
    ("German", "a.txt", b"Die Bank konnte die Nachrichten der Nutzer lesen, und das war nicht erlaubt.", "German"),
    ("Cyrillic", "a.txt", ("банк читал сообщения " * 9).encode(), "not English"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "content", "found"), DOCUMENTS, ids=[row[0] for row in DOCUMENTS])
def test_a_hostile_document_is_refused_in_words(tmp_path, name, file, content, found) -> None:
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(InputError, match=found) as error:
        read_document(path)
    assert str(path) in error.value.where and error.value.valid, name


# name, file, bytes, what must not be read
READ: list[tuple[str, str, bytes, str]] = [
    ("BOM", "a.txt", codecs.BOM_UTF8 + SAID.encode(), "\ufeff"),
    ("UTF-16 with mark", "a.txt", codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"), "\ufeff"),
    ("UTF-16 big with mark", "a.txt", codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), "\ufeff"),
    ("UTF-32 with mark", "a.txt", codecs.BOM_UTF32_LE + SAID.encode("utf-32-le"), "\ufeff"),
    ("cp1252", "a.txt", (SAID + " It’s so.").encode("cp1252"), "\x92"),
    ("latin-1", "a.txt", (SAID + " Café.").encode("latin-1"), "Ã"),
    ("zero width", "a.txt", SAID.replace("Acme", "Ac\u200b\u200d\u2060me").encode(), "\u200b"),
    ("soft hyphen", "a.txt", SAID.replace("Acme", "Ac\u00adme").encode(), "\u00ad"),
    ("script", "a.html", page("<script>alert(1)</script>"), "alert"),
    ("script unclosed", "a.html", page("<script>alert(1)"), "alert"),
    ("style", "a.html", page("<style>.alert{}</style>"), "alert"),
    ("iframe", "a.html", page("<iframe srcdoc='alert'>alert</iframe>"), "alert"),
    ("event handler", "a.html", page("<img src=x onerror='alert(1)'>"), "alert"),
    ("SVG script", "a.html", page("<svg onload='alert(1)'><text>alert</text></svg>"), "alert"),
    ("template", "a.html", page("<template><p>alert</p></template>"), "alert"),
    ("billion laughs", "a.html", b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
     + page("<p>&b;&b;</p>"), "lollol"),
    ("outer entity", "a.html", b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page("&x;"), "root:"),
    ("declaration unclosed", "a.html", page("<!alert"), "alert"),
    ("comment unclosed", "a.html", page("<!-- alert"), "alert"),
    ("charset of escapes", "a.html", b'<html><meta charset="unicode_escape">' + page("\\ud800"), "\ud800"),
    ("charset idna", "a.html", b'<html><meta charset="idna">' + page(""), "\ufffd"),
    ("charset punycode", "a.html", b'<html><meta charset="punycode">' + page(""), "\ufffd"),
    ("charset UTF-7", "a.html", b'<html><meta charset="utf-7">' + page("+ADw-script+AD4-alert"), "<script"),
    ("charset that is a zip", "a.html", b'<html><meta charset="zlib_codec">' + page(""), "\ufffd"),
    ("character of no number", "a.html", page("&#0;&#xFFFFFF;&#55296;"), "\0"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file", "content", "never"), READ, ids=[row[0] for row in READ])
def test_a_hostile_document_is_read_without_its_sting(tmp_path, name, file, content, never) -> None:
    path = tmp_path / file
    path.write_bytes(content)
    document = read_document(path)
    assert "Acme let the bank read" in document.reading, name
    assert never not in document.reading
    document.reading.encode("utf-8")
    assert len(document.origin) == len(document.reading) + 1
    assert all(0 <= place <= len(document.text) for place in document.origin)


def put(folder: Path, name: str, text: str = "") -> Path:
    """A file in a folder, its parents made."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def loop(folder: Path, name: str) -> Path:
    """A link that leads to itself."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).symlink_to(folder / name)
    return folder


def gold(folder: Path, content: Any) -> Path:
    """A folder with one gold file, as JSON unless it is text already."""
    return put(folder, "a.json", content if isinstance(content, str) else json.dumps(content))


def rows(**changed: Any) -> Any:
    """Gold of one claim, some of its fields changed."""
    return {"doc": "a", "claims": [{**GOLD, **changed}]}


# name, what is made and read, what the refusal says
FOLDERS: list[tuple[str, Callable[[Path], object], str]] = [
    ("no case", read_case, "no case.toml"),
    ("case.toml empty", lambda f: read_case(put(f, "case.toml")), "no id, title, company"),
    ("case.toml a folder", lambda f: read_case(put(f, "case.toml/x").absolute()), "no case.toml"),
    ("case.toml a loop", lambda f: read_case(loop(f, "case.toml")), "no case.toml"),
    ("case.toml unknown key", lambda f: read_case(put(f, "case.toml", CASE + "x = 1")), "unknown key 'x'"),
    ("case.toml twice a key", lambda f: read_case(put(f, "case.toml", CASE + CASE)), "not valid TOML"),
    ("case.toml huge number", lambda f: read_case(put(f, "case.toml", CASE + "date = " + "9" * 5000)), "not valid TOML"),
    ("case.toml too large", lambda f: read_case(put(f, "case.toml", CASE + "#" * 1_000_001)), "too large"),
    ("id climbs", lambda f: read_case(put(f, "case.toml", CASE.replace('"a"', '"../../x"'))), "id is"),
    ("id absolute", lambda f: read_case(put(f, "case.toml", CASE.replace('"a"', '"/etc"'))), "id is"),
    ("id with a line end", lambda f: read_case(put(f, "case.toml", CASE.replace('"a"', '"a\\nb"'))), "id is"),
    ("classes in a circle", lambda f: read_case(put(f, "case.toml", CASE + "[partners]\nB = {classes = ['C']}\n"
     "C = {classes = ['B']}")), "belongs to a class"),
    ("new case climbing", lambda f: new_case(f / "..x"), "id is"),
    ("new case half a character", lambda f: new_case(f / "x", title="\udcff"), "half a character"),
    ("document of too long a name", lambda f: read_document(f / ("a" * 5000)), "cannot be read"),
    ("document of a zero byte", lambda _: read_document("a\0.txt"), "cannot be read"),
    ("document a folder", read_document, "this is a folder"),
    ("document missing", lambda f: read_document(f / "x.txt"), "no such file"),
    ("document a loop", lambda f: read_document(loop(f, "a.txt") / "a.txt"), "cannot be read"),
    ("gold none", read_gold, "no gold claims"),
    ("gold not JSON", lambda f: read_gold(gold(f, "{")), "not JSON"),
    ("gold a list", lambda f: read_gold(gold(f, [])), "no gold claims"),
    ("gold NaN", lambda f: read_gold(gold(f, '{"doc": "a", "claims": NaN}')), "float in place of a list"),
    ("gold nested", lambda f: read_gold(gold(f, "[" * 200_000)), "not JSON"),
    ("gold a huge number", lambda f: read_gold(gold(f, "9" * 5000)), "not JSON"),
    ("gold a folder", lambda f: read_gold(put(f, "a.json/x")), "cannot be read"),
    ("gold claims of text", lambda f: read_gold(gold(f, {"doc": "a", "claims": ["x"]})), "record 1"),
    ("gold a partner of a number", lambda f: read_gold(gold(f, rows(partner=3))), "partner is a str"),
    ("gold actions of text", lambda f: read_gold(gold(f, rows(actions="read"))), "actions is a list"),
    ("gold twice a document", lambda f: read_gold(put(gold(f, rows()), "b.json", json.dumps(rows()))), "gold for a twice"),
    ("gold verdicts an object", lambda f: read_gold(put(gold(f, rows()), "verdicts.json", "{}")), "dict in place of a list"),
    ("gold verdicts empty rows", lambda f: read_gold(put(gold(f, rows()), "verdicts.json", "[{}]")), "partner is a str"),
    ("claims missing", lambda f: read_claims(f / "x.csv"), "no such file"),
    ("claims a folder", read_claims, "cannot be read"),
    ("claims empty", lambda f: read_claims(put(f, "x.csv") / "x.csv"), "not a readable table"),
    ("claims of another version", lambda f: read_claims(put(f, "x.csv", "doc,kind\n") / "x.csv"), "another version"),
    ("verdicts of another version", lambda f: read_verdicts(put(f, "x.csv", "partner\n") / "x.csv"), "another version"),
    ("review of no version", lambda f: read_log(put(f, "review.csv", "id,time\n")), "no review file"),
    ("review of a newer program", lambda f: read_log(put(f, "review.csv", "review_v99,x\n")), "newer program"),
    ("review of a huge version", lambda f: read_log(put(f, "review.csv", f"review_v{'9' * 5000}\n")), "no review file"),
    ("review cut in half", lambda f: read_log(put(f, "review.csv", '"review_v1","ti')), "unexpected end"),
    ("review a folder", lambda f: read_log(put(f, "review.csv/x")), "cannot be read"),
    ("linter's settings huge", lambda f: read_config(put(f, "case.toml", "x = " + "9" * 5000)), "cannot be read"),
    ("linter's settings broken", lambda f: read_config(put(f, "case.toml", "[lint")), "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "reads", "found"), FOLDERS, ids=[row[0] for row in FOLDERS])
def test_a_hostile_folder_or_table_is_refused_in_words(tmp_path, name, reads, found) -> None:
    with pytest.raises(InputError, match=found) as error:
        reads(tmp_path)
    assert error.value.where and error.value.found and error.value.valid, name


@pytest.mark.parametrize(
    ("made", "found"),
    [
        (lambda f: put(f, "articles", "x"), "this is a file"),
        (lambda f: loop(f, "provenance/x.toml"), "cannot be followed"),
    ],
    ids=["articles a file", "record a loop"],
)
def test_the_rest_of_a_case_is_read(tmp_path, made, found) -> None:
    case = made(put(tmp_path, "case.toml", CASE))
    told = [*map(str, read_case(case).problems), *(check.detail for check in verify(case))]
    assert any(found in one for one in told)


def test_a_name_that_no_disk_can_hold_stops_no_batch(tmp_path) -> None:
    put(tmp_path, "b.txt", SAID)
    long = str(tmp_path / ("a" * 5000))
    assert not is_case(long)
    first, second = read_all([long, tmp_path / "b.txt"])
    assert isinstance(first, InputError) and second.name == "b"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(start) -> None:
    assert str(safe_cell(f"{start}HYPERLINK(1)")).startswith("'")


@pytest.mark.parametrize(
    "sting", ["<script>alert(1)</script>", "<img onerror=x>", "</mark><svg onload=x>", '"><b>']
)
def test_a_marked_text_escapes_what_it_marks(sting) -> None:
    shown = marked(f"a {sting} b", [Mark(0, 5, title=sting), Mark(3, 9)])
    assert sting not in shown and "<script" not in shown and "<svg" not in shown and "<img" not in shown


# name, suffix, a piece that is repeated, what stands before it
GROWING = [
    ("tags unclosed", "html", "<a ", "<html><p>x</p>"),
    ("tags unclosed in a quote", "html", "<a b='", "<html><p>x</p>"),
    ("equals signs", "html", "= ", "<html><p>x</p><a "),
    ("spaces in a tag", "html", "a     =     ", "<html><p>x</p><a "),
    ("quotes in a name", "html", "a\"'", "<html><p>x</p><a "),
    ("ends of nothing", "html", "</ ", "<html><p>x</p>"),
    ("declarations unclosed", "html", "<!", "<html><p>x</p>"),
    ("closing tags of nothing", "html", "</p>", "<html><p>x</p>"),
    ("comments before nothing", "txt", "<!-- -->", ""),
    ("comments unclosed", "md", "<!-- a ", "x "),
    ("pictures unclosed", "md", "![a", "x "),
    ("notes unclosed", "md", "[^a", "x "),
    ("asterisks", "md", "*a ", ""),
    ("ampersands", "html", "&", "<html><p>x</p>"),
    ("quotation marks", "txt", '"a ', ""),
    ("brackets", "md", "([{", "x "),
    ("line ends", "txt", "\n\n", "x"),
    ("commas", "txt", "a, ", ""),
]


@pytest.mark.parametrize(("name", "suffix", "piece", "before"), GROWING, ids=[row[0] for row in GROWING])
def test_reading_takes_time_in_proportion(name, suffix, piece, before) -> None:
    from claims.documents.html import looks_like_html, page_blocks
    from claims.documents.plain import read_plain

    def seconds(times: int) -> float:
        text, started = before + piece * times + " end", time.process_time()
        looks_like_html(text)
        _ = page_blocks(text) if suffix == "html" else read_plain(text, markdown=suffix == "md")
        return time.process_time() - started

    seconds(100)
    few, many = min(seconds(5_000) for _ in range(3)), min(seconds(20_000) for _ in range(2))
    assert many < 10 * few + 0.05, name
