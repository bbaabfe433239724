"""The barest workbook that can be calculated: cells with a value or a formula, and names."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from wijkexcel.ooxml.cellvalue import column_letters
from wijkexcel.ooxml.escape import escaped, quoted

Cell = tuple[int, int, str]
"""Row and column, counted from 0, and the rest of the cell: its type and what it holds."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def bare_workbook(sheets: Mapping[str, Iterable[Cell]], names: Mapping[str, str]) -> bytes:
    """Write a workbook of these cells, which stand in order.

    Args:
        sheets: the cells of each sheet, by row and then by column.
        names: defined names and what they refer to.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, content in _parts(sheets, names).items():
            package.writestr(part, content)
    return out.getvalue()


def _parts(sheets: Mapping[str, Iterable[Cell]], names: Mapping[str, str]) -> dict[str, str]:
    numbered = list(enumerate(sheets.items(), 1))
    types, links, listed = [], [], []
    parts: dict[str, str] = {}
    for number, (name, cells) in numbered:
        part = f"worksheets/sheet{number}.xml"
        types.append(f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.worksheet+xml"/>')
        links.append(_link(number, "worksheet", part))
        listed.append(f'<sheet name={quoted(name)} sheetId="{number}" r:id="rId{number}"/>')
        parts[f"xl/{part}"] = _sheet(cells)
    defined = "".join(
        f"<definedName name={quoted(name)}>{escaped(target)}</definedName>"
        for name, target in names.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f"{''.join(types)}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{_link(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f"{''.join(listed)}</sheets><definedNames>{defined}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{''.join(links)}</Relationships>",
        **parts,
    }


def _link(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _sheet(cells: Iterable[Cell]) -> str:
    out = [f'<worksheet xmlns="{_MAIN}"><sheetData>']
    last = -1
    for row, column, rest in cells:
        if row != last:
            out.append(f'{"</row>" if last >= 0 else ""}<row r="{row + 1}">')
            last = row
        out.append(f'<c r="{column_letters(column + 1)}{row + 1}"{rest}</c>')
    out.append(f"{'</row>' if last >= 0 else ''}</sheetData></worksheet>")
    return "".join(out)
