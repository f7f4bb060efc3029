"""Attributions by rules over the parse, each under the plain English sentence that it catches."""

from collections.abc import Callable, Iterable

import numpy as np
from spacy import symbols
from spacy.tokens import Doc, Token

from claims.attribution.frames import Frame, Quoted
from claims.attribution.lexicon import SPEECH, prepositions, verb_classes, verb_takes, words
from claims.attribution.sources import NAMES, agent_of, holder_of, source_of, speaker_of, stands_for_source
from claims.attribution.tree import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    clause_around,
    complements,
    has_that,
    has_to,
    is_clause,
    is_passive,
    subtree,
)

OBJECTS = frozenset(["dobj", "attr", "oprd"])
CHARGES = frozenset(["of", "with", "for", "over"])
TAILS = frozenset(["ROOT", "advcl", "ccomp", "appos"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "VBN"])
OPENERS = frozenset(
    ["who", "which", "that", "and", "but", "or", "as", "if", "when", "while", "because", "to"]
)
LONGEST_NAME = 9
FLOOR = frozenset(["on", "in", "the", "a", "called", "titled", "dubbed", "of", "for"])

BY_WORDS = frozenset(["comment", "as", "headline-tail"])

Rule = Callable[[Token, Quoted], Frame | None]


def find_frames(doc: Doc, quoted: Quoted) -> list[Frame]:
    """Every attribution that a rule finds, in the order of the cue; nested ones included."""
    frames = []
    for i in np.flatnonzero(np.isin(doc.to_array("POS"), [symbols.IDS[name] for name in RULES])):
        token = doc[int(i)]
        for rule in RULES[token.pos_]:
            frame = rule(token, quoted)
            if frame and frame.content:
                frames.append(frame)
                break
    return frames


def clause(cue: Token, quoted: Quoted) -> Frame | None:
    """The bank said it never had access."""
    if "clause" not in verb_takes().get(cue.lemma_, ()) or cue.dep_ == "aux":
        return None
    content = [c for c in cue.children if is_clause(c) and not stands_for_source(c, cue)]
    return _frame("clause", cue, speaker_of(cue, quoted), content) if content else None


def infinitive(cue: Token, quoted: Quoted) -> Frame | None:
    """The company promised to end the deals. / Its partners seem to have kept the data."""
    if "infinitive" not in verb_takes().get(cue.lemma_, ()):
        return None
    content = [c for c in cue.children if c.dep_ in {"xcomp", "advcl"} and has_to(c)][:1]
    if not content:
        return None
    raised = [c for c in cue.children if c.dep_ in PASSIVE_SUBJECTS or c.dep_ in SUBJECTS]
    if "seem" in verb_classes()[cue.lemma_] or is_passive(cue):
        return _frame("raised", cue, agent_of(cue), [*raised, *content])
    return _frame("infinitive", cue, speaker_of(cue, quoted), content)


def parenthetical(cue: Token, quoted: Quoted) -> Frame | None:
    """The records, the newspaper said, show otherwise."""
    if cue.dep_ != "parataxis" or "clause" not in verb_takes().get(cue.lemma_, ()) or not quoted.outside(cue):
        return None
    source = source_of(cue)
    if not source or any(child.dep_ == "dobj" for child in cue.children):
        return None
    content = set(subtree(cue.head)) - set(subtree(cue))
    return Frame("parenthetical", cue.i, _cue_tokens(cue), frozenset(source), frozenset(content))


def comment(cue: Token, quoted: Quoted) -> Frame | None:
    """Two brokers get it, the newspaper has found: both of them. / The bank, it goes on, had access. (By word order.)"""
    going_on = cue.lemma_ == "go" and cue.i + 1 < len(cue.doc) and cue.nbor().lower_ == "on"
    says = going_on or "clause" in verb_takes().get(cue.lemma_, ())
    if not says or cue.tag_ not in FINITE or not quoted.outside(cue):
        return None
    opening = _comma_before(cue)
    if opening is None or not _is_bare_tail(cue):
        return None
    sentence = cue.sent
    closing = next((t.i for t in cue.doc[cue.i + 1 : sentence.end] if t.text in {",", ":"}), sentence.end)
    before, after = range(sentence.start, opening), range(closing + 1, sentence.end)
    if not any(cue.doc[i].pos_ in {"VERB", "AUX"} for i in (*before, *after)):
        return None
    source = [t.i for t in cue.doc[opening + 1 : cue.i] if t.dep_ not in {"aux", "neg"}]
    return Frame("comment", cue.i, _cue_tokens(cue), frozenset(source), frozenset([*before, *after]))


