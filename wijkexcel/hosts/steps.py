"""The five functions on any port: read, check, calculate, write back, render.

They write only what the program owns, log each run, and stop where a total is in doubt.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from wijkexcel.checks.catalogue import check
from wijkexcel.checks.equality import check_equality, unexplained
from wijkexcel.documents.internal_builder import decision_sheet
from wijkexcel.documents.letter import letter_docx
from wijkexcel.documents.names import decision_sheet_name, letter_name
from wijkexcel.documents.own_text import own_text
from wijkexcel.documents.sheet import decision_sheet_docx
from wijkexcel.dutch import logged
from wijkexcel.dutch.days import moment
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import WorkbookChangedError
from wijkexcel.hosts.changes import (
    Change,
    control_changes,
    decision_changes,
    findings_changes,
    log_changes,
    next_log_row,
    only_on_empty_cells,
    said_before,
    to_edits,
)
from wijkexcel.hosts.explain import second_look
from wijkexcel.hosts.port import Calculation, Port
from wijkexcel.hosts.refusal import with_missing
from wijkexcel.hosts.shown import check_shown
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.letter_builder import public_letter
from wijkexcel.outgoing.readiness import missing_for_letter
from wijkexcel.rules.outcome import Outcome, outcome_of
from wijkexcel.rules.propose import filled_in
from wijkexcel.rules.settled import to_remember
from wijkexcel.workbook.altered import altered_findings
from wijkexcel.workbook.derived_cells import compare_at
from wijkexcel.workbook.places import Places, places_of
from wijkexcel.workbook.read import Reading, read

MISLED = (
    "De formules in het werkboek geven steeds andere uitkomsten. Wacht tot niemand er nog in typt "
    "en kies de opdracht opnieuw. Er is niets veranderd."
)
MADE = logged.LETTER_MADE.write()


@dataclass(frozen=True, slots=True)
class Run:
    """Who runs a step and when; ``templates`` are a municipality's own Word templates."""

    when: datetime
    who: str
    letter_template: bytes | None = None
    sheet_template: bytes | None = None
    again: bool = False
    """Calculate the workbook before anything else, whatever results are stored in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A Word document that a step made."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Report:
    """What a step found and did.

    ``message`` is one Dutch sentence; ``equal`` tells whether workbook and program agree, None
    when nothing could calculate the workbook; ``refused`` says why a document was not made.
    """

    step: str
    message: str
    dossier: Dossier
    outcome: Outcome
    findings: tuple[Finding, ...]
    fingerprint: str
    equal: bool | None
    filled: int = 0
    documents: tuple[Document, ...] = ()
    refused: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    """Problems that an earlier step wrote on Bevindingen: nobody has to read them twice."""

    @property
    def errors(self) -> int:
        """Number of findings that must be mended."""
        return sum(f.severity is Severity.ERROR for f in self.findings)

    @property
    def warnings(self) -> int:
        """Number of findings to look at."""
        return sum(f.severity is Severity.WARNING for f in self.findings)


class _StoredResultsMisled(WorkbookChangedError):  # noqa: N818
    """The results that were there were right, but the formulas give others.

    The file holds old ones, or in an open workbook somebody typed at that very moment.
    """


@dataclass
class _Work:
    """State shared by the parts of one step."""

    port: Port
    run: Run
    reading: Reading
    outcome: Outcome
    findings: list[Finding]
    equal: bool | None
    about: list[Finding] = field(default_factory=list)
    """What there is to say about the formulas and their results: decisions change none of it."""
    changes: list[Change] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    refused: tuple[str, ...] = ()
    filled: int = 0

    @property
    def today(self) -> date:
        """Date for documents: as set on Start, otherwise the day of the run."""
        return self.reading.dossier.settings.letter_date or self.run.when.date()

    @property
    def in_doubt(self) -> bool:
        """Whether a total cannot be trusted, so that nothing may be built on it."""
        return self.equal is False


def _all_findings(read: Iterable[Finding], checked: Iterable[Finding]) -> list[Finding]:
    """Join what was found in reading and in checking.

    Of a cell that cannot be read nothing else is said: to the checks it is empty.
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
    """Hold the workbook's own results against the program's.

    What another version made (not ``of_now``) may show the same in another way: of that only the
    calculation itself is held.

    Stored results prove only something when they are right; where they differ, the workbook is
    calculated again.
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


def _begin(port: Port, run: Run) -> _Work:
    reading = read(port)
    dossier = reading.dossier
    outcome = outcome_of(dossier)
    findings = _all_findings(reading.findings, check(dossier, outcome, run.when.date()))
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
    return _Work(port, run, reading, outcome, placed, equal, about=about)


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
    """Tell whether the results of a workbook are the program's, and what there is to say of it."""
    calculation, different = held_against(
        port, reading, outcome, places, again=again, of_now=of_now
    )
    if different and not calculation.fresh:
        return None, [Finding(
            Severity.WARNING, "niet-doorgerekend", Where("calcOpgaven"),
            "Dit werkboek is te groot om hier door te rekenen, dus het programma kon niet nagaan "
            "of de formules hetzelfde zeggen.",
            "Open het in Excel of LibreOffice, sla het op en controleer opnieuw.",
        )]  # fmt: skip
    told = unexplained(different, found)
    if calculation.stale and not different:
        told.append(Finding(
            Severity.NOTE, "oude-uitkomsten", Where("calcOpgaven"),
            "De uitkomsten die in het bestand stonden waren oud. Ze zijn opnieuw uitgerekend.",
            "U hoeft niets te doen.",
        ))  # fmt: skip
    return not different, told


