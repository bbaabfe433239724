"""What every derived cell that people see must show, from the program's own rules.

The workbook's formulas come to the same along another way. Each formula column names here what
its cells must show; a test holds that none is forgotten.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import NamedTuple

import numpy as np

from wijkexcel.checks.equality import Cell
from wijkexcel.layout.formulas import LONGEST_NAME
from wijkexcel.layout.spec import Layout, Table
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import Choice, Direction, Opgave, Scorer
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome, weighing_of
from wijkexcel.rules.propose import proposal_for
from wijkexcel.rules.reconsider import reasons_for
from wijkexcel.rules.threshold import ALMOST, rounded, shown

YES, NO = "ja", "nee"


@dataclass(frozen=True)
class Known:
    """What the program knows of a workbook.

    ``controls``: what the last check said of a row, by table and id, as *Bevindingen* holds it.
    """

    dossier: Dossier
    outcome: Outcome
    layout: Layout
    controls: Mapping[str, str]

    @cached_property
    def opgaven(self) -> dict[str, Opgave]:
        """Opgaven by id, in the order of the calculation: that of their ids."""
        by_id = {o.id: o for o in self.dossier.opgaven}
        return {i: by_id[i] for i in self.layout.capacity.opgave_ids if i in by_id}

    @cached_property
    def outcomes(self) -> dict[str, OpgaveOutcome]:
        """Outcome by id of the opgave."""
        return {o.opgave: o for o in self.outcome.opgaven}

    @cached_property
    def scorers(self) -> dict[str, Scorer]:
        """Scorers by id."""
        return {s.id: s for s in self.dossier.scorers}

    @cached_property
    def ranked(self) -> list[str]:
        """Ids of the opgaven from high to low; those without a total last."""

        def place(opgave: str) -> tuple[bool, int]:
            rank = self.outcomes[opgave].rank
            return rank is None, rank or 0

        return sorted(self.opgaven, key=place)

    @cached_property
    def choices(self) -> dict[str, str]:
        """What is decided on each opgave, or else proposed."""
        return {
            i: self.dossier.decision(i).choice or proposal_for(self.dossier, o, self.outcomes[i])
            for i, o in self.opgaven.items()
        }

    @cached_property
    def chosen(self) -> list[Opgave]:
        """The opgaven that are chosen now."""
        return [o for i, o in self.opgaven.items() if self.choices[i] == Choice.CHOSEN]

    @cached_property
    def domains(self) -> list[str]:
        """Domains in the order in which they are first named; capitals make no other domain."""
        found: dict[str, str] = {}
        for opgave in self.opgaven.values():
            if opgave.domain:
                found.setdefault(opgave.domain.casefold(), opgave.domain)
        return list(found.values())

    @cached_property
    def counts(self) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Per scorer and opgave (in the order of the dossier): asked, scores and 'weet niet'."""
        weighing = weighing_of(self.dossier)
        asked = np.broadcast_to(weighing.expected, weighing.values.shape)
        marks = asked & ~np.isnan(weighing.values)
        unknown = asked & weighing.abstained
        return {
            s.id: (asked[:, i].sum(1), marks[:, i].sum(1), unknown[:, i].sum(1))
            for i, s in enumerate(self.dossier.scorers)
        }

    def in_domain(self, opgaven: list[Opgave], domain: str) -> int:
        """How many of these opgaven are of a domain."""
        return sum(o.domain.casefold() == domain.casefold() for o in opgaven)


Value = Callable[[Known, str], Cell]
"""What a cell shows on the row with this id; empty text for nothing."""


class One(NamedTuple):
    """One opgave, with what is known."""

    known: Known
    opgave: Opgave
    outcome: OpgaveOutcome


def _of_opgave(value: Callable[[One], Cell]) -> Value:
    def shows(known: Known, row: str) -> Cell:
        opgave = known.opgaven.get(row)
        return "" if opgave is None else value(One(known, opgave, known.outcomes[row]))

    return shows


def _ranked(value: Callable[[One], Cell]) -> Value:
    """The same, on the row with this place on Overzicht."""
    of_opgave = _of_opgave(value)

    def shows(known: Known, row: str) -> Cell:
        place = int(row) - 1
        return of_opgave(known, known.ranked[place]) if place < len(known.ranked) else ""

    return shows


def _mark(one: One, value: float | None) -> Cell:
    return "" if value is None else shown(value, one.known.dossier.settings.threshold)


def _exact(value: float | None) -> Cell:
    return "" if value is None else float(rounded(np.array(value)))


