"""What a command prints or writes, and the code that it exits with."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from claims.cli.options import Format
from claims.files import write_bytes

if TYPE_CHECKING:
    import pandas as pd

FINDINGS, UNREADABLE = 1, 2


def tell(message: str) -> None:
    """Say something on stderr."""
    typer.echo(f"claims: {message}", err=True)


def in_colour(output: Path | None) -> bool:
    """Whether to print in colour: on a terminal, unless NO_COLOR is set."""
    return output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def leave(unreadable: int) -> None:
    """Exit with the code for unreadable input if there was any."""
    if unreadable:
        raise typer.Exit(UNREADABLE)


def write(lines: Iterable[str], output: Path | None) -> None:
    """The lines, as they come, on stdout or all at once in a file; UTF-8 in both."""
    if output is None:
        for line in lines:
            typer.echo(f"{line}\n".encode(), nl=False)
        return
    write_bytes(output, "".join(f"{line}\n" for line in lines).encode())


def write_frame(frame: "pd.DataFrame", columns: Sequence[str], format: Format, output: Path | None) -> None:
    """The whole frame as CSV or Parquet, or the named columns as a plain table."""
    from claims import screen
    from claims.frames import csv_text

    if format is Format.PARQUET and output is not None:
        write_bytes(output, frame.to_parquet(index=False))
    elif format is Format.CSV:
        write([csv_text(frame).removesuffix("\n")], output)
    else:
        write([screen.text_table(frame, columns)], output)
