"""The name under which a source span is filed: "a spokesman for Larkfield" is Larkfield.

Documents speak for whoever owns them ("the Journal's report"); others keep their words ("internal e-mails").
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Token

from claims.extraction import syntax
from claims.extraction.data import stem
from claims.extraction.mentions import NAMES, Mention, PartyKind
from claims.extraction.spelling import ordinary, words

if TYPE_CHECKING:
    from claims.extraction.references import References

OWNERS = {"by", "from", "of", "in", "for", "at", "with"}
OUTLET_DOCUMENTS = {"report", "story", "article", "investigation", "reporting", "expose", "piece"}


def source_name(tokens: Iterable[int | Token], references: References) -> str:
    """The canonical name of the source that these tokens spell; empty when they say nobody."""
    doc = references.doc
    indices = sorted({t if isinstance(t, int) else t.i for t in tokens})
    indices = [i for i in indices if not doc[i].is_space and not doc[i].is_punct]
    if not indices:
        return ""
    heads = _heads(doc, indices)
    found = [name for head in heads if (name := _name(head, set(indices), references))]
    return " and ".join(dict.fromkeys(found)) or _plain(doc, indices)


def _heads(doc: Doc, indices: list[int]) -> list[Token]:
    """The head of the span and what is coordinated with it inside the span."""
    inside = set(indices)
    roots = [doc[i] for i in indices if doc[i].head.i not in inside or doc[i].head.i == i]
    nouns = [t for t in roots if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}] or roots
    head = nouns[0]
    if head.pos_ in {"VERB", "AUX", "ADP"}:
        below = [t for t in head.subtree if t.i in inside and t.pos_ in {"NOUN", "PROPN", "PRON"}]
        head = below[0] if below else head
    return [t for t in syntax.with_conjuncts(head) if t.i in inside]


def _name(head: Token, inside: set[int], references: References) -> str:
    mention = references.mentions.at(head)
    if stem(head.text) in _documents():
        return _document(head, inside, references)
    if mention is None:
        return ""
    if mention.kind in NAMES or mention.kind is PartyKind.PERSON:
        return _person(mention, references) if mention.kind is PartyKind.PERSON else mention.name
    meant = references.resolve(mention)
    if meant and not all(m.kind is PartyKind.PEOPLE for m in meant):
        return " and ".join(
            dict.fromkeys(_person(m, references) if m.kind is PartyKind.PERSON else m.name for m in meant)
        )
    return _phrase(mention, references)


def _documents() -> frozenset[str]:
    return frozenset(stem(word) for word in words("document"))


def _person(mention: Mention, references: References) -> str:
    """Whoever speaks for a company counts as the company; anybody else as himself."""
    if mention.affiliation:
        return mention.affiliation
    if references.doc[mention.head].lower_ in words("person", "speakers"):
        company = references.speaks_for(mention)
        return company or mention.name
    return mention.name


def _document(head: Token, inside: set[int], references: References) -> str:
    owner = _owner(head, references)
    if owner is None and not ({t.lower_ for t in head.lefts} & {"a", "an"}):
        owner = _earlier_owner(head, references)
    phrase = [i for i in range(head.left_edge.i, head.i + 1) if i in inside]
    if owner is None:
        return _plain(references.doc, phrase or [head.i])
    if head.lower_ in words("document", "spoken") or stem(head.text) in words("document", "spoken"):
        return owner
    return _plain(references.doc, phrase) if phrase else owner


def _owner(head: Token, references: References) -> str | None:
    """ "the Journal's report", "a report by Acme", "its statement"."""
    left = references.mentions.in_span(head.left_edge.i, head.i)
    right = [o.token for o in syntax.obliques(head) if o.preposition in OWNERS]
    right += [t for child in head.children if child.dep_ in {"acl", "relcl"} for t in syntax.agents(child)]
    for mention in [*reversed(left), *(m for t in right if (m := references.mentions.headed_by(t)))]:
        for meant in references.resolve(mention):
            if meant.kind in NAMES | {PartyKind.PERSON}:
                return _person(meant, references) if meant.kind is PartyKind.PERSON else meant.name
    return None


def _earlier_owner(head: Token, references: References) -> str | None:
    """Whose the last document of that noun was; a bare "the report" is the only outlet's."""
    noun = stem(head.text)
    for token in reversed(references.doc[: head.i]):
        if (
            token.pos_ in {"NOUN", "PROPN"}
            and stem(token.text) == noun
            and (owner := _owner(token, references))
        ):
            return owner
    outlets = {m.name for m in references.mentions if m.kind is PartyKind.OUTLET and m.end <= head.i}
    return outlets.pop() if len(outlets) == 1 and noun in OUTLET_DOCUMENTS else None


def _phrase(mention: Mention, references: References) -> str:
    doc = references.doc
    edge = doc[mention.head].right_edge.i + 1
    tail = (
        doc[mention.end : edge].text
        if any(c.dep_ in {"relcl"} for c in doc[mention.head].rights) and edge - mention.end < 10
        else ""
    )
    return f"{mention.name} {tail.strip()}".strip()


def _plain(doc: Doc, indices: list[int]) -> str:
    """The words themselves without determiner, in lower case but for names."""
    while len(indices) > 1 and doc[indices[0]].lower_ in words("dropped"):
        indices = indices[1:]
    parts = [
        (t.text if (not ordinary(t.lower_) and t.pos_ == "PROPN") or t.is_upper else t.lower_) + t.whitespace_
        for t in (doc[i] for i in indices)
    ]
    return "".join(parts).strip().strip("\"',.")
