"""Annotated articles in PolNeAR's layout: text/NAME.txt beside attributions/NAME_ANNOTATOR.ann (brat)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.errors import InputError
from claims.types import Attribution, Span

ARGUMENT = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")
SPAN_LINE = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
EVENT_LINE = re.compile(r"E\d+\t")


@dataclass(frozen=True, slots=True)
class Annotated:
    """One article and what its first annotator marked in it."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


def read_annotated(folder: Path) -> Iterator[Annotated]:
    """Articles by name, each with its first annotator by file name; InputError when there is none."""
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise InputError(str(folder), "no article", "expected text/*.txt and attributions/*.ann in it")
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    for path in texts:
        if path.stem in files:
            text = path.read_bytes().decode("utf-8")
            yield Annotated(path.stem, text, tuple(_read_brat(files[path.stem])))


def _read_brat(path: Path) -> Iterator[Attribution]:
    """The attributions of one brat file; a span that no event line ties in is left out."""
    spans: dict[str, list[Span]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := SPAN_LINE.match(line):
            pieces = (piece.split() for piece in match.group(2).split(";"))
            spans[match.group(1)] = [Span(int(start), int(end)) for start, end in pieces]
        elif EVENT_LINE.match(line):
            events.append(line)
    for event in events:
        of: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, name in ARGUMENT.findall(event):
            of[role] += spans[name]
        yield Attribution(tuple(of["Source"]), tuple(of["Cue"]), tuple(of["Content"]), rule="annotated")
