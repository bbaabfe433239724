"""Reading: by table, header and id; what cannot be used is told with its cell, never guessed."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.dossiers import asked, changed, dossiers, with_settings
from tests.support.dossiers import with_cells as with_scores
from tests.support.engines import LIBREOFFICE
from tests.support.sample import examples
from tests.workbook.books import (
    MIXED,
    Place,
    book_of,
    capacity_for,
    cell_of,
    edited,
    empty_book,
    example_book,
    layout_for,
    permuted,
    reading,
    saved_by_openpyxl,
    small,
    small_book,
    told,
)
from wijkexcel.errors import NotAWorkbookError, StructureError
from wijkexcel.example import example
from wijkexcel.layout.spec import Capacity
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Severity
from wijkexcel.model.records import Address, Settings
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.ooxml.edit import CellValue
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import FileSource

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
SCORE: Place = ("tblScore_S01", "O01", "C01")
SCORE_CELL = "F7"


def after(change: Callable[[Workbook], object]) -> Reading:
    """The small workbook, changed by hand as it were, and read."""
    return reading(saved_by_openpyxl(small_book(), change))


def with_cells(cells: Mapping[Place, CellValue], dossier: Dossier | None = None) -> Reading:
    dossier = dossier or small()
    return reading(edited(book_of(dossier), layout_for(dossier), cells))


def without_scores(
    *gone: tuple[str, str, str], dossier: Dossier | None = None, **fields: Any
) -> Dossier:
    dossier = dossier or small()
    kept = {at: score for at, score in dossier.scores.cells().items() if at not in gone}
    return changed(with_scores(dossier, kept), **fields)


def header(sheet: Worksheet, text: str) -> Any:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


# --- round trips ---------------------------------------------------------------------------------


def test_the_example_comes_back_as_it_went_in() -> None:
    found = reading(example_book())
    assert found.dossier == example()
    assert found.findings == ()
    assert found.layout.capacity == capacity_for(example())


def test_the_small_dossier_comes_back_in_any_room() -> None:
    for capacity in (None, Capacity(5, 4, 3, 5, 4)):
        found = reading(book_of(small(), capacity))
        assert found.dossier == small()
        assert found.findings == ()


def test_an_empty_workbook_is_an_empty_dossier() -> None:
    found = reading(empty_book())
    assert found.findings == ()
    assert found.dossier.settings == Settings()
    assert found.dossier.opgaven == found.dossier.criteria == found.dossier.scorers == ()
    assert found.layout.capacity == MIXED


@pytest.mark.slow
@settings(max_examples=examples(25), suppress_health_check=SLOW)
@given(dossiers(awkward=True))
def test_a_random_dossier_comes_back_as_it_went_in(dossier: Dossier) -> None:
    found = reading(book_of(dossier))
    assert found.dossier == dossier
    assert found.findings == ()
    assert found.layout.capacity == capacity_for(dossier)


@pytest.mark.slow
@settings(max_examples=examples(5), suppress_health_check=SLOW)
@given(dossiers())
def test_a_random_dossier_comes_back_after_openpyxl_saved_it(dossier: Dossier) -> None:
    found = reading(saved_by_openpyxl(book_of(dossier)))
    assert found.dossier == dossier
    assert found.findings == ()


def test_the_example_comes_back_after_openpyxl_saved_it() -> None:
    found = reading(saved_by_openpyxl(example_book()))
    assert found.dossier == example()
    assert found.findings == ()


def test_the_step_for_the_add_in_is_read() -> None:
    assert reading(small_book()).run_step == ""
    place = ("tblInstellingen", "run_step", "value")
    assert with_cells({place: "heroverweeg"}).run_step == "heroverweeg"


# --- saved by LibreOffice ------------------------------------------------------------------------


def spoilt() -> bytes:
    """A formula, an error, a date and a word in score cells."""

    def change(book: Workbook) -> None:
        tab = book["S01"]
        tab["F7"], tab["F8"] = "=2+2", "=1/0"
        tab["F9"], tab["G7"] = date(2026, 4, 3), "x"

    return saved_by_openpyxl(small_book(), change)


BOOKS: dict[str, Callable[[], bytes]] = {
    "example": example_book,
    "small": small_book,
    "spoilt": spoilt,
}


@lru_cache
def resaved(name: str) -> dict[str, bytes]:
    """A workbook as LibreOffice saves it."""
    return LIBREOFFICE.fill_in_once(BOOKS[name](), {}, ".xlsx", ".ods")


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_saved_reads_the_same(kind: str) -> None:
    for name, dossier in (("example", example()), ("small", small())):
        found = reading(resaved(name)[f".{kind}"])
        assert found.dossier == dossier
        assert found.findings == ()


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_saved_is_refused_for_the_same_reasons(kind: str) -> None:
    found = reading(resaved("spoilt")[f".{kind}"])
    assert told(found.findings) == {
        ("score-is-formule", "S01", "F7"),
        ("score-is-formule", "S01", "F8"),
        ("score-is-datum", "S01", "F9"),
        ("score-ongeldig", "S01", "G7"),
    }
    gone = [("S01", opgave, "C01") for opgave in ("O01", "O02", "O03")]
    assert found.dossier == without_scores(*gone, ("S01", "O01", "C02"))


# --- the structure -------------------------------------------------------------------------------


def test_sheets_in_another_order() -> None:
    found = after(lambda book: book._sheets.reverse())
    assert found.dossier == small()
    assert found.findings == ()


MAIN_SHEETS = (
    *("Start", "Criteria", "Schaal", "Opgaven", "Deelnemers", "Meedoen", "S01"),
    *("Heroverweging", "Samenhang", "Besluit", "Ambitie", "Logboek"),
)


@pytest.mark.parametrize("name", MAIN_SHEETS)
def test_a_renamed_sheet_is_still_found(name: str) -> None:
    found = after(lambda book: setattr(book[name], "title", f"{name} 2026"))
    assert found.dossier == small()
    assert [f for f in found.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("Start", "tblInstellingen"),
        ("Schaal", "tblSchaal"),
        ("S01", "tblScore_S01"),
        ("Heroverweging", "tblHeroverweging"),
        ("Samenhang", "tblSamenhang"),
        ("Besluit", "tblBesluit"),
        ("Ambitie", "tblAmbitie"),
        ("Logboek", "tblLogboek"),
    ],
)
def test_a_deleted_sheet_is_missed_by_its_own_name(name: str, table: str) -> None:
    found = after(lambda book: book.remove(book[name]))
    lost = [f for f in found.findings if f.where.table == table]
    assert [(f.severity, f.code, f.sheet) for f in lost] == [
        (Severity.ERROR, "tabel-ontbreekt", name)
    ]
    assert lost[0].problem == f"De tabel {table} staat niet op het blad {name}."
    assert table not in found.map.tables


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Criteria", "Opgaven", "Deelnemers"])
def test_without_a_sheet_that_everything_hangs_on_it_is_no_workbook_of_ours(name: str) -> None:
    with pytest.raises(StructureError, match=name):
        after(lambda book: book.remove(book[name]))


def test_sheets_of_their_own_are_left_alone() -> None:
    def change(book: Workbook) -> None:
        own = book.create_sheet("Aantekeningen", 0)
        for row in (("Nr", "Opgave"), ("O99", "een eigen lijstje"), ("C77", 3)):
            own.append(row)

    found = after(change)
    assert found.dossier == small()
    assert found.findings == ()


def test_a_copy_of_a_sheet_does_not_take_its_place() -> None:
    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book["S01"])
        copy["F7"] = 1
        book.move_sheet(copy, -99)

    found = after(change)
    assert found.dossier == small()


def test_table_objects_taken_away() -> None:
    def change(book: Workbook) -> None:
        for sheet in book:
            for name in list(sheet.tables):
                del sheet.tables[name]

    found = after(change)
    assert found.dossier == small()
    assert found.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "first", "second"),
    [
        ("Criteria", "Gewicht", "Ondergrens"),
        ("Criteria", "Nr", "Criterium"),
        ("Opgaven", "Opgave", "Domein"),
        ("Deelnemers", "Naam", "Ronde"),
        ("S01", "C01", "C02"),
        ("Besluit", "Besluit", "Koppelvorm"),
        ("Start", "Waarde", "Toelichting"),
    ],
)
def test_columns_that_changed_places(sheet: str, first: str, second: str) -> None:
    def change(book: Workbook) -> None:
        page = book[sheet]
        one, other = header(page, first), header(page, second)
        last = page.max_row
        if sheet == "Start":
            last = header(page, "Laatste controle").row - 1
        for row in range(one.row, last + 1):
            left, right = page.cell(row, one.column), page.cell(row, other.column)
            left.value, right.value = right.value, left.value
            left.number_format, right.number_format = right.number_format, left.number_format

    found = after(change)
    assert found.dossier == small()
    assert found.findings == ()


def test_a_column_put_in_between() -> None:
    found = after(lambda book: (book["Opgaven"].insert_cols(3), book["S02"].insert_cols(1)))
    assert found.dossier == small()
    assert found.findings == ()


def test_rows_in_another_order() -> None:
    orders = {
        "tblOpgaven": [2, 0, 1],
        "tblCriteria": [1, 0],
        "tblSchaal": [1, 0],
        "tblGroepen": [1, 0],
        "tblDeelnemers": [1, 2, 0],
        "tblScore_S01": [2, 1, 0],
        "tblScore_S02": [1, 0, 2],
        "tblHeroverweging": [1, 2, 0],
        "tblBesluit": [2, 1, 0],
        "tblAmbitie": [2, 0, 1],
    }
    found = reading(permuted(small_book(), small(), orders, {}))
    assert found.dossier == small()
    assert found.findings == ()


def test_a_finding_stands_at_the_cell_where_the_row_is_now() -> None:
    data = permuted(small_book(), small(), {"tblScore_S01": [2, 1, 0]}, {SCORE: "x"})
    assert told(reading(data).findings) == {("score-ongeldig", "S01", "F9")}


def test_an_empty_row_in_between_is_harmless() -> None:
    def change(book: Workbook) -> None:
        for name in ("Opgaven", "Criteria", "Deelnemers", "S01", "Besluit"):
            book[name].insert_rows(header(book[name], "Nr").row + 2)

    found = after(change)
    assert found.dossier == small()
    assert [f for f in found.findings if f.severity is Severity.ERROR] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "row", "col"), [("Opgaven", 7, 2), ("S01", 8, 6), ("Besluit", 7, 11)]
)
def test_a_row_with_data_but_no_number_is_refused(sheet: str, row: int, col: int) -> None:
    def change(book: Workbook) -> None:
        book[sheet].insert_rows(row)
        book[sheet].cell(row, col, 3)

    found = after(change)
    (finding,) = found.findings
    cell = openpyxl.utils.get_column_letter(col)
    room = ", of laat 'wijkexcel bijwerken WERKBOEK' lopen: dat maakt er ruimte voor"
    assert finding.severity is Severity.ERROR
    assert finding.text == (
        f"{sheet}!{cell}{row}: Deze rij heeft geen nummer. Zet de gegevens in een rij met een "
        f"nummer{room if sheet == 'Opgaven' else ''}. Deze rij telt niet mee."
    )
    assert found.dossier == small()


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("Opgaven", {"B9": "Nog een opgave"}),
        ("Opgaven", {"A9": "extra", "B9": "Nog een opgave"}),
        ("S01", {"F10": 3}),
    ],
)
def test_a_row_typed_under_the_table_is_told(sheet: str, cells: dict[str, Any]) -> None:
    found = after(lambda book: [book[sheet].__setitem__(*item) for item in cells.items()])
    assert found.dossier == small()
    assert {f.sheet for f in found.findings} == {sheet}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Opgaven", "Criteria", "Schaal", "Besluit"])
def test_a_deleted_row_is_missed(name: str) -> None:
    """The second row: the ids above it say that it was there."""

    def change(book: Workbook) -> None:
        page = book[name]
        first = header(page, "Nr").row + 1
        page.delete_rows(first if name in {"Criteria", "Schaal"} else first + 1)

    found = after(change)
    assert name in {f.sheet for f in found.findings}


def test_a_deleted_row_of_a_tab_is_missed() -> None:
    found = after(lambda book: book["S01"].delete_rows(8))
    (finding,) = found.findings
    assert finding.severity is Severity.ERROR
    assert (finding.code, finding.sheet) == ("rij-ontbreekt", "S01")
    assert finding.problem == "De rij van opgave O02 ontbreekt op dit invulblad."
    assert found.dossier == without_scores(("S01", "O02", "C01"), ("S01", "O02", "C02"))


def test_a_number_that_stands_twice_counts_once() -> None:
    found = after(lambda book: book["S01"].__setitem__("A8", "O01"))
    assert told(found.findings) == {
        ("dubbel-nummer", "S01", "A8"),
        ("rij-ontbreekt", "S01", "A6"),
    }
    double = next(f for f in found.findings if f.code == "dubbel-nummer")
    assert double.severity is Severity.ERROR
    assert double.problem == "Het nummer O01 staat er twee keer."
    assert found.dossier == without_scores(("S01", "O02", "C01"), ("S01", "O02", "C02"))


@pytest.mark.parametrize("wrong", ["O77", "opgave 2", "2"])
def test_a_number_that_was_changed_in_a_tab_is_refused(wrong: str) -> None:
    found = after(lambda book: book["S01"].__setitem__("A8", wrong))
    assert told(found.findings) == {
        ("rij-zonder-nummer", "S01", "F8"),
        ("rij-ontbreekt", "S01", "A6"),
    }
    assert found.findings[0].problem == f"Het nummer '{wrong}' is onbekend."


@pytest.mark.parametrize("wrong", ["O77", "opgave 2", "o2", "S01"])
def test_a_number_that_was_changed_in_a_list_is_refused(wrong: str) -> None:
    found = after(lambda book: book["Opgaven"].__setitem__("A7", wrong))
    assert ("rij-zonder-nummer", "Opgaven", "B7") in told(found.findings)
    assert [o.id for o in found.dossier.opgaven] == ["O01", "O03"]
    assert found.layout.capacity.opgaven == 3


def test_a_row_whose_number_has_a_space_is_not_counted_as_the_formulas_do_not_find_it() -> None:
    found = after(lambda book: book["S01"].__setitem__("A8", " O02 "))
    assert found.dossier == without_scores(("S01", "O02", "C01"), ("S01", "O02", "C02"))
    (finding,) = found.findings
    assert finding.text == (
        "S01!A8: Bij het nummer O02 staat een spatie. Zo vinden de formules deze rij niet. Typ in "
        "A8 alleen O02. Is de cel op slot, haal dan eerst de beveiliging van het blad. Deze rij "
        "telt nu niet mee."
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "old"),
    [("Criteria", "Gewicht"), ("Opgaven", "Domein"), ("S01", "C01"), ("Deelnemers", "Ronde")],
)
@pytest.mark.parametrize("new", [None, "Iets anders"])
def test_a_header_that_was_typed_over_is_told_at_its_cell(
    sheet: str, old: str, new: str | None
) -> None:
    cell = header(openpyxl.load_workbook(io.BytesIO(small_book()))[sheet], old).coordinate
    found = after(lambda book: setattr(header(book[sheet], old), "value", new))
    (finding,) = found.findings
    assert finding.severity is Severity.ERROR
    there = f"er staat '{new}'" if new else "de cel is leeg"
    assert finding.text == (
        f"{sheet}!{cell}: Hier hoort de kop '{old}' te staan, maar {there}. Zo telt de kolom niet "
        f"mee. Typ '{old}' terug, of laat 'wijkexcel bijwerken WERKBOEK' lopen: dat zet de kop "
        "terug."
    )


@pytest.mark.slow
def test_a_header_in_other_capitals_or_with_spaces_is_the_same_header() -> None:
    found = after(lambda book: setattr(header(book["Criteria"], "Gewicht"), "value", " GEWICHT "))
    assert found.dossier == small()
    assert found.findings == ()


@pytest.mark.parametrize(
    ("sheet", "name", "value"), [("Criteria", "Gewicht", 9), ("S01", "C01", 1)]
)
def test_a_header_that_stands_twice_is_refused(sheet: str, name: str, value: int) -> None:
    """Line S2: which of the two holds cannot be known."""

    def change(book: Workbook) -> None:
        at = header(book[sheet], name)
        far = book[sheet].max_column + 1
        book[sheet].cell(at.row, far, name)
        for row in (1, 2):
            book[sheet].cell(at.row + row, far, value)

    found = after(change)
    assert {(f.severity, f.sheet) for f in found.findings} == {(Severity.ERROR, sheet)}


def test_what_stands_in_a_row_without_a_name_is_told() -> None:
    """Scores and a decision on an opgave without any text on sheet Opgaven."""

    def change(book: Workbook) -> None:
        for col in range(2, 20):
            book["Opgaven"].cell(6, col).value = None

    found = after(change)
    assert [o.id for o in found.dossier.opgaven] == ["O02", "O03"]
    assert found.findings, "scores and a decision on O01 were left out without a word"


def test_a_wild_number_does_not_make_a_giant_of_the_workbook() -> None:
    found = after(lambda book: book["Opgaven"].__setitem__("A9", "O4321"))
    assert found.layout.capacity.opgaven == 3


@pytest.mark.slow
def test_a_renamed_sheet_is_told() -> None:
    found = after(lambda book: setattr(book["Criteria"], "title", "Onze criteria"))
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.NOTE, "blad-hernoemd")
    assert finding.text == (
        "Onze criteria: Dit blad heette Criteria. Het programma heeft het herkend. "
        "Noem het liever weer Criteria: zo heet het ook in de uitleg."
    )
    assert found.map.tables["tblCriteria"].sheet == "Onze criteria"


def test_a_renamed_tab_is_known_by_its_table_and_not_by_its_looks() -> None:
    """A copy looks the same, but has another table or none."""

    def change(book: Workbook) -> None:
        copy = book.copy_worksheet(book["S02"])
        copy["F7"] = 1
        book.move_sheet(copy, -99)
        book["S02"].title = "Mevrouw Jansen"

    found = after(change)
    assert found.dossier == small()
    assert told(found.findings) == {("blad-hernoemd", "Mevrouw Jansen", "")}


def test_two_tabs_that_changed_names_keep_their_own_scores() -> None:
    """The workbook's formulas follow the tabs, and so must the reader."""

    def change(book: Workbook) -> None:
        book["S01"].title = "even"
        book["S02"].title = "S01"
        book["even"].title = "S02"

    found = after(change)
    assert found.dossier == small()
    assert told(found.findings) == {("blad-hernoemd", "S01", ""), ("blad-hernoemd", "S02", "")}


