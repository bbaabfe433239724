"""Make formulas follow moved cells: references are rewritten where that is certain."""

import re

from wijkexcel.ooxml.formula import (
    UnsoundError,
    area_of,
    ends_of,
    pieces_of,
    shifted,
    split_sheet,
)
from wijkexcel.workbook.moves import Moves, SheetMoves

__all__ = ["UnsoundError", "follows", "rewritten", "shifted"]

_BY_TEXT = re.compile(r"\b(INDIRECT|ADDRESS)\(", re.IGNORECASE)


def _moved(body: str, moves: SheetMoves, *, chart: bool) -> str:
    ends = ends_of(body)
    if ends is None:
        return body
    start, end = ends
    area = area_of(start, end)
    new = moves.area(area, chart=chart)
    if new is None:
        raise UnsoundError(body)
    if new == area:
        return body
    first = start.write(new.top, new.left)
    return f"{first}:{end.write(new.bottom, new.right)}" if ":" in body else first


def _reference(text: str, home: str, moves: Moves, *, chart: bool) -> str:
    prefix, sheet, body = split_sheet(text)
    if sheet is None:
        here = moves.get(home.casefold())
        return (
            text if here is None or here.still or "[" in text else _moved(text, here, chart=chart)
        )
    there = moves.get(sheet.casefold())
    if there is None:
        ends = sheet.split(":")
        if len(ends) > 1 and any(name.casefold() in moves for name in ends):
            raise UnsoundError(text)
        return text
    return text if there.still else prefix + _moved(body, there, chart=chart)


def follows(formula: str, home: str, moves: Moves) -> bool:
    """Whether a formula on a sheet can refer to anything that moved."""
    here = moves.get(home.casefold())
    if here is not None and not here.still:
        return True
    text = formula.casefold()
    return any(not there.still and name.replace("'", "''") in text for name, there in moves.items())


def rewritten(formula: str, home: str, moves: Moves, *, chart: bool = False) -> str:
    """The formula (without ``=``), adjusted to refer to the same cells as before.

    Raises:
        UnsoundError: that is not certain.
    """
    if not follows(formula, home, moves):
        return formula
    if _BY_TEXT.search(formula):
        raise UnsoundError(formula)
    return "".join(
        _reference(piece.text, home, moves, chart=chart) if piece.is_reference else piece.text
        for piece in pieces_of(formula)
    )
