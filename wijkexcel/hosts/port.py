"""The port: what the five functions need from a workbook, wherever it is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wijkexcel.checks.equality import Cell
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.workbook.derived_cells import KnowsFormulas
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import Source


class Port(KnowsFormulas, Protocol):
    """A workbook that can be read, calculated and written to."""

    @property
    def folder(self) -> Path:
        """Folder for documents made from this workbook."""

    def calculated(self, reading: Reading, *, again: bool) -> "Calculation":
        """Results of the workbook's own formulas: as they are, or recalculated."""

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Write cells; the caller ensures that the program may do so."""

    def take_back(self) -> None:
        """Undo all changes, as if this step had not begun."""

    def after_write(self, reading: Reading, *, sound: bool) -> "Calculation":
        """The formula results after the changes.

        ``sound``: the results before the changes were right, so only what depends on the changed
        cells can be different now.
        """


@dataclass(frozen=True, slots=True)
class Calculation:
    """The sheet's own outcome per opgave.

    ``cells``: opgave id -> column key -> value. ``stale``: the values stored in the file were old;
    ``cells`` are the new ones. ``fresh``: the cells were calculated just now; otherwise they were
    left by the program that saved the file, and are only evidence if they are right.
    """

    cells: Mapping[str, Mapping[str, Cell]]
    stale: bool = False
    fresh: bool = True
    results: Mapping[str, Mapping[str, Cell]] | None = None
    """Sheet -> cell -> value, if everything was recalculated."""


def calculation_cells(source: Source, reading: Reading) -> dict[str, dict[str, Cell]]:
    """Read the calculation sheet as it is."""
    located = reading.map.tables.get("calcOpgaven")
    if located is None:
        return {}
    grid = source.grid(located.sheet)
    found: dict[str, dict[str, Cell]] = {}
    for opgave, row in located.rows.items():
        line = grid[row]
        found[opgave] = {
            key: plain(line[col]) if col < len(line) else None
            for key, col in located.columns.items()
        }
    return found


def plain(value: object) -> Cell:
    """A value for comparison; None for a date."""
    return value if isinstance(value, bool | int | float | str) else None
