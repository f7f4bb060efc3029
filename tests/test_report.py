"""The page is one file that needs nothing else, and opens to the evidence of each verdict."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as BrowserPage

from claims.crossref import cross_reference
from claims.documents import Case, read_case
from claims.drift import DRIFT, drift
from claims.errors import ClaimsError, InputError
from claims.extraction import extract_all
from claims.frames import checked_frame
from claims.lint import FINDINGS, findings_frame, lint_case
from claims.page import SECTIONS, Contents, write_page
from claims.quotes import QUOTATIONS, check_case
from claims.report import read_contents, run_notebook, run_report
from claims.tables import claims_frame
from claims.types import Action, Certainty, Claim, Consent, Document, Stance, Status
from claims.views import documents_of

ROOT = Path(__file__).parent.parent
CASE = 'id = "acme"\ntitle = "Acme & its <b>partners</b>"\ncompany = "Acme"\n\n[partners.Northbank]\n'
ARTICLE = """+++
title = "Bank could read <script>alert(1)</script> messages"
publisher = "The Gazette"
url = "https://example.org/a"
published = "2020-01-02"
+++

Northbank could read private messages without consent, the Gazette reported on Monday.

<script>alert("x")</script> & other odd words stand in this paragraph of the report.
"""
STATEMENT = """+++
title = "Our answer"
speaker = "Acme"
url = "javascript:alert(1)"
+++

We gave Northbank access to messages only after people had signed in.
"""
REPORTED = "Northbank could read private messages without consent"
GRANTED = "Northbank access to messages only after people had signed in"


class Page(HTMLParser):
    """Every start tag with its attributes, and the text of the marks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.marks: list[str] = []
        self._inside = False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        self._inside = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.marks.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def claim(document: Document, evidence: str, source: str, consent: Consent) -> Claim:
    start = document.text.index(evidence)
    return Claim(
        source, (), "said", Stance.AFFIRMS, Certainty.ASSERTED, "Acme", "Northbank", (Action.READ,),
        "messages", consent, Status.NOT_STATED, evidence, start, start + len(evidence), "rule",
    )  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return made(tmp_path / "acme")


def made(folder: Path) -> Case:
    for name, text in (("articles/gazette.md", ARTICLE), ("statements/acme.md", STATEMENT)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text)
    (folder / "case.toml").write_text(CASE)
    return read_case(folder)


def contents(case: Case, *, empty: bool = False) -> Contents:
    article, statement = documents_of(case)
    found = [
        (article, [claim(article, REPORTED, "The Gazette", Consent.WITHOUT)]),
        (statement, [claim(statement, GRANTED, "Acme", Consent.CONDITIONAL)]),
    ]
    frame = claims_frame([] if empty else found)
    others = {
        "quotations": checked_frame([], QUOTATIONS, "quotations"),
        "drift": checked_frame([], DRIFT, "drift"),
        "findings": checked_frame([], FINDINGS, "findings"),
    }
    return Contents(case, frame, cross_reference(frame, case), **others)


def written(case: Case, out: Path, *, empty: bool = False) -> Path:
    return write_page(contents(case, empty=empty), out)


def test_article_text_stays_text(case: Case, tmp_path: Path) -> None:
    page = Page(written(case, tmp_path / "out"))
    assert not page.all("script")
    assert "&lt;b&gt;partners&lt;/b&gt;" in (tmp_path / "out/index.html").read_text()


def test_nothing_is_fetched(case: Case, tmp_path: Path) -> None:
    page = Page(written(case, tmp_path / "out"))
    loaded = [
        value
        for tag, attributes in page.tags
        for name, value in attributes.items()
        if name in ("src", "srcset", "poster", "data", "action") or (name == "href" and tag != "a")
    ]
    assert loaded and all(value.startswith("data:") for value in loaded)
    policy = next(m["content"] for m in page.all("meta") if m.get("http-equiv"))
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "@import" not in (tmp_path / "out/index.html").read_text()


