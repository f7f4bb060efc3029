"""Figures say what the tables say, and nothing that they say is clipped, covered or told by colour alone."""

import itertools
from collections.abc import Iterable
from typing import Any

import matplotlib
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from claims.charts import CHARTS, Drawing, chart, draw_chart
from claims.charts.findings import access_finding, consent_finding, partner_finding
from claims.charts.style import ACCESS, BAND, BODY_SIZES, CONSENT, MUTED, PAPER, PARTNER, STANCE, contrast
from claims.charts.table import Cell, Column, Section, Sheet, lay_out
from claims.charts.text import plain, width_of, wrap
from claims.errors import ClaimsError, InputError

LOOKS = {"access": ACCESS, "consent": CONSENT, "partner_position": PARTNER, "stance": STANCE}
LONG = "The Consolidated Intercontinental Savings, Loan and Telecommunications Trust of Upper Exampleshire"
UNBROKEN = "Datenschutzgrundverordnungsbeauftragtenvereinigung" * 3
VERDICT = {
    "partner": "Northbank",
    "data": "messages",
    "actions": "read|write",
    "claimed_consent": "without",
    "access": "disputed",
    "consent": "disputed",
    "partner_position": "denies",
    "status_report": "ended",
    "status_company": "",
    "tier": "statement",
    "contradiction": "",
    "sources": 2,
    "docs": "gazette|acme",
}
CLAIM = {"source": "The Gazette", "stance": "affirms", "doc": "gazette"}


def verdicts(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**VERDICT, **row} for row in rows], columns=list(VERDICT))


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**CLAIM, **row} for row in rows], columns=list(CLAIM))


def many(count: int, **values: Any) -> pd.DataFrame:
    access = itertools.cycle(ACCESS)
    kinds = itertools.cycle(["messages", "friends", "location", "posts", "profile", "calendar", "health"])
    return verdicts(
        *(
            {"partner": f"Partner {i}", "access": next(access), "data": next(kinds), **values}
            for i in range(count)
        )
    )


FRAMES = {
    "none": (verdicts(), claims()),
    "one row": (verdicts({}), claims({})),
    "long names": (
        verdicts({"partner": LONG}, {"partner": UNBROKEN, "access": "confirmed"}, {"partner": LONG * 12}),
        claims({"source": LONG}, {"source": UNBROKEN, "stance": "denies"}, {"source": LONG * 12}),
    ),
    "forty rows": (many(40), claims(*({"source": f"Source {i}"} for i in range(40)))),
    "forty long rows": (
        many(40, partner=LONG, docs="|".join(f"document-{i}" for i in range(60))),
        claims(*({"source": f"{LONG} {i}", "stance": "unaware"} for i in range(40))),
    ),
    "odd text": (
        verdicts({"partner": "$x_1$ & <b>\n\tCo\x00", "data": "made_up.kind", "status_report": "a|b"}),
        claims({"source": "=1+1 $y^2$"}),
    ),
}
DRAWN = [(name, label) for name in CHARTS for label in FRAMES]


def drawing_of(name: str, label: str) -> Drawing:
    of_verdicts, of_claims = FRAMES[label]
    return draw_chart(name, of_verdicts if CHARTS[name].reads == "verdicts" else of_claims, company="Acme")


def boxes(page: Figure) -> list[tuple[str, float, float, float, float]]:
    with matplotlib.rc_context({"text.hinting": "none"}):
        renderer = FigureCanvasAgg(page).get_renderer()
        extents = [(t.get_text(), t.get_window_extent(renderer)) for t in page.axes[0].texts if t.get_text()]
    return [(text, box.x0, box.y0, box.x1, box.y1) for text, box in extents]


def words_of(pages: Iterable[Figure]) -> str:
    return " ".join(t.get_text() for page in pages for t in page.axes[0].texts)


@pytest.mark.parametrize(("name", "label"), DRAWN)
def test_no_text_leaves_its_page_or_covers_another(name: str, label: str) -> None:
    for page in drawing_of(name, label).pages:
        found = boxes(page)
        for text, left, bottom, right, top in found:
            assert left >= 0 and bottom >= 0, text
            assert right <= page.bbox.width and top <= page.bbox.height, text
        for (text, l1, b1, r1, t1), (other, l2, b2, r2, t2) in itertools.combinations(found, 2):
            apart = r1 <= l2 + 0.5 or r2 <= l1 + 0.5 or t1 <= b2 + 2.5 or t2 <= b1 + 2.5
            assert apart, (text, other)


@pytest.mark.parametrize(("name", "label"), DRAWN)
def test_every_character_of_every_row_is_drawn(name: str, label: str) -> None:
    drawing = drawing_of(name, label)
    drawn = "".join(words_of(drawing.pages).split())
    for cell in set(drawing.rows.drop(columns="Claims", errors="ignore").to_numpy().ravel()):
        for word in str(cell).split():
            letters = "".join(c for c in word if c.isprintable())
            assert letters[:12] in drawn, cell
    assert drawing.title and drawing.alt.startswith(drawing.title)


@pytest.mark.parametrize("name", CHARTS)
def test_no_rows_gives_a_figure_that_says_so(name: str) -> None:
    drawing = drawing_of(name, "none")
    assert len(drawing.pages) == 1
    assert "no claims" in words_of(drawing.pages)
    assert drawing.rows.empty


