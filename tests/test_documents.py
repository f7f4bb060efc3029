"""Reading: whatever the file, every character that the parser sees is found again in the file as given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.documents import read_all, read_document, read_text
from claims.errors import InputError
from claims.types import Document, Kind, Role, Span

ARTICLE = """Pelican let a bank read private messages

The chat app Pelican gave Harbour Bank the ability to read its users' messages, documents show.

Pelican says that users had agreed.
"""
MORE = "It went on for years, the documents show, and nobody asked. "
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n\n",
            "\r\n",
            "\r\n\r\n",
            " ",
            "  ",
            "\t",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "\u00ad",
            "\u2028",
            "\x85",
        ),
        *(
            "- ",
            "* ",
            "1. ",
            "# ",
            "> ",
            "**",
            "*",
            "_",
            "`",
            "[link](https://a.example)",
            "![p](p.jpg)",
            "---\n",
            "+++\n",
        ),
        *(
            "Next Up",
            "Read more",
            "Comments",
            "Publish date:",
            "Pelican shared messages with the bank.",
            "don’t",
            "'",
            "“",
        ),
        *(
            "<p>",
            "</p>",
            "<br>",
            "<b>",
            "</b>",
            "&#8217;",
            "&amp;",
            "&nbsp;",
            "&bogus;",
            "<!--",
            "-->",
            "<h1>",
            "<li>",
        ),
        *(
            "<html>",
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            '<a href="',
            "<",
            "&",
            ">",
            "é",
            "日本",
            "𝒳",
        ),
    ]
)
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
ANY_NAME = st.sampled_from(["page.txt", "page.md", "page.html"])


def blocks(document: Document) -> list[tuple[Role, str]]:
    return [(b.role, document.reading[b.span.start : b.span.end]) for b in document.blocks]


def check_invariants(document: Document) -> None:
    assert len(document.origin) == len(document.reading) + 1
    assert all(first <= second for first, second in zip(document.origin, document.origin[1:], strict=False))
    assert all(0 <= offset <= len(document.text) for offset in document.origin)
    assert all(0 <= b.span.start < b.span.end <= len(document.reading) for b in document.blocks)
    assert "\n\n".join(text for _, text in blocks(document)) == document.reading
    assert all(0 <= a.span.start < a.span.end <= len(document.text) and a.reason for a in document.set_aside)
    for char, offset in zip(document.reading, document.origin, strict=False):
        found = document.text[offset : offset + 1]
        assert found == char or char.isspace() or found in ("&", "\\"), (char, found)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, ANY_NAME)
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    try:
        document = read_text(text, name=name)
    except InputError:
        return
    check_invariants(document)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("bytes") / "any.txt"
    file.write_bytes(data)
    try:
        document = read_document(file)
    except InputError:
        return
    check_invariants(document)


def test_bare_text_needs_nothing_else() -> None:
    document = read_text(ARTICLE)
    assert document.kind is Kind.ARTICLE
    assert document.title == "Pelican let a bank read private messages"
    assert (document.company, document.company_inferred) == ("Pelican", True)
    assert [role for role, _ in blocks(document)] == [Role.TITLE, Role.PARAGRAPH, Role.PARAGRAPH]


def test_options_give_what_the_text_lacks() -> None:
    document = read_text(
        ARTICLE, kind="statement", company="Pelican Inc.", aliases=["the app"], speaker="Harbour Bank"
    )
    assert (document.kind, document.speaker) == (Kind.STATEMENT, "Harbour Bank")
    assert (document.company, document.company_inferred) == ("Pelican Inc.", False)
    assert document.aliases == ("the app", "Pelican")


def test_the_speaker_of_a_statement_is_taken_to_be_the_company_and_said_so() -> None:
    document = read_text(ARTICLE, kind=Kind.STATEMENT, company="Pelican")
    assert document.speaker == "Pelican"
    assert any("no speaker given" in warning for warning in document.warnings)


def test_a_text_that_says_we_throughout_is_taken_to_be_a_statement() -> None:
    policy = "How we share data\n\nWe share your location with partners.\n\nOur partners are banks."
    document = read_text(policy)
    assert document.kind is Kind.STATEMENT
    assert any("taken to be a statement" in warning for warning in document.warnings)
    assert read_text(policy, kind="article").kind is Kind.ARTICLE


@pytest.mark.parametrize(
    "text",
    [
        "“We never sold data,” Pelican said. “We share it with our partners,” a spokesman told us.",
        "I deleted the app. We all should: my messages went to our bank, and I never agreed.",
        "The company said that it shares data with us reporters on request, and told us so.",
    ],
)
def test_quotations_and_essays_are_no_statements(text: str) -> None:
    assert read_text(text).kind is Kind.ARTICLE


def test_evidence_is_located_in_the_file_as_given() -> None:
    document = read_text("Title here\r\n\r\nPelican  sent\r\nmessages to\u200b the bank.\r\n")
    start = document.reading.index("Pelican sent messages to the bank.")
    span = document.locate(Span(start, start + len("Pelican sent messages to the bank.")))
    assert document.text[span.start : span.end] == "Pelican  sent\r\nmessages to\u200b the bank."


@pytest.mark.parametrize("paragraphs", [["It shared names.", "The bank saw it.", "Nobody was told."]])
def test_a_text_with_a_paragraph_on_each_line_is_split_line_by_line(paragraphs: list[str]) -> None:
    long = [f"{paragraph} {MORE * 3}".strip() for paragraph in paragraphs]
    for lines in (paragraphs, long):
        document = read_text("A headline\n" + "\n".join(lines))
        assert [text for _, text in blocks(document)] == ["A headline", *lines]


def test_a_soft_wrapped_paragraph_is_one_block() -> None:
    text = (
        "Pelican gave Harbour Bank the ability to read its\n"
        "users' private messages. Netherfield Books, a\n"
        "retailer, could see lists of friends.\n"
        "\n"
        "The bank denies it. A spokeswoman says that no one\n"
        "at the bank ever looked.\n"
    )
    assert [text for _, text in blocks(read_text(text))] == [
        "Pelican gave Harbour Bank the ability to read its users' private messages. "
        "Netherfield Books, a retailer, could see lists of friends.",
        "The bank denies it. A spokeswoman says that no one at the bank ever looked.",
    ]


def test_headings_and_items_have_their_roles_and_lose_their_markers() -> None:
    text = (
        "A headline\n\nWe share data with:\n\n- banks,\n* shops, and\n• map makers.\n1. insurers\n\n"
        "What we keep\n\nNothing."
    )
    assert blocks(read_text(text)) == [
        (Role.TITLE, "A headline"),
        (Role.PARAGRAPH, "We share data with:"),
        (Role.ITEM, "banks,"),
        (Role.ITEM, "shops, and"),
        (Role.ITEM, "map makers."),
        (Role.ITEM, "insurers"),
        (Role.HEADING, "What we keep"),
        (Role.PARAGRAPH, "Nothing."),
    ]


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("It **shared** data with *two* banks.", "It shared data with two banks."),
        (
            "It [shared](https://a.example/x_(y)) data with [**two** banks][1].",
            "It shared data with two banks.",
        ),
        (
            "The `user_id` went to snake_bank_a and 3 * 4 * 5.",
            "The user_id went to snake_bank_a and 3 * 4 * 5.",
        ),
        ("It shared data\nwith two banks.", "It shared data with two banks."),
        ("> It shared data\n> with two banks.", "It shared data with two banks."),
        (r"It shared \*all\* data.", "It shared *all* data."),
        ("Un**believ**able sharing.[^1]", "Unbelievable sharing."),
    ],
)
def test_markdown_is_read_without_its_markup(raw: str, reading: str) -> None:
    document = read_text(f"# Head\n\n{raw}\n", name="a.md")
    assert document.reading == f"Head\n\n{reading}"
    check_invariants(document)


def test_markdown_pictures_are_set_aside() -> None:
    document = read_text("# Head\n\n![The bank read messages](a.jpg)\n\nIt did.\n", name="a.md")
    assert document.reading == "Head\n\nIt did."
    assert [aside.reason for aside in document.set_aside] == ["picture"]


def test_a_batch_goes_on_after_a_bad_document(tmp_path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "c.md").write_text("+++\npublisheer = 'X'\n+++\nText.")
    (tmp_path / "d.html").write_text(f"<html><body><p>{ARTICLE}</p></body></html>")
    (tmp_path / "notes.csv").write_text("not,a,document")
    found = list(read_all([tmp_path, tmp_path / "missing.txt"]))
    assert [type(each) for each in found] == [Document, InputError, InputError, Document, InputError]
    assert [each.name for each in found if isinstance(each, Document)] == ["a", "d"]


def test_reading_twice_gives_the_same() -> None:
    assert read_text(ARTICLE) == read_text(ARTICLE)


@pytest.mark.parametrize(
    "text",
    [
        "Wir haben der Bank keinen Zugang zu den Nachrichten unserer Kunden gegeben, und wer etwas anderes sagt, hat unsere"
        " Erklärung nicht gelesen.",
        "Nous n'avons jamais donné à la banque un accès aux messages privés de nos clients, et nous démentons ce que dit"
        " cet article.",
        "Nunca hemos dado al banco acceso a los mensajes privados de nuestros clientes, y rechazamos lo que dice este"
        " artículo por completo.",
    ],
)
def test_a_text_in_another_language_is_refused_rather_than_read_as_silence(text):
    with pytest.raises(InputError, match="is not English"):
        read_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nein, danke.",
        "Netflix, Spotify, Bing, Amazon, Apple, Yahoo",
        "The bank could read what people wrote to one another.",
    ],
)
def test_short_texts_and_lists_of_names_are_read(text):
    assert read_text(text).reading


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry. We listened to recordings of our customers, and we should have asked them.",
        "We strongly dispute this. Our company has never asked for that, and none of us ever saw a message.",
        "You decide who can see your posts. Your messages are yours, and your contacts stay on your phone.",
        "Who gets my data? We share data with our advertisers, and we ask that they delete it after we show our ads.",
    ],
)
def test_a_short_statement_is_known_by_its_voice(text):
    assert read_text(text).kind == "statement"


@pytest.mark.parametrize(
    "text",
    [
        "The company said that it had stopped. Its users were told on Monday, a spokesperson said.",
        'The firm shared data. "We are sorry, and we have told our users," it said. Regulators said they would look.',
        "I wrote to the company, and we talked. I am not sure what our data is worth to my bank, I said.",
        "We tested ten apps that users trust. We found that our phones sent data to partners of the apps, and we asked "
        "each company how it shares our information. In our test the US version shared our contacts with advertisers.",
    ],
)
def test_reports_and_personal_accounts_are_no_statements(text):
    assert read_text(text).kind == "article"
