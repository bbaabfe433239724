"""Templates as municipalities make them: a logo, an address in a text box, page numbers, notes."""

import struct
import zlib

from tests.documents.factory import small_template, with_part
from wijkexcel.documents.seen.tags import PREFIXES
from wijkexcel.ooxml.small_package import Parts, read_parts, write_parts

R = PREFIXES["r"]
RELS = "word/_rels/document.xml.rels"
NAMES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())


def png(*more: tuple[bytes, bytes]) -> bytes:
    """A picture of two by two dots, and chunks to put in it."""
    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\x1f\x3f\x66\xff\xff\xff" * 2)
    chunks = [(b"IHDR", head), *more, (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in chunks
    )


def drawing(inside: str, kind: str, descr: str = "", extra: str = "", size: int = 900000) -> str:
    """A drawing in a line of text."""
    uri = {"pic": PREFIXES["pic"], "wps": PREFIXES["wps"], "wpg": PREFIXES["wpg"]}.get(kind, kind)
    return (
        f'<w:drawing {NAMES}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="x" descr="{descr}" {extra}/>'
        f'<a:graphic><a:graphicData uri="{uri}">{inside}</a:graphicData></a:graphic></wp:inline>'
        "</w:drawing>"
    )


def picture(descr: str = "", extra: str = "", link: str = "rId950", blip: str = "") -> str:
    """A picture in a run."""
    return (
        "<w:r>"
        + drawing(
            '<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="logo"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{link}"/>{blip}<a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>'
            '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>',
            "pic",
            descr,
            extra,
        )
        + "</w:r>"
    )


def box(text: str, extra: str = "", shape: str = "", fallback: str = "") -> str:
    """A text box in a run, as Word writes it: for itself, and for older programs."""
    inside = drawing(
        f'<wps:wsp><wps:cNvPr id="2" name="vak" {shape}/><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
        f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>",
        "wps",
        "",
        extra,
    )
    return (
        f'<w:r><mc:AlternateContent {NAMES}><mc:Choice Requires="wps">{inside}</mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{fallback or text}"
        "</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def with_parts(docx: bytes, parts: Parts) -> bytes:
    """A package with more parts."""
    return write_parts({**read_parts(docx), **parts})


def related(docx: bytes, link: str, kind: str, target: str, rels: str = RELS) -> bytes:
    """A package in which a part is related to another, or to an address."""
    outside = ' TargetMode="External"' if ":" in target else ""
    made = f'<Relationship Id="{link}" Type="{R}/{kind}" Target="{target}"{outside}/>'
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    return with_part(
        docx,
        rels,
        lambda old: (old or f"{start}</Relationships>").replace(
            "</Relationships>", f"{made}</Relationships>"
        ),
    )


def in_body(docx: bytes, xml: str) -> bytes:
    """A template with something before its end."""
    return with_part(
        docx, "word/document.xml", lambda body: body.replace("<w:sectPr", f"{xml}<w:sectPr", 1)
    )


def with_picture(
    docx: bytes, data: bytes = b"", descr: str = "", extra: str = "", blip: str = ""
) -> bytes:
    """A template with a picture in a paragraph of its own."""
    made = in_body(docx, f"<w:p>{picture(descr, extra, blip=blip)}</w:p>")
    made = with_parts(made, {"word/media/logo.png": data or png()})
    return related(made, "rId950", "image", "media/logo.png")


def template(xml: str = "", **parts: bytes) -> bytes:
    """A template with one visible text and something after it."""
    return with_parts(in_body(small_template("Zichtbaar."), xml), parts)


# A whole house style ------------------------------------------------------------------------------


def anchor(xml: str, x: int, y: int, behind: bool = False) -> str:
    """The same drawing at a place on the page, in EMU, beside the text."""
    places = "".join(
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>{at}</wp:posOffset>'
        f"</wp:position{side}>"
        for side, at in (("H", x), ("V", y))
    )
    start = (
        '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        f'relativeHeight="251659264" behindDoc="{int(behind)}" locked="0" layoutInCell="1" '
        f'allowOverlap="1"><wp:simplePos x="0" y="0"/>{places}'
    )
    inline = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
    wrap = '<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr'
    return (
        xml.replace(inline, start)
        .replace("</wp:inline>", "</wp:anchor>")
        .replace("<wp:docPr", wrap)
    )


def field(code: str, result: str) -> str:
    """A field as Word writes it, in five runs."""
    signs = {
        k: f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    }
    return (
        f'{signs["begin"]}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f"{signs['separate']}<w:r><w:t>{result}</w:t></w:r>{signs['end']}"
    )


def said(text: str, looks: str = "", paragraph: str = "") -> str:
    """A paragraph with one run."""
    return (
        f'<w:p w:rsidR="00A1"><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{looks}</w:rPr>'
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


_STYLES = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="GemAanhef"><w:name w:val="Gemeente '
    'aanhef"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="240" w:after="120"/></w:pPr>'
    '<w:rPr><w:i/><w:color w:val="1F3F66" w:themeColor="text2"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn '
    'w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/>'
    '<w:sz w:val="32"/></w:rPr></w:style><w:style w:type="table" w:styleId="Huistabel">'
    '<w:name w:val="Huistabel"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top '
    'w:val="single" w:sz="8" w:space="0" w:color="1F3F66"/></w:tblBorders></w:tblPr><w:tblStylePr '
    'w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" '
    'w:color="auto" w:fill="1F3F66"/></w:tcPr></w:tblStylePr></w:style>'
)
_LIST = (
    '<w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Punt %1"/><w:lvlJc '
    'w:val="left"/><w:pPr><w:ind w:left="900" w:hanging="900"/></w:pPr></w:lvl></w:abstractNum>'
)
_WATERMARK = (
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 '
    '1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f '
    'eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>'
    '</v:formulas><v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/>'
    '</v:shapetype><v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" '
    'type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:300pt;'
    "height:80pt;"
    "rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:"
    'margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="silver" '
    'stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;Calibri&quot;;'
    'font-size:1pt" string="CONCEPT"/></v:shape></w:pict></w:r>'
)


def house_style() -> bytes:
    """A letter in a house style, with what Word and the systems of municipalities leave in it."""
    control = (
        '<w:sdt><w:sdtPr><w:alias w:val="Kenmerk"/><w:tag w:val="dms_kenmerk"/><w:dataBinding '
        f'w:xpath="/x"/></w:sdtPr><w:sdtContent>'
        f"{said('Ons kenmerk: 2026-118')}</w:sdtContent></w:sdt>"
    )
    cells = "".join(
        '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>' + said(text) + "</w:tc>"
        for text in ("Wat", "Wanneer")
    )
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Huistabel"/><w:tblW w:w="6000" w:type="dxa"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/>'
        f'<w:gridCol w:w="3000"/></w:tblGrid><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>'
    )
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr>'
    first_part = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="rId901"/><w:headerReference '
        'w:type="default" r:id="rId5"/><w:footerReference w:type="first" r:id="rId902"/>'
        '<w:footerReference w:type="default" r:id="rId902"/><w:pgSz w:w="11906" w:h="16838"/>'
        "<w:pgMar "
        'w:top="2800" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" '
        'w:gutter="0"/><w:titlePg/></w:sectPr></w:pPr></w:p>'
    )
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    note = f'<w:r>{raised}<w:footnoteReference w:id="2"/></w:r>'
    body = (
        control
        + said("Beste bewoner,", "", '<w:pStyle w:val="GemAanhef"/>')
        + said("Wat gaat er gebeuren?", "", '<w:pStyle w:val="Kop1"/>')
        + said("De wijk krijgt een nieuw plan.", '<w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/>')
        + '<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        + f"<w:r><w:t>Zie de noot.</w:t></w:r>{note}</w:p>"
        + said("Het eerste punt", "", numbered)
        + said("Het tweede punt", "", numbered)
        + table
        + '<w:p><w:hyperlink r:id="rId903"><w:r><w:t>Onze website</w:t></w:r></w:hyperlink></w:p>'
        + first_part
        + "".join(said(f"Kolomtekst {i} met wat meer woorden erbij.") for i in range(12))
    )
    made = with_part(
        in_body(small_template(), body),
        "word/document.xml",
        lambda xml: (
            xml.replace("<w:document ", f"<w:document {NAMES} ", 1)
            .replace(f' xmlns:w="{PREFIXES["w"]}"', "", 1)
            .replace(f' xmlns:r="{R}"', "", 1)
            .replace(
                'w:gutter="0"/></w:sectPr></w:body>',
                'w:gutter="0"/><w:cols w:num="2" w:space="708"/></w:sectPr></w:body>',
            )
        ),
    )
    logo = anchor(picture("Logo van Oudervliet", link="rId1"), 700000, 500000)
    address = anchor(box("Postbus 12, 1234 AB Oudervliet"), 5200000, 500000)
    made = with_part(
        made, "word/styles.xml", lambda s: s.replace("</w:styles>", f"{_STYLES}</w:styles>")
    )
    made = with_part(
        made,
        "word/numbering.xml",
        lambda n: n.replace("<w:num ", f"{_LIST}<w:num ", 1).replace(
            "</w:numbering>",
            '<w:num w:numId="9"><w:abstractNumId w:val="5"/></w:num></w:numbering>',
        ),
    )
    parts = {
        "word/header9.xml": f"<w:hdr {NAMES}><w:p>{logo}{address}{_WATERMARK}</w:p></w:hdr>",
        "word/footer9.xml": f'<w:ftr {NAMES}><w:p><w:r><w:t xml:space="preserve">Pagina '
        "</w:t></w:r>"
        f'{field("PAGE", "1")}<w:r><w:t xml:space="preserve"> van </w:t></w:r>'
        f"{field('NUMPAGES', '2')}</w:p>"
        "</w:ftr>",
        "word/footnotes.xml": f'<w:footnotes {NAMES}><w:footnote w:type="separator" w:id="-1"><w:p>'
        '<w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" '
        'w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2">'
        "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>De noot zelf.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>",
    }
    made = with_parts(made, {name: xml.encode() for name, xml in parts.items()})
    made = with_parts(made, {"word/media/logo.png": png()})
    made = related(made, "rId901", "header", "header9.xml")
    made = related(made, "rId902", "footer", "footer9.xml")
    made = related(made, "rId903", "hyperlink", "https://www.oudervliet.example")
    made = related(made, "rId904", "footnotes", "footnotes.xml")
    made = related(made, "rId1", "image", "media/logo.png", "word/_rels/header9.xml.rels")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    known = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{word}.{kind}+xml"/>'
        for part, kind in (("header9", "header"), ("footer9", "footer"), ("footnotes", "footnotes"))
    )
    picture_type = '<Default Extension="png" ContentType="image/png"/>'
    return with_part(
        made,
        "[Content_Types].xml",
        lambda types: types.replace("</Types>", f"{picture_type}{known}</Types>"),
    )
