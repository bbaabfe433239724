"""Operations for changes to a workbook that a user has open on the screen."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import uno

from . import cells
from .guard import areas, to_change, unrecorded
from .link import Office
from .problem import Unsettled

_DOCUMENT, _TEXT = 84, 61  # com.sun.star.accessibility.AccessibleRole
_DEEP, _MANY = 4, 100
_DAYS = 2  # com.sun.star.sheet.CellFlags: typed days and times


def write(office: Office, uid: str, title: str | None, blocks: Any) -> None:
    """Write blocks of cells, each in the form of ``cells.write``: all of them, or none.

    ``title`` names the single undo step for the user; None keeps it out of the undo list.

    Raises:
        Problem: the workbook is read-only, or a cell is locked.
    """
    for name, box, *_ in blocks:
        to_change(office, uid, name, box)
    undo = office.book(uid).getUndoManager()
    if title is None:
        for name, box, rows, _ in blocks:
            _write_cells(undo, to_change(office, uid, name, box), rows)
        return
    before = undo.getAllUndoActionTitles()
    undo.enterUndoContext(title)
    try:
        _write(office, uid, blocks)
    except BaseException:
        undo.leaveUndoContext()
        if undo.getAllUndoActionTitles() != before:  # else nothing was written yet
            undo.undo()
        raise
    undo.leaveUndoContext()


def _write(office: Office, uid: str, blocks: Any) -> None:
    for block in blocks:
        cells.put(office, uid, *block)


def _write_cells(undo: Any, cells: Any, rows: Any) -> None:
    """Write numbers and texts one by one: a block would be added to the undo list all the same."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cell = cells.getCellByPosition(c, r)
            with unrecorded(undo):
                if isinstance(value, str):
                    cell.setString(value)
                else:
                    cell.setValue(value)


def titles(office: Office, uid: str) -> list[str]:
    """The undo list of the user, latest first."""
    return list(office.book(uid).getUndoManager().getAllUndoActionTitles())


def take_back(office: Office, uid: str, title: str) -> bool:
    """Undo the last write under this title; False when something was done after it."""
    if titles(office, uid)[:1] != [title]:
        return False
    office.book(uid).getUndoManager().undo()
    return True


def settle(office: Office, uid: str) -> None:
    """Complete the editing of a cell as Enter does, so that the entry counts.

    Raises:
        Unsettled: the cell rejects the entry.
    """
    controller = office.book(uid).getCurrentController()
    if controller is None:
        return
    frame = controller.getFrame()
    typing = _typing(frame)
    if typing is None:
        return
    place, text = typing
    was = _content(controller, place)
    helper = office.service("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(frame, ".uno:AcceptFormula", "", 0, ())
    if not place:
        return
    refused = text.strip() not in was and _content(controller, place) == was
    if refused or _typing(frame) is not None:
        raise Unsettled(place)


def _typing(frame: Any) -> tuple[str, str] | None:
    """The cell being edited and its present entry; None when there is none.

    Obtained as screen readers do; both are "" where these get no information.
    """
    with contextlib.suppress(Exception):  # each system has its own
        return _edited(frame)
    return "", ""


def _edited(frame: Any) -> tuple[str, str] | None:
    window = frame.getComponentWindow().getAccessibleContext()
    for document in _with_role(window, _DOCUMENT, _DEEP):  # one for each pane
        for edited in _with_role(document, _TEXT, 1):
            place = re.search(r"[A-Z]+[0-9]+$", edited.getAccessibleName())
            lines = [edited.getAccessibleChild(i) for i in range(edited.getAccessibleChildCount())]
            text = "\n".join(str(line.getAccessibleContext().getText()) for line in lines)
            return place[0] if place else "", text
    return None


def _with_role(context: Any, role: int, deep: int) -> Iterator[Any]:
    """Objects with a role, down to a maximum depth."""
    count = context.getAccessibleChildCount()
    for index in range(count if count < _MANY else 0):  # the children of a sheet are all its cells
        inner = context.getAccessibleChild(index).getAccessibleContext()
        if inner.getAccessibleRole() == role:
            yield inner
        elif deep > 1:
            yield from _with_role(inner, role, deep - 1)


def _content(controller: Any, place: str) -> tuple[str, str]:
    """The contents and displayed text of a cell of the visible sheet."""
    if not place:
        return "", ""
    cell = controller.getActiveSheet().getCellRangeByName(place).getCellByPosition(0, 0)
    return cell.getFormula(), cell.getString()


def settings(office: Office, uid: str) -> tuple[bool, bool, bool]:
    """Whether it calculates only on request, with precision as shown, and iteratively."""
    book = office.book(uid)
    shown = bool(book.getPropertyValue("CalcAsShown"))
    circles = bool(book.getPropertyValue("IsIterationEnabled"))
    return not book.isAutomaticCalculationEnabled(), shown, circles


def calculate(office: Office, uid: str) -> None:
    """Recalculate all formulas of one workbook."""
    office.book(uid).calculateAll()


def contents(office: Office, uid: str, name: str) -> str:
    """A mark of the values of a sheet, and of where days were typed: another once those changed.

    Far cheaper than the values themselves, as the formats of formulas are not looked at and nothing
    but the mark is sent.
    """
    sheet = office.sheet(uid, name)
    last_row, last_column = cells.used_end(sheet)
    box = 0, 0, last_row, last_column
    whole = sheet.getCellRangeByPosition(0, 0, last_column, last_row)
    rows = whole.getDataArray()
    seen = rows, cells.errors_in(whole, rows, box), areas(whole.queryContentCells(_DAYS), box)
    return hashlib.blake2b(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()


def read_only(office: Office, uid: str) -> bool:
    """Whether the workbook is open read-only."""
    return bool(office.book(uid).isReadonly())


def tell(office: Office, uid: str, text: str, title: str) -> None:
    """Show a message over the workbook, brought to the front; wait until it is closed."""
    controller = office.book(uid).getCurrentController() if uid in office.books() else None
    frame = controller.getFrame() if controller else None
    window = frame.getContainerWindow() if frame else None
    if frame and window and window.isVisible():
        frame.activate()
        window.toFront()
    kind = uno.Enum("com.sun.star.awt.MessageBoxType", "INFOBOX")
    toolkit = office.service("com.sun.star.awt.Toolkit")
    toolkit.createMessageBox(window, kind, 1, title, text).execute()
