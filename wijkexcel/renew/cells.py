"""The cells of a sheet part as stored in the file, with their formulas."""

from contextlib import suppress
from functools import cached_property

from lxml import etree

from wijkexcel.errors import StructureError
from wijkexcel.ooxml.cellvalue import (
    column_letters,
    column_number,
    parse_address,
    unescape_text,
)
from wijkexcel.ooxml.package import Element, drop
from wijkexcel.renew.refs import UnsoundError, shifted
from wijkexcel.renew.strings import Strings
from wijkexcel.workbook.moves import Place

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS = f"{{{MAIN}}}"
_DIGITS = "0123456789"


def address(place: Place) -> str:
    """Cell name of a place."""
    return f"{column_letters(place[1])}{place[0]}"


class Cells:
    """Rows and cells of one sheet part, by number and by place (counted from 1)."""

    def __init__(self, name: str, root: Element, strings: Strings) -> None:
        data = root.find(f"{NS}sheetData")
        if root.tag != f"{NS}worksheet" or data is None:
            raise StructureError(
                f"Het blad '{name}' is niet te lezen. Open het bestand in Excel, sla het op als "
                "gewone Excel-werkmap (.xlsx) en probeer het opnieuw."
            )
        self.name = name
        self.root = root
        self.data: Element = data
        self.strings = strings
        self.rows: dict[int, Element] = {}
        self.cells: dict[Place, Element] = {}
        last = 0
        for row in data.iterchildren(f"{NS}row"):
            own = row.get("r", "")
            last = int(own) if own.isdecimal() else last + 1
            self.rows[last] = row
            column = 0
            for cell in row.iterchildren(f"{NS}c"):
                letters = cell.get("r", "").rstrip(_DIGITS)
                column = column_number(letters) if letters else column + 1
                self.cells[last, column] = cell

    @cached_property
    def _shared(self) -> dict[str, tuple[Place, str]]:
        """The place and text of each shared formula."""
        found = {}
        for place, cell in self.cells.items():
            formula = cell.find(f"{NS}f")
            if formula is not None and formula.get("t") == "shared" and formula.text:
                found[formula.get("si", "")] = place, formula.text
        return found

    def has_formula(self, place: Place) -> bool:
        """Whether the cell itself contains the text of its formula."""
        return self.cells[place].find(f"{NS}f") is not None

    def formula(self, place: Place) -> str:
        """Formula of a cell that has one, without ``=``.

        Raises:
            UnsoundError: it cannot be expressed as a formula of this cell alone.
        """
        found = self.cells[place].find(f"{NS}f")
        if found is None or found.get("t") == "dataTable":
            raise UnsoundError(address(place))
        if found.get("t") == "array" and ":" in found.get("ref", ""):
            raise UnsoundError(address(place))
        if found.text:
            return found.text
        origin = self._shared.get(found.get("si", ""))
        if origin is None:
            raise UnsoundError(address(place))
        (row, column), text = origin
        return shifted(text, place[0] - row, place[1] - column)

    def text(self, place: Place) -> str:
        """The value of a cell, as text; empty for an empty cell."""
        cell = self.cells[place]
        value = cell.findtext(f"{NS}v") or ""
        kind = cell.get("t", "n")
        if kind == "s":
            return self.strings.text(int(value)) if value.isdecimal() else ""
        if kind == "inlineStr":
            return unescape_text("".join(t.text or "" for t in cell.iter(f"{NS}t")))
        return unescape_text(value)

    def holds(self, place: Place) -> bool:
        """Whether a cell has any content that would be missed."""
        return self.has_formula(place) or self.text(place).strip(" ") != ""

    def said(self, place: Place) -> str:
        """The contents of a cell as quoted to users: its formula, or its value."""
        if not self.has_formula(place):
            return self.text(place)
        formula = self.cells[place].findtext(f"{NS}f") or ""
        with suppress(UnsoundError):
            formula = self.formula(place)
        return f"={formula}"


def freeze(cell: Element) -> None:
    """Remove the formula of a cell but keep its result."""
    for formula in cell.findall(f"{NS}f"):
        cell.remove(formula)
    drop(cell, "cm")
    value = cell.find(f"{NS}v")
    if value is not None and not value.text:
        cell.remove(value)
        value = None
    if value is None:
        drop(cell, "t")


def place_of(ref: str) -> Place | None:
    """Place of a cell name; None for anything else."""
    try:
        return parse_address(ref.replace("$", ""))
    except ValueError:
        return None


def main(name: str) -> str:
    """Tag of an element of a sheet."""
    return f"{NS}{name}"


def local(element: Element) -> str:
    """Tag without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
