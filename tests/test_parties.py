"""Who is spoken of: names by their spelling, classes by their nouns, people apart from parties."""

from dataclasses import dataclass

import pytest

from claims.extraction.parties import Mentions, PartyKind, find_mentions

PARTIES = {PartyKind.NAMED, PartyKind.OUTLET, PartyKind.CLASS}


@dataclass(frozen=True)
class Partner:
    name: str
    aliases: tuple[str, ...] = ()


@pytest.fixture
def mentions(nlp):
    def find(text: str, **options) -> Mentions:
        return find_mentions(nlp(text), **{"company": "Larkfield", **options})

    return find


def names(found: Mentions, *kinds: PartyKind) -> list[str]:
    return [m.name for m in found if m.kind in (kinds or PARTIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Larkfield let Quillo and Norvane Bank read messages.", ["Larkfield", "Quillo", "Norvane Bank"]),
        ("Locations went to iRobot, 23andMe, xAI and Placer.ai.", ["iRobot", "23andMe", "xAI", "Placer.ai"]),
        ("The app sent it to AT&T, T-Mobile and Yahoo.", ["AT&T", "T-Mobile", "Yahoo"]),
        ("It was sold to Sundry & Vale in May.", ["Sundry & Vale"]),
        ("The data went to the Bureau of Harbor Control.", ["Bureau of Harbor Control"]),
        ("They gave Pellman Technologies, Inc. a feed.", ["Pellman Technologies, Inc."]),
        ("They bought it from data broker venntiq in May.", ["venntiq"]),
        ("A firm called slatework read messages.", ["slatework"]),
        ("Messages went to netflix and spotify.", ["Netflix", "Spotify"]),
    ],
)
def test_names_are_found_by_spelling_and_order(mentions, text, expected):
    found = names(mentions(text), PartyKind.NAMED)
    assert [name for name in found if name != "Larkfield" or "Larkfield" in expected] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Privacy matters to everyone in January.",
        "The API and the GPS record an IP address.",
        "Documents show that the GDPR applies.",
        "Users of TVs and PCs saw the Privacy Policy.",
        "Many Americans and the British public agreed.",
        "Nobody has seen the Terms of Service.",
    ],
)
def test_capitals_alone_make_no_company(mentions, text):
    assert names(mentions(text), PartyKind.NAMED) == []


def test_a_headline_in_title_case_holds_only_names_the_text_knows(mentions):
    text = "Secret Deals Gave Tessary Access to Private Messages of Users\n\nThe firm Tessary read messages."
    assert names(mentions(text), PartyKind.NAMED) == ["Tessary", "Tessary"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank is Norvane Bank of Tessaly (NBT). In May NBT read messages.", "Norvane Bank of Tessaly"),
        ("Slate Intelligence bought them. Later Slate sold them.", "Slate Intelligence"),
        ("Pellman Holdings bought them. In May, Pellman sold them.", "Pellman Holdings"),
        ("It gave Microsoft's Bing search engine the names. Then Bing showed them.", "Microsoft Bing"),
        ("The Tollbridge Herald asked. The firm told the Herald nothing.", "Tollbridge Herald"),
        ("The firm told the NYT nothing, wrote the Times.", "The New York Times"),
        ("A firm named slatework bought them. In May, Slatework sold them.", "Slatework"),
    ],
)
def test_short_forms_go_under_the_full_name(mentions, text, expected):
    assert names(mentions(text), PartyKind.NAMED, PartyKind.OUTLET)[-1] == expected


def test_the_case_s_own_names_win(mentions):
    found = mentions("LF let QB read it.", aliases=("LF",), partners=(Partner("Quillo", ("QB",)),))
    assert names(found) == ["Larkfield", "Quillo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Data goes to third-party developers.", ["third-party developers"]),
        ("It shared them with more than 150 companies.", ["150 companies"]),
        ("It gave some of the other tech firms access.", ["other tech firms"]),
        ("It was sold to advertisers and data brokers.", ["advertisers", "data brokers"]),
        ("We share it with trained and vetted employees.", ["trained and vetted employees"]),
        ("It went to law enforcement and the Chinese government.", ["law enforcement", "Chinese government"]),
        (
            "They sold it to car insurers, bounty hunters and landlords.",
            ["car insurers", "bounty hunters", "landlords"],
        ),
        ("It sells them to government customers.", ["government customers"]),
        ("We give it to Service Providers and third-parties.", ["service providers", "third parties"]),
        ("It sends the maker of the phone a list.", ["maker of the phone"]),
        ("Its partners saw it.", ["partners"]),
        ("Quillo's advertising partners saw it.", ["Quillo's advertising partners"]),
        ("Larkfield gave other companies access to messages.", ["other companies"]),
    ],
)
def test_classes_keep_the_modifiers_that_tell_them_apart(mentions, text, expected):
    assert names(mentions(text), PartyKind.CLASS) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Our service keeps letters and numbers on servers.",
        "The parameters and headers of a browser identify the computers.",
        "They stored it in folders for business purposes.",
        "People lost power for six hours.",
    ],
)
def test_things_are_no_classes(mentions, text):
    assert names(mentions(text), PartyKind.CLASS) == []


@pytest.mark.parametrize("word", ["users", "customers", "subscribers", "drivers", "people", "consumers"])
def test_groups_of_people_are_no_parties(mentions, word):
    found = [m for m in mentions(f"The app tells {word} nothing.") if m.name == word]
    assert [m.kind for m in found] == [PartyKind.PEOPLE]
    assert not found[0].is_party


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("A Quillo spokesperson declined to comment.", "Quillo"),
        ("A spokeswoman for Norvane Bank declined to comment.", "Norvane Bank"),
        ("Quillo's chief privacy officer declined to comment.", "Quillo"),
        ("A senator declined to comment.", ""),
        ("A judge declined to comment.", ""),
    ],
)
def test_who_speaks_for_a_company_is_said_to(mentions, text, company):
    persons = [m for m in mentions(text) if m.kind is PartyKind.PERSON]
    assert [m.affiliation for m in persons] == [company]


def test_a_country_is_a_party_where_something_is_done_to_or_by_it(mentions):
    assert names(mentions("The data was sent to China."), PartyKind.NAMED) == ["China"]
    assert names(mentions("The data is stored in China."), PartyKind.PLACE) == ["China"]


def test_later_acronyms_of_a_class_are_spelled_out(mentions):
    found = mentions("Internet service providers (ISPs) sell it. In May ISPs sold more.")
    assert names(found, PartyKind.CLASS) == ["internet service providers"] * 3


def test_we_is_the_speaker_of_a_statement_only(mentions):
    text = "We share it with vendors."
    assert names(mentions(text, we="Larkfield"), PartyKind.NAMED) == ["Larkfield"]
    assert names(mentions(text), PartyKind.NAMED) == []


def test_a_mention_is_found_by_its_head_and_from_inside(mentions):
    found = mentions("It told the Royal Bank of Canada.")
    bank = found.at(found.doc[4])
    assert bank is not None and bank.name == "Royal Bank of Canada" and found.at(bank.start) is bank
    assert found.headed_by(bank.end - 1) is None
    assert found.in_span(0, len(found.doc))[-1] is bank
