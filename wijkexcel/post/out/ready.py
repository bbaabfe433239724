"""Before anything goes out: who is asked, and whether what they are asked is fit to be sent.

Sending out is where scoring begins. So what has to be there before anyone scores has to be there
now, for those who are asked; the checks themselves say what that is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from wijkexcel.checks.base import Check, label
from wijkexcel.checks.catalogue import check, each
from wijkexcel.checks.left_over import left_over
from wijkexcel.checks.participants import agreed_since
from wijkexcel.checks.scores import rounds_not_counted
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import pick
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import FileError
from wijkexcel.hosts.port import Port
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Scorer
from wijkexcel.model.scores import Score, ScoreTable
from wijkexcel.outgoing.gate import gate_of, is_of_gate
from wijkexcel.outgoing.request import Request
from wijkexcel.post.out.distribute import new_code, requests
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.steps.changes import Change, log_change, next_log_row, to_edits
from wijkexcel.steps.report import Run
from wijkexcel.workbook.reading.read import Reading, read

ASKED_IN = frozenset(
    {
        "tblInstellingen",
        "tblCriteria",
        "tblSchaal",
        "tblOpgaven",
        "tblGroepen",
        "tblDeelnemers",
    }
)
"""Tables from which the questions to scorers are made: an error there would be sent to everyone."""


LOG_FULL = "Het Logboek is vol. Laat 'wijkexcel bijwerken' lopen: dat geeft meer regels."


@dataclass(frozen=True)
class Progress:
    """How far one scorer is."""

    scorer: Scorer
    asked: int
    done: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left to answer."""
        return self.done >= self.asked


@dataclass(frozen=True)
class Chosen:
    """Whom it is about, and what each of them gets.

    Attributes:
        progress: how far they are.
        asked: who gets something.
        done: who gets nothing, because everything is answered.
        silent: who gets nothing, because the group scores no criterion.
    """

    progress: tuple[Progress, ...]
    asked: tuple[Scorer, ...]
    done: tuple[Scorer, ...]
    silent: tuple[Scorer, ...]

    def without(self, what: str, remedy: str = "") -> Iterator[str]:
        """Say who gets nothing, and why.

        Args:
            what: what those who are done do not get, such as 'geen herinnering'.
            remedy: how they are sent it after all, with room for their numbers.
        """
        if self.done:
            one = len(self.done) == 1
            said = (
                "heeft alles al ingevuld en krijgt"
                if one
                else ("hebben alles al ingevuld en krijgen")
            )
            who = listed(label(s) for s in self.done)
            how = remedy.format(",".join(s.id for s in self.done))
            yield f"{who} {said} {what}. {how}".strip()
        yield from self.unasked()

    def unasked(self) -> Iterator[str]:
        """Say whose group scores nothing."""
        for scorer in self.silent:
            yield (
                f"{label(scorer)} krijgt niets: de groep van deze deelnemer scoort geen enkel "
                "criterium."
            )


