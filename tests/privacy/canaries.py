"""A workbook with something hidden in every place where a workbook can hide it."""

import io
from collections.abc import Iterator
from functools import lru_cache

import xlsxwriter

from tests.privacy.support import all_of, as_base64, book, members, put, rebuilt
from tests.workbook.books import layout_for
from wijkexcel.example import example

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAME = "Marjan Terhoeven"
"""A known person, who is hidden wherever a canary is."""
START, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
"""A chart of somebody's own on Overzicht, put there by :func:`_with_chart`."""
_SHEETS = [sheet.name for sheet in layout_for(example()).sheets]
HIDDEN_SHEET = f"xl/worksheets/sheet{_SHEETS.index('Berekening') + 1}.xml"
"""Berekening: a sheet of ours that nobody sees."""
RELS = "xl/worksheets/_rels/sheet1.xml.rels"

# Place, part, before what it is put, and what: {} is the canary with the name.
INSIDE: tuple[tuple[str, str, str, str], ...] = (
    ("unreferenced string", "xl/sharedStrings.xml", "</sst>", "<si><t>{}</t></si>"),
    ("creator", "docProps/core.xml", "</dc:creator>", " {}"),
    ("last modified by", "docProps/core.xml", "</cp:lastModifiedBy>", " {}"),
    ("description", "docProps/core.xml", "</dc:description>", " {}"),
    ("title", "docProps/core.xml", "</dc:title>", " {}"),
    ("keywords", "docProps/core.xml", "</cp:coreProperties>", "<cp:keywords>{}</cp:keywords>"),
    ("manager", "docProps/app.xml", "</Properties>", "<Manager>{}</Manager>"),
    ("company", "docProps/app.xml", "</Properties>", "<HyperlinkBase>{}</HyperlinkBase>"),
    ("who reserved it", WORKBOOK, "<workbookPr", '<fileSharing userName="{}"/>'),
    (
        "path",
        WORKBOOK,
        "<bookViews",
        (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            '2006"><mc:Choice Requires="x15"><x:absPath xmlns:x="http://schemas.microsoft.com/office/'
            'spreadsheetml/2010/11/ac" url="C:\\Users\\{}\\"/></mc:Choice></mc:AlternateContent>'
        ),
    ),
    (
        "defined name",
        WORKBOOK,
        "</definedNames>",
        ('<definedName name="eigen" comment="{}" hidden="1">Start!$A$1</definedName>'),
    ),
    (
        "constant in a name",
        WORKBOOK,
        "</definedNames>",
        '<definedName name="eigen2">"{}"</definedName>',
    ),
    (
        "name of a sheet",
        WORKBOOK,
        "</sheets>",
        '<sheet name="{}" sheetId="99" state="veryHidden" r:id="rId99"/>',
    ),
    (
        "stored result",
        START,
        "</sheetData>",
        '<row r="900"><c r="A900" t="str"><f>"x"</f><v>{}</v></c></row>',
    ),
    (
        "text in a formula",
        START,
        "</sheetData>",
        '<row r="901"><c r="A901" t="str"><f>"{}"</f><v>x</v></c></row>',
    ),
    (
        "rich text",
        START,
        "</sheetData>",
        '<row r="902"><c r="A902" t="inlineStr"><is><r><t>{}</t></r></is></c></row>',
    ),
    (
        "who may change a range",
        START,
        "<conditionalFormatting",
        ('<protectedRanges><protectedRange sqref="A1" name="{}"/></protectedRanges>'),
    ),
    (
        "scenario",
        START,
        "<conditionalFormatting",
        '<scenarios><scenario name="x" user="{}" comment="y"/></scenarios>',
    ),
    (
        "rule of a format",
        START,
        "<dataValidations",
        (
            '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="900"><formula>'
            '$A$1="{}"</formula></cfRule></conditionalFormatting>'
        ),
    ),
    (
        "title of a prompt",
        START,
        "</dataValidations>",
        '<dataValidation promptTitle="{}" sqref="A3"/>',
    ),
    ("message", START, "</dataValidations>", '<dataValidation error="{}" sqref="A4"/>'),
    (
        "title of a message",
        START,
        "</dataValidations>",
        '<dataValidation errorTitle="{}" sqref="A5"/>',
    ),
    (
        "text of a format",
        START,
        "<dataValidations",
        (
            '<conditionalFormatting sqref="A1">'
            '<cfRule type="containsText" priority="901" text="{}"/>'
            "</conditionalFormatting>"
        ),
    ),
    (
        "custom view of a sheet",
        START,
        "<conditionalFormatting",
        '<customSheetViews><customSheetView guid="x" filter="{}"/></customSheetViews>',
    ),
    (
        "name of a scenario",
        START,
        "<conditionalFormatting",
        '<scenarios><scenario name="{}"/></scenarios>',
    ),
    (
        "shown text of a link",
        START,
        "</hyperlinks>",
        '<hyperlink ref="Z98" location="Start!A1" display="{}"/>',
    ),
    (
        "place of a link",
        START,
        "</hyperlinks>",
        '<hyperlink ref="Z97" location="#{}" display="x"/>',
    ),
    (
        "filter",
        START,
        "<conditionalFormatting",
        '<autoFilter ref="A1"><filterColumn><filters><filter val="{}"/></filters></filterColumn>'
        "</autoFilter>",
    ),
    ("phonetic text", "xl/sharedStrings.xml", "</sst>", "<si><t>x</t><rPh><t>{}</t></rPh></si>"),
    (
        "font",
        "xl/sharedStrings.xml",
        "</sst>",
        '<si><r><rPr><rFont val="{}"/></rPr><t>x</t></r></si>',
    ),
    (
        "cell of a hidden sheet",
        HIDDEN_SHEET,
        "</sheetData>",
        '<row r="900"><c r="A900" t="inlineStr"><is><t>{}</t></is></c></row>',
    ),
    (
        "attribute that nobody knows",
        START,
        "</worksheet>",
        "<extLst><ext uri='y'><y z='{}'/></ext></extLst>",
    ),
    (
        "custom view",
        WORKBOOK,
        "</definedNames>",
        "<customWorkbookViews><customWorkbookView name='{}'/></customWorkbookViews>",
    ),
    (
        "print titles",
        WORKBOOK,
        "</definedNames>",
        '<definedName name="_xlnm.Print_Titles" comment="{}">Start!$1:$1</definedName>',
    ),
    ("name of a table", "xl/tables/table1.xml", "<tableColumns", "<x name='{}'/>"),
    ("series of a chart", CHART, "<c:title>", "<c:tx><c:v>{}</c:v></c:tx>"),
    (
        "format of a number",
        "xl/styles.xml",
        "</cellStyles>",
        "<cellStyle name='x'/><x formatCode='0&quot;{}&quot;'/>",
    ),
    ("prompt", START, "</dataValidations>", '<dataValidation prompt="{}" sqref="A1"/>'),
    (
        "list of a validation",
        START,
        "</dataValidations>",
        '<dataValidation type="list" sqref="A2"><formula1>"{}"</formula1></dataValidation>',
    ),
    (
        "tip of a link",
        START,
        "</hyperlinks>",
        '<hyperlink ref="Z99" r:id="rId77" tooltip="{}" display="x"/>',
    ),
    ("header", START, "</oddHeader>", " {}"),
    ("footer", START, "</oddFooter>", " {}"),
    (
        "link",
        RELS,
        "</Relationships>",
        (
            f'<Relationship Id="rId77" Type="{_REL}/hyperlink" TargetMode="External" '
            'Target="mailto:{}@x.nl"/>'
        ),
    ),
    ("extension", START, "</worksheet>", "<extLst><ext uri='x'><x>{}</x></ext></extLst>"),
    ("column of a table", "xl/tables/table1.xml", "</table>", "<!--{}-->"),
    ("chart", CHART, "<c:title>", "<!--{}-->"),
    ("title of a chart", CHART, "</a:t>", " {}"),
    ("cache of a chart", CHART, "<c:numCache>", "<!--{}-->"),
    (
        "shape",
        DRAWING,
        "</xdr:wsDr>",
        (
            '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp macro="">'
            '<xdr:nvSpPr><xdr:cNvPr id="9" name="{}" descr="x"/><xdr:cNvSpPr/></xdr:nvSpPr>'
            "<xdr:spPr/></xdr:sp><xdr:clientData/></xdr:absoluteAnchor>"
        ),
    ),
    (
        "text box",
        DRAWING,
        "</xdr:wsDr>",
        (
            '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp macro="">'
            '<xdr:nvSpPr><xdr:cNvPr id="8" name="x"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/>'
            "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
            "<xdr:clientData/></xdr:absoluteAnchor>"
        ),
    ),
    (
        "picture",
        DRAWING,
        "</xdr:wsDr>",
        (
            '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/>'
            "<xdr:pic><xdr:nvPicPr>"
            '<xdr:cNvPr id="7" name="foto" descr="{}"/></xdr:nvPicPr></xdr:pic><xdr:clientData/>'
            "</xdr:absoluteAnchor>"
        ),
    ),
    (
        "alternative text",
        DRAWING,
        "</xdr:wsDr>",
        (
            '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp macro="">'
            '<xdr:nvSpPr><xdr:cNvPr id="6" name="x" title="{}"/><xdr:cNvSpPr/></xdr:nvSpPr>'
            "<xdr:spPr/></xdr:sp><xdr:clientData/></xdr:absoluteAnchor>"
        ),
    ),
    ("name of a style", "xl/styles.xml", "</cellStyles>", '<cellStyle name="{}" xfId="0"/>'),
    ("theme", "xl/theme/theme1.xml", "<a:themeElements", "<!--{}-->"),
)
# Added so that the parts below are reached; nothing is hidden in these.
PLUMBING = (
    (
        RELS,
        "</Relationships>",
        f'<Relationship Id="rId78" Type="{_REL}/comments" Target="/xl/comments1.xml"/>'
        '<Relationship Id="rId79" Type="http://schemas.microsoft.com/office/2017/10/relationships/'
        'threadedComment" Target="/xl/threadedComments/threadedComment1.xml"/>',
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{_REL}/worksheet" Target="worksheets/sheet99.xml"/>',
    ),
    (
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/xl/worksheets/sheet99.xml" ContentType="application/vnd.openxml'
        'formats-officedocument.spreadsheetml.worksheet+xml"/>',
    ),
)
# Place, part, its content, and how it is written.
PARTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "own sheet",
        "xl/worksheets/sheet99.xml",
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{{}}</t>'
        "</is></c></row></sheetData></worksheet>",
        "utf-8",
    ),
    (
        "note",
        "xl/comments1.xml",
        f'<comments xmlns="{_MAIN}"><authors><author>x</author></authors><commentList><comment '
        'ref="B20" authorId="0"><text><r><t>{}</t></r></text></comment></commentList></comments>',
        "utf-8",
    ),
    (
        "author of a note",
        "xl/comments2.xml",
        f'<comments xmlns="{_MAIN}"><authors><author>{{}}</author></authors></comments>',
        "utf-8",
    ),
    (
        "threaded comment",
        "xl/threadedComments/threadedComment1.xml",
        "<ThreadedComments><threadedComment ref='B21'><text>{}</text></threadedComment>"
        "</ThreadedComments>",
        "utf-8",
    ),
    ("person", "xl/persons/person.xml", "<x><person displayName='{}'/></x>", "utf-8"),
    ("custom property", "docProps/custom.xml", "<Properties>{}</Properties>", "utf-8"),
    ("thumbnail", "docProps/thumbnail.jpeg", "\xff\xd8 {}", "latin-1"),
    ("customXml in base64", "customXml/item1.xml", "<x>{}</x>", "base64"),
    ("printer", "xl/printerSettings/printerSettings1.bin", "{}", "utf-16-le"),
    ("cache of an external link", "xl/externalLinks/externalLink1.xml", "<x>{}</x>", "utf-8"),
    (
        "path of an external link",
        "xl/externalLinks/_rels/externalLink1.xml.rels",
        "<x t='file:///{}'/>",
        "utf-8",
    ),
    ("macro", "xl/vbaProject.bin", "\0{}", "utf-8"),
    ("embedded object", "xl/embeddings/oleObject1.bin", "{}", "utf-16-le"),
    ("image", "xl/media/image1.png", "\x89PNG {}", "latin-1"),
    ("tracked changes", "xl/revisions/userNames.xml", "<x>{}</x>", "utf-8"),
    ("connection", "xl/connections.xml", "<x>{}</x>", "utf-8"),
    ("pivot cache", "xl/pivotCache/pivotCacheRecords1.xml", "<x>{}</x>", "utf-8"),
    ("control", "xl/activeX/activeX1.bin", "{}", "utf-8"),
    ("query", "xl/queryTables/queryTable1.xml", "<x>{}</x>", "utf-8"),
    ("data model", "xl/model/item.data", "{}", "utf-16-le"),
)


