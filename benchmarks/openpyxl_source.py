"""The reader's source of cells with openpyxl, for comparison with calamine.

openpyxl returns either a cell's formula or its result, never both: values and formulas take two
passes. Its usual way loads the whole workbook; ``read_only`` is its fastest way, in which sheets
are read when first asked for, as in ``FileSource``.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import openpyxl

from wijkexcel.workbook.reading.source import Grid, Raw, Specials


def _plain(value: Raw) -> Raw:
    """Numbers as returned by calamine."""
    return float(value) if type(value) is int else value


@dataclass
class OpenpyxlSource:
    """An .xlsx file held in memory, read with openpyxl: its usual way, or ``read_only``."""

    data: bytes
    read_only: bool = False
    _grids: dict[str, Grid] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def _values(self) -> Any:
        return openpyxl.load_workbook(
            io.BytesIO(self.data), read_only=self.read_only, data_only=True
        )

    @cached_property
    def _formulas(self) -> Any:
        return openpyxl.load_workbook(io.BytesIO(self.data), read_only=self.read_only)

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""
        names: list[str] = self._values.sheetnames
        return names

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on."""
        if sheet not in self._grids:
            rows = self._values[sheet].iter_rows(values_only=True)
            self._grids[sheet] = [[_plain(value) for value in row] for row in rows]
        return self._grids[sheet]

    def specials(self, sheet: str) -> Specials:
        """Cells with a formula or an error value."""
        formulas, errors = set(), set()
        for row in self._formulas[sheet].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas.add((cell.row - 1, cell.column - 1))
                elif cell.data_type == "e":
                    errors.add((cell.row - 1, cell.column - 1))
        return Specials(frozenset(formulas), frozenset(errors))
