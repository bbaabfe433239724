"""Every text in a workbook file, wherever it is: in any part, element, attribute or name.

This module does not know what a text means, so it cannot overlook an unforeseen one.
"""

import base64
import binascii
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from wijkexcel.errors import NotAWorkbookError
from wijkexcel.layout.spec import a1
from wijkexcel.ooxml.cellvalue import unescape_text
from wijkexcel.ooxml.package import USUAL_MAIN, Element, Package, parse_xml

NAME, COMMENT, INSTRUCTION, BYTES, RESULT = "@part", "#comment", "#pi", "#bytes", "#result"
"""Other places than elements and attributes: part names, comments, non-XML, formula results."""
STRINGS: Final = "xl/sharedStrings.xml"
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_AREA = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?: .*)?", re.DOTALL)
_WHOLE: Final = frozenset(("si", "is", "p", "comment", "text", "threadedComment"))
"""Elements in which one text may be split into runs, each with its own format."""
_SMALLEST, _READABLE, _SHORTEST_PHONE = 4, 6, 8
_RUN = re.compile(r"[^\W_](?:[^\x00-\x1f\x7f-\x9f\ufffd]{2,}[^\W_])")


@dataclass(frozen=True, slots=True)
class Spot:
    """One text and its place.

    Attributes:
        part: the member of the package.
        where: the element, with ``@`` and the attribute if it is in one.
        text: as a reader sees it.
        sheet: the sheet that it belongs to; empty for none.
        cell: its address on that sheet, if any.
    """

    part: str
    where: str
    text: str
    sheet: str = ""
    cell: str = ""


def spots(package: Package) -> Iterator[Spot]:
    """Yield every text of every part; short whole numbers do not count as text."""
    sheets = sheets_of(package)
    strings = _strings(package)
    if package.comment:
        yield Spot("", BYTES, package.comment)
    for part in package.names():
        sheet = sheets.get(_owner(part), sheets.get(part, ""))
        yield Spot(part, NAME, part, sheet)
        content = package.read(part)
        try:
            root = parse_xml(content)
        except NotAWorkbookError:
            yield from (Spot(part, BYTES, text, sheet) for text in _decoded(content))
            continue
        yield from _in_xml(root, Spot(part, "", "", sheet), strings)


def sheets_of(package: Package) -> dict[str, str]:
    """Map each part to its sheet: the sheet itself, its drawing, charts in that, its notes."""
    found: dict[str, str] = {}
    main = package.find(USUAL_MAIN)
    if main is None:
        return found
    links = {link.id: link.target for link in package.relationships(main)}
    for sheet in parse_xml(package.read(main)).iterfind("{*}sheets/{*}sheet"):
        key = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        waiting = [links.get(str(key), "")]
        while waiting:
            part = package.find(waiting.pop())
            if part is not None and part not in found and part != main:
                found[part] = unescape_text(sheet.get("name", ""))
                waiting += [link.target for link in package.relationships(part)]
    return found


def readings(text: str) -> Iterator[str]:
    """Yield a text, and its decoded contents in base64 or percent encoding."""
    yield text
    for match in _BASE64.finditer(text):
        try:
            raw = base64.b64decode(match[0] + "=" * (-len(match[0]) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
        yield from _decoded(raw)
    if _ESCAPE.search(text):
        raw = re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), text.encode())
        yield raw.decode("utf-8", "replace")


def texts_in(content: bytes) -> Iterator[str]:
    """Yield every text of one part, in every decoding."""
    try:
        root = parse_xml(content)
    except NotAWorkbookError:
        texts: Iterator[str] = _decoded(content)
    else:
        texts = (spot.text for spot in _in_xml(root, Spot("", "", ""), ()))
    for text in texts:
        yield from readings(text)


def _owner(part: str) -> str:
    """The part whose links these are: 'xl/a.xml' for 'xl/_rels/a.xml.rels'."""
    folder, base = posixpath.split(part)
    above, last = posixpath.split(folder)
    return posixpath.join(above, base.removesuffix(".rels")) if last == "_rels" else part


