"""Everything typed in a workbook: each text and number of a dossier, by the types of its records.

No column is named here. A new column of a record is found by its type, and so is a secret until a
document has a field for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from wijkexcel.layout.named import (
    AMBITION,
    ANCHORS,
    CRITERIA,
    DECISIONS,
    GROUPS,
    JOINING,
    LEFT_OUT,
    LOG,
    OPGAVEN,
    PAIRS,
    PRIORITIES,
    RECONSIDER,
    SCORERS,
    SCORES,
    SETTINGS,
)
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import LogEntry, Record, Remark, Settings
from wijkexcel.outgoing.typed import Cell

_TABLES: Final = {
    "criteria": CRITERIA,
    "anchors": ANCHORS,
    "opgaven": OPGAVEN,
    "groups": GROUPS,
    "scorers": SCORERS,
    "reconsiderations": RECONSIDER,
    "pairs": PAIRS,
    "left_out": LEFT_OUT,
    "decisions": DECISIONS,
    "ambitions": AMBITION,
    "joining": JOINING,
    "priorities": PRIORITIES,
    "log": LOG,
}
_ROW: Final = ("id", "opgave", "criterion")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value that was typed, or that the program keeps."""

    cell: Cell
    value: str | float


def leaves(dossier: Dossier) -> Iterator[Leaf]:
    """List every text and number of a dossier, except the scores themselves."""
    ids = frozenset(_ids(dossier))
    for field in type(dossier).model_fields:
        held = getattr(dossier, field)
        records = held if isinstance(held, tuple) else (held,)
        for number, record in enumerate(records, 1):
            if isinstance(record, Record):
                yield from _of(record, field, number, ids)


def _of(record: Record, table: str, number: int, ids: frozenset[str]) -> Iterator[Leaf]:
    for field in type(record).model_fields:
        value = getattr(record, field)
        if isinstance(value, Enum | bool) or not isinstance(value, str | int | float):
            continue
        if isinstance(value, str) and (not value.strip() or value in ids):
            continue
        yield Leaf(_cell(record, table, number, field), value)


def _cell(record: Record, table: str, number: int, field: str) -> Cell:
    if isinstance(record, Settings):
        return Cell(SETTINGS, field, "value")
    if isinstance(record, Remark):
        column = "remark" if field == "text" else field
        return Cell(f"{SCORES}{record.scorer}", record.opgave, column)
    if isinstance(record, LogEntry):
        return Cell(LOG, f"{number:03}", field)
    row = next((str(getattr(record, key)) for key in _ROW if hasattr(record, key)), str(number))
    return Cell(_TABLES.get(table, table), row, field)


def _ids(dossier: Dossier) -> Iterator[str]:
    for records in (
        dossier.criteria,
        dossier.opgaven,
        dossier.groups,
        dossier.scorers,
        dossier.pairs,
        dossier.left_out,
        dossier.joining,
        dossier.priorities,
    ):
        yield from (record.id for record in records)
