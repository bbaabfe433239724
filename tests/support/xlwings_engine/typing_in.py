"""What a user would type to enter a value, and moments as Excel counts them."""

from __future__ import annotations

import datetime as dt
import math
import numbers
import re
from typing import Any

from tests.support import rounding

_FUTURE = dict.fromkeys(("FILTER", "SORT"), "_xlfn._xlws.")
_FUTURE |= dict.fromkeys(("CONCAT", "IFNA", "IFS", "MAXIFS", "MINIFS", "SEQUENCE"), "_xlfn.")
_FUTURE |= dict.fromkeys(("SORTBY", "SWITCH", "TEXTJOIN", "UNIQUE", "XLOOKUP", "XMATCH"), "_xlfn.")
_FUTURE_CALL = re.compile(rf"(?<![\w.])({'|'.join(_FUTURE)})(?=\()", re.IGNORECASE)
_OLE_ZERO = dt.datetime(1899, 12, 30)


def now() -> float:
    return serial(dt.datetime.now())


def serial(moment: dt.datetime) -> float:
    return (moment.replace(tzinfo=None) - _OLE_ZERO) / dt.timedelta(days=1)


def typed(value: Any) -> str:
    """Return what a user would type to enter `value`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return rounding.typed_as(_with_prefixes(value)) if value.startswith("=") else value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return repr(serial(value))
    if isinstance(value, numbers.Number) and math.isfinite(value):  # type: ignore[arg-type]
        return repr(value) if isinstance(value, int | float) else repr(float(value))  # type: ignore[arg-type]
    raise TypeError(f"{value!r} cannot be converted to a COM VARIANT")


def _with_prefixes(formula: str) -> str:
    """Give newer functions the prefix files need; text between quotes stays as it is."""
    parts = re.split(r'("[^"]*")', formula)
    parts[::2] = [
        _FUTURE_CALL.sub(lambda m: _FUTURE[m[1].upper()] + m[1].upper(), part)
        for part in parts[::2]
    ]
    return "".join(parts)


def moment(serial: float) -> dt.datetime | float:
    try:
        moment = _OLE_ZERO + dt.timedelta(seconds=round(serial * 86400, 3))
    except OverflowError:
        return serial
    return moment if serial >= 0 else serial
