"""A number that a cell shows as a day is that number, whatever day counts as 0 in its file."""

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter

from tests.post.makes import ods_answer
from wijkexcel.workbook.reading.epoch import EXCEL, OFFICE, since, with_numbers
from wijkexcel.workbook.reading.source import FileSource

SHOWN_AS_DAYS = [0, 1, 4, 4.5, 59, 61]


def as_xlsx(numbers: list[float], *, from_1904: bool) -> bytes:
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"date_1904": from_1904})
    sheet, shown = book.add_worksheet("Blad"), book.add_format({"num_format": "d-m-yyyy"})
    for row, number in enumerate(numbers):
        sheet.write_number(row, 0, number, shown)
    book.close()
    return data.getvalue()


def as_ods(days: list[str], zero: str = "") -> bytes:
    cell = (
        '<table:table-row><table:table-cell office:value-type="date" office:date-value="{}">'
        "<text:p>4-1-00</text:p></table:table-cell></table:table-row>"
    )
    settings = f'<table:null-date table:date-value="{zero}"/>' if zero else ""
    more = f"<table:calculation-settings>{settings}</table:calculation-settings>"
    return ods_answer(rows="".join(map(cell.format, days)), more=more if zero else "")


def column(data: bytes) -> list[object]:
    source = FileSource(data)
    return [row[0] for row in source.grid(source.sheet_names[0])]


@pytest.mark.parametrize("from_1904", [False, True])
def test_in_an_xlsx_file_that_counts_from_either_day(from_1904: bool) -> None:
    assert column(as_xlsx(SHOWN_AS_DAYS, from_1904=from_1904)) == SHOWN_AS_DAYS


@pytest.mark.parametrize("from_1904", [False, True])
def test_a_day_that_can_be_meant_is_a_day(from_1904: bool) -> None:
    number = 46387 - (1462 if from_1904 else 0)
    assert column(as_xlsx([number], from_1904=from_1904)) == [date(2026, 12, 31)]


def test_in_an_ods_file_as_libreoffice_writes_a_4() -> None:
    """Its day 0 is 30 December 1899, also before March 1900: a 4 is the third of January."""
    days = ["1899-12-30", "1900-01-03", "1900-01-03T12:00:00", "2026-12-31"]
    assert column(as_ods(days)) == [0.0, 4.0, 4.5, date(2026, 12, 31)]


def test_in_an_ods_file_that_counts_from_another_day() -> None:
    assert column(as_ods(["1904-01-05", "2026-12-31"], "1904-01-01")) == [4.0, date(2026, 12, 31)]
    assert column(as_ods(["1900-01-05"], "1900-01-01")) == [4.0]


def test_in_an_open_workbook_as_a_program_tells_it() -> None:
    told = [["x", datetime(1900, 1, 3), time(), datetime(2026, 12, 31)], ["y", 1.0, None, True]]
    assert with_numbers(told, OFFICE) == [["x", 4.0, 0.0, datetime(2026, 12, 31)], told[1]]


def test_a_time_of_the_day_is_no_number() -> None:
    assert EXCEL.told(time(12, 30)) == time(12, 30)


def test_a_year_typed_as_a_date_in_1904_is_told_as_that_number() -> None:
    assert since(date(1904, 1, 1)).told(date(1909, 7, 19)) == 2026.0


def test_nothing_is_made_anew_where_no_day_is() -> None:
    grid = [["a", 1.0], [None, True]]
    assert with_numbers(grid, EXCEL) is grid
