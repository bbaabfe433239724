"""What comes back, cell by cell: the lines S and V of the catalogue of messy input."""

from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.post.support import Form, changed, filled, read_back, sent, unanswered
from tests.support import engines
from wijkexcel.layout.partner import FORM
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.post.answer import Answer

PLACE = ("O03", "C02")
OTHER = ("O05", "C01")


def blank() -> bytes:
    return sent()["S01"].workbook


def answer_of(data: bytes, suffix: str = ".xlsx") -> Answer:
    found = read_back(data, f"antwoord{suffix}")
    assert found.answer is not None, found.refused
    return found.answer


def form_cell(place: tuple[str, str]) -> str:
    names: list[str] = []
    changed(blank(), lambda book: names.append(Form(book[FORM]).name(place)))
    return names[0]


def one_finding(answer: Answer) -> Finding:
    (finding,) = answer.findings
    assert finding.sheet
    return finding


def with_value(value: Any) -> Answer:
    """One value under test, and one good score that must not suffer from it."""
    answer = answer_of(filled(blank(), {PLACE: value, OTHER: 5}))
    assert answer.scores[OTHER] == 5.0
    return answer


# The value ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [4, 4.0, "4", " 4 ", "4,0", "4.0", "+4"])
def test_a_four_is_a_four(value: Any) -> None:
    answer = with_value(value)
    assert answer.scores[PLACE] == 4.0
    if isinstance(value, str):
        assert one_finding(answer).severity is Severity.NOTE
        assert one_finding(answer).cell == form_cell(PLACE)
    else:
        assert answer.findings == ()


REFUSED = [
    "3,5", 3.5, 4.0000001, 0, 6, 9, -1, "4 of 5", "½", "x", "1.000", "٤", "４", True, False, 1e308,
    "1e0", "0x4", "vier", "4;5", "--4", "4%", 1e300, "= 4",
]  # fmt: skip


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_no_mark_is_refused_with_its_cell(value: Any) -> None:
    answer = with_value(value)
    assert PLACE not in answer.scores
    finding = one_finding(answer)
    assert finding.severity is Severity.ERROR
    assert finding.cell == form_cell(PLACE)
    assert "Kies een score" in finding.action or "Typ de score" in finding.action


def test_a_date_is_refused_and_it_says_what_happened() -> None:
    answer = with_value(date(2026, 4, 3))
    assert PLACE not in answer.scores
    assert "Excel maakt van iets als '3-4' een datum" in one_finding(answer).problem


@pytest.mark.parametrize("value", ["=3+1", "=4", "#N/A", "#DIV/0!"])
def test_a_formula_or_error_value_is_refused_whatever_it_shows(value: str) -> None:
    data = filled(blank(), {PLACE: value, OTHER: 5})
    answer = answer_of(data)
    assert PLACE not in answer.scores
    assert answer.scores[OTHER] == 5.0
    assert one_finding(answer).cell == form_cell(PLACE)


@pytest.mark.oracle("libreoffice")
def test_a_formula_with_a_cached_four_is_refused_too() -> None:
    data = engines.LIBREOFFICE.fill_in(blank(), {FORM: {form_cell(PLACE): "=3+1"}})
    answer = answer_of(data)
    assert PLACE not in answer.scores
    assert one_finding(answer).code == "score-is-formule"


@pytest.mark.parametrize("value", ["weet niet", "Weet Niet", " weet niet ", "n.v.t.", "-", "?"])
def test_an_abstention_is_an_abstention(value: str) -> None:
    answer = with_value(value)
    assert answer.scores[PLACE] == ABSTENTION
    plain = value.strip().casefold() == ABSTENTION
    assert [f.severity for f in answer.findings] == ([] if plain else [Severity.NOTE])


@pytest.mark.parametrize("value", [None, "", "   "])
def test_blank_is_blank(value: str | None) -> None:
    answer = with_value(value)
    assert PLACE not in answer.scores
    assert answer.findings == ()


