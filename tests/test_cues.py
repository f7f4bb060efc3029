"""Stance, certainty, consent and status of the access marked by asterisks; the sentences are our own."""

import pytest
from spacy.tokens import Token

from claims.extraction.cues import CueReader, Decision
from claims.language import pipeline
from claims.types import Certainty, Consent, Stance, Status


def read(marked: str) -> tuple[CueReader, Token, list[Token]]:
    """The reader of a text, the predicate marked by asterisks, and the words of its sentence."""
    before, word, after = marked.split("*")
    doc = pipeline()(before + word + after)
    span = doc.char_span(len(before), len(before) + len(word))
    assert span is not None, f"the mark in {marked!r} is no word"
    return CueReader(doc), span.root, list(span.sent)


def stance(marked: str) -> Decision[Stance]:
    reader, predicate, members = read(marked)
    return reader.stance(predicate, members)


def certainty(marked: str, report: str = "") -> Decision[Certainty]:
    reader, predicate, members = read(marked)
    return reader.certainty(predicate, members, [t for t in predicate.doc if t.text == report])


def consent(marked: str) -> Decision[Consent]:
    reader, predicate, _ = read(marked)
    return reader.consent(predicate)


def status(marked: str) -> Decision[Status]:
    reader, predicate, members = read(marked)
    return reader.status(predicate, members)


AFFIRMED = [
    "The network *gave* the bank access to messages.",
    "The network did not deny that it *shared* the messages.",
    "The firm failed to prevent the broker from *accessing* the photos.",
    "It not only *read* the messages but deleted them.",
    "There is no doubt that the retailer *had* access.",
    "The company never told users that it *sold* their contacts.",
    "The company did not say whether it *shared* the photos.",
    "It *shared* the photos without their consent.",
    "Nothing stopped the vendor from *copying* the files.",
    "The app does not stop brokers from *collecting* location data.",
    "The bank no longer *has* access.",
    "The vendor did not stop *collecting* the data.",
    "The law sets no limits on *selling* such lists.",
    "It is not clear how many partners *had* access.",
    "Users did not know that the maker *sold* their data.",
    "Regulators did nothing about the firm that *sold* the records.",
    "The broker *sells* the data with no restrictions.",
    "The bank, which has no app of its own, *read* the messages.",
    "Not all partners deleted what they had *received*.",
    "The company regretted that it had not told users it *shared* their lists.",
]
DENIED = [
    "We do not *sell* your data.",
    "Our staff have not *read* your notes.",
    "The company has never *shared* phone numbers with brokers.",
    "The bank denied that it had *read* the messages.",
    "The retailer denied having had *access* to messages.",
    "The bank rejected the idea that it had such *access*.",
    "The company disputed the claim that it *sold* the lists.",
    "There is no evidence that a partner *read* the messages.",
    "The broker has no record of *buying* the data.",
    "The company found no indication that developers had *misused* the profiles.",
    "None of the partners could *read* the messages.",
    "No partner had *access* to the messages.",
    "Neither company *received* the names.",
    "The vendor had no *access* to the photos.",
    "It *shared* no personal data with the ministry.",
    "The app sends nothing that is private and *gives* nobody access to photos.",
    "The setting prevents apps from *reading* contacts.",
    "The studio was unable to *read* the messages.",
    "The vendor did not have the ability to *read* chats.",
    "We refused to *share* the list with the agency.",
    "Engineers work on the files without *reading* the messages.",
    "It is not true that we *sell* your location.",
    "It is false that the vendor *had* access.",
    "The company does not think that the bank *used* the access.",
    "Phone numbers are not *shared* with partners.",
    "The firm said it did not give the insurer *access* to trips.",
    "Partners can't *see* who is in a chat.",
    "We don't allow developers to *read* e-mails.",
    "We have not stored or *sold* the recordings.",
    "The maker was never given *permission* to read the chats.",
]
UNAWARE = [
    "The bank was unaware that it had *access* to messages.",
    "The studio did not know that it had such *access*.",
    "The firm had no knowledge of the *access* that the network had granted.",
    "The shop said it was not aware of any special *access*.",
    "The two firms told the paper they were unaware of the *privileges*.",
    "The retailer said it never knew that it could *read* messages.",
    "The maker had no idea it had been *given* the lists.",
    "The vendor was oblivious to the *privileges* it held.",
]


