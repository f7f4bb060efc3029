"""Each name of a document under its full form, as a company, outlet, person or place.

"Norvane Bank of Tessaly (NBT) ... NBT" is one party under its long name; a Larkfield spokesperson speaks
for Larkfield.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from claims.extraction.data import stem
from claims.extraction.links import sentence_end, sentence_start
from claims.extraction.mentions import NAMES, Mention, PartyKind, class_sort, known_names, sort_of
from claims.extraction.names import Name
from claims.extraction.spelling import ordinary, words
from claims.vocabulary import load

LOCATIVE = {
    "in",
    "across",
    "outside",
    "within",
    "throughout",
    "near",
    "at",
    "inside",
    "from",
    "around",
    "into",
}
JOINING = {",", "and", "or", "the"}
PRODUCT_NOUNS = {"search", "browser", "engine"}
WINDOW = 9
HUMAN = {"he", "she", "his", "her", "him", "himself", "herself"}
SUFFIX = re.compile(r",? (?:inc|llc|ltd|corp|corporation|limited|plc)\.?$", re.IGNORECASE)


class NamedReader:
    """Reads the names of one document; `given` maps the case's spellings, in lower case, to full names."""

    def __init__(self, doc: Doc, names: Sequence[Name], given: dict[str, str]) -> None:
        self.doc, self.names, self.given = doc, names, given
        self.texts = [doc[n.start : n.end].text for n in names]
        self.distinct = set(self.texts)
        self.capitalised: dict[str, str] = {}
        for text in self.texts:
            if not text.islower():
                self.capitalised.setdefault(text.lower(), text)
        self.ending = {n.end: text for n, text in zip(names, self.texts, strict=True)}
        self.persons = self._persons()
        self.short = self._shortened() | self._initials()
        self.kinds = self._along_rows([self._kind(n, t) for n, t in zip(names, self.texts, strict=True)])
        self.companies = {
            i: self.full(text)
            for name, text, kind in zip(names, self.texts, self.kinds, strict=True)
            if kind in NAMES
            for i in range(name.start, name.end)
        }

    def mentions(self) -> list[Mention]:
        """One mention per name, in order."""
        return [self._mention(*row) for row in zip(self.names, self.texts, self.kinds, strict=True)]

    def full(self, text: str) -> str:
        """The name in full: the case's, the document's longest, or the well-known one."""
        text = self.short.get(text, text)
        bare = SUFFIX.sub("", text)
        if bare.lower() in known_names() or self._is_given(bare):
            text = bare
        if text.islower():
            text = self.capitalised.get(text, text)
        return self.given.get(text.lower()) or known_names().get(text.lower(), (text, ""))[0]

    def _mention(self, name: Name, text: str, kind: PartyKind) -> Mention:
        full = self._with_owner(name, self.full(text))
        affiliation = self._affiliation(name) if kind is PartyKind.PERSON else ""
        head = self.doc[name.start : name.end].root.i
        return Mention(name.start, name.end, head, full, kind, sort_of(full), affiliation=affiliation)

    def _with_owner(self, name: Name, full: str) -> str:
        """ "Acme's Seek search engine" is "Acme Seek"."""
        follows = self.doc[name.end].lower_ if name.end < len(self.doc) else ""
        owner = self.full(self.ending.get(name.start - 1, ""))
        if follows not in PRODUCT_NOUNS or not owner or self.doc[name.start - 1].tag_ != "POS":
            return full
        return full if owner in full else f"{owner} {full}"

    # -- kinds

    def _kind(self, name: Name, text: str) -> PartyKind:
        full = self.full(text)
        if self._is_given(text) or self._is_given(full):
            return PartyKind.NAMED
        if sort_of(full) == "outlet":
            return PartyKind.OUTLET
        if full.lower() in known_names():
            return PartyKind.NAMED
        if text in words("place", "countries"):
            return PartyKind.PLACE if self._before(name) in LOCATIVE else PartyKind.NAMED
        if text in words("place", "elsewhere"):
            return PartyKind.PLACE
        return PartyKind.PERSON if full in self.persons or text in self.persons else PartyKind.NAMED

    def _along_rows(self, kinds: Sequence[PartyKind]) -> list[PartyKind]:
        """ "staff in Tessaly, India and the United States": countries in a row with a place are places."""
        found: list[PartyKind] = []
        for at, (name, text, kind) in enumerate(zip(self.names, self.texts, kinds, strict=True)):
            joined = {t.lower_ for t in self.doc[self.names[at - 1].end : name.start]} if at else set()
            beside = bool(found) and found[-1] is PartyKind.PLACE and len(joined) > 0 and joined <= JOINING
            found.append(PartyKind.PLACE if beside and text in words("place", "countries") else kind)
        return found

    def _is_given(self, text: str) -> bool:
        return text.lower() in self.given or text in self.given.values()

    def _before(self, name: Name) -> str:
        at = name.start - 1
        if at > 0 and self.doc[at].lower_ == "the":
            at -= 1
        return self.doc[at].lower_ if at >= 0 else ""

    # -- people

    def _persons(self) -> set[str]:
        """Names of people: by a title or role beside them, else by the label of two to four words."""
        found = set()
        for name, text in zip(self.names, self.texts, strict=True):
            if self._may_be_person(text) and (self._has_title(name) or self._labelled(name)):
                found.add(text)
        surnames = {text.split()[-1] for text in found if " " in text}
        return found | (surnames & self.distinct)

    def _may_be_person(self, text: str) -> bool:
        parts = text.split()
        if any(part.lower() in known_names() or self._is_given(part) for part in (*parts, text)) or sort_of(
            text
        ):
            return False
        if parts[-1].lower().rstrip(",") in words("name", "extensions") | words("name", "suffixes"):
            return False
        return (
            bool(re.fullmatch(r"[^\W\d_][\w.'-]*(?: [\w.'-]+){0,3}", text))
            and not text.isupper()
            and not re.search(r"\w{2}\.\w", text)
        )

    def _labelled(self, name: Name) -> bool:
        span = self.doc[name.start : name.end]
        if not 2 <= len(span) <= 4 or self._is_called(name) or all(ordinary(t.lower_) for t in span):
            return False
        return self._is_he_or_she(name)

    def _is_he_or_she(self, name: Name) -> bool:
        """ "Jane Roe sued the firm. She says ...": the next pronoun for a person, with no other name before it."""
        sentence = self.doc[name.start].sent
        following = sentence_end(self.doc[sentence.end]) if sentence.end < len(self.doc) else sentence.end
        for token in self.doc[name.end : following]:
            if token.lower_ in HUMAN:
                return True
            if token.pos_ == "PROPN" and token.is_title and token.dep_ in {"nsubj", "nsubjpass"}:
                return False
        return False

    def _is_called(self, name: Name) -> bool:
        """ "a firm called Slate Intel", "the broker Slate Intel": a company, whatever the label."""
        return any(
            class_sort(t.text) not in {"", "staff"} or t.lower_ in {"called", "named"}
            for t in self.doc[max(name.start - 1, 0) : name.start]
        )

    def _has_title(self, name: Name) -> bool:
        doc, size = self.doc, name.end - name.start
        before = doc[name.start - 1] if name.start > sentence_start(doc[name.start]) else None
        roles = words("person", "roles") | words("person", "titles")
        if before is not None and before.lower_ in roles and size <= 3:
            return True
        if name.end + 1 >= len(doc) or doc[name.end].text != "," or not 2 <= size <= 3:
            return False
        apposed = (
            t for t in doc[name.end + 1 : name.end + WINDOW] if t.dep_ == "appos" and t.head.i < name.end
        )
        return any(
            t.lower_ in words("person", "roles") and class_sort(t.text) in {"", "staff"} for t in apposed
        )

    def _affiliation(self, name: Name) -> str:
        """ "the Acme spokesperson N.", "N., Acme's privacy chief": the company that they speak for."""
        sentence = self.doc[name.start].sent
        before = self._up_to_break(range(name.start - 1, max(name.start - WINDOW, sentence.start - 1), -1))
        after: list[int] = []
        if name.end < sentence.end and self.doc[name.end].text in {",", "("}:
            after = self._up_to_break(range(name.end + 1, min(name.end + WINDOW, sentence.end)))
        for side in (before, after):
            if any(self.doc[i].lower_ in words("person", "speakers") for i in side):
                return next((self.companies[i] for i in side if i in self.companies), "")
        return ""

    def _up_to_break(self, indices: range) -> list[int]:
        kept = []
        for i in indices:
            if self.doc[i].pos_ in {"VERB", "AUX"} or self.doc[i].text in {",", ";", ")", '"'}:
                break
            kept.append(i)
        return kept

    # -- short forms

    def _initials(self) -> dict[str, str]:
        """ "Norvane Bank of Tessaly (NBT)", and capitals that spell another name of the document."""
        longs = {_capitals(text): text for text in sorted(self.distinct) if len(text.split()) > 1}
        inside = {
            "".join(c for c in text if c.isupper()): text for text in sorted(self.distinct) if text.isalpha()
        }
        longs |= {short: text for short, text in inside.items() if len(short) > 1 and short != text}
        found = {}
        for text in self.distinct:
            if text.isupper() and text.isalpha() and 1 < len(text) < 7 and not self._is_given(text):
                long = longs.get(text) or longs.get("US" + text)
                if long:
                    found[text] = long
        return found

    def _shortened(self) -> dict[str, str]:
        """Later short forms: surnames, "Slate" for "Slate Intelligence", "the Herald", no "Inc"."""
        found: dict[str, str] = {}
        edges: dict[str, set[str]] = defaultdict(set)
        for text in self.distinct:
            edges[text.split()[-1]].add(text)
            edges[text.partition(" ")[0]].add(text)
            edges[text.rpartition(" ")[2]].add(text)
        for short in self.distinct:
            if short in load("parties")["outlet_short"]:
                found[short] = self._outlet(short)
            elif " " not in short and short.lower() not in known_names() and not self._is_given(short):
                fulls = {text for text in edges[short] if text != short and self._shortens(short, text)}
                if len(fulls) == 1:
                    found[short] = fulls.pop()
        return found

    def _outlet(self, short: str) -> str:
        longer = [text for text in self.texts if text.endswith(" " + short)]
        return longer[0] if longer else str(load("parties")["outlet_short"][short])

    def _shortens(self, short: str, full: str) -> bool:
        if full in self.persons:
            return full.split()[-1] == short
        rest = full.removeprefix(short + " ")
        if rest != full:
            return all(word.lower().strip(",") in words("name", "extensions") for word in rest.split())
        return stem(short) in words("name", "outlets") and full.endswith(" " + short)


def _capitals(text: str) -> str:
    return "".join(
        part[0] for part in text.replace("-", " ").replace("U.S.", "U S").split() if part[0].isupper()
    )
