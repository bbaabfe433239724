"""Operations on the contents of cells: one call per block in each direction.

A box is ``(top, left, bottom, right)``, counted from 0; places and areas in answers and arguments
are relative to the top left of the box.
"""

from __future__ import annotations

from typing import Any

import uno

from .formats import DATE, LOGICAL, TEXT, TIME, kind_of, marked, standard_format
from .guard import areas, box_of, parts, to_change
from .link import Office

_CONTENTS = 1 | 2 | 4 | 16  # numbers, dates, text, formulas
_ANY_RESULT, _ERROR_RESULT = 7, 4
_ERRORS = {
    32767: "#N/A",
    502: "#VALUE!",
    503: "#NUM!",
    504: "#VALUE!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
}


def read(office: Office, uid: str, name: str, box: Any) -> tuple[Any, Any, Any]:
    """Values; places of errors as ``(row, column, text)``; areas of dates and logical values.

    A value is a number, a text ("" when empty) or None (an error).
    """
    cells = box_of(office.sheet(uid, name), box)
    rows = cells.getDataArray()
    return rows, errors_in(cells, rows, box), marked(office, uid, cells, rows)


def errors_in(cells: Any, rows: Any, box: Any) -> list[tuple[int, int, str]]:
    """Places of errors as ``(row, column, text)`` among the values ``rows`` of a box."""
    errors = []
    if any(None in row for row in rows):
        for top, left, bottom, right in areas(cells.queryFormulaCells(_ERROR_RESULT), box):
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    code = cells.getCellByPosition(column, row).getError()
                    errors.append((row, column, _ERRORS.get(code, f"#ERR{code}")))
    return errors


def formulas(office: Office, uid: str, name: str, box: Any) -> tuple[Any, Any]:
    """The contents of every cell in LibreOffice's syntax, and the areas that are formulas."""
    cells = box_of(office.sheet(uid, name), box)
    return cells.getFormulaArray(), areas(cells.queryFormulaCells(_ANY_RESULT), box)


def write(office: Office, uid: str, name: str, box: Any, rows: Any, more: Any) -> None:
    """Write a block as ``put`` does; the user can undo it in one step.

    Raises:
        Problem: the workbook is read-only, or a cell is locked.
    """
    undo = office.book(uid).getUndoManager()
    undo.enterUndoContext("xlwings")
    try:
        put(office, uid, name, box, rows, more)
    finally:
        undo.leaveUndoContext()


def put(office: Office, uid: str, name: str, box: Any, rows: Any, more: Any) -> None:
    """Write a block: numbers and text ("" empties) as they are, then the special values.

    ``more`` contains ``formulas``, in columns as ``(row, column, [formula, ...])``, and the areas
    of ``dates``, ``moments`` (dates with a time) and ``logicals``, whose numbers get a suitable
    format unless they already have one.

    Raises:
        Problem: the workbook is read-only, or a cell is locked.
    """
    cells = to_change(office, uid, name, box)
    sheet = office.sheet(uid, name)
    _put(sheet, cells, box, rows)
    for row, column, texts in more.get("formulas", ()):
        part = cells.getCellRangeByPosition(column, row, column, row + len(texts) - 1)
        part.setFormulaArray(tuple((text,) for text in texts))
    for kind in ("dates", "moments", "logicals"):
        for area in more.get(kind, ()):
            _show_as(office, uid, cells, area, kind)


def _put(sheet: Any, cells: Any, box: Any, rows: Any) -> None:
    """Write values; rows with notes cell by cell, since a block would delete the notes."""
    noted = set()
    notes = sheet.getAnnotations()
    for i in range(notes.getCount()):
        place = notes.getByIndex(i).getPosition()
        if box[0] <= place.Row <= box[2] and box[1] <= place.Column <= box[3]:
            noted.add(place.Row - box[0])
    if not noted:
        _put_block(cells, rows)
        return
    width, start = box[3] - box[1], 0
    for row in [*sorted(noted), len(rows)]:
        if row > start:
            part = cells.getCellRangeByPosition(0, start, width, row - 1)
            _put_block(part, tuple(rows[start:row]))
        start = row + 1
        for column, value in enumerate(rows[row] if row < len(rows) else ()):
            cell = cells.getCellByPosition(column, row)
            if isinstance(value, str):
                cell.setString(value)
            else:
                cell.setValue(value)


def _put_block(cells: Any, rows: Any) -> None:
    """Write a block so that it can be undone completely.

    Undoing ``setDataArray`` leaves values in cells that were empty. Undoing a matrix formula
    empties its cells first, so one is entered before it.
    """
    cells.setArrayFormula("=0")
    cells.setArrayFormula("")
    cells.setDataArray(rows)


