"""What goes into cells comes out of them, as xlwings' documentation describes it."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest
import xlwings as xw

pytestmark = pytest.mark.oracle("libreoffice")
MOMENT = dt.datetime(2026, 9, 21, 9, 30, 15)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, 3.0),
        (0.1 + 0.2, 0.1 + 0.2),
        (-1e-300, -1e-300),
        (12345678901234567.0, 12345678901234567.0),
        ("tekst", "tekst"),
        ("5", "5"),
        ("1-2", "1-2"),
        ("007", "007"),
        ("TRUE", "TRUE"),
        ("1e5", "1e5"),
        (" voor en na ", " voor en na "),
        ("eerste\ntweede", "eerste\ntweede"),
        ("é — 漢字 😀", "é — 漢字 😀"),
        ("'=1+1", "=1+1"),
        ("'''dubbel", "''dubbel"),
        ("=", "="),
        ("@SOM(1)", "@SOM(1)"),
        ("+1", "+1"),
        ("#N/A", "#N/A"),
        (True, True),
        (False, False),
        (None, None),
        ("", None),
        (float("nan"), None),
        (MOMENT, MOMENT),
        (dt.datetime(2026, 9, 21), dt.datetime(2026, 9, 21)),
        (dt.date(1900, 3, 1), dt.datetime(1900, 3, 1)),
        (np.float64(2.5), 2.5),
        (np.int64(7), 7.0),
        (np.bool_(True), True),
        (np.datetime64("2026-09-21T09:30:15"), MOMENT),
        (pd.Timestamp(MOMENT), MOMENT),
        (pd.NaT, None),
        (pd.NA, None),
    ],
)
def test_a_value_survives_alone_and_in_a_block(value: Any, read: Any, sheet: xw.Sheet) -> None:
    sheet["B2"].value = value
    assert sheet["B2"].value == read
    assert type(sheet["B2"].value) is type(read)
    sheet["D4"].value = [["x", value], [value, 1]]
    assert sheet["D4:E5"].value == [["x", read], [read, 1.0]]


def test_a_block_is_read_in_the_shape_that_is_asked(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, 2], [3, 4]]
    assert sheet["A1:B2"].value == [[1.0, 2.0], [3.0, 4.0]]
    assert sheet["A1:A2"].value == [1.0, 3.0]
    assert sheet["A1:B1"].value == [1.0, 2.0]
    assert sheet["A1"].options(ndim=1).value == [1.0]
    assert sheet["A1:A2"].options(ndim=2).value == [[1.0], [3.0]]
    assert sheet["A1:B2"].options(transpose=True).value == [[1.0, 3.0], [2.0, 4.0]]
    sheet["D1"].options(transpose=True).value = [7, 8]
    assert sheet["D1:D2"].value == [7.0, 8.0]


def test_the_options_of_reading(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1.2, None], [dt.datetime(2026, 9, 21), "x"]]
    assert sheet["A1"].options(numbers=int).value == 1
    assert sheet["A1:B1"].options(empty="leeg").value == [1.2, "leeg"]
    assert sheet["A2"].options(dates=dt.date).value == dt.date(2026, 9, 21)
    assert sheet["A1:B2"].options(dict, chunksize=1).value == {
        1.2: None,
        dt.datetime(2026, 9, 21): "x",
    }


def test_arrays_and_data_frames(sheet: xw.Sheet) -> None:
    sheet["A1"].value = np.array([[1.0, np.nan], [3.0, 4.0]])
    assert sheet["A1:B2"].value == [[1.0, None], [3.0, 4.0]]
    np.testing.assert_array_equal(
        sheet["A1:B2"].options(np.array).value, np.array([[1.0, np.nan], [3.0, 4.0]])
    )
    frame = pd.DataFrame(
        {"naam": ["a", "b"], "dag": [pd.Timestamp(MOMENT), pd.NaT], "score": [1.5, None]}
    )
    sheet["D1"].options(index=False).value = frame
    back = sheet["D1"].options(pd.DataFrame, index=False, expand="table").value
    pd.testing.assert_frame_equal(back, frame, check_dtype=False)


def test_a_formula_is_calculated_and_read_back_as_excel_spells_it(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[2, "=A1*3"], [4, "=SUM(A1:A2,10)"]]
    assert sheet["A1:B2"].value == [[2.0, 6.0], [4.0, 16.0]]
    assert sheet["A1:B2"].formula == (("2", "=A1*3"), ("4", "=SUM(A1:A2,10)"))
    assert sheet["B2"].formula == "=SUM(A1:A2,10)"
    sheet["D1:D3"].formula = "=A1+$B$1"
    assert sheet["D1:D3"].formula == (("=A1+$B$1",), ("=A2+$B$1",), ("=A3+$B$1",))
    sheet["E1:F2"].value = "=A1"
    assert sheet["F2"].formula == "=B2"
    sheet["G1"].formula = [["=A1", "5"], ["tekst", "=1/4"]]
    assert sheet["G1:H2"].value == [[2.0, 5.0], ["tekst", 0.25]]


def test_errors_are_none_or_their_text(sheet: xw.Sheet) -> None:
    wrong = ["=1/0", "=NA()", "=nietsditbestaat", '="a"+1', "=INDEX(A1:A2,9)", "=10^400"]
    sheet["A1"].options(transpose=True).value = wrong
    area = sheet["A1:A6"]
    assert area.value == [None] * 6
    texts = ["#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#REF!", "#NUM!"]
    assert area.options(err_to_str=True).value == texts


def test_a_date_keeps_the_format_that_the_cell_has(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "yyyy-mm-dd"
    sheet["A2"].number_format = "0.00"
    sheet["A1:A2"].options(transpose=True).value = [MOMENT, MOMENT]
    assert sheet["A1"].number_format.lower() == "yyyy-mm-dd"
    assert sheet["A1"].value == MOMENT
    # As in Excel: a cell with a format for numbers shows, and gives, the number of the date.
    assert sheet["A2"].value == pytest.approx(46286.396, abs=0.001)


def test_a_formula_that_gives_a_date_or_truth_reads_as_such(sheet: xw.Sheet) -> None:
    sheet["A1"].value = ["=DATE(2026,9,21)", "=1=1", "=TODAY()-TODAY()+1"]
    assert sheet["A1:B1"].value == [dt.datetime(2026, 9, 21), True]


def test_notes_stay_where_values_are_written(sheet: xw.Sheet) -> None:
    """A block written through UNO would delete the notes in it."""
    sheet["B2"].api.annotate("onthoud dit")
    sheet["A1"].value = [[1, 2, 3], [4, "vijf", 6], [7, 8, "=A1"]]
    assert sheet["A1:C3"].value == [[1.0, 2.0, 3.0], [4.0, "vijf", 6.0], [7.0, 8.0, 1.0]]
    assert sheet["B2"].api.annotation() == "onthoud dit"
    sheet["A1:C3"].clear_contents()
    assert sheet["B2"].api.annotation() == "onthoud dit"


def test_clearing(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, MOMENT], ["x", "=A1"]]
    sheet["A1"].color = "#ff0000"
    sheet["A1:B2"].clear_contents()
    assert sheet["A1:B2"].value == [[None, None], [None, None]]
    assert sheet["A1"].color == (255, 0, 0)
    sheet["A1:B2"].clear_formats()
    assert sheet["A1"].color is None
    assert sheet["B1"].number_format == "General"
    sheet["A1"].value = 3
    sheet["A1"].color = (0, 255, 0)
    sheet.clear()
    assert (sheet["A1"].value, sheet["A1"].color) == (None, None)


def test_a_whole_column_can_be_written_and_emptied(sheet: xw.Sheet) -> None:
    sheet["A1"].options(transpose=True).value = list(range(5000))
    assert sheet["A1"].expand("down").value[-1] == 4999.0
    sheet["A:A"].clear_contents()
    assert sheet.used_range.address == "$A$1"
