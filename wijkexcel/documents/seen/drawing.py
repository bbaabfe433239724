"""Drawings: hidden contents are removed, those off the paper or cropped are refused."""

import re
from typing import Final

from wijkexcel.documents.seen.accept import called
from wijkexcel.documents.seen.refusal import PICTURE, refuse
from wijkexcel.documents.seen.tags import (
    ADEC,
    PIC,
    WPG,
    WPS,
    Element,
    above,
    each,
    find,
    name,
    on,
    remove,
    short,
    value,
    whole,
    words_of,
)
from wijkexcel.documents.seen.words import WORDS

_KINDS: Final = (PIC, WPS, WPG)
_TINY: Final = 36000
"""A millimetre, in the unit of drawings (EMU)."""
_TWIP: Final = 635
_CROPPED: Final = 1000
"""One percent, in thousandths of a percent: room for rounding."""
_FAINTEST: Final = 10000
_SMALLEST_SCALE: Final = 30000
_BRIGHTEST: Final = 70000
_DECORATIVE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_ONTO: Final = "Zet het op het papier, of haal het weg."
_STYLE: Final = re.compile(r"([a-z-]+)\s*:\s*([^;]*)")
_STYLE_VALUE: Final = re.compile(r"-?[\d.]+(pt|cm|mm|in|px|pc|%)?")
_FONT: Final = re.compile(r"[\"'\w ,-]{1,60}")
_STYLE_WORDS: Final = """
    position left top width height margin-left margin-top margin-right margin-bottom z-index
    rotation flip mso-position-horizontal mso-position-horizontal-relative mso-position-vertical
    mso-position-vertical-relative mso-wrap-style mso-wrap-distance-left mso-wrap-distance-right
    mso-wrap-distance-top mso-wrap-distance-bottom mso-width-percent mso-height-percent
    mso-width-relative mso-height-relative mso-fit-shape-to-text v-text-anchor layout-flow
    font-family font-size font-weight font-style v-text-align v-text-kern mso-layout-flow-alt
    visibility text-align
"""
_STYLE_NAMES: Final = frozenset(_STYLE_WORDS.split())
Paper = tuple[int, int]
"""Width and height of the largest page, in twentieths of a point."""


def paper_of(body: Element) -> Paper:
    """The largest page of a document."""
    sizes = list(body.iter(name("w:pgSz")))
    wide = max((whole(value(size, "w:w")) for size in sizes), default=0) or 11906
    high = max((whole(value(size, "w:h")) for size in sizes), default=0) or 16838
    return wide, high


def settle_drawings(root: Element, paper: Paper) -> None:
    """Remove hidden shapes from a story, and the names of the others.

    Raises:
        TemplateError: a drawing is of a disallowed kind, is off the paper, or contains more than it
            shows.
    """
    for drawing in each(root, "w:drawing"):
        _drawing(drawing, paper)
    for picture in each(root, "w:pict"):
        _older(picture, paper)


def _drawing(drawing: Element, paper: Paper) -> None:
    described = drawing.find(f".//{name('wp:docPr')}")
    graphics = list(each(drawing, "a:graphicData"))
    if described is None or not graphics or described.get("hidden", "0") not in {"0", "false"}:
        _gone(drawing)
        return
    for graphic in graphics:
        if graphic.get("uri") not in _KINDS:
            raise refuse(called(graphic), drawing)
    _describe(described)
    for shape in each(drawing, "wps:cNvPr", "wpg:cNvPr", "pic:cNvPr"):
        _part_of(shape)
    for anchor in drawing.findall(name("wp:anchor")):
        _refuse_off_paper(anchor, paper)
    _refuse_tiny(drawing)
    for group in each(drawing, "wpg:wgp", "wpg:grpSp"):
        _refuse_outside(group)
    for filled in each(drawing, "a:blipFill"):
        raise refuse("een vorm met een plaatje als vulling", filled)
    for scaled in each(drawing, "a:normAutofit"):
        if whole(scaled.get("fontScale", "100000")) < _SMALLEST_SCALE:
            raise refuse("tekst die te klein is om te lezen", scaled, _ONTO)
    for blip in each(drawing, "a:blip"):
        _picture(blip)


def _gone(drawing: Element) -> None:
    choice = above(drawing, "mc:AlternateContent")
    remove(drawing)
    if choice is not None and next(choice.iter(name("w:drawing")), None) is None:
        remove(choice)


