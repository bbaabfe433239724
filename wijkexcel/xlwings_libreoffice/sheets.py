"""The sheets of a workbook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Optional

from xlwings import XlwingsError, base_classes

from .address import MAX_COLUMNS, MAX_ROWS, parse, split_sheet
from .complete import complete
from .names import Names
from .native import Native
from .ranges import Range
from .tables import Tables, table_part

if TYPE_CHECKING:
    from .book import Book


@complete
class Sheets(base_classes.Sheets):
    """All sheets of a workbook."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def api(self) -> Native:
        """The sheets in LibreOffice."""
        return Native(self._book.app.connection, "sheets", self._book.uid)

    def _names(self) -> list[str]:
        return list(self._book.call("sheets.names"))

    @property
    def active(self) -> "Sheet":
        """The visible sheet."""
        return Sheet(self._book, self._book.call("sheets.active"))

    def __call__(self, key: int | str) -> "Sheet":
        """A sheet by number or name; XlwingsError if there is none."""
        names = self._names()
        if isinstance(key, str):
            for name in names:
                if name.lower() == key.lower():
                    return Sheet(self._book, name)
        elif 1 <= key <= len(names):
            return Sheet(self._book, names[key - 1])
        message = f"There is no sheet {key!r} in '{self._book.name}'."
        raise XlwingsError(message)

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator["Sheet"]:
        return iter([Sheet(self._book, name) for name in self._names()])

    def add(
        self,
        before: Optional["Sheet"] = None,
        after: Optional["Sheet"] = None,
        name: str | None = None,
    ) -> "Sheet":
        """Add a sheet, before the active one unless specified, and show it."""
        if before is None and after is None:
            before = self.active
        position = before.index - 1 if before else after.index if after else 0
        sheet = Sheet(self._book, self._book.call("sheets.add", name, position))
        sheet.activate()
        return sheet


@complete
class Sheet(base_classes.Sheet):
    """A sheet, identified by its name."""

    def __init__(self, book: "Book", name: str) -> None:
        self._book = book
        self._name = name

    def call(self, operation: str, *arguments: Any) -> Any:
        """Do an operation on this sheet."""
        return self._book.call(operation, self._name, *arguments)

    @property
    def api(self) -> Native:
        """The sheet in LibreOffice: ``protect(password)``, ``unprotect(password)``, ..."""
        return Native(self._book.app.connection, "sheets", self._book.uid, self._name)

    @property
    def book(self) -> "Book":
        """Its workbook."""
        return self._book

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self.call("sheets.rename", value)
        self._name = value

    @property
    def index(self) -> int:
        """Its position, counted from 1."""
        return list(self._book.call("sheets.names")).index(self._name) + 1

    @property
    def visible(self) -> bool:
        """Whether it is visible."""
        return bool(self.call("sheets.visible", None))

    @visible.setter
    def visible(self, value: bool | int) -> None:
        if value == 2:
            message = "LibreOffice shows a sheet or hides it: set visible to True or False."
            raise NotImplementedError(message)
        self.call("sheets.visible", bool(value))

    @property
    def names(self) -> Names:
        """The names that belong to this sheet."""
        return Names(self._book, self)

    @property
    def tables(self) -> Tables:
        """Its tables: database ranges in LibreOffice."""
        return Tables(self)

    def activate(self) -> None:
        """Show it."""
        self.call("sheets.activate")

    select = activate

    def delete(self) -> None:
        """Delete it."""
        self.call("sheets.delete")

    def copy(self, before: Optional["Sheet"], after: Optional["Sheet"]) -> None:
        """Copy it within its workbook.

        Raises:
            XlwingsError: the place is in another workbook.
        """
        other = before or after
        if other is None or other.book.uid != self._book.uid:
            raise XlwingsError("LibreOffice copies a sheet within its own workbook only.")
        self.call("sheets.copy", other.index - 1 if before else other.index)

    def move(self, before: Optional["Sheet"], after: Optional["Sheet"]) -> None:
        """Move it within its workbook."""
        place = before.index - 1 if before else after.index if after else 0
        self.call("sheets.move", place)

    def clear(self) -> None:
        """Empty it and clear its formats."""
        self.cells.clear()

    def clear_contents(self) -> None:
        """Empty it."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Clear its formats."""
        self.cells.clear_formats()

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns and rows to their contents."""
        self.used_range.autofit(axis)

    @property
    def cells(self) -> Range:
        """All its cells."""
        rows, columns = self.call("sheets.size")
        return Range(self, (0, 0, rows - 1, columns - 1))

    @property
    def used_range(self) -> Range:
        """The cells from the first to the last used one."""
        return Range(self, self.call("sheets.used"))

    def box(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Cells by their position, counted from 0."""
        return Range(self, (top, left, bottom, right))

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        """Cells by address, name, table or position.

        Raises:
            XlwingsError: the cells do not exist.
        """
        first = self._part(arg1)
        if arg2 is None:
            return first
        second = self._part(arg2)
        (t1, l1, b1, r1), (t2, l2, b2, r2) = first.area, second.area
        return Range(self, (min(t1, t2), min(l1, l2), max(b1, b2), max(r1, r2)))

    def _part(self, arg: Any) -> Range:
        if isinstance(arg, Range):
            return arg
        if isinstance(arg, tuple):
            row, column, height, width = (*arg, 1, 1)[:4]
            if 0 in (row, column):
                message = "Attempted to access 0-based Range. xlwings/Excel is 1-based."
                raise IndexError(message)
            box = row - 1, column - 1, row + height - 2, column + width - 2
            inside = min(row, column, height, width) > 0
            if not (inside and box[2] < MAX_ROWS and box[3] < MAX_COLUMNS):
                message = f"There are no cells {arg} on a sheet."
                raise XlwingsError(message)
            return Range(self, box)
        text = str(arg)
        if area := parse(text):
            return Range(self, area)
        found = split_sheet(text)
        if found and found[0].lower() == self._name.lower() and (area := parse(found[1])):
            return Range(self, area)
        for names in (self.names, Names(self._book)):
            name = names.find(text)
            if name is not None and name.refers_to_range.sheet.name == self._name:
                return name.refers_to_range
        part = table_part(self, text)
        if part is None:
            message = f"There is no range '{text}' on the sheet '{self._name}'."
            raise XlwingsError(message)
        return part
