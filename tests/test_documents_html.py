"""Saved pages: the article's own blocks are kept, words stay whole, offsets point into the raw HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.documents import read_document, read_text
from claims.documents.html import page_blocks
from claims.types import Document, Role, Span

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Bank could read messages of app users | The Evening Courier</title>
<script>var teaser = "<p>Pelican shared location with shops.</p>";</script>
<style>p { color: red }</style></head>
<body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<header><h1 class="logo">The Evening Courier</h1></header>
<article>
<h1>Bank could read messages of app users</h1>
<p class="standfirst">The chat app Pelican let a bank look into conversations, our documents show.</p>
<p class="byline">By A. Writer</p>
<figure><img src="a.jpg" alt="Pelican sold the photos">
<figcaption>Pelican&#8217;s office. Photograph: A. Writer</figcaption></figure>
<p>Pelican gave Harbour Bank the ability to read, write and delete its users&rsquo; messages, according to
internal documents that the Courier has seen. The bank says that it didn&#8217;t kn<b>o</b>w.</p>
<p>&ldquo;We never looked,&rdquo; a spokes&shy;woman of the bank told the Courier.<br><br>Pelican did not
answer questions by Tuesday evening, and its chief executive declined an interview.</p>
<div class="share"><a>Share on Facebook</a> <a>Tweet</a></div>
<ul><li>Harbour Bank could see who took part in a conversation.</li>
<li>Two retailers received contact lists.</li></ul>
<p>Read more: <a href="/map">Pelican buys a map maker</a></p>
<p>Regulators in two countries have asked Pelican to explain what its engineers had warned of.</p>
<h2>Related stories</h2>
<ul><li><a href="/trips">Map maker sells users&#39; trips to insurers</a></li></ul>
</article>
<aside><p>Most read</p><p>Cinema sold visitor data to a bank that never asked for it, it says.</p></aside>
<footer><p>&copy; 2020 The Evening Courier. All rights reserved.</p></footer>
</body></html>
"""


@pytest.fixture(scope="module")
def page() -> Document:
    return read_text(PAGE, name="page.html")


def paragraphs(document: Document) -> list[str]:
    return document.reading.split("\n\n")


def test_the_article_is_kept_and_the_page_around_it_is_not(page: Document) -> None:
    assert paragraphs(page) == [
        "Bank could read messages of app users",
        "The chat app Pelican let a bank look into conversations, our documents show.",
        "Pelican gave Harbour Bank the ability to read, write and delete its users’ messages, according to "
        "internal documents that the Courier has seen. The bank says that it didn’t know.",
        "“We never looked,” a spokeswoman of the bank told the Courier.",
        "Pelican did not answer questions by Tuesday evening, and its chief executive declined an interview.",
        "Harbour Bank could see who took part in a conversation.",
        "Two retailers received contact lists.",
        "Regulators in two countries have asked Pelican to explain what its engineers had warned of.",
    ]
    assert [block.role for block in page.blocks[:2]] == [Role.TITLE, Role.PARAGRAPH]
    assert [block.role for block in page.blocks[5:7]] == [Role.ITEM, Role.ITEM]


def test_what_is_set_aside_has_its_reason_and_place(page: Document) -> None:
    reasons = {
        page.text[slice(*aside.span)].partition("<")[0].strip(): aside.reason for aside in page.set_aside
    }
    assert reasons["Home"] == "navigation"
    assert reasons["Pelican&#8217;s office. Photograph: A. Writer"] == "caption or credit"
    assert reasons["Read more:"] == "teaser"
    assert reasons["Most read"] == "side column"
    assert reasons["&copy; 2020 The Evening Courier. All rights reserved."] == "page footer"


def test_title_and_company_come_from_the_page(page: Document) -> None:
    assert (page.title, page.company, page.company_inferred) == (
        "Bank could read messages of app users",
        "Pelican",
        True,
    )
    assert page.text == PAGE


@pytest.mark.parametrize(
    ("reading", "raw"),
    [
        ("users’ messages", "users&rsquo; messages"),
        ("didn’t know.", "didn&#8217;t kn<b>o</b>w."),
        ("“We never looked,”", "&ldquo;We never looked,&rdquo;"),
        ("spokeswoman", "spokes&shy;woman"),
        ("to internal", "to\ninternal"),
    ],
)
def test_evidence_is_located_in_the_raw_page(page: Document, reading: str, raw: str) -> None:
    start = page.reading.index(reading)
    assert page.text[slice(*page.locate(Span(start, start + len(reading))))] == raw