@pytest.mark.parametrize("marked", AFFIRMED)
def test_negation_that_does_not_reach_the_access_leaves_it_affirmed(marked: str) -> None:
    assert stance(marked).value is Stance.AFFIRMS


@pytest.mark.parametrize("marked", DENIED)
def test_negation_and_verbs_of_denial_over_the_access_deny_it(marked: str) -> None:
    decision = stance(marked)
    assert decision.value is Stance.DENIES
    assert decision.cue


@pytest.mark.parametrize("marked", UNAWARE)
def test_a_holder_who_did_not_know_is_unaware(marked: str) -> None:
    assert stance(marked).value is Stance.UNAWARE


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("The firm *shared* it not with advertisers but with banks.", Stance.AFFIRMS),
        ("The users had no idea that the firm *sold* their data.", Stance.AFFIRMS),
        ("The bank denied the report but *kept* the list.", Stance.AFFIRMS),
        ("We do not sell your data but we *share* it with partners.", Stance.AFFIRMS),
        ("We do not *sell* your data but we share it with partners.", Stance.DENIES),
    ],
)
def test_a_contrast_ends_the_scope_of_a_negation(marked: str, value: Stance) -> None:
    assert stance(marked).value is value


ALLEGED = [
    "The app allegedly *sold* the data.",
    "The app reportedly *gave* the bank access.",
    "The lawsuit alleges that the app *sold* the data.",
    "The suit claims the maker *recorded* what people watched.",
    "The firm was accused of *reading* messages.",
    "The firm has been accused of having *shared* photos with a bank.",
    "The vendor is said to have *kept* a copy.",
    "A memo suggests that the bank *read* messages.",
    "Prosecutors charged him with *accessing* the accounts.",
    "The state sued the maker for *selling* trips to insurers.",
    "The firm settled charges that it *collected* viewing data.",
    "The network is alleged to have *granted* the retailer access.",
    "The maker can allegedly *send* the pictures to its servers.",
]
POSSIBLE = [
    "The partner may have *seen* the photos.",
    "We may *share* your data with partners.",
    "The vendor could *read* the messages.",
    "Your details might be *passed* to brokers.",
    "The flaw gave developers potential *access* to names.",
    "The insurer potentially *received* the trips.",
    "It is possible that we will *disclose* your details.",
    "The reseller may be able to *access* the recordings.",
    "Brokers may have *access* to the list.",
    "We may collect, use and *sell* such data.",
    "The maker can *share* the footage with the police.",
    "Footage can be *sold* to third parties.",
    "The new terms allow the maker to *disclose* addresses to the police.",
    "The bank likely *has* access to far more.",
    "The law could give the ministry *access* to chats.",
    "We may need to *share* your data.",
]
ACKNOWLEDGED = [
    "The company admitted that it had *shared* the photos.",
    "It conceded *giving* a bank access to messages.",
    "The maker acknowledged that contractors *hear* recordings.",
    "A spokeswoman confirmed that the list was *sold*.",
]
ASSERTED = [
    "The network *gave* the bank access.",
    "The newspaper reported that the network *gave* the bank access.",
    "According to the newspaper, the bank *read* the messages.",
    "The documents reveal that the bank *had* access.",
    "The vendor had the ability to *read* the messages.",
    "Vendors can *access* personal data.",
    "The firm was able to *read* the chats.",
    "A contract confirmed that the agency had *bought* the data.",
    "Researchers confirmed that the app *sends* location to brokers.",
    "In May the network *gave* the bank access.",
    "The lawsuit was dropped, and the firm still *sells* the data.",
    "Users may not realise that the app *sells* their data.",
    "We *share* data with insurance claims adjusters.",
    "The company said that it *shares* the list with a partner that may change.",
]


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        *((s, Certainty.ALLEGED) for s in ALLEGED),
        *((s, Certainty.POSSIBLE) for s in POSSIBLE),
        *((s, Certainty.ACKNOWLEDGED) for s in ACKNOWLEDGED),
        *((s, Certainty.ASSERTED) for s in ASSERTED),
    ],
)
def test_hedges_modals_and_admissions_set_the_certainty(marked: str, value: Certainty) -> None:
    assert certainty(marked).value is value


