"""Operations that move cells.

A box is ``(top, left, bottom, right)``, counted from 0.
"""

from __future__ import annotations

from typing import Any

import uno

from .guard import box_of, to_change
from .link import Office, properties, struct


def copy(office: Office, uid: str, name: str, box: Any, to_sheet: str, to: Any) -> None:
    """Copy cells with their formats to another place in the same workbook."""
    target = office.sheet(uid, to_sheet)
    height, width = box[2] - box[0], box[3] - box[1]
    to_change(office, uid, to_sheet, (to[0], to[1], to[0] + height, to[1] + width))
    number = target.getRangeAddress().Sheet
    source = box_of(office.sheet(uid, name), box).getRangeAddress()
    target.copyRange(struct("table.CellAddress", number, to[1], to[0]), source)


def move(office: Office, uid: str, name: str, box: Any, way: str) -> None:
    """Insert (``insert-down``, ``insert-right``) or delete (``delete-up``, ``-left``) cells."""
    address = to_change(office, uid, name, box).getRangeAddress()
    sheet = office.sheet(uid, name)
    verb, _, direction = way.partition("-")
    if verb == "insert":
        mode = _mode("CellInsertMode", direction.upper())
        sheet.insertCells(address, mode)
    else:
        mode = _mode("CellDeleteMode", direction.upper())
        sheet.removeRange(address, mode)


def sort(office: Office, uid: str, name: str, box: Any, keys: Any, headers: bool) -> None:
    """Sort rows by columns, each as ``(column from 0, ascending)``.

    Raises:
        Problem: a cell is locked.
    """
    cells = to_change(office, uid, name, box)
    fields = []
    for column, ascending in keys:
        field = struct("table.TableSortField")
        field.Field, field.IsAscending = column, ascending
        fields.append(field)
    cells.sort(
        properties(
            SortFields=uno.Any("[]com.sun.star.table.TableSortField", tuple(fields)),
            ContainsHeader=headers,
            IsSortColumns=False,
        )
    )


def _mode(kind: str, value: str) -> Any:
    return uno.Enum(f"com.sun.star.sheet.{kind}", value)
