"""Files as they come back by mail, made from small sources: good ones and every kind of bad."""

import base64
import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from itertools import chain, repeat

import xlsxwriter

Parts = dict[str, bytes]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAACklEQVR4nGMAAQAABQABDQottAAAAABJRU5ErkJggg=="
)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)

OPGAVEN = tuple(f"O{number:02}" for number in range(1, 7))
CRITERIA = ("C01", "C02", "C03")
SCORES: dict[tuple[int, int], object] = {
    (0, 0): 4,
    (0, 1): 2,
    (0, 2): "weet niet",
    (1, 0): 3,
    (1, 1): 5,
    (2, 0): 1,
    (2, 1): "4",
    (2, 2): 2,
    (3, 0): 5,
    (3, 2): "n.v.t.",
    (4, 1): 3,
    (4, 2): 3.5,
    (5, 0): 2,
    (5, 1): 1,
    (5, 2): 4,
}
SHEET = "Invullen"
FIRST_ROW = 5
"""First row of scores, counted from 1; the scores begin in column C."""


@cache
def answer() -> bytes:
    """A filled-in answer: an explanation, a table with scores, a drop-down and a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 1, 1)})
    bold = book.add_format({"bold": True})
    told = book.add_worksheet("Uitleg")
    told.write("A1", "Wat vragen we u?", bold)
    told.write(
        "A2", "Geef per opgave een score van 1 tot en met 5, of 'weet niet' & niets <anders>."
    )
    sheet = book.add_worksheet(SHEET)
    sheet.write("A1", "Scores van S01", bold)
    sheet.write_formula("A2", '=COUNTA(C5:E10)&" ingevuld | "&18', None, "15 ingevuld | 18")
    sheet.write_row(FIRST_ROW - 2, 0, ["id", "opgave", *CRITERIA, "opmerking"])
    for row, opgave in enumerate(OPGAVEN):
        sheet.write_row(FIRST_ROW - 1 + row, 0, [opgave, f"Opgave {row + 1}"])
        for column in range(len(CRITERIA)):
            if (score := SCORES.get((row, column))) is not None:
                sheet.write(FIRST_ROW - 1 + row, 2 + column, score)
    sheet.write(FIRST_ROW, 5, "Goed plan.")
    sheet.data_validation("C5:E10", {"validate": "list", "source": ["1", "2", "weet niet"]})
    columns = [{"header": text} for text in ("id", "opgave", *CRITERIA, "opmerking")]
    sheet.add_table("A4:F10", {"name": "tblScore_S01", "columns": columns})
    book.close()
    return out.getvalue()


def parts_of(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes | Callable[[zipfile.ZipFile, str], None]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if callable(content):
                content(archive, name)
            else:
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 6)
    return out.getvalue()


def changed(part: str, old: bytes, new: bytes, data: bytes | None = None) -> bytes:
    parts = parts_of(answer() if data is None else data)
    assert old in parts[part], (part, old)
    return zipped(parts | {part: parts[part].replace(old, new, 1)})


def added(
    parts: Mapping[str, bytes | Callable[[zipfile.ZipFile, str], None]], data: bytes | None = None
) -> bytes:
    return zipped({**parts_of(answer() if data is None else data), **parts})


def streamed(
    head: bytes, piece: bytes, times: int, tail: bytes
) -> Callable[[zipfile.ZipFile, str], None]:
    """A member that is far larger than what it is made from."""

    def write(archive: zipfile.ZipFile, name: str) -> None:
        many = max(1, (1 << 20) // max(len(piece), 1))
        with archive.open(name, "w", force_zip64=False) as member:
            member.write(head)
            whole, rest = divmod(times, many)
            for block in chain(repeat(piece * many, whole), [piece * rest]):
                member.write(block)
            member.write(tail)

    return write


SHEET_PART = "xl/worksheets/sheet2.xml"
_MAIN_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_HEAD = f'<worksheet xmlns="{_MAIN_SPACE}"><sheetData>'.encode()
SHEET_TAIL = b"</sheetData></worksheet>"


def with_sheet(xml: bytes | Callable[[zipfile.ZipFile, str], None]) -> bytes:
    return added({SHEET_PART: xml})


def one_far_cell() -> bytes:
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    near = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    return with_sheet(SHEET_HEAD + near + row + SHEET_TAIL)


def lying_about_size(data: bytes, part: str, size: int) -> bytes:
    """The same file, in which a member says in both places to be of another size."""
    out = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(part)
        at = archive.start_dir
    struct.pack_into("<L", out, info.header_offset + 22, size)
    while True:
        name_length, extra, comment = struct.unpack_from("<3H", out, at + 28)
        if out[at + 46 : at + 46 + name_length] == part.encode():
            struct.pack_into("<L", out, at + 24, size)
            return bytes(out)
        at += 46 + name_length + extra + comment


def old_office(*streams: str) -> bytes:
    """Enough of an OLE2 file to be known: its header and the names of its streams."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return OLE2 + bytes(504) + names


