"""Editing in place: what was asked changes, and nothing else does."""

import csv
import datetime
import io
import math
import re
import shutil
import struct
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.ooxml.members import MAIN, member, png, raw_members, without
from tests.support.engines import LIBREOFFICE
from wijkexcel.errors import FileError, NotAWorkbookError, StructureError
from wijkexcel.ooxml.cellvalue import escape_text, parse_address, unescape_text
from wijkexcel.ooxml.edit import CellEdit, CellErrorText, Mould, apply_edits
from wijkexcel.ooxml.package import Package

SCORES = "Score's & co 😀"
OTHER = "Blad <2>"
SPOILT = {"\ud800", "\ufffe", "\uffff"}


def rich_workbook(*, date1904: bool = False) -> bytes:
    """Make a workbook with about everything that other libraries lose."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"date_1904": date1904, "in_memory": True})
    bold = book.add_format({"bold": True, "num_format": "0.00", "bg_color": "#FFEE00"})
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    green = book.add_format({"bg_color": "#00FF00"})
    sheet = book.add_worksheet(SCORES)
    other = book.add_worksheet(OTHER)
    hidden = book.add_worksheet("verborgen")
    hidden.very_hidden()
    hidden.write("A1", "geheim")
    sheet.set_column("H:J", 12, green)
    sheet.set_row(19, 20, bold)
    sheet.set_row(14, None, None, {"hidden": True})
    sheet.write_row("A1", ["naam", "cijfer", "dag", "som"])
    for row in range(1, 13):
        sheet.write(row, 0, f"opgave {row}")
        sheet.write(row, 1, row / 7, bold)
        sheet.write_datetime(row, 2, datetime.datetime(2024, 5, row), day)
        sheet.write_formula(row, 3, f"=B{row + 1}*2", None, row / 7 * 2)
    sheet.write_rich_string("A14", "half ", bold, "vet")
    sheet.write_blank("B15", None, bold)
    sheet.write_array_formula("F2:F4", "{=B2:B4*3}", None, 1)
    sheet.merge_range("A30:C32", "samen", bold)
    sheet.write_boolean("E2", True)
    sheet.write_url("E3", "https://example.org/?a=1&b=2", string="kijk")
    sheet.write_comment("B2", "let op")
    sheet.conditional_format("B2:B13", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("B2:B13", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.data_validation("G2:G9", {"validate": "list", "source": ["ja", "nee"]})
    sheet.data_validation("G10", {"validate": "list", "source": f"='{OTHER}'!$A$2:$A$4"})
    sheet.autofilter("A1:D13")
    sheet.filter_column("A", "x == opgave*")
    sheet.insert_textbox("L2", "Een vak met tekst")
    sheet.insert_image("L12", "stip.png", {"image_data": io.BytesIO(png())})
    sheet.set_header("&L&G", {"image_left": "kop.png", "image_data_left": io.BytesIO(png(3))})
    sheet.add_sparkline("K2", {"range": f"'{OTHER}'!A2:A4"})
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"sort": True})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='" + SCORES.replace("'", "''") + "'!$B$2:$B$13"})
    sheet.insert_chart("L20", chart)
    other.add_table(
        "A1:C6",
        {
            "name": "Tabel",
            "total_row": True,
            "columns": [
                {"header": "id", "total_string": "Totaal"},
                {"header": "cijfer", "total_function": "sum"},
                {"header": "dubbel", "formula": "=Tabel[[#This Row],[cijfer]]*2"},
            ],
            "data": [["a", 1], ["b", 2], ["c", 3], ["d", 4]],
        },
    )
    graph = book.add_chartsheet("grafiekblad")
    whole = book.add_chart({"type": "line"})
    whole.add_series({"values": f"='{OTHER}'!$B$2:$B$5"})
    graph.set_chart(whole)
    book.define_name("Cijfers", "='" + SCORES.replace("'", "''") + "'!$B$2:$B$13")
    book.set_custom_property("wijk", "Noord")
    book.close()
    return out.getvalue()


@pytest.fixture(scope="module")
def rich() -> bytes:
    return rich_workbook()


def with_members(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """Rebuild with zipfile, which is not the code under test."""
    source = zipfile.ZipFile(io.BytesIO(data))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = changes.get(info.filename, source.read(info))
            if content is not None:
                target.writestr(info, content)
    return out.getvalue()


def sheet_xml(body: str, *, root: str = "", after: str = "") -> bytes:
    ns = MAIN.strip("{}")
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{ns}" {root}>{body}{after}</worksheet>'
    ).encode()


def simple(body: str, *, after: str = "", root: str = "") -> bytes:
    """A workbook whose first sheet ('Blad') is this XML."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Blad").write("A1", 1)
    book.close()
    xml = sheet_xml(body, after=after, root=root)
    return with_members(out.getvalue(), {"xl/worksheets/sheet1.xml": xml})


def first_sheet(data: bytes) -> etree._Element:
    return etree.fromstring(member(data, "xl/worksheets/sheet1.xml"))


def cell_of(root: etree._Element, address: str) -> etree._Element | None:
    return root.find(f".//{MAIN}c[@r='{address}']")


