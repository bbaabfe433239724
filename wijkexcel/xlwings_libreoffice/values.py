"""Converting values between xlwings and LibreOffice.

LibreOffice gets numbers and text; dates and logical values are numbers with a format there, and
formulas are entered after the block they belong to. Text is passed unchanged: ``"5"`` stays text,
where Excel would convert it to a number. Text that begins with ``=`` becomes a formula and a
leading ``'`` is removed, both as in Excel.
"""

import datetime as dt
import math
import numbers
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

from .address import Box
from .formulas import to_office

DAY = dt.timedelta(days=1)
Areas = list[Box]


class CellError(str):
    """The text of an error in a cell, such as ``#N/A``."""

    __slots__ = ()


def prepared(value: Any) -> Any:
    """A Python value as number, text, bool or datetime; "" for nothing."""
    if value is None or isinstance(value, str | bool | int | dt.datetime):
        return "" if value is None or value != value else value  # noqa: PLR0124 (NaT)
    if isinstance(value, float):
        return "" if math.isnan(value) else value
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime()
    if hasattr(value, "item"):  # numpy
        if hasattr(value, "astype") and value.dtype.kind == "M":
            return prepared(value.astype("datetime64[us]").item())
        return prepared(value.item())
    if isinstance(value, numbers.Number):
        return float(value)  # type: ignore[arg-type]
    if type(value).__name__ in {"NAType", "NaTType"}:
        return ""
    message = f"{value!r} cannot be written to a cell"
    raise TypeError(message)


def cleaned(
    data: Iterable[Iterable[Any]],
    datetime_builder: Callable[..., Any],
    empty_as: Any,
    number_builder: Callable[[float], Any] | None,
    *,
    err_to_str: bool,
) -> list[list[Any]]:
    """Values as read, according to the options of ``Range.options``."""

    def clean(value: Any) -> Any:
        if value == "":
            return empty_as
        kind = type(value)
        if kind is CellError:
            return str(value) if err_to_str else None
        if kind is dt.datetime:
            return datetime_builder(
                year=value.year,
                month=value.month,
                day=value.day,
                hour=value.hour,
                minute=value.minute,
                second=value.second,
                microsecond=value.microsecond,
                tzinfo=None,
            )
        return number_builder(value) if number_builder and kind is float else value

    if number_builder is None:  # most values need no conversion
        return [
            [v if type(v) is float or (type(v) is str and v) else clean(v) for v in row]
            for row in data
        ]
    return [[clean(value) for value in row] for row in data]


def moment(serial: float, zero: dt.datetime) -> Any:
    """The date and time represented by a number, to the millisecond; else the number itself."""
    try:
        return zero + dt.timedelta(seconds=round(serial * 86400, 3))
    except (OverflowError, ValueError):
        return serial


def from_office(rows: Any, errors: Any, marks: Any, zero: dt.datetime) -> Any:
    """Values from LibreOffice, with errors, dates and logical values inserted."""
    if not errors and not marks:
        return rows
    table = [list(row) for row in rows]
    for row, column, text in errors:
        table[row][column] = CellError(text)
    for is_date, (top, left, bottom, right) in marks:
        for line in table[top : bottom + 1]:
            for column in range(left, right + 1):
                value = line[column]
                if type(value) is float:
                    line[column] = moment(value, zero) if is_date else value != 0
    return tuple(tuple(row) for row in table)


def for_office(
    rows: Sequence[Sequence[Any]], zero: dt.datetime
) -> tuple[tuple[tuple[Any, ...], ...], dict[str, Any]]:
    """A block for ``cells.write``: plain values, and special ones."""
    special: dict[str, dict[int, list[int]]] = {}
    formulas: dict[tuple[int, int], str] = {}
    plain: list[tuple[Any, ...]] = []
    for r, row in enumerate(rows):
        line = list(row)
        for c, value in enumerate(row):
            kind = type(value)
            if kind is float:
                continue
            if kind is str:
                if not value or value[0] not in "='":
                    continue
                if value[0] == "'":
                    line[c] = value[1:]
                elif value != "=":
                    formulas[r, c], line[c] = to_office(value), ""
                continue
            if kind is bool:
                special.setdefault("logicals", {}).setdefault(c, []).append(r)
                line[c] = float(value)
            elif isinstance(value, dt.datetime):
                midnight = value.time() == dt.time()
                name = "dates" if midnight else "moments"
                special.setdefault(name, {}).setdefault(c, []).append(r)
                line[c] = (value.replace(tzinfo=None) - zero) / DAY
            elif value is None:
                line[c] = ""
            else:
                line[c] = value if isinstance(value, str) else float(value)
        plain.append(tuple(line))
    more: dict[str, Any] = {name: _areas(held) for name, held in special.items()}
    if formulas:
        more["formulas"] = _runs(formulas)
    return tuple(plain), more


def _areas(held: dict[int, list[int]]) -> Areas:
    """Boxes one column wide of the rows per column; equal neighbours as one box."""
    boxes: dict[tuple[int, int], list[int]] = {}
    for column, rows in held.items():
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            found = [row for _, row in run]
            boxes.setdefault((found[0], found[-1]), []).append(column)
    areas = []
    for (top, bottom), columns in boxes.items():
        for _, run in groupby(enumerate(columns), lambda pair: pair[1] - pair[0]):
            side = [column for _, column in run]
            areas.append((top, side[0], bottom, side[-1]))
    return areas


def _runs(formulas: dict[tuple[int, int], str]) -> list[tuple[int, int, list[str]]]:
    """Columns of formulas: row and column of the first, and the texts."""
    found: list[tuple[int, int, list[str]]] = []
    for (row, column), text in sorted(formulas.items(), key=lambda item: item[0][::-1]):
        if found and found[-1][1] == column and found[-1][0] + len(found[-1][2]) == row:
            found[-1][2].append(text)
        else:
            found.append((row, column, [text]))
    return found


def as_typed(value: Any) -> str:
    """The text of a constant in Excel's formula bar."""
    if value is True or value is False:
        return str(value).upper()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value)
    return "" if value is None else str(value)
