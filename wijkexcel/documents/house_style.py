"""A shipped Word template in the colours of a municipality, with its logo in the letterhead."""

import posixpath
from html import escape
from typing import Final

from wijkexcel.documents.word_styles import ACCENT, PALE, W
from wijkexcel.look.house import PLAIN, House, Logo
from wijkexcel.look.palette import palette
from wijkexcel.ooxml.small_package import (
    CONTENT_TYPES,
    Parts,
    parse,
    read_parts,
    serialise,
    write_parts,
)

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_LETTERHEAD: Final = "Briefhoofd"
_HIGH, _WIDE = 540_000, 2_160_000
"""The room for a logo: 1.5 by 6 centimetres, in English Metric Units."""
_COLOURED: Final = ("word/styles.xml", "word/numbering.xml")


def in_house(template: bytes, house: House) -> bytes:
    """Give a shipped template the colours and the logo of a municipality.

    Args:
        template: a .docx that the program ships.
        house: whose it is; of the plain one nothing changes.
    """
    if house == PLAIN:
        return template
    parts = read_parts(template)
    colours = palette(house.colour)
    for name in _COLOURED:
        if name in parts:
            text = parts[name].decode("utf-8")
            text = text.replace(f'"{ACCENT}"', f'"{colours.title.text.bare}"')
            text = text.replace(f'"{PALE}"', f'"{colours.criterion.ground.bare}"')
            parts[name] = text.encode("utf-8")
    if house.logo is not None:
        for name in [n for n in parts if posixpath.basename(n).startswith("header")]:
            _add_logo(parts, name, house.logo)
    return write_parts(parts)


def _add_logo(parts: Parts, header: str, logo: Logo) -> None:
    """Put the logo in front of the text of the letterhead, if this header has one."""
    root = parse(parts[header])
    found = root.find(f".//{{{W}}}pStyle[@{{{W}}}val='{_LETTERHEAD}']")
    if found is None:
        return
    paragraph = found.getparent().getparent()  # type: ignore[union-attr]  # pStyle is in pPr in p
    assert paragraph is not None
    paragraph.insert(1, parse(_drawing(logo).encode("utf-8")))
    parts[header] = serialise(root)
    media = f"media/logo.{logo.extension}"
    parts[f"word/{media}"] = logo.data
    parts[f"word/_rels/{posixpath.basename(header)}.rels"] = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rIdLogo" Type="{_R}/image" '
        f'Target="{media}"/></Relationships>'
    ).encode()
    types = parse(parts[CONTENT_TYPES])
    if not any(item.get("Extension") == logo.extension for item in types):
        kind = {"Extension": logo.extension, "ContentType": f"image/{logo.extension}"}
        types.insert(0, types.makeelement(f"{{{_TYPES}}}Default", kind))
        parts[CONTENT_TYPES] = serialise(types)


def _drawing(logo: Logo) -> str:
    """A run with the logo, as large as its room allows."""
    scale = min(_HIGH / logo.height, _WIDE / logo.width)
    size = f'cx="{round(logo.width * scale)}" cy="{round(logo.height * scale)}"'
    said = f'"{escape(logo.text)}"'
    return (
        f'<w:r xmlns:w="{W}"><w:drawing><wp:inline xmlns:wp="{_A}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="114300"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="Logo" descr={said}/>'
        f'<a:graphic xmlns:a="{_A}/main"><a:graphicData uri="{_A}/picture">'
        f'<pic:pic xmlns:pic="{_A}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo" '
        f"descr={said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{_R}" r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
