"""The catalogue of bad and messy input as data: what comes back, and what has to come of it.

Every clause of every line is one ``Case``. The cases themselves are in ``catalogue_file``,
``catalogue_sheet``, ``catalogue_value`` and ``catalogue_sender``; what goes out is in
``test_catalogue_out``.
"""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl

from tests.post.support import changed, filled, unanswered
from tests.workbook.books import calculated
from wijkexcel.layout.partner import declare_partner
from wijkexcel.layout.partner_form import FORM, REMARKS, SCORES
from wijkexcel.layout.partner_form import Form as Parts
from wijkexcel.layout.spec import a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.scores import Score, ScoreTable
from wijkexcel.post.back.line import Kind
from wijkexcel.post.out.on_file import distribute

LINES = {
    "C1": "bombs",
    "C2": "DTDs",
    "C3": "far cells, merges, dimensions",
    "C4": "no workbook",
    "C5": "ods and xlsm",
    "C6": "lock files, copies, links",
    "C7": "what reaches out",
    "S1": "order, filters, hidden rows",
    "S2": "sheets, headers, merged cells",
    "S3": "rows",
    "S4": "table, protection, labels",
    "S5": "template, wijk, round, framework",
    "S6": "additions",
    "V1": "fours",
    "V2": "no marks",
    "V3": "dates",
    "V4": "errors and formulas",
    "V5": "blanks and abstentions",
    "V6": "long and strange texts",
    "I1": "twice",
    "I2": "who",
    "O1": "formulas",
    "O2": "template words",
    "O3": "hostile templates",
    "O4": "secrets",
    "Z1": "nothing, one, many",
}
"""Every line but K1 and K2, which are about saving."""

WHEN = datetime(2026, 12, 13, 9, 30)
REFUSED, TOLD, ASIDE, SKIPPED, CONFLICT = (
    Kind.REFUSED,
    Kind.TOLD,
    Kind.ASIDE,
    Kind.SKIPPED,
    Kind.CONFLICT,
)
PLACE = ("O03", "C02")
"""The cell under test; all others hold good answers."""
Cell = tuple[str, str]
Files = dict[str, bytes]


def wijk() -> Dossier:
    """Five opgaven, three criteria, four scorers of three groups; nobody has answered."""
    whole = unanswered()
    criteria = tuple(c for c in whole.criteria if c.id in {"C01", "C02", "C03"})
    keep = {"S01": "S01", "S02": "S02", "S05": "S03", "S08": "S04"}
    scorers = tuple(
        s.model_copy(update={"id": keep[s.id], "code": "", "sent_on": None, "version": ""})
        for s in whole.scorers
        if s.id in keep
    )
    opgaven = whole.opgaven[:5]
    ids = [o.id for o in opgaven], [s.id for s in scorers], [c.id for c in criteria]
    return whole.model_copy(
        update={
            "opgaven": opgaven,
            "criteria": criteria,
            "scorers": scorers,
            "anchors": tuple(a for a in whole.anchors if a.criterion in ids[2]),
            "pairs": (),
            "scores": ScoreTable.of(*ids, {}),
        }
    )


FULL: dict[Cell, Score] = {
    (f"O0{o}", f"C0{c}"): float((o + 2 * c) % 5 + 1) for o in range(1, 6) for c in (1, 2, 3)
}


@dataclass(frozen=True)
class Sent:
    """A coordinator's workbook after verdelen, and what went out, by scorer."""

    book: bytes
    blank: Mapping[str, bytes]
    asked: Mapping[str, set[str]]
    """Criteria, by scorer."""

    def filled(self, scorer: str = "S01", cells: Mapping[Cell, Any] | None = None) -> bytes:
        """The workbook of a scorer, all answers filled in; some of them as given."""
        mine = {k: v for k, v in FULL.items() if k[1] in self.asked[scorer]}
        return filled(self.blank[scorer], {**mine, **(cells or {})})


