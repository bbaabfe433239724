"""Whatever people added to a workbook is there after it was renewed, in its place."""

import io
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from tests.renew.renewing import (
    changed_by_hand,
    finished,
    opened,
    parts,
    renewed,
    swapped,
    told,
    with_parts,
)
from tests.support import engines
from tests.support.engines import LIBREOFFICE
from tests.support.ooxml_lint import lint
from tests.workbook.books import book_of, reading, small, small_book
from wijkexcel.layout.declare import declare
from wijkexcel.layout.spec import Capacity, column_name
from wijkexcel.workbook.recalculate import recalculate

pytestmark = pytest.mark.slow  # whole commands, one after the other

ROOM = {"opgaven": 5, "criteria": 4, "groups": 4, "scorers": 4}
RED, GREEN = "FFFF0000", "FF00FF00"
OPGAVEN = declare(Capacity(3, 2, 2, 3, 1)).tables["tblOpgaven"]
LAST, BESIDE = (column_name(OPGAVEN.last_col + i) for i in range(2))
"""The last column of the table with opgaven, and the one beside it."""


def _enrich(book: Any) -> None:
    opgaven, people, tab = book["Opgaven"], book["Deelnemers"], book["S01"]
    own = book.create_sheet("Mijn blad", 3)
    own["A1"], own["B1"] = "Kosten", "=SUM(Opgaven!$L$6:$L$8)"
    own["B2"] = "=Deelnemers!C12"
    own["B3"] = '=SUMIF(tblOpgaven[Soort],"fysiek",tblOpgaven[Inzet])'
    own["B4"] = '=INDIRECT("Opgaven!L6")'
    own["B5"] = "=eigen_kosten_eerste*2"
    own["A1"].fill, own["A1"].font = PatternFill("solid", fgColor=GREEN), Font(color=RED)
    chart = BarChart()
    chart.add_data(Reference(opgaven, min_col=12, min_row=5, max_row=8), titles_from_data=True)
    own.add_chart(chart, "E2")
    picture = io.BytesIO()
    Picture.new("RGB", (4, 3), (200, 10, 10)).save(picture, "PNG")
    people.add_image(Image(picture), "V12")
    opgaven["C7"].comment = Comment("Vraag dit na", "Jan")
    people["C12"].comment = Comment("Nieuwe collega", "Jan")
    tab["E7"].fill = PatternFill("solid", fgColor=RED)
    opgaven[f"{BESIDE}8"], opgaven["B11"] = "Naast de tabel", "Onder de tabel"
    people["X12"] = '=C12&"!"'
    people["W12"] = "samen"
    people.merge_cells("W12:W13")
    opgaven.conditional_formatting.add(
        "L6:L8", CellIsRule(operator="greaterThan", formula=["1000"], fill=PatternFill(bgColor=RED))
    )
    for had in list(opgaven.data_validations.dataValidation):
        if str(had.sqref) == "D6:D8":
            opgaven.data_validations.dataValidation.remove(had)
    choices = DataValidation(type="list", formula1='"wonen,water"')
    choices.add("D6:D8")
    opgaven.add_data_validation(choices)
    for had in list(people.data_validations.dataValidation):
        if str(had.sqref) == "G11:G13":
            people.data_validations.dataValidation.remove(had)
    length = DataValidation(type="textLength", operator="lessThan", formula1="20")
    length.add("G11:G13")
    people.add_data_validation(length)
    opgaven.column_dimensions["E"].width, opgaven.column_dimensions["K"].hidden = 77, True
    opgaven.row_dimensions[7].height = 99
    opgaven.page_setup.orientation, opgaven.page_setup.paperSize = "portrait", 9
    opgaven[f"{BESIDE}3"].hyperlink = "https://voorbeeld.nl/wijk"
    opgaven[f"{BESIDE}3"] = "de website"
    book.defined_names["eigen_kosten_eerste"] = DefinedName(
        "eigen_kosten_eerste", attr_text="Opgaven!$L$6"
    )
    book.defined_names["wie"] = DefinedName("wie", attr_text="Deelnemers!$C$11:$C$13")
    book["Start"].sheet_properties.tabColor = "FF123456"
    book["Ambitie"].sheet_state = "hidden"
    book.move_sheet("Besluit", 4 - book.sheetnames.index("Besluit"))


@lru_cache
def rich() -> bytes:
    return changed_by_hand(small_book(), _enrich)


@lru_cache
def after() -> bytes:
    return finished(rich(), **ROOM)


