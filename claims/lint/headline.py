"""1xx: what the headline makes of what the body reports.

"Acme admits it gave the bank your messages" over "Acme says the bank could send messages if people signed in".
"""

from collections.abc import Iterator

from claims.lint.model import Hit, Passage, Severity
from claims.lint.numbers import amounts, universal
from claims.lint.piece import Piece, affirmed
from claims.lint.registry import rule
from claims.lint.sourcing import phrase
from claims.types import AUTHOR, Certainty, Claim, Consent

AGREED = (Consent.WITH, Consent.WITHOUT)
SHOWN = 3


@rule(
    "CL101",
    "headline-overstates",
    severity=Severity.WARNING,
    what="The headline states an access as a fact, or as admitted, which the body only attributes, hedges or limits.",
    why="Many people read the headline and nothing else. If the body says “the paper reports” or “only if users"
    " signed in”, the headline’s bare fact or “admits” is more than the piece can show.",
    advice="Ecker and others (2014), The effects of subtle misinformation in news headlines; BBC Editorial Guidelines,"
    " section 3 (accuracy): headlines must not promise what the story does not hold.",
    flags=(
        "Norvane admits it gave Halden Bank access to users' messages\n\nNorvane gave Halden Bank access to users'"
        " messages, the Daily Courier reported.\n\nHalden Bank could access users' messages only if they signed in,"
        " Norvane said in a statement.",
        "Quillo gave Halden Bank access to private messages\n\nThe Daily Courier reported on Monday that Quillo gave"
        " Halden Bank access to private messages of its users.",
    ),
    passes=(
        "Norvane admits it gave Halden Bank access to users' messages\n\nNorvane admitted on Monday that it gave Halden"
        " Bank access to users' messages.",
        "Quillo shared private messages with Halden Bank\n\nQuillo confirmed on Monday that it shared private messages"
        " of its users with Halden Bank.",
        "Private messages shared with Halden Bank, lawsuit claims\n\nQuillo shared private messages of its users with"
        " Halden Bank, a lawsuit claims.",
        "Quillo gave Halden Bank access to private messages, report says\n\nThe Daily Courier reported on Monday that"
        " Quillo gave Halden Bank access to private messages of its users.",
    ),
)
def headline_overstates(article: Piece) -> Iterator[Hit]:
    """The first claim of the headline that no claim of the body carries as firmly."""
    for claim in affirmed(article.headline):
        found = article.related(claim, affirmed(article.body))
        hits: Iterator[Hit] = iter(())
        if claim.certainty is Certainty.ACKNOWLEDGED:
            hits = _admits(article, claim, [c for c in found if article.says(claim.source, c)])
        elif (
            claim.certainty is Certainty.ASSERTED
            and claim.source == AUTHOR
            and not _is_marked(article, claim)
        ):
            hits = _bare(article, claim, found)
        if hit := next(hits, None):
            yield hit
            return


def _admits(article: Piece, claim: Claim, found: list[Claim]) -> Iterator[Hit]:
    limited = [c for c in found if c.consent is Consent.CONDITIONAL]
    if not found or (any(c.certainty is Certainty.ACKNOWLEDGED for c in found) and not limited):
        return
    shown = (limited or found)[:SHOWN]
    words = (
        "confirms it under a condition only"
        if limited
        else f"is reported with “{shown[0].cue or 'no such word'}”"
    )
    yield Hit(
        article.evidence(claim),
        f"The headline has {claim.source} say so with “{claim.cue}”; in the body {claim.source} {words}."
        " Does the headline go further than that?",
        tuple(article.evidence(c, f"{claim.source} in the body") for c in shown),
    )


def _is_marked(article: Piece, claim: Claim) -> bool:
    """Whether the headline sets the words in quotation marks, as somebody else's, or says where they come from."""
    span = article.span(claim)
    if phrase("source_marker").search(article.read(article.block(span).span)):
        return True
    return any(mark in article.read(span) for mark in "'\"‘“") and "s'" not in article.read(span)


def _is_firm(article: Piece, claim: Claim) -> bool:
    if claim.source == AUTHOR:
        return claim.certainty is Certainty.ASSERTED
    confirmed = claim.certainty in (Certainty.ASSERTED, Certainty.ACKNOWLEDGED)
    free = claim.consent is not Consent.CONDITIONAL
    return confirmed and free and article.names.speaks_for_company(claim.source)


def _bare(article: Piece, claim: Claim, found: list[Claim]) -> Iterator[Hit]:
    """The question, unless the body states it as well, or the company itself confirms it without a condition."""
    if not found or any(_is_firm(article, c) for c in found):
        return
    told = [c for c in found if c.source != AUTHOR]
    shown = (told or found)[:SHOWN]
    body = f"has it from {article.teller(shown[0])}" if told else f"tells it as {shown[0].certainty}"
    yield Hit(
        article.evidence(claim),
        f"The headline states this as a fact; the body {body}. Should the headline say so?",
        tuple(article.evidence(c, f"said by {article.teller(c)}") for c in shown),
    )


