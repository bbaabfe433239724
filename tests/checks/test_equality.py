"""Calculated twice: what counts as equal, and what is said where workbook and program differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks.equality import CASES, Case, Cells
from tests.support.dossiers import dossier_of, dossiers, table
from wijkexcel.checks.equality import Cell, check_equality, expected_cells, same
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.rules.outcome import outcome_of


def dossier() -> Dossier:
    """Three opgaven: one short, one unscored, one that reaches; two groups."""
    return dossier_of(
        [[[2, 3], [None, None], [5, 4]], [[1, 2], [None, None], [4, 5]]],
        groups=[0, 1],
        group_weights=[1.0, 2.0],
        threshold=3.5,
    )


def calculated(one: Dossier) -> Cells:
    """What a sheet that calculates right says: empty text where there is nothing."""
    return {
        o.opgave: {k: "" if v is None else v for k, (_, v) in expected_cells(o).items()}
        for o in outcome_of(one).opgaven
    }


def told(one: Dossier, cells: Cells) -> list[Finding]:
    return list(check_equality(one, outcome_of(one), cells))


def test_a_sheet_that_calculates_right_is_equal() -> None:
    assert told(dossier(), calculated(dossier())) == []


@given(dossiers(awkward=True, plain=True))
def test_any_dossier_equals_itself(one: Dossier) -> None:
    assert told(one, calculated(one)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.where.row}-{case.where.column}")
def test_a_difference_is_one_error_that_names_both_values(case: Case) -> None:
    cells = calculated(dossier())
    case.change(cells)
    (found,) = told(dossier(), cells)
    assert (found.severity, found.code, found.where) == (Severity.ERROR, case.code, case.where)
    assert found.problem == case.problem
    assert "wijkexcel bijwerken" in found.action or found.action.endswith("eerdere versie.")


def test_one_finding_per_opgave_however_much_differs() -> None:
    cells = {o: dict.fromkeys(row, 99.0) for o, row in calculated(dossier()).items()}
    assert [f.where.row for f in told(dossier(), cells)] == ["O01", "O02", "O03"]


@pytest.mark.parametrize("key", expected_cells(outcome_of(dossier())["O01"]))
def test_every_quantity_is_compared(key: str) -> None:
    cells = calculated(dossier())
    cells["O01"][key] = 0.123
    assert [f.where.column for f in told(dossier(), cells)] == [key]


def test_what_the_calculation_must_say() -> None:
    one = table([[5, 2]], floors={1: 3.0}, threshold=3.0)
    assert {k: v for k, (_, v) in expected_cells(outcome_of(one)["O01"]).items()} == {
        "total": 3.5,
        "total_low": 3.5,
        "total_high": 3.5,
        "status": "haalt de score niet",
        "rank": 1.0,
        "coverage": 1.0,
        "s_C01": 5.0,
        "s_C02": 2.0,
        "g_G1": 3.5,
    }


def test_without_a_sheet_every_opgave_is_missing() -> None:
    assert [f.code for f in told(dossier(), {})] == ["berekening-ontbreekt"] * 3


# --- equal --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1.0, 1.0 + 1e-10, True),
        (1.0, 1.0 + 1e-8, False),
        (1e6, 1e6 + 1e-4, True),
        (1e6, 1e6 + 1e-2, False),
        (0.0, -0.0, True),
        (0.0, 1e-10, True),
        (3, 3.0, True),
        ("", None, True),
        (None, None, True),
        ("", "", True),
        ("x", "x", True),
        ("x", "X", False),
        ("x", "x ", False),
        (0.0, None, False),
        (None, 0.0, False),
        (0.0, "", False),
        ("", 0.0, False),
        ("1", 1.0, False),
        (1.0, "1", False),
        ("x", None, False),
        (None, "x", False),
        (float("nan"), 1.0, False),
        (1.0, float("nan"), False),
        (float("inf"), 1.0, False),
        (True, 1.0, False),
        (0.0, False, False),
        (True, True, True),
        (True, False, False),
        (False, "", False),
        (None, False, False),
    ],
)
def test_same(a: Cell, b: Cell, expected: bool) -> None:
    assert same(a, b) is expected


VALUES = st.one_of(
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "haalt de score", "#N/A", 0.0, True, False]),
)


@given(VALUES, VALUES)
def test_same_is_symmetric_and_reflexive(a: Cell, b: Cell) -> None:
    assert same(a, a)
    assert same(a, b) is same(b, a)


@given(st.floats(-1e9, 1e9), st.floats(1e-8, 1e3))
def test_a_difference_that_matters_is_never_missed(value: float, off: float) -> None:
    size = max(1.0, abs(value))
    assert not same(value, value + off * size)
    assert same(value, value + 1e-10 * size)
