"""5xx: whether reports agree with themselves and with one another, and on how many sources they rest.

A speaker who affirms and denies the same, a count that changes between paragraphs, four papers that repeat one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from claims.crossref.classes import sale_words, tokens
from claims.lint.model import Hit, Severity, Subject
from claims.lint.numbers import Amount, amounts
from claims.lint.piece import Dossier, Piece, affirmed
from claims.lint.registry import rule
from claims.types import AUTHOR, UNKNOWN, Claim, Consent, Stance, Status

CONDITIONS = (Consent.CONDITIONAL, Consent.WITHOUT)
REPORT = "Quillo and the bank\n\n{} that Quillo let Halden Bank read users' messages."
SHOWN = 3
MANY = 2


@rule(
    "CL501",
    "contradiction",
    severity=Severity.NOTE,
    subject=Subject.CASE,
    what="The same speaker affirms and denies the same partner's access to the same data, neither under a condition nor"
    " at another time.",
    why="Different speakers who disagree are a dispute; one speaker who says both has either been misread or has changed"
    " their account, and either is news.",
    advice="Andow and others (2019), PolicyLint; Cui and others (2023), PoliGraph: condition and time belong to the key.",
    flags=(
        "Quillo and the bank\n\nQuillo said that it gave Halden Bank access to users' messages.\n\n"
        "Quillo denied that it gave Halden Bank access to users' messages.",
    ),
    passes=(
        "Quillo and the bank\n\nQuillo said that it gave Halden Bank access to users' messages.\n\n"
        "Halden Bank denied that it had access to users' messages.",
        "Quillo and the bank\n\nQuillo said that it gave Halden Bank access to users' messages until 2015.\n\n"
        "Quillo said it never gave Halden Bank access to users' messages without their permission.",
    ),
)
def contradiction(dossier: Dossier) -> Iterator[Hit]:
    """The first affirmed and denied pair for each speaker, partner and data."""
    told = [(piece, c) for piece in dossier.pieces for c in piece.claims if c.source not in {AUTHOR, UNKNOWN}]
    denied = [
        (p, c) for p, c in told
        if c.stance is Stance.DENIES and c.consent not in CONDITIONS and not set(tokens(c.evidence)) & sale_words()
    ]  # fmt: skip
    granted = [(p, c) for p, c in told if c.stance is Stance.AFFIRMS and c.consent is not Consent.CONDITIONAL]
    seen: set[tuple[str, ...]] = set()
    for piece, denial in denied:
        key = (*tokens(denial.source), piece.names.party(denial.partner).key, denial.data)
        pair = next(((p, c) for p, c in granted if key not in seen and _opposed(piece, denial, c)), None)
        if pair:
            seen.add(key)
            yield Hit(
                piece.evidence(denial),
                f"{denial.source} denies this here and affirms it elsewhere. Is it about the same access at the same time?",
                (pair[0].evidence(pair[1], f"{denial.source} affirms it"),),
            )


def _opposed(piece: Piece, denial: Claim, grant: Claim) -> bool:
    names = piece.names
    same = names.party(denial.partner) == names.party(grant.partner) and denial.data == grant.data
    timed = Status.NOT_STATED not in {denial.status, grant.status} and denial.status is not grant.status
    over = Status.ENDED in {denial.status, grant.status}
    return same and piece.says(denial.source, grant) and not timed and not over and _same_deed(denial, grant)


def _same_deed(denial: Claim, grant: Claim) -> bool:
    return bool(set(denial.actions) & set(grant.actions))


@rule(
    "CL502",
    "number-mismatch",
    severity=Severity.NOTE,
    what="Two counts of the same partners or people in one article disagree.",
    why="A count that changes between paragraphs is either of two different things, which the text should say, or a slip.",
    advice="Reuters Handbook of Journalism, on numbers; our own reading.",
    flags=(
        "Quillo and its partners\n\nQuillo gave 150 companies access to users' messages, the Daily Courier reported.\n\n"
        "Quillo said that the 180 companies had access to users' messages with their consent.",
    ),
    passes=(
        "Quillo and its partners\n\nQuillo gave more than 150 companies access to users' messages, the Daily Courier"
        " reported.\n\nQuillo said that the 150 companies had access to users' messages for 70 million users.",
    ),
)
def number_mismatch(article: Piece) -> Iterator[Hit]:
    """The first pair of counts of the same noun, both in sentences of claims, that are close and not the same."""
    counted: dict[str, list[Amount]] = defaultdict(list)
    sentences = dict.fromkeys(article.sentence(article.span(claim)) for claim in article.claims)
    for sentence in sorted(sentences):
        for amount in amounts(article, sentence):
            if amount.counts and amount not in counted[amount.noun]:
                counted[amount.noun].append(amount)
    for noun, several in counted.items():
        first, *others = several
        other = next((a for a in others if _differs(first.value, a.value)), None)
        if other:
            yield Hit(
                article.passage(other.span),
                f"Here it is {article.read(other.span)}, before {article.read(first.span)}, that count"
                f" “{noun}”. Are they the same ones?",
                (article.passage(first.span, "the other count"),),
            )


def _differs(value: float, other: float) -> bool:
    return value != other and max(value, other) < MANY * min(value, other)


@rule(
    "CL506",
    "single-source-echo",
    severity=Severity.NOTE,
    subject=Subject.CASE,
    what="Several articles report the same access, and all of them have it from one and the same source.",
    why="Ten papers that repeat one newspaper are one source. Their number is no confirmation.",
    advice="Silverman (ed.), Verification Handbook (2014): find the origin before counting reports.",
    flags=(
        {
            "articles/a.md": REPORT.format("The Daily Courier reported"),
            "articles/b.md": REPORT.format("The Daily Courier says"),
        },
    ),
    passes=(
        {
            "articles/a.md": REPORT.format("The Daily Courier reported"),
            "articles/b.md": REPORT.format("The regulator said"),
        },
    ),
)
def single_source_echo(dossier: Dossier) -> Iterator[Hit]:
    """For each source, one finding on the first access that at least two articles have from it alone."""
    told: dict[tuple[str, str], list[tuple[Piece, Claim, str]]] = defaultdict(list)
    for piece in dossier.articles:
        for claim in affirmed(piece.body):
            if piece.names.speaks_for_company(claim.source):
                continue
            key = (piece.names.party(claim.partner).key, claim.data)
            told[key].append((piece, claim, _origin(piece, claim)))
    echoes = Counter(_alone(several) for several in told.values())
    asked = {""}
    for several in told.values():
        origin = _alone(several)
        if origin not in asked:
            asked.add(origin)
            yield _echo(several, echoes[origin])


def _echo(several: list[tuple[Piece, Claim, str]], times: int) -> Hit:
    first = {piece.document.name: (piece, claim) for piece, claim, _ in reversed(several)}
    (piece, claim), *others = reversed(first.values())
    also = f" The same goes for {times - 1} more." if times > 1 else ""
    source = claim.source if claim.source != AUTHOR else piece.document.publisher
    return Hit(
        piece.evidence(claim),
        f"{len(first)} articles report this, all from {source}.{also} Does anybody else confirm it?",
        tuple(p.evidence(c) for p, c in others[:SHOWN]),
    )


def _alone(several: list[tuple[Piece, Claim, str]]) -> str:
    """The one source of claims that at least two articles make, or ""."""
    origins = {origin for *_, origin in several}
    articles = {piece.document.name for piece, *_ in several}
    return origins.pop() if len(origins) == 1 and len(articles) >= MANY else ""


def _origin(piece: Piece, claim: Claim) -> str:
    source = claim.source if claim.source != AUTHOR else piece.document.publisher
    return piece.names.party(source).key if source else f"{piece.document.name} itself"