def test_a_tab_under_the_name_of_another_is_never_read_for_both() -> None:
    def change(book: Workbook) -> None:
        book["S02"].tables.clear()
        book["S02"].title = "even"
        book["S01"].title = "S02"

    found = after(change)
    assert ("tabel-ontbreekt", "S02", "") in told(found.findings)
    kept = {cell for cell in small().scores.cells() if cell[0] != "S02"}
    assert found.dossier.scores.cells().keys() == kept


@pytest.mark.slow
def test_a_tab_that_cannot_be_told_from_its_copy_is_missed() -> None:
    def change(book: Workbook) -> None:
        book.copy_worksheet(book["S02"])
        book["S02"].title = "Mevrouw Jansen"
        for sheet in book:
            for name in list(sheet.tables):
                del sheet.tables[name]

    found = after(change)
    assert told(found.findings) == {("tabel-ontbreekt", "S02", "")}
    assert not any(scorer == "S02" for scorer, _, _ in found.dossier.scores.cells())


def test_two_renamed_copies_of_a_list_are_not_chosen_between() -> None:
    def change(book: Workbook) -> None:
        book.copy_worksheet(book["Besluit"])
        book["Besluit"].title = "Besluit nieuw"
        book["Besluit nieuw"].tables.clear()

    found = after(change)
    assert told(found.findings) == {("tabel-ontbreekt", "Besluit", "")}


