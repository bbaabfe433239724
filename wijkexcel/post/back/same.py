"""Whether a returned text is the one that was sent.

Programs turn texts that look like a number, date or truth value into one, and write the result: 1.0
for '1', 12345 for '00012345', WAAR for 'true'.
"""

import re
from datetime import date

from wijkexcel.workbook.reading.convert import shown
from wijkexcel.workbook.reading.days import as_day
from wijkexcel.workbook.reading.headers import as_text

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?(?:e[+-]?[0-9]{1,3})?", re.ASCII)
_TRUTHS = {"true": True, "waar": True, "false": False, "onwaar": False}


def told(raw: object) -> str:
    """The text of a cell, whatever type a program turned it into."""
    return as_text(raw) if isinstance(raw, str) or raw is None else shown(raw)


def same(came: str, sent: str) -> bool:
    """Whether two texts are equal, or become equal by such conversions."""
    return came.casefold() == sent.casefold() or _meaning(came) == _meaning(sent)


def number_in(raw: object) -> float | None:
    """A number, also where a program wrote it as text; None for anything else."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return float(raw)
    plain = as_text(raw)
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain.casefold()) else None


def _meaning(text: str) -> object:
    plain = as_text(text).casefold()
    if plain in _TRUTHS:
        return _TRUTHS[plain]
    if _NUMBER.fullmatch(plain):
        return "number", float(plain.replace(",", "."))
    day = as_day(plain, plain) if plain[:1].isdecimal() else None
    return day if isinstance(day, date) else plain
