"""Quotations against statements: a table of altered ones by kind of change, and what holds for any."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from claims.crossref import CaseParties
from claims.documents import Party, read_document
from claims.quotes import QUOTATION_COLUMNS, Label, check_quotations, judge, quotations
from claims.quotes.words import words
from claims.types import Attribution, Block, Document, Kind, Role, Span

STATEMENT = """Our answer to the Gazette

We did not sell anyone’s messages to Harbour Bank. In 2016 we gave 150 companies access to public posts, \
but only with people’s permission. Tunebox could read the messages that you sent from its app; \
it can’t any more.

No partner was able to see your friends — names or numbers — unless you had signed in. We should have closed \
these doors sooner, and we will review every agreement by the end of March. Nobody at Acme read private \
messages. People trust us with 2.5 million photos a day, and that’s why we’ve asked three outside firms \
to audit us."""

# Each row: what was said of the quotation, the quotation, what must be found hard.
ALTERED = {
    "negation": [
        "We did sell anyone's messages to Harbour Bank",
        "We sold anyone's messages, not to Harbour Bank",
        "Tunebox could not read the messages that you sent",
        "Tunebox could never read the messages that you sent from its app",
        "A partner was able to see your friends, names or numbers",
        "No partner was unable to see your friends, names or numbers",
        "We should not have closed these doors sooner",
        "we will not review every agreement by the end of March",
        "Somebody at Acme read private messages",
        "from its app; it can any more",
        "In 2016 we gave 150 companies access to public posts, without people's permission",
        "we gave 150 companies access to public posts, but never with people's permission",
        "see your friends, names or numbers, when you had signed in",
        "and that's not why we've asked three outside firms",
        "People don't trust us with 2.5 million photos a day",
        "In 2016 we gave 150 companies no access to public posts",
        "Tunebox could hardly read the messages that you sent",
        "we gave 150 companies access to public posts, without exception",
        "Nobody at Acme never read private messages",
        "and we will never review every agreement by the end of March",
        "People trust us with nothing but 2.5 million photos a day",
    ],
    "number": [
        "In 2016 we gave 15 companies access to public posts",
        "In 2016 we gave 1,500 companies access to public posts",
        "In 2018 we gave 150 companies access to public posts",
        "we gave all companies access to public posts",
        "People trust us with 25 million photos a day",
        "People trust us with 2.5 billion photos a day",
        "why we've asked two outside firms to audit us",
        "we've asked outside firms to audit us",
        "we will review some agreement by the end of March",
        "we gave dozens of companies access to public posts",
        "People trust us with 2.5 photos a day",
        "No partner was able to see all your friends",
        "In 2016 we gave 150 companies access to two public posts",
        "we've asked three hundred outside firms to audit us",
        "Some people trust us with 2.5 million photos a day",
        "Tunebox could read the messages that half of you sent",
    ],
    "modal": [
        "Tunebox can read the messages that you sent",
        "Tunebox might read the messages that you sent",
        "We could have closed these doors sooner",
        "We would have closed these doors sooner",
        "we may review every agreement by the end of March",
        "we must review every agreement by the end of March",
        "we should review every agreement by the end of March",
        "Tunebox could allegedly read the messages that you sent",
        "People may trust us with 2.5 million photos a day",
        "we review every agreement by the end of March",
        "Tunebox would read the messages that you sent from its app",
        "could read the messages that you sent from its app; it couldn't any more",
        "we can review every agreement by the end of March",
        "Probably nobody at Acme read private messages",
        "Nobody at Acme could read private messages",
    ],
    "name": [
        "We did not sell anyone's messages to River Bank",
        "We did not sell anyone's messages to Eastern Bank",
        "Songbird could read the messages that you sent",
        "Nobody at Orbit read private messages",
        "Nobody at Acme or Orbit read private messages",
        "we will review every agreement by the end of May",
        "Acme and Tunebox could read the messages that you sent",
        "we gave 150 companies, Orbit among them, access to public posts",
        "No partner except Tunebox was able to see your friends",
        "In 2016 Orbit gave 150 companies access to public posts",
        "People trust Acme with 2.5 million photos a day",
        "Our answer to the Herald",
        "Nobody at Harbour Bank read private messages",
        "We did not sell anyone's messages to Harbour Group",
        "Nobody at Acme in Ireland read private messages",
    ],
    "": [
        "Tunebox could scan the messages that you sent",
        "Tunebox could read the mails that you sent",
        "we gave 150 companies broad access to public posts",
        "we gave 150 companies access to private posts",
        "We should have closed these gates sooner",
        "We should have closed the doors much sooner",
        "People trust us with 2.5 million pictures a day",
        "asked three outside companies to audit us",
        "asked three outside firms to check us",
        "Nobody at Acme read people's messages",
        "we will look through every agreement by the end of March",
        "the messages you sent from its app",
        "that's why we have asked three outside firms",
        "We should have closed these doors far sooner",
    ],
}
ROWS = [(kind, quotation) for kind, several in ALTERED.items() for quotation in several]

EXACT = [
    "We did not sell anyone’s messages to Harbour Bank.",
    "We did not sell anyone's messages to Harbour Bank,",
    "we did not sell anyone‘s messages",
    "see your friends - names or numbers - unless you had signed in",
    "see your friends – names or numbers – unless you",
    "it can't any more",
    "It can’t any\u00a0more!",
    "People trust us with 2.5 million photos a day",
    "Our answer to the Gazette",
]
ELIDED = [
    "In 2016 we gave 150 companies access … but only with people's permission",
    "In 2016 we gave 150 companies access ... but only with people's permission",
    "In 2016 we gave 150 companies access [...] but only with people's permission",
    "In 2016 we gave 150 companies access (…) but only with people's permission",
    "In 2016 [Acme] gave 150 companies access to public posts",
    "[W]e will review every agreement by the end of March",
    "We did not sell anyone's messages to [the bank]",
    "Tunebox could read the messages [people] sent from its app",
    "Tunebox could read the messages … from its app",
    "Nobody at Acme read private messages. … that's why we've asked three outside firms to audit us",
    "We should have closed these doors sooner … Nobody at Acme read private messages",
]
MARKED_BUT_TURNED = [
    ("We did … sell anyone's messages to Harbour Bank", "negation"),
    ("Tunebox could [not] read the messages that you sent", "negation"),
    ("Tunebox [can] read the messages that you sent", "modal"),
    ("we gave [all 300] companies access to public posts", "number"),
    ("we did [indeed] sell anyone's messages", "negation"),
]
ELSEWHERE = [
    "The weather in the harbour was fine all week",
    "Partners paid for a licence and a parade",
    "completely different words than these",
    "sooner or later the bank closes",
]


def test_the_table_is_long_enough_and_has_no_row_twice() -> None:
    assert sum(bool(kind) for kind, _ in ROWS) >= 60
    assert all(len(several) >= 12 for several in ALTERED.values())
    assert len({quotation for _, quotation in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("kind", "quotation"), ROWS)
def test_an_altered_quotation_is_told_with_its_hard_change(kind: str, quotation: str) -> None:
    found = judge(quotation, STATEMENT)
    assert found.label is Label.ALTERED
    assert "[-" in found.diff or "{+" in found.diff
    assert kind in found.hard if kind else not found.hard


@pytest.mark.parametrize("quotation", EXACT)
def test_typography_changes_nothing(quotation: str) -> None:
    assert judge(quotation, STATEMENT).label is Label.EXACT


@pytest.mark.parametrize("quotation", ELIDED)
def test_marked_omissions_and_insertions(quotation: str) -> None:
    assert judge(quotation, STATEMENT).label is Label.ELIDED


@pytest.mark.parametrize(("quotation", "kind"), MARKED_BUT_TURNED)
def test_a_mark_excuses_no_change_of_meaning(quotation: str, kind: str) -> None:
    found = judge(quotation, STATEMENT)
    assert (found.label, kind in found.hard) == (Label.ALTERED, True)


@pytest.mark.parametrize("quotation", ELSEWHERE)
def test_other_words_are_not_found(quotation: str) -> None:
    assert judge(quotation, STATEMENT).label is Label.NOT_FOUND


def test_an_altered_passage_is_whole_sentences() -> None:
    found = judge("Tunebox can read the messages that you sent", STATEMENT)
    shown = STATEMENT[found.passage.start : found.passage.end]
    assert (shown[:7], shown[-9:]) == ("Tunebox", "any more.")


CHUNKS = STATEMENT.split()


@settings(deadline=None)
@given(st.integers(0, len(CHUNKS) - 4), st.integers(4, 30))
def test_a_verbatim_slice_is_exact(start: int, length: int) -> None:
    assert judge(" ".join(CHUNKS[start : start + length]), STATEMENT).label is Label.EXACT


@settings(deadline=None)
@given(st.integers(0, len(CHUNKS) - 4), st.integers(4, 30), st.integers(0, 30))
def test_a_slice_with_not_put_in_is_never_exact_or_elided(start: int, length: int, at: int) -> None:
    part = CHUNKS[start : start + length]
    at = min(at, len(part))
    assume(" ".join([*part[:at], "not", *part[at:]]) not in " ".join(CHUNKS))
    assert judge(" ".join([*part[:at], "not", *part[at:]]), STATEMENT).label not in (
        Label.EXACT,
        Label.ELIDED,
    )
    assert judge(" ".join([*part[:at], "[not]", *part[at:]]), STATEMENT).label not in (
        Label.EXACT,
        Label.ELIDED,
    )


SHIPPED = [
    document.reading
    for file in sorted((Path(__file__).parent.parent / "data" / "cases").glob("*/statements/*"))
    for document in [read_document(file, kind="statement", company="any")]
]
OTHERS = {
    "modal": ["can", "could", "may", "might", "must", "should", "will", "would"],
    "number": ["3", "17", "150", "2,000", "million", "all", "some", "many"],
    "negation": ["not", "never", "nobody", "no", "without"],
}


@st.composite
def slices(draw):
    """A statement of a shipped case, four words of it or more as it has them, and the words around them, too."""
    text = draw(st.sampled_from(SHIPPED))
    words_of = text.split()
    start = draw(st.integers(0, len(words_of) - 4))
    end = start + draw(st.integers(4, 60))
    around = " ".join(words_of[max(0, start - 12) : end + 12])
    return text, words_of[start:end], {w.text.replace("n't", "not") for w in words(around)}


@settings(deadline=None, max_examples=300)
@given(slices())
def test_a_verbatim_slice_of_any_statement_is_exact(sliced) -> None:
    text, part, _ = sliced
    assert judge(" ".join(part), text).label is Label.EXACT


@settings(deadline=None, max_examples=300)
@given(slices(), st.integers(0, 60), st.sampled_from(sorted(OTHERS)), st.data())
def test_one_hard_word_put_in_or_changed_is_hard_whatever_the_length(sliced, at, kind, data) -> None:
    text, part, around = sliced
    at %= len(part)
    word = data.draw(st.sampled_from(OTHERS[kind]))
    old = data.draw(st.sampled_from(["", part[at]]))
    bare = [w.text for w in words(old)]
    assume(word not in around)
    assume(not old or (len(bare) == 1 and len(part) > 4 and bare[0] != word))
    quotation = " ".join([*part[:at], word, *part[at + bool(old) :]])
    assume(judge(quotation, text).label is not Label.EXACT)
    found = judge(quotation, text)
    assert found.label is Label.ALTERED
    assert found.hard


@settings(deadline=None, max_examples=200)
@given(slices(), st.sampled_from(["Orbit", "Songbird", "Northbank"]), st.integers(0, 60))
def test_another_name_is_hard_whatever_the_length(sliced, name, at) -> None:
    text, part, _ = sliced
    named = [
        i for i, word in enumerate(part) if i and word[:1].isupper() and word.isalpha() and len(word) > 1
    ]
    assume(named and len(part) > 4)
    at = named[at % len(named)]
    found = judge(" ".join([*part[:at], name, *part[at + 1 :]]), text)
    assert (found.label, "name" in found.hard) == (Label.ALTERED, True)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=120))
def test_any_two_texts_can_be_judged(quotation: str, text: str) -> None:
    found = judge(quotation, text)
    assert 0 <= found.passage.start <= found.passage.end <= len(text)


def document(name: str, text: str, **given: str) -> Document:
    return Document(
        name=name,
        path=f"{name}.txt",
        kind=Kind(given.pop("kind", "statement")),
        text=text,
        reading=text,
        origin=tuple(range(len(text) + 1)),
        blocks=(Block(Span(0, len(text)), Role.PARAGRAPH),),
        company="Acme",
        **given,
    )


POST = document("acme-post", STATEMENT, speaker="Acme")
BANK = document(
    "bank-post", "We never asked for any of your messages, and we got none.", speaker="Harbour Bank"
)
CASE = CaseParties("Acme", (), (Party("Harbour Bank", ("the bank",)),))


def looked_up(text: str, source: str, *, quoted: str = "“") -> dict[str, object] | None:
    article = document("gazette", text, kind="article")
    start = text.index(quoted)
    at = text.index(source) if source else 0
    spans = (Span(at, at + len(source)),) if source else ()
    found = Attribution(spans, (), (Span(start, len(text)),), "by hand")
    table = check_quotations([(article, [found])], [POST, BANK], CASE)
    assert tuple(table.columns) == QUOTATION_COLUMNS
    return table.to_dict("records")[0] if len(table) else None


@pytest.mark.parametrize(
    ("text", "source", "label", "statement"),
    [
        ("Acme said: “We did not sell anyone's messages.”", "Acme", "exact", "acme-post"),
        ("The firm said: “We did sell anyone's messages to it.”", "The firm", "altered", "acme-post"),
        ("Acme’s boss said: “Nobody … read private messages.”", "Acme’s boss", "elided", "acme-post"),
        ("The bank said: “We never asked for any of your messages.”", "The bank", "exact", "bank-post"),
        ("Acme said: “We never asked for any of your messages.”", "Acme", "elsewhere", "bank-post"),
        ("Acme said: “All is well on the eastern front today.”", "Acme", "not_found", "acme-post"),
        ("It said: “We never asked for any of your messages.”", "It", "exact", "bank-post"),
        ("“We never asked for any of your messages.”", "", "exact", "bank-post"),
    ],
)  # fmt: skip
def test_a_quotation_is_looked_up_where_its_source_speaks(
    text: str, source: str, label: str, statement: str
) -> None:
    row = looked_up(text, source)
    assert row
    assert (row["label"], row["statement"]) == (label, statement)
    assert text[row["start"] : row["end"]] == row["quotation"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("It said: “All is well on the eastern front today.”", "It"),
        ("The mayor said: “All is well on the eastern front today.”", "The mayor"),
        ("Acme said: “so-called friends.”", "Acme"),
    ],
    ids=["nobody named, nothing found", "a party without a statement", "three words"],
)
def test_a_quotation_that_cannot_be_looked_up_makes_no_row(text: str, source: str) -> None:
    assert looked_up(text, source) is None


def test_passages_point_into_the_statement() -> None:
    row = looked_up("Acme said: “We did not sell anyone's messages.”", "Acme")
    assert row
    assert (
        STATEMENT[row["passage_start"] : row["passage_end"]]
        == row["passage"]
        == "We did not sell anyone’s messages"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He said “one two three four” and “five six seven eight”.",
            ["one two three four", "five six seven eight"],
        ),
        ('He said "one two three four" and left.', ["one two three four"]),
        ("“one two three four", ["one two three four"]),
        ("the so-called “friends”", []),
        ("no marks at all in this sentence", []),
    ],
)
def test_quotations_of_a_document(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in quotations(document("gazette", text))] == expected


def test_no_articles_give_a_table_without_rows() -> None:
    assert check_quotations([], [POST], CASE).empty
    assert check_quotations([(document("gazette", "“one two three four five”"), [])], [], CASE).empty
