"""Compare every formula of a workbook with its declaration, by meaning."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from wijkexcel.layout.declare import MARK_LABEL, formulas_mark, resolve
from wijkexcel.layout.formulas import PlaceOf
from wijkexcel.layout.sheets.lists import LISTS
from wijkexcel.layout.spec import Column, Here, Layout, Owner, Sheet, Table
from wijkexcel.ooxml.formula import UnsoundError
from wijkexcel.ooxml.meaning import Resolve, meaning
from wijkexcel.workbook.places import Places, Spot, declared_reference, places_of
from wijkexcel.workbook.reading.convert import is_blank
from wijkexcel.workbook.reading.headers import as_text
from wijkexcel.workbook.reading.locate import Located, Map
from wijkexcel.workbook.reading.source import Grid, Source

Texts = Mapping[Spot, str | None]
"""Formulas by row and column; None for a formula that is unknown."""


class KnowsFormulas(Source, Protocol):
    """A source that can return its formulas, in .xlsx notation."""

    def formulas(self, sheet: str) -> Texts:
        """The text of each formula of a sheet."""


class Sort(Enum):
    """How a cell differs from its declaration."""

    VALUE = auto()
    """A value, or nothing, instead of a formula."""
    FORMULA = auto()
    """Another formula."""
    NO_FORMULA = auto()
    """A formula instead of a fixed value, or one that the program writes."""
    GONE = auto()
    """No cell at all: its column, row or table is missing."""


@dataclass(frozen=True, slots=True)
class Altered:
    """One cell that differs from its declaration. ``spot`` is its place on ``sheet``."""

    sort: Sort
    sheet: str
    spot: Spot
    owner: Owner
    table: str = ""
    row: str = ""
    column: str = ""
    header: str = ""
    holds: object = None
    """Its present contents: a value, or a formula with ``=``."""


@dataclass
class Compared:
    """The altered cells, and the formulas that another version of the program made differently."""

    altered: list[Altered] = field(default_factory=list)
    otherwise: list[Altered] = field(default_factory=list)


def compare_formulas(source: KnowsFormulas, layout: Layout, found: Map) -> Compared:
    """Compare each formula cell of a workbook that was read with its declaration."""
    return compare_at(source, places_of(source, layout, found))


def compare_at(source: KnowsFormulas, places: Places) -> Compared:
    """The same, when all places are known already."""
    return _Comparison(source, places).run()


_NUMBER = re.compile(r"\d+")
_QUICK = re.compile(
    r"""("(?:[^"]|"")*")|'(\w+)'!|\$|(TRUE|FALSE)\(\)"""
    r"|(?<![\w.])(\d*\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)"
)


def _quick(formula: str) -> str:
    """The formula without its most common variations: a short cut."""
    return _QUICK.sub(_plainly, formula)


def _plainly(match: re.Match[str]) -> str:
    text, sheet, logical, number = match.groups()
    if sheet:
        return f"{sheet}!"
    return repr(float(number)) if number else text or logical or ""


class _Comparison:
    def __init__(self, source: KnowsFormulas, places: Places) -> None:
        self.source = source
        self.places = places
        self.layout = places.layout
        self.result = Compared()

    def run(self) -> Compared:
        for sheet in self.layout.sheets:
            now = self.places.sheets.get(sheet.name)
            if now is not None:
                _OfSheet(self, sheet, now).run()
            elif sheet.hidden:
                name = sheet.tables[0].name
                gone = Altered(Sort.GONE, sheet.name, (0, 0), Owner.FIXED, name)
                self.result.altered.append(gone)
        lists = self.places.sheets.get(LISTS)
        if lists is not None and _mark(self.source.grid(lists)) == formulas_mark():
            return Compared([*self.result.altered, *self.result.otherwise])
        return self.result

    def tell(self, item: Altered) -> None:
        """Add a cell, separately if another version may have made it differently."""
        version = item.sort in (Sort.FORMULA, Sort.GONE) or (
            item.sort is Sort.VALUE and item.holds is None
        )
        (self.result.otherwise if version else self.result.altered).append(item)


def _mark(grid: Grid) -> str | None:
    """The mark that identifies the formulas of the version that made the workbook."""
    for row in grid:
        if MARK_LABEL in row[:-1]:
            return as_text(row[list(row).index(MARK_LABEL) + 1])
    return None


