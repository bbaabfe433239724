"""The same workbook, written in a form that every reader accepts.

XML can be written in many equivalent ways: in another encoding, with comments between the parts of
a value, with white space between cells, with links from another place. Calamine reads most but not
all of them, so an unusually written workbook is rewritten, with only what calamine reads. The
result is never saved.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from wijkexcel.ooxml.cellvalue import MAX_TEXT, unescape_text
from wijkexcel.ooxml.escape import escaped, quoted
from wijkexcel.ooxml.package import Element, Package, parse_xml
from wijkexcel.ooxml.parts import as_utf8
from wijkexcel.ooxml.specials import with_known_errors

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NO_CELLS: Final = f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'.encode()
_USUAL_ROW: Final = re.compile(rb'<row r="([0-9]{1,7})"')
_ROW: Final = re.compile(rb'<(?:[\w.-]+:)?row\s[^>]*?\br="([0-9]{1,7})"')
_SPELLED: Final = re.compile(rb"_x[0-9A-Fa-f]{4}_")
_READ_BY_CALAMINE: Final = "\xff"


def is_usual_sheet(xml: bytes) -> bool:
    """Whether calamine reads a sheet correctly as written, if that is in UTF-8."""
    if b"<!" in xml or is_spelled(xml):
        return False
    found = _USUAL_ROW.findall(xml)
    if len(found) != xml.count(b"row ") or b":row " in xml:
        found = _ROW.findall(xml)
    rows = list(map(int, found))
    return all(map(int.__lt__, rows, rows[1:]))


def is_usual_texts(xml: bytes) -> bool:
    """Whether calamine reads the shared strings correctly as written, if in UTF-8."""
    return b"<!--" not in xml and not is_spelled(xml)


def is_spelled(xml: bytes) -> bool:
    """Whether a part contains an escape that calamine does not decode (``_x0416_``)."""
    return b"_x" in xml and _with_signs(xml) != xml


def _with_signs(xml: bytes) -> bytes:
    return _SPELLED.sub(_sign, xml)


def _sign(found: re.Match[bytes]) -> bytes:
    sign = unescape_text(found[0].decode())
    return found[0] if sign <= _READ_BY_CALAMINE else sign.encode()


def plain_xlsx(package: Package, sheets: Mapping[str, str | None]) -> bytes:
    """Rewrite an .xlsx file.

    Args:
        package: the file.
        sheets: part of each sheet, by name, in order; None for one without.

    Raises:
        NotAWorkbookError: a part is damaged.
    """
    main = package.main or ""
    linked = {link.kind: package.find(link.target) for link in package.relationships(main)}
    numbers = range(1, len(sheets) + 1)
    links = [
        *((f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in numbers),
        ("texts", "sharedStrings", "sharedStrings.xml"),
        ("styles", "styles", "styles.xml"),
    ]
    first = next(parse_xml(package.xml(main)).iter("{*}workbookPr"), None)
    dates = "" if first is None else first.get("date1904", "")
    listed = "".join(
        f'<sheet name={quoted(name)} sheetId="{i}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": _links([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr '
            f"date1904={quoted(dates or '0')}/><sheets>{listed}</sheets></workbook>".encode()
        ),
    }
    for kind in ("sharedStrings", "styles"):
        part = linked.get(kind)
        if part is not None:
            parts[f"xl/{kind}.xml"] = _retold(parse_xml(package.xml(part)))
    for i, part in enumerate(sheets.values(), 1):
        xml = _NO_CELLS if part is None else _plain_sheet(package.xml(part))
        parts[f"xl/worksheets/sheet{i}.xml"] = xml
    return _zipped(parts)


def _links(links: Iterable[tuple[str, str, str]]) -> bytes:
    told = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'.encode()


def _plain_sheet(xml: bytes) -> bytes:
    root = parse_xml(with_known_errors(xml))
    for data in root.iterfind("{*}sheetData"):
        _in_order(data)
    return _retold(root)


def _in_order(data: Element) -> None:
    """Sort the rows, and join the cells of a row that is split."""
    rows: dict[int, Element] = {}
    number = 0
    for row in list(data.iterfind("{*}row")):
        given = row.get("r", "")
        number = int(given) if given.isdecimal() else number + 1
        row.set("r", str(number))
        whole = rows.setdefault(number, row)
        if whole is not row:
            whole.extend(list(row))
            data.remove(row)
    data[:] = [rows[number] for number in sorted(rows)]
    for row in data:
        for cell in row.iterfind("{*}c"):
            if "r" in cell.attrib:
                cell.set("r", cell.get("r", "").upper())


def _retold(root: Element) -> bytes:
    """Write XML without comments, so that no text is split, and with escapes decoded."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return _with_signs(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


