"""The linter: `claims lint article.md` asks an editor about each passage that a rule is raised on."""

from enum import StrEnum
from typing import Annotated

import typer

from claims.cli.app import app
from claims.cli.options import CompanyOption, KindOption, MethodOption, OutputOption, SpeakerOption
from claims.cli.output import FINDINGS, leave, tell, write


class LintFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class FailOn(StrEnum):
    """From which severity on findings set the exit code."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


RulesOption = Annotated[list[str] | None, typer.Option(metavar="RULE", help="Only these rules.")]
IgnoreOption = Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules.")]


@app.command()
def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files, folders or case folders; a case is read as one."),
    ] = None,
    format: Annotated[LintFormat, typer.Option(help="How to print.")] = LintFormat.TEXT,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Print the page of a rule, or of all, and end.")
    ] = None,
    select: RulesOption = None,
    ignore: IgnoreOption = None,
    fail_on: Annotated[FailOn, typer.Option(help="From which severity on to exit with 1.")] = FailOn.ERROR,
    show_suppressed: Annotated[
        bool, typer.Option("--show-suppressed", help="Print what is set aside, too.")
    ] = False,
    kind: KindOption = None,
    speaker: SpeakerOption = None,
    company: CompanyOption = None,
    output: OutputOption = None,
    attribution: MethodOption = None,
) -> None:
    """Questions to an editor: headlines, sources, quotations, consent, contradictions, missing replies."""
    from claims import lint as linter
    from claims.attribution import DEFAULT, Method
    from claims.lint.formats import FORMATS

    if explain:
        write([linter.explained(explain).rstrip("\n")], output)
        return
    if not paths:
        raise typer.BadParameter("name a file, a folder or a case", param_hint="PATH...")
    gathered = linter.Gathered(
        tell,
        Method(attribution) if attribution else DEFAULT,
        tuple(select or ()),
        tuple(ignore or ()),
        {"kind": kind, "speaker": speaker, "company": company},
    )
    found = list(gathered.findings(paths))
    shown = {"show_suppressed": True} if show_suppressed else {}
    write(FORMATS[format](found, **shown), output)
    leave(gathered.unreadable)
    if linter.fails(found, fail_on):
        raise typer.Exit(FINDINGS)
