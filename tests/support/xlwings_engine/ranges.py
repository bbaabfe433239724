"""Ranges of cells: values, formulas, formats, and where the arrow keys go."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from betteroffice_xlsx import Workbook
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import is_datetime
from openpyxl.utils import get_column_letter
from xlwings import base_classes
from xlwings.utils import hex_to_rgb, int_to_rgb

from tests.support import rounding
from tests.support.xlwings_engine.errors import ComError, protected
from tests.support.xlwings_engine.typing_in import moment, now, typed

if TYPE_CHECKING:
    from tests.support.xlwings_engine.sheets import Sheet
    from tests.support.xlwings_engine.tables import Table

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
_PREFIX = re.compile(r"_xlfn\.(?:_xlws\.)?|_xlpm\.")


class RangeApi:
    """The part of Excel's Range object that xlwings leaves to `range.api`."""

    def __init__(self, rng: Range) -> None:
        self._range = rng

    @property
    def Locked(self) -> bool | None:  # noqa: N802
        same, first = _one(style.protection.locked for style in self._range.styles())
        return bool(first) if same else None


class Range(base_classes.Range):
    has_array = False
    options: dict[str, Any]

    def __init__(
        self, sheet: Sheet, row: int, column: int, n_rows: int = 1, n_columns: int = 1
    ) -> None:
        self._sheet = sheet
        self._row = row
        self._column = column
        self._shape = n_rows, n_columns
        inside = row > 0 and column > 0 and n_rows > 0 and n_columns > 0
        if not inside or self.last_row > MAX_ROWS or self.last_column > MAX_COLUMNS:
            raise ComError("Application-defined or object-defined error")

    @property
    def api(self) -> RangeApi:
        return RangeApi(self)

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self._row

    @property
    def column(self) -> int:
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        return self._shape

    @property
    def last_row(self) -> int:
        return self._row + self._shape[0] - 1

    @property
    def last_column(self) -> int:
        return self._column + self._shape[1] - 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return (self._sheet.name, self._row, self._column, *self._shape)

    def __len__(self) -> int:
        return self._shape[0] * self._shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> Range:
        if arg2 is None:
            row, column = divmod(arg1 - 1, self._shape[1])
        else:
            row, column = arg1 - 1, arg2 - 1
        return Range(self._sheet, self._row + row, self._column + column)

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        def cell(row: int, column: int) -> str:
            return f"{'$' * col_absolute}{get_column_letter(column)}{'$' * row_absolute}{row}"

        address = cell(self._row, self._column)
        if len(self) > 1:
            address += f":{cell(self.last_row, self.last_column)}"
        if not external:
            return address
        place = f"[{self._sheet.book.name}]{self._sheet.name}".replace("'", "''")
        return f"'{place}'!{address}" if re.search(r"[^\w.\[\]]", place) else f"{place}!{address}"

    def _places(self) -> Iterator[tuple[int, int]]:
        return itertools.product(
            range(self._row, self.last_row + 1), range(self._column, self.last_column + 1)
        )

    def styles(self) -> Iterator[Any]:
        return (self._sheet.style(*place) for place in self._places())

    def _used(self) -> Range | None:
        """Return the part of this range within the used range."""
        used = self._sheet.used_range
        top, left = max(self._row, used.row), max(self._column, used.column)
        n_rows = min(self.last_row, used.last_row) - top + 1
        n_columns = min(self.last_column, used.last_column) - left + 1
        if n_rows < 1 or n_columns < 1:
            return None
        return Range(self._sheet, top, left, n_rows, n_columns)

    def _read(self, read: Callable[[int, int, str], Any]) -> Any:
        """Return a scalar for one cell and a tuple of rows for more, as COM does."""
        columns = [
            (column, get_column_letter(column))
            for column in range(self._column, self.last_column + 1)
        ]
        rows = tuple(
            tuple(read(row, column, f"{letter}{row}") for column, letter in columns)
            for row in range(self._row, self.last_row + 1)
        )
        return rows if len(self) > 1 else rows[0][0]

    @property
    def raw_value(self) -> Any:
        wb, i, style = self._sheet.book.wb, self._sheet.i, self._sheet.style
        dates: dict[str, bool] = {}

        def read(row: int, column: int, address: str) -> Any:
            value = wb.value(i, address)
            if type(value) is float:
                shape = style(row, column).number_format
                if shape not in dates:
                    dates[shape] = is_datetime(shape) in ("date", "datetime")
                return moment(value) if dates[shape] else value
            return value

        return self._read(read)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self._write(data)

    @property
    def formula(self) -> Any:
        wb, i = self._sheet.book.wb, self._sheet.i

        def read(_row: int, _column: int, address: str) -> str:
            formula = wb.formula(i, address)
            if formula is not None:
                return "=" + _PREFIX.sub("", rounding.read_as(formula))
            value = wb.value(i, address)
            if type(value) is float and value.is_integer() and abs(value) < 1e15:
                value = int(value)
            return str(value).upper() if isinstance(value, bool) else str(_blank(value))

        return self._read(read)

    @formula.setter
    def formula(self, data: Any) -> None:
        self._write(data)

    formula2 = formula

    def _grid(self, data: Any) -> Iterator[tuple[int, int, Any]]:
        if not isinstance(data, list | tuple):
            here = f"{get_column_letter(self._column)}{self._row}"
            moving = isinstance(data, str) and data.startswith("=") and len(self) > 1
            move = Translator(data, here).translate_formula if moving else None
            for row, column in self._places():
                yield row, column, move(f"{get_column_letter(column)}{row}") if move else data
            return
        lines = data if data and isinstance(data[0], list | tuple) else [data]
        for row, line in enumerate(lines, self._row):
            for column, value in enumerate(line, self._column):
                yield row, column, value

    def _write(self, data: Any) -> None:
        sheet, wb = self._sheet, self._sheet.book.wb
        cells = list(self._grid(data))
        self._refuse_if_locked((row, column) for row, column, _ in cells)
        edits = {f"{get_column_letter(column)}{row}": typed(value) for row, column, value in cells}
        steps = _enter(wb, sheet.i, edits)
        entered = [
            (value, address, sheet.style(row, column).number_format, (row, column))
            for (row, column, value), address in zip(cells, edits, strict=True)
            if isinstance(value, str | dt.datetime) and value
        ]
        for value, address, shape, _ in entered:
            is_formula = isinstance(value, str) and value[0] == "=" and value != "="
            if is_formula and shape != "@" and wb.formula(sheet.i, address) is None:
                for _ in range(steps):
                    wb.undo(now_serial=now())
                raise ComError(f"Application-defined or object-defined error: {value}")
        dates: dict[tuple[str, int], list[int]] = {}
        for value, address, shape, place in entered:
            if isinstance(value, dt.datetime):
                if shape == "General":
                    new = "m/d/yyyy h:mm" if value.time() != dt.time() else "m/d/yyyy"
                    dates.setdefault((new, place[1]), []).append(place[0])
            elif value[0] not in "='" and type(wb.value(sheet.i, address)) is float:
                (cell,) = sheet._export(address)["cells"]  # read as a date, 5% and the like
                if cell["numberFormat"] != shape:
                    sheet.own_style(*place).number_format = cell["numberFormat"]
        for (new, column), rows in dates.items():
            for top, count in _runs(rows):
                Range(sheet, top, column, count).format(new)

    def _refuse_if_locked(self, places: Iterable[tuple[int, int]]) -> None:
        sheet = self._sheet
        guarded = sheet.parts.protection.sheet and not sheet.user_interface_only
        if guarded and any(sheet.style(*place).protection.locked for place in places):
            raise protected()

    def _refuse_if_unformattable(self) -> None:
        if len(self) > 1_000_000:
            raise NotImplementedError("formats of whole columns, rows and sheets")
        protection = self._sheet.parts.protection
        if protection.sheet and protection.formatCells and not self._sheet.user_interface_only:
            raise protected()

    def clear_contents(self) -> None:
        self._refuse_if_locked(self._places())
        if used := self._used():
            used._write(None)

    @property
    def number_format(self) -> str | None:
        same, first = _one(style.number_format for style in self.styles())
        return {"mm-dd-yy": "m/d/yyyy"}.get(first, first) if same else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._refuse_if_unformattable()
        self.format(value)

    def format(self, value: str) -> None:
        """Set the number format, whatever the protection."""
        address = self.get_address(False, False, False)
        self._sheet.book.wb.set_number_format(
            self._sheet.i,
            address,
            {"General": "automatic", "@": "text"}.get(value, value),
            now_serial=now(),
        )
        for place in self._places():
            self._sheet.own_style(*place).number_format = value

    @property
    def color(self) -> tuple[int, int, int] | None:
        same, first = _one(_fill_color(style.fill) for style in self.styles())
        return first if same else (0, 0, 0)

    @color.setter
    def color(self, value: Any) -> None:
        self._refuse_if_unformattable()
        if isinstance(value, str):
            value = hex_to_rgb(value)
        elif isinstance(value, int):
            value = int_to_rgb(value)
        code = None if value is None else "{:02X}{:02X}{:02X}".format(*value)
        if code:
            address = self.get_address(False, False, False)
            self._sheet.book.wb.set_style(
                self._sheet.i, address, fill_color=f"#{code.lower()}", now_serial=now()
            )
        fill = PatternFill("solid", fgColor=f"FF{code}") if code else PatternFill()
        for place in self._places():
            cell = self._sheet.own_style(*place)
            cell.fill = fill
            change = self._sheet.cleared_fills
            (change.discard if code else change.add)(cell.coordinate)

    @property
    def table(self) -> Table | None:
        for table in self._sheet.tables:
            area = table.range
            rows = area.row <= self._row <= area.last_row
            if rows and area.column <= self._column <= area.last_column:
                return table
        return None

    def end(self, direction: str) -> Range:
        """Go where Ctrl and an arrow key go."""
        down, right = {
            "down": (1, 0),
            "up": (-1, 0),
            "right": (0, 1),
            "left": (0, -1),
        }[direction]
        wb, i, used = self._sheet.book.wb, self._sheet.i, self._sheet.used_range
        row, column = self._row, self._column

        def filled(row: int, column: int) -> bool:
            address = f"{get_column_letter(column)}{row}"
            return wb.value(i, address) is not None or wb.formula(i, address) is not None

        def inside(row: int, column: int) -> bool:
            return 1 <= row <= used.last_row and 1 <= column <= used.last_column

        def step() -> tuple[int, int]:
            return row + down, column + right

        if inside(*step()) and filled(row, column) and filled(*step()):
            while inside(*step()) and filled(*step()):
                row, column = step()
            return Range(self._sheet, row, column)
        while inside(*step()):
            row, column = step()
            if filled(row, column):
                return Range(self._sheet, row, column)
        edge_row = {1: MAX_ROWS, -1: 1}.get(down, row)
        return Range(self._sheet, edge_row, {1: MAX_COLUMNS, -1: 1}.get(right, column))


def _enter(wb: Workbook, sheet: int, edits: dict[str, str]) -> int:
    """Type the edits, and return how many steps undo them.

    One call for many cells recalculates the whole book, a call for one cell its dependents.
    """
    if len(edits) > 100:
        return int(wb.set_many(sheet, list(edits.items()), now_serial=now()).applied)
    return sum(wb.set(sheet, *edit, now_serial=now()).applied for edit in edits.items())


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the length of every unbroken run."""
    for _, run in itertools.groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        held = [row for _, row in run]
        yield held[0], len(held)


def _one(things: Iterable[Any]) -> tuple[bool, Any]:
    """Return whether all `things` are equal, and the first."""
    first, *rest = things
    return all(other == first for other in rest), first


def _blank(value: Any) -> Any:
    return "" if value is None else value


def _fill_color(fill: Any) -> tuple[int, int, int] | None:
    if fill.fill_type is None:
        return None
    color = fill.fgColor
    if color.type == "theme":
        raise NotImplementedError("theme colors")
    code = color.rgb if color.type == "rgb" else COLOR_INDEX[color.indexed]
    return hex_to_rgb(code[-6:])
