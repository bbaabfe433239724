"""Parsers for arguments of commands: numbers, days and marks."""

import argparse
import math
import re
from collections.abc import Callable
from datetime import date, datetime


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a parser for whole numbers within bounds."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = lowest - 1
        if lowest <= number <= highest:
            return number
        message = f"geef een heel getal van {lowest} tot en met {highest}; u gaf '{text}'."
        raise argparse.ArgumentTypeError(message)

    return read


def day(text: str) -> date:
    """Parse a date as people write it (31-12-2026) or as programs do (2026-12-31)."""
    for form in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # a day has no time zone
        except ValueError:
            continue
    message = f"geef een datum zoals 31-12-2026; u gaf '{text}'."
    raise argparse.ArgumentTypeError(message)


def numbers(text: str) -> frozenset[str]:
    """Parse the numbers of scorers (S01,S04), with any usual separator."""
    return _rows(text, "S", "Deelnemers, zoals S01,S04")


def bodies(text: str) -> frozenset[str]:
    """Parse the numbers of who was asked to join (M01,M03), likewise."""
    return _rows(text, "M", "Meedoen, zoals M01,M03")


def _rows(text: str, letter: str, sheet: str) -> frozenset[str]:
    found = [part for part in re.split(r"[\s,;]+", text.upper()) if part]
    if found and all(re.fullmatch(f"{letter}[0-9]+", part) for part in found):
        return frozenset(found)
    message = f"geef nummers van het blad {sheet}; u gaf '{text}'."
    raise argparse.ArgumentTypeError(message)


def mark(text: str) -> float:
    """Parse a mark, with a decimal comma or point."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if math.isfinite(number):
        return number
    message = f"geef een gewoon getal; u gaf '{text}'."
    raise argparse.ArgumentTypeError(message)
