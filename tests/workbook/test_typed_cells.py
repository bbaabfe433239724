"""From records to cells: what stands where, and what is left empty."""

from datetime import date

import pytest

from tests.support.dossiers import changed, table, with_settings
from tests.workbook.books import capacity_for, layout_for, small
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, Owner
from wijkexcel.model.records import Choice, Pair
from wijkexcel.workbook.typed_cells import rows_of, to_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, None),
        ("", None),
        (False, None),
        (True, "ja"),
        (0, 0),
        (0.0, 0.0),
        (" x ", " x "),
        (Choice.REJECTED, "niet gekozen"),
        (date(2026, 2, 28), date(2026, 2, 28)),
    ],
)
def test_a_value_becomes_a_cell(value: object, cell: object) -> None:
    found = to_cell(value)
    assert found == cell
    assert type(found) in {type(cell), str}


def test_a_choice_becomes_plain_text() -> None:
    assert type(to_cell(Choice.CHOSEN)) is str


def test_other_types_are_refused() -> None:
    with pytest.raises(TypeError, match="tuple"):
        to_cell(("G1",))


def test_only_typed_or_program_cells_are_filled() -> None:
    layout = layout_for(example())
    for name, rows in rows_of(example(), layout).items():
        for row, cells in rows.items():
            assert row in layout.tables[name].row_ids
            assert cells
            for key in cells:
                owner = layout.tables[name].column(key).owner
                assert owner not in {Owner.FORMULA, Owner.FIXED}, (name, key)


def test_every_table_of_the_small_dossier_stands_in_its_own_rows() -> None:
    rows = rows_of(small(), layout_for(small()))
    assert rows["tblInstellingen"]["threshold"] == {"value": 3.5}
    assert "letter_date" not in rows["tblInstellingen"]
    assert rows["tblCriteria"]["C02"]["direction"] == "lager is beter"
    assert rows["tblCriteria"]["C01"]["floor"] == 2.0
    assert "floor" not in rows["tblCriteria"]["C02"]
    assert (rows["tblCriteria"]["C01"]["G1"], rows["tblCriteria"]["C01"]["G2"]) == ("ja", "ja")
    assert rows["tblScore_S01"]["O02"] == {"C01": 3.0, "C02": "weet niet"}
    assert rows["tblScore_S02"]["O03"] == {"C02": 3.0, "remark": "Hier weet ik weinig van."}
    assert rows["tblOpgaven"]["O01"]["make_or_break"] == "ja"
    assert "make_or_break" not in rows["tblOpgaven"]["O02"]
    assert rows["tblSamenhang"]["P01"] == {
        "first": f"O01 {small().opgaven[0].name}",
        "second": f"O02 {small().opgaven[1].name}",
        "relation": "versterkt",
    }
    assert rows["tblBesluit"]["O03"] == {"choice": "uitgesteld", "when": date(2027, 1, 1)}
    assert set(rows["tblBesluit"]) == {"O01", "O03"}
    assert rows["tblLogboek"]["1"]["who"] == "coördinator"


def test_a_group_that_does_not_score_gets_a_no_and_room_to_spare_stays_empty() -> None:
    first, second = small().criteria
    dossier = changed(small(), criteria=(first, second.model_copy(update={"groups": ("G2",)})))
    rows = rows_of(dossier, declare(Capacity(4, 3, 3, 4, 2)))
    assert (rows["tblCriteria"]["C02"]["G1"], rows["tblCriteria"]["C02"]["G2"]) == ("nee", "ja")
    assert "G3" not in rows["tblCriteria"]["C02"]
    assert "C03" not in rows["tblCriteria"]


def test_every_setting_has_a_row() -> None:
    dossier = with_settings(small(), letter_date=date(2026, 5, 1), margin=0.0, sender="x")
    rows = rows_of(dossier, layout_for(dossier))["tblInstellingen"]
    assert rows["margin"] == {"value": 0.0}
    assert rows["letter_date"] == {"value": date(2026, 5, 1)}
    assert rows["address"] == {"value": "u"}


@pytest.mark.parametrize("field", ["opgaven", "criteria", "groups", "scorers", "pairs"])
def test_what_has_no_room_is_refused_not_dropped(field: str) -> None:
    room = capacity_for(small())
    pairs = (*small().pairs, Pair(id="P02", first="O01", second="O03"))
    dossier = changed(small(), pairs=pairs)
    sizes = {**{f: getattr(room, f) for f in room.__slots__}, "pairs": 2}
    assert rows_of(dossier, declare(Capacity(**sizes)))
    with pytest.raises(KeyError, match="has no row"):
        rows_of(dossier, declare(Capacity(**{**sizes, field: sizes[field] - 1})))


def test_two_scorers_never_share_a_tab() -> None:
    layout = layout_for(table([[1.0]]))
    assert rows_of(table([[1.0]]), layout)["tblScore_S01"] == {"O01": {"C01": 1.0}}
