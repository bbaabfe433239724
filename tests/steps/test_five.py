"""The five steps over a file: what they write, what they never touch, and when they stop."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from tests.hosts.support import (
    BOOKS,
    WHEN,
    Place,
    assert_owned,
    changed_cells,
    reading_of,
    run_anew,
    run_file,
    small_calculated,
    table_values,
    typed,
    value_at,
)
from tests.support.dossiers import FLOOR_REASON, dossiers
from tests.support.sample import examples
from tests.workbook.books import (
    book_of,
    calculated,
    cell_of,
    empty_book,
    example_book,
    layout_for,
    permuted,
    saved_by_openpyxl,
    small,
    small_book,
)
from wijkexcel.checks.equality import said
from wijkexcel.errors import StructureError, TemplateError
from wijkexcel.example import CAPACITY, example
from wijkexcel.hosts import file as files
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.fingerprint import fingerprint
from wijkexcel.model.records import Answer, Choice, Reconsideration, Relation
from wijkexcel.model.scores import ScoreTable
from wijkexcel.ooxml.edit import CellEdit, CellErrorText, apply_edits
from wijkexcel.outgoing.letter import Audience
from wijkexcel.rules import first_round, lapsed
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.rules.propose import filled_in
from wijkexcel.rules.settled import to_remember
from wijkexcel.rules.threshold import Status
from wijkexcel.steps import frame
from wijkexcel.steps.changes import DECISION_KEYS, MAX_TEXT
from wijkexcel.steps.explain import second_look
from wijkexcel.steps.five import STEPS
from wijkexcel.steps.refusal import CODE
from wijkexcel.steps.report import Report, Run
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate, results_of

every_step = pytest.mark.parametrize("step", STEPS)
every_book = pytest.mark.parametrize("book", BOOKS)


def codes(report: Report) -> set[str]:
    return {f.code for f in report.findings}


def control(data: bytes) -> dict[str, object]:
    keys = ("on", "result", "errors", "warnings", "fingerprint", "equal")
    return {k: value_at(data, "tblControle", f"checked_{k}", "value") for k in keys}


def without(data: bytes, *places: Place) -> bytes:
    return typed(data, dict.fromkeys(places))


@lru_cache
def undecided_small() -> bytes:
    """The same of the small workbook: one proposal to choose, the others to reject."""
    settings = small().settings.model_copy(update={"threshold": 2.5})
    looked = tuple(
        Reconsideration(opgave=o.id, answer=Answer.LEAVE_OUT, why="Nu niet.")
        for o in small().opgaven
    )
    opgaven = tuple(o.model_copy(update={"effort": 3.0, "cost": 9000.0}) for o in small().opgaven)
    open_again = {
        "decisions": (),
        "settings": settings,
        "reconsiderations": looked,
        "opgaven": opgaven,
    }
    return calculated(small().model_copy(update=open_again))


@lru_cache
def undecided() -> bytes:
    """The example with every decision still open, and no opgaven that work against each other."""
    together = tuple(p for p in example().pairs if p.relation is not Relation.OPPOSES)
    return calculated(example().model_copy(update={"decisions": (), "pairs": together}), CAPACITY)


@lru_cache
def undecided_opposing() -> bytes:
    """The example with every decision still open: trees and parking work against each other."""
    return calculated(example().model_copy(update={"decisions": ()}), CAPACITY)


# --- what every step does -----------------------------------------------------------------------


@pytest.mark.slow
@every_step
@every_book
def test_only_cells_of_the_program_change(step: str, book: str) -> None:
    before = BOOKS[book]()
    _, after = run_file(step, before)
    assert assert_owned(before, after)


@every_step
@every_book
def test_what_people_typed_reads_the_same_afterwards(step: str, book: str) -> None:
    before = BOOKS[book]()
    report, after = run_file(step, before)
    old, new = reading_of(before).dossier, reading_of(after).dossier
    assert report.dossier == old
    assert new.log[: len(old.log)] == old.log
    noted = (*first_round.to_log(old, outcome_of(old)), *lapsed.to_log(old), *to_remember(old))
    assert len(new.log) == len(old.log) + len(noted) + 1
    decisions = filled_in(old, outcome_of(old)) if step == "besluit" else old.decisions
    apart = {"log": (), "decisions": ()}
    assert new.model_copy(update=apart) == old.model_copy(update=apart)
    assert [d for d in new.decisions if any(d.model_dump(exclude={"opgave"}).values())] == [
        d for d in decisions if any(d.model_dump(exclude={"opgave"}).values())
    ]


@every_step
@every_book
def test_one_line_is_added_to_the_logbook(step: str, book: str) -> None:
    before = BOOKS[book]()
    report, after = run_file(step, before)
    entry = reading_of(after).dossier.log[-1]
    assert (entry.when, entry.who) == (WHEN, "Anna de Tester")
    assert entry.what == f"{step}: {report.message}"
    assert entry.fingerprint == report.fingerprint == fingerprint(report.dossier)


@every_step
@every_book
def test_the_block_on_start_tells_what_came_of_it(step: str, book: str) -> None:
    report, after = run_file(step, BOOKS[book]())
    assert control(after) == {
        "on": "21-09-2026 09:30",
        "result": f"{step}: {report.message}",
        "errors": report.errors,
        "warnings": report.warnings,
        "fingerprint": report.fingerprint,
        "equal": "ja",
    }
    assert report.equal is True


@every_step
@every_book
def test_bevindingen_holds_every_finding_errors_first(step: str, book: str) -> None:
    report, after = run_file(step, BOOKS[book]())
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    expected = sorted(report.findings, key=lambda f: order.index(f.severity))
    found = table_values(after, "tblBevindingen")
    assert [row["id"] for row in found] == [float(i + 1) for i in range(len(expected))]
    shown = [
        (r["severity"], r["problem"], r["action"], r.get("sheet", ""), r.get("cell", ""))
        for r in found
    ]
    assert shown == [(f.severity.value, f.problem, f.action, f.sheet, f.cell) for f in expected]


@every_step
def test_the_same_input_and_date_give_the_same_bytes(step: str) -> None:
    one, again = (run_anew(step, small_calculated()) for _ in range(2))
    assert one[1] == again[1]
    assert one[0].documents == again[0].documents
    assert one[0].findings == again[0].findings


@pytest.mark.slow
def test_documents_of_the_same_input_and_date_are_the_same() -> None:
    for step in ("besluit", "brief"):
        one, again = (run_anew(step, example_book())[0] for _ in range(2))
        assert len(one.documents) == 1
        assert one.documents == again.documents


@every_step
def test_the_stored_results_are_those_of_the_new_cells(step: str) -> None:
    """What Protected View shows after a step is what the formulas then give."""
    _, after = run_file(step, small_calculated())
    stored = recalculate(after)
    assert stored.complete
    assert stored.data == after


@every_step
def test_an_empty_workbook_is_no_accident(step: str) -> None:
    report, after = run_file(step, empty_book())
    assert_owned(empty_book(), after)
    assert report.equal is True
    assert len(reading_of(after).dossier.log) == 1


@pytest.mark.sample(more=2)
@pytest.mark.slow
@every_step
def test_what_a_user_added_is_still_there(step: str) -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Mijn aantekeningen", 2)
        sheet["B2"] = "niet aankomen"
        sheet["C3"] = "=1+1"
        book["Opgaven"]["B6"].comment = Comment("bellen met Joost", "Anna")
        book["Besluit"]["Z3"] = "los in een hoek"
        book["Logboek"]["H4"] = "ook los"

    before = saved_by_openpyxl(small_calculated(), add)
    _, after = run_file(step, before)
    assert_owned(before, after)
    book = openpyxl.load_workbook(io.BytesIO(after))
    assert book["Mijn aantekeningen"]["C3"].value == "=1+1"
    assert book["Opgaven"]["B6"].comment.text == "bellen met Joost"
    assert (book["Besluit"]["Z3"].value, book["Logboek"]["H4"].value) == (
        "los in een hoek",
        "ook los",
    )


@pytest.mark.slow
@settings(max_examples=examples(8))
@given(dossiers(), st.sampled_from(sorted(STEPS)), st.randoms(use_true_random=False))
def test_random_workbooks_keep_what_people_typed(
    dossier: Dossier, step: str, mixed: object
) -> None:
    """Also when the rows of Opgaven, Besluit and Heroverweging are sorted by someone."""
    count = len(dossier.opgaven)
    orders = {
        name: mixed.sample(range(count), count)  # type: ignore[attr-defined]
        for name in ("tblOpgaven", "tblBesluit", "tblHeroverweging")
    }
    before = recalculate(permuted(book_of(dossier), dossier, orders, {})).data
    report, after = run_file(step, before)
    assert report.equal is True
    assert_owned(before, after)
    old, new = reading_of(before).dossier, reading_of(after).dossier
    apart = {"log": (), "decisions": ()}
    assert new.model_copy(update=apart) == old.model_copy(update=apart)
    for then in old.decisions:
        now = new.decision(then.opgave).model_dump()
        for key, value in then.model_dump().items():
            assert now[key] == value or (key in DECISION_KEYS and not value and step == "besluit")


# --- findings -----------------------------------------------------------------------------------

WRONG: dict[Place, tuple[object, str]] = {
    ("tblScore_S01", "O02", "C01"): (99.0, "score-buiten-schaal"),
    ("tblOpgaven", "O01", "cost"): ("veel", "geen-getal"),
    ("tblBesluit", "O03", "choice"): ("misschien", "onbekende-keuze"),
    ("tblCriteria", "C02", "weight"): (-1.0, "gewicht-negatief"),
    ("tblInstellingen", "margin", "value"): ("klein", "geen-getal"),
}


@lru_cache
def wrong_book(data: bytes | None = None) -> bytes:
    return typed(data or small_calculated(), {p: v for p, (v, _) in WRONG.items()})  # type: ignore[misc]


@pytest.mark.parametrize(("place", "code"), [(p, c) for p, (_, c) in WRONG.items()])
def test_a_finding_marks_its_cell_and_its_row(place: Place, code: str) -> None:
    """The key of the conditional format stands in the list, and Controle shows the words."""
    table, row, key = place
    before = wrong_book()
    report, after = run_file("valideer", before)
    (found,) = [f for f in report.findings if f.code == code and f.where.table == table]
    assert (found.where.row, found.where.column) == (row, key)
    assert (found.sheet, found.cell) == cell_of(layout_for(small()), place)
    assert found.severity is Severity.ERROR
    header = value_header(after, table, key)
    keys = [r.get("cell_key") for r in table_values(after, "tblBevindingen")]
    label = row if table != "tblInstellingen" else "margin"
    assert f"{table}|{label}|{header}" in keys
    on_this_row = [f.problem for f in report.findings if _row_of(f) == (table, row)]
    severity, _, problem = str(value_at(after, table, row, "controle")).partition(": ")
    assert (severity, problem in on_this_row) == ("fout", True)
    assert found.problem in on_this_row


def _row_of(finding: Finding) -> tuple[str, str]:
    return finding.where.table, finding.where.row


def value_header(data: bytes, table: str, key: str) -> str:
    located = reading_of(data).map.tables[table]
    return str(FileSource(data).grid(located.sheet)[located.header_row][located.columns[key]])


@pytest.mark.slow
def test_every_key_is_what_the_conditional_format_looks_for() -> None:
    """``table|id on this row|header of this column``, with id and header as they stand there."""
    for data in (wrong_book(), wrong_book(example_book())):
        report, after = run_file("valideer", data)
        found = reading_of(after).map.tables
        keys = {r["cell_key"] for r in table_values(after, "tblBevindingen") if "cell_key" in r}
        source, looked = FileSource(after), 0
        for finding in report.findings:
            where = finding.where
            if not (where.row and where.column) or where.table not in found:
                continue
            located = found[where.table]
            grid = source.grid(located.sheet)
            row, col = located.rows[where.row], located.columns[where.column]
            row_id = grid[row][located.columns["id"]]
            if where.table == "tblInstellingen":
                row_id = where.row  # rows of settings show a label; their mark needs no id
            assert f"{where.table}|{row_id}|{grid[located.header_row][col]}" in keys
            looked += 1
        assert looked >= len(WRONG)


def test_the_mark_itself_is_true_on_the_cell_and_nowhere_else() -> None:
    """Let a spreadsheet evaluate the formula of the conditional format of a scorer's tab."""
    _, after = run_file("valideer", wrong_book())
    place = ("tblScore_S01", "O02", "C01")
    layout = layout_for(small())
    sheet = layout.sheet("S01")
    table = layout.tables["tblScore_S01"]
    (mark,) = [h for h in sheet.highlights if h.style == "finding"]
    from openpyxl.formula.translate import Translator

    from wijkexcel.layout.spec import a1

    book = openpyxl.load_workbook(io.BytesIO(after))
    origin, target = a1(mark.first_row, mark.first_col), {}
    for r in range(mark.first_row, mark.last_row + 1):
        for c in range(mark.first_col, mark.last_col + 1):
            moved = Translator(mark.formula, origin).translate_formula(a1(r, c))
            target[a1(r, c)] = a1(r, c + 60)
            book["S01"][target[a1(r, c)]] = moved
    out = io.BytesIO()
    book.save(out)
    found = results_of(out.getvalue())
    assert found is not None
    marked = {cell for cell, at in target.items() if found["S01"][at] == 1.0}
    _, wrong = cell_of(layout, place)
    assert wrong in marked
    findings = {f.cell for f in run_file("valideer", wrong_book())[0].findings if f.sheet == "S01"}
    assert marked == findings & set(target)
    assert table.name == "tblScore_S01"


