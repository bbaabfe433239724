"""Report cells that differ from their declaration: one finding per column, or per sheet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from wijkexcel.checks.equality import said
from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.days import day
from wijkexcel.dutch.lists import at_most
from wijkexcel.layout.spec import Owner, a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.workbook.derived_cells import Altered, Compared, Sort

ALTERED, OTHER_VERSION = "formule-overschreven", "andere-versie"
_MOST = 40
"""More findings than this are merged: per sheet, and then for the whole workbook."""
_NAMED = 5
_RESTORED = f"Laat '{as_typed('bijwerken')}' lopen: dat zet {{}} terug."


def altered_findings(compared: Compared) -> list[Finding]:
    """List the faults in the formulas of a workbook, in the order of its sheets."""
    keys: tuple[Callable[[Altered], object], ...] = (
        lambda item: (item.sheet, item.table, item.column or item.spot, item.sort, item.owner),
        lambda item: item.sheet,
        lambda _: None,
    )
    groups: list[list[Altered]] = []
    for key in keys:
        groups = _grouped(compared.altered, key)
        if len(groups) <= _MOST:
            break
    return [_finding(group) for group in groups] + list(_version(compared.otherwise))


def _grouped(items: Iterable[Altered], key: Callable[[Altered], object]) -> list[list[Altered]]:
    found: dict[object, list[Altered]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())


def _finding(group: Sequence[Altered]) -> Finding:
    first = group[0]
    where = Where(first.table, first.row, first.column)
    cell = a1(*first.spot)
    if len(group) == 1:
        problem, action = _one(first)
    else:
        problem, action = _many(group), _RESTORED.format("de formules")
    return Finding(Severity.ERROR, ALTERED, where, problem, action, first.sheet, cell)


def _one(item: Altered) -> tuple[str, str]:
    match item.sort, item.owner:
        case Sort.VALUE, _:
            problem = f"Hier hoort een formule te staan, maar {_there(item)}."
            return problem, _RESTORED.format("de formule")
        case Sort.FORMULA, _:
            problem = f"Hier hoort een andere formule te staan. Er staat: {shown(item.holds)}."
            return problem, _RESTORED.format("de formule")
        case Sort.NO_FORMULA, Owner.PROGRAM:
            return (
                f"Deze cel vult het programma, maar er staat een formule: {shown(item.holds)}.",
                "Maak de cel leeg; het programma vult haar weer als dat nodig is.",
            )
        case Sort.NO_FORMULA, _:
            return (
                f"Hier hoort vaste tekst te staan, maar er staat een formule: {shown(item.holds)}.",
                _RESTORED.format("de tekst"),
            )
    if not item.row and not item.column:
        return (
            f"Hier hoort een tabel van het programma te staan ({item.table}), maar die ontbreekt.",
            _RESTORED.format("de tabel"),
        )
    if item.column:
        return f"De kolom '{item.header}' ontbreekt.", _RESTORED.format("de kolom")
    return f"Hier hoort {item.row} te staan, maar {_there(item)}.", _RESTORED.format("het nummer")


def _many(group: Sequence[Altered]) -> str:
    first = group[0]
    sheets = list(dict.fromkeys(item.sheet for item in group))
    if len(sheets) > 1:
        named = at_most(sheets, _NAMED)
        return f"{len(group)} cellen zijn niet meer wat ze horen te zijn, op de bladen {named}."
    listed = at_most([f"{a1(*item.spot)} ({shown(item.holds)})" for item in group], _NAMED)
    columns = {(item.table, item.column) for item in group}
    place = f"van de kolom '{first.header}'" if len(columns) == 1 and first.header else "hier"
    return f"{len(group)} cellen {place} zijn niet meer wat ze horen te zijn: {listed}."


def _there(item: Altered) -> str:
    return "de cel is leeg" if item.holds is None else f"er staat {shown(item.holds)}"


def shown(value: object, most: int = 80) -> str:
    """The contents of a cell, as quoted to users; a formula with its ``=``."""
    if value is None:
        return "leeg"
    if isinstance(value, datetime | date):
        return day(value)
    if isinstance(value, str) and value.startswith("="):
        text = value
    else:
        text = said(value if isinstance(value, bool | int | float) else str(value))
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _version(otherwise: Sequence[Altered]) -> Iterator[Finding]:
    """Report once that the workbook was made by another version."""
    if not otherwise:
        return
    sheets = list(dict.fromkeys(item.sheet for item in otherwise))
    named = at_most(sheets, _NAMED)
    first = otherwise[0]
    yield Finding(
        Severity.NOTE,
        OTHER_VERSION,
        Where(first.table),
        "Dit werkboek is van een andere versie van wijkexcel: een deel van de formules is nu "
        f"anders, op de bladen {named}.",
        f"Laat '{as_typed('bijwerken')}' lopen: dat geeft het werkboek de formules van deze "
        "versie.",
        first.sheet,
        a1(*first.spot),
    )
