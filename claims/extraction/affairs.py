"""The party that an affair is named after: the data firm in "the Quillo scandal, in which the data firm reached ..."."""

from spacy.tokens import Token

from claims.extraction.links import sentence_start
from claims.extraction.mentions import Mention, Mentions

AFFAIRS = {"scandal", "affair", "case", "saga", "controversy", "breach", "leak", "debacle", "revelation"}
NOT_COMPANIES = {"outlet", "agency", "government"}


def named_by_affair(mention: Mention, mentions: Mentions) -> Mention | None:
    """ "the Quillo scandal, in which the data firm reached ...": the party that the affair is named after."""
    if mention.plural or mention.sort in NOT_COMPANIES:
        return None
    relative = next((a for a in mentions.doc[mention.head].ancestors if _is_relative(a)), None)
    if relative is None:
        return None
    before = mentions.doc[sentence_start(relative) : relative.left_edge.i]
    affair = next((t for t in reversed(before) if t.lemma_.lower() in AFFAIRS), None)
    if affair is None:
        return None
    named = mentions.in_span(affair.left_edge.i, affair.i)
    return next((m for m in named if m.is_name and m.name != mentions.company), None)


def _is_relative(verb: Token) -> bool:
    """A relative clause, also where the parse hangs "in which ..." on the main verb."""
    opening = verb.doc[verb.left_edge.i : verb.left_edge.i + 2]
    return verb.dep_ == "relcl" or (verb.dep_ == "advcl" and any(t.lower_ == "which" for t in opening))
