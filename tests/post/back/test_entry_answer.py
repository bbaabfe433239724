"""Typing forms over: every score arrives with its own scorer, and one bad form costs no other."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.post.entry_support import (
    SCORERS,
    Cell,
    Tab,
    blank,
    entry_of,
    large,
    names_of,
    typed,
    with_form,
)
from tests.post.support import (
    changed,
    collected,
    filled,
    gathered,
    port_of,
    read_back,
    sent,
    unanswered,
    with_scores,
    with_version,
)
from tests.support import engines
from tests.support.ooxml_lint import lint
from tests.support.sample import examples
from wijkexcel.hosts.file import FilePort
from wijkexcel.layout.entry import CLOSED, ENTRY, FORMS
from wijkexcel.model.records import Remark
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.post.back.line import Kind, Line
from wijkexcel.post.back.mailbox import Found
from wijkexcel.post.back.returned import NOTHING_TYPED, PARSED, returned
from wijkexcel.post.back.returns import Choice, Gathered
from wijkexcel.post.inspect.inspect import inspect
from wijkexcel.workbook.reading.read import read
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workers.sandbox import Sandbox

TYPED: dict[Cell, Any] = {
    ("S01", "O01", "C01"): 4,
    ("S01", "O01", "C05"): 1,
    ("S01", "O14", "C02"): 5,
    ("S08", "O01", "C01"): 2,
    ("S08", "O01", "C06"): "w",
    ("S08", "O07", "remark"): "Te duur",
    ("S09", "O14", "C06"): 3,
    ("S09", "O14", "C01"): "weet niet",
}
ARRIVED = {
    cell: ABSTENTION if value in {"w", "weet niet"} else value
    for cell, value in TYPED.items()
    if cell[2] != "remark"
}


def lines(found: Gathered, kind: Kind) -> list[Line]:
    return [line for line in found.lines if line.kind is kind]


def taken(found: Gathered) -> dict[Cell, Any]:
    return {cell: value for cell, (value, _) in found.values.items()}


# The workbook ------------------------------------------------------------------------------------


@pytest.mark.oracle("ooxml-validator")
def test_it_is_a_sound_workbook_that_is_the_same_each_time() -> None:
    assert lint(blank()) == []
    assert engines.validate_ooxml(blank()) == []
    assert entry_of(unanswered()) == blank()
    names = zipfile.ZipFile(io.BytesIO(blank())).namelist()
    assert not [n for n in names if "vba" in n or "externalLink" in n or "comments" in n]
    assert [s.sheet_state for s in openpyxl.load_workbook(io.BytesIO(blank()))] == ["visible"] * 5


def test_one_form_is_one_block_of_rows() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(blank()))[ENTRY]
    ids = [row[0].value for row in sheet.iter_rows(min_row=9)]
    opgaven = [o.id for o in unanswered().opgaven]
    assert ids == [f"{s}/{o}" for s in SCORERS for o in opgaven]


def test_what_a_group_does_not_score_is_closed_and_says_so() -> None:
    """Tab skips a locked cell; the sheet is protected, so nothing can be typed there."""
    sheet = openpyxl.load_workbook(io.BytesIO(blank()))[ENTRY]
    assert sheet.protection.sheet
    tab = Tab(sheet)
    groups = {s.id: s.group for s in unanswered().scorers}
    for scorer in SCORERS:
        for criterion in unanswered().criteria:
            cell = sheet[tab.name((scorer, "O05", criterion.id))]
            asked = groups[scorer] in criterion.groups
            assert (cell.value, cell.protection.locked) == (
                (None, False) if asked else (CLOSED, True)
            )


def test_it_holds_no_addresses_and_no_criterion_that_nobody_in_it_scores() -> None:
    dossier = unanswered()
    with zipfile.ZipFile(io.BytesIO(entry_of(dossier, ("S08", "S09")))) as archive:
        text = " ".join(archive.read(n).decode("utf-8", "replace") for n in archive.namelist())
    for scorer in dossier.scorers:
        assert (scorer.name in text) == (scorer.id in {"S08", "S09"})
        assert scorer.email not in text
    for criterion in dossier.criteria:
        assert (criterion.question in text) == ("G3" in criterion.groups)


@pytest.mark.oracle("libreoffice")
def test_progress_is_right_when_opened_and_when_calculated() -> None:
    stored = engines.cached(blank())
    again = engines.recalculate_libreoffice(blank())
    assert {place: again[place] for place in stored} == stored
    assert stored[ENTRY, "A3"] == "Compleet: 0 van 3 formulieren. Nog te typen: 126"
    data = typed({("S08", "O01", "C01"): 3.0, ("S08", "O02", "C06"): 5.0})
    for values in (engines.recalculate_libreoffice(data), engines.recalculate_betteroffice(data)):
        assert values[ENTRY, "A3"] == "Compleet: 0 van 3 formulieren. Nog te typen: 124"
        assert [values[FORMS, f"{c}6"] for c in "HI"] == [26, "bezig"]
        assert values[FORMS, "I5"] == "nog niet begonnen"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    dossier = unanswered()
    scorers = tuple(s.model_copy(update={"name": "=1+1"}) for s in dossier.scorers)
    first, *rest = dossier.criteria
    odd = first.model_copy(update={"name": '=HYPERLINK("http://x")', "question": "@SOM(1)"})
    data = entry_of(dossier.model_copy(update={"scorers": scorers, "criteria": (odd, *rest)}))
    book = openpyxl.load_workbook(io.BytesIO(data))
    starts = {
        str(c.value)[:9] for s in book for r in s.iter_rows() for c in r if c.data_type == "f"
    }
    assert starts == {
        "=SUMPRODU",
        "=INDEX(Fo",
        "=IF(COUNT",
        "=SUMIF(In",
        "=IF($H5=0",
        "=IF($H6=0",
        "=IF($H7=0",
    }


# Back --------------------------------------------------------------------------------------------


def test_every_score_arrives_with_its_own_scorer() -> None:
    found = gathered({"invoer.xlsx": typed(TYPED)})
    remarks = {("S08", "O07", "opmerking"): "Te duur"}
    assert taken(found) == {**ARRIVED, **remarks}
    assert {(x.scorer, x.problem) for x in lines(found, Kind.TAKEN)} == {
        ("S01", "Antwoorden die in het werkboek staan: 3 scores."),
        ("S08", "Antwoorden die in het werkboek staan: 2 scores en 1 opmerking."),
        ("S09", "Antwoorden die in het werkboek staan: 2 scores."),
    }
    assert [x for x in found.lines if x.kind not in {Kind.TAKEN, Kind.MISSING}] == []


@pytest.mark.oracle("libreoffice")
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_every_score_arrives_when_it_is_typed_in_a_live_libreoffice(suffix: str) -> None:
    data = engines.LIBREOFFICE.fill_in(blank(), {ENTRY: names_of(TYPED)}, suffix)
    found = gathered({f"invoer{suffix}": data})
    assert taken(found) == {**ARRIVED, ("S08", "O07", "opmerking"): "Te duur"}
    assert lines(found, Kind.REFUSED) == []


def test_a_form_that_was_not_typed_yet_is_not_told_about() -> None:
    found = gathered({"invoer.xlsx": typed({("S08", "O01", "C01"): 2})})
    assert {x.scorer for x in found.lines if x.file == "invoer.xlsx"} == {"S08"}
    (told,) = lines(gathered({"invoer.xlsx": blank()}), Kind.TOLD)
    assert (told.problem, told.scorer) == (NOTHING_TYPED, "")


@pytest.mark.slow
@settings(max_examples=examples(8), deadline=None)
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(SCORERS),
            st.sampled_from([o.id for o in unanswered().opgaven]),
            st.just("C01"),
        ),
        st.sampled_from([1, 2, 3, 4, 5, "w", "weet niet"]),
        min_size=1,
    )
)
def test_any_filling_arrives_whole(cells: dict[Cell, Any]) -> None:
    expected = {c: ABSTENTION if isinstance(v, str) else v for c, v in cells.items()}
    assert taken(gathered({"invoer.xlsx": typed(cells)})) == expected


# What is wrong with one cell, one form -----------------------------------------------------------


@pytest.mark.parametrize("value", ["3-4", "ww", 6, 3.5, "=3+1", "hoeft niet", True])
def test_a_cell_that_is_no_score_is_refused_and_costs_no_other(value: Any) -> None:
    cell = ("S08", "O03", "C01")
    data = typed({**TYPED, cell: value})
    found = gathered({"invoer.xlsx": data})
    (refused,) = lines(found, Kind.REFUSED)
    assert (refused.scorer, refused.sheet, refused.place) == ("S08", ENTRY, cell)
    assert refused.cell == next(iter(names_of({cell: 1})))
    assert {k: v for k, v in taken(found).items() if k[2] != "opmerking"} == ARRIVED


def test_a_score_where_the_group_gives_none_is_refused() -> None:
    found = gathered({"invoer.xlsx": typed({("S08", "O03", "C02"): 4, ("S08", "O03", "C01"): 2})})
    assert taken(found) == {("S08", "O03", "C01"): 2.0}
    (refused,) = lines(found, Kind.REFUSED)
    assert refused.problem == "Hier staat '4', maar de groep van S08 geeft op C02 geen score."
    assert refused.action == (
        "Kijk of dit in een andere kolom hoort. Deze score is niet overgenomen."
    )
    assert (refused.sheet, refused.place) == (ENTRY, ("S08", "O03", "C02"))


def test_a_w_in_capitals_is_weet_niet_and_in_a_partners_own_workbook_it_is_nothing() -> None:
    found = gathered({"invoer.xlsx": typed({("S08", "O03", "C01"): "W"})})
    assert taken(found) == {("S08", "O03", "C01"): ABSTENTION}
    own = gathered({"a.xlsx": filled(sent()["S08"].workbook, {("O03", "C01"): "w"})})
    assert taken(own) == {}
    assert len(lines(own, Kind.REFUSED)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "ANDERS"}, "De code in dit bestand hoort niet bij S08 (Henk Loosdrager)."),
        ({"code": ""}, "De code in dit bestand hoort niet bij S08 (Henk Loosdrager)."),
        ({"name": "Iemand"}, "Het bestand is voor 'Iemand', maar S08 is nu 'Henk Loosdrager'."),
    ],
)
def test_a_form_of_which_the_sender_is_in_doubt_is_set_aside_alone(
    change: dict[str, str], said: str
) -> None:
    found = gathered({"invoer.xlsx": with_form("S08", **change)})
    assert taken(found) == {("S01", "O03", "C01"): 4.0, ("S09", "O03", "C01"): 4.0}
    (aside,) = lines(found, Kind.ASIDE)
    assert aside.problem == said


def test_a_form_with_a_number_that_does_not_exist_is_not_taken() -> None:
    found = gathered({"invoer.xlsx": with_form("S08", id="S77")})
    assert taken(found) == {("S01", "O03", "C01"): 4.0, ("S09", "O03", "C01"): 4.0}
    refused = [x.problem for x in lines(found, Kind.REFUSED)]
    assert "Het nummer 'S08/O03' is onbekend." in refused


def test_a_form_that_says_to_be_asked_something_else_is_told_cell_by_cell() -> None:
    found = gathered({"invoer.xlsx": with_form("S08", criteria="C06")})
    assert ("S08", "O03", "C01") not in taken(found)
    assert "maar de groep van S08 geeft op C01 geen score" in lines(found, Kind.REFUSED)[0].problem


# The structure -----------------------------------------------------------------------------------


def sorted_rows(book: openpyxl.Workbook) -> None:
    sheet = book[ENTRY]
    rows = [[c.value for c in row][:-2] for row in sheet.iter_rows(min_row=9)]
    for i, row in enumerate(reversed(rows)):
        for c, value in enumerate(row, 1):
            sheet.cell(9 + i, c).value = value


def swapped_columns(book: openpyxl.Workbook) -> None:
    tab = Tab(book[ENTRY])
    one, two = tab.column("C01"), tab.column("C06")
    for row in range(8, tab.sheet.max_row + 1):
        a, b = tab.sheet.cell(row, one), tab.sheet.cell(row, two)
        a.value, b.value = b.value, a.value


def renamed(book: openpyxl.Workbook) -> None:
    book[ENTRY].title = "Mijn invoer"


def without_tables(book: openpyxl.Workbook) -> None:
    for sheet in book:
        for name in list(sheet.tables):
            del sheet.tables[name]


def other_forms_first(book: openpyxl.Workbook) -> None:
    book.move_sheet(FORMS, -2)


@pytest.mark.parametrize(
    "change", [sorted_rows, swapped_columns, renamed, without_tables, other_forms_first]
)
def test_scores_are_found_by_number_and_header(change: Any) -> None:
    found = gathered({"invoer.xlsx": changed(typed(TYPED), change)})
    assert {k: v for k, v in taken(found).items() if k[2] != "opmerking"} == ARRIVED
    assert lines(found, Kind.REFUSED) == []


def test_a_row_that_was_deleted_is_missed_and_a_number_that_stands_twice_is_refused() -> None:
    def change(book: openpyxl.Workbook) -> None:
        tab = Tab(book[ENTRY])
        tab.sheet.cell(tab.row("S08", "O05"), 1).value = "S08/O04"
        tab.sheet.delete_rows(tab.row("S09", "O02"))

    found = gathered({"invoer.xlsx": changed(typed(TYPED), change)})
    said = {(x.scorer, x.problem) for x in found.lines if x.file == "invoer.xlsx"}
    assert (
        "S08",
        "Het nummer O04 staat er meer dan een keer. Welke rij geldt, is niet te zien. De scores "
        "bij dit nummer zijn niet overgenomen.",
    ) in said
    assert not any(cell[:2] == ("S08", "O04") for cell in taken(found))
    assert ("S09", "De rij van opgave O02 ontbreekt op dit blad.") in said


def test_a_block_that_was_deleted_is_told_once() -> None:
    def change(book: openpyxl.Workbook) -> None:
        tab = Tab(book[ENTRY])
        tab.sheet.delete_rows(tab.row("S01", "O01"), 14)

    found = gathered({"invoer.xlsx": changed(typed(TYPED), change)})
    told = [x.problem for x in lines(found, Kind.TOLD) if "S01" in x.scorer]
    assert told[0] == "De rijen van formulier S01 ontbreken op dit blad."
    assert ("S08", "O01", "C01") in taken(found)


@pytest.mark.parametrize("sheet", [ENTRY, FORMS, "Uitleg", "Versie"])
def test_without_its_sheets_it_is_refused_with_words(sheet: str) -> None:
    found = read_back(changed(typed(TYPED), lambda book: book.remove(book[sheet])))
    assert found.answers == ()
    assert found.refused == (
        "In dit invoerbestand is het blad Uitleg, Invoer, Formulieren of Versie niet te herkennen. "
        "Maak het opnieuw met 'wijkexcel papier WERKBOEK MAP', en kopieer de scores per blok."
    )


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        ({"C02": "OUD"}, {"S01", "S08", "S09"}),
        ({"C06": "OUD"}, {"S01", "S08", "S09"}),
        ({"schaal": "OUD"}, set()),
    ],
)
def test_only_what_was_asked_otherwise_is_left_out(marks: dict[str, str], kept: set[str]) -> None:
    found = gathered({"invoer.xlsx": with_version(typed(TYPED), **marks)})
    assert {cell[0] for cell in found.values} == kept
    assert not {cell for cell in found.values if cell[2] in marks}
    groups = {x.scorer for x in lines(found, Kind.REFUSED)}
    expected = {"C02": {"S01"}, "C06": {"S08", "S09"}, "schaal": set(SCORERS)}
    assert groups == expected[next(iter(marks))]


# Conflicts, the workbook, the limits -------------------------------------------------------------


def test_a_form_that_says_something_else_is_a_conflict_for_a_person() -> None:
    cell = ("S08", "O03", "C01")
    held = with_scores(unanswered(), {cell: 3.0})
    files = {"invoer.xlsx": typed({cell: 4, ("S09", "O03", "C01"): 1})}
    found = gathered(files, held)
    assert taken(found) == {("S09", "O03", "C01"): 1.0}
    (conflict,) = lines(found, Kind.CONFLICT)
    assert conflict.problem == ("O03, C01: in het werkboek staat '3', en '4' in invoer.xlsx.")
    assert taken(gathered(files, held, Choice(new=True)))[cell] == 4.0


def test_two_who_typed_the_same_forms_see_where_they_differ() -> None:
    cell, other = ("S08", "O03", "C01"), ("S08", "O04", "C01")
    found = gathered(
        {
            "een.xlsx": typed({cell: 4, other: 2}),
            "twee.xlsx": typed({cell: 5, other: 2}),
        }
    )
    assert taken(found) == {other: 2.0}
    (conflict,) = lines(found, Kind.CONFLICT)
    assert conflict.place == cell


def test_a_mail_and_a_form_of_one_scorer_are_held_against_each_other() -> None:
    cell = ("S08", "O03", "C01")
    found = gathered(
        {
            "mail.xlsx": filled(sent()["S08"].workbook, {("O03", "C01"): 5}),
            "invoer.xlsx": typed({cell: 4}),
        }
    )
    assert [x.place for x in lines(found, Kind.CONFLICT)] == [cell]


@pytest.mark.slow
def test_each_score_is_traced_to_scorer_and_file_and_twice_changes_nothing(tmp_path: Path) -> None:
    port = port_of(unanswered(), tmp_path)
    files = {"map/invoer.xlsx": typed(TYPED), "b.xlsx": b"rommel"}
    collected(port, files)
    port.save()
    dossier = read(FileSource(port.path.read_bytes())).dossier
    assert dossier.scores.cells() == ARRIVED
    assert [(r.scorer, r.opgave, r.text) for r in dossier.remarks] == [("S08", "O07", "Te duur")]
    logged = sorted(entry.what for entry in dossier.log)
    assert [what.partition(" (kenmerk")[0] for what in logged] == [
        "verzamel: 2 antwoorden van S09 (ronde 2) uit map/invoer.xlsx",
        "verzamel: 3 antwoorden van S01 (ronde 1) uit map/invoer.xlsx",
        "verzamel: 3 antwoorden van S08 (ronde 2) uit map/invoer.xlsx",
    ]
    assert {s.id for s in dossier.scorers if s.received_on} == set(SCORERS)
    again = FilePort.open(port.path)
    found = collected(again, files)
    assert found.files == 2
    assert not again.changed


def test_what_is_known_already_is_not_filled_in_for_who_types_over() -> None:
    """Else a cell that nobody ticked on paper would count as ticked."""
    known = {("S08", "O03", "C01"): 4.0, ("S08", "O04", "C06"): "weet niet"}
    remark = Remark(scorer="S08", opgave="O03", text="Per mail gezegd")
    given = with_scores(unanswered(), known).model_copy(update={"remarks": (remark,)})
    assert entry_of(given) == blank()
    found = gathered({"invoer.xlsx": typed({("S08", "O03", "C01"): 4})}, given)
    assert taken(found) == {}
    assert [x.problem for x in lines(found, Kind.TAKEN)] == [
        "Antwoorden die in het werkboek staan: 1 score."
    ]


@pytest.mark.slow
def test_sixty_forms_of_sixty_opgaven_and_twelve_criteria_pass_the_check_and_are_read() -> None:
    data, scores = large(scorers=60, opgaven=60, criteria=12)
    assert inspect("invoer.xlsx", data).refused is None
    with Sandbox(PARSED) as sandbox:
        back = returned(Found("invoer.xlsx", data), unanswered().settings, sandbox.run)
    assert back.refused == ""
    assert back.findings == ()
    found = {
        (answer.identity["scorer"], *cell): mark
        for answer in back.answers
        for cell, mark in answer.scores.items()
    }
    assert found == scores