def test_html_is_known_by_its_suffix_or_by_its_content(tmp_path) -> None:
    for name in ("a.txt", "a.htm", "a.html"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
        assert read_document(tmp_path / name).title == "Bank could read messages of app users"
    assert read_text("The <b>bank</b> read it.").reading == "The <b>bank</b> read it."


def test_a_page_without_layout_is_read_whole() -> None:
    document = read_text(
        "<html><body><h1>Bank read messages</h1><p>Pelican let it.</p><p>It denies it.</p></body></html>"
    )
    assert paragraphs(document) == ["Bank read messages", "Pelican let it.", "It denies it."]


def test_paragraphs_that_one_extractor_leaves_out_are_warned_of() -> None:
    lead = (
        "Pelican let a bank read messages for two years, the documents that the paper has seen clearly show."
    )
    dropped = PAGE.replace(
        '<p class="standfirst">',
        f'<div class="teaser-content ad-banner"><p>{lead}</p></div><p class="standfirst">',
    )
    document = read_text(dropped, name="a.html")
    assert (lead in document.reading) or any("readability-lxml" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("one<br>two<br><br>three", ["one two", "three"]),
        ("<p>a<!-- <p>no</p> -->b</p>", ["ab"]),
        ("<p>a<script>if (a < b) { '<p>' }</script>b</p>", ["ab"]),
        ('<p title="a > b">c</p>', ["c"]),
        ("<p>3 < 4 & 5 &lt; 6 R&D &bogus; AT&T</p>", ["3 < 4 & 5 < 6 R&D &bogus; AT&T"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<td>a</td><td>b</td>", ["a", "b"]),
        ("<p>un<wbr>broken<span> word</span></p>", ["unbroken word"]),
        ("<select><option>no</select><p>yes", ["yes"]),
        ("</p></div>text<", ["text<"]),
    ],
)
def test_blocks_of_odd_pages(raw: str, texts: list[str]) -> None:
    assert [block.stretch.text for block in page_blocks(raw)] == texts


WORDS = st.sampled_from(["Pelican", "bank", "don’t", "“read”", "é", "a&b", "x<y", "messages.", "日本"])
TAGS = ["<b>{}</b>", "<a href='x'>{}</a>", "{}<!-- c -->", '<span class="c">{}</span>', "{}", "{}<wbr>"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(TAGS), st.booleans()),
        min_size=1,
        max_size=5,
    )
)
def test_words_survive_any_markup(parts: list[tuple[list[str], str, bool]]) -> None:
    raw, expected = "", []
    for words, tag, numeric in parts:
        marked = []
        for word in words:
            escaped = word.replace("&", "&amp;").replace("<", "&lt;")
            if numeric:
                escaped = "".join(f"&#{ord(char)};" for char in word)
            marked.append(tag.format(escaped))
        raw += f"<p>{' '.join(marked)}</p>"
        expected.append(" ".join(words))
    found = page_blocks(raw)
    assert [block.stretch.text for block in found] == expected
    starts = [start for block in found for start in block.stretch.starts]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("<p class=a<b>Acme let it.</p>", ["Acme let it."]),
        ("<p class=a<b id=c<d>Acme let it.</p>", ["Acme let it."]),
        ('<p title=a"b>Acme let it.</p><p>It said "no".</p>', ["Acme let it.", 'It said "no".']),
        ("<p a\"b='>'>Acme let it.</p>", ["Acme let it."]),
        ('<p =">Acme let it.</p>', ["Acme let it."]),
        ("<p a= >Acme let it.</p>", ["Acme let it."]),
        ('<p a\n=\n"x>y">Acme let it.</p>', ["Acme let it."]),
        ('<p a="b"c=\'d>\'>Acme let it.</p a=">">', ["Acme let it."]),
        ("<a href=x/y>Acme</a> let it.", ["Acme let it."]),
        ("<b <p>Acme let it.", ["Acme let it."]),
        ("<p/class=a>Acme let it.</p/>", ["Acme let it."]),
        ("<p\x0b>Acme let it.</p\x0b>", ["Acme let it."]),
        ("Acme let it.<p title='no end>It did not.</p>", ["Acme let it."]),
        ("Acme <!-->let<!---> it<!-- a > b --!>.", ["Acme let it."]),
        ("Acme </ b>let </>it</3>.", ["Acme let it."]),
        ("<p>5 < 6, and 7 > 3, and a<3.</p>", ["5 < 6, and 7 > 3, and a<3."]),
        ("<p>Acme let it &lt;b>.</p>", ["Acme let it <b>."]),
    ],
)
def test_a_tag_ends_where_the_html_standard_ends_it(markup: str, read: list[str]) -> None:
    assert [block.stretch.text for block in page_blocks(markup)] == read