def test_only_what_cannot_be_followed_is_in_the_list() -> None:
    result = renewed(rich(), **ROOM)
    (item,) = result.leftovers
    assert item.text == (
        "formule werd waarde: Mijn blad!B4: De formule '=INDIRECT(\"Opgaven!L6\")' is niet zeker "
        "te volgen naar waar de cellen nu staan. Hier staat nu de uitkomst. Maak de formule "
        "opnieuw."
    )
    assert reading(result.data).dossier == small()


def test_the_file_is_sound_and_stays_as_it_is() -> None:
    assert lint(after()) == []
    assert renewed(after()).changed is False


@pytest.mark.oracle("ooxml-validator")
def test_the_validator_finds_nothing_new() -> None:
    before = {error["description"] for error in engines.validate_ooxml(rich())}
    now = {error["description"] for error in engines.validate_ooxml(after())}
    assert now <= before


def test_formulas_on_an_own_sheet_follow() -> None:
    own, shown = opened(after())["Mijn blad"], opened(after(), results=True)["Mijn blad"]
    assert [own[f"B{row}"].value for row in range(1, 6)] == [
        "=SUM(Opgaven!$L$6:$L$10)",
        "=Deelnemers!C14",
        '=SUMIF(tblOpgaven[Soort],"fysiek",tblOpgaven[Inzet])',
        125_000,
        "=eigen_kosten_eerste*2",
    ]
    assert [shown[f"B{row}"].value for row in range(1, 6)] == [
        125_000,
        small().scorers[1].name,
        3,
        125_000,
        250_000,
    ]
    assert own["A1"].fill.fgColor.rgb == GREEN
    assert own["A1"].font.color.rgb == RED


def test_an_own_sheet_without_such_formulas_keeps_its_bytes() -> None:
    def typed(book: Any) -> None:
        book.create_sheet("Los")["A1"] = "tekst"

    data = changed_by_hand(small_book(), typed)
    (name,) = (n for n, c in parts(data).items() if b"<t>tekst</t>" in c and b"sheetData" in c)
    assert parts(renewed(data, **ROOM).data)[name] == parts(data)[name]


def test_names_notes_pictures_and_charts_are_where_their_cells_are() -> None:
    book = opened(after())
    assert book.defined_names["eigen_kosten_eerste"].attr_text == "Opgaven!$L$6"
    assert book.defined_names["wie"].attr_text == "Deelnemers!$C$13:$C$16"
    assert {
        c.coordinate: c.comment.text for sheet in book for row in sheet for c in row if c.comment
    } == {"C7": "Vraag dit na", "C14": "Nieuwe collega"}
    drawn = [text for name, text in parts(after()).items() if name.endswith(".vml")]
    assert sorted(t[t.index(b"Row>") :][:6] for t in drawn) == [b"Row>13", b"Row>6<"]
    (picture,) = book["Deelnemers"]._images
    assert (picture.anchor._from.row, picture.anchor._from.col) == (13, 21)
    (chart,) = book["Mijn blad"]._charts
    assert chart.series[0].val.numRef.f == "'Opgaven'!$L$6:$L$10"


def test_what_lies_beside_and_below_the_tables_moves_along() -> None:
    book = opened(after())
    opgaven, people = book["Opgaven"], book["Deelnemers"]
    assert (opgaven[f"{BESIDE}8"].value, opgaven["B13"].value) == (
        "Naast de tabel",
        "Onder de tabel",
    )
    assert people["X14"].value == '=C14&"!"'
    assert [str(merged) for merged in people.merged_cells.ranges] == ["W14:W15"]
    assert opgaven[f"{BESIDE}3"].hyperlink.target == "https://voorbeeld.nl/wijk"


def test_looks_lists_and_print_settings_stay() -> None:
    book = opened(after())
    opgaven = book["Opgaven"]
    assert book["S01"]["E7"].fill.fgColor.rgb == RED
    assert opgaven.column_dimensions["E"].width == 77
    assert opgaven.column_dimensions["K"].hidden
    assert opgaven.row_dimensions[7].height == 99
    assert (opgaven.page_setup.orientation, opgaven.page_setup.paperSize) == ("portrait", 9)
    rules = {str(v.sqref): v.formula1 for v in opgaven.data_validations.dataValidation}
    assert rules["D6:D10"] == '"wonen,water"'
    assert rules["C6:C10"] == '"fysiek,sociaal"'
    (length,) = (v for v in book["Deelnemers"].data_validations.dataValidation if "G13" in v.sqref)
    assert (length.type, length.formula1, str(length.sqref)) == ("textLength", "20", "G13:G16")
    own = [
        str(block.sqref)
        for block in opgaven.conditional_formatting
        if any(rule.type == "cellIs" for rule in block.rules)
    ]
    assert own == ["L6:L10"]
    assert book["Start"].sheet_properties.tabColor.rgb == "FF123456"
    assert book["Ambitie"].sheet_state == "hidden"
    assert book.sheetnames[:5] == ["Start", "Criteria", "Schaal", "Mijn blad", "Besluit"]
    assert book.sheetnames.index("S04") == book.sheetnames.index("S03") + 1


