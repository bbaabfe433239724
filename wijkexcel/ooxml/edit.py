"""Change cells of an existing workbook in place, without losing anything.

Only sheet parts with a real change are rewritten (and the workbook part, once, to make Excel
recalculate). A sheet is edited as one lxml tree: new results for 240,000 formula cells take two
seconds, half of it spent outside XML. Reading with iterparse is slower than the whole tree, and
regular expressions gain half a second but go wrong on comments, CDATA and prefixes.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property

from wijkexcel.errors import NotAWorkbookError, StructureError
from wijkexcel.ooxml.cellvalue import (
    CachedValue,
    CellErrorText,
    CellValue,
)
from wijkexcel.ooxml.package import Package, parse_xml, serialise_xml
from wijkexcel.ooxml.sheet_part import NOTHING_CACHED, REL_ID, CellEdit, Sheet
from wijkexcel.ooxml.xml import TRUE, copied, main_namespace

__all__ = ["CachedValue", "CellEdit", "CellErrorText", "CellValue", "Mould", "apply_edits"]
_BEFORE_CALC_PR = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)


def apply_edits(
    source: bytes,
    edits: Iterable[CellEdit],
    cached: Mapping[str, Mapping[str, CachedValue]] = NOTHING_CACHED,
) -> bytes:
    """Return the workbook with these cells changed and everything else unchanged.

    ``cached`` gives the results to store beside the formulas of formula cells (sheet, cell); the
    formulas stay. Of two edits of one cell the last counts. If nothing would differ, the source is
    returned as it is; otherwise the workbook makes Excel recalculate on opening.

    Raises:
        FileError: a value does not fit in a cell, an edit would overwrite a formula, a part of a
            merge or a table header, or a cached value is meant for a cell without formula; the
            text names sheet and cell.
        StructureError: a sheet does not exist or its rows are out of order.
        NotAWorkbookError: the file is damaged or not a workbook.
    """
    return _Book(Package(source)).edited(edits, cached) or source


class Mould:
    """A workbook for making many copies, each with different cells changed.

    Gives and refuses the same as ``apply_edits``, but parts that do not differ between copies are
    unpacked and parsed once. Nothing of one copy can get into another.
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._book = _Book(Package(source))

    def edited(
        self,
        edits: Iterable[CellEdit],
        cached: Mapping[str, Mapping[str, CachedValue]] = NOTHING_CACHED,
    ) -> bytes:
        """Return one copy, with these cells changed."""
        return self._book.fresh().edited(edits, cached) or self._source


class _Book:
    """The workbook part: its sheets by name, and its settings."""

    def __init__(self, package: Package) -> None:
        self._package = package
        links = [link for link in package.relationships("") if link.kind == "officeDocument"]
        if not links:
            raise NotAWorkbookError(
                "Dit bestand is geen Excel-werkmap (.xlsx). Kies de werkmap zelf."
            )
        self._part = links[0].target
        self._root = parse_xml(package.read(self._part))
        self._ns = main_namespace(self._root)
        targets = {link.id: link for link in package.relationships(self._part)}
        self._parts: dict[str, str] = {}
        for sheet in self._root.iterfind(f"{self._ns}sheets/{self._ns}sheet"):
            link = targets.get(next(filter(None, map(sheet.get, REL_ID)), ""))
            if link is not None and link.kind == "worksheet":
                # To Excel 'Scores' and 'scores' are the same sheet.
                self._parts[sheet.get("name", "").casefold()] = link.target
        self._open: dict[str, Sheet] = {}
        self._origin: _Book | None = None

    def fresh(self) -> "_Book":
        """Return a copy to change; this book stays unchanged."""
        book = copy(self)
        book._root = copied(self._root)
        book._open = {}
        book._origin = self
        return book

    def edited(
        self, edits: Iterable[CellEdit], cached: Mapping[str, Mapping[str, CachedValue]]
    ) -> bytes | None:
        """Change these cells; return the new file, or None when nothing differs."""
        for edit in edits:
            self.sheet(edit.sheet).write(edit.cell, edit.value)
        for name, results in cached.items():
            if results:
                self.sheet(name).write_results(results)
        return self.saved()

    @cached_property
    def _date1904(self) -> bool:
        settings = self._root.find(f"{self._ns}workbookPr")
        return settings is not None and settings.get("date1904") in TRUE

    def sheet(self, name: str) -> "Sheet":
        part = self._parts.get(name.casefold())
        if part is None:
            raise StructureError(
                f"Werkblad '{name}' ontbreekt in de werkmap, of is geen blad met cellen. "
                "Zet het terug of geef het zijn oude naam."
            )
        if part not in self._open:
            self._open[part] = (
                Sheet(name, self._package, part, date1904=self._date1904)
                if self._origin is None
                else self._origin.sheet(name).fresh()
            )
        return self._open[part]

    def saved(self) -> bytes | None:
        """Return the new file, or None when nothing differs."""
        parts = {part: sheet.saved() for part, sheet in self._open.items() if sheet.changed}
        if not parts:
            return None
        if self._ask_recalculation():
            parts[self._part] = serialise_xml(self._root)
        return self._package.replaced(parts)

    def _ask_recalculation(self) -> bool:
        """Set ``fullCalcOnLoad``; return whether anything changed."""
        settings = self._root.find(f"{self._ns}calcPr")
        if settings is None:
            settings = self._root.makeelement(f"{self._ns}calcPr")
            before = [
                child
                for name in _BEFORE_CALC_PR
                for child in self._root.iterchildren(f"{self._ns}{name}")
            ]
            self._root.insert(self._root.index(before[-1]) + 1, settings)
        if settings.get("fullCalcOnLoad") in TRUE:
            return False
        settings.set("fullCalcOnLoad", "1")
        return True
