"""The Excel tables of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.support.xlwings_engine.errors import ComError
from tests.support.xlwings_engine.ranges import Range

if TYPE_CHECKING:
    from tests.support.xlwings_engine.sheets import Sheet


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