def test_half_marks_where_the_scale_has_them() -> None:
    dossier = unanswered()
    halves = dossier.model_copy(
        update={"settings": dossier.settings.model_copy(update={"step": 0.5})}
    )
    from tests.post.support import all_parcels
    from wijkexcel.post.mailbox import Found
    from wijkexcel.post.returned import returned

    data = filled(all_parcels(halves)["S01"].workbook, {PLACE: "3,5", OTHER: 2.5})
    found = returned(Found("x.xlsx", data), halves.settings).answer
    assert found is not None
    assert (found.scores[PLACE], found.scores[OTHER]) == (3.5, 2.5)


# Remarks -----------------------------------------------------------------------------------------


def test_a_remark_comes_along() -> None:
    answer = answer_of(filled(blank(), {("O03", "remark"): "  Let op de bomen 🌳\nen de stoep "}))
    assert answer.remarks == {"O03": "Let op de bomen 🌳\nen de stoep"}


def test_invisible_signs_are_taken_out_and_told() -> None:
    text = "Goed\u202e plan\u200b"
    answer = answer_of(filled(blank(), {("O03", "remark"): text}))
    assert answer.remarks == {"O03": "Goed plan"}
    assert one_finding(answer).severity is Severity.NOTE


@pytest.mark.parametrize("text", ["=1+1", "@SOM(A1)", '=HYPERLINK("http://x";"klik")'])
def test_a_remark_that_looks_like_a_formula_stays_text(text: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        cell = form.sheet.cell(form.row("O03"), form.column("remark"))
        cell.value = text
        cell.data_type = "s"

    answer = answer_of(changed(blank(), change))
    assert answer.remarks == {"O03": text}


def test_a_remark_that_is_a_formula_is_refused_and_told() -> None:
    answer = answer_of(filled(blank(), {("O03", "remark"): '="Let"&" op"', PLACE: 4}))
    assert answer.remarks == {}
    assert answer.scores == {PLACE: 4.0}
    assert one_finding(answer).code == "opmerking-is-formule"
    assert one_finding(answer).cell == form_cell(("O03", "remark"))


# The structure -----------------------------------------------------------------------------------

SCORES = {(f"O{o:02}", f"C{c:02}"): float((o + c) % 5 + 1) for o in range(1, 15) for c in (1, 2, 5)}


def full() -> bytes:
    return filled(blank(), SCORES)


def test_everything_that_was_filled_in_is_read() -> None:
    assert answer_of(full()).scores == SCORES


def reordered(book: openpyxl.Workbook) -> None:
    book.move_sheet("Versie", -4)
    book.move_sheet(FORM, -2)


def sorted_rows(book: openpyxl.Workbook) -> None:
    sheet = book[FORM]
    first = 11
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=first)]
    todo = [row[-1] for row in rows]
    for i, row in enumerate(reversed(rows)):
        for c, value in enumerate(row, 1):
            sheet.cell(first + i, c).value = value if c < len(row) else todo[i]


def swapped_columns(book: openpyxl.Workbook) -> None:
    sheet = book[FORM]
    form = Form(sheet)
    a, b = form.column("C01"), form.column("C02")
    for row in range(10, sheet.max_row + 1):
        one, two = sheet.cell(row, a), sheet.cell(row, b)
        one.value, two.value = two.value, one.value


def hidden(book: openpyxl.Workbook) -> None:
    book[FORM].row_dimensions[12].hidden = True
    book[FORM].column_dimensions["D"].hidden = True


def without_table(book: openpyxl.Workbook) -> None:
    del book[FORM].tables["tblScores"]


def other_words(book: openpyxl.Workbook) -> None:
    book[FORM]["A1"] = "Mijn blad"
    book["Uitleg"]["A2"] = "Hallo"


def unprotected(book: openpyxl.Workbook) -> None:
    for sheet in book:
        sheet.protection.sheet = False


def extras(book: openpyxl.Workbook) -> None:
    book.create_sheet("Kladje")["A1"] = "=1/0"
    book[FORM]["Z40"] = "los"


