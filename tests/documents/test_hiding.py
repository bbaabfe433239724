"""Wherever a template can hide a text: it is left out, or the template is refused."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from tests.documents.factory import (
    PROPERTIES,
    everything_in,
    parts_of,
    text_of,
    with_part,
)
from tests.documents.house import (
    NAMES,
    box,
    drawing,
    picture,
    png,
    related,
    template,
    with_parts,
    with_picture,
)
from wijkexcel.documents.pdf import to_pdf
from wijkexcel.documents.render import render
from wijkexcel.documents.word_styles import ACCENT
from wijkexcel.errors import TemplateError

MARK = "geheimvogel"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str = MARK, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t>{text}</w:t></w:r>"


def p(inside: str = "", looks: str = "") -> str:
    return f"<w:p><w:pPr>{looks}</w:pPr>{inside or run()}</w:p>"


def row(inside: str = "", looks: str = "", cell: str = '<w:tcW w:w="2000" w:type="dxa"/>') -> str:
    return (
        f"<w:tr><w:trPr>{looks}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{inside or p()}</w:tc></w:tr>"
    )


def table(*rows: str, looks: str = "") -> str:
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl><w:p/>"


def field(code: str, result: str = MARK) -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"{sign('begin')}{code}{sign('separate')}{run(result)}{sign('end')}"


def control(properties: str, inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def style(kind: str, inside: str, name: str = "z", style_id: str = "z") -> str:
    named = f'<w:name w:val="{name}"/>{inside}'
    return f'<w:style w:type="{kind}" w:styleId="{style_id}">{named}</w:style>'


def styled(body: str, *styles: str) -> bytes:
    return with_part(
        template(body),
        "word/styles.xml",
        lambda old: old.replace("</w:styles>", f"{''.join(styles)}</w:styles>"),
    )


def set_in(part: str, end: str, xml: str, body: str = "") -> bytes:
    return with_part(template(body), part, lambda old: old.replace(end, f"{xml}{end}"))


def story(kind: str, name: str, xml: str, body: str, root: str) -> bytes:
    """A template with a header or notes of its own."""
    made = with_parts(
        template(body), {f"word/{name}.xml": f"<w:{root} {NAMES}>{xml}</w:{root}>".encode()}
    )
    return related(made, "rId960", kind, f"{name}.xml")


def pict(inside: str) -> str:
    return p(f"<w:r><w:pict>{inside}</w:pict></w:r>").replace("<w:p>", f"<w:p {NAMES}>", 1)


def anchored(x: int, y: int) -> str:
    """A picture at a place on the page, in EMU."""
    at = "".join(
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>{offset}</wp:posOffset>'
        f"</wp:position{side}>"
        for side, offset in (("H", x), ("V", y))
    )
    return p(
        picture()
        .replace('<wp:inline distT="0" distB="0" distL="0" distR="0">', f"<wp:anchor>{at}")
        .replace("</wp:inline>", "</wp:anchor>")
    )


def with_logo(xml: str) -> bytes:
    made = with_parts(template(xml), {"word/media/logo.png": png()})
    return related(made, "rId950", "image", "media/logo.png")


def jpeg() -> bytes:
    """A photo with an author, a place and a remark in it, and something after its end."""
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(made, "JPEG", comment=MARK.encode())
    data = made.getvalue()
    exif = b"Exif\0\0" + MARK.encode()
    app = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return data[:2] + app + data[2:] + MARK.encode()


VANISH = "<w:rPr><w:vanish/></w:rPr>"
X = run("x")
OFF = "een tekening die buiten het papier"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
PCT = "http://schemas.openxmlformats.org/drawingml/2006"
SECTION = '<w:headerReference w:type="{}" r:id="rId960"/>'
NOTE = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
LIST = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'

LEFT_OUT: dict[str, bytes] = {
    "run hidden": template(p(run(looks="<w:vanish/>"))),
    "run hidden on the web": template(p(run(looks="<w:webHidden/>"))),
    "run hidden as a separator of styles": template(p(run(looks="<w:specVanish/>"))),
    "hidden by a character style": styled(
        p(run(looks='<w:rStyle w:val="z"/>')), style("character", VANISH)
    ),
    "hidden by a paragraph style": styled(
        p(looks='<w:pStyle w:val="z"/>'), style("paragraph", VANISH)
    ),
    "hidden by what a style is based on": styled(
        p(looks='<w:pStyle w:val="y"/>'),
        style("paragraph", VANISH),
        style("paragraph", '<w:basedOn w:val="z"/>', "y", "y"),
    ),
    "hidden on the web by a style": styled(
        p(run(looks='<w:rStyle w:val="z"/>')),
        style("character", "<w:rPr><w:webHidden/></w:rPr>"),
    ),
    "hidden in a table": template(table(row(p(run(looks="<w:vanish/>"))))),
    "hidden row": template(table(row(p(run("Te zien"))), row(looks="<w:hidden/>"))),
    "hidden row that holds a table": template(table(row(table(row()), looks="<w:hidden/>"))),
    "hidden in a link": template(
        p(f'<w:hyperlink w:anchor="x">{run(looks="<w:vanish/>")}</w:hyperlink>')
    ),
    "hidden in a text box": template(p(box("x").replace("<w:t>x", f"{VANISH}<w:t>{MARK}"))),
    "code of a link": template(p(field(f'HYPERLINK "http://{MARK}.nl"', "Site"))),
    "code of a reference": template(p(f'<w:fldSimple w:instr="REF {MARK}">{X}</w:fldSimple>')),
    "entry of an index": template(p(field(f'XE "{MARK}"'))),
    "entry of a table of contents": template(p(field(f'TC "{MARK}"'))),
    "stored text of a page number": template(p(field("PAGE"))),
    "stored text of a simple page number": template(
        p(f'<w:fldSimple w:instr="NUMPAGES">{run()}</w:fldSimple>')
    ),
    "switches of a page number": template(p(field(f"PAGE \\* {MARK}", "1"))),
    "field in a field": template(p(field(f'HYPERLINK "{MARK}" {field("SEQ x", MARK)}', "Site"))),
    "help of a form field": template(
        p(
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:helpText w:val="{MARK}"/>'
            "</w:ffData>"
            "</w:fldChar></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    ),
    "tag and title of a control": template(
        control(f'<w:alias w:val="{MARK}"/><w:tag w:val="{MARK}"/>', p(run("x")))
    ),
    "data of a control": template(control(f'<w:dataBinding w:xpath="{MARK}"/>', p(run("x")))),
    "choices of a control": template(
        control(f'<w:dropDownList><w:listItem w:value="{MARK}"/></w:dropDownList>', p(run("x")))
    ),
    "prompt of a control": template(control("<w:showingPlcHdr/>", p())),
    "prompt of a control in a line": template(p(control("<w:showingPlcHdr/>", run()))),
    "control around a hidden text": template(control("", p(run(looks="<w:vanish/>")))),
    "element of custom XML": template(f'<w:customXml w:element="{MARK}">{p(X)}</w:customXml>'),
    "smart tag": template(p(f'<w:smartTag w:uri="{MARK}" w:element="x">{run("x")}</w:smartTag>')),
    "older branch of a text box": template(p(box("Adres", fallback=MARK))),
    "title and name of a picture": with_picture(template(), extra=f'title="{MARK}" naam="{MARK}"'),
    "name of a shape": template(p(box("x", shape=f'descr="{MARK}" title="{MARK}"'))),
    "hidden drawing": template(p(box(MARK, 'hidden="1"'))),
    "hidden shape": template(p(box(MARK, shape='hidden="1"'))),
    "link of a picture": with_picture(
        template(), extra=f'><a:hlinkClick tooltip="{MARK}"/></wp:docPr><wp:docPr id="2" name="x"'
    ),
    "picture only as drawn lines beside it": with_logo(
        p(picture()).replace(
            '<a:blip r:embed="rId950"/>',
            f'<a:blip r:embed="rId950"><a:extLst><a:ext uri="{MARK}"/></a:extLst></a:blip>',
        )
    ),
    "text in a PNG": with_picture(template(), png((b"tEXt", f"Author\0{MARK}".encode()))),
    "packed text in a PNG": with_picture(
        template(), png((b"zTXt", b"Author\0\0" + zlib.compress(MARK.encode())))
    ),
    "properties in a PNG": with_picture(template(), png((b"eXIf", MARK.encode()))),
    "after a PNG": with_picture(template(), png() + MARK.encode()),
    "in and after a JPEG": with_picture(template(), jpeg()),
    "name of a file": related(
        with_parts(template(p(picture())), {f"word/media/{MARK}.png": png()}),
        "rId950",
        "image",
        f"media/{MARK}.png",
    ),
    "hidden older shape": template(
        pict(
            '<v:shape style="visibility:hidden"><v:textbox><w:txbxContent>'
            f"{p()}</w:txbxContent></v:textbox></v:shape>"
        )
    ),
    "text of a shape that does not show it": template(
        pict(f'<v:shape><v:textpath string="{MARK}"/></v:shape>')
    ),
    "names and link of an older shape": template(
        pict(f'<v:rect id="{MARK}" o:spid="{MARK}" href="{MARK}" title="{MARK}"/>')
    ),
    "style of an older shape": template(pict(f'<v:rect style="{MARK}:{MARK};top:{MARK}"/>')),
    "note that nothing refers to": story(
        "footnotes", "footnotes", f'<w:footnote w:id="2">{p()}</w:footnote>', "", "footnotes"
    ),
    "line above the notes": story(
        "footnotes",
        "footnotes",
        f'<w:footnote w:type="separator" w:id="-1">{p()}</w:footnote>'
        f'<w:footnote w:id="2">{p(run("x"))}</w:footnote>',
        NOTE,
        "footnotes",
    ),
    "hidden in a note": story(
        "footnotes",
        "footnotes",
        f'<w:footnote w:id="2">{p(run(looks="<w:vanish/>"))}</w:footnote>',
        NOTE,
        "footnotes",
    ),
    "header that no section has": story("header", "header7", p(), "", "hdr"),
    "header of a first page that there is not": with_part(
        story("header", "header7", p(), "", "hdr"),
        "word/document.xml",
        lambda x: x.replace("<w:pgSz", f"{SECTION.format('first')}<w:pgSz"),
    ),
    "header of even pages that there are not": with_part(
        story("header", "header7", p(), "", "hdr"),
        "word/document.xml",
        lambda x: x.replace("<w:pgSz", f"{SECTION.format('even')}<w:pgSz"),
    ),
    "style that is not used": styled("", style("paragraph", "", MARK, MARK)),
    "name of a style that is used": styled(
        p(run("x"), f'<w:pStyle w:val="{MARK}"/>'),
        style("paragraph", f'<w:aliases w:val="{MARK}"/>', MARK, MARK),
    ),
    "font that is not used": set_in(
        "word/fontTable.xml", "</w:fonts>", f'<w:font w:name="{MARK}"/>'
    ),
    "other name of a font": set_in(
        "word/fontTable.xml",
        "</w:fonts>",
        f'<w:font w:name="Calibri"><w:altName w:val="{MARK}"/></w:font>',
    ),
    "list that is not used": set_in(
        "word/numbering.xml",
        "</w:numbering>",
        f'<w:abstractNum w:abstractNumId="7"><w:name w:val="{MARK}"/><w:lvl w:ilvl="0">'
        f'<w:lvlText w:val="{MARK}"/></w:lvl></w:abstractNum>',
    ),
    "level of a list that is not used": with_part(
        template(f"<w:p>{LIST}{run('x')}</w:p>"),
        "word/numbering.xml",
        lambda x: x.replace(
            "</w:lvl>",
            f'</w:lvl><w:lvl w:ilvl="4"><w:lvlText w:val="{MARK}"/></w:lvl>',
        ),
    ),
    "hidden number of a list": with_part(
        template(f"<w:p>{LIST}{run('x')}</w:p>"),
        "word/numbering.xml",
        lambda x: x.replace('w:val="•"', f'w:val="{MARK}"').replace(
            "<w:rPr>", "<w:rPr><w:vanish/>"
        ),
    ),
    "settings": set_in(
        "word/settings.xml",
        "</w:settings>",
        f'<w:docVars><w:docVar w:name="{MARK}" w:val="{MARK}"/></w:docVars><w:rsids><w:rsid '
        f'w:val="{MARK}"/></w:rsids><w:clickAndTypeStyle w:val="{MARK}"/>',
    ),
    "own setting of compatibility": set_in(
        "word/settings.xml",
        "</w:settings>",
        f'<w:compat><w:compatSetting w:name="{MARK}" w:uri="{MARK}" w:val="{MARK}"/></w:compat>',
    ),
    "latent styles": styled(
        "", f'<w:latentStyles><w:lsdException w:name="{MARK}"/></w:latentStyles>'
    ),
    "names in a theme": related(
        with_parts(
            template(),
            {
                "word/theme/theme9.xml": f'<a:theme {NAMES} name="{MARK}"><a:themeElements>'
                f'<a:clrScheme name="{MARK}"/></a:themeElements><a:custClrLst><a:custClr '
                f'name="{MARK}"/></a:custClrLst></a:theme>'.encode()
            },
        ),
        "rId970",
        "theme",
        "theme/theme9.xml",
    ),
    "bookmark": template(p(f'<w:bookmarkStart w:id="1" w:name="{MARK}"/>')),
    "tip of a link": related(
        template(p(f'<w:hyperlink r:id="rId971" w:tooltip="{MARK}" {NAMES}>{X}</w:hyperlink>')),
        "rId971",
        "hyperlink",
        "https://www.oudervliet.example",
    ),
    "value that the format does not know": template(p(run("x"), f'<w:jc w:val="{MARK}"/>')),
    "attribute that the format does not know": template(
        f'<w:p {NAMES} w:rsidR="{MARK}" o:x="{MARK}"/>'
    ),
    "property that the format does not know": template(p(run("x"), f'<w:iets w:val="{MARK}"/>')),
    "language": template(p(run("x", f'<w:lang w:val="{MARK}"/>'))),
    "address of a link without text": related(
        template(p(f'<w:hyperlink r:id="rId971" {NAMES}>{run(" ")}</w:hyperlink>')),
        "rId971",
        "hyperlink",
        f"https://{MARK}.example",
    ),
    "embedded font": related(
        with_parts(
            set_in(
                "word/fontTable.xml",
                "</w:fonts>",
                f'<w:font w:name="Calibri"><w:embedRegular r:id="rId1" {NAMES}/></w:font>',
            ),
            {"word/fonts/font1.odttf": MARK.encode()},
        ),
        "rId1",
        "font",
        "fonts/font1.odttf",
        "word/_rels/fontTable.xml.rels",
    ),
    "name of a namespace": template(f'<w:p xmlns:{MARK}="urn:{MARK}"/>'),
    "text outside a run": template(f"<w:p>{MARK}{run('x')}{MARK}</w:p>"),
    "part that nothing names": with_parts(template(), {f"word/{MARK}.xml": MARK.encode()}),
    "relationship that nothing uses": related(template(), MARK, "hyperlink", f"https://{MARK}.nl"),
    "deleted row": template(table(row(p(run("x"))), row(looks="<w:del/>"))),
    "moved text": template(p(f"<w:moveFrom>{run()}</w:moveFrom>")),
    "cell that another covers": template(
        table(
            row(p(run("Te zien")), cell='<w:vMerge w:val="restart"/>'),
            row(cell="<w:vMerge/>"),
        )
    ),
    "data of a simple field": template(
        p(f'<w:fldSimple w:instr="SEQ x"><w:fldData>{MARK}</w:fldData>{X}</w:fldSimple>')
    ),
    "level of another list than is used": with_part(
        template(f"<w:p>{LIST}{X}</w:p>"),
        "word/numbering.xml",
        lambda x: x.replace(
            "</w:abstractNum>",
            '</w:abstractNum><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:lvlText '
            f'w:val="{MARK}"/></w:lvl></w:abstractNum>',
            1,
        ),
    ),
    "white number of a list": with_part(
        template(f"<w:p>{LIST}{X}</w:p>"),
        "word/numbering.xml",
        lambda x: x.replace('w:val="•"', f'w:val="{MARK}"').replace(
            f'<w:color w:val="{ACCENT}"/>', '<w:color w:val="FFFFFF"/>'
        ),
    ),
    "sizes in a PNG": with_picture(template(), png((b"pHYs", bytes(9) + MARK.encode()))),
    "permission and spelling": template(p(f'<w:permStart w:ed="{MARK}"/>')),
}
"""What is not seen on paper goes, and the rest stays."""

REFUSED: dict[str, tuple[bytes, str]] = {
    "date": (template(p(field("DATE"))), "een datum die Word zelf verandert"),
    "date as a sign": (template(p("<w:r><w:dayLong/></w:r>")), "een datum die Word zelf verandert"),
    "contents": (template(p(field("TOC"))), "een inhoudsopgave"),
    "condition": (template(p(field(f'IF 1 = 2 "{MARK}"', "x"))), r"een veld van Word \(IF\)"),
    "variable": (template(p(field("DOCVARIABLE x"))), r"een veld van Word \(DOCVARIABLE\)"),
    "author": (template(p(field("AUTHOR"))), r"een veld van Word \(AUTHOR\)"),
    "mail merge": (template(p(field("MERGEFIELD x"))), r"een veld van Word \(MERGEFIELD\)"),
    "field that is not closed": (
        template(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')),
        "een veld van Word dat niet goed is afgesloten",
    ),
    "code in hidden text": (
        template(p(run("{% if formeel %}", "<w:vanish/>"))),
        "een code in tekst die verborgen is",
    ),
    "table that hides by its style": (
        styled(table(row(), looks='<w:tblStyle w:val="z"/>'), style("table", VANISH)),
        "een tabel met een stijl die tekst verbergt",
    ),
    "first row that a style hides": (
        styled(
            table(row(), looks='<w:tblStyle w:val="z"/>'),
            style("table", f'<w:tblStylePr w:type="firstRow">{VANISH}</w:tblStylePr>'),
        ),
        "een tabel met een stijl die tekst verbergt",
    ),
    "chart": (template(p(f"<w:r>{drawing('', f'{PCT}/chart')}</w:r>")), "een grafiek"),
    "SmartArt": (template(p(f"<w:r>{drawing('', f'{PCT}/diagram')}</w:r>")), "een SmartArt"),
    "ink": (template(p(f'<w:r><w:contentPart r:id="x" {NAMES}/></w:r>')), "inkt"),
    "formula": (
        template(f'<w:p><m:oMath xmlns:m="{MATH}"/></w:p>'),
        "een wiskundige formule",
    ),
    "text over a text": (template(p("<w:r><w:ruby/></w:r>")), "tekst met uitspraaktekens"),
    "drawing off the paper": (with_logo(anchored(9_000_000, 0)), OFF),
    "drawing above the paper": (with_logo(anchored(0, -2_000_000)), OFF),
    "older shape off the paper": (
        template(pict('<v:rect style="position:absolute;margin-left:900pt;width:9pt"/>')),
        "een tekening die buiten het papier ligt",
    ),
    "drawing without size": (
        template(p(box(MARK).replace("900000", "12"))),
        "een tekening die te klein is om te zien",
    ),
    "cropped picture": (
        with_picture(template(), blip='<a:srcRect l="20000"/>'),
        "een plaatje waarvan een stuk is afgesneden",
    ),
    "faint picture": (
        with_logo(
            p(picture()).replace(
                '<a:blip r:embed="rId950"/>',
                '<a:blip r:embed="rId950"><a:alphaModFix amt="0"/></a:blip>',
            )
        ),
        "een plaatje dat doorzichtig is",
    ),
    "picture elsewhere": (
        with_logo(p(picture()).replace("r:embed", "r:link")),
        "een plaatje dat in een ander bestand staat",
    ),
    "picture of another kind": (
        with_picture(template(), b"\xd7\xcd\xc6\x9a" + MARK.encode()),
        "een plaatje dat geen PNG of JPEG is",
    ),
    "collapsed heading": (
        template(
            '<w:p><w:pPr><w15:collapsed xmlns:w15="http://schemas.microsoft.com/office/word/2012/'
            f'wordml"/></w:pPr>{run("Kop")}</w:p>{p()}'
        ),
        "een kop die is ingeklapt",
    ),
    "deleted cell": (
        template(table(row(cell="<w:cellDel/>"))),
        "een tabel met cellen waarvan een wijziging nog niet is aanvaard",
    ),
    "tiny type": (template(p(run(looks='<w:sz w:val="2"/>'))), "tekst die te klein is"),
    "tiny type by a style": (
        styled(
            p(looks='<w:pStyle w:val="z"/>'), style("paragraph", '<w:rPr><w:sz w:val="2"/></w:rPr>')
        ),
        "tekst die te klein is",
    ),
    "tiny type of a script from right to left": (
        template(p(run(looks='<w:rtl/><w:szCs w:val="2"/>'))),
        "tekst die te klein is",
    ),
    "tiny type of another script": (
        template(p(run(looks='<w:sz w:val="22"/><w:szCs w:val="2"/><w:cs/>'))),
        "tekst die te klein is",
    ),
    "tiny type of another script by a style": (
        styled(
            p(looks='<w:pStyle w:val="z"/>'),
            style("paragraph", '<w:rPr><w:szCs w:val="2"/></w:rPr>'),
        ),
        "tekst die te klein is",
    ),
    "tiny type of another script by the style of a table": (
        styled(
            table(row(), looks='<w:tblStyle w:val="z"/>'),
            style("table", '<w:rPr><w:szCs w:val="2"/></w:rPr>'),
        ),
        "een tabel met een stijl die tekst onleesbaar maakt",
    ),
    "thin type": (template(p(run(looks='<w:w w:val="1"/>'))), "tekst die te smal is"),
    "white on white": (template(p(run(looks='<w:color w:val="FFFFFF"/>'))), "tekst in de kleur"),
    "white by a style": (
        styled(
            p(run(looks='<w:rStyle w:val="z"/>')),
            style("character", '<w:rPr><w:color w:val="FEFEFE"/></w:rPr>'),
        ),
        "tekst in de kleur",
    ),
    "white by the theme": (
        template(p(run(looks='<w:color w:val="auto" w:themeColor="background1"/>'))),
        "tekst in de kleur",
    ),
    "white by the style of a table": (
        styled(
            table(row(), looks='<w:tblStyle w:val="z"/>'),
            style("table", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
        ),
        "een tabel met een stijl die tekst onleesbaar maakt",
    ),
    "colour of the shade": (
        template(p(run(looks='<w:color w:val="1F3F66"/><w:shd w:val="clear" w:fill="1f3f66"/>'))),
        "tekst in de kleur",
    ),
    "colour of the marker": (
        template(p(run(looks='<w:color w:val="FF0000"/><w:highlight w:val="red"/>'))),
        "tekst in de kleur",
    ),
    "line without height": (
        template(p(looks='<w:spacing w:line="1" w:lineRule="exact"/>')),
        "een regel die te laag is",
    ),
    "row without height": (
        template(table(row(looks='<w:trHeight w:val="1" w:hRule="exact"/>'))),
        "een tabelrij die te laag is",
    ),
    "column without width": (
        template(table(row(cell='<w:tcW w:w="1" w:type="dxa"/>'))),
        "een kolom die te smal is",
    ),
    "indent off the paper": (
        template(p(looks='<w:ind w:left="20000"/>')),
        "tekst die buiten het papier kan vallen",
    ),
    "indent in signs": (
        template(p(looks='<w:ind w:leftChars="20000"/>')),
        "tekst die buiten het papier kan vallen",
    ),
    "letters on top of each other": (
        template(p(run(looks='<w:spacing w:val="-400"/>'))),
        "tekst die van zijn plaats",
    ),
    "column of a section without width": (
        template(p(looks='<w:sectPr><w:cols w:num="2"><w:col w:w="1"/></w:cols></w:sectPr>')),
        "een kolom die te smal is",
    ),
    "frame off the paper": (
        template(p(looks='<w:framePr w:w="100" w:x="30000" w:y="1"/>')),
        "tekst die buiten het papier kan vallen",
    ),
    "header off the paper": (
        with_part(
            template(),
            "word/document.xml",
            lambda x: x.replace('w:header="624"', 'w:header="30000"'),
        ),
        "tekst die buiten het papier kan vallen",
    ),
    "text lifted off its line": (
        template(p(run(looks='<w:position w:val="3000"/>'))),
        "tekst die van zijn plaats",
    ),
    "black on black": (
        template(p(run(looks='<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000"/>'))),
        "tekst in de kleur",
    ),
    "row that is too low": (
        template(
            table(row(p(run("x")) * 9 + p(), looks='<w:trHeight w:val="300" w:hRule="exact"/>'))
        ),
        "een tabelrij die te laag is",
    ),
    "box that is too small": (
        template(p(box("woord " * 400 + MARK))),
        "een tekstvak dat te klein is voor de tekst",
    ),
    "shape filled with a picture": (
        with_logo(
            p(box("x")).replace(
                "</wps:spPr>", '<a:blipFill><a:blip r:embed="rId950"/></a:blipFill></wps:spPr>'
            )
        ),
        "een vorm met een plaatje als vulling",
    ),
    "box that shrinks its text": (
        template(
            p(box(MARK)).replace(
                "<wps:bodyPr/>", '<wps:bodyPr><a:normAutofit fontScale="1000"/></wps:bodyPr>'
            )
        ),
        "tekst die te klein is",
    ),
    "watermark in white": (
        template(
            pict(f'<v:shape fillcolor="white"><v:textpath on="t" string="{MARK}"/></v:shape>')
        ),
        "een watermerk dat niet is te zien",
    ),
    "something new": (template(p("<w:r><w:nieuw/></w:r>")), "een onderdeel dat niet mee kan"),
}
"""What would be printed but not read, and what cannot be checked, is said with its place."""


def rendered(docx: bytes) -> bytes:
    return render(docx, {}, PROPERTIES)


@pytest.mark.parametrize("place", LEFT_OUT)
def test_what_is_not_seen_does_not_go_along(place: str) -> None:
    assert MARK in everything_in(LEFT_OUT[place]) or b"JFIF" in LEFT_OUT[place] or "packed" in place
    done = rendered(LEFT_OUT[place])
    assert MARK not in everything_in(done)
    assert "Zichtbaar." in text_of(done)


@pytest.mark.parametrize("place", REFUSED)
def test_what_is_printed_but_not_read_is_refused(place: str) -> None:
    docx, said = REFUSED[place]
    with pytest.raises(TemplateError, match=f"^Het sjabloon bevat {said}"):
        rendered(docx)


def test_text_where_word_does_not_look_is_damage() -> None:
    with pytest.raises(TemplateError, match="beschadigd"):
        rendered(template(f"<w:t>{MARK}</w:t>"))


def test_signs_without_width_do_not_go_along() -> None:
    spelled = "".join(chr(0xE0000 + ord(sign)) for sign in MARK)
    done = everything_in(rendered(template(p(run(f"Dag{spelled}\u200b, een\u00adtje")))))
    assert "Dag, een\u00adtje" in done


def test_a_merged_cell_without_a_first_keeps_its_text() -> None:
    lonely = table(row(p(run("Boven"))), row(p(run("Onder")), cell="<w:vMerge/>"))
    assert "Onder" in text_of(rendered(template(lonely)))


def test_text_that_two_styles_hide_is_shown_as_word_does() -> None:
    docx = styled(
        p(run("Toch te zien", '<w:rStyle w:val="y"/>'), '<w:pStyle w:val="z"/>'),
        style("paragraph", VANISH),
        style("character", VANISH, "y", "y"),
    )
    done = rendered(docx)
    assert "Toch te zien" in text_of(done)
    assert "vanish" not in everything_in(done)


def test_text_that_is_shown_in_a_hidden_style_stays() -> None:
    docx = styled(
        p(run("Te zien", '<w:vanish w:val="0"/>') + run(), '<w:pStyle w:val="z"/>'),
        style("paragraph", VANISH),
    )
    done = rendered(docx)
    assert "Te zien" in text_of(done)
    assert MARK not in everything_in(done)


def test_a_document_that_hides_all_text_shows_what_says_so() -> None:
    docx = with_part(
        template(p(run("Te zien", '<w:vanish w:val="0"/>'))),
        "word/styles.xml",
        lambda x: x.replace("<w:rPrDefault><w:rPr>", "<w:rPrDefault><w:rPr><w:vanish/>"),
    )
    assert text_of(rendered(docx)).split() == ["Te", "zien"]


def test_white_text_on_a_dark_cell_stays() -> None:
    dark = '<w:tcW w:w="2000" w:type="dxa"/><w:shd w:val="clear" w:fill="1F3F66"/>'
    white = p(run("Kop", '<w:color w:val="FFFFFF"/>'))
    assert "Kop" in text_of(rendered(template(table(row(white, cell=dark)))))


def test_page_numbers_stay_fields_with_the_format_that_was_asked() -> None:
    done = everything_in(rendered(template(p(field("PAGE \\* roman \\* MERGEFORMAT", "iv")))))
    assert 'w:instr=" PAGE \\* roman \\* MERGEFORMAT "' in done


def test_a_language_stays_also_beside_one_that_is_not_known() -> None:
    done = rendered(template(p(run("x", '<w:lang w:val="nl-NL" w:eastAsia="x-none"/>'))))
    assert '<w:lang w:val="nl-NL"/>' in everything_in(done)


def test_a_sign_in_colour_stays_as_a_sign() -> None:
    sign = (
        f'<w:r><mc:AlternateContent {NAMES}><mc:Choice Requires="w16se"><x:symEx '
        f'xmlns:x="urn:x" x:char="1F642"/></mc:Choice><mc:Fallback><w:t>🙂</w:t></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    assert "🙂" in text_of(rendered(template(p(sign))))


def test_what_a_control_holds_stays() -> None:
    docx = template(control('<w:tag w:val="x"/>', p(run("Afdeling Wonen"))))
    done = rendered(docx)
    assert "Afdeling Wonen" in text_of(done)
    assert "sdt" not in everything_in(done)


def test_the_text_instead_of_a_picture_goes_along() -> None:
    done = rendered(with_picture(template(), descr="Logo van Oudervliet"))
    assert 'descr="Logo van Oudervliet"' in everything_in(done)


def test_pictures_show_what_they_showed() -> None:
    for data in (png(), png((b"tEXt", b"Author\0x")), jpeg()):
        done = parts_of(rendered(with_picture(template(), data)))
        (kept,) = (part for name, part in done.items() if "media" in name)
        with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(kept)) as after:
            assert before.tobytes() == after.tobytes()


def test_a_damaged_picture_is_refused() -> None:
    for data in (png()[:40], jpeg()[:300], b"GIF89a"):
        with pytest.raises(TemplateError, match="geen PNG of JPEG is, of dat beschadigd is"):
            rendered(with_picture(template(), data))


def test_a_refusal_names_the_place() -> None:
    where = p(run("Beste bewoner,")) + table(row(p(run("Kies zelf") + field("AUTHOR"))))
    with pytest.raises(
        TemplateError, match=r"\(AUTHOR\), in de tekst, in een tabel, bij 'Kies zelf"
    ):
        rendered(template(where))


# Any hiding place, at any depth -------------------------------------------------------------------

_AROUND = st.sampled_from(
    [
        lambda inside: table(row(p(run("cel")) + inside)),
        lambda inside: control('<w:tag w:val="x"/>', inside),
        lambda inside: f'<w:customXml w:element="x">{inside}</w:customXml>',
        lambda inside: p(box("@")).replace(
            "<w:p><w:r><w:t>@</w:t></w:r></w:p>", inside + p(run("vak"))
        ),
        lambda inside: p(run("voor")) + inside + p(run("na")),
    ]
)
_HIDDEN = st.sampled_from(
    [
        p(run(looks="<w:vanish/>")),
        p(run(looks="<w:webHidden/>")),
        p(run(looks='<w:rStyle w:val="z"/>')),
        p(f"<w:del>{run()}</w:del>"),
        p(field(f'XE "{MARK}"')),
        p(box(MARK, 'hidden="1"')),
        p(control("<w:showingPlcHdr/>", run())),
        table(row(p(run("cel"))), row(looks="<w:hidden/>")),
    ]
)


@settings(deadline=None, max_examples=25)
@given(hidden=st.lists(st.tuples(_HIDDEN, st.lists(_AROUND, max_size=4)), min_size=1, max_size=5))
def test_nothing_hidden_goes_along_at_any_depth(
    hidden: list[tuple[str, list[Callable[[str], str]]]],
) -> None:
    body = ""
    for xml, around in hidden:
        body += reduce(lambda inside, wrap: wrap(inside), around, xml) + p(run("Ook te zien."))
    done = rendered(styled(body, style("character", VANISH)))
    assert MARK not in everything_in(done)
    assert text_of(done).count("Ook te zien.") == len(hidden)


@pytest.mark.oracle("libreoffice")
def test_the_pdf_tells_what_the_document_tells() -> None:
    bodies = [
        p(run(looks="<w:vanish/>")),
        p(run(looks="<w:webHidden/>")),
        p(run(looks='<w:rStyle w:val="z"/>')),
        p(box(MARK, 'hidden="1"')),
        table(row(p(run("Rij die blijft"))), row(looks="<w:hidden/>")),
        p(box("Adres in een vak", fallback=MARK)),
        p(field(f'HYPERLINK "http://{MARK}.nl"', "Onze site")),
    ]
    pdf = to_pdf(rendered(styled("".join(bodies), style("character", VANISH))))
    assert pdf is not None
    pages = PdfReader(io.BytesIO(pdf)).pages
    told = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert MARK not in told
    for seen in ("Zichtbaar.", "Rij die blijft", "Adres in een vak", "Onze site"):
        assert seen in told
