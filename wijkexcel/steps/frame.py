"""The shared beginning and end of the five functions.

They write only to cells that the program owns, log each run, and stop if a total is in doubt.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from wijkexcel.checks.catalogue import check
from wijkexcel.checks.equality import check_equality, unexplained
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.days import moment
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import WorkbookChangedError
from wijkexcel.hosts.port import Calculation, Port
from wijkexcel.hosts.shown import check_shown
from wijkexcel.layout.sheets.five_steps import DUE
from wijkexcel.layout.sheets.second_look import FIRST_ROUND
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.rules import lapsed
from wijkexcel.rules.due import due
from wijkexcel.rules.first_round import beside, to_log
from wijkexcel.rules.outcome import Outcome, outcome_of
from wijkexcel.rules.settled import to_remember
from wijkexcel.sentences import logged
from wijkexcel.steps.changes import (
    Change,
    control_changes,
    findings_changes,
    log_changes,
    next_log_row,
    said_before,
    to_edits,
)
from wijkexcel.steps.report import Document, Report, Run
from wijkexcel.workbook.altered import altered_findings
from wijkexcel.workbook.derived_cells import compare_at
from wijkexcel.workbook.places import Places, places_of
from wijkexcel.workbook.reading.read import Reading, read

MISLED = (
    "De formules in het werkboek geven steeds andere uitkomsten. Wacht tot niemand er nog in typt "
    "en kies de opdracht opnieuw. Er is niets veranderd."
)


class StoredResultsMisledError(WorkbookChangedError):
    """The stored results were right, but the formulas give others.

    The file contains stale results, or a user typed in an open workbook at that very moment.
    """


@dataclass
class Work:
    """State shared by the parts of one step."""

    port: Port
    run: Run
    reading: Reading
    outcome: Outcome
    findings: list[Finding]
    equal: bool | None
    about: list[Finding] = field(default_factory=list)
    """The findings on the formulas and their results: decisions do not affect them."""
    declared: bool = False
    """Whether every formula is the one that this version of the program declares."""
    changes: list[Change] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    filled: int = 0

    @property
    def today(self) -> date:
        """Date for documents: as set on Start, or else the day of the run."""
        return self.reading.dossier.settings.letter_date or self.run.when.date()

    @property
    def in_doubt(self) -> bool:
        """Whether a total cannot be trusted, so that nothing may depend on it."""
        return self.equal is False


def all_findings(read: Iterable[Finding], checked: Iterable[Finding]) -> list[Finding]:
    """Join the findings of reading and of checking.

    An unreadable cell gets no other findings: for the checks it is empty.
    """
    unread = list(read)
    places = {f.where for f in unread if f.severity is Severity.ERROR}
    return [
        *unread,
        *(f for f in checked if f.where not in places),
    ]


def held_against(
    port: Port,
    reading: Reading,
    outcome: Outcome,
    places: Places | None = None,
    *,
    again: bool = False,
    of_now: bool = True,
) -> tuple[Calculation, list[Finding]]:
    """Compare the workbook's own results with the program's.

    A workbook of another version (not ``of_now``) may present the same results differently: of that
    only the calculation itself is compared.

    Stored results are only evidence if they are right; if they differ, the workbook is
    recalculated.
    """
    where = places or places_of(port, reading.layout, reading.map)

    def differences(calculation: Calculation) -> list[Finding]:
        found = list(check_equality(reading.dossier, outcome, calculation.cells))
        if found or not of_now:
            return found
        return list(check_shown(port, where, reading, outcome, calculation))

    calculation = port.calculated(reading, again=again)
    different = differences(calculation)
    if different and not calculation.fresh and not again:
        calculation = port.calculated(reading, again=True)
        different = differences(calculation)
    return calculation, different


def begin(port: Port, run: Run) -> Work:
    """Read the workbook, check it, calculate, and compare its results with the program's."""
    reading = read(port)
    dossier = reading.dossier
    outcome = outcome_of(dossier)
    findings = all_findings(reading.findings, check(dossier, outcome, run.when.date()))
    places = places_of(port, reading.layout, reading.map)
    compared = compare_at(port, places)
    about = altered_findings(compared)
    equal: bool | None = False
    if not compared.altered:
        equal, results = _results(
            port, reading, outcome, findings, places, again=run.again, of_now=not compared.otherwise
        )
        about += results
    placed = [reading.map.place(finding) for finding in (*findings, *about)]
    declared = not compared.altered and not compared.otherwise
    return Work(port, run, reading, outcome, placed, equal, about=about, declared=declared)


