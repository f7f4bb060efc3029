"""Time and memory in proportion to the text, for ordinary documents and for such as somebody would make to choke a reader.

Ratios are generous, so that a busy machine fails none of them: a part that goes with the square of the text is far above.
"""

import gc
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


def seconds(work, given):
    """Processor time of a piece of work, the garbage collector at rest: what others left behind is not its cost."""
    gc.disable()
    try:
        started = time.process_time()
        work(given)
        return time.process_time() - started
    finally:
        gc.enable()


def grows(work, prepare, few, many, *, most):
    """Whether many pieces cost more than `most` times what few do; of TRIES runs, each prepared anew, the least counts."""
    seconds(work, prepare(few))
    bound = most * min(seconds(work, prepare(few)) for _ in range(TRIES)) + 0.1
    return all(seconds(work, prepare(many)) >= bound for _ in range(TRIES))


def test_what_goes_with_the_square_is_found_out() -> None:
    assert grows(lambda pieces: [a for a in pieces for b in pieces if a < b < 0], range, 400, 3_200, most=20)
    assert not grows(
        lambda pieces: [a for a in pieces for b in range(400) if a < b < 0], range, 400, 3_200, most=20
    )


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
    def prepare(pieces):
        document = read_text(text(pieces), kind=Kind.ARTICLE, company="Acme")
        return document, parse(document), DEFAULT, ()

    assert not grows(lambda given: _read(*given), prepare, FEW, TIMES * FEW, most=2.5 * TIMES), name


def test_a_sentence_is_cut_where_it_has_no_end(nlp) -> None:
    doc = nlp("It shared " + "messages and " * 1_000 + "data.")
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE
    listed = nlp("It shared " + "messages, " * 1_000 + "data.")
    assert {sentence[-1].text for sentence in listed.sents} == {",", "."}


def test_a_long_sentence_of_prose_stays_whole(nlp) -> None:
    clause = "that the bank could read the messages of its users, "
    assert len(list(nlp("It said " + clause * 12 + "and that nobody knew.").sents)) == 1


def test_sentence_starts_are_set_at_once(nlp) -> None:
    def prepare(times):
        return nlp.make_doc("Acme shared messages with the bank. " * times)

    assert not grows(nlp.get_pipe("block_starts"), prepare, 2_000, 20_000, most=25)


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
    def prepare(times):
        document = bare_article('The bank said so. "It did. It did so twice." ' * times)
        return document, parse(document)

    assert not grows(lambda given: find_attributions(*given), prepare, FEW, TIMES * FEW, most=2.5 * TIMES)


@pytest.mark.parametrize("line", ["Leave a comment", "Related stories", "Read more"])
def test_lines_of_furniture_again_and_again_cost_no_look_at_all_above_each(line) -> None:
    def prepare(times):
        lines = ["The menu of all that there is here and more", line] * times
        return tuple(tidy(text, range(len(text))) for text in lines)

    assert not grows(
        lambda given: set_furniture_aside(given, kind=Kind.ARTICLE), prepare, 400, 3_200, most=20
    )


def test_parts_of_a_page_are_looked_up_not_searched_for() -> None:
    kept = _paragraphs(
        f"{name} could read what the users of {name} wrote, {n}" for n in range(60) for name in NAMES
    )
    others = [f"{name} of the menu leads to other stories {n}" for n in range(20) for name in NAMES]
    assert min(seconds(lambda given: [*map(kept.hold, given)], others) for _ in range(TRIES)) < 2
    assert not any(map(kept.hold, others))
    whole = next(iter(sorted(kept.lines)))
    assert kept.hold(whole[7:70]) and kept.hold("before it " + whole + " behind it")
    assert not kept.hold(whole[7:31]) and not kept.hold(whole[7:70][::-1])


@pytest.mark.parametrize("kind", list(Kind))
def test_many_names_cost_no_search_of_the_text_each(kind) -> None:
    def prepare(count):
        return SAID + named(count, "It told {} of it, and the users of {} too.".replace("{}", "{0}"))

    assert not grows(lambda text: read_text(text, kind=kind), prepare, 110, 1_100, most=30)