def _comma_before(cue: Token) -> int | None:
    """The comma in front of the noun phrase that stands right before the verb."""
    named = False
    for token in reversed(cue.doc[max(cue.sent.start, cue.i - LONGEST_NAME) : cue.i]):
        if token.text == ",":
            return token.i if named and token.i > cue.sent.start else None
        if token.lower_ in OPENERS or (token.pos_ == "VERB" and token.dep_ not in {"amod", "acl"}):
            return None
        named = named or token.pos_ in NAMES
    return None


def _is_bare_tail(cue: Token) -> bool:
    """Whether nothing that the verb could be about stands behind it: at most a particle and where it was said."""
    rest = [t for t in cue.doc[cue.i + 1 : cue.sent.end] if not t.is_space]
    if not rest or rest[0].text in {",", ":", "."}:
        return True
    if cue.tag_ == "VBN" and not any(child.dep_ == "aux" for child in cue.children):
        return False
    return rest[0].pos_ in {"ADP", "ADV", "PART"} and not any(
        t.lower_ in {"that", "whether", "how"} for t in rest[:3]
    )


def accusation(cue: Token, _: Quoted) -> Frame | None:
    """The app maker was accused of reading messages. / It was accused by two senators of reading messages."""
    if "accuse" not in verb_classes().get(cue.lemma_, ()):
        return None
    accused = [c for c in cue.children if c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "dobj"]
    accusers = [complement for c in cue.children if c.dep_ == "agent" for complement in complements(c)]
    links = [
        c for above in (cue, *accusers) for c in above.children if c.dep_ == "prep" and c.lower_ in CHARGES
    ]
    charge = [complement for link in links for complement in complements(link)]
    if not accused or not charge:
        return None
    charged = {i for link in links for i in subtree(link)}
    source = [i for i in source_of(cue) if i not in charged]
    return _frame("accusation", cue, source, [*accused, *charge])


def described(cue: Token, _: Quoted) -> Frame | None:
    """She called the deal a betrayal. / Critics praised the ruling."""
    if "object" not in verb_takes().get(cue.lemma_, ()):
        return None
    content = [c for c in cue.children if c.dep_ in OBJECTS or c.dep_ in PASSIVE_SUBJECTS]
    if not content:
        return None
    content += [c for c in cue.children if c.dep_ == "prep" and c.lower_ in {"as", "for"}]
    return _frame("object", cue, source_of(cue), content)


def about(cue: Token, _: Quoted) -> Frame | None:
    """Senators asked about the partners. / Users complained of the settings."""
    if "about" not in verb_takes().get(cue.lemma_, ()):
        return None
    links = [
        c for c in cue.children if c.dep_ == "prep" and c.lower_ in prepositions() - {"in", "at", "with"}
    ]
    content = [complement for link in links for complement in complements(link)]
    return _frame("about", cue, source_of(cue), content) if content else None


def quoting(cue: Token, quoted: Quoted) -> Frame | None:
    """ "We stopped it," the bank said. "All of it.\""""
    if not verb_classes().get(cue.lemma_, frozenset()) & SPEECH or not quoted.outside(cue):
        return None
    around = quoted.numbers(range(cue.sent.start, cue.sent.end))
    said = [quoted.ranges[n] for n in around if not _is_name(cue.doc, quoted.ranges[n])]
    source = speaker_of(cue, quoted)
    if not said or not source:
        return None
    content = {i for tokens in said for i in tokens if cue.sent.start <= i < cue.sent.end}
    return Frame("quotation", cue.i, _cue_tokens(cue), frozenset(source), frozenset(content - set(source)))


def _is_name(doc: Doc, tokens: range) -> bool:
    """He spoke on "The Morning Show." """
    return tokens.start > 0 and doc[tokens.start - 1].lower_ in FLOOR


def according(cue: Token, _: Quoted) -> Frame | None:
    """According to the newspaper, the search engine saw friends' names."""
    if cue.lower_ != "according":
        return None
    links = [c for c in cue.children if c.dep_ == "prep" and c.lower_ == "to"]
    source = [i for link in links for complement in complements(link) for i in subtree(complement)]
    if not source:
        return None
    content = set(clause_around(cue)) - set(subtree(cue))
    return Frame("according-to", cue.i, frozenset([cue.i, links[0].i]), frozenset(source), frozenset(content))


