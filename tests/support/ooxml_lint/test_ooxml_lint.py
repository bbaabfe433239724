"""The lint finds nothing in sound workbooks, and each defect where it was put."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.support import ooxml_lint
from tests.support.ooxml_lint import RULES, Rule, lint, lint_cached, lint_functions
from tests.support.ooxml_lint.package import load

SCORES = "xl/worksheets/sheet1.xml"
LISTS = "xl/worksheets/sheet2.xml"
HIDDEN = "xl/worksheets/sheet3.xml"
BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
CHART = "xl/charts/chart1.xml"
TABLE = "xl/tables/table1.xml"
NOTES = "xl/tables/table2.xml"
THIRD = "xl/tables/table3.xml"
BOOK_RELS = "xl/_rels/workbook.xml.rels"
SCORES_RELS = "xl/worksheets/_rels/sheet1.xml.rels"
ROW = "tblScores[[#This Row],"


def mutate(data: bytes, part: str, old: str, new: str) -> bytes:
    """Replace the first ``old`` in a part by ``new``; an empty ``old`` makes a new part."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        assert (part in source.namelist()) == bool(old), part
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                text = content.decode()
                assert old in text, f"{old!r} is not in {part}"
                content = text.replace(old, new, 1).encode()
            target.writestr(name, content)
        if not old:
            target.writestr(part, new)
    return result.getvalue()


@cache
def base_workbook() -> bytes:
    """Return a workbook with every feature the rules look at, and no defect."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    bold = book.add_format({"bold": True})
    scores, lists, hidden = (book.add_worksheet(n) for n in ("Scores", "Mijn lijst", "Verborgen"))
    hidden.hide()
    scores.set_column("A:A", 24, bold)
    scores.set_column("B:D", 12)
    scores.merge_range("A1:D1", "Kop", bold)
    scores.merge_range("H1:I1", "Zijkop", bold)
    formula = f"={ROW}[Score]]*{ROW}[Per\nopgave]]*Factor"
    scores.add_table(
        "A3:D7",
        {
            "name": "tblScores",
            "total_row": True,
            "data": [["wijk a", 1, 2], ["wijk b", 2, 3], ["wijk c", 3, 4]],
            "columns": [
                {"header": "Opgave", "total_string": "Totaal"},
                {"header": "Score"},
                {"header": "Per\nopgave"},
                {"header": "Punten #", "formula": formula, "total_function": "sum"},
            ],
        },
    )
    notes = {"name": "tblNotes", "columns": [{"header": "Wie"}, {"header": "Wat"}]}
    scores.add_table("A12:B14", notes)
    scores.write_formula("F3", "=SUM(tblScores[Score])", None, 6)
    scores.write_formula("F4", "=INDEX('Mijn lijst'!$A$1:$A$3,2)&\"\"", None, "een")
    scores.write_formula("F5", '=COUNTIFS(tblScores[Score],">1",B4:B6,"<3")', None, 1)
    scores.write_formula("F6", "=IF(Factor>1,-F3^2,(F3+1)*50%)", bold, -36)
    scores.write_array_formula("F7:F7", "{=SUM(F5:F6*{1;2})}", None, -71)
    scores.write_formula("F8", '=HYPERLINK("#\'Mijn lijst\'!A1","ga")', None, "ga")
    scores.write_formula("F9", "=_xlfn.STDEV.P(B4:B6)", None, 0.8)
    add_rules(scores, bold)
    scores.write_url("J1", "internal:'Mijn lijst'!A1", string="lijst", tip="naar de lijst")
    scores.write_url("J2", "https://example.org/", string="buiten")
    scores.write_boolean("J3", True)
    scores.print_area("A1:D14")
    scores.repeat_rows(0, 2)
    scores.repeat_columns(0, 0)
    scores.set_header("&LScores")
    scores.add_sparkline("K4", {"range": "Scores!B4:D4"})
    lists.write_column("A1", ["kop", "een", "twee"])
    lists.write_column("B1", [2, 3, 4])
    lists.autofilter("A1:B3")
    lists.add_table("F1:G3", {"name": "tblDerde", "columns": [{"header": "X"}, {"header": "Y"}]})
    book.define_name("Factor", "='Mijn lijst'!$B$1")
    book.define_name("'Mijn lijst'!Lokaal", "=SUM(tblScores[[#All],[Score]:[Per\nopgave]])")
    chart = book.add_chart({"type": "column"})
    area = {"categories": "=Scores!$A$4:$A$6", "values": "=Scores!$D$4:$D$6"}
    chart.add_series({**area, "name": "=Scores!$D$3"})
    scores.insert_chart("L3", chart)
    book.close()
    return file.getvalue()


def add_rules(scores: Worksheet, bold: Format) -> None:
    """Add validations and conditional formats to the sheet with scores."""
    whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": "=$F$3"}
    texts = {"input_title": "Score", "input_message": "0-10", "error_title": "Fout"}
    scores.data_validation("B4:B6", {**whole, **texts, "error_message": "Geen score"})
    scores.data_validation("H4:H6", {"validate": "list", "source": ["laag", "hoog"]})
    scores.data_validation("H8", {"validate": "list", "source": "='Mijn lijst'!$A$1:$A$3"})
    above = {"type": "cell", "criteria": ">", "value": "$F$3", "format": bold}
    scores.conditional_format("B4:B6", above)
    formatted = {"type": "formula", "criteria": "=ISBLANK($C4)", "format": bold}
    scores.conditional_format("C4:C6", formatted)
    scores.conditional_format("D4:D6", {"type": "3_color_scale"})
    scores.conditional_format("F3:F6", {"type": "icon_set", "icon_style": "4_arrows"})


@cache
def other_workbook() -> bytes:
    """Return a sound workbook with other features than the base."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "use_future_functions": True})
    sheet, data = book.add_worksheet("Blad 1"), book.add_worksheet("Q1")
    bold = book.add_format({"bold": True})
    data.write_column("A1", range(1, 20))
    data.write_column("B1", ["x", "y"] * 9)
    for column, style in enumerate(("line", "column", "win_loss"), start=3):
        sheet.add_sparkline(2, column, {"range": "'Q1'!$A$1:$A$9", "type": style})
    sheet.conditional_format("A1:A9", {"type": "data_bar", "data_bar_2010": True})
    limits = {"min_type": "formula", "min_value": "=$A$1", "max_type": "num", "max_value": 9}
    sheet.conditional_format("B1:B9", {"type": "data_bar", "bar_solid": True, **limits})
    for kind in ("duplicate", "blanks", "errors", "top", "average"):
        rule = {"type": kind, "format": bold}
        rule |= {"criteria": "above"} if kind == "average" else {"value": 3}
        sheet.conditional_format("C1:C9", rule)
    date = {"type": "time_period", "criteria": "this month", "format": bold}
    sheet.conditional_format("D1:D9", date)
    text = {"type": "text", "criteria": "containing", "value": 'a"b', "format": bold}
    sheet.conditional_format("E1:E9", {**text, "multi_range": "E1:E9 G1:G9"})
    sheet.conditional_format("F1:F9", {"type": "icon_set", "icon_style": "5_ratings"})
    sheet.data_validation("A1", {"validate": "any", "input_title": "x" * 32})
    custom = {"validate": "custom", "value": "=AND(LEN(A2)<9,COUNTIF($A$2:$A$9,A2)=1)"}
    sheet.data_validation("A2:A9", {**custom, "other_cells": [[10, 0, 12, 0]]})
    sheet.data_validation("B2", {"validate": "list", "source": ["x" * 127, "y" * 127]})
    sheet.insert_image(
        "H2", "dot.png", {"image_data": io.BytesIO(png()), "url": "internal:'Q1'!A1"}
    )
    sheet.embed_image("I2", "dot.png", {"image_data": io.BytesIO(png())})
    sheet.insert_textbox("H9", "tekst", {"textlink": "=$A$1"})
    sheet.write_comment("A1", "opmerking")
    sheet.write_rich_string("J1", "een ", bold, "vet", " woord")
    sheet.write_string("J2", "_x000a_ x\ny \x01")
    sheet.write_dynamic_array_formula("K1:K3", "=UNIQUE('Q1'!B1:B9)", None, "x")
    sheet.write_formula("L1", "=SUM('Blad 1:Q1'!A1)+'Q1'!A1-SUM(A:A,$1:$1)", None, 1)
    sheet.write_formula("L2", "=SUM(INDEX('Q1'!A1:A9,1):INDEX('Q1'!A1:A9,3))", None, 6)
    sheet.write_formula("L3", "=SUM((A1:A3,C1:C3) A1:C1)+ROW()+1E-3+LOG10(10)", None, 6)
    sheet.write_formula("L4", '=IF(A1="",,TRUE)&"it\'s ""="" @ [x]"', None, "")
    sheet.write_formula("L5", "=NA()", None, "#N/A")
    sheet.write_formula("L6", '=VLOOKUP(2,{1,"a";-2,#N/A},2,FALSE)%', None, 0)
    add_table_formulas(book, data)
    sheet.protect("geheim", {"autofilter": True})
    sheet.set_column("A:XFD", 254)
    sheet.set_row(20, 409, None, {"level": 1, "hidden": True})
    sheet.set_tab_color("red")
    sheet.freeze_panes(1, 1)
    sheet.insert_checkbox("M1", True)
    data.print_area("A1:B9")
    data.repeat_rows(0)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Q1'!$A$1:$A$9", "name": "vast", "trendline": {"type": "linear"}})
    book.add_chartsheet("Grafiek").set_chart(chart)
    book.get_worksheet_by_name("Q1").activate()
    book.close()
    return file.getvalue()