@dataclass(frozen=True)
class Ready:
    """A workbook from which scorers are to be asked something.

    Attributes:
        reading: what it holds.
        progress: how far each scorer is.
    """

    reading: Reading
    progress: tuple[Progress, ...]

    @classmethod
    def of(cls, port: Port) -> "Ready":
        """Read a workbook. Raises the errors of reading."""
        reading = read(port)
        return cls(reading, _progress(reading.dossier))

    def chosen(self, only: Set[str], *, unfinished: bool = False, group: str = "") -> Chosen:
        """Sort out who gets something.

        Who has answered everything does not, but for those who are named in ``only``.

        Args:
            only: ids of scorers; empty for all.
            unfinished: never to who has answered everything, whoever is named.
            group: only of this group; empty for all.

        Raises:
            FileError: somebody who was named is not there, or not in the group.
        """
        dossier = self.reading.dossier
        _check_named(dossier, only, group)
        about = tuple(
            p
            for p in self.progress
            if (not only or p.scorer.id in only) and (not group or p.scorer.group == group)
        )
        due = {
            p.scorer.id for p in about if p.asked and (not p.complete or (only and not unfinished))
        }
        return Chosen(
            about,
            tuple(p.scorer for p in about if p.scorer.id in due),
            tuple(p.scorer for p in about if p.asked and p.scorer.id not in due),
            tuple(p.scorer for p in about if not dossier.asked_of(p.scorer.group)),
        )

    def wrong(self, asked: Sequence[Scorer]) -> tuple[Finding, ...]:
        """Find the errors in what is asked; while there are any, nothing goes out.

        Args:
            asked: who is asked; somebody who is not in the workbook stands for a group.
        """
        reading = self.reading
        dossier = reading.dossier
        expected = _as_if_answered(dossier, asked)
        groups = dict.fromkeys(scorer.group for scorer in asked)
        # In the words of a check of the workbook as it is: nobody answered yet.
        now = {(f.code, f.where): f for f in each(dossier, outcome_of(dossier))}
        found = [
            *reading.findings,
            *(
                replace(now.get((f.code, f.where), f), severity=f.severity)
                for f in check(expected, outcome_of(expected))
                if not is_of_gate(f)
            ),
            *gate_of(dossier).in_asked(groups),
        ]
        return tuple(
            reading.map.place(f)
            for f in found
            if f.severity is Severity.ERROR and f.where.table in ASKED_IN
        )

    def doubts(self, asked: Sequence[Scorer]) -> list[str]:
        """Say what in the questions may not be meant for who is asked."""
        groups = dict.fromkeys(scorer.group for scorer in asked)
        found = gate_of(self.reading.dossier).in_asked(groups)
        placed = (self.reading.map.place(f) for f in found if f.severity is not Severity.ERROR)
        return [finding.text for finding in placed]

    def uncounted(self, asked: Collection[Scorer]) -> list[str]:
        """Say whose scores will not count yet, in the words of the check on scores."""
        dossier = self.reading.dossier
        table = dossier.scores
        empty = ScoreTable.of(table.opgaven, table.scorers, table.criteria, {})
        expected = _as_if_answered(dossier.model_copy(update={"scores": empty}), asked)
        return self._in_words(rounds_not_counted, expected)

    def to_know(self) -> list[str]:
        """Say what has to be known now that it goes out, in the words of the checks.

        Whose scores were given before the questions changed: what goes out is of the version of
        now, with those scores in it. And what nobody wrote: texts of the empty workbook.
        """
        dossier = self.reading.dossier
        return [*self._in_words(agreed_since, dossier), *self._in_words(left_over, dossier)]

    def _in_words(self, look: Check, dossier: Dossier) -> list[str]:
        """What one check says of a dossier."""
        return [self.reading.map.place(f).text for f in look(dossier, outcome_of(dossier))]

    def wanted_before(
        self, given: date | None, run: Run
    ) -> tuple[date | None, tuple[Finding, ...]]:
        """The day to name in what goes out, and what is wrong with the one on Start.

        Raises:
            FileError: the day that was given has gone by.
        """
        today = run.when.date()
        if given is not None and given < today:
            message = (
                f"De dag bij --voor is {in_digits(given)}, en die is voorbij. Geef een dag die nog "
                "komt."
            )
            raise FileError(message)
        noted = self.reading.dossier.settings.answers_before
        if given is not None or noted is None or noted >= today:
            return given or noted, ()
        gone = Finding(
            Severity.ERROR,
            "antwoorddag-voorbij",
            Where("tblInstellingen", "answers_before", "value"),
            f"De dag bij 'Antwoorden graag voor' is {in_digits(noted)}, en die is voorbij.",
            "Vul op het blad Start een nieuwe dag in, of maak de cel leeg.",
        )
        return None, (self.reading.map.place(gone),)

    def requests(self, scorers: Iterable[Scorer]) -> list[Request]:
        """Make their requests, each with the code that they have, or a new one."""
        wanted = list(scorers)
        return requests(self.reading.dossier, wanted, {s.id: s.code or new_code() for s in wanted})

    def note(self, port: Port, run: Run, asked: Sequence[Request], line: Written) -> list[str]:
        """Note in the workbook who was sent what, and a line in the logbook.

        Returns what the coordinator is to know of it: that the logbook is full.
        """
        version = fingerprint(self.reading.dossier)
        changes = [
            Change("tblDeelnemers", request.scorer, key, value)
            for request in asked
            for key, value in (
                ("code", request.code),
                ("sent_on", run.when.date()),
                ("version", version),
            )
        ]
        log_row = next_log_row(self.reading, port)
        changes += log_change(log_row, run.when, run.who, line, version)
        port.write(to_edits(changes, self.reading, port))
        return [] if log_row is not None else [LOG_FULL]


def _check_named(dossier: Dossier, only: Set[str], group: str) -> None:
    """See to it that who was named is there.

    Raises:
        FileError: somebody is not; then nothing is to be made for the others either.
    """
    groups = {s.id: s.group for s in dossier.scorers}
    unknown = sorted(only - groups.keys())
    outside = [s for s in sorted(only & groups.keys()) if group and groups[s] != group]
    how = "Geef bij --wie de nummers van dat blad, bijvoorbeeld S01,S04."
    if unknown:
        verb = pick(len(unknown), "staat", "staan")
        message = f"{listed(unknown)} {verb} niet op het blad Deelnemers. {how}"
        raise FileError(message)
    if outside:
        verb = pick(len(outside), "hoort", "horen")
        message = f"{listed(outside)} {verb} op het blad Deelnemers niet bij groep {group}. {how}"
        raise FileError(message)


def _as_if_answered(dossier: Dossier, asked: Collection[Scorer]) -> Dossier:
    """The dossier as it is once these people answer: what may lack before scoring may not now."""
    table, mark = dossier.scores, dossier.settings.lowest
    known = {s.id for s in dossier.scorers}
    others = tuple(s for s in asked if s.id not in known)
    cells: dict[tuple[str, str, str], Score] = {
        (scorer.id, opgave, criterion.id): mark
        for scorer in asked
        for criterion in dossier.asked_of(scorer.group)
        for opgave in table.opgaven
    }
    scorers = (*table.scorers, *(s.id for s in others))
    cells |= table.cells()
    return dossier.model_copy(
        update={
            "scorers": (*dossier.scorers, *others),
            "scores": ScoreTable.of(table.opgaven, scorers, table.criteria, cells),
        }
    )


def _progress(dossier: Dossier) -> tuple[Progress, ...]:
    cells = dossier.scores.cells()
    result = []
    for scorer in dossier.scorers:
        asked = {c.id for c in dossier.asked_of(scorer.group)}
        done = sum(who == scorer.id and c in asked for who, _, c in cells)
        result.append(Progress(scorer, len(asked) * len(dossier.opgaven), done))
    return tuple(result)
