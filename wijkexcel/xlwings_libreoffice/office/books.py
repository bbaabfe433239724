"""Operations on workbooks and on the windows around them."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import uno

from .link import Office, path_of, properties, url_of
from .problem import Problem

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".ots": "calc8_template",
    ".csv": "Text - txt - csv (StarCalc)",
    ".html": "HTML (StarCalc)",
}


def uids(office: Office) -> list[str]:
    """Ids of all open workbooks, in the order in which they were opened."""
    return list(office.books())


def others(office: Office, known: Any) -> list[str]:
    """Titles of everything open except the workbooks with these ids."""
    found = []
    components = office.desktop.getComponents().createEnumeration()
    while components.hasMoreElements():
        one = components.nextElement()
        if str(getattr(one, "RuntimeUID", "")) not in known:
            found.append(str(one.getTitle()) if hasattr(one, "getTitle") else "?")
    return found


def place(office: Office, uid: str) -> tuple[str, str]:
    """Name and full name; both are the title before the workbook is first saved."""
    book = office.book(uid)
    path = path_of(book.getURL())
    if not path:
        title = book.getTitle()
        return title, title
    return path.replace("\\", "/").rpartition("/")[2], path


def active(office: Office) -> str | None:
    """Id of the workbook that the user is looking at, or else the one opened last."""
    found = office.books()
    current = office.desktop.getCurrentComponent()
    uid = str(getattr(current, "RuntimeUID", ""))
    return uid if uid in found else next(reversed(list(found)), None)


def add(office: Office, hidden: bool) -> str:
    """Make a new workbook."""
    book = office.desktop.loadComponentFromURL(
        "private:factory/scalc", "_blank", 0, properties(Hidden=hidden)
    )
    return str(book.RuntimeUID)


def open_file(
    office: Office, path: str, hidden: bool, read_only: bool, password: str | None
) -> str:
    """Open a file.

    Raises:
        Problem: LibreOffice cannot open it as a workbook.
    """
    given = {"Password": password} if password else {}
    # Whatever the file requests: no macros (NEVER_EXECUTE), no updating of links (NO_UPDATE).
    wanted = properties(
        Hidden=hidden, ReadOnly=read_only, MacroExecutionMode=0, UpdateDocMode=0, **given
    )
    elsewhere = Path(path).with_name(f".~lock.{Path(path).name}#").exists()
    try:
        book = office.desktop.loadComponentFromURL(url_of(path), "_blank", 0, wanted)
    except Exception as error:
        book, why = None, type(error).__name__.rpartition(".")[2]
    else:
        why = "it is damaged, needs a password or is no workbook."
    if book is None and elsewhere:
        raise Problem(
            f"'{path}' is open elsewhere: close it there, or open it with read_only=True."
        )
    if book is None:
        raise Problem(f"LibreOffice cannot open '{path}': {why}")
    if not hasattr(book, "getSheets"):
        book.close(True)
        raise Problem(f"'{path}' is not a workbook.")
    return str(book.RuntimeUID)


def save(office: Office, uid: str, path: str | None, password: str | None) -> None:
    """Save in place, or elsewhere in the format given by the file name.

    Raises:
        Problem: it is read-only, the format is unknown, or the file cannot be written.
    """
    book = office.book(uid)
    title = place(office, uid)[0]
    if path is None and book.hasLocation():
        if book.isReadonly():
            raise Problem(f"'{title}' is read-only. Save it under another name.")
        target = book.store
        arguments: tuple[Any, ...] = ()
    else:
        if path is None:
            raise Problem(f"'{title}' was never saved: say where.")
        if password and book.hasLocation() and url_of(path) == book.getURL():
            raise Problem(
                f"LibreOffice puts no password on '{title}' where it is: save it elsewhere."
            )
        ending = Path(path).suffix.lower()
        if ending not in _FILTERS:
            raise Problem(f"LibreOffice does not save as '{ending}' here. Use .xlsx or .ods.")
        if not Path(path).parent.is_dir():
            raise Problem(f"LibreOffice cannot save '{path}': there is no such folder.")
        given = {"Password": password} if password else {}
        target = book.storeAsURL
        arguments = (url_of(path), properties(FilterName=_FILTERS[ending], **given))
    try:
        target(*arguments)
    except Exception as error:
        where = path or path_of(book.getURL())
        raise Problem(f"LibreOffice cannot save '{where}': {type(error).__name__}") from error


def export_pdf(office: Office, uid: str, path: str, small: bool) -> None:
    """Write all sheets as PDF; ``small`` lowers the resolution of pictures."""
    how = properties(Quality=50, ReduceImageResolution=True, MaxImageResolution=150)
    data = uno.Any("[]com.sun.star.beans.PropertyValue", how if small else ())
    office.book(uid).storeToURL(
        url_of(path), properties(FilterName="calc_pdf_Export", FilterData=data)
    )


def close(office: Office, uid: str) -> None:
    """Close without saving."""
    book = office.book(uid)
    book.setModified(False)
    book.close(True)
    office.forget()


def activate(office: Office, uid: str) -> None:
    """Bring the workbook to the front."""
    frame = office.book(uid).getCurrentController().getFrame()
    frame.activate()
    if frame.getContainerWindow().isVisible():
        frame.getContainerWindow().toFront()


def show(office: Office, visible: bool) -> None:
    """Show or hide the windows of all workbooks."""
    for book in office.books().values():
        controller = book.getCurrentController()
        if controller is not None:
            controller.getFrame().getContainerWindow().setVisible(visible)


def visible(office: Office) -> bool:
    """Whether a workbook is visible; True when there is none."""
    shown = []
    for book in office.books().values():
        controller = book.getCurrentController()
        if controller is not None:
            shown.append(controller.getFrame().getContainerWindow().isVisible())
    return any(shown) or not shown


def automatic(office: Office, value: bool | None) -> bool:
    """Get (None) or set whether workbooks calculate automatically."""
    books = list(office.books().values())
    if value is not None:
        for book in books:
            book.enableAutomaticCalculation(value)
    return all(book.isAutomaticCalculationEnabled() for book in books)


def calculate(office: Office) -> None:
    """Recalculate all formulas of all workbooks."""
    for book in office.books().values():
        book.calculateAll()


def freeze(office: Office, frozen: bool) -> None:
    """Stop or resume drawing."""
    for book in office.books().values():
        if frozen and not book.hasControllersLocked():
            book.lockControllers()
        while not frozen and book.hasControllersLocked():
            book.unlockControllers()


def interactive(office: Office, value: bool) -> None:
    """Let the windows of all workbooks accept the user's typing and clicks, or not."""
    for book in office.books().values():
        controller = book.getCurrentController()
        if controller is not None:
            controller.getFrame().getContainerWindow().setEnable(value)


