"""The list of what a letter may contain: elements, attributes and the type of each value.

Content that is not in the list is refused, since leaving it out would be visible. A property that
is not in the list is left out, and so is a value that is neither a number nor a keyword of the
format.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from wijkexcel.documents.seen.tags import XML, Element, name, remove, short
from wijkexcel.documents.seen.words import WORDS

Check = Callable[[str], bool]

_ELEMENTS: Final = {
    "w": """
document body hdr ftr footnotes footnote endnotes endnote p r t tbl tr tc tblGrid gridCol
hyperlink fldSimple dir bdo br cr tab ptab sym noBreakHyphen softHyphen footnoteRef endnoteRef
footnoteReference endnoteReference separator continuationSeparator drawing pict txbxContent
pPr rPr tblPr tblPrEx trPr tcPr sectPr
rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
snapToGrid color spacing w kern position sz szCs highlight u bdr shd vertAlign rtl cs em lang
pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers
pBdr top left bottom right start end between bar tabs suppressAutoHyphens kinsoku wordWrap
overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd ind contextualSpacing
mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl
tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing
tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription insideH insideV tl2br
tr2bl gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tcW gridSpan hMerge vMerge
tcBorders noWrap tcMar tcFitText vAlign hideMark
headerReference footerReference footnotePr endnotePr pos numFmt numStart numRestart type pgSz pgMar
pgBorders lnNumType pgNumType cols col noEndnote titlePg rtlGutter docGrid
styles docDefaults rPrDefault pPrDefault style name basedOn next link uiPriority semiHidden
unhideWhenUsed qFormat tblStylePr
numbering abstractNum multiLevelType  lvl start lvlRestart isLgl suff lvlText
lvlJc num abstractNumId lvlOverride startOverride
fonts font panose1 charset family pitch sig notTrueType
settings zoom defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
doNotHyphenateCaps evenAndOddHeaders mirrorMargins gutterAtTop characterSpacingControl compat
compatSetting themeFontLang clrSchemeMapping decimalSymbol listSeparator
bordersDoNotSurroundHeader bordersDoNotSurroundFooter alignBordersAndEdges
""",
    "wp": """
inline anchor extent effectExtent simplePos positionH positionV posOffset align wrapNone wrapSquare
wrapTight wrapThrough wrapTopAndBottom wrapPolygon start lineTo docPr cNvGraphicFramePr
""",
    "pic": "pic nvPicPr cNvPr cNvPicPr blipFill spPr",
    "wps": "wsp cNvPr cNvSpPr cNvCnPr spPr style txbx bodyPr",
    "wpg": "wgp grpSp cNvPr cNvGrpSpPr grpSpPr",
    "mc": "AlternateContent Choice",
    "adec": "decorative",
    "a": """
graphic graphicData blip srcRect stretch fillRect xfrm off ext chOff chExt prstGeom avLst gd
custGeom gdLst rect pathLst path moveTo lnTo cubicBezTo quadBezTo arcTo close pt noFill solidFill
gradFill gsLst gs lin tileRect pattFill fgClr bgClr grpFill ln prstDash round bevel miter headEnd
tailEnd
srgbClr schemeClr sysClr prstClr lumMod lumOff shade tint alpha satMod satOff hueOff hueMod
effectLst effectRef fillRef lnRef fontRef noAutofit spAutoFit normAutofit prstTxWarp grayscl lum
extLst theme themeElements clrScheme dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5
accent6 hlink folHlink fontScheme majorFont minorFont latin ea cs fmtScheme fillStyleLst
lnStyleLst effectStyleLst effectStyle bgFillStyleLst
""",
    "v": """
shapetype shape rect roundrect oval line polyline group imagedata textbox textpath fill stroke
shadow path formulas f
""",
    "w10": "wrap anchorlock",
}
ALLOWED: Final = frozenset(
    name(f"{prefix}:{local}") for prefix, names in _ELEMENTS.items() for local in names.split()
)

_ATTRIBUTES: Final = {
    "w": """
