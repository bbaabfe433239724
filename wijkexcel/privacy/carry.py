"""Everything that was typed in the tables of a workbook, unchanged."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wijkexcel.layout.spec import Column, Owner, a1
from wijkexcel.workbook.reading.convert import is_blank, shown
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import Source
from wijkexcel.workbook.typed_cells import Plain

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CARRIED = (Owner.USER, Owner.SHARED, Owner.PROGRAM)


@dataclass(frozen=True, slots=True)
class Typed:
    """One cell with a value, by table, row and column, and its present location."""

    table: str
    row: str
    column: Column
    value: Plain
    sheet: str
    cell: str
    formula: bool = False
    error: bool = False
    """An error value: it is left out."""


def typed_cells(reading: Reading, source: Source) -> Iterator[Typed]:
    """Yield every cell of the tables that people or the program filled, in a fixed order."""
    for name, located in reading.map.tables.items():
        if not name.startswith("calc"):
            yield from _of_table(name, located, source)


def _of_table(name: str, located: Located, source: Source) -> Iterator[Typed]:
    grid, specials = source.grid(located.sheet), source.specials(located.sheet)
    columns = [
        (column, located.columns[column.key])
        for column in located.table.columns
        if column.owner in CARRIED and column.key in located.columns
    ]
    for row_id in located.table.row_ids:
        row = located.rows.get(row_id, -1)
        if not 0 <= row < len(grid):
            continue
        for column, col in columns:
            raw = grid[row][col] if col < len(grid[row]) else None
            error = (row, col) in specials.errors
            if error or not is_blank(raw):
                value = None if error else carried(raw)
                formula = (row, col) in specials.formulas
                yield Typed(
                    name, row_id, column, value, located.sheet, a1(row, col), formula, error
                )


def writable(text: str) -> str:
    """Remove characters that no workbook can hold."""
    return _NOT_IN_XML.sub("", text)


def carried(raw: object) -> Plain:
    """Turn a raw value into one to write, which reads back as the same value."""
    if isinstance(raw, str):
        return writable(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | date):
        return shown(raw)  # a truth value would be written as a score of 1
    return raw


def as_read(value: Plain) -> str:
    """A value as people read it."""
    return value if isinstance(value, str) else shown(value)
