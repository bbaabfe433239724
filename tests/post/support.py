"""What the tests of the round trip share: a dossier that was sent out, and files that come back."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbook.books import calculated
from wijkexcel.example import example
from wijkexcel.hosts.file import FilePort
from wijkexcel.layout.partner import IDENTITY, VERSION
from wijkexcel.layout.partner_form import FORM, FORM_HEADER
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.scores import ScoreTable
from wijkexcel.outgoing.gate import gate_of
from wijkexcel.post.back.collect import Collected, collect
from wijkexcel.post.back.gather import gather
from wijkexcel.post.back.mailbox import Found
from wijkexcel.post.back.returned import returned
from wijkexcel.post.back.returns import Choice, Gathered, Returned
from wijkexcel.post.out.distribute import Parcel, parcels, requests, sender_values
from wijkexcel.post.out.mail import REQUEST, packaged
from wijkexcel.steps.report import Run

BEFORE, TODAY = date(2026, 12, 12), date(2026, 11, 24)
RUN = Run(datetime(2026, 12, 13, 9, 30), "tester")
Cell = tuple[str, str]
"""Opgave and criterion, or opgave and 'remark'."""


@lru_cache
def unanswered() -> Dossier:
    """The example before anyone scored, with codes given out."""
    dossier = example()
    scores = dossier.scores
    version = fingerprint(dossier)
    return dossier.model_copy(
        update={
            "scores": ScoreTable.of(scores.opgaven, scores.scorers, scores.criteria, {}),
            "remarks": (),
            "decisions": (),
            "reconsiderations": (),
            "ambitions": (),
            "log": (),
            "scorers": tuple(
                s.model_copy(update={"code": f"CODE{s.id}", "sent_on": TODAY, "version": version})
                for s in dossier.scorers
            ),
        }
    )


def not_sent(dossier: Dossier, **settings: Any) -> Dossier:
    """The dossier before anything went out, with other settings."""
    scorers = tuple(
        s.model_copy(update={"code": "", "sent_on": None, "version": ""}) for s in dossier.scorers
    )
    changed = dossier.settings.model_copy(update=settings)
    return dossier.model_copy(update={"settings": changed, "scorers": scorers})


@lru_cache
def few() -> Dossier:
    """The unanswered example with five opgaven and three scorers: for what must be quick."""
    dossier = unanswered()
    opgaven, scorers = dossier.opgaven[:5], dossier.scorers[:3]
    ids = tuple(o.id for o in opgaven), tuple(s.id for s in scorers)
    scores = ScoreTable.of(*ids, dossier.scores.criteria, {})
    return dossier.model_copy(
        update={"opgaven": opgaven, "scorers": scorers, "pairs": (), "scores": scores}
    )


def with_scores(dossier: Dossier, cells: Mapping[tuple[str, str, str], Any]) -> Dossier:
    """The dossier with these scores, and no others."""
    s = dossier.scores
    return dossier.model_copy(
        update={"scores": ScoreTable.of(s.opgaven, s.scorers, s.criteria, cells)}
    )


def all_parcels(dossier: Dossier) -> dict[str, Parcel]:
    """What goes out, by scorer."""
    codes = {s.id: s.code for s in dossier.scorers}
    asked = requests(dossier, dossier.scorers, codes)
    gate = gate_of(dossier)
    made = parcels(gate, asked, packaged(REQUEST), sender_values(dossier), BEFORE, TODAY)
    return {parcel.request.scorer: parcel for parcel in made}


@lru_cache
def sent() -> dict[str, Parcel]:
    """What goes out of the unanswered example."""
    return all_parcels(unanswered())


@dataclass
class Form:
    """The tab that a scorer fills in, opened as a person would: by number and letter."""

    sheet: Worksheet

    @property
    def headers(self) -> list[Any]:
        """Headers of the scores."""
        return self._line(FORM_HEADER + 1)

    def _line(self, number: int) -> list[Any]:
        return [cell.value for cell in self.sheet[number]]

    @property
    def top_of_remarks(self) -> int:
        """Number of the row with the headers of the remarks."""
        rows = range(1, self.sheet.max_row + 1)
        return next(number for number in rows if "Opmerking (mag)" in self._line(number))

    def column(self, criterion: str) -> int:
        if criterion == "remark":
            return self._line(self.top_of_remarks).index("Opmerking (mag)") + 1
        return self.headers.index(criterion) + 1

    def row(self, opgave: str, criterion: str = "") -> int:
        first = (self.top_of_remarks if criterion == "remark" else FORM_HEADER + 1) + 1
        ids = [self.sheet.cell(row, 1).value for row in range(first, self.sheet.max_row + 1)]
        return first + ids.index(opgave)

    def __setitem__(self, cell: Cell, value: Any) -> None:
        self.sheet.cell(self.row(*cell), self.column(cell[1])).value = value

    def name(self, cell: Cell) -> str:
        """Cell name, as a finding gives it."""
        name: str = self.sheet.cell(self.row(*cell), self.column(cell[1])).coordinate
        return name


def changed(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """A workbook that openpyxl opened, somebody changed, and openpyxl saved."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(data: bytes, cells: Mapping[Cell, Any]) -> bytes:
    """A partner's workbook with these cells typed in."""

    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        for cell, value in cells.items():
            form[cell] = value

    return changed(data, change)


def with_identity(data: bytes, **values: str) -> bytes:
    """A partner's workbook in which who it is from was changed."""

    def change(book: openpyxl.Workbook) -> None:
        sheet = book[VERSION]
        for row in sheet.iter_rows(max_col=2):
            for key, value in values.items():
                if row[0].value == IDENTITY[key]:
                    row[1].value = value

    return changed(data, change)


def with_version(data: bytes, **marks: str) -> bytes:
    """A partner's workbook that was made for another version of these opgaven or criteria."""

    def change(book: openpyxl.Workbook) -> None:
        for row in book[VERSION].iter_rows(max_col=2):
            if row[0].value in marks:
                row[1].value = marks[str(row[0].value)]

    return changed(data, change)


def read_back(data: bytes, name: str = "antwoord.xlsx") -> Returned:
    """Read what came back."""
    return returned(Found(name, data), unanswered().settings)


def gathered(
    files: Mapping[str, bytes], dossier: Dossier | None = None, choice: Choice | None = None
) -> Gathered:
    """Settle these files against a dossier."""
    found = [read_back(data, name) for name, data in files.items()]
    return gather(dossier or unanswered(), found, choice or Choice())


def port_of(dossier: Dossier, folder: Path) -> FilePort:
    """The coordinator's workbook as a file."""
    path = folder / "werkboek.xlsx"
    path.write_bytes(calculated(dossier))
    return FilePort.open(path)


def collected(
    port: FilePort,
    files: Mapping[str, bytes],
    choice: Choice | None = None,
    reply: str | None = None,
) -> Collected:
    """Collect these files into a workbook."""
    found = [Found(name, data) for name, data in files.items()]
    return collect(port, RUN, found, returned, choice or Choice(), reply)


def renamed(dossier: Dossier, scorer: str, **fields: Any) -> Dossier:
    """The dossier with another scorer's record."""
    return dossier.model_copy(
        update={
            "scorers": tuple(
                s.model_copy(update=fields) if s.id == scorer else s for s in dossier.scorers
            )
        }
    )
