"""A workbook and its list of sheets."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from betteroffice_xlsx import Workbook
from openpyxl.utils import get_column_letter, range_boundaries
from xlwings import base_classes

from tests.support import rounding
from tests.support.xlwings_engine.errors import ComError, UncalculatedFormulaWarning
from tests.support.xlwings_engine.names import Names
from tests.support.xlwings_engine.ranges import Range
from tests.support.xlwings_engine.saving import with_changed_parts
from tests.support.xlwings_engine.sheets import SHEET_A1, Sheet
from tests.support.xlwings_engine.typing_in import now

if TYPE_CHECKING:
    from tests.support.xlwings_engine.apps import App, Books

_TABLE_REFERENCE = re.compile(r"=?([^\W\d][\w.]*)(?:\[([^\[\]]*)\])?")


class Book(base_classes.Book):
    def __init__(self, books: Books, fullname: str, data: bytes, read_only: bool = False) -> None:
        self._books = books
        self._fullname = fullname
        self._read_only = read_only
        self.wb = Workbook.open_recalculated(rounding.opened_as(data), now_serial=now())
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
        target.write_bytes(with_changed_parts(self))
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
        if match := SHEET_A1.fullmatch(text):
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
