"""What linting costs over extraction of the same documents: both in one process, side by side, best of several rounds.

python benchmarks/lint.py data/cases/* folder/
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from claims.documents import Case, read_all, read_case
from claims.extraction import Reading
from claims.extraction import read_all as read_claims
from claims.lint import dossier, find
from claims.lint.formats import text
from claims.types import Document

Group = tuple[Sequence[Document], Case | None]


def groups(paths: Sequence[Path]) -> list[Group]:
    """The documents of each case together, and each loose document alone."""
    found: list[Group] = []
    for path in paths:
        if (path / "case.toml").is_file():
            case = read_case(path)
            found.append(((*case.articles, *case.statements), case))
        else:
            found += [((document,), None) for document in read_all([path]) if isinstance(document, Document)]
    return found


def extracted(group: Group) -> list[Reading]:
    """The claims of a group's documents."""
    documents, case = group
    return list(read_claims(documents, partners=case.partners if case else ()))


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    """Print the two times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    given = groups(options.paths)
    readings = [(extracted(group), group[1]) for group in given]
    extraction = min(seconds(lambda: [extracted(group) for group in given]) for _ in range(options.rounds))
    linting = min(
        seconds(lambda: [list(text(find(dossier(read, case)))) for read, case in readings])
        for _ in range(options.rounds)
    )
    documents = sum(len(documents) for documents, _ in given)
    sys.stdout.write(
        f"{documents} documents: extraction {extraction:.2f} s, rules {linting:.2f} s on top\n"
        f"linting costs {linting / extraction:.1%} over extraction\n"
    )


if __name__ == "__main__":
    main()
