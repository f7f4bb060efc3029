"""A person's decisions outlive reruns: found again exactly, or shown as lost, and never put on a similar sentence."""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.crossref import cross_reference
from claims.documents import read_case
from claims.errors import InputError
from claims.review import REVIEW_COLUMNS, Review, add, apply_decisions, decide, read_log, read_review
from claims.review.anchor import Anchor, Place, anchor_at, place
from claims.review.decision import HEADER
from claims.review.table import claim_of
from claims.tables import CLAIM_COLUMNS, claims_frame
from claims.types import Claim, Span

QUILLO = "Acme let Quillo read users' private messages"
NORVANE = "Acme let Norvane read users' private messages"
ARTICLE = f"""The Gazette reported on Acme.

{QUILLO}, the paper said. {NORVANE}, the paper said.

Quillo, a bank, got the right to read and
could see calendars. Norvane, a shop,
could see calendars too.
"""
STATEMENT = "We did not let Quillo read messages.\n"
CASE = 'id = "acme"\ntitle = "Acme"\ncompany = "Acme"\n'
VALUES = {
    "source": "The Gazette", "via": "", "cue": "said", "stance": "affirms", "certainty": "asserted",
    "grantor": "Acme", "partner": "Quillo", "actions": "read", "data": "messages", "consent": "not_stated",
    "status": "not_stated",
}  # fmt: skip
DENIAL = {"source": "Acme", "stance": "denies"}

