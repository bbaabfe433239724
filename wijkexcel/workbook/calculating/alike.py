"""Formulas that are the same but for their digits, read together: what each of them looks at.

Reading 460,000 formulas one by one takes half a minute. Those of a column have the same words and
differ in the rows that they look at; so one is read, and of the others only the digits.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from sys import intern
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wijkexcel.ooxml.cellvalue import MAX_COLUMN, MAX_ROW
from wijkexcel.ooxml.engine import spelled_out
from wijkexcel.ooxml.escape import escaped
from wijkexcel.ooxml.formula import End, UnsoundError, ends_of, pieces_of, shifted, split_sheet

Numbers = npt.NDArray[np.int64]
_Digits = Sequence[Sequence[str]]

_DIGITS = re.compile("([0-9]+)")
_NOT_BY_VALUE = frozenset(
    f"{name}("
    for name in (
        *("CELL", "COLUMN", "FORMULATEXT", "INDIRECT", "INFO", "ISFORMULA", "ISREF", "NOW"),
        *("OFFSET", "RAND", "RANDARRAY", "RANDBETWEEN", "ROW", "SHEET", "SUBTOTAL", "TODAY"),
    )
)
"""Functions whose result does not follow from the values that they are given."""


class Run(NamedTuple):
    """A formula of cells side by side, written as in the first; counted from 0."""

    sheet: int
    row: int
    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Looked:
    """The cells that the formulas of a kind look at; rows and columns are counted from 1.

    ``sheet``, ``top`` and ``bottom`` have a number for each run, ``left`` and ``right`` for each
    cell of a run; or one number, where it is the same for all.
    """

    sheet: Numbers
    top: Numbers
    bottom: Numbers
    left: Numbers
    right: Numbers
    single: bool
    """Whether it is one cell."""


@dataclass
class Kind:
    """Runs of one width whose formulas are the same but for their digits."""

    runs: Sequence[Run]
    looked: list[Looked] = field(default_factory=list)
    constants: list[Sequence[str]] = field(default_factory=list)
    """Digits that are part of no reference; of each run."""

    @property
    def width(self) -> int:
        """The number of cells of each run."""
        return self.runs[0].last - self.runs[0].first + 1

    @cached_property
    def sheets(self) -> Numbers:
        """The sheet of each run."""
        return np.array([run.sheet for run in self.runs])

    @cached_property
    def rows(self) -> Numbers:
        """The row of each run."""
        return np.array([run.row for run in self.runs])

    @cached_property
    def columns(self) -> Numbers:
        """The columns of the cells of each run."""
        return np.array([run.first for run in self.runs])[:, None] + np.arange(self.width)

    @cached_property
    def _words(self) -> list[str]:
        """What stands between the digits, in a file for the engine."""
        shape = escaped(_DIGITS.sub("1", self.runs[0].text))
        return _DIGITS.split(spelled_out(shape.encode()).decode())[::2]

    def for_engine(self, run: int, offset: int) -> str:
        """The formula of one cell, in a file for the engine."""
        formula = self.runs[run].text
        if offset:
            formula = shifted(formula, 0, offset)
            return spelled_out(escaped(formula).encode()).decode()
        digits = (*_DIGITS.findall(formula), "")
        return "".join(word + own for word, own in zip(self._words, digits, strict=True))


def kinds_of(runs: Iterable[Run], sheets: Sequence[str], names: Mapping[str, str]) -> list[Kind]:
    """Read formulas.

    Args:
        runs: the formulas.
        sheets: the names of the sheets.
        names: defined names and what they refer to.

    Raises:
        UnsoundError: the result of one does not follow from the values of cells that it names.
    """
    groups: dict[tuple[str, str, int], tuple[list[Run], list[list[str]]]] = {}
    homes = [_DIGITS.sub("1", name) for name in sheets]
    for run in runs:
        parts = _DIGITS.split(run.text)
        key = homes[run.sheet], "1".join(parts[::2]), run.last - run.first
        if key not in groups:
            groups[key] = [], []
        groups[key][0].append(run)
        groups[key][1].append(list(map(intern, parts[1::2])))
    reader = _Reader(sheets, names)
    return [reader.kind(*group) for group in groups.values()]


class _Reader:
    def __init__(self, sheets: Sequence[str], names: Mapping[str, str]) -> None:
        self._sheets = {name.casefold(): i for i, name in enumerate(sheets)}
        self._names = {name.casefold(): target for name, target in names.items()}

    def kind(self, runs: Sequence[Run], digits: _Digits) -> Kind:
        """Read formulas that are the same but for these digits.

        Raises:
            UnsoundError: the result does not follow from the values of cells that they name.
        """
        kind = Kind(runs)
        columns = list(zip(*digits, strict=True))
        seen = set()
        for piece in _pieces(runs[0].text):
            own = columns[piece.digits.start : piece.digits.stop]
            key = piece.words, *own
            if piece.ends is None and not piece.name:
                kind.constants += own
            elif key not in seen:
                seen.add(key)
                kind.looked.append(self._looked(piece, own, kind))
        return kind

    def _looked(self, piece: "_Piece", digits: _Digits, kind: Kind) -> Looked:
        if piece.ends is None:
            return self._named(piece.name)
        in_sheet = len(_DIGITS.findall(piece.sheet or ""))
        sheet = kind.sheets
        if piece.sheet is not None:
            sheet = self._sheet(piece.sheet, digits[:in_sheet])
        return _area(sheet, piece.ends, digits[in_sheet:], np.arange(kind.width))

    def _sheet(self, name: str, digits: _Digits) -> Numbers:
        """The sheet of each formula; its name may have digits."""
        if not digits:
            return np.array([self._number(name)])
        words = _DIGITS.split(name)[::2]
        each = list(zip(*digits, strict=True))
        found = {
            own: self._number("".join(a + b for a, b in zip(words, (*own, ""), strict=True)))
            for own in set(each)
        }
        return np.array([found[own] for own in each])

    def _number(self, name: str) -> int:
        if name.casefold() not in self._sheets:
            raise UnsoundError(name)
        return self._sheets[name.casefold()]

    def _named(self, name: str) -> Looked:
        """The area that a name stands for."""
        _, sheet, body = split_sheet(self._names.get(name.casefold(), ""))
        ends = ends_of(body)
        if sheet is None or ends is None or not all(e.fix_row and e.fix_column for e in ends):
            raise UnsoundError(name)
        rows = [[digits] for digits in _DIGITS.findall(body)]
        return _area(np.array([self._number(sheet)]), ends, rows, np.arange(1))


class _Piece(NamedTuple):
    """A part of a formula: a reference if it has ends or a name."""

    words: str
    digits: range
    """Which digits of the formula are in it."""
    sheet: str | None = None
    ends: tuple[End, End] | None = None
    name: str = ""


def _pieces(formula: str) -> Iterator[_Piece]:
    """The parts of a formula that have digits or refer to cells.

    Raises:
        UnsoundError: its result does not follow from the values of cells that it names.
    """
    at = 0
    for piece in pieces_of(formula):
        words, count = _DIGITS.subn("", piece.text)
        digits = range(at, at + count)
        at += count
        if piece.kind == "function" and piece.text.upper() in _NOT_BY_VALUE:
            raise UnsoundError(formula)
        if not piece.is_reference:
            yield _Piece("", digits)
            continue
        _, sheet, body = split_sheet(piece.text)
        ends = ends_of(body)
        if ends is None and (count or sheet is not None):
            raise UnsoundError(formula)  # names with digits: another one for each formula
        yield _Piece(words, digits, sheet, ends, body if ends is None else "")


def _area(sheet: Numbers, ends: tuple[End, End], rows: _Digits, offsets: Numbers) -> Looked:
    """The cells between two ends, for each formula.

    Raises:
        UnsoundError: they are no block within the sheet.
    """
    if not ends[0].row or not ends[0].column:
        raise UnsoundError("whole rows or columns")
    top, bottom = _each(rows[0]), _each(rows[-1])
    left, right = (e.column + offsets[: 1 if e.fix_column else None] for e in ends)
    if (top > bottom).any() or (left > right).any():
        raise UnsoundError("upside down")
    if bottom.max() > MAX_ROW or right.max() > MAX_COLUMN:
        raise UnsoundError("outside the sheet")
    return Looked(sheet, top, bottom, left, right, single=len(rows) == 1)


def _each(digits: Sequence[str]) -> Numbers:
    return np.array(list(map(int, digits)) if len(set(digits)) > 1 else [int(digits[0])])
