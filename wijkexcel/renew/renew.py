"""Renew a workbook: more room, the current layout, and everything that users entered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from wijkexcel.errors import StructureError
from wijkexcel.layout.declare import former_order
from wijkexcel.layout.sheets.scorer import with_room_for
from wijkexcel.layout.spec import Capacity, Kind, Layout, Sheet
from wijkexcel.look.house import PLAIN, House
from wijkexcel.ooxml.cellvalue import Area
from wijkexcel.ooxml.package import Element, serialise_xml
from wijkexcel.renew import attached
from wijkexcel.renew.book import Book
from wijkexcel.renew.cells import Cells
from wijkexcel.renew.compare import signature
from wijkexcel.renew.leftover import Leftover
from wijkexcel.renew.own import renew_own_sheet
from wijkexcel.renew.parts import Parts
from wijkexcel.renew.restored import restored
from wijkexcel.renew.roles import arranged, roles_of
from wijkexcel.renew.room import Wish, plan
from wijkexcel.renew.sheet import Renewal
from wijkexcel.renew.sheets import add_sheet, renew_sheet
from wijkexcel.renew.strings import Strings
from wijkexcel.renew.styles import Styles
from wijkexcel.renew.tables import TableNumbers, area_of
from wijkexcel.renew.where import Here, find, moves_of, orders
from wijkexcel.workbook.building.build import build_layout
from wijkexcel.workbook.derived_cells import KnowsFormulas, compare_formulas
from wijkexcel.workbook.moves import Moves, Place, SheetMoves
from wijkexcel.workbook.reading.locate import Located
from wijkexcel.workbook.reading.read import Reading

_BUILT = date(2026, 1, 1)


@dataclass(frozen=True)
class Renewed:
    """The renewed workbook.

    Attributes:
        data: the new file; the old one if nothing had to change.
        changed: whether it differs from the old one apart from stored results.
        before: the previous room.
        capacity: the new room.
        added: names of sheets that were missing.
        leftovers: what could not be carried over unchanged.
    """

    data: bytes
    changed: bool
    before: Capacity
    capacity: Capacity
    added: tuple[str, ...]
    leftovers: tuple[Leftover, ...]


def renew(
    data: bytes, source: KnowsFormulas, reading: Reading, wish: Wish, house: House = PLAIN
) -> Renewed:
    """Renew a workbook.

    Args:
        data: the file.
        source: the same file, for reading cells.
        reading: its contents.
        wish: the requested room.
        house: colour of the municipality.

    Raises:
        StructureError: tables were moved too much to follow.
        NotAWorkbookError: the file is damaged.
    """
    made = plan(source, reading.layout, wish)
    here = find(source, made, reading.layout)
    layout = arranged(made.layout, orders(here, made.layout), here.names)
    layout = with_room_for(layout, reading.dossier)
    fresh = Parts(build_layout(layout, {}, title="", author="", created=_BUILT, house=house))
    work = _Work(Parts(data), fresh, layout, reading.layout, here, made.adopted)
    work.run()
    changed = work.changed()
    found = [*made.found, *work.found]
    if changed:
        compared = compare_formulas(source, reading.layout, reading.map)
        found += restored(compared.altered, work.found)
    return Renewed(
        work.parts.saved() if changed else data,
        changed,
        reading.layout.capacity,
        made.capacity,
        tuple(here.names[s.name] for s in made.layout.sheets if s.name not in here.present),
        tuple(found),
    )


class _Work:
    """The user's file, the fresh one, and the result."""

    def __init__(
        self,
        parts: Parts,
        fresh: Parts,
        layout: Layout,
        before: Layout,
        here: Here,
        adopted: Mapping[str, set[int]],
    ) -> None:
        self.parts = parts
        self.before = before
        self.fresh = fresh
        self.layout = layout
        self.adopted = adopted
        self.book = Book(parts)
        self.fresh_book = Book(fresh)
        self.present = {here.names[name] for name in here.present}
        self.here = here
        self.strings = Strings(self._strings(parts), _needed(self._strings(fresh)))
        self.styles = Styles(self._styles(parts), self._styles(fresh))
        self.numbers = TableNumbers(parts, self.book.parts_of)
        self.found: list[Leftover] = []
        self._were: dict[str, str] = {}

    @staticmethod
    def _strings(parts: Parts) -> Element | None:
        link = next((x for x in parts.links(parts.main) if x.kind == "sharedStrings"), None)
        return None if link is None else parts.tree(link.target)

    @staticmethod
    def _styles(parts: Parts) -> Element:
        link = next((x for x in parts.links(parts.main) if x.kind == "styles"), None)
        if link is None:
            raise StructureError(
                "In dit bestand ontbreekt de opmaak. Open het in Excel of LibreOffice, sla het op "
                "als .xlsx en probeer het opnieuw."
            )
        return parts.tree(link.target)

    def run(self) -> None:
        """Renew or add every sheet, and adjust everything else."""
        moves = {
            sheet.name.casefold(): self._moves(sheet)
            for sheet in self.layout.sheets
            if sheet.name in self.present
        }
        printed = {
            s.name: self._printed(s, moves) for s in self.layout.sheets if s.name in self.present
        }
        own = [name for name in self.book.parts_of if name.casefold() not in moves]
        owner = {part: name for name, part in self.book.parts_of.items()}
        for name in self.present:
            self.found += attached.drop_former_chart(self.parts, self.book.parts_of[name], name)
        self.found += attached.charts(self.parts, owner, moves)
        self.found += attached.pivots(self.parts, moves)
        for name in own:
            part = self.book.parts_of[name]
            self.found += renew_own_sheet(self.parts, name, part, moves, self.strings)
        new = []
        as_built = self.book.stand_as([sheet.name for sheet in former_order(self.layout)])
        for i, sheet in enumerate(self.layout.sheets):
            fresh_part = self.fresh_book.parts_of[sheet.name]
            if sheet.name in self.present:
                self._renew(sheet, fresh_part, moves)
                continue
            link_id = add_sheet(
                self.parts, self.fresh, fresh_part, self.styles, self.strings, self.numbers
            )
            before = [s.name for s in self.layout.sheets[:i]]
            self.book.add_sheet(sheet.name, link_id, before, hidden=sheet.hidden)
            new.append(sheet.name)
        if as_built:
            self.book.put_in_order([sheet.name for sheet in self.layout.sheets])
        self.book.renumber()
        self.found += self.book.renew_names(
            self.fresh_book.root,
            moves,
            {k: v for k, v in printed.items() if v is not None},
            frozenset(new),
            {
                s.name: s.earlier.titles
                for s in self.layout.sheets
                if s.name in self.present and s.earlier is not None
            },
        )
        self.book.drop_calculation_chain()
        self._keep_strings()

    def _moves(self, sheet: Sheet) -> SheetMoves:
        refs: dict[str, Area] = {}
        for link in self.parts.links(self.book.parts_of[sheet.name]):
            area = area_of(self.parts.tree(link.target)) if link.kind == "table" else None
            for table in sheet.tables:
                located = self.here.tables.get(table.name)
                if area is None or located is None or located.header_row + 1 != area.top:
                    continue
                if any(area.left <= col + 1 <= area.right for col in located.columns.values()):
                    refs[table.name] = area
        return moves_of(sheet, self.here, refs)

    def _printed(self, sheet: Sheet, moves: Moves) -> Area | None:
        """The print area that the program had set on the existing sheet."""
        if not sheet.tables or sheet.hidden or sheet.grows:
            return None
        blocks = moves[sheet.name.casefold()].blocks
        right = max(block.old.right for block in blocks)
        table = sheet.tables[0].name
        located, before = self.here.tables.get(table), self.before.tables.get(table)
        last = self.before.sheet(before.sheet).print_to if before is not None else ""
        if located is not None and sheet.earlier is not None and self._is_former(sheet, located):
            marks = (c.key for c in sheet.tables[0].columns if c.kind is Kind.SCORE)
            right = max(located.columns[key] for key in marks if key in located.columns) + 1
        elif located is not None and last in located.columns:
            right = located.columns[last] + 1
        return Area(1, 1, max(block.old.bottom for block in blocks), right)

    @staticmethod
    def _is_former(sheet: Sheet, located: Located) -> bool:
        """Whether a sheet is as earlier versions made it: they had more rows above the marks."""
        return located.header_row != sheet.tables[0].header_row

    def _renew(self, sheet: Sheet, fresh_part: str, moves: Moves) -> None:
        part = self.book.parts_of[sheet.name]
        root = self.parts.tree(part)
        self._were[part] = signature(sheet.name, root, self.strings)
        adopted = frozenset(row + 1 for row in self.adopted.get(sheet.name, ()))
        renewal = Renewal(
            name=sheet.name,
            old=Cells(sheet.name, root, self.strings),
            fresh=Cells(sheet.name, self.fresh.tree(fresh_part), self.strings),
            roles=roles_of(sheet),
            moves=moves[sheet.name.casefold()],
            all_moves=moves,
            styles=self.styles,
            strings=self.strings,
            adopted=adopted,
            hidden=sheet.hidden,
            former=sheet.former,
            declared=self._declared(sheet) if sheet.hidden else None,
            earlier=sheet.earlier,
            was_earlier=sheet.earlier is not None
            and self._is_former(sheet, self.here.tables[sheet.tables[0].name]),
        )
        renew_sheet(self.parts, part, renewal, self.fresh, fresh_part, self.numbers)
        self.found += renewal.found

    def _declared(self, sheet: Sheet) -> Collection[Place] | None:
        """Cells that this version declares on a hidden sheet of the previous room.

        None when the sheet was made by another version, which had its cells elsewhere.
        """
        was = next((s for s in self.before.sheets if s.name == sheet.name), None)
        for table in was.tables if was is not None else ():
            located = self.here.tables.get(table.name)
            if located is None or located.header_row != table.header_row:
                return None
            if {c.key: table.col_of(c.key) for c in table.columns} != located.columns:
                return None
        return None if was is None else roles_of(was).keys()

    def _keep_strings(self) -> None:
        if self._strings(self.parts) is not None or not self.strings.changed:
            return
        part = "xl/sharedStrings.xml"
        self.parts.add(part, "sharedStrings", serialise_xml(self.strings.root))
        self.parts.link(self.parts.main, "sharedStrings", part)

    def changed(self) -> bool:
        """Whether anything differs apart from stored results and XML notation."""
        asides = {*self._were, self.parts.main}
        if self.parts.differs(asides):
            return True
        names = {part: name for name, part in self.book.parts_of.items()}
        if any(
            was != signature(names[part], self.parts.tree(part), self.strings)
            for part, was in self._were.items()
        ):
            return True
        return self.parts.differs(set(self._were))


def _needed(root: Element | None) -> Element:
    assert root is not None
    return root