def add_table_formulas(book: xlsxwriter.Workbook, data: Worksheet) -> None:
    """Add tables with odd headers, formulas over them, and names."""
    columns = [{"header": name} for name in ("a[1]", "it's", "#", "a,b", "c:d", "@")]
    data.add_table("D1:I4", {"name": "T1_", "columns": columns})
    data.add_table("K1:L4", {"header_row": False, "autofilter": False})
    escaped = "=SUM(T1_[a'[1']],T1_[[it''s]:['#]],T1_[[#Headers],[#Data],[a,b]],T1_[[c:d]])"
    data.write_formula("C1", escaped, None, 0)
    data.write_formula("C2", "=ROWS(T1_[])+ROWS(T1_[#All])+COUNTA(T1_[['@]])", None, 0)
    book.define_name("_naam.1", "='Q1'!$A$1:$A$9,'Q1'!$B$1")
    book.define_name("tekst_é", '="x"')


def png() -> bytes:
    """Return a picture of one dot."""
    chunks = b"\x89PNG\r\n\x1a\n"
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    for kind, content in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")):
        check = struct.pack(">I", zlib.crc32(kind + content))
        chunks += struct.pack(">I", len(content)) + kind + content + check
    return chunks


Patch = tuple[str, str, str]


@dataclass
class Mutant:
    """A defect: the rule that must find it, what the message must say, and the patches."""

    rule: str
    message: str
    patches: tuple[Patch, ...]


def defect(rule: str, message: str, *patches: Patch) -> Mutant:
    """Return a mutant."""
    return Mutant(rule, message, patches)


def in_cell(old: str, new: str) -> Patch:
    """Return a patch of a cell formula or value of the sheet with scores."""
    return SCORES, old, new


SUM = "<f>SUM(tblScores[Score])</f>"
INDEX = "INDEX('Mijn lijst'!$A$1:$A$3,2)"
COLUMN = "<calculatedColumnFormula>"
FACTOR = "'Mijn lijst'!$B$1</definedName>"
ABOVE = "<formula>$F$3</formula>"
HEAD_NOTES = 'ref="A12:B14" totals'
FILTER_NOTES = '<autoFilter ref="A12:B14"/>'
LINK = "location=\"'Mijn lijst'!A1\""
VALIDATION = 'type="whole"'
MERGE = '<mergeCell ref="H1:I1"/>'
ROW_9 = '<row r="9" spans="1:10">'


