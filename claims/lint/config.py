"""Which rules run where, and how loud: from `[tool.claims.lint]` of pyproject.toml, or `[lint]` of a case.

`ignore = ["vague-partner"]`, `severity = { CL203 = "warning" }`, and the same again for the paths of a pattern.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from claims.documents.case import CASE_FILE
from claims.documents.frontmatter import check_keys, names_value, text_value
from claims.errors import InputError
from claims.lint.model import Rule, Severity
from claims.lint.registry import RULES, codes, find_rules
from claims.lint.suppression import Setting

HOMES = (("pyproject.toml", ("tool", "claims", "lint")), (CASE_FILE, ("lint",)))
EVERYWHERE = "*"
KEYS = ("select", "ignore", "severity", "paths", "suppress")
PATH_KEYS = ("ignore", "severity")
SUPPRESS_KEYS = ("rule", "document", "passage", "reason")


@dataclass(frozen=True, slots=True)
class Choice:
    """Rules left out, and severities changed, for the files that match `pattern`, seen from the folder `base`."""

    pattern: str = EVERYWHERE
    base: Path = Path()
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def matches(self, path: str) -> bool:
        """Whether a file is meant: by its path from the configuration's folder, or by its name."""
        full, base = Path(path).resolve(), self.base.resolve()
        inside = full.relative_to(base).as_posix() if full.is_relative_to(base) else full.as_posix()
        return fnmatch(inside, self.pattern) or fnmatch(full.name, self.pattern)


@dataclass(frozen=True, slots=True)
class Config:
    """What to run: the rules selected, or all, less those that the choices leave out."""

    select: frozenset[str] = frozenset()
    choices: tuple[Choice, ...] = ()
    suppress: tuple[Setting, ...] = ()

    def active(self) -> frozenset[str]:
        """The codes of the rules that run somewhere."""
        everywhere = [choice.ignore for choice in self.choices if choice.pattern == EVERYWHERE]
        return (self.select or frozenset(RULES)) - frozenset().union(*everywhere)

    def severity(self, rule: Rule, path: str, raised: Severity) -> Severity | None:
        """How loud the rule is in that file, the last choice first; None where it is left out."""
        if rule.code not in self.active():
            return None
        here = [choice for choice in self.choices if choice.matches(path)]
        if any(rule.code in choice.ignore for choice in here):
            return None
        return next((c.severity[rule.code] for c in reversed(here) if rule.code in c.severity), raised)

    def narrowed(self, select: Iterable[str], ignore: Iterable[str]) -> "Config":
        """The same with the rules that a command line selects and ignores."""
        chosen, left_out = codes(select, "--select"), codes(ignore, "--ignore")
        choices = (*self.choices, Choice(ignore=left_out)) if left_out else self.choices
        return replace(self, select=chosen or self.select, choices=choices)


def read_config(path: Path) -> Config:
    """The configuration for a file or folder: that of the nearest pyproject.toml, and on top of it that of its case.

    What the case selects holds instead, what it ignores or sets aside holds as well. InputError for a key or a rule
    that is not known.
    """
    project, case = (_nearest(path.resolve(), *home) for home in HOMES)
    choices, suppress = project.choices + case.choices, project.suppress + case.suppress
    return Config(case.select or project.select, choices, suppress)


def _nearest(here: Path, name: str, keys: Sequence[str]) -> Config:
    for folder in (here, *here.parents):
        table = _table(folder / name, keys)
        if table is not None:
            return _config(table, str(folder / name), folder)
    return Config()


def _table(file: Path, keys: Iterable[str]) -> dict[str, Any] | None:
    if not file.is_file():
        return None
    try:
        table: Any = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError, OSError) as error:
        raise InputError(str(file), f"cannot be read ({error})", "it holds TOML in UTF-8") from error
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return table if isinstance(table, dict) else None


def _config(table: dict[str, Any], where: str, base: Path) -> Config:
    where = f"{where}, lint"
    check_keys(table, KEYS, where)
    paths = table.get("paths", {})
    if not isinstance(paths, dict) or not all(isinstance(entry, dict) for entry in paths.values()):
        raise InputError(
            where, f"paths is {paths!r}", 'write "drafts/*" = { ignore = ["CL505"] } under paths'
        )
    for pattern, entry in paths.items():
        check_keys(entry, PATH_KEYS, f"{where}, paths {pattern}")
    entries = [(EVERYWHERE, table), *paths.items()]
    choices = tuple(_choice(entry, pattern, base, where) for pattern, entry in entries)
    selected = names_value("select", table.get("select", []), where)
    return Config(codes(selected, where), choices, _suppressions(table, where))


def _choice(table: Mapping[str, Any], pattern: str, base: Path, where: str) -> Choice:
    ignored = names_value("ignore", table.get("ignore", []), where)
    levels = table.get("severity", {})
    if not isinstance(levels, dict) or not set(map(str, levels.values())) <= set(Severity):
        valid = f'write CL203 = "{Severity.WARNING}"; severities are {", ".join(Severity)}'
        raise InputError(where, f"severity is {levels!r}", valid)
    named = {r.code: Severity(level) for name, level in levels.items() for r in find_rules(name, where)}
    return Choice(pattern, base, codes(ignored, where), named)


def _suppressions(table: Mapping[str, Any], where: str) -> tuple[Setting, ...]:
    entries = table.get("suppress", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(
            where, f"suppress is {entries!r}", f"[[lint.suppress]] has {', '.join(SUPPRESS_KEYS)}"
        )
    return tuple(_suppression(entry, where) for entry in entries)


def _suppression(entry: dict[str, Any], where: str) -> Setting:
    place = f"{where}, suppress"
    check_keys(entry, SUPPRESS_KEYS, place)
    values = {key: text_value(key, entry.get(key, ""), place) for key in SUPPRESS_KEYS}
    missing = [key for key in ("rule", "document", "reason") if not values[key]]
    if missing:
        raise InputError(
            place, f"no {', '.join(missing)}", "a suppression names rule and document, and says why"
        )
    named = codes([values["rule"]], place)
    return Setting(
        named, values["document"], values["passage"], values["reason"], where.removesuffix(", lint")
    )