def _choices(data: bytes) -> dict[str, tuple[str | None, bool | None]]:
    rules = opened(data)["Opgaven"].data_validations.dataValidation
    return {str(v.sqref): (v.formula1, v.showErrorMessage) for v in rules if v.type == "list"}


def test_a_column_without_a_rule_gets_the_list_that_suggests() -> None:
    def without(book: Any) -> None:
        sheet = book["Opgaven"]
        (had,) = (v for v in sheet.data_validations.dataValidation if "D6" in v.sqref)
        had.type, had.formula1, had.showErrorMessage = None, None, True

    before = changed_by_hand(small_book(), without)
    result = renewed(before)
    assert result.leftovers == ()
    assert "D6:D8" not in _choices(before)
    assert _choices(result.data)["D6:D8"] == ("lijst_domeinen", False)


def test_an_own_list_on_a_part_of_the_column_stays_and_nothing_is_told_of_ours() -> None:
    def typed(book: Any) -> None:
        sheet = book["Opgaven"]
        (had,) = (v for v in sheet.data_validations.dataValidation if "D6" in v.sqref)
        had.sqref = MultiCellRange("D7:D8")
        own = DataValidation(type="list", formula1='"wonen,water"', showErrorMessage=True)
        own.add("D6")
        sheet.add_data_validation(own)

    result = renewed(changed_by_hand(small_book(), typed))
    assert result.leftovers == ()
    kept = _choices(result.data)
    assert ('"wonen,water"', True) in kept.values()


def test_a_table_of_somebodys_own_and_a_column_in_ours() -> None:
    data = book_of(small())
    table = next(n for n, c in parts(data).items() if b'displayName="tblOpgaven"' in c)
    sheet = "xl/worksheets/sheet4.xml"
    data = swapped(
        data, table, f'ref="A5:{LAST}8" totalsRowShown', f'ref="A5:{BESIDE}8" totalsRowShown'
    )
    data = swapped(
        data,
        table,
        f'<autoFilter ref="A5:{LAST}8"/>',
        f'<autoFilter ref="A5:{BESIDE}8">'
        '<filterColumn colId="2"><filters><filter val="fysiek"/></filters>'
        "</filterColumn></autoFilter>",
    )
    count = len(OPGAVEN.columns)
    data = swapped(
        data, table, f'tableColumns count="{count}"', f'tableColumns count="{count + 1}"'
    )
    data = swapped(
        data, table, "</tableColumns>", '<tableColumn id="99" name="Wethouder"/></tableColumns>'
    )
    text = parts(data)[sheet].decode()
    at = text.index("</row>", text.index('<row r="5"'))
    text = text[:at] + f'<c r="{BESIDE}5" t="inlineStr"><is><t>Wethouder</t></is></c>' + text[at:]
    at = text.index("</row>", text.index('<row r="6"'))
    text = text[:at] + f'<c r="{BESIDE}6" t="inlineStr"><is><t>Jansen</t></is></c>' + text[at:]
    data = recalculate(with_parts(data, {sheet: text.encode()})).data
    assert lint(data) == []
    result = renewed(data, **ROOM)
    assert told(result.leftovers) == []
    assert lint(result.data) == []
    opgaven = opened(result.data)["Opgaven"]
    made = opgaven.tables["tblOpgaven"]
    assert (made.ref, made.autoFilter.ref) == (f"A5:{BESIDE}10",) * 2
    assert made.column_names[-2:] == ["Controle", "Wethouder"]
    assert opgaven[f"{BESIDE}6"].value == "Jansen"
    assert made.autoFilter.filterColumn[0].filters.filter == ["fysiek"]


