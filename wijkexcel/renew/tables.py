"""The table objects of one sheet: those of the program rebuilt, those of users kept."""

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from wijkexcel.ooxml.cellvalue import Area, parse_area
from wijkexcel.ooxml.package import Element, serialise_xml
from wijkexcel.renew.cells import NS, main
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.renew.order import put
from wijkexcel.renew.parts import REL_ID, Parts
from wijkexcel.renew.refs import UnsoundError, rewritten
from wijkexcel.renew.sheet import Renewal
from wijkexcel.workbook.moves import Block

_FORMULAS = {"calculatedColumnFormula", "totalsRowFormula"}


class TableNumbers:
    """Numbers of tables, which are unique in a workbook."""

    def __init__(self, parts: Parts, sheets: Mapping[str, str]) -> None:
        self.by_name: dict[str, int] = {}
        for part in sheets.values():
            for link in parts.links(part):
                if link.kind == "table":
                    root = parts.tree(link.target)
                    number = root.get("id", "")
                    self.by_name[root.get("displayName", "")] = (
                        int(number) if number.isdecimal() else 0
                    )

    def of(self, name: str) -> int:
        """Number of a table: its existing one, or a new one."""
        if name not in self.by_name:
            self.by_name[name] = max(self.by_name.values(), default=0) + 1
        return self.by_name[name]


def area_of(root: Element) -> Area | None:
    """The block of cells that a table occupies."""
    try:
        return parse_area(root.get("ref", ""))
    except ValueError:
        return None


def _meet(one: Area, other: Area) -> bool:
    rows = one.top <= other.bottom and other.top <= one.bottom
    return rows and one.left <= other.right and other.left <= one.right


def renew_tables(
    parts: Parts,
    part: str,
    renewal: Renewal | None,
    fresh: list[Element],
    numbers: TableNumbers,
    sheet: Element,
) -> None:
    """Give a sheet the newly built tables, and keep those of users."""
    had: dict[str, tuple[str, str]] = {}
    kept: list[str] = []
    names = {root.get("displayName", "") for root in fresh}
    for link in list(parts.links(part)):
        if link.kind != "table":
            continue
        root = parts.tree(link.target)
        name = root.get("displayName", "")
        if name in names:
            had[name] = link.id, link.target
        elif renewal is not None and _keep(
            parts, link.target, renewal, [a for f in fresh if (a := area_of(f)) is not None]
        ):
            kept.append(link.id)
        else:
            parts.unlink(part, link.id)
            parts.remove(link.target)
    ids = []
    blocks = {b.name: b for b in renewal.moves.blocks} if renewal is not None else {}
    for built in fresh:
        name = built.get("displayName", "")
        root = deepcopy(built)
        root.set("id", str(numbers.of(name)))
        if name in had:
            link_id, target = had[name]
            if name in blocks and renewal is not None:
                _take_over(root, parts.tree(target), blocks[name], renewal)
            parts.set(target, serialise_xml(root))
        else:
            target = parts.free("xl/tables/table{}.xml")
            parts.add(target, "table", serialise_xml(root))
            link_id = parts.link(part, "table", target)
        ids.append(link_id)
    _list(sheet, [*ids, *kept])


def _list(sheet: Element, ids: list[str]) -> None:
    old = sheet.find(main("tableParts"))
    if old is not None:
        sheet.remove(old)
    if ids:
        holder = sheet.makeelement(main("tableParts"), {"count": str(len(ids))})
        for link_id in ids:
            etree.SubElement(holder, main("tablePart")).set(REL_ID, link_id)
        put(sheet, holder)


