"""Whose an accusation is that nobody is said to make: the agency's in "settled with the agency over allegations that".

Who fines somebody for sharing data holds that it was shared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from claims.attribution.tree import complements, subtree
from claims.extraction import access, syntax
from claims.extraction.links import sentence_end, sentence_start
from claims.extraction.mentions import Mention, Mentions, PartyKind
from claims.extraction.tokens import tokens_of
from claims.extraction.voices import words
from claims.types import Attribution, Span

PUBLIC = {"agency", "government"}
GROUNDS = {"for", "over"}


def with_accusers(attributions: Sequence[Attribution], mentions: Mentions) -> tuple[Attribution, ...]:
    """The attributions with the accuser of those that leave it open, and with what fines are imposed for."""
    named = (_accused(attribution, mentions) for attribution in attributions)
    return (*named, *_punishments(mentions))


def _accused(attribution: Attribution, mentions: Mentions) -> Attribution:
    if attribution.source:
        return attribution
    cue = mentions.doc.char_span(attribution.cue[0].start, attribution.cue[0].end, alignment_mode="expand")
    noun = next((t for t in cue or () if t.lemma_ in words("accusing", "nouns")), None)
    accuser = _accuser(noun, mentions) if noun is not None else None
    return (
        replace(attribution, source=(_span(mentions, accuser.start, accuser.end),))
        if accuser
        else attribution
    )


def _accuser(noun: Token, mentions: Mentions) -> Mention | None:
    """The party in front of "charges", else the agency of a sentence that tells of a settlement or a fine."""
    before = mentions.at(noun.i - 1) if noun.i else None
    if before is not None and before.kind is PartyKind.NAMED:
        return before
    start, end = sentence_start(noun), sentence_end(noun)
    closing = words("accusing", "settling") | words("accusing", "punishing")
    if not any(access.lemma_of(t) in closing for t in noun.doc[start:end]):
        return None
    public = (m for m in mentions.in_span(start, end) if m.sort in PUBLIC)
    return next((m for m in public if m.name != mentions.company), None)


def _punishments(mentions: Mentions) -> Iterator[Attribution]:
    """ "The agency fined the firm $3 million for selling data"."""
    for verb in tokens_of(mentions.doc, classes=["VERB"]):
        if access.lemma_of(verb) in words("accusing", "punishing"):
            judges = [t for t in syntax.subjects(verb) if mentions.headed_by(t)]
            for ground in _grounds(verb) if judges else ():
                held = subtree(ground)
                yield Attribution(
                    (_span(mentions, judges[0].left_edge.i, judges[0].i + 1),),
                    (_span(mentions, verb.i, verb.i + 1),),
                    (_span(mentions, held[0], held[-1] + 1),),
                    "punishment",
                )


def _grounds(verb: Token) -> list[Token]:
    hosts = [verb, *syntax.objects(verb)]
    links = [
        child for host in hosts for child in host.children if child.lower_ in GROUNDS and child.i > verb.i
    ]
    return [done for link in links for done in complements(link) if done.dep_ == "pcomp"]


def _span(mentions: Mentions, start: int, end: int) -> Span:
    stretch = mentions.doc[start:end]
    return Span(stretch.start_char, stretch.end_char)
