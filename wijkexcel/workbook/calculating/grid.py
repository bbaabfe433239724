"""The values of all cells of a workbook, as numbers: equal numbers are equal values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from wijkexcel.ooxml.cellvalue import CachedValue
from wijkexcel.ooxml.escape import escaped
from wijkexcel.ooxml.formula import UnsoundError
from wijkexcel.ooxml.stored import as_result
from wijkexcel.workbook.calculating.alike import Kind, Looked, Numbers

Flags = npt.NDArray[np.bool_]
_Number = TypeVar("_Number", np.int64, np.bool_)
_BLANK = 0
_BITS = 21
"""Enough for the number of a row."""


class Grid:
    """The values of all cells. A cell has a place in one long row of all of them, sheet by sheet.

    Args:
        sizes: the number of rows and columns of each sheet.
    """

    def __init__(self, sizes: Sequence[tuple[int, int]]) -> None:
        self._sizes = [*sizes]
        self._heights = np.array([rows for rows, _ in sizes])
        self._widths = np.array([columns for _, columns in sizes])
        ends = np.cumsum(self._heights * self._widths)
        self._starts = ends - self._heights * self._widths
        self._numbers: Numbers = np.zeros(int(ends[-1]), np.int64)
        self._of_value: dict[tuple[type, object], int] = {(type(None), None): _BLANK}
        self._values: list[CachedValue | None] = [None]
        self._written: list[str] = [""]
        self._of_area: dict[tuple[int, ...], int] = {}
        self._of_content: dict[object, int] = {}

    def number(self, value: CachedValue | None) -> int:
        """The number of a value; None is an empty cell.

        Raises:
            UnsoundError: no cell can hold it.
        """
        key = type(value), value
        if key not in self._of_value and value is not None:
            try:
                kind, text = as_result(value)
            except ValueError as error:
                raise UnsoundError(str(error)) from error
            self._of_value[key] = len(self._values)
            self._values.append(value)
            self._written.append(f' t="{kind}"><v>{escaped(text)}</v>')
        return self._of_value[key]

    def put(self, sheet: int, row: int, values: Mapping[int, CachedValue]) -> None:
        """Give cells of a row their values, by column."""
        cells = self._cells(self._numbers, sheet)[row]
        cells[list(values)] = [self.number(value) for value in values.values()]

    def put_all(self, kind: Kind, numbers: Numbers) -> None:
        """Give the cells of a kind their values: a row of numbers for each run."""
        places = self.places(kind.sheets[:, None], kind.rows[:, None], kind.columns)
        self._numbers[places] = numbers

    def row(self, sheet: int, row: int) -> list[CachedValue | None]:
        """The values of the cells of a row."""
        return [self._values[n] for n in self._cells(self._numbers, sheet)[row].tolist()]

    def places(self, sheet: Numbers, row: Numbers, column: Numbers) -> Numbers:
        """The places of cells."""
        places: Numbers = self._starts[sheet] + row * self._widths[sheet] + column
        return places

    def spots(self, places: Numbers) -> Iterator[tuple[int, int, int]]:
        """Sheet, row and column of places."""
        sheet = np.searchsorted(self._starts + self._heights * self._widths, places, side="right")
        row, column = np.divmod(places - self._starts[sheet], self._widths[sheet])
        return zip(sheet.tolist(), row.tolist(), column.tolist(), strict=True)

    def none(self) -> Flags:
        """A flag for each place, not set."""
        return np.zeros(self._numbers.shape, bool)

    def mark(self, flags: Flags, looked: Looked, runs: Numbers, offsets: Numbers) -> None:
        """Set the flags of the cells that some formulas of a kind look at."""
        sides = np.broadcast_arrays(
            *(_of(numbers, runs) for numbers in (looked.sheet, looked.top, looked.bottom)),
            *(_of(numbers, offsets) for numbers in (looked.left, looked.right)),
        )
        for sheet, top, bottom, left, right in set(zip(*(s.tolist() for s in sides), strict=True)):
            self._cells(flags, sheet)[top - 1 : bottom, left - 1 : right] = True

    def filled(self, flags: Flags) -> Numbers:
        """The places with a flag whose cell is not empty."""
        return np.nonzero(flags & (self._numbers != _BLANK))[0]

    def written(self, place: int) -> str:
        """The value of a cell, as it is written in a sheet after the address."""
        return self._written[int(self._numbers[place])]

    def seen(self, looked: Looked) -> Numbers:
        """What the formulas of a kind look at, as numbers: a row for each run, or one for all."""
        if looked.single:
            sheet, row, column = looked.sheet[:, None], looked.top[:, None] - 1, looked.left - 1
            inside = (row < self._heights[sheet]) & (column < self._widths[sheet])
            places = np.where(inside, self.places(sheet, row, column), 0)
            return np.where(inside, self._numbers[places], _BLANK)
        rows = (looked.sheet << 2 * _BITS) + (looked.top << _BITS) + looked.bottom
        keys, which = np.unique(rows, return_inverse=True)
        sides = [s.tolist() for s in np.broadcast_arrays(looked.left, looked.right)]
        return np.array(
            [
                [self._content(*_apart(key), *side) for side in zip(*sides, strict=True)]
                for key in keys.tolist()
            ]
        )[which]

    def _content(self, *area: int) -> int:
        """The number of all that an area holds."""
        if area not in self._of_area:
            sheet, top, bottom, left, right = area
            block = self._cells(self._numbers, sheet)[top - 1 : bottom, left - 1 : right]
            content = bottom - top, right - left, block.shape, block.tobytes()
            self._of_area[area] = self._of_content.setdefault(content, len(self._of_content))
        return self._of_area[area]

    def _cells(self, flat: npt.NDArray[_Number], sheet: int) -> npt.NDArray[_Number]:
        """The rows and columns of one sheet, from the long row of all cells."""
        start, (rows, columns) = int(self._starts[sheet]), self._sizes[sheet]
        return flat[start : start + rows * columns].reshape(rows, columns)


def _apart(key: int) -> tuple[int, int, int]:
    """Sheet, top and bottom from one number."""
    ones = (1 << _BITS) - 1
    return key >> 2 * _BITS, key >> _BITS & ones, key & ones


def _of(numbers: Numbers, which: Numbers) -> Numbers:
    """Those of some runs or cells, where there is one for each."""
    return numbers[which] if len(numbers) > 1 else numbers
