"""A workbook that an earlier version made gets what this version has, and keeps what was in it."""

from typing import Any

import pytest

from tests.renew.renewing import FIRST, changed_by_hand, finished, opened, parts, renewed, told
from tests.support.ooxml_lint import lint, lint_cached
from tests.workbook.books import book_of, changed, reading, small
from wijkexcel.checks.equality import check_equality
from wijkexcel.hosts.port import calculation_cells
from wijkexcel.layout.spec import Capacity
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.workbook.reading.source import FileSource

pytestmark = pytest.mark.slow


def test_it_was_made_before_there_were_codes_and_a_sheet_of_what_came_back() -> None:
    book = opened(FIRST)
    assert "Ontvangst" not in book.sheetnames
    assert "Code" not in book["Deelnemers"].tables["tblDeelnemers"].column_names
    assert [f.code for f in reading(FIRST).findings] == ["tabel-ontbreekt"]


def test_everything_in_it_is_carried_along() -> None:
    result = renewed(FIRST)
    assert result.added == ("Meedoen", "Ontvangst")
    found = reading(result.data)
    assert found.dossier == reading(FIRST).dossier
    before = small().settings.model_copy(update={"weights_date": None})
    assert found.dossier == changed(small(), log=found.dossier.log, settings=before)
    assert found.findings == ()


def test_only_texts_of_the_program_itself_are_new() -> None:
    assert told(renewed(FIRST).leftovers) == [
        ("vernieuwd", "Overzicht", "grafiek"),
        ("vernieuwd", "Start", "C7"),
        ("vernieuwd", "Start", "A12"),
        ("vernieuwd", "Start", "C22"),
        ("vernieuwd", "Start", "A24"),
        ("vernieuwd", "Start", "C24"),
        ("vernieuwd", "Start", "C27"),
        ("vernieuwd", "Start", "C33"),
        ("vernieuwd", "Start", "C35"),
        ("vernieuwd", "Start", "A37"),
        ("vernieuwd", "Start", "B37"),
        ("vernieuwd", "Overzicht", "A2"),
        ("vernieuwd", "Ambitie", "A2"),
    ]


def test_the_chart_makes_room_for_bars_and_that_is_said() -> None:
    result = renewed(FIRST)
    assert opened(FIRST)["Overzicht"]._charts != []
    assert opened(result.data)["Overzicht"]._charts == []
    assert not [name for name in parts(result.data) if name.startswith("xl/charts/")]
    assert ("vernieuwd", "Overzicht", "grafiek") in told(result.leftovers)


def test_the_sheets_stand_in_the_order_of_use_unless_somebody_moved_them() -> None:
    def moved(book: Any) -> None:
        book.move_sheet("Besluit", offset=-4)

    tabs = ["S01", "S02", "S03"]
    before, after = opened(FIRST).sheetnames, opened(renewed(FIRST).data).sheetnames
    assert before.index("S01") < before.index("Overzicht") < after.index("S01")
    assert after[after.index("S01") :][:3] == tabs
    own = changed_by_hand(FIRST, moved)
    kept = [n for n in opened(renewed(own).data).sheetnames if n in opened(own).sheetnames]
    assert kept == opened(own).sheetnames


def test_it_then_has_what_a_new_workbook_has() -> None:
    after = finished(FIRST)
    assert lint(after) == lint_cached(after) == []
    made, fresh = opened(after), opened(book_of(small(), Capacity(3, 2, 2, 3, 1)))
    assert made.sheetnames == fresh.sheetnames
    for sheet in fresh:
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    assert made[sheet.title][cell.coordinate].value == cell.value
    assert {n: d.attr_text for n, d in made.defined_names.items()} == {
        n: d.attr_text for n, d in fresh.defined_names.items()
    }
    assert renewed(after).changed is False


def test_a_name_of_before_stays_while_somebody_uses_it() -> None:
    def typed(book: Any) -> None:
        book["Opgaven"]["L7"] = '=IF(bevinding_eerste="","",1)'

    after = opened(renewed(changed_by_hand(FIRST, typed)).data)
    assert "bevinding_eerste" in after.defined_names
    assert "bevinding_eerste" not in opened(renewed(FIRST).data).defined_names


def test_it_calculates_the_same_and_may_grow_at_once() -> None:
    after = finished(FIRST, opgaven=4, groups=3)
    found = reading(after)
    outcome = outcome_of(found.dossier)
    before = outcome_of(reading(FIRST).dossier)
    assert [(o.opgave, o.total, o.status, o.rank) for o in outcome.opgaven] == [
        (o.opgave, o.total, o.status, o.rank) for o in before.opgaven
    ]
    cells = calculation_cells(FileSource(after), found)
    assert list(check_equality(found.dossier, outcome, cells)) == []
