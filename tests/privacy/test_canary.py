"""Nothing that hides in a workbook reaches the copy: a canary in every place of the package."""

import base64
import io
from functools import lru_cache

import openpyxl
import pytest

from tests.documents.factory import OCCASION, letter_of, rendered_form, rendered_letter, request_of
from tests.names.support import finder
from tests.post.support import all_parcels
from tests.privacy.canaries import NAME, hidden
from tests.privacy.support import (
    book,
    copied,
    everything,
    example_copy,
    members,
    port_on,
    rebuilt,
)
from tests.support.engines import validate_ooxml
from tests.support.ooxml_lint import lint
from wijkexcel.example import example
from wijkexcel.names.finder import Finder, Known
from wijkexcel.privacy.anonymise import Anonymised, Wishes
from wijkexcel.privacy.headings import readable
from wijkexcel.privacy.residue import residue
from wijkexcel.privacy.sweep import is_technical
from wijkexcel.workbook.reading.read import read


def sheet_texts(data: bytes) -> list[tuple[str, list[str]]]:
    """The texts of each sheet, read by another program's reader."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        (sheet.title, [str(c.value) for row in sheet.iter_rows() for c in row if c.value])
        for sheet in book
    ]


@lru_cache
def freed(own_sheets: bool = False) -> Anonymised:
    return copied(hidden()[0], Wishes(own_sheets=own_sheets))


@pytest.mark.slow
def test_the_canaries_and_the_name_are_in_the_original() -> None:
    """The test's own test."""
    data, canaries = hidden()
    text = everything(data)
    encoded = base64.b64encode(f"{canaries['customXml in base64']} {NAME}".encode()).decode()
    assert encoded in text
    missed = [p for p, word in canaries.items() if word not in text]
    assert missed == ["customXml in base64"]
    assert text.count(NAME) > 40


@pytest.mark.slow
def test_no_canary_and_no_name_is_in_any_part_of_the_copy() -> None:
    text = everything(freed().copy)
    assert [place for place, word in hidden()[1].items() if word in text] == []
    folded = text.casefold()
    assert [w for w in ("terhoeven", "marjan", "@example.nl") if w in folded] == []
    assert freed().residue == ()


@pytest.mark.slow
def test_the_copy_has_only_parts_that_the_program_makes() -> None:
    kinds = {name.split("/")[1] if "/" in name else name for name in members(freed().copy)}
    assert kinds == {
        "[Content_Types].xml",
        ".rels",
        "_rels",
        "app.xml",
        "core.xml",
        "sharedStrings.xml",
        "styles.xml",
        "tables",
        "theme",
        "workbook.xml",
        "worksheets",
    }


@pytest.mark.oracle("ooxml-validator")
@pytest.mark.parametrize("own_sheets", [False, True])
def test_the_copy_is_a_sound_workbook(own_sheets: bool) -> None:
    made = freed(own_sheets)
    for data in (made.copy, made.review):
        assert validate_ooxml(data) == []
        assert lint(data) == []


@pytest.mark.slow
def test_what_is_left_out_is_told_with_its_text() -> None:
    canary = hidden()[1]
    told = {(g.kind, g.sheet, g.cell): g for g in reversed(freed().cleaned.gone)}
    kinds = {kind for kind, _, _ in told}
    assert kinds >= {
        "afbeelding",
        "besturingselement",
        "draaitabel",
        "eigen blad",
        "eigen naam voor cellen",
        "eigen eigenschappen van het document",
        "gegevensmodel",
        "gegevensverbinding",
        "ingesloten bestand",
        "koppeling",
        "koppeling naar een ander bestand",
        "eigenschap van het document",
        "kop- of voettekst",
        "lijst van schrijvers van opmerkingen",
        "macro's",
        "miniatuur",
        "notitie bij een cel",
        "printerinstellingen",
        "tekst buiten de tabellen",
        "tekstvak of vorm",
        "verborgen gegevens (customXml)",
        "wijzigingen bijhouden",
    }
    assert told["notitie bij een cel", "Start", "B20"].text == f"{canary['note']} {NAME}"
    assert canary["threaded comment"] in told["notitie bij een cel", "Start", "B21"].text
    assert canary["rich text"] in told["tekst buiten de tabellen", "Start", "A902"].text
    assert canary["stored result"] in told["tekst buiten de tabellen", "Start", "A900"].text
    assert told["eigen blad", canary["name of a sheet"], ""].what == "1 gevulde cel"
    link = told["koppeling", "Start", "Z99"].text
    assert link == f"mailto:{canary['link']} {NAME}@x.nl - {canary['tip of a link']} {NAME}"
    texts = " ".join(g.text for g in freed().cleaned.gone)
    assert canary["text box"] in texts
    assert canary["picture"] in texts


