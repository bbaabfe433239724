"""The lines S of the catalogue: how the workbook is built, and which version it is of."""

import io

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook.defined_name import DefinedName

from tests.post.catalogue import (
    ASIDE,
    REFUSED,
    SKIPPED,
    TOLD,
    Case,
    Files,
    cell_name,
    column_of,
    rebuilt,
    row_of,
    sent,
    whole_file,
    wijk,
)
from tests.post.makes import PIXEL
from tests.post.support import Form, changed, with_identity, with_version
from tests.workbook.books import edited, layout_for
from wijkexcel.layout.partner_form import FORM, FORM_HEADER, ROW_NAME

Book = openpyxl.Workbook
FIRST = FORM_HEADER + 2
NO_ANSWER = "geen werkboek dat met 'wijkexcel verdeel WERKBOEK MAP' is gemaakt"


def other_order(book: Book) -> None:
    book.move_sheet("Versie", -4)
    book.move_sheet(FORM, 2)


def sorted_rows(book: Book) -> None:
    sheet = book[FORM]
    form = Form(sheet)
    last, todo = form.row("O05"), form.column("Nog te doen")
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=FIRST, max_row=last)]
    for i, row in enumerate(reversed(rows)):
        for c, value in enumerate(row, 1):
            if c != todo:
                sheet.cell(FIRST + i, c).value = value


def swapped(book: Book) -> None:
    form = Form(book[FORM])
    one, other = form.column("C01"), form.column("C02")
    for row in range(1, form.row("O05") + 1):
        a, b = form.sheet.cell(row, one), form.sheet.cell(row, other)
        a.value, b.value = b.value, a.value


def hidden(book: Book) -> None:
    book[FORM].row_dimensions[Form(book[FORM]).row("O02")].hidden = True


def filtered(book: Book) -> None:
    hidden(book)
    book[FORM].auto_filter.ref = f"A{FORM_HEADER + 1}:C{FIRST + 4}"


def retitled(book: Book) -> None:
    book[FORM].title = "Mijn scores"


def without(sheet: str) -> object:
    return lambda book: book.remove(book[sheet])


def header_twice(book: Book) -> None:
    form = Form(book[FORM])
    form.sheet.cell(FORM_HEADER + 1, form.column("C02")).value = "C01"


def merged(book: Book) -> None:
    book[FORM].merge_cells(f"{cell_name(('O03', 'C01'))}:{cell_name(('O03', 'C02'))}")


def empty_row(book: Book) -> None:
    book[FORM].insert_rows(FIRST + 2)


def row_with_scores(book: Book) -> None:
    empty_row(book)
    book[FORM].cell(FIRST + 2, Form(book[FORM]).column("C01")).value = 3


def row_gone(book: Book) -> None:
    book[FORM].delete_rows(Form(book[FORM]).row("O04"))


def numbered(number: str) -> object:
    def change(book: Book) -> None:
        form = Form(book[FORM])
        form.sheet.cell(form.row("O04"), 1).value = number

    return change


def numbers_moved(book: Book) -> None:
    """Everything but the numbers sorted: a row now shows the name of another opgave."""
    form = Form(book[FORM])
    one, other = form.row("O01"), form.row("O02")
    for col in range(2, form.sheet.max_column + 1):
        a, b = form.sheet.cell(one, col), form.sheet.cell(other, col)
        a.value, b.value = b.value, a.value


def without_table(book: Book) -> None:
    del book[FORM].tables["tblScores"]


def unprotected(book: Book) -> None:
    book[FORM].protection.sheet = False


def label(sheet: str, row: int, text: str) -> object:
    def change(book: Book) -> None:
        book[sheet].cell(row, 2).value = text

    return change


def criterion_label(book: Book) -> None:
    book[FORM].cell(ROW_NAME + 1, Form(book[FORM]).column("C02")).value = "Iets anders"


def extra_sheet(book: Book) -> None:
    book.create_sheet("Kladje")["A1"] = "=1/0"


def extra_name(book: Book) -> None:
    book.defined_names["mijn_cel"] = DefinedName("mijn_cel", attr_text=f"{FORM}!$A$1")


def note(book: Book) -> None:
    book[FORM][cell_name(("O02", "C01"))].comment = Comment("Wat bedoelt u?", "ik")


