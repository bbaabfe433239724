"""The files beside a workbook that let Excel find its Python."""

import csv
import locale
import runpy
import sys
from pathlib import Path

import pytest

from tests.workbook.books import small_book
from wijkexcel import addin
from wijkexcel.commands import EXAMPLE_FILE
from wijkexcel.errors import FileError, NotAWorkbookError
from wijkexcel.hosts.buttons import configuration, interpreter, write_buttons
from wijkexcel.layout.start import RUN_STEPS
from wijkexcel.template import EXAMPLE, TEMPLATE


def workbook(folder: Path, name: str = "mijn_wijk.xlsx") -> Path:
    path = folder / name
    path.write_bytes(small_book())
    return path


def test_settings_point_at_this_python(tmp_path: Path) -> None:
    settings, _, _ = write_buttons(workbook(tmp_path))
    assert settings == tmp_path / "xlwings.conf"
    rows = dict(csv.reader(settings.read_text().splitlines()))
    assert sys.executable in rows.values()
    assert rows["ADD_WORKBOOK_TO_PYTHONPATH"] == "True"


def test_settings_differ_per_system() -> None:
    assert configuration("python", mac=True).startswith('"INTERPRETER_MAC","python"\n')
    assert configuration("python", mac=False).startswith('"INTERPRETER_WIN","python"\n')


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
    "name", ["mijn-wijk.xlsx", "2026.xlsx", "wijk 1.xlsx", "class.xlsx", "Import.xlsx"]
)
def test_names_that_excel_cannot_import(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="De knop Run main werkt niet met de naam"):
        write_buttons(workbook(tmp_path, name))


@pytest.mark.parametrize("name", ["Wijkexcel.xlsx", "json.xlsx", "copy.xlsx", "Pandas.xlsx"])
def test_names_of_what_python_has_itself(tmp_path: Path, name: str) -> None:
    """Excel would run the other module, or other programs in this folder would get ours."""
    with pytest.raises(FileError, match=f"'{name}': Python heeft zelf een onderdeel dat"):
        write_buttons(workbook(tmp_path, name))
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"Geachte heer,"])
def test_a_file_that_is_no_workbook_whatever_it_is_called(tmp_path: Path, content: bytes) -> None:
    path = workbook(tmp_path)
    path.write_bytes(content)
    with pytest.raises(NotAWorkbookError):
        write_buttons(path)
    assert len(list(tmp_path.iterdir())) == 1


def test_on_windows_the_python_without_a_black_window_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert interpreter() == str(tmp_path / "python.exe")
    (tmp_path / "pythonw.exe").touch()
    assert interpreter() == str(tmp_path / "pythonw.exe")


def test_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is er niet"):
        write_buttons(tmp_path / "weg.xlsx")


def test_the_names_that_wijkexcel_gives_itself_are_fine(tmp_path: Path) -> None:
    for name in (TEMPLATE, EXAMPLE, EXAMPLE_FILE):
        assert write_buttons(workbook(tmp_path, name))


def test_no_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"brief\.docx is geen werkboek"):
        write_buttons(workbook(tmp_path, "brief.docx"))
