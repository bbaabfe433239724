"""Operations on the look of cells, and which numbers are shown as dates or logical values."""

from __future__ import annotations

from typing import Any

import uno

from .guard import AMBIGUOUS, areas, box_of, to_change
from .link import Office, struct

DATE, TIME, TEXT, LOGICAL = 2, 4, 256, 1024  # com.sun.star.util.NumberFormat


def _english() -> Any:
    return struct("lang.Locale", "en", "US", "")


def kind_of(office: Office, uid: str, key: int) -> int:
    """``DATE``, ``LOGICAL`` or ``TEXT`` for a number format of that kind, otherwise 0."""
    if (uid, key) not in office.kinds:
        kind = office.book(uid).getNumberFormats().getByKey(key).getPropertyValue("Type")
        office.kinds[uid, key] = next((k for k in (DATE, LOGICAL, TEXT) if kind & k), 0)
    return office.kinds[uid, key]


def marked(office: Office, uid: str, cells: Any, rows: Any) -> list[Any]:
    """Areas with a format for dates or logical values, as ``(is a date, area)``.

    Only numbers can be either, and each format costs several calls: so only the part of the box
    with ``rows`` that holds numbers is looked at.
    """
    found = _numbers(rows)
    if found is None:
        return []
    top, left, bottom, right = found
    part = cells.getCellRangeByPosition(left, top, right, bottom)
    if part.getPropertyState("NumberFormat").value != AMBIGUOUS:
        kind = kind_of(office, uid, part.getPropertyValue("NumberFormat"))
        return [(kind == DATE, found)] if kind in {DATE, LOGICAL} else []
    start = cells.getRangeAddress()
    marks = []
    formats = part.getUniqueCellFormatRanges()
    for index in range(formats.getCount()):
        one = formats.getByIndex(index)
        kind = kind_of(office, uid, one.getPropertyValue("NumberFormat"))
        if kind in {DATE, LOGICAL}:
            places = areas(one, (start.StartRow, start.StartColumn))
            marks += [(kind == DATE, area) for area in places]
    return marks


def _numbers(rows: Any) -> tuple[int, int, int, int] | None:
    """The box around all numbers in a block; None when there are none."""
    lines = [
        (r, [c for c, value in enumerate(row) if type(value) is float])
        for r, row in enumerate(rows)
    ]
    held = [(r, columns) for r, columns in lines if columns]
    if not held:
        return None
    left = min(columns[0] for _, columns in held)
    return held[0][0], left, held[-1][0], max(columns[-1] for _, columns in held)


def standard_format(office: Office, uid: str, kind: int) -> int:
    """Key of the standard format of a kind in the language of the workbook."""
    book = office.book(uid)
    locale = book.getPropertyValue("CharLocale")
    return int(book.getNumberFormats().getStandardFormat(kind, locale))


def _cells(office: Office, uid: str, name: str, box: Any) -> Any:
    return box_of(office.sheet(uid, name), box)


def number_format(office: Office, uid: str, name: str, box: Any) -> str | None:
    """The number format in English code; None when the cells differ."""
    cells = _cells(office, uid, name, box)
    if cells.getPropertyState("NumberFormat").value == AMBIGUOUS:
        return None
    formats = office.book(uid).getNumberFormats()
    one = formats.getByKey(cells.getPropertyValue("NumberFormat"))
    code, locale = one.getPropertyValue("FormatString"), one.getPropertyValue("Locale")
    if locale.Language not in {"", "en"}:
        key = formats.addNewConverted(code, locale, _english())
        code = formats.getByKey(key).getPropertyValue("FormatString")
    return str(code)


def set_number_format(office: Office, uid: str, name: str, box: Any, code: str) -> None:
    """Set a number format, given in English code."""
    formats = office.book(uid).getNumberFormats()
    key = formats.queryKey(code, _english(), False)
    if key < 0:
        key = formats.addNew(code, _english())
    to_change(office, uid, name, box).setPropertyValue("NumberFormat", key)