def picture(book: Book) -> None:
    book[FORM].add_image(Image(io.BytesIO(PIXEL)), "L2")


def versioned(**marks: str) -> Files:
    return {"antwoord.xlsx": with_version(sent().filled(), **marks)}


def coordinator(cells: dict[tuple[str, str, str], object]) -> bytes:
    return edited(sent().book, layout_for(wijk()), cells)  # type: ignore[arg-type]


def by_identity(name: str, said: str, /, **values: str) -> Case:
    """Another identity on the sheet Versie."""
    return whole_file(name, ASIDE, said, lambda: with_identity(sent().filled(), **values))


def changed_since(
    name: str,
    said: str,
    lost: frozenset[tuple[str, str]],
    cells: dict[tuple[str, str, str], object],
) -> Case:
    """A question that the coordinator changed after sending."""
    return Case(
        name,
        REFUSED,
        said,
        lambda: {"antwoord.xlsx": sent().filled()},
        lost=lost,
        book=lambda: coordinator(cells),
    )


ALL = row_of("O01") | row_of("O02") | row_of("O03") | row_of("O04") | row_of("O05")
COUPLING = next(o.coupling for o in wijk().opgaven if o.id == "O03")

CASES = (
    rebuilt("S1-sheets-in-another-order", other_order, None, ""),
    rebuilt("S1-rows-sorted", sorted_rows, None, ""),
    rebuilt("S1-columns-swapped", swapped, None, ""),
    rebuilt("S1-filtered", filtered, TOLD, "verborgen of weggefilterd: O02", f"A{FIRST + 1}"),
    rebuilt("S1-hidden-rows", hidden, TOLD, "verborgen of weggefilterd: O02", f"A{FIRST + 1}"),
    rebuilt("S2-renamed", retitled, TOLD, "heette Invullen", sheet="Mijn scores"),
    *(
        whole_file(
            f"S2-deleted-{sheet}",
            REFUSED,
            NO_ANSWER,
            lambda sheet=sheet: changed(sent().filled(), without(sheet)),
        )  # type: ignore[arg-type, misc]
        for sheet in (FORM, "Versie")
    ),
    rebuilt(
        "S2-deleted-Opgaven",
        without("Opgaven"),
        TOLD,
        "Opgaven is uit dit bestand gehaald",
        sheet="Opgaven",
    ),  # type: ignore[arg-type]
    rebuilt(
        "S2-header-twice",
        header_twice,
        REFUSED,
        "De kolom 'C01' staat er twee keer",
        f"F{FORM_HEADER + 1}",
        lost=column_of("C01") | column_of("C02"),
    ),
    rebuilt(
        "S2-merged",
        merged,
        REFUSED,
        "zijn samengevoegd",
        cell_name(("O03", "C01")),
        lost=frozenset({("O03", "C01"), ("O03", "C02")}),
    ),
    rebuilt("S3-empty-row", empty_row, TOLD, f"lege rijen (rij {FIRST + 2})", f"A{FIRST + 2}"),
    rebuilt(
        "S3-row-with-scores",
        row_with_scores,
        REFUSED,
        "Deze rij heeft geen nummer",
        f"E{FIRST + 2}",
    ),
    rebuilt(
        "S3-row-deleted", row_gone, TOLD, "De rij van opgave O04 ontbreekt", lost=row_of("O04")
    ),
    rebuilt(
        "S3-number-changed",
        numbered("O77"),
        REFUSED,
        "Het nummer 'O77' is onbekend",
        f"E{FIRST + 3}",
        lost=row_of("O04"),
    ),  # type: ignore[arg-type]
    rebuilt(
        "S3-number-twice",
        numbered("O02"),
        REFUSED,
        "O02 staat er meer dan een keer",
        f"A{FIRST + 3}",
        lost=row_of("O04") | row_of("O02"),
    ),  # type: ignore[arg-type]
    rebuilt(
        "S3-number-against-name",
        numbers_moved,
        REFUSED,
        "het nummer O01 bij de naam van O02",
        f"B{FIRST}",
        lost=row_of("O01") | row_of("O02"),
    ),
    rebuilt("S4-table-gone", without_table, TOLD, "De tabel om de scores is weg"),
    rebuilt("S4-protection-off", unprotected, TOLD, "De beveiliging van dit blad staat uit"),
    rebuilt(
        "S4-opgave-label",
        label(FORM, FIRST, "Iets anders"),
        TOLD,
        "nu staat er 'Iets anders'",
        f"B{FIRST}",
    ),  # type: ignore[arg-type]
    rebuilt(
        "S4-criterion-label", criterion_label, TOLD, "nu staat er 'Iets anders'", f"F{ROW_NAME + 1}"
    ),
    rebuilt(
        "S4-explanation",
        label("Opgaven", 6, "Iets anders"),
        TOLD,
        "Op het blad Opgaven is tekst veranderd (O01)",
        "B6",
        "Opgaven",
    ),  # type: ignore[arg-type]
    # An older template is a file that an older program made: see tests/post/back/test_answer.py.
    whole_file(
        "S5-newer-template",
        REFUSED,
        "gemaakt met een nieuwere wijkexcel (soort 7",
        lambda: with_identity(sent().filled(), edition="7"),
    ),
    by_identity("S5-another-wijk", "gaat over de wijk 'Vogelbuurt'", wijk="Vogelbuurt"),
    by_identity("S5-another-round", "is van ronde 4, maar S01", round="4"),
    changed_since(
        "S5-question-changed",
        "Criterium C02 (Tempo van de uitvoering) is veranderd nadat dit bestand is verstuurd: de "
        "vraag was 'Gaat het werk in de wijk door deze opgave sneller of juist …' en is nu 'Gaat "
        "het sneller?'. Wat hierbij stond, is niet overgenomen.",
        column_of("C02"),
        {("tblCriteria", "C02", "question"): "Gaat het sneller?"},
    ),
    changed_since(
        "S5-name-changed",
        "de naam was 'Tempo van de uitvoering' en is nu 'Vaart'",
        column_of("C02"),
        {("tblCriteria", "C02", "name"): "Vaart"},
    ),
    changed_since(
        "S5-direction-changed",
        "de richting was 'hoger is beter' en is nu 'lager is beter'",
        column_of("C02"),
        {("tblCriteria", "C02", "direction"): "lager is beter"},
    ),
    changed_since(
        "S5-meaning-changed",
        "wat de laagste score betekent was",
        column_of("C02"),
        {("tblSchaal", "C02", "lowest"): "Heel traag"},
    ),
    changed_since(
        "S5-opgave-changed",
        "hoe koppelen eruitziet was",
        row_of("O03"),
        {("tblOpgaven", "O03", "coupling"): "Anders"},
    ),
    changed_since(
        "S5-scale-changed",
        "De schaal is veranderd nadat dit bestand is verstuurd: de hoogste "
        "score was '5' en is nu '7'.",
        ALL,
        {("tblInstellingen", "highest", "value"): 7.0},
    ),
    Case(
        "S5-changed-not-to-be-told",
        REFUSED,
        "Wat er veranderde, is in dit bestand niet te zien",
        lambda: versioned(C02="OUD"),
        lost=column_of("C02"),
    ),
    Case(
        "S5-what-is-still-valid",
        TOLD,
        "Van de 15 scores in dit bestand gelden er nog 12",
        lambda: versioned(O03="OUD"),
        more=True,
        lost=row_of("O03"),
    ),
    Case(
        "S5-no-longer-asked",
        SKIPPED,
        "wordt niet meer gevraagd aan de groep",
        lambda: {"antwoord.xlsx": sent().filled()},
        lost=column_of("C02"),
        book=lambda: coordinator({("tblCriteria", "C02", "G1"): "nee"}),
    ),
    Case(
        "S5-asked-since",
        TOLD,
        "Criterium C03 (Politieke winst) kwam erbij",
        lambda: {"antwoord.xlsx": sent().filled(), "ander.xlsx": sent().filled("S03")},
        book=lambda: coordinator({("tblCriteria", "C03", "G2"): "ja"}),
    ),
    rebuilt(
        "S6-extra-sheet",
        extra_sheet,
        TOLD,
        "Het blad 'Kladje' hoort niet bij dit werkboek",
        sheet="Kladje",
    ),
    rebuilt("S6-name", extra_name, TOLD, "namen gegeven aan cellen (mijn_cel)"),
    rebuilt(
        "S6-note", note, TOLD, "Bij een of meer cellen staat een notitie", cell_name(("O02", "C01"))
    ),
    rebuilt("S6-picture", picture, TOLD, "staat een afbeelding, vorm of grafiek"),
)
