"""How the cost of extraction grows with a document: time a word, relative to a document of a thousand words.

python benchmarks/growth.py [--rounds 3]

Own sentences with names that differ, 1, 10 and 100 thousand words of them, and 5,000 words without a full stop.
Processor time, least of the rounds; 1 is proportional.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator
from itertools import cycle, product

from claims.documents import read_text
from claims.extraction import extract_claims

SIZES = (1_000, 10_000, 100_000)
LONG_SENTENCE = 5_000
PARAGRAPH = 4
SYLLABLES = (
    ("Quil", "Nor", "Hal", "Lark", "Bright", "Vel", "Tor", "Mar", "Sten", "Ost", "Bel", "Cand", "Dor", "Fen"),
    ("lo", "va", "den", "mer", "ran", "ti", "sha", "bo", "ku", "ny", "pe", "ri", "za", "wo", "fu", "gy"),
    ("field", "soft", "mont", "ware", "net", "post", "grid", "base", "line", "wick", "ford", "ton", "worth"),
)
SENTENCES = (
    "Records show that Acme shared users' messages with {0} and {1} without their consent.",
    "{0} could read private messages, the newspaper reported, and it said that it had never used the access.",
    "A spokesman for {0} said the company had deleted users' location data, and {1} denied that it had access to contacts.",
    '"We did not sell your data," {1} said in a statement. "We ended such access in 2017."',
    "The documents say the bank and other partners such as {0} obtained names of friends from Acme.",
    "Both companies told users of this. The report found that these firms also kept phone numbers.",
    "The partners include {0}, which bought browsing histories, and {1}, a data broker.",
    "Acme gave {0} access to people's photos only if they signed in, according to the records.",
)


def names() -> Iterator[str]:
    """Invented names, thousands before one comes again."""
    return map("".join, cycle(product(*SYLLABLES)))


def sentences_of(words: int) -> list[str]:
    """Sentences of that many words in all, each about another two parties."""
    parties, kept = names(), list[str]()
    for sentence in cycle(SENTENCES):
        if words <= 0:
            break
        kept.append(sentence.format(next(parties), next(parties)))
        words -= len(kept[-1].split())
    return kept


def document_of(words: int) -> str:
    """That many words in paragraphs."""
    kept = sentences_of(words)
    return "\n\n".join(" ".join(kept[at : at + PARAGRAPH]) for at in range(0, len(kept), PARAGRAPH))


def sentence_of(words: int) -> str:
    """That many words up to the only full stop."""
    return re.sub(r"[.?!](?=\W)", ",", " ".join(sentences_of(words)))


def seconds(text: str, rounds: int) -> float:
    """Processor time from text to claims."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        extract_claims(read_text(text, company="Acme"))
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    """Print the time a word of each size, and how it stands to that of the smallest."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    texts = {f"{size:,} words": document_of(size) for size in SIZES}
    texts[f"one sentence of {LONG_SENTENCE:,} words"] = sentence_of(LONG_SENTENCE)
    reference = 0.0
    for name, text in texts.items():
        a_word = seconds(text, rounds) / len(text.split())
        reference = reference or a_word
        sys.stdout.write(
            f"{name:>32}: {a_word * 1e6:5.0f} µs a word, {a_word / reference:.2f} of proportional\n"
        )


if __name__ == "__main__":
    main()
