"""An .xlsx package read into what the lint rules need to know about it."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from tests.support.ooxml_lint.grid import Area, cell_name, parse_area, parse_cell

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMPTY = etree.Element("empty")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


class PackageError(Exception):
    """The package is too broken to look further; the message is the finding."""


class Relation(NamedTuple):
    """A relationship of a part; ``target`` is a part name unless it is external."""

    kind: str
    target: str
    external: bool


class Formula(NamedTuple):
    """The ``<f>`` element of a cell."""

    text: str
    kind: str
    ref: str
    shared: str


class Cell(NamedTuple):
    """A ``<c>`` element; ``row`` and ``column`` are 0 when its reference is none."""

    ref: str
    row: int
    column: int
    kind: str
    style: str
    meta: str
    value: str | None
    inline: str
    formula: Formula | None


class Row(NamedTuple):
    """A ``<row>`` element."""

    number: int
    style: str
    height: str
    cells: list[Cell]


@dataclass
class Table:
    """A table part and the sheet that shows it."""

    part: str
    root: etree._Element
    sheet: "Sheet"
    area: Area | None = None
    columns: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name formulas use."""
        return self.root.get("displayName", "")

    @property
    def header_rows(self) -> int:
        """How many header rows the table has: 0 or 1."""
        return int(self.root.get("headerRowCount", "1"))

    @property
    def total_rows(self) -> int:
        """How many totals rows the table has: 0 or 1."""
        return int(self.root.get("totalsRowCount", "0"))


@dataclass
class Sheet:
    """A sheet of the workbook; ``root`` holds everything but the rows, which are in ``rows``."""

    index: int
    name: str
    state: str
    part: str
    root: etree._Element
    rows: list[Row]
    tables: list[Table] = field(default_factory=list)

    def cells(self) -> Iterator[Cell]:
        """Yield the cells in the order of the file."""
        for row in self.rows:
            yield from row.cells


class Name(NamedTuple):
    """A defined name; ``scope`` is the text of ``localSheetId``, empty for the workbook."""

    name: str
    scope: str
    text: str


@dataclass
class Book:
    """The package as a whole."""

    parts: dict[str, bytes]
    doubles: list[str]
    trees: dict[str, etree._Element]
    part: str = ""
    sheets: list[Sheet] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)

    @property
    def root(self) -> etree._Element:
        """The root of the workbook part."""
        return self.trees[self.part]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id; of the package itself for ``""``."""
        folder, name = posixpath.split(part)
        root = self.trees.get(posixpath.join(folder, "_rels", f"{name}.rels"), _EMPTY)
        found = {}
        for item in root.iterfind("{*}Relationship"):
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = item.get("Type", "").rpartition("/")[2]
            found[item.get("Id", "")] = Relation(kind, target, external)
        return found

    def related(self, part: str, kind: str) -> str:
        """Return the first part of this kind that ``part`` points to, or an empty string."""
        found = (item.target for item in self.relations(part).values() if item.kind == kind)
        return next((target for target in found if target in self.parts), "")

    def text(self, cell: Cell) -> str | None:
        """Return the text of a text cell, nothing for any other cell."""
        if cell.kind == "inlineStr":
            return cell.inline
        if cell.kind == "str":
            return unescape(cell.value or "")
        if cell.kind == "s":
            digits = cell.value or ""
            if digits.isdigit() and int(digits) < len(self.strings):
                return self.strings[int(digits)]
        return None


def unescape(text: str) -> str:
    """Resolve Excel's ``_x000a_`` escapes."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def tree_text(element: etree._Element) -> str:
    """Return the text of a string item or inline string without its phonetic runs."""
    runs = element.iterfind(f"{MAIN}t"), element.iterfind(f"{MAIN}r/{MAIN}t")
    return unescape("".join(item.text or "" for found in runs for item in found))


def _parse(part: str, data: bytes) -> etree._Element:
    try:
        parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(f"{part}: not well-formed XML: {error}") from error


