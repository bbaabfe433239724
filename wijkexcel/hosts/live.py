"""The port over a live workbook, through nothing but xlwings' own public interface."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from wijkexcel.hosts.port import Calculation, calculation_cells
from wijkexcel.layout.spec import a1
from wijkexcel.layout.start import CHECK_LABELS, START
from wijkexcel.workbook.cellvalue import parse_address
from wijkexcel.workbook.derived_cells import Texts
from wijkexcel.workbook.edit import CellEdit, CellValue
from wijkexcel.workbook.read import Reading
from wijkexcel.workbook.source import Grid, Specials
from wijkexcel.workbook.specials import is_error_text

RESULT = dict(CHECK_LABELS)["checked_result"]
"""Label on Start of the cell that tells what came of a step."""
_READ_AS_TYPED = set("=+-@'#/.,(€$<>")


@dataclass
class LivePort:
    """A workbook that is open in a spreadsheet program, as an ``xlwings.Book``."""

    book: Any
    _grids: dict[str, Grid] = field(default_factory=dict, init=False)
    _formulas: dict[str, Texts] = field(default_factory=dict, init=False)

    @property
    def sheet_names(self) -> Sequence[str]:
        """Names of all sheets, in order."""
        return [sheet.name for sheet in self.book.sheets]

    @property
    def address(self) -> str:
        """Where the workbook is: a path, a web address, or just a name while it is unsaved."""
        from xlwings import XlwingsError  # noqa: PLC0415

        try:
            return str(self.book.fullname or "")
        except XlwingsError:  # it lies in SharePoint or OneDrive, with no folder on this machine
            return "https:"

    @property
    def in_cloud(self) -> bool:
        """Whether it lies where this machine has no folder for it."""
        return self.address.startswith(("http:", "https:"))

    @property
    def folder(self) -> Path:
        """Folder of the workbook; the home folder while it is unsaved or lies in the cloud."""
        path = Path(self.address)
        return path.parent if path.is_absolute() and not self.in_cloud else Path.home()

    def _area(self, sheet: str) -> Any:
        found = self.book.sheets[sheet]
        last = found.used_range.last_cell
        return found.range((1, 1), (last.row, last.column))

    def grid(self, sheet: str) -> Grid:
        """All values of a sheet from A1 on, in one call."""
        if sheet not in self._grids:
            self._grids[sheet] = self._area(sheet).options(ndim=2, err_to_str=True).value
        return self._grids[sheet]

    def formulas(self, sheet: str) -> Texts:
        """What each formula of a sheet says, in one call.

        Excel also gives typed text that begins with ``=`` as its own formula; its value is then
        that same text, which no formula can be.
        """
        if sheet not in self._formulas:
            formulas = self._area(sheet).formula
            if isinstance(formulas, str):
                formulas = ((formulas,),)
            grid = self.grid(sheet)
            self._formulas[sheet] = {
                (r, c): text[1:]
                for r, row in enumerate(formulas)
                for c, text in enumerate(row)
                if isinstance(text, str) and text.startswith("=") and grid[r][c] != text
            }
        return self._formulas[sheet]

    def specials(self, sheet: str) -> Specials:
        """Cells that hold a formula or an error value."""
        return Specials(
            frozenset(self.formulas(sheet)),
            frozenset(
                (r, c)
                for r, row in enumerate(self.grid(sheet))
                for c, value in enumerate(row)
                if is_error_text(value)
            ),
        )

    def table_sheets(self) -> Mapping[str, str]:
        """Sheet of each table by the table's name; none where the program has no such tables."""
        try:
            return {table.name: sheet.name for sheet in self.book.sheets for table in sheet.tables}
        except (AttributeError, NotImplementedError):
            return {}

    @property
    def result_cell(self) -> str | None:
        """The cell on Start that tells what came of the last step, found by its label."""
        if START not in self.sheet_names:
            return None
        labels = [row[0] if row else None for row in self.grid(START)]
        return a1(labels.index(RESULT), 1) if RESULT in labels else None

    def calculated(self, reading: Reading, *, again: bool) -> Calculation:
        """What the program that has the workbook open calculated: it always calculates."""
        del again
        return Calculation(calculation_cells(self, reading))

    def after_write(self, reading: Reading) -> Calculation:
        """What it shows now; the grids were forgotten at the write, so it is read anew."""
        return self.calculated(reading, again=True)

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Write cells in as few calls as there are unbroken rows and blocks."""
        for sheet, top, left, block in blocks(edits):
            bottom, right = top + len(block) - 1, left + len(block[0]) - 1
            area = self.book.sheets[sheet].range((top + 1, left + 1), (bottom + 1, right + 1))
            area.value = [[as_typed(value) for value in row] for row in block]
        self._grids.clear()
        self._formulas.clear()


def result_line(step: str, said: str) -> str:
    """What the cell on Start holds of a step."""
    return f"{step}: {said}"


def as_typed(value: CellValue) -> CellValue:
    """Guard text that a spreadsheet program would read as a formula, number or date."""
    if not isinstance(value, str) or not value:
        return value
    bare = value.strip()
    if bare[:1].isdigit() or value[0] in _READ_AS_TYPED or bare[:1] in _READ_AS_TYPED:
        return f"'{value}"
    if bare.casefold() in {"true", "false", "waar", "onwaar", "ja", "nee"} or _like_date(bare):
        return f"'{value}"
    return value


def _like_date(text: str) -> bool:
    months = ("jan", "feb", "mar", "maa", "apr", "may", "mei", "jun", "jul", "aug", "sep", "oct",
              "okt", "nov", "dec", "mrt")  # fmt: skip
    return len(text) <= 20 and text.casefold().startswith(months) and text[-1].isdigit()


Block = list[list[CellValue]]


def blocks(edits: Sequence[CellEdit]) -> Iterator[tuple[str, int, int, Block]]:
    """Group edits into rectangles: sheet, top row and left column (0-based), values."""
    by_sheet: dict[str, dict[tuple[int, int], CellValue]] = {}
    for edit in edits:
        row, col = parse_address(edit.cell)
        by_sheet.setdefault(edit.sheet, {})[row - 1, col - 1] = edit.value
    for sheet, cells in by_sheet.items():
        runs: list[tuple[int, int, list[CellValue]]] = []
        for row, group in groupby(sorted(cells), key=lambda place: place[0]):
            for _, col in group:
                if runs and runs[-1][0] == row and runs[-1][1] + len(runs[-1][2]) == col:
                    runs[-1][2].append(cells[row, col])
                else:
                    runs.append((row, col, [cells[row, col]]))
        open_blocks: dict[tuple[int, int], tuple[int, Block]] = {}
        for row, col, values in runs:
            key = col, len(values)
            top, block = open_blocks.get(key, (row, []))
            if block and top + len(block) != row:
                yield sheet, top, col, block
                top, block = row, []
            block.append(values)
            open_blocks[key] = top, block
        for (col, _), (top, block) in open_blocks.items():
            yield sheet, top, col, block
