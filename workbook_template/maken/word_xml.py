"""Small functions that write the XML of a Word template; no docxtpl, no I/O."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from wijkexcel.documents.properties import Properties, set_properties
from wijkexcel.documents.word_styles import FONTS, HEAD, NUMBERING, SETTINGS, STYLES, W
from wijkexcel.ooxml.small_package import CONTENT_TYPES, Parts, write_parts

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MADE = date(2025, 1, 1)
_LONG, _SHORT = 16838, 11906
"""A4 in twentieths of a point."""


def paragraph(text: str, style: str = "Normal", keep: bool = False, extra: str = "") -> str:
    """One paragraph. ``**bold**`` is bold, a tab is a tab; ``keep`` keeps it with the next."""
    properties = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{extra}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text)}</w:p>"


def space(before: int, after: int) -> str:
    """Space above and below one paragraph, in twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def new_page() -> str:
    """Start a paragraph on a new page."""
    return "<w:pageBreakBefore/>"


def indent(width: int) -> str:
    """A wider first column for a paragraph in style Gegevens."""
    return (
        '<w:tabs><w:tab w:val="clear" w:pos="2155"/>'
        f'<w:tab w:val="left" w:pos="{width}"/></w:tabs>'
        f'<w:ind w:left="{width}" w:hanging="{width}"/>'
    )


def loop(item: str, items: str, *inside: str) -> list[str]:
    """Repeat paragraphs for every item."""
    return [paragraph(f"{{%p for {item} in {items} %}}"), *inside, paragraph("{%p endfor %}")]


def when(condition: str, *inside: str) -> list[str]:
    """Paragraphs that are present only if the condition is true."""
    return [paragraph(f"{{%p if {condition} %}}"), *inside, paragraph("{%p endif %}")]


def _runs(text: str) -> str:
    parts = re.split(r"(\*\*.+?\*\*|\t|\n)", text)
    return "".join(_run(part) for part in parts if part)


def _run(part: str) -> str:
    if part == "\t":
        return "<w:r><w:tab/></w:r>"
    if part == "\n":
        return "<w:r><w:br/></w:r>"
    bold = part.startswith("**")
    look = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>' if bold else ""
    words = escape(part.strip("*") if bold else part)
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def page_number(before: str = "", style: str = "Footer") -> str:
    """The footer: 'Pagina 2 van 3', with text before it."""
    fields = [
        f'<w:fldSimple w:instr=" {f} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        for f in ("PAGE", "NUMPAGES")
    ]
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_runs(before)}'
        f'<w:r><w:t xml:space="preserve">Pagina </w:t></w:r>{fields[0]}'
        f'<w:r><w:t xml:space="preserve"> van </w:t></w:r>{fields[1]}</w:p>'
    )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: heading, text of a cell, width; numbers are aligned right.

    With ``each`` the column repeats: once for every item of that loop, given for the heading row
    and for the rows with text. ``styles`` are the paragraph styles of heading and text, if not
    those of a numeric table; a form feed separates those of a cell's paragraphs.
    """

    heading: str
    cell: str
    width: int
    numeric: bool = False
    each: tuple[str, str] | None = None
    styles: tuple[str, str] | None = None


def table(
    title: str,
    items: str,
    columns: Sequence[Column],
    keep_together: bool = False,
    style: str = "Wijktabel",
    group: tuple[str, str, str] | None = None,
) -> str:
    """A table with a repeated heading row and one row per item; no row is split.

    ``keep_together`` keeps a small table on one page, with the paragraph that follows. With
    ``group`` the items stand in groups: the loop of these, the text above each, and its style.
    """
    widths = [w for c in columns for w in ([c.width] * 3 if c.each else [c.width])]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    total = sum(widths)
    head = "".join(_cells(c, c.heading, 0, True) for c in columns)
    body = "".join(_cells(c, c.cell, 1, keep_together) for c in columns)
    span = len(widths)
    over, under = _group(group, span, total)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{over}{_tag_row(f'{{%tr for {items} %}}', span)}"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{body}</w:tr>"
        f"{_tag_row('{%tr endfor %}', span)}{under}</w:tbl>"
    )


def _group(group: tuple[str, str, str] | None, span: int, width: int) -> tuple[str, str]:
    """The rows before and after those of one group; the first holds its name, over all columns."""
    if group is None:
        return "", ""
    items, text, style = group
    named = (
        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>"
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr>'
        f"{paragraph(text, style, keep=True)}</w:tc></w:tr>"
    )
    return f"{_tag_row(f'{{%tr for {items} %}}', span)}{named}", _tag_row("{%tr endfor %}", span)


def side_by_side(
    title: str,
    columns: Sequence[Sequence[str]],
    widths: Sequence[int],
    style: str = "Wijktabel",
) -> str:
    """Columns of paragraphs beside each other: one row, read column by column."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(inside)}</w:tc>'
        for inside, width in zip(columns, widths, strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr>{cells}</w:tr></w:tbl>"
    )