def formula(new: str, message: str) -> Mutant:
    """Return a mutant with another formula in F3."""
    text = new.replace("&", "&amp;").replace("<", "&lt;")
    return defect("cell_formulas", rf"sheet1.xml F3: .*{message}", in_cell(SUM, f"<f>{text}</f>"))


def x14_validation(where: str, text: str) -> str:
    """Return the start of an extension list with a validation as Excel 2010 writes it."""
    space = "http://schemas.microsoft.com/office"
    return (
        f'<extLst><ext xmlns:x14="{space}/spreadsheetml/2009/9/main" uri="{{x}}">'
        f'<x14:dataValidations xmlns:xm="{space}/excel/2006/main"><x14:dataValidation type="list">'
        f"<x14:formula1><xm:f>{text}</xm:f></x14:formula1><xm:sqref>{where}</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext>"
    )


FORMULAS = (
    formula("=SUM(B4:B6)", "leading ="),
    formula("SUM(B4:B6", "not closed"),
    formula("SUM(B4:B6))", "not opened"),
    formula('LEN("a)', "text without a closing quote"),
    formula("SUM('Mijn lijst!A1)", "without a closing quote"),
    formula("SUM(tblScores[Score)", "not closed"),
    formula("SUM(B4:B6]", "bracket ]"),
    formula("SUM(B4;B5)", "separator ;"),
    formula("B4+", "ends where"),
    formula("B4**B5", "unexpected"),
    formula("(B4,5)", "no references"),
    formula("B4:5*2", "no reference"),
    formula("{1,B4}", "no constant"),
    formula("SUM({1,2;3})", "different length"),
    formula("@B4", "short form @"),
    formula("tblScores[@Score]", "short form"),
    formula("[@Score]", "short form"),
    formula("SUM([Score])", "short form .* outside its table"),
    formula("tblScores[[#This Row],Score]", "malformed table reference"),
    formula("SUM(B4#)", "spill operator"),
    formula("SUM(Niets[Score])", "table Niets does not exist"),
    formula("SUM(tblScores[Scoer])", "column 'Scoer' of table tblScores does not exist"),
    formula("SUM(tblScores[[#Alles],[Score]])", "unknown item #Alles"),
    formula("SUM(tblScores[[#All],[Punten #]])", "unescaped #"),
    formula("SUM(tblScores)", "table tblScores without brackets"),
    formula("Weg!A1", "sheet 'Weg' does not exist"),
    formula("SUM(Scores:Weg!A1)", "sheet 'Weg' does not exist"),
    formula("Q1!A1", "needs quotes"),
    formula("'[2]Blad'!A1", "another workbook"),
    formula("[2]Blad!A1", "another workbook"),
    formula("cmd|'/c calc'!A0", "DDE"),
    formula("Lokaal", "name Lokaal does not exist"),
    formula("Factr*2", "name Factr does not exist"),
    formula("A1048577", "outside the grid"),
    formula("Scores!#REF!", "#REF!"),
    formula("IF(B4)", "IF with 1 arguments"),
    formula("COUNTIFS(B4:B6,1,B4:B6)", "COUNTIFS with 3 arguments"),
    formula("COUNTIF(B4:B6*1,1)", "COUNTIF with a calculated value"),
    formula("SUM(1" + "+1" * 4096 + ")", "formula of 8198 characters"),
    formula("ABS(" * 65 + "1" + ")" * 65, "65 levels"),
    formula("(" * 200 + "1" + ")" * 200, "nested over"),
    formula("", "is empty"),
)

