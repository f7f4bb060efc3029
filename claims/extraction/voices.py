"""In whose voice a token stands: the attributions whose content holds it, innermost first.

"The paper says the company told users ..." has the company innermost, and the paper passes it on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from claims.types import Attribution, Span
from claims.vocabulary import load

LARGEST_HOLE = 40
IMAGINED = {"would", "could", "might"}
CAUSES = {"over", "after", "since", "when", "because", "while", "though", "although", "whereas"}


@cache
def words(table: str, key: str) -> frozenset[str]:
    """One list of the vocabulary of attributions."""
    return frozenset(load("attribution")[table][key])


@dataclass(frozen=True, slots=True)
class Voice:
    """The chain of attributions around a token, innermost first; empty for the document's own voice."""

    chain: tuple[Attribution, ...]

    @property
    def cue(self) -> tuple[Span, ...]:
        """The cue of the innermost attribution."""
        return self.chain[0].cue if self.chain else ()


class Voices:
    """Finds the attributions whose content holds a token."""

    def __init__(self, doc: Doc, attributions: Sequence[Attribution]) -> None:
        self.doc = doc
        self._tokens: dict[tuple[Span, ...], tuple[Token, ...]] = {}
        self._of: dict[int, Voice] = {}
        self._by_token: dict[int, list[Attribution]] = {}
        for attribution in sorted(attributions, key=_length):
            for token in self._covered(_without_holes(attribution)):
                self._by_token.setdefault(token.i, []).append(attribution)

    def of(self, token: Token) -> Voice:
        """The voice in which the token is said, outside its own cue and source."""
        if token.i not in self._of:
            around = (a for a in self._by_token.get(token.i, ()) if not _covers((*a.cue, *a.source), token))
            self._of[token.i] = Voice(tuple(a for a in around if self._tells(a, token)))
        return self._of[token.i]

    def _tells(self, attribution: Attribution, token: Token) -> bool:
        """Whether its source says what the token does: not where it "failed to tell" or "agreed to pay for" it."""
        cues = [t for t in self.tokens(attribution.cue) if t.pos_ == "VERB"]
        if attribution.rule == "as" and any(cue.lemma_ in words("untold", "ruling") for cue in cues):
            return False
        return not any(_is_no_saying(cue) or _is_only_cause(cue, token) for cue in cues[:1])

    def tokens(self, spans: tuple[Span, ...]) -> tuple[Token, ...]:
        """The tokens that the spans of an attribution cover."""
        if spans not in self._tokens:
            self._tokens[spans] = tuple(self._covered(spans))
        return self._tokens[spans]

    def _covered(self, spans: Sequence[Span]) -> list[Token]:
        found: list[Token] = []
        for span in spans:
            stretch = self.doc.char_span(span.start, span.end, alignment_mode="expand")
            if stretch is not None:
                found += [t for t in stretch if not t.is_space]
        return found


def _is_untold(cue: Token) -> bool:
    """ "did not disclose that", "failed to tell users that", "without saying that": nobody said it."""
    if cue.lemma_ not in words("untold", "verbs"):
        return False
    without = cue.dep_ == "pcomp" and cue.head.lower_ == "without"
    failed = cue.dep_ == "xcomp" and cue.head.lemma_ in words("untold", "failing")
    return without or failed or any(child.dep_ == "neg" for child in cue.children)


def _is_no_saying(cue: Token) -> bool:
    return _is_clausal(cue) or _is_supposed(cue) or _is_untold(cue) or _is_doing(cue)


def _is_clausal(cue: Token) -> bool:
    """ "Using it guarantees that data is sold": what a clause does, nobody says."""
    return any(child.dep_ in {"csubj", "csubjpass"} for child in cue.children)


def _is_supposed(cue: Token) -> bool:
    """ "The sale is supposed to remain secret", "nobody would expect it": those of whom it is said say nothing."""
    auxiliaries = {child.lower_ for child in cue.children if child.dep_ == "aux"}
    if auxiliaries & IMAGINED and cue.lemma_ in words("untold", "supposing"):
        return True
    return cue.lemma_ == "suppose" and any(child.dep_ == "auxpass" for child in cue.children)


def _is_doing(cue: Token) -> bool:
    """ "continued to have access", "offered the bank access": going on with something, or giving it, is no saying."""
    if cue.lemma_ in words("untold", "granting"):
        return any(c.dep_ in {"dobj", "dative"} for c in cue.children)
    to_do = any(c.dep_ == "xcomp" and any(t.tag_ == "TO" for t in c.children) for c in cue.children)
    return to_do and cue.lemma_ in words("untold", "doing")


def _is_only_cause(cue: Token, token: Token) -> bool:
    """ "agreed to pay a fine for sharing photos", "called for rules after photos were shared": not what they say."""
    agreeing = cue.lemma_ in words("untold", "agreeing")
    if not agreeing and cue.lemma_ not in words("untold", "reacting"):
        return False
    causes = CAUSES | {"for"} if agreeing else CAUSES
    while token.i not in {token.head.i, cue.i}:
        if token.dep_ == "pcomp" and token.head.lower_ in causes:
            return True
        if token.dep_ == "advcl" and any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in causes for c in token.children
        ):
            return True
        token = token.head
    return False


def _without_holes(attribution: Attribution) -> list[Span]:
    """The content with the small gaps closed that hold neither its cue nor its source."""
    closed: list[Span] = []
    for span in sorted(attribution.content):
        gap = Span(closed[-1].end, span.start) if closed else None
        others = (*attribution.cue, *attribution.source)
        if gap and gap.end - gap.start <= LARGEST_HOLE and not any(gap.overlaps(other) for other in others):
            closed[-1] = Span(closed[-1].start, span.end)
        else:
            closed.append(span)
    return closed


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _covers(spans: Sequence[Span], token: Token) -> bool:
    return any(span.start <= token.idx < span.end for span in spans)
