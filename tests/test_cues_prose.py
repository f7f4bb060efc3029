"""The same four attributes in the looser sentences of reporters, regulators and policies; all are our own."""

import pytest
from test_cues import certainty, consent, stance, status

from claims.documents import read_text
from claims.extraction import extract_claims
from claims.types import Certainty, Consent, Stance, Status

CONSENT = {
    Consent.WITHOUT: [
        "The shop *shared* receipts with a bank, and customers say they never agreed to it.",
        "Millions of patients had their scans *handed* to the lab without ever being asked.",
        "The carmaker quietly *sold* trip logs to data brokers.",
        "Few drivers realised the car was *sending* their speed to insurers.",
        "The app *sends* the list when it is opened, before users have agreed to anything.",
        "The watchdog found that the firm *disclosed* clients' records without valid consent.",
        "The clinic *sent* records to the lab although patients had objected.",
        "The assistant *sends* clips to staff, something its privacy policy does not mention.",
        "The site *passed* searches to advertisers without obtaining users' express consent.",
        "Parents were never informed that the toy *sent* recordings abroad.",
        "The bank *handed* balances to a credit bureau with no notice to its customers.",
        "The network *let* the engine see friends' lists, even when people had blocked all sharing.",
        "The maker *sold* trips, says a complaint that says drivers were kept in the dark.",
        "The firm *shared* the lists. Nobody asked the users.",
        "It *gave* partners the lists in ways that people were not aware of.",
        "The site *sent* diagnoses to an ad firm and did not tell its users.",
        "Customers' calls were *listened* to by contractors, without customers knowing.",
        "The firm *tracked* people who had turned location history off.",
    ],
    Consent.CONDITIONAL: [
        "Third parties *receive* your contact list only after you grant them permission.",
        "Apps can *read* your e-mail once you connect your account.",
        "We *disclose* your number to the seller if you choose to call.",
        "The company said it *shared* trips with insurers only when drivers had opted in.",
        "Users who turned the feature on *had* their searches shared with the engine.",
        "Your profile is *visible* to recruiters unless you change your settings.",
        "With your permission, the assistant *sends* clips to reviewers.",
        "The lab *gets* the DNA profile provided the customer has consented.",
        "The plug-in *reads* calendars if people allow it.",
        "Customers can opt out of having their trips *shared* with insurers.",
        "It *shares* your listening history with friends, though you can switch this off in the settings.",
        "We only *share* messages with a partner at your request.",
        "Only with the member's written permission does the clinic *share* files.",
        "Users must opt in before the app *shares* anything.",
        "The data is *shared* with the club if the rider accepts the invitation.",
        "The firm *sells* data to insurers, but drivers may opt out.",
        "The assistant *shares* clips with reviewers when a user says the wake word.",
        "Users could choose to *share* their trips with the insurer.",
        "The app asked for permission before it *read* contacts.",
    ],
    Consent.WITH: [
        "The network said people had given permission for the app to *read* their messages.",
        "All users consented to their data being *shared* with the lab, the firm said.",
        "The company insisted that it *shared* nothing without users having agreed to it.",
        "The broker says the location it *buys* is collected with consent.",
        "Customers authorised the app to *send* their balances to the lender.",
        "The retailer *receives* the list, and users accepted this when they signed up.",
    ],
    Consent.NOT_STATED: [
        "The network *gave* phone makers access to friends' lists.",
        "The agency *bought* location data without a court order.",
        "The lab *received* the records under an agreement with the hospital.",
        "The chief executive agreed that the firm had *shared* the lists.",
        "If a user's phone is stolen, the firm *gives* the police its location.",
        "The two companies agreed to *share* data.",
        "Critics say users should know that the firm *sold* the lists.",
        "The regulator asked whether the firm had *shared* the lists.",
        "The board approved the deal, under which the firm *sold* the lists.",
        "The public body *passes* records to the ministry.",
        "When people use the site, they see ads. The firm *sells* data to brokers.",
        "The firm *told* users that a partner had bought the list.",
        "The paper *asked* the firm whether partners read the lists.",
        "The network *gave* the lists to a bank, but the bank said it did not know.",
        "Bank staff *read* messages about loans that customers had asked for.",
        "The firm said it would ask for consent in future. It *sold* lists to brokers.",
    ],
}
STANCE = {
    Stance.DENIES: [
        "The firm said it had found nothing to suggest that partners *read* the messages.",
        "At no time did the bank *have* access to messages.",
        "The bank said it never asked for, nor *received*, the lists.",
        "Contrary to the report, we do not and have never *sold* your data.",
        "No customer data was *shared* with the ministry.",
        "The firm neither *sells* nor rents its lists.",
        "The firm neither sells nor *rents* its lists.",
        "The retailer insisted it had at no point *accessed* private messages.",
        "Nor did the bank *read* any messages.",
        "It is simply not the case that partners *had* access.",
        "The vendor cannot *read* the messages.",
        "Your photos are not *visible* to partners.",
        "The firm ruled out having *shared* the lists.",
        '"We did not *give* any government direct access," he said.',
        "Partners were barred from *reading* the messages.",
    ],
    Stance.AFFIRMS: [
        "The firm has not denied *selling* the lists.",
        "Although it does not sell lists, the firm *shares* them with partners.",
        "It is no secret that the firm *sells* lists.",
        "The firm did nothing to stop brokers from *copying* the lists.",
        "The bank could not explain why it *had* access.",
        "The firm does not need a warrant to *read* the messages.",
        "There is nothing illegal about *selling* the lists.",
        "The firm cannot say how many partners *received* the lists.",
        "The lists were *shared* with no fewer than nine firms.",
        "The firm, not the bank, *shared* the lists.",
    ],
    Stance.UNAWARE: [
        "The retailer said it was surprised to learn that it had *access* to messages.",
        "A spokesman said the bank had never been aware of any such *access*.",
        "We didn't realise that our app was *receiving* the lists.",
    ],
}
CERTAINTY = {
    Certainty.ALLEGED: [
        "The app is believed to have *sold* the lists.",
        "Officials suspect the app *sends* clips abroad.",
        "The complaint claimed that, for years, the firm had *sold* lists.",
        "The firm appears to have *shared* the lists.",
        "It purportedly *gave* the bank access.",
    ],
    Certainty.POSSIBLE: [
        "Staff could have *read* the messages.",
        "That means brokers might *know* where people live, and may have sold it.",
        "Information may also be *disclosed* to regulators.",
        "Perhaps the bank *read* the messages.",
        "The bug could have let apps *see* photos.",
        "There is a risk that the ministry *obtains* the lists.",
        "The list may be sold, rented or *shared*.",
    ],
    Certainty.ACKNOWLEDGED: [
        "The firm has admitted to *sharing* lists.",
        "It acknowledged having *given* a bank access.",
        "In a statement, the maker conceded that staff had *listened* to recordings.",
    ],
    Certainty.ASSERTED: [
        "The firm said that it *gives* partners access.",
        "The firm *shares* lists, a fact that may surprise users.",
        "The bank was able to *read* messages.",
        "It *collects* the list so that ads can be shown.",
        "The lawsuit follows reports that the firm *sold* lists.",
    ],
}
STATUS = {
    Status.ENDED: [
        "The firm *sold* trips to brokers. It ended the programme in March.",
        "The engine *had* access to names until 2014.",
        "The network cut off the bank's *access* last year.",
        "The firm has since stopped *sharing* lists.",
        "The vendor's *access* was revoked in May.",
        "The network *gave* the bank access, which has since been removed.",
        "Developers previously *had* access to friends' lists.",
        "Apple *passed* clips to contractors, a practice it has since suspended.",
        "The partner *received* names. The feature was shut down in 2016.",
    ],
    Status.ONGOING: [
        "Insurers are still *buying* the data.",
        "The *sharing* continues to this day.",
        "The firm continues *selling* lists.",
    ],
    Status.NOT_STATED: [
        "The firm *shared* lists to stop fraud.",
        "The firm *shares* lists to end hunger.",
        "The firm promised to end the *sharing* of lists.",
        "The firm *shared* lists with a bank that closed in 2012.",
        "The firm *sold* lists. It has not ended the practice.",
        "The firm *sells* lists. The minister said that this must end.",
    ],
}


