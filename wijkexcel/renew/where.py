"""Find, for each of the program's sheets, where its tables were and where they go."""

from collections.abc import Mapping
from dataclasses import dataclass

from wijkexcel.dutch.ids import BESIDE
from wijkexcel.dutch.lists import commas
from wijkexcel.errors import StructureError
from wijkexcel.layout.spec import Layout, Owner, Sheet, Table
from wijkexcel.ooxml.cellvalue import MAX_ROW, Area
from wijkexcel.renew.room import Plan
from wijkexcel.workbook.moves import Block, SheetMoves
from wijkexcel.workbook.places import with_headers, with_rows
from wijkexcel.workbook.reading.headers import find_headers, header_at
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.source import Source

_MOST_BARS = 30
"""So many bars of a chart of one's own over all opgaven can be told apart."""


@dataclass(frozen=True)
class Here:
    """Where everything was: tables by name, and the present name of each declared sheet."""

    tables: Mapping[str, Located]
    names: Mapping[str, str]
    """Declared sheet -> name in the workbook, including new sheets."""
    present: frozenset[str]
    """Declared sheets that exist."""


def find(source: Source, plan: Plan, now: Layout) -> Here:
    """Find all tables of a plan, including those of the hidden calculation.

    Raises:
        StructureError: tables were moved to other sheets.
    """
    layout = plan.layout
    tables = dict(plan.map.tables)
    hidden = [
        t
        for t in layout.tables.values()
        if t.name not in tables and (layout.sheet(t.sheet).hidden or t.name.startswith("calc"))
    ]
    before = [now.tables[table.name] for table in hidden if table.name in now.tables]
    for name, found_at in find_headers(source, now, before).items():
        table = layout.tables[name]
        if found_at.sheet == table.sheet:
            header = header_at(source, found_at.sheet, found_at.row, table)
            tables[name] = Located(table, header.sheet, header.row, dict(header.columns), {})
    found = {
        name: with_rows(source, with_headers(source, located), now.tables.get(name))
        for name, located in tables.items()
    }
    hosts: dict[str, str] = {}
    for sheet in layout.sheets:
        on = {found[t.name].sheet for t in sheet.tables if t.name in found}
        if len(on) > 1:
            raise StructureError(
                f"De tabellen van het blad {sheet.name} staan op verschillende bladen: "
                f"{commas(sorted(on))}. Zet ze terug op een blad en probeer het opnieuw."
            )
        if on:
            hosts[sheet.name] = on.pop()
    for name in set(hosts.values()):
        if sum(host == name for host in hosts.values()) > 1:
            raise StructureError(
                f"Op het blad {name} staan tabellen van meer dan een blad. Zet ze terug zoals ze "
                "stonden en probeer het opnieuw."
            )
    taken = {name.casefold() for name in source.sheet_names}
    names = dict(hosts)
    for sheet in layout.sheets:
        if sheet.name not in names:
            name = sheet.name
            while name.casefold() in taken:
                name = f"{name}{BESIDE}" if name == sheet.name else f"{name}+"
            names[sheet.name] = name
            taken.add(name.casefold())
    return Here(found, names, frozenset(hosts))


def orders(here: Here, layout: Layout) -> dict[str, tuple[str, ...]]:
    """Row ids of each table for typing, in their present order."""
    found = {}
    for name, located in here.tables.items():
        table = layout.tables[name]
        fixed = any(c.key == "id" and c.owner is Owner.FIXED for c in table.columns)
        if fixed and any(c.typed for c in table.columns):
            if name in ("tblInstellingen",):
                continue
            there = sorted(located.rows, key=located.rows.__getitem__)
            rest = [row_id for row_id in table.row_ids if row_id not in located.rows]
            found[name] = (*there, *rest)
    return found


def moves_of(sheet: Sheet, here: Here, refs: Mapping[str, Area]) -> SheetMoves:
    """Where the cells of a sheet move.

    Args:
        sheet: the new sheet.
        here: the locations of its tables.
        refs: the present ranges of the table objects, by name of the table.
    """
    declared = {cell.row for cell in sheet.cells}
    blocks = []
    for table in sheet.tables:
        located = here.tables.get(table.name)
        if located is not None:
            blocks.append(_block(table, located, refs.get(table.name), declared))
    bars = _MOST_BARS if any(t.name == "tblOverzicht" for t in sheet.tables) else MAX_ROW
    return SheetMoves(blocks, bars)


def _block(table: Table, located: Located, ref: Area | None, declared: set[int]) -> Block:
    index = {row_id: i for i, row_id in enumerate(table.row_ids)}
    rows = {located.header_row + 1: table.header_row + 1}
    for row_id, row in located.rows.items():
        rows[row + 1] = table.first_row + index[row_id] + 1
    columns = [col + 1 for col in located.columns.values()]
    left, right = min(columns), max(columns)
    if ref is not None and ref.top == located.header_row + 1:
        left, right = min(left, ref.left), max(right, ref.right)
    return Block.of(located, rows, (left, right), declared)
