"""Boxes of cells, and the guard for protected sheets.

A box is ``(top, left, bottom, right)``, counted from 0; areas are relative to the top left of a
box.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from .link import Office
from .problem import Protected, ReadOnly

AMBIGUOUS = "AMBIGUOUS_VALUE"


def box_of(sheet: Any, box: Any) -> Any:
    """The cells of a box."""
    top, left, bottom, right = box
    return sheet.getCellRangeByPosition(left, top, right, bottom)


def areas(ranges: Any, box: Any) -> list[Any]:
    """Addresses of ranges, relative to the top left of a box."""
    top, left = box[0], box[1]
    return [
        (a.StartRow - top, a.StartColumn - left, a.EndRow - top, a.EndColumn - left)
        for a in ranges.getRangeAddresses()
    ]


def parts(cells: Any, what: str) -> list[Any]:
    """Cells split into parts that are equal in one property: mostly one part."""
    if cells.getPropertyState(what).value != AMBIGUOUS:
        return [cells]
    formats = cells.getUniqueCellFormatRanges()
    return [formats.getByIndex(index) for index in range(formats.getCount())]


def check_writable(office: Office, uid: str) -> None:
    """Refuse a workbook that is open read-only.

    Raises:
        ReadOnly: it is.
    """
    book = office.book(uid)
    if book.isReadonly():
        raise ReadOnly(
            f"'{book.getTitle()}' is open as read-only and cannot be changed. Save it under "
            "another name and go on with that one."
        )


@contextlib.contextmanager
def unrecorded(undo: Any) -> Iterator[None]:
    """Keep one change out of the undo list; LibreOffice records the next one again."""
    undo.lock()
    try:
        yield
    finally:
        undo.unlock()


def to_change(office: Office, uid: str, name: str, box: Any) -> Any:
    """The cells of a box that is about to be changed.

    UNO would bypass the protection that applies to the user.

    Raises:
        Protected: the sheet is protected and one of the cells is locked.
        ReadOnly: the workbook is.
    """
    check_writable(office, uid)
    sheet = office.sheet(uid, name)
    cells = box_of(sheet, box)
    if not sheet.isProtected():
        return cells
    for part in parts(cells, "CellProtection"):
        if part.getPropertyValue("CellProtection").IsLocked:
            first = part.getRangeAddresses()[0] if part is not cells else cells.getRangeAddress()
            cell = sheet.getCellByPosition(first.StartColumn, first.StartRow)
            where = str(cell.getPropertyValue("AbsoluteName")).replace("$", "")
            raise Protected(
                f"The cell you are trying to change is on a protected sheet: {where}. "
                "Unprotect the sheet first, or write to unlocked cells."
            )
    return cells
