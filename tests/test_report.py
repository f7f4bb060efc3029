"""The page is one file that needs nothing else, and opens to the evidence of each verdict."""

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from claims.crossref import cross_reference
from claims.documents import Case, read_case
from claims.errors import ClaimsError, InputError
from claims.page import write_page
from claims.report import run_notebook, run_report
from claims.tables import claims_frame
from claims.types import Action, Certainty, Claim, Consent, Document, Stance, Status
from claims.views import documents_of

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
    folder = tmp_path / "acme"
    for name, text in (("articles/gazette.md", ARTICLE), ("statements/acme.md", STATEMENT)):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text)
    (folder / "case.toml").write_text(CASE)
    return read_case(folder)


def written(case: Case, out: Path, *, empty: bool = False) -> Path:
    article, statement = documents_of(case)
    found = [
        (article, [claim(article, REPORTED, "The Gazette", Consent.WITHOUT)]),
        (statement, [claim(statement, GRANTED, "Acme", Consent.CONDITIONAL)]),
    ]
    frame = claims_frame([] if empty else found)
    return write_page(case, frame, cross_reference(frame, case), out)


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


PROBE = """<!doctype html><title>wait</title>
<iframe id="f" width="360" height="700" src="index.html#verdict-1"></iframe>
<script>f.onload = () => setTimeout(() => {
  const page = f.contentDocument, root = page.documentElement;
  const all = [...page.querySelectorAll("details")], open = all.map(d => d.open);
  all[0].querySelector("summary").click();
  document.title = JSON.stringify({open, sideways: root.scrollWidth - root.clientWidth, clicked: all[0].open,
    pictures: [...page.images].every(i => i.naturalWidth > 0)});
}, 300)</script>"""


def test_browser_opens_the_evidence_and_never_scrolls_sideways(case: Case, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("needs a Chromium browser on the path")
    written(case, tmp_path / "out")
    (tmp_path / "out/probe.html").write_text(PROBE)
    quiet = "--disable-background-networking --disable-component-update --disable-sync --no-first-run"
    flags = f"--headless --no-sandbox --disable-gpu --allow-file-access-from-files {quiet}".split()
    probe = (tmp_path / "out/probe.html").as_uri()
    place = f"--user-data-dir={tmp_path / 'user'}"
    done = subprocess.run(
        [browser, *flags, place, "--virtual-time-budget=4000", "--dump-dom", probe],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    seen = json.loads(done.stdout.split("<title>")[1].split("</title>")[0])
    assert seen == {"sideways": 0, "open": [True], "clicked": False, "pictures": True}