@pytest.mark.slow
def test_bevindingen_is_cleared_when_things_are_mended() -> None:
    _, once = run_file("valideer", wrong_book(example_book()))
    assert value_at(once, "tblScore_S01", "O02", "controle")
    mended = typed(once, {place: _as_was(example(), place) for place in WRONG})
    report, twice = run_file("valideer", mended)
    assert len(table_values(twice, "tblBevindingen")) == len(report.findings)
    assert value_at(twice, "tblScore_S01", "O02", "controle") is None
    _, clean = run_file("valideer", run_file("valideer", example_book())[1])

    def told(book: bytes) -> list[tuple[object, ...]]:
        rows = table_values(book, "tblBevindingen")
        return [(row["cell"], row["problem"], row["action"]) for row in rows]

    first, *others = told(twice)  # the logbook shows that the scale was another with these scores
    assert "De afspraken zijn veranderd" in str(first[1])
    assert others == told(clean)


def _as_was(dossier: Dossier, place: Place) -> object:
    del dossier
    return value_at(example_book(), *place)


@pytest.mark.slow
def test_more_findings_than_fit() -> None:
    layout = reading_of(example_book()).layout
    everywhere: dict[Place, object] = {
        (f"tblScore_{s.id}", o.id, c): 99.0
        for s in example().scorers
        for o in example().opgaven
        for c in layout.capacity.criterion_ids[:6]
    }
    report, after = run_file("valideer", typed(example_book(), everywhere))  # type: ignore[arg-type]
    assert len(report.findings) > 300
    rows = table_values(after, "tblBevindingen")
    assert len(rows) == 300
    more = len(report.findings) - 299
    assert rows[-1]["problem"] == f"Er zijn nog {more} bevindingen die hier niet passen."
    assert control(after)["errors"] == report.errors > 300


