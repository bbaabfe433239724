"""Numbers that a cell shows as a day: the number depends on the day that counts as 0.

After Excel has turned '3-4' into a date, a 4 typed later is shown as 04-01-1900: to the formulas
and the user it is a 4. A source knows its own first day, so it returns the number; its readers need
not guess. Plausible days stay days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Final

Rows = Sequence[Sequence[object]]
_DAYS: Final = frozenset({date, datetime, time, timedelta})
_NOTHING: Final = (time(), timedelta())
"""A 0 that is shown as a time."""
_LEAP_BUG_END: Final = 60
"""Excel's calendar has a 29 February in 1900; earlier days have a number one lower."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day numbering of a workbook.

    Attributes:
        zero: the day that counts as 0.
        before: earlier days are not meant as such: the cell contains a number.
        leap: whether it counts a 29 February in 1900.
    """

    zero: date = date(1899, 12, 30)
    before: date = date(1901, 1, 1)
    leap: bool = False

    def number(self, day: date) -> float:
        """The number of a day in formulas."""
        moment = day if isinstance(day, datetime) else datetime.combine(day, time())
        start = datetime.combine(self.zero, time())
        found = (moment.replace(tzinfo=None) - start) / timedelta(days=1)
        return round(found - (self.leap and found <= _LEAP_BUG_END), 9)

    def told(self, raw: object) -> object:
        """The value of a cell: the number, for a day that cannot be meant."""
        if not isinstance(raw, date):
            return 0.0 if raw in _NOTHING and isinstance(raw, time | timedelta) else raw
        day = raw.date() if isinstance(raw, datetime) else raw
        return self.number(raw) if day < self.before else raw


EXCEL: Final = Calendar(leap=True)
"""For reading .xlsx files."""
OFFICE: Final = Calendar()
"""As in LibreOffice, and as Excel passes days to other programs."""


def since(zero: date) -> Calendar:
    """The calendar of a workbook that counts from another day."""
    return Calendar(zero, date(2000, 1, 1) if zero.year == 1904 else OFFICE.before)


def with_numbers(grid: Rows, calendar: Calendar) -> Rows:
    """A sheet in which no number is returned as a day."""
    if _DAYS.isdisjoint(map(type, chain.from_iterable(grid))):
        return grid
    return [
        row if _DAYS.isdisjoint(map(type, row)) else list(map(calendar.told, row)) for row in grid
    ]
