"""The source of cells: one small interface for files and live workbooks."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from wijkexcel.errors import NotAWorkbookError
from wijkexcel.model.finding import Finding
from wijkexcel.ooxml.additions import ODS_PART, Additions, additions, own_names
from wijkexcel.ooxml.engine import for_engine
from wijkexcel.ooxml.formulas_in import Formulas, formulas_of_ods, formulas_of_sheet
from wijkexcel.ooxml.less import with_only
from wijkexcel.ooxml.package import NO_WORKBOOK, USUAL_MAIN, Package, parse_xml
from wijkexcel.ooxml.parts import as_utf8
from wijkexcel.ooxml.plain import (
    is_usual_ods,
    is_usual_sheet,
    is_usual_texts,
    plain_ods,
    plain_xlsx,
)
from wijkexcel.ooxml.specials import (
    Specials,
    Spot,
    count_formulas,
    is_too_far,
    specials_of_ods,
    specials_of_sheet,
)
from wijkexcel.workbook.reading.epoch import EXCEL, OFFICE, Calendar, since, with_numbers
from wijkexcel.workbook.reading.switches import switches

if TYPE_CHECKING:
    import python_calamine

__all__ = ["FileSource", "Grid", "KnowsSwitches", "KnowsTables", "Raw", "Source", "Specials"]

Raw = str | float | int | bool | date | datetime | object | None
Grid = Sequence[Sequence[Raw]]
"""Rows of raw values, beginning at cell A1; empty cells are ``""`` or None."""


class Source(Protocol):
    """A workbook to read from."""

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on."""

    def specials(self, sheet: str) -> Specials:
        """Cells with a formula or an error value."""


@runtime_checkable
class KnowsTables(Protocol):
    """A source that can also tell on which sheets the Excel tables are, whatever their names.

    Not every live workbook can; a renamed scorer tab is then not found, and reported by name.
    """

    def table_sheets(self) -> Mapping[str, str]:
        """Sheet of each Excel table, by the name of the table."""


@runtime_checkable
class KnowsSwitches(Protocol):
    """A source that can also report settings that change what Excel calculates or shows."""

    def switches(self, sheets: Iterable[str]) -> Iterable[Finding]:
        """Report the settings of the workbook, and of these sheets, that do so."""


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_NULL_DATE = re.compile(
    rb"<[\w.-]*:?null-date\s[^>]*?date-value=[\"']([0-9]{4}-[01][0-9]-[0-3][0-9])"
)
_SMALLEST_FORMULA = len("<c><f>1</f></c>")