@pytest.mark.parametrize(("value", "marked"), [(v, s) for v, group in CONSENT.items() for s in group])
def test_whether_people_agreed_is_read_as_prose_tells_it(value: Consent, marked: str) -> None:
    assert consent(marked).value is value


@pytest.mark.parametrize(("value", "marked"), [(v, s) for v, group in STANCE.items() for s in group])
def test_denials_and_double_negations_are_told_apart(value: Stance, marked: str) -> None:
    assert stance(marked).value is value


@pytest.mark.parametrize(("value", "marked"), [(v, s) for v, group in CERTAINTY.items() for s in group])
def test_hedges_are_told_from_plain_statements(value: Certainty, marked: str) -> None:
    assert certainty(marked).value is value


@pytest.mark.parametrize(("value", "marked"), [(v, s) for v, group in STATUS.items() for s in group])
def test_an_end_that_happened_is_told_from_a_plan_or_a_wish(value: Status, marked: str) -> None:
    assert status(marked).value is value


@pytest.mark.parametrize(
    "text",
    [
        "It has been claimed that we disclosed people's private messages to partners. \"That's not true\", to be plain.",
        "Some reports say we sell your location data to advertisers. These reports are false.",
        "You may have read that Norvane could read our users' messages. It is simply not the case.",
    ],
)
def test_a_statement_denies_what_its_next_sentence_calls_untrue(text):
    (claim,) = extract_claims(read_text(text, kind="statement", speaker="Larkbay", company="Larkbay"))
    assert (claim.stance, claim.certainty, claim.source) == ("denies", "asserted", "Larkbay")


