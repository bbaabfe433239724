"""The members of a package, byte for byte, and small ones to put in."""

import io
import struct
import zipfile
import zlib

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def png(width: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">L", len(data)) + body + struct.pack(">L", zlib.crc32(body))

    head = struct.pack(">2L5B", width, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" + b"\xff\0\0" * width))
        + chunk(b"IEND", b"")
    )


def member(data: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def raw_members(data: bytes) -> dict[str, tuple[object, ...]]:
    """Every member with its compressed bytes and all that is said about it."""
    book = zipfile.ZipFile(io.BytesIO(data))
    assert book.testzip() is None
    found: dict[str, tuple[object, ...]] = {}
    for info in book.infolist():
        at = info.header_offset
        name, extra = struct.unpack_from("<2H", data, at + 26)
        start = at + 30 + name + extra
        found[info.filename] = (
            data[start : start + info.compress_size],
            info.CRC,
            info.file_size,
            info.date_time,
            info.compress_type,
            info.external_attr,
            info.create_system,
        )
    return found


def without(root_xml: bytes, addresses: set[str]) -> bytes:
    """Canonical XML without these cells, and without what a new cell may widen."""
    root = etree.fromstring(root_xml)
    for cell in list(root.iter(f"{MAIN}c")):
        if cell.get("r") in addresses:
            cell.getparent().remove(cell)
    for row in list(root.iter(f"{MAIN}row")):
        row.attrib.pop("spans", None)
        if len(row) == 0 and set(row.attrib) == {"r"}:
            row.getparent().remove(row)
    for dimension in root.iter(f"{MAIN}dimension"):
        dimension.set("ref", "")
    return etree.tostring(root, method="c14n")
