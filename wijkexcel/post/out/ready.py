"""Before anything is sent: who is asked, and whether the questions are fit to be sent.

Scoring begins when the questions are sent. So what is needed before anyone scores must be there
now, for the scorers who are asked; the checks themselves say what that is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from wijkexcel.checks.base import Check, label, setting_label
from wijkexcel.checks.catalogue import BEFORE_THE_GATE, check, each
from wijkexcel.checks.days import answer_day_gone
from wijkexcel.checks.left_over import left_over
from wijkexcel.checks.opgaven import lapsed_unsaid
from wijkexcel.checks.participants import agreed_since
from wijkexcel.checks.scores import rounds_not_counted
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.dutch.lists import listed
from wijkexcel.dutch.numbers import pick
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import FileError
from wijkexcel.hosts.port import Port
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Scorer
from wijkexcel.model.scores import Score, ScoreTable
from wijkexcel.outgoing.gate import gate_of
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


LOG_FULL = f"Het Logboek is vol. Laat '{as_typed('bijwerken')}' lopen: dat geeft meer regels."


@dataclass(frozen=True)
class Progress:
    """The progress of one scorer."""

    scorer: Scorer
    asked: int
    done: int

    @property
    def complete(self) -> bool:
        """Whether everything is answered."""
        return self.done >= self.asked


@dataclass(frozen=True)
class Chosen:
    """The scorers concerned, by what they receive.

    Attributes:
        progress: their progress.
        asked: scorers who receive something.
        done: scorers who receive nothing, because they have answered everything.
        silent: scorers who receive nothing, because their group scores no criterion.
        waiting: scorers who receive nothing yet, because their round does not count yet.
    """

    progress: tuple[Progress, ...]
    asked: tuple[Scorer, ...]
    done: tuple[Scorer, ...]
    silent: tuple[Scorer, ...]
    waiting: tuple[Scorer, ...]

    def without(self, what: str, remedy: str = "") -> Iterator[str]:
        """Say which scorers receive nothing, and why.

        Args:
            what: what finished scorers do not receive, such as 'geen herinnering'.
            remedy: how to send it to them after all, with a place for their numbers.
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
        """Say which scorers are of a round that does not count yet or a group without questions."""
        for number in sorted({s.round for s in self.waiting}):
            late = [s for s in self.waiting if s.round == number]
            yield (
                f"{listed(map(label, late))} {pick(len(late), 'is', 'zijn')} van ronde {number}; "
                "die telt nog niet mee, dus daarvoor is niets gemaakt. Zet op het blad Start bij "
                f"{setting_label('rounds_counted')} {number}, of vraag het op de opdrachtregel, "
                f"met --wie {','.join(s.id for s in late)}."
            )
        for scorer in self.silent:
            yield (
                f"{label(scorer)} krijgt niets: de groep van deze deelnemer scoort geen enkel "
                "criterium."
            )