def assert_only_changed(old: bytes, new: bytes, parts: set[str]) -> None:
    before, after = raw_members(old), raw_members(new)
    assert list(before) == list(after)
    for name, entry in before.items():
        if name in parts:
            assert after[name][3:] == entry[3:], name
        else:
            assert after[name] == entry, name
    assert {name for name in before if before[name] != after[name]} == parts


def assert_sheet_differs_only(old: bytes, new: bytes, part: str, addresses: set[str]) -> None:
    one, two = member(old, part), member(new, part)
    assert without(one, addresses) == without(two, addresses)
    assert without(one, set()) != without(two, set())


def assert_in_order(xml: bytes) -> None:
    last_row = 0
    for row in etree.fromstring(xml).iter(f"{MAIN}row"):
        assert int(row.get("r")) > last_row
        last_row = int(row.get("r"))
        last_column = 0
        for cell in row:
            at = parse_address(cell.get("r"))
            assert at[0] == last_row
            assert at[1] > last_column
            last_column = at[1]
            low, high = map(int, row.get("spans", "1:16384").split(":"))
            assert low <= last_column <= high


def by_openpyxl(data: bytes, sheet: str, address: str) -> object:
    value = openpyxl.load_workbook(io.BytesIO(data))[sheet][address].value
    return unescape_text(value) if isinstance(value, str) else value


def by_calamine(data: bytes, sheet: str, address: str) -> object:
    book = python_calamine.load_workbook(io.BytesIO(data))
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    row, column = parse_address(address)
    return rows[row - 1][column - 1]


EDITS = [
    CellEdit(SCORES, "A2", "=SOM(1;2)"),
    CellEdit(SCORES, "B2", 2.5),
    CellEdit(SCORES, "C3", datetime.date(2025, 12, 31)),
    CellEdit(SCORES, "C4", datetime.datetime(2025, 12, 31, 18, 30)),
    CellEdit(SCORES, "E2", False),
    CellEdit(SCORES, "B5", None),
    CellEdit(SCORES, "A14", "gewoon"),
    CellEdit(SCORES, "B15", 7),
    CellEdit(SCORES, "A30", "nog steeds samen"),
    CellEdit(SCORES, "G25", " nieuw "),
    CellEdit(SCORES, "D20", 3),
    CellEdit(SCORES, "H40", 4),
    CellEdit(SCORES, "XFD1048576", "ver weg"),
]