def test_few_rows_fit_one_page_and_many_take_more() -> None:
    assert len(drawing_of("verdict_table", "one row").pages) == 1
    pages = drawing_of("verdict_table", "forty long rows").pages
    assert len(pages) > 1
    assert all(f"Page {i} of {len(pages)}." in words_of([page]) for i, page in enumerate(pages, start=1))


def test_a_section_that_runs_over_repeats_its_band_and_partner() -> None:
    frame = verdicts(*({"partner": LONG, "data": f"kind_{i}"} for i in range(60)))
    pages = draw_chart("verdict_table", frame).pages
    assert len(pages) > 1
    assert all("disputed: 60 of 60" in words_of([page]) for page in pages)
    assert all("Consolidated" in words_of([page]) for page in pages)


def test_not_addressed_never_looks_like_confirmed() -> None:
    for looks, silent, granted in (
        (ACCESS, "not_addressed", "confirmed"),
        (CONSENT, "not_addressed", "agreed"),
    ):
        ours, theirs = looks[silent], looks[granted]
        assert all(a != b for a, b in zip(ours, theirs, strict=True))


@pytest.mark.parametrize("facet", LOOKS)
def test_values_differ_in_symbol_and_word(facet: str) -> None:
    looks = LOOKS[facet].values()
    assert len({look.symbol for look in looks}) == len({look.word for look in looks}) == len(looks)


@pytest.mark.parametrize("facet", LOOKS)
def test_text_stands_out_from_what_lies_behind_it(facet: str) -> None:
    for look in LOOKS[facet].values():
        assert min(contrast(look.ink, paper) for paper in (look.fill, PAPER, BAND)) >= 4.5
    assert contrast(MUTED, PAPER) >= 4.5


@pytest.mark.parametrize(
    ("ink", "paper", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_the_published_ratio(ink: str, paper: str, ratio: float) -> None:
    assert contrast(ink, paper) == pytest.approx(ratio, abs=0.005)
    assert contrast(paper, ink) == contrast(ink, paper)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([], "No claims: no access is reported in this case"),
        (["disputed"], "Acme disputes the one data access reported"),
        (["not_addressed"] * 3, "Acme does not address all 3 data accesses reported"),
        (["disputed", "confirmed"], "Acme confirms 1 of the 2 data accesses reported and disputes 1"),
        (
            ["disputed", "partly_confirmed", "not_addressed", "not_addressed"],
            "Acme partly confirms 1 of the 4 data accesses reported, disputes 1 and does not address 2",
        ),
    ],
)
def test_title_states_the_counts_of_the_table(values: list[str], sentence: str) -> None:
    frame = verdicts(*({"access": value} for value in values))
    assert access_finding(frame, "Acme") == sentence
    assert draw_chart("verdict_table", frame, company="Acme").title == sentence


def test_consent_and_partners_are_counted_out_of_those_that_can_count() -> None:
    frame = verdicts(
        {}, {"claimed_consent": "not_stated", "consent": "not_addressed", "partner": "Southbank"}
    )
    assert consent_finding(frame) == "Consent is reported on for 1 of 2 accesses: disputed for 1."
    assert partner_finding(frame) == "Of 2 partners, 2 deny."
    assert partner_finding(frame.assign(partner_position="none")) == "Of 2 partners, none is heard."


def test_a_position_names_its_tier_and_its_contradiction() -> None:
    frame = verdicts({"contradiction": "a1|b2"}, {"tier": "article", "partner": "Southbank"})
    said = set(draw_chart("verdict_table", frame).rows["Company on the access"])
    assert said == {"disputed (own statement); contradicts itself", "disputed (as reported)"}


def test_rows_stand_by_position_then_by_name_in_any_case() -> None:
    names = {"Zeta": "confirmed", "beta": "disputed", "Alpha": "not_addressed", "Gamma": "disputed"}
    frame = verdicts(*({"partner": name, "access": access} for name, access in names.items()))
    assert list(draw_chart("verdict_table", frame).rows["Partner"]) == ["beta", "Gamma", "Zeta", "Alpha"]


def test_unknown_figure_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="verdict_table"):
        draw_chart("pie", verdicts())


def test_frame_without_a_column_names_it() -> None:
    with pytest.raises(InputError, match="claimed_consent"):
        draw_chart("verdict_table", verdicts({}).drop(columns="claimed_consent"))


def test_a_name_is_entered_once() -> None:
    with pytest.raises(ClaimsError, match="verdict_table"):
        chart("verdict_table", reads="verdicts", columns=())(CHARTS["verdict_table"].draw)


LATIN = st.text(st.characters(max_codepoint=0x17F), max_size=80)


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(max_codepoint=0x17F), max_size=80), st.sampled_from(BODY_SIZES), st.floats(20, 300)
)
def test_wrapped_lines_fit_and_lose_nothing(text: str, size: float, width: float) -> None:
    lines = wrap(text, size, width)
    assert all(width_of(line, size) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


def test_body_shrinks_before_it_paginates() -> None:
    rows = tuple((Cell(f"Row {i}"),) for i in range(10))
    sheet = Sheet("t", "s", (Column("Heading"),), (Section(None, rows),))
    height = sum(strip.height for strip in lay_out(sheet)[0].strips) + lay_out(sheet)[0].heading.height
    assert lay_out(sheet)[0].size == BODY_SIZES[0]
    tighter = lay_out(sheet, room=height - 5)
    assert len(tighter) == 1 and tighter[0].size < BODY_SIZES[0]
    tightest = lay_out(sheet, room=height / 2)
    assert len(tightest) > 1 and tightest[0].size == BODY_SIZES[-1]