@lru_cache
def sent(step: float = 1.0, lowest: float = 1.0) -> Sent:
    """Run the real ``verdeel``."""
    dossier = wijk()
    settings = dossier.settings.model_copy(update={"step": step, "lowest": lowest})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "werkboek.xlsx"
        fresh = dossier.model_copy(update={"settings": settings})
        book.write_bytes(calculated(fresh))
        made = distribute(book, folder / "uit", when=datetime(2026, 11, 24, 9, 0))
        parcels = {parcel.request.scorer: parcel for parcel in made.sending.parcels}
        return Sent(
            book.read_bytes(),
            {scorer: parcel.workbook for scorer, parcel in parcels.items()},
            {scorer: {c.id for c in p.request.criteria} for scorer, p in parcels.items()},
        )


def cell_name(place: Cell) -> str:
    """Name of a cell on the tab, as it was sent."""
    opgaven, criteria = dict.fromkeys(k[0] for k in FULL), dict.fromkeys(k[1] for k in FULL)
    tables = declare_partner(Parts(tuple(opgaven), tuple(criteria), 1)).tables
    table = tables[REMARKS if place[1] == "remark" else SCORES]
    return a1(table.first_row + table.row_ids.index(place[0]), table.col_of(place[1]))


@dataclass(frozen=True)
class Case:
    """One clause of the catalogue.

    Attributes:
        name: the line, a dash and what it is about.
        kind: of the line in the report; None when it is taken without a word.
        said: words of that line.
        files: what lies in the folder, by name.
        sheet: and ``cell``: the place that the line names.
        lost: answers of S01 that are not taken; None when none of the file are.
        taken: answers that are taken otherwise than they were in ``FULL``.
        book: what the coordinator did to the own workbook meanwhile.
        lay: puts in the folder what is no ordinary file.
        oracle: program that is needed to make it.
        more: whether other lines than this one may wait for a person.
    """

    name: str
    kind: Kind | None
    said: str
    files: Callable[[], Files] = dict
    sheet: str = ""
    cell: str = ""
    lost: frozenset[Cell] | None = frozenset()
    taken: Mapping[Cell, Score] = field(default_factory=dict)
    book: Callable[[], bytes] | None = None
    lay: Callable[[Path], None] | None = None
    oracle: str = ""
    more: bool = False

    @property
    def expected(self) -> dict[Cell, Score]:
        """What must stand in the workbook on S01 afterwards."""
        if self.lost is None:
            return dict(self.taken)
        return {k: v for k, v in {**FULL, **self.taken}.items() if k not in self.lost}


def whole_file(
    name: str,
    kind: Kind | None,
    said: str,
    make: Callable[[], bytes],
    file: str = "antwoord.xlsx",
    sheet: str = "",
    cell: str = "",
) -> Case:
    """A file that is refused or set aside as a whole, or told and taken."""
    lost = None if kind in {REFUSED, ASIDE} else frozenset[Cell]()
    return Case(name, kind, said, lambda: {file: make()}, sheet, cell, lost)


def typed(name: str, value: Any, kind: Kind | None, said: str, score: Score | None = None) -> Case:
    """One cell typed otherwise; all the others must be taken."""
    lost = frozenset({PLACE}) if score is None else frozenset[Cell]()
    taken = {} if score is None else {PLACE: score}
    place = (FORM, cell_name(PLACE)) if kind is not None else ("", "")

    def make() -> Files:
        return {"antwoord.xlsx": sent().filled(cells={PLACE: value})}

    return Case(name, kind, said, make, *place, lost, taken)


def rebuilt(
    name: str,
    change: Callable[[openpyxl.Workbook], object],
    kind: Kind | None,
    said: str,
    cell: str = "",
    sheet: str = FORM,
    lost: frozenset[Cell] | None = frozenset(),
) -> Case:
    """A full answer that somebody changed the build of."""

    def make() -> Files:
        return {"antwoord.xlsx": changed(sent().filled(), change)}

    return Case(name, kind, said, make, sheet if kind is not None else "", cell, lost)


def row_of(opgave: str) -> frozenset[Cell]:
    """All answers on an opgave."""
    return frozenset(k for k in FULL if k[0] == opgave)


def column_of(criterion: str) -> frozenset[Cell]:
    """All answers on a criterion."""
    return frozenset(k for k in FULL if k[1] == criterion)
