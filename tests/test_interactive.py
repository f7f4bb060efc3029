"""Tables to search: every row is there, text stays text, the evidence opens, and nothing is fetched."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from itables.javascript import generate_init_offline_itables_html
from itables.options import dt_bundle
from playwright.sync_api import Page, sync_playwright

import claims
from claims.documents import Case
from claims.interactive import search_claims, search_verdicts, searchable

ARTICLE = (
    "Acme let Quillo read users' private messages, The Gazette reported. <b>Nobody</b> knew.\n\n"
    "Acme gave Norvane access to users' contacts, the newspaper said.\n"
)
CASE = 'id = "acme"\ntitle = "Acme"\ncompany = "Acme"\n[partners.Quillo]\n[partners.Norvane]\n'


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("interactive") / "acme"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "gazette.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    return claims.read_case(folder)


@pytest.fixture(scope="module")
def table(case: Case) -> pd.DataFrame:
    found = claims.claims_frame(claims.extract_all(case.articles, partners=case.partners))
    assert list(found["partner"]) == ["Quillo", "Norvane"]
    return found


def test_text_stays_text_and_cells_of_several_values_are_spaced() -> None:
    html = searchable(pd.DataFrame({"partner": ["<script>x</script>"], "actions": ["read|write"]}), "t").data
    assert "<script>x" not in html and "&lt;script&gt;x" in html
    assert "read · write" in html


def test_no_row_is_left_out_and_a_plain_table_stands_behind() -> None:
    frame = pd.DataFrame({"n": [f"row {n:05} {'x' * 60}" for n in range(3000)]})
    html = searchable(frame, "t").data
    assert all(html.count(f"row {n:05} ") >= 2 for n in (0, 1500, 2999))
    assert "The same as a plain table" in html and "3000 rows" in html
    assert "row 02999" in html.split("The same as a plain table")[1]


def test_the_same_frame_gives_the_same_table(case: Case, table: pd.DataFrame) -> None:
    one, other = (search_claims(case, table, ["partner", "data"]).data for _ in range(2))
    assert one == other
    assert 'id="claims-table"' in one


def test_the_evidence_is_marked_in_its_paragraph(case: Case, table: pd.DataFrame) -> None:
    html = search_claims(case, table, ["partner"]).data
    assert html.count("<mark") >= 2
    assert "&lt;b&gt;Nobody" in html or "&amp;lt;b" in html
    verdicts = claims.cross_reference(table, case)
    assert "What the reports say" in search_verdicts(case, table, verdicts, ["partner", "access"]).data


@pytest.fixture
def page(case: Case, table: pd.DataFrame, tmp_path: Path) -> Iterator[Page]:
    """A browser with the claims to search, and the library that the notebook brings along."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("needs a Chromium browser on the path")
    shown = search_claims(case, table, ["partner", "data"]).data
    file = tmp_path / "table.html"
    file.write_text(f"<!doctype html><title>t</title>{generate_init_offline_itables_html(dt_bundle)}{shown}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.wait_for_selector(".dt-container tbody tr")
        yield page
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
        browser.close()


def test_it_filters_by_partner_and_opens_the_evidence(page: Page) -> None:
    rows = page.locator(".dt-container tbody tr")
    assert rows.count() == 2
    page.get_by_placeholder("partner").fill("Norvane")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.dt-container tbody tr').length == 1")
    assert not rows.locator("mark").first.is_visible()
    rows.locator("summary").click()
    assert rows.locator("mark").first.is_visible()
    assert "Norvane" in rows.locator("mark").first.inner_text()
