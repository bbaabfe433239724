"""What the tests of typing over share: a workbook for three forms of two groups."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.post.support import TODAY, changed, unanswered
from wijkexcel.layout.entry import ENTRY, FORMS, HEADER, row_id
from wijkexcel.model.dossier import Dossier
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.outgoing.request import request_for
from wijkexcel.outgoing.seal import seal
from wijkexcel.post.out.distribute import requests
from wijkexcel.workbook.building.entry import build_entry

SCORERS = ("S01", "S08", "S09")
"""One of the municipality, who scores C01 to C05, and two residents, who score C01 and C06."""
Cell = tuple[str, str, str]
"""Scorer, opgave and criterion; or 'remark' in place of the criterion."""


def entry_of(dossier: Dossier, scorers: tuple[str, ...] = SCORERS) -> bytes:
    wanted = [s for s in dossier.scorers if s.id in scorers]
    asked = requests(dossier, wanted, {s.id: s.code for s in wanted})
    return build_entry([gate_of(dossier).reader(r).clear(r) for r in asked], TODAY)


@lru_cache
def blank() -> bytes:
    return entry_of(unanswered())


@dataclass
class Tab:
    """The tab on which forms are typed over, opened as a person would: by row and letter."""

    sheet: Worksheet

    def column(self, key: str) -> int:
        headers = [cell.value for cell in self.sheet[HEADER + 1]]
        return headers.index("Opmerking op het formulier" if key == "remark" else key) + 1

    def row(self, scorer: str, opgave: str) -> int:
        ids = [self.sheet.cell(row, 1).value for row in range(1, self.sheet.max_row + 1)]
        return ids.index(row_id(scorer, opgave)) + 1

    def name(self, cell: Cell) -> str:
        name: str = self.sheet.cell(self.row(*cell[:2]), self.column(cell[2])).coordinate
        return name

    def __setitem__(self, cell: Cell, value: Any) -> None:
        self.sheet[self.name(cell)].value = value

    def __getitem__(self, cell: Cell) -> Any:
        return self.sheet[self.name(cell)].value


def typed(cells: Mapping[Cell, Any], data: bytes | None = None) -> bytes:
    """The workbook with these cells typed in."""

    def change(book: openpyxl.Workbook) -> None:
        tab = Tab(book[ENTRY])
        for cell, value in cells.items():
            tab[cell] = value

    return changed(blank() if data is None else data, change)


def names_of(cells: Mapping[Cell, Any]) -> dict[str, str]:
    """Cell names with what is typed in them, for another program."""
    found: dict[str, str] = {}

    def note(book: openpyxl.Workbook) -> None:
        tab = Tab(book[ENTRY])
        found.update({tab.name(cell): str(value) for cell, value in cells.items()})

    changed(blank(), note)
    return found


def with_form(scorer: str, **values: str) -> bytes:
    """The workbook in which what it says of one form was changed, and a score typed for each."""
    headers = {"code": "Code", "name": "Formulier van", "criteria": "Deze groep scoort", "id": "Nr"}
    data = typed({(s, "O03", "C01"): 4 for s in SCORERS})

    def change(book: openpyxl.Workbook) -> None:
        sheet = book[FORMS]
        for row in sheet.iter_rows(min_row=5):
            if row[0].value == scorer:
                for key, value in values.items():
                    at = [c.value for c in sheet[4]].index(headers[key])
                    row[at].value = value

    return changed(data, change)


def large(
    *, scorers: int, opgaven: int, criteria: int
) -> tuple[bytes, dict[tuple[str, str, str], float]]:
    """The workbook, and its scores by scorer, opgave and criterion; groups are mixed."""
    dossier = unanswered()
    base = request_for(dossier, dossier.scorers[0], "CODE")
    asked = tuple(replace(base.criteria[i % 5], id=f"C{i + 1:02}") for i in range(criteria))
    listed = tuple(replace(base.opgaven[i % 14], id=f"O{i + 1:02}") for i in range(opgaven))
    scores = {}
    requests = []
    for number in range(1, scorers + 1):
        mine = asked if number % 2 else asked[: criteria // 2]
        name = f"S{number:02}"
        scores |= {
            (name, o.id, c.id): float(1 + (number + i + j) % 5)
            for i, o in enumerate(listed)
            for j, c in enumerate(mine)
        }
        requests.append(
            replace(base, scorer=name, name=f"Bewoner {number}", criteria=mine, opgaven=listed)
        )

    def fill(book: openpyxl.Workbook) -> None:
        sheet = book[ENTRY]
        columns = {cell.value: cell.column for cell in sheet[HEADER + 1]}
        rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
        for (scorer, opgave, criterion), mark in scores.items():
            row = rows[row_id(scorer, opgave)]
            sheet.cell(row, columns[criterion]).value = mark
            sheet.cell(row, columns["Opmerking op het formulier"]).value = "Eén regel."

    return changed(build_entry([seal(each) for each in requests], TODAY), fill), scores
