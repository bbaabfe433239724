"""Days and times in Dutch: the one place where they become words.

The formats of the workbook's cells are beside the function for the same in words.
"""

from datetime import date, datetime
from typing import Final

MONTHS: Final = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
DAY_FORMAT: Final = "dd-mm-yyyy"
MOMENT_FORMAT: Final = "dd-mm-yyyy hh:mm"


def day(value: date) -> str:
    """A day as in a cell: 03-12-2026."""
    return f"{value.day:02}-{value.month:02}-{value.year:04}"


def day_in_words(value: date | None) -> str:
    """A day in a sentence: '3 december 2026'; empty when there is none."""
    return "" if value is None else f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment_in_words(value: datetime) -> str:
    """A time in a sentence: '3 december 2026, 09.30 uur'."""
    return f"{day_in_words(value)}, {value:%H.%M} uur"


def moment(value: datetime) -> str:
    """A time as in a cell: 03-12-2026 09:30."""
    return f"{day(value)} {value:%H:%M}"


def time_of(value: datetime) -> str:
    """A time in a sentence: '03-12-2026 om 09:30'."""
    return f"{day(value)} om {value:%H:%M}"
