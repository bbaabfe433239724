"""A step in a LibreOffice at which somebody is at work: nothing typed is lost, all is undone."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.hosts.support import live_values, reading_of, small_calculated, table_values, value_at
from tests.post.support import few, not_sent
from tests.renew.renewing import with_parts
from tests.workbook.books import calculated
from wijkexcel import addin
from wijkexcel.errors import WorkbookChangedError
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.live_program import READ_ONLY
from wijkexcel.libreoffice_menu import __main__ as menu
from wijkexcel.xlwings_libreoffice.connection import Connection

pytestmark = [pytest.mark.oracle("libreoffice"), pytest.mark.usefixtures("fixed")]
CHOICE = ("tblBesluit", "O02", "choice")


@pytest.fixture
def opened(app: xw.App, tmp_path: Path) -> Callable[..., xw.Book]:
    def open_it(data: bytes, **how: Any) -> xw.Book:
        path = tmp_path / "werkboek.xlsx"
        path.write_bytes(data)
        return app.books.open(path, **how)

    return open_it


def titles(book: xw.Book) -> list[str]:
    """What LibreOffice offers to undo."""
    return list(book.impl.call("work.titles"))


def problems(book: xw.Book) -> list[str]:
    return [str(row.get("problem")) for row in table_values(LivePort(book), "tblBevindingen")]


def place_of(place: tuple[str, str, str]) -> tuple[str, str]:
    found = reading_of(small_calculated()).map.tables[place[0]]
    return found.sheet, found.cell(place[1], place[2])


def old_results(mode: bytes) -> bytes:
    """Someone changed a mark with a program that does not calculate."""
    sheet, cell = place_of(("tblScore_S01", "O01", "C01"))
    number = [s.name for s in reading_of(small_calculated()).layout.sheets].index(sheet) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(io.BytesIO(small_calculated())) as archive:
        xml, main = archive.read(part), archive.read("xl/workbook.xml")
    typed = re.sub(rb'(<c r="%s"[^>]*><v>)4<' % cell.encode(), rb"\g<1>1<", xml)
    calc = re.sub(rb"<calcPr[^>]*/>", b'<calcPr calcId="191029"%s/>' % mode, main)
    assert (typed != xml, calc != main) == (True, True)
    return with_parts(small_calculated(), {part: typed, "xl/workbook.xml": calc})


def test_one_step_is_one_thing_to_take_back(opened: Callable[..., xw.Book]) -> None:
    """Proposals, findings, Start and the line in the logbook, also where cells were empty."""
    book = opened(small_calculated())
    before = live_values(book)
    addin.besluit(book)
    assert titles(book) == ["wijkexcel: besluit"]
    assert value_at(LivePort(book), *CHOICE) == "uitgesteld"
    after = live_values(book)
    assert book.impl.take_back("wijkexcel: besluit")
    assert live_values(book) == before != after
    assert titles(book) == []
    assert not book.impl.take_back("wijkexcel: besluit")


def test_a_step_that_cannot_write_everything_writes_nothing(
    opened: Callable[..., xw.Book],
) -> None:
    book = opened(small_calculated())
    sheet, cell = place_of(("tblBevindingen", "1", "problem"))
    book.sheets[sheet].api.unprotect("")
    book.sheets[sheet][cell].clear_formats()  # a cell without a format of its own is locked
    book.sheets[sheet].api.protect("")
    before = live_values(book)
    said = menu.run(book, "besluit")
    assert "cel die beveiligd is. Er is niets veranderd" in said
    assert said == value_at(LivePort(book), "tblControle", "checked_result", "value")
    differ = {place for place, value in live_values(book).items() if before.get(place) != value}
    assert {sheet for sheet, _ in differ} == {"Start"}
    assert len(differ) == 1


def test_whatever_is_typed_while_a_step_runs_is_noticed(opened: Callable[..., xw.Book]) -> None:
    """Also beyond what stood there, and a day that Excel keeps as the number that stood there."""
    day = datetime(2026, 9, 21)
    book = opened(small_calculated())
    name, cell = place_of(("tblOpgaven", "O01", "planning"))
    sheet = book.sheets[name]
    sheet.api.unprotect("")
    for before, after in (
        ("x", "y"),
        ("x", 3),
        ("x", None),
        (None, "x"),
        (46286, day),
        (2, "=1/0"),
        ("=1/0", "=NA()"),
    ):
        for address in (cell, sheet.used_range.last_cell.offset(3, 3).address):
            sheet[address].clear()
            sheet[address].value = before
            port = LivePort(book)
            port.grid(name)
            port.check_unchanged()
            sheet[address].value = after
            with pytest.raises(WorkbookChangedError, match="op het blad Opgaven"):
                port.check_unchanged()


def test_a_step_reads_each_sheet_once(
    opened: Callable[..., xw.Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking up what is a day costs the most; whether somebody typed needs no such look."""
    book, asked = opened(small_calculated()), Counter[str]()
    call = Connection.call

    def counted(connection: Connection, operation: str, *arguments: Any) -> Any:
        asked[operation] += 1
        return call(connection, operation, *arguments)

    monkeypatch.setattr(Connection, "call", counted)
    addin.valideer(book)
    sheets = len(book.sheets)
    assert sheets <= asked["cells.read"] <= sheets + 3
    assert asked["cells.formulas"] <= sheets


