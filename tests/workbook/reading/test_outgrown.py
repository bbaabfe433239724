"""A workbook that is full: what people typed beside it is noticed, with what to do."""

from typing import Any

from tests.workbook.books import layout_for, reading, saved_by_openpyxl, small, small_book
from wijkexcel.layout.spec import a1


def found(change: Any) -> list[str]:
    return [f.text for f in reading(saved_by_openpyxl(small_book(), change)).findings]


def test_a_column_beside_the_last_criterion() -> None:
    def typed(book: Any) -> None:
        book["S01"]["J6"], book["S01"]["J7"] = "C03", 5
        book["Criteria"]["N6"] = "G3 scoort"

    assert found(typed) == [
        "Criteria!N6: Voor de kolom 'G3 scoort' heeft dit werkboek geen ruimte. Wat erin staat, "
        "telt niet mee. Laat 'wijkexcel bijwerken WERKBOEK' lopen: dat maakt er ruimte voor.",
        "S01!J6: Voor de kolom 'C03' heeft dit werkboek geen ruimte. Wat erin staat, telt niet "
        "mee. Laat 'wijkexcel bijwerken WERKBOEK' lopen: dat maakt er ruimte voor.",
    ]


def test_a_tab_that_was_copied() -> None:
    def typed(book: Any) -> None:
        book.copy_worksheet(book["S03"]).title = "S04"

    assert found(typed) == [
        "S04: Voor het invulblad S04 heeft dit werkboek geen ruimte. Het telt niet mee. Laat "
        "'wijkexcel bijwerken WERKBOEK' lopen: dat maakt er ruimte voor."
    ]


def test_a_sheet_that_only_has_such_a_name_is_left_alone() -> None:
    table = layout_for(small()).tables["tblOpgaven"]
    beside = a1(table.header_row, table.last_col + 2)

    def typed(book: Any) -> None:
        book.create_sheet("S04")["A1"] = "Mijn notities"
        book["Opgaven"][beside] = "C03"

    assert found(typed) == []
    assert reading(saved_by_openpyxl(small_book(), typed)).dossier == small()