def color(office: Office, uid: str, name: str, box: Any) -> int | None:
    """Background as 0xRRGGBB, -1 for none; None when the cells differ."""
    cells = _cells(office, uid, name, box)
    if cells.getPropertyState("CellBackColor").value == AMBIGUOUS:
        return None
    return int(cells.getPropertyValue("CellBackColor"))


def set_color(office: Office, uid: str, name: str, box: Any, value: int) -> None:
    """Set the background; -1 removes it."""
    to_change(office, uid, name, box).setPropertyValue("CellBackColor", value)


_FONT = {
    "bold": "CharWeight",
    "italic": "CharPosture",
    "size": "CharHeight",
    "color": "CharColor",
    "name": "CharFontName",
}


def font(office: Office, uid: str, name: str, box: Any, what: str) -> Any:
    """One property of the font of the first cell."""
    cell = _cells(office, uid, name, box).getCellByPosition(0, 0)
    value = cell.getPropertyValue(_FONT[what])
    if what == "bold":
        return value > 100
    return value.value != "NONE" if what == "italic" else value


def set_font(office: Office, uid: str, name: str, box: Any, what: str, value: Any) -> None:
    """Set one property of the font."""
    if what == "bold":
        value = 150.0 if value else 100.0
    elif what == "italic":
        value = uno.Enum("com.sun.star.awt.FontSlant", "ITALIC" if value else "NONE")
    to_change(office, uid, name, box).setPropertyValue(_FONT[what], value)


def wrap(office: Office, uid: str, name: str, box: Any, value: bool | None) -> bool | None:
    """Get (None) or set whether text wraps; the answer is None when the cells differ."""
    if value is not None:
        to_change(office, uid, name, box).setPropertyValue("IsTextWrapped", value)
    cells = _cells(office, uid, name, box)
    mixed = cells.getPropertyState("IsTextWrapped").value == AMBIGUOUS
    return None if mixed else bool(cells.getPropertyValue("IsTextWrapped"))


def extent(office: Office, uid: str, name: str, box: Any) -> tuple[int, int, int, int, int, int]:
    """Left, top, width, height, width of the first column and height of the first row.

    All in hundredths of a millimetre.
    """
    cells = _cells(office, uid, name, box)
    place, size = cells.getPropertyValue("Position"), cells.getPropertyValue("Size")
    column, row = cells.getColumns().getByIndex(0), cells.getRows().getByIndex(0)
    width, height = column.getPropertyValue("Width"), row.getPropertyValue("Height")
    return place.X, place.Y, size.Width, size.Height, width, height


def set_extent(office: Office, uid: str, name: str, box: Any, axis: str, size: int | None) -> None:
    """Set the width of columns or the height of rows; None fits them to their contents."""
    cells = _cells(office, uid, name, box)
    lines = cells.getColumns() if axis == "columns" else cells.getRows()
    if size is None:
        lines.setPropertyValue("OptimalWidth" if axis == "columns" else "OptimalHeight", True)
    else:
        lines.setPropertyValue("Width" if axis == "columns" else "Height", size)


def hidden(
    office: Office, uid: str, name: str, box: Any, axis: str, value: bool | None
) -> bool | None:
    """Get (None) or set whether the rows or columns of a box are hidden; None when some are."""
    cells = _cells(office, uid, name, box)
    lines = cells.getColumns() if axis == "columns" else cells.getRows()
    if value is not None:
        lines.setPropertyValue("IsVisible", not value)
        return value
    found = {lines.getByIndex(i).getPropertyValue("IsVisible") for i in range(lines.getCount())}
    return None if len(found) > 1 else not found.pop()


def merge(office: Office, uid: str, name: str, box: Any, value: bool | None) -> bool:
    """Get (None) or set whether the cells of a box are merged."""
    cells = _cells(office, uid, name, box)
    if value is not None:
        to_change(office, uid, name, box).merge(value)
    return bool(cells.getIsMerged())
