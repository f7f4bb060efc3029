"""Why a claim's fields have their values, in sentences for an editor, with the places of the words in the file."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from claims.extraction.links import distance, edges, sentence_start
from claims.extraction.mentions import Mention
from claims.types import Document, Reason, Span

LONGEST = 8
ACTIONS = {
    "obtain": "“{}” says that the partner gets the data",
    "read": "“{}” says that the partner can read or watch the data",
    "write": "“{}” says that the partner can write or change the data",
    "delete": "“{}” says that the partner can delete the data",
    "access": "“{}” says only that the partner has access or use, not what it does",
}
PLACES = {"nsubj": "the subject of “{}”", "nsubjpass": "the subject of “{}”", "poss": "the owner of “{}”"}
PLACES |= dict.fromkeys(("dobj", "dative", "oprd"), "the object of “{}”")
PLACES |= dict.fromkeys(("pobj",), "named after “{}”")


class Meaning(NamedTuple):
    """A value with why it holds and the tokens it rests on."""

    value: str
    why: str
    tokens: tuple[Token, ...] = ()


class Reasons:
    """Turns meanings into reasons with places in the file, for one document."""

    def __init__(self, document: Document, doc: Doc) -> None:
        self.document, self.doc = document, doc
        self._located: dict[int, Span | None] = {}

    def of(self, field: str, meaning: Meaning) -> Reason:
        """The reason with the spans of its words and their sentences."""
        spans = tuple(self.document.locate(span) for span in _runs(meaning.tokens))
        return Reason(field, meaning.value, meaning.why, spans, self.sentences(meaning.tokens))

    def evidence(self, span: Span, predicate: Token) -> Reason:
        """The evidence, at its place in the file, with the sentence of its predicate."""
        return Reason("evidence", "", "the clause that tells it", (span,), self.sentences((predicate,)))

    def sentences(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """The sentences of the tokens, each once, in order."""
        starts = sorted({sentence_start(token) for token in tokens})
        return tuple(dict.fromkeys(span for start in starts if (span := self._sentence(start))))

    def _sentence(self, start: int) -> Span | None:
        """The sentence that starts at a token, without space at its edges, at its place in the file."""
        if start not in self._located:
            ends = edges(self.doc[start].sent)
            span = Span(ends[0].idx, ends[1].idx + len(ends[1])) if ends else None
            self._located[start] = self.document.locate(span) if span else None
        return self._located[start]


def _runs(tokens: Iterable[Token]) -> list[Span]:
    """The characters of neighbouring tokens, without space at the edges."""
    found: list[Span] = []
    last = -2
    for token in sorted({t.i: t for t in tokens if not t.is_space}.values(), key=lambda t: t.i):
        end = token.idx + len(token)
        if token.i == last + 1:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(token.idx, end))
        last = token.i
    return found


def quoted(tokens: Sequence[Token]) -> str:
    """The words in “ ”, with “…” for what stands between them, cut after eight."""
    shown = sorted((t for t in tokens if not t.is_space), key=lambda t: t.i)
    kept = {t.i: t for t in shown[:LONGEST]}
    runs: list[str] = []
    for token in kept.values():
        joined = kept.get(token.i - 1)
        if joined is None:
            runs.append(token.text)
        else:
            runs[-1] += joined.whitespace_ + token.text
    return f"“{' … '.join(' '.join(run.split()) for run in runs)}{' …' * (len(shown) > LONGEST)}”"


def words_of(mention: Mention, doc: Doc) -> tuple[Token, ...]:
    """The tokens of a mention."""
    return tuple(doc[mention.start : mention.end])


def stands_for(mention: Mention, meant: Sequence[Mention], doc: Doc) -> tuple[str, tuple[Token, ...]]:
    """ "“the pair” stands for A and B, named two sentences before", and the tokens of both ends."""
    names = list(dict.fromkeys(m.name for m in meant))
    where = distance(doc[mention.head], doc[meant[0].head]) or ", in the same sentence"
    where = f", named {where.removeprefix(', ')}"
    tokens = (*words_of(mention, doc), *(t for m in meant for t in words_of(m, doc)))
    return f"{quoted(words_of(mention, doc))} stands for {' and '.join(names)}{where}", tokens


def place_of(token: Token) -> str:
    """Where a word stands: "subject of “read”", "named after “with”"; empty where that says nothing."""
    while token.dep_ in {"conj", "appos", "compound", "nmod"} and token.head != token:
        token = token.head
    return PLACES[token.dep_].format(token.head.text) if token.dep_ in PLACES else ""
