"""The formatting of the shipped Word templates: styles, numbering, settings and fonts as XML."""

from typing import Final

from wijkexcel.look.palette import FONT, palette

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_COLOURS: Final = palette()
ACCENT: Final = _COLOURS.title.text.bare
GREY: Final = _COLOURS.note.text.bare
ALERT: Final = _COLOURS.error.text.bare
PALE: Final = _COLOURS.criterion.ground.bare
_LINE: Final = _COLOURS.line.bare


def paragraph_style(style: str, name: str, paragraph: str, run: str = "", after: str = "") -> str:
    """One paragraph style, based on Normal."""
    follows = f'<w:next w:val="{after}"/>' if after else ""
    based = "" if style == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if style == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style}"><w:name w:val="{name}"/>{based}'
        f"{follows}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def spacing(before: int, after: int, line: int = 269) -> str:
    """Space above, below and between lines; in twentieths of a point and 240ths of a line."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def size(points: float) -> str:
    """Size of type."""
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _heading(level: int, points: float, before: int, after: int) -> str:
    return paragraph_style(
        f"Heading{level}",
        f"heading {level}",
        f"<w:keepNext/><w:keepLines/>{spacing(before, after, 252)}"
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>{size(points)}',
        after="Normal",
    )


def _box(colour: str) -> str:
    sides = ("top", "left", "bottom", "right")
    return "".join(
        f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="{colour}"/>' for side in sides
    )


def table_style(name: str, above: int = 40, beside: int = 85) -> str:
    """A table with lines between its rows; space around the text of a cell in twips."""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/>'
        f'<w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
        f'</w:tblBorders><w:tblCellMar><w:top w:w="{above}" w:type="dxa"/>'
        f'<w:left w:w="{beside}" w:type="dxa"/><w:bottom w:w="{above}" w:type="dxa"/>'
        f'<w:right w:w="{beside}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles(more: str = "", body: float = 11, headings: tuple[float, float] = (14, 11.5)) -> str:
    """The styles part: sizes of body and headings in points, and extra styles."""
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>'
        f'{size(body)}<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        + paragraph_style("Normal", "Normal", f"<w:widowControl/>{spacing(0, 120)}")
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
        "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>"
        + paragraph_style(
            "Title",
            "Title",
            f"<w:keepNext/><w:keepLines/>{spacing(0, 60, 240)}",
            f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>{size(20)}',
            after="Normal",
        )
        + _heading(1, headings[0], 280, 80)
        + _heading(2, headings[1], 180, 20)
        + paragraph_style(
            "ListBullet",
            "List Bullet",
            '<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>'
            f'{spacing(0, 60)}<w:ind w:left="357" w:hanging="357"/>',
        )
        + paragraph_style(
            "Header", "header", spacing(0, 0, 240), f'<w:color w:val="{GREY}"/>' + size(9)
        )
        + paragraph_style(
            "Footer",
            "footer",
            f'{spacing(0, 0, 240)}<w:jc w:val="right"/>',
            f'<w:color w:val="{GREY}"/>{size(9)}',
        )
        + paragraph_style(
            "Briefhoofd",
            "Briefhoofd",
            f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="6" w:color="{ACCENT}"/></w:pBdr>'
            + spacing(0, 0, 240),
            f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>{size(18)}',
        )
        + paragraph_style("Kort", "Kort", f"<w:keepLines/>{spacing(0, 20)}")
        + paragraph_style("Adres", "Adres", spacing(0, 0))
        + paragraph_style(
            "Gegevens",
            "Gegevens",
            f'<w:tabs><w:tab w:val="left" w:pos="2155"/></w:tabs>{spacing(0, 40)}'
            '<w:ind w:left="2155" w:hanging="2155"/>',
        )
        + paragraph_style(
            "Intern",
            "Intern",
            f"<w:keepNext/><w:pBdr>{_box(ALERT)}</w:pBdr>{spacing(0, 200, 240)}"
            '<w:ind w:left="113" w:right="113"/>',
            f'<w:b/><w:bCs/><w:color w:val="{ALERT}"/>{size(12)}',
        )
        + paragraph_style("Tabeltekst", "Tabeltekst", spacing(0, 0, 245), size(9.5))
        + paragraph_style(
            "Opsomming",
            "Opsomming",
            '<w:keepLines/><w:numPr><w:numId w:val="1"/></w:numPr>'
            f'{spacing(0, 10, 245)}<w:ind w:left="227" w:hanging="227"/>',
            size(10.5),
        )
        + paragraph_style(
            "Tabelcijfer", "Tabelcijfer", f'{spacing(0, 0, 245)}<w:jc w:val="right"/>', size(9.5)
        )
        + paragraph_style(
            "Toelichting",
            "Toelichting",
            f"<w:keepLines/>{spacing(60, 120, 252)}",
            f'<w:color w:val="{GREY}"/>{size(9.5)}',
        )
        + table_style("Wijktabel")
        + more
        + "</w:styles>"
    )


STYLES: Final = styles()

NUMBERING: Final = (
    f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr>'
    f'<w:rPr><w:color w:val="{ACCENT}"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)

SETTINGS: Final = (
    f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="nl-NL"/><w:decimalSymbol w:val=","/>'
    '<w:listSeparator w:val=";"/></w:settings>'
)

FONTS: Final = (
    f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:altName w:val="Carlito"/>'
    '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
    '<w:pitch w:val="variable"/></w:font></w:fonts>'
)