def _cell(element: etree._Element, row: int, column: int) -> Cell:
    value, inline, formula = None, "", None
    for child in element:
        if child.tag == f"{MAIN}v":
            value = child.text or ""
        elif child.tag == f"{MAIN}f":
            get = child.get
            formula = Formula(child.text or "", get("t", "normal"), get("ref", ""), get("si", ""))
        elif child.tag == f"{MAIN}is":
            inline = tree_text(child)
    get = element.get
    ref = get("r", "")
    at = parse_cell(ref) if ref else (row, column + 1)
    return Cell(
        ref or cell_name(row, column + 1),
        *(at or (0, 0)),
        get("t", "n"),
        get("s", "0"),
        get("cm", ""),
        value,
        inline,
        formula,
    )


def _sheet(part: str, data: bytes) -> tuple[etree._Element, list[Row]]:
    rows: list[Row] = []
    number = 0
    events = etree.iterparse(
        io.BytesIO(data), events=("end",), tag=f"{MAIN}row", resolve_entities=False, huge_tree=True
    )
    try:
        for _, element in events:
            digits = element.get("r", "")
            number = int(digits) if digits.isdigit() else number + 1
            cells: list[Cell] = []
            column = 0
            for child in element.iterchildren(f"{MAIN}c"):
                cell = _cell(child, number, column)
                column = cell.column
                cells.append(cell)
            style = element.get("s", "0") if element.get("customFormat") == "1" else "0"
            rows.append(Row(number, style, element.get("ht", "0"), cells))
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise PackageError(f"{part}: not well-formed XML: {error}") from error
    return events.root, rows


def _tables(book: Book, sheet: Sheet) -> Iterator[Table]:
    for relation in book.relations(sheet.part).values():
        root = book.trees.get(relation.target)
        if relation.kind == "table" and root is not None:
            names = [unescape(item.get("name", "")) for item in root.iter(f"{MAIN}tableColumn")]
            yield Table(relation.target, root, sheet, parse_area(root.get("ref", "")), names)


def load(data: bytes) -> Book:
    """Read a package.

    Raises:
        PackageError: if it is no zip file, a part is no XML, or it has no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            listed = package.namelist()
            parts = {name: package.read(name) for name in listed}
    except zipfile.BadZipFile as error:
        raise PackageError(f"package: {error}") from error
    doubles = sorted({name for name in listed if listed.count(name) > 1})
    big = ("xl/worksheets/sheet", "xl/sharedStrings.xml")
    trees = {
        name: _parse(name, content)
        for name, content in parts.items()
        if name.endswith((".xml", ".rels")) and not name.startswith(big)
    }
    book = Book(parts, doubles, trees)
    book.part = book.related("", "officeDocument")
    if book.part not in trees:
        raise PackageError("_rels/.rels: the package has no workbook part")
    strings = book.related(book.part, "sharedStrings")
    if strings:
        root = _parse(strings, parts[strings])
        book.strings = [tree_text(item) for item in root.iterfind(f"{MAIN}si")]
    relations = book.relations(book.part)
    for index, item in enumerate(book.root.iterfind(f"{MAIN}sheets/{MAIN}sheet")):
        name, state = item.get("name", ""), item.get("state", "visible")
        relation = relations.get(item.get(f"{REL}id", ""))
        if relation is None or relation.target not in parts:
            raise PackageError(f"{book.part} sheet {name!r}: its part does not exist")
        sheet = Sheet(index, name, state, relation.target, _EMPTY, [])
        sheet.root, sheet.rows = _sheet(sheet.part, parts[sheet.part])
        book.sheets.append(sheet)
        sheet.tables = list(_tables(book, sheet))
        book.tables += sheet.tables
    for item in book.root.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        name = item.get("name", "")
        book.names.append(Name(name, item.get("localSheetId", ""), item.text or ""))
    return book