def _describe(described: Element) -> None:
    """Keep the alternative text, or the mark that it is omitted on purpose."""
    decorative = described.find(f".//{{{ADEC}}}decorative")
    for child in list(described):
        described.remove(child)
    described.set("name", f"Tekening {whole(described.get('id', '')) or 1}")
    if on(decorative) and decorative is not None and decorative.get("val", "1") in {"1", "true"}:
        listed = described.makeelement(name("a:extLst"), {}, None)
        ext = listed.makeelement(name("a:ext"), {"uri": _DECORATIVE}, None)
        ext.append(ext.makeelement(f"{{{ADEC}}}decorative", {"val": "1"}, None))
        listed.append(ext)
        described.append(listed)


def _part_of(shape: Element) -> None:
    if shape.get("hidden", "0") not in {"0", "false"}:
        whole = shape.getparent()
        if whole is not None and short(whole.tag) == "pic:nvPicPr":
            whole = whole.getparent()
        if whole is not None:
            remove(whole)
        return
    for child in list(shape):
        shape.remove(child)
    shape.set("name", "")


def _refuse_off_paper(anchor: Element, paper: Paper) -> None:
    extent = find(anchor, "wp:extent")
    for tag, side, room in (("wp:positionH", "cx", paper[0]), ("wp:positionV", "cy", paper[1])):
        position = find(anchor, tag)
        offset = find(position, "wp:posOffset")
        if offset is None or position is None:
            continue
        at = whole(offset.text or "")
        length = 0 if extent is None else whole(extent.get(side, ""))
        # If it is not measured from the edge of the paper, that edge is at most this far away.
        slack = 0 if position.get("relativeFrom") == "page" else room * _TWIP // 8
        if at >= room * _TWIP - _TINY or at + length <= _TINY - slack:
            raise refuse("een tekening die buiten het papier ligt", anchor, _ONTO)


def _refuse_outside(group: Element) -> None:
    """Refuse a shape that is entirely outside the frame of its group."""
    frame = find(group, "wpg:grpSpPr", "a:xfrm")
    start, room = find(frame, "a:chOff"), find(frame, "a:chExt")
    for shape in group.findall(name("wps:wsp")) + group.findall(name("pic:pic")):
        own = shape.find(f"*/{name('a:xfrm')}")
        at, size = find(own, "a:off"), find(own, "a:ext")
        if start is None or room is None or at is None or size is None:
            continue
        for axis, side in (("x", "cx"), ("y", "cy")):
            first, length = whole(start.get(axis, "")), whole(room.get(side, ""))
            here = whole(at.get(axis, ""))
            if here > first + length or here + whole(size.get(side, "")) < first:
                raise refuse("een vorm die buiten zijn groep ligt", shape, _ONTO)


def _refuse_tiny(drawing: Element) -> None:
    sizes = [*each(drawing, "wp:extent"), *drawing.iterfind(f".//{name('a:xfrm')}/{name('a:ext')}")]
    small = any(
        whole(size.get("cx", "")) < _TINY or whole(size.get("cy", "")) < _TINY for size in sizes
    )
    holds = words_of(drawing).strip() or next(drawing.iter(name("a:blip")), None) is not None
    if small and holds:
        raise refuse("een tekening die te klein is om te zien", drawing, _ONTO)


def _picture(blip: Element) -> None:
    if blip.get(name("r:link")) is not None or blip.get(name("r:embed")) is None:
        raise refuse("een plaatje dat in een ander bestand staat", blip, PICTURE)
    for faint in blip.iter(name("a:alphaModFix")):
        if whole(faint.get("amt", "100000")) < _FAINTEST:
            raise refuse("een plaatje dat doorzichtig is", blip, _ONTO)
    for light in blip.iter(name("a:lum")):
        if any(abs(whole(light.get(a, ""))) > _BRIGHTEST for a in ("bright", "contrast")):
            raise refuse("een plaatje dat te licht of te donker is om te zien", blip, _ONTO)
    around = blip.getparent()
    cuts = [] if around is None else [*around.iter(name("a:srcRect"), name("a:fillRect"))]
    if any(whole(cut.get(side, "")) > _CROPPED for cut in cuts for side in "ltrb"):
        raise refuse(
            "een plaatje waarvan een stuk is afgesneden; dat stuk gaat onzichtbaar mee",
            blip,
            "Kies in Word 'Afbeeldingen comprimeren' met 'Bijgesneden gebieden verwijderen'.",
        )


