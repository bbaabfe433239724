"""The whole job in a live LibreOffice, while a user is at work in it."""

from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.hosts.support import (
    RESULT,
    reading_of,
    small_calculated,
    value_at,
)
from tests.workbook.books import example_book
from wijkexcel import addin
from wijkexcel.hosts.live import LivePort
from wijkexcel.steps.five import STEPS
from wijkexcel.workbook.reading.read import read

pytestmark = [pytest.mark.oracle("libreoffice"), pytest.mark.usefixtures("fixed")]


def saved(data: bytes, folder: Path) -> Path:
    path = folder / "werkboek.xlsx"
    path.write_bytes(data)
    return path


def cell(data: bytes, table: str, row: str, column: str) -> tuple[str, str]:
    located = reading_of(data).map.tables[table]
    return located.sheet, located.cell(row, column)


def test_the_whole_job_as_a_user_does_it(app: xw.App, tmp_path: Path) -> None:
    """Type scores, filter, sort, select; then the five functions; then look at what they made."""
    data = example_book()
    book = app.books.open(saved(data, tmp_path))
    sheet, place = cell(data, "tblScore_S01", "O01", "C01")
    book.sheets[sheet][place].formula = "99"  # as typed: a number that is not on the scale
    name, row_of = cell(data, "tblScore_S02", "O02", "C01")
    book.sheets[name][row_of].formula = "weet niet"
    book.sheets[name].activate()
    book.sheets[name][row_of].select()

    opgaven = book.sheets["Opgaven"]
    table = opgaven.tables["tblOpgaven"]
    opgaven.api.unprotect("")
    table.sort(2, ascending=False)
    opgaven.api.protect("")
    order = [row[0] for row in table.data_body_range.value]
    assert order != sorted(order)
    shown = table.data_body_range.value[0][1]
    table.autofilter.apply_values(2, [shown])
    assert sum(not row.rows.hidden for row in table.data_body_range.rows) == 1
    guarded = [s.name for s in book.sheets if s.api.protected()]
    assert {"Start", "S01", "Bevindingen", "Besluit"} <= set(guarded)

    addin.valideer(book)
    tables = read(LivePort(book)).map.tables

    def now(table: str, row: str, key: str) -> Any:
        """What stands in a cell; where it stands was looked up once, as nobody moves it here."""
        found = tables[table]
        return book.sheets[found.sheet][found.cell(row, key)].value

    problems = [now("tblBevindingen", row, "problem") for row in tables["tblBevindingen"].rows]
    assert any("99" in str(problem) for problem in problems)
    told = str(now(*RESULT))
    assert told.startswith("valideer: Gecontroleerd: 1 fout")
    assert app.selection == book.sheets[name][row_of]
    beside = [str(text) for row in book.sheets[sheet].used_range.value for text in row]
    assert any("99" in text for text in beside if text != "99.0")

    book.sheets[sheet][place].formula = "4"
    for step in STEPS:
        getattr(addin, step)(book)
        assert str(now(*RESULT)).startswith(f"{step}: ")
        assert now("tblControle", "checked_equal", "value") == "ja"
    assert now("tblControle", "checked_errors", "value") == 0
    dossier = read(LivePort(book)).dossier
    assert now("tblScore_S01", "O01", "C01") == 4.0
    assert {path.name.partition("-")[0] for path in tmp_path.glob("*.docx")} == {
        "besluitenblad",
        "brief",
    }
    assert app.selection == book.sheets[name][row_of]
    assert [row[0] for row in table.data_body_range.value] == order
    assert sum(not row.rows.hidden for row in table.data_body_range.rows) == 1
    assert [s.name for s in book.sheets if s.api.protected()] == guarded

    book.save()
    book.close()
    again = read(LivePort(app.books.open(tmp_path / "werkboek.xlsx")))
    assert again.dossier == dossier


def test_an_error_is_a_sentence_on_start(
    app: xw.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wijkexcel.errors import FileError

    def fail(*_: object) -> object:
        raise FileError("De schijf is vol. Maak ruimte.")

    monkeypatch.setattr(addin, "place", fail)
    book = app.books.open(saved(small_calculated(), tmp_path))
    addin.brief(book)
    assert value_at(LivePort(book), *RESULT) == "brief: De schijf is vol. Maak ruimte."
