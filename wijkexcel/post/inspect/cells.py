"""How far the cells of a returned workbook reach, and whether all readers would see the same."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from wijkexcel.ooxml.cellvalue import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    column_letters,
    column_number,
    parse_area,
)
from wijkexcel.post.inspect.grammar import Place
from wijkexcel.post.inspect.refused import DAMAGED, RefusedError

Handler: TypeAlias = Callable[[dict[str, str]], None]

MOST_CELLS = 2_000_000
"""Rows times columns of one sheet: a reader allocates every cell between first and last."""
MOST_MERGED = 100_000
"""Cells in merged areas of one sheet; openpyxl makes an object for each."""

_CELL_TYPES = frozenset({"b", "d", "e", "inlineStr", "n", "s", "str"})
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
TRUTHS = frozenset({"0", "1", "true", "false"})

FAR = (
    "Er staat {waar} iets heel ver naar rechts of naar beneden. Druk op dat blad op Ctrl+End, "
    "verwijder die rijen of kolommen, sla het bestand op en probeer het nog eens."
)
MERGED = (
    "Er zijn {waar} heel veel cellen samengevoegd. Maak dat ongedaan, sla het bestand op en "
    "probeer het nog eens."
)
_NO_ADDRESS = "Er staat {waar} een cel met een adres dat niet bestaat. " + DAMAGED
NO_TYPE = "Er staat {waar} een cel van een soort die niet bestaat. " + DAMAGED
_DISORDER = (
    "Er staat {waar} een cel twee keer, of de cellen van een rij staan door elkaar. " + DAMAGED
)
_WHOLE_ROWS = re.compile(r"([1-9][0-9]{0,6}):([1-9][0-9]{0,6})")
_WHOLE_COLUMNS = re.compile(r"([A-Z]{1,3}):([A-Z]{1,3})")
_PLAIN_REF = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


class SheetCells:
    """The cells of one part of an .xlsx file, in file order."""

    sheet = ""
    """The part determines the sheet."""

    def __init__(self, part: str, place: Place) -> None:
        self.texts = 0
        """Cells that show a shared string."""
        self.last_string = -1
        """Highest index of a shared string that is shown."""
        self.at = ""
        """The current cell."""
        self.handlers: Mapping[str, Handler] = {
            "row": self._row,
            "c": self._cell,
            "v": self._value,
            "is": self._own_text,
            "mergeCell": self._merge,
            "dimension": self._dimension,
        }
        self._part, self._place = part, place
        self._given: Area | None = None
        self._number, self._row_text, self._column, self._kind = 0, "", 0, "n"
        self._last_columns: dict[int, int] = {}
        """The last column seen, by row."""
        self._goes_on = False
        self._holders = 0
        """Number of elements that hold the value of the current cell."""
        self._rows, self._columns = 0, 0
        self._merged = 0

    def _row(self, given: dict[str, str]) -> None:
        text = given.get("r")
        self.at = ""
        number = self._number + 1 if text is None else whole(text, MAX_ROW, self._part)
        self.at = f"A{number}"
        self._last_columns[self._number] = self._column
        self._number, self._row_text = number, str(number)
        # When a row continues further down, none of its cells may occur again.
        self._column = self._last_columns.get(number, 0)
        self._goes_on = number in self._last_columns

    def _cell(self, given: dict[str, str]) -> None:
        ref, kind = given.get("r"), given.get("t", "n")
        self.at = ref.upper() if ref else f"{column_letters(self._column + 1)}{self._number}"
        if not _PLAIN_REF.fullmatch(self.at):
            self.at = ""
        if kind not in _CELL_TYPES:
            raise RefusedError(NO_TYPE, self._part)
        self._kind, self._holders = kind, 0
        column = self._column + 1
        if ref is None and self._goes_on:
            raise RefusedError(_DISORDER, self._part)
        if ref is not None:
            row_text = self._row_text
            letters = ref.upper().removesuffix(row_text)
            column = column_number(letters) if len(letters) <= 3 else 0
            if not 0 < column <= MAX_COLUMN or letters + row_text != ref.upper():
                raise RefusedError(_NO_ADDRESS, self._part)
            if column <= self._column:
                raise RefusedError(_DISORDER, self._part)
        self._column = column
        if kind == "s":
            self.texts += 1
        if column > self._columns or self._number > self._rows:
            self._reach(max(self._number, self._rows), max(column, self._columns))

    def _reach(self, rows: int, columns: int) -> None:
        self._rows, self._columns = rows, columns
        if rows * columns > MOST_CELLS or rows > MAX_ROW or columns > MAX_COLUMN:
            raise RefusedError(FAR, self._part)

    def _value(self, _: dict[str, str]) -> None:
        """Inline text of a cell is in ``is``; some programs write it like any other value."""
        self._holders += 1
        if self._kind == "inlineStr" and self._holders > 1:
            raise RefusedError(NO_TYPE, self._part)

    def said(self, text: str) -> None:
        """Check the value of a cell: a reader may take anything for the first shared string."""
        if self._place.within != "v" or not text:
            return
        kind = self._kind
        if kind == "s":
            self.last_string = max(self.last_string, _index(text, self._part))
        elif (kind == "n" and not NUMBER.fullmatch(text)) or (
            kind == "b" and text.strip() not in TRUTHS
        ):
            raise RefusedError(NO_TYPE, self._part)

    def _own_text(self, _: dict[str, str]) -> None:
        self._holders += 1
        if self._kind != "inlineStr" or self._holders > 1:
            raise RefusedError(NO_TYPE, self._part)

    def _merge(self, given: dict[str, str]) -> None:
        area = _area(given.get("ref", ""), self._part)
        self.at = given.get("ref", "").partition(":")[0]
        self._merged += (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if self._merged > MOST_MERGED:
            raise RefusedError(MERGED, self._part)

    def _dimension(self, given: dict[str, str]) -> None:
        self._given = _area(given.get("ref", ""), self._part)

    def finish(self, sheet: str) -> tuple[str, ...]:
        """Report what is odd, at the end of the part."""
        given = self._given
        if given is None or not self._rows:
            return ()
        if given.bottom * given.right <= MOST_CELLS and (
            given.bottom >= self._rows and given.right >= self._columns
        ):
            return ()
        return (
            f"Het blad {sheet} zegt zelf een andere omvang te hebben ({given}) dan het heeft. "
            "Gekeken is naar de cellen die er echt staan.",
        )


def _index(text: str, part: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise RefusedError(NO_TYPE, part)
    return int(text)


def whole(text: str, most: int, part: str) -> int:
    """Return a number of at least 1, as written in a file."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 13):
        raise RefusedError(_NO_ADDRESS, part)
    number = int(text)
    if not 0 < number <= most:
        raise RefusedError(_NO_ADDRESS, part)
    return number


def _area(ref: str, part: str) -> Area:
    rows, columns = _WHOLE_ROWS.fullmatch(ref), _WHOLE_COLUMNS.fullmatch(ref)
    try:
        if rows is not None:
            ref = f"A{rows[1]}:{column_letters(MAX_COLUMN)}{rows[2]}"
        elif columns is not None:
            ref = f"{columns[1]}1:{columns[2]}{MAX_ROW}"
        area = parse_area(ref)
    except ValueError as error:
        raise RefusedError(_NO_ADDRESS, part) from error
    if area.bottom < area.top or area.right < area.left:
        raise RefusedError(_NO_ADDRESS, part)
    return area
