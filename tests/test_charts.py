"""Figures say what the tables say, and nothing that they say is clipped, covered or told by colour alone."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import matplotlib
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from claims.charts import CHARTS, PRESETS, THEMES, Drawing, chart, draw_chart, look_of
from claims.charts.findings import access_finding, consent_finding, partner_finding
from claims.charts.style import ACCESS, BAND, CONSENT, DIRECTION, MUTED, PAPER, PARTNER, STANCE, contrast
from claims.charts.table import Cell, Column, Section, Sheet, lay_out, stacked
from claims.charts.text import plain, width_of, wrap
from claims.errors import ClaimsError, InputError

LOOKS = {
    "access": ACCESS,
    "consent": CONSENT,
    "partner_position": PARTNER,
    "stance": STANCE,
    "direction": DIRECTION,
}
BODY_SIZES = PRESETS["page"].body
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
CLAIM = {
    "source": "The Gazette", "stance": "affirms", "doc": "gazette", "kind": "article", "publisher": "The Gazette",
    "published": "2020-01-02", "speaker": "", "partner": "Northbank", "data": "messages", "evidence": "from 2013 to 2015",
}  # fmt: skip
CHANGE = {
    "partner": "Northbank", "data": "messages", "facet": "certainty", "direction": "harder", "before": "alleged",
    "after": "asserted", "after_doc": "gazette", "after_published": "2020-01-02", "sources": 1,
}  # fmt: skip


def verdicts(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**VERDICT, **row} for row in rows], columns=list(VERDICT))


def claims(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**CLAIM, **row} for row in rows], columns=list(CLAIM))


def changes(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame([{**CHANGE, **row} for row in rows], columns=list(CHANGE))


def frame_for(reads: str, of_verdicts: pd.DataFrame, of_claims: pd.DataFrame) -> pd.DataFrame:
    """A frame of that kind with the names of these."""
    if reads in ("verdicts", "claims"):
        return of_verdicts if reads == "verdicts" else of_claims
    if reads == "cases":
        return of_verdicts.assign(case=of_verdicts["partner"])
    if reads in ("months", "partners"):
        return counts(reads, [*of_verdicts["partner"]])
    told = ({"partner": name, "before": name, "facet": "source", "direction": way}
            for name, way in zip(of_verdicts["partner"], itertools.cycle(DIRECTION), strict=False))  # fmt: skip
    return changes(*told)


def counts(reads: str, names: Sequence[str]) -> pd.DataFrame:
    rows = [
        {"partner": name, "month": f"20{i % 90 + 10}-12", "claims": i + 2, "without": i, "with": 1, "conditional": 1,
         "not_stated": 0, "denials": 3, "documents": 2, "first": "2018-12-18", "last": "2019-02-08"}
        for i, name in enumerate(names)
    ]  # fmt: skip
    columns = next(chart.columns for chart in CHARTS.values() if chart.reads == reads)
    return pd.DataFrame(rows, columns=list(columns))


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


def drawing_of(name: str, label: str, preset: str = "page", theme: str = "light") -> Drawing:
    frame = frame_for(CHARTS[name].reads, *FRAMES[label])
    return draw_chart(name, frame, company="Acme", look=look_of(preset, theme))


Box = tuple[str, float, float, float, float]


def boxes(page: Figure) -> list[Box]:
    with matplotlib.rc_context({"text.hinting": "none"}):
        renderer = FigureCanvasAgg(page).get_renderer()
        extents = [(t.get_text(), t.get_window_extent(renderer)) for t in page.axes[0].texts if t.get_text()]
    return [(text, box.x0, box.y0, box.x1, box.y1) for text, box in extents]


def covering(found: Sequence[Box]) -> Iterator[tuple[str, str]]:
    """The texts that lie over one another, in the order of their upper edges."""
    ordered = sorted(found, key=lambda box: box[2])
    for i, (text, l1, _, r1, t1) in enumerate(ordered):
        for other, l2, b2, r2, _ in ordered[i + 1 :]:
            if b2 + 2.5 >= t1:
                break
            if r1 > l2 + 0.5 and r2 > l1 + 0.5:
                yield text, other


def words_of(pages: Iterable[Figure]) -> str:
    return " ".join(t.get_text() for page in pages for t in page.axes[0].texts)


IN_EVERY_PLACE = [(name, label, "page") for name, label in DRAWN]
IN_EVERY_PLACE += [
    (name, label, preset)
    for name in CHARTS
    for label in ("one row", "long names")
    for preset in PRESETS
    if preset != "page"
]


@pytest.mark.parametrize(("name", "label", "preset"), IN_EVERY_PLACE)
def test_no_text_leaves_its_page_or_covers_another(name: str, label: str, preset: str) -> None:
    for page in drawing_of(name, label, preset).pages[:5]:
        found = boxes(page)
        for text, left, bottom, right, top in found:
            assert left >= 0 and bottom >= 0, text
            assert right <= page.bbox.width and top <= page.bbox.height, text
        assert list(covering(found)) == []


@pytest.mark.parametrize(("name", "label"), DRAWN)
def test_every_character_of_every_row_is_drawn(name: str, label: str) -> None:
    drawing = drawing_of(name, label)
    drawn = "".join(words_of(drawing.pages).split())
    for cell in set(drawing.rows.drop(columns=["Claims", "Position"], errors="ignore").to_numpy().ravel()):
        for word in str(cell).split():
            letters = "".join(c for c in word if c.isprintable())
            assert letters[:12] in drawn, cell
    assert drawing.title and drawing.alt.startswith(drawing.title)


@pytest.mark.parametrize("name", CHARTS)
def test_no_rows_gives_a_figure_that_says_so(name: str) -> None:
    drawing = drawing_of(name, "none")
    assert len(drawing.pages) == 1
    assert "no claims" in words_of(drawing.pages) or "no changes" in words_of(drawing.pages)
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


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("facet", LOOKS)
def test_text_stands_out_from_what_lies_behind_it(facet: str, theme: str) -> None:
    colours = THEMES[theme]
    for look in LOOKS[facet].values():
        papers = (look.fill, PAPER, BAND)
        assert min(contrast(colours[look.ink], colours[paper]) for paper in papers) >= 4.5
    assert contrast(colours[MUTED], colours[PAPER]) >= 4.5


# Machado, Oliveira and Fernandes (2009), severity 1.0: how the linear RGB of a colour reaches those who lack a cone.
DEFICIENCIES = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: str, deficiency: str) -> str:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in DEFICIENCIES[deficiency]]
    clipped = [min(max(c, 0.0), 1.0) for c in mixed]
    coded = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in clipped]
    return "#" + "".join(f"{round(c * 255):02x}" for c in coded)


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
@pytest.mark.parametrize("theme", THEMES)
def test_colours_tell_positions_apart_for_the_colour_blind_too(deficiency: str, theme: str) -> None:
    colours = {name: seen(colour, deficiency) for name, colour in THEMES[theme].items()}
    for look in (*ACCESS.values(), *PARTNER.values(), *DIRECTION.values()):
        assert contrast(colours[look.ink], colours[look.fill]) >= 4.5
        assert contrast(colours[look.ink], colours[PAPER]) >= 3
    confirmed, disputed = (colours[ACCESS[v].ink] for v in ("confirmed", "disputed"))
    distance = sum(abs(int(confirmed[i : i + 2], 16) - int(disputed[i : i + 2], 16)) for i in (1, 3, 5))
    assert distance > 90


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


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_as_wide_as_it_says_and_social_as_high(preset: str) -> None:
    wanted = {
        "web": 640 * 0.75,
        "article": 480 * 0.75,
        "social": 900.0,
        "print-column": 249.45,
        "print-page": 510.24,
    }
    for page in drawing_of("verdict_table", "forty rows", preset).pages:
        assert page.get_figwidth() * 72 == pytest.approx(wanted.get(preset, 752.0), abs=0.01)
        assert preset != "social" or page.get_figheight() * 72 == pytest.approx(506.25)


@pytest.mark.parametrize(
    ("day", "finding"),
    [
        ("2020-01-02", "Acme speaks on the day of the first report"),
        ("2020-01-03", "Acme speaks a day after the first report"),
        ("2020-01-12", "Acme speaks 10 days after the first report"),
        ("", "No dated statement of Acme stands beside 1 report"),
    ],
)
def test_the_timeline_tells_when_the_company_speaks(day: str, finding: str) -> None:
    post = {"doc": "post", "kind": "statement", "speaker": "Acme", "published": day, "evidence": "we did"}
    drawing = draw_chart("timeline", claims({}, post), company="Acme")
    assert drawing.title == finding
    assert list(drawing.rows["When"]) == [*sorted(["2020-01-02", *([day] if day else [])]), "2013 to 2015"]
    assert day or "Without a date, and so not drawn: post." in drawing.sheet.notes


def test_drift_counts_its_directions_and_names_each_claim() -> None:
    frame = changes(
        {}, {"direction": "softer", "facet": "source", "before": "The Gazette", "after": "author"}
    )
    drawing = draw_chart("drift", frame, company="Acme")
    assert (
        drawing.title
        == "Of 2 changes from article to article, 1 makes the claim harder and 1 makes it softer"
    )
    assert list(drawing.rows["To"]) == ["asserted", "the articles’ own voice"]


def test_the_overview_counts_each_case_by_itself() -> None:
    frame = verdicts({"access": "confirmed"}, {}, {"partner": "Tunebox"}).assign(case=["One", "One", "Two"])
    drawing = draw_chart("overview", frame, company="the companies")
    assert (
        drawing.title
        == "Across 2 cases, the companies grant 1 of 3 reported accesses at least in part and dispute 2"
    )
    assert drawing.rows[["Case", "✔ confirmed", "✘ disputed"]].values.tolist() == [
        ["One", "1", "1"],
        ["Two", "0", "1"],
    ]


def test_unknown_presets_and_themes_name_the_known_ones() -> None:
    with pytest.raises(InputError, match="web, article, social"):
        look_of("poster")
    with pytest.raises(InputError, match="light, dark"):
        look_of("web", "sepia")


def test_a_narrow_place_stacks_what_a_wide_one_sets_side_by_side() -> None:
    narrow, wide = (
        words_of(drawing_of("verdict_table", "one row", p).pages) for p in ("print-column", "page")
    )
    assert "Company on consent" in narrow and narrow.count("Northbank") == wide.count("Northbank")
    rows = stacked(Sheet("t", "s", (Column("A"), Column("B")), (Section(None, ((Cell("x"), Cell("")),)),)))
    assert rows.sections[0].band == Cell("x", bold=True) and rows.sections[0].rows == ()


def test_the_dark_theme_has_a_colour_for_each_light_one_and_uses_it() -> None:
    assert all(set(colours) == set(THEMES["light"]) for colours in THEMES.values())
    page = drawing_of("verdict_table", "one row", theme="dark").pages[0]
    drawn = {text.get_color() for text in page.axes[0].texts}
    assert drawn <= set(THEMES["dark"].values())


def test_unknown_figure_names_the_known_ones() -> None:
    with pytest.raises(InputError, match="verdict_table"):
        draw_chart("pie", verdicts())


def test_frame_without_a_column_names_it() -> None:
    with pytest.raises(InputError, match="claimed_consent"):
        draw_chart("verdict_table", verdicts({}).drop(columns="claimed_consent"))


def test_a_name_is_entered_once() -> None:
    with pytest.raises(ClaimsError, match="verdict_table"):
        chart("verdict_table", reads="verdicts", columns=())(CHARTS["verdict_table"].make)


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", CHARTS)
def test_no_heading_or_date_is_cut_in_any_place(name: str, preset: str) -> None:
    drawing = drawing_of(name, "forty rows", preset)
    drawn = set(words_of(drawing.pages).split())
    assert {word for heading in drawing.rows.columns for word in str(heading).split()} <= drawn
    dates = set(re.findall(r"\d{4}-\d\d-\d\d", " ".join(drawing.rows.to_numpy().ravel())))
    assert dates <= drawn


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
    (loose,) = lay_out(sheet, room=1000, width=720)
    height = sum(strip.height for strip in loose.strips) + loose.heading.height
    assert loose.size == BODY_SIZES[0]
    tighter = lay_out(sheet, room=height - 5, width=720)
    assert len(tighter) == 1 and tighter[0].size < BODY_SIZES[0]
    tightest = lay_out(sheet, room=height / 2, width=720)
    assert len(tightest) > 1 and tightest[0].size == BODY_SIZES[-1]
