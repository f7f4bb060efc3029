"""Attributions by a trained model over the parse: one pass finds cues, one ties source and content to them.

What the rules found is among its features. Its annotation is flat: nested attributions stay with the rules.
"""

from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from spacy import symbols
from spacy.tokens import Doc

from claims.attribution.columns import CONTENT, CUE, SOURCE, Array, Columns, code_of, columns
from claims.attribution.features import cue_features, role_features
from claims.attribution.frames import Frame, Quoted
from claims.attribution.network import Network

CANDIDATES = [
    symbols.IDS[name]
    for name in ("VERB", "AUX", "NOUN", "ADJ", "ADV", "ADP", "SCONJ", "PROPN", "X", "INTJ", "PART")
]
COLON = code_of(":")
SURE = 0.2
SURE_ALONE = 0.5
PAIRS_AT_ONCE = 5_000
PASSES = ("cues", "roles")
WEIGHTS = resources.files(__package__) / "model" / "weights.bin"


@dataclass(frozen=True, slots=True)
class Model:
    """The two passes."""

    cues: Network
    roles: Network


def shipped() -> bool:
    """Whether trained weights lie in the package."""
    return WEIGHTS.is_file()


@cache
def load(path: Path | Traversable = WEIGHTS) -> Model:
    """The weights of one file: those that the package ships, unless another is named."""
    with path.open("rb") as file:
        arrays = np.load(file, allow_pickle=False)
        cues, roles = (
            Network(*(arrays[f"{name}.{k}"].astype(np.float32) for k in range(4))) for name in PASSES
        )
    return Model(cues, roles)


def save(model: Model, path: Path) -> None:
    """Write both networks to one file, in half precision."""
    arrays = {
        f"{name}.{k}": array.astype(np.float16)
        for name, network in zip(PASSES, (model.cues, model.roles), strict=True)
        for k, array in enumerate((network.table, network.bias, network.output, network.output_bias))
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def find_frames(doc: Doc, ruled: list[Frame], quoted: Quoted, model: Model) -> list[Frame]:
    """A frame for each cue the model is sure of: by SURE where a rule found it too, else by SURE_ALONE."""
    of = columns(doc, ruled, quoted)
    at = candidates(of)
    sure = np.where(of.fired[at] > 0, SURE, SURE_ALONE)
    heads = at[model.cues.predict(cue_features(of, at))[:, 1] >= sure] if len(at) else at
    names = {frame.head: frame.rule for frame in ruled}
    found = []
    for some in _together(of, heads):
        cue, token = pairs(of, some)
        role = model.roles.predict(role_features(of, cue, token)).argmax(axis=1)
        ends = np.cumsum(of.last[some] + 1 - of.first[some]).tolist()
        for head, start, end in zip(some.tolist(), [0, *ends], ends, strict=False):
            found.append(_frame(names.get(head, "model"), head, token[start:end], role[start:end]))
    return [frame for frame in found if frame.content]


def _together(of: Columns, heads: Array) -> list[Array]:
    """The cues in groups of some PAIRS_AT_ONCE pairs: few enough for a processor's cache, many enough for numpy."""
    if not len(heads):
        return []
    paired = np.cumsum(of.last[heads] + 1 - of.first[heads])
    return np.split(heads, np.flatnonzero(np.diff(paired // PAIRS_AT_ONCE)) + 1)


def candidates(of: Columns) -> Array:
    """Tokens that may be the head of a cue."""
    return np.flatnonzero(np.isin(of.pos, CANDIDATES) | (of.lower == COLON))


def pairs(of: Columns, heads: Array) -> tuple[Array, Array]:
    """Every cue with every token of its sentence, as two columns."""
    tokens = [np.arange(of.first[head], of.last[head] + 1) for head in heads]
    return np.repeat(heads, [len(t) for t in tokens]), np.concatenate(tokens)


def _frame(rule: str, head: int, tokens: Array, role: Array) -> Frame:
    content, source, cue = (frozenset(tokens[role == k].tolist()) for k in (CONTENT, SOURCE, CUE))
    cue |= {head}
    return Frame(rule, head, cue, source - cue, content - cue)
