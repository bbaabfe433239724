"""The five functions on the command line: their options, execution and output.

In a terminal results are tables; for other programs they are plain lines.
"""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from wijkexcel.checks.next_step import next_step
from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.json_models.step import step_shape
from wijkexcel.cli.options import TO_MEND, may_save_elsewhere, takes_template, takes_workbook
from wijkexcel.cli.spinner import with_spinner
from wijkexcel.dutch.lists import any_of, at_most
from wijkexcel.dutch.numbers import count, share
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.letter import Audience
from wijkexcel.rules.threshold import in_words
from wijkexcel.steps.explain import second_look
from wijkexcel.steps.on_file import Result, run_step
from wijkexcel.steps.report import Report

WITH_TEMPLATE = ("besluit", "brief")

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
MOST_FINDINGS = 25
FEW_ALIKE, SHOWN_CELLS = 3, 10
"""More similar findings than this are merged, and this many cells of the others are listed."""


def declare(command: Parser) -> None:
    """Declare the arguments of one of the five functions."""
    command.set_defaults(step=command.name, template=None, audience=Audience.RESIDENTS)
    takes_workbook(command)
    may_save_elsewhere(command)
    shows_json(command)
    if command.name in WITH_TEMPLATE:
        takes_template(command)
    if command.name == "brief":
        command.options.add_argument(
            "--voor",
            dest="audience",
            metavar="WIE",
            type=audience,
            help="Voor wie de brief is: bewoners (als u niets opgeeft) of partners.",
        )


def audience(text: str) -> Audience:
    """Parse whom a letter is for."""
    for known in Audience:
        if text.strip().casefold() == known:
            return known
    message = f"geef {any_of(Audience)}; u gaf '{text}'."
    raise ArgumentTypeError(message)


def run(asked: Namespace) -> int:
    """Run the function and show the result."""

    def work() -> Result:
        return run_step(
            asked.step,
            asked.workbook,
            target=asked.target,
            template=asked.template,
            audience=asked.audience,
        )

    if asked.as_json:
        result = work()
        print_json(step_shape(result))
    else:
        result = with_spinner(f"{asked.step} loopt…", work)
        show_result(result)
    return TO_MEND if result.report.errors or result.report.refused else 0


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Order findings: errors first; within a severity in the order found."""
    return sorted(findings, key=lambda finding: list(Severity).index(finding.severity))


def told_once(findings: Sequence[Finding]) -> list[Finding]:
    """Worst first; many of one kind in one column are merged into one that lists the cells."""
    sorts: dict[tuple[str, ...], list[Finding]] = {}
    for f in worst_first(findings):
        sort = (f.severity, f.code, f.sheet, f.where.column, f.action)
        sorts.setdefault(sort, []).append(f)
    found: list[Finding] = []
    for same in sorts.values():
        first, *others = same
        if len(same) <= FEW_ALIKE:
            found += same
        else:
            cells = at_most([f.cell or f.where.row for f in others], SHOWN_CELLS)
            found.append(replace(first, problem=f"{first.problem} Dit speelt ook in {cells}."))
    return found


def to_tell(report: Report) -> list[Finding]:
    """The findings that a step shows: those that must be fixed, and those not reported before.

    The check itself (valideer) shows everything.
    """
    return told_once([f for f in report.findings if not _old_news(report, f)])


def _old_news(report: Report, finding: Finding) -> bool:
    """Whether an earlier step reported it and it does not have to be fixed."""
    if report.step == "valideer" or finding.severity is Severity.ERROR:
        return False
    return finding.problem in report.known


def told_before(report: Report) -> str:
    """Say how much is left out because an earlier step reported it; empty for nothing."""
    known = sum(_old_news(report, finding) for finding in report.findings)
    if not known:
        return ""
    what = count(known, "bevinding van eerder staat", "bevindingen van eerder staan")
    return f"Nog {what} op het blad Bevindingen."


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


def what_next(report: Report, workbook: Path | None) -> str:
    """Say after a check what to do next."""
    if report.step != "valideer":
        return ""
    name = str(workbook or "")
    return f"Hierna: {next_step(report.dossier, report.outcome, report.errors, name)}"


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


def plain_lines(result: Result) -> list[str]:
    """List findings, the result, and documents."""
    report = result.report
    return [
        *(f"{finding.severity.value}: {finding.text}" for finding in to_tell(report)),
        *filter(None, (told_before(report),)),
        f"{report.step}: {report.message}",
        *(str(path) for path in result.files),
        *result.words,
        *filter(None, (what_next(report, result.saved),)),
    ]


def show_result(result: Result) -> None:
    """Print the result of a step, in a form that suits the reader."""
    if sys.stdout.isatty():
        show(Console(), result)
    else:
        print(*plain_lines(result), sep="\n")
