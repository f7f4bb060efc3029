"""README and its neighbours say what is so."""

import re
from pathlib import Path

import pytest
import typer
from own_tools import load_tool

import claims
from claims import cli
from claims.charts import CHARTS, PRESETS, THEMES
from claims.drift import DRIFT_COLUMNS, TELLING_COLUMNS
from claims.export import FORMATS
from claims.lint import FINDING_COLUMNS
from claims.quotes import QUOTATION_COLUMNS
from claims.review.decision import FIELDS, HEADER
from claims.tables import CLAIM_COLUMNS, VERDICT_COLUMNS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

tool = load_tool("readme")


def column_names(title: str) -> tuple[str, ...]:
    """The first cells of the data dictionary's table under that title."""
    section = README.split(f"\n`{title}`:")[1].split("\n\n")[1]
    return tuple(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE))


@pytest.fixture(scope="module")
def verdicts():
    case = claims.read_case(ROOT / "data" / "cases" / "facebook-partners-2018")
    found = claims.extract_all((*case.articles, *case.statements), partners=case.partners)
    return claims.cross_reference(claims.claims_frame(found), case).set_index(["partner", "data"])


def test_the_python_example_prints_what_is_shown():
    example = tool.EXAMPLE.search(README)
    assert example["output"] == tool.output_of(example["code"]), "run make readme"


def test_the_python_example_is_five_lines():
    assert len(tool.EXAMPLE.search(README)["code"].strip().replace("\n\n", "\n").splitlines()) == 5


@pytest.mark.parametrize("partner", ["Netflix", "Spotify", "Royal Bank of Canada"])
def test_the_answer_on_messages_is_that_of_the_verdicts(verdicts, partner):
    assert partner in README.split("![")[0]
    assert verdicts.loc[(partner, "messages"), "access"] in {"confirmed", "partly_confirmed"}


def test_the_answer_on_the_bank_and_on_consent_is_that_of_the_verdicts(verdicts):
    assert verdicts.loc[("Royal Bank of Canada", "messages"), "partner_position"] == "denies"
    assert verdicts.loc[("Microsoft Bing", "friends"), "consent"] == "disputed"


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("claims.csv", CLAIM_COLUMNS),
        ("verdicts.csv", VERDICT_COLUMNS),
        ("tellings.csv", TELLING_COLUMNS),
        ("drift.csv", DRIFT_COLUMNS),
        ("quotations.csv", QUOTATION_COLUMNS),
        ("findings.csv", FINDING_COLUMNS),
        ("review.csv", tuple(name for name in HEADER if name not in FIELDS)),
    ],
)
def test_the_data_dictionary_lists_every_column_in_order(title, columns):
    assert column_names(title) == columns


@pytest.mark.parametrize("command", typer.main.get_command(cli.app).commands)
def test_every_command_is_mentioned(command):
    assert f"claims {command} " in README


def test_no_command_is_mentioned_that_is_not_there():
    mentioned = re.findall(r"^claims (\w+)", README, flags=re.MULTILINE)
    assert set(mentioned) == set(typer.main.get_command(cli.app).commands)


def test_every_notebook_has_its_line():
    assert re.findall(r"^\| `(notebooks/.*?)`", README, flags=re.MULTILINE) == sorted(
        str(path.relative_to(ROOT)) for path in (ROOT / "notebooks").glob("*.ipynb")
    )


def test_every_figure_and_format_and_preset_has_its_line():
    section = README.split("\n## Figures\n")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)) == set(CHARTS)
    assert all(f"`{name}`" in section for name in (*PRESETS, *THEMES))
    assert all(name.upper() in section for name in FORMATS if name != "alt")


def test_every_case_has_its_line():
    assert set(re.findall(r"^\| `(data/cases/.*?)`", README, flags=re.MULTILINE)) == {
        str(path.parent.relative_to(ROOT)) for path in (ROOT / "data" / "cases").glob("*/case.toml")
    }


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_every_file_that_is_named_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"\]\(([^):]+)\)", text)) | set(
        re.findall(r"`((?:claims|tests|tools)/[\w/.]+\.\w+)`", text)
    )
    named |= {
        f"claims/vocabulary/{one}.toml"
        for many in re.findall(r"vocabulary/\{(.*?)\}", text)
        for one in many.split(",")
    }
    folder = (ROOT / name).parent
    assert [
        path for path in sorted(named) if not (ROOT / path).exists() and not (folder / path).exists()
    ] == []
    assert named


def test_the_pictures_have_words_for_those_who_do_not_see_them():
    assert all(len(words.split()) > 8 for words in re.findall(r"!\[(.*?)\]", README))


def test_versions_agree():
    version = re.search(
        r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert f"\nversion: {version[1]}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
