"""Time and memory in proportion to the text, for ordinary documents and for such as somebody would make to choke a reader.

Ratios are generous, so that a busy machine fails none of them: a part that goes with the square of the text is far above.
"""

import time
from itertools import cycle, islice, product

import pytest
from own_texts import bare_article

from claims.attribution import find_attributions
from claims.attribution.columns import columns
from claims.attribution.frames import Frame, Quoted, quoted
from claims.documents import read_text
from claims.documents.furniture import set_furniture_aside
from claims.documents.page import _paragraphs
from claims.documents.stretch import tidy
from claims.extraction import DEFAULT, _read
from claims.language import LONGEST_SENTENCE, parse
from claims.types import Kind

SAID = "Acme shared users' messages with Norvane Bank. "
NAMES = [
    "".join(syllables)
    for syllables in product("QVHLBTMSDF", ["ui", "or", "al", "ar"], ["lo", "va", "den", "mer"])
]
TIMES = 6
FEW = 150
TRIES = 3


def named(count, pattern="{}", joiner=" "):
    """That many different names, each in the pattern."""
    names = (
        f"{name}{tail}" for tail in ("field", "soft", "mont", "ware", "net", "post", "grid") for name in NAMES
    )
    return joiner.join(pattern.format(name) for name in islice(cycle(names), count))


# name, the text of n pieces; each is about data access, so that all of it is read
TEXTS = [
    ("commas", lambda n: SAID + "It shared users' messages with firms" + ", data" * n + "."),
    ("quotation marks", lambda n: SAID + 'He said "it shared data" ' * n),
    ("quotation marks alone", lambda n: SAID + '" ' * n),
    ("brackets", lambda n: SAID + "(data [users' messages] " * n),
    ("words in capitals", lambda n: SAID + named(n)),
    ("a row of names", lambda n: SAID + "It gave messages to " + named(n, joiner=", ") + " and Halden."),
    ("nested said that", lambda n: SAID + "The firm said that " * n + "it shared users' data."),
    ("nested of", lambda n: SAID + "It shared " + "data of " * n + "users."),
    ("no full stop", lambda n: SAID + "the bank could read users' messages and " * n),
    ("items of a list", lambda n: SAID + "We share users' data with:\n\n" + named(n, "- {}: firms", "\n")),
    ("lists of one item", lambda n: SAID + named(n, "\n\nWe share users' data with:\n\n- {}: firms", "")),
    ("a name again and again", lambda n: SAID + "Acme gave Norvane Bank access to messages. " * n),
    ("the company and the bank", lambda n: SAID + "The company and the bank had such access. " * n),
    ("the report of nobody", lambda n: SAID + "The report says so. " * n),
    ("other parties each time", lambda n: SAID + named(n, "{} was unaware of this.")),
    ("members of a class", lambda n: SAID + "The partners include Quillo and Halden. " * n),
    ("a report retold", lambda n: SAID + "The Tessaly Herald said so. " * 2 + "It sold users' messages. " * n),
    ("dashes", lambda n: SAID + "users' data - " * n),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_extraction_takes_time_in_proportion(name, text) -> None:
    def seconds(pieces: int) -> float:
        document = read_text(text(pieces), kind=Kind.ARTICLE, company="Acme")
        doc = parse(document)
        started = time.process_time()
        _read(document, doc, DEFAULT, ())
        return time.process_time() - started

    seconds(FEW)
    most = 2.5 * TIMES * seconds(FEW) + 0.1
    assert any(seconds(TIMES * FEW) < most for _ in range(TRIES)), name


def test_a_sentence_is_cut_where_it_has_no_end(nlp) -> None:
    doc = nlp("It shared " + "messages and " * 1_000 + "data.")
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE
    listed = nlp("It shared " + "messages, " * 1_000 + "data.")
    assert {sentence[-1].text for sentence in listed.sents} == {",", "."}


def test_a_long_sentence_of_prose_stays_whole(nlp) -> None:
    clause = "that the bank could read the messages of its users, "
    assert len(list(nlp("It said " + clause * 12 + "and that nobody knew.").sents)) == 1


def test_sentence_starts_are_set_at_once(nlp) -> None:
    def seconds(times: int) -> float:
        doc = nlp.make_doc("Acme shared messages with the bank. " * times)
        started = time.process_time()
        nlp.get_pipe("block_starts")(doc)
        return time.process_time() - started

    assert seconds(20_000) < 25 * seconds(2_000) + 0.1


def test_what_rules_found_takes_no_room_for_every_other_word(nlp) -> None:
    doc = nlp("The bank said that it shared data. " * 40)
    frames = [
        Frame("clause", i, frozenset([i]), frozenset([i - 1]), frozenset([i + 1])) for i in range(2, 300, 8)
    ]
    none: Quoted = quoted(doc, ())
    found = columns(doc, frames, none)
    assert len(found.joined) == len(found.roles) == 3 * len(frames)


def test_such_access_points_back_to_the_first_words_not_to_each_before_them() -> None:
    text = SAID + "Norvane Bank denied that it had such access. " * 60
    document = read_text(text, company="Acme")
    tellings = _read(document, parse(document), DEFAULT, ()).parse.tellings
    places = [len(r.spans) for claim in tellings for r in claim.reasons if r.field == "data"]
    assert len(tellings) > 50 and max(places) < 12


def test_attributions_of_many_quotations_take_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        document = bare_article('The bank said so. "It did. It did so twice." ' * times)
        doc = parse(document)
        started = time.process_time()
        find_attributions(document, doc)
        return time.process_time() - started

    seconds(FEW)
    assert seconds(TIMES * FEW) < 2.5 * TIMES * seconds(FEW) + 0.1


@pytest.mark.parametrize("line", ["Leave a comment", "Related stories", "Read more"])
def test_lines_of_furniture_again_and_again_cost_no_look_at_all_above_each(line) -> None:
    def seconds(times: int) -> float:
        lines = ["The menu of all that there is here and more", line] * times
        blocks = tuple(tidy(text, range(len(text))) for text in lines)
        started = time.process_time()
        set_furniture_aside(blocks, kind=Kind.ARTICLE)
        return time.process_time() - started

    seconds(200)
    assert seconds(3_200) < 20 * seconds(400) + 0.1


def test_parts_of_a_page_are_looked_up_not_searched_for() -> None:
    kept = _paragraphs(
        f"{name} could read what the users of {name} wrote, {n}" for n in range(60) for name in NAMES
    )
    started = time.process_time()
    held = [kept.hold(f"{name} of the menu leads to other stories {n}") for n in range(20) for name in NAMES]
    assert not any(held) and time.process_time() - started < 2
    whole = next(iter(sorted(kept.lines)))
    assert kept.hold(whole[7:70]) and kept.hold("before it " + whole + " behind it")
    assert not kept.hold(whole[7:31]) and not kept.hold(whole[7:70][::-1])


@pytest.mark.parametrize("kind", list(Kind))
def test_many_names_cost_no_search_of_the_text_each(kind) -> None:
    def seconds(count: int) -> float:
        text = SAID + named(count, "It told {} of it, and the users of {} too.".replace("{}", "{0}"))
        started = time.process_time()
        read_text(text, kind=kind)
        return time.process_time() - started

    seconds(100)
    assert seconds(1_100) < 30 * seconds(110) + 0.1
