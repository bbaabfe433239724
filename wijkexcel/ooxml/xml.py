"""Operations on spreadsheet XML that several rooms use."""

from copy import deepcopy

from lxml import etree

from wijkexcel.errors import NotAWorkbookError
from wijkexcel.ooxml.cellvalue import (
    Area,
    parse_area,
)
from wijkexcel.ooxml.package import Element

_MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_UNREADABLE = (
    "Dit bestand is geen Excel-werkmap (.xlsx) die te bewerken is. "
    "Open het in Excel, sla het opnieuw op als .xlsx en probeer het nog eens."
)
TRUE = ("1", "true")
DIGITS = "0123456789"


def copied(root: Element) -> Element:
    """Copy a part with the nodes around its root."""
    return deepcopy(root.getroottree()).getroot()


def area_of(ref: str | None) -> Area:
    """Read a block of cells from an attribute.

    Raises:
        NotAWorkbookError: it is not a block.
    """
    try:
        return parse_area(ref or "")
    except ValueError as error:
        raise NotAWorkbookError(_UNREADABLE) from error


def whole(text: str | None) -> int:
    """Read an integer from an attribute.

    Raises:
        NotAWorkbookError: it is not an integer.
    """
    if text is None or not text.isdecimal():
        raise NotAWorkbookError(_UNREADABLE)
    return int(text)


def main_namespace(root: Element) -> str:
    """Return the spreadsheet namespace that a part uses, in braces.

    Raises:
        NotAWorkbookError: it uses another one.
    """
    namespace = etree.QName(root).namespace
    if namespace not in _MAIN:
        raise NotAWorkbookError(_UNREADABLE)
    return f"{{{namespace}}}"
