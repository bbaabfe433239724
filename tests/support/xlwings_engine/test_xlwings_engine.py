"""What a plain `xlwings.Book` does, shown on the engine that stands in for Excel.

Every test reads like an example from the xlwings documentation.
"""

from __future__ import annotations

import datetime as dt
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import xlsxwriter
import xlwings as xw

from tests.support.xlwings_engine import (
    ComError,
    UncalculatedFormulaWarning,
    open_app,
    open_book,
)


def make_workbook(path: Path) -> Path:
    """Write inputs, formulas, a table, names, a protected sheet and a hidden one."""
    workbook = xlsxwriter.Workbook(path)
    date = workbook.add_format({"num_format": "yyyy-mm-dd"})
    yellow = workbook.add_format({"bg_color": "#FFCC00"})
    text = workbook.add_format({"num_format": "@"})
    free = workbook.add_format({"locked": False})

    model = workbook.add_worksheet("Model")
    model.write_row("B2", ["price", "pieces", "total"])
    model.write_row("B3", [2.5, 4])
    model.write_formula("D3", "=B3*C3", None, 10)
    model.write_row("B4", [3, 2])
    model.write_formula("D4", "=B4*C4", None, 6)
    model.write_formula("D5", "=SUM(D3:D4)+SUM(Orders[amount])", None, 76)
    model.write_formula("D6", "=B3/0", None, "#DIV/0!")
    model.write_datetime("F3", dt.datetime(2024, 5, 1), date)
    model.write_blank("F4", None, date)
    model.write("F5", "marked", yellow)
    model.write_blank("F6", None, text)
    model.write_boolean("F7", True)
    model.data_validation("C3", {"validate": "integer", "criteria": ">", "value": 0})
    model.conditional_format("D3:D4", {"type": "data_bar"})

    data = workbook.add_worksheet("Data sheet")
    data.add_table(
        "A1:C4",
        {
            "name": "Orders",
            "columns": [
                {"header": "id"},
                {"header": "amount"},
                {"header": "double", "formula": "=Orders[@[amount]]*2"},
            ],
            "data": [["a", 10, 20], ["b", 20, 40], ["c", 30, 60]],
        },
    )

    form = workbook.add_worksheet("Form")
    form.write("A1", "label")
    form.write("B1", 1, free)
    form.write("B2", 2, free)
    form.write_formula("C1", "=B1+B2", None, 3)
    form.protect("secret")

    workbook.add_worksheet("Hidden").hide()
    workbook.define_name("price", "=Model!$B$3")
    workbook.define_name("amounts", "=Orders[amount]")
    workbook.define_name("'Data sheet'!ids", "='Data sheet'!$A$2:$A$4")
    workbook.define_name("rate", "=0.21")
    workbook.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_workbook(tmp_path / "model.xlsx")


@pytest.fixture
def book(path: Path) -> Iterator[xw.Book]:
    with open_book(path) as book:
        yield book


# The app, its books and their sheets


def test_an_app_opens_a_book(path: Path) -> None:
    with open_app() as app:
        book = app.books.open(path)
        assert type(book) is xw.Book
        assert (book.name, book.fullname) == ("model.xlsx", str(path))
        assert app.books.active == book == app.books["model.xlsx"] == xw.books.active
        assert app.books.open(path) == book
        assert len(app.books) == 1
        book.close()
        assert len(app.books) == 0


def test_an_app_has_its_harmless_switches(book: xw.Book) -> None:
    app = book.app
    with app.properties(screen_updating=False, calculation="manual", display_alerts=False):
        assert (app.screen_updating, app.calculation) == (False, "manual")
    assert (app.screen_updating, app.calculation) == (True, "automatic")
    app.calculate()


def test_quitting_forgets_the_app(path: Path) -> None:
    before = xw.engines.active
    with open_app() as app:
        assert xw.apps.active == app
        assert app.books.add().sheets[0]["A1"].value is None
        app.quit()
        assert len(xw.apps) == 0
    assert xw.engines.active is before