class TestWithoutLoss:
    def test_only_the_sheet_part_changes_and_in_it_only_the_cells(self, rich: bytes) -> None:
        new = apply_edits(rich, EDITS)
        part = "xl/worksheets/sheet1.xml"
        assert_only_changed(rich, new, {part})
        assert_sheet_differs_only(rich, new, part, {edit.cell for edit in EDITS})
        assert_in_order(member(new, part))

    def test_the_rich_workbook_is_rich(self, rich: bytes) -> None:
        names = " ".join(zipfile.ZipFile(io.BytesIO(rich)).namelist())
        for part in (
            *("charts/chart2", "chartsheets/", "comments1", "vmlDrawing2", "media/image2"),
            *("drawings/drawing2", "tables/table1", "custom.xml", "sharedStrings"),
        ):
            assert part in names
        xml = member(rich, "xl/worksheets/sheet1.xml").decode()
        for word in ("extLst", "x14:dataBar", "sparkline", "legacyDrawingHF", "sheetProtection"):
            assert word in xml

    @pytest.mark.parametrize("read", [by_openpyxl, by_calamine])
    def test_other_programs_read_the_values(
        self, rich: bytes, read: Callable[[bytes, str, str], object]
    ) -> None:
        near = [edit for edit in EDITS if edit.cell != "XFD1048576"]
        new = apply_edits(rich, near)
        assert read(new, SCORES, "A2") == "=SOM(1;2)"
        assert read(new, SCORES, "B2") == 2.5
        assert read(new, SCORES, "C3") in (
            datetime.date(2025, 12, 31),
            datetime.datetime(2025, 12, 31),
        )
        assert read(new, SCORES, "C4") == datetime.datetime(2025, 12, 31, 18, 30)
        assert read(new, SCORES, "E2") is False
        assert read(new, SCORES, "B5") in (None, "")
        assert read(new, SCORES, "A14") == "gewoon"
        assert read(new, SCORES, "A30") == "nog steeds samen"
        assert read(new, SCORES, "G25") == " nieuw "
        assert read(new, SCORES, "H40") == 4
        assert read(new, SCORES, "A3") == "opgave 2"

    def test_text_with_equals_sign_is_no_formula(self, rich: bytes) -> None:
        for text in ("=1+1", "+1", "-1", "@x", '=HYPERLINK("http://x")', "\t=1"):
            new = apply_edits(rich, [CellEdit(SCORES, "A2", text)])
            cell = cell_of(first_sheet(new), "A2")
            assert cell is not None
            assert cell.get("t") == "inlineStr"
            assert cell.find(f"{MAIN}f") is None
            assert by_calamine(new, SCORES, "A2") == text

    def test_styles(self, rich: bytes) -> None:
        old, new = first_sheet(rich), first_sheet(apply_edits(rich, EDITS))

        def style(root: etree._Element, address: str) -> str | None:
            cell = cell_of(root, address)
            assert cell is not None
            return cell.get("s")

        for kept in ("B2", "C3", "B5", "B15"):
            assert style(new, kept) == style(old, kept) is not None
        assert style(new, "D20") == style(old, "B2")  # from the row
        band = old.find(f"{MAIN}cols/{MAIN}col[@style]")
        assert band is not None
        assert style(new, "H40") == band.get("style") != style(old, "B2")  # from the column
        assert style(new, "G25") is None
        both = first_sheet(apply_edits(rich, [CellEdit(SCORES, "H20", 1)]))
        assert style(both, "H20") == style(old, "B2")  # the row goes before the column

    def test_dimension_and_spans(self, rich: bytes) -> None:
        old, new = first_sheet(rich), first_sheet(apply_edits(rich, [CellEdit(SCORES, "Q2", 1)]))
        assert old.find(f"{MAIN}dimension").get("ref") == "A1:J32"
        assert new.find(f"{MAIN}dimension").get("ref") == "A1:Q32"
        assert new.find(f".//{MAIN}row[@r='2']").get("spans") == "1:17"
        inside = first_sheet(apply_edits(rich, [CellEdit(SCORES, "B2", 9)]))
        assert inside.find(f"{MAIN}dimension").get("ref") == "A1:J32"

    def test_emptying_what_is_not_there_changes_nothing(self, rich: bytes) -> None:
        assert apply_edits(rich, [CellEdit(SCORES, "Z99", None)]) is rich
        assert apply_edits(rich, [CellEdit(SCORES, "B15", None)]) is rich
        assert apply_edits(rich, [CellEdit(SCORES, "Z99", "")]) is rich

    def test_twice_the_same_is_once(self, rich: bytes) -> None:
        new = apply_edits(rich, EDITS)
        assert apply_edits(new, EDITS) is new

    def test_nothing_asked(self, rich: bytes) -> None:
        assert apply_edits(rich, []) is rich
        assert apply_edits(rich, [], {SCORES: {}}) is rich

    def test_last_edit_holds(self, rich: bytes) -> None:
        new = apply_edits(rich, [CellEdit(SCORES, "A2", "x"), CellEdit(SCORES, "A2", 5)])
        assert by_calamine(new, SCORES, "A2") == 5

    def test_two_sheets(self, rich: bytes) -> None:
        new = apply_edits(rich, [CellEdit(SCORES, "A2", "x"), CellEdit(OTHER, "B2", 8)])
        parts = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
        assert_only_changed(rich, new, parts)

    def test_new_rows_and_cells_fill_gaps(self) -> None:
        source = simple(
            '<dimension ref="B2:D5"/><sheetData><row r="2"><c r="B2"><v>1</v></c>'
            '<c r="D2"><v>2</v></c></row><row r="5"><c r="B5"><v>3</v></c></row></sheetData>'
        )
        wanted = {"A1": 1, "A2": 2, "C2": 3, "E2": 4, "B3": 5, "A5": 6, "C9": 7}
        new = apply_edits(source, [CellEdit("Blad", at, v) for at, v in wanted.items()])
        xml = member(new, "xl/worksheets/sheet1.xml")
        assert_in_order(xml)
        assert b"ns0" not in xml
        assert first_sheet(new).find(f"{MAIN}dimension").get("ref") == "A1:E9"
        for at, value in wanted.items():
            assert by_openpyxl(new, "Blad", at) == value
        assert by_openpyxl(new, "Blad", "D2") == 2

    def test_first_cell_of_an_empty_sheet(self) -> None:
        source = simple('<dimension ref="A1"/><sheetData/>')
        new = first_sheet(apply_edits(source, [CellEdit("Blad", "C5", 1)]))
        assert new.find(f"{MAIN}dimension").get("ref") == "C5"

    def test_rows_and_cells_without_a_number(self) -> None:
        source = simple(
            "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row>"
            "<row r='4'><c r='C4'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
            "</sheetData>"
        )
        wanted = {"B1": 20, "A3": 30, "A4": 31, "D4": 40, "A5": 50, "C1": 60}
        new = apply_edits(source, [CellEdit("Blad", at, v) for at, v in wanted.items()])
        for at, value in {**wanted, "A1": 1, "C4": 3}.items():
            assert by_openpyxl(new, "Blad", at) == value, at

    def test_prefixes_comments_and_foreign_content_stay(self) -> None:
        ns = MAIN.strip("{}")
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<!-- voor --><x:worksheet '
            f'xmlns:x="{ns}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            f' xmlns:q="urn:q" mc:Ignorable="q" q:a="1"><x:sheetData><!-- <x:c r="A1"/> -->'
            f'<x:row r="1" q:b="2"><x:c r="A1"><x:v>1</x:v><x:extLst><x:ext uri="u"/></x:extLst>'
            f'</x:c><x:c r="B1" t="str"><x:f><![CDATA[A1&"<"]]></x:f><x:v>1&lt;</x:v></x:c></x:row>'
            f"</x:sheetData></x:worksheet><!-- na -->"
        ).encode()
        source = with_members(simple("<sheetData/>"), {"xl/worksheets/sheet1.xml": xml})
        new = apply_edits(source, [CellEdit("Blad", "A1", "é"), CellEdit("Blad", "C7", 1)])
        text = member(new, "xl/worksheets/sheet1.xml").decode()
        expected = xml.decode().replace("\r\n", "\n")
        expected = expected.replace(
            '<x:c r="A1"><x:v>1</x:v>', '<x:c r="A1" t="inlineStr"><x:is><x:t>é</x:t></x:is>'
        )
        expected = expected.replace(
            "</x:row></x", '</x:row><x:row r="7"><x:c r="C7"><x:v>1</x:v></x:c></x:row></x'
        )
        assert text == expected

    def test_metadata_of_the_old_value_goes(self) -> None:
        source = simple(
            '<sheetData><row r="1"><c r="A1" s="0" t="e" vm="1" cm="1" ph="1"><v>#VALUE!</v></c>'
            '<c r="B1" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>b</t></rPh></is></c>'
            "</row></sheetData>"
        )
        new = apply_edits(source, [CellEdit("Blad", "A1", 1), CellEdit("Blad", "B1", "a")])
        first, second = cell_of(first_sheet(new), "A1"), cell_of(first_sheet(new), "B1")
        assert dict(first.attrib) == {"r": "A1", "s": "0"}
        assert [child.tag for child in second.iter()][1:] == [f"{MAIN}is", f"{MAIN}t"]

    def test_hidden_by_default_stays_hidden(self) -> None:
        source = simple('<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/><sheetData/>')
        new = first_sheet(apply_edits(source, [CellEdit("Blad", "A3", 1)]))
        assert new.find(f".//{MAIN}row").get("hidden") == "1"

    def test_row_style_counts_only_when_the_row_says_so(self) -> None:
        source = simple(
            '<cols><col min="2" max="3" width="9" style="0"/></cols>'
            '<sheetData><row r="1" s="7"/><row r="2" s="7" customFormat="1"/></sheetData>'
        )
        edits = [CellEdit("Blad", cell, 1) for cell in ("A1", "A2")]
        new = first_sheet(apply_edits(source, edits))
        assert cell_of(new, "A1").get("s") is None
        assert cell_of(new, "A2").get("s") == "7"

    def test_extension_of_a_row_stays_last(self) -> None:
        source = simple(
            '<sheetData><row r="1"><c r="A1"/><extLst/></row><row r="2"><extLst/></row></sheetData>'
        )
        edits = [CellEdit("Blad", cell, 1) for cell in ("C1", "B1", "A2")]
        for row in first_sheet(apply_edits(source, edits)).iter(f"{MAIN}row"):
            assert row[-1].tag == f"{MAIN}extLst"

    def test_absolute_targets(self) -> None:
        out = io.BytesIO()
        book = openpyxl.Workbook()
        book.active.title = "Blad"
        book.active["A1"] = 1
        book.save(out)
        assert b'Target="/xl/worksheets' in member(out.getvalue(), "xl/_rels/workbook.xml.rels")
        new = apply_edits(out.getvalue(), [CellEdit("Blad", "A1", 2)])
        assert by_calamine(new, "Blad", "A1") == 2

    def test_strict_open_xml(self) -> None:
        source = simple("<sheetData/>")
        swaps = [
            (
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            ),
            (
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ]
        changes: dict[str, bytes | None] = {}
        for name in zipfile.ZipFile(io.BytesIO(source)).namelist():
            content = member(source, name)
            for old, new in swaps:
                content = content.replace(old, new)
            changes[name] = content
        edited = apply_edits(with_members(source, changes), [CellEdit("Blad", "B2", "x")])
        xml = member(edited, "xl/worksheets/sheet1.xml")
        assert b"ns0" not in xml
        assert b'<row r="2"><c r="B2" t="inlineStr"><is><t>x</t></is></c></row>' in xml

    def test_zip_with_descriptors_and_stored_members(self, rich: bytes) -> None:
        class Pipe(io.RawIOBase):
            """Cannot seek, so that zipfile writes descriptors behind the data."""

            def __init__(self) -> None:
                self.data = bytearray()

            def writable(self) -> bool:
                return True

            def write(self, data: bytes) -> int:  # type: ignore[override]
                self.data += data
                return len(data)

        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w") as target:
            for number, info in enumerate(zipfile.ZipFile(io.BytesIO(rich)).infolist()):
                info.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
                info.comment = b"opm"
                info.extra = b"\x20\xa2\x02\x00ab"
                target.writestr(info, member(rich, info.filename))
            target.writestr("xl/media/één.png", png())
            target.comment = b"een opmerking"
        source = bytes(pipe.data)
        assert zipfile.ZipFile(io.BytesIO(source)).infolist()[0].flag_bits & 8
        new = apply_edits(source, EDITS)
        assert_only_changed(source, new, {"xl/worksheets/sheet1.xml"})
        result = zipfile.ZipFile(io.BytesIO(new))
        for info in result.infolist():
            (local_flags,) = struct.unpack_from("<H", new, info.header_offset + 6)
            assert local_flags == info.flag_bits
            assert not info.flag_bits & 8
        assert result.comment == b"een opmerking"
        assert {info.comment for info in result.infolist()} == {b"opm", b""}
        assert {info.extra for info in result.infolist()} == {b"\x20\xa2\x02\x00ab", b""}


class TestRecalculation:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b"", b'<calcPr fullCalcOnLoad="1"/>'),
            (b'<calcPr calcId="1"/>', b'<calcPr calcId="1" fullCalcOnLoad="1"/>'),
            (b'<calcPr fullCalcOnLoad="0"/>', b'<calcPr fullCalcOnLoad="1"/>'),
        ],
    )
    def test_asked_for(self, before: bytes, after: bytes) -> None:
        source = simple("<sheetData/>")
        name = "xl/workbook.xml"
        book = re.sub(rb"<calcPr[^>]*/>", before + b"<oleSize ref='A1'/>", member(source, name))
        new = apply_edits(with_members(source, {name: book}), [CellEdit("Blad", "A1", 1)])
        assert b"</sheets>" + after + b"<oleSize" in member(new, name)

    def test_not_asked_for_when_nothing_changed(self) -> None:
        source = simple('<sheetData><row r="1"><c r="A1"><v>1.0</v></c></row></sheetData>')
        name = "xl/workbook.xml"
        source = with_members(source, {name: re.sub(rb"<calcPr[^>]*/>", b"", member(source, name))})
        assert apply_edits(source, [CellEdit("Blad", "A1", 1)]) is source


