"""Who says what, phenomenon by phenomenon, in sentences of our own."""

from types import SimpleNamespace

import pytest
from own_texts import bare_article

from claims.attribution import Method, find_attributions, outermost
from claims.language import parse
from claims.types import Attribution


def attributions(text: str, method: Method = Method.RULES) -> tuple[Attribution, ...]:
    """Everything found in the text."""
    one = bare_article(text)
    return find_attributions(one, parse(one), method=method)


def worded(text: str, method: Method = Method.RULES) -> list[SimpleNamespace]:
    """The same in words: the spans of each role joined by " ... "."""

    def words(spans):
        return " ... ".join(text[span.start : span.end] for span in spans)

    return [
        SimpleNamespace(source=words(a.source), cue=words(a.cue), content=words(a.content), rule=a.rule)
        for a in attributions(text, method)
    ]


SAID = [
    ("The bank said it never had access.", "The bank", "said", "it never had access"),
    ("Brightwave told reporters that users had agreed.", "Brightwave", "told", "that users had agreed"),
    ("Its lawyers argued the deal had ended.", "Its lawyers", "argued", "the deal had ended"),
    (
        "A spokeswoman confirmed that partners saw friend lists.",
        "A spokeswoman",
        "confirmed",
        "partners saw friend lists",
    ),
    (
        "Internal records show that the deal ran for years.",
        "Internal records",
        "show",
        "the deal ran for years",
    ),
    ("The company promised to end the deals.", "The company", "promised", "to end the deals"),
    ("Users believe the setting stopped the sharing.", "Users", "believe", "the setting stopped the sharing"),
    ("The maker did not know that it had such access.", "The maker", "know", "that it had such access"),
    (
        "According to the Herald, the app copied contacts.",
        "the Herald",
        "According to",
        "the app copied contacts",
    ),
    (
        "The app copied contacts, according to two engineers.",
        "two engineers",
        "according to",
        "The app copied contacts",
    ),
    ("The records, the Herald said, name the partners.", "the Herald", "said", "name the partners"),
    (
        "In a statement, Brightwave said it regretted the error.",
        "Brightwave",
        "said",
        "it regretted the error",
    ),
    ("The bank's claim that users agreed is false.", "The bank's", "claim", "that users agreed"),
    (
        "Investigators rejected the belief that nobody looked.",
        "Investigators",
        "belief",
        "that nobody looked",
    ),
    (
        "The Herald's report that the bank read messages was wrong.",
        "The Herald's",
        "report",
        "the bank read messages",
    ),
    ("The bank is sure that nobody read them.", "The bank", "sure", "that nobody read them"),
    (
        "Brightwave was unaware that it had the permission.",
        "Brightwave",
        "unaware",
        "that it had the permission",
    ),
    ("Privacy groups criticized the arrangement.", "Privacy groups", "criticized", "the arrangement"),
    ("Senators called for new rules.", "Senators", "called", "new rules"),
]

AGENTLESS = [
    ("The firm was accused of reading messages.", "accused", "reading messages"),
    ("It is alleged that the app kept the numbers.", "alleged", "that the app kept the numbers"),
    ("The maker reportedly kept the address books.", "reportedly", "kept the address books"),
    ("The partners appear to have kept the data.", "appear", "to have kept the data"),
]

SILENT = [
    "The app copied contacts and sent them to a server.",
    "The bank opened a branch in Leeds last year.",
    "Prices rose by four percent in March.",
    "The phone has a camera, a speaker and two buttons.",
    "The messages were stored on a computer in the basement.",
    "At 10:30 the doors opened.",
    'The "Morning Show" starts at nine.',
]


def _found(text: str, cue: str, method: Method = Method.RULES) -> SimpleNamespace:
    matching = [a for a in worded(text, method) if cue in a.cue]
    assert matching, f"no attribution with the cue {cue!r}"
    return matching[0]


@pytest.mark.parametrize(("text", "source", "cue", "content"), SAID)
def test_source_cue_and_content_are_told_apart(text, source, cue, content):
    found = _found(text, cue)
    assert (found.source, content in found.content) == (source, True)


