"""Saves a workbook, with what the calculation engine has no call for."""

from __future__ import annotations

import copy
import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.support import rounding

if TYPE_CHECKING:
    from tests.support.xlwings_engine.books import Book
    from tests.support.xlwings_engine.sheets import Sheet

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_changed_parts(book: Book) -> bytes:
    """Save, and write what the calculation engine has no call for: see the three `_put_`s."""
    data = rounding.saved_as(book.wb.save())
    sheets = book.sheet_list
    if not any(
        s.protection_changed or s.cleared_fills or s.parts.sheet_state != s.opened_as
        for s in sheets
    ):
        return data
    archive = zipfile.ZipFile(io.BytesIO(data))
    content = {name: archive.read(name) for name in archive.namelist()}
    workbook = etree.fromstring(content["xl/workbook.xml"])
    relations = etree.fromstring(content["xl/_rels/workbook.xml.rels"])
    targets = {r.get("Id"): r.get("Target") for r in relations}
    styles = etree.fromstring(content["xl/styles.xml"])
    for element in workbook.iter(f"{{{_MAIN}}}sheet"):
        sheet = next(s for s in sheets if s.name == element.get("name"))
        element.set("state", sheet.parts.sheet_state)
        target = targets[element.get(f"{{{_RELATION}}}id")]
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        root = etree.fromstring(content[part])
        if sheet.protection_changed:
            _put_protection(root, sheet)
        _put_no_fill(root, styles, sheet.cleared_fills)
        content[part] = _xml(root)
    content["xl/workbook.xml"] = _xml(workbook)
    content["xl/styles.xml"] = _xml(styles)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, part_data in content.items():
            out.writestr(name, part_data)
    return stream.getvalue()


def _xml(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _put_protection(root: Any, sheet: Sheet) -> None:
    for old in root.findall(f"{{{_MAIN}}}sheetProtection"):
        root.remove(old)
    if sheet.parts.protection.sheet:
        new = etree.Element(f"{{{_MAIN}}}sheetProtection", dict(sheet.parts.protection))
        before = root.find(f"{{{_MAIN}}}sheetCalcPr")
        before = root.find(f"{{{_MAIN}}}sheetData") if before is None else before
        before.addnext(new)


def _put_no_fill(root: Any, styles: Any, cells: set[str]) -> None:
    formats = styles.find(f"{{{_MAIN}}}cellXfs")
    twins: dict[str, str] = {}
    for cell in root.iter(f"{{{_MAIN}}}c"):
        if cell.get("r") not in cells:
            continue
        old = cell.get("s", "0")
        if old not in twins:
            twin = copy.deepcopy(formats[int(old)])
            twin.set("fillId", "0")
            formats.append(twin)
            twins[old] = str(len(formats) - 1)
            formats.set("count", str(len(formats)))
        cell.set("s", twins[old])