class TestRefusals:
    @pytest.mark.parametrize(
        ("sheet", "cell", "value", "word"),
        [
            (SCORES, "D3", 1, "formule"),
            (SCORES, "D3", None, "formule"),
            (SCORES, "F2", 1, "formule"),
            (SCORES, "F4", 1, "formule"),
            (OTHER, "C3", 1, "formule"),
            (OTHER, "B6", 1, "formule"),
            (SCORES, "B31", 1, "A30"),
            (OTHER, "B1", "anders", "kop van een tabel"),
            (OTHER, "B1", None, "kop van een tabel"),
            (OTHER, "A6", "Som", "kop van een tabel"),
            (SCORES, "A2", math.nan, "getal"),
            (SCORES, "A2", -math.inf, "getal"),
            (SCORES, "A2", 1.7e308, "te groot"),
            (SCORES, "A2", 10**400, "te groot"),
            (SCORES, "A2", 2**53 + 1, "cijfers"),
            (SCORES, "A2", "a" * 32_768, "32767"),
            (SCORES, "A2", "😀" * 16_384, "32767"),
            (SCORES, "A2", "\ud83d", "U+D83D"),
            (SCORES, "A2", "\uffff", "U+FFFF"),
            (SCORES, "A2", datetime.date(1899, 12, 31), "1899-12-31"),
            (SCORES, "A2", datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC), "tijdzone"),
            (SCORES, "A2", b"bytes", "bytes"),
            (SCORES, "A0", 1, "celadres"),
            (SCORES, "XFE1", 1, "celadres"),
            (SCORES, "A1048577", 1, "celadres"),
            (SCORES, "$A$1", 1, "celadres"),
            (SCORES, "a1", 1, "celadres"),
        ],
    )
    def test_names_sheet_and_cell(
        self, rich: bytes, sheet: str, cell: str, value: object, word: str
    ) -> None:
        with pytest.raises(FileError) as caught:
            apply_edits(rich, [CellEdit(sheet, cell, value)])  # type: ignore[arg-type]
        assert f"Werkblad '{sheet}', cel {cell}: " in str(caught.value)
        assert word in str(caught.value)

    def test_what_just_fits(self, rich: bytes) -> None:
        for value in (
            "a\x00\x0c",
            "a" * 32_767,
            "😀" * 16_383,
            2**53,
            9.99e307,
            5e-324,
            -1e-7,
            0.1 + 0.2,
        ):
            new = apply_edits(rich, [CellEdit(SCORES, "A2", value)])
            assert by_calamine(new, SCORES, "A2") == value

    def test_same_header_and_merged_emptiness_are_fine(self, rich: bytes) -> None:
        assert apply_edits(rich, [CellEdit(SCORES, "B31", None)]) is rich
        new = apply_edits(rich, [CellEdit(OTHER, "B1", "cijfer")])
        assert by_calamine(new, OTHER, "B1") == "cijfer"

    def test_calculated_column_without_formula_in_the_cell(self, rich: bytes) -> None:
        name = "xl/worksheets/sheet2.xml"
        xml = re.sub(rb'<c r="C3"[^>]*>.*?</c>', b"", member(rich, name))
        with pytest.raises(FileError, match="cel C3: hier rekent"):
            apply_edits(with_members(rich, {name: xml}), [CellEdit(OTHER, "C3", 1)])

    def test_shared_formula_and_data_table(self) -> None:
        source = simple(
            '<sheetData><row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">1</f></c>'
            '<c r="B1"><f t="shared" si="0"/></c><c r="C1"><f t="dataTable" ref="C1:D2"/></c>'
            '<c r="D1"><v>1</v></c></row></sheetData>'
        )
        for cell in ("A1", "B1", "C1", "D2"):
            with pytest.raises(FileError, match=f"cel {cell}: hier rekent"):
                apply_edits(source, [CellEdit("Blad", cell, 1)])

    def test_sheets_that_are_not_there(self, rich: bytes) -> None:
        for name in ("weg", "grafiekblad"):
            with pytest.raises(StructureError, match=name):
                apply_edits(rich, [CellEdit(name, "A1", 1)])

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="2"/><row r="1"/>',
            '<row r="1"/><row r="1"/>',
            '<row r="1"><c r="B1"/><c r="A1"/></row>',
            '<row r="1"><c r="A1"/><c r="A1"/></row>',
            '<row r="1"><c r="A2"/></row>',
            '<row r="1"><c r="a1"/></row>',
            '<row r="1"><c r=""/></row>',
        ],
    )
    def test_disorder(self, rows: str) -> None:
        with pytest.raises(StructureError, match="beschadigd"):
            apply_edits(simple(f"<sheetData>{rows}</sheetData>"), [CellEdit("Blad", "A1", 1)])

    @pytest.mark.parametrize(
        "damage",
        [
            lambda _: b"",
            lambda _: b"geen zip",
            lambda data: data[: len(data) // 2],
            lambda data: with_members(data, {"xl/worksheets/sheet1.xml": None}),
            lambda data: with_members(data, {"xl/workbook.xml": None}),
            lambda data: with_members(data, {"_rels/.rels": None}),
            lambda data: with_members(data, {"xl/worksheets/sheet1.xml": b"<worksheet"}),
            lambda data: with_members(data, {"xl/worksheets/sheet1.xml": b"<x/>"}),
            lambda data: with_members(
                data,
                {
                    "xl/worksheets/sheet1.xml": b"<!DOCTYPE worksheet [<!ENTITY a 'b'>]>"
                    + sheet_xml("<sheetData/>").partition(b"?>")[2]
                },
            ),
            lambda data: with_members(
                data,
                {
                    "xl/worksheets/sheet1.xml": sheet_xml(
                        "<sheetData/><mergeCells><mergeCell ref='?'/></mergeCells>"
                    )
                },
            ),
        ],
    )
    def test_damaged_files(self, rich: bytes, damage: Callable[[bytes], bytes]) -> None:
        with pytest.raises(NotAWorkbookError):
            apply_edits(damage(rich), [CellEdit(SCORES, "A1", 1)])

    def test_numbers_that_are_none(self, rich: bytes) -> None:
        name = "xl/tables/table1.xml"
        table = member(rich, name).replace(b"<table ", b'<table headerRowCount="een" ')
        with pytest.raises(NotAWorkbookError):
            apply_edits(with_members(rich, {name: table}), [CellEdit(OTHER, "A2", 1)])
        source = simple('<sheetData><row r="1" spans="een:twee"/></sheetData>')
        with pytest.raises(NotAWorkbookError):
            apply_edits(source, [CellEdit("Blad", "A1", 1)])

    def test_sheet_outside_the_file(self) -> None:
        source, name = simple("<sheetData/>"), "xl/_rels/workbook.xml.rels"
        links = member(source, name).replace(
            b'Target="worksheets/sheet1.xml"',
            b'Target="worksheets/sheet1.xml" TargetMode="External"',
        )
        with pytest.raises(StructureError):
            apply_edits(with_members(source, {name: links}), [CellEdit("Blad", "A1", 1)])

    def test_any_damaged_byte_gives_our_error_or_a_file(self) -> None:
        source = simple("<sheetData/>")
        for at in range(0, len(source), 7):
            spoilt = bytearray(source)
            spoilt[at] ^= 0x41
            try:
                apply_edits(bytes(spoilt), [CellEdit("Blad", "A1", 1)])
            except (FileError, StructureError):
                continue

    def test_duplicate_members(self, rich: bytes) -> None:
        out = io.BytesIO(rich)
        with zipfile.ZipFile(out, "a") as book, pytest.warns(UserWarning, match="Duplicate"):
            book.writestr("docProps/app.xml", "<x/>")
        with pytest.raises(NotAWorkbookError):
            apply_edits(out.getvalue(), [CellEdit(SCORES, "A1", 1)])


class TestDates:
    @pytest.mark.parametrize(
        ("value", "serial"),
        [
            (datetime.date(1900, 1, 1), "1"),
            (datetime.date(1900, 2, 28), "59"),
            (datetime.date(1900, 3, 1), "61"),
            (datetime.date(2025, 12, 31), "46022"),
            (datetime.datetime(2025, 12, 31, 12), "46022.5"),
            (datetime.date(9999, 12, 31), "2958465"),
        ],
    )
    def test_1900(self, rich: bytes, value: datetime.date, serial: str) -> None:
        new = apply_edits(rich, [CellEdit(SCORES, "C2", value)])
        assert cell_of(first_sheet(new), "C2").findtext(f"{MAIN}v") == serial

    def test_1904(self) -> None:
        source = rich_workbook(date1904=True)
        day = datetime.datetime(2025, 12, 31, 6)
        new = apply_edits(source, [CellEdit(SCORES, "C3", day)])
        assert cell_of(first_sheet(new), "C3").findtext(f"{MAIN}v") == "44560.25"
        assert by_openpyxl(new, SCORES, "C3") == day
        assert by_calamine(new, SCORES, "C3") == day
        with pytest.raises(FileError, match="1903-12-31"):
            apply_edits(source, [CellEdit(SCORES, "C3", datetime.date(1903, 12, 31))])


class TestCached:
    def test_all_kinds(self, rich: bytes) -> None:
        values = {
            "D2": 1.5,
            "D3": "_x0041_ =\r",
            "D4": True,
            "D5": CellErrorText.NA,
            "D6": "",
            "D7": "#N/A",
            "F3": 5,
        }
        new = apply_edits(rich, [], {SCORES: values})
        part = "xl/worksheets/sheet1.xml"
        assert_only_changed(rich, new, {part})
        assert_sheet_differs_only(rich, new, part, set(values))
        root = first_sheet(new)
        found = {
            at: (cell_of(root, at).get("t"), cell_of(root, at).findtext(f"{MAIN}v"))
            for at in values
        }
        assert found == {
            "D2": (None, "1.5"),
            "D3": ("str", "_x005F_x0041_ =_x000D_"),
            "D4": ("b", "1"),
            "D5": ("e", "#N/A"),
            "D6": ("str", ""),
            "D7": ("str", "#N/A"),
            "F3": (None, "5"),
        }
        for at in values:
            if at != "F3":
                assert cell_of(root, at)[0].tag == f"{MAIN}f"
                assert cell_of(root, at)[0].text == f"B{at[1:]}*2"
        read = openpyxl.load_workbook(io.BytesIO(new), data_only=True)[SCORES]
        assert [read[at].value for at in ("D2", "D4", "D5")] == [1.5, True, "#N/A"]
        assert by_calamine(new, SCORES, "D3") == "_x0041_ =\r"
        assert apply_edits(new, [], {SCORES: values}) is new

    def test_what_is_there_already_leaves_the_sheet_alone(self, rich: bytes) -> None:
        same = {f"D{row + 1}": row / 7 * 2 for row in range(1, 13)}
        assert apply_edits(rich, [], {SCORES: same}) is rich
        new = apply_edits(rich, [CellEdit(OTHER, "B2", 5)], {SCORES: same, OTHER: {"C2": 10}})
        assert_only_changed(rich, new, {"xl/worksheets/sheet2.xml"})

    def test_one_is_not_true_and_not_text(self, rich: bytes) -> None:
        one = apply_edits(rich, [], {SCORES: {"D2": 1}})
        for value in (True, "1"):
            new = apply_edits(one, [], {SCORES: {"D2": value}})
            assert new is not one
            assert by_calamine(new, SCORES, "D2") is value or value == "1"

    def test_formula_without_any_value(self) -> None:
        source = simple(
            '<sheetData><row r="1"><c r="A1" vm="3"><f>1</f><extLst/></c></row></sheetData>'
        )
        new = apply_edits(source, [], {"Blad": {"A1": 2}})
        cell = cell_of(first_sheet(new), "A1")
        assert [etree.QName(child).localname for child in cell] == ["f", "v", "extLst"]
        assert cell.get("vm") is None

    @pytest.mark.parametrize("cell", ["B2", "A1", "Z1", "A999", "??"])
    def test_only_for_formulas(self, rich: bytes, cell: str) -> None:
        with pytest.raises(FileError, match=re.escape(f"', cel {cell}: ")):
            apply_edits(rich, [], {SCORES: {"D2": 1, cell: 1}})

    @pytest.mark.parametrize("value", [math.nan, math.inf, "\ud83d", "a" * 32_768, None])
    def test_values_that_cannot_be(self, rich: bytes, value: float | str) -> None:
        with pytest.raises(FileError, match="cel D2: "):
            apply_edits(rich, [], {SCORES: {"D2": value}})

    def test_after_an_edit_in_the_same_row(self, rich: bytes) -> None:
        new = apply_edits(
            rich, [CellEdit(SCORES, "B2", 4), CellEdit(SCORES, "J2", 1)], {SCORES: {"D2": 8}}
        )
        assert by_calamine(new, SCORES, "D2") == 8
        assert by_calamine(new, SCORES, "J2") == 1


TEXTS = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(["=", "_x0041_", "_x000D_", "_x", "0041_", "_", "\r", "\n", " ", "\t"]),
        st.sampled_from(["😀", "_x005F_", "x005f", "_X0041_", "\u2028", "]]>", "&#13;"]),
        st.sampled_from(sorted({*SPOILT, "\x00", "\x0b", "\x1f"})),
    ),
    max_size=6,
).map("".join)


