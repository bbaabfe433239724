"""The port over a file: read with calamine, changed in place without loss, saved atomically."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wijkexcel.checks.equality import Cell, same
from wijkexcel.hosts.port import Calculation, calculation_cells
from wijkexcel.layout.spec import a1
from wijkexcel.workbook.edit import CellEdit, apply_edits
from wijkexcel.workbook.read import Reading
from wijkexcel.workbook.recalculate import Results, results_of, with_results
from wijkexcel.workbook.save import FileStamp, save_atomic
from wijkexcel.workbook.source import FileSource


@dataclass
class FilePort(FileSource):
    """A workbook file that is read once, changed in memory and saved when asked."""

    path: Path = field(default_factory=Path)
    _stamp: FileStamp | None = field(default=None, init=False)
    _changed: bytes | None = field(default=None, init=False)
    _results: Results | None = field(default=None, init=False, repr=False)

    @classmethod
    def open(cls, path: Path) -> "FilePort":
        """Read a file.

        Raises ``FileError`` when it is not there or cannot be read.
        """
        stamp = FileStamp.of(path)
        port = cls(path.read_bytes(), path=path)
        port._stamp = stamp
        return port

    @property
    def folder(self) -> Path:
        """Folder of the workbook."""
        return self.path.parent

    def calculated(self, reading: Reading, *, again: bool) -> Calculation:
        """Return the results stored in the file, or calculate them again.

        The file may have been saved by a program that does not calculate: then they are stale.
        """
        stored = calculation_cells(self, reading)
        if not again:
            return Calculation(stored, fresh=False)
        cells = self._cells(reading, results_of(self.data), stored)
        if cells is None:
            return Calculation(stored, fresh=False)
        keys = ("total", "status", "rank")
        stale = any(not same(cells[o].get(k), stored[o].get(k)) for o in cells for k in keys)
        return Calculation(cells, stale)

    @staticmethod
    def _cells(
        reading: Reading, results: Results | None, stored: Mapping[str, Mapping[str, Cell]]
    ) -> dict[str, dict[str, Cell]] | None:
        located = reading.map.tables.get("calcOpgaven")
        if results is None:
            return None
        if located is None:
            return {}
        fresh = results.get(located.sheet, {})
        return {
            opgave: {
                key: fresh.get(a1(row, col), stored[opgave][key])
                for key, col in located.columns.items()
            }
            for opgave, row in located.rows.items()
        }

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Change the workbook in memory and store the results of its formulas."""
        self._hold(apply_edits(self.data, edits))

    def replace(self, data: bytes, edits: Sequence[CellEdit]) -> bytes:
        """Put another file in the place of this one, with these edits; returns it, calculated."""
        return self._hold(apply_edits(data, edits))

    def _hold(self, changed: bytes) -> bytes:
        self._results = results_of(changed)
        self._changed = changed if self._results is None else with_results(changed, self._results)
        return self._changed

    @property
    def could_calculate(self) -> bool:
        """Whether what was written could be calculated here."""
        return self._results is not None

    def after_write(self, reading: Reading) -> Calculation:
        """Return what the formulas say of the workbook as it will be saved."""
        stored = calculation_cells(self, reading)
        cells = self._cells(reading, self._results, stored)
        return Calculation(stored, fresh=False) if cells is None else Calculation(cells)

    @property
    def changed(self) -> bool:
        """Whether what was written differs from the file that was read."""
        return self._changed is not None and self._changed != self.data

    def save(self, target: Path | None = None) -> Path | None:
        """Save what was written; returns where the previous version is kept, if there was one.

        Raises the errors of ``save_atomic``.
        """
        content = self._changed if self._changed is not None else self.data
        if target is None or target.resolve() == self.path.resolve():
            return save_atomic(self.path, content, expected=self._stamp)
        return save_atomic(target, content)
