"""Trains the weights that the package ships: `python -m claims.attribution.train FOLDER --out WEIGHTS`.

One process, a fixed seed and a fixed order: the same folder and libraries give the same bytes.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated as Option

import numpy as np
import typer
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Adam, Optimizer

from claims.attribution import rules
from claims.attribution.columns import CONTENT, CUE, SOURCE, Array, columns
from claims.attribution.features import BITS, cue_features, role_features
from claims.attribution.frames import quoted, token_starts
from claims.attribution.gold import Annotated, read_annotated
from claims.attribution.model import WEIGHTS, Model, candidates, pairs, save
from claims.attribution.network import OPS, Floats, Hashed, Network, softmax
from claims.attribution.quotations import find_quotations
from claims.language import PLAIN, pipeline
from claims.types import Span

WIDTH, EPOCHS, BATCH, SEED = 32, 2, 1024, 0
RATE, FEATURES_DROPPED, UNITS_DROPPED = 0.003, 0.5, 0.3
HEADS = ("VERB", "NOUN", "ADJ", "AUX")


@dataclass(frozen=True, slots=True)
class Examples:
    """Features and labels, one row for each example."""

    features: Hashed
    labels: Array


Roles = dict[int, dict[int, int]]


def main(
    folder: Option[Path, typer.Argument(help="A folder with text/ and attributions/, as PolNeAR's train.")],
    out: Option[Path, typer.Option(help="Where the weights go.")] = Path(str(WEIGHTS)),
) -> None:
    """Train both passes on an annotated folder and write their weights."""
    articles = list(read_annotated(folder))
    docs = pipeline().pipe(article.text.translate(PLAIN) for article in articles)
    cues, roles = examples(zip(articles, docs, strict=True))
    typer.echo(
        f"{len(articles)} articles, {len(cues.labels)} words, {len(roles.labels)} pairs of cue and word"
    )
    save(Model(cues=fit(cues, typer.echo), roles=fit(roles, typer.echo)), out)
    typer.echo(f"wrote {out}, {out.stat().st_size / 1e6:.1f} MB")


def examples(parsed: Iterable[tuple[Annotated, Doc]]) -> tuple[Examples, Examples]:
    """What the two passes learn from: words that head a cue or not, and the roles of words around each."""
    cues, roles = [], []
    for article, doc in parsed:
        marks = quoted(doc, find_quotations(article.text))
        of = columns(doc, rules.find_frames(doc, marks), marks)
        gold, at = _gold_roles(article, doc), candidates(of)
        cues.append(Examples(cue_features(of, at), np.array([int(i) in gold for i in at], dtype=np.int64)))
        if gold:
            cue, token = pairs(of, np.array(sorted(gold), dtype=np.int64))
            labels = [gold[int(c)].get(int(t), 0) for c, t in zip(cue, token, strict=True)]
            roles.append(Examples(role_features(of, cue, token), np.array(labels, dtype=np.int64)))
    return _joined(cues), _joined(roles)


def _joined(parts: list[Examples]) -> Examples:
    return Examples(np.concatenate([p.features for p in parts]), np.concatenate([p.labels for p in parts]))


def _gold_roles(article: Annotated, doc: Doc) -> Roles:
    """For each annotated cue, by its head, the role of every token that has one."""
    starts = token_starts(doc)
    found: Roles = {}
    for attribution in article.attributions:
        cue = set(_tokens(doc, starts, attribution.cue))
        if cue and attribution.content:
            roles = dict.fromkeys(_tokens(doc, starts, attribution.content), CONTENT)
            roles |= dict.fromkeys(_tokens(doc, starts, attribution.source), SOURCE)
            found[_head(doc, cue)] = roles | dict.fromkeys(cue, CUE)
    return found


def _tokens(doc: Doc, starts: Array, spans: Iterable[Span]) -> Iterator[int]:
    for span in spans:
        first, last = np.searchsorted(starts, [span.start, span.end])
        if first and starts[first - 1] + len(doc[int(first) - 1]) > span.start:
            first -= 1
        yield from (i for i in range(int(first), int(last)) if not doc[i].is_space)


def _head(doc: Doc, cue: set[int]) -> int:
    """The word that the rest of the cue hangs on, a verb before a noun before anything else."""
    tops = [i for i in cue if doc[i].head.i not in cue or doc[i].head.i == i]
    return min(tops, key=lambda i: (HEADS.index(doc[i].pos_) if doc[i].pos_ in HEADS else len(HEADS), i))


def fit(data: Examples, tell: Callable[[str], object]) -> Network:
    """A network after EPOCHS passes of Adam over shuffled batches, its weights averaged over the steps."""
    rng = np.random.default_rng(SEED)
    labels = int(data.labels.max()) + 1
    network = _untrained(rng, labels)
    optimizer = Adam(RATE, use_averages=True)
    wanted = np.eye(labels, dtype=np.float32)[data.labels]
    steps = EPOCHS * -(-len(wanted) // BATCH)
    step = 0
    for epoch in range(EPOCHS):
        order, loss = rng.permutation(len(wanted)), 0.0
        for start in range(0, len(order), BATCH):
            optimizer.learn_rate = RATE * (1 - step / steps)
            batch = order[start : start + BATCH]
            loss += _step(network, data.features[batch], wanted[batch], optimizer, rng)
            step += 1
        tell(f"pass {epoch + 1}: loss {loss / len(order):.4f}")
    return _averaged(network, optimizer)


def _untrained(rng: np.random.Generator, labels: int) -> Network:
    def draw(*shape: int, scale: float) -> Floats:
        return (rng.normal(size=shape) * scale).astype(np.float32)

    empty = np.zeros(WIDTH, dtype=np.float32), np.zeros(labels, dtype=np.float32)
    return Network(draw(2**BITS, WIDTH, scale=0.05), empty[0], draw(WIDTH, labels, scale=0.2), empty[1])


def _step(
    network: Network, features: Hashed, wanted: Floats, optimizer: Optimizer, rng: np.random.Generator
) -> float:
    """Move the weights of the network, in place, against the batch's gradient; returns the summed loss."""
    kept = _dropout(rng, features.shape, FEATURES_DROPPED)
    summed = np.einsum("nfd,nf->nd", network.table[features], kept) + network.bias
    gate = (summed > 0) * _dropout(rng, summed.shape, UNITS_DROPPED)
    hidden = summed * gate
    shares = softmax(hidden @ network.output + network.output_bias)
    error = (shares - wanted) / np.float32(len(wanted))
    back = (error @ network.output.T) * gate
    into_table = np.zeros_like(network.table)
    spread = (back[:, None, :] * kept[:, :, None]).reshape(-1, WIDTH)
    OPS.scatter_add(into_table, features.ravel(), spread)
    for name, gradient in zip(NAMES, (into_table, back.sum(0), hidden.T @ error, error.sum(0)), strict=True):
        weights = getattr(network, name)
        weights[...] = optimizer((0, name), weights, gradient)[0]
    return float(-np.log(np.maximum((shares * wanted).sum(axis=1), 1e-9)).sum())


NAMES = ("table", "bias", "output", "output_bias")


def _dropout(rng: np.random.Generator, shape: tuple[int, ...], rate: float) -> NDArray[np.float32]:
    kept = rng.random(shape, dtype=np.float32) >= rate
    return kept.astype(np.float32) / np.float32(1 - rate)


def _averaged(network: Network, optimizer: Optimizer) -> Network:
    averages = optimizer.averages or {}
    weights = [averages.get((0, name), getattr(network, name)) for name in NAMES]
    return Network(*(np.asarray(array, dtype=np.float32) for array in weights))


if __name__ == "__main__":
    typer.run(main)
