"""Cells and areas of a worksheet grid, and which areas overlap."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)
_COLUMN = re.compile(r"\$?([A-Z]{1,3})", re.IGNORECASE)
_ROW = re.compile(r"\$?([1-9][0-9]{0,6})")
_R1C1 = re.compile(r"(?:R\d*C?\d*|C\d*)", re.IGNORECASE)


class Area(NamedTuple):
    """A rectangle of cells, all bounds included and counted from one."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Area") -> bool:
        """Whether the two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """Return the A1 name of a cell."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def parse_cell(text: str) -> tuple[int, int] | None:
    """Return row and column of an A1 reference, or nothing if it is off the grid."""
    found = _CELL.fullmatch(text)
    if found is None:
        return None
    row, column = int(found[2]), column_number(found[1])
    return (row, column) if row <= MAX_ROW and column <= MAX_COLUMN else None


def parse_area(text: str) -> Area | None:
    """Return the rectangle of ``A1``, ``A1:B2``, ``A:B`` or ``1:2``; nothing if it is none."""
    first, colon, last = text.partition(":")
    start, end = parse_cell(first), parse_cell(last if colon else first)
    if start and end:
        area = Area(*start, *end)
    elif (a := _COLUMN.fullmatch(first)) and (b := _COLUMN.fullmatch(last)):
        area = Area(1, column_number(a[1]), MAX_ROW, column_number(b[1]))
    elif (a := _ROW.fullmatch(first)) and (b := _ROW.fullmatch(last)):
        area = Area(int(a[1]), 1, int(b[1]), MAX_COLUMN)
    else:
        return None
    inside = area.bottom <= MAX_ROW and area.right <= MAX_COLUMN
    return area if area.top <= area.bottom and area.left <= area.right and inside else None


def looks_like_cell(name: str) -> bool:
    """Whether Excel would read a name as a cell, in A1 or R1C1 style."""
    return parse_cell(name) is not None or _R1C1.fullmatch(name) is not None


def overlaps(areas: Iterable[tuple[Area, str]]) -> Iterator[tuple[str, str]]:
    """Yield the labels of every two areas that share a cell."""
    active: list[tuple[Area, str]] = []
    for area, label in sorted(areas):
        active = [item for item in active if item[0].bottom >= area.top]
        for other, other_label in active:
            if area.meets(other):
                yield other_label, label
        active.append((area, label))
