"""Formulas as programs write them: split into tokens, and their meaning however written.

Two formulas are equivalent when their meanings (``meaning``) are equal. Programs that save a
workbook may write the same formula differently: quotes around the name of a sheet, ``TRUE()``,
spaces, capitals, prefixes of functions, redundant parentheses, dollar signs in references, other
number formats, and in .ods a different notation.
"""

import re
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from wijkexcel.errors import InnerError
from wijkexcel.ooxml.cellvalue import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    column_letters,
    column_number,
)

LONGEST = 8_192
"""Number of characters of the longest formula that Excel accepts."""
DEEPEST = 100
_BRACKETS = r"\[(?:'.|[^\[\]']|\[(?:'.|[^\[\]'])*\])*\]"
_ERROR = r"\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!)"
_PIECE = re.compile(
    rf"""(?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?(?![\w.$:!(]))
    |(?P<error>{_ERROR})
    |(?P<function>[^\W\d][\w.]*\()
    |(?P<operand>(?:'(?:[^']|'')*'|{_BRACKETS}|[\w.$\\?]|!\#REF!|!|:(?![\w.]+\())+)
    |(?P<op><=|>=|<>|[-+*/^&=<>%@#:])
    |(?P<sign>[(),;{{}}])""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!")
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")
_ROW = re.compile(r"(\$?)([1-9][0-9]{0,6})")
_DIGITS = re.compile("[0-9]+")
PREFIX = re.compile(r"(?:_XLFN\.|_XLWS\.|COM\.MICROSOFT\.|ORG\.LIBREOFFICE\.)+")
ALSO = {"RANK.EQ": "RANK"}
"""Functions that some programs write under another name."""
LOGICAL = {"TRUE": True, "FALSE": False}


class UnsoundError(InnerError, ValueError):
    """A formula that cannot be read, or a reference whose cells cannot be followed."""


class Piece(NamedTuple):
    """A token of a formula.

    ``kind`` is ``space``, ``text``, ``number``, ``error``, ``function`` (with its parenthesis),
    ``operand`` (a reference or a name), ``op`` or ``sign``.
    """

    kind: str
    text: str

    @property
    def is_reference(self) -> bool:
        """Whether it may refer to cells."""
        return self.kind == "operand" and self.text.upper() not in LOGICAL


def pieces_of(formula: str) -> list[Piece]:
    """Split a formula (without ``=``) into tokens; joined they are the formula again.

    Raises:
        UnsoundError: it cannot be read.
    """
    found: list[Piece] = []
    at = 0
    for match in _PIECE.finditer(formula):
        if match.start() != at:
            break
        found.append(Piece(match.lastgroup or "", match[0]))
        at = match.end()
    if at != len(formula):
        raise UnsoundError(formula)
    return found


class End:
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
        """The same kind of end at another place."""
        letters = f"{self.fix_column}{column_letters(column)}" if self.column else ""
        return letters + (f"{self.fix_row}{row}" if self.row else "")


def ends_of(body: str) -> tuple[End, End] | None:
    """Both ends of ``A1``, ``A1:B2``, ``A:B`` or ``1:2``; None for a name and for anything else."""
    first, colon, second = body.partition(":")
    if colon and "!" in second:
        second = second.rpartition("!")[2]
    start, end = End(first), End(second if colon else first)
    if not start or not end or (not colon and not (start.row and start.column)):
        return None
    if bool(start.row) != bool(end.row) or bool(start.column) != bool(end.column):
        return None
    return start, end


def area_of(start: End, end: End) -> Area:
    """The block of cells between two ends."""
    rows = sorted((start.row or 1, end.row or MAX_ROW))
    columns = sorted((start.column or 1, end.column or MAX_COLUMN))
    return Area(rows[0], columns[0], rows[1], columns[1])


def split_sheet(reference: str) -> tuple[str, str | None, str]:
    """The sheet prefix of a reference as written, its name (None without one), and the rest."""
    match = _SHEET.match(reference)
    if match is None:
        return "", None, reference
    return match[0], (match[1] or match[2]).replace("''", "'"), reference[match.end() :]


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it would be in another cell: relative references shift along.

    Raises:
        UnsoundError: it cannot be read, or a reference leaves the sheet.
    """
    parts, references = _cut(formula)
    return parts % tuple(_shifted(text, rows, columns) for text in references)


@lru_cache(maxsize=64)
def _cut(formula: str) -> tuple[str, tuple[str, ...]]:
    """A formula with gaps where references stand that can shift along, and those references."""
    parts: list[str] = []
    references: list[str] = []
    digits = _DIGITS.findall(formula)
    at = 0
    for text, count, shifts in _shape(_DIGITS.sub("1", formula)):
        written = text % tuple(digits[at : at + count])
        at += count
        if shifts:
            references.append(written)
        parts.append("%s" if shifts else written.replace("%", "%%"))
    return "".join(parts), tuple(references)


@lru_cache(maxsize=1 << 10)
def _shape(formula: str) -> list[tuple[str, int, bool]]:
    """The pieces of formulas that differ in their digits alone, with ``%s`` for those.

    Of each: its text, how many digits it has, and whether it shifts along; what does not is joined.
    """
    found: list[tuple[str, int, bool]] = []
    for shifts, pieces in groupby(
        pieces_of(formula), lambda piece: piece.is_reference and _can_shift(piece.text)
    ):
        for text in [p.text for p in pieces] if shifts else ["".join(p.text for p in pieces)]:
            spelled, count = _DIGITS.subn("%s", text.replace("%", "%%"))
            found.append((spelled, count, shifts))
    return found


def _can_shift(text: str) -> bool:
    ends = ends_of(split_sheet(text)[2])
    return ends is not None and any(
        (end.row and not end.fix_row) or (end.column and not end.fix_column) for end in ends
    )


@lru_cache(maxsize=1 << 12)
def _shifted(text: str, rows: int, columns: int) -> str:
    prefix, _, body = split_sheet(text)
    ends = ends_of(body)
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


_ODS = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |\[(?P<reference>(?:'(?:[^']|'')*'|[^\[\]'])*)\]
    |(?P<sign>[;|~!{}])""",
    re.VERBOSE | re.DOTALL,
)
_ODS_END = re.compile(r"(?:\$?(?P<sheet>'(?:[^']|'')*'|[^.'$][^.']*))?\.(?P<cell>[^.]*)")


def from_ods(formula: str) -> str:
    """A formula of an .ods file, ``of:=SUM([.A1];2)``, in .xlsx notation, without ``=``."""
    prefix, _, text = formula.partition("=")
    if prefix == "msoxl:":
        return text
    braces = 0

    def written(match: re.Match[str]) -> str:
        nonlocal braces
        if match["text"]:
            return match[0]
        if match["reference"] is not None:
            return _from_ods_reference(match["reference"])
        braces += {"{": 1, "}": -1}.get(match[0], 0)
        if braces:
            return {";": ",", "|": ";"}.get(match[0], match[0])
        return {";": ",", "~": ",", "!": " "}.get(match[0], match[0])

    return _ODS.sub(written, text)


def _from_ods_reference(text: str) -> str:
    if text == "#REF!":
        return text
    ends = [_ODS_END.fullmatch(end) for end in _between_quotes(text)]
    if not all(ends):
        return f"[{text}]"
    first = ends[0]
    assert first is not None
    sheet = f"{first['sheet']}!" if first["sheet"] else ""
    return sheet + ":".join(end["cell"] for end in ends if end is not None)


def _between_quotes(text: str) -> list[str]:
    """Split at colons outside the quotes of a sheet's name."""
    return re.findall(r"(?:'(?:[^']|'')*'|[^':])+", text)
