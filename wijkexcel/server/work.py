"""One step on one received workbook: bytes in, an answer out, nothing kept.

The answer contains the changes for the add-in (``acties``), the contents of the task pane
(``rapport`` and ``stappen``) and the documents, made in memory for this user and not stored
anywhere.
"""

import base64
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlwings as xw
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from wijkexcel.errors import FileError, WijkexcelError
from wijkexcel.layout.spec import a1
from wijkexcel.rules.threshold import in_words
from wijkexcel.server.port import ServerPort
from wijkexcel.server.settings import PREFIX
from wijkexcel.steps import five as steps
from wijkexcel.steps.as_json import shape_of
from wijkexcel.steps.five import STEPS
from wijkexcel.steps.report import Report, Run
from wijkexcel.workbook.reading.read import read

TEMPLATES = f"{PREFIX}SJABLONEN"
MALFORMED = "De gegevens van het werkboek kwamen niet goed over. Laad het taakvenster opnieuw."


@dataclass(frozen=True, slots=True)
class Order:
    """The request: which step, for whom, at which moment, on which workbook."""

    step: str
    who: str
    when: datetime
    payload: bytes


class PayloadError(WijkexcelError):
    """The request does not contain a workbook as sent by the add-in."""


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str
    values: list[list[str | float | int | bool | None]]


class _Formulas(BaseModel):
    formules: dict[str, list[str]] = Field(default_factory=dict)


class _Payload(BaseModel):
    """The parts of xlwings' payload that the step depends on; the rest is passed on as it is."""

    model_config = ConfigDict(extra="allow")
    client: str
    version: str
    book: dict[str, Any]
    names: list[dict[str, Any]]
    sheets: list[_Sheet] = Field(min_length=1)
    wijkexcel: _Formulas


def carry_out(order: Order) -> dict[str, Any]:
    """Run a step on the received workbook.

    Raises:
        PayloadError: it is not a workbook as sent by the add-in.
        WijkexcelError: the step cannot be done on it; the text is for the user.
    """
    if order.step not in STEPS:
        raise PayloadError(MALFORMED)
    try:
        payload = _Payload.model_validate_json(order.payload, strict=True)
    except ValidationError:
        raise PayloadError(MALFORMED) from None  # its text would contain what was typed
    book = xw.Book(json=payload.model_dump(exclude={"wijkexcel"}))
    try:
        port = ServerPort(book, marks=payload.wijkexcel.formules)
        own = {"brief": _template("brief.docx"), "besluit": _template("besluitenblad.docx")}
        given = {step: template for step, template in own.items() if template is not None}
        report = steps.run_step(order.step, port, Run(order.when, order.who, given))
        return {
            "acties": book.json()["actions"],
            "rapport": shape_of(report).model_dump(mode="json"),
            "totalen": _totals(report),
            "stappen": _method_steps(port),
            "documenten": [
                {"naam": document.name, "inhoud": base64.b64encode(document.content).decode()}
                for document in report.documents
            ],
            "wanneer": order.when.isoformat(),
        }
    finally:
        book.close()


def _totals(report: Report) -> Mapping[str, str]:
    """Totals as shown: never rounded up to the threshold."""
    agreed = report.dossier.settings.threshold
    return {
        o.opgave: in_words(o.total, agreed) for o in report.outcome.opgaven if o.total is not None
    }


def _template(name: str) -> bytes | None:
    """The municipality's own Word template, if there is one."""
    folder = os.environ.get(TEMPLATES, "")
    path = Path(folder) / name
    if not folder or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError:
        message = f"Het sjabloon {name} op de server is niet te lezen. Vraag uw beheerder."
        raise FileError(message) from None


def _method_steps(port: ServerPort) -> Sequence[Mapping[str, str]]:
    """The five steps of the method, with the cell that shows the progress of each."""
    located = read(port).map.tables.get("tblStappen")
    if located is None:
        return []
    grid = port.grid(located.sheet)
    return [
        {
            "stap": number,
            "naam": str(grid[row][located.columns["title"]] or ""),
            "stand": str(grid[row][located.columns["state"]] or ""),
            "blad": located.sheet,
            "cel": a1(row, located.columns["state"]),
        }
        for number, row in located.rows.items()
    ]
