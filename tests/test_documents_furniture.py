"""Page furniture: what stands around an article is set aside with its reason; the article never is."""

from itertools import chain

import pytest

from claims.documents import read_text
from claims.documents.furniture import read_pattern, reason_for
from claims.documents.stretch import Stretch
from claims.types import Document, Kind
from claims.vocabulary import load

GROUPS = ("line", "teaser", "section", "end")
ENTRIES = [entry for group in GROUPS for entry in load("furniture")[group]]
LEAD = "The chat app Pelican gave Harbour Bank the ability to read its users' private messages for two years."
SECOND = "The bank could also delete messages, according to internal documents that the paper has seen."
THIRD = "Pelican says that its users had agreed to the sharing when they signed up for the app."
LAST = "The regulator has asked Pelican and the bank for an explanation by the end of the month."


def paragraphs(document: Document) -> list[str]:
    return document.reading.split("\n\n")


def stretch(text: str) -> Stretch:
    return Stretch(text, tuple(range(len(text))), len(text))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["sentence"][:40])
def test_each_pattern_catches_its_own_examples_and_no_prose(entry: dict[str, list[str]]) -> None:
    pattern = read_pattern(entry)
    assert entry["matches"] and entry["silent"]
    assert all(
        pattern.catches(stretch(line), Kind.ARTICLE) for line in [entry["sentence"], *entry["matches"]]
    )
    heard = {
        line: reason_for(stretch(line), other, Kind.ARTICLE) for line in entry["silent"] for other in GROUPS
    }
    assert not any(heard.values()), heard


def test_lines_around_and_between_paragraphs_are_set_aside() -> None:
    around = [
        ("Share this article on Facebook", "share line"),
        ("By A. Writer, Technology Editor", "byline"),
        ("December 18, 2018 at 10:03 p.m.", "date line"),
        ("Photo: The app on a phone", "caption or credit"),
        ("Advertisement", "advertisement"),
        (
            "Looking for another way to follow the Courier? You can find us on Flipboard",
            "follow and app promotion",
        ),
        ("Sign up for our newsletter to get the latest in your inbox.", "newsletter promotion"),
        ("This site uses cookies to show you what you like.", "cookie banner"),
        ("© 2018 The Evening Courier. All rights reserved.", "copyright notice"),
    ]
    text = "\n\n".join(chain(["Bank read messages", LEAD], *([line, SECOND] for line, _ in around), [LAST]))
    document = read_text(text)
    assert paragraphs(document) == ["Bank read messages", LEAD, *[SECOND] * len(around), LAST]
    assert [aside.reason for aside in document.set_aside] == [reason for _, reason in around]
    assert [document.text[slice(*aside.span)] for aside in document.set_aside] == [line for line, _ in around]


TAIL = [
    [
        "Harbour freezes over",
        "Ships are waiting outside.",
        "IMG_2034",
        "A dog finds its ring",
        "It had been lost for years.",
    ],
    [
        "Pelican buys a map maker",
        "The price was not named.",
        "Bank opens branch in the old mill",
        "It has two tellers.",
    ],
]


@pytest.mark.parametrize(
    "heading", ["Next Up", "More from the Evening Courier", "You may also like", "Most read"]
)
@pytest.mark.parametrize("tail", TAIL)
def test_other_stories_at_the_end_are_one_section(heading: str, tail: list[str]) -> None:
    document = read_text("\n\n".join(["Bank read messages", LEAD, SECOND, THIRD, LAST, heading, *tail]))
    assert paragraphs(document) == ["Bank read messages", LEAD, SECOND, THIRD, LAST]
    assert [aside.reason for aside in document.set_aside] == ["other stories"]


@pytest.mark.parametrize(
    "inset",
    [
        ["Read more: Pelican buys a map maker"],
        ["ALSO READ", "Pelican buys a map maker"],
        ["Related stories", "Pelican buys a map maker", "Bank opens branch in the old mill"],
        ["Most popular", "Harbour freezes over", "Ships are waiting outside.", "A dog finds its ring"],
        ["Related:", "- Pelican buys a map maker", "- Bank opens branch"],
    ],
)
def test_prose_after_an_inset_survives(inset: list[str]) -> None:
    document = read_text("\n\n".join(["Bank read messages", LEAD, SECOND, *inset, THIRD, LAST]))
    assert paragraphs(document) == ["Bank read messages", LEAD, SECOND, THIRD, LAST]


def test_comments_end_an_article_but_a_comment_link_above_it_does_not() -> None:
    rude = "Pelican gave my messages to an insurer too, everyone knows that it sells everything it has."
    document = read_text(
        "\n\n".join(["Bank read messages", "12 comments", LEAD, SECOND, THIRD, "Comments", rude, LAST])
    )
    assert paragraphs(document) == ["Bank read messages", LEAD, SECOND, THIRD]
    assert document.set_aside[-1].reason == "comments"


def test_a_menu_above_the_article_is_navigation() -> None:
    document = read_text(
        "\n".join(["Courier", "News", "Money", "Sport", "Pelican let bank read messages", LEAD, LAST])
    )
    assert paragraphs(document) == ["Pelican let bank read messages", LEAD, LAST]
    assert document.title == "Pelican let bank read messages"


def test_headlines_with_decks_at_the_end_need_no_heading() -> None:
    tail = [
        *("Mayor of Netherfield resigns after vote", "She had been in office since May."),
        *("Harbour Museum shows ship models again", "Entry is free on Sunday, says Curator Hall."),
        *("A new bakery opens on Mill Road", "Its owner comes from Longbourn."),
        *("Fire in Meryton leaves two homeless", "The cause is not known, says Chief Hill."),
    ]
    document = read_text("\n\n".join(["Bank read messages", LEAD, SECOND, THIRD, LAST, *tail]))
    assert paragraphs(document) == ["Bank read messages", LEAD, SECOND, THIRD, LAST]


@pytest.mark.parametrize(
    "own",
    [
        [*("What Pelican says", "Pelican denies it.", "What the bank says"), "The bank had no access."],
        [*("Next steps", "The regulator decides.", "Related services", "They do."), "Comments by the bank"],
        ["We share data with:", "- banks", "- shops", "- Facebook", "- Twitter"],
        ["“More on this story will come,” it said.", "Read alone, it allows it.", "Follow the money."],
        ["Share prices fell.", "By Tuesday, the bank had closed it.", "Comment was refused."],
    ],
)  # fmt: skip
def test_the_articles_own_short_paragraphs_are_kept(own: list[str]) -> None:
    document = read_text("\n\n".join(["Bank read messages", LEAD, SECOND, THIRD, *own]))
    assert paragraphs(document) == [
        "Bank read messages",
        LEAD,
        SECOND,
        THIRD,
        *(line.removeprefix("- ") for line in own),
    ]
    assert document.set_aside == ()


def test_a_title_may_open_like_a_teaser() -> None:
    document = read_text(f"Watch: Bank reads messages\n\n{LEAD}")
    assert document.title == "Watch: Bank reads messages"


def test_what_a_statement_says_of_cookies_and_newsletters_is_its_own_text() -> None:
    policy = [
        "Privacy Policy of Pelican",
        "We use cookies to let our partners see which pages you read.",
        "Comments",
        "When you leave a comment, we share your e-mail address with Harbour Bank.",
        "Newsletter",
        "If you subscribe to our newsletter, our mail provider receives your name.",
    ]
    document = read_text("\n\n".join(policy), kind="statement")
    assert paragraphs(document) == policy
