"""Reaching the agreed score: exact comparison, status, ranks and what is shown."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from wijkexcel.rules.threshold import (
    Status,
    at_least,
    floors_missed,
    ranks,
    reaches,
    rounded,
    shown,
    status,
)

NAN = float("nan")


def qualifies(value: float, limit: float) -> bool:
    return bool(at_least(np.array([value]), limit)[0])


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        (3.1999999999999997, 3.2, True),
        (3.2, 3.1999999999999997, True),
        (3.2, 3.2, True),
        (3.199999999, 3.2, False),
        (3.1999999996, 3.2, True),
        (3.1999999994, 3.2, False),
        (3.3333333333333335, 10 / 3, True),
        (0.0, 0.0, True),
        (-0.0, 0.0, True),
        (-1.5, -1.4, False),
        (NAN, 1.0, False),
        (5.0, NAN, False),
        (5.0, float("inf"), False),
    ],
)
def test_at_least(value: float, limit: float, expected: bool) -> None:
    assert qualifies(value, limit) is expected


HALVES_AT_NINE = st.integers(-(4 * 10**13), 4 * 10**13).map(
    lambda k: float(Decimal(k * 10 + 5).scaleb(-10))
)


@given(st.lists(HALVES_AT_NINE | st.floats(-40_000, 40_000), min_size=1))
def test_rounding_takes_15_digits_and_sends_a_half_away_from_zero(numbers: list[float]) -> None:
    """As ROUND in a sheet, which numpy's own does not."""
    nine = Decimal(1).scaleb(-9)
    expected = [float(Decimal(f"{n:.14e}").quantize(nine, ROUND_HALF_UP)) for n in numbers]
    assert rounded(np.array(numbers)).tolist() == expected
    assert float(rounded(np.array(numbers[0]))) == expected[0]


def test_a_half_reaches_what_it_rounds_up_to() -> None:
    total = 15361 / 5120  # 3.0001953125
    assert qualifies(total, 3.000195313)
    assert shown(4.725, 3.5) == 4.73
    assert shown(3.495, 3.5) == 3.49


@pytest.mark.parametrize(
    ("scores", "in_floating_point", "threshold"),
    [((1, 5, 3), 3.1999999999999997, 3.2), ((2, 3, 4), 3.5999999999999996, 3.6)],
)
def test_float_edge(scores: tuple[float, ...], in_floating_point: float, threshold: float) -> None:
    """orakels.md, 'Float edge': exactly the threshold, whatever binary fractions make of it."""
    first, second, third = scores
    total = 0.1 * first + 0.2 * second + 0.7 * third
    assert total == in_floating_point
    assert qualifies(total, threshold)
    assert shown(total, threshold) == threshold


def test_decisions_tutorial_only_option_4_qualifies() -> None:
    """'Decisions' tutorials (orakels.md, 1): 5.95 prints as 6.0 there, and is no 6."""
    totals = np.array([3.75, 5.95, 4.20, 6.00])
    none = np.full(1, NAN)
    assert reaches(totals, totals[:, np.newaxis], 6, none).tolist() == [False, False, False, True]
    assert ranks(totals) == [4, 2, 3, 1]
    assert [shown(t, None, decimals=1) for t in totals.tolist()] == [3.8, 6.0, 4.2, 6.0]
    assert [shown(t, 6, decimals=1) for t in totals.tolist()] == [3.8, 5.9, 4.2, 6.0]


def test_floors_missed() -> None:
    scores = np.array([[3.0, 2.0, NAN], [2.9999999999, 5.0, 1.0]])
    floor = np.array([3.0, 2.5, 4.0])
    assert floors_missed(scores, floor).tolist() == [[False, True, False], [False, False, True]]
    no_floor = np.full(3, NAN)
    assert not floors_missed(scores, no_floor).any()


@pytest.mark.parametrize(
    ("total", "scores", "expected"),
    [
        (3.5, [3.0, 1.0], True),
        (3.5, [2.9, 5.0], False),
        (3.4, [5.0, 5.0], False),
        (3.5, [NAN, 5.0], True),
        (NAN, [5.0, 5.0], False),
    ],
)
def test_reaches_needs_the_total_and_every_floor(
    total: float, scores: list[float], expected: bool
) -> None:
    floor = np.array([3.0, NAN])
    assert reaches(np.array([total]), np.array([scores]), 3.5, floor).tolist() == [expected]


# --- status -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "at_worst", "at_best", "expected"),
    [
        (True, True, True, Status.REACHES),
        (True, False, True, Status.PROVISIONALLY_REACHES),
        (False, False, True, Status.PROVISIONALLY_FALLS_SHORT),
        (False, False, False, Status.FALLS_SHORT),
    ],
)
def test_status(now: bool, at_worst: bool, at_best: bool, expected: Status) -> None:
    assert status(3.0, now, at_worst, at_best) is expected


def test_status_always_says_something() -> None:
    for now, at_worst, at_best in product([False, True], repeat=3):
        assert isinstance(status(3.0, now, at_worst, at_best), Status)
        assert status(NAN, now, at_worst, at_best) is Status.NOT_SCORED


def test_every_status_reaches_or_falls_short_or_is_undecided() -> None:
    flags = {s: (s.reaches, s.falls_short, s.provisional) for s in Status}
    assert flags == {
        Status.REACHES: (True, False, False),
        Status.PROVISIONALLY_REACHES: (True, False, True),
        Status.PROVISIONALLY_FALLS_SHORT: (False, True, True),
        Status.FALLS_SHORT: (False, True, False),
        Status.NOT_SCORED: (False, False, False),
        Status.NOT_AGREED: (False, False, False),
    }