def _keep(parts: Parts, target: str, renewal: Renewal, taken: list[Area]) -> bool:
    """Move a user's own table; False when it is not such a table, or cannot be kept."""
    root = parts.tree(target)
    area = area_of(root)
    if area is None or any(_meet(area, block.old) for block in renewal.moves.blocks):
        return False
    moved = renewal.moves.area(area)
    size = (area.bottom - area.top, area.right - area.left)
    if (
        moved is None
        or (moved.bottom - moved.top, moved.right - moved.left) != size
        or any(_meet(moved, other) for other in taken)
    ):
        renewal.found.append(
            Leftover(
                Fate.LOST,
                renewal.name,
                str(area),
                f"De eigen tabel '{root.get('displayName')}'.",
                "Wat erin stond, staat in deze lijst of op het blad. Maak er "
                "opnieuw een tabel van.",
            )
        )
        return False
    if moved != area:
        for item in (root, *root.iterfind("{*}autoFilter"), *root.iterfind("{*}sortState")):
            item.set("ref", str(moved if item is root else _shifted(item, area, moved)))
    _follow(root, renewal)
    return True


def _shifted(item: Element, old: Area, new: Area) -> Area:
    own = parse_area(item.get("ref", ""))
    down, right = new.top - old.top, new.left - old.left
    return Area(own.top + down, own.left + right, own.bottom + down, own.right + right)


def _follow(root: Element, renewal: Renewal) -> None:
    for formula in root.iter():
        if etree.QName(formula).localname in _FORMULAS and formula.text:
            try:
                formula.text = rewritten(formula.text, renewal.name, renewal.all_moves)
            except UnsoundError:
                renewal.found.append(
                    Leftover(
                        Fate.CHECK,
                        renewal.name,
                        root.get("displayName", ""),
                        f"De formule '{formula.text}' van een tabelkolom.",
                        "Kijk of hij nog klopt.",
                    )
                )


def _take_over(root: Element, old: Element, block: Block, renewal: Renewal) -> None:
    """Keep users' settings of a program table: style, filter, columns of their own."""
    columns = root.find(main("tableColumns"))
    old_columns = old.find(main("tableColumns"))
    area, old_area = area_of(root), area_of(old)
    if columns is None or old_columns is None or area is None or old_area is None:
        return
    by_place = dict(enumerate(old_columns, old_area.left))
    own = [by_place[c] for c in block.extras if c in by_place and c <= old_area.right]
    # Only adjacent columns can be in one table.
    if own and list(block.extras[: len(own)]) == [c for c in block.extras if c in by_place]:
        numbers = [int(item.get("id", "0")) for item in columns]
        for number, item in enumerate(own, max(numbers) + 1):
            copy = deepcopy(item)
            copy.set("id", str(number))
            columns.append(copy)
        columns.set("count", str(len(columns)))
        area = Area(area.top, area.left, area.bottom, area.right + len(own))
        root.set("ref", str(area))
        _follow(root, renewal)
    style = old.find(main("tableStyleInfo"))
    fresh_style = root.find(main("tableStyleInfo"))
    if style is not None and fresh_style is not None:
        root.replace(fresh_style, deepcopy(style))
    _filter(root, old, block, area, old_area)


def _filter(root: Element, old: Element, block: Block, area: Area, old_area: Area) -> None:
    made, had = root.find(main("autoFilter")), old.find(main("autoFilter"))
    if made is not None:
        made.set("ref", str(area))
    if made is None or had is None:
        return
    columns = []
    for item in had.iterfind(f"{NS}filterColumn"):
        to = block.column(old_area.left + int(item.get("colId", "0")))
        if to is not None and area.left <= to <= area.right:
            copy = deepcopy(item)
            copy.set("colId", str(to - area.left))
            columns.append(copy)
    for item in sorted(columns, key=lambda c: int(c.get("colId", "0"))):
        made.append(item)


def fresh_tables(data: Parts, part: str) -> list[Element]:
    """Tables of a freshly built sheet, in the order of the sheet."""
    roots = {link.id: data.tree(link.target) for link in data.links(part) if link.kind == "table"}
    listed = data.tree(part).iterfind(f"{NS}tableParts/{NS}tablePart")
    return [roots[item.get(REL_ID, "")] for item in listed]