@pytest.mark.parametrize(("text", "cue", "content"), AGENTLESS)
def test_an_agentless_report_has_no_source(text, cue, content):
    found = _found(text, cue)
    assert (found.source, content in found.content) == ("", True)


@pytest.mark.parametrize("text", SILENT)
@pytest.mark.parametrize("method", list(Method))
def test_plain_statements_of_fact_are_nobodys_words(text, method):
    assert worded(text, method) == []


def test_the_agent_of_a_passive_is_the_source():
    found = _found("The firm was accused by two senators of reading messages.", "accused")
    assert found.source == "two senators"
    assert "reading messages" in found.content


NESTED = [
    ("The Ledger reports that the Herald alleges that the app copied contacts.", "reports", "alleges"),
    ("Brightwave said regulators believe the deal was lawful.", "said", "believe"),
    ("The report says engineers knew that partners saw messages.", "says", "knew"),
]


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(("text", "outer", "inner"), NESTED)
def test_an_attribution_inside_another_is_found_and_stands_after_it(text, outer, inner, method):
    found = worded(text, method)
    cues = [a.cue for a in found]
    assert cues.index(outer) < cues.index(inner)
    assert found[cues.index(inner)].content in found[cues.index(outer)].content


@pytest.mark.parametrize(("text", "outer", "inner"), NESTED)
def test_the_flat_reading_keeps_the_outer_attribution_alone(text, outer, inner):
    flat = outermost(attributions(text))
    cues = {text[a.cue[0].start : a.cue[0].end] for a in flat}
    assert outer in cues
    assert inner not in cues


SPLIT = [
    ('"We stopped it," the bank said. "All of it."', "We stopped it", "All of it"),
    ("“We stopped it,” said Tunely, “because people asked.”", "We stopped it", "because people asked"),
    ('"We looked. We found nothing," the bank said.', "We looked", "We found nothing"),
]


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(("text", "first", "second"), SPLIT)
def test_a_quotation_split_around_its_cue_is_one_content(text, first, second, method):
    found = _found(text, "said", method)
    assert first in found.content
    assert second in found.content


FLOATING = [
    (
        '"We never read messages," a spokesman for Tunely said.\n\n"We only sent them. Nobody asked for it."',
        "a spokesman for Tunely",
        "Nobody asked for it",
    ),
    (
        'Brightwave said that it had ended the deals. "It should have happened sooner."',
        "Brightwave",
        "It should have happened sooner",
    ),
]


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(("text", "source", "later"), FLOATING)
def test_a_quotation_without_a_cue_goes_on_from_the_last_source(text, source, later, method):
    found = _found(text, "said", method)
    assert found.source == source
    assert later in found.content


def test_a_quotation_three_paragraphs_on_has_no_source():
    text = (
        '"We stopped it," the bank said.\n\nShares fell.\n\nThe market closed early.\n\n'
        '"Nobody can know that now, or ever."'
    )
    assert not any("Nobody can know" in a.content for a in worded(text) if a.source == "the bank")


def test_words_of_a_writer_beside_a_quotation_stay_out_of_it():
    found = _found('"We stopped it," the bank said. Shares fell.', "said")
    assert "Shares" not in found.content


def test_a_line_that_opens_with_a_name_and_a_colon_is_that_ones_words():
    found = _found("Brightwave: Partners never saw private messages.", ":")
    assert (found.source, found.content) == ("Brightwave", "Partners never saw private messages")


def test_the_title_of_a_programme_is_not_what_its_guest_said():
    text = 'The minister spoke on "The Morning Show" and said that rules were needed.'
    assert "Morning Show" not in _found(text, "said").content


@pytest.mark.parametrize("method", list(Method))
def test_the_same_text_gives_the_same_attributions(method):
    text = '"We stopped it," the bank said.\n\nAccording to the Herald, Tunely knew that it had access.'
    assert attributions(text, method) == attributions(text, method)
