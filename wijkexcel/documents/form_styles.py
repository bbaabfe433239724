"""Styles of the paper form: type that elderly people can read, boxes large enough for a pen."""

from typing import Final

from wijkexcel.documents.word_styles import (
    ACCENT,
    PALE,
    paragraph_style,
    size,
    spacing,
    styles,
)

BOX: Final = "\u2610"
SYMBOLS: Final = "Segoe UI Symbol"
"""Present on every Windows; elsewhere another font with boxes replaces it."""
SMALLEST: Final = 11
"""In points; nothing on the form is smaller."""

_BLACK: Final = '<w:color w:val="000000"/>'
_LINE: Final = '<w:{0} w:val="single" w:sz="6" w:space="1" w:color="404040"/>'
_TABLE: Final = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="Formuliertabel">'
    '<w:name w:val="Formuliertabel"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
    "<w:tblBorders>"
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="737373"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="40" w:type="dxa"/>'
    '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style>'
)


def _centred(before: int, after: int) -> str:
    return f'{spacing(before, after, 240)}<w:jc w:val="center"/>'


def _box(colour: str, width: int, room: int) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="{room}" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )


_MORE: Final = (
    paragraph_style("Vraag", "Vraag", spacing(0, 0, 250), size(12))
    + paragraph_style("Kolomkop", "Kolomkop", spacing(0, 0, 240), size(SMALLEST))
    + paragraph_style("Cijferkop", "Cijferkop", _centred(0, 0), size(12))
    + paragraph_style(
        "Hokje",
        "Hokje",
        _centred(0, 0),
        f'<w:rFonts w:ascii="{SYMBOLS}" w:eastAsia="{SYMBOLS}" w:hAnsi="{SYMBOLS}" '
        f'w:cs="{SYMBOLS}"/>{_BLACK}{size(20)}',
    )
    + paragraph_style("Opgave", "Opgave", f"<w:keepLines/>{spacing(0, 100)}")
    + paragraph_style("Hokjescijfer", "Hokjescijfer", _centred(0, 0), _BLACK + size(SMALLEST))
    + paragraph_style(
        "Schrijfvak",
        "Schrijfvak",
        f"<w:pBdr>{_box('000000', 8, 2)}</w:pBdr>{spacing(40, 40, 240)}"
        '<w:ind w:left="567" w:right="567"/><w:jc w:val="center"/>',
        size(18),
    )
    + paragraph_style(
        "Betekenis",
        "Betekenis",
        f'<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="1814"/></w:tabs>{spacing(0, 40)}'
        '<w:ind w:left="1814" w:hanging="1814"/>',
    )
    + paragraph_style(
        "Invullijn",
        "Invullijn",
        f"<w:pBdr>{_LINE.format('bottom')}{_LINE.format('between')}</w:pBdr>{spacing(0, 0, 240)}",
        size(18),
    )
    + paragraph_style(
        "Wie",
        "Wie",
        f"<w:pBdr>{_box(ACCENT, 12, 6)}</w:pBdr>{spacing(0, 0, 300)}"
        '<w:ind w:left="142" w:right="142"/>',
        size(13),
    )
    + paragraph_style(
        "Formuliervoet",
        "Formuliervoet",
        f'<w:tabs><w:tab w:val="right" w:pos="9864"/></w:tabs>{spacing(0, 0, 240)}',
        _BLACK + size(SMALLEST),
    )
    + _TABLE
)


FORM_STYLES: Final = styles(_MORE, body=12, headings=(17, 14))
MEETING_STYLES: Final = styles(_MORE, body=SMALLEST, headings=(15, 12))
"""The same, for who leads a table: they turn fewer pages."""
