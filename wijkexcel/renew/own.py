"""Users' own sheets: untouched, except for formulas that refer to moved cells."""

from wijkexcel.errors import StructureError
from wijkexcel.ooxml.package import Element
from wijkexcel.renew.cells import NS, Cells, address, freeze, local
from wijkexcel.renew.leftover import Fate, Leftover, short
from wijkexcel.renew.parts import Parts
from wijkexcel.renew.refs import UnsoundError, follows, rewritten
from wijkexcel.renew.strings import Strings
from wijkexcel.workbook.moves import Moves, Place

_FORMULAS = {"formula", "formula1", "formula2", "f"}
_TABLE_FORMULAS = {"calculatedColumnFormula", "totalsRowFormula"}


def renew_own_sheet(
    parts: Parts, name: str, part: str, moves: Moves, strings: Strings
) -> list[Leftover]:
    """Make the formulas of a sheet follow moved cells; report those that cannot."""
    found: list[Leftover] = []
    for link in list(parts.links(part)):
        if link.kind == "table":
            for item in parts.tree(link.target).iter():
                if local(item) in _TABLE_FORMULAS and item.text:
                    _rewrite(item, name, "tabel", moves, found)
    raw = parts.text(part)
    if b"<f" not in raw and b"ormula" not in raw and b"location" not in raw and b":f" not in raw:
        return found
    root = parts.tree(part)
    try:
        cells = Cells(name, root, strings)
    except StructureError:
        return found
    _cells(cells, moves, found)
    for item in root.iter():
        if local(item) in _FORMULAS and item.text and not _in_cell(item):
            _rewrite(item, name, "", moves, found)
    for item in root.iterfind(f"{NS}hyperlinks/{NS}hyperlink"):
        location = item.get("location", "")
        if location and follows(location, name, moves):
            try:
                item.set("location", rewritten(location, name, moves))
            except UnsoundError:
                found.append(
                    Leftover(
                        Fate.CHECK,
                        name,
                        item.get("ref", ""),
                        f"Een koppeling naar '{location}'.",
                        "Kijk of hij nog naar de goede plek gaat.",
                    )
                )
    return found


def _in_cell(item: Element) -> bool:
    parent = item.getparent()
    return parent is not None and parent.tag == f"{NS}c"


def _rewrite(item: Element, sheet: str, place: str, moves: Moves, found: list[Leftover]) -> None:
    text = item.text or ""
    try:
        new = rewritten(text, sheet, moves)
    except UnsoundError:
        found.append(
            Leftover(
                Fate.CHECK,
                sheet,
                place,
                f"De formule '{short(text)}' van een opmaak, keuzelijst of "
                "tabelkolom is niet zeker te volgen.",
                "Kijk of hij nog klopt.",
            )
        )
        return
    if new != text:
        item.text = new


def _cells(cells: Cells, moves: Moves, found: list[Leftover]) -> None:
    shared: dict[str, list[Place]] = {}
    for place, cell in cells.cells.items():
        formula = cell.find(f"{NS}f")
        if formula is None or formula.get("t") == "dataTable":
            continue
        if formula.get("t") == "shared":
            shared.setdefault(formula.get("si", ""), []).append(place)
        elif formula.text:
            _follow(cells, place, formula.text, moves, found)
    for places in shared.values():
        _apart(cells, places, moves, found)


def _follow(cells: Cells, place: Place, text: str, moves: Moves, found: list[Leftover]) -> None:
    formula = cells.cells[place].find(f"{NS}f")
    assert formula is not None
    try:
        new = rewritten(text, cells.name, moves)
    except UnsoundError:
        freeze(cells.cells[place])
        found.append(
            Leftover(
                Fate.FROZEN,
                cells.name,
                address(place),
                f"De formule '={short(text)}' is niet zeker "
                "te volgen naar waar de cellen nu staan.",
                "Hier staat nu de uitkomst. Maak de formule opnieuw.",
            )
        )
        return
    if new != text:
        formula.text = new


def _apart(cells: Cells, places: list[Place], moves: Moves, found: list[Leftover]) -> None:
    """Split a shared formula that does not move as a whole."""
    texts: dict[Place, str] = {}
    for place in places:
        try:
            texts[place] = cells.formula(place)
        except UnsoundError:
            return
    if not any(follows(text, cells.name, moves) for text in texts.values()):
        return
    for place, text in texts.items():
        formula = cells.cells[place].find(f"{NS}f")
        assert formula is not None
        formula.attrib.clear()
        formula.text = text
    for place, text in texts.items():
        _follow(cells, place, text, moves, found)