val w type sz space color themeColor themeTint themeShade themeFill themeFillTint themeFillShade
fill shadow frame before beforeLines beforeAutospacing after afterLines afterAutospacing line
lineRule left right start end hanging firstLine leftChars rightChars startChars endChars
hangingChars firstLineChars ascii hAnsi eastAsia cs asciiTheme hAnsiTheme eastAsiaTheme cstheme
hint pos leader h hRule x y xAlign yAlign hAnchor vAnchor hSpace vSpace wrap lines dropCap
anchorLock orient top bottom header footer gutter num equalWidth sep linePitch charSpace firstRow
lastRow firstColumn lastColumn noHBand noVBand fmt chapStyle chapSep distance restart countBy
offsetFrom display zOrder id ilvl styleId default customStyle abstractNumId numId tentative percent
name uri instr clear char font alignment relativeTo bidi usb0 usb1 usb2 usb3 csb0 csb1
tblpX tblpY tblpXSpec tblpYSpec horzAnchor vertAnchor leftFromText rightFromText topFromText
bottomFromText customMarkFollows bg1 t1 bg2 t2 accent1 accent2 accent3 accent4 accent5 accent6
hyperlink followedHyperlink
""",
    "": """
distT distB distL distR simplePos relativeHeight behindDoc locked layoutInCell allowOverlap x y cx
cy l t r b relativeFrom wrapText edited id descr name uri rot flipH flipV prst fmla w h fill stroke
wR hR stAng swAng pos ang scaled rotWithShape idx val lastClr cap cmpd algn typeface panose
pitchFamily charset txBox vert vertOverflow horzOverflow wrap lIns tIns rIns bIns numCol spcCol
anchor anchorCtr upright compatLnSpc rtlCol fromWordArt fontScale lnSpcReduction bright contrast
type lim len Requires bwMode
coordsize coordorigin path adj style fillcolor filled stroked strokecolor strokeweight opacity
color color2 on string alt points from to arcsize eqn fitshape fitpath trim textpathok
gradientshapeok limo textboxrect joinstyle endcap dashstyle weight focus angle rotate method
offset inset wrapcoords anchorx anchory side gain blacklevel
cropleft croptop cropright cropbottom
""",
    "r": "id embed",
    "o": "connecttype extrusionok spt hr hrstd hralign hrpct hrnoshade",
}
_NAMED: Final = frozenset(
    (name(f"{prefix}:{local}") if prefix else local)
    for prefix, names in _ATTRIBUTES.items()
    for local in names.split()
) | {f"{{{XML}}}space"}

_NUMBER: Final = re.compile(r"-?\d{0,10}(\.\d{1,6})?(%|pt|cm|mm|in|pc|pi|px|em|f|fd)?")
_HEX: Final = re.compile(r"auto|[0-9A-Fa-f]{1,20}")
_COLOUR: Final = re.compile(r"#?[0-9A-Fa-f]{3,6}( \[\d{1,4}\])?|[a-z]{1,12}( \[\d{1,4}\])?")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_FONT: Final = re.compile(r"[^\W_][\w .,;&'()+-]{0,63}")
_THEME_FONT: Final = re.compile(r"(\+m[nj]-(lt|ea|cs))?")
_PATH: Final = re.compile(r"(?!.*[A-Za-z]{5})[A-Za-z0-9@#, .\-]*")
_GUIDE: Final = re.compile(r"[a-z]{1,3}\d{0,4}|connsite[XY]\d{1,4}|connector\d{1,2}")
_POINTS: Final = re.compile(r"[\d.,\- a-z]*")
_REFERENCE: Final = re.compile(r"#?[A-Za-z0-9_\-]{1,60}")


def _word(text: str) -> bool:
    return text in WORDS or _NUMBER.fullmatch(text) is not None


def _like(pattern: re.Pattern[str]) -> Check:
    return lambda text: pattern.fullmatch(text) is not None


def _each_word(text: str) -> bool:
    parts = re.split(r"[\s,;:@#*/+\-]+", text)
    return all(_word(part) for part in parts)


def _guides(text: str) -> bool:
    parts = text.split()
    return all(_word(part) or _GUIDE.fullmatch(part) or part in {"*/", "+-"} for part in parts)


def _paint(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None and (
        text[:1] == "#" or text.partition(" ")[0] in WORDS or _HEX.fullmatch(text) is not None
    )


def _theme_font(text: str) -> bool:
    return _THEME_FONT.fullmatch(text) is not None or _FONT.fullmatch(text) is not None


def _nothing(text: str) -> bool:
    return not text


def _any(_: str) -> bool:
    return True


_URIS: Final = {
    "http://schemas.microsoft.com/office/word",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "{C183D7F6-B498-43B3-948B-1728B52AA6E4}",
}
_COMPATIBLE: Final = {
    "compatibilityMode",
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
    "useWord2013TrackBottomHyphenation",
}
_hex, _font, _reference, _language = map(_like, (_HEX, _FONT, _REFERENCE, _LANGUAGE))
_KINDS: Final[Mapping[str, Check]] = {
    "w:color@w:val": _hex,
    "w:panose1@w:val": _hex,
    "w:charset@w:val": _hex,
    "w:tblLook@w:val": _hex,
    "a:srgbClr@val": _hex,
    "w:lang@w:val": _language,
    "w:lang@w:eastAsia": _language,
    "w:lang@w:bidi": _language,
    "w:themeFontLang@w:val": _language,
    "w:themeFontLang@w:eastAsia": _language,
    "w:themeFontLang@w:bidi": _language,
    "w:rFonts@w:ascii": _font,
    "w:rFonts@w:hAnsi": _font,
    "w:rFonts@w:eastAsia": _font,
    "w:rFonts@w:cs": _font,
    "w:font@w:name": _font,
    "w:sym@w:font": _font,
    "w:sym@w:char": _hex,
    "w:pStyle@w:val": _reference,
    "w:rStyle@w:val": _reference,
    "w:tblStyle@w:val": _reference,
    "w:basedOn@w:val": _reference,
    "w:next@w:val": _reference,
    "w:link@w:val": _reference,
    "w:style@w:styleId": _reference,
    "w:name@w:val": _any,
    "w:lvlText@w:val": _any,
    "w:fldSimple@w:instr": _any,
    "w:tblCaption@w:val": _any,
    "w:tblDescription@w:val": _any,
    "w:decimalSymbol@w:val": lambda text: len(text) == 1,
    "w:listSeparator@w:val": lambda text: len(text) == 1,
    "w:compatSetting@w:name": _COMPATIBLE.__contains__,
    "w:compatSetting@w:uri": _URIS.__contains__,
    "wp:docPr@descr": _any,
    "wp:docPr@name": _any,
    "wps:cNvPr@name": _nothing,
    "wpg:cNvPr@name": _nothing,
    "pic:cNvPr@name": _nothing,
    "a:graphicData@uri": _URIS.__contains__,
    "a:ext@uri": _URIS.__contains__,
    "a:latin@typeface": _theme_font,
    "a:ea@typeface": _theme_font,
    "a:cs@typeface": _theme_font,
    "a:gd@name": _like(_GUIDE),
    "a:gd@fmla": _guides,
    "a:sysClr@lastClr": _hex,
    "mc:Choice@Requires": {"wps", "wpg"}.__contains__,
    "v:textpath@string": _any,
    "v:f@eqn": _each_word,
    "v:path@textboxrect": _each_word,
}
_EVERYWHERE: Final[Mapping[str, Check]] = {
    **dict.fromkeys(("w:fill", "w:color", "w:themeTint", "w:themeShade"), _hex),
    **dict.fromkeys(("w:themeFillTint", "w:themeFillShade", "panose"), _hex),
    **dict.fromkeys(("w:usb0", "w:usb1", "w:usb2", "w:usb3", "w:csb0", "w:csb1"), _hex),
    **dict.fromkeys(("fillcolor", "strokecolor", "color", "color2"), _paint),
    **dict.fromkeys(("path",), _like(_PATH)),
    **dict.fromkeys(("points", "wrapcoords"), _like(_POINTS)),
    **dict.fromkeys(
        ("adj", "coordsize", "coordorigin", "from", "to", "inset", "offset"), _each_word
    ),
    **dict.fromkeys(("x", "y", "l", "t", "r", "b", "wR", "hR", "stAng", "swAng"), _guides),
    **dict.fromkeys(("style", "alt", "r:id", "r:embed"), _any),
    **dict.fromkeys(("r:id", "r:embed"), _reference),
}
"""Types of value other than keywords and numbers; ``style`` is checked in ``drawing``."""

_ONLY_AT: Final = {
    "r:id": {"w:hyperlink", "w:headerReference", "w:footerReference", "v:imagedata"},
    "r:embed": {"a:blip"},
    "descr": {"wp:docPr"},
    "w:instr": {"w:fldSimple"},
    "name": {"wp:docPr", "a:gd", "wps:cNvPr", "wpg:cNvPr", "pic:cNvPr"},
}
_TYPES_AND_NAMES: Final = {"v:shapetype": "id", "v:shape": "type"}
_TEXT: Final = frozenset(map(name, ("w:t", "wp:posOffset", "wp:align")))
_TYPED: Final = name("w:t")
_UNSEEN: Final = re.compile(
    "[\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Characters without width, which can spell an invisible text."""