Finder = Callable[[str], Iterable[tuple[str, dict[str, str]]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "acme"
    for part, name, text in (("articles", "gazette", ARTICLE), ("statements", "acme-own", STATEMENT)):
        (place / part).mkdir(parents=True)
        (place / part / f"{name}.txt").write_text(text, encoding="utf-8")
    (place / "case.toml").write_text(CASE, encoding="utf-8")
    return place


def usual(text: str) -> list[tuple[str, dict[str, str]]]:
    """Rules that find a claim in each sentence that says "Acme let X read"."""
    found = re.finditer(r"Acme let (\w+) read users' private messages", text)
    own = re.finditer(r"We did not let (\w+) read messages", text)
    return [*((m[0], {"partner": m[1]}) for m in found), *((m[0], {"partner": m[1], **DENIAL}) for m in own)]


def run(folder: Path, rules: Finder = usual) -> Review:
    """The review after these rules ran over the case as it is on the disk."""
    case = read_case(folder)
    documents = (*case.articles, *case.statements)
    pairs = [(d, [_claim(d, *one) for one in rules(d.text) if one[0] in d.text]) for d in documents]
    return read_review(case, claims_frame(pairs))


def _claim(document: Any, evidence: str, values: dict[str, str]) -> Claim:
    start = int(values.get("at", document.text.index(evidence)))
    fields = {**VALUES, **{n: v for n, v in values.items() if n != "at"}}
    return replace(claim_of(fields, document, Span(start, start + len(evidence))), rule="let")


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "articles" / "gazette.txt"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def the(review: Review, **wanted: str) -> dict[str, Any]:
    """The one row of the decisions with these cells."""
    rows = [r for r in review.decisions.to_dict("records") if all(r[n] == v for n, v in wanted.items())]
    assert len(rows) == 1, rows
    return {str(name): cell for name, cell in rows[0].items()}


def on(review: Review, partner: str, decision: str = "accept", **more: Any) -> Review:
    """The review after a decision on the report about a partner."""
    claim = the(review, partner=partner, stance="affirms")["claim"]
    return decide(review, claim, decision, reviewer="a desk", **more)


def partners(claims: pd.DataFrame) -> list[str]:
    return list(claims.loc[claims["kind"] == "article", "partner"])


def test_a_case_without_decisions_has_every_claim_to_decide_and_its_claims_as_found(folder: Path) -> None:
    review = run(folder)
    assert review.counts == {"kept": 0, "moved": 0, "stale": 0, "orphaned": 0, "new": 3}
    pd.testing.assert_frame_equal(review.claims, review.proposed)
    assert tuple(review.decisions.columns) == REVIEW_COLUMNS
    assert not (folder / "review.csv").exists()


def test_an_accepted_claim_is_reviewed_and_says_by_whom(folder: Path) -> None:
    review = on(run(folder), "Quillo", note="heard the tape")
    row = review.claims.set_index("partner").loc[["Quillo", "Norvane"]]
    assert row["reviewed"].iloc[0] and not row.loc["Norvane", "reviewed"]
    shown = the(review, state="kept")
    assert (shown["reviewer"], shown["note"], shown["decision"]) == ("a desk", "heard the tape", "accept")


def test_a_rejected_claim_leaves_and_can_come_back(folder: Path) -> None:
    review = on(run(folder), "Quillo", "reject")
    assert partners(review.claims) == ["Norvane"]
    review = on(review, "Quillo", "accept")
    assert partners(review.claims) == ["Quillo", "Norvane"]
    assert len(read_log(folder)) == 2


def test_amended_fields_change_and_add_up(folder: Path) -> None:
    review = on(run(folder), "Quillo", "amend", changes={"consent": "without"})
    review = on(review, "Quillo", "amend", changes={"status": "ended", "actions": "write, read"})
    row = review.claims.iloc[0]
    assert (row["consent"], row["status"], row["actions"], row["reviewed"]) == (
        "without", "ended", "read|write", True,
    )  # fmt: skip
    assert row["claim"] == review.proposed.iloc[0]["claim"]


def test_a_claim_that_the_rules_missed_enters_where_it_stands(folder: Path) -> None:
    words = "got the right to read and could see calendars"
    review = add(
        run(folder), "gazette", words, reviewer="a desk", partner="Quillo", data="calendar", actions="read"
    )
    added = review.claims.iloc[2]
    assert (added["data"], added["rule"], added["reviewed"], added["source"]) == (
        "calendar", "review", True, "author",
    )  # fmt: skip
    assert added["evidence"] == words.replace("and ", "and\n")
    assert ARTICLE[added["start"] : added["end"]] == added["evidence"]
    assert tuple(review.claims.columns) == CLAIM_COLUMNS


def test_a_statements_added_claim_is_its_speakers_word(folder: Path) -> None:
    file = folder / "statements" / "acme-own.txt"
    file.write_text('+++\nspeaker = "Acme"\n+++\nQuillo saw calendars.\n', encoding="utf-8")
    review = add(
        run(folder), "acme-own", "Quillo saw calendars", reviewer="a", partner="Quillo", data="calendar"
    )
    assert review.claims.iloc[-1]["source"] == "Acme"


def test_what_was_decided_can_be_withdrawn(folder: Path) -> None:
    review = on(run(folder), "Quillo", "amend", changes={"consent": "without"})
    review = on(review, "Quillo", "withdraw")
    assert review.counts["new"] == 3
    pd.testing.assert_frame_equal(review.claims, review.proposed)
    assert len(read_log(folder)) == 2


def test_a_claim_keeps_its_decision_when_the_rules_change_elsewhere(folder: Path) -> None:
    on(run(folder), "Quillo")
    review = run(folder, lambda text: [("could see calendars", {"data": "calendar"}), *usual(text)[:1]])
    assert the(review, state="kept")["partner"] == "Quillo"
    assert review.counts["new"] == 2


@pytest.mark.parametrize("more", ["A new paragraph.\n\n", "Acme. Acme. "])
def test_a_decision_moves_with_its_words(folder: Path, more: str) -> None:
    on(run(folder), "Quillo")
    edit(folder, "The Gazette reported", f"{more}The Gazette reported")
    moved = the(run(folder), state="moved")
    assert (moved["partner"], moved["start"]) == ("Quillo", ARTICLE.index(QUILLO) + len(more))
    assert moved["reviewed"]
    assert "from character" in moved["why"]


def test_a_decision_is_never_carried_on_to_the_twin_of_its_sentence(folder: Path) -> None:
    on(run(folder), "Quillo", "reject")
    edit(folder, f"{QUILLO}, the paper said. ", "")
    review = run(folder)
    lost = the(review, state="orphaned")
    assert (lost["partner"], lost["decision"]) == ("Quillo", "reject")
    assert "no longer in the document" in lost["why"]
    assert partners(review.claims) == ["Norvane"]
    assert the(review, partner="Norvane")["state"] == "new"


def calendars(text: str) -> list[tuple[str, dict[str, str]]]:
    """Rules that cut the evidence to words that are the same for both partners."""
    return [
        ("could see calendars", {"partner": m[1], "data": "calendar", "at": str(m.end())})
        for m in re.finditer(r"(Quillo|Norvane), a (?:bank, got the right to read and|shop,)\n", text)
    ]


def test_words_that_do_not_name_the_partner_are_not_carried_on_to_its_twin(folder: Path) -> None:
    review = run(folder, calendars)
    assert partners(review.proposed) == ["Quillo", "Norvane"]
    on(review, "Quillo")
    edit(folder, "Quillo, a bank, got the right to read and\ncould see calendars. ", "")
    review = run(folder, calendars)
    assert the(review, state="orphaned")["partner"] == "Quillo"
    assert partners(review.claims) == ["Norvane"]
    assert not review.claims["reviewed"].any()


def test_an_added_claim_is_not_carried_on_to_a_twin_either(folder: Path) -> None:
    review = run(folder)
    start = ARTICLE.index("could see calendars")
    review = add(
        review, "gazette", "could see calendars", start=start, reviewer="a desk",
        partner="Quillo", data="calendar",
    )  # fmt: skip
    assert review.claims["reviewed"].sum() == 1
    edit(folder, "Quillo, a bank, got the right to read and\ncould see calendars. ", "")
    review = run(folder)
    assert the(review, state="orphaned")["decision"] == "add"
    assert not review.claims["reviewed"].any()


def test_an_added_claim_whose_words_name_its_partner_moves(folder: Path) -> None:
    words = "Quillo, a bank, got the right to read"
    add(run(folder), "gazette", words, reviewer="a desk", partner="Quillo", data="calendar")
    edit(folder, "The Gazette reported on Acme.\n\n", "")
    moved = the(run(folder), state="moved")
    assert (moved["decision"], moved["reviewed"]) == ("add", True)


def test_words_that_stand_there_twice_now_are_told_by_what_surrounds_them(folder: Path) -> None:
    on(run(folder), "Quillo")
    edit(folder, "The Gazette reported on Acme.", f"Summary: {QUILLO}.")
    review = run(folder, lambda text: [(QUILLO, {"at": str(m.start())}) for m in re.finditer(QUILLO, text)])
    text = (folder / "articles" / "gazette.txt").read_text(encoding="utf-8")
    assert the(review, state="moved")["start"] == text.rindex(QUILLO)
    assert the(review, state="new", doc="gazette")["start"] == len("Summary: ")


def test_words_that_nothing_tells_apart_are_an_orphans(folder: Path) -> None:
    on(run(folder), "Quillo")
    (folder / "articles" / "gazette.txt").write_text(f"{QUILLO}.\n\nAgain: {QUILLO}.\n\n{QUILLO}!\n")
    lost = the(run(folder), state="orphaned")
    assert "3 times" in lost["why"]


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ({"consent": "with"}, "consent as with, not not_stated"),
        ({"actions": "read|write"}, "actions as read|write"),
    ],
)
def test_a_decision_is_stale_when_the_rules_read_its_words_differently(
    folder: Path, now: dict[str, str], told: str
) -> None:
    on(run(folder), "Quillo", "amend", changes={"status": "ended"})
    review = run(folder, lambda _: [(QUILLO, now)])
    row = the(review, state="stale")
    assert told in row["why"]
    claim = review.claims.iloc[0]
    assert (claim["consent"], claim["actions"], claim["status"]) == ("not_stated", "read", "ended")
    assert not claim["reviewed"]


