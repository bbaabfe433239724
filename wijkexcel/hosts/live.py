"""The port for a live workbook, using only the public interface of xlwings."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlwings import XlwingsError

from wijkexcel.errors import WorkbookChangedError
from wijkexcel.hosts import live_program as program
from wijkexcel.hosts.live_cells import as_typed, blocks, stands, value_in
from wijkexcel.hosts.port import Calculation, calculation_cells
from wijkexcel.layout.sheets.start import CHECK_LABELS, START
from wijkexcel.layout.spec import a1
from wijkexcel.model.finding import Finding
from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.ooxml.edit import CellEdit, CellValue
from wijkexcel.ooxml.specials import is_error_text
from wijkexcel.workbook.derived_cells import Texts
from wijkexcel.workbook.reading.epoch import OFFICE, with_numbers
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import Grid, Specials
from wijkexcel.workbook.reading.switches import switched

_LABELS = dict(CHECK_LABELS)
TYPED_MEANWHILE = (
    "Er is in het werkboek getypt terwijl de opdracht liep, op het blad {}. Wat u typte staat "
    "er; verder is er niets veranderd. Kies de opdracht opnieuw als u klaar bent met typen."
)
SHEETS_CHANGED = (
    "Er is een blad bij gekomen, weggehaald of van naam veranderd terwijl de opdracht liep. Verder "
    "is er niets veranderd. Kies de opdracht opnieuw."
)
_Was = tuple[CellValue, str]
"""Previous contents of a cell: its value, or the text of its formula."""


@dataclass
class LivePort:
    """A workbook that is open in a spreadsheet program, as an ``xlwings.Book``."""

    book: Any
    title: str = "wijkexcel"
    """The title under which the program offers to undo the changes."""
    _set: frozenset[str] = field(default_factory=frozenset, init=False)
    _grids: dict[str, Grid] = field(default_factory=dict, init=False)
    _areas: dict[str, Any] = field(default_factory=dict, init=False)
    """The cells of each sheet that were read."""
    _contents: dict[str, str | None] = field(default_factory=dict, init=False)
    """A mark of what stood in each sheet when it was read: cheaper than reading it again."""
    _tables: dict[str, str] | None = field(default=None, init=False)
    _formulas: dict[str, Texts] = field(default_factory=dict, init=False)
    _written: list[tuple[CellEdit, _Was]] = field(default_factory=list, init=False)

    def begin(self) -> None:
        """Complete any cell entry in progress; calculate if calculation is manual.

        Raises:
            FileError: nothing can be written.
            Exception: the program's own, where the cell rejects the entry.
        """
        program.check_writable(self.book)
        program.settle(self.book)
        self._set = program.switches(self.book)
        self._calculate_if_by_hand()
        self._forget()

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""
        return [sheet.name for sheet in self.book.sheets]

    @property
    def address(self) -> str:
        """Where the workbook is: a path, a web address, or just a name while it is unsaved."""
        try:
            return str(self.book.fullname or "")
        except XlwingsError:  # it is in SharePoint or OneDrive, without a folder on this machine
            return "https:"

    @property
    def in_cloud(self) -> bool:
        """Whether it is in a place that is not a folder on this machine."""
        return self.address.startswith(("http:", "https:"))

    @property
    def folder(self) -> Path:
        """Folder of the workbook; the home folder while it is unsaved or in the cloud."""
        path = Path(self.address)
        return path.parent if path.is_absolute() and not self.in_cloud else Path.home()

    def _area(self, sheet: str) -> Any:
        if sheet not in self._areas:
            found = self.book.sheets[sheet]
            last = found.used_range.last_cell
            self._areas[sheet] = found.range((1, 1), (last.row, last.column))
        return self._areas[sheet]

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on, in one call."""
        if sheet not in self._grids:
            # First the mark: whatever is typed between the two is then noticed.
            self._contents[sheet] = program.contents(self.book, sheet)
            self._grids[sheet] = self._read(sheet)
        return self._grids[sheet]

    def _forget(self) -> None:
        """Discard cached cells, so that they are read again."""
        self._grids.clear()
        self._areas.clear()
        self._contents.clear()
        self._formulas.clear()
        self._tables = None

    def _read(self, sheet: str) -> Grid:
        grid: Grid = self._area(sheet).options(ndim=2, err_to_str=True).value
        return with_numbers(grid, OFFICE)

    def formulas(self, sheet: str) -> Texts:
        """The text of each formula of a sheet, in one call.

        Excel also gives typed text that begins with ``=`` as its own formula; its value is then
        that same text, which no formula can be.
        """
        if sheet not in self._formulas:
            grid = self.grid(sheet)
            self._formulas[sheet] = {
                (r, c): text[1:]
                for (r, c), text in program.formulas(self._area(sheet)).items()
                if grid[r][c] != text
            }
        return self._formulas[sheet]

    def specials(self, sheet: str) -> Specials:
        """Cells with a formula or an error value."""
        return Specials(frozenset(self.formulas(sheet)), self._errors(sheet))

    def _errors(self, sheet: str) -> frozenset[tuple[int, int]]:
        """Cells with an error value; a text that looks like one does not count."""
        like = [
            (r, c)
            for r, row in enumerate(self.grid(sheet))
            for c, value in enumerate(row)
            if is_error_text(value)
        ]
        if not like:
            return frozenset()
        plain: Grid = self._area(sheet).options(ndim=2, err_to_str=False).value
        return frozenset((r, c) for r, c in like if not isinstance(plain[r][c], str))

    def switches(self, sheets: Iterable[str]) -> Iterable[Finding]:
        """Report calculation settings of the workbook that users would not expect."""
        del sheets
        return switched(self._set)

    def table_sheets(self) -> Mapping[str, str]:
        """Sheet of each table by the table's name; empty where the program has no table objects."""
        if self._tables is None:
            self._tables = program.table_sheets(self.book)
        return self._tables

    @property
    def result_place(self) -> tuple[str, str] | None:
        """Sheet and cell with the result of the last step."""
        return self._checked_place("checked_result")

    def checked(self, key: str) -> CellValue:
        """Value on Start about the last step, by a key of ``CHECK_LABELS``."""
        place = self._checked_place(key)
        return None if place is None else value_in(self.grid(place[0]), place[1])

    def _checked_place(self, key: str) -> tuple[str, str] | None:
        """Found by the label; on another sheet if Start was renamed."""
        label = _LABELS[key]
        for sheet in sorted(self.sheet_names, key=lambda name: name != START):
            labels = [row[0] if row else None for row in self.grid(sheet)]
            if label in labels:
                return sheet, a1(labels.index(label), 1)
        return None

    def calculated(self, reading: Reading, *, again: bool) -> Calculation:
        """Results calculated, or recalculated, by the program that has the workbook open.

        The results shown may have been left in the file by another program.
        """
        cells = calculation_cells(self, reading)
        if not program.can_calculate(self.book):
            return Calculation(cells)
        if not again:
            return Calculation(cells, fresh=False)
        self.check_unchanged()
        before = dict(self._grids)
        program.calculate(self.book)
        self._forget()
        stale = any(self.grid(sheet) != grid for sheet, grid in before.items())
        return Calculation(calculation_cells(self, reading), stale)

    def after_write(self, reading: Reading, *, sound: bool) -> Calculation:
        """The results shown now, read again: cached grids were discarded when writing."""
        del sound
        return Calculation(calculation_cells(self, reading))

    def check_unchanged(self, last: Sequence[str] = ()) -> None:
        """Check that everything that was read is still there; the sheets ``last`` come last.

        Raises:
            WorkbookChangedError: a user typed meanwhile.
        """
        names = self.sheet_names
        if self._grids.keys() - set(names):
            raise WorkbookChangedError(SHEETS_CHANGED)
        # In their order, as sheets on which people type stand before those that follow from them.
        read = [name for name in names if name in self._grids]
        for sheet in sorted(read, key=lambda name: name in last):
            if self._changed(sheet):
                raise WorkbookChangedError(TYPED_MEANWHILE.format(sheet))

    def _changed(self, sheet: str) -> bool:
        was = self._contents.get(sheet)
        if was is None:
            self._areas.pop(sheet, None)  # somebody may have typed beyond it
            return self._read(sheet) != self._grids[sheet]
        return program.contents(self.book, sheet) != was

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Write cells, all or none, in one call per contiguous row or block.

        Raises:
            WorkbookChangedError: a user typed since the workbook was read.
        """
        self.check_unchanged([edit.sheet for edit in edits])
        was = [(edit, self._was(edit)) for edit in edits]
        try:
            with program.together(self.book, self.title):
                self._fill(edits)
        except Exception:
            if not program.takes_back(self.book):
                self._restore(was)
            raise
        finally:
            self._forget()
        self._written += was
        self._calculate_if_by_hand()

    def say(self, text: str) -> bool:
        """Write a sentence in the result cell on Start; return whether it is there.

        If it is already there nothing is written: a step that saved the workbook wrote it before
        saving, and writing again would make the workbook count as unsaved. It is not part of what
        can be undone.

        ``text`` begins with a letter: nothing that a spreadsheet program reads as a formula.
        """
        try:
            place = self.result_place
            if place is None:
                return False
            edit = CellEdit(*place, text)
            if not stands(self.grid(edit.sheet), edit):
                with program.together(self.book, None):
                    self._fill([edit])
                self._forget()
        except Exception:  # each program has its own error for a read-only workbook
            return False
        return True

    def take_back(self) -> None:
        """Restore previous contents, except of cells in which a user typed since."""
        written, self._written = self._written, []
        if not written:
            return
        whole = program.takes_back(self.book) and self.book.impl.take_back(self.title)
        if not whole:
            self._forget()
            self._restore([(e, was) for e, was in written if stands(self.grid(e.sheet), e)])
        self._forget()

    def _calculate_if_by_hand(self) -> None:
        if program.BY_HAND in self._set:
            program.calculate(self.book)

    def _fill(self, edits: Sequence[CellEdit]) -> None:
        for sheet, top, left, block in blocks(edits):
            bottom, right = top + len(block) - 1, left + len(block[0]) - 1
            area = self.book.sheets[sheet].range((top + 1, left + 1), (bottom + 1, right + 1))
            area.value = [[as_typed(value) for value in row] for row in block]

    def _was(self, edit: CellEdit) -> _Was:
        """Contents of a cell that is about to be written: a value, or else a formula."""
        row, col = parse_address(edit.cell)
        formula = self.formulas(edit.sheet).get((row - 1, col - 1))
        if formula is not None:
            return None, f"={formula}"
        return value_in(self.grid(edit.sheet), edit.cell), ""

    def _restore(self, was: Sequence[tuple[CellEdit, _Was]]) -> None:
        with contextlib.suppress(Exception):  # it may fail again; that is already reported
            self._fill([CellEdit(e.sheet, e.cell, value) for e, (value, _) in was])
            for edit, (_, formula) in was:
                if formula:
                    self.book.sheets[edit.sheet][edit.cell].formula = formula


def title_of(step: str) -> str:
    """The name of a step in the undo list of a spreadsheet program."""
    return f"wijkexcel: {step}"


def result_line(step: str, said: str) -> str:
    """The text of a step's result in the cell on Start."""
    return f"{step}: {said}"