def _older(picture: Element, paper: Paper) -> None:
    """A shape as written by Word before 2010: a watermark, a text box, a line."""
    for tag, what in _OLDER_REFUSED.items():
        for found in each(picture, tag):
            raise refuse(what, found)
    kinds = {
        kind.get("id", ""): _standard(kind.get("id", "")) or f"Vorm{number}"
        for number, kind in enumerate(picture.iter(name("v:shapetype")), 1)
    }
    drawn_as_text = {
        f"#{kind.get('id', '')}"
        for kind in picture.iter(name("v:shapetype"))
        if any(_is_on(text) for text in kind.iter(name("v:textpath")))
    }
    for element in list(picture.iter("*")):
        if "style" in element.attrib:
            _style(element, paper)
        if short(element.tag) == "v:textpath" and "string" in element.attrib:
            shape = element.getparent()
            kind = "" if shape is None else shape.get("type", "")
            if not _is_on(element) and kind not in drawn_as_text:
                del element.attrib["string"]
            elif shape is not None and _faint(shape):
                raise refuse("een watermerk dat niet is te zien", element, _ONTO)
        elif short(element.tag) == "v:fill" and _filled_with_picture(element):
            raise refuse("een vorm met een plaatje als vulling", element)
    for element in picture.iter("*"):
        if short(element.tag) == "v:shapetype":
            element.set("id", kinds[element.get("id", "")])
        elif "type" in element.attrib and short(element.tag) == "v:shape":
            # The type may be defined in another shape of the document; Word finds it by number.
            standard = element.get("type", "").lstrip("#")
            element.set("type", f"#{kinds.get(standard) or _standard(standard) or '_x0000_t202'}")
    for cropped in picture.iter(name("v:imagedata")):
        if any(cropped.get(f"crop{side}", "0") not in {"0", "0f"} for side in _SIDES):
            raise refuse("een plaatje waarvan een stuk is afgesneden", cropped, PICTURE)


_SIDES: Final = ("left", "top", "right", "bottom")
_OLDER_REFUSED: Final = {
    "o:OLEObject": "een ingesloten object",
    "w:control": "een besturingselement",
    "w:movie": "een film",
}


def _standard(kind: str) -> str:
    found = re.fullmatch(r"_x0000_t(\d{1,3})", kind)
    return f"_x0000_t{found[1]}" if found else ""


def _faint(shape: Element) -> bool:
    """Whether a drawn text has the colour of the paper, or none."""
    colour = shape.get("fillcolor", "").partition(" ")[0].lower()
    opacities = (fill.get("opacity", "1") for fill in shape.iter(name("v:fill")))
    unfilled = shape.get("filled", "t") in {"f", "false"} and shape.get("stroked", "t") != "t"
    nothing = any(re.fullmatch(r"0?\.?0\d*|\d{1,4}f", said) for said in opacities)
    return unfilled or nothing or colour in {"white", "#fff", "#ffffff"}


def _filled_with_picture(fill: Element) -> bool:
    return any(short(key) in {"r:id", "o:relid", "src"} for key in fill.attrib)


def _is_on(element: Element) -> bool:
    return element.get("on", "f") in {"t", "true", "1"}


def _style(element: Element, paper: Paper) -> None:
    """Rewrite the style of a shape, from known names and values."""
    said = {key: text.strip() for key, text in _STYLE.findall(element.get("style", ""))}
    if said.get("visibility") == "hidden" or said.get("display") == "none":
        remove(element)
        return
    away = (("margin-left", "left", paper[0]), ("margin-top", "top", paper[1]))
    for tag in ("left", "margin-left", "top", "margin-top"):
        room = next(limit for a, b, limit in away if tag in {a, b}) / 20
        if said.get("position") == "absolute" and abs(_points(said.get(tag, "0"))) >= room:
            raise refuse("een tekening die buiten het papier ligt", element, _ONTO)
    holds = words_of(element).strip() or next(element.iter(name("v:imagedata")), None) is not None
    for tag in ("width", "height"):
        if holds and tag in said and 0 <= _points(said[tag], 100.0) < 3:
            raise refuse("een tekening die te klein is om te zien", element, _ONTO)
    kept = ((key, text) for key, text in said.items() if key in _STYLE_NAMES and _known(key, text))
    element.set("style", ";".join(f"{key}:{text}" for key, text in kept))


def _known(key: str, text: str) -> bool:
    if key == "font-family":
        return _FONT.fullmatch(text) is not None
    return text in WORDS or _STYLE_VALUE.fullmatch(text) is not None


_IN_POINTS: Final = {
    "": 0.75,
    "pt": 1.0,
    "px": 0.75,
    "in": 72.0,
    "cm": 28.35,
    "mm": 2.835,
    "pc": 12,
}


def _points(text: str, without: float = 0.0) -> float:
    found = re.fullmatch(r"(-?[\d.]+)([a-z]{0,2})", text)
    if found is None or found[2] not in _IN_POINTS or found[1].count(".") > 1:
        return without
    return float(found[1].rstrip(".") or 0) * _IN_POINTS[found[2]]
