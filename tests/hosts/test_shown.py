"""What people see in derived cells is what the program makes of it, or they are told."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.hosts.support import small_calculated
from tests.renew.renewing import with_parts
from tests.support.dossiers import dossiers
from tests.support.sample import examples
from tests.workbook.books import (
    calculated,
    example_book,
    layout_for,
    reading,
    small,
    small_book,
)
from wijkexcel.checks.equality import Cell
from wijkexcel.checks.expected import value_of
from wijkexcel.hosts.file import FilePort
from wijkexcel.hosts.port import Calculation
from wijkexcel.hosts.shown import check_shown
from wijkexcel.layout.spec import a1
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.ooxml.package import Package
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.workbook.places import places_of
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate, results_of

LAYOUT = layout_for(small())
IN_SIGHT = [
    (table, column)
    for sheet in LAYOUT.sheets
    if not sheet.hidden
    for table in sheet.tables
    for column in table.columns
    if column.formula is not None and not column.hidden
]


@lru_cache(maxsize=4)
def _read(data: bytes) -> tuple[FilePort, Any, Any]:
    port, found = FilePort(data), reading(data)
    return port, found, places_of(port, found.layout, found.map)


def told(data: bytes, results: dict[str, dict[str, Cell]] | None = None) -> list[Finding]:
    """What is said of a workbook whose formulas gave these results."""
    port, found, places = _read(data)
    calculation = replace(port.calculated(found, again=False), results=results or {})
    assert isinstance(calculation, Calculation)
    return list(check_shown(port, places, found, outcome_of(found.dossier), calculation))


def test_every_column_in_sight_says_what_it_must_show() -> None:
    assert [(t.name, c.key) for t, c in IN_SIGHT if value_of(t, c.key) is None] == []


@pytest.mark.parametrize("data", [small_calculated, example_book], ids=["small", "example"])
def test_a_workbook_of_the_program_shows_what_it_must(data: Any) -> None:
    assert told(data()) == []


FEW = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.mark.slow
@settings(
    max_examples=examples(6), suppress_health_check=list(HealthCheck), phases=FEW, deadline=None
)
@given(dossier=dossiers())
def test_any_filling_shows_what_it_must(dossier: Any) -> None:
    assert told(calculated(dossier)) == []


def test_whatever_else_a_column_shows_is_one_error_at_its_cell() -> None:
    held = [(t, c) for t, c in IN_SIGHT if value_of(t, c.key) is not None]
    assert len(held) > 60
    wrong: dict[str, dict[str, Cell]] = {}
    for table, column in held:
        for row in (table.first_row, table.last_row):
            wrong.setdefault(table.sheet, {})[a1(row, table.col_of(column.key))] = 12345.0
    found = told(small_calculated(), wrong)
    assert {(f.sheet, f.cell) for f in found} == {
        (t.sheet, a1(t.first_row, t.col_of(c.key))) for t, c in held
    }
    assert {(f.severity, f.code) for f in found} == {(Severity.ERROR, "rekent-anders")}


def test_the_finding_names_both_values() -> None:
    table = LAYOUT.tables["tblOverzicht"]
    cell = a1(table.first_row, table.col_of("status"))
    (found,) = told(small_calculated(), {"Overzicht": {cell: "haalt de score niet"}})
    assert found.problem == (
        "Onder 'Stand' staat hier 'haalt de score niet', maar volgens het programma hoort er "
        "'haalt de score' te staan."
    )


ODD_SIGNS = (
    "_x0001_",
    "_x0041_",
    "_x005F_x0041_",
    "_xD800_",
    "_x200B_",
    "_xFFFE_",
    "\u00a0",
    "\u200b",
)
"""As a file spells them: a control sign, a letter, what looks like one, and no characters."""
REPEATED = ("opgave O01", "criterium C01", "groep G1", "riolering", "Lijsterhoek", "De bewoners")


@pytest.mark.parametrize("sign", ODD_SIGNS)
def test_an_odd_sign_in_what_formulas_repeat_is_no_difference(sign: str) -> None:
    """What a formula gives is stored and compared as the text that was typed."""
    part = "xl/sharedStrings.xml"
    strings = Package(small_book()).read(part).decode()
    for text in REPEATED:
        assert text in strings
        strings = strings.replace(text, text[:-1] + sign + text[-1])
    done = recalculate(with_parts(small_book(), {part: strings.encode()})).data
    assert told(done) == []
    assert told(done, results_of(done)) == []
    source = FileSource(done)
    named = source.grid("Opgaven")[LAYOUT.tables["tblOpgaven"].first_row - 1][1]
    assert any(named in row for row in source.grid("Overzicht"))
