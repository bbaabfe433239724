"""Operations on database ranges, LibreOffice's equivalent of Excel's tables."""

from __future__ import annotations

from typing import Any

import uno

from .guard import to_change
from .link import Office, struct
from .problem import Problem


def _ranges(office: Office, uid: str) -> Any:
    return office.book(uid).getPropertyValue("DatabaseRanges")


def _one(office: Office, uid: str, name: str) -> Any:
    ranges = _ranges(office, uid)
    if not ranges.hasByName(name):
        raise Problem(f"There is no table '{name}'.")
    return ranges.getByName(name)


def listed(office: Office, uid: str, sheet: str) -> list[str]:
    """Names of the tables on a sheet, from top to bottom."""
    ranges = _ranges(office, uid)
    number = office.sheet(uid, sheet).getRangeAddress().Sheet
    found = []
    for name in ranges.getElementNames():
        area = ranges.getByName(name).getDataArea()
        if area.Sheet == number:
            found.append((area.StartRow, area.StartColumn, name))
    return [name for _, _, name in sorted(found)]


def places(office: Office, uid: str) -> list[tuple[str, str]]:
    """The name of every table in the workbook, and of the sheet that it is on."""
    ranges, sheets = _ranges(office, uid), office.book(uid).getSheets().getElementNames()
    return [
        (name, sheets[ranges.getByName(name).getDataArea().Sheet])
        for name in ranges.getElementNames()
    ]


def facts(office: Office, uid: str, name: str) -> tuple[Any, bool, bool, bool]:
    """The box, and whether it has headers, totals and a filter with buttons."""
    one = _one(office, uid, name)
    a = one.getDataArea()
    box = (a.StartRow, a.StartColumn, a.EndRow, a.EndColumn)
    flags = [bool(one.getPropertyValue(k)) for k in ("ContainsHeader", "TotalsRow", "AutoFilter")]
    return box, flags[0], flags[1], flags[2]


def _address(office: Office, uid: str, sheet: str, box: Any) -> Any:
    number = office.sheet(uid, sheet).getRangeAddress().Sheet
    return struct("table.CellRangeAddress", number, box[1], box[0], box[3], box[2])


def add(office: Office, uid: str, sheet: str, box: Any, name: str | None, headers: bool) -> str:
    """Make a table.

    Raises:
        Problem: the name is taken, or LibreOffice does not accept it.
    """
    ranges = _ranges(office, uid)
    number = 1
    while name is None or (ranges.hasByName(name) and name.startswith("Table")):
        name = f"Table{number}"
        number += 1
    if ranges.hasByName(name):
        raise Problem(f"There is a table '{name}' already.")
    try:
        ranges.addNewByName(name, _address(office, uid, sheet, box))
    except Exception as error:
        raise Problem(f"LibreOffice does not accept the table name '{name}'.") from error
    one = ranges.getByName(name)
    one.setPropertyValue("ContainsHeader", headers)
    one.setPropertyValue("AutoFilter", headers)
    return name


def change(office: Office, uid: str, name: str, what: str, value: bool) -> None:
    """Set ``ContainsHeader``, ``TotalsRow`` or ``AutoFilter``."""
    _one(office, uid, name).setPropertyValue(what, value)


def totals(office: Office, uid: str, name: str, value: bool) -> None:
    """Add a totals row below a table, or remove it.

    As in Excel: cells below move down or up, the first column labels the row, and the last is
    summed, or counted if it contains text.

    Raises:
        Problem: a cell is locked.
    """
    one = _one(office, uid, name)
    area = one.getDataArea()
    if bool(one.getPropertyValue("TotalsRow")) == value:
        return
    sheet = office.book(uid).getSheets().getByIndex(area.Sheet)
    last = area.EndRow + 1 if value else area.EndRow
    to_change(office, uid, sheet.getName(), (last, area.StartColumn, last, area.EndColumn))
    row = struct("table.CellRangeAddress", area.Sheet, area.StartColumn, last, area.EndColumn, last)
    if not value:
        one.setPropertyValue("TotalsRow", False)
        area.EndRow -= 1
        one.setDataArea(area)
        sheet.removeRange(row, uno.Enum("com.sun.star.sheet.CellDeleteMode", "UP"))
        return
    sheet.insertCells(row, uno.Enum("com.sun.star.sheet.CellInsertMode", "DOWN"))
    area.EndRow = last
    one.setDataArea(area)
    one.setPropertyValue("TotalsRow", True)
    first = area.StartRow + bool(one.getPropertyValue("ContainsHeader"))
    if area.StartColumn < area.EndColumn:
        sheet.getCellByPosition(area.StartColumn, last).setString("Total")
    column = area.EndColumn
    body = sheet.getCellRangeByPosition(column, first, column, last - 1)
    texts = any(isinstance(value, str) and value for (value,) in body.getDataArray())
    address = body.getPropertyValue("AbsoluteName")
    sum_or_count = 103 if texts else 109
    sheet.getCellByPosition(column, last).setFormula(f"=SUBTOTAL({sum_or_count};{address})")


def resize(office: Office, uid: str, name: str, sheet: str, box: Any) -> None:
    """Give a table another box."""
    _one(office, uid, name).setDataArea(_address(office, uid, sheet, box))


def rename(office: Office, uid: str, name: str, new: str) -> None:
    """Rename a table."""
    _one(office, uid, name).setName(new)


_IS_TEXT, _EQUAL = 1, 2  # FilterFieldType.STRING, FilterOperator2.EQUAL


def _text(text: str) -> Any:
    return struct("sheet.FilterFieldValue", False, 0.0, text, _IS_TEXT, 0)


def _as_given(field: Any) -> Any:
    """A filter as set: LibreOffice returns a text, but not that it is one."""
    field.Values = tuple(one if one.IsNumeric else _text(one.StringValue) for one in field.Values)
    return field


def show_only(
    office: Office, uid: str, name: str, column: int | None, texts: list[str] | None
) -> None:
    """Filter a table: show the rows in which a column shows one of these texts.

    Filters of other columns stay. Without texts the column's filter is removed; without a column
    all are.
    """
    one = _one(office, uid, name)
    descriptor = one.getFilterDescriptor()
    held = () if column is None else descriptor.getFilterFields3()
    fields = [_as_given(field) for field in held if field.Field != column]
    if column is not None and texts is not None:
        field = struct("sheet.TableFilterField3")
        field.Field, field.Operator = column, _EQUAL
        field.Values = tuple(_text(text) for text in texts)
        fields.append(field)
    descriptor.setFilterFields3(tuple(fields))
    if fields:
        one.refresh()
    else:  # without a criterion, refreshing would leave the rows hidden
        cells = one.getReferredCells()
        empty = cells.createFilterDescriptor(True)
        empty.setPropertyValue("ContainsHeader", one.getPropertyValue("ContainsHeader"))
        cells.filter(empty)