MUTANTS = (
    *FORMULAS,
    # The package
    defect(
        "package_entries",
        r"sheet1.xml.rels rId2: relationship to xl/drawings/drawing9.xml",
        (SCORES_RELS, "drawing1.xml", "drawing9.xml"),
    ),
    defect("active_content", r"^xl/vbaProject.bin: macros", ("xl/vbaProject.bin", "", "x")),
    defect(
        "active_content",
        r"^xl/externalLinks/externalLink1.xml: link",
        ("xl/externalLinks/externalLink1.xml", "", "<externalLink><ddeLink/></externalLink>"),
    ),
    defect("active_content", r"^xl/embeddings/a.bin: emb", ("xl/embeddings/a.bin", "", "x")),
    defect("active_content", r"^xl/connections.xml: data", ("xl/connections.xml", "", "<x/>")),
    defect(
        "active_content",
        r"^\[Content_Types\].xml: macro",
        ("[Content_Types].xml", "openxmlformats-officedocument.theme", "ms-excel.macroEnabled"),
    ),
    defect(
        "active_content",
        r"sheet1.xml oleObjects: embedded",
        (SCORES, "<tableParts", '<oleObjects><oleObject progId="x"/></oleObjects><tableParts'),
    ),
    defect(
        "active_content",
        r"workbook.xml externalReference: link",
        (
            BOOK,
            "<definedNames",
            "<externalReferences><externalReference/></externalReferences><definedNames",
        ),
    ),
    # Sheets
    defect("sheet_names", r"'V{32}': name of 32", (BOOK, "Verborgen", "V" * 32)),
    defect("sheet_names", r"'Ver/b': illegal", (BOOK, "Verborgen", "Ver/b")),
    defect("sheet_names", r"\"'Ver\": illegal", (BOOK, "Verborgen", "'Ver")),
    defect("sheet_names", r"'History': Excel keeps", (BOOK, "Verborgen", "History")),
    defect(
        "sheet_names",
        r"'MIJN LIJST': another sheet has the name",
        (BOOK, 'name="Verborgen"', 'name="MIJN LIJST"'),
    ),
    defect("sheet_names", r"'Verborgen': .*id 2", (BOOK, 'sheetId="3"', 'sheetId="2"')),
    defect(
        "visible_sheets",
        r"workbook.xml sheets: all sheets are hidden",
        (BOOK, 'sheetId="1"', 'sheetId="1" state="hidden"'),
        (BOOK, 'sheetId="2"', 'sheetId="2" state="veryHidden"'),
    ),
    defect(
        "visible_sheets",
        r"workbookView: activeTab 3 does not exist",
        (BOOK, "<workbookView", '<workbookView activeTab="3"'),
    ),
    defect(
        "visible_sheets",
        r"workbookView: activeTab 2 is a hidden sheet",
        (BOOK, "<workbookView", '<workbookView activeTab="2"'),
    ),
    # Names
    defect(
        "defined_names",
        "(?i)name factor: defined twice",
        (BOOK, "<definedNames>", '<definedNames><definedName name="factor">1</definedName>'),
    ),
    defect(
        "defined_names",
        r"name extra: localSheetId 3 does not exist",
        (
            BOOK,
            "<definedNames>",
            '<definedNames><definedName name="extra" localSheetId="3">1</definedName>',
        ),
    ),
    *(
        defect(
            "defined_names",
            rf"name {name}: defined name: {problem}",
            (BOOK, "<definedNames>", f'<definedNames><definedName name="{name}">1</definedName>'),
        )
        for name, problem in (
            ("AB12", "looks like"),
            ("r1c1", "looks like"),
            ("1e", "is no valid"),
            ("a b", "is no valid"),
            ("x" * 256, "name of 256"),
        )
    ),
    defect("name_formulas", "name Factor: .*'Weg' does", (BOOK, FACTOR, "Weg!$B$1</definedName>")),
    defect("name_formulas", "name Factor: .*without its", (BOOK, FACTOR, "$B$1</definedName>")),
    defect("name_formulas", "name Factor: .*not parse", (BOOK, FACTOR, "=1</definedName>")),
    defect("name_formulas", "name Lokaal: .*not closed", (BOOK, "opgave]])<", "opgave]]<")),
    defect("print_names", r"Print_Area: .*another", (BOOK, "Scores!$A$1:$D$14", "Verborgen!$A$1")),
    defect("print_names", r"Print_Area: malformed", (BOOK, "Scores!$A$1:$D$14", '"A1"')),
    defect("print_names", r"Print_Titles: malformed", (BOOK, "Scores!$1:$3", "Scores!$A$1:$C$3")),
    defect("print_names", r"Print_Titles: malformed", (BOOK, "Scores!$A:$A,", "Scores!$7:$8,")),
    defect(
        "print_names",
        r"Print_Area: print_area without localSheetId",
        (BOOK, '"_xlnm.Print_Area" localSheetId="0"', '"_xlnm.Print_Area"'),
    ),
    # Tables
    defect(
        "column_formulas",
        r"table1.xml tblScores\[Punten #\]: .*leading =",
        (TABLE, COLUMN, f"{COLUMN}="),
    ),
    defect(
        "column_formulas", r"tblScores\[Punten #\]: .*name Facto does", (TABLE, "Factor<", "Facto<")
    ),
    defect(
        "column_formulas",
        r"tblScores\[Punten #\]: .*column 'Scor' of",
        (TABLE, "[Score]", "[Scor]"),
    ),
    defect(
        "column_formulas",
        r"tblScores\[Punten #\]: .*short form",
        (TABLE, "tblScores[[#This Row],[Score]]", "[@Score]"),
    ),
    defect(
        "table_names",
        r"table2.xml tblscores: table name tblscores is also",
        (NOTES, 'displayName="tblNotes"', 'displayName="tblscores"'),
    ),
    defect(
        "table_names",
        r"table2.xml tblNotes: table id 1 is also",
        (NOTES, 'id="2" name="tblNotes"', 'id="1" name="tblNotes"'),
    ),
    defect(
        "table_names",
        r"table2.xml FACTOR: a defined name has",
        (NOTES, 'displayName="tblNotes"', 'displayName="FACTOR"'),
    ),
    defect(
        "table_names",
        r"table2.xml T1: table name: looks like a cell",
        (NOTES, 'displayName="tblNotes"', 'displayName="T1"'),
    ),
    defect(
        "table_names",
        r"table2.xml t b: table name: is no valid",
        (NOTES, 'displayName="tblNotes"', 'displayName="t b"'),
    ),
    defect(
        "table_shape",
        r"table2.xml tblNotes: ref A12:B14 has 2 columns, 2 listed, count=3",
        (NOTES, 'count="2"', 'count="3"'),
    ),
    defect(
        "table_shape",
        r"table2.xml tblNotes: ref A12:C14 has 3 columns, 2 listed",
        (NOTES, HEAD_NOTES, 'ref="A12:C14" totals'),
        (NOTES, FILTER_NOTES, '<autoFilter ref="A12:C14"/>'),
    ),
    defect(
        "table_shape",
        r"table2.xml tblNotes: ref A12:B12 has no row for data",
        (NOTES, HEAD_NOTES, 'ref="A12:B12" totals'),
        (NOTES, FILTER_NOTES, '<autoFilter ref="A12:B12"/>'),
    ),
    defect(
        "table_shape",
        r"table2.xml tblNotes: table ref 'A12:' is no area",
        (NOTES, HEAD_NOTES, 'ref="A12:" totals'),
    ),
    defect(
        "table_columns",
        r"table2.xml tblNotes\[WIE\]: column name 'wie' occurs twice",
        (NOTES, 'name="Wat"', 'name="WIE"'),
        (STRINGS, "<t>Wat</t>", "<t>WIE</t>"),
    ),
    defect(
        "table_columns",
        r"table2.xml tblNotes\[Wat\]: column id 1 occurs twice",
        (NOTES, 'id="2" name="Wat"', 'id="1" name="Wat"'),
    ),
    defect(
        "table_headers",
        r"table2.xml tblNotes\[wie\]: needs the text 'wie', \S+ A12 has 'Wie'",
        (NOTES, 'name="Wie"', 'name="wie"'),
    ),
    defect(
        "table_headers",
        r"tblScores\[Per opgave\]: needs the text 'Per opgave', \S+ C3",
        (TABLE, "Per&#xA;opgave", "Per opgave"),
        (TABLE, "[Per\nopgave]", "[Per opgave]"),
        (SCORES, "[Per\nopgave]", "[Per opgave]"),
        (SCORES, "[Per\nopgave]", "[Per opgave]"),
        (SCORES, "[Per\nopgave]", "[Per opgave]"),
        (BOOK, "[Per\nopgave]", "[Per opgave]"),
    ),
    defect(
        "table_headers",
        r"tblScores\[Score\]: needs the text 'Score', \S+ B3 has None",
        in_cell('<c r="B3" t="s"><v>4</v></c>', '<c r="B3"><v>4</v></c>'),
    ),
    defect(
        "table_headers",
        r"tblScores\[Score\]: needs the text 'Score', \S+ row 3 has None",
        in_cell('<c r="B3" t="s"><v>4</v></c>', ""),
    ),
    defect(
        "table_headers",
        r"tblScores\[Score\]: needs .* B3 has 'Score'",
        in_cell('<c r="B3" t="s"><v>4</v></c>', '<c r="B3" t="str"><f>"Score"</f><v>Score</v></c>'),
    ),
    defect(
        "table_headers",
        r"tblDerde\[X\]: needs the text 'X', \S+ F2|row 2 has None",
        (THIRD, 'ref="F1:G3" totals', 'ref="F2:G3" totals'),
        (THIRD, '<autoFilter ref="F1:G3"/>', '<autoFilter ref="F2:G3"/>'),
    ),
    defect(
        "table_headers",
        r"tblScores\[Opgave\]: needs the text 'Som', \S+ A7 has 'Totaal'",
        (TABLE, 'Label="Totaal"', 'Label="Som"'),
    ),
    defect(
        "table_filter",
        r"table1.xml tblScores: filter A3:D7 differs from A3:D7",
        (TABLE, '<autoFilter ref="A3:D6"/>', '<autoFilter ref="A3:D7"/>'),
    ),
    defect(
        "table_filter",
        r"table2.xml tblNotes: filter A12:A14 differs",
        (NOTES, FILTER_NOTES, '<autoFilter ref="A12:A14"/>'),
    ),
    defect(
        "table_filter",
        r"table2.xml tblNotes: filter on a table without header row",
        (NOTES, "totalsRowShown", 'headerRowCount="0" totalsRowShown'),
    ),
    defect(
        "table_filter",
        r"table2.xml tblNotes: filter on column '2'",
        (NOTES, FILTER_NOTES, FILTER_NOTES[:-2] + '><filterColumn colId="2"/></autoFilter>'),
    ),
    defect(
        "table_parts",
        r"sheet1.xml tablePart rId4: listed",
        in_cell(
            '<tableParts count="2"><tablePart r:id="rId3"/><tablePart r:id="rId4"/>',
            '<tableParts count="1"><tablePart r:id="rId3"/>',
        ),
    ),
    defect(
        "table_overlap",
        r"sheet1.xml tblScores: table overlaps table tblNotes",
        (TABLE, 'ref="A3:D7" totalsRowCount="1"', 'ref="A3:D12"'),
        (TABLE, 'ref="A3:D6"', 'ref="A3:D12"'),
    ),
    defect(
        "sheet_filter",
        r"sheet2.xml A1:F3: sheet filter over table tblDerde",
        (LISTS, '<autoFilter ref="A1:B3"/>', '<autoFilter ref="A1:F3"/>'),
    ),
    defect(
        "sheet_filter",
        r"sheet2.xml B: sheet filter on what is no area",
        (LISTS, '<autoFilter ref="A1:B3"/>', '<autoFilter ref="B"/>'),
    ),
    defect(
        "merge_areas",
        r"sheet1.xml H1:I1: merge overlaps merge I1:I2",
        in_cell(MERGE, MERGE + '<mergeCell ref="I1:I2"/>'),
    ),
    defect(
        "merge_areas",
        r"sheet1.xml H9: merge of no area or of one cell",
        in_cell(MERGE, MERGE + '<mergeCell ref="H9"/>'),
    ),
    defect(
        "merge_in_table",
        r"sheet1.xml A14:C14: merge inside table tblNotes",
        in_cell(MERGE, MERGE + '<mergeCell ref="A14:C14"/>'),
    ),
    # Cells
    defect(
        "cell_order",
        r"sheet1.xml row 9: row stands after row 10",
        in_cell(ROW_9, '<row r="10"/>' + ROW_9),
    ),
    defect(
        "cell_order", r"sheet1.xml row 9: row stands twice", in_cell(ROW_9, '<row r="9"/>' + ROW_9)
    ),
    defect(
        "cell_order",
        r"sheet1.xml I1: cell stands twice",
        in_cell('<c r="I1" s="1"/>', '<c r="I1" s="1"/><c r="I1"/>'),
    ),
    defect(
        "cell_order",
        r"sheet1.xml E1: cell stands after",
        in_cell('<c r="I1" s="1"/>', '<c r="I1" s="1"/><c r="E1"/>'),
    ),
    defect(
        "cell_order",
        r"sheet1.xml K2: cell stands in row 1",
        in_cell('<c r="I1" s="1"/>', '<c r="I1" s="1"/><c r="K2"/>'),
    ),
    defect(
        "cell_order",
        r"sheet1.xml XFE1: cell stands in row 1",
        in_cell("<v>12</v></c>", '<v>12</v></c><c r="XFE1"/>'),
    ),
    defect(
        "cell_values",
        r"sheet1.xml B4: 'nan' is no value of type n",
        in_cell('<c r="B4"><v>1<', '<c r="B4"><v>nan<'),
    ),
    defect(
        "cell_values",
        r"sheet1.xml J3: 'TRUE' is no value of type b",
        in_cell('<c r="J3" t="b"><v>1<', '<c r="J3" t="b"><v>TRUE<'),
    ),
    defect(
        "cell_values",
        r"sheet1.xml J3: '#NIETS!' is no value of type e",
        in_cell('<c r="J3" t="b"><v>1<', '<c r="J3" t="e"><v>#NIETS!<'),
    ),
    defect(
        "cell_values",
        r"sheet1.xml J3: unknown cell type 'x'",
        in_cell('<c r="J3" t="b"', '<c r="J3" t="x"'),
    ),
    defect(
        "string_index",
        r"sheet1.xml J1: shared string 19 does not exist",
        in_cell("<v>12</v>", "<v>19</v>"),
    ),
    defect(
        "text_length",
        r"sheet1.xml A1: text of 32768 characters",
        (STRINGS, "<t>Kop</t>", f"<t>{'x' * 32768}</t>"),
    ),
    defect(
        "text_length",
        r"sheet1.xml F8: text of 32768 characters",
        in_cell("<v>ga</v>", f"<v>{'x' * 32768}</v>"),
    ),
    defect(
        "style_index",
        r"sheet1.xml B1: style 3 does not exist",
        in_cell('<c r="B1" s="1"/>', '<c r="B1" s="3"/>'),
    ),
    defect(
        "style_index",
        r"sheet1.xml column 1: style 9 does not exist",
        in_cell('style="1"', 'style="9"'),
    ),
    defect(
        "style_index",
        r"sheet1.xml row 9: style 9 does not exist",
        in_cell(ROW_9, '<row r="9" s="9" customFormat="1">'),
    ),
    defect(
        "style_index",
        r"styles.xml cellXfs 1: fontId 7 does not exist",
        (
            STYLES,
            'fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
            'fontId="7" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
        ),
    ),
    defect(
        "column_widths",
        r"sheet1.xml column 1: width 256",
        in_cell('width="24.7109375"', 'width="256"'),
    ),
    defect(
        "column_widths",
        r"sheet1.xml column 1: columns 1 to 4 come after 1",
        in_cell('<col min="2"', '<col min="1"'),
    ),
    defect(
        "column_widths",
        r"sheet1.xml row 9: height 410",
        in_cell(ROW_9, '<row r="9" ht="410" customHeight="1">'),
    ),
    defect(
        "formula_cells",
        r"sheet1.xml F3: shared formula 3 has no text",
        in_cell(SUM, '<f t="shared" si="3"/>'),
    ),
    defect(
        "formula_cells", r"sheet1.xml F7: array formula for 'G7'", in_cell('ref="F7"', 'ref="G7"')
    ),
    defect(
        "formula_cells",
        r"sheet1.xml F7: array formula overlaps that of F8",
        in_cell('ref="F7"', 'ref="F7:F8"'),
        in_cell('t="str"><f>HYPER', 't="str"><f t="array" ref="F8">HYPER'),
    ),
    defect(
        "formula_cells",
        r"sheet1.xml D4: array formula over cells of table tblScores",
        in_cell('<c r="D4"><f>', '<c r="D4"><f t="array" ref="D4:D5">'),
    ),
    defect(
        "formula_cells",
        r"sheet1.xml F3: cell metadata 1 does not exist",
        in_cell('<c r="F3">', '<c r="F3" cm="1">'),
    ),
    defect(
        "calculation_chain",
        r"^xl/calcChain.xml F2: sheet 1 has no formula",
        (
            BOOK_RELS,
            "</Relationships>",
            '<Relationship Id="rId9" Type="x/calcChain" Target="calcChain.xml"/></Relationships>',
        ),
        (
            "xl/calcChain.xml",
            "",
            '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<c r="F3" i="1"/><c r="F2"/></calcChain>',
        ),
    ),
    # Validations
    defect(
        "validation_formulas",
        r"sheet1.xml H8: validation formula .*'Weg' does not exist",
        in_cell("<formula1>'Mijn lijst'!", "<formula1>Weg!"),
    ),
    defect(
        "validation_formulas",
        r"sheet1.xml H8: .*table reference, which",
        in_cell("<formula1>'Mijn lijst'!$A$1:$A$3", "<formula1>tblScores[Score]"),
    ),
    defect(
        "validation_formulas",
        r"sheet1.xml H8: .*array constant",
        in_cell("<formula1>'Mijn lijst'!$A$1:$A$3", "<formula1>{1,2}"),
    ),
    defect(
        "validation_formulas",
        r"sheet1.xml H4:H6: .*not parse: text without",
        in_cell('"laag,hoog"', '"laag,hoog'),
    ),
    defect(
        "validation_formulas",
        r"sheet1.xml B4:B6: .*leading =",
        in_cell("<formula2>$F", "<formula2>=$F"),
    ),
    defect(
        "validation_lists",
        r"sheet1.xml H4:H6: literal list of 256",
        in_cell("laag,hoog", "x" * 256),
    ),
    *(
        defect(
            "validation_texts",
            rf"sheet1.xml B4:B6: {key} of {size} characters",
            in_cell(f' {key}="{old}"', f' {key}="{"x" * size}"'),
        )
        for key, old, size in (
            ("error", "Geen score", 256),
            ("prompt", "0-10", 256),
            ("errorTitle", "Fout", 33),
            ("promptTitle", "Score", 33),
        )
    ),
    defect(
        "validation_texts",
        r"sheet1.xml B4:B6: validation of type whole without formula2",
        in_cell("<formula2>$F$3</formula2>", ""),
    ),
    defect(
        "validation_areas",
        r"sheet1.xml H4:H6: validation overlaps that of H6:H8",
        in_cell('sqref="H8"', 'sqref="Z1 H6:H8"'),
    ),
    defect(
        "validation_areas",
        r"sheet1.xml H: validation for what is no area",
        in_cell('sqref="H8"', 'sqref="H"'),
    ),
    defect(
        "validation_areas",
        r"sheet1.xml dataValidations: 65535 validations",
        in_cell(
            "</dataValidations>",
            "".join(f'<dataValidation sqref="Z{row}"/>' for row in range(1, 65533))
            + "</dataValidations>",
        ),
    ),
    defect(
        "validation_formulas",
        r"sheet1.xml Z9: validation formula .*'Weg' does not",
        in_cell("<extLst>", x14_validation("Z9", "Weg!$A$1")),
    ),
    defect(
        "validation_areas",
        r"sheet1.xml H4:H6: validation overlaps that of H5",
        in_cell("<extLst>", x14_validation("H5", "Scores!$A$1")),
    ),
    defect(
        "validation_lists",
        r"sheet1.xml Z9: literal list of 256",
        in_cell("<extLst>", x14_validation("Z9", f'"{"x" * 256}"')),
    ),
    # Conditional formats
    defect(
        "format_formulas",
        r"sheet1.xml B4:B6: conditional format formula .*leading =",
        in_cell(ABOVE, "<formula>=$F$3</formula>"),
    ),
    defect(
        "format_formulas", r"sheet1.xml C4:C6: .*not closed", in_cell("ISBLANK($C4)", "ISBLANK($C4")
    ),
    defect(
        "format_formulas",
        r"sheet1.xml B4:B6: .*name Weg does not exist",
        in_cell(ABOVE, "<formula>Weg</formula>"),
    ),
    defect(
        "format_formulas",
        r"sheet1.xml B4:B6: .*table reference, which",
        in_cell(ABOVE, "<formula>tblScores[Score]</formula>"),
    ),
    defect(
        "format_formulas",
        r"sheet1.xml D4:D6: .*sheet 'Weg' does not",
        in_cell('<cfvo type="percentile" val="50"/>', '<cfvo type="formula" val="Weg!A1"/>'),
    ),
    defect(
        "format_rules",
        r"sheet1.xml B4:B6: .*dxfId 1, which does not exist",
        in_cell('dxfId="0"', 'dxfId="1"'),
    ),
    defect(
        "format_rules", r"sheet1.xml B4:B6: .*priority '0'", in_cell('priority="1"', 'priority="0"')
    ),
    defect(
        "format_rules",
        r"sheet1.xml B4:B6: .*type cellIs with 1 formulas",
        in_cell('operator="greaterThan"', 'operator="between"'),
    ),
    defect(
        "format_rules",
        r"sheet1.xml B4: B6: .*no area",
        in_cell('Formatting sqref="B4:B6"', 'Formatting sqref="B4: B6"'),
    ),
    defect(
        "format_rules",
        r"sheet1.xml D4:D6: colorScale with 2 thresholds and 3 colours",
        in_cell('<cfvo type="percentile" val="50"/>', ""),
    ),
    defect(
        "format_rules",
        r"sheet1.xml F3:F6: iconSet with 3 thresholds",
        in_cell('<cfvo type="percent" val="75"/>', ""),
    ),
    # Charts and links
    defect(
        "chart_references",
        r"chart1.xml numRef: chart formula .*sheet 'Weg' does not exist",
        (CHART, "Scores!$D$4:$D$6", "Weg!$D$4:$D$6"),
    ),
    defect(
        "chart_references",
        r"chart1.xml numRef: .*\$D\$1048577 lies outside",
        (CHART, "Scores!$D$4:$D$6", "Scores!$D$4:$D$1048577"),
    ),
    defect(
        "chart_references",
        r"chart1.xml strRef: .*#REF!",
        (CHART, "Scores!$A$4:$A$6", "Scores!#REF!"),
    ),
    defect(
        "chart_references",
        r"chart1.xml numRef: .*without its sheet",
        (CHART, "Scores!$D$4:$D$6", "$D$4:$D$6"),
    ),
    defect(
        "chart_references",
        r"chart1.xml numRef: .*is no reference",
        (CHART, "Scores!$D$4:$D$6", "SUM(Scores!$D$4:$D$6)"),
    ),
    defect(
        "chart_references",
        r"sheet1.xml sparkline K4: .*'Weg' does not exist",
        in_cell("<xm:f>Scores!B4:D4", "<xm:f>Weg!B4:D4"),
    ),
    defect(
        "link_targets",
        r"sheet1.xml hyperlink J1: .*sheet 'Weg' does not exist",
        in_cell(LINK, 'location="Weg!A1"'),
    ),
    defect(
        "link_targets",
        r"sheet1.xml hyperlink J1: .*does not parse",
        in_cell(LINK, 'location="#Scores!A1"'),
    ),
    defect("link_targets", r"sheet1.xml hyperlink J1: .*is empty", in_cell(LINK, "")),
    defect(
        "link_targets",
        r"sheet1.xml hyperlink J2: .*sheet 'Weg' does not exist",
        (SCORES_RELS, "https://example.org/", "#Weg!A1"),
    ),
    defect(
        "link_targets",
        r"sheet1.xml F8: link formula .*sheet 'Weg' does not exist",
        in_cell("HYPERLINK(\"#'Mijn lijst'!A1\"", 'HYPERLINK("#Weg!A1"'),
    ),
    defect(
        "link_limits",
        r"sheet1.xml hyperlinks: 65531 hyperlinks",
        in_cell(
            "</hyperlinks>",
            "".join(f'<hyperlink ref="Z{row}" location="A1"/>' for row in range(1, 65530))
            + "</hyperlinks>",
        ),
    ),
    defect(
        "link_limits",
        r"hyperlink J2: address of 2080 characters",
        (SCORES_RELS, "https://example.org/", "https://" + "x" * 2072),
    ),
    defect(
        "link_limits",
        r"hyperlink J1: tooltip of 256 characters",
        in_cell("naar de lijst", "x" * 256),
    ),
    defect(
        "header_length",
        r"sheet1.xml oddHeader: oddHeader of 256 characters",
        in_cell("&amp;LScores", "x" * 256),
    ),
)