@pytest.mark.parametrize("gone", [("Lijsten",), ("Berekening",), ("Berekening", "Lijsten")])
def test_without_its_hidden_sheets_a_workbook_is_still_read(gone: tuple[str, ...]) -> None:
    found = after(lambda book: [book.remove(book[name]) for name in gone])
    assert found.dossier == small()
    assert found.findings == ()
    assert found.layout.capacity == capacity_for(small())


@pytest.mark.parametrize("wrong", ["O77", "O4321"])
def test_without_them_a_wild_number_makes_no_giant_either(wrong: str) -> None:
    def change(book: Workbook) -> None:
        for name in ("Berekening", "Lijsten"):
            book.remove(book[name])
        book["Opgaven"]["A9"] = wrong

    assert after(change).layout.capacity.opgaven == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "row", "gone"),
    [("Opgaven", 6, "O01"), ("Opgaven", 8, "O03"), ("Criteria", 8, "C02"), ("Besluit", 7, "O02")],
)
def test_a_deleted_row_is_missed_by_its_number(name: str, row: int, gone: str) -> None:
    found = after(lambda book: book[name].delete_rows(row))
    finding = next(f for f in found.findings if f.code == "rij-ontbreekt")
    assert finding.severity is Severity.ERROR
    assert finding.text == (
        f"{name}: De rij met nummer {gone} ontbreekt. Maak het verwijderen ongedaan, of laat "
        "'wijkexcel bijwerken WERKBOEK' lopen: dat zet de rij leeg terug. Wat erin stond, "
        "vindt u in een eerdere versie van het werkboek."
    )