@pytest.mark.parametrize(
    "text",
    [
        "The Gazette says that we let Norvane read messages. It says that we sold Quillo photos. None of this is true.",
        "We let Norvane read people's messages, it writes. We handed Quillo friends' names, it adds. Both claims are wrong.",
        "According to the report, we sold Norvane photos. Quillo got locations. They ask why. These claims are untrue.",
    ],
)
def test_a_statement_denies_several_accusations_that_it_retells(text):
    claims = extract_claims(read_text(text, kind="statement", speaker="Larkbay", company="Larkbay"))
    assert next(iter(claims)).stance == "denies"


@pytest.mark.parametrize(
    "text",
    [
        "We shared contacts with Norvane. The Gazette says that we sold Quillo photos. None of this is true of others.",
        "We shared contacts with Norvane. Others have asked about Quillo. These reports are false.",
        "We shared contacts with Norvane. The Gazette says that we sold photos to Quillo. It is wrong.",
    ],
)
def test_an_own_grant_stands_whatever_is_called_false_later(text):
    claims = extract_claims(read_text(text, kind="statement", speaker="Larkbay", company="Larkbay"))
    assert {claim.stance for claim in claims if claim.data == "contacts"} == {"affirms"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We shared contacts with Norvane. That is true, and we are sorry.", "statement"),
        ("We shared contacts with Norvane. That was wrong of us, many say.", "article"),
        ("Larkbay sold users' locations to Norvane. That is false, the company said.", "article"),
    ],
)
def test_only_the_speaker_of_a_statement_takes_its_words_back(text, kind):
    claims = extract_claims(read_text(text, kind=kind, company="Larkbay"))
    assert {claim.stance for claim in claims} == {"affirms"}


@pytest.mark.parametrize(
    "text",
    [
        "Partners did get access to messages, the company acknowledges, but only if people had signed in to Larkbay.",
        "Norvane received users' contacts, Larkbay says, but only when customers had connected their accounts.",
        "The bank could read users' messages, the firm conceded, but only if people had switched it on.",
    ],
)
def test_a_condition_behind_the_speaker_holds_for_what_stands_before(text):
    claims = extract_claims(read_text(text, kind="article", company="Larkbay"))
    assert {claim.consent for claim in claims} == {"conditional"}
