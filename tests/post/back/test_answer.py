"""What comes back, read by itself; ``test_catalogue`` tries what can be wrong with it."""

import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.post.support import Form, changed, filled, read_back, sent, unanswered
from tests.support import engines
from wijkexcel.layout.partner_form import FORM
from wijkexcel.model.finding import Finding, Severity
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.post.back.answer import Answer

PLACE = ("O03", "C02")
QUESTION = next(c.question for c in unanswered().criteria if c.id == "C02")


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


@pytest.mark.oracle("libreoffice")
def test_a_formula_with_a_cached_four_is_refused_too() -> None:
    data = engines.LIBREOFFICE.fill_in(blank(), {FORM: {form_cell(PLACE): "=3+1"}})
    answer = answer_of(data)
    assert PLACE not in answer.scores
    assert one_finding(answer).code == "score-is-formule"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("last", "Bel me"),
        ("B4", "Ik twijfel"),
        ("C2", "?"),
        ("Z3", "nog vragen"),
        ("B40", "Bel me"),
    ],
)
def test_what_was_typed_anywhere_on_the_tab_is_told_with_its_cell(cell: str, value: str) -> None:
    def typed(book: openpyxl.Workbook) -> None:
        nonlocal cell
        sheet = book[FORM]
        form = Form(sheet)
        if cell == "last":
            cell = sheet.cell(form.row("O03"), form.column("Nog te doen")).coordinate
        sheet[cell] = value

    answer = answer_of(changed(blank(), typed))
    found = one_finding(answer)
    assert (found.code, found.sheet, found.cell) == ("tekst-erbij", FORM, cell)
    assert f"'{value}'" in found.problem


@pytest.mark.parametrize("cell", ["B7", "D7", "E7"])
def test_a_text_that_was_changed_on_another_sheet_is_told_once_at_its_cell(cell: str) -> None:
    def typed(book: openpyxl.Workbook) -> None:
        book["Opgaven"][cell] = "Riool is nieuw!"

    found = one_finding(answer_of(changed(blank(), typed)))
    assert (found.code, found.sheet, found.cell) == ("tekst-veranderd", "Opgaven", cell)


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("Uitleg", "C5"),
        ("Uitleg", "B11"),
        ("Uitleg", "A31"),
        ("Uitleg", "D24"),
        ("Criteria", "H6"),
        ("Criteria", "B3"),
        ("Criteria", "C40"),
        ("Opgaven", "G7"),
        ("Opgaven", "A30"),
        ("Versie", "C6"),
        ("Versie", "B2"),
    ],
)
def test_what_was_typed_on_a_sheet_that_only_explains_is_told_with_its_cell(
    sheet: str, cell: str
) -> None:
    def typed(book: openpyxl.Workbook) -> None:
        book[sheet][cell] = "Bel me: dit klopt niet"

    found = one_finding(answer_of(changed(blank(), typed)))
    assert (found.code, found.sheet, found.cell) == ("tekst-erbij", sheet, cell)
    assert "'Bel me: dit klopt niet'" in found.problem
    assert found.severity is Severity.WARNING


def test_a_sheet_on_which_rows_were_put_is_the_programs_all_the_same() -> None:
    def typed(book: openpyxl.Workbook) -> None:
        for sheet in ("Uitleg", "Criteria", "Opgaven", "Versie"):
            book[sheet].insert_rows(1, 3)

    assert [f.code for f in answer_of(changed(blank(), typed)).findings] == []