def test_links_lead_somewhere_safe(case: Case, tmp_path: Path) -> None:
    page = Page(written(case, tmp_path / "out"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [a["href"] for a in page.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert all(link.startswith(("#", "https://", "data:text/csv")) for link in links)
    assert any(link.startswith("#verdict-") for link in links)


def test_evidence_of_both_sides_is_marked_in_its_context(case: Case, tmp_path: Path) -> None:
    path = written(case, tmp_path / "out")
    assert Page(path).marks == [REPORTED, GRANTED]
    assert f"{REPORTED}</mark>, the Gazette reported on Monday." in path.read_text()


def test_tables_and_pictures_are_named_for_who_does_not_see_them(case: Case, tmp_path: Path) -> None:
    page = Page(written(case, tmp_path / "out"))
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("caption")) == len(page.all("table")) == 1
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    assert page.all("img") and all(len(image["alt"]) > 40 for image in page.all("img"))
    assert all(region["aria-label"] for region in page.all("div") if region.get("role") == "region")


def test_case_without_claims_says_so(case: Case, tmp_path: Path) -> None:
    html = written(case, tmp_path / "out", empty=True).read_text()
    assert "No claims: no access is reported in this case" in html
    assert "<details" not in html


def test_page_is_the_same_on_a_second_run(case: Case, tmp_path: Path) -> None:
    assert written(case, tmp_path / "a").read_bytes() == written(case, tmp_path / "b").read_bytes()


def test_folder_that_is_no_case_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"case\.toml"):
        run_report(tmp_path, tmp_path / "out")


def test_place_that_cannot_be_made_is_a_clear_message(case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be made"):
        run_report(case.folder, tmp_path / "file" / "out")


def test_notebook_that_stops_is_named_with_the_reason(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("1 / ZERO")],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    (tmp_path / "9-stop.ipynb").write_text(nbformat.writes(notebook))
    with pytest.raises(ClaimsError, match=r"9-stop\.ipynb stops: ZeroDivisionError"):
        run_notebook(tmp_path / "9-stop.ipynb", tmp_path / "done.ipynb", {"ZERO": 0})
    assert not (tmp_path / "done.ipynb").exists()


def test_run_keeps_its_kernel_out_of_the_project_folder(tmp_path: Path) -> None:
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import os; sorted(n for n in os.listdir() if 'kernel' in n)")],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )
    (tmp_path / "look.ipynb").write_text(nbformat.writes(notebook))
    done = nbformat.read(run_notebook(tmp_path / "look.ipynb", tmp_path / "done.ipynb", {}), as_version=4)
    assert done.cells[-1].outputs[0].data["text/plain"] == "[]"


RETELLING = """+++
title = "Northbank read messages"
publisher = "The Herald"
published = "2020-01-05"
+++

Northbank may have read users' private messages. "We gave Northbank access to all messages only after people", Acme said.
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """The case with a retelling that quotes, made into every table by the rules."""
    case = made(tmp_path_factory.mktemp("whole") / "acme")
    (case.folder / "articles" / "herald.md").write_text(RETELLING)
    known = read_case(case.folder)
    claims = claims_frame(extract_all(documents_of(known), partners=known.partners))
    findings = findings_frame(lint_case(known))
    verdicts = cross_reference(claims, known)
    return Contents(known, claims, verdicts, check_case(known), drift(claims, known), findings)


def test_every_section_is_there_in_its_order(whole: Contents, tmp_path: Path) -> None:
    page = Page(write_page(whole, tmp_path / "out"))
    assert [head["id"] for head in page.all("h2")] == [section.id for section in SECTIONS]
    templates = {path.stem for path in (ROOT / "claims" / "templates" / "sections").iterdir()}
    assert templates == {section.id for section in SECTIONS}


def section_of(html: str, name: str) -> str:
    return html.split(f'<section aria-labelledby="{name}">')[1].split("</section>")[0]


def test_quotations_are_shown_with_the_words_that_differ(whole: Contents, tmp_path: Path) -> None:
    assert list(whole.quotations["label"]) == ["altered"]
    html = section_of(write_page(whole, tmp_path / "out").read_text(), "quotations")
    assert "shortened where marked: 0 of 1 quotation." in html
    assert '<ins><span class="unseen">put in: </span>all</ins>' in html
    assert html.count("<mark") == 2


def test_drift_and_questions_are_told_with_their_words(whole: Contents, tmp_path: Path) -> None:
    html = write_page(whole, tmp_path / "out").read_text()
    assert len(whole.drift) and len(whole.findings)
    changes, questions = section_of(html, "drift"), section_of(html, "questions")
    assert all(escape(why, quote=False) in unescape(changes) for why in whole.drift["why"])
    assert all(escape(one, quote=False) in unescape(questions) for one in whole.findings["question"])
    on_words = ~whole.findings["code"].str.startswith("CL6")
    assert questions.count("<mark") >= on_words.sum() > 2


def test_what_a_person_has_confirmed_is_told(case: Case, tmp_path: Path) -> None:
    before = contents(case)
    assert "No claim has been checked by a person" in write_page(before, tmp_path / "a").read_text()
    claims = before.claims.assign(reviewed=True, reviewer="the <i>desk</i>")
    after = replace(before, claims=claims, verdicts=cross_reference(claims, case))
    html = write_page(after, tmp_path / "b").read_text()
    assert "A person has confirmed 2 of 2 claims, and with them all that 1 of 1 verdict rest on." in html
    assert 'data-label="Checked by a person">yes, by the &lt;i&gt;desk&lt;/i&gt;</td>' in html


def test_a_table_that_a_notebook_did_not_write_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"claims\.csv: no such file"):
        read_contents(case, tmp_path)


PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("needs a Chromium browser on the path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def whole_page(whole: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(whole, tmp_path_factory.mktemp("page"))


class Seen(NamedTuple):
    """A page in the browser, and what it complained of or asked for."""

    page: BrowserPage
    trouble: list[str]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def seen(request: pytest.FixtureRequest, browser: Browser, whole_page: Path) -> Iterator[Seen]:
    page = browser.new_page(viewport=request.param)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    page.on("request", lambda asked: trouble.append(asked.url))
    page.goto(whole_page.as_uri())
    yield Seen(page, [one for one in trouble if not one.startswith(("data:", "file:"))])
    page.close()


def test_browser_shows_it_without_complaint_request_or_script(seen: Seen) -> None:
    assert seen.trouble == []
    assert seen.page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert "alert(1)" in seen.page.inner_text("body")


def sideways(page: BrowserPage) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_browser_never_scrolls_sideways(seen: Seen) -> None:
    assert sideways(seen.page) == 0
    seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert sideways(seen.page) == 0


def test_evidence_opens_by_click(seen: Seen) -> None:
    first = seen.page.locator("section[aria-labelledby=evidence] details").first
    assert not first.locator("mark").first.is_visible()
    seen.page.locator("a[href='#verdict-1']").first.click()
    assert first.locator("mark").first.is_visible()
    first.locator("summary").click()
    assert not first.locator("mark").first.is_visible()


def test_evidence_opens_by_keyboard(seen: Seen) -> None:
    seen.page.locator("a[href='#verdict-1']").first.focus()
    seen.page.keyboard.press("Enter")
    first = seen.page.locator("section[aria-labelledby=evidence] details").first
    assert first.locator("mark").first.is_visible()
    first.locator("summary").focus()
    seen.page.keyboard.press("Space")
    assert not first.locator("mark").first.is_visible()


def test_every_control_is_reached_by_keyboard(seen: Seen) -> None:
    wanted = seen.page.locator("a[href]:visible, summary:visible, [tabindex='0']:visible").count()
    reached = set()
    for _ in range(wanted + 3):
        seen.page.keyboard.press("Tab")
        reached.add(seen.page.evaluate("document.activeElement.outerHTML + document.activeElement.offsetTop"))
    assert len(reached) >= wanted


def test_accessibility_check_finds_nothing_serious(seen: Seen) -> None:
    seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(seen.page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


def test_print_shows_the_evidence_unopened(browser: Browser, whole_page: Path) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(whole_page.as_uri())
    page.emulate_media(media="print")
    assert page.locator("section[aria-labelledby=evidence] mark").first.is_visible()
    assert not page.locator("nav").is_visible()
    page.close()
