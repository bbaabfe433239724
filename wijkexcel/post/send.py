"""Verdelen as a whole: check what is asked, note codes in the workbook, make what goes out."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date

from wijkexcel.checks.catalogue import check
from wijkexcel.hosts.changes import Change, log_change, next_log_row, to_edits
from wijkexcel.hosts.port import Port
from wijkexcel.hosts.steps import Run
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Scorer
from wijkexcel.model.request import Request
from wijkexcel.model.scores import ABSTENTION, ScoreTable
from wijkexcel.post.distribute import Parcel, new_code, parcels, requests, sender_values
from wijkexcel.post.mail import REMINDER, REQUEST, packaged
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.workbook.cellvalue import cannot_be_held
from wijkexcel.workbook.headers import SCORES
from wijkexcel.workbook.read import Reading, read
from wijkexcel.workbook.rows import rows_of

ASKED_IN = frozenset({
    "tblInstellingen", "tblCriteria", "tblSchaal", "tblOpgaven", "tblGroepen", "tblDeelnemers",
})  # fmt: skip
"""Tables from which the questions to scorers are made: an error there would be sent to everyone."""


LOG_FULL = "Het Logboek is vol. Laat 'wijkexcel bijwerken' lopen: dat geeft meer regels."


@dataclass(frozen=True)
class Ask:
    """What the coordinator wants.

    Attributes:
        before: the day by which answers are wanted; None for the day that stands on Start.
        only: ids of scorers; empty for all.
        reminder: only to those who still have something to do, with the text of a reminder.
        text: the municipality's own mail text; None for the one that comes with wijkexcel.
    """

    before: date | None = None
    only: frozenset[str] = frozenset()
    reminder: bool = False
    text: str | None = None


@dataclass(frozen=True)
class Progress:
    """How far one scorer is."""

    scorer: Scorer
    asked: int
    done: int


@dataclass(frozen=True)
class Sending:
    """What came of it: parcels to save, or findings that stand in the way."""

    parcels: tuple[Parcel, ...]
    progress: tuple[Progress, ...]
    notes: tuple[str, ...]
    refused: tuple[Finding, ...] = ()


def send(port: Port, run: Run, ask: Ask) -> Sending:
    """Make what goes out, and note in the workbook what went to whom.

    The caller saves the workbook first and the parcels after that, so that no code is ever out
    that the workbook does not know.

    Raises the errors of reading, and ``TemplateError`` for a mail text that cannot be filled in.
    """
    ready = Ready.of(port)
    dossier, progress = ready.reading.dossier, ready.progress
    before, late = ready.wanted_before(ask.before, run)
    wrong = ready.wrong + late
    if wrong:
        return Sending((), progress, (), wrong)
    wanted = [
        p.scorer
        for p in progress
        if (not ask.only or p.scorer.id in ask.only)
        and p.asked > 0
        and (not ask.reminder or p.done < p.asked)
    ]
    text = ask.text or packaged(REMINDER if ask.reminder else REQUEST)
    asked = ready.requests(wanted)
    made = tuple(parcels(asked, text, sender_values(dossier), before, run.when.date()))
    notes = _notes(dossier, wanted, made, ask)
    if made:
        what = "Herinnering" if ask.reminder else "Uitvraag"
        ids = ", ".join(sorted(request.scorer for request in asked))
        notes += ready.note(port, run, asked, f"verdeel: {what} gemaakt voor {ids}.")
    return Sending(made, progress, tuple(notes))


@dataclass(frozen=True)
class Ready:
    """A workbook of which it was seen whether scorers can be asked anything from it.

    Attributes:
        reading: what it holds.
        progress: how far each scorer is.
        wrong: errors in what is asked; while there are any, nothing goes out.
    """

    reading: Reading
    progress: tuple[Progress, ...]
    wrong: tuple[Finding, ...]

    @classmethod
    def of(cls, port: Port) -> "Ready":
        """Read a workbook and check what is asked. Raises the errors of reading."""
        reading = read(port)
        expected = _as_if_answered(reading.dossier)
        found = [*reading.findings, *check(expected, outcome_of(expected))]
        wrong = tuple(
            reading.map.place(f)
            for f in found
            if f.severity is Severity.ERROR and f.where.table in ASKED_IN
        )
        wrong += tuple(reading.map.place(f) for f in _unwritable(reading))
        return cls(reading, _progress(reading.dossier), wrong)

    def wanted_before(
        self, given: date | None, run: Run
    ) -> tuple[date | None, tuple[Finding, ...]]:
        """The day to name in what goes out, and what is wrong with the one on Start."""
        noted = self.reading.dossier.settings.answers_before
        if given is not None or noted is None or noted >= run.when.date():
            return given or noted, ()
        gone = Finding(
            Severity.ERROR, "antwoorddag-voorbij",
            Where("tblInstellingen", "answers_before", "value"),
            f"De dag bij 'Antwoorden graag voor' is {noted:%d-%m-%Y}, en die is voorbij.",
            "Vul op het blad Start een nieuwe dag in, of maak de cel leeg.",
        )  # fmt: skip
        return None, (self.reading.map.place(gone),)

    def requests(self, scorers: Iterable[Scorer]) -> list[Request]:
        """Make their requests, each with the code that they have, or a new one."""
        wanted = list(scorers)
        return requests(self.reading.dossier, wanted, {s.id: s.code or new_code() for s in wanted})

    def note(self, port: Port, run: Run, asked: Sequence[Request], line: str) -> list[str]:
        """Note in the workbook who was sent what, and a line in the logbook.

        Returns what the coordinator is to know of it: that the logbook is full.
        """
        version = fingerprint(self.reading.dossier)
        changes = [
            Change("tblDeelnemers", request.scorer, key, value)
            for request in asked
            for key, value in (
                ("code", request.code), ("sent_on", run.when.date()), ("version", version),
            )
        ]  # fmt: skip
        log_row = next_log_row(self.reading, port)
        changes += log_change(log_row, run.when, run.who, line, version)
        port.write(to_edits(changes, self.reading, port))
        return [] if log_row is not None else [LOG_FULL]


def _unwritable(reading: Reading) -> Iterator[Finding]:
    """Yield texts with signs that a file can bring along and that no new workbook can hold."""
    for table, rows in rows_of(reading.dossier, reading.layout).items():
        if table not in ASKED_IN and not table.startswith(SCORES):
            continue
        for row, cells in rows.items():
            for key, value in cells.items():
                if isinstance(value, str) and cannot_be_held(value):
                    yield Finding(
                        Severity.ERROR, "teken-onmogelijk", Where(table, row, key),
                        "In deze tekst staat een teken dat niemand ziet en dat niet in een nieuw "
                        "werkboek kan.", "Typ de tekst opnieuw.",
                    )  # fmt: skip


def _as_if_answered(dossier: Dossier) -> Dossier:
    """The dossier with one answer in it: what may still lack before scoring may not lack now."""
    table = dossier.scores
    ids = table.opgaven, table.scorers, table.criteria
    if not all(ids) or table.cells():
        return dossier
    first = (table.scorers[0], table.opgaven[0], table.criteria[0])
    return dossier.model_copy(update={"scores": ScoreTable.of(*ids, {first: ABSTENTION})})


def _progress(dossier: Dossier) -> tuple[Progress, ...]:
    cells = dossier.scores.cells()
    result = []
    for scorer in dossier.scorers:
        asked = {c.id for c in dossier.asked_of(scorer.group)}
        done = sum(who == scorer.id and c in asked for who, _, c in cells)
        result.append(Progress(scorer, len(asked) * len(dossier.opgaven), done))
    return tuple(result)


def _notes(
    dossier: Dossier, wanted: Sequence[Scorer], made: Sequence[Parcel], ask: Ask
) -> list[str]:
    notes = []
    for parcel in made:
        if parcel.mail is None:
            who = f"{parcel.request.name} ({parcel.request.scorer})"
            notes.append(
                f"Er is geen mail gemaakt voor {who}: het e-mailadres ontbreekt of klopt niet. "
                "Vul het in op het blad Deelnemers, of geef het werkboek zelf door."
            )
    notes += left_out(dossier, ask.only)
    if not wanted and dossier.scorers and not dossier.opgaven:
        notes.append("Er zijn nog geen opgaven om te scoren. Vul het blad Opgaven in.")
    elif not wanted and not ask.reminder:
        notes.append("Er is niemand om iets te sturen. Vul het blad Deelnemers in.")
    elif not wanted:
        notes.append("Iedereen heeft alles ingevuld. Er is geen herinnering nodig.")
    return notes


def left_out(dossier: Dossier, only: Set[str]) -> Iterator[str]:
    """Say whom nothing can be made for, and why."""
    for unknown in sorted(only - {s.id for s in dossier.scorers}):
        yield f"Deelnemer {unknown} staat niet op het blad Deelnemers."
    for scorer in dossier.scorers:
        if not dossier.asked_of(scorer.group):
            yield (
                f"{scorer.name} ({scorer.id}) krijgt niets: de groep van deze deelnemer scoort "
                "geen enkel criterium."
            )
