"""Somebody types in the open workbook while a step runs: nothing is lost, no half work is left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.hosts.open_books import opened, result_on_start, start_cell
from tests.hosts.support import RUN, live_values, small_calculated, table_values, value_at
from tests.post.support import few, not_sent
from tests.support.xlwings_engine import Range
from tests.workbook.books import calculated
from wijkexcel import addin
from wijkexcel.errors import FileError, WorkbookLockedError
from wijkexcel.hosts import live_program
from wijkexcel.hosts.live import LivePort, title_of
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.post import open_book as addin_post
from wijkexcel.steps import deciding
from wijkexcel.steps import five as steps
from wijkexcel.workbook.reading.read import read

pytestmark = pytest.mark.usefixtures("fixed")
CHOICE = ("tblBesluit", "O02", "choice")


def lines(book: xw.Book) -> list[dict[str, Any]]:
    return table_values(LivePort(book), "tblLogboek")


def typing(monkeypatch: pytest.MonkeyPatch, type_it: Callable[[], None]) -> None:
    """Type while the decision sheet is made: the workbook was read, and not yet written."""
    real = deciding.decision_sheet

    def made(*given: Any) -> Any:
        type_it()
        return real(*given)

    monkeypatch.setattr(deciding, "decision_sheet", made)


@pytest.mark.slow
def test_a_decision_typed_while_the_step_runs_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The step begins anew with it, and tells once what it did."""
    with opened(small_calculated(), tmp_path) as book:
        sheet, cell = start_cell(small_calculated(), CHOICE)

        def type_it() -> None:
            book.sheets[sheet][cell].value = "niet gekozen"

        typing(monkeypatch, type_it)
        addin.besluit(book)
        assert value_at(LivePort(book), *CHOICE) == "niet gekozen"
        assert read(LivePort(book)).dossier.decision("O02").choice == "niet gekozen"
        assert [line["what"] for line in lines(book)][-1].startswith("besluit: ")
        assert sum(str(line["what"]).startswith("besluit: ") for line in lines(book)) == 1
        assert result_on_start(book).startswith("besluit: Besluitenblad gemaakt;")


@pytest.mark.slow
def test_the_sheet_that_is_named_is_the_one_on_which_somebody_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a hidden one that shows it too."""
    with opened(small_calculated(), tmp_path) as book:
        sheet, cell = start_cell(small_calculated(), ("tblOpgaven", "O01", "planning"))
        times: list[str] = []

        def type_it() -> None:
            times.append("x")
            book.sheets[sheet][cell].value = f"versie {len(times)}"

        typing(monkeypatch, type_it)
        addin.besluit(book)
        assert "getypt terwijl de opdracht liep, op het blad Opgaven." in result_on_start(book)


@pytest.mark.slow
def test_who_goes_on_typing_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(small_calculated(), tmp_path) as book:
        sheet, cell = start_cell(small_calculated(), ("tblOpgaven", "O01", "risks"))
        times: list[str] = []

        def type_it() -> None:
            times.append("x")
            book.sheets[sheet][cell].value = f"versie {len(times)}"

        typing(monkeypatch, type_it)
        before = live_values(book)
        addin.besluit(book)
        assert result_on_start(book) == (
            "besluit: Er is in het werkboek getypt terwijl de opdracht liep, op het blad Opgaven. "
            "Wat u typte staat er; verder is er niets veranderd. Kies de opdracht opnieuw als u "
            "klaar bent met typen."
        )
        differ = {place for place, value in live_values(book).items() if before.get(place) != value}
        assert {
            (sheet, cell),
            start_cell(small_calculated(), ("tblControle", "checked_result", "value")),
        } == differ
    assert [path.name for path in tmp_path.iterdir()] == ["werkboek.xlsx"]


@pytest.mark.slow
@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_step_that_fails_halfway_leaves_nothing(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(small_calculated(), tmp_path) as book:
        before, done = live_values(book), []
        setter = Range.raw_value.fset

        def write(area: Range, value: Any) -> None:
            done.append(value)
            if len(done) == after + 1:
                raise FileError("De cel is beveiligd.")
            setter(area, value)

        monkeypatch.setattr(Range, "raw_value", Range.raw_value.setter(write))
        addin.besluit(book)
        result = start_cell(small_calculated(), ("tblControle", "checked_result", "value"))
        differ = {place for place, value in live_values(book).items() if before.get(place) != value}
        assert differ == {result}
        assert result_on_start(book) == "besluit: De cel is beveiligd."


@pytest.mark.slow
def test_a_step_whose_documents_cannot_be_saved_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What somebody typed in such a cell since then is left; a formula comes back as one."""
    with opened(small_calculated(), tmp_path) as book:
        sheet, cell = start_cell(small_calculated(), CHOICE)
        port = LivePort(book, title_of("besluit"))
        steps.run_step("besluit", port, RUN)
        assert value_at(LivePort(book), *CHOICE) == "uitgesteld"
        book.sheets[sheet][cell].value = "niet gekozen"
        port.take_back()
        assert value_at(LivePort(book), *CHOICE) == "niet gekozen"
        assert value_at(LivePort(book), "tblBesluit", "O02", "public_reason") is None
        assert len(lines(book)) == len(table_values(small_calculated(), "tblLogboek"))
        found, number = start_cell(small_calculated(), ("tblBevindingen", "1", "problem"))
        book.sheets[found].api.Unprotect()
        book.sheets[found][number].formula = "=1+1"
        port.write([CellEdit(found, number, "x")])
        port.take_back()
        assert book.sheets[found][number].formula == "=1+1"


@pytest.mark.slow
def test_what_is_typed_while_everything_goes_out_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing has gone out yet, so it begins anew; one folder, of the workbook as it is now."""
    data = calculated(not_sent(few()))
    with opened(data, tmp_path) as book:
        place = read(LivePort(book)).map.tables["tblOpgaven"].cell("O01", "planning")
        real = addin_post.send

        def send(*given: Any) -> Any:
            sending = real(*given)
            book.sheets["Opgaven"][place].value = "volgend jaar"
            return sending

        monkeypatch.setattr(addin_post, "send", send)
        addin.verdeel(book)
        assert result_on_start(book).startswith("verdeel: 3 werkboeken en 3 mails gemaakt")
        assert book.sheets["Opgaven"][place].value == "volgend jaar"
    assert len(list(tmp_path.glob("uitvraag-*"))) == 1


@pytest.mark.slow
def test_the_second_of_two_steps_is_told_to_wait(tmp_path: Path) -> None:
    """On *Start* nothing is said: the first has read it, and would begin anew."""
    with opened(small_calculated(), tmp_path) as book:
        before = live_values(book)
        with live_program.turn(book, LivePort(book).address, "Anna", "besluit"):
            with pytest.raises(WorkbookLockedError, match=r"Anna is .* bezig met 'wijkexcel bes"):
                addin.valideer(book)
            assert live_values(book) == before
        addin.valideer(book)
        assert result_on_start(book).startswith("valideer: Gecontroleerd")
    assert [path.name for path in tmp_path.iterdir()] == ["werkboek.xlsx"]
