"""Cells that must not be written: the inside of merged cells and areas, and edges of tables."""

from collections.abc import Iterable

from wijkexcel.ooxml.cellvalue import (
    Area,
    unescape_text,
)
from wijkexcel.ooxml.package import Element
from wijkexcel.ooxml.xml import area_of, main_namespace, whole


class Areas:
    """Blocks of cells, with fast lookup by cell; they do not overlap in a valid file."""

    _LOW = 100

    def __init__(self, areas: Iterable[Area]) -> None:
        self._by_row: dict[int, list[Area]] = {}
        # A block over the whole sheet must not list a million rows.
        self._tall: list[Area] = []
        for area in areas:
            if area.bottom - area.top < self._LOW:
                for row in range(area.top, area.bottom + 1):
                    self._by_row.setdefault(row, []).append(area)
            else:
                self._tall.append(area)

    def at(self, place: tuple[int, int]) -> Area | None:
        """Return the block that contains this cell."""
        near = (*self._by_row.get(place[0], ()), *self._tall)
        return next((area for area in near if place in area), None)


class Tables:
    """Cells protected by the table objects of a sheet."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self.calculated: list[Area] = []
        self.labels: dict[tuple[int, int], str] = {}
        """Cells whose text must equal the table part, or Excel repairs the file."""
        for root in roots:
            self._add(root)

    def _add(self, root: Element) -> None:
        ns = main_namespace(root)
        area = area_of(root.get("ref"))
        heads = whole(root.get("headerRowCount", "1"))
        totals = whole(root.get("totalsRowCount", "0"))
        for column, spec in enumerate(
            root.iterfind(f"{ns}tableColumns/{ns}tableColumn"), start=area.left
        ):
            if heads:
                self.labels[area.top, column] = unescape_text(spec.get("name", ""))
            total = spec.get("totalsRowLabel")
            if totals and total is not None:
                self.labels[area.bottom, column] = unescape_text(total)
            if spec.find(f"{ns}calculatedColumnFormula") is not None:
                self.calculated.append(Area(area.top + heads, column, area.bottom - totals, column))
