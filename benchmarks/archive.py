"""What a second process gains over an archive, and how much memory a run holds, on texts of our own, most off the topic.

python benchmarks/archive.py [--documents 2000] [--workers 2] [--rounds 3] [--every 10]

Each round times one process and several on the same archive, one after the other, and a plain loop in as many processes:
what the processors give just then. A ratio says nothing where the loop's own falls short of the number of processes.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from claims import archive

OTHER = "The council of valley {n} met on Monday and spoke about bridge {n} over the river in the morning. "
CLAIM = "Acme let Bank {n} read users' private messages without their consent, The Daily Ledger reported. "
AT_ONCE = 5_000
LOOP = "total = 0\nfor number in range(30_000_000): total += number"


def make(path: Path, documents: int, every: int) -> None:
    """An archive in which one text of so many is about data access."""
    schema = pa.schema([("doc", pa.string()), ("text", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, documents, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, documents))
            texts = [
                OTHER.format(n=n) * 20 + CLAIM.format(n=n) * (5 if n % every == 0 else 0) for n in numbers
            ]
            writer.write_table(pa.table([[f"d{n}" for n in numbers], texts], schema=schema))


def held() -> int:
    """Bytes that this process and those that it started hold now."""
    total = 0
    for process in (psutil.Process(), *psutil.Process().children(recursive=True)):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def run(source: Path, output: Path, workers: int) -> tuple[float, int]:
    """Seconds of a whole run and the most bytes that it held."""
    peak, ended = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not ended.wait(0.1):
            peak = max(peak, held())

    watcher = threading.Thread(target=watch)
    watcher.start()
    started = time.perf_counter()
    archive.run_archive(source, output, archive.Settings(documents=100), workers=workers, tell=lambda _: None)
    spent = time.perf_counter() - started
    ended.set()
    watcher.join()
    return spent, peak


def loops(processes: int) -> float:
    """Seconds that a plain loop takes in so many processes at once."""
    started = time.perf_counter()
    for loop in [subprocess.Popen([sys.executable, "-c", LOOP]) for _ in range(processes)]:
        loop.wait()
    return time.perf_counter() - started


def main() -> None:
    """Print the times, their ratio and the memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--every", type=int, default=10)
    options = parser.parse_args()
    ratios = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "archive.parquet")
        make(source, options.documents, options.every)
        for number in range(options.rounds):
            (one, low), (several, high) = (
                run(source, Path(folder, f"{number}-{workers}.parquet"), workers)
                for workers in (1, options.workers)
            )
            ratios.append(one / several)
            given = options.workers * loops(1) / loops(options.workers)
            sys.stdout.write(
                f"one process {one:.1f} s, {low / 1e6:,.0f} MB; {options.workers} processes {several:.1f} s,"
                f" {high / 1e6:,.0f} MB; ratio {one / several:.2f}, of a plain loop {given:.2f}\n"
            )
    sys.stdout.write(f"median ratio {median(ratios):.2f}\n")


if __name__ == "__main__":
    main()