def _results(
    port: Port,
    reading: Reading,
    outcome: Outcome,
    found: list[Finding],
    places: Places,
    *,
    again: bool,
    of_now: bool,
) -> tuple[bool | None, list[Finding]]:
    """Tell whether the results of a workbook equal the program's, with the findings on that."""
    calculation, different = held_against(
        port, reading, outcome, places, again=again, of_now=of_now
    )
    if different and not calculation.fresh:
        return None, [
            Finding(
                Severity.WARNING,
                "niet-doorgerekend",
                Where("calcOpgaven"),
                "Dit werkboek is te groot om hier door te rekenen, dus het "
                "programma kon niet nagaan of de formules hetzelfde zeggen.",
                "Open het in Excel of LibreOffice, sla het op en controleer opnieuw.",
            )
        ]
    told = unexplained(different, found)
    if calculation.stale and not different:
        told.append(
            Finding(
                Severity.NOTE,
                "oude-uitkomsten",
                Where("calcOpgaven"),
                "De uitkomsten die in het bestand stonden waren oud. Ze zijn opnieuw uitgerekend.",
                "U hoeft niets te doen.",
            )
        )
    return not different, told


def finish(work: Work, step: str, message: Written) -> Report:
    """Write findings, control cells, log and changes into the workbook, and report.

    Raises:
        StoredResultsMisledError: after writing, the formulas give different totals.
    """
    dossier = work.reading.dossier
    mark = fingerprint(dossier)
    log_row = next_log_row(work.reading, work.port)
    if log_row is None:
        work.findings.append(
            Finding(
                Severity.WARNING,
                "logboek-vol",
                Where("tblLogboek"),
                "Het logboek is vol.",
                f"Laat '{as_typed('bijwerken')}' lopen: dat geeft het meer regels.",
                "Logboek",
            )
        )
    report = Report(
        step=step,
        message=message,
        dossier=dossier,
        outcome=work.outcome,
        findings=tuple(work.findings),
        fingerprint=mark,
        equal=work.equal,
        filled=work.filled,
        documents=tuple(work.documents),
        refused=work.refused,
        known=said_before(work.reading, work.port),
    )
    when = work.run.when.replace(microsecond=0, tzinfo=None)
    equal = {True: "ja", False: "nee: zie Bevindingen", None: "niet nagegaan"}[report.equal]
    line = logged.step_line(step, message)
    changes = [
        *work.changes,
        *findings_changes(report.findings, work.reading),
        *control_changes(
            {
                "checked_on": moment(when),
                "checked_result": line,
                "checked_errors": report.errors,
                "checked_warnings": report.warnings,
                "checked_fingerprint": mark,
                "checked_equal": equal,
                DUE: due(dossier, work.run.when.date()) or None,
            }
        ),
        *_first_round(work),
        *log_changes(log_row, work.reading, when, work.run.who, (*_of_note(work), line)),
    ]
    work.port.write(to_edits(changes, work.reading, work.port))
    after = work.port.after_write(work.reading, sound=work.equal is True and work.declared)
    if work.equal and any(check_equality(dossier, work.outcome, after.cells)):
        raise StoredResultsMisledError(MISLED)
    return report


def _first_round(work: Work) -> list[Change]:
    """How opgaven stood after the first round, beside how they stand now; not if in doubt."""
    located = work.reading.map.tables.get("tblHeroverweging")
    if work.in_doubt or located is None or FIRST_ROUND not in located.columns:
        return []
    stood = beside(work.reading.dossier, work.outcome)
    return [Change("tblHeroverweging", row, FIRST_ROUND, stood.get(row)) for row in located.rows]


def _of_note(work: Work) -> list[Written]:
    """What Logboek keeps besides the run: the first round, and decisions without errors."""
    wrong = {
        f.where.row
        for f in work.findings
        if f.severity is Severity.ERROR and f.where.table == "tblBesluit"
    }
    dossier = work.reading.dossier
    rounds = [] if work.in_doubt else to_log(dossier, work.outcome)
    return [*rounds, *lapsed.to_log(dossier), *to_remember(dossier, wrong)]
