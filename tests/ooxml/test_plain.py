"""The coordinator's own workbook too is calculated and changed however it was written."""

import io
import re
from collections.abc import Callable

import pytest
import xlsxwriter

from tests.post.makes import parts_of, zipped
from tests.workbook.books import cell_of, layout_for, reading, small, small_book
from wijkexcel.ooxml.cellvalue import unescape_text
from wijkexcel.ooxml.edit import CellEdit, apply_edits
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import results_of

Parts = dict[str, bytes]
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def in_xml(change: Callable[[bytes], bytes]) -> Callable[[Parts], Parts]:
    return lambda parts: {
        name: change(data) if name.endswith((".xml", ".rels")) and "Content" not in name else data
        for name, data in parts.items()
    }


WAYS: dict[str, Callable[[Parts], Parts]] = {
    "white space": in_xml(lambda xml: re.sub(rb"(?<=[^?t])>(?=<)", b">\n  ", xml)),
    "strict": in_xml(lambda xml: xml.replace(MAIN, STRICT)),
    "UTF-16": in_xml(lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
    "links from here": in_xml(lambda xml: xml.replace(b'"worksheets/', b'"./worksheets/')),
    "the slashes of Windows": lambda parts: {
        name.replace("/", "\\"): data for name, data in parts.items()
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_a_workbook_written_otherwise_is_calculated_and_changed_as_the_same(way: str) -> None:
    data = small_book()
    other = zipped(WAYS[way](parts_of(data)))
    assert results_of(other) == results_of(data)
    edited = FileSource(apply_edits(other, [CellEdit("Start", "C30", "hallo")]))
    assert edited.grid("Start")[29][2] == "hallo"
    assert edited.sheet_names == FileSource(data).sheet_names


@pytest.mark.parametrize(
    "written", ["a_x0416_b_x200B_", "_x005F_x0416_", "_x0416_x0041_", "_xD83D_"]
)
@pytest.mark.parametrize("inline", [False, True])
def test_a_sign_that_is_spelled_is_read_as_excel_reads_it(written: str, inline: bool) -> None:
    book, marked = io.BytesIO(), "XXXX"
    made = xlsxwriter.Workbook(book, {"constant_memory": inline})
    made.add_worksheet("Blad").write_string(0, 0, marked)
    made.close()
    parts = {
        name: data.replace(marked.encode(), written.encode())
        for name, data in parts_of(book.getvalue()).items()
    }
    assert FileSource(zipped(parts)).grid("Blad")[0][0] == unescape_text(written)


def test_the_engine_and_the_reader_spell_no_sign() -> None:
    layout = layout_for(small())
    sheet, cell = cell_of(layout, ("tblOpgaven", "O01", "name"))
    data = apply_edits(small_book(), [CellEdit(sheet, cell, "kanarie")])
    parts = {name: xml.replace(b"kanarie", b"_x0416_ek") for name, xml in parts_of(data).items()}
    stored = results_of(zipped(parts))
    assert stored is not None
    sheet, cell = cell_of(layout, ("tblHeroverweging", "O01", "name"))
    assert stored[sheet][cell] == "Жek"
    assert reading(zipped(parts)).dossier.opgaven[0].name == "Жek"