# --- .ods ----------------------------------------------------------------------------------------

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_KIND: Final = "application/vnd.oasis.opendocument.spreadsheet"
_PREFIXES: Final = {f"{_OASIS}{name}:1.0": name for name in ("office", "table", "text")}
_HEAD: Final = "".join(f' xmlns:{name}="{space}"' for space, name in _PREFIXES.items())
_SPACED: Final = re.compile(rb"[\n\t\r]|  |> <|<text:[ph](?: [^<>]*)?> | </text:[ph]>")
"""White space that has no meaning, or may have none; LibreOffice writes none."""


def is_usual_ods(raw: bytes) -> bool:
    """Whether calamine reads the content of an .ods file correctly as written."""
    declared = all(
        raw.count(f"xmlns:{name}=".encode()) == 1 and f'xmlns:{name}="{space}"'.encode() in raw
        for space, name in _PREFIXES.items()
    )
    begin = raw.find(b"?>") + 2
    return declared and as_utf8(raw) is raw and _SPACED.search(raw.lstrip(), begin + 1) is None


def plain_ods(content: bytes) -> bytes:
    """Rewrite an .ods file, from its ``content.xml``.

    Raises:
        NotAWorkbookError: it is damaged.
    """
    root = parse_xml(as_utf8(content))
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    body = "".join(
        "".join(_written(table)) for table in root.iterfind("{*}body/{*}spreadsheet/{*}table")
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{_HEAD}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0"/>'
    return _zipped(
        {
            "mimetype": _KIND.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": xml.encode(),
        }
    )


_MARKS: Final = {"tab": "\t", "line-break": "\n"}


def _paragraph(element: Element) -> str:
    """Text of a paragraph: white space counts as one space, except where it is an element."""
    told = ""
    may_end = False
    for text, is_mark in _pieces(element):
        piece = text if is_mark else re.sub("[ \t\r\n]+", " ", text)
        told += piece.lstrip(" ") if (may_end and not is_mark) or not told else piece
        may_end = (told.endswith(" ") if piece else may_end) and not is_mark
    return told.removesuffix(" ") if may_end else told


def _pieces(element: Element) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a paragraph, and whether an element stands for each."""
    yield element.text or "", False
    for child in element:
        space, _, name = str(child.tag)[1:].partition("}")
        if _PREFIXES.get(space) == "text":
            if name == "s":
                times = child.get(f"{{{space}}}c", "1")
                yield " " * min(int(times) if times.isdecimal() else 1, MAX_TEXT), True
            elif name in _MARKS:
                yield _MARKS[name], True
            elif name in {"span", "a"}:
                yield from _pieces(child)
        yield child.tail or "", False


def _written(element: Element) -> Iterator[str]:
    """Write a table, row, cell or paragraph, with the usual prefixes."""
    space, _, name = str(element.tag)[1:].partition("}")
    prefix = _PREFIXES.get(space)
    if prefix is None or name == "annotation":
        return
    given = "".join(
        f" {_PREFIXES[at]}:{key}={quoted(str(value))}"
        for (at, _, key), value in (
            (str(full)[1:].partition("}"), value) for full, value in element.attrib.items()
        )
        if at in _PREFIXES
    )
    yield f"<{prefix}:{name}{given}>"
    if prefix == "text" and name in {"p", "h"}:
        yield escaped(_paragraph(element))
    else:
        for child in element:
            yield from _written(child)
    yield f"</{prefix}:{name}>"
