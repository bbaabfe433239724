"""The files beside a workbook that let Excel find its Python."""

import csv
import locale
import runpy
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.hosts.support import small_calculated
from tests.workbook.books import saved_by_openpyxl
from wijkexcel import addin
from wijkexcel.errors import FileError, StructureError
from wijkexcel.excel import buttons
from wijkexcel.excel.buttons import MAC, NO_EXCEL, WINDOWS, configuration, quiet_interpreter
from wijkexcel.layout.sheets.settings import RUN_STEPS
from wijkexcel.new.documents import EXAMPLE_FILE
from wijkexcel.new.shipped import EXAMPLE, TEMPLATE

write_buttons = partial(buttons.write_buttons, system=WINDOWS)


def workbook(folder: Path, name: str = "mijn_wijk.xlsx") -> Path:
    path = folder / name
    path.write_bytes(small_calculated())
    return path


def test_settings_point_at_this_python(tmp_path: Path) -> None:
    settings, _, _ = write_buttons(workbook(tmp_path))
    assert settings == tmp_path / "xlwings.conf"
    rows = dict(csv.reader(settings.read_text().splitlines()))
    assert rows == {
        "INTERPRETER_WIN": sys.executable,
        "UDF MODULES": "wijkexcel.excel.functions",
        "ADD_WORKBOOK_TO_PYTHONPATH": "True",
    }


def test_settings_differ_per_system() -> None:
    """On a Mac xlwings knows no functions in cells."""
    assert configuration(MAC, "python") == (
        '"INTERPRETER_MAC","python"\n"ADD_WORKBOOK_TO_PYTHONPATH","True"\n'
    )
    assert configuration(WINDOWS, "python").startswith('"INTERPRETER_WIN","python"\n')


