"""Rules on rows, cells, columns and their values."""

import math
from collections.abc import Callable, Iterator

from tests.support.ooxml_lint.functions import words
from tests.support.ooxml_lint.grid import MAX_COLUMN, MAX_ROW, overlaps, parse_area
from tests.support.ooxml_lint.package import MAIN, Book, Cell, Sheet

MAX_TEXT = 32_767
MAX_WIDTH = 255
MAX_HEIGHT = 409.5
ERRORS = words(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD!"
    " #BLOCKED! #CONNECT! #BUSY! #UNKNOWN!"
)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and "_" not in text
    except ValueError:
        return False


#: What the value of a cell must be, by cell type.
_VALUES: dict[str, Callable[[str], bool]] = {
    "n": _is_number,
    "b": lambda text: text in {"0", "1"},
    "e": ERRORS.__contains__,
    "s": str.isdigit,
    "str": lambda _: True,
    "d": bool,
    "inlineStr": lambda _: False,
}


def cell_order(book: Book) -> Iterator[str]:
    """Rows and cells stand in order, once, on the grid, and cells in their own row."""
    for sheet in book.sheets:
        last_row = 0
        for row in sheet.rows:
            if row.number <= last_row:
                twice = "twice" if row.number == last_row else f"after row {last_row}"
                yield f"{sheet.part} row {row.number}: row stands {twice}"
            last_row = max(last_row, row.number)
            last = 0
            for cell in row.cells:
                if cell.row != row.number or row.number > MAX_ROW:
                    yield f"{sheet.part} {cell.ref}: cell stands in row {row.number}"
                elif cell.column <= last:
                    twice = "twice" if cell.column == last else "after a cell to its right"
                    yield f"{sheet.part} {cell.ref}: cell stands {twice}"
                last = max(last, cell.column)


def cell_values(book: Book) -> Iterator[str]:
    """The value of a cell is one of its type."""
    for sheet in book.sheets:
        for cell in sheet.cells():
            check = _VALUES.get(cell.kind)
            if check is None:
                yield f"{sheet.part} {cell.ref}: unknown cell type {cell.kind!r}"
            elif cell.value is None or (cell.formula and not cell.value):
                continue
            elif not check(cell.value):
                yield f"{sheet.part} {cell.ref}: {cell.value!r} is no value of type {cell.kind}"


def string_index(book: Book) -> Iterator[str]:
    """The texts that cells point to exist."""
    for sheet in book.sheets:
        for cell in sheet.cells():
            digits = cell.value if cell.kind == "s" else None
            if digits and digits.isdigit() and int(digits) >= len(book.strings):
                yield f"{sheet.part} {cell.ref}: shared string {digits} does not exist"


def text_length(book: Book) -> Iterator[str]:
    """The text of a cell fits in it."""
    too_long = any(len(text) > MAX_TEXT for text in book.strings)
    for sheet in book.sheets:
        for cell in sheet.cells():
            if cell.kind == "s" and not too_long:
                continue
            text = book.text(cell) or ""
            if len(text) > MAX_TEXT:
                yield f"{sheet.part} {cell.ref}: text of {len(text)} characters"


def style_index(book: Book) -> Iterator[str]:
    """The styles of cells, rows and columns exist."""
    part = book.related(book.part, "styles")
    styles = book.trees.get(part)
    found = None if styles is None else styles.find(f"{MAIN}cellXfs")
    count = 1 if found is None else len(found)
    known = {str(number) for number in range(count)}
    for sheet in book.sheets:
        for column in sheet.root.iter(f"{MAIN}col"):
            if column.get("style", "0") not in known:
                where = f"column {column.get('min')}"
                yield f"{sheet.part} {where}: style {column.get('style')} does not exist"
        for row in sheet.rows:
            if row.style not in known:
                yield f"{sheet.part} row {row.number}: style {row.style} does not exist"
            for cell in row.cells:
                if cell.style not in known:
                    yield f"{sheet.part} {cell.ref}: style {cell.style} does not exist"
    if styles is None or found is None:
        return
    for index, item in enumerate(found):
        for key, group in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            size = len(styles.findall(f"{MAIN}{group}/*"))
            if int(item.get(key, "0")) >= max(size, 1):
                yield f"{part} cellXfs {index}: {key} {item.get(key)} does not exist"