def test_an_amendment_holds_when_the_rules_come_to_the_same(folder: Path) -> None:
    on(run(folder), "Quillo", "amend", changes={"consent": "without"})
    review = run(folder, lambda _: [(QUILLO, {"consent": "without"})])
    assert the(review, state="kept")["reviewed"]


def test_an_amended_source_holds_when_the_rules_come_to_the_same(folder: Path) -> None:
    on(run(folder), "Quillo", "amend", changes={"source": "The Herald"})
    review = run(folder, lambda _: [(QUILLO, {"source": "The Herald"})])
    assert review.counts == {"kept": 0, "moved": 1, "stale": 0, "orphaned": 0, "new": 0}
    assert list(review.claims["source"]) == ["The Herald"]


def test_a_claim_that_the_rules_lose_stays_until_a_person_says_otherwise(folder: Path) -> None:
    on(run(folder), "Quillo", "amend", changes={"consent": "without"})
    review = run(folder, lambda _: [])
    assert "no longer find" in the(review, state="stale")["why"]
    row = review.claims.iloc[0]
    assert (row["partner"], row["consent"], row["rule"], row["reviewed"]) == (
        "Quillo", "without", "review", False,
    )  # fmt: skip


@pytest.mark.parametrize("rules", [lambda _: [], lambda _: [(QUILLO, {"consent": "with"})]])
def test_confirming_a_stale_claim_confirms_the_persons_reading(folder: Path, rules: Finder) -> None:
    on(run(folder), "Quillo", "amend", changes={"status": "ended"})
    review = on(run(folder, rules), "Quillo")
    assert review.counts["stale"] == 0
    row = review.claims.iloc[0]
    assert (row["consent"], row["status"], row["reviewed"]) == ("not_stated", "ended", True)
    again = run(folder, rules)
    pd.testing.assert_frame_equal(again.claims, review.claims)