def _name(one: One) -> Cell:
    return one.opgave.name


def _total(one: One) -> Cell:
    return _mark(one, one.outcome.total)


def _status(one: One) -> Cell:
    return one.outcome.status.value


def _floors(one: One) -> Cell:
    names = {c.id: c.name for c in one.known.dossier.criteria}
    return "; ".join(f"{c} {_short(names[c])}" for c in one.outcome.floors_missed)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _look(one: One) -> Cell:
    return YES if reasons_for(one.known.dossier, one.opgave, one.outcome) else NO


def _reasons(one: One) -> Cell:
    return "; ".join(reasons_for(one.known.dossier, one.opgave, one.outcome))


def _proposal(one: One) -> Cell:
    return proposal_for(one.known.dossier, one.opgave, one.outcome).value


def _is_chosen(one: One) -> Cell:
    return YES if one.opgave in one.known.chosen else NO


def _blank(value: float | None) -> Cell:
    return "" if value is None else float(value)


def _control(table: str) -> Value:
    return lambda known, row: known.controls.get(f"{table}|{row}", "")


# --- Criteria, Schaal, Deelnemers -----------------------------------------------------------------


def _share(records: str) -> Value:
    """Part of the total weight."""

    def shows(known: Known, row: str) -> Cell:
        weights = {r.id: r.weight for r in getattr(known.dossier, records)}
        total, own = sum(weights.values()), weights.get(row, 0.0)
        return own / total if total and own else ""

    return shows


def _criterion(value: Callable[[Direction], str] | None = None) -> Value:
    def shows(known: Known, row: str) -> Cell:
        found = next((c for c in known.dossier.criteria if c.id == row), None)
        if found is None:
            return ""
        return found.name if value is None else value(found.direction)

    return shows


def _of_scorer(*which: tuple[int, int]) -> Value:
    """Counts of a scorer, each with its sign: 0 asked, 1 scores, 2 'weet niet'."""

    def shows(known: Known, row: str) -> Cell:
        if row not in known.scorers:
            return ""
        return float(sum(sign * known.counts[row][at].sum() for at, sign in which))

    return shows


def _of_group(*which: int) -> Value:
    def shows(known: Known, row: str) -> Cell:
        if row not in {g.id for g in known.dossier.groups}:
            return ""
        members = [s.id for s in known.dossier.scorers if s.group == row]
        return float(sum(known.counts[s][at].sum() for s in members for at in which))

    return shows


def _group_coverage(known: Known, row: str) -> Cell:
    share = known.outcome.coverage_group.get(row)
    return "" if share is None else share


# --- a scorer's tab -------------------------------------------------------------------------------


def _to_do(scorer: str) -> Value:
    def shows(known: Known, row: str) -> Cell:
        if row not in known.opgaven:
            return ""
        if scorer not in known.counts:
            return 0.0
        at = [o.id for o in known.dossier.opgaven].index(row)
        asked, marks, unknown = (float(count[at]) for count in known.counts[scorer])
        return asked - marks - unknown

    return shows


# --- Samenhang ------------------------------------------------------------------------------------


def _used(known: Known, row: str) -> Cell:
    if row == "number":
        return float(len(known.chosen))
    if row == "effort":
        efforts = [o.effort for o in known.chosen if o.effort is not None]
        return "" if known.chosen and not efforts else float(sum(efforts))
    if row == "domains":
        without = [d for d in known.domains if not known.in_domain(known.chosen, d)]
        return float(len(without)) if known.domains else ""
    ids = {o.id for o in known.chosen}
    against = (p for p in known.dossier.pairs if p.relation == "werkt tegen")
    return float(sum(p.first in ids and p.second in ids for p in against))


def _room(known: Known, row: str) -> Cell:
    settings = known.dossier.settings
    if row == "number":
        room = settings.room(settings.max_opgaven)
        return "" if room is None else float(floor(room + ALMOST))
    if row == "effort":
        room = settings.room(settings.effort_capacity)
        return "" if room is None else room
    return 0.0 if row == "pairs" else ""


def _chosen(value: Callable[[Opgave], Cell]) -> Value:
    def shows(known: Known, row: str) -> Cell:
        place = int(row) - 1
        return value(known.chosen[place]) if place < len(known.chosen) else ""

    return shows


def _law(opgave: Opgave) -> Cell:
    return f"{opgave.law} ({opgave.law_status or ''})" if opgave.law else ""


