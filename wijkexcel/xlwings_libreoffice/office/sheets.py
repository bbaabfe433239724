"""Operations on the sheets of a workbook."""

from __future__ import annotations

from typing import Any

from .link import Office
from .problem import Problem


def names(office: Office, uid: str) -> list[str]:
    """Names of all sheets, in order."""
    return list(office.book(uid).getSheets().getElementNames())


def _free(office: Office, uid: str) -> Any:
    book = office.book(uid)
    if book.isProtected():
        raise Problem(f"The structure of '{book.getTitle()}' is protected.")
    office.forget()
    return book.getSheets()


def add(office: Office, uid: str, name: str | None, position: int) -> str:
    """Add a sheet; without a name it gets the next free one.

    Raises:
        Problem: the structure of the workbook is protected.
    """
    sheets = _free(office, uid)
    number = sheets.getCount() + 1
    while name is None or (sheets.hasByName(name) and name.startswith("Sheet")):
        name = f"Sheet{number}"
        number += 1
    sheets.insertNewByName(name, position)
    return name


def delete(office: Office, uid: str, name: str) -> None:
    """Delete a sheet.

    Raises:
        Problem: it is the last visible one, or the structure is protected.
    """
    sheets = _free(office, uid)
    others = [one for one in sheets.getElementNames() if one != name]
    if not any(sheets.getByName(one).getPropertyValue("IsVisible") for one in others):
        raise Problem("A workbook must contain at least one visible sheet.")
    sheets.removeByName(name)


def rename(office: Office, uid: str, name: str, new: str) -> None:
    """Rename a sheet.

    Raises:
        Problem: another sheet has that name, or the structure is protected.
    """
    if any(one.lower() == new.lower() != name.lower() for one in names(office, uid)):
        raise Problem(f"There is a sheet '{new}' already.")
    _free(office, uid).getByName(name).setName(new)


def copy(office: Office, uid: str, name: str, position: int) -> str:
    """Copy a sheet within its workbook; returns the name of the copy."""
    sheets = _free(office, uid)
    number = 2
    while sheets.hasByName(f"{name} ({number})"):
        number += 1
    sheets.copyByName(name, f"{name} ({number})", position)
    return f"{name} ({number})"


def move(office: Office, uid: str, name: str, position: int) -> None:
    """Move a sheet."""
    _free(office, uid).moveByName(name, position)


def active(office: Office, uid: str) -> str:
    """Name of the visible sheet."""
    controller = office.book(uid).getCurrentController()
    if controller is None or not hasattr(controller, "getActiveSheet"):
        return names(office, uid)[0]
    return str(controller.getActiveSheet().getName())


def activate(office: Office, uid: str, name: str) -> None:
    """Show a sheet.

    Raises:
        Problem: it is hidden.
    """
    sheet = office.sheet(uid, name)
    if not sheet.getPropertyValue("IsVisible"):
        raise Problem(f"The sheet '{name}' is hidden and cannot be activated.")
    office.book(uid).getCurrentController().setActiveSheet(sheet)


def visible(office: Office, uid: str, name: str, value: bool | None) -> bool:
    """Get (None) or set whether a sheet is visible.

    Raises:
        Problem: it is the last visible one, or the structure is protected.
    """
    sheet = office.sheet(uid, name)
    if value is not None:
        sheets = _free(office, uid)
        others = [one for one in sheets.getElementNames() if one != name]
        if not value and not any(
            sheets.getByName(one).getPropertyValue("IsVisible") for one in others
        ):
            raise Problem("A workbook must contain at least one visible sheet.")
        sheet.setPropertyValue("IsVisible", value)
    return bool(sheet.getPropertyValue("IsVisible"))


def used(office: Office, uid: str, name: str) -> tuple[int, int, int, int]:
    """The box of used cells; A1 when there are none."""
    sheet = office.sheet(uid, name)
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)
    start = cursor.getRangeAddress()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.getRangeAddress()
    return start.StartRow, start.StartColumn, end.EndRow, end.EndColumn


def size(office: Office, uid: str, name: str) -> tuple[int, int]:
    """Number of rows and columns of a sheet."""
    sheet = office.sheet(uid, name)
    return sheet.getRows().getCount(), sheet.getColumns().getCount()


def protected(office: Office, uid: str, name: str) -> bool:
    """Tell whether a sheet is protected."""
    return bool(office.sheet(uid, name).isProtected())


def protect(office: Office, uid: str, name: str, password: str) -> None:
    """Protect a sheet."""
    office.sheet(uid, name).protect(password)


def unprotect(office: Office, uid: str, name: str, password: str) -> None:
    """Remove the protection.

    Raises:
        Problem: the password is wrong.
    """
    sheet = office.sheet(uid, name)
    try:
        sheet.unprotect(password)
    except Exception as error:
        raise Problem("The password you supplied is not correct.") from error
    if sheet.isProtected():
        raise Problem("The password you supplied is not correct.")