def test_status_words() -> None:
    """The words of the design, section 3; the last is for scores without an agreed threshold."""
    assert [s.value for s in Status] == [
        "haalt de score",
        "haalt voorlopig de score",
        "haalt voorlopig de score niet",
        "haalt de score niet",
        "nog niet gescoord",
        "nog geen score afgesproken",
    ]


# --- ranks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ([], []),
        ([NAN], [None]),
        ([4.0, 3.0, 3.0, 2.0], [1, 2, 2, 4]),
        ([2.0, NAN, 5.0, 5.0, 5.0], [4, None, 1, 1, 1]),
        ([3.2, 3.1999999999999997, 3.199999998], [1, 1, 3]),
        ([-1.0, 0.0, -0.0], [3, 1, 1]),
    ],
)
def test_ranks(totals: list[float], expected: list[int | None]) -> None:
    assert ranks(np.array(totals)) == expected


@given(st.lists(st.sampled_from([1.0, 2.5, 2.5 + 1e-13, 3.2, 3.1999999999999997, 5.0, NAN])))
def test_ranks_are_standard_competition_ranks(totals: list[float]) -> None:
    """Against scipy.stats.rankdata(method='min') on the known totals."""
    found = ranks(np.array(totals))
    known = [i for i, total in enumerate(totals) if not np.isnan(total)]
    expected = rankdata([-round(totals[i], 9) for i in known], method="min")
    assert [found[i] for i in known] == expected.tolist()
    assert all(found[i] is None for i in range(len(totals)) if i not in known)
    assert all(type(rank) is int for rank in found if rank is not None)


# --- what is shown ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "threshold", "expected"),
    [
        (3.496, 3.5, 3.49),
        (3.5, 3.5, 3.5),
        (3.504, 3.5, 3.5),
        (3.506, 3.5, 3.51),
        (3.4999999999, 3.5, 3.5),
        (3.334, 3.334, 3.34),
        (3.3339, 3.334, 3.33),
        (3.339, 3.334, 3.34),
        (3.496, None, 3.5),
        (3.485, None, 3.49),
        (2.675, None, 2.68),
        (3.1999999999999997, 3.2, 3.2),
        (10 / 3, 10 / 3, 3.34),
        (0.0, 0.0, 0.0),
        (-0.004, 0.0, -0.01),
    ],
)
def test_shown(value: float, threshold: float | None, expected: float) -> None:
    """3.496 against 3.5 shows as 3.49, not 3.50 (design, section 3)."""
    assert shown(value, threshold) == expected


SCALE_VALUES = st.floats(-2, 10, allow_nan=False).map(lambda x: round(x, 6))
NEAR = st.sampled_from([0, 1e-15, -1e-15, 4e-10, -4e-10, 6e-10, -6e-10, 1e-9, -1e-9, 4e-3, -4e-3])


@given(
    st.integers(-2000, 10_000).map(lambda i: i / 1000),
    st.one_of(st.none(), SCALE_VALUES),
    NEAR,
    st.integers(0, 3),
)
def test_shown_never_contradicts_the_threshold(
    threshold: float, elsewhere: float | None, off: float, decimals: int
) -> None:
    value = (threshold if elsewhere is None else elsewhere) + off
    found = shown(value, threshold, decimals=decimals)
    unit = 10.0**-decimals
    assert (found >= threshold) is qualifies(value, threshold)
    assert abs(found - value) < unit + 1e-9
    assert found == round(found, decimals)


@given(SCALE_VALUES)
def test_shown_without_threshold_rounds_to_the_nearest(value: float) -> None:
    found = shown(value, None)
    assert abs(Decimal(repr(found)) - Decimal(repr(value))) <= Decimal("0.005")


@given(st.floats(-2, 10), st.floats(-2, 10), st.integers(-2000, 10_000).map(lambda i: i / 1000))
def test_shown_keeps_the_order(one: float, other: float, threshold: float) -> None:
    low, high = sorted([one, other])
    assert shown(low, threshold) <= shown(high, threshold)


def test_shown_is_held_against_the_floor_too_and_that_counts_most() -> None:
    assert shown(2.996, 3.5, 3.0) == 2.99
    assert shown(3.496, 3.5, None) == 3.49
    assert shown(3.496, 3.5, 3.496) == 3.5


def test_shown_takes_a_numpy_float() -> None:
    """What ``Aggregate`` holds; its repr is 'np.float64(3.496)'."""
    found = shown(np.float64(3.496), np.float64(3.5))
    assert found == 3.49
    assert type(found) is float


@pytest.mark.parametrize("value", [5.9989999995, 5.9989999994999, 5.9989999995001])
def test_shown_rounds_as_the_comparison_does(value: float) -> None:
    """Halfway the ninth decimal np.round and Python's round go different ways."""
    assert (shown(value, 5.999) >= 5.999) is qualifies(value, 5.999)


@given(st.integers(1_000_000_000, 10_000_000_000), st.sampled_from([0, 1e-12, -1e-12]))
def test_shown_and_the_comparison_agree_halfway_the_ninth_decimal(nano: int, off: float) -> None:
    value, threshold = (nano + 0.5) / 1e9 + off, (nano + 1) / 1e9
    assert (shown(value, threshold) >= threshold) is qualifies(value, threshold)