def test_a_deleted_pair_is_no_error() -> None:
    found = reading(book_of(small(), Capacity(3, 2, 2, 3, 4)))
    assert found.findings == ()
    book = saved_by_openpyxl(
        book_of(small(), Capacity(3, 2, 2, 3, 4)),
        lambda b: b["Samenhang"].delete_rows(header(b["Samenhang"], "Paar").row + 2),
    )
    (finding,) = reading(book).findings
    assert (finding.severity, finding.code) == (Severity.WARNING, "rij-ontbreekt")
    assert finding.problem == "De rij met nummer P02 ontbreekt."


def test_what_stands_further_down_is_told_once_it_is_not_in_the_table() -> None:
    found = after(lambda book: book["Opgaven"].__setitem__("B12", "Bron: het wijkplan"))
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.NOTE, "tekst-onder-tabel")
    assert finding.text == (
        "Opgaven!B12: Onder de tabel staat nog iets. Het telt niet mee. Hoort het in de tabel, "
        "zet het dan in een rij met een nummer."
    )


@pytest.mark.slow
def test_a_header_that_stands_twice_counts_in_its_own_place() -> None:
    def change(book: Workbook) -> None:
        at = header(book["Criteria"], "Gewicht")
        book["Criteria"].cell(at.row, 1 + book["Criteria"].max_column, "Gewicht")

    found = after(change)
    (finding,) = found.findings
    assert finding.code == "kolom-dubbel"
    assert finding.problem == (
        "De kolom 'Gewicht' staat er twee keer. Alleen de kolom onder G6 telt nu mee."
    )
    assert found.dossier == small()


def test_a_setting_whose_label_was_changed_still_counts() -> None:
    found = after(
        lambda book: setattr(header(book["Start"], "Afgesproken score"), "value", "De drempel")
    )
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.WARNING, "naam-veranderd")
    assert finding.problem == (
        "Hier hoort 'Afgesproken score' te staan, maar er staat 'De drempel'. De waarde telt als "
        "'Afgesproken score'."
    )
    assert found.dossier == small()


def test_a_setting_that_was_deleted_is_missed() -> None:
    found = after(
        lambda book: book["Start"].delete_rows(header(book["Start"], "Afgesproken score").row)
    )
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.ERROR, "rij-ontbreekt")
    assert finding.problem == (
        "De rij 'Afgesproken score' ontbreekt. Nu telt wat er zonder invullen geldt."
    )
    assert found.dossier == with_settings(small(), threshold=None)


def test_a_workbook_from_before_a_setting_was_added_reads_as_it_did() -> None:
    label = "Antwoorden graag voor"
    found = after(lambda book: book["Start"].delete_rows(header(book["Start"], label).row))
    assert found.findings == ()
    assert found.dossier == small()
    assert found.run_step == ""


def test_a_label_that_was_changed_is_not_taken_for_a_setting_that_was_added() -> None:
    """Older workbooks lack it: then another row stands in its place."""

    def change(book: Workbook) -> None:
        setting = header(book["Start"], "Antwoorden graag voor")
        book["Start"].cell(setting.row, 2, date(2026, 12, 1))
        setting.value = "Terug voor"

    found = after(change)
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.WARNING, "rij-onbekend")
    assert found.dossier == small()


@pytest.mark.slow
def test_a_setting_of_their_own_is_told() -> None:
    def change(book: Workbook) -> None:
        row = header(book["Start"], "Afgesproken score").row
        book["Start"].insert_rows(row)
        book["Start"].cell(row, 1, "Projectnummer")
        book["Start"].cell(row, 2, 1234)

    found = after(change)
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.WARNING, "rij-onbekend")
    assert finding.problem == (
        "Het programma kent geen 'Projectnummer'. Wat hier staat, telt niet mee."
    )
    assert found.dossier == small()


@pytest.mark.parametrize(
    ("table", "row", "cell", "problem"),
    [
        (
            "tblOpgaven",
            "O01",
            "Opgaven!B6",
            "Bij opgave O01 is iets ingevuld op de bladen Besluit, Ambitie, S01, S02 en S03, maar "
            "hier staat geen naam.",
        ),
        (
            "tblCriteria",
            "C02",
            "Criteria!C8",
            "Bij criterium C02 is iets ingevuld op de bladen Schaal, S01, S02 en S03, maar hier "
            "staat geen naam.",
        ),
        (
            "tblDeelnemers",
            "S02",
            "Deelnemers!C12",
            "Bij deelnemer S02 is iets ingevuld op het blad S02, maar hier staat geen naam.",
        ),
    ],
)
def test_scores_on_what_has_no_name_are_told(table: str, row: str, cell: str, problem: str) -> None:
    columns = layout_for(small()).tables[table].columns
    gone: dict[Place, CellValue] = {(table, row, c.key): None for c in columns if c.typed}
    found = with_cells(gone)
    finding = next(f for f in found.findings if f.code == "gegevens-zonder-naam")
    assert finding.severity is Severity.ERROR
    assert finding.text == (
        f"{cell}: {problem} Vul de naam in, of maak de cellen op die bladen leeg. "
        "Nu tellen ze niet mee."
    )


@pytest.mark.slow
def test_merged_cells_are_refused() -> None:
    """Line S2; whoever merged them lost all but the first."""
    found = after(lambda book: book["S01"].merge_cells("F7:F8"))
    (finding,) = found.findings
    assert finding.severity is Severity.ERROR
    assert finding.text == (
        "S01!F7: De cellen F7:F8 zijn samengevoegd. Wat in de andere cellen stond, is weg. "
        "Maak de samenvoeging ongedaan en vul elke cel weer in."
    )
    assert found.dossier == without_scores(("S01", "O02", "C01"))


def test_merged_cells_beside_the_tables_do_no_harm() -> None:
    found = after(lambda book: book["S01"].merge_cells("L2:M3"))
    assert found.dossier == small()
    assert found.findings == ()


def test_a_line_of_the_log_without_a_date_is_told() -> None:
    found = with_cells({("tblLogboek", "2", "what"): "Zelf iets opgeschreven"})
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.NOTE, "logregel-zonder-datum")
    assert found.dossier == small()


# --- the value: a score --------------------------------------------------------------------------

ACTION = "Kies een score van 1 tot en met 5, of 'weet niet'. Nu telt de cel als leeg."

