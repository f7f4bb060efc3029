"""Highlighted evidence is the document's own text, whatever the spans."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.marks import Mark, block_around, excerpt, marked, reading_span
from claims.types import Document, Kind, Span

TAG = re.compile(r"<[^>]*>")
TEXT = 'The bank <b>read</b> & wrote "private" messages.'


def stripped(html: str) -> str:
    return unescape(TAG.sub("", html))


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(max_size=60))
    offset = st.integers(0, len(text))
    label = st.text(max_size=8)
    pairs = draw(st.lists(st.tuples(offset, offset, label, label), max_size=6))
    return text, [Mark(min(a, b), max(a, b), name, title) for a, b, name, title in pairs]


@given(texts_with_marks())
def test_html_without_its_tags_is_the_text(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    assert stripped(marked(text, marks)) == text


@given(texts_with_marks())
def test_every_marked_character_stands_in_a_mark_and_no_other(drawn: tuple[str, list[Mark]]) -> None:
    text, marks = drawn
    covered = {i for m in marks for i in range(m.start, m.end)}
    seen: set[int] = set()
    position = 0
    for inside, outside in re.findall(r"<mark[^>]*>([^<]*)</mark>|([^<]+)", marked(text, marks)):
        length = len(unescape(inside or outside))
        seen |= set(range(position, position + length)) if inside else set()
        position += length
    assert seen == covered


def test_markup_in_the_text_stays_text() -> None:
    html = marked("<script>alert(1)</script>", [Mark(0, 8)])
    assert "<script" not in html
    assert html.startswith('<mark class="claim">&lt;script&gt;</mark>')


def test_label_and_title_cannot_leave_their_attributes() -> None:
    html = marked("a", [Mark(0, 1, '"><script>', '"onmouseover="x')])
    assert html.count('"') == 4
    assert "<script>" not in html


def test_shared_stretch_carries_both_marks() -> None:
    html = marked("abcdef", [Mark(0, 4, "claim", "one"), Mark(2, 6, "position", "two")])
    assert html == (
        '<mark class="claim" title="one">ab</mark>'
        '<mark class="claim position" title="one · two">cd</mark>'
        '<mark class="position" title="two">ef</mark>'
    )


@pytest.mark.parametrize("mark", [Mark(-1, 2), Mark(3, 2), Mark(0, len(TEXT) + 1)])
def test_mark_outside_the_text_is_refused(mark: Mark) -> None:
    with pytest.raises(ValueError, match="does not lie in a text"):
        marked(TEXT, [mark])


def test_context_is_the_block_around_the_evidence() -> None:
    text = "First block.\n\nThe bank read messages.\nSo it said.\n\nLast block."
    span = Span(text.index("bank"), text.index(" read"))
    window = block_around(text, span)
    assert text[window.start : window.end] == "The bank read messages.\nSo it said."
    assert excerpt(text, window, [Mark(*span), Mark(0, 3)]).startswith(
        'The <mark class="claim">bank</mark> read'
    )


def test_context_of_a_long_block_is_cut_between_words() -> None:
    text = "before " * 50 + "bank" + " after" * 50
    window = block_around(text, Span(350, 354), margin=20)
    assert text[window.start : window.end] == "before before bank after after after"


@given(st.text(alphabet="ab \n", max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 9))
def test_context_contains_the_evidence(text: str, first: int, second: int, margin: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    window = block_around(text, Span(start, end), margin=margin)
    assert window.contains(Span(start, end))
    assert 0 <= window.start <= window.end <= len(text)


def test_evidence_is_found_again_in_the_reading_text() -> None:
    text = "Share this\n\nThe <b>bank</b> read.\n"
    reading = "The bank read."
    origin = (12, 13, 14, 15, 19, 20, 21, 22, *range(27, 34))
    document = Document("a", "a.html", Kind.ARTICLE, text, reading, origin, ())
    span = reading_span(document, Span(text.index("bank"), text.index(" read")))
    assert reading[span.start : span.end] == "bank"
    assert reading_span(document, Span(0, 5)) == Span(0, 0)
