"""The figures behind docs/quality.md: claims, verdicts, attributions, quietness, phenomena, and what each part adds.

A part's worth is measured by standing something empty in its place, from here: the package has no switches.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch
from xml.etree import ElementTree

from spacy.tokens import Doc

from claims.attribution import Method, find_attributions, outermost
from claims.crossref import cross_reference
from claims.documents import Case, read_case, read_document
from claims.drift import drift
from claims.evaluation import (
    DRIFT_FILE,
    LEVELS,
    ClaimScore,
    Comparison,
    Rates,
    VerdictScore,
    read_gold,
    read_json,
    same_data,
    same_party,
    score_claims,
    score_drift,
    score_verdicts,
)
from claims.extraction import extract_all
from claims.extraction.decision import Decision
from claims.language import parse
from claims.screen import attributions_line, by_document, records
from claims.tables import claims_frame
from claims.types import Action, Certainty, Claim, Consent, Document, Kind, Stance, Status

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CASES = ROOT / "data" / "cases"

# Chosen before the rules were written: of all events but the first, the nine first by SHA-256 of their name.
FIRST = "facebook-2018-12"
KEPT_ASIDE = (
    "firefox-suggest-2021-10",
    "familytreedna-fbi-2019-01",
    "twitter-security-contacts-2019-10",
    "google-nightingale-2019-11",
    "tiktok-china-2025-05",
    "nhs-choices-2010-11",
    "apple-tencent-2019-10",
    "betterhelp-ftc-2023-03",
    "near-2024-02",
)
REFERENCES = "claims.extraction.references.References"
NETS = "claims.extraction.nets.Nets"
READER = "claims.extraction.cues.CueReader"
GATE = "the gate by topic"

Found = Sequence[tuple[Document, tuple[Claim, ...]]]


def nothing(*_: object, **__: object) -> tuple[()]:
    """Stands for a part that finds nothing."""
    return ()


def default(value: Any) -> Any:
    """Stands for a part that reads cues: always the same value, from no words."""
    return lambda *_, **__: Decision(value, "", "")


PARTS: dict[str, dict[str, Any]] = {
    "who says what": {"claims.extraction.find_attributions": nothing},
    "whom a mention stands for": {f"{REFERENCES}.resolve": lambda _, mention: (mention,)},
    "members of a class": {
        f"{REFERENCES}.members_of": nothing,
        "claims.extraction.partners.listed_after": nothing,
        "claims.extraction.supplements.Supplements.members": nothing,
    },
    "lists below a sentence": {"claims.extraction.assembly.list_frames": nothing},
    "readings by word order": {
        f"{NETS}.receivers": lambda *_: [],
        f"{NETS}.data_behind": nothing,
        f"{NETS}.listed_behind": lambda *_: [],
        f"{NETS}.listed_actions": lambda *given: ([given[-1]], ()),
        "claims.extraction.verbs.requesters": lambda *_: [],
        "claims.extraction.lists.requesters": lambda *_: [],
    },
    "cues": {
        f"{READER}.stance": default(Stance.AFFIRMS),
        f"{READER}.certainty": default(Certainty.ASSERTED),
        f"{READER}.consent": default(Consent.NOT_STATED),
        f"{READER}.status": default(Status.NOT_STATED),
    },
    GATE: {"claims.extraction.is_on_topic": lambda _: True},
}


@contextmanager
def without(part: str) -> Iterator[None]:
    """The package with one part standing empty."""
    with ExitStack() as stack:
        for target, stand_in in PARTS[part].items():
            stack.enter_context(patch(target, stand_in))
        yield


_parses: dict[str, Doc] = {}


def parse_once(documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parse, which is kept for the next measurement."""
    for document in documents:
        if document.reading not in _parses:
            _parses[document.reading] = parse(document)
        yield document, _parses[document.reading]


def claims_of(documents: Iterable[Document], **known: Any) -> Found:
    """The claims of documents that may have been parsed before."""
    with patch("claims.extraction.parse_all", parse_once):
        return list(extract_all(documents, **known))