REFUSED: tuple[tuple[CellValue, str, str], ...] = (
    ("4,0", "score-als-tekst", "De score '4,0' staat er als tekst."),
    ("04", "score-als-tekst", "De score '04' staat er als tekst."),
    ("7", "score-buiten-schaal", "De score 7 ligt buiten de schaal van 1 tot en met 5."),
    ("3,5", "score-als-tekst", "De score '3,5' staat er als tekst."),
    ("1.000", "score-als-tekst", "De score '1.000' staat er als tekst."),
    ("٤", "score-als-tekst", "De score '٤' staat er als tekst."),
    ("x", "score-ongeldig", "'x' is geen score."),
    ("½", "score-ongeldig", "'½' is geen score."),
    ("4 of 5", "score-ongeldig", "'4 of 5' is geen score."),
    ("4!", "score-ongeldig", "'4!' is geen score."),
    ("weet ik niet", "score-ongeldig", "'weet ik niet' is geen score."),
    ("=2+2", "score-ongeldig", "'=2+2' is geen score."),
    (True, "score-ongeldig", "Hier staat WAAR, dat is geen score."),
    (False, "score-ongeldig", "Hier staat ONWAAR, dat is geen score."),
    (7.0, "score-buiten-schaal", "De score 7 ligt buiten de schaal van 1 tot en met 5."),
    (0.0, "score-buiten-schaal", "De score 0 ligt buiten de schaal van 1 tot en met 5."),
    (-3.0, "score-buiten-schaal", "De score -3 ligt buiten de schaal van 1 tot en met 5."),
    (0.5, "score-buiten-schaal", "De score 0,5 ligt buiten de schaal van 1 tot en met 5."),
    (3.5, "score-tussenin", "De score 3,5 ligt tussen twee scores in; de stap is 1."),
    (4.0000001, "score-tussenin", "De score 4,0000001 ligt tussen twee scores in; de stap is 1."),
    (
        "een heel verhaal over waarom dit een vier verdient",
        "score-ongeldig",
        "'een heel verhaal over waarom dit een vi…' is geen score.",
    ),
)


@pytest.mark.parametrize("text", ["4", " 4 ", "4\u00a0", "\u202f4"])
def test_a_whole_mark_that_stands_there_as_text_counts_and_is_told(text: str) -> None:
    found = with_cells({("tblScore_S01", "O01", "C01"): text})
    assert found.dossier.scores.cell("S01", "O01", "C01") == 4.0
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.NOTE, "score-als-tekst-gelezen")
    assert finding.problem.endswith("staat er als tekst. Het telt als 4.")


@pytest.mark.parametrize(("text", "counts"), [("101", True), ("102", False), ("150", False)])
def test_a_mark_as_text_counts_as_far_as_the_list_of_the_workbook_goes(
    text: str, counts: bool
) -> None:
    """The formulas find it in a list of 101 marks; what they leave blank counts for nobody."""
    dossier = with_settings(small(), highest=200.0, threshold=150.0)
    found = reading(edited(book_of(dossier), layout_for(dossier), {SCORE: text}))
    (finding,) = [f for f in found.findings if f.where.column == "C01"]
    assert finding.code == ("score-als-tekst-gelezen" if counts else "score-als-tekst")
    assert (found.dossier.scores.cell("S01", "O01", "C01") is not None) is counts


@pytest.mark.parametrize(
    "text", ["weet\u00a0niet", "N.V.T", "n.v.t.\u00a0", "Weet  Niet", "\u202f-"]
)
def test_a_word_for_weet_niet_counts_however_it_is_spaced(text: str) -> None:
    found = with_cells({("tblScore_S01", "O01", "C01"): text})
    assert found.dossier.scores.cell("S01", "O01", "C01") == "weet niet"
    assert [f for f in found.findings if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("value", "code", "problem"), REFUSED, ids=[repr(r[0]) for r in REFUSED])
def test_a_score_that_is_none_is_refused_with_its_cell(
    value: CellValue, code: str, problem: str
) -> None:
    found = with_cells({SCORE: value})
    (finding,) = found.findings
    assert finding.severity is Severity.ERROR
    assert finding.code == code
    assert finding.text == f"S01!{SCORE_CELL}: {problem} {ACTION}"
    assert (finding.where.table, finding.where.row, finding.where.column) == SCORE
    assert found.dossier == without_scores(("S01", "O01", "C01"))


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (
            date(2026, 4, 3),
            "Hier staat een datum (03-04-2026). Excel maakt van iets als '3-4' een datum.",
        ),
        (
            datetime(2026, 4, 3, 12, 30),
            "Hier staat een datum (03-04-2026). Excel maakt van iets als '3-4' een datum.",
        ),
        (time(3, 4), "'03:04:00' is geen score."),
    ],
    ids=["date", "moment", "time"],
)
def test_a_date_in_a_score_cell_is_refused_and_explained(value: object, problem: str) -> None:
    found = after(lambda book: book["S01"].__setitem__(SCORE_CELL, value))
    (finding,) = found.findings
    assert finding.text == f"S01!{SCORE_CELL}: {problem} {ACTION}"
    assert found.dossier == without_scores(("S01", "O01", "C01"))


def test_a_formula_in_a_score_cell_is_refused_whatever_its_value() -> None:
    formula = b"<f>2+2</f><v>4</v></c>"
    data = with_xml(small_book(), "S01", formula)
    (finding,) = reading(data).findings
    assert finding.text == (
        f"S01!{SCORE_CELL}: In deze scorecel staat een formule. Typ de score zelf. "
        "Een formule telt niet als score."
    )
    assert reading(data).dossier == without_scores(("S01", "O01", "C01"))


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#VALUE!", "#REF!"])
def test_an_error_value_in_a_score_cell_is_refused(error: str) -> None:
    data = with_xml(small_book(), "S01", f"<v>{error}</v></c>".encode(), kind=b"e")
    (finding,) = reading(data).findings
    assert finding.text == (
        f"S01!{SCORE_CELL}: In deze scorecel staat een foutwaarde. "
        "Kies een score uit de lijst, of 'weet niet'. Nu telt de cel als leeg."
    )
    assert reading(data).dossier == without_scores(("S01", "O01", "C01"))


def test_an_error_value_in_dutch_does_not_lose_the_workbook() -> None:
    """Calamine refuses a whole sheet for an error that it does not know."""
    data = with_xml(small_book(), "S01", b"<v>#N/B</v></c>", kind=b"e")
    found = reading(data)
    assert ("score-is-foutwaarde", "S01", SCORE_CELL) in told(found.findings)


@pytest.mark.parametrize("text", ["#N/B", "#DEEL/0!", "#n/a", " #WAARDE! "])
def test_a_text_that_looks_like_an_error_value_is_a_text_as_it_is_to_the_formulas(
    text: str,
) -> None:
    place = "tblOpgaven", "O02", "domain"
    found = with_cells({SCORE: text, place: text})
    sheet, cell = cell_of(layout_for(small()), place)
    assert told(found.findings) == {
        ("score-is-foutwaarde", "S01", SCORE_CELL),
        ("lijkt-op-foutwaarde", sheet, cell),
    }
    assert found.dossier.opgaven[1].domain == text.strip()


def test_an_error_value_in_a_row_that_is_empty_for_the_rest_is_told() -> None:
    capacity = Capacity(5, 4, 3, 5, 4)
    data = saved_by_openpyxl(
        book_of(small(), capacity), lambda book: book["Opgaven"].__setitem__("D10", "#N/A")
    )
    assert ("naam-ontbreekt", "Opgaven", "B10") in told(reading(data).findings)


ODD_FORMULAS = (
    b'<c s="1" r="%b"><f>2+2</f><v>4</v></c>',
    b"<c r='%b'><f>2+2</f><v>4</v></c>",
    b'<c\n r="%b"\n><f>2+2</f><v>4</v></c>',
    b'<c r="%b"><f ca="1">2+2</f><v>4</v></c>',
    b'<c r="%b"><f/><v>4</v></c>',
    b'<c r="%b"><!-- 4 --><f>2+2</f><v>4</v></c>',
    b'<c r="%b"><x:f xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">2+2</x:f>'
    b"<v>4</v></c>",
)
ODD_ERRORS = (
    b"<c r='%b' t='e'><v>#N/A</v></c>",
    b'<c r="%b" t = "e"><v>#N/A</v></c>',
    b'<c r="%b"\n t=\n"e"><v>#N/A</v></c>',
    b'<c r="%b" t="e"><v></v></c>',
)


