"""The arguments and options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from claims.types import Kind


class Format(StrEnum):
    """How a table leaves the program."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class TextFormat(StrEnum):
    """The formats that are text."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class ScoreFormat(StrEnum):
    """How figures are printed."""

    TEXT = "text"
    JSON = "json"


class Method(StrEnum):
    """How attributions are found."""

    MODEL = "model"
    RULES = "rules"


PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders, case folders, or - for standard input."),
]
CaseArgument = Annotated[Path, typer.Argument(metavar="CASE", help="A folder with a case.toml.")]
KindOption = Annotated[Kind | None, typer.Option(help="What the documents are, where they do not say so.")]
SpeakerOption = Annotated[str | None, typer.Option(metavar="NAME", help="Whose own words a statement is.")]
CompanyOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="The company in question, else inferred.")
]
FormatOption = Annotated[TextFormat, typer.Option("--format", help="How to print.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there instead.")
]
MethodOption = Annotated[
    Method | None,
    typer.Option("--attribution", help="How to find who says what, else the better one there is."),
]