def test_sheets_that_were_renamed_keep_their_name() -> None:
    data = book_of(small())
    book = parts(data)["xl/workbook.xml"].decode()
    new = {
        "xl/workbook.xml": book.replace('name="S02"', 'name="Jan&apos;s blad"')
        .replace("'S02'!", "'Jan''s blad'!")
        .replace('name="Overzicht"', 'name="Stand"')
        .replace("Overzicht!", "Stand!")
        .encode()
    }
    for name, content in parts(data).items():
        if name.startswith(("xl/worksheets/sheet", "xl/charts/")):
            text = content.decode().replace("'S02'!", "'Jan''s blad'!")
            new[name] = (
                text.replace("'Overzicht'!", "'Stand'!").replace("Overzicht!", "Stand!").encode()
            )
    renamed = recalculate(with_parts(data, new)).data
    assert lint(renamed) == []
    result = renewed(renamed, **ROOM)
    names = opened(result.data).sheetnames
    assert names[names.index("S01") :][:3] == ["S01", "Jan's blad", "S03"]
    assert "Stand" in names
    found = reading(recalculate(result.data).data)
    assert found.dossier == small()
    assert lint(result.data) == []
    assert told(result.leftovers) == []


def test_what_has_no_place_any_more_is_in_the_list_with_what_it_was() -> None:
    def typed(book: Any) -> None:
        sheet = book["Opgaven"]
        sheet.insert_rows(5)
        sheet["C5"] = "Aan de andere kant"
        sheet["C5"].comment = Comment("bij een rij die weg is", "Jan")
        table = sheet.tables["tblOpgaven"]
        table.ref, table.autoFilter.ref = "A6:S9", "A6:S9"

    result = renewed(changed_by_hand(small_book(), typed))
    texts = [item.text for item in result.leftovers]
    assert any("Opgaven!C5: Hier stond 'Aan de andere kant'." in text for text in texts)
    assert any("Opgaven!C5: Een notitie: 'bij een rij die weg is'." in text for text in texts)
    assert reading(result.data).dossier == small()


@pytest.mark.oracle("libreoffice")
def test_a_workbook_that_libreoffice_saved() -> None:
    data = LIBREOFFICE.fill_in(rich(), {})
    before = reading(data)
    result = renewed(data, **ROOM)
    assert {item.place for item in result.leftovers} == {"B4"}
    done = recalculate(result.data).data
    found = reading(done)
    assert found.dossier == before.dossier == small()
    assert renewed(done).changed is False
    book = opened(done)
    assert book["Mijn blad"]["B1"].value == "=SUM(Opgaven!$L$6:$L$10)"
    assert book["Deelnemers"]["C14"].comment.text.strip().endswith("Nieuwe collega")


def test_the_rich_workbook_is_rich() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rich()))
    assert book["Mijn blad"]._charts
    assert book["Deelnemers"]._images
    assert reading(rich()).layout.capacity == Capacity(3, 2, 2, 3, 1)


SPARKLINE = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup>'
    '<x14:colorSeries rgb="FF376092"/><x14:sparklines><x14:sparkline><xm:f>Deelnemers!I11:I13'
    "</xm:f><xm:sqref>X11</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup>"
    "</x14:sparklineGroups></ext></extLst>"
)


def test_what_newer_and_other_programs_write_moves_along() -> None:
    """Sparklines, page breaks, ranges that may be edited, notes as Excel draws them."""
    data, sheet = book_of(small()), "xl/worksheets/sheet5.xml"
    data = swapped(data, sheet, "</tableParts>", f"</tableParts>{SPARKLINE}")
    data = swapped(
        data,
        sheet,
        "<tableParts",
        '<rowBreaks count="1" manualBreakCount="1"><brk '
        'id="11" max="16383" man="1"/></rowBreaks><tableParts',
    )
    ranges = '<protectedRanges><protectedRange sqref="C11:C13" name="Namen"/></protectedRanges>'
    data = swapped(data, sheet, "<conditionalFormatting", f"{ranges}<conditionalFormatting")
    result = renewed(data, groups=4, scorers=4)
    assert told(result.leftovers) == []
    text = parts(result.data)[sheet].decode()
    assert "<xm:f>Deelnemers!I13:I16</xm:f><xm:sqref>X13</xm:sqref>" in text
    assert '<brk id="13"' in text
    assert '<protectedRange sqref="C13:C16" name="Namen"/>' in text
    assert lint(result.data) == []


def test_something_on_a_hidden_sheet_is_in_the_list() -> None:
    def typed(book: Any) -> None:
        book["Lijsten"]["AZ3"] = "kladje"

    (item,) = renewed(changed_by_hand(small_book(), typed), opgaven=4).leftovers
    assert item.text == (
        "niet meegenomen: Lijsten!AZ3: Hier stond 'kladje'. Dit verborgen blad is van het "
        "programma. Zet het op een eigen blad."
    )