def empty_row(book: openpyxl.Workbook) -> None:
    book[FORM].insert_rows(14)


def renamed(book: openpyxl.Workbook) -> None:
    book[FORM].title = "Mijn scores"


@pytest.mark.parametrize(
    "change",
    [
        reordered, sorted_rows, swapped_columns, hidden, without_table, other_words, unprotected,
        extras, empty_row, renamed,
    ],
)  # fmt: skip
def test_scores_are_found_by_number_and_header(change: Any) -> None:
    answer = answer_of(changed(full(), change))
    assert answer.scores == SCORES
    assert [f for f in answer.findings if f.severity is Severity.ERROR] == []


def test_a_renamed_sheet_is_told() -> None:
    assert "heette Invullen" in one_finding(answer_of(changed(full(), renamed))).problem


def test_a_deleted_row_is_missed() -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[FORM].delete_rows(Form(book[FORM]).row("O04"))

    answer = answer_of(changed(full(), change))
    assert answer.scores == {k: v for k, v in SCORES.items() if k[0] != "O04"}
    assert "De rij van opgave O04 ontbreekt" in one_finding(answer).problem


def test_scores_in_an_inserted_row_are_refused() -> None:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book[FORM]
        sheet.insert_rows(14)
        sheet.cell(14, Form(sheet).column("C01")).value = 3

    answer = answer_of(changed(full(), change))
    assert answer.scores == SCORES
    finding = one_finding(answer)
    assert finding.severity is Severity.ERROR
    assert finding.cell == "D14"


@pytest.mark.parametrize("number", ["O77", "o 4"])
def test_a_number_that_was_changed_is_refused(number: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        form.sheet.cell(form.row("O04"), 1).value = number

    answer = answer_of(changed(full(), change))
    assert answer.scores == {k: v for k, v in SCORES.items() if k[0] != "O04"}
    assert [f for f in answer.findings if f.severity is Severity.ERROR]


def test_a_header_that_stands_twice_is_refused() -> None:
    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        form.sheet.cell(10, form.column("C02")).value = "C01"

    answer = answer_of(changed(full(), change))
    assert {f.code for f in answer.findings} == {"kolom-ontbreekt", "kolom-dubbel"}
    assert all(c != "C02" for _, c in answer.scores)


def test_merged_score_cells_are_refused() -> None:
    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        form.sheet.merge_cells(f"{form.name(('O03', 'C01'))}:{form.name(('O03', 'C02'))}")

    answer = answer_of(changed(full(), change))
    finding = next(f for f in answer.findings if f.severity is Severity.ERROR)
    assert "samengevoegd" in finding.problem
    assert ("O03", "C02") not in answer.scores


@pytest.mark.parametrize("sheet", [FORM, "Versie", "Uitleg"])
def test_without_its_sheets_it_is_not_our_workbook(sheet: str) -> None:
    found = read_back(changed(full(), lambda book: book.remove(book[sheet])))
    assert found.answer is None
    assert "wijkexcel verdeel" in found.refused


def test_the_coordinators_own_workbook_is_refused_with_words() -> None:
    from tests.workbook.books import small_book

    found = read_back(small_book())
    assert found.answer is None
    assert "wijkexcel verdeel" in found.refused


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_every_score_arrives_when_it_is_typed_in_a_live_libreoffice(suffix: str) -> None:
    names: dict[str, str] = {}

    def note(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        names.update({form.name(cell): f"{mark:g}" for cell, mark in SCORES.items()})
        names[form.name(("O01", "C03"))] = "weet niet"
        names[form.name(("O01", "remark"))] = "Denk aan de bomen"

    changed(blank(), note)
    answer = answer_of(engines.LIBREOFFICE.fill_in(blank(), {FORM: names}, suffix), suffix)
    assert answer.scores == {**SCORES, ("O01", "C03"): ABSTENTION}
    assert answer.remarks["O01"] == "Denk aan de bomen"
    assert answer.identity["code"] == sent()["S01"].request.code
    assert [f for f in answer.findings if f.severity is Severity.ERROR] == []
