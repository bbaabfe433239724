"""The coordinator's own workbook too is calculated and changed however it was written."""

import re
from collections.abc import Callable

import pytest

from tests.post.makes import parts_of, zipped
from tests.workbook.books import small_book
from wijkexcel.workbook.edit import CellEdit, apply_edits
from wijkexcel.workbook.recalculate import results_of
from wijkexcel.workbook.source import FileSource

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
