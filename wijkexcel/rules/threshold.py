"""Reaching the threshold: exact comparison, status, ranks, and rounding for display."""

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np

from wijkexcel.dutch.numbers import fixed
from wijkexcel.rules.aggregate import Bools, Floats

DECIMALS = 9
"""Totals are compared after rounding to this many decimals, so that 3.1999999999999997 is 3.2."""
ALMOST = 1e-9
"""Typed numbers this close are equal: a program can write 5.000000000000001 for a 5."""
_DIGITS = 15
"""Number of digits that spreadsheets use for rounding and comparing."""
_NOISE = 6e-15
"""Relative bound on the change by rounding to 15 digits."""


class Status(StrEnum):
    """The status of an opgave relative to the threshold."""

    REACHES = "haalt de score"
    PROVISIONALLY_REACHES = "haalt voorlopig de score"
    PROVISIONALLY_FALLS_SHORT = "haalt voorlopig de score niet"
    FALLS_SHORT = "haalt de score niet"
    NOT_SCORED = "nog niet gescoord"
    NOT_AGREED = "nog geen score afgesproken"
    """Scored, but there is no agreed threshold yet."""

    @property
    def reaches(self) -> bool:
        """Whether the opgave qualifies on the present scores."""
        return self in {Status.REACHES, Status.PROVISIONALLY_REACHES}

    @property
    def provisional(self) -> bool:
        """Whether open blanks can change the outcome."""
        return self in {Status.PROVISIONALLY_REACHES, Status.PROVISIONALLY_FALLS_SHORT}

    @property
    def falls_short(self) -> bool:
        """Whether the opgave is scored but does not qualify on the present scores."""
        return self in {Status.FALLS_SHORT, Status.PROVISIONALLY_FALLS_SHORT}


def rounded(values: Floats) -> Floats:
    """Round to ``DECIMALS``: the one rounding that every comparison uses.

    Like ROUND in a sheet: the number is taken to 15 digits, and a half is rounded away from zero.
    numpy's own rounds 3.1234567885 down, as half to even.
    """
    found: Floats = np.array(np.round(values, DECIMALS))
    given, in_a_row = np.asarray(values, dtype=np.float64).reshape(-1), found.reshape(-1)
    with np.errstate(invalid="ignore"):
        units = np.abs(given) * 10.0**DECIMALS
        near_half = np.abs(units - np.floor(units) - 0.5) <= units * _NOISE
    for place in np.flatnonzero(near_half):
        in_a_row[place] = _rounded_half(float(given[place]))
    return found


def _rounded_half(value: float) -> float:
    exact = Decimal(f"{value:.{_DIGITS - 1}e}")
    return float(exact.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP))


def at_least(values: Floats, limit: float | Floats) -> Bools:
    """``round(value, 9) >= round(limit, 9)``; false where the value is NaN."""
    with np.errstate(invalid="ignore"):
        found: Bools = rounded(values) >= rounded(np.asarray(limit))
    return found


def floors_missed(criterion: Floats, floor: Floats) -> Bools:
    """Which criterion scores are below their floor.

    Args:
        criterion: (O, C) criterion scores, NaN where unknown.
        floor: (C,) floors, NaN where there is none.

    Returns:
        (O, C); an unknown score misses no floor: it is left out, and a check reports it.
    """
    known = ~np.isnan(criterion) & ~np.isnan(floor)[np.newaxis]
    return known & ~at_least(criterion, floor[np.newaxis])


def reaches(total: Floats, criterion: Floats, threshold: float, floor: Floats) -> Bools:
    """Whether each opgave qualifies: total at the threshold, and no floor missed. Shape (O,)."""
    found: Bools = at_least(total, threshold) & ~floors_missed(criterion, floor).any(axis=1)
    return found


def status(total: float, now: bool, at_worst: bool, at_best: bool) -> Status:
    """Status of one opgave from whether it qualifies now, at worst and at best."""
    if np.isnan(total):
        return Status.NOT_SCORED
    if at_worst:
        return Status.REACHES
    if not at_best:
        return Status.FALLS_SHORT
    return Status.PROVISIONALLY_REACHES if now else Status.PROVISIONALLY_FALLS_SHORT


def ranks(total: Floats) -> list[int | None]:
    """Give standard competition ranks (1, 2, 2, 4), highest total first; None where NaN."""
    comparable = rounded(total)
    present = np.sort(comparable[~np.isnan(comparable)])
    return [
        None if np.isnan(t) else int(len(present) - np.searchsorted(present, t, "right")) + 1
        for t in comparable
    ]


def shown(value: float, *limits: float | None, decimals: int = 2) -> float:
    """Round a number for display so that it never contradicts its limits.

    3.496 against 3.5 shows as 3.49, not 3.50; 3.334 against 3.334 shows as 3.34, not 3.33.

    Args:
        value: the number.
        limits: the threshold, the floor, or both; if the decimals cannot distinguish both, the last
            one counts.
        decimals: the number of decimals shown.
    """
    unit = Decimal(1).scaleb(-decimals)
    exact = _decimal(value)
    display = exact.quantize(unit, ROUND_HALF_UP)
    for given in limits:
        if given is None:
            continue
        limit = _decimal(given)
        if exact < limit <= display:
            display -= unit
        elif display < limit <= exact:
            display += unit
    return float(display)


def in_words(value: float, *limits: float | None) -> str:
    """Write a number with two decimals that never contradict a limit: '3,49'."""
    return fixed(shown(value, *limits))


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(rounded(np.array(value)))))
