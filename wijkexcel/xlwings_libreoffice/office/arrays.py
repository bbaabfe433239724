"""Operations on formulas whose result fills several cells: matrix formulas in LibreOffice.

A box is ``(top, left, bottom, right)``, counted from 0.
"""

from __future__ import annotations

from typing import Any

from .guard import box_of, to_change, unrecorded
from .link import Office
from .problem import Problem

_FACTOR = 1 << 15  # more than a sheet has columns


def text(office: Office, uid: str, name: str, box: Any) -> str:
    """The matrix formula that the first cell belongs to; "" if none."""
    cell = box_of(office.sheet(uid, name), box).getCellByPosition(0, 0)
    formula = str(cell.getFormula())
    return formula[1:-1] if formula.startswith("{") and formula.endswith("}") else ""


def size(office: Office, uid: str, name: str, box: Any, formula: str) -> tuple[int, int]:
    """How many rows and columns a formula in the first cell would fill."""
    cell = to_change(office, uid, name, box).getCellByPosition(0, 0)
    if text(office, uid, name, box):
        raise Problem(f"There is an array formula in {name} already: clear it first.")
    undo, before, body = office.book(uid).getUndoManager(), cell.getFormula(), formula[1:]
    part = box_of(office.sheet(uid, name), (box[0], box[1], box[0], box[1]))
    with unrecorded(undo):
        part.setArrayFormula(f"=ROWS({body})*{_FACTOR}+COLUMNS({body})")
    rows, columns = (1, 1) if cell.getError() else divmod(int(cell.getValue()), _FACTOR)
    with unrecorded(undo):
        cell.setFormula(before)
    return rows, columns


def put(office: Office, uid: str, name: str, box: Any, formula: str) -> None:
    """Enter one formula over all cells of the box.

    Raises:
        Problem: a cell is locked, or another array formula is in the way.
    """
    cells = to_change(office, uid, name, box)
    try:
        cells.setArrayFormula(formula)
    except Exception as error:
        raise Problem(f"There is an array formula in the way in {name}: clear it first.") from error


def spill(office: Office, uid: str, name: str, box: Any, formula: str) -> None:
    """Enter a formula over the box, in which all cells except the first must be empty.

    Raises:
        Problem: they are not, or a cell is locked.
    """
    cells = to_change(office, uid, name, box)
    rows = cells.getFormulaArray()
    if any(there for r, row in enumerate(rows) for c, there in enumerate(row) if r or c):
        place = str(cells.getPropertyValue("AbsoluteName")).replace("$", "")
        raise Problem(f"The result fills {place}, and those cells are not all empty (#SPILL!).")
    put(office, uid, name, box, formula)