@dataclass(frozen=True)
class Ready:
    """A workbook from which questions are sent to scorers.

    Attributes:
        reading: its contents.
        progress: the progress of each scorer.
    """

    reading: Reading
    progress: tuple[Progress, ...]

    @classmethod
    def of(cls, port: Port) -> "Ready":
        """Read a workbook.

        Raises:
            NotAWorkbookError: it cannot be read.
            StructureError: it is not a wijkexcel workbook.
        """
        reading = read(port)
        return cls(reading, _progress(reading.dossier))

    def chosen(self, only: Set[str], *, unfinished: bool = False, group: str = "") -> Chosen:
        """Determine which scorers receive something.

        Scorers who have answered everything do not, and neither do those of a round that does not
        count yet, unless they are named in ``only``; a named ``group`` is asked whatever its round.

        Args:
            only: ids of scorers; empty for everyone.
            unfinished: skip scorers who are done, even if named in ``only``.
            group: only scorers of this group; empty for all groups.

        Raises:
            FileError: a named scorer does not exist, or is not in the group.
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
        counted = dossier.settings.rounds_counted
        waiting = {
            p.scorer.id
            for p in about
            if 1 <= counted < p.scorer.round and p.scorer.id in due and not (only or group)
        }
        due -= waiting
        return Chosen(
            about,
            tuple(p.scorer for p in about if p.scorer.id in due),
            tuple(p.scorer for p in about if p.asked and p.scorer.id not in due | waiting),
            tuple(p.scorer for p in about if not dossier.asked_of(p.scorer.group)),
            tuple(p.scorer for p in about if p.scorer.id in waiting),
        )

    def wrong(self, asked: Sequence[Scorer]) -> tuple[Finding, ...]:
        """Find the errors in the questions; while there are any, nothing is sent.

        Args:
            asked: the scorers; one that is not in the workbook stands for a group.
        """
        reading = self.reading
        dossier = reading.dossier
        expected = _as_if_answered(dossier, asked)
        groups = dict.fromkeys(scorer.group for scorer in asked)
        # Worded like a check of the workbook as it is: nobody has answered yet.
        checks = BEFORE_THE_GATE  # the gate has its own say, on what these groups are asked
        now = {(f.code, f.where): f for f in each(dossier, outcome_of(dossier), checks)}
        found = [
            *reading.findings,
            *(
                replace(now.get((f.code, f.where), f), severity=f.severity)
                for f in check(expected, outcome_of(expected), checks=checks)
            ),
            *gate_of(dossier).in_asked(groups),
        ]
        return tuple(
            reading.map.place(f)
            for f in found
            if f.severity is Severity.ERROR and f.where.table in ASKED_IN
        )

    def doubts(self, asked: Sequence[Scorer]) -> list[str]:
        """Report what in the questions may not be meant for the scorers asked."""
        groups = dict.fromkeys(scorer.group for scorer in asked)
        found = gate_of(self.reading.dossier).in_asked(groups)
        placed = (self.reading.map.place(f) for f in found if f.severity is not Severity.ERROR)
        return [finding.text for finding in placed]

    def uncounted(self, asked: Collection[Scorer]) -> list[str]:
        """Say whose scores will not count yet, worded like the check on scores."""
        dossier = self.reading.dossier
        table = dossier.scores
        empty = ScoreTable.of(table.opgaven, table.scorers, table.criteria, {})
        expected = _as_if_answered(dossier.model_copy(update={"scores": empty}), asked)
        return self._in_words(rounds_not_counted, expected)

    def to_know(self) -> list[str]:
        """Report what must be known before sending, worded like the checks.

        Scores given before the questions changed: what goes out carries the current version, with
        those scores in it. Texts of the empty workbook that were never replaced. And descriptions
        that count on a law that has lapsed.
        """
        dossier = self.reading.dossier
        lapsed = map(self.reading.map.place, lapsed_unsaid(dossier))
        return [
            *self._in_words(agreed_since, dossier),
            *self._in_words(left_over, dossier),
            *(finding.text for finding in lapsed),
        ]

    def _in_words(self, look: Check, dossier: Dossier) -> list[str]:
        """The findings of one check on a dossier."""
        return [self.reading.map.place(f).text for f in look(dossier, outcome_of(dossier))]

    def wanted_before(
        self, given: date | None, run: Run
    ) -> tuple[date | None, tuple[Finding, ...]]:
        """The day to mention in outgoing texts, and what is wrong with the one on Start.

        Raises:
            FileError: the given day has passed.
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
        gone = answer_day_gone(self.reading.dossier, today, sending=True)
        return None, tuple(map(self.reading.map.place, gone))

    def requests(self, scorers: Iterable[Scorer]) -> list[Request]:
        """Make their requests, each with the scorer's existing code or a new one."""
        wanted = list(scorers)
        return requests(self.reading.dossier, wanted, {s.id: s.code or new_code() for s in wanted})

    def note(self, port: Port, run: Run, asked: Sequence[Request], line: Written) -> list[str]:
        """Record in the workbook what was sent to whom, with a line in the logbook.

        Returns what the coordinator has to know: that the logbook is full.
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
    """Check that every named scorer exists.

    Raises:
        FileError: one does not; then nothing is made for the others either.
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
    """The dossier as if these people answered: what was optional before scoring is needed now."""
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
