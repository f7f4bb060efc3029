"""Whom a mention stands for, who belongs to a class, and under which name a source is filed."""

import pytest

from claims.extraction.parties import find_mentions
from claims.extraction.references import References


@pytest.fixture
def read(nlp):
    def references(text: str) -> References:
        return References(find_mentions(nlp(text), company="Larkfield"))

    return references


def last(references: References, words: str):
    """The last mention whose text ends in these words."""
    return [m for m in references.mentions if references.doc[m.start : m.end].text.lower().endswith(words)][
        -1
    ]


def meant(references: References, words: str) -> list[str]:
    return [m.name for m in references.resolve(last(references, words))]


BOTH = "Larkfield let Quillo and Norvane Bank read private messages. "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (BOTH + "These two companies could also delete them.", "companies", ["Quillo", "Norvane Bank"]),
        (BOTH + "The companies deny it.", "companies", ["Quillo", "Norvane Bank"]),
        (BOTH + "Both have lost access.", "both", ["Quillo", "Norvane Bank"]),
        (BOTH + "The former denies it.", "former", ["Quillo"]),
        (BOTH + "The latter denies it.", "latter", ["Norvane Bank"]),
        (
            "Quillo, Tessary and Pellman pay Meta. The three firms said no.",
            "firms",
            ["Quillo", "Tessary", "Pellman"],
        ),
        ("Locations go to brokers. These brokers resell them.", "these brokers", ["brokers"]),
    ],
)
def test_groups_point_back_to_those_told_of(read, text, words, expected):
    assert meant(read(text), words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (BOTH + "The bank denies it.", "the bank", ["Norvane Bank"]),
        ("Larkfield, a social network, sold them. The network denies it.", "the network", ["Larkfield"]),
        ("Quillo asked and Larkfield sold them. The company denies it.", "the company", ["Larkfield"]),
        ("The firm Tessary bought them from Larkfield. The company kept them.", "the company", ["Tessary"]),
        (
            "Data broker Tessary bought them. Quillo did not. The broker kept it.",
            "the broker",
            ["Tessary"],
        ),
        (
            "Quillo, an insurer, paid. Larkfield sold more. The insurer kept it.",
            "the insurer",
            ["Quillo"],
        ),
        (
            "The Tollbridge Herald asked. The newspaper got no answer.",
            "the newspaper",
            ["Tollbridge Herald"],
        ),
        ("The data went to the analytics firm Tessary.", "firm", ["Tessary"]),
        ("Larkfield's subsidiary, Dovecote, sold them.", "subsidiary", ["Dovecote"]),
        ("The Quillo app sold them.", "app", ["Quillo"]),
    ],
)
def test_a_class_noun_points_back_to_the_name_it_fits(read, text, words, expected):
    assert meant(read(text), words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Quillo said it had read nothing.", "it", ["Quillo"]),
        ("Quillo bought locations. It said users had agreed.", "it", ["Quillo"]),
        (
            "The Tollbridge Herald says Quillo paid. It also says more.",
            "it",
            ["Tollbridge Herald"],
        ),
        ("Quillo and Tessary said they were unaware.", "they", ["Quillo", "Tessary"]),
        ("We use vendors to offer help. We share locations with them.", "them", ["vendors"]),
        ("Users were told that they could refuse.", "they", ["users"]),
    ],
)
def test_pronouns_take_the_subject_above_that_agrees(read, text, words, expected):
    assert meant(read(text), words) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quillo bought locations. The bank kept them.", "the bank"),
        ("Larkfield told the company that makes the phone.", "the company"),
        ("Quillo bought locations. Another company kept them.", "company"),
        ("Quillo bought locations. These two companies kept them.", "companies"),
        ("Larkfield sold locations. It deleted them.", "them"),
        ("The records show a sale. It took months.", "it"),
        ("Two regulators asked. Partners could see it.", "partners"),
    ],
)
def test_an_unsafe_guess_stays_open(read, text, words):
    assert meant(read(text), words) == []


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "It shared them with device makers including Pellman, Apple and iRobot.",
            "makers",
            ["Pellman", "Apple", "iRobot"],
        ),
        ("It has partners such as Quillo and Tessary.", "partners", ["Quillo", "Tessary"]),
        ("Firms like Quillo got them.", "firms", ["Quillo"]),
        ("It went to third parties (Quillo, Tessary, etc.) in May.", "parties", ["Quillo", "Tessary"]),
        ("Quillo, Tessary and other partners got them.", "partners", ["Quillo", "Tessary"]),
        ("Our vendors include Quillo and Tessary.", "vendors", ["Quillo", "Tessary"]),
        ("The dating apps Quillo and Tessary got them.", "apps", ["Quillo", "Tessary"]),
        ("It shared them with firms that sell locations, including Tessary.", "firms", ["Tessary"]),
        ("Partners, Quillo said, got nothing.", "partners", []),
        ("Advertisers and Quillo got them.", "advertisers", []),
        ("It sells them to insurers, including by mail.", "insurers", []),
    ],
)
def test_members_are_those_listed_under_the_class(read, text, words, expected):
    references = read(text)
    assert [m.name for m in references.members_of(last(references, words))] == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("A spokesman for Quillo said it read nothing.", "A spokesman for Quillo", "Quillo"),
        ("Quillo read messages. A spokeswoman said the firm had not asked.", "A spokeswoman", "Quillo"),
        ("Quillo's chief privacy officer said so.", "Quillo's chief privacy officer", "Quillo"),
        ("The Tollbridge Herald asked. The newspaper says so.", "The newspaper", "Tollbridge Herald"),
        ("Internal e-mails reveal a sale.", "Internal e-mails", "internal e-mails"),
        ("Two former employees said so.", "Two former employees", "former employees"),
        (
            "A report by the Tollbridge Herald is out. The report says so.",
            "The report",
            "Tollbridge Herald",
        ),
        (
            "The findings of a study by Norvane University say so.",
            "The findings",
            "Norvane University",
        ),
        (
            "The reports, in the Tollbridge Herald and Reuters, say so.",
            "The reports",
            "Tollbridge Herald and Reuters",
        ),
        ("Two articles, in Reuters and The Guardian, say so.", "Two articles", "Reuters and The Guardian"),
        ("The report, by the Tollbridge Herald, says so.", "The report", "Tollbridge Herald"),
        ("The report, in February, says so.", "The report", "report"),
        ("The report, in a way, says so of the Norvane Post.", "The report", "report"),
        ("The privacy policy says so.", "The privacy policy", "Larkfield"),
        ("The lawsuit says so.", "The lawsuit", "lawsuit"),
        ("Several of the brokers said so.", "Several of the brokers", "brokers"),
        ("Car brands share data. More than half said they sell it.", "half", "car brands"),
        ("Quillo and Tessary told the paper so.", "Quillo and Tessary", "Quillo and Tessary"),
        (
            "A person who left Tessary said so.",
            "A person who left Tessary",
            "person who left Tessary",
        ),
        ("Quillo paid. It said users had agreed.", "It", "Quillo"),
        ("The regulator said so.", "The regulator", "regulator"),
    ],
)
def test_sources_are_filed_under_one_name(read, text, source, expected):
    references = read(text)
    at = text.rfind(source)
    assert references.source_name(references.doc.char_span(at, at + len(source))) == expected


def test_nobody_has_no_name(read):
    references = read("Said so.")
    assert references.source_name([]) == ""


def test_every_mention_resolves_whatever_the_text(read):
    references = read("It, they, both and the latter. The bank; the two companies (these). Its them.")
    assert all(isinstance(references.resolve(m), tuple) for m in references.mentions)


def test_the_company_is_no_ministry(nlp):
    text = "The Ministry of Transport sold records to Quillo. The deal was signed. The company kept them."
    references = References(find_mentions(nlp(text), company="Ministry of Transport"))
    assert "Ministry of Transport" not in meant(references, "company")
