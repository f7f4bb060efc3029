"""How long one waits for the first answer: whole processes, from the start of Python to its end.

python benchmarks/start.py [--rounds 5]

Least of the rounds, with the processor time beside it, which other work on the machine disturbs less.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "data" / "cases" / "facebook-partners-2018"
RUNS = {
    "import claims": ["-c", "import claims"],
    "claims check": ["-m", "claims", "check", str(CASE)],
}


def seconds(arguments: list[str]) -> tuple[float, float]:
    """Time on the clock and of the processor for one process."""
    before, started = os.times(), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    waited, after = time.perf_counter() - started, os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return waited, spent


def main() -> None:
    """Print both times of each run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    for name, arguments in RUNS.items():
        seconds(arguments)
        waited, spent = map(min, zip(*(seconds(arguments) for _ in range(rounds)), strict=True))
        sys.stdout.write(f"{name:>16}: {waited:5.2f} s, {spent:5.2f} s of the processor\n")


if __name__ == "__main__":
    main()
