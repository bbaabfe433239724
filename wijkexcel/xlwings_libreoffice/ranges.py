"""Cells."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Optional

from xlwings import XlwingsError

from . import values
from .address import Box, quoted, written
from .arrays import Arrays
from .complete import complete
from .formulas import to_excel, to_office
from .native import Native

if TYPE_CHECKING:
    from .sheets import Sheet
    from .tables import Table

_NO_DATE = dt.datetime.min
_INSERTS = {"down": "insert-down", "right": "insert-right"}
_DELETES = {"up": "delete-up", "left": "delete-left"}


@complete
class Range(Arrays):
    """A rectangle of cells on one sheet."""

    options: dict[str, Any]

    def __init__(self, sheet: "Sheet", area: Box) -> None:
        self._sheet = sheet
        self.area: Box = tuple(area)  # type: ignore[assignment]
        self.options = {}

    def call(self, operation: str, *arguments: Any) -> Any:
        """Do an operation on these cells."""
        return self._sheet.call(operation, self.area, *arguments)

    def box(self, box: Box) -> "Range":
        """Other cells of the same sheet."""
        return Range(self._sheet, box)

    @property
    def api(self) -> Native:
        """The cells in LibreOffice."""
        book = self._sheet.book
        place = book.uid, self._sheet.name, self.area
        return Native(book.app.connection, "cells", *place)

    @property
    def sheet(self) -> "Sheet":
        """Their sheet."""
        return self._sheet

    @property
    def row(self) -> int:
        """First row, counted from 1."""
        return self.area[0] + 1

    @property
    def column(self) -> int:
        """First column, counted from 1."""
        return self.area[1] + 1

    @property
    def shape(self) -> tuple[int, int]:
        """Number of rows and columns."""
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """Sheet, first row and column, number of rows and columns."""
        return (self._sheet.name, self.row, self.column, *self.shape)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> "Range":
        """One cell, by row and column or by number, counted from 1."""
        top, left, _, _ = self.area
        if arg2 is None:
            row, column = divmod(arg1 - 1, self.shape[1])
        else:
            row, column = arg1 - 1, arg2 - 1
        place = top + row, left + column
        if min(place) < 0:
            raise XlwingsError("There are no cells outside the sheet.")
        return Range(self._sheet, (*place, *place))

    @property
    def address(self) -> str:
        """Address with dollars."""
        return written(self.area)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Address as requested; external with workbook and sheet."""
        address = written(self.area, rows=row_absolute, columns=col_absolute)
        if not external:
            return address
        place = f"[{self._sheet.book.name}]{self._sheet.name}"
        plain = place.replace("[", "").replace("]", "").replace(".", "")
        if quoted(plain) == plain:
            return f"{place}!{address}"
        escaped = place.replace("'", "''")
        return f"'{escaped}'!{address}"

    # --- values -----------------------------------------------------------------------------

    def rows_of_values(self) -> Any:
        """Values in rows, whatever the shape."""
        rows, errors, marks = self.call("cells.read")
        zero = self._sheet.book.zero if marks else _NO_DATE
        return values.from_office(rows, errors, marks, zero)

    @property
    def raw_value(self) -> Any:
        """One value, or rows of values."""
        rows = self.rows_of_values()
        return rows if len(self) > 1 else rows[0][0]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not isinstance(data, list | tuple):
            self._fill(values.prepared(data))
            return
        lines = data if data and isinstance(data[0], list | tuple) else [data]
        top, left, _, _ = self.area
        area = top, left, top + len(lines) - 1, left + len(lines[0]) - 1
        rows, more = values.for_office(lines, self._sheet.book.zero)
        self._sheet.call("cells.write", area, rows, more)

    def _fill(self, value: Any) -> None:
        """Give all cells one value; a formula is copied, so that its references shift along."""
        if isinstance(value, str) and value.startswith("=") and value != "=" and len(self) > 1:
            self.call("cells.fill", to_office(value))
            return
        height, width = self.shape
        rows, more = values.for_office([[value] * width] * height, self._sheet.book.zero)
        self.call("cells.write", rows, more)

    @property
    def formula(self) -> Any:
        """The contents of the cells in Excel's syntax: one text, or rows of text."""
        shown = [[values.as_typed(value) for value in row] for row in self._constants()]
        for (row, column), text in self.formula_texts().items():
            shown[row][column] = text
        return tuple(tuple(row) for row in shown) if len(self) > 1 else shown[0][0]

    @formula.setter
    def formula(self, data: Any) -> None:
        if not isinstance(data, list | tuple):
            text = values.as_typed(values.prepared(data))
            if text.startswith("="):
                self.call("cells.fill", to_office(text))
            else:
                height, width = self.shape
                self.call("cells.enter", ((text,) * width,) * height)
            return
        lines = data if data and isinstance(data[0], list | tuple) else [data]
        top, left, _, _ = self.area
        rows = tuple(tuple(_entered(value) for value in line) for line in lines)
        area = top, left, top + len(rows) - 1, left + len(rows[0]) - 1
        self._sheet.call("cells.enter", area, rows)

    def formula_texts(self) -> dict[tuple[int, int], str]:
        """The formulas among them in Excel's syntax, by row and column counted from 0.

        Quicker than ``formula``, as what else stands there is not looked at.
        """
        texts, areas = self.call("cells.formulas")
        return {
            (row, column): to_excel(texts[row][column])
            for top, left, bottom, right in areas
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    def _constants(self) -> Any:
        """Values, with dates as numbers."""
        rows, errors, marks = self.call("cells.read")
        logical = [mark for mark in marks if not mark[0]]
        return values.from_office(rows, errors, logical, _NO_DATE)

    # --- more -------------------------------------------------------------------------------

    def clear_contents(self) -> None:
        """Empty the cells."""
        self.call("cells.clear", True, False)

    def clear_formats(self) -> None:
        """Clear the formats."""
        self.call("cells.clear", False, True)

    def clear(self) -> None:
        """Empty the cells and clear the formats."""
        self.call("cells.clear", True, True)

    def end(self, direction: str) -> "Range":
        """The cell that Ctrl and an arrow key reach."""
        row, column = self.call("cells.end", direction)
        return Range(self._sheet, (row, column, row, column))

    @property
    def current_region(self) -> "Range":
        """The block of filled cells around these."""
        return Range(self._sheet, self.call("cells.region"))

    def select(self) -> None:
        """Select the cells in the window."""
        self.call("cells.select")

    def copy(self, destination: Any = None) -> None:
        """Copy the cells to another place (an ``xlwings.Range``) in the same workbook.

        Raises:
            XlwingsError: no place was given, or it is in another workbook.
        """
        place = getattr(destination, "impl", destination)
        if place is None or place.sheet.book.uid != self._sheet.book.uid:
            raise XlwingsError("LibreOffice copies to a range in the same workbook only.")
        self.call("moves.copy", place.sheet.name, place.area[:2])

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells; existing ones move down or to the right.

        Raises:
            NotImplementedError: the format of the cells below or to the right was requested.
        """
        if copy_origin not in {None, "format_from_left_or_above"}:
            raise NotImplementedError("LibreOffice takes the look of the cells above or left.")
        wide = self.shape[1] < self.shape[0]
        self.call("moves.move", _INSERTS[shift or ("right" if wide else "down")])

    def delete(self, shift: str | None = None) -> None:
        """Delete cells; those after them move up or to the left."""
        wide = self.shape[1] < self.shape[0]
        self.call("moves.move", _DELETES[shift or ("left" if wide else "up")])

    def sort(self, keys: list[int], ascending: list[bool], has_headers: bool) -> None:
        """Sort the rows by columns, counted from 1."""
        wanted = [(k - 1, up) for k, up in zip(keys, ascending, strict=True)]
        self.call("moves.sort", wanted, has_headers)

    @property
    def name(self) -> Any:
        """The name that refers to exactly these cells, if any."""
        wanted = f"={quoted(self._sheet.name)}!{self.address}"
        for _, name in self._sheet.book.names.snapshot():
            if name.refers_to == wanted:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        target = f"={quoted(self._sheet.name)}!{self.address}"
        self._sheet.book.names.add(value, target)

    @property
    def table(self) -> Optional["Table"]:
        """The table that the first cell belongs to, if any."""
        row, column = self.area[:2]
        for table in self._sheet.tables:
            top, left, bottom, right = table.range.area
            if top <= row <= bottom and left <= column <= right:
                return table
        return None


def _entered(value: Any) -> str:
    text = values.as_typed(values.prepared(value))
    return to_office(text) if text.startswith("=") else text
