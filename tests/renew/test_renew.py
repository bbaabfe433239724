"""More room, or the present layout: whatever was typed is there afterwards, and counts the same."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.renew.renewing import changed_by_hand, finished, opened, renewed, told
from tests.support import engines
from tests.support.dossiers import changed, dossiers
from tests.support.ooxml_lint import lint, lint_cached, lint_functions
from tests.support.sample import examples
from tests.workbook.books import (
    MIXED,
    book_of,
    capacity_for,
    edited,
    empty_book,
    example_book,
    layout_for,
    permuted,
    reading,
    small,
    small_book,
)
from wijkexcel.checks.equality import check_equality
from wijkexcel.errors import StructureError
from wijkexcel.hosts.port import calculation_cells
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.records import LogEntry
from wijkexcel.ooxml.edit import CellEdit, apply_edits
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.workbook.reading.source import FileSource

pytestmark = pytest.mark.slow

FEW = (Phase.explicit, Phase.reuse, Phase.generate)
"""Building a workbook takes too long to look for the smallest one that fails."""
ORDERED = (
    "tblOpgaven",
    "tblCriteria",
    "tblSchaal",
    "tblGroepen",
    "tblDeelnemers",
    "tblScore_S01",
    "tblHeroverweging",
    "tblBesluit",
    "tblAmbitie",
    "tblSamenhang",
)


def totals_agree(data: bytes) -> bool:
    found = reading(data)
    cells = calculation_cells(FileSource(data), found)
    return not list(check_equality(found.dossier, outcome_of(found.dossier), cells))


@dataclass(frozen=True)
class Made:
    """A filled workbook, and the room that is asked for."""

    dossier: Dossier = field(repr=False)
    data: bytes = field(repr=False)
    orders: dict[str, list[int]]
    wish: dict[str, int]


@st.composite
def workbooks(draw: Any) -> Made:
    """A random filling, in rows that somebody sorted."""
    dossier = draw(dossiers())
    layout = layout_for(dossier)
    names = draw(st.sets(st.sampled_from(ORDERED)))
    orders = {
        name: draw(st.permutations(range(len(layout.tables[name].row_ids))))
        for name in sorted(names)
        if name in layout.tables
    }
    more = {name: draw(st.integers(0, 3)) for name in ("opgaven", "criteria", "groups", "scorers")}
    room = capacity_for(dossier)
    wish = {name: getattr(room, name) + number for name, number in more.items()}
    return Made(dossier, permuted(book_of(dossier), dossier, orders, {}), orders, wish)


@settings(max_examples=examples(8), suppress_health_check=list(HealthCheck), phases=FEW)
@given(made=workbooks())
def test_any_filling_in_any_order_is_the_same_in_any_room(made: Made) -> None:
    result = renewed(made.data, **made.wish)
    assert told(result.leftovers) == []
    assert {name: getattr(result.capacity, name) for name in made.wish} == made.wish
    found = reading(result.data)
    assert found.dossier == made.dossier
    assert found.findings == ()
    assert renewed(result.data).changed is False


@settings(max_examples=examples(4), suppress_health_check=list(HealthCheck), phases=FEW)
@given(made=workbooks())
def test_any_filling_calculates_the_same_in_sound_files(made: Made) -> None:
    after = finished(made.data, **made.wish)
    assert lint(after) == lint_functions(after) == lint_cached(after) == []
    assert totals_agree(after)


@pytest.mark.oracle("libreoffice", "ooxml-validator")
def test_libreoffice_calculates_the_renewed_example_the_same() -> None:
    after = finished(example_book(), opgaven=23, criteria=9, groups=5, scorers=13)
    assert engines.validate_ooxml(after) == []
    calculated = engines.recalculate_libreoffice(after)
    assert engines.compare(engines.cached(after), calculated, booleans_as_numbers=True) == []


def test_the_shipped_example_needs_nothing() -> None:
    result = renewed(example_book())
    assert result.changed is False
    assert result.data == example_book()


def test_less_room_than_there_is_changes_nothing() -> None:
    assert renewed(example_book(), opgaven=3, scorers=1).changed is False


def test_an_empty_workbook_grows() -> None:
    result = renewed(empty_book(), opgaven=5, scorers=4)
    assert reading(result.data).layout.capacity == Capacity(5, 2, 2, 4, 2)
    assert result.added == ("S04",)


def test_the_result_is_what_a_new_workbook_of_that_room_would_be() -> None:
    after = finished(small_book(), opgaven=5, criteria=3, groups=3, scorers=4)
    fresh = opened(book_of(small(), Capacity(5, 3, 3, 4, 1)))
    made = opened(after)
    assert made.sheetnames == fresh.sheetnames
    for sheet in fresh:
        values = {c.coordinate: c.value for row in sheet for c in row if c.value is not None}
        other = made[sheet.title]
        assert {
            c.coordinate: c.value for row in other for c in row if c.value is not None
        } == values
        assert other.print_area == sheet.print_area
        assert other.print_title_rows == sheet.print_title_rows
        assert {t.name: t.ref for t in other.tables.values()} == {
            t.name: t.ref for t in sheet.tables.values()
        }
    assert {n: d.attr_text for n, d in made.defined_names.items()} == {
        n: d.attr_text for n, d in fresh.defined_names.items()
    }


ODD = {
    "tekst als getal": "4",
    "half": "half 4",
    "datum": date(2026, 4, 3),
    "moment": datetime(2026, 4, 3, 12, 30),
    "waar": True,
    "buiten": 99,
    "tussenin": 3.5,
    "spaties": " 3 ",
    "lijkt formule": "=1+1",
    "emoji": "Groen 🌳 & <plein>",
    "regels": "een\ntwee\r\ndrie",
    "escape": "_x000D_",
}


@pytest.mark.sample(more=4)
@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_what_cannot_be_read_is_carried_along_as_it_is(value: Any) -> None:
    places = [
        ("tblScore_S02", "O02", "C01"),
        ("tblOpgaven", "O02", "cost"),
        ("tblInstellingen", "threshold", "value"),
        ("tblBesluit", "O03", "when"),
    ]
    data = edited(small_book(), layout_for(small()), dict.fromkeys(places, value))
    before = reading(data)
    result = renewed(data, opgaven=6, criteria=4, groups=4, scorers=5)
    after = reading(result.data)
    assert after.dossier == before.dossier
    assert [(f.code, f.where, f.problem) for f in after.findings] == [
        (f.code, f.where, f.problem) for f in before.findings
    ]
    for table, row, key in places:
        old, new = before.map.tables[table], after.map.tables[table]
        was = FileSource(data).grid(old.sheet)[old.rows[row]][old.columns[key]]
        now = FileSource(result.data).grid(new.sheet)[new.rows[row]][new.columns[key]]
        assert (type(now), now) == (type(was), was)


def test_a_date_that_excel_made_of_a_score_still_looks_like_one() -> None:
    def typed(book: Any) -> None:
        book["S01"]["F7"] = date(2026, 4, 3)

    after = opened(renewed(changed_by_hand(small_book(), typed), opgaven=5).data)
    assert after["S01"]["F7"].value == datetime(2026, 4, 3)
    assert after["S01"]["F7"].is_date


def test_a_formula_that_somebody_typed_follows_its_cells() -> None:
    def typed(book: Any) -> None:
        book["Opgaven"]["L7"] = "=L6*2"
        book["Deelnemers"]["C12"] = '=C6&" (namens)"'

    data = changed_by_hand(small_book(), typed)
    after = opened(renewed(data, groups=4).data)
    assert after["Opgaven"]["L7"].value == "=L6*2"
    assert after["Deelnemers"]["C14"].value == '=C6&" (namens)"'


def test_what_the_program_wrote_is_carried_along() -> None:
    scorers = tuple(
        s.model_copy(update={"code": f"K{s.id}", "sent_on": date(2026, 5, 1), "version": "AB12"})
        for s in small().scorers
    )
    dossier = changed(small(), scorers=scorers)
    built = book_of(dossier)
    result = reading(built).map.tables["tblControle"].cell("checked_result", "value")
    data = apply_edits(
        built,
        [
            CellEdit("Ontvangst", "A6", "antwoord.xlsx"),
            CellEdit("Bevindingen", "E6", "Iets."),
            CellEdit("Heroverweging", "I7", "Dicht bij de score."),
            CellEdit("Start", result, "goed"),
        ],
    )
    after = renewed(data, opgaven=6, groups=3).data
    assert reading(after).dossier == dossier
    book = opened(after)
    assert book["Ontvangst"]["A6"].value == "antwoord.xlsx"
    assert book["Bevindingen"]["E6"].value == "Iets."
    assert book["Heroverweging"]["I7"].value == "Dicht bij de score."
    assert book["Start"][result].value == "goed"


# Typed beside the tables -----------------------------------------------------------------------


def test_a_row_below_a_full_table_becomes_an_opgave() -> None:
    def typed(book: Any) -> None:
        book["Opgaven"]["B9"] = "Vierde opgave"
        book["Opgaven"]["A10"] = "O05"
        book["Opgaven"]["B10"] = "Vijfde opgave"
        book["S01"]["A10"] = "O05"
        book["S01"]["F10"] = 4

    result = renewed(changed_by_hand(small_book(), typed))
    found = reading(result.data)
    assert [(o.id, o.name) for o in found.dossier.opgaven][3:] == [
        ("O04", "Vierde opgave"),
        ("O05", "Vijfde opgave"),
    ]
    assert found.dossier.scores.cells()["S01", "O05", "C01"] == 4
    assert told(result.leftovers) == [("opgenomen", "Opgaven", "A9")]
    assert result.leftovers[0].what == "Deze rij stond buiten de tabel en heeft nu nummer O04."
    assert renewed(result.data).changed is False


def test_a_row_put_in_gets_the_first_number_of_which_nothing_was_ever_typed() -> None:
    """Not O04, of which a score stands on a tab, nor O05, which a line of Logboek names."""

    def typed(book: Any) -> None:
        book["S01"]["F10"] = 4  # O04
        book["Logboek"]["C6"] = "verzamel: iets over O05"
        book["Logboek"]["A6"] = datetime(2026, 9, 1)
        book["Opgaven"].insert_rows(7)
        book["Opgaven"]["B7"] = "Ertussen"
        book["Opgaven"].tables["tblOpgaven"].ref = "A5:U13"

    roomy = renewed(small_book(), opgaven=7).data
    result = renewed(changed_by_hand(roomy, typed))
    assert result.leftovers[0].what == "Deze rij stond buiten de tabel en heeft nu nummer O06."
    found = reading(result.data)
    assert [o.name for o in found.dossier.opgaven if o.id == "O06"] == ["Ertussen"]
    assert found.layout.capacity.opgaven == 7


@pytest.mark.parametrize(("sheet", "table"), [("Opgaven", "tblOpgaven"), ("S01", "tblScore_S01")])
def test_a_row_that_was_deleted_comes_back_as_the_advice_says(sheet: str, table: str) -> None:
    def typed(book: Any) -> None:
        rows = [cell.row for cell in book[sheet]["A"] if cell.value == "O03"]
        book[sheet].delete_rows(rows[0])

    gone = changed_by_hand(small_book(), typed)
    (told,) = [f for f in reading(gone).findings if f.code == "rij-ontbreekt"]
    assert "wijkexcel bijwerken" in told.action
    back = reading(renewed(gone).data)
    assert "O03" in back.map.tables[table].rows
    assert not [f for f in back.findings if f.code == "rij-ontbreekt"]


def test_people_and_groups_below_their_tables_get_a_row_and_a_tab() -> None:
    def typed(book: Any) -> None:
        sheet = book["Deelnemers"]
        sheet["C8"], sheet["E8"] = "Een nieuwe groep", 2
        sheet["C14"], sheet["F14"] = "Iemand erbij", "G1"

    result = renewed(changed_by_hand(small_book(), typed))
    found = reading(result.data)
    assert [(g.id, g.name) for g in found.dossier.groups][2:] == [("G3", "Een nieuwe groep")]
    assert [(s.id, s.name, s.group) for s in found.dossier.scorers][3:] == [
        ("S04", "Iemand erbij", "G1")
    ]
    assert result.added == ("S04",)
    assert opened(finished(result.data), results=True)["S04"]["A1"].value == (
        "Invulblad van Iemand erbij"
    )


def test_a_row_put_between_the_others_becomes_an_opgave() -> None:
    def typed(book: Any) -> None:
        sheet = book["Opgaven"]
        sheet.insert_rows(7)
        sheet["B7"] = "Ertussen"
        sheet.tables["tblOpgaven"].ref = "A5:S9"

    found = reading(renewed(changed_by_hand(small_book(), typed)).data)
    assert [o.name for o in found.dossier.opgaven if o.id == "O04"] == ["Ertussen"]
    assert set(small().opgaven) <= set(found.dossier.opgaven)


def test_a_column_beside_the_others_becomes_a_criterion() -> None:
    def typed(book: Any) -> None:
        book["Criteria"]["C9"] = "Derde criterium"  # its number is left to the program
        book["Criteria"]["N6"] = "G3 scoort"
        book["S01"]["J6"], book["S01"]["J7"] = "C03", 5

    result = renewed(changed_by_hand(small_book(), typed))
    found = reading(result.data)
    assert (result.capacity.criteria, result.capacity.groups) == (3, 3)
    assert found.dossier.criteria[2].name == "Derde criterium"
    assert found.dossier.scores.cells()["S01", "O01", "C03"] == 5


def test_a_copied_tab_becomes_the_tab_of_that_scorer() -> None:
    def typed(book: Any) -> None:
        copy = book.copy_worksheet(book["S03"])
        copy.title = "S04"
        copy["F7"] = 2
        book["Deelnemers"]["A14"], book["Deelnemers"]["C14"] = "S04", "Vierde"
        book["Deelnemers"]["F14"] = "G1"

    result = renewed(changed_by_hand(small_book(), typed))
    found = reading(result.data)
    assert found.dossier.scores.cells()["S04", "O01", "C01"] == 2
    assert result.added == ()
    assert FileSource(result.data).table_sheets()["tblScore_S04"] == "S04"
    assert lint(result.data) == []


def test_a_tab_that_was_deleted_comes_back() -> None:
    def typed(book: Any) -> None:
        del book["S02"]

    before = changed_by_hand(small_book(), typed)
    assert "tabel-ontbreekt" in {f.code for f in reading(before).findings}
    result = renewed(before)
    assert result.added == ("S02",)
    found = reading(result.data)
    assert found.findings == ()
    tabs = [name for name in opened(result.data).sheetnames if name.startswith("S0")]
    assert tabs == ["S01", "S02", "S03"]


def test_a_row_that_was_deleted_comes_back_empty() -> None:
    def typed(book: Any) -> None:
        sheet = book["S02"]
        sheet.delete_rows(8)
        sheet.tables["tblScore_S02"].ref = "A6:J8"

    result = renewed(changed_by_hand(small_book(), typed))
    tab = opened(result.data)["S02"]
    assert [tab.cell(row, 1).value for row in (7, 8, 9)] == ["O01", "O03", "O02"]
    assert not [f for f in reading(result.data).findings if f.code == "rij-ontbreekt"]


def test_a_line_of_text_below_the_table_stays_text_below_the_table() -> None:
    dossier = changed(small(), opgaven=small().opgaven[:2])
    data = book_of(dossier, Capacity(3, 2, 2, 3, 1))

    def typed(book: Any) -> None:
        book["Opgaven"]["B9"] = "Bron: wijkschouw 2025"
        book["Opgaven"]["B12"] = "Niet vergeten"

    result = renewed(changed_by_hand(data, typed), opgaven=6)
    book = opened(result.data)
    assert (book["Opgaven"]["B12"].value, book["Opgaven"]["B15"].value) == (
        "Bron: wijkschouw 2025",
        "Niet vergeten",
    )
    assert reading(result.data).dossier.opgaven == dossier.opgaven


def test_a_full_logbook_gets_room_and_loses_no_line() -> None:
    lines = tuple(
        LogEntry(when=datetime(2026, 1, 1), who="ik", what=f"regel {i}") for i in range(500)
    )
    data = book_of(changed(small(), log=lines))
    result = renewed(data)
    assert result.capacity.log == 1000
    after = apply_edits(result.data, [CellEdit("Logboek", "C506", "bijwerken: meer ruimte.")])
    found = reading(after)
    assert found.dossier.log == lines
    assert found.layout.capacity.log == 1000
    assert renewed(after).changed is False


# What is put back --------------------------------------------------------------------------------


def test_what_stood_in_the_place_of_a_formula_is_in_the_list() -> None:
    def typed(book: Any) -> None:
        book["S01"]["E7"] = "hier typte iemand"
        book["Start"]["A15"] = "Onze gemeente"

    result = renewed(changed_by_hand(small_book(), typed))
    assert [item.text for item in result.leftovers] == [
        "vernieuwd: Start!A15: De vaste tekst 'Onze gemeente' is nu 'Gemeente'. Had u die zelf "
        "veranderd, zet uw tekst dan terug op een eigen blad.",
        "niet meegenomen: S01!E7: Hier stond 'hier typte iemand' op de plek van een formule. De "
        "formule staat er weer. Wilt u deze waarde houden, zet haar dan ernaast.",
    ]
    assert opened(result.data)["S01"]["E7"].data_type == "f"


def test_a_formula_that_was_changed_is_in_the_list() -> None:
    data = book_of(small(), Capacity(6, 2, 2, 3, 1))

    def typed(book: Any) -> None:
        book["Overzicht"]["D8"] = "=5"

    (item,) = renewed(changed_by_hand(data, typed)).leftovers
    assert item.text == (
        "niet meegenomen: Overzicht!D8: Hier was een formule veranderd: '=5'. De formule van het "
        "programma staat er weer."
    )


def test_tables_on_other_sheets_are_refused_in_words() -> None:
    def typed(book: Any) -> None:
        groups, target = book["Deelnemers"], book.create_sheet("Groepen")
        for row in groups["A5:J7"]:
            for cell in row:
                target[cell.coordinate] = cell.value
                cell.value = None
        ref = groups.tables.pop("tblGroepen")
        target.add_table(ref)

    with pytest.raises(StructureError, match="Zet ze terug op een blad"):
        renewed(changed_by_hand(small_book(), typed))


def test_a_sheet_of_that_name_that_is_no_sheet_of_ours_stays() -> None:
    def typed(book: Any) -> None:
        del book["Ontvangst"]
        book.create_sheet("Ontvangst")["A1"] = "Mijn eigen lijst"

    result = renewed(changed_by_hand(small_book(), typed))
    assert result.added == ("Ontvangst (wijkexcel)",)
    assert opened(result.data)["Ontvangst"]["A1"].value == "Mijn eigen lijst"
    assert "tblOntvangst" in reading(result.data).map.tables


def test_mixed_room_is_read_as_it_was_made() -> None:
    assert declare(MIXED).capacity.log == 500
