"""A new case: a folder that every command runs on at once, and finds empty."""

import shutil
import tempfile
from pathlib import Path

from claims.documents.case import CASE_FILE, check_identifier
from claims.documents.frontmatter import text_value
from claims.documents.record import toml_text
from claims.errors import InputError

CASE_TOML = """\
id = {id}
title = {title}
company = {company}
aliases = []      # other names of the company in the texts: "the social network"

# One table for each partner; aliases and classes may be left out. What the company grants for a class it grants,
# in part, for its members.
#
# [partners."Harbour Bank"]
# aliases = ["the bank"]
# classes = ["messaging partners", "partners"]
"""
README = """\
# {title}

What happened, in three sentences: who reported what of {company}, when, and what the answer was.

## Documents

`claims add {id} FILE --kind article --publisher … --published … --url …` brings in a saved page or text, and
`--kind statement --speaker …` a party's own words. `claims verify {id}` tells later whether they are as they were.

| document | retells or is | date | address |
| --- | --- | --- | --- |

## Caveats

What a reader should be warned of: whose texts these are and under which licence they may be passed on, what was
left out, which addresses were not opened.

## Contact

Who keeps this case, and how to reach them about a mistake.
"""


def new_case(folder: str | Path, *, company: str = "", title: str = "") -> Path:
    """The folder of a new case, with `case.toml`, `README.md` and places for articles and statements.

    The folder's name is the case's id. Without a company the first word of the id is taken for it. InputError, and
    nothing is written, where there is something already, or the name is no id.
    """
    folder = Path(folder)
    where = str(folder)
    name = check_identifier(folder.absolute().name, where)
    words = name.replace(".", " ").replace("_", " ").replace("-", " ")
    fields = {
        "id": name,
        "title": text_value("title", title, where) or words.capitalize(),
        "company": text_value("company", company, where) or words.split()[0].capitalize(),
    }
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise InputError(where, "there is something already", "a new case needs a new or empty folder")
    quoted = {key: toml_text(value) for key, value in fields.items()}
    _put(folder, {CASE_FILE: CASE_TOML.format(**quoted), "README.md": README.format(**fields)})
    return folder


def _put(folder: Path, texts: dict[str, str]) -> None:
    """Made beside its place and then put there, so that no case is ever half made."""
    beside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        for place in ("articles", "statements"):
            (beside / place).mkdir()
        for name, text in texts.items():
            (beside / name).write_text(text, encoding="utf-8", newline="\n")
        beside.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except OSError as error:
        if beside:
            shutil.rmtree(beside, ignore_errors=True)
        found = f"cannot be made ({error.strerror})"
        raise InputError(str(folder), found, "needs a folder with room to write in") from error