def _finish(work: _Work, step: str, message: Written) -> Report:
    dossier = work.reading.dossier
    mark = fingerprint(dossier)
    log_row = next_log_row(work.reading, work.port)
    if log_row is None:
        work.findings.append(Finding(
            Severity.WARNING, "logboek-vol", Where("tblLogboek"), "Het logboek is vol.",
            "Laat 'wijkexcel bijwerken' lopen: dat geeft het meer regels.", "Logboek",
        ))  # fmt: skip
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
        *control_changes({
            "checked_on": moment(when),
            "checked_result": line,
            "checked_errors": report.errors,
            "checked_warnings": report.warnings,
            "checked_fingerprint": mark,
            "checked_equal": equal,
        }),
        *log_changes(log_row, work.reading, when, work.run.who, (*_settled(work), line)),
    ]  # fmt: skip
    work.port.write(to_edits(changes, work.reading, work.port))
    after = work.port.after_write(work.reading)
    if work.equal and any(check_equality(dossier, work.outcome, after.cells)):
        raise _StoredResultsMisled(MISLED)
    return report


def _settled(work: _Work) -> list[Written]:
    """What Logboek is to remember of the decisions: none that is in error."""
    wrong = {
        f.where.row
        for f in work.findings
        if f.severity is Severity.ERROR and f.where.table == "tblBesluit"
    }
    return to_remember(work.reading.dossier, wrong)


def _verdict(work: _Work) -> str:
    errors = sum(f.severity is Severity.ERROR for f in work.findings)
    warnings = sum(f.severity is Severity.WARNING for f in work.findings)
    if not errors and not warnings:
        return "geen fouten gevonden"
    return logged.FOUND.write(errors=errors, warnings=warnings)


def valideer(port: Port, run: Run) -> Report:
    """Check everything that is filled in and write what was found to Bevindingen."""
    work = _begin(port, run)
    return _finish(work, "valideer", logged.CHECKED.write(verdict=_verdict(work)))


def bereken(port: Port, run: Run) -> Report:
    """Calculate totals, status, bounds and ranks in Python and hold the workbook against them."""
    work = _begin(port, run)
    scored = [o for o in work.outcome.opgaven if o.total is not None]
    reach = sum(o.status.reaches for o in scored)
    if work.in_doubt:
        message = logged.NOT_EQUAL.write()
    elif not scored:
        message = logged.NO_SCORES.write()
    elif work.reading.dossier.settings.threshold is None:
        message = logged.NOT_AGREED.write(opgaven=len(scored))
    else:
        message = logged.REACHED.write(reached=reach, scored=len(scored))
    return _finish(work, "bereken", message)


def _explain(work: _Work) -> int:
    """Write the second look anew in words; return how many opgaven deserve one.

    Also the rows of opgaven that are gone: what was said about them is old.
    """
    dossier = work.reading.dossier
    texts = {o.id: second_look(dossier, o, work.outcome[o.id]) for o in dossier.opgaven}
    work.changes += [
        Change("tblHeroverweging", row_id, "explained", texts.get(row_id) or None)
        for row_id in work.reading.layout.tables["tblHeroverweging"].row_ids
    ]
    return sum(bool(text) for text in texts.values())


