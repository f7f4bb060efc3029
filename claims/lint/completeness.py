"""5xx, continued: what a report leaves out.

A named partner whose answer is not reported, an access without a date, a partner without a name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from claims.crossref.classes import tokens
from claims.extraction.parties import sort_of
from claims.lint.model import Hit, Looks, Passage, Severity
from claims.lint.piece import Piece, affirmed, listed
from claims.lint.registry import rule
from claims.lint.sourcing import phrase
from claims.types import AUTHOR, Attribution, Claim, Span, Status
from claims.vocabulary import load

SHOWN = 3
ARTICLES = {"the", "a", "an"}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@rule(
    "CL503",
    "partner-without-reply",
    severity=Severity.WARNING,
    what="A named partner is said to have had access, and the article reports neither its answer nor that it was asked.",
    why="Who is named is owed the chance to answer, and the answer often changes the story: not aware, never used, denied.",
    advice="Reynolds v Times Newspapers (1999) on seeking comment; BBC Editorial Guidelines, section 6 (right of reply).",
    flags=(
        "Quillo and its partners\n\nQuillo let Halden Bank read users' messages, the Daily Courier reported.\n\n"
        "Quillo said that people had agreed to it.",
    ),
    passes=(
        "Quillo and its partners\n\nQuillo let Halden Bank read users' messages, the Daily Courier reported.\n\n"
        "Halden Bank said that it had never read a message.",
        "Quillo and its partners\n\nQuillo let Halden Bank read users' messages, the Daily Courier reported.\n\n"
        "Halden Bank did not respond to a request for comment.",
    ),
)
def partner_without_reply(article: Piece) -> Iterator[Hit]:
    """For each sentence, the named partners of whom the article says neither what they answer nor that they were asked."""
    seen: set[str] = set()
    silent: dict[Span, list[Claim]] = defaultdict(list)
    for claim in affirmed(article.claims):
        party = article.names.party(claim.partner)
        if party.key not in seen and _is_owed(article, claim):
            seen.add(party.key)
            if not _has_reply(article, claim.partner):
                silent[article.sentence(article.span(claim))].append(claim)
    for claims in silent.values():
        partners = listed([claim.partner for claim in claims])
        yield Hit(
            article.evidence(claims[0]),
            f"{partners} {'are' if claims[1:] else 'is'} said to have had access, and no answer is reported."
            " Was there one, and was it asked for?",
        )


def _is_owed(article: Piece, claim: Claim) -> bool:
    """Whether this is said of a named partner other than the company, a country and an outlet."""
    names, document = article.names, article.document
    party = names.party(claim.partner)
    own = bool(document.publisher) and names.party(document.publisher) == party
    place = claim.partner.lower() in {name.lower() for name in load("parties")["place"]["countries"]}
    told = article.names_in(article.sentence(article.span(claim)), claim.partner)
    company = names.is_company(claim.partner) or sort_of(claim.partner) == "outlet"
    aside = company or own or place or _is_past_affair(article, claim) or _is_audience(article, claim)
    return party.named and told and not aside


def _is_audience(article: Piece, claim: Claim) -> bool:
    """Whether the sentence names the partner only as whom something is said to: "in a statement to the Courier"."""
    said = rf"(?:{phrase('addressing').pattern})\s+(?:the\s+)?{re.escape(claim.partner)}\b"
    return re.search(said, article.read(article.sentence(article.span(claim))), re.IGNORECASE) is not None


def _is_past_affair(article: Piece, claim: Claim) -> bool:
    """Whether the partner is named only as what an affair is called after: "the Quillo scandal"."""
    name = claim.partner.lower()
    return any(f"{name} {word}" in article.text.lower() for word in load("lint")["affair"])


def _has_reply(article: Piece, partner: str) -> bool:
    if any(article.speaks_for(c.source, partner) for c in article.claims if c.source != AUTHOR):
        return True
    if _is_heard(article, partner):
        return True
    if any(_answers(article, a, speakers, partner) for a, speakers in article.spoken):
        return True
    blocks = [b.span for b in article.document.blocks]
    return any(phrase("no_reply").search(article.read(b)) and article.names_in(b, partner) for b in blocks)


def _is_heard(article: Piece, partner: str) -> bool:
    """Whether the partner is the subject of a verb of answering, whatever it says: "a claim that the bank denies"."""
    for mention in article.mentions_in(Span(0, len(article.text))):
        if mention.is_name and article.speaks_for(mention.name, partner):
            head = article.token(mention.head)
            while head.dep_ == "conj":
                head = head.head
            if head.dep_ == "nsubj" and head.head.lemma_ in load("lint")["replying"]:
                return True
    return False


def _answers(article: Piece, attribution: Attribution, speakers: Sequence[str], partner: str) -> bool:
    """Whether an attribution's source is the partner, a person put beside it, or "the firms" just after its name."""
    source = attribution.source[0]
    if any(article.speaks_for(name, partner) for name in speakers) or article.names_in(source, partner):
        return True
    words = {word for word in tokens(article.read(source)) if word not in ARTICLES}
    if words & {*load("lint")["role"]} and not any(m.is_name for m in article.mentions_in(source)):
        return _last_named_before(article, source, partner)
    if words & {*load("lint")["answering_together"]}:
        return bool(_named_before(article, source, partner))
    alone = len(words) > 1 and bool(words & {*load("lint")["answering_alone"]})
    place = _named_before(article, source, partner) if alone else None
    return place is not None and not _named_in_claims(article, place, partner)