def _cells(column: Column, text: str, which: int, keep: bool) -> str:
    style = "Tabelcijfer" if column.numeric else "Tabeltekst"
    if column.styles is not None:
        style = column.styles[which]
    cell = _cell(text, style, column.width, keep)
    if column.each is None:
        return cell
    before = _cell(f"{{%tc for {column.each[which]} %}}", style, column.width, False)
    return before + cell + _cell("{%tc endfor %}", style, column.width, False)


def _cell(text: str, style: str, width: int, keep: bool) -> str:
    lines, styles = text.split("\f"), style.split("\f")
    styles += styles[-1:] * (len(lines) - len(styles))
    inside = "".join(paragraph(line, look, keep) for line, look in zip(lines, styles, strict=False))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _tag_row(tag: str, span: int) -> str:
    return (
        f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>'
        f"{paragraph(tag, 'Tabeltekst')}</w:tc></w:tr>"
    )


def section(margin: int, sides: int, landscape: bool = False, first_page: bool = False) -> str:
    """Section properties: A4, margins in twentieths of a point, headers of ``document``."""
    wide, high = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    orient = ' w:orient="landscape"' if landscape else ""
    first = (
        '<w:headerReference w:type="first" r:id="rId7"/>'
        '<w:footerReference w:type="first" r:id="rId6"/>'
        if first_page
        else ""
    )
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        f'<w:footerReference w:type="default" r:id="rId6"/>{first}'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{orient}/>'
        f'<w:pgMar w:top="{margin}" w:right="{sides}" w:bottom="{margin}" w:left="{sides}" '
        f'w:header="624" w:footer="567" w:gutter="0"/>{"<w:titlePg/>" if first_page else ""}'
        "</w:sectPr>"
    )


def document(
    body: str,
    header: str,
    first_header: str | None,
    title: str,
    *,
    footer: str = "",
    styles: str = STYLES,
) -> bytes:
    """A complete .docx from its body (ending in a section), headers, footer and styles."""
    names = f'xmlns:w="{W}" xmlns:r="{_R}"'
    parts: Parts = {
        "word/document.xml": (
            f"{HEAD}<w:document {names}><w:body>{body}</w:body></w:document>"
        ).encode(),
        "word/styles.xml": styles.encode(),
        "word/numbering.xml": NUMBERING.encode(),
        "word/settings.xml": SETTINGS.encode(),
        "word/fontTable.xml": FONTS.encode(),
        "word/header1.xml": f"{HEAD}<w:hdr {names}>{header}</w:hdr>".encode(),
        "word/footer1.xml": f"{HEAD}<w:ftr {names}>{footer or page_number()}</w:ftr>".encode(),
    }
    kinds = ["styles", "numbering", "settings", "fontTable", "header", "footer"]
    files = ["styles", "numbering", "settings", "fontTable", "header1", "footer1"]
    if first_header is not None:
        parts["word/header2.xml"] = f"{HEAD}<w:hdr {names}>{first_header}</w:hdr>".encode()
        kinds.append("header")
        files.append("header2")
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_R}/{kind}" Target="{file}.xml"/>'
        for i, (kind, file) in enumerate(zip(kinds, files, strict=True), 1)
    )
    parts["word/_rels/document.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{links}</Relationships>"
    ).encode()
    overrides = "".join(
        f'<Override PartName="/word/{file}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for kind, file in zip(["document.main", *kinds], ["document", *files], strict=True)
    )
    parts[CONTENT_TYPES] = (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()
    set_properties(parts, "word/document.xml", Properties(title, "wijkexcel", _MADE))
    return write_parts(parts)
