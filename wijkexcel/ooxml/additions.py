"""What a user did to a sheet besides filling in cells: hidden rows, notes, pictures.

None of it counts, but all of it may matter to the reader of the answer.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from wijkexcel.ooxml.cellvalue import MAX_COLUMN, MAX_ROW, column_letters
from wijkexcel.ooxml.package import Element, Package, Relationship, parse_xml
from wijkexcel.ooxml.specials import repeated

ODS_PART: Final = "content.xml"
_HIDDEN_ROW = re.compile(rb"<row\b[^>]*\shidden=[\"'](?:1|true)[\"'][^>]*>")
_ROW_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")
_DRAWN = ("{*}pic", "{*}sp", "{*}graphicFrame", "{*}cxnSp")
_NOTES = frozenset({"comments", "threadedComment"})
_OWN_NAMES = ("_xlnm.", "lijst_")
_MOST_HIDDEN = 10_000
"""Maximum length of one run of hidden rows; those below the last used row do not matter."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"


@dataclass(frozen=True, slots=True)
class Additions:
    """Additions to one sheet.

    Attributes:
        hidden: hidden or filtered rows, counted from 0.
        notes: cells with a note or a comment thread, as ``B4``.
        drawn: whether there are pictures, shapes or charts.
        protected: whether sheet protection is on.
    """

    hidden: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
    drawn: bool = False
    protected: bool = True


def additions_of_sheet(package: Package, part: str, xml: bytes) -> Additions:
    """Examine one sheet of an .xlsx file.

    Raises:
        NotAWorkbookError: a part cannot be parsed.
    """
    rows = (_ROW_NUMBER.search(tag) for tag in _HIDDEN_ROW.findall(xml))
    links = list(package.relationships(part))
    notes = {ref for link in links if link.kind in _NOTES for ref in _note_refs(package, link)}
    return Additions(
        frozenset(int(found[1]) - 1 for found in rows if found is not None),
        tuple(sorted(notes, key=lambda ref: (len(ref), ref))),
        any(_has_drawn(package, link) for link in links if link.kind == "drawing"),
        b"sheetProtection" in xml,
    )


def _note_refs(package: Package, link: Relationship) -> Iterator[str]:
    part = package.find(link.target)
    if part is not None:
        for note in parse_xml(package.xml(part)).iter("{*}comment", "{*}threadedComment"):
            yield note.get("ref", "")


def _has_drawn(package: Package, link: Relationship) -> bool:
    part = package.find(link.target)
    if part is None:
        return False
    return next(parse_xml(package.xml(part)).iter(*_DRAWN), None) is not None


def own_names(package: Package) -> tuple[str, ...]:
    """Names of cells and areas that are not the workbook's own."""
    part = package.find(ODS_PART)
    if part is not None:
        found = parse_xml(package.xml(part)).iter(
            f"{_TABLE}named-range", f"{_TABLE}named-expression"
        )
        names = [name.get(f"{_TABLE}name", "") for name in found]
    else:
        part = package.main
        xml = b"<none/>" if part is None else package.xml(part)
        names = [name.get("name", "") for name in parse_xml(xml).iter("{*}definedName")]
    return tuple(name for name in names if not name.lower().startswith(_OWN_NAMES))


def additions_of_ods(content: bytes) -> dict[str, Additions]:
    """Examine all sheets of an .ods file.

    Raises:
        NotAWorkbookError: it is not well-formed.
    """
    return {
        sheet.get(f"{_TABLE}name", ""): _of_ods_sheet(sheet)
        for sheet in parse_xml(content).iter(f"{_TABLE}table")
    }


def _of_ods_sheet(sheet: Element) -> Additions:
    hidden: set[int] = set()
    notes: list[str] = []
    top = 0
    for row in sheet.iter(f"{_TABLE}table-row"):
        rows = repeated(row, "rows", MAX_ROW)
        if row.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            hidden |= set(range(top, top + min(rows, _MOST_HIDDEN)))
        left = 0
        for cell in row.iterfind("*"):
            if cell.find(f"{_OFFICE}annotation") is not None:
                notes.append(f"{column_letters(left + 1)}{top + 1}")
            left += repeated(cell, "columns", MAX_COLUMN)
        top += rows
    return Additions(
        frozenset(hidden),
        tuple(notes),
        next(sheet.iter(f"{_DRAW}*"), None) is not None,
        sheet.get(f"{_TABLE}protected") == "true",
    )


def additions(package: Package, parts: Mapping[str, str]) -> dict[str, Additions]:
    """Examine all sheets.

    Args:
        package: the workbook.
        parts: part of each sheet, by name; none for an .ods file.
    """
    content = package.find(ODS_PART)
    if content is not None:
        return additions_of_ods(package.xml(content))
    return {
        name: additions_of_sheet(package, part, package.xml(part)) for name, part in parts.items()
    }
