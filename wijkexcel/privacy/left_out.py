"""Parts of the original that are not in the copy, which is rebuilt from the tables alone."""

import posixpath
from collections.abc import Iterator

from wijkexcel.dutch.numbers import count
from wijkexcel.layout.sheets.overview import FORMER_CHART
from wijkexcel.layout.spec import Layout, a1
from wijkexcel.ooxml.cellvalue import unescape_text
from wijkexcel.ooxml.package import Element, Package, parse_xml
from wijkexcel.privacy.clean import Gone
from wijkexcel.privacy.headings import headings, properties
from wijkexcel.workbook.reading.convert import is_blank, shown
from wijkexcel.workbook.reading.headers import readable
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.read import Reading
from wijkexcel.workbook.reading.source import FileSource, Grid

_MAIN = "xl/workbook.xml"
_KINDS = (
    ("vbaproject", "macro's"),
    ("/embeddings/", "ingesloten bestand"),
    ("/activex/", "besturingselement"),
    ("/ctrlprops/", "besturingselement"),
    ("/externallinks/", "koppeling naar een ander bestand"),
    ("connections.xml", "gegevensverbinding"),
    ("/querytables/", "gegevensverbinding"),
    ("/pivot", "draaitabel"),
    ("/slicer", "slicer"),
    ("/timeline", "slicer"),
    ("/media/", "afbeelding"),
    ("/diagrams/", "SmartArt"),
    ("/ink/", "handschrift"),
    ("/persons/", "lijst van schrijvers van opmerkingen"),
    ("/revisions/", "wijzigingen bijhouden"),
    ("/printersettings/", "printerinstellingen"),
    ("customxml/", "verborgen gegevens (customXml)"),
    ("docprops/custom.xml", "eigen eigenschappen van het document"),
    ("docprops/thumbnail", "miniatuur"),
    ("/webextensions/", "invoegtoepassing"),
    ("/custom", "verborgen gegevens"),
    ("/model/", "gegevensmodel"),
)
"""Part of a member's name -> its name in the list."""
OWN_SHEET = "eigen blad"
_MOST_ROWS = 2_000
"""Maximum number of rows listed of one of the user's own sheets."""
_NOTES = {"comments", "threadedComment"}


def left_out(
    source: FileSource, reading: Reading, package: Package, copy: Package
) -> Iterator[Gone]:
    """Yield items that a person may miss, with their text if any; ``copy`` is the replacement."""
    ours = {located.sheet for located in reading.map.tables.values()}
    hidden = {sheet.name for sheet in reading.layout.sheets if sheet.hidden}
    for sheet, grid in readable(source, own_sheets(source, reading)):
        yield from _own_sheet(sheet, grid)
    parts = dict(_sheet_parts(package))
    read = set(source.sheet_names)
    yield from (Gone("eigen grafiekblad", sheet, "", "") for sheet in parts if sheet not in read)
    for sheet, part in parts.items():
        yield from _around(package, sheet, part)
        if sheet in ours - hidden:
            yield from _loose_cells(source, reading, sheet)
    yield from headings(package, parts, copy)
    yield from properties(package, copy)
    known = {*parts.values()}
    for name in package.names():
        low = f"/{name}".casefold()
        kind = next((word for sign, word in _KINDS if sign in low), None)
        if kind is not None and name not in known and not low.endswith(".rels"):
            yield Gone(kind, "", "", posixpath.basename(name))
    declared = {name.casefold() for name in reading.layout.names}
    for defined in parse_xml(package.read(_MAIN)).iterfind("{*}definedNames/{*}definedName"):
        word = defined.get("name", "")
        if word.casefold() not in declared and not word.startswith("_xlnm"):
            yield Gone("eigen naam voor cellen", "", "", word, defined.text or "")


def _own_sheet(sheet: str, grid: Grid) -> Iterator[Gone]:
    """Yield one of the user's own sheets: how much it contains, and a line for each row."""
    filled = sum(1 for row in grid for raw in row if not is_blank(raw))
    yield Gone(OWN_SHEET, sheet, "", count(filled, "gevulde cel", "gevulde cellen"))
    told = 0
    for number, row in enumerate(grid):
        cells = [(col, raw) for col, raw in enumerate(row) if not is_blank(raw)]
        if cells and told == _MOST_ROWS:
            yield Gone(
                OWN_SHEET,
                sheet,
                a1(number, cells[0][0]),
                "deze en latere rijen",
                "staan in het originele werkboek en niet hier",
            )
            return
        if cells:
            told += 1
            said = (raw if isinstance(raw, str) else shown(raw) for _, raw in cells)
            yield Gone(OWN_SHEET, sheet, a1(number, cells[0][0]), "rij", " | ".join(said))