def test_a_workbook_that_calculates_by_hand_is_calculated_first(
    opened: Callable[..., xw.Book],
) -> None:
    book = opened(old_results(b' calcMode="manual"'))
    assert book.impl.calculates_by_hand
    addin.bereken(book)
    port = LivePort(book)
    assert value_at(port, "tblControle", "checked_equal", "value") == "ja"
    (told,) = [text for text in problems(book) if "rekent met de hand" in text]
    assert "Het programma heeft alles wel uitgerekend" in told


def test_results_that_another_program_left_old_are_calculated_anew(
    opened: Callable[..., xw.Book],
) -> None:
    book = opened(old_results(b""))
    assert not book.impl.calculates_by_hand
    addin.bereken(book)
    port = LivePort(book)
    assert value_at(port, "tblControle", "checked_equal", "value") == "ja"
    assert [text for text in problems(book) if "waren oud" in text]


def test_read_only_and_closed_are_said_in_words(opened: Callable[..., xw.Book]) -> None:
    book = opened(small_calculated(), read_only=True)
    before = live_values(book)
    for step in ("valideer", "verdeel"):
        assert menu.run(book, step) == f"{step}: {READ_ONLY}"
    assert live_values(book) == before
    with pytest.raises(xw.XlwingsError, match="is open as read-only and cannot be changed"):
        book.sheets["Start"]["A1"].value = "x"
    book.close()
    assert menu.run(book, "besluit") == (
        "besluit: Het werkboek is gesloten terwijl de opdracht liep, dus misschien is niet alles "
        "geschreven. Open het werkboek en kies de opdracht opnieuw."
    )


def test_a_workbook_with_a_password_is_not_called_damaged(app: xw.App, tmp_path: Path) -> None:
    path = tmp_path / "werkboek.xlsx"
    (tmp_path / "open.xlsx").write_bytes(calculated(not_sent(few())))
    book = app.books.open(tmp_path / "open.xlsx")
    with pytest.raises(xw.XlwingsError, match=r"puts no password on 'open\.xlsx' where it is"):
        book.save(tmp_path / "open.xlsx", password="geheim")
    book.save(path, password="geheim")
    (tmp_path / "open.xlsx").unlink()
    assert "opgeslagen met een wachtwoord" in menu.run(book, "verdeel")
    assert {p.name for p in tmp_path.iterdir() if not p.name.startswith(".~lock")} == {path.name}


def test_the_window_says_what_to_do_next(
    opened: Callable[..., xw.Book], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where Start has another name, as on the command line."""
    book = opened(small_calculated())
    book.sheets["Start"].name = "Begin"
    assert menu.run(book, "valideer").splitlines()[2:] == [menu.FINDINGS, "", menu.UNSAVED]

    def fail(*_: object) -> None:
        raise ZeroDivisionError("iets")

    monkeypatch.setattr(addin, "carry_out", fail)
    said = menu.run(book, "valideer")
    assert said.startswith("valideer: Dat lukt niet, door een fout in het programma zelf.")
    assert "ZeroDivisionError" in said
