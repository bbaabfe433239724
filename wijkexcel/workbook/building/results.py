"""Calculate a workbook while XlsxWriter still holds its cells, and give them their results.

A finished file would have to be unpacked, parsed, changed and packed again.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellStringTuple

from wijkexcel.layout.spec import a1
from wijkexcel.ooxml.cellvalue import CachedValue
from wijkexcel.ooxml.formula import UnsoundError
from wijkexcel.workbook.building.sheet import Shared, Worksheet, number_in_file
from wijkexcel.workbook.calculating.alike import Run
from wijkexcel.workbook.calculating.grid import Grid
from wijkexcel.workbook.calculating.layers import calculate
from wijkexcel.workbook.recalculate import Results


def store_results(book: Any, names: Mapping[str, str]) -> Results | None:
    """Give each formula cell its result; None when they cannot be calculated in layers.

    Returns the results on sheets with a chart, which has to show them too.

    Args:
        book: an XlsxWriter workbook that is not closed yet.
        names: its defined names, and what they refer to.

    Raises:
        EngineError: the engine cannot calculate it, or it has circular references.
    """
    sheets: Sequence[Worksheet] = book.worksheets()
    texts = {number: text for text, number in book.str_table.string_table.items()}
    grid = Grid([sheet.size for sheet in sheets])
    runs: list[Run] = []
    try:
        for number, sheet in enumerate(sheets):
            for row, cells in sheet.table.items():
                runs += _runs(number, row, cells)
                grid.put(number, row, _values(cells, texts))
        if not calculate(grid, runs, [sheet.name for sheet in sheets], names):
            return None
    except UnsoundError:
        return None
    for number, sheet in enumerate(sheets):
        sheet.results = {row: grid.row(number, row) for row in sheet.table}
    return {sheet.name: _shown(sheet) for sheet in sheets if sheet.charts}


def _shown(sheet: Worksheet) -> dict[str, CachedValue]:
    """What each formula cell of a sheet shows."""
    results = sheet.results or {}
    return {
        a1(row, column): "" if (value := results[row][column]) is None else value
        for row, cells in sheet.table.items()
        for column, cell in cells.items()
        if isinstance(cell, CellFormulaTuple)
    }


def _runs(sheet: int, row: int, cells: Mapping[int, Any]) -> list[Run]:
    """The formulas of a row; those that share one stand side by side."""
    found: list[Run] = []
    for column, cell in cells.items():
        if not isinstance(cell, CellFormulaTuple):
            continue
        if isinstance(cell.formula, Shared) and not cell.formula.area:
            found[-1] = found[-1]._replace(last=column)
        else:
            found.append(Run(sheet, row, column, column, str(cell.formula)))
    return found


def _values(cells: Mapping[int, Any], texts: Mapping[int, str]) -> dict[int, CachedValue]:
    """The other values of a row, by their column."""
    found: dict[int, CachedValue] = {}
    for column, cell in cells.items():
        if isinstance(cell, CellStringTuple):
            found[column] = texts[cell.string]
        elif not isinstance(cell, CellFormulaTuple | CellBlankTuple):
            found[column] = float(number_in_file(cell.number))
    return found
