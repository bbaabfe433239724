"""What derived cells about criteria, groups, scorers and the chosen set must show."""

from collections.abc import Callable
from math import floor

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.known import Known, Value
from wijkexcel.layout.sheets.participants import IN_ROUND, LATER
from wijkexcel.layout.sheets.portfolio_chosen import OUT
from wijkexcel.model.records import Choice, Direction, Opgave
from wijkexcel.rules.threshold import ALMOST
from wijkexcel.sentences.background import background, euros


def control(table: str) -> Value:
    """The finding of the last check on a row."""
    return lambda known, row: known.controls.get(f"{table}|{row}", "")


ASKED = ((0, 1),)
"""The number of questions to a scorer."""


# --- Criteria, Schaal, Deelnemers -----------------------------------------------------------------


def share(records: str) -> Value:
    """Share of the total weight."""

    def shows(known: Known, row: str) -> Cell:
        weights = {r.id: r.weight for r in getattr(known.dossier, records)}
        total, own = sum(weights.values()), weights.get(row, 0.0)
        return own / total if total and own else ""

    return shows


def criterion(value: Callable[[Direction], str] | None = None) -> Value:
    """The name of a criterion, or the word for its direction given by ``value``."""

    def shows(known: Known, row: str) -> Cell:
        found = next((c for c in known.dossier.criteria if c.id == row), None)
        if found is None:
            return ""
        return found.name if value is None else value(found.direction)

    return shows


def of_scorer(*which: tuple[int, int]) -> Value:
    """Counts of a scorer, each with its sign: 0 asked, 1 scores, 2 'weet niet'."""

    def shows(known: Known, row: str) -> Cell:
        scorer = known.scorers.get(row)
        if scorer is None:
            return ""
        if scorer.round > known.dossier.settings.rounds_counted:
            return f"{IN_ROUND}{scorer.round}" if which == ASKED else ""
        return float(sum(sign * known.counts[row][at].sum() for at, sign in which))

    return shows


def of_group(*which: int) -> Value:
    """The sum of counts over the scorers of a group; ``which``: 0 asked, 1 marks, 2 abstentions."""

    def shows(known: Known, row: str) -> Cell:
        if row not in {g.id for g in known.dossier.groups}:
            return ""
        all_of_it = [s for s in known.dossier.scorers if s.group == row]
        counted = known.dossier.settings.rounds_counted
        if all_of_it and all(s.round > counted for s in all_of_it):
            return LATER if which == (0,) else ""
        members = [s.id for s in all_of_it]
        return float(sum(known.counts[s][at].sum() for s in members for at in which))

    return shows


def group_coverage(known: Known, row: str) -> Cell:
    """The share of a group's questions that is answered."""
    share = known.outcome.coverage_group.get(row)
    return "" if share is None else share


# --- a scorer's tab -------------------------------------------------------------------------------


def to_do(scorer: str) -> Value:
    """Number of answers of a scorer that are still missing on an opgave."""

    def shows(known: Known, row: str) -> Cell:
        if row not in known.opgaven:
            return ""
        if scorer not in known.counts:
            return 0.0
        at = [o.id for o in known.dossier.opgaven].index(row)
        asked, marks, unknown = (float(count[at]) for count in known.counts[scorer])
        return asked - marks - unknown

    return shows


def to_know(scorer: str) -> Value:
    """What a scorer reads beside an opgave; the costs only with a criterion that shows them."""

    def shows(known: Known, row: str) -> Cell:
        opgave, who = known.opgaven.get(row), known.scorers.get(scorer)
        if opgave is None:
            return ""
        dossier = known.dossier
        asked = who is not None and who.round <= dossier.settings.rounds_counted
        sees = asked and who is not None and dossier.sees_cost(who.group)
        cost = euros(opgave.cost) if sees else ""
        return background(opgave.law, opgave.law_status or "", opgave.planning, cost)

    return shows


# --- Samenhang ------------------------------------------------------------------------------------


def used(known: Known, row: str) -> Cell:
    """What the chosen set asks: number, effort, cost, opposing pairs, domains without any."""
    return asked_by(known, row, known.chosen)


def trial_used(known: Known, row: str) -> Cell:
    """The same without what the team leaves out for a try; nothing if it leaves out nothing."""
    return asked_by(known, row, known.tried) if known.tried != known.chosen else ""


def deferred(known: Known, row: str) -> Cell:
    """What the deferred opgaven would add."""
    if row in {"pairs", "domains"} or not known.deferred:
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