def column_widths(book: Book) -> Iterator[str]:
    """Columns are no wider than 255, rows no higher than 409.5, and columns are told once."""
    for sheet in book.sheets:
        last = 0
        for item in sheet.root.iter(f"{MAIN}col"):
            first, end = int(item.get("min", "0")), int(item.get("max", "0"))
            if float(item.get("width", "0")) > MAX_WIDTH:
                yield f"{sheet.part} column {first}: width {item.get('width')}"
            if not last < first <= end <= MAX_COLUMN:
                yield f"{sheet.part} column {first}: columns {first} to {end} come after {last}"
            last = max(last, end)
        for row in sheet.rows:
            if float(row.height) > MAX_HEIGHT:
                yield f"{sheet.part} row {row.number}: height {row.height}"


def _formula_ref_problem(cell: Cell) -> str:
    area = parse_area(cell.formula.ref) if cell.formula else None
    if area is None or area[:2] != (cell.row, cell.column):
        return f"array formula for {cell.formula.ref!r}" if cell.formula else ""
    return ""


def _array_problems(sheet: Sheet) -> Iterator[str]:
    arrays = []
    for cell in sheet.cells():
        if cell.formula and cell.formula.kind == "array":
            problem = _formula_ref_problem(cell)
            if problem:
                yield f"{sheet.part} {cell.ref}: {problem}"
                continue
            area = parse_area(cell.formula.ref)
            if area:
                arrays.append((area, cell.ref))
    for one, other in overlaps(arrays):
        yield f"{sheet.part} {one}: array formula overlaps that of {other}"
    for area, ref in arrays:
        for table in sheet.tables:
            if area[:2] != area[2:] and table.area and area.meets(table.area):
                yield f"{sheet.part} {ref}: array formula over cells of table {table.name}"


def formula_cells(book: Book) -> Iterator[str]:
    """Array formulas start at their cell and lie free, shared formulas have a master."""
    for sheet in book.sheets:
        yield from _array_problems(sheet)
        shared = [cell for cell in sheet.cells() if cell.formula and cell.formula.kind == "shared"]
        masters = {item.formula.shared for item in shared if item.formula and item.formula.text}
        for cell in shared:
            if cell.formula and cell.formula.shared not in masters:
                yield f"{sheet.part} {cell.ref}: shared formula {cell.formula.shared} has no text"
        if not book.related(book.part, "sheetMetadata"):
            for cell in sheet.cells():
                if cell.meta not in {"", "0"}:
                    yield f"{sheet.part} {cell.ref}: cell metadata {cell.meta} does not exist"


def calculation_chain(book: Book) -> Iterator[str]:
    """The calculation chain lists only cells with a formula."""
    part = book.related(book.part, "calcChain")
    if part not in book.trees:
        return
    listed = [item.get("sheetId") for item in book.root.iter(f"{MAIN}sheet")]
    formulas = {
        identity: {cell.ref for cell in sheet.cells() if cell.formula}
        for identity, sheet in zip(listed, book.sheets, strict=True)
    }
    inside = {
        identity: [
            area
            for cell in sheet.cells()
            if cell.formula and cell.formula.ref and (area := parse_area(cell.formula.ref))
        ]
        for identity, sheet in zip(listed, book.sheets, strict=True)
    }
    identity: str | None = None
    for item in book.trees[part].iterfind(f"{MAIN}c"):
        identity, ref = item.get("i", identity), item.get("r", "")
        if ref in formulas.get(identity, ()):
            continue
        here = parse_area(ref)
        if here is None or not any(area.meets(here) for area in inside.get(identity, [])):
            yield f"{part} {ref}: sheet {identity} has no formula in this cell"


RULES = (
    cell_order,
    cell_values,
    string_index,
    text_length,
    style_index,
    column_widths,
    formula_cells,
    calculation_chain,
)