def _strings(package: Package) -> tuple[str, ...]:
    part = package.find(STRINGS)
    if part is None:
        return ()
    items = parse_xml(package.read(part)).iterchildren("{*}si")
    return tuple(unescape_text("".join(map(str, item.itertext()))) for item in items)


def _in_xml(root: Element, at: Spot, strings: tuple[str, ...]) -> Iterator[Spot]:
    cells: dict[Element, str] = {}
    for node in root.getroottree().iter():
        tag = node.tag
        if not isinstance(tag, str):
            yield from _aside(node, at)
            continue
        name, parent = tag.rpartition("}")[2], node.getparent()
        inherited = cells.get(parent, "") if parent is not None else ""
        own = _cell_of(node, name)
        cell = own or inherited
        if len(node):
            cells[node] = cell
        for key, value in node.attrib.items():
            said = str(value)
            if said != own and not _is_short_number(said) and not said.isspace():
                where = f"{name}@{str(key).rpartition('}')[2]}"
                yield Spot(at.part, where, unescape_text(said), at.sheet, cell)
        for said in _said(node, name, strings):
            if not _is_short_number(said):
                where = RESULT if name == "v" and _is_calculated(node) else name
                yield Spot(at.part, where, unescape_text(said), at.sheet, cell)


def _said(node: Element, name: str, strings: tuple[str, ...]) -> Iterator[str]:
    """Yield the text in and after an element; for one with runs also the joined text."""
    text = node.text or ""
    if name == "v" and text.isdecimal():
        parent = node.getparent()
        if parent is not None and parent.get("t") == "s" and int(text) < len(strings):
            text = strings[int(text)]
    for said in (text, node.tail or ""):
        if said and not said.isspace():
            yield said
    if name in _WHOLE and len(node):
        whole = "".join(map(str, node.itertext()))
        if whole and not whole.isspace():
            yield whole


def _is_short_number(text: str) -> bool:
    """Whether it is a whole number but not a phone number: a workbook has very many of those."""
    return len(text) < _SHORTEST_PHONE and text.isdecimal()


def _is_calculated(value: Element) -> bool:
    """Whether a value is a formula result: in a cell, or cached for a chart."""
    parent = value.getparent()
    if parent is None or str(parent.tag).endswith("}pt"):
        return parent is not None
    return parent.find("{*}f") is not None


def _aside(node: Element, at: Spot) -> Iterator[Spot]:
    """Yield the text in and after a comment or processing instruction."""
    instruction = isinstance(node, etree._ProcessingInstruction)
    where = INSTRUCTION if instruction else COMMENT
    target = str(node.target) if isinstance(node, etree._ProcessingInstruction) else ""
    for said in (target, node.text or "", node.tail or ""):
        if said and not said.isspace():
            yield replace(at, where=where, text=unescape_text(said))


def _cell_of(node: Element, name: str) -> str:
    """The address in an element; for a drawing that of its first cell."""
    if name in {"twoCellAnchor", "oneCellAnchor"}:
        row, col = node.findtext("{*}from/{*}row"), node.findtext("{*}from/{*}col")
        if row and col and row.isdecimal() and col.isdecimal():
            return a1(int(row), int(col))
        return ""
    attributes: Mapping[str, str] = node.attrib  # type: ignore[assignment]  # str | bytes in stubs
    for key in ("r", "ref", "sqref"):
        value = str(attributes.get(key, ""))
        if value and _AREA.fullmatch(value):
            return value
    return ""


def _decoded(raw: bytes) -> Iterator[str]:
    """Yield the possible texts of bytes; what is plainly not text is left out."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = raw.decode(encoding, "replace")
        if sum(char.isalnum() for char in text) >= _SMALLEST:
            yield text


def words_in(text: str) -> str:
    """The readable part of bytes decoded as text: runs of European letters."""
    return " … ".join(run for run in _RUN.findall(text) if _is_readable(run))


def _is_readable(run: str) -> bool:
    known = sum(char == " " or (char < "\u0530" and char.isalnum()) for char in run)
    return len(run) >= _READABLE and known > len(run) * 3 // 4