def test_sound_workbooks_have_no_findings() -> None:
    assert lint(base_workbook()) == []
    assert lint_functions(base_workbook()) == []
    assert lint_cached(base_workbook()) == []
    assert lint(other_workbook()) == []


@pytest.mark.parametrize(
    "mutant", MUTANTS, ids=[f"{n}-{item.rule}" for n, item in enumerate(MUTANTS)]
)
def test_mutant_is_found_by_its_rule_only(mutant: Mutant) -> None:
    data = base_workbook()
    for patch in mutant.patches:
        data = mutate(data, *patch)
    book = load(data)
    found = {rule.__name__: list(rule(book)) for rule in RULES}
    assert {name for name, findings in found.items() if findings} == {mutant.rule}
    assert len(found[mutant.rule]) <= 3
    assert any(re.search(mutant.message, text, re.DOTALL) for text in found[mutant.rule])
    assert lint(data) == found[mutant.rule]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_a_mutant(rule: Rule) -> None:
    assert any(mutant.rule == rule.__name__ for mutant in MUTANTS)
    assert rule.__doc__


def test_broken_packages() -> None:
    base = base_workbook()
    assert lint(b"PK no zip")[0].startswith("package: ")
    broken = lint(mutate(base, CHART, "</c:chart>", ""))
    assert broken[0].startswith(f"{CHART}: not well-formed XML")
    assert lint(mutate(base, SCORES, "</row>", ""))[0].startswith(f"{SCORES}: not well-formed")
    odd = lint(mutate(base, SCORES, '<col min="1"', '<col min="x"'))
    assert odd[0].startswith("column_widths: an attribute is no number")
    gone = lint(mutate(base, BOOK_RELS, "sheet3.xml", "sheet9.xml"))
    assert gone == [f"{BOOK} sheet 'Verborgen': its part does not exist"]
    assert "no workbook" in lint(mutate(base, "_rels/.rels", '/officeDocument"', '/x"'))[0]