def test_hostile_text_in_a_finding_stays_text() -> None:
    evil = '=HYPERLINK("http://x")\'<>&\U0001f600'
    before = typed(small_calculated(), {("tblOpgaven", "O01", "cost"): evil})
    report, after = run_file("valideer", before)
    (found,) = [f for f in report.findings if f.where.column == "cost"]
    assert evil in found.problem
    assert found.problem in {r["problem"] for r in table_values(after, "tblBevindingen")}
    assert_owned(before, after)


# --- the logbook --------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_logbook_is_only_appended_to() -> None:
    data = small_calculated()
    remembered = [*to_remember(reading_of(data).dossier)]
    for i, step in enumerate((*STEPS, *STEPS), start=2):
        before = [r.get("what") for r in table_values(data, "tblLogboek")]
        report, data = run_file(step, data, Run(datetime(2026, 9, i), f"persoon {i}"))
        after = [r.get("what") for r in table_values(data, "tblLogboek")]
        assert after == [*before, *remembered, f"{step}: {report.message}"]
        remembered = []


@pytest.mark.parametrize("when", [None, "gisteren"])
def test_a_line_that_cannot_be_read_is_not_overwritten(when: str | None) -> None:
    """Such a line is not in the dossier, but it stands in the logbook."""
    mine = {("tblLogboek", "2", "what"): "zelf opgeschreven", ("tblLogboek", "2", "when"): when}
    before = typed(small_calculated(), mine)  # type: ignore[arg-type]
    _, after = run_file("valideer", before)
    lines = [r.get("what") for r in table_values(after, "tblLogboek")]
    assert lines[:2] == ["Gecontroleerd.", "zelf opgeschreven"]
    assert len(lines) == 3 + len(to_remember(reading_of(before).dossier))


