"""Measure the package against gold and print the figures as Markdown: `make quality`.

`--write` puts them into docs/quality.md, which says what they mean.
"""

import argparse
import inspect
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

import measure

from claims.attribution import Method
from claims.evaluation import FACETS, LEVELS, ClaimScore, Rates, VerdictScore, rates
from claims.extraction import extract_all

PAGE = measure.ROOT / "docs" / "quality.md"
MARKS = ("<!-- figures -->", "<!-- end of figures -->")
FIELDS = ("source", "stance", "certainty", "consent", "status", "actions")
CLAIM_HEADS = ("n", "gold", "found", "what P / R / F1", "95 %", "how F1", "whole P / R / F1", "95 %")
DRIFT_HEADS = ("changes from article to article P / R / F1",)
VERDICT_HEADS = ("gold", "found", "rows P / R / F1", "pairs", *FACETS, "all facets")
TOLD = "kind and company"
SHARED = ("partner and data", "partner", "data", "neither")
USUAL = Method(inspect.signature(extract_all).parameters["method"].default)


def sections(shared: Path, *, quiet_check: bool) -> Iterator[str]:
    """The report, section by section; without the research data, only what ships with the project."""
    if shared.is_dir():
        dev = measure.read_dev(shared)
        yield claims_section(dev)
        yield verdicts_section(dev)
        yield parts_section(dev)
        yield attributions_section(shared)
        yield quietness_section(shared / "polnear", train=quiet_check)
    yield shipped_section()
    yield phenomena_section()


def claims_section(dev: measure.Dev) -> str:
    """Claims on the gold set, from bare text and with what a case tells, and field by field."""
    alone = measure.claims_of(dev.documents(dev.gold, told=False))
    told = measure.claims_of(dev.documents(dev.gold, told=True))
    parts = {
        "all": list(dev.gold),
        "developed on": dev.names(kept_aside=False),
        "kept aside": dev.names(kept_aside=True),
        "first article alone": [n for n in dev.gold if dev.sources[n]["event"] == measure.FIRST],
    }
    rows = [
        (name, given, dev.score(found, names))
        for name, names in parts.items()
        for given, found in (("text alone", alone), (TOLD, told))
    ]
    heads = ("documents", "given")
    claims = table((*heads, *CLAIM_HEADS), [(name, given, *claim_cells(one)) for name, given, one in rows])
    fields = table((*heads, *FIELDS), [(name, given, *field_cells(one)) for name, given, one in rows])
    return (
        f"### Claims on the gold set\n\n{claims}\n"
        f"Of the pairs at level `what`, the share with the right field (actions: mean overlap):\n\n{fields}\n"
        f"Claims without a pair, by what some claim of the other side shares with them ({TOLD}):\n\n"
        + table(
            ("documents", "claims", "n", *SHARED),
            stray_rows({name: one for name, given, one in rows if given == TOLD}),
        )
    )


def stray_rows(scores: Mapping[str, ClaimScore]) -> Iterator[tuple[str, ...]]:
    """Where missed and extra claims miss, for each set of documents."""
    for name, one in scores.items():
        counts = Counter(stray for each in one.documents.values() for stray in measure.strays(each))
        for side in ("missed", "extra"):
            several = [counts[side, what] for what in SHARED]
            yield name, side, *map(str, (sum(several), *several))


def verdicts_section(dev: measure.Dev) -> str:
    """Verdicts on the events of the gold set, from extracted claims and from gold ones."""
    rows = [
        (name, given, str(len(several)), *verdict_cells(several))
        for given, from_gold in (("extracted", False), ("gold", True))
        for name, several in event_scores(dev, from_gold=from_gold).items()
    ]
    return "### Verdicts on the gold set\n\n" + table(("events", "from claims", "n", *VERDICT_HEADS), rows)


def event_scores(dev: measure.Dev, *, from_gold: bool) -> dict[str, list[VerdictScore]]:
    """The scores of all events, of those developed on and of those kept aside."""
    scores = {
        event: measure.event_score(dev, gold, from_gold=from_gold) for event, gold in dev.events().items()
    }
    return {
        "all": list(scores.values()),
        "developed on": [one for event, one in scores.items() if event not in measure.KEPT_ASIDE],
        "kept aside": [one for event, one in scores.items() if event in measure.KEPT_ASIDE],
    }


def parts_section(dev: measure.Dev) -> str:
    """What each part adds: the figures with that part standing empty."""
    documents = dev.documents(dev.gold, told=True)
    runs = {"nothing": measure.claims_of(documents)}
    for part in measure.PARTS:
        with measure.without(part):
            runs[part] = measure.claims_of(documents)
    for method in Method:
        if method is not USUAL:
            runs[f"nothing, attributions by {method}"] = measure.claims_of(documents, method=method)
    rows = []
    for name, found in runs.items():
        scores = [dev.score(found, dev.names(kept_aside=aside)) for aside in (False, True)]
        rows.append((name, *(f"{one.levels[level].f1:.3f}" for one in scores for level in ("what", "whole"))))
    heads = ("left out", "developed on: what F1", "whole F1", "kept aside: what F1", "whole F1")
    return "### What each part adds\n\n" + table(heads, rows)


