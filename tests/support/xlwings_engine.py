"""A live xlwings engine without Excel: `betteroffice_xlsx` calculates, xlwings does the talking.

It exists to run functions that take an `xlwings.Book` on any machine::

    with open_book("model.xlsx") as book:
        book.sheets["Invoer"]["B3"].value = 12
        assert book.sheets["Uitkomst"]["C9"].value == 24

Where xlwings on Windows shows through (error cells read as None, `=text` becomes a formula,
a locked cell on a protected sheet raises a COM error) this engine does as Excel does. What
Excel does and this engine cannot raises `NotImplementedError`; nothing is silently ignored
except the harmless switches of `App` (screen updating, alerts, calculation mode).

Structure comes from openpyxl once, at opening: styles, tables, names, protection. Those objects
also remember what is changed afterwards. Values and formulas live in the calculation engine only.
"""

from __future__ import annotations

import base64
import copy
import datetime as dt
import hashlib
import io
import itertools
import math
import numbers
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import xlwings as xw
from betteroffice_xlsx import CellError, Workbook
from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import is_datetime
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.protection import hash_password
from openpyxl.worksheet.worksheet import Worksheet
from xlwings import base_classes
from xlwings.utils import hex_to_rgb, int_to_rgb

from tests.support import rounding

ENGINE_NAME = "betteroffice"
MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ADDRESS = r"\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?"
_A1 = re.compile(rf"{_ADDRESS}|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?\d+:\$?\d+")
_SHEET_A1 = re.compile(rf"=?(?:'((?:[^']|'')+)'|([^'!=]+))!({_ADDRESS})")
_TABLE_REFERENCE = re.compile(r"=?([^\W\d][\w.]*)(?:\[([^\[\]]*)\])?")
_PREFIX = re.compile(r"_xlfn\.(?:_xlws\.)?|_xlpm\.")
_FUTURE = dict.fromkeys(("FILTER", "SORT"), "_xlfn._xlws.")
_FUTURE |= dict.fromkeys(("CONCAT", "IFNA", "IFS", "MAXIFS", "MINIFS", "SEQUENCE"), "_xlfn.")
_FUTURE |= dict.fromkeys(("SORTBY", "SWITCH", "TEXTJOIN", "UNIQUE", "XLOOKUP", "XMATCH"), "_xlfn.")
_FUTURE_CALL = re.compile(rf"(?<![\w.])({'|'.join(_FUTURE)})(?=\()", re.IGNORECASE)
_VISIBILITY = {"visible": -1, "hidden": 0, "veryHidden": 2}  # xlSheetVisible and its kin
_OLE_ZERO = dt.datetime(1899, 12, 30)


class ComError(Exception):
    """The shape of `pywintypes.com_error`: hresult, strerror, excepinfo, argerror."""

    def __init__(self, description: str, scode: int = -2146827284) -> None:
        self.hresult = -2147352567
        self.strerror = "Exception occurred."
        self.excepinfo = (0, "Microsoft Excel", description, "xlmain11.chm", 0, scode)
        self.argerror = None
        super().__init__(self.hresult, self.strerror, self.excepinfo, self.argerror)


class UncalculatedFormulaWarning(UserWarning):
    """Formulas the calculation engine cannot read; their stored values stay as they are."""


def _protected() -> ComError:
    return ComError(
        "The cell or chart you're trying to change is on a protected sheet. "
        "To make a change, unprotect the sheet. You might be requested to enter a password."
    )


def _now() -> float:
    return _serial(dt.datetime.now())


def _serial(moment: dt.datetime) -> float:
    return (moment.replace(tzinfo=None) - _OLE_ZERO) / dt.timedelta(days=1)