@pytest.mark.slow
def test_every_hiding_place_is_on_the_list() -> None:
    """Nothing is forgotten: whatever stood anywhere and is not in the copy is told."""
    made = freed()
    told = "\n".join(f"{g.kind} {g.sheet} {g.what} {g.text}" for g in made.cleaned.gone)
    assert [place for place, word in hidden()[1].items() if word not in told] == []
    texts = "".join(value for _, cells in sheet_texts(made.review) for value in cells)
    assert [place for place, word in hidden()[1].items() if word not in texts] == []


KINDS = {
    "message": ("melding of uitleg bij een cel", "Start", "A4"),
    "list of a validation": ("keuzelijst of regel voor invoer", "Start", "A2"),
    "rule of a format": ("voorwaardelijke opmaak", "Start", "A1"),
    "name of a scenario": ("scenario", "Start", ""),
    "custom view": ("aangepaste weergave", "", ""),
    "author of a note": ("schrijver of kenmerk van een opmerking", "", ""),
    "person": ("schrijver of kenmerk van een opmerking", "", ""),
    "custom property": ("eigen eigenschap van het document", "", ""),
    "defined name": ("eigen naam voor cellen", "", ""),
    "pivot cache": ("draaitabel", "", ""),
    "connection": ("gegevensverbinding", "", ""),
    "query": ("gegevensverbinding", "", ""),
    "column of a table": ("naam of kolom van een tabel", "Start", ""),
    "title of a chart": ("grafiek", "Overzicht", ""),
    "series of a chart": ("grafiek", "Overzicht", ""),
    "alternative text": ("tekstvak, vorm of alternatieve tekst", "Overzicht", ""),
    "cell of a hidden sheet": ("tekst op een plek die de kopie zelf vult", "Berekening", "A900"),
    "text in a formula": ("tekst in een formule", "Start", "A901"),
    "unreferenced string": ("tekst die in geen cel staat", "", ""),
    "attribute that nobody knows": ("overig", "Start", ""),
    "who reserved it": ("overig", "", ""),
    "own sheet": ("eigen blad", None, "A1"),
    "link": ("koppeling", "Start", "Z99"),
}


@pytest.mark.parametrize("place", KINDS)
def test_what_is_left_out_is_told_by_its_kind_and_place(place: str) -> None:
    kind, sheet, cell = KINDS[place]
    word = hidden()[1][place]
    assert any(
        (g.kind, g.cell) == (kind, cell) and sheet in (None, g.sheet) and word in g.text
        for g in freed().cleaned.gone
    )


@pytest.mark.slow
def test_who_wrote_a_note_is_told_though_the_same_name_was_typed_in_a_table() -> None:
    name = example().scorers[0].name
    data = rebuilt(
        book(example()),
        {},
        {
            "xl/comments1.xml": (
                f"<comments><authors><author>{name}</author></authors></comments>"
            ).encode(),
            "docProps/custom.xml": f"<Properties><property>{name}</property></Properties>".encode(),
        },
    )
    told = {g.kind for g in copied(data).cleaned.gone if g.text == name}
    assert told >= {"schrijver of kenmerk van een opmerking", "eigen eigenschap van het document"}


@pytest.mark.slow
def test_of_a_workbook_as_the_program_made_it_nothing_is_called_forgotten() -> None:
    assert {g.kind for g in example_copy().cleaned.gone} <= {
        "code van een deelnemer",
        "e-mailadres",
        "eigenschap van het document",
        "telefoonnummer",
        "organisatie (blijft staan met --houd organisatie)",
        "rol of functie (blijft staan met --houd rol)",
        "vingerafdruk of kenmerk",
        "uitkomst van de laatste controle",
    }


@pytest.mark.parametrize(
    "text",
    [
        "12,5",
        "-3",
        "A1:B20",
        "$C$4",
        "FFFFFF00",
        "center",
        "center thin",
        "rId12",
        "nl-NL",
        "{00000000-1111-2222-3333-444455556666}",
        "2026-01-02T03:04:05Z",
        "application/xml",
    ],
)
def test_what_only_the_format_says_is_not_told(text: str) -> None:
    assert is_technical(text)


@pytest.mark.parametrize(
    "text", ["Jan", "JAN", "0612345678", "+31 6 12345678", "geheim", "bold Jan", "facade"]
)
def test_what_somebody_may_have_typed_is_told(text: str) -> None:
    assert not is_technical(text)


