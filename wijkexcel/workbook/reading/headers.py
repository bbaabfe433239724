"""Find the header row of a declared table: on its own sheet, or wherever that was moved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from wijkexcel.dutch.plain import spaced
from wijkexcel.errors import NotAWorkbookError
from wijkexcel.layout.spec import Layout, Table
from wijkexcel.workbook.reading.source import Grid, KnowsTables, Source

SCORES = "tblScore_"


@dataclass(frozen=True)
class Header:
    """The header row of a table; rows and columns are counted from 0.

    ``twice`` gives the input columns whose header occurs more than once, with the other places.
    """

    sheet: str
    row: int
    columns: Mapping[str, int]
    twice: Mapping[str, int]


def as_text(value: object) -> str:
    """Text of a cell without outer, double and hard spaces, as the sheet's formulas see it."""
    if isinstance(value, str):
        value = spaced(value)
        if "  " in value or value[:1] == " " or value[-1:] == " ":
            return " ".join(part for part in value.split(" ") if part)
        return value
    return "" if value is None else str(value)


def readable(source: Source, sheets: Iterable[str]) -> Iterator[tuple[str, Grid]]:
    """Yield sheets that may or may not be ours; unreadable ones are skipped."""
    for sheet in sheets:
        with suppress(NotAWorkbookError):
            yield sheet, source.grid(sheet)


def _places(row: Sequence[object]) -> dict[str, list[int]]:
    """Columns of each text in a row, ignoring case."""
    found: dict[str, list[int]] = {}
    for col, value in enumerate(row):
        if isinstance(value, str) and value:
            found.setdefault(as_text(value).casefold(), []).append(col)
    return found


def _header(sheet: str, number: int, row: Sequence[object], table: Table) -> Header:
    """Interpret a row as the header of a table, as far as possible.

    If a header occurs twice, the one in its own place counts, otherwise the first; for a hidden
    table, which has others beside it, the nearest.
    """
    at = _places(row)
    columns: dict[str, int] = {}
    twice: dict[str, int] = {}
    for own, column in enumerate(table.columns, table.first_col):
        places = at.get(column.header.casefold())
        if places is None:
            continue
        if own in places:
            columns[column.key] = own
        elif table.list_object:
            columns[column.key] = places[0]
        else:
            columns[column.key] = min(places, key=lambda col: abs(col - own))
        if column.typed and len(places) > 1:
            twice[column.key] = next(col for col in places if col != columns[column.key])
    return Header(sheet, number, columns, twice)


def typed_over(table: Table, columns: Mapping[str, int], row: Sequence[object]) -> dict[str, int]:
    """Columns of a table whose header was overwritten or emptied, between two others.

    ``columns`` are those that were found by their header, in ``row``.
    """
    keys = [column.key for column in table.columns]
    known = {header.casefold() for header in (*(c.header for c in table.columns), *table.former)}
    found: dict[str, int] = {}
    for i, key in enumerate(keys[:-1]):
        after = columns.get(keys[i + 1], 0)
        before = columns.get(keys[i - 1], -1) if i else after - 2
        if key in columns or after < 1 or before != after - 2:
            continue
        text = as_text(row[after - 1]) if after <= len(row) else ""
        if text.casefold() not in known:
            found[key] = after - 1
    return found


def header_at(source: Source, sheet: str, row: int, table: Table) -> Header:
    """Interpret this row of a sheet as the header of a table, with the columns present."""
    return _header(sheet, row, source.grid(sheet)[row], table)


def _on_own_sheet(sheet: str, grid: Grid, table: Table) -> Header | None:
    """Find the row with most of the headers, more than half; its own row first."""
    own = table.header_row
    rows = (
        [own, *(r for r in range(len(grid)) if r != own)] if own < len(grid) else range(len(grid))
    )
    best: Header | None = None
    for number in rows:
        found = _header(sheet, number, grid[number], table)
        if len(found.columns) == len(table.columns):
            return found
        if len(found.columns) > (len(best.columns) if best else len(table.columns) / 2):
            best = found
    return best


def _elsewhere(
    source: Source, sheets: Iterable[str], tables: Iterable[Table], taken: set[tuple[str, int]]
) -> Iterator[tuple[Table, Header]]:
    """Yield every row with the columns that identify a missing table.

    Those are the id and the input columns of every version, or all columns if there are none.
    """
    needed = []
    for table in tables:
        typed = {c.key for c in table.columns if c.typed and not c.added_later}
        needed.append((table, typed | {"id"} if typed else {c.key for c in table.columns}))
    for sheet, grid in readable(source, sheets):
        for number, row in enumerate(grid):
            if (sheet, number) not in taken:
                for table, keys in needed:
                    found = _header(sheet, number, row, table)
                    if keys <= found.columns.keys():
                        yield table, found


def find_headers(source: Source, layout: Layout, tables: Sequence[Table]) -> dict[str, Header]:
    """Find the header rows of these tables, by name of the table.

    The name of the Excel table is the most reliable, even if two tabs exchanged names; then the
    name of the sheet; then all the headers, wherever they are. The last is not enough if several
    rows match, nor for the tabs of the scorers, which all look the same.
    """
    names = list(source.sheet_names)
    named = source.table_sheets() if isinstance(source, KnowsTables) else {}
    tabs = {sheet for name, sheet in named.items() if name.startswith(SCORES)}
    found: dict[str, Header] = {}
    for table in tables:
        own = [named[table.name]] if table.name in named else []
        if not (table.name.startswith(SCORES) and table.sheet in tabs):  # not another scorer's tab
            own.append(table.sheet)
        for sheet in dict.fromkeys(own):
            header = _on_own_sheet(sheet, source.grid(sheet), table) if sheet in names else None
            if header is not None:
                found[table.name] = header
                break
    hidden = {sheet.name for sheet in layout.sheets if sheet.hidden}
    missing = [t for t in tables if t.name not in found and t.sheet not in hidden]
    if not missing:
        return found
    taken = {(header.sheet, header.row) for header in found.values()}
    candidates: dict[str, list[Header]] = {}
    for table, header in _elsewhere(source, [n for n in names if n not in hidden], missing, taken):
        candidates.setdefault(table.name, []).append(header)
    for name, headers in candidates.items():
        if len(headers) == 1 and not name.startswith(SCORES):
            found[name] = headers[0]
    return found