def _domain(value: Callable[[Known, str], Cell]) -> Value:
    def shows(known: Known, row: str) -> Cell:
        place = int(row) - 1
        return value(known, known.domains[place]) if place < len(known.domains) else ""

    return shows


# --- every column ---------------------------------------------------------------------------------

_SHARED: dict[str, Value] = {
    "name": _of_opgave(_name),
    "shown": _of_opgave(_total),
    "status": _of_opgave(_status),
}
_COLUMNS: dict[str, dict[str, Value]] = {
    "tblCriteria": {"share": _share("criteria")},
    "tblSchaal": {"name": _criterion(), "way": _criterion(lambda way: way.value)},
    "tblGroepen": {
        "share": _share("groups"),
        "asked": _of_group(0),
        "done": _of_group(1, 2),
        "coverage": _group_coverage,
    },
    "tblDeelnemers": {
        "asked": _of_scorer((0, 1)),
        "marks": _of_scorer((1, 1)),
        "abstentions": _of_scorer((2, 1)),
        "todo": _of_scorer((0, 1), (1, -1), (2, -1)),
    },
    "tblOverzicht": {
        "rank": _ranked(lambda one: _blank(one.outcome.rank)),
        "id": _ranked(lambda one: one.opgave.id),
        "name": _ranked(_name),
        "shown": _ranked(_total),
        "status": _ranked(_status),
        "total_low": _ranked(lambda one: _mark(one, one.outcome.lowest)),
        "total_high": _ranked(lambda one: _mark(one, one.outcome.highest)),
        "coverage": _ranked(lambda one: _blank(one.outcome.coverage)),
        "floors": _ranked(_floors),
    },
    "tblHeroverweging": {
        **_SHARED,
        "look": _of_opgave(_look),
        "why_look": _of_opgave(_reasons),
    },
    "tblRuimte": {"used": _used, "room": _room},
    "calcKeuze": {
        "opgave": _chosen(lambda o: o.id),
        "name": _chosen(lambda o: o.name),
        "domain": _chosen(lambda o: o.domain),
        "effort": _chosen(lambda o: _blank(o.effort)),
        "law": _chosen(_law),
    },
    "calcDomeinen": {
        "name": _domain(lambda _, domain: domain),
        "count": _domain(lambda k, domain: float(k.in_domain([*k.opgaven.values()], domain))),
        "chosen": _domain(lambda k, domain: float(k.in_domain(k.chosen, domain))),
    },
    "tblBesluit": {
        **_SHARED,
        "proposal": _of_opgave(_proposal),
    },
    "tblAmbitie": {
        "name": _of_opgave(_name),
        "chosen": _of_opgave(_is_chosen),
    },
}
NOT_HELD: dict[tuple[str, str], str] = {
    ("tblStappen", "state"): "een zin over tellingen die elders elk vergeleken worden",
    ("tblRuimte", "state"): "volgt uit de twee getallen ernaast",
    ("tblSamenhang", "first_name"): "ook van een paar dat nog niet af is",
    ("tblSamenhang", "second_name"): "ook van een paar dat nog niet af is",
    ("tblSamenhang", "state"): "ook van een paar dat nog niet af is",
    ("tblBesluit", "state"): "vat samen wat er in de rij is ingevuld",
}
"""Formula columns in sight of which only the formula is compared, and why."""


def value_of(table: Table, key: str) -> Value | None:
    """What tells what the cells of a formula column must show; None when nothing does."""
    if key == "controle":
        return _control(table.name)
    if table.name.startswith("tblScore_"):
        scorer = table.name.removeprefix("tblScore_")
        return {
            "name": _of_opgave(_name),
            "coupling": _of_opgave(lambda one: one.opgave.coupling),
            "todo": _to_do(scorer),
        }.get(key)
    if table.name == "tblOverzicht" and key[:2] in ("s_", "g_"):
        part = key[2:]
        return _ranked(
            lambda one: _exact({**one.outcome.by_criterion, **one.outcome.by_group}.get(part))
        )
    return _COLUMNS.get(table.name, {}).get(key)


def expected(known: Known) -> Iterator[tuple[Table, str, str, Cell]]:
    """Yield table, row id, column and what must be shown there, for every column in sight."""
    for sheet in known.layout.sheets:
        if sheet.hidden:
            continue
        for table in sheet.tables:
            for column in table.columns:
                if column.formula is None or column.hidden:
                    continue
                value = value_of(table, column.key)
                if value is not None:
                    for row in table.row_ids:
                        yield table, row, column.key, value(known, row)
