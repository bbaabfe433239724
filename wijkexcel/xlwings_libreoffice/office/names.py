"""Operations on defined names, of the workbook (``scope`` None) or of one sheet."""

from __future__ import annotations

from typing import Any

from .link import Office, struct
from .problem import Problem

Named = "tuple[str | None, str, str]"


def _holder(office: Office, uid: str, scope: str | None) -> Any:
    owner = office.book(uid) if scope is None else office.sheet(uid, scope)
    return owner.getPropertyValue("NamedRanges")


def listed(office: Office, uid: str) -> list[Any]:
    """All names as ``(scope, name, definition)``."""
    found = []
    scopes = [None, *office.book(uid).getSheets().getElementNames()]
    for scope in scopes:
        holder = _holder(office, uid, scope)
        if holder.getCount():
            for name in holder.getElementNames():
                found.append((scope, name, holder.getByName(name).getContent()))
    return found


def _one(office: Office, uid: str, scope: str | None, name: str) -> Any:
    holder = _holder(office, uid, scope)
    if not holder.hasByName(name):
        raise Problem(f"There is no name '{name}'.")
    return holder.getByName(name)


def content(office: Office, uid: str, scope: str | None, name: str) -> str:
    """The definition of a name, in LibreOffice's syntax."""
    return str(_one(office, uid, scope, name).getContent())


def cells(office: Office, uid: str, scope: str | None, name: str) -> Any:
    """The sheet and box that a name refers to.

    Raises:
        Problem: it refers to something else.
    """
    area = _one(office, uid, scope, name).getReferredCells()
    if area is None:
        raise Problem(f"The name '{name}' does not refer to a range.")
    a = area.getRangeAddress()
    sheet = office.book(uid).getSheets().getByIndex(a.Sheet).getName()
    return sheet, (a.StartRow, a.StartColumn, a.EndRow, a.EndColumn)


def put(office: Office, uid: str, scope: str | None, name: str, text: str) -> None:
    """Make a name, or change its definition."""
    holder = _holder(office, uid, scope)
    if holder.hasByName(name):
        holder.getByName(name).setContent(text)
        return
    try:
        holder.addNewByName(name, text, struct("table.CellAddress", 0, 0, 0), 0)
    except Exception as error:
        raise Problem(f"LibreOffice does not accept the name '{name}'.") from error


def rename(office: Office, uid: str, scope: str | None, name: str, new: str) -> None:
    """Rename a name."""
    _one(office, uid, scope, name).setName(new)


def delete(office: Office, uid: str, scope: str | None, name: str) -> None:
    """Delete a name."""
    _one(office, uid, scope, name)
    _holder(office, uid, scope).removeByName(name)