def _typed(value: Any) -> str:
    """Return what a user would type to enter `value`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return rounding.typed_as(_with_prefixes(value)) if value.startswith("=") else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return repr(_serial(value))
    if isinstance(value, numbers.Number) and math.isfinite(value):  # type: ignore[arg-type]
        return repr(value) if isinstance(value, int | float) else repr(float(value))  # type: ignore[arg-type]
    raise TypeError(f"{value!r} cannot be converted to a COM VARIANT")


def _with_prefixes(formula: str) -> str:
    """Give newer functions the prefix files need; text between quotes stays as it is."""
    parts = re.split(r'("[^"]*")', formula)
    parts[::2] = [
        _FUTURE_CALL.sub(lambda m: _FUTURE[m[1].upper()] + m[1].upper(), part)
        for part in parts[::2]
    ]
    return "".join(parts)


def _moment(serial: float) -> dt.datetime | float:
    try:
        moment = _OLE_ZERO + dt.timedelta(seconds=round(serial * 86400, 3))
    except OverflowError:
        return serial
    return moment if serial >= 0 else serial


def _one(things: Iterable[Any]) -> tuple[bool, Any]:
    """Return whether all `things` are equal, and the first."""
    first, *rest = things
    return all(other == first for other in rest), first


class Engine:
    """What xlwings calls an engine implementation."""

    name = ENGINE_NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: dict[str, Any]) -> Any:
        if isinstance(x, np.generic):
            x = pd.Timestamp(x) if isinstance(x, np.datetime64) else x.item()
        if isinstance(x, pd.Timestamp) and x is not pd.NaT:
            x = x.to_pydatetime()
        if isinstance(x, dt.date) and not isinstance(x, dt.datetime) and x is not pd.NaT:
            x = dt.datetime(x.year, x.month, x.day)
        return "" if pd.api.types.is_scalar(x) and pd.isna(x) else x

    @staticmethod
    def clean_value_data(
        data: Iterable[Iterable[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if isinstance(value, CellError):
                return str(value.code) if err_to_str else None
            if value is None or value == "":
                return empty_as
            if isinstance(value, dt.datetime):
                return datetime_builder(
                    year=value.year,
                    month=value.month,
                    day=value.day,
                    hour=value.hour,
                    minute=value.minute,
                    second=value.second,
                    microsecond=value.microsecond,
                    tzinfo=None,
                )
            return number_builder(value) if number_builder and type(value) is float else value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self) -> None:
        self.running: list[App] = []

    def add(self, add_book: bool | None = None, **_kwargs: Any) -> App:
        app = App(self)
        self.running.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def keys(self) -> list[int]:
        return [app.pid for app in self.running]

    def __iter__(self) -> Iterator[App]:
        return iter(list(self.running))

    def __len__(self) -> int:
        return len(self.running)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self.running if app.pid == pid)


class App(base_classes.App):
    screen_updating: bool = True
    display_alerts: bool = True
    enable_events: bool = True
    interactive: bool = True
    visible: bool = False
    calculation: str = "automatic"
    status_bar: str | bool = False
    cut_copy_mode: str | bool | None = None
    version = "16.0"
    api = "betteroffice_xlsx"
    selection = None
    _pids = itertools.count(1)

    def __init__(self, apps: Apps) -> None:
        self._apps = apps
        self._pid = next(self._pids)
        self._books = Books(self)

    @property
    def engine(self) -> Engine:
        return _ENGINE.impl

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def books(self) -> Books:
        return self._books

    def activate(self, _steal_focus: bool = False) -> None:
        self._apps.running.remove(self)
        self._apps.running.insert(0, self)

    def calculate(self) -> None:
        for book in self.books:
            book.wb.recalculate(now_serial=_now())

    def quit(self) -> None:
        for book in self.books:
            book.close()
        if self in self._apps.running:
            self._apps.running.remove(self)

    def kill(self) -> None:
        self.quit()


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.opened: list[Book] = []  # the active one first
        self.order: list[Book] = []

    def _put(self, book: Book) -> Book:
        self.opened.insert(0, book)
        self.order.append(book)
        return book

    def open(
        self, fullname: str, _update_links: Any = None, read_only: Any = None, *_other: Any
    ) -> Book:
        return self._put(Book(self, fullname, Path(fullname).read_bytes(), bool(read_only)))

    def add(self) -> Book:
        stream = io.BytesIO()
        openpyxl.Workbook().save(stream)
        return self._put(Book(self, f"Book{len(self) + 1}", stream.getvalue()))

    @property
    def active(self) -> Book:
        if not self.opened:
            raise ComError("There is no active workbook.")
        return self.opened[0]

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, str):
            for book in self.order:
                if key.lower() in (book.name.lower(), book.fullname.lower()):
                    return book
            raise KeyError(key)
        return self.order[key - 1]

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self.order))


class Book(base_classes.Book):
    def __init__(self, books: Books, fullname: str, data: bytes, read_only: bool = False) -> None:
        self._books = books
        self._fullname = fullname
        self._read_only = read_only
        self.wb = Workbook.open_recalculated(rounding.opened_as(data), now_serial=_now())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl on extensions it leaves out
            self.parts = openpyxl.load_workbook(io.BytesIO(data))
        if self.parts.epoch != openpyxl.utils.datetime.WINDOWS_EPOCH:
            raise NotImplementedError("the 1904 date system")
        self.sheet_list = [Sheet(self, i, name) for i, name in enumerate(self.wb.sheet_names)]
        self._warn_of_unread_formulas(data)

    def _warn_of_unread_formulas(self, data: bytes) -> None:
        trial = Workbook.open(data)
        unread = []
        for sheet in self.sheet_list:
            cells = [
                cell.coordinate
                for cell in getattr(sheet.parts, "_cells", {}).values()
                if cell.data_type == "f"
            ]
            formulas = {a: f for a in cells if (f := self.wb.formula(sheet.i, a)) is not None}
            unread += [f"{sheet.name}!{a}" for a in cells if a not in formulas]
            trial.set_number_format(sheet.i, f"A1:{_bottom_right(cells)}", "automatic")
            trial.set_many(sheet.i, [(a, f"={f}") for a, f in formulas.items()])
            unread += [f"{sheet.name}!{a}" for a in formulas if trial.formula(sheet.i, a) is None]
        if unread:
            warnings.warn(
                f"Not calculated in {self.name}: {', '.join(unread)}",
                UncalculatedFormulaWarning,
                stacklevel=2,
            )

    @property
    def api(self) -> Workbook:
        return self.wb

    @property
    def app(self) -> App:
        return self._books.app

    @property
    def name(self) -> str:
        return Path(self._fullname).name

    @property
    def fullname(self) -> str:
        return self._fullname

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self._books.opened.remove(self)
        self._books.opened.insert(0, self)

    def close(self) -> None:
        if self not in self._books.order:
            raise ComError("Object invoked has disconnected from its clients.", -2147417848)
        self._books.opened.remove(self)
        self._books.order.remove(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password is not None:
            raise NotImplementedError("saving with a password")
        if path is None and self._read_only:
            raise ComError(f"'{self.name}' is read-only.")
        target = Path(path or self._fullname).resolve()
        if not target.suffix:
            target = target.with_suffix(".xlsx")
        target.write_bytes(_with_changed_parts(self))
        self._fullname = str(target)
        self._read_only = False

    def table_range(self, text: str) -> Range | None:
        """Find what `Table` or `Table[column]` stands for."""
        match = _TABLE_REFERENCE.fullmatch(text)
        for table in (table for sheet in self.sheet_list for table in sheet.tables):
            if match and table.name.lower() == match[1].lower():
                return table.part(match[2])
        return None

    def refer(self, text: str) -> Range:
        """Find the range a defined name stands for."""
        if match := _SHEET_A1.fullmatch(text):
            return self.sheets((match[1] or match[2]).replace("''", "'")).range(match[3])
        if found := self.table_range(text):
            return found
        raise ComError("Application-defined or object-defined error")


def _bottom_right(cells: list[str]) -> str:
    bounds = [range_boundaries(cell) for cell in cells] or [(1, 1, 1, 1)]
    return f"{get_column_letter(max(b[2] for b in bounds))}{max(b[3] for b in bounds)}"


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def active(self) -> Sheet:
        return self._book.sheet_list[self._book.wb.active_sheet]

    def __call__(self, key: int | str) -> Sheet:
        for sheet in self._book.sheet_list:
            if key == sheet.index or str(key).lower() == sheet.name.lower():
                return sheet
        raise ComError("Invalid index.", -2147352565)

    def __len__(self) -> int:
        return len(self._book.sheet_list)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._book.sheet_list)

    def add(self, *_args: Any) -> Sheet:
        raise NotImplementedError("adding sheets")


class SheetApi:
    """The part of Excel's Worksheet object that xlwings leaves to `sheet.api`."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self._sheet.parts.protection.sheet)

    def Protect(  # noqa: N802
        self,
        Password: str | None = None,  # noqa: N803
        DrawingObjects: bool = True,  # noqa: N803
        Contents: bool = True,  # noqa: N803
        Scenarios: bool = True,  # noqa: N803
        UserInterfaceOnly: bool = False,  # noqa: N803
        AllowFormattingCells: bool = False,  # noqa: N803
    ) -> None:
        protection = self._sheet.parts.protection
        if not protection.sheet:
            protection.sheet = Contents
            protection.objects, protection.scenarios = DrawingObjects, Scenarios
            protection.formatCells = not AllowFormattingCells
            if Password:
                protection.password = Password
        self._sheet.user_interface_only = UserInterfaceOnly
        self._sheet.protection_changed = True

    def Unprotect(self, Password: str | None = None) -> None:  # noqa: N802, N803
        protection = self._sheet.parts.protection
        if protection.sheet and not _password_fits(protection, Password or ""):
            raise ComError(
                "The password you supplied is not correct. "
                "Verify that the CAPS LOCK key is off and be sure to use the correct "
                "capitalization."
            )
        fresh = type(protection)()
        self._sheet.parts.protection = fresh
        self._sheet.protection_changed = True