class TestText:
    @pytest.mark.slow
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    @example("_x0041\r")
    @example("_x0041_x0042_")
    @example("\r_x0041_")
    @example(" a")
    def test_is_read_back_exactly_or_refused(self, rich: bytes, text: str) -> None:
        forbidden = any("\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" for char in text)
        edits = [CellEdit(OTHER, "A2", text)]
        if forbidden:
            with pytest.raises(FileError, match="cel A2"):
                apply_edits(rich, edits)
            return
        new = apply_edits(rich, edits, {OTHER: {"C2": text}})
        assert by_calamine(new, OTHER, "A2") == text
        assert by_calamine(new, OTHER, "C2") == text
        assert (by_openpyxl(new, OTHER, "A2") or "") == text

    @given(TEXTS)
    def test_escapes_are_undone(self, text: str) -> None:
        if not SPOILT.intersection(text):
            assert unescape_text(escape_text(text)) == text


@pytest.mark.oracle
class TestLibreOffice:
    @staticmethod
    def convert(source: Path, kind: str, folder: Path) -> None:
        if shutil.which("soffice") is None:
            pytest.skip("soffice (LibreOffice) staat niet op het pad")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profiel",
                *("--headless", "--convert-to", kind, "--outdir", str(folder / "uit")),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )

    def test_file_saved_by_libreoffice(self, rich: bytes) -> None:
        source = LIBREOFFICE.fill_in(rich, {})
        # LibreOffice saves a boolean as the formula TRUE(), which is then rightly refused.
        near = [edit for edit in EDITS if edit.cell not in ("XFD1048576", "E2")]
        with pytest.raises(FileError, match="cel E2: hier rekent een formule"):
            apply_edits(source, EDITS)
        new = apply_edits(source, near, {SCORES: {"D2": 5.0}})
        part = "xl/worksheets/sheet1.xml"
        assert_only_changed(source, new, {part, "xl/workbook.xml"})
        assert_sheet_differs_only(source, new, part, {edit.cell for edit in near} | {"D2"})
        assert_in_order(member(new, part))
        for read in (by_openpyxl, by_calamine):
            assert read(new, SCORES, "A2") == "=SOM(1;2)"
            assert read(new, SCORES, "H40") == 4
            assert read(new, SCORES, "A3") == "opgave 2"

    def test_libreoffice_reads_the_texts(self, tmp_path: Path) -> None:
        texts = ["_x0041_", "a\rb", " x ", "=1+1", "a\nb", "_x0041\r", "\r_x0041_", "😀", "&lt;<"]
        source = simple("<sheetData/>")
        edits = [CellEdit("Blad", f"A{row}", text) for row, text in enumerate(texts, 1)]
        path = tmp_path / "tekst.xlsx"
        path.write_bytes(apply_edits(source, edits))
        self.convert(path, "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path)
        with (tmp_path / "uit" / "tekst.csv").open(newline="", encoding="utf-8") as file:
            assert [row[0] for row in csv.reader(file)] == texts


def test_package_refuses_names_it_does_not_have(rich: bytes) -> None:
    with pytest.raises(KeyError):
        Package(rich).replaced({"xl/nieuw.xml": b""})


@pytest.mark.slow
def test_many_formula_cells_take_seconds() -> None:
    rows = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{c}{r}"><f>SUM($Z$1:$Z$9)+{r}</f><v>0</v></c>' for c in "ABCDEFGHIJKLMNOPQRST"
        )
        + "</row>"
        for r in range(1, 12_001)
    )
    source = simple(f"<sheetData>{rows}</sheetData>")
    wanted = {f"{c}{r}": r + 0.5 for r in range(1, 12_001) for c in "ABCDEFGHIJKLMNOPQRST"}
    start = time.process_time()
    new = apply_edits(source, [], {"Blad": wanted})
    took = time.process_time() - start
    assert cell_of(first_sheet(new), "T12000").findtext(f"{MAIN}v") == "12000.5"
    # Two seconds on the machine where it was written; the bound only catches quadratic work.
    assert took < 15


