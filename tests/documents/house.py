"""Templates as municipalities make them: a logo, an address in a text box, page numbers, notes."""

import struct
import zlib

from tests.documents.factory import small_template, with_part
from wijkexcel.documents.package import Parts, read_parts, write_parts
from wijkexcel.documents.seen.tags import PREFIXES

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