def test_a_line_below_a_gap_is_not_overwritten() -> None:
    late = {("tblLogboek", "3", "when"): datetime(2026, 3, 1), ("tblLogboek", "3", "what"): "later"}
    _, after = run_file("valideer", typed(small_calculated(), late))  # type: ignore[arg-type]
    assert value_at(after, "tblLogboek", "3", "what") == "later"
    assert reading_of(after).dossier.log[-1].what.startswith("valideer: ")


@pytest.mark.sample(more=2)
@every_step
def test_a_full_logbook_says_so_and_loses_nothing(step: str) -> None:
    full = {
        ("tblLogboek", str(i), key): value
        for i in range(2, 501)
        for key, value in (("when", datetime(2026, 2, 2)), ("who", "x"), ("what", f"regel {i}"))
    }
    before = typed(small_calculated(), full)  # type: ignore[arg-type]
    report, after = run_file(step, before)
    assert "logboek-vol" in codes(report)
    assert table_values(before, "tblLogboek") == table_values(after, "tblLogboek")
    assert "Het logboek is vol." in {r["problem"] for r in table_values(after, "tblBevindingen")}
    assert control(after)["warnings"] == report.warnings


# --- bereken ------------------------------------------------------------------------------------


def test_bereken_counts_what_reaches_the_score() -> None:
    report, _ = run_file("bereken", example_book())
    reached = sum(o.status.reaches for o in report.outcome.opgaven)
    assert report.message == f"{reached} van de 14 gescoorde opgaven halen de score."


def test_bereken_without_an_agreed_score() -> None:
    before = without(small_calculated(), ("tblInstellingen", "threshold", "value"))
    report, _ = run_file("bereken", before)
    assert {o.status for o in report.outcome.opgaven} == {Status.NOT_AGREED}
    assert report.equal is True
    assert report.message == "3 opgaven doorgerekend; er is nog geen score afgesproken."


OVERWRITTEN = ["total", "status", "rank", "coverage", "total_low", "s_C01", "g_G1"]


@pytest.mark.sample(more=3)
@pytest.mark.slow
@pytest.mark.parametrize("key", OVERWRITTEN)
def test_an_overwritten_formula_is_found(key: str) -> None:
    value = "haalt de score niet" if key == "status" else 4.321
    if key == "status" and outcome_of(small())["O02"].status is Status.FALLS_SHORT:
        value = "haalt de score"
    before = overwritten({("calcOpgaven", "O02", key): value})
    report, after = run_file("bereken", before)
    (found,) = [f for f in report.findings if f.code == "formule-overschreven"]
    assert found.severity is Severity.ERROR
    assert (found.sheet, found.where) == ("Berekening", Where("calcOpgaven", "O02", key))
    assert f"maar er staat {said(value)}." in found.problem
    assert report.equal is False
    assert control(after)["equal"] == "nee: zie Bevindingen"
    assert (
        report.message == "Het werkboek en het programma rekenen niet hetzelfde. Zie Bevindingen."
    )
    assert_owned(before, after)


def overwritten(cells: dict[Place, object], data: bytes | None = None) -> bytes:
    """The workbook after someone typed over formulas, as Excel would save it."""
    data = data or small_calculated()
    located = reading_of(data).map

    def over(book: openpyxl.Workbook) -> None:
        for (table, row, key), value in cells.items():
            found = located.tables[table]
            book[found.sheet][found.cell(row, key)] = value

    return recalculate(saved_by_openpyxl(data, over)).data


def calculated_otherwise(report: Report) -> set[tuple[str, str]]:
    wanted = {"score-is-formule", "formule-overschreven", "rekent-anders"}
    return {(f.code, f.where.row) for f in report.findings if f.code in wanted}


def test_a_formula_in_a_score_cell_is_one_finding_and_nothing_is_built_on_it() -> None:
    before = overwritten({("tblScore_S01", "O02", "C01"): "=1+1"})
    report, _ = run_file("bereken", before)
    assert calculated_otherwise(report) == {("score-is-formule", "O02")}
    assert report.equal is False


def test_a_formula_in_a_score_cell_hides_no_overwritten_total_elsewhere() -> None:
    cells = {("tblScore_S01", "O02", "C01"): "=1+1", ("calcOpgaven", "O03", "total"): 4.321}
    report, _ = run_file("bereken", overwritten(cells))
    assert calculated_otherwise(report) == {
        ("score-is-formule", "O02"),
        ("formule-overschreven", "O03"),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("step", "book"), [("heroverweeg", "small"), ("besluit", "small"), ("brief", "example")]
)
def test_nothing_is_built_on_a_total_in_doubt(step: str, book: str) -> None:
    before = overwritten({("calcOpgaven", "O02", "total"): 4.321}, BOOKS[book]())
    report, after = run_file(step, before)
    assert report.documents == ()
    assert report.filled == 0
    assert "formule-overschreven" in codes(report)
    sheets = {sheet for sheet, _ in assert_owned(before, after)}
    assert sheets <= {"Start", "Bevindingen", "Logboek"}
    if step == "brief":
        assert any("maar er staat 4,321." in text for text in report.refused)
    if step == "besluit":
        (refused,) = report.refused
        assert refused.startswith("Geen besluitenblad gemaakt: eerst moet duidelijk zijn welk ")


@pytest.mark.parametrize("sheet", ["Berekening", "Scores", "Lijsten"])
def test_a_hidden_sheet_that_is_gone_is_one_error(sheet: str) -> None:
    before = saved_by_openpyxl(small_calculated(), lambda book: book.remove(book[sheet]))
    report, _ = run_file("bereken", before)
    assert report.equal is False
    found = [f for f in report.findings if f.code == "formule-overschreven"]
    assert [f.sheet for f in found] == [sheet]


# --- a file saved by a program that does not calculate --------------------------------------------


