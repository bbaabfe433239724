"""The functions of the add-in on a live workbook, held against the same step on the file."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.hosts.open_books import opened, result_on_start, start_cell
from tests.hosts.support import (
    RESULT,
    file_values,
    live_values,
    reading_of,
    run_file,
    small_calculated,
    typed,
    value_at,
    wrong,
)
from tests.support.xlwings_engine import ComError, open_app
from tests.workbook.books import book_of, permuted, saved_by_openpyxl, small
from wijkexcel import addin
from wijkexcel.errors import FileError
from wijkexcel.hosts.live import LivePort
from wijkexcel.layout.sheets.settings import RUN_STEP
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.steps.five import MORE, STEPS
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.recalculate import recalculate

pytestmark = pytest.mark.usefixtures("fixed")


def run_live(book: xw.Book, step: str) -> None:
    getattr(addin, step)(book)


def choose(book: xw.Book, step: str | None) -> None:
    """Choose a step on Start, as a user does."""
    found = reading_of(small_calculated()).map.tables["tblInstellingen"]
    book.sheets["Start"][found.cell(RUN_STEP.field, "value")].value = step


def assert_same_values(book: xw.Book, data: bytes, *but: tuple[str, str]) -> None:
    live, filed = live_values(book), file_values(data)
    differ = {
        place: (live.get(place), filed.get(place))
        for place in live.keys() | filed.keys()
        if live.get(place) != filed.get(place) and place not in but
    }
    assert not differ


@pytest.mark.slow
def test_the_sheets_are_protected_and_stay_so(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        guarded = {s.name for s in book.sheets if s.api.ProtectContents}
        assert {"Start", "Bevindingen", "Logboek", "Besluit", "Heroverweging"} <= guarded
        located = reading_of(small_calculated()).map.tables["calcOpgaven"]
        with pytest.raises(ComError, match="protected"):
            book.sheets["Berekening"][located.cell("O01", "total")].value = 3
        for step in STEPS:
            run_live(book, step)
        assert {s.name for s in book.sheets if s.api.ProtectContents} == guarded


@pytest.mark.slow
def test_rows_that_were_sorted_are_found_by_their_number(tmp_path: Path) -> None:
    orders = {"tblOpgaven": (2, 0, 1), "tblBesluit": (1, 2, 0), "tblHeroverweging": (2, 1, 0)}
    data = recalculate(permuted(book_of(small()), small(), orders, {})).data
    for step in ("heroverweeg", "besluit"):
        _, filed = run_file(step, data)
        with opened(data, tmp_path) as live:
            run_live(live, step)
            assert_same_values(live, filed, start_cell(filed, RESULT))
            plain = run_file(step, small_calculated())[1]
            for table, key in (("tblHeroverweging", "explained"), ("tblBesluit", "choice")):
                for opgave in ("O01", "O02", "O03"):
                    found = value_at(LivePort(live), table, opgave, key)
                    assert found == value_at(plain, table, opgave, key)


@pytest.mark.slow
def test_a_renamed_tab_keeps_its_scores_live(tmp_path: Path) -> None:
    data = saved_by_openpyxl(
        small_calculated(), lambda book: setattr(book["S01"], "title", "Marjan")
    )
    with opened(data, tmp_path) as book:
        reading = read(LivePort(book))
    assert reading.dossier == small()
    assert reading.map.tables["tblScore_S01"].sheet == "Marjan"


def test_text_that_begins_with_an_equals_sign_stays_text(tmp_path: Path) -> None:
    with opened(wrong(), tmp_path) as book:
        run_live(book, "valideer")
        port = LivePort(book)
        located = reading_of(wrong()).map.tables["tblBevindingen"]
        sheet = book.sheets["Bevindingen"]
        area = sheet.range("A6:H80")
        assert not [f for row in area.formula for f in row if str(f).startswith("=HYPERLINK")]
        problems = [row[located.columns["problem"]] for row in port.grid("Bevindingen")]
        assert any("HYPERLINK" in str(p) for p in problems)
        assert value_at(port, "tblOpgaven", "O02", "name") == "=1+1"


@pytest.mark.slow
def test_a_second_run_reads_what_was_typed_meanwhile(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        run_live(book, "bereken")
        before = result_on_start(book)
        cell = start_cell(small_calculated(), ("tblInstellingen", "threshold", "value"))[1]
        book.sheets["Start"][cell].value = 1
        run_live(book, "bereken")
        assert before != result_on_start(book)
        lowered = small().model_copy(
            update={"settings": small().settings.model_copy(update={"threshold": 1.0})}
        )
        reach = sum(o.status.reaches for o in outcome_of(lowered).opgaven)
        assert result_on_start(book).startswith(f"bereken: {reach} van de 3")


def test_an_overwritten_formula_is_found_live(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        located = reading_of(small_calculated()).map.tables["calcOpgaven"]
        book.sheets["Berekening"].api.Unprotect()
        book.sheets["Berekening"][located.cell("O02", "total")].value = 4.321
        run_live(book, "besluit")
        assert "welk totaal klopt" in result_on_start(book)
        equal = value_at(LivePort(book), "tblControle", "checked_equal", "value")
        assert equal == "nee: zie Bevindingen"
    assert [path.name for path in tmp_path.iterdir()] == ["werkboek.xlsx"]


def test_a_formula_as_decision_is_left_alone_live(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        cell = start_cell(small_calculated(), ("tblBesluit", "O02", "choice"))[1]
        book.sheets["Besluit"][cell].value = '=IF(1=1,"","x")'
        run_live(book, "besluit")
        assert book.sheets["Besluit"][cell].formula == '=IF(1=1,"","x")'


# --- main ---------------------------------------------------------------------------------------


@pytest.mark.sample(more=2)
@pytest.mark.parametrize("step", STEPS)
def test_main_runs_the_chosen_step(
    step: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(addin, "carry_out", lambda _, name: ran.append(name))
    with opened(small_calculated(), tmp_path) as book:
        choose(book, step)
        addin.main(book)
    assert ran == [step]


@pytest.mark.slow
def test_main_does_what_the_function_does(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        choose(book, "Valideer")
        addin.main(book)
        chosen = typed(
            small_calculated(), {("tblInstellingen", RUN_STEP.field, "value"): "Valideer"}
        )
        assert_same_values(book, run_file("valideer", chosen)[1])


@pytest.mark.parametrize("step", [None, "verwijderen", "main", "=1+1"])
def test_main_without_a_step_says_what_to_do(step: str | None, tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        choose(book, f"'{step}" if step else None)
        addin.main(book)
        assert result_on_start(book) == (
            "Kies op het blad Start bij 'Uit te voeren opdracht' eerst een opdracht."
        )


@pytest.mark.sample(more=2)
@pytest.mark.slow
@pytest.mark.parametrize("function", [*STEPS, *MORE, "main"])
def test_called_with_nothing_it_takes_the_book_that_called(
    function: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As *Run main* and RunPython call it."""
    with opened(small_calculated(), tmp_path) as book:
        choose(book, "bereken")
        monkeypatch.setattr(xw.Book, "_mock_caller", book, raising=False)
        getattr(addin, function)()
        done = "bereken" if function == "main" else function
        assert result_on_start(book).startswith(f"{done}: ")