_SHORT_TEXT: Final = frozenset(map(name, ("wp:posOffset", "wp:align")))

_CONTENT: Final = """
w:document w:body w:hdr w:ftr w:footnotes w:footnote w:endnotes w:endnote w:p w:r w:t w:tbl w:tr
w:tc w:hyperlink w:fldSimple w:dir w:bdo w:drawing w:pict w:txbxContent a:graphic a:graphicData
wps:wsp
wps:txbx wpg:wgp wpg:grpSp v:group v:textbox mc:AlternateContent mc:Choice
"""
CONTENT: Final = frozenset(map(name, _CONTENT.split()))
"""Containers of visible content: unknown elements in them are refused, not left out."""

_BLOCKS: Final = frozenset(
    map(name, ("w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent"))
)
_LINES: Final = frozenset(map(name, ("w:p", "w:hyperlink", "w:fldSimple", "w:dir", "w:bdo")))
INSIDE: Final = {
    name("w:t"): frozenset({name("w:r")}),
    name("w:r"): _LINES,
    name("w:p"): _BLOCKS,
    name("w:tbl"): _BLOCKS,
    name("w:tr"): frozenset({name("w:tbl")}),
    name("w:tc"): frozenset({name("w:tr")}),
    name("w:txbxContent"): frozenset(map(name, ("wps:txbx", "v:textbox"))),
    name("w:drawing"): frozenset({name("w:r"), name("mc:Choice")}),
    name("w:pict"): frozenset({name("w:r")}),
}
"""Required parents of text elements; elsewhere Word ignores them."""


def check_attributes(element: Element) -> bool:
    """Remove each disallowed attribute; return whether the element still has a meaning."""
    tag = short(element.tag)
    had = len(element.attrib)
    says = True
    for full, value in list(element.attrib.items()):
        attribute = short(full)
        if str(full) not in _NAMED or not _may(tag, attribute, str(value)):
            says = says and attribute not in {"w:val", "val"}
            del element.attrib[full]
    return says and (had == 0 or len(element.attrib) > 0)


@lru_cache(10_000)
def _may(tag: str, attribute: str, value: str) -> bool:
    if attribute in _ONLY_AT and tag not in _ONLY_AT[attribute]:
        return False
    if _TYPES_AND_NAMES.get(tag) == attribute:
        return _reference(value)
    check = _KINDS.get(f"{tag}@{attribute}") or _EVERYWHERE.get(attribute) or _word
    return check(value)


def check_text(element: Element) -> None:
    """Remove text in places where the format has none."""
    element.tail = None
    if element.tag not in _TEXT:
        element.text = None
    elif element.tag == _TYPED:
        if element.text and not element.text.isascii():
            element.text = _UNSEEN.sub("", element.text)
    elif element.tag in _SHORT_TEXT and not _word((element.text or "").strip()):
        remove(element)