@pytest.mark.parametrize(
    ("marked", "report", "value"),
    [
        ("The suit alleges a lot. The bank *read* the messages.", "alleges", Certainty.ALLEGED),
        ("The company admits a lot. The bank *read* the messages.", "admits", Certainty.ACKNOWLEDGED),
        ("The paper says a lot. The bank *read* the messages.", "says", Certainty.ASSERTED),
        ("The suit alleges a lot. The bank could *read* the messages.", "alleges", Certainty.POSSIBLE),
        ("The suit alleges that the firm said it *shared* the lists.", "said", Certainty.ASSERTED),
    ],
)
def test_the_innermost_report_sets_the_certainty_where_nothing_nearer_does(
    marked: str, report: str, value: Certainty
) -> None:
    assert certainty(marked, report).value is value


WITHOUT = [
    "The app *sold* the data without users' consent.",
    "The maker *shared* trips without drivers' knowledge or permission.",
    "The app secretly *recorded* what people watched.",
    "The network *shared* friends' lists even though users had disabled sharing.",
    "The network *shared* the lists even for people who had switched sharing off.",
    "The app kept *sending* location even after users opted out.",
    "Users were not told that the vendor could *read* their mail.",
    "Drivers had no idea that the car *sent* their trips to insurers.",
    "The company never asked patients before it *gave* the records to the lab.",
    "The maker failed to inform viewers that it *sold* their habits.",
    "The hospital *passed* the records on without asking patients.",
    "Although the company does not disclose it, recordings are *passed* to contractors.",
    "The plug-in *read* the mail, leaving no sign of it.",
    "Insurers *bought* the trips behind drivers' backs.",
    "The clause that let the app *sell* contacts was buried in the terms.",
    "The app *sold* the lists. Users were never asked.",
    "The sets *send* what is watched to the maker. There is no way to opt out.",
    "The app *shares* photos with a lab, with people not being clearly informed.",
    "Customers could not opt out of *sharing* their trips.",
    "The firm ignored the settings of its users and *sold* their location.",
    "Partners could *distribute* the data despite not receiving explicit consent.",
]
CONDITIONAL = [
    "We *share* it only with your consent.",
    "We *share* your list with partners at your direction.",
    "We *share* your list where we have your permission.",
    "Partners could *read* messages, but only if you used their app.",
    "If you link your account, the shop *receives* your contacts.",
    "When you use the button, the partner *gets* your address.",
    "We *share* your data with partners unless you opt out.",
    "The app *sends* your list to the vendor after you sign in.",
    "Only people who opted in had their trips *shared*.",
    "The bank only *saw* what was already public.",
    "Messages that users choose to translate are *shared* with a vendor.",
    "We *share* viewing data with partners. You can turn this off.",
    "We *share* your name with third parties whenever you consent.",
    "The vendor *receives* recordings once the user enables the feature.",
    "If you subscribe, we use a processor who *collects* your card number.",
]
WITH = [
    "All of the access it *gave* to partners was with users' consent.",
    "Users agreed to *share* their lists with the bank.",
    "The company says users had agreed to the terms under which it *shared* lists.",
    "The app *sold* trips to insurers with drivers' permission.",
    "The network admits it *gave* others access to your messages, but with your consent.",
    "The insurer *receives* the trips after drivers consent.",
    "Users had to accept the terms, under which the app *shares* contacts.",
]
NO_CONSENT = [
    "The app *sold* the data to brokers.",
    "The firm *handed* over the list without a warrant.",
    "The firm *gives* the police the list if a court orders it.",
    "The firm *shares* the list where the law allows it.",
    "It is not clear whether the bank *used* the access.",
    "The app *sold* the data. Its shares fell by a tenth.",
    "The bank did not know that it had *access*.",
    "We do not *share* your data with advertisers.",
    "The report that the firm *sold* data was made public in May.",
    "The broker *sells* location data with no restrictions.",
    "The firm stopped when users learned that it *sold* their data.",
    "The company *shares* trips with insurers. If you have questions, write to us.",
]


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        *((s, Consent.WITHOUT) for s in WITHOUT),
        *((s, Consent.CONDITIONAL) for s in CONDITIONAL),
        *((s, Consent.WITH) for s in WITH),
        *((s, Consent.NOT_STATED) for s in NO_CONSENT),
    ],
)
def test_consent_is_read_from_the_clause_and_general_sentences(marked: str, value: Consent) -> None:
    assert consent(marked).value is value


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        ("It *shared* lists with their consent and sold trips without their knowledge.", Consent.WITH),
        ("It shared lists with their consent and *sold* trips without their knowledge.", Consent.WITHOUT),
        (
            "It *shared* lists with a bank, and it sold trips to insurers if drivers opted in.",
            Consent.NOT_STATED,
        ),
        ("None of them *gave* access without permission.", Consent.WITHOUT),
        ("It films rooms, copies chats and *sends* it to a lab without people's consent.", Consent.WITHOUT),
        ("It *films* rooms, copies chats and sends it to a lab without people's consent.", Consent.WITHOUT),
    ],
)
def test_each_of_several_claims_takes_the_consent_of_its_own_clause(marked: str, value: Consent) -> None:
    assert consent(marked).value is value


