"""A sheet: its cells, styles and protection."""

from __future__ import annotations

import base64
import copy
import hashlib
import re
from typing import TYPE_CHECKING, Any

from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import range_boundaries
from openpyxl.utils.protection import hash_password
from openpyxl.worksheet.worksheet import Worksheet
from xlwings import base_classes

from tests.support.xlwings_engine.errors import ComError
from tests.support.xlwings_engine.names import Names
from tests.support.xlwings_engine.ranges import MAX_COLUMNS, MAX_ROWS, Range
from tests.support.xlwings_engine.tables import Tables

if TYPE_CHECKING:
    from tests.support.xlwings_engine.books import Book

_ADDRESS = r"\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?"
_A1 = re.compile(rf"{_ADDRESS}|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?\d+:\$?\d+")
SHEET_A1 = re.compile(rf"=?(?:'((?:[^']|'')+)'|([^'!=]+))!({_ADDRESS})")
_VISIBILITY = {"visible": -1, "hidden": 0, "veryHidden": 2}  # xlSheetVisible and its kin


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
        elif SHEET_A1.fullmatch(arg):
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
