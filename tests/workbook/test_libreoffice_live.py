"""The whole example typed by hand into an empty template in LibreOffice: the same numbers."""

from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from tests.support.engines import LIBREOFFICE
from tests.workbook.books import calculated
from wijkexcel.example import CAPACITY, example
from wijkexcel.hosts.file import FilePort
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.steps.checking import bereken
from wijkexcel.steps.publishing import brief
from wijkexcel.steps.report import Run
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.typed_cells import rows_of


def as_typed(value: object) -> str:
    """What a person types for a value, in LibreOffice's own (English) locale."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value)
    return f"'{text}" if text[0] in "=+-@'" or text[0].isdigit() else text


def typed_cells(dossier: Dossier) -> dict[str, dict[str, str]]:
    layout = declare(CAPACITY)
    cells: dict[str, dict[str, str]] = {}
    for name, rows in rows_of(dossier, layout).items():
        table = layout.tables[name]
        for row_id, values in rows.items():
            row = table.first_row + table.row_ids.index(row_id)
            for key, value in values.items():
                cells.setdefault(table.sheet, {})[a1(row, table.col_of(key))] = as_typed(value)
    return cells


@cache
def filled_in() -> dict[str, bytes]:
    empty = calculated(None, CAPACITY)
    return LIBREOFFICE.fill_in_once(empty, typed_cells(example()), ".xlsx", ".ods")


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_everything_typed_in_libreoffice_arrives(suffix: str) -> None:
    reading = read(FileSource(filled_in()[suffix]))
    assert reading.findings == ()
    assert reading.dossier == example()


@pytest.mark.oracle("libreoffice")
def test_libreoffice_shows_the_same_numbers_as_bereken(tmp_path: Path) -> None:
    path = tmp_path / "ingevuld.xlsx"
    path.write_bytes(filled_in()[".xlsx"])
    port = FilePort.open(path)
    run = Run(when=datetime(2026, 9, 21, 9, 0), who="test")
    report = bereken(port, run)
    assert report.equal is True
    assert [f for f in report.findings if f.code == "oude-uitkomsten"] == []
    assert report.outcome.opgaven == outcome_of(example()).opgaven
    port.save()
    letter = brief(FilePort.open(path), run)
    assert letter.refused == ()
    assert len(letter.documents) == 1
