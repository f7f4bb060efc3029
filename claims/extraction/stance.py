"""Whether a source affirms or denies an access, or says that the holder did not know of it.

The polarity is counted up the parse ("did not deny that it shared": two turns, affirmed), after Nairn, Condoravdi and
Karttunen (2006): verbs that turn round, verbs through which a negation does not pass, and all others.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from claims.extraction.decision import Decision
from claims.extraction.phrases import Found, forms, word_groups
from claims.extraction.scope import VERBAL, climb, is_finite_conjunct
from claims.types import Stance

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "attr", "expl"})
NEGATED_NOUN = frozenset({"det", "neg", "preconj", "predet"})
PASSES = frozenset(
    {
        "xcomp",
        "pcomp",
        "prep",
        "agent",
        "dobj",
        "pobj",
        "attr",
        "acomp",
        "oprd",
        "nsubj",
        "nsubjpass",
        "csubj",
        "csubjpass",
        "dative",
        "ccomp",
        "acl",
        "conj",
    }
)
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "DET"})
INSTEAD = frozenset({"without"})


class Turn(NamedTuple):
    """A word that turns the polarity round, or shows that the holder did not know."""

    value: str
    word: Token


def stance(predicate: Token, members: Sequence[Token], cover: Mapping[int, Found]) -> Decision[Stance]:
    """What the parse over the predicate says; `cover` maps token offsets to the stance cues on them."""
    turns = list(_turns(predicate, members, cover))
    if unaware := [t for t in turns if t.value == "unaware"]:
        return Decision(
            Stance.UNAWARE,
            unaware[0].word.text,
            f'"{unaware[0].word.text}" says that the holder did not know.',
        )
    words = " ".join(t.word.text for t in sorted(turns, key=lambda t: t.word.i))
    if len(turns) % 2:
        return Decision(Stance.DENIES, words, f'"{words}" turns the access round.')
    if turns:
        return Decision(Stance.AFFIRMS, words, f'"{words}" cancel each other out.')
    return Decision(Stance.AFFIRMS, "", "Nothing denies the access.")


def _turns(predicate: Token, members: Sequence[Token], cover: Mapping[int, Found]) -> Iterable[Turn]:
    """The turning words on the way from the predicate to the top of its sentence, nearest first."""
    yield from _at(predicate, members, cover)
    open_to_negation = True
    for word, relation, below in climb(predicate):
        kind = _kind(word, cover)
        if kind == "unaware" and not _of_people(word):
            yield Turn("unaware", word)
            return
        negations = list(_negations(word, cover)) if word.pos_ not in {"ADP", "SCONJ"} else []
        if kind == "knows" and negations and not _of_people(word):
            yield Turn("unaware", word)
            return
        open_to_negation = open_to_negation and _passes(relation, below, word, kind)
        if not open_to_negation:
            continue
        if kind == "reverses":
            yield Turn("reverses", word)
        if _kind(word, cover) == "negates" and relation in {"pcomp", "pobj"} and word.lower_ in INSTEAD:
            yield Turn("negates", word)
        if relation == "conj" and is_finite_conjunct(below):
            continue
        if kind not in {"opaque", "knows"}:
            yield from (Turn("negates", negation) for negation in negations)
        else:
            open_to_negation = False


def _at(predicate: Token, members: Sequence[Token], cover: Mapping[int, Found]) -> Iterable[Turn]:
    """The turning words at the predicate itself, and constituent negation ("not with brokers but with banks")."""
    kind = _kind(predicate, cover)
    negations = list(_negations(predicate, cover))
    if kind == "unaware" or (kind == "knows" and negations):
        yield Turn("unaware", predicate)
        return
    if kind == "reverses":
        yield Turn("reverses", predicate)
    if kind != "opaque":
        yield from (Turn("negates", n) for n in negations if not _is_contrast(n, members))


def _kind(word: Token, cover: Mapping[int, Found]) -> str:
    found = cover.get(word.i)
    return found.cue.value if found else ""


def _negations(word: Token, cover: Mapping[int, Found]) -> Iterable[Token]:
    """Negating words on a word: "not", "never", "no partner", "none of them", "no data"."""
    for child in word.children:
        if _kind(child, cover) == "negates" and (
            child.dep_ in {"neg", "det", "advmod", "preconj"} or child.dep_ in ARGUMENTS
        ):
            yield child
        elif child.dep_ in ARGUMENTS and word.pos_ in VERBAL:
            yield from (n for n in child.children if n.dep_ in NEGATED_NOUN and _kind(n, cover) == "negates")
        elif child.dep_ == "aux":
            yield from (n for n in child.children if n.dep_ == "neg" and _kind(n, cover) == "negates")


def _passes(relation: str, below: Token, word: Token, kind: str) -> bool:
    """Whether a negation of the upper word can reach the lower one."""
    if relation not in PASSES:
        return False
    if relation == "acl":
        return below.tag_ not in {"VBN", "VBG", "VBD"} or any(
            c.dep_ in SUBJECTS_AND_MARKS for c in below.children
        )
    if relation == "ccomp":
        return kind == "reverses" or kind == "" and word.lemma_ in RAISING
    if relation == "conj":
        return not any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in word.children)
    return True


SUBJECTS_AND_MARKS = frozenset({"nsubj", "nsubjpass", "mark", "expl"})
RAISING = frozenset(
    {
        "think",
        "believe",
        "mean",
        "suppose",
        "let",
        "make",
        "be",
        "true",
        "find",
        "have",
        "allow",
        "suggest",
        "seem",
        "appear",
        "indicate",
    }
)


def _of_people(word: Token) -> bool:
    """Whether those who know or do not know are the people whose data it is."""
    people = word_groups()["person"] - {"they", "them", "he", "she", "who", "most", "many"}
    verb = word if word.pos_ in VERBAL else word.head
    return any(c.dep_ in {"nsubj", "nsubjpass"} and not people.isdisjoint(forms(c)) for c in verb.children)


def _is_contrast(negation: Token, members: Sequence[Token]) -> bool:
    """ "Not with advertisers but with banks": the negation holds for what stands before "but" alone."""
    if negation.i + 1 >= len(negation.doc) or negation.doc[negation.i + 1].pos_ not in {
        "ADP",
        "DET",
        "NOUN",
        "PROPN",
        "PRON",
    }:
        return False
    if negation.lower_ not in {"not", "n't"} or negation.head.i > negation.i:
        return False
    rest = [t for t in negation.sent if t.i > negation.i]
    but = next((t.i for t in rest if t.lower_ == "but"), None)
    return but is not None and any(m.i > but for m in members)
