"""Calculate in layers: formulas that say the same about the same values only once.

A new workbook repeats itself: sixty empty rows, twenty-four scorers without a score. So first come
the formulas that look at no other, then those that look at these, and so on; and of those that have
the same words and look at the same values, the engine calculates one. What it gives for that one is
what it gives for all: a test compares it with calculating everything at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkexcel.ooxml.bare import Cell, bare_workbook
from wijkexcel.workbook.calculating.alike import Kind, Numbers, Run, kinds_of
from wijkexcel.workbook.calculating.engine import MOST_FORMULAS, Spots, calculated
from wijkexcel.workbook.calculating.grid import Grid
from wijkexcel.workbook.calculating.order import Together, in_layers


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The cells of a kind by what they give: ``first`` of each sort, ``which`` of each cell."""

    kind: Kind
    which: Numbers
    first: Numbers


def calculate(
    grid: Grid, runs: Sequence[Run], sheets: Sequence[str], names: Mapping[str, str]
) -> bool:
    """Put the results of formulas in the grid; False when too many of them differ.

    Args:
        grid: the values of all other cells.
        runs: all formulas.
        sheets: the names of the sheets.
        names: defined names and what they refer to.

    Raises:
        UnsoundError: a result does not follow from values of cells that the formula names.
        EngineError: the engine cannot calculate them, or they have circular references.
    """
    room = MOST_FORMULAS
    for layer in in_layers(kinds_of(runs, sheets, names), sheets):
        cells = [_sorted(kind, grid, group) for group in layer for kind in group.kinds]
        room -= sum(len(found.first) for found in cells)
        if room < 0 or not _calculate(cells, grid, sheets, names):
            return False
    return True


def _sorted(kind: Kind, grid: Grid, group: Together) -> _Sorted:
    size = len(kind.runs), kind.width
    if group.mutual:
        every = np.arange(size[0] * size[1])
        return _Sorted(kind, every.reshape(size), every)
    which = np.zeros((1, 1), np.int64)
    for numbers in (*map(grid.seen, kind.looked), *map(_numbered, kind.constants)):
        if numbers.size > 1:
            pairs = which * (int(numbers.max()) + 1) + numbers
            which = np.unique(pairs, return_inverse=True)[1].reshape(pairs.shape)
    whole = np.broadcast_to(which, size)
    return _Sorted(kind, whole, np.unique(whole, return_index=True)[1])


def _numbered(texts: Sequence[str]) -> Numbers:
    """A number for each text: equal numbers, equal texts."""
    found: dict[str, int] = {}
    return np.array([[found.setdefault(text, len(found))] for text in texts])


def _calculate(
    cells: Sequence[_Sorted], grid: Grid, sheets: Sequence[str], names: Mapping[str, str]
) -> bool:
    """Calculate the first of each sort, and put its result in all of them."""
    flags = grid.none()
    asked: dict[int, str] = {}
    placed: list[Numbers] = []
    for found in cells:
        run, offset = np.divmod(found.first, found.kind.width)
        for looked in found.kind.looked:
            grid.mark(flags, looked, run, offset)
        kind = found.kind
        places = grid.places(kind.sheets[run], kind.rows[run], kind.columns[run, offset])
        texts = map(kind.for_engine, run.tolist(), offset.tolist())
        asked.update(zip(places.tolist(), texts, strict=True))
        placed.append(places)
    copy, spots = _copy(asked, grid.filled(flags), grid, sheets, names)
    results = calculated(copy, spots)
    if results is None:
        return False
    numbers = {
        place: grid.number(results[sheets[sheet]][row, column])
        for place, (sheet, row, column) in zip(
            asked, grid.spots(np.array(list(asked))), strict=True
        )
    }
    for found, places in zip(cells, placed, strict=True):
        result = np.array([numbers[place] for place in places.tolist()])
        grid.put_all(found.kind, result[found.which])
    return True


def _copy(
    asked: Mapping[int, str],
    seen: Numbers,
    grid: Grid,
    sheets: Sequence[str],
    names: Mapping[str, str],
) -> tuple[bytes, Spots]:
    """A workbook with these formulas and the values that they look at, and where they stand."""
    places = np.union1d(seen, np.array(list(asked)))
    cells: dict[str, list[Cell]] = {name: [] for name in sheets}
    spots: dict[str, list[tuple[int, int]]] = {}
    for place, (sheet, row, column) in zip(places.tolist(), grid.spots(places), strict=True):
        name, formula = sheets[sheet], asked.get(place)
        if formula is None:
            cells[name].append((row, column, grid.written(place)))
        else:
            cells[name].append((row, column, f"><f>{formula}</f>"))
            spots.setdefault(name, []).append((row, column))
    return bare_workbook(cells, names), spots
