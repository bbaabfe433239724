"""Values to be written to the cells of an open workbook, and as read back."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby

from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.ooxml.edit import CellEdit, CellValue
from wijkexcel.workbook.reading.source import Grid

_EPOCH = datetime(1899, 12, 30)
_SECOND = 1 / 86_400
_READ_AS_TYPED = set("=+-@'#/.,(€$<>")


def value_in(grid: Grid, cell: str) -> CellValue:
    """The value of a cell; None when it is empty."""
    row, col = parse_address(cell)
    line = grid[row - 1] if row <= len(grid) else ()
    value = line[col - 1] if col <= len(line) else None
    return value if isinstance(value, str | float | int | bool | date) and value != "" else None


def stands(grid: Grid, edit: CellEdit) -> bool:
    """Whether a cell shows the value that was to be written."""
    there, wanted = _plain(value_in(grid, edit.cell)), _plain(edit.value)
    if isinstance(there, float) and isinstance(wanted, float):
        room = _SECOND if isinstance(edit.value, date) else 1e-9
        return abs(there - wanted) <= room
    return there == wanted


def _plain(value: CellValue) -> str | float | None:
    """A value without its format: a date becomes a spreadsheet program's number for it."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH).total_seconds() * _SECOND
    if isinstance(value, date):
        return float(value.toordinal() - _EPOCH.toordinal())
    if isinstance(value, int | float):
        return float(value)
    return value or None


def as_typed(value: CellValue) -> CellValue:
    """Guard text that a spreadsheet program would read as a formula, number or date."""
    if not isinstance(value, str) or not value:
        return value
    bare = value.strip()
    if bare[:1].isdigit() or value[0] in _READ_AS_TYPED or bare[:1] in _READ_AS_TYPED:
        return f"'{value}"
    if bare.casefold() in {"true", "false", "waar", "onwaar", "ja", "nee"} or _like_date(bare):
        return f"'{value}"
    return value


def _like_date(text: str) -> bool:
    months = (
        "jan",
        "feb",
        "mar",
        "maa",
        "apr",
        "may",
        "mei",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "okt",
        "nov",
        "dec",
        "mrt",
    )
    return len(text) <= 20 and text.casefold().startswith(months) and text[-1].isdigit()


Block = list[list[CellValue]]


def blocks(edits: Sequence[CellEdit]) -> Iterator[tuple[str, int, int, Block]]:
    """Group edits into rectangles: sheet, top row and left column (0-based), values."""
    by_sheet: dict[str, dict[tuple[int, int], CellValue]] = {}
    for edit in edits:
        row, col = parse_address(edit.cell)
        by_sheet.setdefault(edit.sheet, {})[row - 1, col - 1] = edit.value
    for sheet, cells in by_sheet.items():
        runs: list[tuple[int, int, list[CellValue]]] = []
        for row, group in groupby(sorted(cells), key=lambda place: place[0]):
            for _, col in group:
                if runs and runs[-1][0] == row and runs[-1][1] + len(runs[-1][2]) == col:
                    runs[-1][2].append(cells[row, col])
                else:
                    runs.append((row, col, [cells[row, col]]))
        open_blocks: dict[tuple[int, int], tuple[int, Block]] = {}
        for row, col, values in runs:
            key = col, len(values)
            top, block = open_blocks.get(key, (row, []))
            if block and top + len(block) != row:
                yield sheet, top, col, block
                top, block = row, []
            block.append(values)
            open_blocks[key] = top, block
        for (col, _), (top, block) in open_blocks.items():
            yield sheet, top, col, block
