"""No member that xlwings asks for is silent: it does its work, or says that it is not there."""

import ast
import inspect
from pathlib import Path

import pytest
import xlwings as xw
from xlwings import base_classes

from wijkexcel import xlwings_libreoffice as libreoffice
from wijkexcel.xlwings_libreoffice import app, book, books, engine, looks, names, ranges, sheets
from wijkexcel.xlwings_libreoffice import tables as tables_module
from wijkexcel.xlwings_libreoffice.complete import is_open

FOLDER = Path(libreoffice.__file__).parent
ENGINE: dict[type, type] = {
    base_classes.Apps: engine.Apps,
    base_classes.App: app.App,
    base_classes.Books: books.Books,
    base_classes.Book: book.Book,
    base_classes.Sheets: sheets.Sheets,
    base_classes.Sheet: sheets.Sheet,
    base_classes.Range: ranges.Range,
    base_classes.Font: looks.Font,
    base_classes.Names: names.Names,
    base_classes.Name: names.Name,
    base_classes.Tables: tables_module.Tables,
    base_classes.Table: tables_module.Table,
    base_classes.AutoFilter: tables_module.Filter,
}
THROWN_AWAY = {"xl"}
"""Arguments that are given by xlwings itself and mean nothing outside Windows."""


def members() -> list[tuple[type, str]]:
    """What the base classes of xlwings leave to an engine."""
    return [
        (cls, name)
        for base, cls in ENGINE.items()
        for name, member in vars(base).items()
        if is_open(member)
    ]


def base_of(cls: type) -> type:
    (base,) = (one for one, engine in ENGINE.items() if engine is cls)
    return base


@pytest.mark.parametrize(("cls", "name"), members(), ids=lambda one: getattr(one, "__name__", one))
def test_a_member_is_there_or_says_that_it_is_not(cls: type, name: str) -> None:
    """A plain value in its place would take whatever a script sets, and do nothing."""
    found = inspect.getattr_static(cls, name)
    does = found.fget if isinstance(found, property) else inspect.unwrap(getattr(cls, name))
    assert inspect.isfunction(does), "a plain value"
    assert found is not vars(base_of(cls))[name], "it says nothing"
    if "_absent" in does.__qualname__:
        with pytest.raises(NotImplementedError, match=rf"{cls.__name__}\.{name} is not there for"):
            does(object())


@pytest.mark.parametrize(
    ("cls", "name"),
    [(cls, name) for cls, name in members() if inspect.isdatadescriptor(getattr(cls, name))],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_member_that_can_be_set_in_excel_can_be_set_or_says_so(cls: type, name: str) -> None:
    if vars(base_of(cls))[name].fset is not None:
        assert inspect.getattr_static(cls, name).fset is not None


def test_no_argument_is_thrown_away() -> None:
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Delete):
                thrown = {one.id for one in node.targets if isinstance(one, ast.Name)}
                assert thrown <= THROWN_AWAY, f"{path.name}: {thrown}"


@pytest.mark.oracle("libreoffice")
def test_the_native_thing_takes_no_name_of_excel(sheet: xw.Sheet) -> None:
    area = sheet["A1"]
    for thing in (area.api, sheet.api, sheet.book.api, sheet.book.app.api):
        with pytest.raises(AttributeError, match=r"its \.api is not that of Excel\. Use what"):
            _ = thing.Value
        with pytest.raises(AttributeError, match="has no 'Value' here"):
            thing.Value = 3
    assert area.value is None
    assert sheet.api.protected() is False


@pytest.mark.oracle("libreoffice")
def test_a_row_of_totals_comes_below_a_table_and_goes(sheet: xw.Sheet) -> None:
    """As in Excel: no row of the table is taken for it, and what stands below makes room."""
    rows = [["naam", "soort", "aantal"], ["a", "x", 1], ["b", "y", 2]]
    sheet["A1"].value = [*rows, ["eronder", None, None]]
    table = sheet.tables.add(sheet["A1:C3"], name="Tabel")
    table.show_totals = True
    assert sheet["A1:C5"].value == [*rows, ["Total", None, 3.0], ["eronder", None, None]]
    assert table.data_body_range.value == rows[1:]
    table.show_totals = False
    assert sheet["A1:C4"].value == [*rows, ["eronder", None, None]]
    assert (table.range.address, table.table_style) == ("$A$1:$C$3", "")
    with pytest.raises(NotImplementedError, match="LibreOffice has no table styles"):
        table.table_style = "TableStyleLight1"
    table.autofilter.apply_values(1, ["a", "b"])
    table.autofilter.apply_values(2, ["y"])
    assert [row.rows.hidden for row in table.data_body_range.rows] == [True, False]
    table.autofilter.clear(2)
    assert [row.rows.hidden for row in table.data_body_range.rows] == [False, False]


@pytest.mark.oracle("libreoffice")
def test_a_formula_with_more_results_fills_the_cells_beside_it(sheet: xw.Sheet) -> None:
    sheet["A1:A3"].value = [[3], [1], [2]]
    sheet["C1"].formula2 = "=A1:A3*2"
    assert sheet["C1:C4"].value == [6.0, 2.0, 4.0, None]
    assert (sheet["C2"].has_array, sheet["A1"].has_array) == (True, False)
    assert sheet["C1"].formula_array == "=A1:A3*2"
    sheet["D1"].formula2 = "=SUM(A1:A3)"
    assert (sheet["D1"].value, sheet["D1"].formula, sheet["D1"].has_array) == (
        6.0,
        "=SUM(A1:A3)",
        False,
    )
    sheet["E2"].value = "staat er al"
    with pytest.raises(xw.XlwingsError, match=r"not all empty \(#SPILL!\)"):
        sheet["E1"].formula2 = "=A1:A3"
    assert sheet["E1:E2"].value == [None, "staat er al"]
    with pytest.raises(xw.XlwingsError, match="enter it in the first cell only"):
        sheet["F1:F2"].formula2 = "=A$1:A$3"


@pytest.mark.oracle("libreoffice")
def test_what_a_script_writes_can_be_taken_back_whole(sheet: xw.Sheet) -> None:
    """LibreOffice's own undo of a block leaves what came into cells that were empty."""
    sheet["B1"].value = "was"
    before = sheet["A1:C2"].formula
    sheet["A1:C2"].value = [[1, "a", None], [True, None, "=A1+1"]]
    assert sheet["A1:C2"].value == [[1.0, "a", None], [True, None, 2.0]]
    assert sheet.book.impl.take_back("xlwings")
    assert sheet["A1:C2"].formula == before


@pytest.mark.oracle("libreoffice")
def test_a_new_workbook_is_saved_in_the_folder_of_the_script(
    sheet: xw.Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not in that of the process that talks to LibreOffice, which began elsewhere."""
    monkeypatch.chdir(tmp_path)
    sheet.book.save()
    assert sheet.book.fullname == str(tmp_path / sheet.book.name)
    (tmp_path / "tekst.csv").write_text("a;b")
    with pytest.raises(NotImplementedError, match="read_only and password only"):
        sheet.book.app.books.open(tmp_path / "tekst.csv", delimiter=";")
    with pytest.raises(NotImplementedError, match="macros of events"):
        sheet.book.app.enable_events = False
    with pytest.raises(ValueError, match="'automatic' or 'manual'"):
        sheet.book.app.calculation = "semiautomatic"