class Dev(NamedTuple):
    """The gold set: its folder, its gold claims, and what is known of each document."""

    folder: Path
    gold: dict[str, list[Mapping[str, Any]]]
    sources: dict[str, Mapping[str, Any]]

    def names(self, *, kept_aside: bool) -> list[str]:
        """The documents of the events kept aside, or of the others."""
        return [name for name in self.gold if (self.sources[name]["event"] in KEPT_ASIDE) is kept_aside]

    def documents(self, names: Iterable[str], *, told: bool) -> list[Document]:
        """Documents from their bare text, or told what they are and about which company."""
        return [read_document(self.text(name), **(self.known(name) if told else {})) for name in names]

    def text(self, name: str) -> Path:
        """The file of a document."""
        return self.folder / "text" / f"{name}.txt"

    def known(self, name: str) -> dict[str, Any]:
        """What a case would tell of the document."""
        source = self.sources[name]
        kind, company = Kind(source["kind"]), source["company"]
        return {"kind": kind, "company": company, "speaker": company if kind is Kind.STATEMENT else None}

    def events(self) -> dict[str, list[Mapping[str, Any]]]:
        """The gold verdicts of each event that has some."""
        return {path.stem: read_json(path) for path in sorted((self.folder / "verdicts").glob("*.json"))}

    def beside(self, verdicts: Iterable[Mapping[str, Any]]) -> list[str]:
        """The documents of the event that verdicts are about."""
        events = {self.sources[name]["event"] for row in verdicts for name in row["docs"]}
        return [name for name in self.gold if self.sources[name]["event"] in events]

    def score(self, found: Found, names: Iterable[str]) -> ClaimScore:
        """The score of some of the documents."""
        return score_claims({name: self.gold[name] for name in names}, by_document(found))


