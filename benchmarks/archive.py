"""What a second process gains over an archive, and how much memory a run holds, on invented reports, most off the topic.

python benchmarks/archive.py [--documents 4000] [--workers 2] [--rounds 3] [--every 5]
python benchmarks/archive.py --dask [the same options]
python benchmarks/archive.py --memory [--documents 100000] [--workers 2] [--every 20]

Each round times one process and several on the same archive, one after the other, and before each a plain loop in as many
processes: what the processors give just then. A ratio says nothing where the loop's own falls short of the number of
processes. What is ready is the share of a run in which its reading processes, of as many as were asked for, ran or waited
for a processor: what is missing to 100% they waited for each other, whatever else the machine does. The memory is the sum
over all processes, pages that they share counted in each. With `--dask` the processes are the workers of a cluster on this
machine, which is there before the time begins, each with a process that reads.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

import psutil

from claims import archive
from claims.archive.sample import invented_reports, write_archive

LOOP = "total = 0\nfor number in range(60_000_000): total += number"
STEPS = 20


class Cost(NamedTuple):
    """Seconds by the clock, the most bytes held, and how busy the processes were, where that is known."""

    clock: float
    peak: int
    busy: str

    def __str__(self) -> str:
        return f"{self.clock:.1f} s{self.busy}, {self.peak / 1e6:,.0f} MB"


class Watch:
    """The most that was held, in all and since one last asked, and how many processes were ready each time."""

    def __init__(self) -> None:
        self.peak = self.lately = 0
        self.ready: list[int] = []

    def look(self) -> None:
        """Take note of what this process and those that it started hold and do now."""
        total, ready, this = 0, 0, psutil.Process()
        for process in (this, *this.children(recursive=True)):
            try:
                total += process.memory_info().rss
                ready += process != this and process.status() == psutil.STATUS_RUNNING
            except psutil.NoSuchProcess:
                continue
        self.lately = max(self.lately, total)
        self.peak = max(self.peak, self.lately)
        self.ready.append(ready)

    def asked(self) -> int:
        """The most bytes since one last asked."""
        lately, self.lately = self.lately, 0
        return lately


@contextmanager
def watching(output: Path, step: int) -> Iterator[Watch]:
    """Looks at the memory ten times a second; `step` is after how many parts it says so, 0 for never."""
    watch, ended, told = Watch(), threading.Event(), step

    def follow() -> None:
        nonlocal told
        while not ended.wait(0.1):
            watch.look()
            if step and len([*output.with_name(f"{output.name}.parts").glob("*/*.parquet")]) >= told:
                sys.stdout.write(
                    f"{told} parts: at most {watch.asked() / 1e6:,.0f} MB since the line before\n"
                )
                sys.stdout.flush()
                told += step

    follower = threading.Thread(target=follow)
    follower.start()
    try:
        yield watch
    finally:
        ended.set()
        follower.join()


def run(
    source: Path,
    output: Path,
    workers: int,
    settings: archive.Settings,
    *,
    step: int = 0,
    scheduler: str | None = None,
) -> Cost:
    """What a whole run costs."""
    started, before = time.perf_counter(), sum(os.times()[:4])
    with watching(output, step) as watch:
        archive.run_archive(
            source, output, settings, workers=workers, scheduler=scheduler, quiet=True, tell=tell
        )
    clock, processors = time.perf_counter() - started, sum(os.times()[:4]) - before
    busy = f" ({processors:.1f} s of processors, ready {fmean(watch.ready) / workers:.0%})"
    return Cost(clock, watch.peak, "" if scheduler else busy)


def tell(message: str) -> None:
    """Print what a run has to say."""
    sys.stdout.write(f"{message}\n")


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a Dask cluster on this machine whose workers are there."""
    import distributed

    with (
        distributed.LocalCluster(
            n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as here,
        distributed.Client(here) as client,
    ):
        client.wait_for_workers(workers)
        yield here.scheduler_address


def loops(processes: int) -> float:
    """Seconds that a plain loop takes in so many processes at once."""
    started = time.perf_counter()
    for loop in [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(processes)]:
        loop.wait()
    return time.perf_counter() - started


def memory(folder: Path, source: Path, documents: int, workers: int) -> None:
    """Print what is held at each step of a run, and the most."""
    settings = archive.Settings()
    step = max(documents // settings.documents // STEPS, 1)
    cost = run(source, folder / "claims.parquet", workers, settings, step=step)
    sys.stdout.write(f"{documents:,} documents by {workers} processes: {cost}\n")


def speed(folder: Path, source: Path, workers: int, rounds: int, *, on_dask: bool) -> None:
    """Print the times of one process and of several, their ratio, and that of a plain loop."""
    ratios, given, settings = [], [], archive.Settings(documents=100)

    def timed(processes: int, output: Path) -> Cost:
        with cluster(processes) if on_dask else nullcontext() as scheduler:
            return run(source, output, processes, settings, scheduler=scheduler)

    for number in range(rounds):
        alone = loops(1)
        one = timed(1, folder / f"{number}-1.parquet")
        together = loops(workers)
        several = timed(workers, folder / f"{number}-{workers}.parquet")
        ratios.append(one.clock / several.clock)
        given.append(workers * alone / together)
        sys.stdout.write(
            f"one process {one}; {workers} processes {several};"
            f" ratio {ratios[-1]:.2f}, of a plain loop {given[-1]:.2f}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"median ratio {median(ratios):.2f}, of a plain loop {median(given):.2f}\n")


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int)
    options = parser.parse_args()
    documents = options.documents or (100_000 if options.memory else 4_000)
    every = options.every or (20 if options.memory else 5)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = write_archive(folder / "archive.parquet", invented_reports(documents, every=every))
        if options.memory:
            memory(folder, source, documents, options.workers)
        else:
            speed(folder, source, options.workers, options.rounds, on_dask=options.dask)


if __name__ == "__main__":
    main()