@pytest.mark.slow
def test_main_needs_no_gemeente(tmp_path: Path) -> None:
    """The first setting may be empty: the step is found by its label."""
    blank = typed(small_calculated(), {("tblInstellingen", "gemeente", "value"): None})
    with opened(blank, tmp_path) as book:
        choose(book, "valideer")
        addin.main(book)
        assert result_on_start(book).startswith("valideer: Gecontroleerd")


# --- when it cannot be done ---------------------------------------------------------------------


@pytest.mark.slow
def test_an_error_is_a_sentence_on_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail(*_: object) -> object:
        raise FileError("De schijf is vol. Maak ruimte.")

    monkeypatch.setattr(addin, "place", fail)
    with opened(small_calculated(), tmp_path) as book:
        for step in STEPS:
            run_live(book, step)
            assert result_on_start(book) == f"{step}: De schijf is vol. Maak ruimte."


def without_sheet(data: bytes, name: str) -> bytes:
    from tests.workbook.books import saved_by_openpyxl

    return saved_by_openpyxl(data, lambda book: book.remove(book[name]))


@pytest.mark.sample(more=2)
@pytest.mark.slow
@pytest.mark.parametrize("step", [*STEPS, *MORE, "main"])
def test_a_missing_sheet_is_a_sentence_on_start(step: str, tmp_path: Path) -> None:
    with opened(without_sheet(small_calculated(), "Bevindingen"), tmp_path) as book:
        choose(book, "valideer")
        run_live(book, step)
        assert "De tabel tblBevindingen of een kolom daarvan ontbreekt" in result_on_start(book)


@pytest.mark.parametrize("step", [*STEPS, "main"])
def test_another_workbook_gets_the_reason_as_error(step: str) -> None:
    """There is no Start to write on: xlwings shows the sentence of the error itself."""
    with open_app() as app:
        book = app.books.add()
        from wijkexcel.errors import StructureError

        with pytest.raises(StructureError, match="geen werkboek van wijkexcel"):
            run_live(book, step)


