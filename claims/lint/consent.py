"""4xx: what is said of people's consent, and what is left open.

"It shared the list with consent": whose consent, and to what?
"""

from collections.abc import Iterator

from spacy.tokens import Token

from claims.lint.model import Hit, Severity, Subject
from claims.lint.numbers import people
from claims.lint.piece import Dossier, Piece, affirmed
from claims.lint.registry import rule
from claims.lint.sourcing import phrase
from claims.types import AUTHOR, Claim, Consent, Span
from claims.vocabulary import load

OPPOSED = {Consent.WITH: Consent.WITHOUT, Consent.WITHOUT: Consent.WITH}
OWNERS = {"poss", "compound", "nmod"}
LINKS = {"of", "from", "by", "for", "to"}
SAME_ACCESS = "Are these the same people and the same access?"
SIDE_BY_SIDE = "Does the piece set the two side by side?"


@rule(
    "CL401",
    "consent-without-subject",
    severity=Severity.WARNING,
    what="A claim speaks of consent, permission or authorisation and leaves open whose: it names nobody, or several groups.",
    why="“Without consent” may mean the users', their friends' or a court's. Which one it is decides what is disputed.",
    advice="Regulation (EU) 2016/679 (GDPR), article 4(11): consent is a person's, specific and informed.",
    flags=(
        "Quillo and a bank\n\nQuillo gave Halden Bank access to users' friends without consent, the Daily Courier said.",
        "Quillo and a bank\n\nQuillo sold location data to Halden Bank without permission, the Daily Courier said.",
    ),
    passes=(
        "Quillo and a bank\n\nQuillo gave Halden Bank access to messages without users' consent, the Daily Courier said.",
        "Quillo and a bank\n\nQuillo gave Halden Bank access to drivers' location without consent, the Daily Courier said.",
        "Quillo and a bank\n\nQuillo gave Halden Bank access to messages without asking people for permission, the Daily"
        " Courier said.",
    ),
)
def consent_without_subject(article: Piece) -> Iterator[Hit]:
    """Consent nouns in the paragraphs of claims that have no owner and no purpose beside them."""
    for block in dict.fromkeys(article.block(article.span(claim)) for claim in article.claims):
        for token in article.words(block.span):
            if _is_open(token):
                yield Hit(
                    article.passage(Span(token.head.idx, token.idx + len(token))),
                    f"Whose {token.lower_}, and to what? The sentence does not say.",
                )


def _is_tied(token: Token) -> bool:
    return token.head.lower_ in {"with", "without"} and token.head.i < token.i


def _is_open(token: Token) -> bool:
    """Whether "with consent" stands alone: no owner, no "of", nobody told or asked beside it."""
    if token.lower_ not in load("lint")["consent"]["nouns"] or not _is_tied(token):
        return False
    owned = any(c.dep_ in OWNERS or c.lower_ in load("lint")["consent"]["whose"] for c in token.children)
    linked = any(c.lower_ in LINKS for c in token.children)
    joined = any(c.dep_ == "conj" and any(g.dep_ in OWNERS for g in c.children) for c in token.children)
    first = token.head.head
    of_people = any(c.dep_ in OWNERS for c in first.children) if first.dep_ == "conj" else False
    return not (owned or linked or joined or of_people) and _groups(token) != 1


def _groups(token: Token) -> int:
    """How many groups of people the sentence names before the word: with one, the consent can only be theirs."""
    wanted = people() | {*load("lint")["consent"]["others"]}
    before = (t.lemma_.lower() for t in token.sent if t.i < token.i)
    return len({lemma for lemma in before if lemma in wanted})


