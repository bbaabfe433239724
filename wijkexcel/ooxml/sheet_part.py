"""One sheet of a workbook as a part of the package: finding, replacing and adding cells."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from lxml import etree

from wijkexcel.errors import FileError, StructureError
from wijkexcel.ooxml.cellvalue import (
    MAX_COLUMN,
    Area,
    CachedValue,
    CellValue,
    column_letters,
    column_number,
    needs_preserve,
    parse_address,
    parse_area,
)
from wijkexcel.ooxml.package import Element, Package, drop, parse_xml, serialise_xml
from wijkexcel.ooxml.stored import as_result, as_stored, is_same, set_kind
from wijkexcel.ooxml.untouchable import Areas, Tables
from wijkexcel.ooxml.xml import DIGITS, SPACE, TRUE, area_of, copied, main_namespace, whole

REL_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
NOTHING_CACHED: Mapping[str, Mapping[str, CachedValue]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One value for one cell; None (or empty text) empties it but keeps its style.

    A date becomes a serial number: the cell shows it as a date only if its style says so.
    """

    sheet: str
    cell: str
    value: CellValue


class _Line:
    """The cells of one row, or the rows of a sheet, in order and by number."""

    __slots__ = ("_by_number", "_numbers", "parent")

    def __init__(self, parent: Element, numbered: Iterable[tuple[int, Element]]) -> None:
        self.parent = parent
        self._by_number = dict(numbered)
        self._numbers = list(self._by_number)

    def get(self, number: int) -> Element | None:
        return self._by_number.get(number)

    def add(self, number: int, child: Element) -> None:
        """Put a new element at its place.

        An element without a number continues from the previous one, and so never directly follows a
        gap: this renumbers nothing.
        """
        at = bisect_left(self._numbers, number)
        if at < len(self._numbers):
            self._by_number[self._numbers[at]].addprevious(child)
        elif at:
            # Not append: an extension list may follow.
            self._by_number[self._numbers[at - 1]].addnext(child)
        else:
            self.parent.insert(0, child)
        self._numbers.insert(at, number)
        self._by_number[number] = child