def test_a_rejection_needs_no_claim_to_reject(folder: Path) -> None:
    on(run(folder), "Quillo", "reject")
    assert run(folder, lambda _: []).counts == {"kept": 1, "moved": 0, "stale": 0, "orphaned": 0, "new": 0}


def test_a_claim_whose_evidence_is_cut_differently_is_the_same(folder: Path) -> None:
    on(run(folder), "Quillo")
    review = run(folder, lambda _: [(f"{QUILLO}, the paper said", {})])
    row = the(review, state="moved")
    assert row["reviewed"] and "cut its evidence" in row["why"]
    assert review.counts["new"] == 0


def test_a_rule_that_comes_to_find_an_added_claim_finds_it_once(folder: Path) -> None:
    add(run(folder), "gazette", "Quillo, a bank, got the right to read", reviewer="a", partner="Quillo",
        data="calendar", source="The Gazette", actions="read")  # fmt: skip
    found = lambda _: [("Quillo, a bank, got the right", {"data": "calendar"})]  # noqa: E731
    review = run(folder, found)
    assert len(review.claims) == 1
    assert review.claims.iloc[0]["rule"] == "let"
    assert review.claims.iloc[0]["reviewed"]


def test_a_document_that_is_gone_leaves_its_decisions_as_orphans(folder: Path) -> None:
    on(run(folder), "Quillo")
    (folder / "articles" / "gazette.txt").unlink()
    review = run(folder)
    assert "not in the case" in the(review, state="orphaned")["why"]
    claim = the(review, state="orphaned")["claim"]
    with pytest.raises(InputError, match="orphaned"):
        decide(review, claim, "accept", reviewer="a desk")
    assert decide(review, claim, "withdraw", reviewer="a desk").counts["orphaned"] == 0


def test_a_later_decision_on_new_words_stands_in_for_the_orphan(folder: Path) -> None:
    on(run(folder), "Quillo", "reject")
    (folder / "articles" / "gazette.txt").write_text(f"{QUILLO}.\n\nAgain: {QUILLO}.\n\n{QUILLO}!\n")
    review = run(folder)
    assert review.counts["orphaned"] == 1
    review = decide(review, review.proposed["claim"][0], "accept", reviewer="a desk")
    assert (review.counts["kept"], review.counts["orphaned"]) == (1, 0)


def test_rows_keep_their_order_and_their_offsets(folder: Path) -> None:
    review = on(run(folder), "Norvane", "amend", changes={"partner": "Norvane Shops"})
    review = add(review, "gazette", "The Gazette reported on Acme", reviewer="a", partner="x", data="posts")
    text = (folder / "articles" / "gazette.txt").read_text(encoding="utf-8")
    assert partners(review.claims) == ["x", "Quillo", "Norvane Shops"]
    for row in review.claims[review.claims["kind"] == "article"].to_dict("records"):
        assert text[row["start"] : row["end"]] == row["evidence"]


