"""A run does the parts that are missing, here or on a cluster, and joins all in order into one file."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from claims.archive.job import FORMAT, Job, Settings
from claims.archive.part import SCHEMA, Part, do_job, noted, read_job, read_part, release, tables, write_part
from claims.archive.plan import parts_folder, plan
from claims.errors import ClaimsError
from claims.files import make_folder, write_pieces

ROWS_IN_A_GROUP = 50_000
SECONDS_TO_CONNECT = 20
FAILURES = pa.schema([(name, pa.string()) for name in ("doc", "path", "found", "expected")])


class Totals(NamedTuple):
    """How many documents a run had, passed by as not about data access, and left out, and how many claims it found."""

    documents: int
    passed_by: int
    failed: int
    claims: int


def run_archive(
    source: Path,
    output: Path,
    settings: Settings,
    *,
    workers: int = 1,
    scheduler: str | None = None,
    quiet: bool = False,
    tell: Callable[[str], None],
) -> Totals:
    """The claims of an archive in `output`, and what was left out beside it; parts that are there are kept.

    InputError where the input cannot be used; ClaimsError where parts are missing at the end, to be done by a rerun.
    """
    jobs = plan(source, output, settings)
    missing = [job for job in jobs if read_part(job) is None]
    _tell_others(output, jobs[0].run, tell)
    documents = sum(job.documents for job in jobs)
    left = sum(job.documents for job in missing)
    if len(missing) < len(jobs):
        tell(f"{output}: {len(jobs) - len(missing)} of {len(jobs)} parts are there, the others are done now")
    if missing:
        make_folder(Path(missing[0].output).parent)
        done = _on_cluster(missing, scheduler, tell) if scheduler else _here(missing, workers)
        with tqdm(
            total=documents,
            initial=documents - left,
            desc=output.name,
            unit="document",
            disable=True if quiet else None,
        ) as bar:
            for count in done:
                bar.update(count)
    return _join(jobs, output)


def failures_path(output: Path) -> Path:
    """Where the table of the documents that were left out lies."""
    return output.with_name(f"{output.name}.failures.parquet")


def _here(jobs: Sequence[Job], workers: int) -> Iterator[int]:
    """The number of documents of each part, which is written here while its reader goes on with the next."""
    pool = ThreadPoolExecutor(workers)
    try:
        for future in as_completed([pool.submit(read_job, job) for job in jobs]):
            yield write_part(future.result())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        release()
        pool.shutdown()


def _on_cluster(jobs: Sequence[Job], scheduler: str, tell: Callable[[str], None]) -> Iterator[int]:
    try:
        import distributed
    except ImportError as error:
        raise ClaimsError("a scheduler needs Dask; install the extra: pip install 'claims[dask]'") from error
    try:
        client = distributed.Client(scheduler, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError) as error:
        raise ClaimsError(
            f"{scheduler}: no scheduler answers ({error}); start one: dask scheduler"
        ) from error
    with client:
        if not client.nthreads():
            tell(f"{scheduler}: no worker has joined yet; start some: dask worker {scheduler}")
        futures, told = client.map(do_job, jobs, pure=False), set()
        try:
            for future in distributed.as_completed(futures):
                if future.status == "finished":
                    yield future.result()
                elif (why := str(future.exception())) not in told:
                    told.add(why)
                    tell(f"{scheduler}: a part was not done: {why}")
        finally:
            with suppress(OSError):  # the scheduler may have gone, and its workers with it
                client.cancel(futures)
                client.run(release)


def _tell_others(output: Path, run: str, tell: Callable[[str], None]) -> None:
    folder = parts_folder(output)
    others = sorted(path.name for path in folder.iterdir() if path.name != run) if folder.is_dir() else []
    if others:
        tell(f"{folder}: parts of other input, settings or versions are not used: {', '.join(others)}")


def _join(jobs: Sequence[Job], output: Path) -> Totals:
    found = [read_part(job) for job in jobs]
    parts = [part for part in found if part]
    if len(parts) < len(found):
        raise ClaimsError(f"{output}: {len(found) - len(parts)} parts are missing; run again to do them")
    failures = [failure for part in parts for failure in part.failures]
    rows = pa.Table.from_pylist([asdict(each) for each in failures], schema=FAILURES)
    write_pieces(failures_path(output), lambda stream: pq.write_table(rows, stream))
    totals = Totals(
        documents=sum(part.documents for part in parts),
        passed_by=sum(part.passed_by for part in parts),
        failed=len(failures),
        claims=sum(part.claims for part in parts),
    )
    notes = {"format": FORMAT, "version": version("claims"), "run": jobs[0].run, **totals._asdict()}
    write_pieces(output, lambda stream: _copy(parts, noted(SCHEMA, notes), stream))
    return totals


def _copy(parts: Sequence[Part], schema: pa.Schema, stream: BinaryIO) -> None:
    with pq.ParquetWriter(stream, schema) as writer:
        for table in tables(parts, ROWS_IN_A_GROUP):
            writer.write_table(table.cast(schema))
