"""One of the program's sheets: renewed in place, or added if missing."""

from copy import deepcopy

from wijkexcel.ooxml.package import Element, drop, serialise_xml
from wijkexcel.renew import attached, marks
from wijkexcel.renew.book import new_worksheet
from wijkexcel.renew.cells import NS
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.renew.parts import REL_ID, Parts
from wijkexcel.renew.sheet import Renewal
from wijkexcel.renew.strings import Strings
from wijkexcel.renew.styles import Styles
from wijkexcel.renew.tables import TableNumbers, fresh_tables, renew_tables


def renew_sheet(
    parts: Parts,
    part: str,
    renewal: Renewal,
    fresh: Parts,
    fresh_part: str,
    numbers: TableNumbers,
) -> None:
    """Renew an existing sheet, with everything anchored to it."""
    renewal.run()
    renewal.columns()
    marks.conditional_formats(renewal)
    marks.validations(renewal)
    marks.links(renewal)
    marks.others(renewal)
    _view(renewal)
    _sheet_filter(renewal)
    renew_tables(parts, part, renewal, fresh_tables(fresh, fresh_part), numbers, renewal.old.root)
    attached.drawings(parts, part, renewal.moves)
    renewal.found += attached.notes(parts, part, renewal.name, renewal.moves)


def _view(renewal: Renewal) -> None:
    """Keep the user's view of the sheet, unless the frozen rows have changed."""
    root, blocks = renewal.old.root, renewal.moves.blocks
    views = root.find(f"{NS}sheetViews")
    fresh = renewal.fresh.root.find(f"{NS}sheetViews/{NS}sheetView")
    if views is None or fresh is None or all(b.old.top == b.new.top for b in blocks):
        return
    if views.find(f"{NS}sheetView/{NS}pane") is None:
        return
    made = deepcopy(fresh)
    for key, value in views[0].attrib.items():
        made.set(key, value)
    drop(made, "topLeftCell")
    for view in list(views):
        views.remove(view)
    views.append(made)


def _sheet_filter(renewal: Renewal) -> None:
    """Move a user's own filter outside the tables along, or report it."""
    root = renewal.old.root
    for name in ("autoFilter", "sortState"):
        item = root.find(f"{NS}{name}")
        if item is None or renewal.moves.still:
            continue
        moved = marks.moved_sqref(renewal, item.get("ref", ""))
        if moved is not None and name == "autoFilter":
            item.set("ref", moved)
            continue
        root.remove(item)
        if name == "autoFilter":
            renewal.found.append(
                Leftover(
                    Fate.LOST,
                    renewal.name,
                    item.get("ref", ""),
                    "Een eigen filter.",
                    "Zet het filter opnieuw aan.",
                )
            )


def add_sheet(
    parts: Parts,
    fresh: Parts,
    fresh_part: str,
    styles: Styles,
    strings: Strings,
    numbers: TableNumbers,
) -> str:
    """Add a sheet as built; returns the id of its link in the workbook part."""
    root = new_worksheet(fresh.tree(fresh_part))
    _translate(root, styles, strings)
    part = parts.free("xl/worksheets/sheet{}.xml")
    parts.add(part, "worksheet", serialise_xml(root))
    root = parts.tree(part)
    drawn = root.find(f"{NS}drawing")
    if drawn is not None:
        link = next(x for x in fresh.links(fresh_part) if x.id == drawn.get(REL_ID))
        target = _copy_drawing(parts, fresh, link.target)
        drawn.set(REL_ID, parts.link(part, "drawing", target))
    renew_tables(parts, part, None, fresh_tables(fresh, fresh_part), numbers, root)
    return parts.link(parts.main, "worksheet", part)


def _copy_drawing(parts: Parts, fresh: Parts, source: str) -> str:
    target = parts.free("xl/drawings/drawing{}.xml")
    parts.add(target, "drawing", fresh.text(source))
    new_ids: dict[str, str] = {}
    for link in fresh.links(source):
        chart = parts.free("xl/charts/chart{}.xml")
        parts.add(chart, "chart", fresh.text(link.target))
        new_ids[link.id] = parts.link(target, "chart", chart)
    for item in parts.tree(target).iter():
        if item.get(REL_ID) in new_ids:
            item.set(REL_ID, new_ids[item.get(REL_ID, "")])
    return target


def _translate(root: Element, styles: Styles, strings: Strings) -> None:
    """Renumber formats and texts to those of the destination workbook."""
    for cell in root.iterfind(f"{NS}sheetData/{NS}row/{NS}c"):
        cell.set("s", str(styles.cell(int(cell.get("s", "0")))))
        value = cell.find(f"{NS}v")
        if cell.get("t") == "s" and value is not None:
            value.text = str(strings.number(int(value.text or "0")))
    for rule in root.iterfind(f"{NS}conditionalFormatting/{NS}cfRule"):
        if rule.get("dxfId") is not None:
            rule.set("dxfId", str(styles.difference(int(rule.get("dxfId", "0")))))