def _password_fits(protection: Any, password: str) -> bool:
    if protection.hashValue:
        name = protection.algorithmName.replace("-", "").lower()
        salted = base64.b64decode(protection.saltValue) + password.encode("utf-16-le")
        digest = hashlib.new(name, salted).digest()
        for turn in range(protection.spinCount):
            digest = hashlib.new(name, digest + turn.to_bytes(4, "little")).digest()
        return base64.b64encode(digest).decode() == protection.hashValue
    return not protection.password or protection.password == hash_password(password)


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, i: int, name: str) -> None:
        self._book = book
        self.i = i
        self._name = name
        self.parts: Worksheet = book.parts[name]
        self.opened_as: str = self.parts.sheet_state
        self.protection_changed = False
        self.user_interface_only = False
        self.cleared_fills: set[str] = set()
        self._plain = StyleableObject(self.parts)
        self._styled_columns = [
            (dimension.min, dimension.max, dimension)
            for dimension in getattr(self.parts, "column_dimensions", {}).values()
            if dimension.has_style
        ]

    @property
    def api(self) -> SheetApi:
        return SheetApi(self)

    @property
    def book(self) -> Book:
        return self._book

    @property
    def name(self) -> str:
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError(f"renaming a sheet to {value}")

    @property
    def index(self) -> int:
        return self.i + 1

    @property
    def visible(self) -> int:
        return _VISIBILITY[self.parts.sheet_state]

    @visible.setter
    def visible(self, value: bool | int) -> None:
        security = self._book.parts.security
        state = "veryHidden" if value == 2 else "visible" if value else "hidden"
        others = [s for s in self._book.sheet_list if s is not self and s.visible == -1]
        if (security and security.lockStructure) or (state != "visible" and not others):
            raise ComError("Unable to set the Visible property of the Worksheet class")
        self.parts.sheet_state = state
        if state != "visible" and self._book.sheets.active is self:
            others[0].activate()

    @property
    def names(self) -> Names:
        return Names(self._book, self)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def activate(self) -> None:
        if self.visible != -1:
            raise ComError("Activate method of Worksheet class failed")
        self._book.wb.set_active_sheet(self.i)

    select = activate

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    @property
    def cells(self) -> Range:
        return Range(self, 1, 1, MAX_ROWS, MAX_COLUMNS)

    @property
    def used_range(self) -> Range:
        return self.range(self._export("A1")["usedRange"] or "A1")

    def _export(self, address: str) -> dict[str, Any]:
        scope = [{"sheet": self.i, "range": address}]
        answer = self._book.wb.export_structured(scope=scope, include_hidden_sheets=True)
        if not answer["ok"]:
            raise RuntimeError(answer)
        return answer["content"]["sheets"][0]

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        first = self._part(arg1)
        if arg2 is None:
            return first
        second = self._part(arg2)
        top, left = min(first.row, second.row), min(first.column, second.column)
        bottom = max(first.last_row, second.last_row)
        right = max(first.last_column, second.last_column)
        return Range(self, top, left, bottom - top + 1, right - left + 1)

    def _part(self, arg: Any) -> Range:
        if isinstance(arg, Range):
            return arg
        if isinstance(arg, tuple):
            if 0 in arg:
                raise IndexError("Attempted to access 0-based Range. xlwings/Excel is 1-based.")
            return Range(self, *arg)
        if _A1.fullmatch(arg):
            left, top, right, bottom = range_boundaries(arg.upper())
            left, top = left or 1, top or 1
            right, bottom = right or MAX_COLUMNS, bottom or MAX_ROWS
            return Range(self, top, left, bottom - top + 1, right - left + 1)
        name = self.names.find(arg) or self._book.names.find(arg)
        if name:
            found = name.refers_to_range
        elif _SHEET_A1.fullmatch(arg):
            found = self._book.refer(arg)
        else:
            found = self._book.table_range(arg)
        if found is None or found.sheet is not self:
            raise ComError("Application-defined or object-defined error")
        return found

    def style(self, row: int, column: int) -> Any:
        """Return the style that holds for a cell, whether or not the file has that cell."""
        cell = self.parts._cells.get((row, column))
        if cell is not None:
            return cell
        if row in self.parts.row_dimensions and self.parts.row_dimensions[row].has_style:
            return self.parts.row_dimensions[row]
        for first, last, dimension in self._styled_columns:
            if first <= column <= last:
                return dimension
        return self._plain

    def own_style(self, row: int, column: int) -> Any:
        """Return a style that may be changed for this cell alone."""
        style = self.style(row, column)
        if (row, column) not in self.parts._cells:
            self.parts.cell(row, column)._style = copy.copy(style._style)
        return self.parts._cells[row, column]


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
                return _moment(value) if dates[shape] else value
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
        edits = {f"{get_column_letter(column)}{row}": _typed(value) for row, column, value in cells}
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
                    wb.undo(now_serial=_now())
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
            raise _protected()

    def _refuse_if_unformattable(self) -> None:
        if len(self) > 1_000_000:
            raise NotImplementedError("formats of whole columns, rows and sheets")
        protection = self._sheet.parts.protection
        if protection.sheet and protection.formatCells and not self._sheet.user_interface_only:
            raise _protected()

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
            now_serial=_now(),
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
                self._sheet.i, address, fill_color=f"#{code.lower()}", now_serial=_now()
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
        return int(wb.set_many(sheet, list(edits.items()), now_serial=_now()).applied)
    return sum(wb.set(sheet, *edit, now_serial=_now()).applied for edit in edits.items())


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the length of every unbroken run."""
    for _, run in itertools.groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        held = [row for _, row in run]
        yield held[0], len(held)


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


class Names(base_classes.Names):
    """The names of the whole book, or those that belong to one sheet."""

    def __init__(self, book: Book, only: Sheet | None = None) -> None:
        self.api = None
        self._names = [] if only else [Name(book, d) for d in book.parts.defined_names.values()]
        for sheet in [only] if only else book.sheet_list:
            held = getattr(sheet.parts, "defined_names", {})
            self._names += [Name(book, d, sheet) for d in held.values()]

    def find(self, key: int | str) -> Name | None:
        for index, name in enumerate(self._names, 1):
            if key == index or str(key).lower() in (name.name.lower(), f"={name.name}".lower()):
                return name
            if name.sheet and isinstance(key, str) and key.lower() == name.local_name.lower():
                return name
        return None

    def __call__(self, key: int | str) -> Name:
        name = self.find(key)
        if name is None:
            raise ComError("Application-defined or object-defined error")
        return name

    def contains(self, key: int | str) -> bool:
        return self.find(key) is not None

    def __len__(self) -> int:
        return len(self._names)


class Name(base_classes.Name):
    def __init__(self, book: Book, definition: Any, sheet: Sheet | None = None) -> None:
        self.api = definition
        self.sheet = sheet
        self.local_name: str = definition.name
        self._book = book

    @property
    def name(self) -> str:
        if self.sheet is None:
            return self.local_name
        plain = re.fullmatch(r"[^\W\d]\w*", self.sheet.name)
        quoted = self.sheet.name if plain else "'" + self.sheet.name.replace("'", "''") + "'"
        return f"{quoted}!{self.local_name}"

    @property
    def refers_to(self) -> str:
        return f"={self.api.attr_text}"

    @property
    def refers_to_range(self) -> Range:
        return self._book.refer(self.api.attr_text)


class Tables(base_classes.Collection):
    def __init__(self, sheet: Sheet) -> None:
        held = getattr(sheet.parts, "tables", {})
        self._tables = [Table(sheet, part) for part in held.values()]

    @property
    def api(self) -> None:
        return None

    def __call__(self, key: int | str) -> Table:
        for index, table in enumerate(self._tables, 1):
            if key == index or str(key).lower() == table.name.lower():
                return table
        raise ComError("Invalid index.", -2147352565)

    def __len__(self) -> int:
        return len(self._tables)

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables)

    def __contains__(self, key: int | str) -> bool:
        return any(
            key == index or str(key).lower() == table.name.lower()
            for index, table in enumerate(self._tables, 1)
        )


class Table(base_classes.Table):
    insert_row_range = None

    api: Any = None

    def __init__(self, sheet: Sheet, part: Any) -> None:
        self.api = part
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        return self.api.displayName

    display_name = name

    @property
    def table_style(self) -> str:
        return self.api.tableStyleInfo.name if self.api.tableStyleInfo else ""

    @property
    def show_headers(self) -> bool:
        return self.api.headerRowCount != 0

    @property
    def show_totals(self) -> bool:
        return bool(self.api.totalsRowCount)

    @property
    def range(self) -> Range:
        return self._sheet.range(self.api.ref)

    def _rows(self, first: int, count: int) -> Range | None:
        area = self.range
        if count < 1:
            return None
        return Range(self._sheet, area.row + first, area.column, count, area.shape[1])

    @property
    def header_row_range(self) -> Range | None:
        return self._rows(0, int(self.show_headers))

    @property
    def data_body_range(self) -> Range | None:
        extra = self.show_headers + self.show_totals
        return self._rows(int(self.show_headers), self.range.shape[0] - extra)

    @property
    def totals_row_range(self) -> Range | None:
        return self._rows(self.range.shape[0] - 1, int(self.show_totals))

    def part(self, item: str | None) -> Range | None:
        """Return the range of `Table[item]`."""
        body = self.data_body_range
        special = {"#all": self.range, "#headers": self.header_row_range}
        special |= {"": body, "#data": body, "#totals": self.totals_row_range}
        if (item or "").lower() in special:
            return special[(item or "").lower()]
        for index, column in enumerate(self.api.tableColumns):
            if body and column.name.lower() == (item or "").lower():
                return Range(self._sheet, body.row, body.column + index, body.shape[0])
        return None


def _with_changed_parts(book: Book) -> bytes:
    """Save, and write what the calculation engine has no call for: see the three `_put_`s."""
    data = rounding.saved_as(book.wb.save())
    sheets = book.sheet_list
    if not any(
        s.protection_changed or s.cleared_fills or s.parts.sheet_state != s.opened_as
        for s in sheets
    ):
        return data
    archive = zipfile.ZipFile(io.BytesIO(data))
    content = {name: archive.read(name) for name in archive.namelist()}
    workbook = etree.fromstring(content["xl/workbook.xml"])
    relations = etree.fromstring(content["xl/_rels/workbook.xml.rels"])
    targets = {r.get("Id"): r.get("Target") for r in relations}
    styles = etree.fromstring(content["xl/styles.xml"])
    for element in workbook.iter(f"{{{_MAIN}}}sheet"):
        sheet = next(s for s in sheets if s.name == element.get("name"))
        element.set("state", sheet.parts.sheet_state)
        target = targets[element.get(f"{{{_RELATION}}}id")]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        root = etree.fromstring(content[part])
        if sheet.protection_changed:
            _put_protection(root, sheet)
        _put_no_fill(root, styles, sheet.cleared_fills)
        content[part] = _xml(root)
    content["xl/workbook.xml"] = _xml(workbook)
    content["xl/styles.xml"] = _xml(styles)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part_data in content.items():
            out.writestr(name, part_data)
    return stream.getvalue()


def _xml(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put_protection(root: Any, sheet: Sheet) -> None:
    for old in root.findall(f"{{{_MAIN}}}sheetProtection"):
        root.remove(old)
    if sheet.parts.protection.sheet:
        new = etree.Element(f"{{{_MAIN}}}sheetProtection", dict(sheet.parts.protection))
        before = root.find(f"{{{_MAIN}}}sheetCalcPr")
        before = root.find(f"{{{_MAIN}}}sheetData") if before is None else before
        before.addnext(new)


def _put_no_fill(root: Any, styles: Any, cells: set[str]) -> None:
    formats = styles.find(f"{{{_MAIN}}}cellXfs")
    twins: dict[str, str] = {}
    for cell in root.iter(f"{{{_MAIN}}}c"):
        if cell.get("r") not in cells:
            continue
        old = cell.get("s", "0")
        if old not in twins:
            twin = copy.deepcopy(formats[int(old)])
            twin.set("fillId", "0")
            formats.append(twin)
            twins[old] = str(len(formats) - 1)
            formats.set("count", str(len(formats)))
        cell.set("s", twins[old])


_ENGINE = xw.Engine(impl=Engine())
if ENGINE_NAME not in [engine.name for engine in xw.engines]:
    xw.engines.add(_ENGINE)


@contextmanager
def open_app() -> Iterator[xw.App]:
    """Start an app of this engine and make it the one `xlwings` talks to."""
    before = xw.engines.active
    _ENGINE.activate()
    app = xw.App(visible=False, add_book=False)
    try:
        yield app
    finally:
        app.quit()
        xw.engines.active = before


@contextmanager
def open_book(path: str | PathLike[str]) -> Iterator[xw.Book]:
    """Open a workbook in an app of its own; both are gone afterwards, unsaved."""
    with open_app() as app:
        yield app.books.open(path)
