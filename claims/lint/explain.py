"""The page of a rule: what, why, whose advice, texts that it is raised on and passes, and how often it was right."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from claims.lint.model import Example, Rule, Severity
from claims.lint.registry import FAMILIES, find_rules, in_order

ENOUGH = 0.8
HEADER = """# The rules of `claims lint`

Each finding is a question to an editor, never a verdict. `claims lint --explain CL101` prints the page of a rule; this file
is all of them (`claims lint --explain all`). How often a rule was right was counted by hand over up to 30 of its findings on
the shipped cases and on articles that are no part of this repository. A rule that is right less than four times in five is a
note, and the page of one that was never raised there says so.
"""


@cache
def precision() -> dict[str, dict[str, Any]]:
    """By code, how many of a rule's findings were `right` and `wrong` when they were read by hand."""
    text = resources.files("claims.lint").joinpath("precision.toml").read_text(encoding="utf-8")
    return {code: counts for code, counts in tomllib.loads(text).items() if isinstance(counts, dict)}


def explained(name: str) -> str:
    """The page of the rule that a name means, or all pages; InputError for an unknown name."""
    found = find_rules(name, "--explain")
    return pages() if len(found) == len(in_order()) else "\n".join(page(rule) for rule in found)


def page(rule: Rule) -> str:
    """The page of a rule, in Markdown."""
    return "\n\n".join(_parts(rule)) + "\n"


def pages() -> str:
    """The pages of all rules, under their families."""
    parts = [HEADER]
    for family, about in FAMILIES.items():
        rules = [rule for rule in in_order() if rule.code.startswith(family)]
        parts += [f"## {family}xx: {about}\n", *(page(rule).replace("# ", "### ", 1) for rule in rules)]
    return "\n".join(parts)


def _parts(rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}"
    yield f"**{rule.severity.capitalize()}** on each {rule.subject}, {rule.looks}."
    yield rule.what
    yield f"**Why.** {rule.why}"
    yield f"**Source of the advice.** {rule.advice}"
    yield f"**Measured.** {measured(rule)}"
    for heading, examples in (("Raised on", rule.flags), ("Passes", rule.passes)):
        yield f"{heading}:"
        yield from (_example(example) for example in examples)


def measured(rule: Rule) -> str:
    """How often the rule was right, in words."""
    counts = precision().get(rule.code, {})
    right, wrong = counts.get("right", 0), counts.get("wrong", 0)
    if not right + wrong:
        return "Not raised on the texts that were read; its own examples are all it was tried on."
    return f"Right in {right} of {right + wrong} findings that were read by hand ({right / (right + wrong):.0%})."


def is_precise(rule: Rule) -> bool:
    """Whether the counts allow the rule to be louder than a note."""
    counts = precision().get(rule.code, {})
    right, wrong = counts.get("right", 0), counts.get("wrong", 0)
    return rule.severity is Severity.NOTE or right >= ENOUGH * (right + wrong)


def _example(example: Example) -> str:
    files = {"": example} if isinstance(example, str) else example
    return "\n\n".join("\n".join(f"    {line}".rstrip() for line in _shown(*file)) for file in files.items())


def _shown(name: str, text: str) -> list[str]:
    return [*([f"[{name}]"] if name else []), *text.rstrip().splitlines()]