@rule(
    "CL402",
    "consent-conflict",
    severity=Severity.NOTE,
    subject=Subject.CASE,
    what="One place says that people agreed to a partner's access to some data, another that they did not.",
    why="Two speakers who differ are a dispute, which the piece should set side by side; one speaker who says both has a"
    " question to answer.",
    advice="Andow and others (2019), PolicyLint: contradictions in privacy policies; Cui and others (2023), PoliGraph.",
    flags=(
        "Quillo and the bank\n\nQuillo let Halden Bank read users' messages without their consent, the Daily Courier"
        " reported.\n\nQuillo said that Halden Bank read users' messages with users' consent.",
    ),
    passes=(
        "Quillo and the bank\n\nQuillo let Halden Bank read users' messages without their consent, the Daily Courier"
        " reported.\n\nQuillo said that Halden Bank collected users' locations with users' consent.",
    ),
)
def consent_conflict(dossier: Dossier) -> Iterator[Hit]:
    """The first pair of claims with opposite consent for each partner, data and pair of speakers."""
    seen: set[tuple[str, ...]] = set()
    told = [(p, c) for p in dossier.pieces for c in affirmed(p.body) if c.consent in OPPOSED]
    for at, (piece, claim) in enumerate(told):
        for other, earlier in told[:at]:
            alone = piece.says(claim.source, earlier) and claim.source != AUTHOR
            key = (*sorted((claim.source, earlier.source)), piece.names.party(claim.partner).key, claim.data)
            if key not in seen and _conflict(piece, claim, earlier) and (alone or piece is other):
                seen.add(key)
                yield Hit(
                    piece.evidence(claim),
                    f"{_who(claim)} says here that people {_agreed(claim)}; {_who(earlier, alone)} that they"
                    f" {_agreed(earlier)}. {SAME_ACCESS if alone else SIDE_BY_SIDE}",
                    (other.evidence(earlier, f"here they {_agreed(earlier)}"),),
                    Severity.WARNING if alone else None,
                )


def _conflict(piece: Piece, claim: Claim, other: Claim) -> bool:
    same = piece.names.party(claim.partner) == piece.names.party(other.partner) and claim.data == other.data
    return same and claim.consent is OPPOSED[other.consent]


def _who(claim: Claim, alone: bool = False) -> str:
    return "elsewhere it says" if alone else "The article" if claim.source == AUTHOR else claim.source


def _agreed(claim: Claim) -> str:
    return "agreed" if claim.consent is Consent.WITH else "did not agree"


@rule(
    "CL403",
    "consent-euphemism",
    severity=Severity.NOTE,
    what="Control, notice, terms or a way out are told where the question is whether people agreed.",
    why="“Users could control it” or “it was in the terms” says that people might have refused, not that they were asked.",
    advice="European Data Protection Board, Guidelines 05/2020 on consent: silence, terms and opt-outs are no consent.",
    flags=(
        "Quillo and a bank\n\nQuillo shared messages with Halden Bank, but users could opt out, the company said.",
    ),
    passes=(
        "Quillo and a bank\n\nQuillo shared messages with Halden Bank after users had agreed to it, the company said.",
    ),
)
def consent_euphemism(article: Piece) -> Iterator[Hit]:
    """Euphemisms anywhere in an article that makes access claims."""
    for block in article.document.blocks if article.claims else ():
        for match in phrase("euphemism").finditer(article.read(block.span)):
            yield Hit(
                article.passage(Span(block.span.start + match.start(), block.span.start + match.end())),
                f"“{match[0]}” is not yet agreement. Were people asked, and did they say yes?",
            )


@rule(
    "CL404",
    "conditional-reply",
    severity=Severity.NOTE,
    what="The company confirms an access under a condition only (“only if people signed in”).",
    why="A confirmation under a condition is half of one. Where a headline, a lede or a chart says “confirmed”, the"
    " condition belongs beside it.",
    advice="Our own reading of companies' replies; the verdict partly_confirmed rests on the same distinction.",
    flags=(
        "Quillo and the bank\n\nQuillo gave Halden Bank access to users' messages, the Daily Courier reported.\n\n"
        "Halden Bank could access users' messages only if people signed in to Quillo, Quillo said.",
    ),
    passes=(
        "Quillo and the bank\n\nQuillo gave Halden Bank access to users' messages, the Daily Courier reported.\n\n"
        "Quillo said that it gave Halden Bank access to users' messages.",
    ),
)
def conditional_reply(article: Piece) -> Iterator[Hit]:
    """The company's first affirming claim with a condition, where others tell the same access without it."""
    for claim in affirmed(article.body):
        if claim.consent is not Consent.CONDITIONAL or not article.names.speaks_for_company(claim.source):
            continue
        others = [
            c
            for c in article.related(claim, affirmed(article.claims))
            if c.consent is not Consent.CONDITIONAL
        ]
        if others:
            cue = dict(claim.cues).get("consent", "")
            yield Hit(
                article.evidence(claim),
                f"{claim.source} confirms this under a condition only{f' (“{cue}”)' if cue else ''}."
                " Does the piece keep the condition wherever it says that the access is confirmed?",
                tuple(article.evidence(c, "told without the condition") for c in others[:3]),
            )
            return