@pytest.mark.slow
def test_a_start_without_the_result_cell_loses_no_reason(tmp_path: Path) -> None:
    from wijkexcel.errors import StructureError

    data = without_sheet(small_calculated(), "Bevindingen")
    with opened(data, tmp_path) as book:
        label = start_cell(data, ("tblControle", "checked_result", "id"))[1]
        book.sheets["Start"].api.Unprotect()
        book.sheets["Start"][label].value = "Iets anders"
        with pytest.raises(StructureError, match="tblBevindingen"):
            run_live(book, "valideer")


# --- where documents go -------------------------------------------------------------------------


class _Book:
    def __init__(self, fullname: Any) -> None:
        self._fullname = fullname

    @property
    def fullname(self) -> Any:
        if isinstance(self._fullname, Exception):
            raise self._fullname
        return self._fullname


@pytest.mark.parametrize(
    "fullname",
    [
        "Book1",
        "",
        None,
        "https://contoso.sharepoint.com/sites/wijk/werkboek.xlsx",
        "http://x/werkboek.xlsx",
        xw.XlwingsError("Couldn't find the local OneDrive folder."),
    ],
    ids=str,
)
def test_a_book_without_a_folder_has_the_home_folder(fullname: object) -> None:
    assert LivePort(_Book(fullname)).folder == Path.home()


def test_a_book_with_a_path_has_its_folder(tmp_path: Path) -> None:
    assert LivePort(_Book(str(tmp_path / "werkboek.xlsx"))).folder == tmp_path


@pytest.mark.slow
def test_an_unsaved_book_puts_the_letter_in_the_home_folder_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "thuis"
    home.mkdir()
    monkeypatch.setattr(Path, "home", classmethod(lambda _: home))
    with opened(small_calculated(), tmp_path) as book:
        monkeypatch.setattr(type(book), "fullname", property(lambda _: "Book1"))
        run_live(book, "besluit")
        (made,) = home.iterdir()
        assert made.name.startswith("besluitenblad-intern-lijsterhoek")
        assert str(made) in result_on_start(book)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["werkboek.xlsx"]


@pytest.mark.slow
def test_a_document_that_is_open_elsewhere_is_a_sentence(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        name = "besluitenblad-intern-lijsterhoek-2026-09-21.docx"
        (tmp_path / f"~${name}").write_bytes(b"\x04Anna")
        run_live(book, "besluit")
        assert "is geopend door Anna" in result_on_start(book)
        assert not (tmp_path / name).exists()


# --- reading through xlwings --------------------------------------------------------------------


@pytest.mark.slow
def test_a_live_book_reads_as_its_file(tmp_path: Path) -> None:
    from wijkexcel.workbook.reading.read import read

    for data in (small_calculated(), wrong()):
        with opened(data, tmp_path) as book:
            live, filed = read(LivePort(book)), reading_of(data)
            assert live.dossier == filed.dossier
            assert live.findings == filed.findings
            assert list(LivePort(book).sheet_names) == [s.name for s in filed.layout.sheets]


def test_what_was_written_is_read_anew(tmp_path: Path) -> None:
    """Also the results of formulas: they are held against Python once more after the write."""
    with opened(small_calculated(), tmp_path) as book:
        port = LivePort(book)
        _, cell = start_cell(small_calculated(), ("tblScore_S01", "O01", "C01"))
        before = value_at(port, "calcOpgaven", "O01", "total")
        port.write([CellEdit("S01", cell, 1.0)])
        assert value_at(port, "tblScore_S01", "O01", "C01") == 1.0
        after = port.after_write(reading_of(small_calculated()), sound=False).cells
        assert after["O01"]["total"] == value_at(port, "calcOpgaven", "O01", "total") != before


@pytest.mark.slow
def test_dates_come_through(tmp_path: Path) -> None:
    from wijkexcel.workbook.reading.read import read

    data = typed(
        small_calculated(), {("tblInstellingen", "letter_date", "value"): date(2026, 12, 1)}
    )
    with opened(data, tmp_path) as book:
        assert read(LivePort(book)).dossier.settings.letter_date == date(2026, 12, 1)
        run_live(book, "besluit")
    assert (tmp_path / "besluitenblad-intern-lijsterhoek-2026-12-01.docx").is_file()


def test_the_name_of_the_user_is_never_in_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    import getpass

    from wijkexcel.hosts.who import who

    monkeypatch.undo()
    for error in (OSError, KeyError, ImportError):

        def nobody(kind: type[Exception] = error) -> str:
            raise kind

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(getpass, "getuser", nobody)
            assert who() == "onbekend"
