"""Whose words they are: the source of a verb or a noun of saying, from the parse, with a net of word order under it."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.attribution.frames import Frame, Quoted
from claims.attribution.tree import CLAUSES, PASSIVE_SUBJECTS, SUBJECTS, complements, is_passive, subtree

NAMES = frozenset(["NOUN", "PROPN", "PRON"])


def source_of(cue: Token) -> list[int]:
    """Tokens of whoever holds what the cue says: its agent, its subject, or that of the verb it hangs on."""
    if is_passive(cue):
        return agent_of(cue)
    for child in cue.children:
        if child.dep_ in SUBJECTS:
            return [] if child.dep_ == "expl" else subtree(child)
    return _inherited(cue)


def speaker_of(cue: Token, quoted: Quoted) -> list[int]:
    """The source of a verb of saying; quoted words that the parse gave to it by mistake are no source."""
    source = source_of(cue)
    if quoted.of[cue.i] < 0:
        source = [i for i in source if quoted.of[i] < 0]
    return source or _neighbour(cue, quoted)


def settled(doc: Doc, frame: Frame) -> Frame:
    """The frame with its source in one piece: a list that the parse ties to the speaker is none; "it emerged" has none."""
    return replace(frame, source=frozenset() if _is_impersonal(doc[frame.head]) else _beside_cue(frame))


def _beside_cue(frame: Frame) -> frozenset[int]:
    """Of a source that what is said tears apart, the piece next to the cue."""
    pieces: list[list[int]] = []
    for i in sorted(frame.source):
        if not pieces or frame.content.intersection(range(pieces[-1][-1] + 1, i)):
            pieces.append([])
        pieces[-1].append(i)
    return frozenset(min(pieces, key=lambda piece: min(abs(i - frame.head) for i in piece), default=[]))


def _is_impersonal(cue: Token) -> bool:
    """ "it was revealed that", with nobody named who revealed it."""
    subjects = [c for c in cue.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    told = any(c.dep_ in CLAUSES and c.i > cue.i for c in cue.children)
    passive = any(c.dep_ == "auxpass" for c in cue.children) and not agent_of(cue)
    return passive and told and [c.lower_ for c in subjects] == ["it"]


def agent_of(cue: Token) -> list[int]:
    """It was told by two engineers."""
    agents = (c for c in cue.children if c.dep_ == "agent")
    return [i for agent in agents for complement in complements(agent) for i in subtree(complement)]


def holder_of(noun: Token) -> list[int]:
    """The bank made the claim that ... / the claim by the bank that ..."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
            return [i for complement in complements(child) for i in subtree(complement)]
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return source_of(noun.head)
    return []


def stands_for_source(child: Token, cue: Token) -> bool:
    """A noun right after the verb, with the words said before it: the parse often takes it for the object."""
    fronted = any(c.dep_ in CLAUSES and c.i < cue.i for c in cue.children) or _after_mark(cue)
    return (
        child.i > cue.i
        and child.pos_ in NAMES
        and child.dep_ in {"ccomp", "dobj", "npadvmod", "attr"}
        and fronted
    )


def _neighbour(cue: Token, quoted: Quoted) -> list[int]:
    """The net under the parse: "We stopped it," said the bank."""
    if is_passive(cue) or cue.tag_ == "VBG":
        return []
    for child in cue.children:
        if stands_for_source(child, cue):
            return subtree(child)
    if name := _name_after(cue):
        return name
    before = cue.nbor(-1) if cue.i > cue.sent.start else cue
    if before.pos_ in NAMES and quoted.of[before.i] == quoted.of[cue.i] and before.tag_ not in {"WDT", "WP"}:
        return list(range(before.left_edge.i, before.i + 1))
    return []


def _after_mark(cue: Token) -> bool:
    return (
        cue.i > 1 and cue.nbor(-1).text in {'"', "''", ","} and '"' in (cue.nbor(-1).text, cue.nbor(-2).text)
    )


def _name_after(cue: Token) -> list[int]:
    """A capital after a verb of saying is a name, whatever the tagger thinks: "We did," said Tunely."""
    if not _after_mark(cue):
        return []
    name = []
    for token in cue.doc[cue.i + 1 : cue.sent.end]:
        if not token.is_title:
            break
        name.append(token.i)
    return name


def _inherited(cue: Token) -> list[int]:
    """The bank confirmed the deal, saying that ... / the partners who read and asked / officials saying so"""
    if (
        cue.dep_ in {"conj", "xcomp", "advcl", "acomp"}
        and cue.head is not cue
        and cue.head.pos_ in {"VERB", "AUX", "ADJ"}
    ):
        return source_of(cue.head)
    if cue.dep_ == "acl" and cue.tag_ == "VBG":
        return [cue.head.i]
    return []