@pytest.mark.sample(more=2)
@pytest.mark.slow
@every_step
def test_old_results_are_calculated_anew_and_said(step: str) -> None:
    """openpyxl saves formulas without results."""
    before = saved_by_openpyxl(small_calculated())
    report, after = run_file(step, before)
    (found,) = [f for f in report.findings if f.code == "oude-uitkomsten"]
    assert found.severity is Severity.NOTE
    assert report.equal is True
    assert value_at(after, "calcOpgaven", "O01", "total") == pytest.approx(
        outcome_of(small())["O01"].total
    )
    again, _ = run_file(step, after)
    assert "oude-uitkomsten" not in codes(again)


def test_results_of_another_score_are_old() -> None:
    data = small_calculated()
    before = apply_edits(
        data,
        [CellEdit("S01", cell_of(layout_for(small()), ("tblScore_S01", "O01", "C01"))[1], 1.0)],
    )
    report, _ = run_file("bereken", before)
    assert "oude-uitkomsten" in codes(report)
    assert report.equal is True


def test_wrong_results_in_the_file_are_not_believed() -> None:
    sheet, cell = cell_of(layout_for(small()), ("calcOpgaven", "O01", "total"))
    for wrong in (1.0, CellErrorText.DIV0 if hasattr(CellErrorText, "DIV0") else "fout"):
        lied = apply_edits(small_calculated(), [], {sheet: {cell: wrong}})
        report, after = run_file("bereken", lied)
        assert report.equal is True
        assert "oude-uitkomsten" in codes(report)
        assert value_at(after, "calcOpgaven", "O01", "total") != wrong


def test_a_workbook_too_large_to_calculate_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "results_of", lambda _: None)
    report, after = run_anew("bereken", saved_by_openpyxl(small_calculated()))
    assert report.equal is None
    (found,) = [f for f in report.findings if f.code == "niet-doorgerekend"]
    assert found.severity is Severity.WARNING
    assert control(after)["equal"] == "niet nagegaan"


# --- heroverweeg --------------------------------------------------------------------------------


def test_heroverweeg_explains_in_words_and_numbers() -> None:
    report, after = run_file("heroverweeg", example_book())
    texts = {
        o.id: value_at(after, "tblHeroverweging", o.id, "explained") for o in example().opgaven
    }
    looked = {o for o, text in texts.items() if text}
    assert report.message == f"{len(looked)} opgaven verdienen een tweede blik."
    assert looked
    for opgave in looked:
        assert report.outcome[opgave].status.falls_short
        assert texts[opgave].startswith("Het totaal is ")
        assert "afgesproken is 3,5." in texts[opgave] or "afgesproken is" in texts[opgave]


@pytest.mark.parametrize("step", ["besluit", "brief"])
def test_the_second_look_in_words_is_never_old(step: str) -> None:
    report, after = run_file(step, small_calculated())
    told = {
        o.id: second_look(report.dossier, o, report.outcome[o.id]) for o in report.dossier.opgaven
    }
    assert any(told.values())
    assert {i: value_at(after, "tblHeroverweging", i, "explained") or "" for i in told} == told


def test_a_setting_that_cannot_be_read_is_not_said_to_be_empty_as_well() -> None:
    book = typed(small_calculated(), {("tblInstellingen", "threshold", "value"): "6,5"})
    report, _ = run_file("valideer", book)
    about = [f.code for f in report.findings if f.where.row == "threshold"]
    assert len(about) == 1
    assert "drempel-ontbreekt" not in about


def test_heroverweeg_takes_back_what_is_no_longer_so() -> None:
    """Of an opgave that reaches now, and of one that is gone."""
    _, once = run_file("heroverweeg", small_calculated())
    assert {r["id"] for r in table_values(once, "tblHeroverweging") if "explained" in r} == {
        "O01",
        "O03",
    }
    cleared = {
        ("tblOpgaven", "O01", c.key): None
        for c in layout_for(small()).tables["tblOpgaven"].columns
        if c.typed
    }
    lower = {
        ("tblInstellingen", "threshold", "value"): 1.0,
        ("tblCriteria", "C01", "floor"): None,
    }
    report, twice = run_file("heroverweeg", typed(once, {**cleared, **lower}))  # type: ignore[arg-type]
    assert "O01" not in {o.id for o in report.dossier.opgaven}
    assert not any("explained" in r for r in table_values(twice, "tblHeroverweging"))


# --- besluit ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_besluit_takes_over_the_reason_of_the_second_look_and_says_so() -> None:
    dossier = example()
    second = next(r for r in dossier.reconsiderations if r.answer is not None)
    looked = tuple(
        r.model_copy(update={"public": r is second, "why": "Het past nu niet in de straat."})
        for r in dossier.reconsiderations
    )
    before = calculated(
        dossier.model_copy(update={"decisions": (), "reconsiderations": looked}), CAPACITY
    )
    report, after = run_file("besluit", before)
    found = reading_of(after).dossier
    taken = [d.opgave for d in found.decisions if "past nu niet" in d.public_reason]
    assert taken == [second.opgave]
    assert (
        f" De reden van de heroverweging is nu de openbare reden bij {second.opgave}."
        in report.message
    )


@pytest.mark.slow
def test_besluit_fills_empty_decisions_with_proposals() -> None:
    before = undecided()
    report, after = run_file("besluit", before)
    assert_owned(before, after)
    expected = {d.opgave: d for d in filled_in(report.dossier, report.outcome)}
    found = reading_of(after).dossier
    assert {o.id: found.decision(o.id) for o in found.opgaven} == expected
    assert report.filled == sum(
        bool(getattr(d, key)) for d in expected.values() for key in DECISION_KEYS
    )
    assert report.message == (
        f"Besluitenblad gemaakt; {report.filled} lege cellen ingevuld met een voorstel. "
        "Nog geen besluit: 1 opgave."
    )
    reasons = {d.public_reason for d in found.decisions}
    assert reasons == {FLOOR_REASON, ""}, "an internal criterion counts: of a total nothing is said"
    told = [f.action for f in report.findings if f.code == "motivering-ontbreekt"]
    assert told
    assert all("want er telt een intern criterium mee." in action for action in told)


