"""Read the formulas of a file, sheet by sheet, in .xlsx notation (without ``=``).

A sheet written by Excel, LibreOffice or XlsxWriter takes one fast search; a sheet in which that
does not account for every formula is parsed in full.
"""

import re
from collections.abc import Iterable
from html import unescape

from wijkexcel.ooxml.formula import UnsoundError, from_ods, shifted
from wijkexcel.ooxml.package import parse_xml
from wijkexcel.ooxml.specials import (
    Spot,
    count_formulas,
    ods_cells,
    sheet_cells,
    spot_of,
)

Formulas = dict[Spot, str]
"""Row and column, counted from 0 -> formula; empty if it cannot be given for the cell alone."""

_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*><f(?: ([^>]*?))?(?:/>|>([^<]*)</f>)')
_ATTRIBUTE = re.compile(r'([a-zA-Z]+)="([^"]*)"')


def formulas_of_sheet(xml: bytes) -> Formulas:
    """Read the formulas of a sheet of an .xlsx file.

    Raises:
        NotAWorkbookError: the sheet has to be parsed but cannot be.
    """
    found = _FORMULA.findall(xml)
    if b"<!" in xml or len(found) != count_formulas(xml) or b":f>" in xml or b":f " in xml:
        return _parsed(xml)
    plain: Formulas = {}
    special: list[tuple[Spot, dict[str, str], str]] = []
    for ref, attributes, raw in found:
        text = raw.decode("utf-8")
        if "&" in text:
            text = _plain(text)
        if attributes:
            special.append((spot_of(ref), dict(_ATTRIBUTE.findall(attributes.decode())), text))
        else:
            plain[spot_of(ref)] = text
    return plain | _said(special)


def _plain(text: str) -> str:
    """XML text without its escapes."""
    if "&#" in text:
        return unescape(text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
    return text.replace("&apos;", "'").replace("&amp;", "&")


def _parsed(xml: bytes) -> Formulas:
    return _said(
        (spot, {str(k): str(v) for k, v in formula.attrib.items()}, formula.text or "")
        for spot, cell in sheet_cells(parse_xml(xml))
        if (formula := cell.find("{*}f")) is not None
    )


def _said(cells: Iterable[tuple[Spot, dict[str, str], str]]) -> Formulas:
    """The formula of each cell; a shared one is given in full only in its first cell."""
    shared: dict[str, tuple[Spot, str]] = {}
    found: Formulas = {}
    for spot, attributes, given in cells:
        text, kind = given, attributes.get("t", "normal")
        if kind == "shared":
            number = attributes.get("si", "")
            if text:
                shared[number] = spot, text
            elif number in shared:
                text = _from(*shared[number], spot)
        elif kind == "dataTable" or (kind == "array" and ":" in attributes.get("ref", "")):
            text = ""
        found[spot] = text
    return found


def _from(origin: Spot, text: str, spot: Spot) -> str:
    try:
        return shifted(text, spot[0] - origin[0], spot[1] - origin[1])
    except UnsoundError:
        return ""


def formulas_of_ods(content: bytes) -> dict[str, Formulas]:
    """Read the formulas in ``content.xml`` of an .ods file, by sheet.

    Raises:
        NotAWorkbookError: it is not well-formed.
    """
    return {
        sheet: {spot: from_ods(formula) for spot, formula, _ in cells if formula}
        for sheet, cells in ods_cells(content)
    }
