"""Numbers that a cell shows as a day: which number that is depends on the day that counts as 0.

Where Excel once made a date of '3-4', a 4 that is typed later shows as 04-01-1900: to the
formulas, and to whoever typed it, it is a 4. A source knows its own first day, so it gives the
number; no reader of it has to guess. Days that can be meant stay days.
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
"""Excel's calendar has a 29 February in 1900; the days before it have one number less."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a workbook counts days.

    Attributes:
        zero: the day that counts as 0.
        before: an earlier day than this is nobody's: the cell holds a number.
        leap: whether it counts a 29 February in 1900.
    """

    zero: date = date(1899, 12, 30)
    before: date = date(1901, 1, 1)
    leap: bool = False

    def number(self, day: date) -> float:
        """The number that a day is to a formula."""
        moment = day if isinstance(day, datetime) else datetime.combine(day, time())
        start = datetime.combine(self.zero, time())
        found = (moment.replace(tzinfo=None) - start) / timedelta(days=1)
        return round(found - (self.leap and found <= _LEAP_BUG_END), 9)

    def told(self, raw: object) -> object:
        """What a cell holds: the number of a day that nobody means."""
        if not isinstance(raw, date):
            return 0.0 if raw in _NOTHING and isinstance(raw, time | timedelta) else raw
        day = raw.date() if isinstance(raw, datetime) else raw
        return self.number(raw) if day < self.before else raw


EXCEL: Final = Calendar(leap=True)
"""As an .xlsx file is read."""
OFFICE: Final = Calendar()
"""As LibreOffice counts, and as Excel tells other programs."""


def since(zero: date) -> Calendar:
    """The calendar of a workbook that counts from another day."""
    return Calendar(zero, date(2000, 1, 1) if zero.year == 1904 else OFFICE.before)


def with_numbers(grid: Rows, calendar: Calendar) -> Rows:
    """A sheet in which no number is told as a day."""
    if _DAYS.isdisjoint(map(type, chain.from_iterable(grid))):
        return grid
    return [
        row if _DAYS.isdisjoint(map(type, row)) else list(map(calendar.told, row)) for row in grid
    ]