@contextmanager
def _refused(message: str) -> Iterator[None]:
    """Turn any failure of calamine on a damaged file into a message for the user."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, NotAWorkbookError):
        raise
    except BaseException as error:  # a panic in its Rust code is not an ``Exception``
        raise NotAWorkbookError(message) from error


@dataclass
class FileSource:
    """An .xlsx, .xlsm or .ods file held in memory, read with calamine.

    If the bytes, or a sheet, cannot be read, every method refuses with ``NotAWorkbookError``.
    """

    data: bytes
    _grids: dict[str, Grid] = field(default_factory=dict, init=False, repr=False)
    _specials: dict[str, Specials] = field(default_factory=dict, init=False, repr=False)
    _formulas: dict[str, Formulas] = field(default_factory=dict, init=False, repr=False)
    _unpacked: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)
    _recoded: set[str] = field(default_factory=set, init=False, repr=False)
    """Sheets that are not stored in UTF-8."""

    @cached_property
    def _book(self) -> "python_calamine.CalamineWorkbook":
        """The workbook as it is, if calamine reads it correctly; that costs least."""
        return _opened(self.data) if self._is_usual else self._plain

    @cached_property
    def _is_usual(self) -> bool:
        """Whether the parts other than sheets are written in a form that calamine reads."""
        package = self._package
        if self.is_ods:
            named = package.find("mimetype") is not None
            return named and is_usual_ods(package.read(ODS_PART))
        if package.main != USUAL_MAIN or not package.xml_and_whether_usual(package.main)[1]:
            return False
        links = {link.kind: link.target for link in package.relationships(package.main)}
        texts = package.find(links.get("sharedStrings", ""))
        if texts is None:
            return True
        xml, is_usual = package.xml_and_whether_usual(texts)
        return is_usual and is_usual_texts(xml)

    @cached_property
    def _plain(self) -> "python_calamine.CalamineWorkbook":
        """The workbook rewritten: everything in a form that calamine knows."""
        if self.is_ods:
            return _opened(plain_ods(self._package.read(ODS_PART)))
        return _opened(plain_xlsx(self._package, self._sheets))

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""
        return self._book.sheet_names if self.is_ods else tuple(self._sheets)

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on."""
        if sheet not in self._grids:
            self._grids[sheet] = with_numbers(self._read(sheet), self._calendar)
        return self._grids[sheet]

    @cached_property
    def _calendar(self) -> Calendar:
        """How the workbook counts days."""
        if self.is_ods:
            zero = _NULL_DATE.search(as_utf8(self._package.read(ODS_PART)))
            return OFFICE if zero is None else since(date.fromisoformat(zero[1].decode()))
        main = self._package.main
        properties = parse_xml(self._package.xml(main)).find("{*}workbookPr") if main else None
        from_1904 = properties is not None and properties.get("date1904") in {"1", "true", "on"}
        return since(date(1904, 1, 1)) if from_1904 else EXCEL

    def _read(self, sheet: str) -> Grid:
        message = (
            f"Het blad {sheet} in dit bestand is beschadigd en niet te lezen. Open het bestand in "
            "Excel of LibreOffice, herstel het, sla het op als .xlsx en probeer het opnieuw."
        )
        part, xml = self._parts.get(sheet), self._xml(sheet)
        if part is None and not self.is_ods:
            raise NotAWorkbookError(message)
        if is_too_far(xml):
            raise NotAWorkbookError(
                f"Op het blad {sheet} staat iets heel ver naar rechts of naar beneden. Druk op dat "
                "blad op Ctrl+End, verwijder die rijen of kolommen, sla het op en probeer opnieuw."
            )
        try:
            with _refused(message):
                usual = part is None or (sheet not in self._recoded and is_usual_sheet(xml))
                book = self._book if usual else self._plain
                return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except NotAWorkbookError:
            return self._read_anew(sheet, message)

    def _read_anew(self, sheet: str, message: str) -> Grid:
        """The sheet from the rewritten workbook; any failure is attributed to this sheet."""
        try:
            with _refused(message):
                return self._plain.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except NotAWorkbookError as error:
            raise NotAWorkbookError(message) from error

    @cached_property
    def _package(self) -> Package:
        return Package(self.data)

    @cached_property
    def _sheets(self) -> Mapping[str, str | None]:
        """Part of each sheet by its name, in order, None if it has none; empty for .ods."""
        package = self._package
        if self.is_ods:
            return {}
        main = package.main
        if main is None:
            raise NotAWorkbookError(NO_WORKBOOK)
        targets = {link.id: link.target for link in package.relationships(main)}
        found: dict[str, str | None] = {}
        for sheet in parse_xml(package.xml(main)).iterfind("{*}sheets/{*}sheet"):
            key = sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or ""
            found[sheet.get("name", "")] = package.find(targets[key]) if key in targets else None
        return found

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        """Part of each sheet that has one, by its name; empty for an .ods file."""
        return {name: part for name, part in self._sheets.items() if part is not None}

    def _xml(self, sheet: str) -> bytes:
        """Unpack a worksheet once; nothing for an .ods file and for a sheet without its part."""
        if sheet not in self._unpacked:
            part = self._parts.get(sheet)
            xml, is_usual = b"", True
            if part is not None:
                xml, is_usual = self._package.xml_and_whether_usual(part)
            self._unpacked[sheet] = xml
            if not is_usual:
                self._recoded.add(sheet)
        return self._unpacked[sheet]

    def for_engine(
        self, only: Mapping[str, Set[Spot]] | None = None, seen: Set[str] | None = None
    ) -> bytes | None:
        """The copy in which the engine calculates like Excel; None when the file itself will do.

        Args:
            only: per sheet the formulas to calculate; all others are replaced by their results.
            seen: the sheets that those refer to; None when it may be any.
        """
        package = self._package.usual()
        names = {sheet: part.replace("\\", "/") for sheet, part in self._parts.items()}
        sheets = {part: self._xml(sheet) for sheet, part in names.items()}
        if only is not None:
            less = {
                part: with_only(
                    sheets[part],
                    only.get(sheet, frozenset()),
                    looked_at=seen is None or sheet in seen,
                )
                for sheet, part in names.items()
            }
            package = Package(package.replaced(less, packed=False))
            return for_engine(package, less) or package.content
        whole = None if package is self._package else package.content
        return for_engine(package, sheets) or whole

    def specials(self, sheet: str) -> Specials:
        """Cells with a formula or an error value, and merged cells."""
        if sheet not in self._specials:
            if sheet in self._parts:
                self._specials[sheet] = specials_of_sheet(self._xml(sheet))
            elif self.is_ods:
                self._specials |= specials_of_ods(self._package.xml(ODS_PART))
        return self._specials.get(sheet, Specials())

    def switches(self, sheets: Iterable[str]) -> Iterable[Finding]:
        """Report the settings of the workbook, and of these sheets, that Excel uses."""
        main = self._package.main
        if main is None:
            return ()
        views = {sheet: self._xml(sheet) for sheet in sheets}
        return switches(self._package.xml(main), views)

    def formulas(self, sheet: str) -> Formulas:
        """The text of each formula of a sheet; empty where it cannot be given for one cell."""
        if sheet in self._parts:
            if sheet not in self._formulas:
                self._formulas[sheet] = formulas_of_sheet(self._xml(sheet))
            return self._formulas[sheet]
        return self._ods_formulas.get(sheet, {})

    def forget_formulas(self) -> None:
        """Give back the memory of all formulas: those of the largest workbook take half of all."""
        self._formulas.clear()

    def names(self) -> dict[str, list[str]]:
        """What each defined name refers to, by the name in small letters; none of an .ods file."""
        found: dict[str, list[str]] = {}
        main = None if self.is_ods else self._package.main
        if main is not None:
            for name in parse_xml(self._package.xml(main)).iter("{*}definedName"):
                found.setdefault(name.get("name", "").casefold(), []).append(name.text or "")
        return found

    @cached_property
    def _ods_formulas(self) -> Mapping[str, Formulas]:
        return formulas_of_ods(self._package.xml(ODS_PART)) if self.is_ods else {}

    @property
    def is_ods(self) -> bool:
        """Whether it is a file in LibreOffice's own format, which has no Excel tables."""
        return self._package.find(ODS_PART) is not None

    @cached_property
    def _additions(self) -> Mapping[str, Additions]:
        return additions(self._package, self._parts)

    def additions(self, sheet: str) -> Additions:
        """What a user did to a sheet besides filling in cells."""
        return self._additions.get(sheet, Additions())

    def own_names(self) -> tuple[str, ...]:
        """Names of cells and areas defined by users."""
        return own_names(self._package)

    def table_sheets(self) -> Mapping[str, str]:
        """Sheet of each Excel table, by the name of the table; none for an .ods file."""
        package = self._package
        return {
            parse_xml(package.xml(link.target)).get("displayName", ""): sheet
            for sheet, part in self._parts.items()
            for link in package.relationships(part)
            if link.kind == "table"
        }

    def has_more_formulas_than(self, limit: int) -> bool:
        """Whether the workbook has more formula cells than this; unpacks no more than necessary."""
        sizes = {part: self._package.size(part) for part in self._parts.values()}
        room = sum(size // _SMALLEST_FORMULA for size in sizes.values())
        count = 0
        for part in sorted(sizes, key=lambda part: sizes[part], reverse=True):
            if count > limit or count + room <= limit:
                break
            count += count_formulas(self._package.xml(part))
            room -= sizes[part] // _SMALLEST_FORMULA
        return count > limit


def _opened(data: bytes) -> "python_calamine.CalamineWorkbook":
    # Loaded here: a live workbook (xlwings Lite runs in a browser) does without it.
    calamine = import_module("python_calamine")
    with _refused(NO_WORKBOOK):
        opened: python_calamine.CalamineWorkbook = calamine.CalamineWorkbook.from_filelike(
            io.BytesIO(data)
        )
        return opened
