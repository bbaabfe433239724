"""Results in a terminal: as tables, or as plain lines where another program reads along."""

import sys
from collections.abc import Callable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.commands import Result
from wijkexcel.dutch.numbers import share
from wijkexcel.hosts.explain import second_look
from wijkexcel.hosts.steps import Report
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.rules.threshold import in_words

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MOST_FINDINGS = 25


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """Order findings: errors first; within a severity as they were found."""
    return sorted(findings, key=lambda finding: list(Severity).index(finding.severity))


def show_findings(console: Console, findings: tuple[Finding, ...]) -> None:
    """Print findings, errors first."""
    if not findings:
        return
    table = Table(title="Bevindingen", title_justify="left", show_lines=False)
    for header in ("Ernst", "Plek", "Wat is er?", "Wat kunt u doen?"):
        table.add_column(header, overflow="fold")
    listed = worst_first(findings)
    for finding in listed[:MOST_FINDINGS]:
        place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
        style = _COLOURS[finding.severity]
        table.add_row(
            f"[{style}]{finding.severity.value}[/]", escape(place), escape(finding.problem),
            escape(finding.action),
        )  # fmt: skip
    console.print(table)
    if len(listed) > MOST_FINDINGS:
        rest = len(listed) - MOST_FINDINGS
        console.print(f"… en nog {rest}; ze staan alle op het blad Bevindingen.")


def show_overview(console: Console, report: Report) -> None:
    """Print the opgaven in order of rank."""
    limit = report.dossier.settings.threshold
    names = {o.id: o.name for o in report.dossier.opgaven}
    table = Table(title="Overzicht", title_justify="left")
    for header, justify in (
        ("Rang", "right"), ("Nr", "left"), ("Opgave", "left"), ("Totaal", "right"),
        ("Laagst", "right"), ("Hoogst", "right"), ("Stand", "left"), ("Dekking", "right"),
    ):  # fmt: skip
        table.add_column(header, justify="right" if justify == "right" else "left")
    ranked = sorted(report.outcome.opgaven, key=lambda o: (o.rank is None, o.rank or 0, o.opgave))
    for o in ranked:
        totals = (o.total, o.lowest, o.highest)
        numbers = [in_words(total, limit) if total is not None else "" for total in totals]
        style = "green" if o.status.reaches else ""
        coverage = share(o.coverage) if o.coverage is not None else ""
        table.add_row(
            str(o.rank or ""), o.opgave, escape(names[o.opgave]), *numbers, o.status.value,
            coverage, style=style,
        )  # fmt: skip
    console.print(table)


def show_second_look(console: Console, report: Report) -> None:
    """Print what deserves a second look and why."""
    table = Table(title="Nog eens bekijken", title_justify="left")
    for header in ("Nr", "Opgave", "Waarom"):
        table.add_column(header, overflow="fold")
    for opgave in report.dossier.opgaven:
        text = second_look(report.dossier, opgave, report.outcome[opgave.id])
        if text:
            table.add_row(opgave.id, escape(opgave.name), escape(text))
    console.print(table)


def show(console: Console, result: Result) -> None:
    """Print what a step found, did and made."""
    report = result.report
    show_findings(console, report.findings)
    if report.step == "bereken":
        show_overview(console, report)
    if report.step == "heroverweeg":
        show_second_look(console, report)
    console.print(f"[bold]{report.step}[/]: {escape(report.message)}")
    for path in result.files:
        console.print(f"Gemaakt: {escape(str(path))}", highlight=False, soft_wrap=True)
    for word in result.words:
        console.print(escape(word))
    console.print(f"Bijgewerkt: {escape(str(result.saved))}", highlight=False, soft_wrap=True)
    if result.previous is not None:
        console.print(
            f"Vorige versie: {escape(str(result.previous))}", highlight=False, soft_wrap=True
        )


def plain_lines(result: Result) -> list[str]:
    """List findings, the result, and what was made."""
    report = result.report
    return [
        *(f"{finding.severity.value}: {finding.text}" for finding in worst_first(report.findings)),
        f"{report.step}: {report.message}",
        *(str(path) for path in result.files),
        *result.words,
    ]


def show_result(result: Result) -> None:
    """Print what a step found, did and made, as fits where it is read."""
    if sys.stdout.isatty():
        show(Console(), result)
    else:
        print(*plain_lines(result), sep="\n")


def with_spinner(text: str, work: Callable[[], Result]) -> Result:
    """Do the work; show meanwhile, in a terminal, that it goes on."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return work()
    with console.status(text):
        return work()
