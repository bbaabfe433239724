"""What a cell for a date may hold, and what is made of it."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.workbook.reading.convert import shown
from wijkexcel.workbook.reading.days import FIRST, LAST, as_day
from wijkexcel.workbook.reading.problem import Problem

SEPTEMBER_FIRST = date(2026, 9, 1)


@pytest.mark.parametrize(
    "raw",
    [
        SEPTEMBER_FIRST,
        datetime(2026, 9, 1, 14, 30),
        "1-9-2026",
        "01-09-2026",
        " 1.9.2026 ",
        "1 9 2026",
        "2026-09-01",
        "1 september 2026",
        "1 sept. 2026",
        "dinsdag 1 september 2026",
        "di 1 SEP 2026",
    ],
)
def test_a_day_is_read_however_it_was_typed(raw: object) -> None:
    assert as_day(raw, shown(raw)) == SEPTEMBER_FIRST


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (date(1905, 7, 18), "jaar-zonder-dag", "Hier staat het jaar 2026, geen datum."),
        (date(1909, 7, 19), "jaar-zonder-dag", "Hier staat het jaar 2026, geen datum."),
        (2026, "jaar-zonder-dag", "Hier staat het jaar 2026, geen datum."),
        (2027.0, "jaar-zonder-dag", "Hier staat het jaar 2027, geen datum."),
        ("2026", "jaar-zonder-dag", "Hier staat het jaar 2026, geen datum."),
        (date(1900, 1, 4), "datum-onmogelijk", "Hier staat 04-01-1900."),
        (date(2206, 9, 1), "datum-onmogelijk", "Hier staat 01-09-2206."),
        (46280.0, "geen-datum", "Hier staat het getal 46280, geen datum."),
        ("31-2-2026", "datum-bestaat-niet", "'31-2-2026' is een dag die niet bestaat."),
        ("1-13-2026", "datum-bestaat-niet", "'1-13-2026' is een dag die niet bestaat."),
        ("3/4/2026", "datum-als-tekst", "Het kan op twee manieren een datum zijn."),
        ("1-9-26", "geen-datum", "'1-9-26' is geen datum."),
        ("eind 2026", "geen-datum", "'eind 2026' is geen datum."),
        ("1 foo 2026", "geen-datum", "'1 foo 2026' is geen datum."),
        (True, "geen-datum", "'WAAR' is geen datum."),
    ],
)
def test_what_is_no_day_is_told_for_what_it_is(raw: object, code: str, words: str) -> None:
    found = as_day(raw, shown(raw))
    assert isinstance(found, Problem)
    assert found.code == code
    assert words in found.problem
    assert found.action.endswith(".")


@given(st.dates(FIRST, LAST))
def test_a_day_that_can_be_is_never_refused_nor_changed(day: date) -> None:
    for raw in (day, f"{day.day}-{day.month}-{day.year}", day.isoformat()):
        assert as_day(raw, shown(raw)) == day


@given(st.integers(1990, 2100), st.sampled_from([date(1899, 12, 30), date(1904, 1, 1)]))
def test_a_year_typed_in_a_cell_for_dates_is_never_a_day(year: int, start: date) -> None:
    found = as_day(start + timedelta(days=year), "")
    assert isinstance(found, Problem)
    assert str(year) in found.problem
