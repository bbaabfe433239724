"""What derived cells about the chosen set as a whole must show: *Samenhang*."""

from collections.abc import Callable
from math import floor

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.known import Known, Value
from wijkexcel.layout.sheets.portfolio import BOTH
from wijkexcel.layout.sheets.portfolio_chosen import OUT
from wijkexcel.model.records import Choice, Opgave, Pair, Relation
from wijkexcel.rules.threshold import ALMOST
from wijkexcel.rules.years import apart, undated


def used(known: Known, row: str) -> Cell:
    """What the chosen set asks: number, effort, cost, pairs, domains, what is outside the years."""
    return asked_by(known, row, known.chosen)


def trial_used(known: Known, row: str) -> Cell:
    """The same without what the team leaves out for a try; nothing if it leaves out nothing."""
    return asked_by(known, row, known.tried) if known.tried != known.chosen else ""


def deferred(known: Known, row: str) -> Cell:
    """What the deferred opgaven would add."""
    if row in {"pairs", "domains", "years"} or not known.deferred:
        return ""
    return asked_by(known, row, known.deferred)


def asked_by(known: Known, row: str, opgaven: list[Opgave]) -> Cell:
    """What a set of opgaven asks, in one row of the limits; a sum of nothing known is no 0."""
    if row == "number":
        return float(len(opgaven))
    if row in {"effort", "cost"}:
        amounts = [o.effort if row == "effort" else o.cost for o in opgaven]
        stated = [amount for amount in amounts if amount is not None]
        return "" if opgaven and not stated else float(sum(stated))
    if row == "domains":
        without = [d for d in known.domains if not known.in_domain(opgaven, d)]
        return float(len(without)) if known.domains else ""
    if row == "years":
        around = known.dossier.settings
        if around.year_from is None and around.year_to is None:
            return ""
        return float(sum(apart(o, around) for o in opgaven))
    ids = {o.id for o in opgaven}
    against = (p for p in known.dossier.pairs if p.relation == "werkt tegen")
    return float(sum(p.first in ids and p.second in ids for p in against))


def room(known: Known, row: str) -> Cell:
    """Number of opgaven, or amount of effort, for which there is room."""
    settings = known.dossier.settings
    if row == "number":
        room = settings.room(settings.max_opgaven)
        return "" if room is None else float(floor(room + ALMOST))
    if row == "effort":
        room = settings.room(settings.effort_capacity)
        return "" if room is None else room
    return 0.0 if row == "pairs" else ""


def chosen(value: Callable[[Opgave], Cell]) -> Value:
    """A property of the opgave at this position in the list of what is chosen and deferred."""
    return listed(lambda _, opgave: value(opgave))


def listed(value: Callable[[Known, Opgave], Cell]) -> Value:
    """The same, of what is known too."""

    def shows(known: Known, row: str) -> Cell:
        place, opgaven = int(row) - 1, [*known.chosen, *known.deferred]
        return value(known, opgaven[place]) if place < len(opgaven) else ""

    return shows


def koppelvorm(known: Known, opgave: Opgave) -> Cell:
    """How an opgave is coupled: as decided, or else as the list of opgaven says."""
    form = known.dossier.decision(opgave.id).koppelvorm or opgave.koppelvorm
    return "" if form is None else form.value


def choice_now(known: Known, opgave: Opgave) -> Cell:
    """Chosen, deferred, or left out for a try."""
    if opgave in known.deferred:
        return Choice.DEFERRED.value
    return Choice.CHOSEN.value if opgave in known.tried else OUT


def law(opgave: Opgave) -> Cell:
    """The law on which an opgave depends, with its status."""
    return f"{opgave.law} ({opgave.law_status or ''})" if opgave.law else ""


def domain(value: Callable[[Known, str], Cell]) -> Value:
    """A property of the domain at this position in the list."""

    def shows(known: Known, row: str) -> Cell:
        place = int(row) - 1
        return value(known, known.domains[place]) if place < len(known.domains) else ""

    return shows


def fits(known: Known, row: str) -> Cell:
    """Whether the chosen set fits in the room."""
    return _judged(known, row, used(known, row), known.chosen)


def fits_then(known: Known, row: str) -> Cell:
    """Whether it fits without what the team leaves out for a try."""
    if known.tried == known.chosen:
        return ""
    return _judged(known, row, trial_used(known, row), known.tried)


def _judged(known: Known, row: str, value: Cell, opgaven: list[Opgave]) -> Cell:
    limit = room(known, row)
    if row == "cost":
        missing = sum(o.cost is None for o in opgaven)
        partly = f"{missing} niet geschat" if missing else "alles geschat"
        return "vul de kosten in op Opgaven" if value == "" else partly
    if row == "years":
        missing = sum(undated(o) for o in opgaven)
        partly = f"{missing} zonder jaren" if missing else "past"
        return "vul de jaren in op Start" if value == "" else "let op" if value else partly
    if row == "domains":
        if value == "":
            return "vul de domeinen in op Opgaven"
        return "kijk of dat klopt" if value else "in orde"
    if value == "":
        return "vul de inzet in op Opgaven"
    if not isinstance(value, float) or not isinstance(limit, float):
        return "vul de ruimte in op Start"
    over = "let op" if row == "pairs" else "te veel"
    return over if value > limit + ALMOST else "past"


def pair_state(known: Known, row: str) -> Cell:
    """Whether both of a pair are chosen, and what that means."""
    return _pair_state(known, row, known.chosen)


def pair_state_then(known: Known, row: str) -> Cell:
    """The same without what the team leaves out for a try."""
    return "" if known.tried == known.chosen else _pair_state(known, row, known.tried)


def _pair_state(known: Known, row: str, opgaven: list[Opgave]) -> Cell:
    pair = _pair(known, row)
    if pair is None:
        return ""
    if not {pair.first, pair.second} <= set(known.opgaven):
        return "onbekend nummer"
    if pair.relation in (None, Relation.NONE):
        return ""
    ids = [o.id for o in opgaven]
    both = (pair.first in ids) + (pair.second in ids)
    if pair.relation is Relation.OPPOSES:
        return BOTH if both == 2 else "past"
    return ("", "maar één gekozen", "samen gekozen")[both]


def _pair(known: Known, row: str) -> Pair | None:
    return next((p for p in known.dossier.pairs if p.id == row), None)
