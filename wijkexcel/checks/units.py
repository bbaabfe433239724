"""Checks on numbers in another unit than those with which they are combined.

A weight of 25 % beside weights in points is 0,25 points; a cost in thousands beside costs in euro
is next to nothing. No validation rule detects that: each is a valid number by itself.
"""

import math
from collections.abc import Iterator
from statistics import median

from wijkexcel.checks.base import CRITERIA, PRIORITIES, SETTINGS, scale_holds, setting, warning
from wijkexcel.checks.cells import Typed, cells
from wijkexcel.dutch.numbers import number, share
from wijkexcel.layout.spec import Kind
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import CLOSE
from wijkexcel.rules.outcome import Outcome

_NUMBERS = {Kind.NUMBER, Kind.WHOLE, Kind.MONEY, Kind.SHARE}
_PART, _FAR = 15, 50
"""Suspicious factors between a number and its neighbours: for fractions (below 1), and others."""
_NOT_ALIKE = {SETTINGS, PRIORITIES}
"""Each setting has its own unit; and of many answers, one is given by most people."""
_MONEY, _SMALL_AMOUNT = 100, 2000
"""Amounts vary more; but 250 beside 180.000 was meant in thousands."""


def neighbours(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """No number differs greatly in size from the others in its column."""
    columns: dict[tuple[str, str], list[tuple[Typed, float]]] = {}
    for cell in cells(dossier):
        value, where = cell.value, cell.where
        if (
            cell.declared.kind in _NUMBERS
            and where.table not in _NOT_ALIKE
            and isinstance(value, int | float)
            and math.isfinite(value)
            and value > 0
        ):
            columns.setdefault((where.table, where.column), []).append((cell, float(value)))
    for column in columns.values():
        for i, (cell, value) in enumerate(column):
            others = [other for j, (_cell, other) in enumerate(column) if j != i]
            if others and _apart(value, others, cell.declared.kind):
                yield _told(cell, value, others)


def _apart(value: float, others: list[float], kind: Kind) -> bool:
    """Whether a number is too far from its neighbours to be in their unit."""
    middle = median(others)
    small, large = sorted((value, middle))
    several = len(others) > 1
    if kind is Kind.MONEY:
        return several and large >= _MONEY * small and small < _SMALL_AMOUNT
    if small < 1 <= large:
        return large >= _PART * small and (several or value < 1)
    return several and large >= _FAR * small


def _told(cell: Typed, value: float, others: list[float]) -> Finding:
    part = value / (value + sum(others))
    counts = f" Zo telt het voor {share(part)} mee." if cell.where.column == "weight" else ""
    return warning(
        "andere-eenheid",
        cell.where,
        f"Bij {cell.declared.header} van {cell.where.row} staat {number(value)}. De andere zijn "
        f"ongeveer {number(round(median(others), 2))}.{counts}",
        "Staat dit getal in een andere eenheid, zoals een percentage naast punten, of duizenden "
        f"naast hele euro's? Gebruik op het blad {cell.declared.sheet} overal dezelfde.",
    )


def on_start(dossier: Dossier, _: Outcome) -> Iterator[Finding]:
    """The numbers on Start are similar in size to those they are compared with."""
    yield from _against_scale(dossier)
    s = dossier.settings
    efforts = [o.effort for o in dossier.opgaven if o.effort is not None and o.effort > 0]
    if s.effort_capacity is not None and s.effort_capacity > 0 and efforts:
        total = sum(efforts)
        if s.effort_capacity < min(efforts) or s.effort_capacity >= _PART * total:
            yield warning(
                "eenheid-op-start",
                setting("effort_capacity"),
                f"De beschikbare inzet is {number(s.effort_capacity)}. Alle opgaven vragen samen "
                f"{number(total)}, en de kleinste {number(min(efforts))}.",
                "Vul op het blad Start de inzet in dezelfde punten in als bij de opgaven.",
            )
    opgaven, people = len(dossier.opgaven), len(dossier.scorers)
    if s.max_opgaven is not None and opgaven and s.max_opgaven >= _PART * opgaven:
        yield warning(
            "eenheid-op-start",
            setting("max_opgaven"),
            f"Het hoogste aantal opgaven is {number(s.max_opgaven)}, en er zijn {opgaven} opgaven.",
            "Vul op het blad Start in hoeveel opgaven het projectteam samen aankan.",
        )
    if people and s.smallest_group >= _PART * people:
        yield warning(
            "eenheid-op-start",
            setting("smallest_group"),
            f"De kleinste groep die openbaar mag is {number(s.smallest_group)}, en er zijn "
            f"{people} deelnemers. Zo zegt de brief van geen opgave of die de score haalt.",
            "Vul op het blad Start een aantal mensen in, bijvoorbeeld 3.",
        )
    if 0 < s.unforeseen < 0.01:
        yield warning(
            "eenheid-op-start",
            setting("unforeseen"),
            f"De ruimte voor onvoorzien is {share(s.unforeseen)}. Dat is bijna niets.",
            f"Typ op het blad Start het percentage, bijvoorbeeld {share(0.2)}.",
        )


def _against_scale(dossier: Dossier) -> Iterator[Finding]:
    s = dossier.settings
    if not scale_holds(s):
        return
    span = s.highest - s.lowest
    scale = f"de schaal loopt van {number(s.lowest)} tot {number(s.highest)}"
    if s.margin is not None and 0 < s.margin <= span and not 0.02 <= s.margin / span <= 0.5:
        yield warning(
            "eenheid-op-start",
            setting("margin"),
            f"De marge voor 'dichtbij' is {number(s.margin)}; {scale}.",
            "Vul de marge op het blad Start in als score, niet als percentage. Of maak de cel leeg "
            f"voor {share(CLOSE)} van de schaal.",
        )
    edge = s.lowest + 0.1 * span
    if s.threshold is not None and s.lowest < s.threshold < edge:
        yield warning(
            "eenheid-op-start",
            setting("threshold"),
            f"De afgesproken score is {number(s.threshold)}; {scale}. Dan haalt bijna alles de "
            "score.",
            "Vul op het blad Start een score op deze schaal in, niet een percentage.",
        )
    for cell in cells(dossier):
        floor = cell.value
        if (cell.where.table, cell.where.column) != (CRITERIA, "floor"):
            continue
        if isinstance(floor, float) and s.lowest < floor < edge:
            yield warning(
                "andere-eenheid",
                cell.where,
                f"De ondergrens van {cell.where.row} is {number(floor)}; {scale}. Dan houdt de "
                "ondergrens bijna niets tegen.",
                "Vul op het blad Criteria een score op deze schaal in, niet een percentage.",
            )