def selection(office: Office) -> tuple[str, str, int, int, int, int] | None:
    """Id of the book, name of the sheet and box of the selected cells (the last of several)."""
    uid = active(office)
    controller = office.book(uid).getCurrentController() if uid else None
    chosen: Any = controller.getSelection() if controller else None
    if uid is None or chosen is None:
        return None
    if hasattr(chosen, "getRangeAddresses"):
        boxes = chosen.getRangeAddresses()
    elif hasattr(chosen, "getRangeAddress"):
        boxes = (chosen.getRangeAddress(),)
    else:
        return None
    if not boxes:
        return None
    box = boxes[-1]
    sheet = office.book(uid).getSheets().getByIndex(box.Sheet).getName()
    return uid, sheet, box.StartRow, box.StartColumn, box.EndRow, box.EndColumn


def status(office: Office, text: str | None) -> None:
    """Show a text in the status bar of the active workbook; None ends it.

    Each indicator covers earlier ones until it is ended: the one that was started must be the one
    that is ended.
    """
    if office.indicator is not None:
        with contextlib.suppress(Exception):  # its window may be closed
            office.indicator.end()
        office.indicator = None
    uid = active(office)
    controller = office.book(uid).getCurrentController() if uid else None
    if controller is None or text is None:
        return
    office.indicator = controller.getFrame().createStatusIndicator()
    office.indicator.start(text, 0)


def alert(office: Office, text: str, title: str, buttons: int, kind: str) -> int:
    """Show a message box over the active workbook; returns the number of the chosen button."""
    uid = active(office)
    controller = office.book(uid).getCurrentController() if uid else None
    window = controller.getFrame().getContainerWindow() if controller else None
    toolkit = office.service("com.sun.star.awt.Toolkit")
    box = toolkit.createMessageBox(
        window, uno.Enum("com.sun.star.awt.MessageBoxType", kind), buttons, title, text
    )
    return int(box.execute())


def null_date(office: Office, uid: str) -> tuple[int, int, int]:
    """The day that counts as 0."""
    day = office.book(uid).NullDate
    return int(day.Year), int(day.Month), int(day.Day)
