"""The port over a file: read with calamine, changed in place without loss, saved atomically."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wijkexcel.checks.equality import Cell, same
from wijkexcel.errors import FileError, NotAWorkbookError
from wijkexcel.files.kinds import What, what_is
from wijkexcel.files.lock import Claim, claimed
from wijkexcel.files.reading import FileStamp, stamped
from wijkexcel.files.save import Keep, New, put
from wijkexcel.hosts.port import Calculation, calculation_cells
from wijkexcel.layout.spec import a1
from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.ooxml.edit import CellEdit, apply_edits
from wijkexcel.ooxml.specials import Spot
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import Results, results_after, results_of, with_results

WORKBOOKS = (".xlsx", ".xlsm")


def check_is_workbook(path: Path) -> None:
    """Refuse files that are plainly not a workbook.

    Raises:
        FileError: it is a folder, or does not have the extension of a workbook.
    """
    if path.is_dir():
        message = f"{path} is een map. Geef het werkboek zelf."
        raise FileError(message)
    if path.suffix.lower() not in WORKBOOKS:
        what = what_is(stamped(path)[0], path.name) if path.exists() else What.UNKNOWN
        raise FileError(_no_workbook(path, what))


def _no_workbook(path: Path, what: What) -> str:
    """Say what kind of file was given as the workbook."""
    if what is What.PASSWORD:
        return (
            f"Op {path} zit een wachtwoord of een beveiligingslabel. Open het in Excel, haal dat "
            "eraf (Bestand > Info > Werkmap beveiligen), sla het op en probeer het nog eens."
        )
    if what is What.EXCEL:
        return f"{path} is een werkmap van Excel met een andere naam. Laat die eindigen op .xlsx."
    if what is What.UNKNOWN or what in _BOOKS:
        but = f", maar {what.called}" if what in _BOOKS else ""
        return (
            f"{path} is geen Excel-werkmap{but}. Open het in Excel of LibreOffice, sla het op als "
            ".xlsx en geef dat bestand."
        )
    return f"{path} is geen Excel-werkmap, maar {what.called}. Geef het werkboek zelf (.xlsx)."


_BOOKS = frozenset({What.ODS, What.XLS, What.XLSB, What.XML_BOOK, What.SYLK, What.CSV})
"""Kinds that can be saved as a workbook."""
_UNSURE = frozenset({What.EXCEL, What.ZIP, What.UNKNOWN})
"""Kinds that are a workbook, or too damaged to tell."""


@dataclass
class FilePort(FileSource):
    """A workbook file that is read once, changed in memory and saved on request."""

    path: Path = field(default_factory=Path)
    _stamp: FileStamp | None = field(default=None, init=False)
    _edited: bytes | None = field(default=None, init=False, repr=False)
    _written: Sequence[CellEdit] = field(default=(), init=False, repr=False)
    _anew: Results | None = field(default=None, init=False, repr=False)
    """Results that were calculated because those in the file were old."""
    _sound: bool = field(default=False, init=False)
    """Whether all that was not written to is known to show what it must."""
    _claim: Claim | None = field(default=None, init=False, repr=False)

    @classmethod
    def open(cls, path: Path) -> "FilePort":
        """Read a file.

        Raises:
            FileError: it does not exist, cannot be read, or is something else.
        """
        data, stamp = stamped(path)
        what = what_is(data, path.name)
        if what not in _UNSURE:
            raise NotAWorkbookError(_no_workbook(path, what))
        port = cls(data, path=path)
        port._stamp = stamp
        return port

    @classmethod
    @contextlib.contextmanager
    def to_change(
        cls, path: Path, who: str, doing: str, target: Path | None = None
    ) -> Iterator["FilePort"]:
        """Read a file in order to change it; nobody else may change it until the ``with`` ends.

        ``target`` is where it will be saved, if elsewhere; ``doing`` is the command as shown to
        others.

        Raises:
            WorkbookLockedError: another run or program is using it.
            FileError: it does not exist, cannot be read, or is something else.
        """
        with claimed(target or path, who, doing, like=path) as claim:
            port = cls.open(path)
            port._claim = claim
            yield port

    @property
    def folder(self) -> Path:
        """Folder of the workbook."""
        return self.path.parent

    def calculated(self, reading: Reading, *, again: bool) -> Calculation:
        """Return the results stored in the file, or recalculate them.

        They are stale if the file was saved by a program that does not calculate.
        """
        stored = calculation_cells(self, reading)
        if not again:
            return Calculation(stored, fresh=False)
        self._anew = results = results_of(self.data)
        cells = self._cells(reading, results, stored)
        if cells is None:
            return Calculation(stored, fresh=False)
        keys = ("total", "status", "rank")
        stale = any(not same(cells[o].get(k), stored[o].get(k)) for o in cells for k in keys)
        return Calculation(cells, stale, results=results)

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
        """Change the workbook in memory; its formulas are calculated when needed."""
        self.replace(self._up_to_date, edits)
        self._written = edits

    def take_back(self) -> None:
        """Undo all changes."""
        self._edited, self._written, self._sound = None, (), False
        self.__dict__.pop("_results", None)

    @property
    def _up_to_date(self) -> bytes:
        """The workbook that was read, with the results that were calculated anew."""
        return self.data if self._anew is None else with_results(self.data, self._anew)

    def replace(self, data: bytes, edits: Sequence[CellEdit]) -> None:
        """Replace this file with another one, with these edits."""
        self._edited, self._written, self._sound = apply_edits(data, edits), (), False
        self.__dict__.pop("_results", None)

    @cached_property
    def _results(self) -> Results | None:
        """Formula results after the changes; None when there are too many formulas.

        Where everything else is sound, only of the formulas that the changes can affect: the other
        results were calculated by the program that stored them.
        """
        if self._edited is None:
            return None
        if not self._sound:
            return results_of(self._edited)
        cells: dict[str, set[Spot]] = {}
        for edit in self._written:
            row, column = parse_address(edit.cell)
            cells.setdefault(edit.sheet, set()).add((row - 1, column - 1))
        return results_after(self, cells, self._edited)

    @property
    def could_calculate(self) -> bool:
        """Whether the changed workbook could be calculated here."""
        return self._results is not None

    def after_write(self, reading: Reading, *, sound: bool) -> Calculation:
        """Return the formula results of the workbook as it will be saved."""
        self._sound = sound
        self.__dict__.pop("_results", None)
        stored = calculation_cells(self, reading)
        stored = self._cells(reading, self._anew, stored) or stored
        cells = self._cells(reading, self._results, stored)
        return Calculation(stored, fresh=False) if cells is None else Calculation(cells)

    @property
    def changed(self) -> bool:
        """Whether the changed workbook differs from the file that was read."""
        return self._edited is not None and self._edited != self.data

    @property
    def content(self) -> bytes:
        """The workbook as it will be saved."""
        content = self.data if self._edited is None else self._edited
        return content if self._results is None else with_results(content, self._results)

    def save(self, target: Path | None = None, keep: Keep = Keep.LATEST) -> Path | None:
        """Save the changes, with the results of all formulas.

        ``keep`` determines what happens to the version that is replaced.

        Returns where the previous version is kept, if there was one.

        Raises:
            WorkbookLockedError: a program has one of the files open.
            WorkbookChangedError: the lock was removed, or another version was saved meanwhile.
            FileError: it cannot be written.
        """
        return self.save_with((), target, keep)[0]

    def save_with(
        self, files: Sequence[New], target: Path | None = None, keep: Keep = Keep.LATEST
    ) -> tuple[Path | None, ...]:
        """Save the changes together with other files: all of them or none.

        The workbook is put in place first: no code may be sent out that it does not record.

        Returns where the previous version of each is kept, starting with the workbook's.

        Raises:
            WorkbookLockedError: a program has one of the files open.
            WorkbookChangedError: the lock was removed, or another version was saved meanwhile.
            FileError: it cannot be written.
        """
        if self._claim is not None:
            self._claim.check()
        if target is None or target.resolve() == self.path.resolve():
            book = New(self.path, self.content, keep, expected=self._stamp, follow=True)
        else:
            book = New(target, self.content, like=self.path, follow=True)
        return put([book, *files])
