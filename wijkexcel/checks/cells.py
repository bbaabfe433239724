"""The cells of a dossier with their declaration in the workbook: kind, header, who may see it.

Checks for a kind of cell (a day, a number, a text) iterate over these, so that columns added later
are checked too.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from wijkexcel.checks.base import (
    AMBITION,
    ANCHORS,
    CRITERIA,
    DECISIONS,
    GROUPS,
    JOINING,
    LEFT_OUT,
    OPGAVEN,
    PAIRS,
    PRIORITIES,
    RECONSIDER,
    SCORERS,
    SCORES,
    SETTINGS,
)
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Kind, Owner
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Where
from wijkexcel.model.records import Record

_DECLARED = declare(Capacity(1, 1, 1, 1, 1))
"""The amount of room does not affect the declaration of a column."""
_TABLES: tuple[tuple[str, str, Callable[[Dossier], Iterable[Record]]], ...] = (
    (CRITERIA, "id", lambda d: d.criteria),
    (ANCHORS, "criterion", lambda d: d.anchors),
    (OPGAVEN, "id", lambda d: d.opgaven),
    (GROUPS, "id", lambda d: d.groups),
    (SCORERS, "id", lambda d: d.scorers),
    (RECONSIDER, "opgave", lambda d: d.reconsiderations),
    (PAIRS, "id", lambda d: d.pairs),
    (LEFT_OUT, "id", lambda d: d.left_out),
    (DECISIONS, "opgave", lambda d: d.decisions),
    (AMBITION, "opgave", lambda d: d.ambitions),
    (JOINING, "id", lambda d: d.joining),
    (PRIORITIES, "id", lambda d: d.priorities),
)


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration of a column or setting."""

    key: str
    header: str
    """Header or label as shown to users, in quotes."""
    sheet: str
    kind: Kind
    internal: bool
    happened: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """One non-empty cell."""

    where: Where
    declared: Declared
    value: object


@cache
def _columns(table: str) -> tuple[Declared, ...]:
    declared = _DECLARED.tables[table]
    return tuple(
        Declared(c.key, f"'{c.header}'", declared.sheet, c.kind, c.internal, c.happened)
        for c in declared.columns
        if c.owner in {Owner.USER, Owner.SHARED, Owner.PROGRAM}
    )


_SETTINGS = tuple(
    Declared(s.field, f"'{s.label}'", "Start", s.kind, s.internal, s.happened)
    for s in _DECLARED.settings
)
_REMARK = _DECLARED.tables[f"{SCORES}S01"].column("remark")


def cells(dossier: Dossier) -> Iterator[Typed]:
    """List every non-empty cell of a dossier, except the scores themselves."""
    for declared in _SETTINGS:
        value = getattr(dossier.settings, declared.key, None)
        if value not in {None, ""}:
            yield Typed(Where(SETTINGS, declared.key, "value"), declared, value)
    for table, id_field, records in _TABLES:
        for record in records(dossier):
            row, known = getattr(record, id_field), type(record).model_fields
            for declared in _columns(table):
                value = getattr(record, declared.key) if declared.key in known else None
                if value is not None and value != "":
                    yield Typed(Where(table, row, declared.key), declared, value)
    for remark in dossier.remarks:
        c, table = _REMARK, f"{SCORES}{remark.scorer}"
        of = Declared(c.key, f"'{c.header}'", remark.scorer, c.kind, c.internal, c.happened)
        yield Typed(Where(table, remark.opgave, c.key), of, remark.text)
