"""Readers of score cells, run in a sandbox: ours, and two that share nothing with it.

Each gives ``{"cells": {"C5": value}}`` of what stands in the score cells, blank ones left out.
What is no plain value is told as such: ``{"formula": true}``, ``{"error": true}``.
"""

import io
import math
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import openpyxl
import python_calamine
from openpyxl.utils.cell import column_index_from_string, get_column_letter

from tests.post.makes import CRITERIA, FIRST_ROW, OPGAVEN, SHEET, parts_of
from wijkexcel.errors import NotAWorkbookError
from wijkexcel.ooxml.cellvalue import parse_area
from wijkexcel.workbook.reading.source import FileSource

FORMULA, ERROR, MERGED = {"formula": True}, {"error": True}, {"merged": True}


def spots() -> Iterator[tuple[str, int, int]]:
    """Name, row and column (from 1) of each score cell."""
    for row in range(FIRST_ROW, FIRST_ROW + len(OPGAVEN)):
        for column in range(3, 3 + len(CRITERIA)):
            yield f"{get_column_letter(column)}{row}", row, column


def plain(value: object) -> Any:
    """As JSON can hold it; what differs only in type between readers becomes the same."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else {"no number": True}
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return {"other": type(value).__name__}


def with_wijkexcel(data: bytes, **_: object) -> dict[str, Any]:
    """All grids and specials, as every part of wijkexcel reads a workbook."""
    source = FileSource(data)
    grids = {name: source.grid(name) for name in source.sheet_names}
    specials = {name: source.specials(name) for name in source.sheet_names}
    source.table_sheets()
    if SHEET not in grids:
        raise NotAWorkbookError("Het invulblad ontbreekt. Vraag de afzender om een ander bestand.")
    grid, special = grids[SHEET], specials[SHEET]
    hidden = set()
    for ref in special.merged:
        area = parse_area(ref)
        hidden |= {(r, c) for _, r, c in spots() if (r, c) in area}
    cells: dict[str, Any] = {}
    for name, row, column in spots():
        spot = (row - 1, column - 1)
        if spot in special.formulas:
            cells[name] = FORMULA
        elif spot in special.errors:
            cells[name] = ERROR
        elif (row, column) in hidden:
            cells[name] = MERGED
        elif row <= len(grid) and column <= len(grid[row - 1]):
            value = plain(grid[row - 1][column - 1])
            if value not in {None, ""} if not isinstance(value, dict) else True:
                cells[name] = value
    return {"cells": cells}


def carelessly(data: bytes, **_: object) -> dict[str, Any]:
    """As somebody would who trusts calamine: results of formulas pass for values."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    grid = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)
    found = {
        name: plain(grid[row - 1][column - 1])
        for name, row, column in spots()
        if row <= len(grid) and column <= len(grid[row - 1])
    }
    return {"cells": {name: value for name, value in found.items() if value != ""}}


def with_openpyxl(data: bytes, **_: object) -> dict[str, Any]:
    """The same cells, as openpyxl sees them."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))[SHEET]
    cells: dict[str, Any] = {}
    for name, row, column in spots():
        cell = sheet.cell(row, column)
        if cell.data_type == "f":
            cells[name] = FORMULA
        elif cell.data_type == "e":
            cells[name] = ERROR
        elif cell.value not in {None, ""}:
            cells[name] = plain(cell.value)
    return {"cells": cells}


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def by_hand(data: bytes, **_: object) -> dict[str, Any]:
    """The same cells, straight from the XML: for what openpyxl cannot open, and for .ods."""
    parts = parts_of(data)
    rows = _ods_rows(parts["content.xml"]) if "content.xml" in parts else _xlsx_cells(parts)
    wanted = {name for name, _, _ in spots()}
    return {"cells": {name: value for name, value in rows if name in wanted and value != ""}}


def _xlsx_cells(parts: dict[str, bytes]) -> Iterator[tuple[str, Any]]:
    table = ElementTree.fromstring(parts.get("xl/sharedStrings.xml", b"<none/>"))
    strings = [
        "".join(text.text or "" for text in item.iter(f"{_MAIN}t"))
        for item in table.iter(f"{_MAIN}si")
    ]
    for name, cell in _placed(ElementTree.fromstring(parts["xl/worksheets/sheet2.xml"])):
        kind = cell.get("t", "n")
        value = cell.findtext(f"{_MAIN}v")
        if cell.find(f"{_MAIN}f") is not None:
            yield name, FORMULA
        elif kind == "e":
            yield name, ERROR
        elif kind == "inlineStr":
            own = "".join(t.text or "" for t in cell.iter(f"{_MAIN}t"))
            yield name, plain(value or own)
        elif not value:
            continue
        elif kind == "s":
            known = value.strip().isdecimal() and int(value) < len(strings)
            yield name, plain(strings[int(value)]) if known else {"no string": value}
        elif kind == "b":
            yield name, value.strip() in {"1", "true"}
        elif kind == "n":
            try:
                yield name, plain(float(value))
            except ValueError:
                yield name, {"no number": value}
        else:
            yield name, plain(value)


def _placed(sheet: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    """Cells with their names; what does not say where it stands comes after the one before."""
    row = 0
    for line in sheet.iter(f"{_MAIN}row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iter(f"{_MAIN}c"):
            letters = cell.get("r", "").rstrip("0123456789")
            column = column_index_from_string(letters) if letters else column + 1
            yield f"{get_column_letter(column)}{row}", cell


def _ods_rows(content: bytes) -> Iterator[tuple[str, Any]]:
    for table in ElementTree.fromstring(content).iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}name") != SHEET:
            continue
        top = 0
        for row in table.iter(f"{_TABLE}table-row"):
            repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
            for number in range(top + 1, min(top + repeated, 20) + 1):
                left = 0
                for cell in row:
                    times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                    for column in range(left + 1, min(left + times, 10) + 1):
                        yield f"{get_column_letter(column)}{number}", _ods_value(cell)
                    left += times
            top += repeated


def _paragraph(p: ElementTree.Element) -> str:
    """White space in a paragraph counts for one space, at its ends for none (ODF 1.3, 6.1.2)."""
    return re.sub("[ \t\r\n]+", " ", "".join(p.itertext())).strip(" ")


def _ods_value(cell: ElementTree.Element) -> Any:
    if cell.get(f"{_TABLE}formula"):
        return FORMULA
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in {"float", "percentage", "currency"}:
        return plain(float(cell.get(f"{_OFFICE}value", "nan")))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "string":
        given = cell.get(f"{_OFFICE}string-value")
        return plain(given or "\n".join(_paragraph(p) for p in cell.iter(f"{_TEXT}p")))
    return {"other": kind} if kind else ""
