"""Exported figures: files under one stem, the same bytes every time, safe to open, never half written."""

import csv
import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import matplotlib
import pandas as pd
import pytest
from PIL import Image
from test_charts import claims, frame_for, verdicts

from claims.charts import CHARTS, draw_chart
from claims.errors import InputError
from claims.export import FORMATS, export
from claims.frames import safe_cell

SUFFIXES = ("png", "svg", "pdf", "csv", "xlsx", "html", "alt.txt", "json")
NAMES = [f"verdict_table.{suffix}" for suffix in SUFFIXES]
PNG, SVG, CSV, ALT = (f"verdict_table.{suffix}" for suffix in ("png", "svg", "csv", "alt.txt"))
FRAME = verdicts({}, {"partner": "Southbank & Söhne", "access": "confirmed"})


def exported(folder: Path, frame: pd.DataFrame = FRAME, **options: object) -> list[Path]:
    return export("verdict_table", frame, folder, "verdict_table", company="Acme", **options)  # type: ignore[arg-type]


def test_every_format_stands_under_the_stem(tmp_path: Path) -> None:
    assert [f.name for f in exported(tmp_path)] == NAMES
    assert sorted(f.name for f in tmp_path.iterdir()) == sorted(NAMES)


def test_second_run_writes_the_same_bytes(tmp_path: Path) -> None:
    first = {f.name: f.read_bytes() for f in exported(tmp_path / "a")}
    second = {f.name: f.read_bytes() for f in exported(tmp_path / "b")}
    assert first == second


def test_settings_of_the_caller_do_not_reach_the_files(tmp_path: Path) -> None:
    plain = [f.read_bytes() for f in exported(tmp_path / "a")]
    with matplotlib.rc_context({"font.family": "serif", "savefig.bbox": "tight", "svg.fonttype": "none"}):
        assert [f.read_bytes() for f in exported(tmp_path / "b")] == plain


def test_picture_is_twice_as_sharp_as_it_is_large(tmp_path: Path) -> None:
    page = draw_chart("verdict_table", FRAME, company="Acme").pages[0]
    exported(tmp_path)
    with Image.open(tmp_path / PNG) as picture:
        assert picture.width == pytest.approx(page.get_figwidth() * 192, abs=1)
        assert picture.info["Title"].startswith("Acme confirms 1 of the 2")
        assert "Software" not in picture.info


def test_drawing_is_one_xml_without_a_date_and_names_the_finding(tmp_path: Path) -> None:
    exported(tmp_path, verdicts({"partner": "A\x07 <b>&\n$co$"}))
    root = ET.parse(tmp_path / SVG).getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title", "").startswith("Acme disputes")
    assert "<dc:date>" not in (tmp_path / SVG).read_text(encoding="utf-8")


def test_rows_are_those_drawn(tmp_path: Path) -> None:
    exported(tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / CSV).read_text(encoding="utf-8"))))
    assert [row["Partner"] for row in rows] == ["Northbank", "Southbank & Söhne"]
    assert rows[0]["Data: what it could do"] == "messages: read and write"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(start: str, tmp_path: Path) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    exported(tmp_path, verdicts({"partner": f"{start}HYPERLINK(1)"}))
    rows = list(csv.reader(io.StringIO((tmp_path / CSV).read_bytes().decode(), newline="")))
    assert rows[1][0] in (f"'{start}HYPERLINK(1)", "HYPERLINK(1)")
    assert len(rows) == 2


@pytest.mark.parametrize("cell", ["Northbank", "a=b", "", 3, -1])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) == cell


def test_alternative_text_says_what_is_drawn(tmp_path: Path) -> None:
    exported(tmp_path)
    text = (tmp_path / ALT).read_text(encoding="utf-8")
    assert text.startswith("Acme confirms 1 of the 2 data accesses reported and disputes 1.")
    assert "Partner: Southbank & Söhne" in text


def test_further_pages_are_numbered(tmp_path: Path) -> None:
    frame = claims(*({"source": f"Source {i}"} for i in range(90)))
    files = export("who_says_what", frame, tmp_path, "who", formats=["svg"])
    assert [f.name for f in files][:2] == ["who.svg", "who-2.svg"]


