"""Calculating in layers gives what calculating everything at once gives, with far less work."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.dossiers import dossiers
from tests.support.sample import examples
from tests.workbook.books import MIXED, capacity_for, example_book
from wijkexcel.errors import EngineError
from wijkexcel.example import example, starter_framework
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.ooxml.cellvalue import CachedValue, CellErrorText, parse_address
from wijkexcel.ooxml.formula import UnsoundError
from wijkexcel.workbook.building import build as building
from wijkexcel.workbook.building.build import build
from wijkexcel.workbook.calculating import layers
from wijkexcel.workbook.calculating.alike import Run
from wijkexcel.workbook.calculating.engine import Spots, calculated
from wijkexcel.workbook.calculating.grid import Grid
from wijkexcel.workbook.calculating.layers import calculate
from wijkexcel.workbook.places import Spot
from wijkexcel.workbook.recalculate import recalculate

Found = dict[str, dict[Spot, CachedValue]]
LARGE = Capacity(60, 12, 6, 24)
sizes = st.builds(
    Capacity,
    opgaven=st.integers(1, 12),
    criteria=st.integers(1, 6),
    groups=st.integers(1, 5),
    scorers=st.integers(1, 12),
    pairs=st.integers(1, 8),
)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook; XML in one form of all the ways to write the same."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        read = {name: package.read(name) for name in package.namelist()}
    return {
        name: etree.tostring(etree.fromstring(content), method="c14n")
        for name, content in read.items()
    }


def assert_same(dossier: Dossier | None, capacity: Capacity) -> None:
    whole = recalculate(build(dossier, capacity))
    assert whole.complete
    assert parts(build(dossier, capacity, calculated=True)) == parts(whole.data)


@pytest.mark.slow
@settings(max_examples=examples(5), deadline=None)
@given(sizes)
def test_a_new_workbook_of_any_size_has_what_the_engine_gives(capacity: Capacity) -> None:
    assert_same(None, capacity)


@pytest.mark.slow
@pytest.mark.sample(more=1)
@pytest.mark.parametrize("size", [(4, 8, 4, 3), (20, 8, 4, 12), (7, 10, 6, 30), (110, 8, 5, 5)])
def test_so_has_the_one_that_people_begin_with(size: tuple[int, int, int, int]) -> None:
    assert_same(starter_framework(), Capacity(*size))


@pytest.mark.slow
@settings(max_examples=examples(8), deadline=None)
@given(dossiers())
def test_so_has_one_that_is_filled_in(dossier: Dossier) -> None:
    assert_same(dossier, capacity_for(dossier))


def test_so_has_the_example() -> None:
    assert parts(build(example(), capacity_for(example()), calculated=True)) == parts(
        example_book()
    )


@pytest.mark.slow
def test_of_the_workbook_as_shipped_the_engine_calculates_less_than_a_fifth(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counted: list[int] = []

    def counting(copy: bytes, spots: Spots) -> Found | None:
        counted.append(sum(len(list(places)) for places in spots.values()))
        return calculated(copy, spots)

    monkeypatch.setattr(layers, "calculated", counting)
    build(starter_framework(), LARGE, calculated=True)
    assert len(counted) > 10
    assert sum(counted) < 55_000 / 5


# --- any formulas -------------------------------------------------------------------------------


def results(
    formulas: dict[str, str],
    values: dict[str, CachedValue] | None = None,
    names: dict[str, str] | None = None,
) -> dict[str, CachedValue | None]:
    """Calculate formulas on one sheet, in layers."""
    grid = Grid([(20, 10)])
    for cell, value in (values or {}).items():
        row, column = parse_address(cell)
        grid.put(0, row - 1, {column - 1: value})
    places = {cell: parse_address(cell) for cell in formulas}
    runs = [Run(0, r - 1, c - 1, c - 1, formulas[cell]) for cell, (r, c) in places.items()]
    assert calculate(grid, runs, ["Blad"], names or {})
    return {cell: grid.row(0, r - 1)[c - 1] for cell, (r, c) in places.items()}


def test_formulas_that_look_at_each_other_s_columns_come_after_one_another() -> None:
    running = {f"B{row}": f"B{row - 1}+A{row}" for row in range(2, 11)}
    values: dict[str, CachedValue] = {f"A{row}": 1.0 for row in range(2, 11)}
    assert results({"B1": "5", **running}, values)["B10"] == 14.0
    swapped = {"A1": "B2+1", "B1": "A2+1", "A2": "3", "B2": "4"}
    assert results(swapped) == {"A1": 5.0, "B1": 4.0, "A2": 3.0, "B2": 4.0}


def test_a_kind_is_told_apart_by_all_that_its_formulas_say_and_see() -> None:
    values: dict[str, CachedValue] = {"A1": 1.0, "A2": True, "A3": "1", "A5": CellErrorText.NA}
    types = {f"B{row}": f'IFERROR(IF(ISTEXT(A{row}),"t",A{row}+0),"f")' for row in range(1, 6)}
    assert list(results(types, values).values()) == [1.0, 1.0, "t", 0.0, "f"]
    logical = {f"B{row}": f"ISLOGICAL(A{row})" for row in (1, 2)}
    assert list(results(logical, values).values()) == [False, True]
    constants = {"B1": "A1+1", "B2": "A1+2", "B3": "A1+1"}
    assert list(results(constants, values).values()) == [2.0, 3.0, 2.0]
    blank_or_empty = {"C1": '""', "B1": "ISBLANK(C1)", "B2": "ISBLANK(C2)"}
    assert results(blank_or_empty) == {"C1": "", "B1": False, "B2": True}
    # One block of zeroes is not another, also where part of it lies outside what is in use.
    sizes = {
        "B1": "ROWS(A6:A9)",
        "B2": "ROWS(A6:A8)",
        "B3": "COLUMNS(I6:Z6)",
        "B4": "ROWS(A18:A40)",
    }
    assert list(results(sizes).values()) == [4.0, 3.0, 18.0, 23.0]


def test_a_name_stands_for_its_cells() -> None:
    values: dict[str, CachedValue] = {"A1": 2.0, "A2": 3.0}
    names = {"alles": "Blad!$A$1:$A$2", "een": "Blad!$A$1"}
    assert results({"B1": "SUM(alles)", "B2": "een*10"}, values, names) == {"B1": 5.0, "B2": 20.0}


@pytest.mark.parametrize(
    "formula",
    [
        "ROW()",
        "SUM(A:A)",
        "SUM(1:2)",
        'INDIRECT("A1")',
        "SUM(A2:A1)",
        "A1048577",
        "onbekend+1",
        "naam2+1",
        "waarde",
        "Ander!A1",
        "[1]Blad!A1",
        "tabel[kolom]",
        '"open',
    ],
)
def test_what_cannot_be_followed_is_refused(formula: str) -> None:
    names = {"waarde": "3", "naam2": "Blad!$A$1"}
    with pytest.raises(UnsoundError):
        results({"C3": formula}, names=names)


def test_a_value_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(UnsoundError, match="tekens lang"):
        Grid([(1, 1)]).put(0, 0, {0: "x" * 40_000})


def test_a_circle_is_told() -> None:
    with pytest.raises(EngineError, match="kringverwijzing"):
        results({"A1": "B1", "B1": "A1"})


def test_too_many_that_differ_are_not_calculated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "MOST_FORMULAS", 2)
    grid = Grid([(3, 1)])
    different = [Run(0, row, 0, 0, f"{row}") for row in range(3)]
    same = [Run(0, row, 0, 0, "7") for row in range(3)]
    assert not calculate(grid, different, ["Blad"], {})
    assert calculate(grid, same, ["Blad"], {})
    assert grid.row(0, 2) == [7.0]


def test_a_workbook_that_cannot_go_in_layers_is_calculated_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(building, "store_results", lambda *_: None)
    assert build(None, MIXED, calculated=True) == recalculate(build(None, MIXED)).data