def own_sheets(source: FileSource, reading: Reading) -> list[str]:
    """List the sheets that are not ours, in order."""
    ours = {located.sheet for located in reading.map.tables.values()}
    ours |= {sheet.name for sheet in reading.layout.sheets}
    return [name for name in source.sheet_names if name not in ours]


def _sheet_parts(package: Package) -> Iterator[tuple[str, str]]:
    links = {link.id: link.target for link in package.relationships(_MAIN)}
    for sheet in parse_xml(package.read(_MAIN)).iterfind("{*}sheets/{*}sheet"):
        key = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        part = links.get(str(key))
        if part is not None and package.find(part) is not None:
            yield sheet.get("name", ""), part


def _around(package: Package, sheet: str, part: str) -> Iterator[Gone]:
    """Yield the notes, text boxes, charts other than ours, and links of a sheet."""
    for link in package.relationships(part):
        if package.find(link.target) is None:
            continue
        if link.kind in _NOTES:
            notes = parse_xml(package.read(link.target))
            for note in notes.iter("{*}comment", "{*}threadedComment"):
                yield Gone("notitie bij een cel", sheet, note.get("ref", ""), "", _said(note))
        elif link.kind == "drawing":
            yield from _drawn(parse_xml(package.read(link.target)), sheet)
    targets = _targets(package, part)
    for away in parse_xml(package.read(part)).iterfind("{*}hyperlinks/{*}hyperlink"):
        if not away.get("location"):
            key = next((str(v) for k, v in away.attrib.items() if str(k).endswith("}id")), "")
            said = (targets.get(key, ""), away.get("tooltip", ""))
            yield Gone(
                "koppeling",
                sheet,
                away.get("ref", "").partition(":")[0],
                "",
                " - ".join(filter(None, said)),
            )


def _targets(package: Package, part: str) -> dict[str, str]:
    """Targets of a sheet's external links, by their id."""
    folder, base = posixpath.split(part)
    rels = package.find(posixpath.join(folder, "_rels", f"{base}.rels"))
    if rels is None:
        return {}
    links = parse_xml(package.read(rels)).iterchildren("{*}Relationship")
    return {link.get("Id", ""): link.get("Target", "") for link in links}


def _drawn(drawing: Element, sheet: str) -> Iterator[Gone]:
    for frame in drawing.iter("{*}graphicFrame"):
        said = (name.get("descr", "") for name in frame.iter("{*}cNvPr"))
        if not any(text.startswith(FORMER_CHART) for text in said):
            yield Gone("eigen grafiek", sheet, "", "")
    for shape in drawing.iter("{*}sp"):
        yield Gone("tekstvak of vorm", sheet, "", "", _said(shape))
    for name in drawing.iter("{*}cNvPr"):
        parent = name.getparent()
        if parent is not None and parent.tag.endswith("}nvPicPr"):
            yield Gone("afbeelding", sheet, "", name.get("name", ""), name.get("descr", ""))


def _said(element: Element) -> str:
    texts = (part.text or "" for part in element.iter("{*}t", "{*}text"))
    return unescape_text("".join(texts)).strip()


def _loose_cells(source: FileSource, reading: Reading, sheet: str) -> Iterator[Gone]:
    """Yield text on one of our sheets that is outside the tables and is not the workbook's own."""
    grid: Grid = source.grid(sheet)
    formulas = source.specials(sheet).formulas
    fixed = _fixed_texts(reading.layout)
    inside: set[tuple[int, int]] = set()
    own = {located.table.sheet for located in reading.map.tables.values() if located.sheet == sheet}
    loose = {(cell.row, cell.col) for name in own for cell in reading.layout.sheet(name).cells}
    for located in reading.map.tables.values():
        if located.sheet == sheet:
            rows = {located.header_row, *located.rows.values()}
            if not any(column.typed for column in located.table.columns):
                # Users do not type here, and calculated ids cannot be looked up.
                rows |= set(range(located.header_row, located.header_row + _length(located) + 1))
            inside |= {(row, col) for row in rows for col in located.columns.values()}
    for row, line in enumerate(grid):
        for col, raw in enumerate(line):
            if (row, col) in inside or is_blank(raw):
                continue
            text = raw.strip() if isinstance(raw, str) else shown(raw)
            own_formula = (row, col) in formulas and (row, col) not in loose
            if own_formula or ((row, col) not in formulas and text not in fixed):
                yield Gone("tekst buiten de tabellen", sheet, a1(row, col), "", text)


def _length(located: Located) -> int:
    return len(located.table.row_ids)


def _fixed_texts(layout: Layout) -> set[str]:
    found: set[str] = set()
    for sheet in layout.sheets:
        found |= {sheet.title, sheet.purpose}
        for cell in sheet.cells:
            text = str(cell.content)
            link = text.startswith("internal:")
            found.add(f"Naar {text.split(chr(39))[1]}" if link else text)
            if isinstance(cell.content, float):
                found.add(shown(cell.content))
    return found | {""}
