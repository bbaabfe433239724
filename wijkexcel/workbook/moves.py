"""The new place of every cell of the program's sheets. Rows and columns are counted from 1 here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from wijkexcel.ooxml.cellvalue import MAX_COLUMN, MAX_ROW, Area
from wijkexcel.workbook.reading.locate import Located

Place = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """One table: where it was and where it is; ``extras`` are columns that users inserted."""

    name: str
    old: Area
    """From header to last row, from first to last column, with the extra columns."""
    new: Area
    """The same, without the extra columns."""
    rows: Mapping[int, int]
    columns: Mapping[int, int]
    extras: tuple[int, ...] = ()
    above: int = 0
    """Rows just above the header that the declaration fills."""

    @classmethod
    def of(
        cls,
        located: Located,
        rows: Mapping[int, int],
        ends: tuple[int, int],
        declared: Collection[int],
    ) -> "Block":
        """A table as it is now, and as declared; rows and columns count from 1.

        Args:
            located: where it is.
            rows: present row -> declared row.
            ends: first and last column that belong to it now.
            declared: rows, counted from 0, that the sheet fills outside its tables.
        """
        table, (left, right) = located.table, ends
        columns = {col + 1: table.col_of(key) + 1 for key, col in located.columns.items()}
        above = 0
        while table.header_row - 1 - above in declared:
            above += 1
        return cls(
            table.name,
            Area(located.header_row + 1, left, max(rows), right),
            Area(table.header_row + 1, table.first_col + 1, table.last_row + 1, table.last_col + 1),
            rows,
            columns,
            tuple(c for c in range(left, right + 1) if c not in columns),
            above,
        )

    @property
    def new_right(self) -> int:
        """Last column including the extra ones, which come after the declared ones."""
        return self.new.right + len(self.extras)

    def column(self, column: int) -> int | None:
        """New place of a column, even of one beside the table."""
        if column in self.columns:
            return self.columns[column]
        if column in self.extras:
            return self.new.right + 1 + self.extras.index(column)
        if column > self.old.right:
            return self.new_right + column - self.old.right
        moved = column + self.new.left - self.old.left
        return moved if 1 <= moved < self.new.left else None

    @cached_property
    def still(self) -> bool:
        """Whether nothing moved and nothing grew."""
        return (
            self.old == self.new
            and not self.extras
            and all(a == b for a, b in (*self.rows.items(), *self.columns.items()))
        )


Strip = tuple[Block, ...]
"""Tables above one another, top first."""


def _strips(blocks: Sequence[Block]) -> list[Strip]:
    """Group tables that are above one another."""
    strips: list[list[Block]] = []
    for block in sorted(blocks, key=lambda b: b.old.left):
        for strip in strips:
            if any(b.old.left <= block.old.right and block.old.left <= b.old.right for b in strip):
                strip.append(block)
                break
        else:
            strips.append([block])
    return [tuple(sorted(strip, key=lambda b: b.old.top)) for strip in strips]


class SheetMoves:
    """The moves of the cells of one sheet; ``most_bars`` limits a chart over a whole table."""

    def __init__(self, blocks: Sequence[Block], most_bars: int = MAX_ROW) -> None:
        self.blocks = tuple(blocks)
        self.most_bars = most_bars
        self._by_column = _strips(blocks)

    @cached_property
    def still(self) -> bool:
        """Whether no cell has moved."""
        return all(block.still for block in self.blocks)

    def _strip(self, column: int) -> Strip:
        found = self._by_column[0]
        for strip in self._by_column:
            if min(b.old.left for b in strip) <= column:
                found = strip
        return found

    def _widest(self, strip: Strip) -> Block:
        return max(strip, key=lambda b: (len(b.columns), b.old.right))

    def block_at(self, row: int, column: int) -> Block | None:
        """The table whose rows include this cell's row."""
        strip = self._strip(column)
        return next((b for b in strip if b.old.top <= row <= b.old.bottom), None)

    def cell(self, row: int, column: int) -> Place | None:
        """New place of a cell; None when it has none."""
        block = self.block_at(row, column)
        if block is not None:
            new_row, new_column = block.rows.get(row), block.column(column)
        else:
            strip = self._strip(column)
            new_row = _outside(strip, row)
            new_column = self._widest(strip).column(column)
        return None if new_row is None or new_column is None else (new_row, new_column)

    def row(self, row: int) -> int | None:
        """New place of a whole row."""
        strip = self._by_column[0]
        block = next((b for b in strip if b.old.top <= row <= b.old.bottom), None)
        return _outside(strip, row) if block is None else block.rows.get(row)

    def column(self, column: int) -> int | None:
        """New place of a whole column."""
        return self._widest(self._strip(column)).column(column)

    def _whole_column(self, column: int) -> int | None:
        """New place of a column; None when the tables in it moved differently."""
        places = {block.column(column) for block in self._strip(column)}
        return places.pop() if len(places) == 1 else None

    def area(self, area: Area, *, chart: bool = False) -> Area | None:
        """New place of a block of cells; None when they were separated.

        A block over all rows or columns of a table grows with it.
        """
        if area.top == 1 and area.bottom == MAX_ROW:
            left, right = self._whole_column(area.left), self._whole_column(area.right)
            good = left is not None and right is not None and left <= right
            return Area(1, left, MAX_ROW, right) if good else None  # type: ignore[arg-type]
        if area.left == 1 and area.right == MAX_COLUMN:
            top, bottom = self.row(area.top), self.row(area.bottom)
            good = top is not None and bottom is not None and top <= bottom
            return Area(top, 1, bottom, MAX_COLUMN) if good else None  # type: ignore[arg-type]
        first, last = self.cell(area.top, area.left), self.cell(area.bottom, area.right)
        if first is None or last is None:
            return None
        moved = Area(*first, *last)
        if area == Area(area.top, area.left, area.top, area.left):
            return moved
        block = self.block_at(area.bottom, area.left)
        if block is not None and area.bottom == block.old.bottom:
            if area.top <= block.old.top + 1:
                bottom = block.new.bottom
                if chart and area.bottom - area.top < self.most_bars:
                    bottom = min(bottom, moved.top + self.most_bars - 1)
                moved = Area(moved.top, moved.left, bottom, moved.right)
            if (area.left, area.right) == (block.old.left, block.old.right):
                moved = Area(moved.top, moved.left, moved.bottom, block.new_right)
        return moved if self._together(area, moved) else None

    def _together(self, old: Area, new: Area) -> bool:
        """Whether every row and column of the tables in the old block is in the new one."""
        for block in self.blocks:
            if block.old.top > old.bottom or block.old.bottom < old.top:
                continue
            if block.old.left > old.right or block.old.right < old.left:
                continue
            rows = (n for o, n in block.rows.items() if old.top <= o <= old.bottom)
            columns = (n for o, n in block.columns.items() if old.left <= o <= old.right)
            if not all(new.top <= n <= new.bottom for n in rows):
                return False
            if not all(new.left <= n <= new.right for n in columns):
                return False
        return new.top <= new.bottom and new.left <= new.right


def _outside(strip: Strip, row: int) -> int | None:
    """New place of a row that belongs to no table in its strip."""
    before = [b for b in strip if b.old.bottom < row]
    after = next((b for b in strip if b.old.top > row), None)
    if after is not None and after.old.top - row <= after.above:
        return after.new.top - (after.old.top - row)
    moved = before[-1].new.bottom + row - before[-1].old.bottom if before else row
    if after is not None and moved >= after.new.top - after.above:
        return None
    return moved if moved <= MAX_ROW else None


Moves = Mapping[str, SheetMoves]
"""By the name of the sheet, in lower case."""
