"""Find the cells whose value alone does not show what they are: formulas and error values.

Calamine returns results, not formulas, and nothing at all for an error value. Both are in the
sheet's own XML. A sheet written by Excel, LibreOffice or XlsxWriter takes a few fast searches; a
sheet in which those do not account for every cell, or that is written in an unusual way (another
prefix, other quotes), is parsed in full.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wijkexcel.ooxml.cellvalue import MAX_COLUMN, MAX_ROW, column_number
from wijkexcel.ooxml.package import Element, parse_xml

Spot = tuple[int, int]
"""Row and column, counted from 0."""

KNOWN_ERRORS = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
)
"""Errors as stored in files, in any language of the program that wrote them."""

_OTHER_ERRORS = ("#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!")
_DUTCH_ERRORS = ("#N/B", "#DEEL/0!", "#WAARDE!", "#VERW!", "#NAAM?", "#GETAL!", "#LEEG!")
_ERROR_TEXTS = frozenset((*KNOWN_ERRORS, *_OTHER_ERRORS, *_DUTCH_ERRORS))


@dataclass(frozen=True, slots=True)
class Specials:
    """Cells with a formula or an error value, and merged cells."""

    formulas: frozenset[Spot] = frozenset()
    errors: frozenset[Spot] = frozenset()
    merged: tuple[str, ...] = ()
    """Areas such as ``B4:C5``; only their first cell has contents."""


def is_error_text(raw: object) -> bool:
    """Whether text is what a program shows for an error value, in English or Dutch."""
    return isinstance(raw, str) and "#" in raw and raw.strip().upper() in _ERROR_TEXTS


_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f[ >/]')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*? t="e"')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_PREFIXED = re.compile(rb":(?:f|mergeCell)[\s/>]")
_OTHER_TYPE = tuple(
    b"t" + rest
    for rest in (b"='", b" =", b"= ", b"\t=", b"\n=", b"\r=", b"=\t", b"=\n", b"=\r", b'="&')
)
"""Ways to write the type of a cell that XML allows but no program uses."""
_LAST_ROW = re.compile(rb'<row [^>]*?\br="([0-9]{1,7})"')
_REF = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_MOST_CELLS = 20_000_000
_UNKNOWN_ERROR = re.compile(
    rb'(<c [^>]*?\bt="e"[^>]*>(?:<f\b[^>]*?(?:/>|>[^<]*</f>))?<v>)(?!(?:%b)<)[^<]*(?=</v>)'
    % b"|".join(re.escape(text).encode() for text in KNOWN_ERRORS)
)


def with_known_errors(xml: bytes) -> bytes:
    """Replace error values of single programs (``#N/B``) by ``#N/A``."""
    return _UNKNOWN_ERROR.sub(rb"\1#N/A", xml) if b't="e"' in xml else xml


@lru_cache(maxsize=1 << 17)
def spot_of(ref: bytes) -> Spot:
    """Row and column, counted from 0, of a cell's name."""
    letters = ref.rstrip(b"0123456789")
    return int(ref[len(letters) :]) - 1, column_number(letters.decode("ascii")) - 1


def specials_of_sheet(xml: bytes) -> Specials:
    """Find them in a sheet of an .xlsx file.

    Raises:
        NotAWorkbookError: the sheet has to be parsed but cannot be.
    """
    end = xml.rfind(b"</sheetData>")
    formulas = _FORMULA.findall(xml)
    # Every error value begins with #, which is found far faster than the attribute; an emptied one
    # has only its type.
    may_err = b"#" in xml or b'"e"' in xml or b"'e'" in xml
    errors = _ERROR.findall(xml) if may_err else []
    merged = _MERGED.findall(xml, max(end, 0))
    all_found = (
        b'<c r="' in xml
        and end > 0
        and b"<!" not in xml
        and _PREFIXED.search(xml, 0, end) is None
        and len(formulas) == count_formulas(xml)
        and (not may_err or len(errors) == xml.count(b't="e"'))
        and not (may_err and any(other in xml for other in _OTHER_TYPE))
        and len(merged) == xml.count(b"mergeCell", end) - xml.count(b"mergeCells", end)
    )
    if not all_found:
        return _parsed(xml)
    return Specials(
        frozenset(map(spot_of, formulas)),
        frozenset(map(spot_of, errors)),
        tuple(ref.decode("ascii") for ref in merged),
    )


def is_too_far(xml: bytes) -> bool:
    """Whether a sheet extends so far that calamine would need more memory than available.

    It allocates every cell between the first and the last: one cell in the farthest corner is
    enough. Spreadsheet programs write rows in order, so the last one shows whether to check.
    """
    last = _LAST_ROW.match(xml, max(xml.rfind(b"<row "), 0))
    if last is not None and int(last[1]) * MAX_COLUMN <= _MOST_CELLS:
        return False
    refs = _REF.findall(xml)
    rows = max((int(row) for _, row in refs), default=0)
    columns = max((column_number(name.decode()) for name in {ref[0] for ref in refs}), default=0)
    return rows * columns > _MOST_CELLS


def count_formulas(xml: bytes) -> int:
    """Count the formula cells of a sheet of an .xlsx file (at most too many)."""
    return xml.count(b"<f", 0, max(xml.rfind(b"</sheetData>"), 0))


def sheet_cells(root: Element) -> Iterator[tuple[Spot, Element]]:
    """Yield every cell of a sheet of an .xlsx file, even if its place is implicit."""
    row_number = -1
    for row in root.iterfind("{*}sheetData/{*}row"):
        given = row.get("r", "")
        row_number = int(given) - 1 if given.isdecimal() else row_number + 1
        column = -1
        for cell in row.iterfind("{*}c"):
            letters = cell.get("r", "").rstrip("0123456789")
            column = column_number(letters) - 1 if letters else column + 1
            yield (row_number, column), cell


def _parsed(xml: bytes) -> Specials:
    formulas, errors = set(), set()
    root = parse_xml(xml)
    for spot, cell in sheet_cells(root):
        if cell.find("{*}f") is not None:
            formulas.add(spot)
        if cell.get("t") == "e":
            errors.add(spot)
    merged = (area.get("ref", "") for area in root.iterfind("{*}mergeCells/{*}mergeCell"))
    return Specials(frozenset(formulas), frozenset(errors), tuple(merged))


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def specials_of_ods(content: bytes) -> dict[str, Specials]:
    """Find them in ``content.xml`` of an .ods file, by sheet.

    Raises:
        NotAWorkbookError: it is not well-formed.
    """
    return {
        sheet: Specials(
            frozenset(spot for spot, formula, _ in cells if formula),
            frozenset(spot for spot, _, is_error in cells if is_error),
        )
        for sheet, cells in ods_cells(content)
    }


def ods_cells(content: bytes) -> Iterator[tuple[str, list[tuple[Spot, str, bool]]]]:
    """Yield each sheet with its formula and error cells: the formula, and which error.

    Raises:
        NotAWorkbookError: ``content.xml`` is not well-formed.
    """
    for sheet in parse_xml(content).iter(f"{_TABLE}table"):
        cells = [
            (spot, cell.get(f"{_TABLE}formula", ""), cell.get(_TYPE) == "error")
            for spot, cell in _ods_cells(sheet)
        ]
        yield sheet.get(f"{_TABLE}name", ""), cells


def repeated(element: Element, what: str, most: int) -> int:
    """How often a row or cell of an .ods file is repeated; within bounds."""
    given = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(given), most) if given.isdecimal() else 1


def _ods_cells(sheet: Element) -> Iterator[tuple[Spot, Element]]:
    """Yield every cell with a formula or an error; repeated ones as often as they occur."""
    top = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        rows = repeated(row, "rows", MAX_ROW)
        left = 0
        for cell in row.iterfind("*"):
            columns = repeated(cell, "columns", MAX_COLUMN)
            if cell.get(f"{_TABLE}formula") or cell.get(_TYPE) == "error":
                for r in range(top, min(top + rows, MAX_ROW)):
                    for c in range(left, min(left + columns, MAX_COLUMN)):
                        yield (r, c), cell
            left += columns
        top += rows
