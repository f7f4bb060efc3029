"""2xx: whether a reader can tell who says that there was access, and how sure they are.

"The bank was also given the ability to read messages." stands alone in its paragraph: says who?
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from spacy.tokens import Token

from claims.extraction.parties import PartyKind, sort_of
from claims.lint.model import Hit, Looks, Severity
from claims.lint.piece import PROSE, Piece, affirmed, listed
from claims.lint.registry import rule
from claims.types import AUTHOR, Block, Certainty, Claim, Role, Span
from claims.vocabulary import load

FIRST_PERSON = 4
PASSIVE = {"nsubjpass", "csubjpass"}


@cache
def phrase(name: str) -> re.Pattern[str]:
    """What finds any phrase of one of the linter's word lists."""
    words = sorted(load("lint")[name], key=len, reverse=True)
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(re.escape(word) for word in words)})(?![\w'’-])", re.I)


@rule(
    "CL201",
    "unattributed-access",
    severity=Severity.WARNING,
    what="A paragraph states that a partner had access and names no speaker, document or reporting of the outlet's own.",
    why="Readers cannot weigh a claim whose origin they are not told, and in the next retelling it stands as a fact.",
    advice="AP Stylebook and Reuters Handbook of Journalism, on attribution; SPJ Code of Ethics: identify sources clearly.",
    flags=(
        "A bank and its data\n\nThe Daily Courier reported on Monday that Quillo gave Norvane access to messages.\n\n"
        "Halden Bank was given the ability to read and delete users' messages.\n\nQuillo said that it had ended it.",
    ),
    passes=(
        "A bank and its data\n\nThe Daily Courier reported on Monday that Quillo gave Norvane access to messages.\n\n"
        "Halden Bank was given the ability to read users' messages, according to internal documents.",
        "A bank and its data\n\nHalden Bank could read users' messages. The records that we obtained say so.",
        "A bank and its data\n\nCompanies like Halden Bank and Quillo are often criticised for how they use people's data.",
    ),
    looks=Looks.OUTSIDE,
)
def unattributed_access(article: Piece) -> Iterator[Hit]:
    """The first bare claim of each paragraph in which nothing says where it comes from."""
    if _is_first_hand(article):
        return
    for block, claims in _by_block(article, affirmed(article.body)):
        bare = [c for c in claims if c.certainty is not Certainty.POSSIBLE and _is_particular(article, c)]
        if bare and not any(_tells_source(article, b) for b in (block, *_leaning_on(article, block))):
            partners = listed(dict.fromkeys(claim.partner for claim in bare))
            yield Hit(
                article.evidence(bare[0]),
                f"This paragraph says that {partners} had access and does not say who says so."
                " Where does it come from?",
            )


def _is_first_hand(article: Piece) -> bool:
    """Whether the author tells what they did and found themselves, or the article names its own outlet as the finder."""
    own, publisher = phrase("own_reporting"), article.document.publisher
    body = [b.span for b in article.document.blocks if b.role in PROSE]
    by_itself = bool(publisher) and any(publisher in article.read(span) for span in body)
    return by_itself or sum(len(own.findall(article.unquoted(span))) for span in body) >= FIRST_PERSON


def _by_block(article: Piece, claims: Sequence[Claim]) -> Iterator[tuple[Block, list[Claim]]]:
    """The claims by paragraph or item, in order."""
    for block, group in groupby(claims, key=lambda claim: article.block(article.span(claim))):
        if block.role in PROSE:
            yield block, list(group)


def _is_particular(article: Piece, claim: Claim) -> bool:
    """Whether a clause says this of a partner that goes by name, there or just before, other than the company."""
    span = article.span(claim)
    named = article.names.party(claim.partner).named and not article.names.is_company(claim.partner)
    block = article.block(span)
    near = [block.span, *(b.span for b in (article.above(block),) if b)]
    has_verb = any(token.pos_ in {"VERB", "AUX"} for token in article.words(span))
    told = any(article.names_in(place, claim.partner) for place in near)
    return named and has_verb and told and not _is_example(article, claim)


def _is_example(article: Piece, claim: Claim) -> bool:
    """Whether the sentence names the partner only as one of many: "companies like Quillo are criticised for ..."."""
    for token in article.words(article.sentence(article.span(claim))):
        if token.lower_ == "like" and token.dep_ == "prep":
            example = Span(token.idx, token.doc[token.right_edge.i].idx + len(token.right_edge))
            return article.names_in(example, claim.partner)
    return False


def _leaning_on(article: Piece, block: Block) -> Iterator[Block]:
    """The paragraph that announces this one, or that goes on from the first one."""
    above = article.above(block)
    if above and (block.role is Role.ITEM or article.read(above.span).rstrip().endswith(":")):
        yield above
        if above.role is Role.ITEM:
            yield from _leaning_on(article, above)
    if above and above.role is Role.TITLE:
        yield from (b for b in article.document.blocks if article.above(b) is block)


def _tells_source(article: Piece, block: Block) -> bool:
    """Whether a paragraph has a named source, a word of where it has something from, or an outlet that is retold."""
    named = any(a.source for a in article.cues_in(block.span) if not article.is_quoted(a.cue[0]))
    return (
        named
        or bool(phrase("source_marker").search(article.read(block.span)))
        or _names_outlet(article, block)
    )


def _names_outlet(article: Piece, block: Block) -> bool:
    """Whether a paragraph announces what follows and names an outlet: "Among the cases that the Times picks out:"."""
    announced = article.mentions_in(block.span) if article.read(block.span).rstrip().endswith(":") else []
    return any(mention.kind is PartyKind.OUTLET or sort_of(mention.name) == "outlet" for mention in announced)


@rule(
    "CL202",
    "vague-source",
    severity=Severity.NOTE,
    what="The only source of an access claim is a group that names nobody: critics, experts, sources, some.",
    why="“Critics say” cannot be asked back, and tells nothing of what the source was in a position to know.",
    advice="SPJ Code of Ethics: identify sources clearly; Reuters Handbook of Journalism, on unnamed sources.",
    flags=("Quillo and its data\n\nCritics say that Quillo gave Halden Bank access to users' messages.",),
    passes=(
        "Quillo and its data\n\nCritics at the Daily Courier say that Quillo gave Halden Bank access to users' messages.",
        "Quillo and its data\n\nThe Daily Courier said that Quillo gave Halden Bank access to users' messages.",
    ),
)
def vague_source(article: Piece) -> Iterator[Hit]:
    """Claims whose source is vague, and that nobody else makes; one for each source."""
    asked: set[str] = set()
    for claim in affirmed(article.body):
        others = [c for c in article.related(claim, article.claims) if c.source not in {claim.source, AUTHOR}]
        if _is_vague(claim.source) and not others and claim.source not in asked:
            asked.add(claim.source)
            yield Hit(
                article.evidence(claim),
                f"The only source of this is “{claim.source}”. Who are they, and how do they know?",
            )


def _is_vague(source: str) -> bool:
    words = source.lower().split()
    capital = any(word[:1].isupper() for word in source.split()[1:])
    listed = load("lint")["vague_source"]
    known = {*listed, *(f"{noun}s" for noun in listed)}
    return bool(words) and words[-1] in known and not capital and not set(words) & set(load("lint")["naming"])


@rule(
    "CL203",
    "attribution-lost",
    severity=Severity.NOTE,
    what="An access that one sentence attributes is stated further down in the article's own voice.",
    why="What begins as “the paper reports” ends as a fact. Whoever quotes the later sentence quotes the outlet itself.",
    advice="Reuters Handbook of Journalism, on attribution: attribute as often as needed to keep clear whose claim it is.",
    flags=(
        "Quillo and the bank\n\nThe Daily Courier reported that Quillo gave Halden Bank access to users' messages.\n\n"
        "Quillo said on Monday that it takes privacy seriously. Halden Bank read users' messages for years.",
    ),
    passes=(
        "Quillo and the bank\n\nThe Daily Courier reported that Quillo gave Halden Bank access to users' messages.\n\n"
        "The newspaper reported that Halden Bank read users' messages for years.",
    ),
    looks=Looks.OUTSIDE,
)
def attribution_lost(article: Piece) -> Iterator[Hit]:
    """Bare claims of the article of what it had from somebody before, where the paragraph has another source."""
    if _is_first_hand(article):
        return
    for claim in affirmed(article.body):
        if claim.source != AUTHOR or claim.certainty is not Certainty.ASSERTED:
            continue
        block = article.block(article.span(claim))
        before = [c for c in earlier(article, claim) if c.source != AUTHOR and c.data == claim.data]
        if before and block.role in PROSE and _tells_source(article, block):
            yield Hit(
                article.evidence(claim),
                f"Said here in the article's own voice; before, it came from {article.teller(before[0])}."
                " Does the article now know it by itself?",
                (article.evidence(before[0], f"said by {article.teller(before[0])}"),),
            )


def earlier(article: Piece, claim: Claim) -> list[Claim]:
    """Claims of the same named partner on the same data that stand before."""
    party = article.names.party(claim.partner)
    found = [c for c in article.related(claim, affirmed(article.claims)) if c.end <= claim.start]
    return [c for c in found if party.named and article.names.party(c.partner) == party]


@rule(
    "CL204",
    "agentless-passive",
    severity=Severity.NOTE,
    what="A passive says that data were shared, sold or opened and its sentence does not say by whom.",
    why="“Messages were shared with the bank” leaves out the one who did it: the company, a user, or a contractor.",
    advice="The Economist Style Guide and George Orwell, Politics and the English Language (1946), on the passive.",
    flags=(
        "Messages and a bank\n\nThe Daily Courier reported on Monday that private messages were shared with Halden Bank.",
    ),
    passes=(
        "Messages and a bank\n\nThe Daily Courier reported that private messages were shared with Halden Bank by Quillo.",
        "Messages and a bank\n\nThe Daily Courier reported that Quillo shared private messages with Halden Bank.",
    ),
    looks=Looks.OUTSIDE,
)
def agentless_passive(article: Piece) -> Iterator[Hit]:
    """Passive predicates of claims with no agent, in sentences that do not name who gave the access."""
    seen: set[int] = set()
    for claim in affirmed(article.body):
        sentence = article.sentence(article.span(claim))
        verb = next((t for t in article.words(article.span(claim)) if _is_agentless(article, t)), None)
        if verb is None or verb.i in seen or _names_company(article, sentence, claim):
            continue
        seen.add(verb.i)
        yield Hit(
            article.passage(Span(verb.idx, verb.idx + len(verb))),
            f"“{verb.text}” by whom? The sentence does not say who gave {claim.partner} the data.",
        )


def _is_agentless(article: Piece, token: Token) -> bool:
    """Whether a passive verb hands data over, or gives a party leave, and no agent stands beside it."""
    subject = next((c for c in token.children if c.dep_ in PASSIVE), None)
    if token.tag_ != "VBN" or subject is None or any(c.dep_ == "agent" for c in token.children):
        return False
    place = Span(subject.idx, subject.idx + len(subject))
    of_party = any(mention.is_party for mention in article.mentions_in(place))
    lists = load("lint")
    return token.lemma_ in (lists["permitting"] if of_party else lists["handing"])


def _names_company(article: Piece, sentence: Span, claim: Claim) -> bool:
    """Whether a sentence names who gave the access, or a party that may be meant."""
    inside = article.mentions_in(sentence)
    partner = article.names.party(claim.partner)
    others = [
        m for m in inside if m.is_name and not article.names.contains(partner, article.names.party(m.name))
    ]
    told = {article.names.party(claim.source)}
    return any(article.names.party(m.name) not in told for m in others)