@pytest.mark.slow
def test_besluit_leaves_to_the_team_what_still_has_to_be_settled() -> None:
    """High enough is not chosen: report, finding, workbook and decision sheet say what is left."""
    before = undecided_opposing()
    report, after = run_file("besluit", before)
    left = "O01, O02, O03, O04, O06, O07, O11, O12"
    assert report.message.endswith(
        "Nog geen besluit: 9 opgaven. Om te overwegen, de keuze is aan u: "
        f"{left}. Eerst nog: twee opgaven werken elkaar tegen."
    )
    found = reading_of(after).dossier
    assert {found.decision(o).choice for o in left.split(", ")} == {None}
    assert {found.decision(o).public_reason for o in left.split(", ")} == {""}
    (told,) = [f for f in report.findings if f.code == "nog-te-kiezen"]
    assert told.sheet == "Besluit"
    for opgave in left.split(", "):
        assert opgave in told.problem
        settle = "twee opgaven werken elkaar tegen"
        assert value_at(after, "tblBesluit", opgave, "settle") == settle
        assert value_at(after, "tblBesluit", opgave, "proposal") in {
            "hoog genoeg: overwegen",
            "toegevoegd: overwegen",
        }
    (document,) = report.documents
    assert "Voor de keuze: twee opgaven werken elkaar tegen (O03 en O11)." in text_of(
        document.content
    )


def test_besluit_on_a_workbook_without_opgaven_says_so() -> None:
    before = empty_book()
    report, after = run_file("besluit", before)
    assert report.documents == ()
    assert report.refused == (
        "Geen besluitenblad gemaakt: er staan nog geen opgaven in. Vul ze in op het blad Opgaven.",
    )
    assert report.message == report.refused[0]
    assert_owned(before, after)


@pytest.mark.slow
def test_besluit_says_of_how_many_there_is_no_decision_yet() -> None:
    """Without scores there is nothing to propose: that is not the same as being done."""
    before = recalculate(
        book_of(
            example().model_copy(
                update={
                    "decisions": (),
                    "scores": ScoreTable.of(
                        [o.id for o in example().opgaven],
                        [s.id for s in example().scorers],
                        [c.id for c in example().criteria],
                        {},
                    ),
                }
            )
        )
    ).data
    report, _ = run_file("besluit", before)
    assert report.message == (
        "Besluitenblad gemaakt; er was niets om in te vullen. Nog geen besluit: "
        f"{len(example().opgaven)} opgaven."
    )


@pytest.mark.slow
def test_besluit_twice_changes_no_decision() -> None:
    once_report, once = run_file("besluit", undecided())
    report, twice = run_file("besluit", once)
    assert once_report.filled > 0
    assert report.filled == 0
    assert report.message == (
        "Besluitenblad gemaakt; er was niets om in te vullen. Nog geen besluit: 1 opgave."
    )
    assert reading_of(once).dossier.decisions == reading_of(twice).dossier.decisions
    assert {s for s, _ in changed_cells(once, twice)} <= {"Start", "Bevindingen", "Logboek"}


TYPED_DECISIONS: list[dict[str, object]] = [
    {"choice": "misschien"},
    {"choice": "Niet gekozen"},
    {"choice": "uitgesteld", "public_reason": "Wij wachten op het rijk."},
    {"choice": "gekozen", "koppelvorm": "iets anders"},
    {"koppelvorm": "meeliftaanpak"},
    {"public_reason": "=1+1"},
    {"public_reason": 5.0},
]


@pytest.mark.sample(more=3)
@pytest.mark.slow
@pytest.mark.parametrize("cells", TYPED_DECISIONS, ids=str)
def test_besluit_never_writes_over_what_was_typed(cells: dict[str, object]) -> None:
    mine = {
        ("tblBesluit", opgave, key): value
        for opgave in ("O01", "O02")
        for key, value in cells.items()
    }
    before = typed(undecided_small(), mine)  # type: ignore[arg-type]
    report, after = run_file("besluit", before)
    changed = assert_owned(before, after)
    for place, value in mine.items():
        assert value_at(after, *place) == value
    assert report.filled == len({cell for sheet, cell in changed if sheet == "Besluit"})
    assert run_file("besluit", after)[0].filled == 0


@pytest.mark.slow
def test_nothing_is_proposed_beside_a_choice_that_cannot_be_read() -> None:
    assert value_at(run_file("besluit", undecided_small())[1], "tblBesluit", "O02", "choice")
    before = typed(undecided_small(), {("tblBesluit", "O02", "choice"): "misschien"})
    report, after = run_file("besluit", before)
    for key in ("koppelvorm", "public_reason"):
        assert value_at(after, "tblBesluit", "O02", key) is None
    assert "onbekende-keuze" in codes(report)


@pytest.mark.slow
def test_a_formula_as_decision_is_left_alone() -> None:
    before = overwritten({("tblBesluit", "O02", "choice"): '=IF(1=1,"","x")'})
    _, after = run_file("besluit", before)
    assert_owned(before, after)
    book = openpyxl.load_workbook(io.BytesIO(after))
    _, cell = cell_of(layout_for(small()), ("tblBesluit", "O02", "choice"))
    assert book["Besluit"][cell].value == '=IF(1=1,"","x")'


@pytest.mark.slow
def test_besluit_checks_what_it_proposes() -> None:
    """A proposal is no decision yet: nobody decided, and the findings say so."""
    report, after = run_file("besluit", undecided())
    assert "besluit-is-voorstel" in codes(report)
    assert "besluit-is-voorstel" not in codes(run_file("valideer", undecided())[0])
    again, _ = run_file("valideer", after)
    assert [(f.code, f.where) for f in again.findings] == [
        (f.code, f.where) for f in report.findings
    ]


