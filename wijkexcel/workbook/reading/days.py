"""From a raw cell to a day, or to a description of why it is not one."""

import re
from datetime import date, datetime, timedelta

from wijkexcel.dutch.days import day as in_digits
from wijkexcel.workbook.reading.headers import as_text
from wijkexcel.workbook.reading.problem import Problem

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The range of dates that can occur in a wijkaanpak."""
_YEARS = range(1990, 2101)
"""A number that was meant as a year."""
_STARTS = date(1899, 12, 30), date(1904, 1, 1)
"""Day 0 of the two calendars that a workbook can have (after February 1900)."""
_MONTHS = ("jan", "feb", "maart", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_EXAMPLE = "Vul een datum in, bijvoorbeeld 31-12-2026."
_BY_NUMBER = re.compile(r"(?P<day>[0-9]{1,2})([-./ ])(?P<month>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_BY_YEAR = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_IN_WORDS = re.compile(
    r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,? )?(?P<day>[0-9]{1,2}) (?P<month>[a-z]{3,9})\.? "
    r"(?P<year>[0-9]{4})"
)


def as_day(raw: object, shown: str) -> date | Problem:
    """Read a day; text is accepted if it can only be one day.

    Args:
        raw: the value of the cell.
        shown: its displayed text.
    """
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return _likely(raw)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if raw in _YEARS:
            return _only_a_year(int(raw))
        return Problem("geen-datum", f"Hier staat het getal {shown}, geen datum.", _EXAMPLE)
    if isinstance(raw, str):
        return _from_text(as_text(raw).casefold(), shown)
    return Problem("geen-datum", f"'{shown}' is geen datum.", _EXAMPLE)


def _likely(day: date) -> date | Problem:
    """Refuse a day that was not meant: a cell for dates turns the year 2026 into 18-07-1905."""
    if FIRST <= day <= LAST:
        return day
    for start in _STARTS:
        number = (day - start) // timedelta(days=1)
        if number in _YEARS:
            return _only_a_year(number)
    return Problem(
        "datum-onmogelijk",
        f"Hier staat {in_digits(day)}. Zo'n dag kan het hier niet zijn: die ligt vóór "
        f"{FIRST.year} of na {LAST.year}.",
        _EXAMPLE,
    )


def _only_a_year(year: int) -> Problem:
    return Problem(
        "jaar-zonder-dag",
        f"Hier staat het jaar {year}, geen datum.",
        f"Vul een hele datum in, bijvoorbeeld 31-12-{year}.",
    )


def _from_text(text: str, shown: str) -> date | Problem:
    for pattern in (_BY_NUMBER, _BY_YEAR, _IN_WORDS):
        found = pattern.fullmatch(text)
        if found is None:
            continue
        month, day = _month(found["month"]), int(found["day"])
        if "/" in text and month != day <= 12:
            return Problem(
                "datum-als-tekst",
                f"'{shown}' staat er als tekst. Het kan op twee manieren een datum zijn.",
                "Typ de datum opnieuw, met streepjes: eerst de dag, dan de maand, dan het jaar. "
                "Bijvoorbeeld 31-12-2026.",
            )
        if month == 0:
            break
        try:
            return _likely(date(int(found["year"]), month, day))
        except ValueError:
            text = f"'{shown}' is een dag die niet bestaat."
            return Problem("datum-bestaat-niet", text, _EXAMPLE)
    if text.isdigit() and int(text) in _YEARS:
        return _only_a_year(int(text))
    return Problem(
        "geen-datum",
        f"'{shown}' is geen datum.",
        "Typ een hele datum, met het jaar in vier cijfers. Bijvoorbeeld 31-12-2026.",
    )


def _month(text: str) -> int:
    """Number of a month, possibly abbreviated; 0 for no month."""
    if text.isdigit():
        return int(text)
    short = "maart" if text in {"mrt", "maa", "maart"} else text
    return next((i for i, name in enumerate(_MONTHS, 1) if short.startswith(name)), 0)