def test_the_numbers_that_a_program_left_of_our_formulas_are_not_said_to_be_typed() -> None:
    def flattened(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        for row in range(form.row("O01"), form.row("O14") + 1):
            book[FORM].cell(row, form.column("Nog te doen")).value = 4

    assert [f.code for f in answer_of(changed(blank(), flattened)).findings] == []


# Remarks -----------------------------------------------------------------------------------------


def test_a_remark_comes_along() -> None:
    answer = answer_of(filled(blank(), {("O03", "remark"): "  Let op de bomen 🌳\nen de stoep "}))
    assert answer.remarks == {"O03": "Let op de bomen 🌳\nen de stoep"}


def test_invisible_signs_are_taken_out_and_told() -> None:
    text = "Goed\u202e plan\u200b"
    answer = answer_of(filled(blank(), {("O03", "remark"): text}))
    assert answer.remarks == {"O03": "Goed plan"}
    assert one_finding(answer).severity is Severity.NOTE


@pytest.mark.parametrize("typed", [4, "4", " 3,5 ", "weet niet", "?"])
def test_an_answer_typed_in_the_remark_is_told(typed: object) -> None:
    answer = answer_of(filled(blank(), {("O03", "remark"): typed}))
    assert answer.remarks == {"O03": str(typed).strip()}
    assert one_finding(answer).code == "opmerking-is-score"
    assert one_finding(answer).cell == form_cell(("O03", "remark"))


@pytest.mark.parametrize("text", ["4 bomen", "in 2027", "5!"])
def test_a_remark_with_a_number_in_it_is_a_remark(text: str) -> None:
    answer = answer_of(filled(blank(), {("O03", "remark"): text}))
    assert answer.findings == ()


def test_a_remark_that_is_a_formula_is_refused_and_told() -> None:
    answer = answer_of(filled(blank(), {("O03", "remark"): '="Let"&" op"', PLACE: 4}))
    assert answer.remarks == {}
    assert answer.scores == {PLACE: 4.0}
    assert one_finding(answer).code == "opmerking-is-formule"
    assert one_finding(answer).cell == form_cell(("O03", "remark"))


@pytest.mark.parametrize(
    ("cell", "was"),
    [
        ("F1", f"Hier stond '{QUESTION[:30]}"),
        ("F2", "Hier stond 'Het werk duurt"),
        ("F4", "Hier stond 'Het werk is minstens een half"),
        ("F5", "Hier stond 'Tempo van de uitvoering"),
        ("C8", "Hier stond 'Wie zijn woning laat isoleren"),
    ],
)
def test_a_question_that_somebody_changed_above_the_scores_is_told(cell: str, was: str) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book[FORM][cell] = "Iets anders"

    answer = answer_of(changed(filled(blank(), {PLACE: 4}), change))
    finding = one_finding(answer)
    assert finding.code == "tekst-veranderd"
    assert finding.severity is Severity.NOTE
    assert finding.cell == cell
    assert finding.problem.startswith(was)
    assert "en nu staat er 'Iets anders'. De scores zijn gelezen op het nummer." in finding.problem
    assert answer.scores == {PLACE: 4.0}


SCORES = {(f"O{o:02}", f"C{c:02}"): float((o + c) % 5 + 1) for o in range(1, 15) for c in (1, 2, 5)}


def full() -> bytes:
    return filled(blank(), SCORES)


def test_everything_that_was_filled_in_is_read() -> None:
    assert answer_of(full()).scores == SCORES


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


@pytest.mark.oracle("ssconvert")
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_every_score_arrives_when_gnumeric_saved_it(suffix: str, tmp_path: Path) -> None:
    source, saved = tmp_path / "a.xlsx", tmp_path / f"b{suffix}"
    source.write_bytes(filled(blank(), {**SCORES, ("O01", "C03"): "weet niet"}))
    subprocess.run(["ssconvert", source, saved], check=True, capture_output=True, timeout=60)
    answer = answer_of(saved.read_bytes(), suffix)
    assert answer.scores == {**SCORES, ("O01", "C03"): ABSTENTION}
    assert answer.identity == answer_of(blank()).identity
    assert [f for f in answer.findings if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("cell", "how"), [("B12", "in een rij ertussen"), ("B40", "eronder"), ("Z12", "ernaast")]
)
def test_what_is_typed_where_nothing_is_read_is_told_with_its_cell(cell: str, how: str) -> None:
    """In a row that was put in, below the table, or beside it; the answers are taken."""

    def change(book: openpyxl.Workbook) -> None:
        form = Form(book[FORM])
        form["O01", "C02"] = 4
        if "rij" in how:
            book[FORM].insert_rows(12)
        book[FORM][cell] = "Nog een opgave: speelplek"

    answer = read_back(changed(sent()["S01"].workbook, change)).answers[0]
    (found,) = [f for f in answer.findings if "speelplek" in f.problem]
    assert (found.severity, found.sheet, found.cell) == (Severity.WARNING, FORM, cell)
    assert answer.scores["O01", "C02"] == 4