class _OfSheet:
    """The comparison of one sheet."""

    def __init__(self, whole: _Comparison, sheet: Sheet, now: str) -> None:
        self.whole = whole
        self.layout = whole.layout
        self.sheet = sheet
        self.now = now
        self.formulas = whole.source.formulas(now)
        self.home_is_still = now == sheet.name and now.casefold() not in whole.places.moves
        self.moved = [name.replace("'", "''") for name in whole.places.moves]
        self.expected: set[Spot] = set()
        self.loose = {
            (cell.row, cell.col): resolve(cell.content, self.layout)[1:]
            for cell in sheet.cells
            if isinstance(cell.content, str) and cell.content.startswith("=")
        }
        self.taken = {(cell.row, cell.col) for cell in sheet.cells}

    @property
    def places(self) -> Places:
        return self.whole.places

    def run(self) -> None:
        self._settle_insertions()
        for spot, text in self.loose.items():
            now, sort = self._loose(spot, text)
            if sort is not None:
                self.whole.tell(self._made(sort, now, Owner.FORMULA, self.sheet.tables[0]))
        for table in self.sheet.tables:
            located = self.places.tables.get(table.name)
            if located is not None:
                self._table(table, located)
                for gone in self._missing_rows(table, located):
                    self.whole.tell(gone)
            elif not table.list_object:
                self.whole.tell(self._made(Sort.GONE, (0, 0), Owner.FIXED, table))
        for spot in self.formulas.keys() - self.expected:
            self._unexpected(spot)

    def _settle_insertions(self) -> None:
        """If rows were inserted above a table: choose the position that explains most cells."""
        best, least = self.places, self._misses(self.places)
        for places in self.places.insertions(self.sheet.name) if least else ():
            misses = self._misses(places)
            if misses < least:
                best, least = places, misses
        self.whole.places = best

    def _misses(self, places: Places) -> int:
        if self.now.casefold() not in places.moves:
            return 0
        self.whole.places = places
        return sum(self._loose(spot, text)[1] is not None for spot, text in self.loose.items())

    def _loose(self, spot: Spot, text: str) -> tuple[Spot, Sort | None]:
        """The present place of a cell outside the tables, and what is wrong with it."""
        likely = self.places.loose(self.sheet.name, spot)
        for now in likely:
            if self._judged(now, spot, text) is None:
                return now, None
        return likely[0], self._judged(likely[0], spot, text)

    def _table(self, table: Table, located: Located) -> None:
        columns = [c for c in table.columns if c.formula is not None]
        all_still = self.home_is_still and not self.moved
        here = [Here(self.layout, table, i) for i in range(len(table.row_ids))]
        for column in columns:
            col = located.columns.get(column.key)
            if col is None:
                spot = located.header_row, min(located.columns.values())
                self.whole.tell(self._made(Sort.GONE, spot, Owner.FORMULA, table, "", column))
                continue
            declared = table.col_of(column.key)
            found: list[Altered] = []
            others = None
            for i, row_id in enumerate(table.row_ids):
                row = located.rows.get(row_id)
                spot = table.first_row + i, declared
                if row is None or spot in self.taken:
                    continue
                now = row, col
                text = column.formula(here[i])[1:]  # type: ignore[misc]
                if self.formulas.get(now) == text and (all_still or self._is_still(text)):
                    self.expected.add(now)
                    continue
                sort = self._judged(now, spot, text)
                if sort is Sort.FORMULA and isinstance(column.formula, PlaceOf):
                    others = others or self._anywhere(table, column)
                    if self._said(now) in others:
                        sort = None
                if sort is not None:
                    found.append(self._made(sort, now, Owner.FORMULA, table, row_id, column))
            if found:
                self._column(table, column, found)

    def _column(self, table: Table, column: Column, found: Sequence[Altered]) -> None:
        """Sort one column: altered cells, or most of them made differently by another version.

        A formula is compared with those of the same form in the declaration; a unique one can be
        either.
        """
        shapes = {
            row_id: _shape(column.formula(Here(self.layout, table, i)))  # type: ignore[misc]
            for i, row_id in enumerate(table.row_ids)
        }
        alike = Counter(shapes.values())
        other = Counter(shapes[item.row] for item in found if item.sort is Sort.FORMULA)
        for item in found:
            shape = shapes[item.row]
            many = item.sort is Sort.FORMULA and other[shape] * 2 > alike[shape]
            (self.whole.result.otherwise if many else self.whole.result.altered).append(item)

    def _judged(self, now: Spot, spot: Spot, text: str) -> Sort | None:
        """What is wrong with a cell that is at ``now`` and is declared as ``text`` at ``spot``."""
        self.expected.add(now)
        if now not in self.formulas:
            return Sort.VALUE
        said = self.formulas[now]
        if said is None:
            return None
        if self._is_still(text) and (said == text or _quick(said) == _quick(text)):
            return None
        home = self.sheet.name
        return None if self._said(now) == meaning(text, _declared(home, spot)) else Sort.FORMULA

    def _is_still(self, text: str) -> bool:
        """Whether nothing has moved to which a formula here can refer."""
        if not self.home_is_still:
            return False
        return not self.moved or not any(name in text.casefold() for name in self.moved)

    def _said(self, now: Spot) -> Hashable:
        """The meaning of the formula in a cell; None when it cannot be read."""
        try:
            return meaning(
                self.formulas[now] or "",
                lambda name, area: self.places.refers_to(self.now, now, name, area),
            )
        except UnsoundError:
            return None

    def _anywhere(self, table: Table, column: Column) -> set[Hashable]:
        """The meaning of a formula, independent of the row."""
        found = set()
        for i in range(len(table.row_ids)):
            spot = table.first_row + i, table.col_of(column.key)
            text = column.formula(Here(self.layout, table, i))[1:]  # type: ignore[misc]
            found.add(meaning(text, _declared(self.sheet.name, spot)))
        return found

    def _unexpected(self, spot: Spot) -> None:
        """A formula where the declaration has none: it is the user's own, or out of place."""
        for table in self.sheet.tables:
            located = self.places.tables.get(table.name)
            if located is None:
                continue
            keys = {col: key for key, col in located.columns.items()}
            rows = {row: row_id for row_id, row in located.rows.items()}
            if spot[1] not in keys or (spot[0] != located.header_row and spot[0] not in rows):
                continue
            column = table.column(keys[spot[1]])
            owner = column.owner if spot[0] in rows else Owner.FIXED
            if owner in (Owner.FIXED, Owner.PROGRAM):
                made = self._made(
                    Sort.NO_FORMULA, spot, owner, table, rows.get(spot[0], ""), column
                )
                self.whole.result.altered.append(made)
            return
        fixed = {self.places.loose(self.sheet.name, cell)[0] for cell in self.taken}
        if self.sheet.title:
            fixed |= {(0, 0), (1, 0)}
        if spot in fixed:
            table = self.sheet.tables[0]
            self.whole.result.altered.append(self._made(Sort.NO_FORMULA, spot, Owner.FIXED, table))

    def _missing_rows(self, table: Table, located: Located) -> Iterator[Altered]:
        """Rows of a table without typed values whose number is missing."""
        if any(column.typed or column.owner is Owner.PROGRAM for column in table.columns):
            return
        for i, row_id in enumerate(table.row_ids):
            if row_id not in located.rows:
                spot = located.header_row + 1 + i, min(located.columns.values())
                yield self._made(Sort.GONE, spot, Owner.FIXED, table, row_id)

    def _made(
        self,
        sort: Sort,
        spot: Spot,
        owner: Owner,
        table: Table,
        row: str = "",
        column: Column | None = None,
    ) -> Altered:
        formula = self.formulas.get(spot)
        grid = self.whole.source.grid(self.now)
        line = grid[spot[0]] if spot[0] < len(grid) else ()
        value = line[spot[1]] if spot[1] < len(line) else None
        holds = f"={formula}" if spot in self.formulas else None if is_blank(value) else value
        key, header = (column.key, column.header) if column is not None else ("", "")
        return Altered(sort, self.now, spot, owner, table.name, row, key, header, holds)


def _declared(home: str, spot: Spot) -> Resolve:
    return lambda name, area: declared_reference(home, spot, name, area)


def _shape(formula: object) -> str:
    """A formula without its numbers: the same for all rows of a column."""
    return _NUMBER.sub("#", str(formula))
