"""Exported figures: files under one stem, the same bytes every time, safe to open, never half written."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from test_charts import claims, verdicts

from claims.charts import draw_chart
from claims.errors import InputError
from claims.export import FORMATS, export, safe_cell

NAMES = ["verdict_table.png", "verdict_table.svg", "verdict_table.csv", "verdict_table.alt.txt"]
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
    import matplotlib

    plain = [f.read_bytes() for f in exported(tmp_path / "a")]
    with matplotlib.rc_context({"font.family": "serif", "savefig.bbox": "tight", "svg.fonttype": "none"}):
        assert [f.read_bytes() for f in exported(tmp_path / "b")] == plain


def test_picture_is_twice_as_sharp_as_it_is_large(tmp_path: Path) -> None:
    page = draw_chart("verdict_table", FRAME, company="Acme").pages[0]
    exported(tmp_path)
    with Image.open(tmp_path / NAMES[0]) as picture:
        assert picture.width == pytest.approx(page.get_figwidth() * 200, abs=1)
        assert picture.info["Title"].startswith("Acme confirms 1 of the 2")
        assert "Software" not in picture.info


def test_drawing_is_one_xml_without_a_date_and_names_the_finding(tmp_path: Path) -> None:
    exported(tmp_path, verdicts({"partner": "A\x07 <b>&\n$co$"}))
    root = ET.parse(tmp_path / NAMES[1]).getroot()
    assert root.findtext("{http://www.w3.org/2000/svg}title", "").startswith("Acme disputes")
    assert "<dc:date>" not in (tmp_path / NAMES[1]).read_text(encoding="utf-8")


def test_rows_are_those_drawn(tmp_path: Path) -> None:
    exported(tmp_path)
    rows = list(csv.DictReader(io.StringIO((tmp_path / NAMES[2]).read_text(encoding="utf-8"))))
    assert [row["Partner"] for row in rows] == ["Northbank", "Southbank & Söhne"]
    assert rows[0]["Data: what it could do"] == "messages: read and write"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_starts_a_formula(start: str, tmp_path: Path) -> None:
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"
    exported(tmp_path, verdicts({"partner": f"{start}HYPERLINK(1)"}))
    rows = list(csv.reader(io.StringIO((tmp_path / NAMES[2]).read_bytes().decode(), newline="")))
    assert rows[1][0] in (f"'{start}HYPERLINK(1)", "HYPERLINK(1)")
    assert len(rows) == 2


@pytest.mark.parametrize("cell", ["Northbank", "a=b", "", 3, -1])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) == cell


def test_alternative_text_says_what_is_drawn(tmp_path: Path) -> None:
    exported(tmp_path)
    text = (tmp_path / NAMES[3]).read_text(encoding="utf-8")
    assert text.startswith("Acme confirms 1 of the 2 data accesses reported and disputes 1.")
    assert "Partner: Southbank & Söhne" in text


def test_further_pages_are_numbered(tmp_path: Path) -> None:
    frame = claims(*({"source": f"Source {i}"} for i in range(90)))
    files = export("who_says_what", frame, tmp_path, "who", formats=["svg"])
    assert [f.name for f in files][:2] == ["who.svg", "who-2.svg"]


def test_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="png, svg, csv, alt"):
        exported(tmp_path, formats=["docx"])
    assert list(tmp_path.iterdir()) == []


def test_an_added_format_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "title", lambda drawing, stem: {f"{stem}.title": drawing.title.encode()})
    assert exported(tmp_path, formats=["title"])[0].read_text().startswith("Acme confirms")


def test_a_file_in_place_of_the_folder_is_a_clear_message(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        exported(tmp_path / "out")