def with_bad_checksum(source: bytes | None = None, part: str = SHEET_PART) -> bytes:
    data = answer() if source is None else source
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        right = archive.getinfo(part).CRC
    assert data.count(struct.pack("<L", right)) >= 2
    return data.replace(struct.pack("<L", right), struct.pack("<L", right ^ 1))


def with_member_twice(again: str = SHEET_PART, source: bytes | None = None) -> bytes:
    data = answer() if source is None else source
    out = io.BytesIO(data)
    warned = warnings.catch_warnings(action="ignore")
    with warned, zipfile.ZipFile(out, "a") as archive:
        archive.writestr(again, parts_of(data)["xl/workbook.xml"])
    return out.getvalue()


def with_flipped_byte() -> bytes:
    data = bytearray(answer())
    with zipfile.ZipFile(io.BytesIO(answer())) as archive:
        data[archive.getinfo(SHEET_PART).header_offset + 200] ^= 0xFF
    return bytes(data)


def zip_encrypted(source: bytes | None = None) -> bytes:
    data = bytearray(answer() if source is None else source)
    at = data.index(b"PK\1\2")
    struct.pack_into("<H", data, at + 8, 1)
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory that point at one member, as in the bombs of Fifield."""
    data = bytearray(answer())
    with zipfile.ZipFile(io.BytesIO(answer())) as archive:
        at = archive.start_dir
    length = struct.unpack_from("<H", data, at + 28)[0]
    entry = bytes(data[at : at + 46 + length])
    second = entry[:46] + b"X" * length
    end = len(data) - 22
    count, _, size, start = struct.unpack_from("<HHLL", data, end + 8)
    struct.pack_into("<HHLL", data, end + 8, count + 1, count + 1, size + len(second), start)
    return bytes(data[:at] + second + data[at:])


_ODS_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
    for short in ("office", "table", "text", "draw", "manifest")
)


def ods_content(rows: str, more: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODS_SPACES} '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"><office:body>'
        f'<office:spreadsheet>{more}<table:table table:name="{SHEET}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    ).encode()


def ods_cell(value: object) -> str:
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    if value is None:
        return "<table:table-cell/>"
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def ods_rows() -> str:
    rows = [["Scores van S01"], [], [], ["id", "opgave", *CRITERIA]]
    for row, opgave in enumerate(OPGAVEN):
        scores = [SCORES.get((row, column)) for column in range(len(CRITERIA))]
        rows.append([opgave, f"Opgave {row + 1}", *scores])  # type: ignore[list-item]
    lines = ("".join(map(ods_cell, row)) or "<table:table-cell/>" for row in rows)
    whole = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048566">{empty}</table:table-row>'
    return whole + rest


def ods_answer(
    rows: str | None = None,
    more: str = "",
    entries: str = "",
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest {_ODS_SPACES}><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        f'manifest:media-type="text/xml"/>{entries}</manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": ods_content(ods_rows() if rows is None else rows, more),
            "META-INF/manifest.xml": manifest.encode(),
            **(parts or {}),
        }
    )
