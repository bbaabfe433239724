"""Small workbooks for the tests of this folder, each made once, and ways to change them."""

import io
import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from tests.support.dossiers import changed, dossier_of
from tests.support.once import once
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Layout, a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding
from wijkexcel.model.records import (
    Ambition,
    Answer,
    Choice,
    Decision,
    GroupKind,
    Koppelvorm,
    LogEntry,
    OpgaveKind,
    Pair,
    Reconsideration,
    Relation,
    Remark,
)
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.ooxml.edit import CellEdit, CellValue, apply_edits
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.reading.read import Reading, read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate
from wijkexcel.workbook.typed_cells import rows_of

Place = tuple[str, str, str]
"""Table, row id, column key."""
SMALLEST = Capacity(1, 1, 1, 1, 1)
MIXED = Capacity(3, 2, 2, 3, 2)


def capacity_for(dossier: Dossier) -> Capacity:
    """Just enough room."""
    return Capacity(
        len(dossier.opgaven),
        len(dossier.criteria),
        len(dossier.groups),
        len(dossier.scorers),
        max(len(dossier.pairs), 1),
    )


def layout_for(dossier: Dossier) -> Layout:
    return declare(capacity_for(dossier))


def book_of(dossier: Dossier | None, capacity: Capacity | None = None) -> bytes:
    """Build without results: enough for the reader and for the engines. Kept for who asks again."""
    if dossier is not None and capacity is None:
        capacity = capacity_for(dossier)
    return _built(pickle.dumps((dossier, capacity)))


@lru_cache(maxsize=50)
def _built(asked: bytes) -> bytes:
    return build(*pickle.loads(asked))


def calculated(dossier: Dossier | None, capacity: Capacity | None = None) -> bytes:
    """Build with the results stored; once for all tests that ask the same."""

    def make() -> bytes:
        done = recalculate(book_of(dossier, capacity))
        assert done.complete
        return done.data

    return once("book", pickle.dumps((dossier, capacity)), make)


def example_book() -> bytes:
    return calculated(example())


def empty_book() -> bytes:
    return calculated(None, MIXED)


def template_book() -> bytes:
    """The empty template as it is shipped: room for 60 x 12 x 6 x 24."""
    return calculated(None)


@lru_cache
def small() -> Dossier:
    """Three opgaven, two criteria, two groups, three scorers; every table holds something."""
    bare = dossier_of(
        [
            [[4.0, 2.0], [3.0, ABSTENTION], [1.0, 5.0]],
            [[5.0, 1.0], [2.0, 4.0], [None, 3.0]],
            [[3.0, 3.0], [4.0, 2.0], [2.0, None]],
        ],
        weights=[2.0, 1.0],
        lower=[1],
        floors={0: 2.0},
        groups=[0, 0, 1],
        group_weights=(1.0, 3.0),
        kinds=(GroupKind.MUNICIPALITY, GroupKind.RESIDENTS),
        gemeente="Oudervliet",
        wijk="Lijsterhoek",
        threshold=3.5,
        threshold_date=date(2026, 1, 15),
        weights_date=date(2026, 1, 15),
        max_opgaven=4,
        effort_capacity=12.5,
        contact_email="wijk@voorbeeld.nl",
    )
    first, second, third = bare.opgaven
    return changed(
        bare,
        opgaven=(
            first.model_copy(
                update={
                    "kind": OpgaveKind.PHYSICAL,
                    "domain": "riolering",
                    "cost": 125_000.0,
                    "effort": 3.0,
                    "make_or_break": True,
                    "coupling": "Samen de straat open.",
                }
            ),
            second.model_copy(update={"kind": OpgaveKind.SOCIAL, "domain": "zorg"}),
            third.model_copy(update={"longer_term": "Het wordt warmer."}),
        ),
        remarks=(Remark(scorer="S02", opgave="O03", text="Hier weet ik weinig van."),),
        reconsiderations=(
            Reconsideration(opgave="O02", answer=Answer.ADD, why="De bewoners vragen erom."),
        ),
        pairs=(Pair(id="P01", first="O01", second="O02", relation=Relation.STRENGTHENS),),
        decisions=(
            Decision(
                opgave="O01",
                choice=Choice.CHOSEN,
                koppelvorm=Koppelvorm.INTEGRAAL,
                public_reason="Het riool moet toch vervangen worden.",
                decided_by="het college",
                decided_on=date(2026, 3, 1),
            ),
            Decision(opgave="O03", choice=Choice.DEFERRED, when=date(2027, 1, 1)),
        ),
        ambitions=(Ambition(opgave="O01", objective="Droge kelders"),),
        log=(LogEntry(when=datetime(2026, 2, 1, 9, 30), who="coördinator", what="Gecontroleerd."),),
    )


@lru_cache
def small_book() -> bytes:
    return book_of(small())


@lru_cache(maxsize=50)
def reading(data: bytes) -> Reading:
    """A workbook as it is read, once for all tests that ask it."""
    return read(FileSource(data))


def told(found: Iterable[Finding]) -> set[tuple[str, str, str]]:
    """Code, sheet and cell of each finding."""
    return {(finding.code, finding.sheet, finding.cell) for finding in found}


def cell_of(layout: Layout, place: Place) -> tuple[str, str]:
    """Sheet and cell name of a place in a workbook as it was built."""
    table = layout.tables[place[0]]
    row = table.first_row + table.row_ids.index(place[1])
    return table.sheet, a1(row, table.col_of(place[2]))


def edited(data: bytes, layout: Layout, cells: Mapping[Place, CellValue]) -> bytes:
    """The workbook with other values in these cells."""
    edits = [CellEdit(*cell_of(layout, place), value) for place, value in cells.items()]
    return apply_edits(data, edits)


def permuted(
    data: bytes, dossier: Dossier, orders: Mapping[str, Sequence[int]], also: Mapping[Place, Any]
) -> bytes:
    """The workbook with the rows of some tables (ids and what was typed) in another order.

    ``also``: what else was typed, over the dossier; it moves with its row.
    """
    layout = layout_for(dossier)
    rows = rows_of(dossier, layout)
    for (name, row_id, key), value in also.items():
        rows.setdefault(name, {}).setdefault(row_id, {})[key] = value
    cells: dict[Place, CellValue] = dict(also)
    for name, order in orders.items():
        table = layout.tables[name]
        for to, at in zip(table.row_ids, order, strict=True):
            source = table.row_ids[at]
            cells[name, to, "id"] = source
            for column in table.columns:
                if column.typed:
                    cells[name, to, column.key] = rows.get(name, {}).get(source, {}).get(column.key)
    return edited(data, layout, cells)


def saved_by_openpyxl(data: bytes, change: Callable[[Workbook], object] = lambda _: None) -> bytes:
    """The workbook after openpyxl read it, changed it and wrote it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
