"""Do an opgave and the wijkaanpak meet in time?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.model.records import Opgave, Settings
from wijkexcel.rules.years import apart, backwards
from wijkexcel.sentences.background import planning_in_words, years_in_words

YEARS = st.none() | st.integers(2020, 2040)


def meeting(opgave: tuple[int | None, int | None], around: tuple[int | None, int | None]) -> bool:
    planned = Opgave(id="O01", name="Riool", year_from=opgave[0], year_to=opgave[1])
    return not apart(planned, Settings(year_from=around[0], year_to=around[1]))


@pytest.mark.parametrize(
    ("opgave", "meets"),
    [
        ((2028, 2029), True),
        ((2025, 2027), True),
        ((2030, None), True),
        ((None, 2027), True),
        ((None, None), True),
        ((2020, 2040), True),
        ((2031, None), False),
        ((2031, 2033), False),
        ((None, 2026), False),
        ((2024, 2026), False),
    ],
)
def test_one_year_in_common_is_enough(opgave: tuple[int | None, int | None], meets: bool) -> None:
    assert meeting(opgave, (2027, 2030)) is meets


@given(st.tuples(YEARS, YEARS), st.tuples(YEARS, YEARS))
def test_they_meet_when_some_year_lies_in_both(
    opgave: tuple[int | None, int | None], around: tuple[int | None, int | None]
) -> None:
    def holds(year: int, period: tuple[int | None, int | None]) -> bool:
        first, last = period
        return (first is None or first <= year) and (last is None or year <= last)

    forwards = all(a is None or b is None or a <= b for a, b in (opgave, around))
    if forwards:
        some = any(holds(year, opgave) and holds(year, around) for year in range(2019, 2042))
        assert meeting(opgave, around) is some
    assert meeting(opgave, around) is meeting(around, opgave)


def test_a_period_ends_no_earlier_than_it_begins() -> None:
    assert backwards(Settings(year_from=2030, year_to=2029))
    assert not backwards(Settings(year_from=2030, year_to=2030))
    assert not backwards(Settings(year_to=2029))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (2028, 2029, "2028–2029"),
        (2028, 2028, "2028"),
        (2028, None, "vanaf 2028"),
        (None, 2029, "tot en met 2029"),
        (None, None, ""),
    ],
)
def test_years_in_words(first: int | None, last: int | None, words: str) -> None:
    assert years_in_words(first, last) == words
    assert planning_in_words("", words) == words
    told = f"met het riool ({words})" if words else "met het riool"
    assert planning_in_words("met het riool", words) == told
