"""Rules on tables, merges and filters."""

import re
from collections.abc import Iterator

from tests.support.ooxml_lint.grid import Area, looks_like_cell, overlaps, parse_area
from tests.support.ooxml_lint.package import MAIN, Book, Cell, Sheet

_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
MAX_NAME = 255


def name_problem(name: str) -> str:
    """Say why Excel would refuse a table or defined name; empty if it would not."""
    if len(name) > MAX_NAME:
        return f"name of {len(name)} characters"
    if not _NAME.fullmatch(name):
        return "is no valid name"
    return "looks like a cell reference" if looks_like_cell(name) else ""


def _cells_in(sheet: Sheet, row: int, area: Area) -> dict[int, Cell]:
    found = (item for item in sheet.rows if item.number == row)
    cells = (cell for item in found for cell in item.cells)
    return {cell.column: cell for cell in cells if area.left <= cell.column <= area.right}


def table_names(book: Book) -> Iterator[str]:
    """Table names and ids are unique, valid, and no defined names."""
    names = {name.name.lower() for name in book.names}
    seen: dict[str, str] = {}
    for table in book.tables:
        problem = name_problem(table.name)
        if problem:
            yield f"{table.part} {table.name}: table name: {problem}"
        if table.name.lower() in names:
            yield f"{table.part} {table.name}: a defined name has the name of this table"
        for key in (f"name {table.name.lower()}", f"id {table.root.get('id')}"):
            if key in seen:
                yield f"{table.part} {table.name}: table {key} is also that of {seen[key]}"
            seen.setdefault(key, table.part)


def table_shape(book: Book) -> Iterator[str]:
    """A table's ref has its columns and a row for its data."""
    for table in book.tables:
        place, area = f"{table.part} {table.name}", table.area
        if area is None:
            yield f"{place}: table ref {table.root.get('ref')!r} is no area"
            continue
        width, columns = area.right - area.left + 1, len(table.columns)
        element = table.root.find(f"{MAIN}tableColumns")
        count = "" if element is None else element.get("count", str(columns))
        if width != columns or count != str(columns):
            ref = table.root.get("ref")
            yield f"{place}: ref {ref} has {width} columns, {columns} listed, count={count}"
        if area.bottom - area.top + 1 <= table.header_rows + table.total_rows:
            yield f"{place}: ref {table.root.get('ref')} has no row for data"


def table_columns(book: Book) -> Iterator[str]:
    """Column names and ids are unique within a table, whatever their case."""
    for table in book.tables:
        seen: set[str] = set()
        for item in table.root.iter(f"{MAIN}tableColumn"):
            name = item.get("name", "")
            for key in (f"name {name.lower()!r}", f"id {item.get('id')}"):
                if key in seen:
                    yield f"{table.part} {table.name}[{name}]: column {key} occurs twice"
                seen.add(key)
            if not name or len(name) > MAX_NAME:
                yield f"{table.part} {table.name}[{name}]: column name of {len(name)} characters"


def table_headers(book: Book) -> Iterator[str]:
    """The header cells, and labels in the totals row, are the texts the table says."""
    for table in book.tables:
        area, place = table.area, f"{table.part} {table.name}"
        if area is None:
            continue
        heads = _cells_in(table.sheet, area.top, area) if table.header_rows else {}
        totals = _cells_in(table.sheet, area.bottom, area) if table.total_rows else {}
        items = table.root.iter(f"{MAIN}tableColumn")
        for column, (item, name) in enumerate(zip(items, table.columns, strict=True), area.left):
            label = item.get("totalsRowLabel")
            for cells, needed, row in (
                (heads, name if table.header_rows else None, area.top),
                (totals, label if table.total_rows else None, area.bottom),
            ):
                if needed is None or column > area.right:
                    continue
                cell = cells.get(column)
                text = book.text(cell) if cell else None
                if text != needed or (cell and cell.formula and row == area.top):
                    ref = f"{table.sheet.part} {cell.ref if cell else f'row {row}'}"
                    yield f"{place}[{name}]: needs the text {needed!r}, {ref} has {text!r}"


def table_filter(book: Book) -> Iterator[str]:
    """A table's filter spans the table without its totals row."""
    for table in book.tables:
        found, area = table.root.find(f"{MAIN}autoFilter"), table.area
        if found is None or area is None:
            continue
        if not table.header_rows:
            yield f"{table.part} {table.name}: filter on a table without header row"
        ref = found.get("ref", "")
        if parse_area(ref) != area._replace(bottom=area.bottom - table.total_rows):
            yield f"{table.part} {table.name}: filter {ref} differs from {table.root.get('ref')}"
        for column in found.iter(f"{MAIN}filterColumn"):
            digits = column.get("colId", "")
            if not (digits.isdigit() and int(digits) < len(table.columns)):
                yield f"{table.part} {table.name}: filter on column {digits!r}, which is not there"


def table_parts(book: Book) -> Iterator[str]:
    """A sheet lists exactly the tables it has relationships to."""
    for sheet in book.sheets:
        listed = {
            value for item in sheet.root.iter(f"{MAIN}tablePart") for value in item.attrib.values()
        }
        relations = book.relations(sheet.part).items()
        related = {key for key, item in relations if item.kind == "table"}
        for key in sorted(str(item) for item in listed ^ related):
            yield f"{sheet.part} tablePart {key}: listed tables and relationships differ"


def table_overlap(book: Book) -> Iterator[str]:
    """No two tables of a sheet share a cell."""
    for sheet in book.sheets:
        areas = [(item.area, item.name) for item in sheet.tables if item.area]
        for one, other in overlaps(areas):
            yield f"{sheet.part} {one}: table overlaps table {other}"


def sheet_filter(book: Book) -> Iterator[str]:
    """The filter of a sheet is an area outside its tables."""
    for sheet in book.sheets:
        for item in sheet.root.iterfind(f"{MAIN}autoFilter"):
            ref = item.get("ref", "")
            area = parse_area(ref)
            if area is None:
                yield f"{sheet.part} {ref}: sheet filter on what is no area"
                continue
            for table in sheet.tables:
                if table.area and area.meets(table.area):
                    yield f"{sheet.part} {ref}: sheet filter over table {table.name}"


def _merges(sheet: Sheet) -> list[tuple[Area, str]]:
    refs = [item.get("ref", "") for item in sheet.root.iter(f"{MAIN}mergeCell")]
    return [(area, ref) for ref in refs if (area := parse_area(ref))]


def merge_areas(book: Book) -> Iterator[str]:
    """A merge is an area of two cells or more, and no two share a cell."""
    for sheet in book.sheets:
        for item in sheet.root.iter(f"{MAIN}mergeCell"):
            ref = item.get("ref", "")
            area = parse_area(ref)
            if area is None or area[:2] == area[2:]:
                yield f"{sheet.part} {ref}: merge of no area or of one cell"
        for one, other in overlaps(_merges(sheet)):
            yield f"{sheet.part} {one}: merge overlaps merge {other}"


def merge_in_table(book: Book) -> Iterator[str]:
    """No merge lies in a table."""
    for sheet in book.sheets:
        for table in sheet.tables:
            for area, ref in _merges(sheet):
                if table.area and area.meets(table.area):
                    yield f"{sheet.part} {ref}: merge inside table {table.name}"


RULES = (
    table_names,
    table_shape,
    table_columns,
    table_headers,
    table_filter,
    table_parts,
    table_overlap,
    sheet_filter,
    merge_areas,
    merge_in_table,
)
