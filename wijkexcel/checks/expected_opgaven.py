"""What derived cells about one opgave must show."""

from collections.abc import Callable
from typing import NamedTuple

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.known import NO, YES, Known, Value
from wijkexcel.layout.bars import bar
from wijkexcel.layout.formulas import LONGEST_NAME
from wijkexcel.layout.wording import FORM_QUESTIONS
from wijkexcel.model.records import Opgave
from wijkexcel.rules.outcome import OpgaveOutcome
from wijkexcel.rules.reconsider import NO_REASON, after_look, reasons_for
from wijkexcel.rules.threshold import shown


class One(NamedTuple):
    """One opgave, with what is known."""

    known: Known
    opgave: Opgave
    outcome: OpgaveOutcome


def of_opgave(value: Callable[[One], Cell]) -> Value:
    """A property of the opgave of a row."""

    def shows(known: Known, row: str) -> Cell:
        opgave = known.opgaven.get(row)
        return "" if opgave is None else value(One(known, opgave, known.outcomes[row]))

    return shows


def ranked(value: Callable[[One], Cell]) -> Value:
    """The same, for the row at this position on Overzicht."""
    on_opgave = of_opgave(value)

    def shows(known: Known, row: str) -> Cell:
        place = int(row) - 1
        return on_opgave(known, known.ranked[place]) if place < len(known.ranked) else ""

    return shows


def mark(one: One, value: float | None) -> Cell:
    """A total as shown: never rounded across the threshold."""
    return "" if value is None else shown(value, one.known.dossier.settings.threshold)


def drawn(one: One) -> Cell:
    """The bar of a total."""
    outcome, settings = one.outcome, one.known.dossier.settings
    total, least, most = (
        mark(one, value) for value in (outcome.total, outcome.lowest, outcome.highest)
    )
    if not (isinstance(total, float) and isinstance(least, float) and isinstance(most, float)):
        return ""
    return bar(total, least, most, settings.threshold, (settings.lowest, settings.highest))


def part_of_total(part: str) -> Callable[[One], Cell]:
    """The score on a criterion, also beside its floor, or the total of a group."""

    def shows(one: One) -> Cell:
        value = {**one.outcome.by_criterion, **one.outcome.by_group}.get(part)
        dossier = one.known.dossier
        floor = next((c.floor for c in dossier.criteria if c.id == part), None)
        return "" if value is None else shown(value, dossier.settings.threshold, floor)

    return shows


def name(one: One) -> Cell:
    """The name of an opgave."""
    return one.opgave.name


def total(one: One) -> Cell:
    """The total as shown."""
    return mark(one, one.outcome.total)


def status(one: One) -> Cell:
    """The status."""
    return one.outcome.status.value


def after(one: One) -> Cell:
    """Where it stands after the second look."""
    return after_look(one.known.dossier, one.opgave, one.outcome) or ""


def floors(one: One) -> Cell:
    """The criteria with a score below the floor."""
    names = {c.id: c.name for c in one.known.dossier.criteria}
    return "; ".join(f"{c} {short(names[c])}" for c in one.outcome.floors_missed)


def short(name: str) -> str:
    """A name, shortened as in the workbook."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def look(one: One) -> Cell:
    """Whether the opgave should be reconsidered."""
    return YES if one.outcome.status.falls_short else NO


def reasons(one: One) -> Cell:
    """Why it should be reconsidered."""
    if not one.outcome.status.falls_short:
        return ""
    return "; ".join(reasons_for(one.known.dossier, one.opgave, one.outcome)) or NO_REASON


def proposal(one: One) -> Cell:
    """The proposal of the program."""
    return one.known.proposals[one.opgave.id].value


def to_settle(one: One) -> Cell:
    """What keeps the program from proposing to choose it, while there is no decision."""
    return "; ".join(one.known.left_to_team.get(one.opgave.id, ()))


def form_questions(one: One) -> Cell:
    """What to settle for the koppelvorm of the decision."""
    form = one.known.dossier.decision(one.opgave.id).koppelvorm
    return "" if form is None else FORM_QUESTIONS[form]


def is_chosen(one: One) -> Cell:
    """Whether the team has chosen it."""
    return YES if one.opgave.id in one.known.decided else NO


def blank(value: float | None) -> Cell:
    """A number, or empty text for none."""
    return "" if value is None else float(value)
