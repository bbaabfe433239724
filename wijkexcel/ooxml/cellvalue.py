"""Cell values between Python and SpreadsheetML: addresses, text escapes, dates, numbers.

What the functions refuse, they refuse with a Dutch half-sentence; the editor prefixes sheet and
cell and makes a ``FileError`` of it.
"""

import datetime
import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from wijkexcel.dutch.plain import LONGEST_CELL, units

CellValue: TypeAlias = float | int | str | bool | datetime.date | datetime.datetime | None


class CellErrorText(StrEnum):
    """An error that a formula can give, as opposed to a text that merely looks like one."""

    NULL = "#NULL!"
    DIV0 = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CALC = "#CALC!"


CachedValue: TypeAlias = float | str | bool | CellErrorText

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
MAX_TEXT = LONGEST_CELL
_MAX_NUMBER = 9.99999999999999e307
_MAX_EXACT_STEP = 1e15

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
# An underscore that a reader would take for the start of an escape; it is escaped too.
_LOOKS_ESCAPED = re.compile(f"_(?=x[0-9A-Fa-f]{{4}}(?:_|{_NOT_IN_XML.pattern}))")
# Codes that are not a character stay escaped.
_ESCAPE = re.compile(r"_x((?![Dd][89A-Fa-f]|[Ff]{3}[EeFf])[0-9A-Fa-f]{4})_")
_LEAP_BUG_END = datetime.date(1900, 3, 1)


@dataclass(frozen=True, slots=True)
class Area:
    """A block of cells, both corners included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, place: object) -> bool:
        if not isinstance(place, tuple):
            return False
        row, column = place
        return bool(self.top <= row <= self.bottom and self.left <= column <= self.right)

    def including(self, other: "Area") -> "Area":
        """Return the smallest block around both."""
        return Area(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


@lru_cache(maxsize=MAX_COLUMN)
def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA; 0 for anything but column letters."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper()):
        return 0
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=MAX_COLUMN)
def column_letters(number: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_address(cell: str) -> tuple[int, int]:
    """Return row and column of an address like ``B4``.

    Raises:
        ValueError: it is not an address within the sheet.
    """
    match = _ADDRESS.fullmatch(cell)
    if match is not None:
        row, column = int(match[2]), column_number(match[1])
        if row <= MAX_ROW and column <= MAX_COLUMN:
            return row, column
    raise ValueError("dit is geen celadres, zoals B4")


def parse_area(ref: str) -> Area:
    """Return the block of ``A1:C3`` or ``A1``.

    Raises:
        ValueError: it is not a range of cells.
    """
    first, _, last = ref.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return Area(top, left, bottom, right)


def escape_text(text: str) -> str:
    """Escape text for a sheet part as Excel does, so that it reads back as the same text.

    Characters that XML cannot contain become ``_x0001_``, CR becomes ``_x000D_``, look-alikes of
    these are escaped.

    Raises:
        ValueError: it is too long for a cell, or contains code points that are not characters.
    """
    if text.isprintable() and "_x" not in text and len(text) * 2 <= MAX_TEXT:
        return text  # almost all are
    bad = _NO_CHARACTER.search(text)
    if bad is not None:
        raise ValueError(
            f"de tekst bevat een teken dat niet in een werkmap kan (U+{ord(bad[0]):04X}, "
            f"teken {bad.start() + 1}); haal het weg"
        )
    length = units(text)
    if length > MAX_TEXT:
        raise ValueError(
            f"de tekst is {length} tekens lang en een cel kan er {MAX_TEXT} hebben; kort haar in"
        )
    escaped = _LOOKS_ESCAPED.sub("_x005F_", text)
    return _NOT_IN_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", escaped)


def unescape_text(raw: str) -> str:
    """Undo :func:`escape_text` the way Excel reads: once, from left to right."""
    if "_x" not in raw:
        return raw
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), raw)


def needs_preserve(text: str) -> bool:
    """Whether Excel would drop white space of this text unless told otherwise."""
    return text != text.strip() or any(char in text for char in "\n\r\t") or "  " in text


def number_text(value: float) -> str:
    """Format a number so that reading it gives exactly the same number.

    Raises:
        ValueError: it is infinite, not a number, or cannot be represented exactly in Excel.
    """
    try:
        number = float(value)
    except OverflowError as error:
        raise ValueError("het getal is te groot voor een cel") from error
    if not math.isfinite(number):
        raise ValueError("dit is geen getal dat in een cel kan (oneindig of 'geen getal')")
    if abs(number) > _MAX_NUMBER:
        raise ValueError("het getal is te groot voor een cel")
    if number != value:
        raise ValueError("het getal heeft meer cijfers dan een cel kan bewaren")
    if number.is_integer() and abs(number) < _MAX_EXACT_STEP:
        return str(int(number))
    return repr(number)


def date_serial(value: datetime.date, *, date1904: bool) -> float:
    """Return the serial number of a day, or of a moment, in the workbook's date system.

    Raises:
        ValueError: it is before the first day of that system, or has a time zone.
    """
    seconds = 0.0
    day = value
    if isinstance(value, datetime.datetime):
        if value.tzinfo is not None:
            raise ValueError("een tijdstip met tijdzone kan niet in een cel")
        day = value.date()
        clock = value - datetime.datetime.combine(day, datetime.time())
        seconds = clock.total_seconds()
    if date1904:
        days = (day - datetime.date(1904, 1, 1)).days
        first = 0
    else:
        # Excel counts a 29 February 1900 that did not exist.
        days = (day - datetime.date(1899, 12, 30)).days - (day < _LEAP_BUG_END)
        first = 1
    if days < first:
        raise ValueError(f"de datum {day.isoformat()} ligt voor het begin van Excels kalender")
    return days + seconds / 86_400
