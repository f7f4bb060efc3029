"""Whether a source affirms or denies an access, or says that the holder did not know of it.

The polarity is counted up the parse ("did not deny that it shared": two turns, affirmed), after Nairn,
Condoravdi and Karttunen (2006): verbs that turn round, verbs that let no negation pass, and all others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from claims.extraction import access
from claims.extraction.decision import Decision
from claims.extraction.phrases import Found, forms, word_groups
from claims.extraction.scope import VERBAL, Step, clause_head, climb, is_finite_conjunct
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


MATTER = frozenset({"over", "about", "around", "regarding", "concerning"})
ROW_REACH = 12
ROW_ENDS = frozenset({",", ";", ":", "but", "that", "and", "while", "if", "when", "because", "who", "which"})

# "It is false that ...", "That ... is false", "The report that ... is false".
JUDGED = frozenset({"ccomp", "csubj", "csubjpass", "nsubj"})


class Turn(NamedTuple):
    """A word that turns the polarity round, or shows that the holder did not know."""

    value: str
    word: Token


def stance(predicate: Token, members: Sequence[Token], cover: Mapping[int, Found]) -> Decision[Stance]:
    """What the parse over the predicate says; `cover` maps token offsets to the stance cues on them."""
    turns = _once_each(_turns(predicate, members, cover), cover)
    if turns and turns[0].value == "unaware":
        word = turns[0].word.text
        return Decision(Stance.UNAWARE, word, f"“{word}” says that the holder did not know", (turns[0].word,))
    turns = sorted((t for t in turns if t.value != "unaware"), key=lambda t: t.word.i)
    words = " ".join(t.word.text for t in turns)
    if len(turns) % 2:
        return Decision(Stance.DENIES, words, _told(turns, predicate), tuple(t.word for t in turns))
    if turns:
        reason = f"{' and '.join(f'“{t.word.text}”' for t in turns)} cancel each other out"
        return Decision(Stance.AFFIRMS, words, reason, tuple(t.word for t in turns))
    return Decision(Stance.AFFIRMS, "", "no word denies it")


def _told(turns: Sequence[Turn], predicate: Token) -> str:
    """ "“never” negates “gave”", "“denied” turns round “shared”"."""
    told = []
    for turn in turns:
        word, below = turn.word, predicate if turn.value == "reverses" else turn.word.head
        if word in {predicate, below}:
            told.append(f"“{word.text}” says that it was not so")
        elif turn.value == "reverses":
            told.append(f"“{word.text}” turns round “{below.text}”")
        else:
            told.append(f"“{word.text}” negates “{below.text}”")
    return ", ".join(told)


def _once_each(turns: Iterable[Turn], cover: Mapping[int, Found]) -> list[Turn]:
    """Each turning word once, and one for a cue of several words."""
    return list({cover[turn.word.i].start: turn for turn in reversed(list(turns))}.values())[::-1]


def _turns(predicate: Token, members: Sequence[Token], cover: Mapping[int, Found]) -> Iterator[Turn]:
    """The turning words on the way from the predicate to the top of its sentence, nearest first."""
    yield from _at(predicate, members, cover)
    passing = True
    for step in climb(predicate):
        word = _complement(step.word, cover) if step.relation in JUDGED else step.word
        kind = "" if step.relation == "conj" else _kind(word, cover)
        negations = (
            _negations_over(word, cover)
            if kind in {"knows", "opaque"}
            else list(_negations(step.word, cover))
        )
        if (kind == "unaware" or (kind == "knows" and negations)) and not _of_people(word):
            yield Turn("unaware", word)
            return
        passing = passing and _passes(step, word, kind) and not (negations and kind in {"opaque", "knows"})
        if passing:
            yield from _on_the_way(step, word, kind, negations)


def _on_the_way(step: Step, word: Token, kind: str, negations: Sequence[Token]) -> Iterator[Turn]:
    """What one word over the predicate turns round."""
    if kind == "reverses" or (kind == "negates" and step.relation in {"pcomp", "pobj"}):
        yield Turn(kind, word)
    if not (step.relation == "conj" and is_finite_conjunct(step.below)):
        yield from (Turn("negates", negation) for negation in negations)


def _at(predicate: Token, members: Sequence[Token], cover: Mapping[int, Found]) -> Iterator[Turn]:
    """The turning words at the predicate, less those of a contrast ("not with brokers but with banks")."""
    kind = _own_kind(predicate, cover)
    negations = list(_negations(predicate, cover))
    if kind == "unaware" or (kind == "knows" and negations):
        yield Turn("unaware", predicate)
        return
    if kind == "reverses":
        yield Turn("reverses", predicate)
    yield from (Turn("negates", n) for n in negations if not _is_contrast(n, members))
    for word in (_nor_before(predicate), _not_before_or(predicate)):
        if word is not None and _kind(word, cover) == "negates":
            yield Turn("negates", word)


def _nor_before(predicate: Token) -> Token | None:
    """ "It never had access, nor did it ask": the word that opens the coordinated clause, which the parse ties above."""
    verb = clause_head(predicate)
    if verb.dep_ != "conj" or not is_finite_conjunct(verb):
        return None
    return next((c for c in verb.head.children if c.lower_ == "nor" and verb.head.i < c.i < verb.i), None)


def _not_before_or(predicate: Token) -> Token | None:
    """ "We do not show you ads or sell or share your data": the negation of the row, where the parse loses the row."""
    if predicate.i == 0 or predicate.nbor(-1).lower_ not in {"or", "nor"}:
        return None
    for token in reversed(predicate.doc[max(predicate.i - ROW_REACH, 0) : predicate.i]):
        if token.is_sent_start or token.lower_ in ROW_ENDS:
            return None
        if token.dep_ == "neg" and token.head.pos_ in VERBAL:
            return token
    return None


def _complement(word: Token, cover: Mapping[int, Found]) -> Token:
    """What "is" says of the clause: "false" in "it is false that" and "the report that ... is false"."""
    if word.lemma_ != "be":
        return word
    return next((c for c in word.children if c.dep_ in {"acomp", "attr"} and _kind(c, cover)), word)


def _negations_over(word: Token, cover: Mapping[int, Found]) -> list[Token]:
    """The negations of a word and of the verb that it completes: "was not aware", "did not have any idea"."""
    verb = [word.head] if word.dep_ in {"acomp", "attr", "dobj", "prep", "pobj"} else []
    return [negation for host in (word, *verb) for negation in _negations(host, cover)]


def _kind(word: Token, cover: Mapping[int, Found]) -> str:
    found = cover.get(word.i)
    return found.cue.value if found else ""


def _own_kind(word: Token, cover: Mapping[int, Found]) -> str:
    """What the cue that the word opens or closes says; "receive" in "protect what they receive from" is no cue."""
    found = cover.get(word.i)
    return _kind(word, cover) if found and word.i in {found.start, found.end - 1} else ""


def _negations(word: Token, cover: Mapping[int, Found]) -> Iterable[Token]:
    """Negating words on a word: "not", "never", "no partner", "none of them", "no data"."""
    for child in word.children:
        if _kind(child, cover) == "negates" and _is_negation_of(child, word, cover[child.i]):
            yield child
        elif child.dep_ in ARGUMENTS and word.pos_ in VERBAL:
            yield from (n for n in child.children if n.dep_ in NEGATED_NOUN and _kind(n, cover) == "negates")
        elif child.dep_ == "aux":
            yield from (n for n in child.children if n.dep_ == "neg" and _kind(n, cover) == "negates")


def _is_negation_of(child: Token, word: Token, found: Found) -> bool:
    """Whether a negating word stands where it negates: not "without" as an adverbial, but "at no time"."""
    if child.dep_ == "prep":
        return found.end - found.start > 1
    if child.dep_ == "cc":
        return child.i < word.i
    return child.dep_ in {"neg", "det", "advmod", "preconj"} or child.dep_ in ARGUMENTS


def _passes(step: Step, word: Token, kind: str) -> bool:
    """Whether a negation of the upper word can reach the lower one."""
    relation, below = step.relation, step.below
    if relation == "relcl" and word.pos_ == "NOUN":
        told = any(child.dep_ == "mark" and child.lower_ == "that" for child in below.children)
        return (told or kind in {"carries", "knows", "reverses"}) and _is_whole(below)
    if relation == "advcl" and kind == "reverses" and _is_gerund(below):
        return all(token.lower_ != "," for token in word.doc[word.i : below.i])
    if relation not in PASSES:
        return False
    if relation in {"acl", "prep"} and access.lemma_of(word) in access.words("control", "nouns"):
        return relation == "acl" or below.lower_ == "of"
    if relation == "acl" and below.tag_ in {"VBN", "VBG", "VBD"} and not _has_subject(below):
        return word.dep_ == "attr" and any(c.dep_ == "expl" for c in word.head.children)
    if relation in {"acl", "prep"} and word.pos_ in {"NOUN", "PROPN"}:
        if kind == "reverses" and below.lower_ in MATTER:
            return False
        return kind in {"carries", "reverses", "knows"} or below.lower_ == "from"
    if relation == "ccomp":
        return kind in {"reverses", "raises"}
    if relation == "conj":
        return not any(c.dep_ == "cc" and c.lower_ in {"but", "yet"} for c in word.children)
    return True


def _is_gerund(verb: Token) -> bool:
    """Whether it is "sharing" or "having shared"."""
    return verb.tag_ == "VBG" or any(c.dep_ == "aux" and c.tag_ == "VBG" for c in verb.children)


def _is_whole(verb: Token) -> bool:
    """Whether a clause lacks nothing: "the idea it had such access", unlike "the access it had"."""
    roles = {child.dep_ for child in verb.children if child.tag_ not in {"WDT", "WP"}}
    return "dobj" in roles and bool(roles & {"nsubj", "nsubjpass"})


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "mark", "expl"} for c in verb.children)


def _of_people(word: Token) -> bool:
    """Whether those who know or do not know are the people whose data it is."""
    people = word_groups()["people"]
    verb = word if word.pos_ in VERBAL else word.head
    return any(c.dep_ in {"nsubj", "nsubjpass"} and not people.isdisjoint(forms(c)) for c in verb.children)


def _is_contrast(negation: Token, members: Sequence[Token]) -> bool:
    """Whether the negation holds only for what stands before "but": "not with advertisers but with banks"."""
    if negation.i + 1 >= len(negation.doc) or negation.doc[negation.i + 1].pos_ not in {
        "ADP",
        "DET",
        "NOUN",
        "PROPN",
        "PRON",
    }:
        return False
    if negation.i and negation.nbor(-1).lower_ == ",":
        return True
    if negation.lower_ not in {"not", "n't"} or negation.head.i > negation.i:
        return False
    rest = [t for t in negation.sent if t.i > negation.i]
    but = next((t.i for t in rest if t.lower_ == "but"), None)
    return but is not None and any(m.i > but for m in members)
