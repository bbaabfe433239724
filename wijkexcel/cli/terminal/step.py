"""The result of a step in a terminal: tables in colour."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.cli.stap import to_tell, told_before, what_next
from wijkexcel.dutch.numbers import share
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.rules.threshold import in_words
from wijkexcel.steps.explain import second_look
from wijkexcel.steps.on_file import Result
from wijkexcel.steps.report import Report

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MOST_FINDINGS = 25


def show_step(result: Result) -> None:
    """Show the result of a step in the terminal."""
    show(Console(), result)


def show_findings(console: Console, listed: Sequence[Finding]) -> None:
    """Print findings, in the order they are given."""
    if not listed:
        return
    table = Table(title="Bevindingen", title_justify="left", show_lines=False)
    for header in ("Ernst", "Plek", "Wat is er?", "Wat kunt u doen?"):
        table.add_column(header, overflow="fold")
    for finding in listed[:MOST_FINDINGS]:
        place = f"{finding.sheet}!{finding.cell}" if finding.cell else finding.sheet
        style = _COLOURS[finding.severity]
        table.add_row(
            f"[{style}]{finding.severity.value}[/]",
            escape(place),
            escape(finding.problem),
            escape(finding.action),
        )
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
        ("Rang", "right"),
        ("Nr", "left"),
        ("Opgave", "left"),
        ("Totaal", "right"),
        ("Laagst", "right"),
        ("Hoogst", "right"),
        ("Stand", "left"),
        ("Dekking", "right"),
    ):
        table.add_column(header, justify="right" if justify == "right" else "left")
    ranked = sorted(report.outcome.opgaven, key=lambda o: (o.rank is None, o.rank or 0, o.opgave))
    for o in ranked:
        totals = (o.total, o.lowest, o.highest)
        numbers = [in_words(total, limit) if total is not None else "" for total in totals]
        style = "green" if o.status.reaches else ""
        coverage = share(o.coverage) if o.coverage is not None else ""
        table.add_row(
            str(o.rank or ""),
            o.opgave,
            escape(names[o.opgave]),
            *numbers,
            o.status.value,
            coverage,
            style=style,
        )
    console.print(table)


def show_second_look(console: Console, report: Report) -> None:
    """Print what should be reconsidered and why."""
    table = Table(title="Nog eens bekijken", title_justify="left")
    for header in ("Nr", "Opgave", "Waarom"):
        table.add_column(header, overflow="fold")
    for opgave in report.dossier.opgaven:
        text = second_look(report.dossier, opgave, report.outcome[opgave.id])
        if text:
            table.add_row(opgave.id, escape(opgave.name), escape(text))
    console.print(table)


def show(console: Console, result: Result) -> None:
    """Print the findings, changes and documents of a step."""
    report = result.report
    show_findings(console, to_tell(report))
    if before := told_before(report):
        console.print(before)
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
    if then := what_next(report, result.saved):
        console.print(escape(then), highlight=False, soft_wrap=True)