def _last_named_before(article: Piece, source: Span, partner: str) -> bool:
    """Whether the partner is the last party that the paragraph names before a source: "..., said its vice president"."""
    before = Span(article.block(source).span.start, source.start)
    named = [mention.name for mention in article.mentions_in(before) if mention.is_name]
    return bool(named) and article.speaks_for(named[-1], partner)


def _named_before(article: Piece, source: Span, partner: str) -> Span | None:
    """The paragraph up to a source, or the one above it, whichever names the partner first."""
    block = article.block(source)
    near = [Span(block.span.start, source.start), *(b.span for b in (article.above(block),) if b)]
    return next((span for span in near if article.names_in(span, partner)), None)


def _named_in_claims(article: Piece, place: Span, partner: str) -> bool:
    """Whether claims of a stretch name other partners, so that "the Russian company" may be one of these."""
    others = {c.partner for c in affirmed(article.claims) if place.overlaps(article.span(c))} - {partner}
    return any(article.names.party(name).named for name in others)


@rule(
    "CL504",
    "undated-access",
    severity=Severity.NOTE,
    what="Nothing near any claim of a named partner's access says when it was.",
    why="Access that ended years ago and access that goes on are two stories; a denial of one does not touch the other.",
    advice="Our own reading: companies' replies turn on dates (“ended in 2014”) more often than on anything else.",
    flags=(
        "Quillo and its partners\n\nQuillo let Halden Bank read users' messages, internal documents show.",
    ),
    passes=(
        "Quillo and its partners\n\nQuillo let Halden Bank read users' messages until 2015, internal documents show.",
    ),
)
def undated_access(article: Piece) -> Iterator[Hit]:
    """The first claim of each named partner none of whose paragraphs has a date or says whether it went on."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in affirmed(article.body):
        party = article.names.party(claim.partner)
        if party.named and not article.names.is_company(claim.partner):
            claims[party.key].append(claim)
    undated = [several[0] for several in claims.values() if not any(_is_dated(article, c) for c in several)]
    for _, together in groupby(undated, key=lambda claim: article.sentence(article.span(claim))):
        first, *others = together
        partners = listed([first.partner, *(claim.partner for claim in others)])
        yield Hit(
            article.evidence(first),
            f"When did {partners} have this access, and does it go on? Nothing near it says so.",
        )


def _is_dated(article: Piece, claim: Claim) -> bool:
    passage = article.read(article.block(article.span(claim)).span)
    return claim.status is not Status.NOT_STATED or bool(
        YEAR.search(passage) or phrase("dating").search(passage)
    )


@rule(
    "CL505",
    "vague-partner",
    severity=Severity.NOTE,
    what="Who got the access is named as “other companies”, “third parties” or the like.",
    why="An unnamed partner cannot answer, and a reader cannot tell whether the company's reply is about the same ones.",
    advice="GDPR, article 13(1)(e), asks companies for recipients or their categories; our own reading of reports.",
    flags=(
        "Quillo and others\n\nQuillo shared users' messages with other companies, the Daily Courier reported.",
    ),
    passes=(
        "Quillo and others\n\nQuillo shared users' messages with Halden Bank, the Daily Courier reported.",
    ),
    looks=Looks.OUTSIDE,
)
def vague_partner(article: Piece) -> Iterator[Hit]:
    """The first claim with an unnamed class, in a sentence that names no member, with the further ones."""
    found: dict[str, Passage] = {}
    claims = affirmed(article.claims)
    named = {article.sentence(article.span(c)) for c in claims if article.names.party(c.partner).named}
    for claim in claims:
        party, words = article.names.party(claim.partner), _wording(article, claim)
        vague = party.whole_class and party.key not in load("lint")["institutions"]
        if vague and words and claim.partner not in found and article.sentence(words) not in named:
            found[claim.partner] = article.passage(words, "another one")
    if found:
        (partner, first), *others = found.items()
        further = tuple(passage for _, passage in others[:SHOWN])
        yield Hit(replace(first, note=""), f"“{partner}”: which ones, and how many?", further)


def _wording(article: Piece, claim: Claim) -> Span | None:
    """Where the claim's evidence names its partner; None where it only implies one."""
    span = article.span(claim)
    place = article.read(span).casefold().find(claim.partner.casefold())
    return Span(span.start + place, span.start + place + len(claim.partner)) if place >= 0 else None
