"""After a write only what can have changed is calculated, and that gives what all of it gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.sample import examples
from tests.workbook.books import (
    Place,
    cell_of,
    example_book,
    layout_for,
    saved_by_openpyxl,
    small,
    small_book,
)
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Here
from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.ooxml.edit import CellEdit, CellValue, apply_edits
from wijkexcel.ooxml.formula import shifted
from wijkexcel.ooxml.less import with_only
from wijkexcel.workbook.affected import Affected
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate, results_after, results_of, with_results

EVERYWHERE: dict[Place, CellValue] = {
    ("tblBevindingen", "1", "row_key"): "tblBesluit|O02",
    ("tblBevindingen", "1", "severity"): "fout",
    ("tblBevindingen", "1", "problem"): "Kijk hier nog eens naar.",
    ("tblBesluit", "O01", "choice"): "gekozen",
    ("tblBesluit", "O03", "choice"): "niet gekozen",
    ("tblHeroverweging", "O02", "answer"): "toch opnemen",
    ("tblHeroverweging", "O02", "explained"): "Dit zegt het programma.",
    ("tblScore_S01", "O01", "C01"): 1.0,
    ("tblScore_S02", "O02", "C02"): "weet niet",
    ("tblOpgaven", "O03", "name"): "Een heel andere naam",
    ("tblOpgaven", "O01", "domain"): "zorg",
    ("tblCriteria", "C02", "weight"): 5.0,
    ("tblCriteria", "C01", "direction"): "lager is beter",
    ("tblDeelnemers", "S01", "group"): "G2",
    ("tblInstellingen", "threshold", "value"): 2.0,
    ("tblInstellingen", "rounds_counted", "value"): 2.0,
    ("tblControle", "checked_result", "value"): "valideer: gelukt",
}
"""Cells that between them reach every formula there is."""


def assert_whole(before: bytes, edits: list[CellEdit]) -> int:
    """Hold what is calculated after a write against everything calculated anew; count the first."""
    after = apply_edits(before, edits)
    written: dict[str, set[tuple[int, int]]] = {}
    for edit in edits:
        row, column = parse_address(edit.cell)
        written.setdefault(edit.sheet, set()).add((row - 1, column - 1))
    some, every = results_after(FileSource(before), written, after), results_of(after)
    assert some is not None
    assert every is not None
    assert with_results(after, some) == with_results(after, every)
    return sum(map(len, some.values()))


def edits_of(cells: dict[Place, CellValue]) -> list[CellEdit]:
    layout = layout_for(small())
    return [CellEdit(*cell_of(layout, place), value) for place, value in cells.items()]


@pytest.mark.parametrize("place", EVERYWHERE)
def test_one_cell_changes_what_it_changes_when_all_is_calculated(place: Place) -> None:
    before = recalculate(small_book()).data
    assert_whole(before, edits_of({place: EVERYWHERE[place]}))


@settings(max_examples=examples(15), deadline=None)
@given(st.sets(st.sampled_from(list(EVERYWHERE)), min_size=2))
@pytest.mark.slow
def test_many_cells_too(places: set[Place]) -> None:
    before = recalculate(small_book()).data
    assert_whole(before, edits_of({place: EVERYWHERE[place] for place in sorted(places)}))


def test_a_finding_costs_a_small_part_of_the_workbook() -> None:
    finding = {p: v for p, v in EVERYWHERE.items() if p[0] == "tblBevindingen"}
    data = example_book()
    layout = layout_for(example())
    edits = [CellEdit(*cell_of(layout, place), value) for place, value in finding.items()]
    every = sum(len(cells) for cells in (results_of(data) or {}).values())
    assert 0 < assert_whole(data, edits) < every / 10


def test_a_formula_of_somebodys_own_follows_too() -> None:
    def with_own(book: object) -> None:
        sheet = book.create_sheet("Van ons")  # type: ignore[attr-defined]
        sheet["A1"] = "=Besluit!$A$1&INDEX(tblBesluit[Besluit],1)"
        sheet["A2"] = "=A1"
        sheet["A3"] = "=1+1"
        sheet["A4"] = '=INDIRECT("A2")'
        sheet["A5"] = "=A4&1"

    source = FileSource(saved_by_openpyxl(small_book(), with_own))
    sheets = {name: source.formulas(name) for name in source.sheet_names}
    found = Affected(sheets, source.names()).by({"Ontvangst": {(0, 0)}})
    assert found == {"Van ons": {(0, 0), (1, 0), (3, 0), (4, 0)}}
    assert Affected(sheets, source.names()).looked_at(found) is None


@pytest.mark.parametrize(
    ("formula", "names", "follows"),
    [
        ("B2+1", {}, True),
        ("$B2", {}, True),
        ("SUM(A:C)", {}, True),
        ("SUM(2:3)", {}, True),
        ("SUM(B3:B9)", {}, False),
        ("blad1!B2", {}, True),
        ("Blad2!B2", {}, False),
        ("Nergens!B2", {}, True),
        ("naam", {"naam": ["Blad1!$B$2"]}, True),
        ("naam", {"naam": ["Blad1!$B$3"]}, False),
        ("naam", {"naam": ["B2"]}, True),
        ("naam", {"naam": ["naam"]}, True),
        ("naam2", {"naam2": ["Blad1!$B$3"]}, True),
        ("onbekend", {}, True),
        ("OFFSET(C9,1,1)", {}, True),
        ('"B2"', {}, False),
        ("", {}, True),
    ],
)
def test_what_a_formula_looks_at(formula: str, names: dict[str, list[str]], follows: bool) -> None:
    sheets = {"Blad1": {(8, 8): formula}, "Blad2": {}}
    found = Affected(sheets, names).by({"Blad1": {(1, 1)}})
    assert found == ({"Blad1": {(8, 8)}} if follows else {})


def test_formulas_that_differ_in_digits_alone_are_told_apart() -> None:
    sheets = {
        "Som": {(row, 0): f"'S0{row}'!A{row}" for row in range(1, 5)},
        **{f"S0{row}": {} for row in range(1, 5)},
    }
    assert Affected(sheets, {}).by({"S03": {(2, 0)}}) == {"Som": {(3, 0)}}
    assert Affected(sheets, {}).by({"S03": {(3, 0)}}) == {}


SHEET = (
    b'<worksheet><sheetData><row r="1"><c r="A1"><f>B1</f><v>3</v></c>'
    b'<c r="B1" t="str"><f>C1</f><v></v></c><c r="C1"><f>D1</f><v></v></c></row></sheetData>'
    b"</worksheet>"
)


def test_the_other_formulas_become_what_they_gave() -> None:
    """An empty text is no empty cell; what never was calculated stays a formula."""
    assert with_only(SHEET, {(0, 0)}, looked_at=True) == SHEET.replace(b"<f>C1</f>", b'<f>""</f>')
    assert b"<f>B1</f>" not in with_only(SHEET, {(0, 1)}, looked_at=True)
    assert b"<f>D1</f>" in with_only(SHEET, {(0, 1)}, looked_at=True)
    assert with_only(SHEET, set(), looked_at=False) == b"<worksheet><sheetData/></worksheet>"
    noted = SHEET.replace(b"<row", b"<!-- --><row")
    assert with_only(noted, {(0, 1)}, looked_at=True) == noted


def test_columns_that_share_a_formula_say_the_same_one_column_on() -> None:
    layout = declare(Capacity(3, 4, 2, 3))
    held = 0
    for table in layout.tables.values():
        for before, column in zip(table.columns, table.columns[1:], strict=False):
            for i in range(len(table.row_ids)) if column.spread else ():
                here = Here(layout, table, i)
                assert before.formula is not None
                assert column.formula is not None
                assert column.formula(here) == "=" + shifted(before.formula(here)[1:], 0, 1)
                held += 1
    assert held == 3 * 3 * 3
