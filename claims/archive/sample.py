"""An archive to try things on and to measure with: documents of cases among invented reports, most about other things."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from claims.documents import Case
from claims.files import write_pieces

SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("doc", "kind", "company", "publisher", "published", "text")]
)
FIRST_DAY, DAYS = date(2018, 1, 1), 730
SENTENCES, CLAIMS = 12, 3
ROWS_AT_ONCE = 5_000
Row = dict[str, str]


def invented_reports(count: int, *, every: int) -> Iterator[Row]:
    """So many short reports, one in `every` about data access and none where that is 0; always the same ones."""
    for number in range(count):
        yield _report(Random(number), number, bool(every) and number % every == 0)


def case_reports(cases: Iterable[Case]) -> Iterator[Row]:
    """The articles and statements of cases, each by the name of its case and its own."""
    for case in cases:
        for document in (*case.articles, *case.statements):
            yield {
                "doc": f"{case.id}-{document.name}",
                "kind": str(document.kind),
                "company": case.company,
                "publisher": document.publisher,
                "published": document.published,
                "text": document.text,
            }


def write_archive(path: Path, rows: Iterable[Row]) -> Path:
    """The path, an archive of these rows; InputError where the folder does not let it."""

    def fill(stream: BinaryIO) -> None:
        left = iter(rows)
        with pq.ParquetWriter(stream, SCHEMA) as writer:
            while some := list(islice(left, ROWS_AT_ONCE)):
                writer.write_table(pa.Table.from_pylist(some, schema=SCHEMA))

    return write_pieces(path, fill)


def _report(draw: Random, number: int, on_topic: bool) -> Row:
    words = _words()
    company, partner = (f"{_name(draw)} {draw.choice(words['trades'])}" for _ in range(2))
    outlet = draw.choice(words["outlets"])
    sentences = [
        sentence.format(place=_name(draw), name=_name(draw), number=draw.randrange(20, 900))
        for sentence in draw.sample(words["other"], SENTENCES)
    ]
    if on_topic:
        told = draw.sample(words["claims"], CLAIMS)
        sentences[:0] = [each.format(company=company, partner=partner, outlet=outlet) for each in told]
    return {
        "doc": f"report-{number:06}",
        "kind": "article",
        "company": company,
        "publisher": outlet,
        "published": (FIRST_DAY + timedelta(draw.randrange(DAYS))).isoformat(),
        "text": " ".join(sentences),
    }


def _name(draw: Random) -> str:
    words = _words()
    syllables = draw.choices(words["syllables"], k=draw.choice((2, 3)))
    return f"{''.join(syllables)}{draw.choice(words['endings'])}".capitalize()


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("sample.toml").read_text(encoding="utf-8"))
