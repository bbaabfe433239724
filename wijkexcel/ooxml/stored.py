"""How a value is stored in a cell: its type and its text."""

import datetime

from wijkexcel.ooxml.cellvalue import (
    CachedValue,
    CellErrorText,
    CellValue,
    date_serial,
    escape_text,
    number_text,
)
from wijkexcel.ooxml.package import Element, drop
from wijkexcel.ooxml.xml import TRUE


def as_stored(value: CellValue, *, date1904: bool) -> tuple[str, str] | None:
    """Return cell type and content for an edit, None for an empty cell."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return "inlineStr", escape_text(value)
    if isinstance(value, datetime.date):
        return "n", number_text(date_serial(value, date1904=date1904))
    return _plain(value)


def as_result(value: CachedValue) -> tuple[str, str]:
    """Return cell type and content for the result of a formula."""
    if isinstance(value, CellErrorText):
        return "e", value.value
    if isinstance(value, str):
        return "str", escape_text(value)
    return _plain(value)


def _plain(value: float) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", "1" if value else "0"
    if isinstance(value, int | float):
        return "n", number_text(value)
    raise ValueError(f"een waarde van het soort {type(value).__name__} kan niet in een cel")


def is_same(had_kind: str, had: str, kind: str, text: str) -> bool:
    """Whether a stored value already is the wanted one."""
    if had_kind != kind:
        return False
    if kind == "n":
        try:
            return float(had) == float(text)
        except ValueError:
            return False
    if kind == "b":
        return (had in TRUE) == (text == "1") and had != ""
    return had == text


def set_kind(cell: Element, kind: str) -> None:
    """Give a cell the type of its value; a number needs none."""
    if kind == "n":
        drop(cell, "t")
    else:
        cell.set("t", kind)
