"""The present place of every declared cell, including the hidden calculation, and the moves.

Rows may be sorted, inserted and deleted, columns moved, sheets renamed. References of formulas are
expressed in places of the declaration, so that two formulas can be compared wherever they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wijkexcel.layout.spec import Layout, Owner, Sheet, Table
from wijkexcel.ooxml.cellvalue import MAX_COLUMN, Area
from wijkexcel.workbook.moves import Block, SheetMoves
from wijkexcel.workbook.reading.headers import as_text, find_headers, typed_over
from wijkexcel.workbook.reading.locate import Located, Map
from wijkexcel.workbook.reading.source import Source

Spot = tuple[int, int]
"""Row and column, counted from 0."""


def with_rows(source: Source, located: Located, before: Table | None) -> Located:
    """The table with its rows: by id if that is in the cell, otherwise in order."""
    table = located.table
    if located.rows:
        return located
    ids = [c for c in table.columns if c.key in ("id", "place") and c.owner is Owner.FIXED]
    grid = source.grid(located.sheet)
    known = set(table.row_ids)
    rows: dict[str, int] = {}
    for column in ids:
        col = located.columns.get(column.key, MAX_COLUMN)
        for number in range(located.header_row + 1, len(grid)):
            value = grid[number][col] if col < len(grid[number]) else None
            text = str(int(value)) if isinstance(value, float) else as_text(value)
            if text in known:
                rows.setdefault(text, number)
    if not rows and before is not None:
        rows = {row_id: located.header_row + i for i, row_id in enumerate(before.row_ids, 1)}
    return Located(table, located.sheet, located.header_row, located.columns, rows)


def with_headers(source: Source, located: Located) -> Located:
    """The table including columns whose header was overwritten."""
    row = source.grid(located.sheet)[located.header_row]
    over = typed_over(located.table, located.columns, row)
    return replace(located, columns={**located.columns, **over}) if over else located


@dataclass(frozen=True)
class Places:
    """The places of the sheets and tables of a layout in a workbook.

    Attributes:
        layout: the declaration.
        tables: all tables that were found, by name.
        sheets: the present name of each declared sheet that was found.
        moves: for each sheet with moved cells, by its name in lower case: the declared cell of each
            of its cells.
    """

    layout: Layout
    tables: Mapping[str, Located]
    sheets: Mapping[str, str]
    moves: Mapping[str, SheetMoves]

    @cached_property
    def _declared(self) -> Mapping[str, str]:
        return {now.casefold(): name for name, now in self.sheets.items()}

    def declared_sheet(self, name: str) -> str | None:
        """The declared sheet that now has this name."""
        return self._declared.get(name.casefold())

    def loose(self, sheet: str, spot: Spot) -> Sequence[Spot]:
        """Possible present places of a declared cell outside the tables, most likely first."""
        moves = self.moves.get(self.sheets[sheet].casefold())
        return (spot,) if moves is None else _now(moves, spot)

    def insertions(self, sheet: str) -> Iterator["Places"]:
        """The same with rows above a table inserted at each possible position.

        If a table is lower than declared, that does not show which of the cells above it moved
        along.
        """
        name = self.sheets[sheet].casefold()
        moves = self.moves.get(name)
        if moves is None:
            return
        for i, block in enumerate(moves.blocks):
            for above in range(block.above if block.old.top != block.new.top else 0):
                blocks = [*moves.blocks[:i], replace(block, above=above), *moves.blocks[i + 1 :]]
                yield replace(self, moves={**self.moves, name: SheetMoves(blocks)})

    def refers_to(self, home: str, spot: Spot, sheet: str | None, area: Area) -> object:
        """The meaning of a reference from a cell of a sheet (by its present name).

        A reference to its own row is 'this row', wherever that was sorted to.
        """
        name = home if sheet is None else sheet
        declared = self.declared_sheet(name)
        if declared is None:
            return ("elsewhere", name.casefold(), area)
        moves = self.moves.get(name.casefold())
        now = area if moves is None else moves.area(area)
        if now is None:
            return ("gone", name.casefold(), area)
        if area.top == area.bottom == spot[0] + 1 and name.casefold() == home.casefold():
            return ("this row", now.left, now.right)
        return (declared, now)


def declared_reference(home: str, spot: Spot, sheet: str | None, area: Area) -> object:
    """The meaning of a reference in the declaration; in the same form as ``Places.refers_to``."""
    if area.top == area.bottom == spot[0] + 1 and sheet in (None, home):
        return ("this row", area.left, area.right)
    return (sheet or home, area)


def places_of(source: Source, layout: Layout, found: Map) -> Places:
    """Find every declared table in a workbook that was read."""
    tables = dict(found.tables)
    rest = [table for table in layout.tables.values() if table.name not in tables]
    for name, header in find_headers(source, layout, rest).items():
        tables[name] = Located(
            layout.tables[name], header.sheet, header.row, dict(header.columns), {}
        )
    tables = {
        name: with_rows(source, with_headers(source, located), layout.tables[name])
        for name, located in tables.items()
    }
    names = {name.casefold(): name for name in source.sheet_names}
    sheets: dict[str, str] = {}
    for sheet in layout.sheets:
        on = [tables[table.name].sheet for table in sheet.tables if table.name in tables]
        now = on[0] if on else names.get(sheet.name.casefold())
        if now is not None:
            sheets[sheet.name] = now
    moves = {}
    for sheet in layout.sheets:
        blocks = [_block(tables[t.name], sheet) for t in sheet.tables if t.name in tables]
        if blocks and not all(block.still for block in blocks):
            moves[sheets[sheet.name].casefold()] = SheetMoves(blocks)
    return Places(layout, tables, sheets, moves)


def _block(located: Located, sheet: Sheet) -> Block:
    """A table as it is now, and as declared. Rows are counted from 1.

    The rows keep their order: a reference to the third row of a sorted table still refers to that.
    """
    table = located.table
    there = sorted(located.rows.items(), key=lambda item: item[1])
    index = {row_id: i for i, row_id in enumerate(table.row_ids)}
    order = [index[row_id] for row_id, _ in there]
    if order != sorted(order):
        order = list(range(len(order)))
    rows = {located.header_row + 1: table.header_row + 1}
    for (_, row), i in zip(there, order, strict=True):
        rows[row + 1] = table.first_row + i + 1
    columns = [col + 1 for col in located.columns.values()]
    left, right = min(columns), max(columns)
    if located.columns.keys() >= {table.columns[-1].key}:
        right = max(right, located.columns[table.columns[-1].key] + 1)
    return Block.of(located, rows, (left, right), {cell.row for cell in sheet.cells})


def _now(moves: SheetMoves, spot: Spot) -> list[Spot]:
    """The cell that moved to this declared one, or else the candidates."""
    rows = {0, *(block.old.top - block.new.top for block in moves.blocks)}
    columns = {0, *(a - b for block in moves.blocks for a, b in block.columns.items())}
    near = [
        now
        for row in sorted(rows, key=abs)
        for column in sorted(columns, key=abs)
        if min(now := (spot[0] + row, spot[1] + column)) >= 0
    ]
    target = spot[0] + 1, spot[1] + 1
    return sorted(near, key=lambda now: moves.cell(now[0] + 1, now[1] + 1) != target)
