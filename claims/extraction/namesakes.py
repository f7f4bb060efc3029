"""Classes told of before under the same noun: "these vendors" after "vendors"."""

from collections.abc import Sequence

from spacy.tokens import Doc

from claims.extraction.data import stem
from claims.extraction.mentions import Mention, PartyKind

POINTING = {"these", "those", "such"}


def classes_before(doc: Doc, mentions: Sequence[Mention], mention: Mention) -> list[Mention]:
    """The classes among the mentions in front of this one, but those that point back themselves."""
    return [
        m
        for m in mentions
        if m.kind is PartyKind.CLASS
        and m.plural
        and m.end <= mention.start
        and doc[m.start].lower_ not in POINTING
    ]


def namesakes(doc: Doc, mentions: Sequence[Mention], mention: Mention) -> list[Mention]:
    """The last class of the same noun in front of the mention."""
    noun = stem(doc[mention.head].text)
    before = classes_before(doc, mentions, mention)
    return [m for m in before if stem(doc[m.head].text) == noun][-1:]
