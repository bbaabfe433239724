"""Running steps on bytes, and holding two versions of a workbook against each other."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree
from openpyxl import load_workbook

from tests.workbook.books import example_book, reading, small_book
from wijkexcel.example import CAPACITY
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.live import LivePort
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Owner, a1
from wijkexcel.ooxml.edit import CellEdit, CellValue, apply_edits
from wijkexcel.ooxml.specials import is_error_text
from wijkexcel.steps import five as steps
from wijkexcel.steps.report import Report, Run
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource, Grid, Source
from wijkexcel.workbook.recalculate import recalculate

WHEN = datetime(2026, 9, 21, 9, 30, 15)
RUN = Run(WHEN, "Anna de Tester")
Place = tuple[str, str, str]
"""Table, row id, column key."""
RESULT: Place = ("tblControle", "checked_result", "value")
"""Where the sentence about a step stands, on Start."""


@lru_cache
def small_calculated() -> bytes:
    """The small workbook with its results stored."""
    return recalculate(small_book()).data


BOOKS = {"example": example_book, "small": small_calculated}


def run_anew(step: str, data: bytes, run: Run = RUN) -> tuple[Report, bytes]:
    """What a step reports on a file, and the file as it would be saved."""
    port = FilePort(data, path=Path("map/werkboek.xlsx"))
    report = steps.run_step(step, port, run)
    return report, port.content


@lru_cache(maxsize=200)
def run_file(step: str, data: bytes, run: Run = RUN) -> tuple[Report, bytes]:
    """The same, once for all tests that ask it."""
    return run_anew(step, data, run)


reading_of = reading
"""As it is known to the tests of the hosts."""


def typed(data: bytes, cells: Mapping[Place, CellValue]) -> bytes:
    """The workbook after someone typed in these cells; results are as Excel would store them."""
    located = reading_of(data).map
    edits = []
    for (table, row, key), value in cells.items():
        found = located.tables[table]
        edits.append(CellEdit(found.sheet, found.cell(row, key), value))
    return recalculate(apply_edits(data, edits)).data


@lru_cache
def wrong() -> bytes:
    """Findings of many sorts, and text that is dangerous in a spreadsheet."""
    return typed(
        small_calculated(),
        {
            ("tblScore_S01", "O02", "C01"): 99.0,
            ("tblScore_S02", "O01", "C02"): "=1+1",
            ("tblOpgaven", "O01", "cost"): '=HYPERLINK("http://x")',
            ("tblOpgaven", "O02", "name"): "=1+1",
            ("tblBesluit", "O03", "choice"): "misschien",
            ("tblBesluit", "O02", "public_reason"): "@SUM(1)",
            ("tblCriteria", "C01", "name"): "-5",
        },
    )


def value_at(source: Source | bytes, table: str, row: str, key: str) -> Any:
    """The value of one cell, None when empty."""
    found, grid = _located(source, table)
    r, c = found.rows[row], found.columns[key]
    value = grid[r][c] if r < len(grid) and c < len(grid[r]) else None
    return None if value == "" else value


def _located(source: Source | bytes, table: str) -> tuple[Located, Grid]:
    if isinstance(source, bytes):
        found = reading_of(source).map.tables[table]
        return found, _file(source).grid(found.sheet)
    found = read(source).map.tables[table]
    return found, source.grid(found.sheet)


@lru_cache(maxsize=8)
def _file(data: bytes) -> FileSource:
    return FileSource(data)


def table_values(source: Source | bytes, table: str) -> list[dict[str, Any]]:
    """The rows of a table in which anything stands, by column key."""
    found, grid = _located(source, table)
    rows = []
    for row in found.rows.values():
        line = grid[row] if row < len(grid) else []
        values = {
            k: line[c]
            for k, c in found.columns.items()
            if c < len(line) and line[c] not in {"", None}
        }
        if values:
            rows.append(values)
    return rows


def owners(data: bytes) -> dict[tuple[str, str], Owner]:
    """Owner of every cell of every declared table: (sheet, cell) -> owner."""
    found = {}
    for located in reading_of(data).map.tables.values():
        for column in located.table.columns:
            if column.key in located.columns:
                for row in located.rows.values():
                    found[located.sheet, a1(row, located.columns[column.key])] = column.owner
    return found


def _sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part name -> sheet name."""
    rels = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): r.get("Target") for r in rels}
    found = {}
    for sheet in etree.fromstring(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        key = next(v for k, v in sheet.attrib.items() if k.endswith("}id"))
        target = str(targets[key])
        found[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name")
    return found


def _cells(part: bytes) -> tuple[dict[str, bytes], bytes]:
    """Each cell as XML (a formula without its result), and all the rest of the sheet."""
    root = etree.fromstring(part)
    cells = {}
    for cell in root.findall(".//{*}sheetData/{*}row/{*}c"):
        if cell.find("{*}f") is not None:
            cell.attrib.pop("t", None)
            for result in cell.findall("{*}v"):
                cell.remove(result)
        cells[str(cell.get("r"))] = etree.tostring(cell, method="c14n")
    for row in root.iter("{*}row"):
        row.attrib.pop("spans", None)
        for cell in list(row):
            row.remove(cell)
    for dimension in root.findall("{*}dimension"):
        root.remove(dimension)
    return cells, etree.tostring(root, method="c14n")


def changed_cells(before: bytes, after: bytes) -> set[tuple[str, str]]:
    """Cells whose content, formula or style differs; asserts that all else is the same.

    Everything else: every other part to the byte, and of a sheet all that is not a cell. Only the
    request to recalculate may be added to the workbook part.
    """
    found = set()
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        sheets = _sheets(old)
        for name in old.namelist():
            one, other = old.read(name), new.read(name)
            if one == other:
                continue
            if name == "xl/workbook.xml":
                assert _without_calc(one) == _without_calc(other)
                continue
            assert name in sheets, f"{name} is not a sheet and yet it changed"
            (was, frame), (now, new_frame) = _cells(one), _cells(other)
            assert frame == new_frame, f"{sheets[name]} changed outside its cells"
            found |= {
                (sheets[name], cell)
                for cell in was.keys() | now.keys()
                if was.get(cell) != now.get(cell)
            }
    return found


def _without_calc(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for settings in root.findall("{*}calcPr"):
        root.remove(settings)
    return etree.tostring(root, method="c14n")


def assert_owned(before: bytes, after: bytes) -> set[tuple[str, str]]:
    """Assert that only the program's cells changed, and shared cells only from empty."""
    held = owners(before)
    changes = changed_cells(before, after)
    source = FileSource(before)
    for sheet, cell in changes:
        owner = held.get((sheet, cell))
        assert owner in {Owner.PROGRAM, Owner.SHARED}, f"{sheet}!{cell} belongs to {owner}"
        if owner is Owner.SHARED:
            grid = source.grid(sheet)
            (row, col) = _place(cell)
            assert str(grid[row][col] or "").strip() == "", f"{sheet}!{cell} was not empty"
    return changes


def _place(cell: str) -> tuple[int, int]:
    from openpyxl.utils.cell import coordinate_to_tuple

    row, col = coordinate_to_tuple(cell)
    return row - 1, col - 1


@lru_cache
def example_block(name: str) -> list[list[Any]]:
    """A whole table of the example, with its headings, as Excel hands it to a function."""
    book = load_workbook(io.BytesIO(example_book()), data_only=True)
    where = declare(CAPACITY).tables[name]
    first, last = (where.header_row + 1, where.last_row + 1), (where.first_col, where.last_col)
    cells = book[where.sheet].iter_rows(*first, last[0] + 1, last[1] + 1, values_only=True)
    return [list(row) for row in cells]


ERROR = "(een foutwaarde)"


def live_values(book: Any) -> dict[tuple[str, str], Any]:
    """Every value of a live workbook, as a file route would read it."""
    found = _values(LivePort(book))
    return {place: ERROR if is_error_text(value) else value for place, value in found.items()}


def file_values(data: bytes) -> dict[tuple[str, str], Any]:
    """Every value of a file, also where an error stands."""
    source = FileSource(data)
    wrong_cells = {
        (sheet, a1(*place)): ERROR
        for sheet in source.sheet_names
        for place in source.specials(sheet).errors
    }
    return _values(source) | wrong_cells


def _values(source: Source) -> dict[tuple[str, str], Any]:
    found = {}
    for sheet in source.sheet_names:
        for r, row in enumerate(source.grid(sheet)):
            for c, value in enumerate(row):
                if value not in {None, ""}:
                    plain = value
                    if isinstance(value, int | float) and not isinstance(value, bool):
                        plain = round(float(value), 9)
                    elif hasattr(value, "year"):
                        plain = str(value)[:19].removesuffix(" 00:00:00")
                    found[sheet, a1(r, c)] = plain
    return found
