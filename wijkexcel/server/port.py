"""The port for the workbook that the add-in sent with a request.

xlwings' remote engine contains only values; the positions of formulas are sent separately. Nothing
is sent back to the spreadsheet program until the step is done: changes form a list of actions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.live_cells import as_typed, blocks
from wijkexcel.hosts.port import Calculation
from wijkexcel.ooxml.edit import CellEdit, CellValue
from wijkexcel.workbook.derived_cells import Texts
from wijkexcel.workbook.reading.read import Reading

_EPOCH = date(1899, 12, 30).toordinal()
_DAY = 86400


@dataclass
class ServerPort(LivePort):
    """A workbook as it was when the user clicked."""

    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Per sheet, per row from A1 on: ``1`` for a cell with a formula, otherwise ``0``."""

    def formulas(self, sheet: str) -> Texts:
        """Positions of formulas; their text was not sent."""
        rows = self.marks.get(sheet, ())
        return {
            (r, c): None for r, row in enumerate(rows) for c, mark in enumerate(row) if mark == "1"
        }

    def write(self, edits: Sequence[CellEdit]) -> None:
        """Queue the cells to write, with one action per contiguous block."""
        for sheet, top, left, block in blocks(edits):
            bottom, right = top + len(block) - 1, left + len(block[0]) - 1
            area = self.book.sheets[sheet].range((top + 1, left + 1), (bottom + 1, right + 1))
            area.value = [[_sendable(value) for value in row] for row in block]

    def after_write(self, reading: Reading, *, sound: bool) -> Calculation:
        """Formula results when the workbook was sent: only Excel can recalculate it.

        The program's changes do not affect any total, so these are still valid.
        """
        del sound
        return self.calculated(reading, again=False)


def _sendable(value: CellValue) -> CellValue:
    """A value in a form independent of Excel's language: a date as its serial number."""
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=None)
        seconds = (moment - moment.replace(hour=0, minute=0, second=0)).total_seconds()
        return moment.toordinal() - _EPOCH + seconds / _DAY
    if isinstance(value, date):
        return float(value.toordinal() - _EPOCH)
    return as_typed(value)
