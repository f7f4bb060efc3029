"""Why a claim's action, data and member are what they are: from the words of the frame, or from what was told before."""

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Token

from claims.extraction import access
from claims.extraction.data import DataMention
from claims.extraction.frame import WITHOUT_DATA, Frame
from claims.extraction.links import distance, sentence_end
from claims.extraction.mentions import Mention
from claims.extraction.reasons import ACTIONS, Meaning, Reasons, quoted, words_of
from claims.types import Certainty, Claim, Reason, Span, Stance

EARLIEST = 8


def of_action(frame: Frame) -> Meaning:
    """What the predicate says that the partner could do."""
    word = frame.governor or frame.predicate
    if access.verb_actions().get(access.lemma_of(word), frame.action) is not frame.action:
        rest = word.doc[word.i + 1 : sentence_end(word)]
        word = next((t for t in rest if access.verb_actions().get(access.lemma_of(t)) is frame.action), word)
    return Meaning(frame.action, ACTIONS[frame.action].format(word.text), (word,))


def of_data(reasons: Reasons, frame: Frame, data: DataMention, told: Claim | None) -> Reason:
    """The words that name the data, or those that they point back to; `told` is the claim that "such access" is of."""
    doc = reasons.doc
    words = tuple(doc[data.start : data.end])
    if frame.rule in WITHOUT_DATA:
        here = reasons.of(
            "data", Meaning(data.data, f"{quoted(words)} says no more, so data of people", words)
        )
        before = next((r for r in told.reasons if r.field == "data" and r.spans), None) if told else None
        return _pointed_back(here, before, quoted(words)) if before else here
    if data.of:
        other = tuple(doc[data.of[0] : data.of[1]])
        link = "points back to" if data.generic else "is about"
        why = f"{quoted(words)} {link} {quoted(other)}{distance(frame.predicate, other[0])}"
        return reasons.of("data", Meaning(data.data, why, (*words, *other)))
    general = "says only that it is data of people" if data.generic else f"counts as {data.data}"
    why = f"{quoted(words)} {general}{distance(frame.predicate, words[0])}"
    return reasons.of("data", Meaning(data.data, why, words))


def _pointed_back(here: Reason, before: Reason, words: str) -> Reason:
    return replace(
        here,
        why=f"{words} points back to the access to {here.value} told of before",
        spans=tuple(dict.fromkeys((*here.spans, *before.spans[-EARLIEST:]))),
        sentences=tuple(dict.fromkeys((*here.sentences, *before.sentences[-EARLIEST:]))),
    )


def of_contents(
    reasons: Reasons,
    told: Claim,
    data: DataMention,
    verb: Token,
    stance: Stance,
    certainty: Certainty,
    span: Span,
) -> tuple[Reason, ...]:
    """The reasons of a claim, with those of one category that its data is later said to contain."""
    words = tuple(reasons.doc[data.start : data.end])
    why = f"{quoted(words)} is said by “{verb.text}” to be part of the data told of before"
    moved = {
        "data": reasons.of("data", Meaning(data.data, why, words)),
        "evidence": reasons.evidence(span, verb),
    }
    if stance is not told.stance:
        moved["stance"] = reasons.of("stance", Meaning(stance, "the data is said to contain none of it"))
    if certainty is not told.certainty:
        moved["certainty"] = reasons.of(
            "certainty", Meaning(certainty, "the data is only said to be able to contain it")
        )
    return with_moved(told, moved)


def of_member(
    reasons: Reasons, told: Claim, member: Mention, verb: Token, certainty: Certainty, span: Span
) -> tuple[Reason, ...]:
    """The reasons of a class's claim, with those of one member in their places."""
    words = words_of(member, reasons.doc)
    why = f"{quoted(words)} is one of those named by “{verb.text}”, as told before of {told.partner}"
    moved = {
        "partner": reasons.of("partner", Meaning(member.name, why, words)),
        "evidence": reasons.evidence(span, verb),
    }
    if certainty is not told.certainty:
        moved["certainty"] = reasons.of(
            "certainty", Meaning(certainty, "the members are called only potential ones")
        )
    return with_moved(told, moved)


def with_moved(told: Claim, moved: Mapping[str, Reason]) -> tuple[Reason, ...]:
    """The reasons of a claim, with others in the places of their fields."""
    return tuple(moved.get(reason.field, reason) for reason in told.reasons)