def heroverweeg(port: Port, run: Run) -> Report:
    """Explain, for each opgave that fell short, what speaks for a second look."""
    work = _begin(port, run)
    if work.in_doubt:
        return _finish(work, "heroverweeg", logged.IN_DOUBT.write())
    return _finish(work, "heroverweeg", logged.SECOND_LOOK.write(opgaven=_explain(work)))


def _no_sheet(work: _Work, why: Written) -> Report:
    work.refused = (why,)
    return _finish(work, "besluit", why)


def besluit(port: Port, run: Run) -> Report:
    """Fill empty decisions with a proposal, check them, and render the besluitenblad."""
    work = _begin(port, run)
    if work.in_doubt:
        return _no_sheet(work, logged.SHEET_IN_DOUBT.write())
    dossier = work.reading.dossier
    if not dossier.opgaven:
        return _no_sheet(work, logged.NO_OPGAVEN.write())
    _explain(work)  # scores may have come in since the second look
    proposals = filled_in(dossier, work.outcome)
    decisions = only_on_empty_cells(dossier, proposals, work.reading, port)
    changes = decision_changes(dossier, decisions)
    work.changes += changes
    adapted = [c.row for c in changes if getattr(dossier.decision(c.row), c.column)]
    work.filled = len(changes) - len(adapted)
    proposed = dossier.model_copy(update={"decisions": decisions})
    if changes:
        again = _all_findings(work.reading.findings, check(proposed, work.outcome, run.when.date()))
        work.findings = [work.reading.map.place(f) for f in [*again, *work.about]]
    sheet = decision_sheet(proposed, work.outcome, work.today)
    content = decision_sheet_docx(sheet, run.sheet_template)
    name = f"{decision_sheet_name(dossier.settings.wijk, work.today)}.docx"
    work.documents.append(Document(name, content))
    undecided = sum(proposed.decision(o.id).choice is None for o in dossier.opgaven)
    said = logged.SHEET_MADE.write(
        filled=(
            logged.PROPOSED.write(cells=work.filled)
            if work.filled
            else logged.NOTHING_TO_FILL.write()
        ),
        adapted={"opgaven": adapted} if adapted else None,
        undecided={"opgaven": undecided} if undecided else None,
    )
    return _finish(work, "besluit", said)


def brief(port: Port, run: Run) -> Report:
    """Render the letter to residents; while there is any error, say so instead."""
    work = _begin(port, run)
    dossier = work.reading.dossier
    if not work.in_doubt:
        _explain(work)
    found = with_missing(work.findings, missing_for_letter(dossier, work.outcome))
    work.findings = [work.reading.map.place(finding) for finding in found]
    work.refused = tuple(f.text for f in work.findings if f.severity is Severity.ERROR)
    if work.refused:
        return _finish(work, "brief", logged.LETTER_REFUSED.write(errors=len(work.refused)))
    letter = public_letter(dossier, work.outcome, work.today)
    gate = gate_of(dossier)
    gate.everyone().clear(own_text(run.letter_template))
    content = letter_docx(gate.letter(letter), run.letter_template)
    name = f"{letter_name(dossier.settings.wijk, work.today)}.docx"
    work.documents.append(Document(name, content))
    return _finish(work, "brief", MADE)


_FUNCTIONS: dict[str, Callable[[Port, Run], Report]] = {
    "valideer": valideer,
    "bereken": bereken,
    "heroverweeg": heroverweeg,
    "besluit": besluit,
    "brief": brief,
}
STEPS = tuple(_FUNCTIONS)


def run_step(step: str, port: Port, run: Run) -> Report:
    """Run one of the five functions on a port.

    A workbook is calculated once, after the program wrote to it. Should its formulas then give
    other totals than those that were stored (someone overwrote a formula with a program that
    does not calculate), the step runs again from freshly calculated results and says so.
    """
    try:
        return _FUNCTIONS[step](port, run)
    except _StoredResultsMisled:
        port.take_back()
        return _FUNCTIONS[step](port, replace(run, again=True))