class Sheet:
    """One sheet part, parsed, with the edits made in it."""

    def __init__(self, name: str, package: Package, part: str, *, date1904: bool) -> None:
        self._name = name
        self._package = package
        self._part = part
        self._date1904 = date1904
        self._root = parse_xml(package.read(part))
        self._ns = ns = main_namespace(self._root)
        self._c, self._f, self._v, self._is = f"{ns}c", f"{ns}f", f"{ns}v", f"{ns}is"
        self._index()
        self._was_empty = next(self._data.iter(self._c), None) is None
        self._grown: Area | None = None
        self.changed = False

    def _index(self) -> None:
        data = self._root.find(f"{self._ns}sheetData")
        if data is None:
            raise StructureError(f"Werkblad '{self._name}' heeft geen cellen en is niet te lezen.")
        self._data: Element = data
        self._rows = _Line(data, self._number_rows())
        self._cells: dict[int, _Line] = {}

    def fresh(self) -> "Sheet":
        """Return a copy to change; this sheet stays unchanged."""
        # These contain places, not elements, so all copies can share them.
        for _ in (self._spread_formulas, self._merges, self._tables):
            pass
        sheet = copy(self)
        sheet._root = copied(self._root)
        sheet._index()
        return sheet

    # Reading

    def _number_rows(self) -> Iterator[tuple[int, Element]]:
        last = 0
        for row in self._data.iterchildren(f"{self._ns}row"):
            own = row.get("r")
            number = int(own) if own is not None and own.isdecimal() else last + 1
            if number <= last:
                raise self._disorder(f"rij {number}")
            last = number
            yield number, row

    def _number_cells(self, number: int, row: Element) -> Iterator[tuple[int, Element]]:
        last = 0
        digits = str(number)
        for cell in row.iterchildren(self._c):
            address = cell.get("r")
            column = last + 1
            if address is not None:
                letters = address.rstrip(DIGITS)
                column = column_number(letters)
                if address[len(letters) :] != digits:
                    raise self._disorder(address)
            if not last < column <= MAX_COLUMN:
                raise self._disorder(address or f"rij {number}")
            last = column
            yield column, cell

    def _line(self, number: int, row: Element) -> _Line:
        if number not in self._cells:
            self._cells[number] = _Line(row, self._number_cells(number, row))
        return self._cells[number]

    def _cell(self, row: int, column: int) -> Element | None:
        element = self._rows.get(row)
        return None if element is None else self._line(row, element).get(column)

    @cached_property
    def _spread_formulas(self) -> "Areas":
        """The blocks that an array formula or data table fills."""
        return Areas(
            area_of(formula.get("ref"))
            for formula in self._data.iter(self._f)
            if formula.get("t") in ("array", "dataTable")
        )

    @cached_property
    def _merges(self) -> "Areas":
        path = f"{self._ns}mergeCells/{self._ns}mergeCell"
        return Areas(area_of(merge.get("ref")) for merge in self._root.iterfind(path))

    @cached_property
    def _tables(self) -> "Tables":
        links = self._package.relationships(self._part)
        return Tables(
            parse_xml(self._package.read(link.target)) for link in links if link.kind == "table"
        )

    # Writing

    def write(self, address: str, value: CellValue) -> None:
        """Give one cell a value."""
        try:
            row, column = parse_address(address)
            stored = as_stored(value, date1904=self._date1904)
        except ValueError as error:
            raise self._refusal(address, str(error)) from error
        cell = self._cell(row, column)
        self._check_writable(address, (row, column), cell, value)
        if stored is None:
            if cell is not None and self._holds_anything(cell):
                self._clear(cell)
            return
        if cell is None:
            cell = self._new_cell(row, column)
        elif self._holds(cell, stored):
            return
        self._clear(cell)
        cell.insert(0, self._value_element(cell, stored))

    def write_results(self, results: Mapping[str, CachedValue]) -> None:
        """Give formula cells their results."""
        wanted: dict[int, dict[int, tuple[str, CachedValue]]] = {}
        for address, value in results.items():
            try:
                row, column = parse_address(address)
            except ValueError as error:
                raise self._refusal(address, str(error)) from error
            wanted.setdefault(row, {})[column] = (address, value)
        for number, columns in wanted.items():
            found = self._rows.get(number)
            # Not through _line: keeping every cell object makes large sheets 50% slower.
            for column, cell in () if found is None else self._number_cells(number, found):
                result = columns.pop(column, None)
                if result is not None:
                    self._write_result(*result, (number, column), cell)
            for address, _ in columns.values():
                raise self._no_formula(address)

    def _write_result(
        self, address: str, value: CachedValue, place: tuple[int, int], cell: Element
    ) -> None:
        formula = shown = None
        for child in cell:
            if child.tag == self._f:
                formula = child
            elif child.tag == self._v:
                shown = child
        if formula is None and self._spread_formulas.at(place) is None:
            raise self._no_formula(address)
        try:
            kind, text = as_result(value)
        except ValueError as error:
            raise self._refusal(address, str(error)) from error
        had = "" if shown is None else shown.text or ""
        if shown is not None and is_same(cell.get("t", "n"), had, kind, text):
            return
        self.changed = True
        if shown is None:
            for rich in cell.findall(self._is):
                cell.remove(rich)
            shown = cell.makeelement(self._v)
            cell.insert(0 if formula is None else cell.index(formula) + 1, shown)
        shown.text = text
        set_kind(cell, kind)
        # Metadata of the old result: a picture or linked record behind the shown value.
        drop(cell, "vm")

    def _check_writable(
        self, address: str, place: tuple[int, int], cell: Element | None, value: CellValue
    ) -> None:
        if (
            (cell is not None and cell.find(self._f) is not None)
            or self._spread_formulas.at(place) is not None
            or any(place in area for area in self._tables.calculated)
        ):
            raise self._refusal(
                address,
                "hier rekent een formule; die wordt niet overschreven. "
                "Vul de waarde in waar de formule haar vandaan haalt",
            )
        merge = self._merges.at(place)
        if value is not None and merge is not None and place != (merge.top, merge.left):
            anchor = f"{column_letters(merge.left)}{merge.top}"
            raise self._refusal(
                address,
                f"deze cel is samengevoegd met {anchor} en kan zelf niets bevatten; "
                f"schrijf in {anchor} of hef de samenvoeging op",
            )
        label = self._tables.labels.get(place)
        if label is not None and label != value:
            raise self._refusal(
                address,
                f"dit is een vaste kop van een tabel ('{label}'); "
                "verander die in Excel zelf, anders raakt de tabel beschadigd",
            )

    def _new_cell(self, row: int, column: int) -> Element:
        element = self._rows.get(row)
        if element is None:
            element = self._data.makeelement(f"{self._ns}row", {"r": str(row)})
            layout = self._root.find(f"{self._ns}sheetFormatPr")
            if layout is not None and layout.get("zeroHeight") in TRUE:
                # Rows that are not listed are hidden here; listing one must not show it.
                element.set("hidden", "1")
            self._rows.add(row, element)
        cell = element.makeelement(self._c, {"r": f"{column_letters(column)}{row}"})
        style = self._inherited_style(element, column)
        if style not in (None, "0"):
            cell.set("s", str(style))
        self._line(row, element).add(column, cell)
        _widen_spans(element, column)
        here = Area(row, column, row, column)
        self._grown = here if self._grown is None else self._grown.including(here)
        return cell

    def _inherited_style(self, row: Element, column: int) -> str | None:
        if row.get("customFormat") in TRUE:
            return row.get("s")
        for band in self._root.iterfind(f"{self._ns}cols/{self._ns}col"):
            if whole(band.get("min")) <= column <= whole(band.get("max")):
                return band.get("style")
        return None

    def _holds_anything(self, cell: Element) -> bool:
        return any(child.tag in (self._v, self._is) for child in cell)

    def _holds(self, cell: Element, stored: tuple[str, str]) -> bool:
        kind, text = stored
        has = cell.get("t", "n")
        if has != kind or not self._holds_anything(cell) or cell.get("vm"):
            return False
        if kind == "inlineStr":
            runs = [part for old in cell.iterchildren(self._is) for part in old]
            return [run.tag for run in runs] == [f"{self._ns}t"] and (runs[0].text or "") == text
        return is_same(has, cell.findtext(self._v) or "", kind, text)

    def _clear(self, cell: Element) -> None:
        """Remove the value with everything that belongs to it; style and extensions stay."""
        self.changed = True
        for child in list(cell):
            if child.tag in (self._v, self._is):
                cell.remove(child)
        drop(cell, "t", "vm", "cm", "ph")

    def _value_element(self, cell: Element, stored: tuple[str, str]) -> Element:
        kind, text = stored
        set_kind(cell, kind)
        if kind != "inlineStr":
            shown = cell.makeelement(self._v)
            shown.text = text
            return shown
        holder = cell.makeelement(self._is)
        inner = etree.SubElement(holder, f"{self._ns}t")
        inner.text = text
        if needs_preserve(text):
            inner.set(SPACE, "preserve")
        return holder

    def saved(self) -> bytes:
        """Return the current part."""
        dimension = self._root.find(f"{self._ns}dimension")
        if dimension is not None and self._grown is not None:
            area = self._grown
            if not self._was_empty:
                try:
                    area = area.including(parse_area(dimension.get("ref", "")))
                except ValueError:
                    area = self._used()
            dimension.set("ref", str(area))
        return serialise_xml(self._root)

    def _used(self) -> Area:
        places = [
            (number, column)
            for number, row in self._number_rows()
            for column, _ in self._number_cells(number, row)
        ]
        columns = [column for _, column in places]
        return Area(places[0][0], min(columns), places[-1][0], max(columns))

    def _no_formula(self, address: str) -> FileError:
        return self._refusal(
            address, "hier hoort een formule te staan, maar die is er niet; zet haar terug"
        )

    def _refusal(self, address: str, reason: str) -> FileError:
        return FileError(f"Werkblad '{self._name}', cel {address}: {reason}.")

    def _disorder(self, where: str) -> StructureError:
        return StructureError(
            f"Werkblad '{self._name}' is beschadigd: rijen of cellen staan dubbel of niet op "
            f"volgorde ({where}). Open het bestand in Excel en sla het opnieuw op."
        )


def _widen_spans(row: Element, column: int) -> None:
    """Keep the row's hint of used columns correct; many files do not have it."""
    spans = row.get("spans")
    if not spans:
        return
    edges = [whole(edge) for span in spans.split() for edge in span.split(":")]
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    if not any(low <= column <= high for low, high in pairs):
        row.set("spans", f"{min(*edges, column)}:{max(*edges, column)}")