def test_headers_footers_and_properties_are_told_in_words() -> None:
    canary = hidden()[1]
    told = {
        (g.sheet, g.what): g.text
        for g in freed().cleaned.gone
        if g.kind in {"kop- of voettekst", "eigenschap van het document"}
        and not g.what.startswith("docProps/")
    }
    assert told == {
        ("Start", "koptekst"): f"wijkexcel | [blad] {canary['header']} {NAME}",
        ("Start", "voettekst"): (
            f"Bladzijde [bladzijde] van [aantal bladzijden] {canary['footer']} {NAME}"
        ),
        ("", "titel"): f"Keuzes over opgaven in Lijsterhoek {canary['title']} {NAME}",
        ("", "gemaakt door"): f"Oudervliet {canary['creator']} {NAME}",
        ("", "het laatst bewaard door"): f"Oudervliet {canary['last modified by']} {NAME}",
        ("", "opmerkingen"): f"{canary['description']} {NAME}",
        ("", "trefwoorden"): f"{canary['keywords']} {NAME}",
        ("", "leidinggevende"): f"{canary['manager']} {NAME}",
        ("", "basis van koppelingen"): f"{canary['company']} {NAME}",
    }


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("&L&10wijkexcel&R&10&A", "wijkexcel | [blad]"),
        ('&C&"Arial,Bold"&14&K01+000Wijk A && B&R&D &T', "Wijk A & B | [datum] [tijd]"),
        ("&L&Z&F&C&KFF0000&G", "[map][bestand] | [afbeelding]"),
        ("gewoon\nTruus", "gewoon Truus"),
        ("los &", "los &"),
    ],
)
def test_the_codes_of_a_header_are_read_as_words(codes: str, words: str) -> None:
    assert readable(codes) == words


@pytest.mark.slow
def test_own_sheets_come_along_only_when_asked_and_then_only_as_reviewed_values() -> None:
    canary = hidden()[1]
    made = freed(own_sheets=True)
    text = everything(made.copy)
    found = [place for place, word in canary.items() if word in text]
    assert found == ["name of a sheet", "own sheet"]
    assert "terhoeven" not in text.casefold()
    name = canary["name of a sheet"]
    told = {(r.place.sheet, r.place.cell): r.text for r in made.cleaned.reviews}
    assert told[name, ""] == name
    assert told[name, "A1"] == f"{canary['own sheet']} Deelnemer S01"
    assert "eigen blad" not in {g.kind for g in made.cleaned.gone}


@pytest.mark.slow
def test_the_last_look_finds_what_may_not_stay_in_each_place() -> None:
    data, canaries = hidden()
    knows_all = Finder(Known(codes=frozenset(canaries.values())), frozenset(), frozenset())
    found = {found.word for found in residue(data, knows_all)}
    assert [place for place, word in canaries.items() if word not in found] == []


@pytest.mark.slow
def test_the_last_look_says_in_which_part_and_knows_names_in_every_form() -> None:
    parts = {
        "xl/a.xml": b"<x>mevrouw T\xc3\xa9rhoeven</x>",
        "xl/b.xml": b"<si><r><t>Mar</t></r><r><t>jan Terhoeven</t></r></si>",
        "xl/c.xml": b"<x a='&#77;arjan&#32;Terhoeven'/>",
        "xl/d.xml": b"<x>marjan_x0020_terhoeven</x>",
        "xl/e.xml": b"<x>0612 345 678</x>",
        "xl/f.bin": "Marjan Terhoeven".encode("utf-16-be"),
        "xl/g.xml": b"<x>file:///C:/Marjan%20Terhoeven.docx</x>",
        "xl/marjan-terhoeven.xml": b"<x/>",
    }
    found = residue(rebuilt(example_copy().copy, {}, parts), finder())
    assert {(f.part, f.word) for f in found} == {
        ("xl/a.xml", "Térhoeven"),
        ("xl/b.xml", "Marjan Terhoeven"),
        ("xl/c.xml", "Marjan Terhoeven"),
        ("xl/d.xml", "marjan terhoeven"),
        ("xl/e.xml", "0612 345 678"),
        ("xl/f.bin", "Marjan Terhoeven"),
        ("xl/g.xml", "Marjan Terhoeven"),
        ("xl/marjan-terhoeven.xml", "marjan-terhoeven"),
    }


@pytest.mark.slow
def test_the_last_look_finds_nothing_in_a_clean_copy() -> None:
    assert residue(example_copy().copy, finder()) == []


@pytest.mark.slow
def test_what_hides_in_the_workbook_reaches_no_letter_workbook_mail_or_form() -> None:
    """What goes out is made of what was read in the tables; a hiding place is no table."""
    dossier = read(port_on(hidden()[0])).dossier
    parcels = all_parcels(dossier).values()
    made = [p.workbook for p in parcels]
    made += [
        rendered_letter(letter_of(dossier)),
        rendered_form(request_of(dossier, "S01"), OCCASION),
    ]
    assert len(made) == len(dossier.scorers) + 2
    texts = [*map(everything, made), *(p.text for p in parcels)]
    assert [place for place, word in hidden()[1].items() if any(word in t for t in texts)] == []