@rule(
    "CL102",
    "headline-scope",
    severity=Severity.WARNING,
    what="The headline names a number, or speaks of all, every or everyone, and the body has no such number or reach.",
    why="A reach that only the headline has cannot be checked by the reader, and is often the one thing remembered.",
    advice="BBC Editorial Guidelines, section 3 (accuracy); Reuters Handbook of Journalism, on headlines and numbers.",
    flags=(
        "Quillo gave 400 companies access to users' messages\n\nQuillo gave more than 150 companies access to users'"
        " messages, the Daily Courier reported.",
        "Quillo shared every user's location with brokers\n\nQuillo shared the location of some users with brokers,"
        " the Daily Courier reported.",
    ),
    passes=(
        "Quillo gave 150 companies access to users' messages\n\nQuillo gave more than 150 companies access to users'"
        " messages, the Daily Courier reported.",
        "Quillo shared all users' location with brokers\n\nQuillo shared the location of all its users with brokers,"
        " the Daily Courier reported.",
    ),
)
def headline_scope(article: Piece) -> Iterator[Hit]:
    """The headline's counts and universals that the body does not bear out."""
    if article.title is None or not article.body:
        return
    title, body = article.title.span, [b.span for b in article.document.blocks if b is not article.title]
    told = {amount.value for block in body for amount in amounts(article, block)}
    for amount in amounts(article, title):
        if told and amount.counts and not any(_near(amount.value, value) for value in told):
            near = min(told, key=lambda value: abs(value - amount.value))
            yield Hit(
                article.passage(amount.span),
                f"The headline counts “{article.read(amount.span)}”; no number of the body comes near it"
                f" (the nearest is {near:,.10g}). Where does it come from?",
            )
    for claim in affirmed(article.headline):
        wide = universal(article, article.sentence(article.span(claim)))
        if (
            wide
            and article.related(claim, affirmed(article.body))
            and not any(universal(article, b) for b in body)
        ):
            yield Hit(
                article.passage(wide),
                f"The headline says “{article.read(wide)}”; the body has no such reach. Does it hold for all of them?",
                tuple(article.evidence(c) for c in article.related(claim, affirmed(article.body))[:SHOWN]),
            )
            return


def _near(value: float, other: float) -> bool:
    return abs(value - other) <= 0.06 * max(value, other)


@rule(
    "CL103",
    "headline-consent",
    severity=Severity.WARNING,
    what="The headline says that people agreed, or did not agree; the body says otherwise, or says it with a condition.",
    why="Whether people agreed is the heart of such a report. “With your consent” in a headline over “only if you use"
    " the messaging feature” in the body tells two different stories.",
    advice="Our own reading of headlines on data sharing; BBC Editorial Guidelines, section 3 (accuracy).",
    flags=(
        "Quillo gave Halden Bank access to messages with users' consent\n\nIt gave Halden Bank access to users' messages"
        " only if they linked their accounts, Quillo said.",
        "Quillo sold location data to Halden Bank without consent\n\nQuillo sold location data to Halden Bank with the"
        " consent of users, it said in a statement.",
    ),
    passes=(
        "Quillo gave Halden Bank access to messages with users' consent\n\nQuillo said it gave Halden Bank access to"
        " messages with users' consent.",
        "Quillo sold location data to Halden Bank without consent\n\nQuillo sold location data to Halden Bank without"
        " the consent of users, the Daily Courier reported.",
    ),
)
def headline_consent(article: Piece) -> Iterator[Hit]:
    """The headline's word on consent against the body's on the same data."""
    for claim in affirmed(article.headline):
        if claim.consent not in AGREED:
            continue
        found = [
            c for c in article.related(claim, affirmed(article.body)) if c.consent is not Consent.NOT_STATED
        ]
        own = [c for c in found if article.says(claim.source, c)] if claim.source != AUTHOR else found
        same = [c for c in own if c.data == claim.data] or own
        if same and all(c.consent is not claim.consent for c in same):
            yield Hit(
                article.evidence(claim),
                f"The headline says {_worded(claim)}; the body {_told(same[0])}. Which of the two is it?",
                tuple(_consent_passage(article, c) for c in same[:SHOWN]),
            )
            return


def _told(claim: Claim) -> str:
    return f"says {_worded(claim)}" if claim.source == AUTHOR else f"has {claim.source} say {_worded(claim)}"


def _worded(claim: Claim) -> str:
    words = dict(claim.cues).get("consent", "")
    plain = {
        Consent.WITH: "that people agreed",
        Consent.WITHOUT: "that people did not agree",
        Consent.CONDITIONAL: "that it hung on a condition",
        Consent.NOT_STATED: "nothing on consent",
    }[claim.consent]
    return f"{plain} (“{words}”)" if words else plain


def _consent_passage(article: Piece, claim: Claim) -> Passage:
    return article.evidence(claim, f"said by {article.teller(claim)}")