def as_told(cue: Token, _: Quoted) -> Frame | None:
    """The bank had access, as reported by the newspaper. / As the newspaper first reported, the bank had access."""
    opening = [c for c in cue.children if c.lower_ == "as" and c.i < cue.i]
    if not opening or cue.dep_ not in {"advcl", "prep"} or "clause" not in verb_takes().get(cue.lemma_, ()):
        return None
    source = source_of(cue)
    content = set(clause_around(cue)) - set(subtree(cue))
    return Frame("as", cue.i, _cue_tokens(cue), frozenset(source), frozenset(content)) if source else None


def noun(cue: Token, _: Quoted) -> Frame | None:
    """The claim that users agreed is false. / The bank's denial that it read messages."""
    if cue.lemma_ not in words("nouns") and cue.lemma_ not in words("documents"):
        return None
    content = [c for c in cue.children if c.dep_ in {"acl", "ccomp"} and (has_that(c) or has_to(c))]
    if not content:
        return None
    source = [i for c in cue.children if c.dep_ == "poss" for i in subtree(c)]
    return _frame("noun", cue, source or holder_of(cue), content)


def adjective(cue: Token, _: Quoted) -> Frame | None:
    """The bank is sure that nobody read them. / Spotify was unaware of the access."""
    if cue.lower_ not in words("adjectives") or cue.dep_ not in {"acomp", "ROOT", "conj", "oprd", "amod"}:
        return None
    content = [c for c in cue.children if c.dep_ in {"ccomp", "xcomp"}]
    content += [
        x for c in cue.children if c.dep_ == "prep" and c.lower_ in prepositions() for x in complements(c)
    ]
    verb = cue.head if cue.dep_ in {"acomp", "oprd"} else cue
    return _frame("adjective", cue, source_of(verb), content) if content else None


def adverb(cue: Token, _: Quoted) -> Frame | None:
    """The maker reportedly kept the address books."""
    if cue.lower_ not in words("adverbs"):
        return None
    return Frame("adverb", cue.i, frozenset([cue.i]), frozenset(), frozenset(clause_around(cue)) - {cue.i})


def colon(cue: Token, _: Quoted) -> Frame | None:
    """Report: Phone makers kept friends' data."""
    if cue.text != ":" or not 0 < cue.i - cue.sent.start <= 5 or cue.i + 3 > cue.sent.end:
        return None
    before = [t for t in cue.doc[cue.sent.start : cue.i] if not t.is_space]
    if any(t.pos_ in {"VERB", "AUX"} for t in before) or not any(t.pos_ in {"PROPN", "NOUN"} for t in before):
        return None
    content = frozenset(range(cue.i + 1, cue.sent.end))
    return Frame("colon", cue.i, frozenset([cue.i]), frozenset(t.i for t in before), content)


def headline_tail(cue: Token, _: Quoted) -> Frame | None:
    """Bank was given messages, newspaper report claims. / They were sold, new data shows. (The verb is read as a noun.)"""
    agrees = cue.tag_ == "NNS" or (cue.i > cue.sent.start and cue.nbor(-1).tag_ == "NNS")
    if not agrees or "clause" not in verb_takes().get(cue.lemma_, ()) or cue.dep_ not in TAILS:
        return None
    sentence = cue.sent
    if any(not t.is_punct and not t.is_space for t in cue.doc[cue.i + 1 : sentence.end]):
        return None
    commas = [t.i for t in cue.doc[sentence.start : cue.i] if t.text == ","]
    if not commas or cue.i - commas[-1] < 2:
        return None
    source = frozenset(range(commas[-1] + 1, cue.i))
    return Frame(
        "headline-tail", cue.i, frozenset([cue.i]), source, frozenset(range(sentence.start, commas[-1]))
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "VERB": (
        according,
        as_told,
        accusation,
        clause,
        infinitive,
        parenthetical,
        comment,
        described,
        about,
        quoting,
    ),
    "NOUN": (headline_tail, noun),
    "ADJ": (adjective,),
    "ADV": (adverb,),
    "PUNCT": (colon,),
    "ADP": (according,),
    "SCONJ": (according,),
}


def _frame(rule: str, cue: Token, source: Iterable[int], content: Iterable[Token]) -> Frame:
    cue_tokens, source_tokens = _cue_tokens(cue), frozenset(source)
    held = frozenset(i for part in content for i in subtree(part))
    return Frame(rule, cue.i, cue_tokens, source_tokens, held - cue_tokens - source_tokens)


def _cue_tokens(cue: Token) -> frozenset[int]:
    return frozenset(
        [cue.i, *(c.i for c in cue.children if c.dep_ in {"prt", "neg"} and abs(c.i - cue.i) <= 2)]
    )
