"""How firmly a source holds an access: stated, put forward as an allegation, called possible, or conceded.

The modal or hedge nearest to the predicate decides ("may have read"), then the verb of the innermost report
("alleges", "admits").
"""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from claims.extraction.decision import Decision
from claims.extraction.phrases import Found, forms
from claims.extraction.scope import climb, is_finite_conjunct
from claims.types import Certainty

MODIFIERS = frozenset({"aux", "advmod", "amod", "npadvmod", "prep", "neg"})
CROSSED = frozenset(
    {
        "xcomp",
        "ccomp",
        "pcomp",
        "prep",
        "pobj",
        "dobj",
        "attr",
        "acomp",
        "oprd",
        "acl",
        "conj",
        "nsubj",
        "nsubjpass",
        "csubj",
        "csubjpass",
        "dative",
        "agent",
        "amod",
    }
)
REASONS = {
    "possible": "“{}” says only that it may be so",
    "alleged": "“{}” puts it forward as an allegation",
    "acknowledged": "“{}” concedes it",
}
Cover = Mapping[int, Found]


def certainty(
    predicate: Token, members: Sequence[Token], attribution_cue: Sequence[Token], cover: Cover
) -> Decision[Certainty]:
    """The hedge over the predicate; `cover` maps token offsets to the certainty cues on them."""
    report = {token.i for token in attribution_cue}
    hedges = list(_hedges(predicate, members, report, cover))
    for value in ("alleged", "possible"):
        near = [word for word, own in hedges if own and _kind(word, cover) == value]
        if near:
            return _decide(value, near[0])
    for word, _ in hedges:
        return _decide(_kind(word, cover), word)
    for word in attribution_cue:
        if _kind(word, cover) in REASONS and not _is_paper(word, cover):
            return _decide(_kind(word, cover), word)
    if modal := _offer(predicate, cover):
        return _decide("possible", modal)
    return Decision(Certainty.ASSERTED, "", "no word calls it possible, alleged or conceded")


def _decide(value: str, word: Token) -> Decision[Certainty]:
    return Decision(Certainty(value), word.text, REASONS[value].format(word.text), (word,))


def _kind(word: Token, cover: Cover) -> str:
    found = cover.get(word.i)
    return found.cue.value if found else ""


def _hedges(
    predicate: Token, members: Sequence[Token], report: set[int], cover: Cover
) -> Iterator[tuple[Token, bool]]:
    """Hedging words up to the innermost report, with whether each modifies the claim's own words."""
    nouns = [m for m in members if m.dep_ in {"nsubj", "nsubjpass", "dobj"} and m.i != predicate.i]
    for host in (predicate, *nouns):
        yield from ((word, True) for word in _modifiers(host, cover))
    for word, relation, below in climb(predicate):
        if relation not in CROSSED or word.i in report:
            return
        kind = _kind(word, cover)
        if kind in {"alleged", "possible"} or (kind == "acknowledged" and not _is_paper(word, cover)):
            yield word, False
            return
        if kind in {"reports", "acknowledged"}:
            return
        if not (relation == "conj" and is_finite_conjunct(below)):
            yield from ((hedge, True) for hedge in _modifiers(word, cover))


def _modifiers(host: Token, cover: Cover) -> Iterator[Token]:
    for child in host.children:
        if (child.dep_ in MODIFIERS or (child.dep_ == "acomp" and host.lemma_ == "be")) and _kind(
            child, cover
        ) in {"alleged", "possible"}:
            yield child


def _is_paper(word: Token, cover: Cover) -> bool:
    """Whether it is a document or a finder of facts that confirms: no concession."""
    if word.lemma_ != "confirm":
        return False
    return any(c.dep_ == "nsubj" and _kind(c, cover) in {"papers", "reports"} for c in word.children)


def _offer(predicate: Token, cover: Cover) -> Token | None:
    """The "can" of "can share", the "allow" of "allows it to sell"; "can read" is the access itself."""
    if _kind(predicate, cover) != "offers":
        return None
    verb = predicate
    while verb.dep_ == "conj" and not is_finite_conjunct(verb):
        verb = verb.head
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    if verb.dep_ in {"xcomp", "ccomp"} and _kind(verb.head, cover) == "permits":
        return verb.head
    return next((c for c in verb.children if c.dep_ == "aux" and "can" in forms(c)), None)