def spread(score: ClaimScore, level: str, draws: int = 1000) -> tuple[float, float]:
    """The F1 of a level between which 95 of 100 draws of as many documents fall, each drawn with replacement."""
    rank, random = LEVELS.index(level) + 1, Random(0)
    counts = [
        (sum(pair.level >= rank for pair in pairs), 2 * len(pairs) + len(missed) + len(extra))
        for pairs, missed, extra in score.documents.values()
    ]
    drawn = [random.choices(counts, k=len(counts)) for _ in range(draws)]
    figures = sorted(2 * sum(hit for hit, _ in one) / max(sum(n for _, n in one), 1) for one in drawn)
    return figures[draws * 25 // 1000], figures[draws * 975 // 1000]


def strays(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """For each claim missed or extra, which of the two it is, and what of it some claim of the other side shares."""
    pairs, missed, extra = comparison
    for side, ours, theirs in (
        ("missed", missed, [*(pair.found for pair in pairs), *extra]),
        ("extra", extra, [*(pair.gold for pair in pairs), *missed]),
    ):
        for one in ours:
            yield side, shared_with(one, theirs)


def shared_with(one: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> str:
    """What of a claim some other one of its document has too."""
    party = any(same_party(one["partner"], other["partner"]) for other in others)
    if party and any(same_data(one, o) for o in others if same_party(one["partner"], o["partner"])):
        return "partner and data"
    return "partner" if party else "data" if any(same_data(one, other) for other in others) else "neither"


def read_dev(shared: Path) -> Dev:
    """The gold set of the research data."""
    folder = shared / "dev"
    sources = {path.stem: read_json(path) for path in sorted((folder / "sources").glob("*.json"))}
    return Dev(folder, read_gold(folder / "gold").claims, sources)


def shipped_scores(folder: Path) -> tuple[ClaimScore, VerdictScore]:
    """Claims and verdicts of a shipped case against the gold beside it."""
    case, gold = read_case(folder), read_gold(folder / "gold")
    found = claims_of((*case.articles, *case.statements), partners=case.partners)
    return score_claims(gold.claims, by_document(found)), score_verdicts(
        gold.verdicts or [], verdicts_of(found, case)
    )


def gold_claim(record: Mapping[str, Any], company: str) -> Claim:
    """A claim as gold tells it: what it was found by is empty, its place starts at 0."""
    return Claim(
        source=record["source"],
        via=(),
        cue="",
        stance=Stance(record["stance"]),
        certainty=Certainty(record["certainty"]),
        grantor=record.get("grantor", company),
        partner=record["partner"],
        actions=tuple(map(Action, record["actions"])),
        data=record["data"],
        consent=Consent(record["consent"]),
        status=Status(record["status"]),
        evidence=record["evidence"],
        start=0,
        end=len(record["evidence"]),
        rule="gold",
    )


def gold_claims(documents: Iterable[Document], gold: Mapping[str, Sequence[Mapping[str, Any]]]) -> Found:
    """The gold claims of documents, as if they had been extracted: gold writes the first words, a claim has its sentence."""
    return [
        (
            one,
            tuple(
                gold_claim({**record, "evidence": carried_on(record["evidence"], one)}, one.company)
                for record in gold.get(one.name, ())
            ),
        )
        for one in documents
    ]


def carried_on(words: str, document: Document) -> str:
    """The words of the document on to the end of their sentence; as they are where they do not stand in it."""
    opening = r"\s+".join(map(re.escape, words.split()))
    found = re.search(rf"{opening}(?:(?![.?!][\"'”’)]*\s|\n\n).)*", document.text, re.DOTALL)
    return found[0] if found else words


def shipped_verdicts_of_gold(folder: Path) -> VerdictScore:
    """Verdicts of a shipped case from its gold claims, against its gold verdicts."""
    case, gold = read_case(folder), read_gold(folder / "gold")
    found = gold_claims((*case.articles, *case.statements), gold.claims)
    return score_verdicts(gold.verdicts or [], verdicts_of(found, case))


def drift_scores(folders: Iterable[Path]) -> Rates:
    """What changes from article to article in shipped cases, from extracted claims, against the gold beside them."""
    wanted, found = [], []
    for folder in folders:
        case = read_case(folder)
        claims = claims_frame(claims_of((*case.articles, *case.statements), partners=case.partners))
        wanted += [{**row, "case": case.id} for row in read_json(folder / "gold" / DRIFT_FILE)]
        found += [{**row, "case": case.id} for row in records(drift(claims, case))]
    return score_drift(wanted, found)


def verdicts_of(found: Found, case: Case) -> list[dict[str, Any]]:
    """The verdict rows of a case."""
    return records(cross_reference(claims_frame(found), case))


def event_case(dev: Dev, gold: Sequence[Mapping[str, Any]]) -> Case:
    """The documents of one event, laid out as a case."""
    names = dev.beside(gold)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        company = json.dumps(dev.sources[names[0]]["company"])
        toml = f'id = "event"\ntitle = "event"\ncompany = {company}\n'
        (folder / "case.toml").write_text(toml, encoding="utf-8")
        for name in names:
            part = folder / ("statements" if dev.known(name)["kind"] is Kind.STATEMENT else "articles")
            part.mkdir(exist_ok=True)
            shutil.copy(dev.text(name), part)
        return read_case(folder)


def event_score(dev: Dev, gold: Sequence[Mapping[str, Any]], *, from_gold: bool = False) -> VerdictScore:
    """The verdicts of one event against gold ones, from extracted claims or from gold claims."""
    case = event_case(dev, gold)
    documents = (*case.articles, *case.statements)
    found = gold_claims(documents, dev.gold) if from_gold else claims_of(documents)
    return score_verdicts(gold, verdicts_of(found, case))


def attribution_figures(shared: Path, method: Method, *, nested: bool, first: int | None = None) -> Any:
    """What the scorer of the corpus says of the `dev` part, or of its first articles."""
    documents = map(read_document, sorted((shared / "polnear/dev/text").glob("*.txt"))[:first])
    with tempfile.TemporaryDirectory() as place:
        predicted = Path(place, "predicted.jsonl")
        with predicted.open("w", encoding="utf-8") as file:
            for document, doc in parse_once(documents):
                found = find_attributions(document, doc, method=method)
                file.write(attributions_line(document, found if nested else outermost(found)) + "\n")
        scorer = [sys.executable, str(shared / "tools/polnear_score.py"), str(shared / "polnear"), "dev"]
        command = [*scorer, str(predicted), "--json", "--only-predicted"]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def claims_each(folder: Path) -> list[int]:
    """How many claims each text of a folder has."""
    return [len(found) for _, found in claims_of(map(read_document, sorted(folder.glob("*.txt"))))]


def phenomena() -> dict[str, tuple[int, int]]:
    """How many sentences of each phenomenon come out right, and how many it has, as its test says."""
    listed = tomllib.loads((ROOT / "tests/phenomena.toml").read_text(encoding="utf-8"))["phenomenon"]
    with tempfile.TemporaryDirectory() as place:
        log = Path(place, "log.xml")
        command = [sys.executable, "-m", "pytest", "tests/test_phenomena.py", f"--junitxml={log}"]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        cases = list(ElementTree.parse(log).iter("testcase"))
    right = {case.attrib["name"].partition("[")[2].removesuffix("]") for case in cases if not len(case)}
    return {one["name"]: counted(one["name"], len(one["case"]), right) for one in listed}


def counted(name: str, number: int, right: set[str]) -> tuple[int, int]:
    """How many of the numbered sentences of a phenomenon are right, of how many."""
    return sum(f"{name} {n}" in right for n in range(1, number + 1)), number
