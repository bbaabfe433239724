"""Compare what the derived cells of a workbook show with the program's own results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wijkexcel.checks.equality import Cell, said, same
from wijkexcel.checks.expected import expected
from wijkexcel.checks.known import Known
from wijkexcel.dutch.commands import as_typed
from wijkexcel.hosts.port import Calculation, plain
from wijkexcel.layout.sheets.five_steps import DUE
from wijkexcel.layout.spec import Table, a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.rules.outcome import Outcome
from wijkexcel.workbook.places import Places
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import Grid, Source


@dataclass(frozen=True)
class Shown:
    """The derived cells of a workbook as they are, or as recalculated."""

    source: Source
    places: Places
    results: Mapping[str, Mapping[str, Cell]]

    def value(self, sheet: str, row: int, col: int) -> Cell:
        """What a cell shows."""
        fresh = self.results.get(sheet)
        name = a1(row, col)
        if fresh is not None and name in fresh:
            return plain(fresh[name])
        return plain(_at(self.source.grid(sheet), row, col))


def check_shown(
    source: Source, places: Places, reading: Reading, outcome: Outcome, calculation: Calculation
) -> Iterator[Finding]:
    """Report every column that differs from the program's results, one finding each.

    Not while a typed cell is unreadable: formulas interpret it differently from the program.
    """
    if any(finding.severity is Severity.ERROR for finding in reading.findings):
        return
    shown = Shown(source, places, calculation.results or {})
    known = Known(
        reading.dossier,
        outcome,
        reading.layout,
        controls_of(source, reading),
        due_of(source, reading),
    )
    told: set[tuple[str, str]] = set()
    for table, row_id, key, value in expected(known):
        located = places.tables.get(table.name)
        if located is None or key not in located.columns or row_id not in located.rows:
            continue
        row, col = located.rows[row_id], located.columns[key]
        found = shown.value(located.sheet, row, col)
        if not same(_alike(found), _alike(value)) and (table.name, key) not in told:
            told.add((table.name, key))
            yield _different(table, row_id, key, found, value, located.sheet, a1(row, col))


def _different(
    table: Table, row: str, key: str, found: Cell, value: Cell, sheet: str, cell: str
) -> Finding:
    return Finding(
        Severity.ERROR,
        "rekent-anders",
        Where(table.name, row, key),
        f"Onder '{table.column(key).header}' staat hier {said(found)}, maar volgens het programma "
        f"hoort er {said(value)} te staan.",
        "Open het werkboek in Excel of LibreOffice, sla het op en controleer opnieuw. Blijft dit "
        f"staan, laat dan '{as_typed('bijwerken')}' lopen.",
        sheet,
        cell,
    )


def controls_of(source: Source, reading: Reading) -> dict[str, str]:
    """The first finding of the last check on each row, by table and id, as on *Bevindingen*."""
    located = reading.map.tables.get("tblBevindingen")
    needed = ("row_key", "severity", "problem")
    if located is None or not all(key in located.columns for key in needed):
        return {}
    grid = source.grid(located.sheet)
    found: dict[str, str] = {}
    for row in located.rows.values():
        key, severity, problem = (_at(grid, row, located.columns[name]) for name in needed)
        if isinstance(key, str) and key:
            found.setdefault(key, f"{severity or ''}: {problem or ''}")
    return found


def due_of(source: Source, reading: Reading) -> str:
    """What the last step said on Start of which the day has come."""
    located = reading.map.tables.get("tblControle")
    if located is None or DUE not in located.rows or "value" not in located.columns:
        return ""
    text = _at(source.grid(located.sheet), located.rows[DUE], located.columns["value"])
    return " ".join(text.split()) if isinstance(text, str) else ""


_TRUTH = {"WAAR": "TRUE", "ONWAAR": "FALSE"}


def _alike(value: Cell) -> Cell:
    """Text without meaningless white space, in a form common to all languages of Excel.

    A number or truth value typed as a name is 5,5 or WAAR in one language, 5.5 or TRUE in another.
    """
    if not isinstance(value, str):
        return value
    return " ".join(_TRUTH.get(word, word) for word in value.replace(",", ".").split())


def _at(grid: Grid, row: int, col: int) -> object:
    line = grid[row] if row < len(grid) else ()
    return line[col] if col < len(line) else None
