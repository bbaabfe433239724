"""The workbook part: its sheets in order, and the defined names."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy

from wijkexcel.errors import StructureError
from wijkexcel.layout.declare import FORMER_NAMES
from wijkexcel.ooxml.cellvalue import Area
from wijkexcel.ooxml.package import Element, drop
from wijkexcel.renew.cells import MAIN, NS
from wijkexcel.renew.leftover import Fate, Leftover
from wijkexcel.renew.parts import REL_ID, Parts
from wijkexcel.renew.refs import UnsoundError, rewritten
from wijkexcel.workbook.moves import Moves

_PRINT_AREA, _TITLES, _FILTER = (
    f"_xlnm.{name}" for name in ("Print_Area", "Print_Titles", "_FilterDatabase")
)
_BROKEN = "#REF!"
_FORMULAS = tuple(f"{{*}}{tag}" for tag in ("f", "formula", "formula1", "formula2"))
"""Where a sheet contains formulas: in cells, conditional formats and validations."""
_AFTER_SHEETS = ("sheets", "functionGroups", "externalReferences")


class Book:
    """The workbook part of the user's file."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.root = parts.tree(parts.main)
        sheets = self.root.find(f"{NS}sheets")
        if self.root.tag != f"{NS}workbook" or sheets is None:
            raise StructureError(
                "Dit bestand is opgeslagen als 'Strict Open XML'. Sla het in Excel op als gewone "
                "Excel-werkmap (.xlsx) en probeer het opnieuw."
            )
        self._sheets: Element = sheets
        links = {link.id: link for link in parts.links(parts.main)}
        self.parts_of: dict[str, str] = {}
        """Part of each worksheet, by the name of the sheet."""
        for sheet in sheets:
            link = links.get(sheet.get(REL_ID, ""))
            if link is not None and link.kind == "worksheet":
                self.parts_of[sheet.get("name", "")] = link.target
        self._was = list(sheets)

    @property
    def names(self) -> list[str]:
        """Names of all sheets, in order."""
        return [sheet.get("name", "") for sheet in self._sheets]

    def add_sheet(self, name: str, link_id: str, after: Sequence[str], *, hidden: bool) -> None:
        """Insert a new sheet after the last of these sheets that exists, or in front."""
        numbers = [int(sheet.get("sheetId", "0")) for sheet in self._sheets]
        made = self._sheets.makeelement(
            f"{NS}sheet",
            {
                "name": name,
                "sheetId": str(max(numbers, default=0) + 1),
                **({"state": "hidden"} if hidden else {}),
                REL_ID: link_id,
            },
        )
        names = self.names
        at = max((names.index(other) + 1 for other in after if other in names), default=0)
        self._sheets.insert(at, made)

    def stand_as(self, order: Sequence[str]) -> bool:
        """Whether those of these sheets that exist stand in this order, others between or not."""
        known = [name for name in order if name in self.parts_of]
        return [name for name in self.names if name in set(known)] == known

    def put_in_order(self, order: Sequence[str]) -> None:
        """Put these sheets in this order, in the places that they have; others stay."""
        sheets = list(self._sheets)
        by_name = {sheet.get("name", ""): sheet for sheet in sheets}
        ours = [by_name[name] for name in order if name in by_name]
        moved = iter(ours)
        self._sheets[:] = [next(moved) if sheet in ours else sheet for sheet in sheets]

    def renumber(self) -> None:
        """Update elements that refer to sheets by index."""
        now = list(self._sheets)
        place = {i: now.index(sheet) for i, sheet in enumerate(self._was)}
        if all(old == new for old, new in place.items()):
            return
        for name in self.root.iterfind(f"{NS}definedNames/{NS}definedName"):
            own = name.get("localSheetId")
            if own is not None and own.isdecimal() and int(own) in place:
                name.set("localSheetId", str(place[int(own)]))
        for view in self.root.iterfind(f"{NS}bookViews/{NS}workbookView"):
            for key in ("activeTab", "firstSheet"):
                own = view.get(key)
                if own is not None and own.isdecimal() and int(own) in place:
                    view.set(key, str(place[int(own)]))
        self._was = now

    def drop_calculation_chain(self) -> None:
        """Remove the calculation chain: a stale one refers to deleted cells; Excel rebuilds it."""
        for link in list(self.parts.links(self.parts.main)):
            if link.kind == "calcChain":
                self.parts.unlink(self.parts.main, link.id)
                self.parts.remove(link.target)

    # Names

    def _defined(self) -> Element:
        found = self.root.find(f"{NS}definedNames")
        if found is None:
            found = self.root.makeelement(f"{NS}definedNames")
            before = [c for n in _AFTER_SHEETS for c in self.root.iterchildren(f"{NS}{n}")]
            self.root.insert(self.root.index(before[-1]) + 1, found)
        return found

    def renew_names(
        self,
        fresh: Element,
        moves: Moves,
        printed: Mapping[str, Area],
        new: frozenset[str],
        titles: Mapping[str, str],
    ) -> list[Leftover]:
        """Redefine the program's names; make those of users follow moved cells.

        Args:
            fresh: the workbook part of the fresh workbook.
            moves: where the cells of each sheet moved.
            printed: the area that each sheet printed when it was built, by sheet.
            new: sheets that did not exist.
            titles: the rows that each sheet of an earlier version repeated in print, by sheet.
        """
        defined = self._defined()
        names = self.names
        fresh_names = [s.get("name", "") for s in fresh.iterfind(f"{NS}sheets/{NS}sheet")]
        ours: dict[tuple[str, str], str] = {}
        for item in fresh.iterfind(f"{NS}definedNames/{NS}definedName"):
            scope = item.get("localSheetId")
            sheet = fresh_names[int(scope)] if scope is not None else ""
            ours[sheet, item.get("name", "").casefold()] = item.text or ""
        found: list[Leftover] = []
        done: set[tuple[str, str]] = set()
        for item in list(defined):
            scope = item.get("localSheetId")
            sheet = names[int(scope)] if scope is not None and int(scope) < len(names) else ""
            key = sheet, item.get("name", "").casefold()
            built = ours.get(key)
            if sheet == "" and built is not None:
                item.text = built
                drop(item, "hidden")
            elif sheet == "" and key[1] in FORMER_NAMES and not self._is_used(key[1]):
                item.text = None
            elif built is not None and self._as_built(item, printed.get(sheet), titles.get(sheet)):
                item.text = built
            else:
                found += self._follow(item, sheet, moves, built)
            if item.text is None:
                defined.remove(item)
            done.add(key)
        for (sheet, name), text in ours.items():
            if (sheet, name) not in done and (sheet == "" or sheet in new):
                item = defined.makeelement(f"{NS}definedName", {"name": _written(fresh, name)})
                if sheet:
                    item.set("localSheetId", str(names.index(sheet)))
                item.text = text
                defined.append(item)
        return found

    def _is_used(self, name: str) -> bool:
        """Whether a name is used in a formula of a cell or of a name, and so has to stay."""
        word = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])", re.IGNORECASE)
        trees = (self.parts.tree(part) for part in self.parts_of.values())
        formulas = (one.text for tree in trees for tag in _FORMULAS for one in tree.iter(tag))
        named = (one.text for one in self._defined())
        return any(word.search(text or "") for text in (*named, *formulas))

    @staticmethod
    def _as_built(item: Element, printed: Area | None, titles: str | None) -> bool:
        """Whether a print area, or what is repeated in print, is what the program set."""
        ref = (item.text or "").rpartition("!")[2]
        if item.get("name") == _TITLES:
            return ref == titles
        if item.get("name") != _PRINT_AREA or printed is None:
            return False
        return ref.replace("$", "") == str(printed)

    def _follow(self, item: Element, sheet: str, moves: Moves, built: str | None) -> list[Leftover]:
        text, name = item.text or "", item.get("name", "")
        if (
            name == _TITLES
            and built is not None
            and built.replace("'", "") == text.replace("'", "")
        ):
            item.text = built  # LibreOffice omits the quotes that a name like S10 needs
            return []
        try:
            item.text = rewritten(text, sheet, moves)
        except UnsoundError:
            if name == _FILTER:
                item.text = None
                return []
            if name in (_PRINT_AREA, _TITLES):
                item.text = built
                return [
                    Leftover(
                        Fate.LOST,
                        sheet,
                        "",
                        f"Wat u afdrukte ({text}) is verplaatst.",
                        "Stel het afdrukbereik opnieuw in als dat nodig is.",
                    )
                ]
            item.text = _BROKEN
            return [
                Leftover(
                    Fate.CHECK,
                    sheet,
                    name,
                    f"De eigen naam wees naar '{text}'.",
                    "Laat hem in Namen beheren naar de goede cellen wijzen.",
                )
            ]
        return []


def _written(fresh: Element, name: str) -> str:
    """A name as written, with its capitals."""
    items = fresh.iterfind(f"{NS}definedNames/{NS}definedName")
    return next(i.get("name", "") for i in items if i.get("name", "").casefold() == name)


def new_worksheet(sheet: Element) -> Element:
    """A sheet of the fresh workbook, to be inserted into another."""
    copy = deepcopy(sheet)
    assert copy.tag == f"{{{MAIN}}}worksheet"
    for view in copy.iterfind(f"{NS}sheetViews/{NS}sheetView"):
        drop(view, "tabSelected")
    return copy
