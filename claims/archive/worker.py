"""A process of its own for documents: whatever one of them does to it, the others are read.

As a program of its own it reads jobs from standard input and writes, for each document, who it is and what came of it.
"""

import faulthandler
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from claims.archive.job import Failure, Job, Settings
from claims.archive.table import Row, Rows, fields_of, name_of
from claims.documents import read_document, read_text
from claims.documents.read import read_cell
from claims.errors import ClaimsError, InputError
from claims.extraction import extract_claims, read_all
from claims.language import forgetting
from claims.tables import claim_rows
from claims.types import Document

try:
    import resource
except ImportError:  # no such limits on Windows
    resource = None  # type: ignore[assignment]

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
WARM_UP = "Acme let Alba Bank read users' messages without their consent, the paper said."
PROGRAM = "from claims.archive.worker import main; main()"
PASSED_LIMIT = 1


class Outcome(NamedTuple):
    """What came of one document: rows of claims, or a failure; `passed_by` where it is not about data access."""

    rows: list[dict[str, Any]]
    passed_by: bool = False
    failure: Failure | None = None


class Item(NamedTuple):
    """A document still to be read."""

    doc: str
    path: str
    read: Callable[[], Document]


class Ended(Exception):
    """The process ended in the middle of a document."""

    def __init__(self, doc: str, path: str, code: int, seconds: float) -> None:
        super().__init__(path)
        self.doc, self.path, self.code, self.seconds = doc, path, code, seconds


class Worker:
    """A process that holds the model; one that ends is replaced, and its document tried once more."""

    def __init__(self) -> None:
        self.closed = False
        self.process: subprocess.Popen[bytes] | None = None

    def outcomes(self, job: Job) -> Iterator[Outcome]:
        """What came of each document of a job, in order."""
        at, again = job.start, False
        while at < job.stop:
            try:
                for outcome in self._replies(job, at):
                    yield outcome
                    at, again = at + 1, False
            except Ended as ended:
                self._stop()
                if self.closed:
                    raise ClaimsError("stopped; run again to go on") from ended
                slow = ended.code == PASSED_LIMIT and ended.seconds >= job.settings.seconds
                if slow or again:
                    yield Outcome([], failure=_ended(ended, job.settings, slow))
                    at, again = at + 1, False
                else:
                    again = True

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.closed = True
        self._stop()

    def _replies(self, job: Job, start: int) -> Iterator[Outcome]:
        process = self.process = self.process or _started()
        assert process.stdin and process.stdout
        doc, path, since = "", f"{job.shown}#{start}", time.monotonic()
        try:
            pickle.dump((job, start), process.stdin)
            process.stdin.flush()
            for _ in range(start, job.stop):
                doc, path = pickle.load(process.stdout)
                since = time.monotonic()
                yield pickle.load(process.stdout)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise Ended(doc, path, process.wait(), time.monotonic() - since) from error

    def _stop(self) -> None:
        process, self.process = self.process, None
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream and not self.closed:
                    stream.close()


def _started() -> subprocess.Popen[bytes]:
    """A process that has loaded the model; ClaimsError where it cannot."""
    package = str(Path(__file__).parent.parent.parent)
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-P", "-c", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
        start_new_session=True,
    )
    assert process.stdout
    try:
        pickle.load(process.stdout)
    except (EOFError, pickle.UnpicklingError) as error:
        raise ClaimsError("a worker process does not start; its own words stand above") from error
    return process


def _ended(ended: Ended, settings: Settings, slow: bool) -> Failure:
    if slow:
        found, valid = "it was not done in time", f"a document may take {settings.seconds} seconds"
    else:
        found, valid = f"its process ended twice (code {ended.code})", "a text that can be read on its own"
    return Failure(ended.doc, ended.path, found, valid)


def items(job: Job, start: int, rows: Rows | None) -> Iterator[Item]:
    """The documents of a job from one on; `rows` are those of its Parquet file."""
    chosen = job.settings
    if rows is None:
        read = partial(read_document, kind=chosen.kind, speaker=chosen.speaker, company=chosen.company)
        for name in job.files[start - job.start :]:
            file = Path(job.source, name)
            yield Item(file.stem, str(Path(job.shown, name)), partial(read, file))
        return
    given = {"kind": chosen.kind, "speaker": chosen.speaker, "company": chosen.company}
    known = {name: str(value) for name, value in given.items() if value}
    for number, row in enumerate(rows.take(start, job.stop), start):
        path, doc = f"{job.shown}#{number}", name_of(number, row)
        yield Item(doc, path, partial(_from_row, row, doc, path, known))


def _from_row(row: Row, doc: str, path: str, known: dict[str, str]) -> Document:
    return read_cell(row["text"] or "", name=doc, path=path, recorded={**known, **fields_of(row, path)})


def outcome(item: Item, settings: Settings, sink: Any) -> Outcome:
    """What comes of a document; a process in which it takes too long ends, even where Python is not asked."""
    faulthandler.dump_traceback_later(settings.seconds, exit=True, file=sink)
    try:
        document = item.read()
        length = len(document.reading)
        if length > settings.characters:
            found = f"the text has {length:,} characters"
            raise InputError(item.path, found, f"a document may have {settings.characters:,}")
        (reading,) = read_all([document], method=settings.method)
        return Outcome([*claim_rows([(document, reading.claims)])], passed_by=reading.parse is None)
    except InputError as error:
        found, valid = error.found, error.valid
    except MemoryError:
        found, valid = "it needs more memory", f"a document may need {settings.megabytes:,} megabytes"
    except Exception as error:
        found, valid = f"{type(error).__name__}: {error}", "a text that the rules can read; report this one"
    finally:
        faulthandler.cancel_dump_traceback_later()
    return Outcome([], failure=Failure(item.doc, item.path, found, valid))


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer jobs until there are no more."""
    rows: Rows | None = None
    with Path(os.devnull).open("w") as sink:
        extract_claims(read_text(WARM_UP))
        _send(outgoing, "ready")
        while True:
            try:
                job, start = pickle.load(incoming)
            except EOFError:
                return
            _limit_memory(job.settings.megabytes)
            if job.files:
                rows = None
            elif rows is None or rows.at > start or rows.path != Path(job.source):
                rows = Rows(Path(job.source), start)
            with forgetting():
                for item in items(job, start, rows):
                    _send(outgoing, (item.doc, item.path))
                    _send(outgoing, outcome(item, job.settings, sink))


def _send(outgoing: BinaryIO, message: object) -> None:
    pickle.dump(message, outgoing)
    outgoing.flush()


def _limit_memory(megabytes: int) -> None:
    if resource and hasattr(resource, "RLIMIT_DATA"):
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 1_000_000, hard))


def main() -> None:
    """Serve on standard input and output; what a library prints goes to the standard error."""
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, outgoing)
    except BrokenPipeError:
        os._exit(0)
