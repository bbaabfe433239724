"""A worksheet as XlsxWriter writes it, with formulas as they are; a row can share one."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import xlsxwriter.worksheet
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellStringTuple

from wijkexcel.layout.spec import Table
from wijkexcel.ooxml.cellvalue import CachedValue, column_letters
from wijkexcel.ooxml.escape import escaped
from wijkexcel.ooxml.stored import as_result


class Shared(str):
    """A formula of several cells side by side: it stands in the first, the others point to it."""

    area: str
    """All those cells; empty in all but the first, where the text is not written either."""
    number: int

    @classmethod
    def of(cls, formula: str, area: str, number: int) -> "Shared":
        """Make the formula of one cell; ``number`` tells which formula of the sheet it is."""
        shared = cls(formula.removeprefix("=") or "0")
        shared.area, shared.number = area, number
        return shared


class Worksheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]
    """A worksheet that writes formulas as they are, once for a row that shares one, and exactly.

    XlsxWriter runs thirty substitutions over every formula to add the prefixes that functions newer
    than Excel 2010 need in the file; our formulas have none (a test's lint checks that). It also
    looks in everything that it writes for characters to escape, and rounds results.
    """

    results: Mapping[int, Sequence[CachedValue | None]] | None = None
    """By row, what its cells give, from the first column on; None when not calculated."""

    @property
    def size(self) -> tuple[int, int]:
        """The number of rows and columns in use."""
        return (self.dim_rowmax or 0) + 1, (self.dim_colmax or 0) + 1

    def write_formula(self, row: int, col: int, formula: str, style: Any = None) -> None:
        """Write a formula."""
        self._check_dimensions(row, col)
        text = formula if isinstance(formula, Shared) else formula.removeprefix("=")
        self.table[row][col] = CellFormulaTuple(text, style, "")

    def write_blank(self, row: int, col: int, blank: None, style: Any = None) -> None:
        """Write an empty cell."""
        self._write_blank(row, col, blank, style)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        start = f'<c r="{column_letters(col + 1)}{row + 1}" s="{cell.format._get_xf_index()}"'
        if isinstance(cell, CellFormulaTuple):
            shown = ("", "") if self.results is None else _result(self.results[row][col])
            self.fh.write(f"{start}{_formula(cell.formula, *shown)}</c>")
        elif isinstance(cell, CellBlankTuple):
            self.fh.write(f"{start}/>")
        elif isinstance(cell, CellStringTuple):
            self.fh.write(f'{start} t="s"><v>{cell.string}</v></c>')
        else:
            self.fh.write(f"{start}><v>{number_in_file(cell.number)}</v></c>")


def number_in_file(number: float) -> str:
    """A typed number, to the 16 digits that XlsxWriter writes."""
    return f"{number:.16G}"


def _formula(formula: str, kind: str, shown: str) -> str:
    """What a cell with a formula holds, after its address and style."""
    if not isinstance(formula, Shared):
        said = f"<f>{escaped(formula)}</f>"
    elif formula.area:
        shared = f't="shared" ref="{formula.area}" si="{formula.number}"'
        said = f"<f {shared}>{escaped(formula)}</f>"
    else:
        said = f'<f t="shared" si="{formula.number}"/>'
    return f"{kind}>{said}<v>{shown}</v>"


@lru_cache(maxsize=1 << 12, typed=True)
def _result(result: CachedValue | None) -> tuple[str, str]:
    """The type and the text of a result."""
    kind, text = as_result("" if result is None else result)
    return "" if kind == "n" else f' t="{kind}"', escaped(text)


def runs_of(table: Table) -> dict[int, int]:
    """From the first to the last column, for columns of which the first holds the formula."""
    runs: dict[int, int] = {}
    first = 0
    for column in table.columns:
        col = table.col_of(column.key)
        if column.spread:
            runs[first] = col
        else:
            first = col
    return runs
