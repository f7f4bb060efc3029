"""The company in question: inferred from the words beside its name, empty where nothing convinces."""

import pytest

from claims.documents import read_text
from claims.documents.company import short_forms


@pytest.mark.parametrize(
    ("text", "company"),
    [
        (
            "Pelican sold location data, report says\n\nPelican, a weather app, sold users' location "
            "to Harbour Bank, Reuters reports. Harbour Bank told Reuters that it bought data from Pelican.",
            "Pelican",
        ),
        (
            "How a bank came to read your chats\n\nRecords show The New York Times that iChatter let Harbour "
            "Bank see messages. iChatter's users were not told, The New York Times says.",
            "iChatter",
        ),
        (
            "FTC fines weather app\n\nThe FTC has fined Sunny.io, whose app shared location. Sunny.io's "
            "chief executive Jane Roe declined comment. Roe had told the FTC that Sunny.io shared nothing.",
            "Sunny.io",
        ),
        (
            "Privacy Policy\n\nAt Pelican, we share your data with partners. Facebook is among them.",
            "Pelican",
        ),
        (
            "Pelican Privacy Notice\n\nPelican shares data with Google. We also send Google your location.",
            "Pelican",
        ),
        (
            "Answers to our customers\n\nSwiss police asked for data. Pelican gave them nothing. We at Pelican "
            "protect users. Swiss courts, under Swiss law, may ask again, and Swiss law has limits.",
            "Pelican",
        ),
        (
            "Clinics' data sold\n\nThe Larkfield Data Centre (LDC) sold records of patients. LDC has sold them since "
            "May, and LDC's users were not told. The scheme, run with GPs, was shut.",
            "Larkfield Data Centre",
        ),
        (
            "Cars talk\n\nGM sold location data of drivers in general. General Motors shared it with insurers. "
            "Drivers of General Motors cars were not asked.",
            "General Motors",
        ),
        (
            "Your data at the paper\n\nAt the Guardian, we share your data with advertisers. Service Providers use it, "
            "too. Service Providers share our data with a service; no provider sells it.",
            "The Guardian",
        ),
        (
            "A state and its drivers\n\nThe DMV sold photos. The DMV's users were not asked. Other DMVs did the same.",
            "",
        ),
        ("Rain in the north\n\nIt rained on Monday in London. The river rose by a metre and fell again.", ""),
        ("Data is shared\n\nThe app shares data with a bank, according to the Guardian and the BBC.", ""),
    ],
)
def test_the_company_is_the_one_that_acts_and_has_users(text: str, company: str) -> None:
    document = read_text(text)
    assert (document.company, document.company_inferred) == (company, bool(company))


@pytest.mark.parametrize(
    ("company", "reading", "forms"),
    [
        ("Pelican Inc.", "Pelican shared data.", ("Pelican",)),
        ("Pelican Data Ltd", "Pelican Data shared data.", ("Pelican Data",)),
        ("Pelican Inc.", "The app shared data.", ()),
        ("Pelican", "Pelican shared data.", ()),
        ("Royal Bank", "Royal wedding.", ()),
    ],
)
def test_short_forms_are_only_those_that_the_text_uses(
    company: str, reading: str, forms: tuple[str, ...]
) -> None:
    assert short_forms(company, reading) == forms


SHARING = (
    "\n\nWe share your information with other parties in the following circumstances.\n\nWe give your data "
    "to credit agencies, and to our insurers where you use our services.\n\nYou can ask us about your data."
)


@pytest.mark.parametrize(
    ("heads", "company"),
    [
        ("# How we share your data | Larkfield Bank", "Larkfield Bank"),
        ("# Sharing your data outside Larkfield | Larkfield Help Centre", "Larkfield"),
        ("# Who sees your data at Harbour Mutual\n\n## Harbour Mutual and your data", "Harbour Mutual"),
        ("# Sharing Your Data | Privacy Centre", ""),
        ("# What Happens To Your Data | Questions", ""),
        ("# How We Share Your Data With Third Parties", ""),
        ("# When We Share Personal Information\n\n## Sharing Personal Information With Partners", ""),
        ("# Your rights in the United Kingdom\n\n## Transfers outside the United Kingdom", ""),
    ],
)
def test_a_statement_that_says_only_we_is_of_the_company_in_its_headings(heads: str, company: str) -> None:
    assert read_text(heads + SHARING, kind="statement").company == company


def test_a_statement_whose_company_is_a_guess_names_a_speaker_only_if_it_speaks_for_itself() -> None:
    own = read_text(
        "Privacy Policy of Pelican\n\nWe share data with banks. When you use Pelican, our partners see it."
    )
    assert (own.kind, own.speaker) == ("statement", "Pelican")
    other = read_text(
        "On our work with Pelican\n\nPelican's users shared data with our app. We never read messages."
    )
    assert other.speaker is None
