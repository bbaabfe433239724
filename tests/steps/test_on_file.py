"""What the commands do, apart from the words: new workbooks and the framework they start with."""

from datetime import date
from pathlib import Path

import pytest

from tests.workbook.books import reading
from wijkexcel.errors import FileError
from wijkexcel.example import starter_framework
from wijkexcel.files.folders import make_folder
from wijkexcel.layout.spec import Capacity
from wijkexcel.new.workbook import new_workbook, starter
from wijkexcel.workbook.recalculate import recalculate

ROOM = Capacity(2, 7, 4, 2, 1)
DAY = date(2026, 1, 2)


def test_the_starter_takes_what_is_given_and_leaves_the_rest() -> None:
    base = starter_framework()
    assert starter() == base
    assert starter(gemeente=None, wijk=None) == base
    found = starter(gemeente="Oudervliet", lowest=0.0)
    assert found.settings.gemeente == "Oudervliet"
    assert found.settings.lowest == 0.0
    assert found.settings.wijk == base.settings.wijk
    assert found.criteria == base.criteria


def test_a_new_workbook_is_calculated_and_the_same_each_time(tmp_path: Path) -> None:
    one, other = tmp_path / "een.xlsx", tmp_path / "twee.xlsx"
    for path in (one, other):
        new_workbook(path, starter(), ROOM, created=DAY)
    assert one.read_bytes() == other.read_bytes()
    assert recalculate(one.read_bytes()).data == one.read_bytes()
    assert reading(one.read_bytes()).dossier.criteria == starter().criteria
    assert len(list(tmp_path.iterdir())) == 2


def test_a_new_workbook_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "er-al.xlsx"
    path.write_bytes(b"van mij")
    with pytest.raises(FileError, match="bestaat al"):
        new_workbook(path, starter(), ROOM, created=DAY)
    assert path.read_bytes() == b"van mij"
    assert [p.name for p in tmp_path.iterdir()] == ["er-al.xlsx"]


def test_a_folder_that_is_there_is_fine(tmp_path: Path) -> None:
    make_folder(tmp_path)
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "c").write_text("x")
    with pytest.raises(FileError, match="is een bestand en geen map"):
        make_folder(tmp_path / "c")