@pytest.mark.parametrize(
    ("system", "there", "expected"),
    [
        (WINDOWS, ("python.exe", "pythonw.exe"), "pythonw.exe"),
        (WINDOWS, ("python.exe",), "python.exe"),
        (MAC, ("python.exe", "pythonw.exe"), "python.exe"),
    ],
)
def test_on_windows_the_python_without_a_window_is_taken_where_it_is_there(
    system: str,
    there: tuple[str, ...],
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in there:
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert quiet_interpreter() == str(tmp_path / expected)


def test_where_there_is_no_excel_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(FileError) as refused:
        buttons.write_buttons(workbook(tmp_path), system="linux")
    assert str(refused.value) == NO_EXCEL
    assert len(list(tmp_path.iterdir())) == 1


def test_settings_are_written_as_excel_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel's ``Input #`` takes the code page of the system, which on Windows is not UTF-8."""
    monkeypatch.setattr(sys, "executable", "C:\\Users\\José\\python.exe")
    monkeypatch.setattr(locale, "getpreferredencoding", lambda **_: "cp1252")
    settings, _, _ = write_buttons(workbook(tmp_path))
    assert b"Jos\xe9" in settings.read_bytes()
    monkeypatch.setattr(sys, "executable", "C:\\Users\\漢\\python.exe")
    with pytest.raises(FileError, match="tekens die xlwings niet kan lezen"):
        write_buttons(workbook(tmp_path, "ander.xlsx"))


def test_main_is_that_of_the_add_in(tmp_path: Path) -> None:
    _, module, _ = write_buttons(workbook(tmp_path))
    assert module == tmp_path / "mijn_wijk.py"
    assert runpy.run_path(str(module))["main"] is addin.main


def test_a_macro_for_every_function(tmp_path: Path) -> None:
    _, _, macros = write_buttons(workbook(tmp_path))
    text = macros.read_text()
    for step in (*RUN_STEPS, "main"):
        assert f"addin.{step}()" in text


def test_two_workbooks_in_one_folder(tmp_path: Path) -> None:
    first = write_buttons(workbook(tmp_path))
    assert write_buttons(workbook(tmp_path)) == first
    second = write_buttons(workbook(tmp_path, "ander.xlsx"))
    assert set(first) ^ set(second) == {tmp_path / "mijn_wijk.py", tmp_path / "ander.py"}


def test_never_overwrites(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    (tmp_path / "xlwings.conf").write_text("van iemand anders")
    with pytest.raises(FileError, match=r"xlwings\.conf bestaat al"):
        write_buttons(path)
    assert (tmp_path / "xlwings.conf").read_text() == "van iemand anders"
    assert not (tmp_path / "mijn_wijk.py").exists()


@pytest.mark.parametrize(
    "name",
    ["mijn-wijk.xlsx", "2026.xlsx", "wijk 1.xlsx", "class.xlsx", "import.xlsx", "Import.xlsx"],
)
def test_names_that_excel_cannot_import(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError) as refused:
        write_buttons(workbook(tmp_path, name))
    assert str(refused.value) == (
        f"De knop Run main werkt niet met de naam '{name}'. Geef het werkboek een naam van "
        "letters, cijfers en lage streepjes die met een letter begint, zoals mijn_wijk.xlsx."
    )
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "name", ["json.xlsx", "Copy.xlsx", "pandas.xlsx", "xlwings.xlsx", "Wijkexcel.xlsx", "sys.xlsm"]
)
def test_names_that_other_modules_have(tmp_path: Path, name: str) -> None:
    """Excel would start the other one, or every workbook in the folder would miss the other one."""
    with pytest.raises(FileError) as refused:
        write_buttons(workbook(tmp_path, name))
    assert str(refused.value).startswith(
        f"De knop Run main werkt niet met de naam '{name}'. Een onderdeel van Python of van "
        "wijkexcel heet al zo. Geef het werkboek een naam"
    )
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_the_user_where_python_looks_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as this command's own ``mijn_wijk.py``, a folder of results, or the present folder."""
    book = workbook(tmp_path, "mijn_wijk.xlsx")
    elsewhere = tmp_path / "elders"
    (elsewhere / "voorbeeld").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(elsewhere)])
    first = write_buttons(book)
    assert write_buttons(book) == first
    (elsewhere / "mijn_wijk.py").write_bytes((tmp_path / "mijn_wijk.py").read_bytes())
    assert write_buttons(book) == first
    assert write_buttons(workbook(tmp_path, "voorbeeld.xlsx"))


def test_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="het bestand of de map bestaat niet"):
        write_buttons(tmp_path / "weg.xlsx")


def test_the_names_that_wijkexcel_gives_itself_are_fine(tmp_path: Path) -> None:
    for name in (TEMPLATE, EXAMPLE, EXAMPLE_FILE):
        assert write_buttons(workbook(tmp_path, name))


def test_no_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(
        FileError, match=r"brief\.docx is een werkmap van Excel met een andere naam"
    ):
        write_buttons(workbook(tmp_path, "brief.docx"))


@pytest.mark.parametrize("content", [b"", b"Beste mensen,\n"])
def test_a_file_that_is_no_workbook_in_spite_of_its_name(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "mijn_wijk.xlsx").write_bytes(content)
    with pytest.raises(FileError, match=r"geen Excel-werkmap, maar een (leeg|tekst)"):
        write_buttons(tmp_path / "mijn_wijk.xlsx")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_workbook_of_something_else(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "mijn_wijk.xlsx"
    Workbook().save(path)
    with pytest.raises(StructureError, match=r"^Dit is geen werkboek van wijkexcel"):
        write_buttons(path)


def test_a_sheet_with_another_name_is_no_hindrance(tmp_path: Path) -> None:
    def rename(book: Any) -> None:
        book["Start"].title = "Begin"

    path = tmp_path / "mijn_wijk.xlsx"
    path.write_bytes(saved_by_openpyxl(small_calculated(), rename))
    assert len(write_buttons(path)) == 3