@pytest.mark.parametrize("cell", ODD_FORMULAS)
def test_a_formula_is_found_however_it_is_written(cell: bytes) -> None:
    data = with_xml(small_book(), "S01", b"<v>4</v></c>")
    plain = b'<c r="%b"><v>4</v></c>' % SCORE_CELL.encode()
    found = reading(
        with_part(data, "S01", lambda xml: xml.replace(plain, cell % SCORE_CELL.encode()))
    )
    assert told(found.findings) == {("score-is-formule", "S01", SCORE_CELL)}


@pytest.mark.parametrize("cell", ODD_ERRORS)
def test_an_error_value_is_found_however_it_is_written(cell: bytes) -> None:
    plain = b'<c r="%b"><v>4</v></c>' % SCORE_CELL.encode()
    data = with_xml(small_book(), "S01", b"<v>4</v></c>")
    found = reading(
        with_part(data, "S01", lambda xml: xml.replace(plain, cell % SCORE_CELL.encode()))
    )
    assert told(found.findings) == {("score-is-foutwaarde", "S01", SCORE_CELL)}


def test_a_reference_that_is_no_number_stays_as_it_was_typed() -> None:
    found = with_cells(
        {("tblDeelnemers", "S01", "group"): " Corporatie ", ("tblDeelnemers", "S02", "group"): "g1"}
    )
    assert [s.group for s in found.dossier.scorers[:2]] == ["Corporatie", "G1"]


