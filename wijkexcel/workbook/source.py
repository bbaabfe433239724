"""Where cells come from: one small interface over files and live workbooks."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

import lxml.etree

from wijkexcel.errors import NotAWorkbookError

if TYPE_CHECKING:
    import python_calamine

Raw = str | float | int | bool | date | datetime | object | None
Grid = Sequence[Sequence[Raw]]
"""Rows of raw values, beginning at cell A1; empty cells are ``""`` or None."""


@dataclass(frozen=True, slots=True)
class Specials:
    """Cells (0-based row, column) whose value alone does not tell what they are."""

    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()


class Source(Protocol):
    """A workbook to read from."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on."""

    def specials(self, sheet: str) -> Specials:
        """Cells that hold a formula or an error value."""


_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)>(<(?:\w+:)?f[\s>/])?')
_ERROR = re.compile(rb'\bt="e"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


@dataclass
class FileSource:
    """An .xlsx, .xlsm or .ods file held in memory, read with calamine.

    Raises ``NotAWorkbookError`` when the bytes are no workbook.
    """

    data: bytes
    _grids: dict[str, Grid] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def _book(self) -> "python_calamine.CalamineWorkbook":
        # Imported here: a live workbook (xlwings Lite runs in a browser) does without it.
        import python_calamine  # noqa: PLC0415

        try:
            return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(self.data))
        except Exception as error:
            message = (
                "Dit bestand is niet te lezen als werkboek. Open het in Excel of LibreOffice, sla "
                "het op als .xlsx en probeer het opnieuw. Zit er een wachtwoord op? Haal dat er "
                "dan eerst af."
            )
            raise NotAWorkbookError(message) from error

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""
        return self._book.sheet_names

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on."""
        if sheet not in self._grids:
            found = self._book.get_sheet_by_name(sheet)
            self._grids[sheet] = found.to_python(skip_empty_area=False)
        return self._grids[sheet]

    @cached_property
    def _parts(self) -> dict[str, bytes]:
        """Raw XML of each worksheet by sheet name; empty for files that are not OOXML."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                book = _xml(archive.read("xl/workbook.xml"))
                rels = _xml(archive.read("xl/_rels/workbook.xml.rels"))
                targets = {r.get("Id"): r.get("Target") or "" for r in rels}
                found = {}
                for sheet in book.iter(f"{_MAIN}sheet"):
                    target = targets.get(sheet.get(_REL), "")
                    path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                    name = str(PurePosixPath(path))
                    if name in archive.namelist():
                        found[sheet.get("name") or ""] = archive.read(name)
                return found
        except (KeyError, zipfile.BadZipFile, lxml.etree.XMLSyntaxError):
            return {}

    def count_formulas(self) -> int:
        """Number of formula cells in the whole workbook."""
        return sum(part.count(b"<f>") + part.count(b"<f ") for part in self._parts.values())

    def specials(self, sheet: str) -> Specials:
        """Cells that hold a formula or an error value."""
        formulas, errors = set(), set()
        for match in _CELL.finditer(self._parts.get(sheet, b"")):
            has_formula = match.group(4) is not None and not match.group(3).endswith(b"/")
            is_error = _ERROR.search(match.group(0)) is not None
            if has_formula or is_error:
                place = int(match.group(2)) - 1, _column(match.group(1))
                if has_formula:
                    formulas.add(place)
                if is_error:
                    errors.add(place)
        return Specials(frozenset(formulas), frozenset(errors))


def _xml(data: bytes) -> lxml.etree._Element:
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return lxml.etree.fromstring(data, parser)
