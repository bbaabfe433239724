"""The list for a person: what stands in it, and that none of it does anything."""

import io
from functools import lru_cache
from typing import Any

import openpyxl
import pytest

from tests.privacy.peopled import peopled, peopled_copy
from tests.privacy.support import book, copied, example_copy, members, with_first, with_settings
from tests.support.engines import validate_ooxml
from tests.support.ooxml_lint import lint
from wijkexcel.layout.review import (
    DECISIONS,
    FIRST,
    HEADER,
    LEFT_OUT,
    NAMES,
    TO_REVIEW,
    WARNING,
)
from wijkexcel.privacy.anonymise import Anonymised

Row = dict[str, Any]


def rows(made: Anonymised, sheet: str) -> list[Row]:
    """The rows of a table, as a person reads them."""
    found = openpyxl.load_workbook(io.BytesIO(made.review))[sheet]
    head, *rest = found.iter_rows(min_row=HEADER + 1, values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rest]


@pytest.mark.slow
@pytest.mark.parametrize("sheet", [FIRST, TO_REVIEW, NAMES, LEFT_OUT])
def test_every_sheet_says_in_large_letters_that_it_may_not_travel(sheet: str) -> None:
    found = openpyxl.load_workbook(io.BytesIO(example_copy().review))[sheet]
    assert found["A1"].value == WARNING == "BEVAT PERSOONSGEGEVENS: STUUR DIT BESTAND NIET MEE"
    assert found["A1"].font.size == 18
    assert found.print_title_rows in {"$1:$4", None}


def test_a_text_is_listed_with_its_place_its_marks_and_room_for_a_decision() -> None:
    (line,) = [
        r
        for r in rows(peopled_copy(), TO_REVIEW)
        if r["Wat staat hier?"] == "O01, kolom Beschrijving"
    ]
    assert line.pop("Nr")
    assert line == {
        "Blad in de kopie": "Opgaven",
        "Cel": "E6",
        "Wat staat hier?": "O01, kolom Beschrijving",
        "Tekst in de kopie": peopled().opgaven[0].description,
        "Valt er iets op?": "ja",
        "Opvallende woorden": "1234 AB 5 (postcode?); Karin de Wit (naam?); "
        "woonconsulent (rol van een deelnemer)",
        "Vervangen": None,
        "Uw besluit": None,
        "Uw toelichting": None,
    }


def test_what_was_replaced_is_told_and_a_part_of_a_name_is_asked_about() -> None:
    told = {r["Wat staat hier?"]: r["Vervangen"] for r in rows(peopled_copy(), TO_REVIEW)}
    assert told["O01, kolom Interne notitie"] == "Jan van den Berg → Deelnemer S02"
    assert told["O03, kolom Opmerking (mag)"] == (
        "Petra → Deelnemer S03 (deel van een naam: klopt dit?)"
    )


def test_the_decision_is_chosen_from_a_list_in_an_open_cell() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(peopled_copy().review))[TO_REVIEW]
    (column,) = [c.column_letter for c in sheet[HEADER + 1] if c.value == "Uw besluit"]
    cell = sheet[f"{column}{HEADER + 2}"]
    assert not cell.protection.locked
    (rule,) = [
        v
        for v in sheet.data_validations.dataValidation
        if cell.coordinate in v.sqref and v.type == "list"
    ]
    assert rule.formula1 == f'"{",".join(DECISIONS)}"'


def test_the_names_and_what_is_left_out_are_told() -> None:
    names = {r["Heet in de kopie"]: r for r in rows(peopled_copy(), NAMES)}
    assert names["Deelnemer S02"]["Stond in het werkboek als"] == "Jan van den Berg"
    assert names["Betrokkene 1"]["Stond in het werkboek als"] == "Joop Dreesman"
    (file,) = (r for r in names.values() if r["Heet in de kopie"] == "bestand-1.xlsx")
    assert (file["Stond in het werkboek als"], file["Op Nakijken in"]) == ("van Marjan.xlsx", None)
    left = {(r["Waar het stond"], r["Wat er stond"]) for r in rows(peopled_copy(), LEFT_OUT)}
    assert ("S02, kolom E-mail", "post4@voorbeeld.nl") in left
    assert ("S01, kolom Rol", "Woonconsulent") in left
    kinds = {r["Waar het stond"]: r["Wat"] for r in rows(peopled_copy(), LEFT_OUT)}
    assert kinds["S02, kolom E-mail"] == "e-mailadres"
    assert kinds["S02, kolom Code"] == "code van een deelnemer"
    assert kinds["Telefoon"] == "telefoonnummer"
    assert kinds["S01, kolom Organisatie"] == "organisatie (blijft staan met --houd organisatie)"
    assert (
        kinds["S01, kolom Rol"]
        == kinds["Functie van de afzender"]
        == ("rol of functie (blijft staan met --houd rol)")
    )


@pytest.mark.slow
def test_it_warns_of_small_groups_and_of_what_it_cannot_see() -> None:
    texts = {r["Vraag"]: r["Antwoord"] for r in rows(example_copy(), FIRST)}
    assert texts["Zijn scores te herleiden?"].startswith(
        "Let op bij G2 (Woningcorporatie): 2 deelnemers en G4 (Andere partners): 1 deelnemer."
    )
    assert texts["Mag de kopie openbaar worden?"] == (
        "Het programma beslist niet wat openbaar mag worden. Dat doet een mens, met de lijst erbij."
    )
    assert texts["Is de kopie anoniem?"].startswith("Nee.")


@pytest.mark.slow
def test_without_small_groups_it_says_so() -> None:
    dossier = with_settings(peopled(), smallest_group=1)
    texts = {r["Vraag"]: r["Antwoord"] for r in rows(copied(book(dossier)), FIRST)}
    assert texts["Zijn scores te herleiden?"] == "Er is geen groep met minder dan 1 deelnemer."


@lru_cache
def hostile() -> Anonymised:
    texts = '=HYPERLINK("http://x.nl";"klik")', "@SOM(1)", "\\\\server\\deel"
    dossier = with_first(
        peopled(), "opgaven", description=texts[0], risks=texts[1], planning=texts[2]
    )
    return copied(book(dossier))


@pytest.mark.slow
def test_nothing_in_the_list_or_the_copy_calculates_or_links_away() -> None:
    made = hostile()
    told = {r["Wat staat hier?"]: r["Tekst in de kopie"] for r in rows(made, TO_REVIEW)}
    assert told["O01, kolom Beschrijving"] == '=HYPERLINK("http://x.nl";"klik")'
    for name, content in members(made.review).items():
        assert b"<f>" not in content, name
        assert b"External" not in content, name
        assert b"<hyperlink" not in content, name
    assert not any(b"External" in content for content in members(made.copy).values())
    found = openpyxl.load_workbook(io.BytesIO(made.copy))["Opgaven"]["E6"]
    assert (found.data_type, found.value) == ("s", '=HYPERLINK("http://x.nl";"klik")')


@pytest.mark.oracle("ooxml-validator")
def test_copy_and_list_are_sound_workbooks() -> None:
    for made in (example_copy(), hostile()):
        for data in (made.copy, made.review):
            assert validate_ooxml(data) == []
            assert lint(data) == []