@pytest.mark.slow
def test_besluit_proposes_nothing_without_an_agreed_score() -> None:
    before = without(undecided(), ("tblInstellingen", "threshold", "value"))
    report, after = run_file("besluit", before)
    assert report.filled == 0
    assert not any(d.choice for d in reading_of(after).dossier.decisions)


def test_the_decision_sheet_is_named_and_dated_by_start_or_by_the_run() -> None:
    assert small().settings.letter_date is None
    report, _ = run_file("besluit", small_calculated())
    assert [d.name for d in report.documents] == [
        "besluitenblad-intern-lijsterhoek-2026-09-21.docx"
    ]
    dated = typed(
        small_calculated(), {("tblInstellingen", "letter_date", "value"): date(2026, 12, 1)}
    )
    report, _ = run_file("besluit", dated)
    assert [d.name for d in report.documents] == [
        "besluitenblad-intern-lijsterhoek-2026-12-01.docx"
    ]


# --- brief --------------------------------------------------------------------------------------


def text_of(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml").decode()


def test_brief_is_made_when_everything_is_there() -> None:
    report, after = run_file("brief", example_book())
    (letter,) = report.documents
    assert letter.name.startswith("brief-")
    assert example().settings.wijk in text_of(letter.content)
    assert (report.refused, report.message) == (
        (),
        "De brief aan bewoners is gemaakt. Lees hem na voordat u hem verstuurt.",
    )
    assert_owned(example_book(), after)


BLANKS: list[tuple[Place, str]] = [
    (("tblBesluit", "O01", "choice"), "O01 Riool vervangen: er is nog geen besluit."),
    (("tblBesluit", "O02", "public_reason"), "bij 'Openbare reden' "),
    (("tblBesluit", "O02", "koppelvorm"), "de koppelvorm ontbreekt"),
    (("tblBesluit", "O03", "decided_by"), "niet wie besloot"),
    (("tblBesluit", "O04", "decided_on"), "staat geen datum"),
    (("tblInstellingen", "sender", "value"), "De afzender van de brief is niet ingevuld."),
    (("tblInstellingen", "threshold", "value"), "De afgesproken score"),
    (("tblCriteria", "C01", "question"), "geen vraag"),
]


@pytest.mark.sample(more=3)
@pytest.mark.slow
@pytest.mark.parametrize(("place", "reason"), BLANKS)
def test_brief_refuses_and_says_why(place: Place, reason: str) -> None:
    before = without(example_book(), place)
    report, after = run_file("brief", before)
    assert report.documents == ()
    assert any(reason.casefold() in said.casefold() for said in report.refused)
    assert report.message.startswith("De brief kan nog niet: los eerst ")
    errors = [f for f in report.findings if f.severity is Severity.ERROR]
    assert report.refused == tuple(f.text for f in errors)
    assert all(f.sheet and f.action for f in errors)
    problems = {r["problem"] for r in table_values(after, "tblBevindingen")}
    assert {f.problem for f in errors} <= problems
    assert_owned(before, after)


@pytest.mark.slow
def test_what_lacks_is_said_once_with_its_cell() -> None:
    """The check on it and the letter's own need are one finding."""
    place = ("tblBesluit", "O01", "choice")
    report, _ = run_file("brief", without(example_book(), place))
    (found,) = [f for f in report.findings if f.where == Where(*place)]
    assert (found.severity, found.code, found.sheet) == (Severity.ERROR, CODE, "Besluit")
    assert found.cell == reading_of(example_book()).map.tables["tblBesluit"].cell("O01", "choice")
    assert report.refused == (found.text,)
    assert report.message == "De brief kan nog niet: los eerst 1 fout op. Zie Bevindingen."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        (("tblScore_S01", "O01", "C01"), 99.0, "score-buiten-schaal"),
        (("tblInstellingen", "threshold", "value"), 99.0, "drempel-buiten-schaal"),
    ],
)
def test_brief_refuses_while_there_is_any_error(place: Place, value: float, code: str) -> None:
    """Also one that takes nothing away from what the letter says."""
    before = typed(example_book(), {place: value})
    report, after = run_file("brief", before)
    found = [f for f in report.findings if f.severity is Severity.ERROR]
    assert code in {f.code for f in found}
    assert report.documents == ()
    assert report.refused == tuple(f.text for f in found)
    assert all(f.action in said for f, said in zip(found, report.refused, strict=True))
    assert_owned(before, after)


def test_an_empty_workbook_has_many_reasons_and_no_letter() -> None:
    report, _ = run_file("brief", empty_book())
    assert report.documents == ()
    assert len(report.refused) > 5
    number = len(report.refused)
    assert report.message == (
        f"De brief kan nog niet: los eerst {number} fouten op. Zie Bevindingen."
    )


@pytest.mark.slow
def test_things_that_lack_alike_are_one_finding() -> None:
    cells = {("tblBesluit", o.id, "choice"): None for o in example().opgaven}
    report, _ = run_file("brief", typed(example_book(), cells))
    (found,) = [f for f in report.findings if "er is nog geen besluit" in f.problem]
    assert all(o.id in found.problem for o in example().opgaven)