def test_part_that_stands_twice() -> None:
    file = io.BytesIO(base_workbook())
    with zipfile.ZipFile(file, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(HIDDEN, package.read(HIDDEN))
    assert lint(file.getvalue()) == [f"{HIDDEN}: stands twice in the package"]


def test_equal_findings_are_told_once() -> None:
    data = base_workbook()
    for _ in range(3):
        data = mutate(data, SCORES, "*Factor<", "*Fector<")
    (finding,) = lint(data)
    assert finding.startswith(f"{SCORES} D4: ")
    assert finding.endswith("name Fector does not exist (and 2 more)")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("_xlfn.XLOOKUP(1,B4:B6,B4:B6)", "function XLOOKUP is newer than Excel 2016"),
        ("_xlfn.MAXIFS(B4:B6,B4:B6,1)", "function MAXIFS is newer than Excel 2016"),
        ("_xlfn.FILTER(B4:B6,B4:B6)", "function FILTER without its prefix _xlfn._xlws."),
        ("STDEV.P(B4:B6)", "function STDEV.P without its prefix _xlfn."),
        ("_xlfn.SUM(B4:B6)", "function SUM with a prefix it must not have"),
        ("ALS(B4>1,1,2)", "unknown function ALS"),
        ("SUM(INDIRECT(B4))", "volatile function INDIRECT"),
        ("SUM(OFFSET(B4,1,0))", "volatile function OFFSET"),
        ("NOW()-today()", "volatile function TODAY"),
        ("RAND()", "volatile function RAND"),
    ],
)
def test_functions_that_do_not_belong(text: str, message: str) -> None:
    escaped = text.replace(">", "&gt;")
    places: list[tuple[Patch, str]] = [
        (in_cell(SUM, f"<f>{escaped}</f>"), f"{SCORES} F3"),
        ((TABLE, "tblScores[[#This Row],[Score]]", escaped), f"{TABLE} tblScores[Punten #]"),
        (in_cell(ABOVE, f"<formula>{escaped}</formula>"), f"{SCORES} B4:B6"),
        (in_cell("<formula2>$F$3", f"<formula2>{escaped}"), f"{SCORES} B4:B6"),
        ((BOOK, FACTOR, f"{escaped}</definedName>"), f"{BOOK} name Factor"),
    ]
    for patch, place in places:
        assert f"{place}: {message}" in lint_functions(mutate(base_workbook(), *patch))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("</f><v>6</v>", "</f>", "F3: formula without a stored value"),
        ("</f><v>6</v>", "</f><v/>", 'F3: stored value is empty and no text (t="str")'),
        ('<c r="F3"><f>', '<c r="F3" t="e"><f>', "F3: stored value is the error 6"),
        ("</f><v>een</v>", "</f><v>#DIV/0!</v>", "F4: stored value is the error #DIV/0!"),
    ],
)
def test_stored_values(old: str, new: str, message: str) -> None:
    assert lint_cached(mutate(base_workbook(), SCORES, old, new)) == [f"{SCORES} {message}"]


def test_empty_text_is_a_stored_value() -> None:
    assert lint_cached(mutate(base_workbook(), SCORES, "</f><v>een</v>", "</f><v></v>")) == []


@pytest.mark.slow
@pytest.mark.parametrize("check", [lint, lint_functions, lint_cached])
def test_a_workbook_with_many_formulas_is_sound(check: Callable[[bytes], list[str]]) -> None:
    assert check(many_formulas()) == []


@cache
def many_formulas() -> bytes:
    """Return a workbook with 10,000 formula cells."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for row in range(2_000):
        for column in range(5):
            text = f'=IF($H{row + 1}="","",SUMIFS($H:$H,$I:$I,I{row + 1})+{row % 9}*$J$1)'
            sheet.write_formula(row, column, text, None, 0)
    book.close()
    return file.getvalue()


def test_module_offers_its_rules() -> None:
    assert len({rule.__name__ for rule in ooxml_lint.RULES}) == len(RULES)