def test_verdicts_follow_the_decisions(folder: Path) -> None:
    review = run(folder)
    before = cross_reference(review.claims, review.case).set_index("partner")
    assert before.loc["Quillo", "access"] == "disputed" and not before["reviewed"].any()
    review = on(review, "Quillo")
    review = decide(review, the(review, stance="denies")["claim"], "accept", reviewer="another desk")
    after = cross_reference(review.claims, review.case).set_index("partner")
    assert (after.loc["Quillo", "reviewed"], after.loc["Quillo", "reviewer"]) == (True, "a desk|another desk")
    assert not after.loc["Norvane", "reviewed"]
    review = decide(review, the(review, stance="denies")["claim"], "reject", reviewer="another desk")
    assert cross_reference(review.claims, review.case).set_index("partner").loc["Quillo", "access"] == (
        "not_addressed"
    )
    pd.testing.assert_frame_equal(apply_decisions(review.case, review.proposed), review.claims)


@pytest.mark.parametrize(
    ("decision", "more", "said"),
    [
        ("approve", {}, "one of accept, reject, amend, withdraw"),
        ("amend", {}, "amend, and only amend, has changes"),
        ("accept", {"changes": {"consent": "with"}}, "amend, and only amend, has changes"),
        ("amend", {"changes": {"consent": "yes"}}, "one of with, without, conditional, not_stated"),
        ("amend", {"changes": {"actions": "read|steal"}}, "one of read, write, delete, obtain, access"),
        ("amend", {"changes": {"data": "mesages"}}, "one of account, audio"),
        ("amend", {"changes": {"partner": " "}}, "partner is empty"),
        ("amend", {"changes": {"evidence": "x"}}, "one of source, via"),
    ],
)
def test_a_decision_that_no_claim_can_have_is_refused_and_nothing_written(
    folder: Path, decision: str, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        on(run(folder), "Quillo", decision, **more)
    assert not (folder / "review.csv").exists()


def test_a_decision_needs_a_claim_and_a_reviewer(folder: Path) -> None:
    review = run(folder)
    with pytest.raises(InputError, match="no claim of this case"):
        decide(review, "nope", "accept", reviewer="a desk")
    with pytest.raises(InputError, match="no reviewer"):
        decide(review, review.claims["claim"], "accept", reviewer=" ")
    assert not (folder / "review.csv").exists()


@pytest.mark.parametrize(
    ("evidence", "more", "said"),
    [
        ("Acme let Zeta read", {}, "does not stand there"),
        ("", {}, "does not stand there"),
        ("could see calendars", {}, r"begin at \d+, \d+"),
        ("could see calendars", {"start": 3}, r"begin at \d+, \d+"),
        (QUILLO, {"source": "The Gazette", "data": "messages"}, "there already"),
        ("a bank", {"datum": "posts"}, "no field 'datum'"),
        ("a bank", {"data": "post"}, "one of account"),
    ],
)
def test_a_claim_that_cannot_be_added_is_refused(
    folder: Path, evidence: str, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        add(
            run(folder),
            "gazette",
            evidence,
            reviewer="a",
            **{"partner": "Quillo", "data": "calendar", **more},
        )
    with pytest.raises(InputError, match="one of gazette, acme-own"):
        add(run(folder), "herald", evidence, reviewer="a", partner="Quillo", data="calendar")


def test_several_claims_are_decided_on_at_once(folder: Path) -> None:
    review = run(folder)
    review = decide(review, review.claims["claim"], "accept", reviewer="a desk")
    assert review.counts["kept"] == 3
    assert review.claims["reviewed"].all()


SENTENCES = st.lists(
    st.sampled_from(["Quillo", "Norvane", "Zeta"]).flatmap(
        lambda name: st.sampled_from(
            [f"Acme let {name} read users' private messages.", f"{name} is a firm.", "Nobody knew."]
        )
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(SENTENCES, SENTENCES, st.lists(st.booleans(), min_size=8, max_size=8))
def test_whatever_is_edited_no_decision_is_lost_or_lands_on_another_partner(
    tmp_path_factory: pytest.TempPathFactory, before: Sequence[str], after: Sequence[str], joined: list[bool]
) -> None:
    folder = tmp_path_factory.mktemp("acme")
    (folder / "articles").mkdir()
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    file = folder / "articles" / "gazette.txt"
    file.write_text("\n\n".join(before), encoding="utf-8")
    everywhere = lambda text: [  # noqa: E731
        (m[0], {"partner": m[1], "at": str(m.start())})
        for m in re.finditer(r"Acme let (\w+) read users' private messages", text)
    ]
    review = run(folder, everywhere)
    decided = list(review.claims["claim"])
    if not decided:
        return
    review = decide(review, decided, "reject", reviewer="a desk")
    assert len(review.claims) == 0
    breaks = (" " if join else "\n\n" for join in joined)
    file.write_text("".join(s + b for s, b in zip(after, breaks, strict=False)), encoding="utf-8")
    review = run(folder, everywhere)
    assert len(read_log(folder)) == len(decided)
    standing = review.decisions[review.decisions["state"] != "new"]
    assert set(standing["partner"]) == {
        row["partner"] for row in csv.DictReader((folder / "review.csv").open(newline=""))
    }
    text = file.read_text(encoding="utf-8")
    for row in standing[standing["state"] != "orphaned"].to_dict("records"):
        assert row["partner"] in text[row["start"] : row["end"]]


def test_an_anchor_points_back_to_where_it_was_made() -> None:
    anchor = anchor_at(ARTICLE, Span(ARTICLE.index(QUILLO), ARTICLE.index(QUILLO) + len(QUILLO)))
    assert (anchor.exact, anchor.prefix) == (QUILLO, "")
    assert anchor.suffix.startswith(", the paper said. Acme let Norvane")
    assert place(ARTICLE, anchor) == Place(Span(anchor.start, anchor.start + len(QUILLO)), same=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a x b", 2), ("new a x b", 6), ("a x c", 2), ("c x c", 2), ("a x b a x b", None), ("x x", None),
        ("a x c c x b", None), ("c x d a x d", 8), ("y", None),
    ],
)  # fmt: skip
def test_a_place_is_the_only_one_or_none(text: str, found: int | None) -> None:
    where = place(text, Anchor("x", "a ", " b", 99, "another text"))
    assert (where.span.start if isinstance(where, Place) else None) == found


def test_a_file_of_another_version_or_shape_says_how_to_migrate(folder: Path) -> None:
    file = folder / "review.csv"
    header = ",".join(HEADER)
    for content, said in {
        header.replace("review_v1", "review_v2"): "newer program, in version 2",
        "claim,decision\n": "no review file: its first column is 'claim'",
        header.replace(",note", ""): "note is missing.*rename the columns",
        header.replace(",", ";"): "no review file",
        f"{header}\na,b\n": "line 2: 2 cells",
        header + "\n" + ",".join(["x"] * 25): "line 2: decision is 'x'; one of accept",
        f'{header}\n"x\n': "line 2: .*CSV with commas",
    }.items():
        file.write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=f"review.csv.*{said}"):
            read_log(folder)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        read_log(folder)


def test_a_file_that_a_spreadsheet_saved_is_read(folder: Path) -> None:
    review = on(run(folder), "Quillo", note='said "no", then\nyes')
    file = folder / "review.csv"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n").rstrip())
    assert [d.reviewer for d in read_log(folder)] == ["a desk"]
    on(review, "Norvane")
    assert [d.partner for d in read_log(folder)] == ["Quillo", "Norvane"]


def test_nothing_is_written_behind_a_file_that_is_not_understood(folder: Path) -> None:
    file = folder / "review.csv"
    review = run(folder)
    file.write_text("my,own,notes\n", encoding="utf-8")
    with pytest.raises(InputError, match="no review file"):
        on(review, "Quillo")
    assert file.read_text(encoding="utf-8") == "my,own,notes\n"
