"""Fit the tabs on which marks are given to their texts: narrow columns, and nothing cut off."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from wijkexcel.layout.measure import NORMAL, SMALL, height, lines
from wijkexcel.layout.partner_form import (
    ROW_HIGH,
    ROW_LOW,
    ROW_MIDDLE,
    ROW_NAME,
    ROW_QUESTION,
)
from wijkexcel.layout.spec import Sheet, Table

NARROW, WIDE = 12, 26
"""Widths between which a column of marks is made for its texts, in characters."""
_SIZES: Final = {
    **dict.fromkeys((ROW_QUESTION, ROW_LOW, ROW_MIDDLE, ROW_HIGH), SMALL),
    ROW_NAME: NORMAL,
}
"""Size of type in the rows above the marks."""
_MOST_LINES: Final = {ROW_QUESTION: 4}
"""Lines that a text above the marks should take at most, if not two."""
USUAL_LINES: Final = 3
"""Lines beside the marks, before there are texts."""


def fitted_to(
    sheet: Sheet,
    above: Mapping[str, Mapping[int, str]],
    beside: Mapping[str, Mapping[str, str]],
) -> Sheet:
    """The tab with columns and rows for these texts.

    Args:
        sheet: its first table holds the marks.
        above: texts above a column of marks, by id of the criterion and row.
        beside: texts beside the marks, by id of the opgave and key of the column.
    """
    table, *others = sheet.tables
    known = {column.key for column in table.columns}
    above = {key: texts for key, texts in above.items() if key in known}
    widths = {key: width_for(texts) for key, texts in above.items()}
    columns = tuple(replace(c, width=widths.get(c.key, c.width)) for c in table.columns)
    table = replace(table, columns=columns)
    heights = {**sheet.row_heights, **_heights(table, above)}
    for i, row_id in enumerate(table.row_ids):
        texts = beside.get(row_id, {}).items()
        counts = [lines(text, table.column(key).width, SMALL) for key, text in texts]
        heights[table.first_row + i] = height(counts or [USUAL_LINES], SMALL)
    return replace(sheet, tables=(table, *others), row_heights=heights)


def _heights(table: Table, above: Mapping[str, Mapping[int, str]]) -> dict[int, float]:
    """Heights of the rows above the marks; before there are texts, for texts of a usual length."""
    found = {}
    for row, size in _SIZES.items():
        least = _MOST_LINES.get(row, 2) if not above else 1
        counts = [least]
        for key, texts in above.items():
            bold = row == ROW_NAME
            counts.append(lines(texts.get(row, ""), table.column(key).width, size, bold=bold))
        found[row] = height(counts, size)
    return found


def width_for(texts: Mapping[int, str]) -> float:
    """The least width of a column in which the texts above it are short enough."""
    for width in range(NARROW, WIDE):
        if all(
            lines(text, width, _SIZES[row], bold=row == ROW_NAME) <= _MOST_LINES.get(row, 2)
            for row, text in texts.items()
        ):
            return width
    return WIDE
