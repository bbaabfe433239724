"""Tables: what LibreOffice calls database ranges. It has no table styles."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Optional

from xlwings import XlwingsError, base_classes

from .address import Box
from .complete import complete
from .native import Native
from .ranges import Range

if TYPE_CHECKING:
    from .sheets import Sheet

_REFERENCE = re.compile(r"=?([^\W\d][\w.]*)(?:\[([^\[\]]*)\])?")


_NO_STYLES = (
    "LibreOffice has no table styles. Give the cells a colour with range.color and range.font, or "
    "set the style in Excel."
)
_STANDARD_STYLE = "TableStyleMedium2"
"""xlwings' value for no particular style."""


@complete
class Table(base_classes.Table):
    """A database range."""

    def __init__(self, sheet: "Sheet", name: str) -> None:
        self._sheet = sheet
        self._name = name

    def _call(self, operation: str, *arguments: Any) -> Any:
        return self._sheet.book.call(operation, self._name, *arguments)

    @property
    def api(self) -> Native:
        """The database range in LibreOffice."""
        connection = self._sheet.book.app.connection
        return Native(connection, "tables", self._sheet.book.uid, self._name)

    @property
    def parent(self) -> "Sheet":
        """Its sheet."""
        return self._sheet

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        self._call("tables.rename", value)
        self._name = value

    display_name = name

    def _facts(self) -> tuple[Box, bool, bool, bool]:
        box, headers, totals, autofilter = self._call("tables.facts")
        return box, headers, totals, autofilter

    @property
    def show_headers(self) -> bool:
        """Whether the first row contains headers."""
        return self._facts()[1]

    @show_headers.setter
    def show_headers(self, value: bool) -> None:
        self._call("tables.change", "ContainsHeader", value)

    @property
    def show_totals(self) -> bool:
        """Whether the last row contains totals."""
        return self._facts()[2]

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        self._call("tables.totals", value)

    @property
    def insert_row_range(self) -> Range | None:
        """The row for the first values of an empty table; None when it has rows."""
        body = self.data_body_range
        empty = body is not None and body.shape[0] == 1 and not any(body.rows_of_values()[0])
        return body if empty else None

    @property
    def table_style(self) -> str:
        """Always None: LibreOffice has no table styles."""
        return ""

    @table_style.setter
    def table_style(self, value: str | None) -> None:
        if value:
            raise NotImplementedError(_NO_STYLES)

    @property
    def show_autofilter(self) -> bool:
        """Whether the headers have filter buttons."""
        return self._facts()[3]

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self._call("tables.change", "AutoFilter", value)

    @property
    def range(self) -> Range:
        """All its cells."""
        return Range(self._sheet, self._facts()[0])

    def _rows(self, what: str) -> Range | None:
        (top, left, bottom, right), headers, totals, _ = self._facts()
        first, last = top + headers, bottom - totals
        rows = {"head": (top, top), "body": (first, last), "total": (bottom, bottom)}[what]
        there = {"head": headers, "body": first <= last, "total": totals}[what]
        return Range(self._sheet, (rows[0], left, rows[1], right)) if there else None

    @property
    def header_row_range(self) -> Range | None:
        """The headers."""
        return self._rows("head")

    @property
    def data_body_range(self) -> Range | None:
        """The rows between headers and totals."""
        return self._rows("body")

    @property
    def totals_row_range(self) -> Range | None:
        """The totals."""
        return self._rows("total")

    def resize(self, range: Any) -> None:  # noqa: A002
        """Give it other cells."""
        self._call("tables.resize", self._sheet.name, range.impl.area)

    def sort(self, keys: list[int], ascending: list[bool]) -> None:
        """Sort the rows by columns, counted from 1."""
        if body := self.data_body_range:
            body.sort(keys, ascending, has_headers=False)

    @property
    def autofilter(self) -> "Filter":
        """Its filter."""
        return Filter(self._sheet, self._name)

    def part(self, item: str | None) -> Range | None:
        """The cells of ``Table[item]``; None if the column does not exist."""
        named = {"#all": self.range, "#headers": self.header_row_range}
        named |= {"": self.data_body_range, "#data": self.data_body_range}
        named |= {"#totals": self.totals_row_range}
        key = (item or "").lower()
        if key in named:
            return named[key]
        headers, body = self.header_row_range, self.data_body_range
        if headers is None or body is None:
            return None
        top, left, bottom, _ = body.area
        for offset, text in enumerate(headers.rows_of_values()[0]):
            if str(text).lower() == key:
                return Range(self._sheet, (top, left + offset, bottom, left + offset))
        return None


@complete
class Filter(base_classes.AutoFilter):
    """The filter of a table, by values."""

    def __init__(self, sheet: "Sheet", name: str) -> None:
        self._sheet = sheet
        self._name = name

    def apply_values(self, field: int, values: list[str]) -> None:
        """Show the rows in which a column (from 1) shows one of these values."""
        self._sheet.book.call("tables.show_only", self._name, field - 1, values)

    def clear(self, field: int | None = None) -> None:
        """Show all rows again, or those hidden only by this column (from 1)."""
        column = None if field is None else field - 1
        self._sheet.book.call("tables.show_only", self._name, column, None)


@complete
class Tables(base_classes.Collection):
    """The tables of a sheet, from top to bottom."""

    def __init__(self, sheet: "Sheet") -> None:
        self._sheet = sheet

    @property
    def api(self) -> Native:
        """The database ranges in LibreOffice."""
        book = self._sheet.book
        return Native(book.app.connection, "tables", book.uid, self._sheet.name)

    @property
    def parent(self) -> "Sheet":
        """Its sheet."""
        return self._sheet

    def _names(self) -> list[str]:
        return list(self._sheet.call("tables.listed"))

    def find(self, key: int | str) -> Optional["Table"]:
        """A table by number or name; None if there is none."""
        for index, name in enumerate(self._names(), 1):
            if key == index or str(key).lower() == name.lower():
                return Table(self._sheet, name)
        return None

    def __call__(self, key: int | str) -> Table:
        """A table by number or name; XlwingsError if there is none."""
        table = self.find(key)
        if table is None:
            message = f"There is no table {key!r} on the sheet '{self._sheet.name}'."
            raise XlwingsError(message)
        return table

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator[Table]:
        return iter([Table(self._sheet, name) for name in self._names()])

    def __contains__(self, key: int | str) -> bool:
        return self.find(key) is not None

    def add(
        self,
        source_type: Any = None,
        source: Any = None,
        link_source: Any = None,
        has_headers: bool | None = None,
        destination: Any = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> Table:
        """Make a table of cells.

        Raises:
            NotImplementedError: a table style was requested, or a source other than cells.
        """
        if table_style_name not in {None, "", _STANDARD_STYLE}:
            raise NotImplementedError(_NO_STYLES)
        if source_type is not None or link_source or destination is not None:
            raise NotImplementedError("LibreOffice makes a table of cells only: give source.")
        box, headers = source.impl.area, has_headers is not False
        return Table(self._sheet, self._sheet.call("tables.add", box, name, headers))


def table_part(sheet: "Sheet", text: str) -> Range | None:
    """The cells of ``Table`` or ``Table[column]`` on a sheet; None if there are none."""
    found = _REFERENCE.fullmatch(text)
    table = sheet.tables.find(found[1]) if found else None
    return table.part(found[2]) if found and table else None
