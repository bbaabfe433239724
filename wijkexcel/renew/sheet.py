"""Rebuild the cells of one of the program's sheets and put back what users entered."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from wijkexcel.layout.spec import Earlier
from wijkexcel.ooxml.cellvalue import MAX_COLUMN, Area
from wijkexcel.ooxml.package import Element, drop
from wijkexcel.renew.cells import NS, Cells, address, freeze
from wijkexcel.renew.leftover import Fate, Leftover, short
from wijkexcel.renew.refs import UnsoundError, rewritten
from wijkexcel.renew.roles import Part, Role, most
from wijkexcel.renew.strings import Strings
from wijkexcel.renew.styles import Styles
from wijkexcel.workbook.moves import Moves, Place, SheetMoves

_KEPT_OF_ROW = {"ht", "customHeight", "hidden", "outlineLevel", "collapsed"}
_LINK = "Naar "
_FREE = (
    "Hier hoort nu iets van het programma. Zet het zelf op een andere plek terug; het staat nog in "
    "de vorige versie."
)


@dataclass
class Renewal:
    """One sheet: the old one, the newly built one, and where everything moves.

    ``adopted``: rows (old number) that were outside a table and are now in it.
    """

    name: str
    old: Cells
    fresh: Cells
    roles: Mapping[Place, Role]
    moves: SheetMoves
    all_moves: Moves
    styles: Styles
    strings: Strings
    adopted: frozenset[int] = frozenset()
    hidden: bool = False
    former: tuple[str, ...] = ()
    """Texts in formulas of the program that only older workbooks have outside tables."""
    declared: Collection[Place] | None = None
    """On a hidden sheet: the cells that belonged to the program; None when unknown."""
    earlier: Earlier | None = None
    """What earlier versions made of the sheet."""
    was_earlier: bool = False
    """Whether it is as they made it."""
    found: list[Leftover] = field(default_factory=list)
    _made: dict[Place, Element] = field(default_factory=dict)
    _back: dict[Place, Place] = field(default_factory=dict)
    """Place in the new sheet -> place in the old one."""

    def tell(self, fate: Fate, place: Place, what: str, action: str) -> None:
        """Add an item to the list, with its place in the old workbook."""
        self.found.append(Leftover(fate, self.name, address(place), what, action))

    def run(self) -> None:
        """Replace the rows of the old sheet with the new ones."""
        homeless: list[Place] = []
        loose: list[tuple[Place, Place]] = []
        for place in self.old.cells:
            to = self.moves.cell(*place)
            if self._was_ours(place):
                continue
            if to is None:
                homeless.append(place)
            elif to in self.roles:
                self._back[to] = place
            else:
                loose.append((place, to))
        usual = self._usual_styles()
        for place, cell in self.fresh.cells.items():
            self._made[place] = self._declared(place, cell, usual)
        for place, to in loose:
            self._put_loose(place, to)
        for place in homeless:
            if self.old.holds(place) and not self.hidden and not self._is_former(place):
                self.tell(Fate.LOST, place, f"Hier stond '{short(self.old.said(place))}'.", _FREE)
        if self.hidden:
            self._look_for_strangers()
        self._write_rows()

    def _was_ours(self, place: Place) -> bool:
        """Whether an earlier version filled this cell above the first table."""
        top = min((block.old.top for block in self.moves.blocks), default=1)
        if self.earlier is None or place[0] >= top:
            return False
        if self.old.has_formula(place):
            return re.search(self.earlier.formulas, self.old.formula(place)) is not None
        return self.old.said(place) in self.earlier.texts

    # Cells of the program

    def _usual_styles(self) -> dict[tuple[str, str], str]:
        """The most frequent cell format of a column."""
        counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for to, place in self._back.items():
            role = self.roles[to]
            if role.row and place[0] not in self.adopted:
                counts[role.table, role.column][self.old.cells[place].get("s", "0")] += 1
        usual = {key: most(count) for key, count in counts.items()}
        return {key: style for key, style in usual.items() if style is not None}

    def _style(self, to: Place, fresh: Element, usual: Mapping[tuple[str, str], str]) -> str:
        own = str(self.styles.cell(int(fresh.get("s", "0"))))
        if self.hidden:
            return own
        role = self.roles[to]
        typical = usual.get((role.table, role.column)) if role.row else None
        renewed = self.was_earlier and role.part is not Part.TYPED
        if typical is not None and (renewed or self._locked(typical) != self._locked(own)):
            typical = own
        place = self._back.get(to)
        if place is None:
            return typical or own
        had = self.old.cells[place].get("s", "0")
        if place[0] in self.adopted:
            return had if self.styles.is_date(int(had)) else typical or own
        if typical is not None and had == usual[role.table, role.column]:
            return typical
        return had

    def _locked(self, style: str) -> bool:
        return self.styles.is_locked(int(style))

    def _declared(self, to: Place, fresh: Element, usual: Mapping[tuple[str, str], str]) -> Element:
        role = self.roles.get(to, Role(Part.FIXED))
        place = self._back.get(to)
        style = (
            self._style(to, fresh, usual)
            if to in self.roles
            else str(self.styles.cell(int(fresh.get("s", "0"))))
        )
        if place is not None and role.part is Part.TYPED:
            made = self._content(place, to)
        else:
            made = self._built(to, fresh)
            if place is not None and role.part is Part.FORMULA:
                self._keep_result(place, made)
            if place is not None and not self.hidden:
                self._compare(place, role, fresh)
        made.set("s", style)
        return made

    def _built(self, to: Place, fresh: Element) -> Element:
        """A cell as built, with its text among the workbook's shared strings."""
        made = deepcopy(fresh)
        made.set("r", address(to))
        if made.get("t") == "s":
            value = made.find(f"{NS}v")
            if value is not None:
                value.text = str(self.strings.number(int(value.text or "0")))
        return made

    def _keep_result(self, place: Place, made: Element) -> None:
        """Keep the stored result until the workbook is recalculated."""
        shown, value = self.old.cells[place].find(f"{NS}v"), made.find(f"{NS}v")
        if shown is None or value is None or not self.old.has_formula(place):
            return
        value.text = shown.text
        drop(made, "t")
        kind = self.old.cells[place].get("t")
        if kind is not None:
            made.set("t", kind)

    def _compare(self, place: Place, role: Role, fresh: Element) -> None:
        """Report what was typed over a text of the program."""
        if fresh.get("t") != "s" or (role.column == "id" and role.row and place[0] in self.adopted):
            return
        had = self.old.said(place).strip()
        value = fresh.findtext(f"{NS}v") or "0"
        now = self.strings.fresh_text(int(value)).strip()
        if had and had.casefold() != now.casefold() and not now.startswith(_LINK):
            self.tell(
                Fate.RENEWED,
                place,
                f"De vaste tekst '{short(had)}' is nu '{short(now)}'.",
                "Had u die zelf veranderd, zet uw tekst dan terug op een eigen blad.",
            )

    def _look_for_strangers(self) -> None:
        """Report what users entered on a sheet that belongs entirely to the program."""
        for place in self.old.cells if self.declared is not None else ():
            if place not in (self.declared or ()) and self.old.holds(place):
                self.tell(
                    Fate.LOST,
                    place,
                    f"Hier stond '{short(self.old.said(place))}'.",
                    "Dit verborgen blad is van het programma. Zet het op een eigen blad.",
                )

    # Cells of people

    def _content(self, place: Place, to: Place) -> Element:
        """The cell with all its contents, at its new place; formulas follow moved cells."""
        cell = self.old.cells[place]
        made = deepcopy(cell)
        made.set("r", address(to))
        made.tail = None
        formula = made.find(f"{NS}f")
        if formula is None:
            return made
        try:
            text = rewritten(self.old.formula(place), self.name, self.all_moves)
            for key in list(formula.attrib):
                del formula.attrib[key]
            if cell.find(f"{NS}f").get("t") == "array":  # type: ignore[union-attr]
                formula.set("t", "array")
                formula.set("ref", address(to))
            formula.text = text
        except UnsoundError:
            freeze(made)
            self.tell(
                Fate.FROZEN,
                place,
                f"De formule '{short(self.old.said(place))}' is niet zeker te volgen naar waar de "
                "cellen nu staan.",
                "Hier staat nu de uitkomst. Maak de formule opnieuw.",
            )
        return made

    def _put_loose(self, place: Place, to: Place) -> None:
        """Put the cells outside the tables at their new place, if that is free."""
        if self.hidden or self._is_former(place):
            return
        if to in self._made:
            if self.old.holds(place):
                text = short(self.old.said(place))
                self.tell(Fate.LOST, place, f"Hier stond '{text}'.", _FREE)
            return
        self._made[to] = self._content(place, to)

    def _is_former(self, place: Place) -> bool:
        """Whether a cell has a formula of the program that this version no longer has there."""
        formula = self.old.formula(place) if self.old.has_formula(place) else ""
        return any(text in formula for text in self.former)

    # The sheet

    def _write_rows(self) -> None:
        data = self.old.data
        attributes: dict[int, dict[str, str]] = {}
        for number, row in self.fresh.rows.items():
            attributes[number] = {
                str(k): str(v) for k, v in row.attrib.items() if k in _KEPT_OF_ROW
            }
        for number, row in self.old.rows.items():
            to = self.moves.row(number)
            if to is not None and not self.hidden:
                kept = {str(k): str(v) for k, v in row.attrib.items() if k not in ("r", "spans")}
                if self._height_was_ours(kept):
                    kept = {k: v for k, v in kept.items() if k not in _KEPT_OF_ROW}
                    kept |= attributes.get(to, {})
                attributes[to] = kept
        for child in list(data):
            data.remove(child)
        by_row: dict[int, list[Place]] = defaultdict(list)
        for place in self._made:
            by_row[place[0]].append(place)
        for number in sorted({*by_row, *attributes}):
            row = data.makeelement(f"{NS}row", {"r": str(number), **attributes.get(number, {})})
            for place in sorted(by_row.get(number, ())):
                row.append(self._made[place])
            data.append(row)
        self._write_dimension()

    def _height_was_ours(self, row: Mapping[str, str]) -> bool:
        """Whether an earlier version, or only the text, gave a row its height; nobody hid it."""
        if self.earlier is None or row.get("hidden") in ("1", "true"):
            return False
        chosen = row.get("customHeight") in ("1", "true")
        height = float(row.get("ht", "0"))  # programs round it to whole pixels
        return not chosen or any(abs(height - former) < 1 for former in self.earlier.heights)

    def _width_was_ours(self, to: int, band: Mapping[str, str]) -> bool:
        """Whether an earlier version gave a column its width; programs add some room to it."""
        key = next((r.column for (_, col), r in self.roles.items() if col == to and r.column), "")
        former = self.earlier.widths if self.earlier is not None else {}
        widths = former.get(key) or (former.get(key[:1], ()) if key[1:].isdigit() else ())
        return any(0 <= float(band.get("width", "0")) - width < 1 for width in widths)

    def _write_dimension(self) -> None:
        found = self.old.root.find(f"{NS}dimension")
        if found is not None:
            found.set("ref", str(bounds(self._made)))

    def columns(self) -> None:
        """Widths and hidden columns: existing columns keep theirs, new ones are as declared."""
        made: dict[int, dict[str, str]] = {}
        for band in self.fresh.root.iterfind(f"{NS}cols/{NS}col"):
            for number in range(int(band.get("min", "1")), int(band.get("max", "1")) + 1):
                made[number] = _without_bounds(band)
                made[number].pop("style", None)
        last = max(block.old.right for block in self.moves.blocks)
        beyond: list[tuple[int, int, dict[str, str]]] = []
        for band in self.old.root.iterfind(f"{NS}cols/{NS}col"):
            if self.hidden:
                break
            first, end = int(band.get("min", "1")), int(band.get("max", "1"))
            for number in range(first, min(end, last) + 1):
                to = self.moves.column(number)
                if to is not None and not self._width_was_ours(to, _without_bounds(band)):
                    made[to] = _without_bounds(band)
            edge = self.moves.column(max(first, last + 1))
            if end > last and edge is not None:
                shift = edge - max(first, last + 1)
                beyond.append((edge, min(end + shift, MAX_COLUMN), _without_bounds(band)))
        old = self.old.root.find(f"{NS}cols")
        if old is not None:
            parent = old.getparent()
            assert parent is not None
            parent.remove(old)
        if not made and not beyond:
            return
        cols = self.old.data.makeelement(f"{NS}cols")
        for number in sorted(made):
            band = cols.makeelement(
                f"{NS}col", {"min": str(number), "max": str(number), **made[number]}
            )
            cols.append(band)
        for first, end, band_looks in beyond:
            if first <= end and first > max(made, default=0):
                edges = {"min": str(first), "max": str(end)}
                cols.append(cols.makeelement(f"{NS}col", {**edges, **band_looks}))
        self.old.data.addprevious(cols)


def _without_bounds(band: Element) -> dict[str, str]:
    return {str(k): str(v) for k, v in band.attrib.items() if k not in ("min", "max")}


def bounds(places: Iterable[Place]) -> Area:
    """The smallest block around these places."""
    rows, columns = zip(*places, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))
