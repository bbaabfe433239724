"""Parts anchored to cells: pictures, charts, notes, pivot tables."""

import posixpath
import re
from collections.abc import Iterator

from wijkexcel.layout.sheets.overview import FORMER_CHART
from wijkexcel.ooxml.cellvalue import parse_area
from wijkexcel.ooxml.package import Element
from wijkexcel.renew.cells import address, local, place_of
from wijkexcel.renew.leftover import Fate, Leftover, short
from wijkexcel.renew.parts import REL_ID, Parts
from wijkexcel.renew.refs import UnsoundError, rewritten
from wijkexcel.workbook.moves import Moves, SheetMoves

# Not parsed: Excel's own drawings of notes are not always well-formed. Prefixes differ.
_SHAPE = re.compile(r"<(?:\w+:)?shape\b.*?</(?:\w+:)?shape>", re.DOTALL)
_ROW, _COLUMN = (re.compile(rf"(<(?:\w+:)?{name}>)(\d+)(?=</)") for name in ("Row", "Column"))
_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor>)([\d,\s]+)(?=</)")
_CACHES = {"strCache", "numCache", "multiLvlStrCache", "lvl"}
_BROKEN = "#REF!"


def drawings(parts: Parts, part: str, moves: SheetMoves) -> None:
    """Move pictures, text boxes and charts along with the cells beneath them."""
    if moves.still:
        return
    for link in parts.links(part):
        if link.kind == "drawing":
            for anchor in parts.tree(link.target):
                _move_anchor(anchor, moves)


def _move_anchor(anchor: Element, moves: SheetMoves) -> None:
    """Keep the size in rows and columns; only the first corner follows its cell."""
    start = next((c for c in anchor if local(c) == "from"), None)
    if start is None:
        return
    at = {local(child): child for child in start}
    moved = moves.cell(int(at["row"].text or "0") + 1, int(at["col"].text or "0") + 1)
    if moved is None:
        return
    rows, columns = (
        moved[0] - 1 - int(at["row"].text or "0"),
        moved[1] - 1 - int(at["col"].text or "0"),
    )
    for corner in anchor:
        if local(corner) in ("from", "to"):
            for child in corner:
                by = {"row": rows, "col": columns}.get(local(child), 0)
                if by:
                    child.text = str(int(child.text or "0") + by)


def notes(parts: Parts, part: str, sheet: str, moves: SheetMoves) -> list[Leftover]:
    """Move notes and comments along with their cells; report those whose cell is gone."""
    found: list[Leftover] = []
    if moves.still:
        return found
    for link in list(parts.links(part)):
        if link.kind in ("comments", "threadedComment"):
            for note in [n for n in parts.tree(link.target).iter() if n.get("ref")]:
                place = place_of(note.get("ref", ""))
                moved = None if place is None else moves.cell(*place)
                if moved is not None:
                    note.set("ref", address(moved))
                    continue
                text = short("".join(map(str, note.itertext())).strip())
                found.append(
                    Leftover(
                        Fate.LOST,
                        sheet,
                        note.get("ref", ""),
                        f"Een notitie: '{text}'.",
                        "Zet haar opnieuw bij de cel waar ze hoort.",
                    )
                )
                parent = note.getparent()
                assert parent is not None
                parent.remove(note)
        elif link.kind == "vmlDrawing":
            text = parts.text(link.target).decode("utf-8", "surrogateescape")
            new = _SHAPE.sub(lambda match: _moved_shape(match[0], moves), text)
            if new != text:
                parts.set(link.target, new.encode("utf-8", "surrogateescape"))
    return found