def test_sheets_are_found_by_name_and_by_position(book: xw.Book) -> None:
    assert book.sheet_names == ["Model", "Data sheet", "Form", "Hidden"]
    assert [sheet.name for sheet in book.sheets] == book.sheet_names
    assert book.sheets[0] == book.sheets["model"] == book.sheets(1)
    with pytest.raises(ComError, match="Invalid index"):
        book.sheets["nowhere"]


def test_sheets_are_activated_and_hidden(book: xw.Book) -> None:
    assert book.sheets.active.name == "Model"
    book.sheets["Form"].activate()
    assert book.sheets.active.name == "Form"
    book.sheets["Form"].visible = False
    assert not book.sheets["Form"].visible
    assert book.sheets.active.name == "Model"
    with pytest.raises(ComError):
        book.sheets["Hidden"].activate()
    book.sheets["Hidden"].visible = True
    book.sheets["Hidden"].activate()


def test_what_the_engine_lacks_is_said_plainly(book: xw.Book) -> None:
    with pytest.raises(NotImplementedError):
        book.sheets.add("Extra")
    with pytest.raises(NotImplementedError):
        book.sheets["Form"].name = "Other"
    with pytest.raises(NotImplementedError):
        book.sheets["Form"]["A1"].autofit()


# Ranges


