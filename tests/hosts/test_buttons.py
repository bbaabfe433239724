"""The files beside a workbook that let Excel find its Python."""

import csv
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from wijkexcel.errors import FileError
from wijkexcel.hosts import addin
from wijkexcel.hosts.buttons import configuration, write_buttons
from wijkexcel.hosts.steps import STEPS


def workbook(folder: Path, name: str = "mijn_wijk.xlsx") -> Path:
    path = folder / name
    path.write_bytes(b"")
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


def test_main_runs_the_step_on_the_calling_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, module, _ = write_buttons(workbook(tmp_path))
    assert module == tmp_path / "mijn_wijk.py"
    seen: list[Any] = []
    monkeypatch.setattr("xlwings.Book.caller", lambda: "het werkboek")
    monkeypatch.setattr(addin, "main", seen.append)
    runpy.run_path(str(module))["main"]()
    assert seen == ["het werkboek"]


def test_a_macro_for_every_function(tmp_path: Path) -> None:
    _, _, macros = write_buttons(workbook(tmp_path))
    text = macros.read_text()
    for step in (*STEPS, "main"):
        assert f"addin.{step}(xw.Book.caller())" in text


def test_never_overwrites(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    (tmp_path / "xlwings.conf").write_text("van iemand anders")
    with pytest.raises(FileError, match=r"xlwings\.conf bestaat al"):
        write_buttons(path)
    assert (tmp_path / "xlwings.conf").read_text() == "van iemand anders"
    assert not (tmp_path / "mijn_wijk.py").exists()


@pytest.mark.parametrize("name", ["mijn-wijk.xlsx", "2026.xlsx", "wijkexcel.xlsx", "wijk 1.xlsx"])
def test_names_that_excel_cannot_import(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="De knop Run main werkt niet met de naam"):
        write_buttons(workbook(tmp_path, name))


def test_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is er niet"):
        write_buttons(tmp_path / "weg.xlsx")