def test_a_sheet_with_a_prefix_for_all_its_elements_is_read_the_same() -> None:
    def prefixed(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        main = root.nsmap[None]
        copy = etree.Element(
            root.tag, nsmap={"x": main, **{k: v for k, v in root.nsmap.items() if k}}
        )
        copy.extend(list(root))
        return etree.tostring(copy)

    data = with_xml(small_book(), "S01", b"<f>2+2</f><v>4</v></c>")
    found = reading(with_part(data, "S01", prefixed))
    assert told(found.findings) == {("score-is-formule", "S01", SCORE_CELL)}


def test_infinity_is_refused_in_words() -> None:
    data = with_xml(small_book(), "S01", b"<v>1E999</v></c>")
    (finding,) = reading(data).findings
    assert (finding.sheet, finding.cell) == ("S01", SCORE_CELL)
    assert finding.severity is Severity.ERROR
    assert reading(data).dossier == without_scores(("S01", "O01", "C01"))


def with_xml(data: bytes, sheet: str, content: bytes, kind: bytes = b"") -> bytes:
    """The workbook with other XML in the score cell of S01."""

    def change(xml: bytes) -> bytes:
        start = xml.index(f'<c r="{SCORE_CELL}"'.encode())
        end = xml.index(b"</c>", start) + len(b"</c>")
        mark = b' t="' + kind + b'"' if kind else b""
        return xml[:start] + f'<c r="{SCORE_CELL}"'.encode() + mark + b">" + content + xml[end:]

    return with_part(data, sheet, change)


def with_part(data: bytes, sheet: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with the XML of one sheet changed."""
    names = openpyxl.load_workbook(io.BytesIO(data), read_only=True).sheetnames
    part = f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            if name == part:
                xml = change(xml)
            new.writestr(name, xml)
    return out.getvalue()


@pytest.mark.parametrize("word", ["n.v.t.", "nvt", "NVT", "-", " - "])
def test_other_words_for_weet_niet_count_and_are_told(word: str) -> None:
    found = with_cells({SCORE: word})
    (finding,) = found.findings
    assert finding.severity is Severity.NOTE
    assert finding.text == (
        f"S01!{SCORE_CELL}: '{word}' telt als 'weet niet'. Klopt dat niet, kies dan een score."
    )
    assert found.dossier.scores.cell("S01", "O01", "C01") == ABSTENTION


@pytest.mark.parametrize("word", ["weet niet", "WEET NIET", " Weet  niet ", "?", " ? "])
def test_weet_niet_is_an_answer(word: str) -> None:
    found = with_cells({SCORE: word})
    assert found.findings == ()
    assert found.dossier.scores.cell("S01", "O01", "C01") == ABSTENTION


@pytest.mark.parametrize("value", [None, "", " ", "    "])
def test_blank_is_blank(value: CellValue) -> None:
    found = with_cells({SCORE: value})
    assert found.findings == ()
    assert found.dossier == without_scores(("S01", "O01", "C01"))


@pytest.mark.slow
def test_marks_at_the_ends_and_halfway_of_other_scales() -> None:
    halves = with_settings(small(), lowest=0.0, highest=10.0, step=0.5)
    for value in (0.0, -0.0, 0.5, 9.5, 10.0, 10):
        found = with_cells({SCORE: value}, halves)
        assert found.findings == ()
        assert found.dossier.scores.cell("S01", "O01", "C01") == value
    tenths = with_settings(small(), lowest=0.0, highest=1.0, step=0.1, threshold=None)
    found = with_cells({SCORE: 0.30000000000000004}, tenths)
    assert found.dossier.scores.cell("S01", "O01", "C01") == pytest.approx(0.3)


def test_a_refused_score_does_not_cost_the_others() -> None:
    cells: dict[Place, CellValue] = {
        (f"tblScore_{s}", o, c): "x" for s, o, c in asked(small()) if o == "O01"
    }
    found = with_cells(cells)
    assert len(found.findings) == len(cells)
    gone = [(name.removeprefix("tblScore_"), o, c) for name, o, c in cells]
    assert found.dossier == without_scores(*gone)


# --- the value: everything else ------------------------------------------------------------------

UNLOCK = (
    "Blijft het {}? Haal dan de beveiliging van dit blad (er is geen wachtwoord), zet de cel op "
    "'Standaard' en typ het getal nog eens."
)
TYPE_AGAIN = UNLOCK.format("tekst")
A_NUMBER = "Vul een getal in."
A_DATE = "Typ een hele datum, met het jaar in vier cijfers. Bijvoorbeeld 31-12-2026."
A_YEAR = "Vul alleen het jaar in, van 2000 tot en met 2199. Bijvoorbeeld 2028."
WEIGHT: Place = ("tblCriteria", "C01", "weight")
THRESHOLD: Place = ("tblInstellingen", "threshold", "value")

ELSEWHERE: tuple[tuple[Place, CellValue, str, str], ...] = (
    (
        WEIGHT,
        "2",
        "getal-als-tekst",
        "'2' staat er als tekst, niet als getal. Typ het getal opnieuw, alleen het cijfer: 2. "
        f"{TYPE_AGAIN}",
    ),
    (
        WEIGHT,
        "12.5",
        "getal-als-tekst",
        "'12.5' staat er als tekst, niet als getal. Typ het getal opnieuw, met een komma: 12,5. "
        f"{TYPE_AGAIN}",
    ),
    (
        WEIGHT,
        "1.250",
        "getal-als-tekst",
        "'1.250' staat er als tekst, niet als getal. Typ het getal opnieuw, zonder punt of spatie "
        f"erin, en met een komma als er iets achter de komma staat. {TYPE_AGAIN}",
    ),
    (WEIGHT, "zwaar", "geen-getal", f"'zwaar' is geen getal. {A_NUMBER}"),
    (WEIGHT, True, "geen-getal", f"Hier staat WAAR in plaats van een getal. {A_NUMBER}"),
    (
        WEIGHT,
        -1.5,
        "gewicht-negatief",
        "Het gewicht is -1,5. Een gewicht kan niet onder 0 liggen. "
        "Vul 0 of een hoger getal in. Nu telt het als 0.",
    ),
    (
        ("tblGroepen", "G1", "weight"),
        -1.0,
        "gewicht-negatief",
        "Het gewicht is -1. Een gewicht kan niet onder 0 liggen. "
        "Vul 0 of een hoger getal in. Nu telt het als 0.",
    ),
    (
        THRESHOLD,
        "3,5",
        "getal-als-tekst",
        "'3,5' staat er als tekst, niet als getal. Typ het getal opnieuw, met een komma: 3,5. "
        f"{TYPE_AGAIN}",
    ),
    (THRESHOLD, "hoog", "geen-getal", f"'hoog' is geen getal. {A_NUMBER}"),
    (
        ("tblInstellingen", "rounds_counted", "value"),
        1.5,
        "geen-heel-getal",
        "1,5 is geen heel getal. Vul een heel getal in.",
    ),
    *(
        (at, typed, "geen-jaartal", f"'{told}' is geen jaar. {A_YEAR}")
        for at in (("tblInstellingen", "year_to", "value"), ("tblOpgaven", "O01", "year_from"))
        for typed, told in (
            (28, "28"),
            (2028.5, "2028,5"),
            ("2028-2029", "2028-2029"),
            ("na de zomer", "na de zomer"),
            (date(2028, 1, 1), "46753"),
        )
    ),
    (
        ("tblOpgaven", "O01", "year_to"),
        "2028",
        "getal-als-tekst",
        f"'2028' staat er als tekst, niet als getal. Typ het getal opnieuw, alleen het cijfer: "
        f"2028. {TYPE_AGAIN}",
    ),
    (
        ("tblInstellingen", "threshold_date", "value"),
        "15 januari",
        "geen-datum",
        f"'15 januari' is geen datum. {A_DATE}",
    ),
    (
        ("tblInstellingen", "address", "value"),
        "jij",
        "onbekende-keuze",
        "'jij' is geen mogelijke keuze. Kies uit: u, je.",
    ),
    (
        ("tblBesluit", "O03", "when"),
        "volgend jaar",
        "geen-datum",
        f"'volgend jaar' is geen datum. {A_DATE}",
    ),
    (
        ("tblBesluit", "O01", "choice"),
        "misschien",
        "onbekende-keuze",
        "'misschien' is geen mogelijke keuze. Kies uit: gekozen, niet gekozen, uitgesteld.",
    ),
    (
        ("tblCriteria", "C02", "direction"),
        "laag",
        "onbekende-keuze",
        "'laag' is geen mogelijke keuze. Kies uit: hoger is beter, lager is beter.",
    ),
    (
        ("tblCriteria", "C02", "G1"),
        "x",
        "onbekende-keuze",
        "'x' is niet 'ja' of 'nee'. Kies 'ja' of 'nee'.",
    ),
    (
        ("tblDeelnemers", "S02", "round"),
        "twee",
        "geen-getal",
        f"'twee' is geen getal. {A_NUMBER}",
    ),
    (
        ("tblOpgaven", "O02", "name"),
        None,
        "naam-ontbreekt",
        "In deze rij ontbreekt 'Opgave'. Vul de naam in, of maak de hele rij leeg. "
        "Nu telt de rij niet mee.",
    ),
    (
        ("tblSamenhang", "P01", "first"),
        None,
        "paar-onvolledig",
        "Bij dit paar ontbreekt een van de twee opgaven. Kies beide nummers, of maak de rij leeg.",
    ),
)


@pytest.mark.parametrize(
    ("place", "value", "code", "text"), ELSEWHERE, ids=[f"{e[0][2]}={e[1]!r}" for e in ELSEWHERE]
)
def test_a_wrong_value_is_refused_with_its_cell(
    place: Place, value: CellValue, code: str, text: str
) -> None:
    found = with_cells({place: value})
    sheet, cell = cell_of(layout_for(small()), place)
    (finding,) = found.findings
    assert finding.severity is Severity.ERROR
    assert finding.code == code
    assert finding.text == f"{sheet}!{cell}: {text}"


def test_a_refused_value_counts_as_empty() -> None:
    found = with_cells({WEIGHT: "2", THRESHOLD: "3,5", ("tblDeelnemers", "S02", "round"): "twee"})
    assert found.dossier.criteria[0].weight == 0.0
    assert found.dossier.settings.threshold is None
    assert found.dossier.scorers[1].round == 1
    assert len(found.findings) == 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "problem"),
    [
        (WEIGHT, "Hier staat een datum (03-04-2026)."),
        (THRESHOLD, "Hier staat een datum (03-04-2026)."),
        (("tblDeelnemers", "S02", "round"), "Hier staat een datum (03-04-2026)."),
    ],
)
def test_a_date_where_a_number_belongs_is_refused(place: Place, problem: str) -> None:
    sheet, cell = cell_of(layout_for(small()), place)
    found = after(lambda book: book[sheet].__setitem__(cell, date(2026, 4, 3)))
    (finding,) = found.findings
    assert finding.text == (
        f"{sheet}!{cell}: {problem} Typ het getal opnieuw. {UNLOCK.format('een datum')}"
    )


def test_a_date_that_stands_there_as_text_is_taken_and_told() -> None:
    found = with_cells({("tblInstellingen", "threshold_date", "value"): "1-9-2026"})
    assert found.dossier.settings.threshold_date == date(2026, 9, 1)
    (finding,) = found.findings
    assert (finding.severity, finding.code) == (Severity.NOTE, "datum-als-tekst-gelezen")
    assert "'1-9-2026' staat er als tekst. Het telt als 01-09-2026." in finding.text


def test_a_participant_of_whom_only_the_traces_of_sending_are_left_is_none() -> None:
    dossier = small()
    sent = {"code": "K7QX", "version": "abc", "sent_on": date(2026, 9, 1)}
    columns = ("name", "organisation", "role", "group", "domain", "email", "round", "people")
    gone: dict[Place, CellValue] = {("tblDeelnemers", "S02", c): None for c in columns}
    kept: dict[Place, CellValue] = {("tblDeelnemers", "S02", k): v for k, v in sent.items()}
    marks: dict[Place, CellValue] = {
        (f"tblScore_{s}", o, c): None for s, o, c in dossier.scores.cells() if s == "S02"
    }
    marks |= {(f"tblScore_{r.scorer}", r.opgave, "remark"): None for r in dossier.remarks}
    found = with_cells({**gone, **kept, **marks})
    assert found.findings == ()
    assert "S02" not in {s.id for s in found.dossier.scorers}


def test_a_number_in_a_cell_that_is_shown_as_a_date_counts_as_the_formulas_count_it() -> None:
    sheet, cell = cell_of(layout_for(small()), WEIGHT)
    found = after(lambda book: book[sheet].__setitem__(cell, date(1905, 7, 18)))
    assert found.dossier.criteria[0].weight == 2026.0


def test_a_date_with_a_time_is_a_date() -> None:
    sheet, cell = cell_of(layout_for(small()), ("tblBesluit", "O03", "when"))
    found = after(lambda book: book[sheet].__setitem__(cell, datetime(2027, 5, 6, 7, 8)))
    assert found.dossier.decision("O03").when == date(2027, 5, 6)
    assert found.findings == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        WEIGHT,
        THRESHOLD,
        ("tblInstellingen", "gemeente", "value"),
        ("tblOpgaven", "O02", "name"),
        ("tblOpgaven", "O02", "domain"),
        ("tblDeelnemers", "S02", "group"),
        ("tblCriteria", "C01", "G1"),
        ("tblBesluit", "O03", "when"),
        ("tblScore_S02", "O03", "remark"),
    ],
    ids="/".join,
)
def test_an_error_value_is_told_wherever_it_stands(place: Place) -> None:
    sheet, cell = cell_of(layout_for(small()), place)
    found = after(lambda book: book[sheet].__setitem__(cell, "#N/A"))
    (finding,) = found.findings
    assert (finding.code, finding.sheet, finding.cell) == ("foutwaarde", sheet, cell)
    assert finding.problem == "Deze cel bevat een foutwaarde."


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [("tblOpgaven", "O02", "name"), ("tblCriteria", "C01", "name"), ("tblGroepen", "G1", "name")],
    ids="/".join,
)
def test_a_name_that_cannot_be_read_is_told_and_does_not_crash(place: Place) -> None:
    sheet, cell = cell_of(layout_for(small()), place)
    found = after(lambda book: book[sheet].__setitem__(cell, time(3, 4)))
    assert told(found.findings) == {("geen-tekst", sheet, cell)}
    # The workbook itself goes on with what the cell shows; leaving it out would change ranks.
    dossier = found.dossier
    names = {r.id: r.name for r in (*dossier.opgaven, *dossier.criteria, *dossier.groups)}
    assert names[place[1]] == "03:04:00"


def test_capitals_and_spaces_in_a_choice_do_not_matter() -> None:
    cells: dict[Place, CellValue] = {
        ("tblBesluit", "O01", "choice"): " Gekozen ",
        ("tblInstellingen", "address", "value"): "JE",
        ("tblCriteria", "C01", "G1"): "JA",
    }
    found = with_cells(cells)
    assert found.findings == ()
    assert found.dossier == with_settings(small(), address=Address.INFORMAL)


def test_a_number_where_text_belongs_is_text() -> None:
    cells: dict[Place, CellValue] = {
        ("tblInstellingen", "contact_phone", "value"): 14024.0,
        ("tblOpgaven", "O02", "planning"): 2030.0,
        ("tblScore_S01", "O01", "remark"): 3.5,
    }
    found = with_cells(cells)
    assert [f.code for f in found.findings] == ["opmerking-is-score"]
    assert found.dossier.settings.contact_phone == "14024"
    assert found.dossier.opgaven[1].planning == "2030"
    assert found.dossier.remarks[0].text == "3,5"


# --- no workbook ---------------------------------------------------------------------------------

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048)


def zipped(name: str = "hallo.txt", content: bytes = b"hallo") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="zero bytes"),
        pytest.param(b"hallo", id="text"),
        pytest.param(b"%PDF-1.7\n%", id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="picture"),
        pytest.param(OLE, id="encrypted"),
        pytest.param(zipped(), id="another zip"),
        pytest.param(zipped("word/document.xml", b"<w/>"), id="a Word file"),
        pytest.param(zipped("xl/workbook.xml", b"<workbook"), id="broken XML"),
    ],
)
def test_what_is_no_workbook_is_refused_in_dutch(data: bytes) -> None:
    with pytest.raises(NotAWorkbookError, match="niet te lezen als werkboek") as caught:
        reading(data)
    assert "wachtwoord" in str(caught.value)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.95, 0.999])
def test_a_file_that_was_cut_short_is_refused(share: float) -> None:
    data = small_book()
    with pytest.raises((NotAWorkbookError, StructureError)):
        reading(data[: int(len(data) * share)])


@pytest.mark.parametrize("part", ["xl/worksheets/sheet4.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("content", [b"", b"<worksheet><sheetData><row", None])
def test_a_damaged_part_is_refused_without_a_traceback(part: str, content: bytes | None) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small_book())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
            elif content is not None:
                new.writestr(name, content)
    with pytest.raises((NotAWorkbookError, StructureError)):
        reading(out.getvalue())


def test_a_damaged_sheet_is_named() -> None:
    with pytest.raises(NotAWorkbookError, match="Het blad Opgaven in dit bestand is beschadigd"):
        reading(with_part(small_book(), "Opgaven", lambda xml: xml[:500]))


FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize("sheet", ["Opgaven", "S02", "Berekening"])
def test_a_cell_in_the_farthest_corner_is_refused(sheet: str) -> None:
    """Line C3: calamine would ask for 550 GB and end the whole process."""
    data = with_part(small_book(), sheet, lambda xml: xml.replace(b"</sheetData>", FAR))
    with pytest.raises(NotAWorkbookError, match=f"Op het blad {sheet} staat iets heel ver"):
        reading(data)


def test_a_far_cell_on_a_sheet_of_their_own_is_not_our_business() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Eigen blad")["XFD1048576"] = 1
        book["Besluit"].title = "Besluit 2026"

    found = after(change)
    assert found.dossier == small()
    assert told(found.findings) == {("blad-hernoemd", "Besluit 2026", "")}


@pytest.mark.parametrize("sheet", ["Start", "S02", "Berekening"])
@pytest.mark.parametrize("seed", range(4))
def test_bytes_turned_over_never_give_a_traceback(sheet: str, seed: int) -> None:
    chance = random.Random(seed)

    def change(xml: bytes) -> bytes:
        spoilt = bytearray(xml)
        for _ in range(20):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        return bytes(spoilt)

    with contextlib.suppress(NotAWorkbookError, StructureError):
        reading(with_part(small_book(), sheet, change))


@pytest.mark.parametrize("limit", [0, 10, 1_000, 10_000])
def test_formulas_are_counted_against_a_limit(limit: int) -> None:
    with zipfile.ZipFile(io.BytesIO(small_book())) as package:
        sheets = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        cells = sum(len(etree.fromstring(package.read(n)).findall(".//{*}c/{*}f")) for n in sheets)
    assert FileSource(small_book()).has_more_formulas_than(limit) == (cells > limit)
    assert not FileSource(small_book()).has_more_formulas_than(cells)
    assert FileSource(small_book()).has_more_formulas_than(cells - 1)


def test_another_workbook_is_refused_in_dutch() -> None:
    book = Workbook()
    book.active.append(["naam", "bedrag"])  # type: ignore[union-attr]
    book.active.append(["stoelen", 12])  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(StructureError, match="Dit is geen werkboek van wijkexcel"):
        reading(out.getvalue())


def test_a_workbook_with_our_sheet_names_but_nothing_in_them_is_refused() -> None:
    book = Workbook()
    for name in ("Criteria", "Opgaven", "Deelnemers", "Samenhang"):
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(StructureError, match="Dit is geen werkboek van wijkexcel"):
        reading(out.getvalue())