def _show_as(office: Office, uid: str, cells: Any, area: Any, kind: str) -> None:
    top, left, bottom, right = area
    part = cells.getCellRangeByPosition(left, top, right, bottom)
    wanted = {"dates": DATE, "moments": DATE | TIME, "logicals": LOGICAL}[kind]
    book = office.book(uid)
    for one in parts(part, "NumberFormat"):
        key = one.getPropertyValue("NumberFormat")
        now = kind_of(office, uid, key)
        plain = book.getNumberFormats().getByKey(key).getPropertyValue("StandardFormat")
        if now not in {DATE, TEXT} and plain and now != wanted:
            one.setPropertyValue("NumberFormat", standard_format(office, uid, wanted))


def enter(office: Office, uid: str, name: str, box: Any, rows: Any) -> None:
    """Enter text in every cell as if typed in English: formulas, numbers, words.

    Raises:
        Problem: a cell is locked.
    """
    to_change(office, uid, name, box).setFormulaArray(rows)


def fill(office: Office, uid: str, name: str, box: Any, formula: str) -> None:
    """Enter a formula in the first cell and copy it to the others; references shift along."""
    cells = to_change(office, uid, name, box)
    cells.getCellByPosition(0, 0).setFormula(formula)
    simple, by_day = _enum("FillMode", "SIMPLE"), _enum("FillDateMode", "FILL_DATE_DAY")
    row = cells.getCellRangeByPosition(0, 0, box[3] - box[1], 0)
    row.fillSeries(_enum("FillDirection", "TO_RIGHT"), simple, by_day, 0, 0)
    cells.fillSeries(_enum("FillDirection", "TO_BOTTOM"), simple, by_day, 0, 0)


def _enum(kind: str, value: str) -> Any:
    return uno.Enum(f"com.sun.star.sheet.{kind}", value)


def clear(office: Office, uid: str, name: str, box: Any, contents: bool, formats: bool) -> None:
    """Empty cells, or clear their formats, or both; notes stay.

    Raises:
        Problem: a cell is locked.
    """
    cells = to_change(office, uid, name, box)
    # 32 | 64 | 256: formats set by hand, styles, formats inside text.
    flags = (_CONTENTS if contents else 0) | (32 | 64 | 256 if formats else 0)
    cells.clearContents(flags)


def end(office: Office, uid: str, name: str, box: Any, direction: str) -> tuple[int, int]:
    """The cell that Ctrl and an arrow key reach from the first cell of the box: row and column."""
    sheet = office.sheet(uid, name)
    row, column = box[0], box[1]
    last_row, last_column = used_end(sheet)
    step = 1 if direction in {"down", "right"} else -1
    if direction in {"down", "up"}:
        cells = sheet.getCellRangeByPosition(column, 0, column, max(last_row, row))
        line = [texts[0] != "" for texts in cells.getFormulaArray()]
        return _jump(line, row, step, sheet.getRows().getCount() - 1), column
    cells = sheet.getCellRangeByPosition(0, row, max(last_column, column), row)
    line = [text != "" for text in cells.getFormulaArray()[0]]
    return row, _jump(line, column, step, sheet.getColumns().getCount() - 1)


def _jump(line: list[bool], at: int, step: int, limit: int) -> int:
    """The next edge of filled cells from ``at``; the edge of the sheet if there is none."""
    ahead = range(at + step, len(line) if step > 0 else -1, step)
    if at < len(line) and line[at] and ahead and line[ahead[0]]:
        for place in ahead:
            if not line[place]:
                return place - step
        return ahead[-1]
    for place in ahead:
        if line[place]:
            return place
    return limit if step > 0 else 0


def used_end(sheet: Any) -> tuple[int, int]:
    """Last used row and column."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    address = cursor.getRangeAddress()
    return address.EndRow, address.EndColumn


def region(office: Office, uid: str, name: str, box: Any) -> tuple[int, int, int, int]:
    """The block around a box, bounded by empty rows and columns."""
    sheet = office.sheet(uid, name)
    cursor = sheet.createCursorByRange(box_of(sheet, box))
    cursor.collapseToCurrentRegion()
    a = cursor.getRangeAddress()
    return a.StartRow, a.StartColumn, a.EndRow, a.EndColumn


def select(office: Office, uid: str, name: str, box: Any) -> None:
    """Select cells in the window."""
    sheet = office.sheet(uid, name)
    controller = office.book(uid).getCurrentController()
    controller.setActiveSheet(sheet)
    controller.select(box_of(sheet, box))


def annotate(office: Office, uid: str, name: str, box: Any, text: str) -> None:
    """Add a note to the first cell."""
    address = to_change(office, uid, name, box).getCellByPosition(0, 0).getCellAddress()
    office.sheet(uid, name).getAnnotations().insertNew(address, text)


def annotation(office: Office, uid: str, name: str, box: Any) -> str:
    """The text of the note of the first cell; "" if it has none."""
    cell = box_of(office.sheet(uid, name), box).getCellByPosition(0, 0)
    return str(cell.getAnnotation().getString())
