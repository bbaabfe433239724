"""Follow the cells that moved in formulas: references are rewritten where that is certain."""

import re

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from wijkexcel.workbook.cellvalue import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    column_letters,
    column_number,
)
from wijkexcel.workbook.renew.moves import Moves, SheetMoves

_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!")
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)([1-9][0-9]{0,6})")
_BY_TEXT = re.compile(r"\b(INDIRECT|ADDRESS)\(", re.IGNORECASE)


class UnsoundError(ValueError):
    """A reference whose cells cannot be followed for certain."""


class _End:
    """One end of a reference: row and column, each fixed or not; 0 for a whole row or column."""

    def __init__(self, text: str) -> None:
        self.column = self.row = 0
        self.fix_column = self.fix_row = ""
        if match := _CELL.fullmatch(text):
            self.fix_column, letters, self.fix_row, digits = match.groups()
            self.column, self.row = column_number(letters.upper()), int(digits)
        elif match := _COLUMN.fullmatch(text):
            self.fix_column, self.column = match[1], column_number(match[2].upper())
        elif match := _ROW.fullmatch(text):
            self.fix_row, self.row = match[1], int(match[2])
        if self.column > MAX_COLUMN or self.row > MAX_ROW:
            self.column = self.row = 0

    def __bool__(self) -> bool:
        return bool(self.column or self.row)

    def write(self, row: int, column: int) -> str:
        """The same kind of end, at another place."""
        letters = f"{self.fix_column}{column_letters(column)}" if self.column else ""
        return letters + (f"{self.fix_row}{row}" if self.row else "")


def _ends(body: str) -> tuple[_End, _End] | None:
    """Both ends of ``A1``, ``A1:B2``, ``A:B`` or ``1:2``; None for a name and for anything else."""
    first, colon, second = body.partition(":")
    if colon and "!" in second:
        second = second.rpartition("!")[2]
    start, end = _End(first), _End(second if colon else first)
    if not start or not end or (not colon and not (start.row and start.column)):
        return None
    if bool(start.row) != bool(end.row) or bool(start.column) != bool(end.column):
        return None
    return start, end


def _area(start: _End, end: _End) -> Area:
    rows = sorted((start.row or 1, end.row or MAX_ROW))
    columns = sorted((start.column or 1, end.column or MAX_COLUMN))
    return Area(rows[0], columns[0], rows[1], columns[1])


def _moved(body: str, moves: SheetMoves, *, chart: bool) -> str:
    ends = _ends(body)
    if ends is None:
        return body
    start, end = ends
    area = _area(start, end)
    new = moves.area(area, chart=chart)
    if new is None:
        raise UnsoundError(body)
    if new == area:
        return body
    first = start.write(new.top, new.left)
    return f"{first}:{end.write(new.bottom, new.right)}" if ":" in body else first


def _reference(text: str, home: str, moves: Moves, *, chart: bool) -> str:
    match = _SHEET.match(text)
    if match is None:
        here = moves.get(home.casefold())
        return text if here is None or here.still or "[" in text else _moved(
            text, here, chart=chart
        )  # fmt: skip
    sheet = (match[1] or match[2]).replace("''", "'")
    body = text[match.end() :]
    there = moves.get(sheet.casefold())
    if there is None:
        ends = sheet.split(":")
        if len(ends) > 1 and any(name.casefold() in moves for name in ends):
            raise UnsoundError(text)
        return text
    return text if there.still else match[0] + _moved(body, there, chart=chart)


def tokens_of(formula: str) -> list[Token]:
    """Cut a formula (without ``=``) in pieces.

    Raises:
        UnsoundError: it cannot be read.
    """
    try:
        return list(Tokenizer(f"={formula}").items)
    except (TokenizerError, IndexError) as error:
        raise UnsoundError(formula) from error


def _is_reference(token: Token) -> bool:
    return token.type == Token.OPERAND and token.subtype == Token.RANGE


def follows(formula: str, home: str, moves: Moves) -> bool:
    """Whether a formula on a sheet can refer to anything that moved."""
    here = moves.get(home.casefold())
    if here is not None and not here.still:
        return True
    text = formula.casefold()
    return any(not there.still and name.replace("'", "''") in text for name, there in moves.items())


def rewritten(formula: str, home: str, moves: Moves, *, chart: bool = False) -> str:
    """The formula (without ``=``) with references to what they referred to.

    Raises:
        UnsoundError: that cannot be said for certain.
    """
    if not follows(formula, home, moves):
        return formula
    if _BY_TEXT.search(formula):
        raise UnsoundError(formula)
    return "".join(
        _reference(token.value, home, moves, chart=chart) if _is_reference(token) else token.value
        for token in tokens_of(formula)
    )


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads in another cell: references that are not fixed shift along.

    Raises:
        UnsoundError: it cannot be read, or a reference leaves the sheet.
    """
    return "".join(
        _shifted(token.value, rows, columns) if _is_reference(token) else token.value
        for token in tokens_of(formula)
    )


def _shifted(text: str, rows: int, columns: int) -> str:
    match = _SHEET.match(text)
    prefix = match[0] if match else ""
    body = text[len(prefix) :]
    ends = _ends(body)
    if ends is None:
        return text
    written = []
    for end in ends:
        row = end.row + (0 if end.fix_row or not end.row else rows)
        column = end.column + (0 if end.fix_column or not end.column else columns)
        if not 0 <= row <= MAX_ROW or not 0 <= column <= MAX_COLUMN:
            raise UnsoundError(text)
        written.append(end.write(row, column))
    return prefix + (":".join(written) if ":" in body else written[0])