def _moved_shape(shape: str, moves: SheetMoves) -> str:
    """The box of a note, at its cell; nothing when its cell is gone."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or 'ObjectType="Note"' not in shape:
        return shape
    moved = moves.cell(int(row[2]) + 1, int(column[2]) + 1)
    if moved is None:
        return ""
    down, right = moved[0] - 1 - int(row[2]), moved[1] - 1 - int(column[2])

    def anchor(match: re.Match[str]) -> str:
        numbers = [int(number) for number in match[2].split(",")]
        if len(numbers) == 8:
            for i, by in ((0, right), (2, down), (4, right), (6, down)):
                numbers[i] = max(numbers[i] + by, 0)
        return f"{match[1]}{', '.join(map(str, numbers))}"

    shape = _ROW.sub(rf"\g<1>{moved[0] - 1}", shape)
    shape = _COLUMN.sub(rf"\g<1>{moved[1] - 1}", shape)
    return _ANCHOR.sub(anchor, shape) if down or right else shape


def charts(parts: Parts, sheets: dict[str, str], moves: Moves) -> list[Leftover]:
    """Make charts follow the cells they show; ``sheets``: name of each sheet, by its part."""
    if all(there.still for there in moves.values()):
        return []
    found = []
    for part, sheet in sheets.items():
        for chart in _charts_on(parts, part):
            name = posixpath.basename(chart)
            for formula in [f for f in parts.tree(chart).iter() if local(f) == "f" and f.text]:
                text = formula.text or ""
                try:
                    new = rewritten(text, "", moves, chart=True)
                except UnsoundError:
                    new = _BROKEN
                    found.append(
                        Leftover(
                            Fate.CHECK,
                            sheet,
                            name,
                            f"Een grafiek toonde '{text}'.",
                            "Kies die cellen opnieuw in de grafiek.",
                        )
                    )
                if new != text:
                    formula.text = new
                    _forget(formula)
    return found


def drop_former_chart(parts: Parts, part: str, sheet: str) -> Iterator[Leftover]:
    """Remove the chart that this program put on *Overzicht*; its columns are gone, the bars stay.

    A chart of the user's own has another text for who cannot see it, and stays.
    """
    for link in parts.links(part):
        if link.kind != "drawing":
            continue
        root = parts.tree(link.target)
        for anchor in list(root):
            said = next((x.get("descr", "") for x in anchor.iter() if local(x) == "cNvPr"), "")
            if not said.startswith(FORMER_CHART):
                continue
            charts_in = {x.get(REL_ID) for x in anchor.iter() if local(x) == "chart"}
            for inner in list(parts.links(link.target)):
                if inner.id in charts_in:
                    parts.unlink(link.target, inner.id)
                    parts.remove(inner.target)
            root.remove(anchor)
            yield Leftover(
                Fate.RENEWED,
                sheet,
                "grafiek",
                "De grafiek van dit programma is weg: bij elke opgave staat nu een staaf.",
                "Een grafiek die u zelf maakte, blijft staan.",
            )


def _forget(formula: Element) -> None:
    """Remove a chart's cached values of cells that have changed place."""
    parent = formula.getparent()
    if parent is not None:
        for child in [c for c in parent if local(c) in _CACHES]:
            parent.remove(child)


def _charts_on(parts: Parts, part: str) -> Iterator[str]:
    for link in list(parts.links(part)):
        if link.kind == "drawing":
            for inner in list(parts.links(link.target)):
                if inner.kind in ("chart", "chartEx"):
                    yield inner.target


def pivots(parts: Parts, moves: Moves) -> list[Leftover]:
    """Make pivot tables follow their source cells."""
    found = []
    for link in list(parts.links(parts.main)):
        if link.kind != "pivotCacheDefinition":
            continue
        for source in parts.tree(link.target).iter("{*}worksheetSource"):
            there = moves.get(source.get("sheet", "").casefold())
            ref = source.get("ref", "")
            if there is None or there.still or not ref:
                continue
            try:
                area = there.area(parse_area(ref))
            except ValueError:
                area = None
            if area is not None:
                source.set("ref", str(area))
            else:
                found.append(
                    Leftover(
                        Fate.CHECK,
                        source.get("sheet", ""),
                        ref,
                        "Hier telt een draaitabel mee.",
                        "Kies de gegevens van die draaitabel opnieuw.",
                    )
                )
    return found