class TestMould:
    """Many copies from one workbook: each as if it were the first."""

    RESULTS: ClassVar = {SCORES: {"D2": 5.0}}

    def test_gives_what_apply_edits_gives(self, rich: bytes) -> None:
        mould = Mould(rich)
        for edits in (EDITS, EDITS[:3], [CellEdit(OTHER, "A2", "b")], [], EDITS[5:]):
            assert mould.edited(edits, self.RESULTS) == apply_edits(rich, edits, self.RESULTS)
            assert mould.edited(edits) == apply_edits(rich, edits)
        assert mould.edited([]) is rich

    def test_keeps_what_stands_around_the_root(self) -> None:
        source = with_members(
            simple("<sheetData/>"),
            {
                "xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="UTF-8" '
                b'standalone="yes"?>\n<!-- voor -->'
                + member(simple("<sheetData/>"), "xl/worksheets/sheet1.xml").partition(b"?>")[2]
                + b"<!-- na -->"
            },
        )
        edits = [CellEdit("Blad", "A1", 1)]
        assert Mould(source).edited(edits) == apply_edits(source, edits)

    def test_a_refused_copy_leaves_no_trace(self, rich: bytes) -> None:
        mould = Mould(rich)
        with pytest.raises(FileError, match="cel D2: hier rekent een formule"):
            mould.edited([CellEdit(SCORES, "A2", "geheim"), CellEdit(SCORES, "D2", 1)])
        assert mould.edited(EDITS[1:]) == apply_edits(rich, EDITS[1:])
