"""A part is one job's file of claims; its metadata tell how many documents it stands for and which were left out."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from claims.archive.job import Failure, Job, check_place
from claims.archive.worker import Worker
from claims.files import write_durably
from claims.frames import NOTES, checked_frame
from claims.tables import CLAIMS

TYPES = {"int64": pa.int64(), "bool": pa.bool_()}
SCHEMA = pa.schema(
    [(name, TYPES.get(str(column.dtype), pa.string())) for name, column in CLAIMS.columns.items()]
)
_kept: list[Worker] = []
_free: list[Worker] = []


@dataclass(frozen=True, slots=True)
class Part:
    """What is known of a finished part."""

    path: Path
    documents: int
    passed_by: int
    claims: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a job's documents came to, not yet in its file."""

    job: Job
    rows: list[dict[str, Any]]
    passed_by: int
    failures: list[Failure]


def do_job(job: Job) -> int:
    """Leave the claims of a job in its file and give the number of its documents."""
    return write_part(read_job(job))


def read_job(job: Job) -> Found:
    """What the documents of a job come to.

    Here or on a cluster: each thread that reads has a process of its own, kept until `release`.
    """
    check_place(job)
    try:
        worker = _free.pop()
    except IndexError:
        worker = Worker()
        _kept.append(worker)
    rows: list[dict[str, Any]] = []
    failures: list[Failure] = []
    passed_by = 0
    try:
        for outcome in worker.outcomes(job):
            rows += outcome.rows
            passed_by += outcome.passed_by
            failures += [outcome.failure] if outcome.failure else []
    finally:
        if not worker.closed:
            _free.append(worker)
    return Found(job, rows, passed_by, failures)


def write_part(found: Found) -> int:
    """Leave what was found in the file of its job and give the number of its documents."""
    notes = {
        "run": found.job.run,
        "documents": found.job.documents,
        "passed_by": found.passed_by,
        "failures": [asdict(each) for each in found.failures],
    }
    content = BytesIO()
    pq.write_table(_table(found.rows).cast(noted(SCHEMA, notes)), content)
    write_durably(Path(found.job.output), content.getvalue())
    return found.job.documents


def release() -> None:
    """End the processes that are kept here."""
    _free.clear()
    while _kept:
        _kept.pop().close()


def read_part(job: Job) -> Part | None:
    """The finished part of a job; None where it is still to be done, as one is that is damaged or of another version."""
    path = Path(job.output)
    try:
        metadata = pq.read_metadata(path)
        known = json.loads((metadata.metadata or {})[NOTES])
        if (known["run"], known["documents"]) != (job.run, job.documents):
            return None
        if not metadata.schema.to_arrow_schema().equals(SCHEMA):
            return None
        failures = tuple(Failure(**each) for each in known["failures"])
        return Part(path, job.documents, int(known["passed_by"]), metadata.num_rows, failures)
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError):
        return None


def noted(schema: pa.Schema, notes: Mapping[str, Any]) -> pa.Schema:
    """The schema with notes of this program in its metadata."""
    return schema.with_metadata({NOTES: json.dumps(notes, ensure_ascii=False)})


def _table(rows: Sequence[dict[str, Any]]) -> pa.Table:
    frame = checked_frame(rows, CLAIMS, "claims table")
    return pa.Table.from_pandas(frame, schema=SCHEMA, preserve_index=False)


def tables(parts: Sequence[Part], rows: int) -> Iterator[pa.Table]:
    """The claims of the parts in order, several parts to a table, until it has that many rows."""
    gathered: list[pa.Table] = []
    for part in parts:
        gathered.append(pq.read_table(part.path).replace_schema_metadata(None))
        if sum(map(len, gathered)) >= rows:
            yield pa.concat_tables(gathered)
            gathered = []
    if gathered:
        yield pa.concat_tables(gathered)
