"""Formulas follow the cells that moved, or say that they cannot."""

import pytest

from wijkexcel.ooxml.cellvalue import MAX_ROW, Area, parse_area
from wijkexcel.renew.refs import UnsoundError, rewritten, shifted
from wijkexcel.workbook.moves import Block, SheetMoves

GROUPS = Block(
    "groepen",
    Area(5, 1, 7, 4),
    Area(5, 1, 9, 4),
    {5: 5, 6: 6, 7: 7},
    {1: 1, 2: 2, 3: 3, 4: 4},
    above=1,
)
PEOPLE = Block(
    "deelnemers",
    Area(10, 1, 12, 4),
    Area(12, 1, 16, 6),
    {10: 12, 11: 13, 12: 14},
    {1: 1, 2: 2, 3: 3, 4: 6},
    above=1,
)
"""Two more groups, so the people are two rows lower; two more rows and columns for the people."""
MOVES = {"deelnemers": SheetMoves([GROUPS, PEOPLE]), "s01": SheetMoves([PEOPLE], 3)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Deelnemers!B6", "Deelnemers!B6"),
        ("Deelnemers!$B$11+1", "Deelnemers!$B$13+1"),
        ("'Deelnemers'!D11", "'Deelnemers'!F13"),
        ("deelnemers!A10", "deelnemers!A12"),
        ("SUM(Deelnemers!C11:C12)", "SUM(Deelnemers!C13:C16)"),
        ("SUM(Deelnemers!C6:C7)", "SUM(Deelnemers!C6:C9)"),
        ("COUNTA(Deelnemers!A10:A12)", "COUNTA(Deelnemers!A12:A16)"),
        ("SUM(Deelnemers!C11:C11)", "SUM(Deelnemers!C13:C13)"),
        ("SUM(Deelnemers!B:C)", "SUM(Deelnemers!B:C)"),
        ("SUM('S01'!D:D)", "SUM('S01'!F:F)"),
        ("SUM(Deelnemers!11:12)", "SUM(Deelnemers!13:14)"),
        ("VLOOKUP(A1,Deelnemers!$A$10:$D$12,4,0)", "VLOOKUP(A1,Deelnemers!$A$12:$F$16,4,0)"),
        ("Deelnemers!A9", "Deelnemers!A11"),
        ("Deelnemers!A14", "Deelnemers!A18"),
        ("Deelnemers!F11", "Deelnemers!H13"),
        ("tblDeelnemers[Naam]&drempel", "tblDeelnemers[Naam]&drempel"),
        ('"Deelnemers!B11"', '"Deelnemers!B11"'),
        ("Elders!B11+B11", "Elders!B11+B11"),
        ("[1]Deelnemers!B11", "[1]Deelnemers!B11"),
        (
            "IF(Deelnemers!B11=\"x\", Deelnemers!B12 , 'S01'!B11)",
            "IF(Deelnemers!B13=\"x\", Deelnemers!B14 , 'S01'!B13)",
        ),
    ],
)
def test_a_reference_follows_its_cells(before: str, after: str) -> None:
    assert rewritten(before, "Eigen blad", MOVES) == after


def test_on_the_sheet_itself_a_bare_reference_follows_too() -> None:
    assert rewritten("B11*2+Elders!B11", "Deelnemers", MOVES) == "B13*2+Elders!B11"


@pytest.mark.parametrize(
    "formula",
    [
        'INDIRECT("Deelnemers!B11")',
        "SUM(S01:Deelnemers!B11)",
        'Deelnemers!B11&"x',
        "SUM(Deelnemers!D:D)",
    ],
)
def test_what_cannot_be_followed_is_said(formula: str) -> None:
    with pytest.raises(UnsoundError):
        rewritten(formula, "Eigen blad", MOVES)


def test_a_row_that_is_gone_cannot_be_followed() -> None:
    block = Block("t", Area(1, 1, 4, 1), Area(1, 1, 3, 1), {1: 1, 2: 2, 4: 3}, {1: 1})
    with pytest.raises(UnsoundError):
        rewritten("T!A3", "Eigen blad", {"t": SheetMoves([block])})


def test_nothing_moved_nothing_is_parsed() -> None:
    still = Block("t", Area(1, 1, 3, 1), Area(1, 1, 3, 1), {1: 1, 2: 2, 3: 3}, {1: 1})
    assert rewritten('INDIRECT("T!A1"', "T", {"t": SheetMoves([still])}) == 'INDIRECT("T!A1"'


def test_a_chart_over_a_whole_table_shows_no_more_bars_than_it_may() -> None:
    assert rewritten("'S01'!$A$11:$A$12", "", MOVES, chart=True) == "'S01'!$A$13:$A$15"


def test_columns_that_changed_places_do_not_stay_in_one_block() -> None:
    swapped = Block("t", Area(1, 1, 2, 4), Area(1, 1, 2, 4), {1: 1, 2: 2}, {1: 1, 2: 4, 3: 3, 4: 2})
    moves = SheetMoves([swapped])
    assert moves.area(parse_area("B1:C2")) is None
    assert moves.area(parse_area("A1:D2")) == parse_area("A1:D2")
    assert moves.area(Area(1, 2, MAX_ROW, 2)) == Area(1, 4, MAX_ROW, 4)


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "there"),
    [
        ("A1+$B$2", 2, 1, "B3+$B$2"),
        ("SUM($A1:A$9)", 1, 1, "SUM($A2:B$9)"),
        ("S!A:A", 5, 1, "S!B:B"),
        ("LOG10(A1)&naam", 1, 0, "LOG10(A2)&naam"),
    ],
)
def test_a_shared_formula_reads_in_each_cell_as_it_would_there(
    formula: str, rows: int, columns: int, there: str
) -> None:
    assert shifted(formula, rows, columns) == there
