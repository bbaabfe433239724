"""The five functions on the command line: their options, execution and output.

In a terminal results are tables; for other programs they are plain lines.
"""

import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from wijkexcel.checks.next_step import next_step
from wijkexcel.cli.arguments import Parser
from wijkexcel.cli.json_models.printed import print_json, shows_json
from wijkexcel.cli.json_models.step import step_shape
from wijkexcel.cli.options import TO_MEND, may_save_elsewhere, takes_template, takes_workbook
from wijkexcel.cli.spinner import terminal, with_spinner
from wijkexcel.dutch.lists import at_most, choice
from wijkexcel.dutch.numbers import count
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.outgoing.letter import Audience
from wijkexcel.steps.on_file import Result, run_step
from wijkexcel.steps.report import Report

WITH_TEMPLATE = ("besluit", "brief")

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
    message = f"geef {choice(Audience)}; u gaf '{text}'."
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


def what_next(report: Report, workbook: Path | None) -> str:
    """Say after a check what to do next."""
    if report.step != "valideer":
        return ""
    name = str(workbook or "")
    return f"Hierna: {next_step(report.dossier, report.outcome, report.errors, name)}"


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
        terminal("step").show_step(result)
    else:
        print(*plain_lines(result), sep="\n")
