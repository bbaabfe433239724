"""The copy: the same scores and totals, other names, and everyone one name everywhere."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from tests.privacy.peopled import peopled, peopled_book, peopled_copy
from tests.privacy.support import (
    DAY,
    book,
    copied,
    everything,
    example_copy,
    port_on,
)
from tests.support.engines import cached, compare, recalculate_libreoffice
from tests.workbook.books import edited, empty_book, layout_for, reading, small
from wijkexcel.errors import EngineError
from wijkexcel.example import example
from wijkexcel.layout.declare import declare
from wijkexcel.layout.sheets.start import CHECK_LABELS
from wijkexcel.layout.spec import Capacity, Kind
from wijkexcel.model.dossier import Dossier
from wijkexcel.privacy.anonymise import LOGGED, Anonymised, Wishes, anonymise
from wijkexcel.privacy.policy import Treatment, treatment, unnamed
from wijkexcel.rules.outcome import outcome_of
from wijkexcel.steps.five import run_step
from wijkexcel.steps.report import Run
from wijkexcel.workbook.recalculate import recalculate


def dossier_in(made: Anonymised) -> Dossier:
    return reading(made.copy).dossier


# What stays ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("make", [example, small, peopled])
def test_scores_totals_statuses_and_ranks_are_the_same(make: object) -> None:
    original = make()  # type: ignore[operator]
    copy = dossier_in(copied(book(original)))
    assert copy.scores == original.scores
    assert outcome_of(copy).opgaven == outcome_of(original).opgaven
    assert [g.weight for g in copy.groups] == [g.weight for g in original.groups]


@pytest.mark.slow
def test_bereken_agrees_with_the_copy() -> None:
    report = run_step("bereken", port_on(peopled_copy().copy), Run(datetime(2026, 12, 1), "x"))
    assert report.equal is True
    assert (
        report.message
        == run_step("bereken", port_on(peopled_book()), Run(datetime(2026, 12, 1), "x")).message
    )


@pytest.mark.oracle("libreoffice")
def test_libreoffice_calculates_the_same_from_the_copy() -> None:
    stored = cached(example_copy().copy)
    assert len(stored) > 5_000
    assert compare(stored, recalculate_libreoffice(example_copy().copy)) == []


@pytest.mark.slow
def test_the_same_workbook_and_day_give_the_same_bytes() -> None:
    again = copied(peopled_book())
    assert again.copy == peopled_copy().copy
    assert again.review == peopled_copy().review


@pytest.mark.slow
def test_a_copy_of_the_copy_is_the_same_copy() -> None:
    """Whoever changed a copy in Excel runs the program once more, to clean its properties."""
    again = copied(peopled_copy().copy)
    assert dossier_in(again) == dossier_in(peopled_copy())
    assert again.copy == peopled_copy().copy
    assert again.residue == ()


@pytest.mark.slow
def test_the_copy_says_in_its_logbook_that_it_is_one() -> None:
    last = dossier_in(peopled_copy()).log[-1]
    assert (last.when, last.who, last.what) == (datetime(2026, 11, 24), "", LOGGED)


@pytest.mark.slow
def test_what_the_last_check_found_is_gone_from_start_and_bevindingen_alike() -> None:
    port = port_on(peopled_book())
    run_step("valideer", port, Run(datetime(2026, 12, 1), "x"))
    checked = port.content
    assert _counted(checked)["Aantal fouten"] > 0
    made = copied(checked)
    assert set(_counted(made.copy).values()) == {None}
    assert not any(_findings(made.copy))
    told = [(g.sheet, g.what) for g in made.cleaned.gone if "valideer" in g.what]
    found = sum(map(bool, _findings(checked)))
    assert told == [
        ("Start", "6 regels; 'wijkexcel valideer WERKBOEK' maakt ze opnieuw"),
        ("Bevindingen", f"{found} regels; 'wijkexcel valideer WERKBOEK' maakt ze opnieuw"),
    ]
    again = port_on(made.copy)
    run_step("valideer", again, Run(datetime(2026, 12, 1), "x"))
    assert _counted(again.content)["Aantal fouten"] > 0
    assert any(_findings(again.content))


def _counted(data: bytes) -> dict[str, Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Start"]
    return {
        label: cell.value
        for row in sheet.iter_rows(max_col=2)
        for label, cell in [(row[0].value, row[1])]
        if label in dict(map(reversed, CHECK_LABELS))
    }


def _findings(data: bytes) -> list[Any]:
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Bevindingen"]
    texts = [row[4] for row in sheet.iter_rows(values_only=True)]
    return texts[texts.index("Wat is er?") + 1 :]


# Who is called what ----------------------------------------------------------------------------


def test_everyone_has_one_name_everywhere() -> None:
    copy = dossier_in(peopled_copy())
    assert [s.name for s in copy.scorers] == ["Deelnemer S01", "Deelnemer S02", "Deelnemer S03"]
    assert copy.settings.sender == "Deelnemer S01"
    assert copy.settings.contact_name == "Betrokkene 1"
    assert copy.settings.what_was_asked == (
        "Betrokkene 1 en Deelnemer S01 vroegen het; bel [telefoonnummer]."
    )
    assert copy.opgaven[0].put_forward_by == "Projectteam, Betrokkene 2"
    assert copy.decisions[0].decided_by == "het college"
    assert copy.decisions[0].internal_note == "Deelnemer S02 is tegen."
    assert copy.ambitions[0].who == "Gemeente, Betrokkene 4 en Deelnemer S02"
    (asked,) = copy.joining
    assert (asked.body, asked.contact, asked.email) == ("Afdeling Beheer", "Betrokkene 3", "")
    assert asked.consider == "Betrokkene 3 belt eerst."
    assert copy.remarks[0].text == "Deelnemer S03 weet dit. Bel 0101234567."
    assert [entry.who for entry in copy.log[:2]] == ["Deelnemer S01", "Gebruiker 1"]
    assert copy.log[0].what == (
        "verzamel: 2 antwoorden van S01 uit bestand-1.xlsx (kenmerk 1).\nO01 C01 4"
    )


def test_addresses_codes_organisations_and_roles_are_gone() -> None:
    copy = dossier_in(peopled_copy())
    for scorer in copy.scorers:
        assert (scorer.organisation, scorer.role, scorer.email, scorer.code) == ("", "", "", "")
    settings = copy.settings
    assert (settings.sender_role, settings.contact_phone, settings.contact_email) == ("", "", "")
    text = everything(peopled_copy().copy).casefold()
    gone = (
        "terhoeven",
        "dreesman",
        "kuipersdal",
        "wilma",
        "pietersen",
        "bakker",
        "van den berg",
        "voorbeeld.nl",
        "acde",
        "12 34 56 78",
        "0612345678",
        "beheer7",
        "marjan",
        "projectleider",
    )
    assert [word for word in gone if word in text] == []


def test_group_domain_and_round_stay() -> None:
    before, after = peopled().scorers, dossier_in(peopled_copy()).scorers
    assert [(s.group, s.domain, s.round) for s in after] == [
        (s.group, s.domain, s.round) for s in before
    ]


@pytest.mark.slow
def test_organisation_and_role_stay_when_asked_and_are_then_reviewed() -> None:
    made = copied(peopled_book(), Wishes(frozenset({"organisation", "role"})))
    copy = dossier_in(made)
    assert {(s.organisation, s.role) for s in copy.scorers} == {
        ("Gemeente Oudervliet", "Woonconsulent")
    }
    assert copy.settings.sender_role == "Projectleider"
    assert "S01, kolom Rol" in {review.place.what for review in made.cleaned.reviews}


# What a person reviews -------------------------------------------------------------------------


def test_every_free_text_is_listed_and_likely_names_are_only_marked() -> None:
    listed = {r.place.what: r for r in peopled_copy().cleaned.reviews}
    described = listed["O01, kolom Beschrijving"]
    assert described.text == peopled().opgaven[0].description
    assert described.marked == (
        "1234 AB 5 (postcode?)",
        "Karin de Wit (naam?)",
        "woonconsulent (rol van een deelnemer)",
    )
    assert listed["O03, kolom Opmerking (mag)"].marked == ("0101234567 (telefoonnummer?)",)
    assert listed["O01, kolom Interne notitie"].replaced == (
        ("Jan van den Berg", "Deelnemer S02", "naam"),
    )
    assert (listed["O02, kolom Opgave"].marked, listed["O02, kolom Opgave"].replaced) == ((), ())
    place = listed["O01, kolom Beschrijving"].place
    assert (place.sheet, place.cell) == ("Opgaven", "E6")


@pytest.mark.slow
def test_small_groups_are_told_in_the_list_and_not_in_the_copy() -> None:
    made = example_copy()
    assert made.traceable.small == (("G2 (Woningcorporatie)", 2), ("G4 (Andere partners)", 1))
    assert made.traceable.alone == ("S01", "S02", "S03", "S04", "S05", "S06")
    checked = run_step("valideer", port := port_on(book(example())), Run(DAY_AT, "x"))
    assert any("minder dan 3 mensen" in finding.problem for finding in checked.findings)
    assert port.changed
    copy = everything(copied(port.content).copy)
    assert "minder dan 3" not in copy


DAY_AT = datetime(2026, 11, 24, 9, 0)


def test_a_workbook_that_calculates_otherwise_is_not_copied() -> None:
    data = peopled_book()
    port = port_on(data)
    located = reading(data).map.tables["calcOpgaven"]
    broken = re.sub(
        rb'(<c r="' + located.cell("O01", "total").encode() + rb'"[^>]*>)<f>.*?</f><v>.*?</v>',
        rb"\1<v>1.25</v>",
        port._xml(located.sheet),
    )
    package = port._package.replaced({port._parts[located.sheet]: broken})
    with pytest.raises(EngineError, match="rekent anders dan het programma"):
        anonymise(port_on(package), DAY, "kopie.xlsx", Wishes())


# Cells that hold something odd -----------------------------------------------------------------


@pytest.mark.slow
def test_what_cannot_be_read_is_carried_as_it_is_and_counts_as_little() -> None:
    layout = layout_for(peopled())
    odd = {
        ("tblScore_S01", "O01", "C01"): True,
        ("tblScore_S01", "O01", "C02"): date(2026, 4, 3),
        ("tblScore_S01", "O02", "C01"): "vraag Petra Bakker",
        ("tblCriteria", "C01", "weight"): "veel, zegt Marjan",
        ("tblOpgaven", "O02", "cost"): "0612345678",
        ("tblOpgaven", "O03", "description"): 612345678,
        ("tblOpgaven", "O03", "planning"): 2031,
        ("tblDeelnemers", "S02", "group"): "bij Marjan Terhoeven",
    }
    original = recalculate(edited(peopled_book(), layout, odd)).data
    made = copied(original)
    before, after = reading(original), reading(made.copy)
    assert after.dossier.scores == before.dossier.scores
    assert outcome_of(after.dossier).opgaven == outcome_of(before.dossier).opgaven
    codes = [{f.code for f in found.findings} for found in (before, after)]
    assert codes[0] - codes[1] == {"getal-als-tekst"}  # the phone number in 'Geschatte kosten'
    assert codes[1] <= codes[0]
    told = {r.place.what: r.text for r in made.cleaned.reviews}
    assert told["O02, kolom C01"] == "vraag Deelnemer S03"
    assert told["C01, kolom Gewicht"] == "veel, zegt Deelnemer S01"
    assert told["O02, kolom Geschatte kosten"] == "[telefoonnummer]"
    assert told["S02, kolom Groep (Nr)"] == "bij Deelnemer S01"
    assert told["O03, kolom Planning"] == "2031"
    assert after.dossier.opgaven[2].description == ""
    assert made.residue == ()


@pytest.mark.slow
def test_numbers_where_a_name_or_a_phone_number_belongs_do_not_stay_either() -> None:
    layout = layout_for(peopled())
    odd = {
        ("tblDeelnemers", "S02", "name"): 123456,
        ("tblInstellingen", "contact_phone", "value"): 612345678,
        ("tblDeelnemers", "S03", "email"): "kees@intern",
        ("tblSamenhang", "P01", "why"): "Bel 06-12345678 of mail kees@intern, zegt dom\\jansenm.",
        ("tblLogboek", "2", "who"): "DOM\\jansenm",
    }
    made = copied(recalculate(edited(peopled_book(), layout, odd)).data)
    copy = dossier_in(made)
    assert copy.scorers[1].name == "Deelnemer S02"
    assert copy.pairs[0].why == "Bel [telefoonnummer] of mail [e-mailadres], zegt Gebruiker 1."
    assert copy.log[1].who == "Gebruiker 1"
    assert made.residue == ()


@pytest.mark.slow
def test_a_formula_becomes_its_value_and_an_error_is_left_behind() -> None:
    made = copied(_with_formulas())
    told = {(g.kind, g.sheet, g.cell, g.what) for g in made.cleaned.gone}
    assert ("formule", "Criteria", "G7", "C01, kolom Gewicht: nu een waarde") in told
    assert ("foutwaarde", "Opgaven", "E7", "O02, kolom Beschrijving") in told
    assert dossier_in(made).criteria[0].weight == 2.0


def _with_formulas() -> bytes:
    port = port_on(peopled_book())
    criteria = port._xml("Criteria")
    weight = re.sub(rb'(<c r="G7"[^>]*)><v>[^<]*</v>', rb"\1><f>1+1</f><v>2</v>", criteria)
    assert weight != criteria
    opgaven = port._xml("Opgaven")
    error = re.sub(rb'<c r="E7"( s="\d+")?/>', rb'<c r="E7"\1 t="e"><v>#N/A</v></c>', opgaven)
    assert error != opgaven
    return port._package.replaced({port._parts["Criteria"]: weight, port._parts["Opgaven"]: error})


@pytest.mark.slow
def test_text_outside_the_tables_is_told() -> None:
    layout = layout_for(peopled())
    table = layout.tables["tblOpgaven"]
    odd = {("tblOpgaven", "O03", "id"): "O99", ("tblOpgaven", "O03", "risks"): "van Petra"}
    data = edited(peopled_book(), layout, odd)
    made = copied(recalculate(data).data)
    told = {(g.kind, g.sheet, g.text) for g in made.cleaned.gone}
    assert ("tekst buiten de tabellen", table.sheet, "van Petra") in told
    assert dossier_in(made).opgaven[-1].id == "O02"


# Every column has been thought of --------------------------------------------------------------


def test_it_is_said_of_every_column_what_happens_to_it() -> None:
    """A new column goes from the copy until someone says here what should happen to it."""
    assert unnamed(declare(Capacity(1, 1, 1, 1, 1))) == []


def test_a_column_that_nobody_thought_of_goes() -> None:
    table = declare(Capacity(1, 1, 1, 1, 1)).tables["tblOpgaven"]
    new = replace(table.columns[1], key="nieuw")
    assert treatment("tblOpgaven", "O01", new) is Treatment.GONE
    for kind in Kind:
        assert treatment("tblOpgaven", "O01", replace(new, kind=kind)) is Treatment.GONE


@pytest.mark.slow
def test_an_empty_workbook_can_be_copied() -> None:
    made = copied(empty_book())
    assert made.residue == ()
    assert made.cleaned.reviews == []