def test_ranges_are_addressed_in_many_ways(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["B3:D4"] == sheet.range("B3", "D4") == sheet.range((3, 2), (4, 4))
    assert sheet["B3:D4"] == sheet[2:4, 1:4] == sheet["B3"].resize(2, 3)
    assert sheet["$B$3"].get_address(False, False) == "B3"
    assert sheet["B3:D4"].address == "$B$3:$D$4"
    assert sheet["B3"].get_address(include_sheetname=True, external=False) == "Model!$B$3"
    assert sheet["B3:D4"].shape == (2, 3)
    assert sheet["B3:D4"].offset(1, 1).address == "$C$4:$E$5"
    assert sheet["B3:D4"].last_cell.address == "$D$4"
    assert sheet["B3:D4"][1, 0].address == "$B$4"
    assert [row.address for row in sheet["B3:D4"].rows] == ["$B$3:$D$3", "$B$4:$D$4"]
    assert sheet["A:A"].shape == (1_048_576, 1)


def test_the_used_range_grows_with_what_is_written(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet.used_range.address == "$B$2:$F$7"
    sheet["H12"].value = 1
    assert sheet.used_range.address == "$B$2:$H$12"
    assert sheet.used_range.last_cell.address == "$H$12"
    assert book.sheets["Hidden"].used_range.address == "$A$1"


def test_expand_follows_filled_cells(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["B2"].expand().address == "$B$2:$D$4"
    assert sheet["B2"].expand("right").address == "$B$2:$D$2"
    assert sheet["D2"].end("down").address == "$D$6"
    assert sheet["D6"].end("down").address == "$D$1048576"
    assert sheet["A2"].end("right").address == "$B$2"
    assert (
        sheet["B2"]
        .options(pd.DataFrame, index=False, expand="table")
        .value.equals(pd.DataFrame({"price": [2.5, 3], "pieces": [4.0, 2], "total": [10.0, 6]}))
    )


# Values


def test_values_are_read_as_scalar_list_or_block(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["B3"].value == 2.5
    assert sheet["B3:D3"].value == [2.5, 4, 10]
    assert sheet["B3:B4"].value == [2.5, 3]
    assert sheet["B3:B4"].options(ndim=2).value == [[2.5], [3]]
    assert sheet["B3"].options(ndim=2).value == [[2.5]]
    assert sheet["B2:D3"].value == [["price", "pieces", "total"], [2.5, 4, 10]]
    assert sheet["A1"].value is None
    assert sheet["F7"].value is True
    assert sheet["C3"].options(numbers=int).value == 4


def test_writing_an_input_recalculates_at_once(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    sheet["B3"].value = 100
    assert sheet["D3"].value == 400
    assert sheet["D5"].value == 466
    book.sheets["Data sheet"]["B2"].value = 1000
    assert sheet["D5"].value == 1456
    assert book.sheets["Data sheet"]["C2"].value == 2000


def test_a_block_is_written_from_its_corner(book: xw.Book) -> None:
    sheet = book.sheets["Hidden"]
    block = [["a", 1, True], ["b", 2.5, None]]
    sheet["B2"].value = block
    assert sheet["B2:D3"].value == block
    sheet["B5"].value = [1, 2, 3]
    sheet["B6"].options(transpose=True).value = [4, 5]
    assert sheet["B5:D7"].value == [[1, 2, 3], [4, None, None], [5, None, None]]
    sheet["F1:G2"].value = 7
    assert sheet["F1:G2"].value == [[7, 7], [7, 7]]
    sheet["J1"].value = pd.DataFrame({"x": [1, np.nan]}, index=["r", "s"])
    assert sheet["J1:K3"].value == [[None, "x"], ["r", 1], ["s", None]]


def test_none_clears_a_cell_and_its_dependents_notice(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    sheet["B3"].value = None
    assert sheet["B3"].value is None
    assert sheet["D3"].value == 0
    sheet["B4:C4"].clear_contents()
    assert sheet["B4:D4"].value == [None, None, 0]


def test_dates_are_read_back_as_dates(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["F3"].value == dt.datetime(2024, 5, 1)
    assert sheet["F3"].options(dates=dt.date).value == dt.date(2024, 5, 1)
    sheet["F4"].value = dt.date(2025, 12, 31)
    assert sheet["F4"].value == dt.datetime(2025, 12, 31)
    assert sheet["F4"].formula == "46022"
    sheet["H1"].value = dt.datetime(2025, 1, 2, 3, 4, 5)  # Excel gives a date format by itself
    assert sheet["H1"].value == dt.datetime(2025, 1, 2, 3, 4, 5)
    assert sheet["H1"].number_format == "m/d/yyyy h:mm"


def test_text_is_read_as_if_typed(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    sheet["H1"].value = ["12", "=B3*2", "'=B3*2", "'12", "2024-01-31"]
    assert sheet["H1:L1"].value == [12, 5, "=B3*2", "12", dt.datetime(2024, 1, 31)]
    sheet["F6"].value = "12"  # a cell formatted as text keeps what is typed
    assert sheet["F6"].value == "12"


def test_what_excel_cannot_hold_is_refused(book: xw.Book) -> None:
    with pytest.raises(TypeError, match="COM VARIANT"):
        book.sheets["Model"]["A1"].value = object()


def test_error_cells_read_as_none(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["D6"].value is None
    assert sheet["D6"].options(err_to_str=True).value == "#DIV/0!"


def test_a_formula_that_gives_empty_text_reads_as_none(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    sheet["H1"].formula = '=IF(B3>0,"","x")'
    assert sheet["H1"].value is None
    assert sheet["H1"].options(empty="-").value == "-"


def test_large_blocks_are_quick(book: xw.Book) -> None:
    sheet = book.sheets["Hidden"]
    block = [[float(row * column) for column in range(20)] for row in range(200)]
    start = time.perf_counter()
    sheet["A1"].value = block
    assert sheet["A1:T200"].value == block
    assert time.perf_counter() - start < 1


# Formulas


def test_formulas_are_read_and_written(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["D3"].formula == "=B3*C3"
    assert sheet["B3:D3"].formula == (("2.5", "4", "=B3*C3"),)
    assert (sheet["A1"].formula, sheet["F7"].formula) == ("", "TRUE")
    sheet["H3:H4"].formula = "=B3+C3"  # filled down, as in Excel
    assert sheet["H3:H4"].value == [6.5, 5]
    assert sheet["H4"].formula == "=B4+C4"
    sheet["H5"].formula = "=XLOOKUP(3,B3:B4,C3:C4)"
    assert (sheet["H5"].formula, sheet["H5"].value) == ("=XLOOKUP(3,B3:B4,C3:C4)", 2)


def test_a_formula_excel_would_not_take_is_refused_and_leaves_the_cell(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    with pytest.raises(ComError):
        sheet["B3"].formula = "=SUM("
    with pytest.raises(ComError):
        sheet["B3"].value = [[dt.date(2025, 1, 1), "=SUM("]]
    assert (sheet["B3"].value, sheet["D3"].value) == (2.5, 10)


def test_formulas_beyond_the_engine_are_reported(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "odd.xlsx") as workbook:
        workbook.add_worksheet("S").write_formula("B2", "=SUM((((", None, 9)
    with pytest.warns(UncalculatedFormulaWarning, match="S!B2"), open_book(tmp_path / "odd.xlsx"):
        pass


# Formats


def test_colors_are_read_set_and_removed(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert sheet["F5"].color == (255, 204, 0)
    assert sheet["B3"].color is None
    sheet["B3:C3"].color = (255, 0, 0)
    assert sheet["B3:C3"].color == (255, 0, 0)
    sheet["B3"].color = "#00FF00"
    assert sheet["B3"].color == (0, 255, 0)
    sheet["F5"].color = None
    assert sheet["F5"].color is None


def test_number_formats_are_read_and_set(book: xw.Book) -> None:
    sheet = book.sheets["Model"]
    assert (sheet["B3"].number_format, sheet["F3"].number_format) == ("General", "yyyy-mm-dd")
    assert sheet["B3:F3"].number_format is None
    sheet["B3:C3"].number_format = "0.00"
    assert sheet["B3:C3"].number_format == "0.00"


# Names and tables


def test_names_lead_to_ranges(book: xw.Book) -> None:
    assert book.names["price"].refers_to == "=Model!$B$3"
    assert book.names["price"].refers_to_range == book.sheets["Model"]["B3"]
    assert book.names["amounts"].refers_to_range.value == [10, 20, 30]
    assert book.sheets["Model"]["price"].value == 2.5
    assert book.sheets["Data sheet"]["ids"].value == ["a", "b", "c"]
    assert book.sheets["Data sheet"].names[0].name == "'Data sheet'!ids"
    assert "price" in book.names
    assert "prize" not in book.names
    with pytest.raises(ComError):
        book.names["prize"]
    with pytest.raises(ComError):
        _ = book.names["rate"].refers_to_range
    with pytest.raises(ComError):
        book.sheets["Form"]["price"]


def test_tables_have_their_ranges(book: xw.Book) -> None:
    sheet = book.sheets["Data sheet"]
    table = sheet.tables["Orders"]
    assert [t.name for t in sheet.tables] == ["Orders"]
    assert "Orders" in sheet.tables
    assert len(book.sheets["Model"].tables) == 0
    assert table.range.address == "$A$1:$C$4"
    assert table.header_row_range.value == ["id", "amount", "double"]
    assert table.data_body_range.address == "$A$2:$C$4"
    assert table.totals_row_range is None
    assert table.parent == sheet
    assert sheet["B3"].table == table
    assert sheet["Orders[amount]"].value == [10, 20, 30]
    with pytest.raises(ComError):
        sheet.tables["Missing"]


# Protection


def test_a_locked_cell_on_a_protected_sheet_refuses(book: xw.Book) -> None:
    sheet = book.sheets["Form"]
    assert sheet.api.ProtectContents is True
    assert (sheet["A1"].api.Locked, sheet["B1"].api.Locked) == (True, False)
    sheet["B1"].value = 10
    assert sheet["C1"].value == 12
    with pytest.raises(ComError, match="protected sheet") as caught:
        sheet["A1"].value = "x"
    assert caught.value.hresult == -2147352567
    with pytest.raises(ComError):  # one locked cell holds up the whole block
        sheet["A1:B1"].value = [["x", 5]]
    with pytest.raises(ComError):
        sheet["A1"].clear_contents()
    with pytest.raises(ComError):
        sheet["B1"].color = (255, 0, 0)
    assert sheet["A1:B1"].value == ["label", 10]


def test_protection_comes_off_with_the_password_and_on_again(book: xw.Book) -> None:
    sheet = book.sheets["Form"]
    with pytest.raises(ComError, match="password"):
        sheet.api.Unprotect("guess")
    sheet.api.Unprotect("secret")
    assert not sheet.api.ProtectContents
    sheet["A1"].value = "x"
    sheet.api.Protect("secret", UserInterfaceOnly=True)  # binds users, not programs
    sheet["A1"].value = "y"
    sheet.api.Protect("secret")
    with pytest.raises(ComError):
        sheet["A1"].value = "z"


# Saving


def test_saving_keeps_the_other_parts_and_the_calculated_values(
    book: xw.Book, path: Path, tmp_path: Path
) -> None:
    book.sheets["Model"]["B3"].value = 100
    book.sheets["Model"]["H1"].value = [["=B3+1", dt.date(2025, 1, 1), "text"]]
    book.save(tmp_path / "copy.xlsx")
    assert book.name == "copy.xlsx"

    with zipfile.ZipFile(path) as before, zipfile.ZipFile(tmp_path / "copy.xlsx") as after:
        assert set(before.namelist()) <= set(after.namelist())
    values = openpyxl.load_workbook(tmp_path / "copy.xlsx", data_only=True)
    assert values["Model"]["D3"].value == 400
    assert values["Model"]["D5"].value == 466
    assert values["Model"]["D6"].value == "#DIV/0!"
    assert [cell.value for cell in values["Model"]["H1:J1"][0]] == [
        101,
        dt.datetime(2025, 1, 1),
        "text",
    ]
    formulas = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert formulas["Model"]["D3"].value == "=B3*C3"
    assert formulas["Model"].data_validations.count == 1
    assert len(formulas["Model"].conditional_formatting) == 1
    assert formulas["Data sheet"].tables["Orders"].ref == "A1:C4"
    assert set(formulas.defined_names) == {"price", "amounts", "rate"}
    assert formulas["Form"].protection.sheet
    assert not formulas["Form"]["B1"].protection.locked
    assert formulas["Hidden"].sheet_state == "hidden"
    assert openpyxl.load_workbook(path)["Model"]["B3"].value == 2.5


def test_saving_writes_visibility_protection_and_removed_colors(book: xw.Book, path: Path) -> None:
    book.sheets["Hidden"].visible = True
    book.sheets["Form"].visible = False
    book.sheets["Model"]["F5"].color = None
    book.sheets["Form"].api.Unprotect("secret")
    book.sheets["Data sheet"].api.Protect("other")
    book.save()
    saved = openpyxl.load_workbook(path)
    assert [sheet.sheet_state for sheet in saved] == ["visible", "visible", "hidden", "visible"]
    assert saved["Model"]["F5"].fill.fill_type is None
    assert not saved["Form"].protection.sheet
    with open_book(path) as again:
        with pytest.raises(ComError):
            again.sheets["Data sheet"]["A2"].value = "x"
        again.sheets["Data sheet"].api.Unprotect("other")
        again.sheets["Data sheet"]["A2"].value = "x"


def test_nothing_is_saved_unasked(path: Path) -> None:
    before = path.read_bytes()
    with open_book(path) as book:
        book.sheets["Model"]["B3"].value = 9
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "formula",
    [
        "=ROUND(4.725,2)",
        "=ROUND(1.005,2)+ROUND(2.5,0)",
        '=IF(TRUE,ROUND(MAX(4.725,1),2)&"--FIXED(")',
    ],
)
def test_it_rounds_as_excel_does_and_says_what_was_typed(
    book: xw.Book, formula: str, tmp_path: Path
) -> None:
    half, other = book.sheets["Model"]["H1"], book.sheets["Model"]["H2"]
    half.formula, other.formula = "=ROUND(4.725,2)", formula
    assert half.value == 4.73
    assert other.formula == formula
    book.save(tmp_path / "b.xlsx")
    saved = openpyxl.load_workbook(tmp_path / "b.xlsx")["Model"]
    assert (saved["H1"].value, saved["H2"].value) == ("=ROUND(4.725,2)", formula)
    with open_book(tmp_path / "b.xlsx") as again:
        assert again.sheets["Model"]["H1"].value == 4.73
