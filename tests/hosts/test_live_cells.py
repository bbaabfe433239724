"""What stands in a cell of an open workbook is taken for what it is there."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.hosts.open_books import opened, start_cell
from tests.hosts.support import small_calculated
from tests.workbook.books import saved_by_openpyxl
from wijkexcel.hosts.live import LivePort
from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.workbook.reading.read import read

pytestmark = pytest.mark.usefixtures("fixed")
SCORE = ("tblScore_S01", "O01", "C01")
NAME = ("tblOpgaven", "O01", "name")


def test_a_text_that_reads_as_an_error_is_a_text_and_an_error_is_one(tmp_path: Path) -> None:
    with opened(small_calculated(), tmp_path) as book:
        sheet, cell = start_cell(small_calculated(), NAME)
        book.sheets[sheet][cell].value = "#N/B"
        tab, score = start_cell(small_calculated(), SCORE)
        book.sheets[tab][score].formula = "=NA()"
        port = LivePort(book)
        row, column = parse_address(score)
        assert port.specials(sheet).errors == frozenset()
        assert port.specials(tab).errors == {(row - 1, column - 1)}
        found = read(port)
        assert found.dossier.opgaven[0].name == "#N/B"
        assert "lijkt-op-foutwaarde" in {f.code for f in found.findings}


def test_a_number_that_is_shown_as_a_day_is_that_number(tmp_path: Path) -> None:
    """Excel tells other programs that a 4 is 3 January 1900, where it shows the fourth."""
    tab, score = start_cell(small_calculated(), SCORE)

    def change(book: Workbook) -> None:
        book[tab][score] = 4
        book[tab][score].number_format = "dd-mm-yyyy"

    with opened(saved_by_openpyxl(small_calculated(), change), tmp_path) as book:
        assert book.sheets[tab][score].value == datetime(1900, 1, 3)
        assert read(LivePort(book)).dossier.scores.cell("S01", "O01", "C01") == 4.0
