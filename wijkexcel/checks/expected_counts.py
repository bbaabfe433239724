"""What derived cells about criteria, groups, scorers and the chosen set must show."""

from collections.abc import Callable

from wijkexcel.checks.equality import Cell
from wijkexcel.checks.known import Known, Value
from wijkexcel.layout.sheets.participants import IN_ROUND, LATER
from wijkexcel.model.records import Direction
from wijkexcel.sentences.background import (
    background,
    euros,
    planning_in_words,
    years_in_words,
)


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
        counted = dossier.settings.rounds_counted
        sees = who is not None and who.round <= counted and dossier.sees_cost(who.group)
        cost = euros(opgave.cost) if sees else ""
        years = years_in_words(opgave.year_from, opgave.year_to)
        planning = planning_in_words(opgave.planning, years)
        return background(opgave.law, opgave.law_status or "", planning, cost)

    return shows
