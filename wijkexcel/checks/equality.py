"""Calculated twice: compare the results of the workbook's own formulas with Python's rules."""

import math
from collections.abc import Iterable, Mapping
from typing import TypeGuard

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.numbers import number
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import FORMULA_IN_SCORE, Finding, Severity, Where
from wijkexcel.rules.outcome import OpgaveOutcome, Outcome

TOLERANCE = 1e-9
Cell = float | str | bool | None
Calculated = Mapping[str, Mapping[str, Cell]]
"""Opgave id -> column key of the calculation -> result in the workbook."""


def expected_cells(outcome: OpgaveOutcome) -> dict[str, tuple[str, Cell]]:
    """List the required results of one opgave: column key -> (Dutch name, value)."""
    found: dict[str, tuple[str, Cell]] = {
        "total": ("het totaal", outcome.total),
        "total_low": ("het laagst mogelijke totaal", outcome.lowest),
        "total_high": ("het hoogst mogelijke totaal", outcome.highest),
        "status": ("de stand", outcome.status.value),
        "rank": ("de rang", None if outcome.rank is None else float(outcome.rank)),
        "coverage": ("de dekking", outcome.coverage),
    }
    for criterion, score in outcome.by_criterion.items():
        found[f"s_{criterion}"] = (f"de score op {criterion}", score)
    for group, total in outcome.by_group.items():
        found[f"g_{group}"] = (f"het totaal van {group}", total)
    return found


def same(a: Cell, b: Cell) -> bool:
    """Whether two cells are equal: numbers to 1e-9, empty text the same as nothing.

    A 0 differs from nothing, and a truth value from a number.
    """
    if _is_number(a) and _is_number(b):
        return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    if isinstance(a, int | float) or isinstance(b, int | float):
        return isinstance(a, bool) and isinstance(b, bool) and a is b
    return (a or None) == (b or None)


def _is_number(value: Cell) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def said(value: Cell) -> str:
    """A value as quoted to users."""
    if isinstance(value, int | float):
        return number(value)
    return f"'{value}'" if value else "niets"


def check_equality(dossier: Dossier, outcome: Outcome, calculated: Calculated) -> Iterable[Finding]:
    """Report every opgave on which workbook and program disagree, one finding each."""
    for opgave in dossier.opgaven:
        cells = calculated.get(opgave.id)
        if cells is None:
            yield Finding(
                Severity.ERROR,
                "berekening-ontbreekt",
                Where("calcOpgaven", opgave.id, "id"),
                f"Het werkboek rekent {opgave.id} {opgave.name} niet uit: de rij ontbreekt.",
                f"Laat '{as_typed('bijwerken')}' lopen: dat zet de rij terug.",
            )
            continue
        for key, (name, value) in expected_cells(outcome[opgave.id]).items():
            if not same(cells.get(key), value):
                yield Finding(
                    Severity.ERROR,
                    "rekent-anders",
                    Where("calcOpgaven", opgave.id, key),
                    f"Bij {opgave.id} {opgave.name} is {name} volgens het werkboek "
                    f"{said(cells.get(key))} en volgens het programma {said(value)}.",
                    "Er is een formule overschreven, of er staat een formule in een scorecel. Los "
                    "andere fouten eerst op; zet anders het blad terug uit een eerdere versie.",
                )
                break


def unexplained(different: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """Leave out differences caused by a formula in a score cell.

    The workbook counts the result of such a formula, but the program does not; that is one problem,
    reported at the cell itself. The affected totals change the ranks of other opgaven.
    """
    touched = {f.where.row for f in found if f.code == FORMULA_IN_SCORE}
    return [
        f
        for f in different
        if f.where.row not in touched and not (touched and f.where.column == "rank")
    ]