def test_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="png, svg, pdf, csv, xlsx"):
        exported(tmp_path, formats=["docx"])
    assert list(tmp_path.iterdir()) == []


def test_an_added_format_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "title", lambda drawing, stem: {f"{stem}.title": drawing.title.encode()})
    assert exported(tmp_path, formats=["title"])[0].read_text().startswith("Acme confirms")


def test_a_file_in_place_of_the_folder_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        exported(tmp_path / "out")


def sheets_of(file: Path) -> dict[str, list[list[str]]]:
    """The text of a workbook's sheets, read without a spreadsheet library."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(file) as book:
        strings = [
            "".join(t.text or "" for t in item.iterfind(".//m:t", space))
            for item in ET.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", space)
        ]
        names = [
            s.get("name", "")
            for s in ET.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", space)
        ]
        found = {}
        for number, name in enumerate(names, start=1):
            sheet = ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            assert not list(sheet.iterfind(".//m:f", space)) and not list(
                sheet.iterfind(".//m:hyperlink", space)
            )
            rows = sheet.iterfind(".//m:row", space)
            found[name] = [[strings[int(c.findtext("m:v", "", space))] for c in row] for row in rows]
        return found


def test_workbook_has_the_rows_and_what_each_column_means(tmp_path: Path) -> None:
    frame = verdicts({"partner": "=HYPERLINK(1)"}, {"partner": "https://example.org/x"})
    exported(tmp_path, frame, formats=["xlsx"])
    sheets = sheets_of(tmp_path / "verdict_table.xlsx")
    assert [row[0] for row in sheets["rows"]] == ["Partner", "=HYPERLINK(1)", "https://example.org/x"]
    assert [row[0] for row in sheets["columns"][1:]] == sheets["rows"][0]
    assert all(len(row[1].split()) >= 3 for row in sheets["columns"][1:])


@pytest.mark.parametrize("name", CHARTS)
def test_every_column_of_every_figure_is_explained(name: str) -> None:
    frame = frame_for(CHARTS[name].reads, FRAME, claims({}))
    assert all(column.about for column in draw_chart(name, frame).sheet.columns)


def test_table_to_embed_has_caption_scopes_and_nothing_that_runs(tmp_path: Path) -> None:
    frame = verdicts({"partner": "<script>alert(1)</script>"}, {"partner": "B & C", "access": "confirmed"})
    exported(tmp_path, frame, formats=["html"])
    text = (tmp_path / "verdict_table.html").read_text(encoding="utf-8")
    assert '<div tabindex="0" role="region" aria-label="Acme confirms' in text
    assert 'id="verdict_table"' in text and "<caption" in text and "Acme confirms 1 of the 2" in text
    assert text.count('scope="row"') == 2 and text.count('scope="col"') >= 8
    assert "<script" not in text and "B &amp; C" in text and "http" not in text.replace("https://schema", "")
    assert len(text) < 60_000


def test_pictures_carry_the_font_and_no_date(tmp_path: Path) -> None:
    exported(tmp_path, formats=["pdf", "svg"])
    pdf = (tmp_path / "verdict_table.pdf").read_bytes()
    assert b"SourceSansPro" in pdf and b"/FontFile2" in pdf and b"CreationDate" not in pdf
    assert "<text" not in (tmp_path / SVG).read_text(encoding="utf-8")


def test_the_note_on_the_origin_names_table_look_and_versions(tmp_path: Path) -> None:
    exported(tmp_path, formats=["json"], preset="web", theme="dark")
    about = json.loads((tmp_path / "verdict_table.json").read_text(encoding="utf-8"))
    assert (about["figure"], about["preset"], about["theme"], about["rows"]) == (
        "verdict_table",
        "web",
        "dark",
        2,
    )
    assert about["input_sha256"] == hashlib.sha256(FRAME.to_csv(index=False).encode()).hexdigest()
    assert about["versions"]["matplotlib"] == matplotlib.__version__


def test_unknown_preset_or_theme_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="web, article, social"):
        exported(tmp_path, preset="poster")
    with pytest.raises(InputError, match="light, dark"):
        exported(tmp_path, theme="sepia")
    assert list(tmp_path.iterdir()) == []
