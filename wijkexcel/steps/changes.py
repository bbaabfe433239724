"""Changes by the program, by table, row and column; and the guard on its permissions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from wijkexcel.dutch.commands import as_typed
from wijkexcel.dutch.plain import fitted, showable
from wijkexcel.dutch.sentence import Written
from wijkexcel.errors import StructureError
from wijkexcel.layout.spec import Owner, a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Decision
from wijkexcel.ooxml.edit import CellEdit, CellValue
from wijkexcel.sentences.reasons import own
from wijkexcel.workbook.reading.convert import is_blank
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import Grid, Source, Specials
from wijkexcel.workbook.typed_cells import to_cell

DECISION_KEYS = ("choice", "koppelvorm", "public_reason", "follow_up")
FINDING_KEYS = ("id", "severity", "sheet", "cell", "problem", "action", "cell_key", "row_key")
MAX_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Change:
    """One value to write, addressed by key."""

    table: str
    row: str
    column: str
    value: CellValue


def to_edits(changes: Iterable[Change], reading: Reading, source: Source) -> list[CellEdit]:
    """Turn changes into cell edits; only for cells that the program owns.

    A shared cell is allowed only while it is empty, or contains the program's own sentence: a
    formula is not empty.

    Raises:
        StructureError: a table that the program writes to is missing.
        PermissionError: a cell is the user's (a programming error).
    """
    edits = []
    cells: dict[str, _Cells] = {}
    for change in changes:
        located = reading.map.tables.get(change.table)
        if located is None or change.column not in located.columns:
            message = (
                f"De tabel {change.table} of een kolom daarvan ontbreekt, dus het programma kan "
                f"niets terugschrijven. Laat '{as_typed('bijwerken')}' lopen, of zet het blad "
                "terug uit een eerdere versie."
            )
            raise StructureError(message)
        column = located.table.column(change.column)
        if column.owner is Owner.SHARED:
            if change.table not in cells:
                cells[change.table] = _Cells.of(source, located)
            if not cells[change.table].may_be_filled(change.row, change.column):
                continue
        elif column.owner is not Owner.PROGRAM:
            message = f"{change.table}.{change.column} belongs to the user"
            raise PermissionError(message)
        row = located.rows.get(change.row)
        if row is None:
            continue
        cell = a1(row, located.columns[change.column])
        edits.append(CellEdit(located.sheet, cell, _written(change.value)))
    return edits


def _written(value: CellValue) -> CellValue:
    """The part of a value that fits in a cell: the program's own texts quote typed texts."""
    return fitted(showable(value)) if isinstance(value, str) else value


@dataclass(frozen=True)
class _Cells:
    """The cells of a table in which nothing was typed."""

    located: Located
    grid: Grid
    specials: Specials

    @classmethod
    def of(cls, source: Source, located: Located) -> "_Cells":
        return cls(located, source.grid(located.sheet), source.specials(located.sheet))

    def is_empty(self, row_id: str, column: str) -> bool:
        """Whether a cell has no value, no formula and no error value."""
        return not self._special(row_id, column) and is_blank(self._raw(row_id, column))

    def may_be_filled(self, row_id: str, column: str) -> bool:
        """Whether nothing was typed in a cell: it is empty, or was filled in by the program."""
        raw = self._raw(row_id, column)
        own_words = isinstance(raw, str) and own(raw) is not None
        return not self._special(row_id, column) and (own_words or is_blank(raw))

    def _special(self, row_id: str, column: str) -> bool:
        place = self.located.rows.get(row_id, -1), self.located.columns[column]
        return place in self.specials.formulas or place in self.specials.errors

    def _raw(self, row_id: str, column: str) -> object:
        row, col = self.located.rows.get(row_id, -1), self.located.columns[column]
        if not 0 <= row < len(self.grid) or col >= len(self.grid[row]):
            return None
        return self.grid[row][col]


def findings_changes(findings: Sequence[Finding], reading: Reading) -> list[Change]:
    """Refill the sheet Bevindingen: errors first, the remaining rows cleared."""
    table = reading.layout.tables["tblBevindingen"]
    room = len(table.row_ids)
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
    listed = sorted(findings, key=lambda f: order[f.severity])
    rows: list[tuple[CellValue, ...]] = [_row(i, f, reading) for i, f in enumerate(listed, 1)]
    if len(rows) > room:
        more = len(rows) - room + 1
        text = f"Er zijn nog {more} bevindingen die hier niet passen."
        rest = (None, None, text, "Los eerst deze op en controleer dan opnieuw.", None, None)
        rows = [*rows[: room - 1], (room, None, *rest)]
    blank: tuple[CellValue, ...] = (None,) * len(FINDING_KEYS)
    return [
        Change("tblBevindingen", row_id, key, value)
        for i, row_id in enumerate(table.row_ids)
        for key, value in zip(FINDING_KEYS, rows[i] if i < len(rows) else blank, strict=True)
    ]