def attributions_section(shared: Path) -> str:
    """Attributions by both methods: outermost ones, as the corpus annotates them, and all."""
    rows = []
    for counted, nested in (("outermost", False), ("all", True)):
        for method in Method:
            figures = measure.attribution_figures(shared, method, nested=nested)
            both = [three(Rates(*figures[key].values())) for key in ("attr", "attr_source")]
            tokens = [f"{figures[key]['f1']:.3f}" for key in ("content", "source", "cue", "micro")]
            rows.append((method.value, counted, *both, *tokens))
    heads = ("method", "counted", "attribution P / R / F1", "with the right source P / R / F1")
    tokens = ["content F1", "source F1", "cue F1", "token micro F1"]
    return "### Attributions on PolNeAR `dev`\n\n" + table((*heads, *tokens), rows)


def quietness_section(polnear: Path, *, train: bool) -> str:
    """Claims in political news, most of which is about no access to data at all."""
    rows = []
    for part, gated in (("dev", True), ("dev", False), *([("train", True)] if train else [])):
        with nullcontext() if gated else measure.without(measure.GATE):
            counts = measure.claims_each(polnear / part / "text")
        some, share = sum(count > 0 for count in counts), f"{sum(counts) / len(counts):.3f}"
        rows.append((part, "yes" if gated else "no", *map(str, (len(counts), sum(counts), share, some))))
    heads = ("part", "gate by topic", "articles", "claims", "claims per article", "articles with a claim")
    return "### Quietness on PolNeAR\n\n" + table(heads, rows)


def drift_cells(folders: list[Path]) -> tuple[str, ...]:
    """The figures of what changes from article to article, from extracted claims."""
    return (" / ".join(f"{rate:.3f}" for rate in measure.drift_scores(folders)),)


def shipped_section() -> str:
    """Claims, verdicts and drift of every shipped case."""
    folders = sorted(path.parent for path in measure.CASES.glob("*/case.toml"))
    scores = {folder.name: measure.shipped_scores(folder) for folder in folders}
    claims = [(name, *claim_cells(one)) for name, (one, _) in scores.items()]
    fields = [(name, *field_cells(one)) for name, (one, _) in scores.items()]
    verdicts = [
        row
        for folder in folders
        for row in (
            (folder.name, "extracted", *verdict_cells([scores[folder.name][1]])),
            (folder.name, "gold", *verdict_cells([measure.shipped_verdicts_of_gold(folder)])),
        )
    ]
    tables = (
        table(("case", *CLAIM_HEADS), claims),
        table(("case", *FIELDS), fields),
        table(("case", "from claims", *VERDICT_HEADS), verdicts),
        table(("case", *DRIFT_HEADS), [(folder.name, *drift_cells([folder])) for folder in folders]),
    )
    return "### Shipped cases\n\n" + "\n".join(tables)


def phenomena_section() -> str:
    """How many sentences of each phenomenon come out right."""
    found = measure.phenomena()
    rows = [(name, f"{right}/{number}") for name, (right, number) in found.items()]
    every = f"{sum(right for right, _ in found.values())}/{sum(number for _, number in found.values())}"
    return "### Phenomena\n\n" + table(("phenomenon", "right"), [*rows, ("all", every)])


def claim_cells(one: ClaimScore) -> tuple[str, ...]:
    """The cells of a claim score under CLAIM_HEADS."""
    what, how, whole = (one.levels[level] for level in LEVELS)
    around = [f"{low:.2f} to {high:.2f}" for low, high in (measure.spread(one, n) for n in ("what", "whole"))]
    if len(one.documents) == 1:
        around = ["", ""]
    counts = map(str, (len(one.documents), one.gold, one.found))
    return *counts, three(what), around[0], f"{how.f1:.3f}", three(whole), around[1]


def field_cells(one: ClaimScore) -> list[str]:
    """The cells of the fields."""
    return [f"{one.fields[name]:.3f}" for name in FIELDS]


def verdict_cells(scores: Sequence[VerdictScore]) -> tuple[str, ...]:
    """The cells under VERDICT_HEADS of several scores together, facets as shares of the pairs."""
    pairs = sum(len(one.comparison.pairs) for one in scores)
    gold = pairs + sum(len(one.comparison.missed) for one in scores)
    found = pairs + sum(len(one.comparison.extra) for one in scores)
    right = sum((Counter(one.right) for one in scores), Counter[str]())
    counts = [*(right[facet] for facet in FACETS), sum(one.all_right for one in scores)]
    shares = [f"{count / max(pairs, 1):.3f}" for count in counts]
    return str(gold), str(found), three(rates(pairs, found=found, gold=gold)), str(pairs), *shares


def three(one: Rates) -> str:
    """Precision, recall and F1 in one cell."""
    return " / ".join(f"{value:.3f}" for value in one)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def renewed(page: str, figures: str) -> str:
    """The page with the figures between its marks."""
    before, _, rest = page.partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    return f"{before}{MARKS[0]}\n\n{figures}\n{MARKS[1]}{after}"


def main() -> None:
    """Print the report as it grows; renew the page if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=measure.SHARED, help="the folder of research data")
    parser.add_argument("--quiet-check", action="store_true", help="read PolNeAR train as well (slow)")
    parser.add_argument("--write", action="store_true", help="renew docs/quality.md")
    chosen = parser.parse_args()
    report = []
    for section in sections(chosen.shared, quiet_check=chosen.quiet_check):
        sys.stdout.write(f"{section}\n")
        sys.stdout.flush()
        report.append(section)
    if chosen.write:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), "\n".join(report)), encoding="utf-8")


if __name__ == "__main__":
    main()