def words() -> Iterator[tuple[str, str]]:
    """Each place with its own canary."""
    places = [place for place, *_ in (*INSIDE, *PARTS)] + ["name of a part", "comment of the zip"]
    return ((place, f"Kanarie{i:02}qz") for i, place in enumerate(places))


def _with_chart(data: bytes) -> bytes:
    """The workbook with a chart on Overzicht, as XlsxWriter makes one elsewhere."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as other:
        sheet = other.add_worksheet("Overzicht")
        sheet.write_column("A1", [1, 2])
        chart = other.add_chart({"type": "bar"})
        chart.add_series({"values": "=Overzicht!$A$1:$A$2"})
        chart.set_title({"name": "Een eigen grafiek"})
        sheet.insert_chart("D2", chart, {"description": "Een eigen grafiek"})
    made = members(out.getvalue())
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    number = _SHEETS.index("Overzicht") + 1
    kinds = "application/vnd.openxmlformats-officedocument.drawing"
    edits = {
        f"xl/worksheets/sheet{number}.xml": put("<tableParts", '<drawing r:id="rIdOwn"/>'),
        f"xl/worksheets/_rels/sheet{number}.xml.rels": put(
            "</Relationships>",
            f'<Relationship Id="rIdOwn" Type="{_REL}/drawing" Target="/{DRAWING}"/>',
        ),
        "[Content_Types].xml": put(
            "</Types>",
            f'<Override PartName="/{DRAWING}" ContentType="{kinds}+xml"/>'
            f'<Override PartName="/{CHART}" ContentType="{kinds}ml.chart+xml"/>',
        ),
    }
    return rebuilt(data, edits, {part: made[part] for part in (DRAWING, CHART, rels)})


@lru_cache
def hidden() -> tuple[bytes, dict[str, str]]:
    """The example with a canary and a known name in each place, and the canaries."""
    canary = dict(words())
    edits: dict[str, list[tuple[str, str]]] = {}
    for place, part, before, text in INSIDE:
        # A sheet's name has room for 31 signs.
        word = canary[place] if place == "name of a sheet" else f"{canary[place]} {NAME}"
        edits.setdefault(part, []).append((before, text.replace("{}", word)))
    for part, before, text in PLUMBING:
        edits.setdefault(part, []).append((before, text))
    added = {f"xl/{canary['name of a part']}_{NAME.replace(' ', '_')}.xml": b"<x/>"}
    for place, part, text, code in PARTS:
        word = f"{canary[place]} {NAME}"
        if code == "base64":
            added[part] = text.replace("{}", as_base64(word)).encode()
        else:
            added[part] = text.replace("{}", word).encode(code)
    changes = {part: all_of(*(put(*edit) for edit in found)) for part, found in edits.items()}
    comment = f"{canary['comment of the zip']} {NAME}".encode()
    return rebuilt(_with_chart(book(example())), changes, added, comment), canary