def said_before(reading: Reading, source: Source) -> frozenset[str]:
    """Problems on the sheet Bevindingen, as written by an earlier step."""
    located = reading.map.tables.get("tblBevindingen")
    if located is None or "problem" not in located.columns:
        return frozenset()
    grid, col = source.grid(located.sheet), located.columns["problem"]
    cells = (
        grid[row][col] for row in located.rows.values() if row < len(grid) and col < len(grid[row])
    )
    return frozenset(text for text in cells if isinstance(text, str) and text)


def _row(number: int, finding: Finding, reading: Reading) -> tuple[CellValue, ...]:
    where = finding.where
    located = reading.map.tables.get(where.table)
    header = ""
    if located is not None and where.column and where.column in located.columns:
        header = located.table.column(where.column).header
    row_key = f"{where.table}|{where.row}" if where.row else None
    cell_key = f"{row_key}|{header}" if row_key and header else None
    return (
        number,
        finding.severity.value,
        finding.sheet or None,
        finding.cell or None,
        fitted(finding.problem, MAX_TEXT),
        fitted(finding.action, MAX_TEXT),
        cell_key,
        row_key,
    )


def control_changes(values: dict[str, CellValue]) -> list[Change]:
    """Fill the block on Start with the results of the last run."""
    return [Change("tblControle", key, "value", value) for key, value in values.items()]


def log_changes(
    first: str | None, reading: Reading, when: datetime, who: str, what: Sequence[Written]
) -> list[Change]:
    """Append lines to the logbook from ``first`` on; if room is short, only the last of them."""
    rows = reading.layout.tables["tblLogboek"].row_ids
    free = rows[rows.index(first) :] if first is not None else ()
    mark, kept = fingerprint(reading.dossier), what[max(0, len(what) - len(free)) :]
    lines = (log_change(row, when, who, line, mark) for row, line in zip(free, kept, strict=False))
    return [change for line in lines for change in line]


def log_change(
    row_id: str | None, when: datetime, who: str, what: Written, mark: str
) -> list[Change]:
    """Append one line to the logbook; an empty list when it is full (``row_id`` is None)."""
    if row_id is None:
        return []
    values: dict[str, CellValue] = {
        "when": when.replace(microsecond=0, tzinfo=None),
        "who": who,
        "what": what,
        "fingerprint": mark,
    }
    return [Change("tblLogboek", row_id, key, value) for key, value in values.items()]


def next_log_row(reading: Reading, source: Source) -> str | None:
    """First line of the logbook below everything in use; None when it is full.

    Unreadable lines, and lines below an empty one, count as in use.
    """
    rows = reading.layout.tables["tblLogboek"].row_ids
    located = reading.map.tables.get("tblLogboek")
    if located is None:
        return rows[0]
    cells = _Cells.of(source, located)
    used = 0
    for i, row_id in enumerate(rows, 1):
        if not all(cells.is_empty(row_id, key) for key in located.columns):
            used = i
    return rows[used] if used < len(rows) else None


def only_on_empty_cells(
    before: Dossier, after: Iterable[Decision], reading: Reading, source: Source
) -> tuple[Decision, ...]:
    """Drop proposals for cells that are not empty, even if they are unreadable.

    If the choice itself is such a cell, nothing is proposed for that opgave.
    """
    located = reading.map.tables.get("tblBesluit")
    if located is None:
        return tuple(after)
    cells = _Cells.of(source, located)
    kept = []
    for decision in after:
        said = before.decision(decision.opgave)
        taken = {
            key: getattr(said, key)
            for key in DECISION_KEYS
            if key in located.columns
            and getattr(decision, key) != getattr(said, key)
            and not cells.may_be_filled(decision.opgave, key)
        }
        kept.append(said if "choice" in taken else decision.model_copy(update=taken))
    return tuple(kept)


def decision_changes(before: Dossier, after: Iterable[Decision]) -> list[Change]:
    """List the cells of Besluit that a proposal fills, or clears of the program's own texts."""
    changes = []
    for decision in after:
        said = before.decision(decision.opgave)
        for key in DECISION_KEYS:
            new = getattr(decision, key)
            if new != getattr(said, key) and (new or key == "public_reason"):
                value = to_cell(new)
                changes.append(Change("tblBesluit", decision.opgave, key, value))
    return changes
