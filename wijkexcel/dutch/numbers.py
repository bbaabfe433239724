"""Numbers, shares and counts in Dutch: the one place where they become words.

The formats of the workbook's cells are beside the function for the same in words.
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

UNKNOWN: Final = "–"
"""Shown if there is no number."""
NO_BREAK: Final = "\N{NO-BREAK SPACE}"

MARK_FORMAT: Final = "0.00"
SHARE_FORMAT: Final = '[>=1]0%;[>=0.9995]"99,9%";0.0%'
"""As ``share``: one decimal, and 100 % only when nothing is missing."""
WHOLE_FORMAT: Final = "0"
_DECIMALS: Final = 9
_WIDE: Final = Context(prec=400)
"""Length of the largest float, written out."""


def number(value: float | None) -> str:
    """A number with a decimal comma and no redundant zeros; empty when there is none.

    Always written out, to nine decimals: 3161234568, never 3,16e+9.
    """
    if value is None:
        return ""
    if math.isnan(value):
        return "geen getal"
    if math.isinf(value):
        return "oneindig" if value > 0 else "min oneindig"
    text = f"{_rounded(value, _DECIMALS):f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    return "0" if text.strip("-0.") == "" else f"{whole},{decimals}" if decimals else whole


def fixed(value: float, decimals: int = 2) -> str:
    """A number with a fixed number of decimals: 3,50. A half is rounded up, as in the workbook."""
    return f"{_rounded(value, decimals):f}".replace(".", ",")


def grouped(value: int) -> str:
    """A whole number with points between thousands: 1.000.000."""
    return f"{value:,}".replace(",", ".")


def share(value: float | None) -> str:
    """A share as a percentage, with one decimal if needed: 12,5 %.

    Never rounded up to 100 % nor down to 0 %: 287 of 288 is 99,7 %, and 9999 of 10000 is 99,9 %.
    """
    if value is None:
        return UNKNOWN
    if not math.isfinite(value):
        return number(value)
    percentage = float(_rounded(100 * value, 1))
    if percentage >= 100 > 100 * value:
        percentage = 99.9
    if percentage <= 0 < value:
        percentage = 0.1
    return f"{number(percentage)}{NO_BREAK}%"


def count(value: int, one: str, more: str) -> str:
    """A number of things: '1 fout', '3 fouten'."""
    return f"{value} {pick(value, one, more)}"


def pick(value: int, one: str, more: str) -> str:
    """The words that go with a number of things: 'staat' or 'staan'."""
    return one if value == 1 else more


def _rounded(value: float, decimals: int) -> Decimal:
    # 15 digits first, as in every spreadsheet: 1.005 is meant, whatever its bits say.
    exact = Decimal(f"{value:.14e}")
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
