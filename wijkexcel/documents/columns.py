"""Restore the column widths of a rendered table.

A column that a template repeats (``{%tc for … %}``) occurs once per item, so the widths no longer
add up to the width of the table. Each single column keeps its width; the repeated ones share the
rest.
"""

from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NARROWEST: Final = 300
"""In twentieths of a point: half a centimetre."""


def fit_columns(root: etree._Element) -> None:
    """Correct every table whose columns do not add up to its width."""
    for table in root.iter(f"{_W}tbl"):
        _fit(table)


def _number(element: etree._Element | None) -> int:
    value = "" if element is None else element.get(f"{_W}w", "")
    return int(value) if value.isdecimal() else 0


def _fit(table: etree._Element) -> None:
    width = _number(table.find(f"{_W}tblPr/{_W}tblW[@{_W}type='dxa']"))
    first = table.find(f"{_W}tr")
    grid = table.find(f"{_W}tblGrid")
    if not width or first is None or grid is None:
        return
    cells = first.findall(f"{_W}tc")
    now = [_number(cell.find(f"{_W}tcPr/{_W}tcW")) for cell in cells]
    if not all(now) or (abs(sum(now) - width) <= width // 50 and len(grid) == len(now)):
        return
    fitted = _widths(now, width)
    for column in list(grid):
        grid.remove(column)
    for wide in fitted:
        etree.SubElement(grid, f"{_W}gridCol").set(f"{_W}w", str(wide))
    for row in table.findall(f"{_W}tr"):
        places = row.findall(f"{_W}tc/{_W}tcPr/{_W}tcW")
        if len(places) == len(fitted):
            for place, wide in zip(places, fitted, strict=True):
                place.set(f"{_W}w", str(wide))


def _widths(now: list[int], width: int) -> list[int]:
    """The longest run of equal widths (the last, if several) is the repeated one."""
    start = length = 0
    for i in range(len(now)):
        run = next((k for k in range(i, len(now)) if now[k] != now[i]), len(now)) - i
        if run >= length:
            start, length = i, run
    rest = width - sum(now[:start]) - sum(now[start + length :])
    each = max(rest // length, _NARROWEST)
    return [*now[:start], *([each] * length), *now[start + length :]]
