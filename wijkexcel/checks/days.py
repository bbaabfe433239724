"""Checks on dates relative to today: what is reported as done, and what is deferred."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from wijkexcel.checks.base import (
    DECISIONS,
    OPGAVEN,
    SETTINGS,
    Stage,
    error,
    error_if,
    header,
    label,
    made,
    setting,
    setting_label,
    stage,
    warning,
)
from wijkexcel.checks.cells import cells
from wijkexcel.checks.joining import no_answer_yet, where_chosen
from wijkexcel.dutch.days import day as in_digits
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Where
from wijkexcel.model.records import Choice
from wijkexcel.rules.due import law_to_look_at

DayCheck = Callable[[Dossier, date], Iterable[Finding]]
"""A check that depends on today's date."""


def _written_on(dossier: Dossier, today: date) -> date:
    """The date on the letter."""
    return dossier.settings.letter_date or today


def yet_to_come(dossier: Dossier, today: date) -> Iterator[Finding]:
    """What is reported as done has no date in the future.

    A letter may be prepared for a later day; what is done by then may be in it.
    """
    last = max(today, _written_on(dossier, today))
    for cell in cells(dossier):
        if not cell.declared.happened or not isinstance(cell.value, date) or cell.value <= last:
            continue
        about = "" if cell.where.table == SETTINGS else f" van {cell.where.row}"
        yield error(
            "dag-komt-nog",
            cell.where,
            f"Bij {cell.declared.header}{about} staat {in_digits(cell.value)}. Die dag komt nog.",
            f"Verbeter de datum op het blad {cell.declared.sheet}, of maak de cel leeg tot het "
            "zover is.",
        )


def put_off(dossier: Dossier, today: date) -> Iterator[Finding]:
    """A decision is not deferred until a past day: the letter would promise that day."""
    day = _written_on(dossier, today)
    since = "vandaag is het" if dossier.settings.letter_date is None else "de brief is van"
    for _i, o, d in made(dossier):
        if d.choice is Choice.DEFERRED and d.when is not None and d.when < day:
            yield error(
                "uitstel-voorbij",
                Where(DECISIONS, o.id, "when"),
                f"Opgave {label(o)} is uitgesteld tot {in_digits(d.when)}. Die dag is voorbij: "
                f"{since} {in_digits(day)}.",
                f"Neem nu het besluit, of vul op het blad Besluit bij {header(DECISIONS, 'when')} "
                f"een dag in die nog komt. Klopt {setting_label('letter_date')} op het blad Start?",
            )


def law_due(dossier: Dossier, today: date) -> Iterator[Finding]:
    """On the day that the team set, it looks again whether the law or scheme still holds."""
    for o in law_to_look_at(dossier, today):
        if o.law_look_on is not None:
            yield warning(
                "wet-opnieuw-bekijken",
                Where(OPGAVEN, o.id, "law_look_on"),
                f"Kijk nu opnieuw naar de wet of regeling bij opgave {label(o)}. Dat sprak u "
                f"af voor {in_digits(o.law_look_on)}.",
                f"Vul op het blad Opgaven de stand in bij {header(OPGAVEN, 'law_status')}, en bij "
                f"{header(OPGAVEN, 'law_look_on')} een nieuwe dag, of maak die cel leeg.",
            )


def letter_first(dossier: Dossier, today: date) -> Iterator[Finding]:
    """The letter does not report a decision that was taken after its date."""
    letter = dossier.settings.letter_date
    days = (d.decided_on for _i, _o, d in made(dossier) if d.decided_on is not None)
    last = max((day for day in days if day <= today), default=None)
    if letter is not None and last is not None and letter < last:
        yield error(
            "brief-voor-besluit",
            setting("letter_date"),
            f"De brief heeft als datum {in_digits(letter)}, maar het laatste besluit is van "
            f"{in_digits(last)}.",
            "Pas de datum van de brief aan op het blad Start.",
        )


def answers_wanted(dossier: Dossier, today: date) -> Iterator[Finding]:
    """The day before which answers are asked has not gone by, while there is something to ask."""
    at = stage(dossier)
    if at <= Stage.SCORING:
        yield from answer_day_gone(dossier, today, sending=at is Stage.SETUP)


def answer_day_gone(dossier: Dossier, today: date, *, sending: bool) -> Iterator[Finding]:
    """The same whatever was decided; an error where that day goes out to scorers next."""
    wanted = dossier.settings.answers_before
    if wanted is not None and wanted < today:
        yield error_if(
            sending,
            "antwoorddag-voorbij",
            setting("answers_before"),
            f"De dag bij {setting_label('answers_before')} is {in_digits(wanted)}, en die is "
            "voorbij.",
            "Vul op het blad Start een nieuwe dag in, of maak de cel leeg.",
        )


DAY_CHECKS: tuple[DayCheck, ...] = (
    yet_to_come,
    put_off,
    law_due,
    letter_first,
    answers_wanted,
    no_answer_yet,
    where_chosen,
)
