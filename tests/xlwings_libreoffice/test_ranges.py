"""Ranges: where they are, how they look, how they grow."""

import pytest
import xlwings as xw

pytestmark = pytest.mark.oracle("libreoffice")


def test_addresses(sheet: xw.Sheet) -> None:
    area = sheet["B2:D5"]
    assert (area.row, area.column, area.shape) == (2, 2, (4, 3))
    assert area.address == "$B$2:$D$5"
    assert area.get_address(False, False) == "B2:D5"
    assert sheet.range((2, 2), (5, 4)) == area
    assert sheet[1:5, 1:4] == area
    assert area(2, 3).address == "$D$3"
    assert area.last_cell.address == "$D$5"
    assert area.offset(1, 1).resize(2, 2).address == "$C$3:$D$4"
    assert sheet["A:B"].address == "$A:$B"
    assert sheet["2:3"].address == "$2:$3"
    book = sheet.book.name
    assert area.get_address(external=True) == f"'[{book}]{sheet.name}'!$B$2:$D$5"
    assert [cell.address for cell in sheet["A1:B2"]] == ["$A$1", "$B$1", "$A$2", "$B$2"]
    assert [row.address for row in area.rows][-1] == "$B$5:$D$5"
    assert len(area.columns) == 3


@pytest.mark.parametrize("wrong", ["A0", "ZZZZ1", "geen naam", "A1048577", "andere!A1"])
def test_what_is_no_range_is_said(wrong: str, sheet: xw.Sheet) -> None:
    with pytest.raises(xw.XlwingsError, match="There is no range"):
        sheet.range(wrong)


def test_growing_over_what_is_filled(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [[1, 2, 3], [4, None, 6], [7, 8, None]]
    sheet["B7"].value = "verder"
    assert sheet["B2"].expand().address == "$B$2:$D$4"
    assert sheet["B2"].expand("down").address == "$B$2:$B$4"
    assert sheet["B2"].expand("right").address == "$B$2:$D$2"
    assert sheet["B2"].end("down").address == "$B$4"
    assert sheet["B4"].end("down").address == "$B$7"
    assert sheet["B7"].end("down").address == "$B$1048576"
    assert sheet["B7"].end("up").address == "$B$4"
    assert sheet["D2"].end("left").address == "$B$2"
    assert sheet["D3"].end("left").address == "$B$3"
    assert sheet["B2"].end("left").address == "$A$2"
    assert sheet["C3"].current_region.address == "$B$2:$D$4"
    assert sheet.used_range.address == "$B$2:$D$7"


def test_looks(sheet: xw.Sheet) -> None:
    area = sheet["A1:B2"]
    assert area.color is None
    area.color = (255, 255, 128)
    assert sheet["B2"].color == (255, 255, 128)
    sheet["B2"].color = "#00ff00"
    assert sheet["B2"].color == (0, 255, 0)
    area.color = None
    assert area.color is None
    area.number_format = "#,##0.00"
    assert area.number_format == "#,##0.00"
    sheet["B2"].number_format = "d mmmm yyyy"
    assert area.number_format is None
    area.column_width, area.row_height = 20, 30
    assert sheet["B1"].column_width == pytest.approx(20, abs=0.1)
    assert sheet["A2"].row_height == pytest.approx(30, abs=0.1)
    assert area.height == pytest.approx(60, abs=0.2)
    sheet["A1"].value = "een lange tekst die niet in de kolom past, bij lange na niet"
    sheet.autofit()
    assert sheet["A1"].column_width > 30
    area.font.bold = True
    area.font.color = "#0000ff"
    assert (sheet["B2"].font.bold, sheet["B2"].font.color) == (True, (0, 0, 255))
    area.wrap_text = True
    assert sheet["B2"].wrap_text is True


def test_merging_hiding_inserting_copying(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, 2], [3, 4], [5, 6]]
    sheet["A2:B2"].insert("down")
    assert sheet["A1:A4"].value == [1.0, None, 3.0, 5.0]
    sheet["A2:B2"].delete("up")
    assert sheet["A1:A3"].value == [1.0, 3.0, 5.0]
    sheet["A1:B3"].copy(sheet["D1"])
    assert sheet["D1:E3"].value == [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]
    sheet["D1:E3"].sort(2, ascending=False)
    assert sheet["E1:E3"].value == [6.0, 4.0, 2.0]
    sheet["G1:H1"].merge()
    assert sheet["G1:H1"].merge_cells is True
    sheet["A2"].rows.hidden = True
    assert [row.rows.hidden for row in sheet["A1:A3"].rows] == [False, True, False]
    assert sheet["A1:A3"].value == [1.0, 3.0, 5.0]


def test_names(book: xw.Book, sheet: xw.Sheet) -> None:
    sheet["B2:B3"].value = [[4], [6]]
    sheet["B2:B3"].name = "bedragen"
    assert sheet["bedragen"].address == "$B$2:$B$3"
    assert book.names["bedragen"].refers_to == f"={sheet.name}!$B$2:$B$3"
    assert book.names["BEDRAGEN"].refers_to_range == sheet["B2:B3"]
    assert sheet["B2:B3"].name.name == "bedragen"
    sheet["C1"].value = "=SUM(bedragen)"
    assert sheet["C1"].value == 10.0
    other = book.sheets.add("Blad met spatie")
    other.names.add("eigen", "='Blad met spatie'!$A$1")
    assert [name.name for name in book.names] == ["bedragen", "'Blad met spatie'!eigen"]
    assert other["eigen"].address == "$A$1"
    assert "eigen" in other.names
    assert "eigen" not in sheet.names
    book.names["bedragen"].delete()
    assert "bedragen" not in book.names
    with pytest.raises(KeyError):
        book.names["bedragen"]


def test_tables(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [["naam", "score"], ["a", 1], ["b", 2], ["c", 3]]
    table = sheet.tables.add(sheet["B2:C5"], name="tblScore")
    assert [one.name for one in sheet.tables] == ["tblScore"]
    assert "tblscore" in sheet.tables
    assert table.header_row_range.value == ["naam", "score"]
    assert table.data_body_range.value == [["a", 1.0], ["b", 2.0], ["c", 3.0]]
    assert table.totals_row_range is None
    assert sheet["tblScore[score]"].value == [1.0, 2.0, 3.0]
    assert sheet["C3"].table == table
    assert sheet["D3"].table is None
    table.autofilter.apply_values(1, ["b"])
    assert [row.rows.hidden for row in table.range.rows] == [False, True, False, True]
    assert table.data_body_range.value == [["a", 1.0], ["b", 2.0], ["c", 3.0]]
    table.autofilter.clear()
    assert not sheet["B3"].rows.hidden
    table.sort(2, ascending=False)
    assert sheet["tblScore[score]"].value == [3.0, 2.0, 1.0]
    table.resize(sheet["B2:C4"])
    assert table.range.address == "$B$2:$C$4"
    with pytest.raises(xw.XlwingsError, match="There is no table 'weg'"):
        sheet.tables("weg")
