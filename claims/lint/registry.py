"""The rules by code, and every way to name them: `CL101`, `headline-overstates`, both as printed, or a family `CL1`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from claims.errors import InputError
from claims.lint.model import Example, Hit, Looks, Rule, Severity, Subject

Check = Callable[[Any], Iterator[Hit]]
RULES: dict[str, Rule] = {}
FAMILIES = {
    "CL0": "the linter's own comments",
    "CL1": "headline against body",
    "CL2": "who says so",
    "CL3": "quotations",
    "CL4": "consent",
    "CL5": "consistency and completeness",
    "CL6": "provenance and review",
    "CL7": "charts and tables",
}
EVERY = "all"
NEAR, CLOSE = 3, 0.5


def rule(
    code: str,
    slug: str,
    *,
    severity: Severity,
    what: str,
    why: str,
    advice: str,
    flags: Sequence[Example],
    passes: Sequence[Example],
    subject: Subject = Subject.ARTICLE,
    looks: Looks = Looks.ANYWHERE,
) -> Callable[[Check], Check]:
    """Enter the decorated function as a rule; ValueError where its code or slug is taken or examples are missing."""

    def enter(check: Check) -> Check:
        if {code, slug} & {name for other in RULES.values() for name in (other.code, other.slug)}:
            raise ValueError(f"another rule is called {code} or {slug}")
        if not flags or not passes:
            raise ValueError(f"{code} needs texts that it is raised on and texts that it passes")
        RULES[code] = Rule(
            code, slug, severity, subject, looks, what, why, advice, tuple(flags), tuple(passes), check
        )
        return check

    return enter


def in_order() -> tuple[Rule, ...]:
    """All rules by their codes."""
    return tuple(sorted(RULES.values(), key=lambda rule: rule.code))


def find_rules(name: str, where: str) -> tuple[Rule, ...]:
    """The rules that a name means; InputError naming the near ones where there is none."""
    wanted = " ".join(name.split()).casefold()
    found = tuple(r for r in in_order() if wanted in _names(r))
    if not found:
        raise InputError(where, f"no rule is called {name!r}", _hint(wanted))
    return found


def codes(names: Iterable[str], where: str) -> frozenset[str]:
    """The codes of all the rules that the names mean."""
    return frozenset(r.code for name in names for r in find_rules(name, where))


def _names(rule: Rule) -> set[str]:
    return {EVERY, *(name.casefold() for name in (rule.code[:3], rule.code, rule.slug, rule.name))}


def _hint(wanted: str) -> str:
    known = {name.casefold(): r.name for r in in_order() for name in (r.code, r.slug, r.name)}
    near = dict.fromkeys(known[name] for name in get_close_matches(wanted, known, NEAR, CLOSE))
    listed = (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"rules are {', '.join(r.name for r in in_order())};"
    )
    return f"{listed} a family goes by its first letters, as CL2, and {EVERY!r} is every rule"
