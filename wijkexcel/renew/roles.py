"""The role of each cell of a declared sheet: its owner, row and column."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from wijkexcel.layout.spec import Cell, Layout, Owner, Sheet, Table, quoted
from wijkexcel.workbook.moves import Place


class Part(Enum):
    """The kinds of cell on the program's sheets."""

    TYPED = auto()
    """Filled in by users, or by the program's steps; the content is carried over."""
    FORMULA = auto()
    FIXED = auto()


@dataclass(frozen=True, slots=True)
class Role:
    """One cell: its kind, with table, row and column if it is in a table."""

    part: Part
    table: str = ""
    row: str = ""
    column: str = ""


def _part(owner: Owner) -> Part:
    if owner is Owner.FORMULA:
        return Part.FORMULA
    return Part.FIXED if owner is Owner.FIXED else Part.TYPED


def roles_of(sheet: Sheet) -> dict[Place, Role]:
    """Role of every declared cell, by place counted from 1."""
    roles: dict[Place, Role] = {}
    for table in sheet.tables:
        for column in table.columns:
            col = table.col_of(column.key) + 1
            roles[table.header_row + 1, col] = Role(Part.FIXED, table.name, "", column.key)
            part = _part(column.owner)
            for i, row_id in enumerate(table.row_ids):
                place = table.first_row + i + 1, col
                roles[place] = Role(part, table.name, row_id, column.key)
    for cell in sheet.cells:
        place = cell.row + 1, cell.col + 1
        formula = isinstance(cell.content, str) and cell.content.startswith("=")
        found = roles.get(place)
        where = (found.table, found.row, found.column) if found else ("", "", "")
        roles[place] = Role(Part.FORMULA if formula else Part.FIXED, *where)
    if sheet.title:
        roles[1, 1] = roles[2, 1] = Role(Part.FIXED)
    return roles


def arranged(
    layout: Layout, orders: Mapping[str, tuple[str, ...]], names: Mapping[str, str]
) -> Layout:
    """The layout with the rows of some tables in another order, and sheets under other names.

    Args:
        layout: the declaration.
        orders: per table its row ids, in the wanted order.
        names: the present name of each declared sheet.
    """

    def table_of(table: Table) -> Table:
        row_ids = orders.get(table.name, table.row_ids)
        return replace(table, row_ids=row_ids, sheet=names.get(table.sheet, table.sheet))

    def moved(cell: Cell, sheet: Sheet) -> Cell:
        for table in sheet.tables:
            ids = orders.get(table.name, table.row_ids)
            inside = table.first_row <= cell.row <= table.last_row
            if ids != table.row_ids and inside and table.first_col <= cell.col <= table.last_col:
                row_id = table.row_ids[cell.row - table.first_row]
                cell = replace(cell, row=table.first_row + ids.index(row_id))
        if isinstance(cell.content, str) and cell.content.startswith("internal:"):
            target = cell.content.split("'")[1]
            if target in names:
                new = names[target].replace("'", "''")
                cell = replace(cell, content=f"internal:'{new}'!A1")
        return cell

    sheets = tuple(
        replace(
            sheet,
            name=names.get(sheet.name, sheet.name),
            tables=tuple(map(table_of, sheet.tables)),
            cells=tuple(moved(cell, sheet) for cell in sheet.cells),
        )
        for sheet in layout.sheets
    )
    heads = {f"{quoted(old)}!": f"{quoted(new)}!" for old, new in names.items() if old != new}
    refers = layout.names
    if heads:
        head = re.compile("|".join(map(re.escape, heads)))
        refers = {
            key: head.sub(lambda match: heads[match[0]], text) for key, text in refers.items()
        }
    return Layout(layout.capacity, sheets, layout.settings, refers)


def most(counts: Counter[str]) -> str | None:
    """The most frequent item; None when there are none."""
    return counts.most_common(1)[0][0] if counts else None