def leaks() -> dict[str, tuple[Place, str]]:
    dossier = example()
    internal = next(c.name for c in dossier.criteria if c.visibility.value == "intern")
    note = next(d.internal_note for d in dossier.decisions if len(d.internal_note) > 12)
    remark = next(r.text for r in dossier.remarks if len(r.text) > 12)
    reason: Place = ("tblBesluit", "O02", "public_reason")
    return {
        "criterium": (reason, f"Vanwege {internal.upper()}."),
        "deelnemer": (reason, f"Dat vond {dossier.scorers[0].name} ook."),
        "notitie": (("tblBesluit", "O02", "follow_up"), f"Zie: {note}"),
        "opmerking": (("tblInstellingen", "next_steps", "value"), f"Daarna {remark}"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["criterium", "deelnemer", "notitie", "opmerking"])
def test_brief_refuses_when_something_internal_would_become_public(kind: str) -> None:
    place, text = leaks()[kind]
    before = typed(example_book(), {place: text})
    report, after = run_file("brief", before)
    assert report.documents == ()
    assert report.refused
    assert any(f.code.endswith("openbare-tekst") and kind in f.code for f in report.findings)
    assert_owned(before, after)
    # The decision sheet is internal and is still made.
    assert run_file("besluit", before)[0].documents


@pytest.mark.slow
def test_own_templates_are_used_and_hostile_ones_refused() -> None:
    from tests.documents.factory import small_template

    own = Run(WHEN, "Anna", templates={"brief": small_template("Beste {{ wijk }}, dag.")})
    report, _ = run_file("brief", example_book(), own)
    assert f"Beste {example().settings.wijk}, dag." in text_of(report.documents[0].content)
    for evil in ("{{ ''.__class__.__mro__ }}", "{{ verzonnen }}", "{% import 'os' as os %}"):
        for step in ("brief", "besluit", "ambitie"):
            run = Run(WHEN, "Anna", {step: small_template(evil)})
            with pytest.raises(TemplateError):
                run_file(step, example_book(), run)


@pytest.mark.slow
def test_who_does_it_is_missed_in_the_letter_to_partners_only() -> None:
    before = typed(example_book(), {("tblAmbitie", "O01", "who"): None})
    for audience, codes in (
        (Audience.PARTNERS, ["wie-ontbreekt-in-brief"]),
        (Audience.RESIDENTS, []),
    ):
        report, _ = run_file("brief", before, Run(WHEN, "Anna", audience=audience))
        assert len(report.documents) == 1
        found = [f for f in report.findings if f.code == "wie-ontbreekt-in-brief"]
        assert [f.code for f in found] == codes
        assert all((f.sheet, f.severity) == ("Ambitie", Severity.WARNING) for f in found)
        assert all("O01 (Riool vervangen)" in f.problem for f in found)


# --- what cannot be done ------------------------------------------------------------------------


@pytest.mark.sample(more=4)
@pytest.mark.slow
@pytest.mark.parametrize("sheet", ["Bevindingen", "Logboek"])
@every_step
def test_a_sheet_that_the_program_writes_is_gone(sheet: str, step: str) -> None:
    before = saved_by_openpyxl(small_book(), lambda book: book.remove(book[sheet]))
    with pytest.raises(StructureError, match="ontbreekt"):
        run_file(step, before)


def test_a_very_long_text_is_cut_in_bevindingen_only() -> None:
    long = "x" * 5000
    before = typed(small_calculated(), {("tblOpgaven", "O01", "name"): long})
    _, after = run_file("valideer", before)
    assert all(len(r["problem"]) <= MAX_TEXT for r in table_values(after, "tblBevindingen"))
    assert value_at(after, "tblOpgaven", "O01", "name") == long


def test_the_folder_of_a_file_is_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(small_book())
    assert files.FilePort.open(path).folder == tmp_path


def test_the_choice_words_are_those_of_the_model() -> None:
    assert {c.value for c in Choice} == {"gekozen", "niet gekozen", "uitgesteld"}


# --- calculated once, and by whom -----------------------------------------------------------------


def calculations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each calculation: of all there is, or of what a write can have changed."""
    done: list[str] = []
    for name in ("results_of", "results_after"):
        known = getattr(files, name)

        def noted(*given: object, known: object = known, name: str = name) -> object:
            done.append(name)
            return known(*given)  # type: ignore[operator]

        monkeypatch.setattr(files, name, noted)
    return done


@every_step
def test_a_step_calculates_only_what_it_changed(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And stores what calculating everything gives."""
    done = calculations(monkeypatch)
    report, after = run_anew(step, small_calculated())
    assert report.equal is True
    assert done == ["results_after"]
    assert recalculate(after).data == after


def test_results_that_were_old_are_all_stored_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    done = calculations(monkeypatch)
    _, after = run_anew("bereken", saved_by_openpyxl(small_calculated()))
    assert done == ["results_of", "results_after"]
    assert recalculate(after).data == after


def test_of_formulas_of_another_version_everything_is_calculated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What those stored proves nothing: nobody declared what they say."""

    def other(book: openpyxl.Workbook) -> None:
        label = next(c for row in book["Lijsten"] for c in row if c.value == "formules van")
        label.offset(0, 1).value = "f0000000000"
        for row in range(1, book["Overzicht"].max_row + 1):
            cell = book["Overzicht"].cell(row, 6)
            if isinstance(cell.value, str) and cell.value.startswith("="):
                cell.value = f"=({cell.value[1:]})&LEFT(A1,0)"

    before = recalculate(saved_by_openpyxl(small_calculated(), other)).data
    done = calculations(monkeypatch)
    report, _ = run_anew("bereken", before)
    assert "andere-versie" in codes(report)
    assert report.equal is True
    assert done == ["results_of"]


def test_a_wrong_rule_is_noticed_in_a_file_that_the_program_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What it stores is what an engine makes of the formulas, never what its own rules say."""
    _, saved = run_file("bereken", small_calculated())

    def wrong(dossier: Dossier) -> object:
        right = outcome_of(dossier)
        moved = tuple(
            replace(o, total=None if o.total is None else o.total + 0.25) for o in right.opgaven
        )
        return replace(right, opgaven=moved)

    monkeypatch.setattr(frame, "outcome_of", wrong)
    report, after = run_anew("bereken", saved)
    assert report.equal is False
    assert "rekent-anders" in codes(report)
    monkeypatch.undo()
    again, _ = run_anew("bereken", after)
    assert again.equal is True
