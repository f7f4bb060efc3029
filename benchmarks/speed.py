"""How fast extraction is: words per second beside the bare language model and a plain script, on the same texts in one run.

python benchmarks/speed.py folder/ [--repeat 2] [--rounds 5] [--first 100]

Processor time, median of interleaved rounds; quote the ratios, not the seconds.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import spacy
from spacy.language import Language

from claims.attribution import find_attributions
from claims.documents import read_document
from claims.documents.read import document_files
from claims.extraction import extract_all
from claims.extraction.assembly import Assembler
from claims.extraction.parties import find_mentions
from claims.extraction.topic import is_on_topic
from claims.language import MODELS, TEXTS_AT_ONCE, parse_all, pipeline
from claims.types import Document

SENTENCE = re.compile(r"(?<=[.!?])\s+")
KEYWORDS = re.compile(r"\b(?:access|share[ds]?|sold|gave|data|messages|privacy|consent)\b", re.IGNORECASE)


@cache
def whole_model() -> Language:
    """The model as it is shipped, with every component."""
    return spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))


def bare(texts: Sequence[str]) -> int:
    """The language model alone."""
    return sum(len(doc) for doc in whole_model().pipe(texts))


def needed(texts: Sequence[str]) -> int:
    """The language model with the components and the batches that extraction uses."""
    return sum(len(doc) for doc in pipeline().pipe(texts, batch_size=TEXTS_AT_ONCE))


def plain(texts: Sequence[str]) -> int:
    """Sentences with a keyword: what a short script would do."""
    return sum(bool(KEYWORDS.search(sentence)) for text in texts for sentence in SENTENCE.split(text))


def ours(files: Sequence[Path]) -> int:
    """From file to claims."""
    return sum(len(found) for _, found in extract_all(map(read_document, files)))


def seconds(work: Callable[[], Any]) -> float:
    """Processor time of a piece of work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def stages(files: Sequence[Path]) -> dict[str, float]:
    """Processor time of each stage, the parse batched as in a run."""
    times: dict[str, float] = {}
    documents: list[Document] = []
    times["reading"] = seconds(lambda: documents.extend(map(read_document, files)))
    on_topic: list[Document] = []
    times["the gate by topic"] = seconds(
        lambda: on_topic.extend(d for d in documents if is_on_topic(d.reading))
    )
    parsed: list[Any] = []
    times["parsing"] = seconds(lambda: parsed.extend(parse_all(on_topic)))
    told: list[Any] = []
    times["attribution"] = seconds(lambda: told.extend(find_attributions(d, doc) for d, doc in parsed))
    named: list[Any] = []
    times["parties"] = seconds(
        lambda: named.extend(
            find_mentions(doc, company=d.company, aliases=d.aliases, partners=(), we=None)
            for d, doc in parsed
        )
    )
    times["frames, cues, claims"] = seconds(
        lambda: [
            Assembler(d, doc, mentions, attributions).claims()
            for (d, doc), mentions, attributions in zip(parsed, named, told, strict=True)
        ]
    )
    return times


def say(line: str) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Print the three speeds, their ratios and the stages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=1, help="how often the texts are taken")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--first", type=int, help="only the first texts")
    options = parser.parse_args()
    files = [*document_files(options.folder)][: options.first] * options.repeat
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    words = sum(len(text.split()) for text in texts)
    bare(texts[:2])
    ours(files[:2])
    runs: dict[str, list[float]] = {
        "bare pipeline": [],
        "needed parts": [],
        "extraction": [],
        "plain script": [],
    }
    for _ in range(options.rounds):
        runs["bare pipeline"].append(seconds(lambda: bare(texts)))
        runs["needed parts"].append(seconds(lambda: needed(texts)))
        runs["extraction"].append(seconds(lambda: ours(files)))
        runs["plain script"].append(seconds(lambda: plain(texts)))
    say(f"{len(files)} texts, {words:,} words, median of {options.rounds} interleaved rounds")
    reference = median(runs["bare pipeline"])
    for name, times in runs.items():
        ratios = sorted(b / t for b, t in zip(runs["bare pipeline"], times, strict=True))
        spread = f"{ratios[0]:.2f} to {ratios[-1]:.2f}"
        say(
            f"{name:>16}: {words / median(times):>12,.0f} words/s   {reference / median(times):>8.2f} of bare ({spread})"
        )
    say("by stage:")
    measured = stages(files)
    for name, spent in measured.items():
        say(f"{name:>22}: {spent / sum(measured.values()):6.1%}")


if __name__ == "__main__":
    main()
