"""Which cues of other sentences speak of a claim: general ones, and those of a sentence that it carries on.

"It shared the lists with four firms. Users were not told of any of this." tells of access without consent.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span

from claims.extraction.phrases import Found

BACKWARD = frozenset({"this", "these", "that", "those", "such", "it", "so"})
SHORT = 12
REACH_BACK = 8
CARRIES_ON = re.compile(
    r"^\W*(?:for (?:example|instance)|in one (?:case|instance|example)|among them)\b"
    r"|\b(?:this|these|such) (?:(?:type|kind|sort)s? of )?(?:features?|functions?|services?)\b"
)
REFUTING = re.compile(
    r"^\W*(?:this|that|it|they|(?:these|those|such|the|both) (?:claim|report|allegation|accusation|stor)\w*)\W{0,2}"
    r"(?:is|are|was|were|'s)(?:n't|\W| not| simply| completely| just| categorically| entirely| absolutely| all)* ?"
    r"(?:false|untrue|wrong|incorrect|inaccurate|baseless|unfounded|nonsense|(?<=not )(?:true|so|the case|accurate|correct)"
    r"|(?<=n't )(?:true|so|the case|accurate|correct))\b"
)
REFUTING_SEVERAL = re.compile(
    r"^\W*(?:(?:none of (?:this|that|these|those|it)|neither)\W+(?:is|are|was|were|\w+ (?:is|are|was|were)) "
    r"(?:actually |at all )?(?:true|so|the case|accurate|correct)"
    r"|(?:all of (?:this|that|these|it)|both|all|these|those|such|they)"
    r"(?: (?:\w+ )?(?:claim|point|report|assertion|statement|allegation|accusation|suggestion|stor)\w*)?"
    r"\W+(?:is|are|was|were)(?:n't|\W| not| simply| completely| just| all)* ?"
    r"(?:false|untrue|wrong|incorrect|inaccurate|baseless|unfounded|nonsense|(?<=not )(?:true|accurate|correct)"
    r"|(?<=n't )(?:true|accurate|correct)))\b"
)
REFUTED_REACH = 3
RETELLING = re.compile(
    r"\b(?:claim|say|said|report|writes?\b|wrote|alleg|accus|assert|suggest|tell|told|stor(?:y|ies)|adds?\b|added|according|rumou?r|contend)"
)
WHOLE_PRACTICE = re.compile(
    r"\b(?:th(?:is|ese|at|ose)|such|all|any of this|the)\b.{0,40}\b(?:collection|sharing|practices?|"
    r"telemetry|tracking|arrangements?|deals|partnerships|data flows?|surveillance)\b"
)
Cues = Mapping[int, Sequence[Found]]


def beside(sentences: Sequence[Span], cues: Cues, here: int) -> Iterator[Found]:
    """The cues of neighbouring sentences that hold for sentence `here`, the nearest first."""
    for found in cues.get(here + 1, ()):
        if found.cue.scope == "passage" and (
            points_back(sentences[here + 1]) or len(sentences[here + 1]) <= SHORT
        ):
            yield found
    for found in cues.get(here - 1, ()):
        general = found.cue.scope == "passage" and not (
            offers_choice(found) or points_back(sentences[here - 1])
        )
        if general or CARRIES_ON.search(sentences[here].text.lower()):
            yield found
    for after in range(here + 2, min(here + REACH_BACK, len(sentences))):
        for found in cues.get(after, ()):
            if found.cue.scope == "passage" and speaks_of_all(sentences[after]):
                yield found


def refuting(sentences: Sequence[Span], here: int) -> tuple[Span, str] | None:
    """The sentence that calls sentence `here` false, with its words: the next one ("That's not true").

    What somebody else is told to say may stand farther before ("Both claims are false", "None of this is true").
    """
    reach = REFUTED_REACH if RETELLING.search(sentences[here].text.lower()) else 1
    for after in range(here + 1, min(here + 1 + reach, len(sentences))):
        patterns = (REFUTING, REFUTING_SEVERAL) if after == here + 1 else (REFUTING_SEVERAL,)
        text = sentences[after].text.lower()
        found = next((match for pattern in patterns if (match := pattern.match(text))), None)
        if found:
            return sentences[after], found[0].strip(" \"'")
    return None


def offers_choice(found: Found) -> bool:
    """Whether the cue is a way out that is offered: it belongs to what was told before it."""
    return found.cue.value == "conditional"


def points_back(sentence: Span) -> bool:
    """Whether a sentence holds a word that stands for something said before."""
    return any(token.lower_ in BACKWARD for token in sentence)


def speaks_of_all(sentence: Span) -> bool:
    """Whether a sentence speaks of the whole practice told before it ("this collection of data")."""
    return points_back(sentence) and bool(WHOLE_PRACTICE.search(sentence.text.lower()))