ENDED = [
    "The vendor stopped *receiving* the data.",
    "The bank no longer *has* access.",
    "Until 2015, developers could *read* friends' names.",
    "The shop used to *receive* its customers' contacts.",
    "The network *shared* lists with the bank. The partnership ended in 2014.",
    "The network *gave* the engine access to names. This ended in 2014.",
    "The app *read* messages. These features have since been switched off.",
    "The maker *sold* trips to insurers. It has since discontinued the practice.",
    "The company *shared* photos with a lab until last year.",
    "The firm ended the *sharing* of photos.",
    "Between 2010 and 2014 the engine *received* friends' names.",
]
ONGOING = [
    "The agencies continue to *buy* the data.",
    "The vendor still *has* access to messages.",
    "The maker keeps *selling* trips to insurers.",
    "The app *sells* location to this day.",
    "The network currently *shares* lists with the bank.",
]
NO_STATUS = [
    "The vendor *received* the data.",
    "The vendor can still *infer* where people live.",
    "The company said it will stop *sharing* contacts.",
    "The court told the firm to stop *selling* trips.",
    "In the end the list *reached* a broker.",
    "The list *ended* up with a broker.",
    "The network *shared* lists with the bank. The partnership began in 2014.",
    "Data is *shared* until you delete your account.",
    "The setting stops apps from *reading* contacts.",
]


@pytest.mark.parametrize(
    ("marked", "value"),
    [
        *((s, Status.ENDED) for s in ENDED),
        *((s, Status.ONGOING) for s in ONGOING),
        *((s, Status.NOT_STATED) for s in NO_STATUS),
    ],
)
def test_status_is_read_from_the_clause_and_the_sentence_after(marked: str, value: Status) -> None:
    assert status(marked).value is value


def test_a_decision_names_its_cue_and_says_why() -> None:
    decision = consent("The app *sold* the data without users' consent.")
    assert decision.cue == "without users' consent"
    assert decision.reason == "“without users' consent” says that people did not agree or had no say"


def test_without_any_cue_the_cue_is_empty() -> None:
    assert consent("The app *sold* the data.").cue == ""
