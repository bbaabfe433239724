"""Which formula cells can show something else after some cells were written.

Formulas that are the same but for their digits are read once, to see whether they can look at what
changed; only where they can, each is read for itself. What cannot be followed (a name that nobody
knows, ``INDIRECT``) counts as touched: the answer may be too many cells, never too few.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from wijkexcel.ooxml.cellvalue import Area
from wijkexcel.ooxml.formula import UnsoundError, area_of, ends_of, pieces_of, split_sheet
from wijkexcel.workbook.places import Spot

Cells = Mapping[str, Set[Spot]]
"""Cells by the name of their sheet."""

_NO_DIGITS = str.maketrans("", "", "0123456789")
_DIGITS = b"0123456789"
_ANYWHERE = frozenset({"INDIRECT(", "OFFSET(", "CELL(", "INFO(", "NOW(", "TODAY(", "RAND("})
"""Functions that do not name the cells they look at, or change by themselves."""


@dataclass(frozen=True, slots=True)
class _Reference:
    """Cells that a formula looks at: on ``sheet`` in small letters, empty for its own.

    ``named``: by a name, so that every formula of the kind looks at the very same.
    """

    sheet: str
    area: Area
    named: bool = False

    def on(self, home: str) -> str:
        """The sheet, for a formula on ``home``."""
        return self.sheet or home.casefold()


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a formula, in small letters, with the sheet before it as in ``_Reference``."""

    sheet: str
    name: str


_References = tuple[_Reference, ...]


@lru_cache(maxsize=10_000)
def _operands(formula: str) -> tuple[_Reference | _Named, ...] | None:
    """What a formula names; None where that cannot be told.

    Kept, as workbooks have most formulas in common: a server reads hundreds of them.
    """
    if not formula:
        return None
    try:
        pieces = pieces_of(formula)
    except UnsoundError:
        return None
    found: list[_Reference | _Named] = []
    for piece in pieces:
        if piece.kind == "function" and piece.text.upper() in _ANYWHERE:
            return None
        if not piece.is_reference:
            continue
        _, sheet, body = split_sheet(piece.text)
        name = (sheet or "").casefold()
        ends = ends_of(body)
        if ends is not None:
            found.append(_Reference(name, area_of(*ends)))
        elif body.translate(_NO_DIGITS) == body:
            found.append(_Named(name, body.casefold()))
        else:  # formulas of one kind can each have a name of their own, where that has digits
            return None
    return tuple(found)


@dataclass
class _Kind:
    """The cells of a sheet whose formulas are the same but for their digits."""

    sheet: str
    looks_at: _References | None
    """What one of them looks at; None where that cannot be told."""
    spots: list[Spot] = field(default_factory=list)


class Affected:
    """The formulas of a workbook, by what they look at.

    Args:
        formulas: sheet -> row and column -> formula; empty or None where nobody can tell.
        names: defined names in small letters -> all that they refer to, as formulas.
    """

    def __init__(
        self,
        formulas: Mapping[str, Mapping[Spot, str | None]],
        names: Mapping[str, Iterable[str]],
    ) -> None:
        self._formulas = formulas
        self._names = names
        self._sheets = frozenset(sheet.casefold() for sheet in formulas)
        self._of_name: dict[str, _References | None] = {}

    @cached_property
    def _kinds(self) -> list[_Kind]:
        found: list[_Kind] = []
        read: dict[bytes, _References | None] = {}
        for sheet, cells in self._formulas.items():
            here: dict[bytes, _Kind] = {}
            for spot, text in cells.items():
                shape = (text or "").encode().translate(None, _DIGITS)
                kind = here.get(shape)
                if kind is None:
                    if shape not in read:
                        read[shape] = self._looks_at(text or "")
                    kind = here[shape] = _Kind(sheet, read[shape])
                    found.append(kind)
                kind.spots.append(spot)
        return found

    def by(self, written: Cells) -> dict[str, set[Spot]]:
        """The formula cells that can change when these cells do, one after the other."""
        found: dict[str, set[Spot]] = defaultdict(set)
        fresh: dict[str, set[Spot]] = {sheet.casefold(): set(s) for sheet, s in written.items()}
        for kind in self._kinds:
            if kind.looks_at is None:
                found[kind.sheet].update(kind.spots)
                fresh.setdefault(kind.sheet.casefold(), set()).update(kind.spots)
        while fresh:
            fresh = self._next(_Changed(fresh), found)
        return {sheet: spots for sheet, spots in found.items() if spots}

    def looked_at(self, found: Cells) -> frozenset[str] | None:
        """The sheets that these formula cells look at; None when that cannot be told."""
        names: set[str] = set()
        for kind in self._kinds:
            if not found.get(kind.sheet, frozenset()).isdisjoint(kind.spots):
                if kind.looks_at is None:
                    return None
                names |= {ref.on(kind.sheet).translate(_NO_DIGITS) for ref in kind.looks_at}
        return frozenset(s for s in self._formulas if s.casefold().translate(_NO_DIGITS) in names)

    def _next(self, changed: "_Changed", found: dict[str, set[Spot]]) -> dict[str, set[Spot]]:
        fresh: dict[str, set[Spot]] = defaultdict(set)
        for kind in self._kinds:
            home = kind.sheet
            touching = [ref for ref in kind.looks_at or () if changed.in_columns(ref, home)]
            all_of_it = any(ref.named and changed.in_area(ref, home) for ref in touching)
            if not all_of_it and all(ref.named for ref in touching):
                continue
            fresh[home].update(
                spot
                for spot in kind.spots
                if spot not in found[home] and (all_of_it or self._touches(home, spot, changed))
            )
        for sheet, spots in fresh.items():
            found[sheet] |= spots
        return {sheet.casefold(): spots for sheet, spots in fresh.items() if spots}

    def _touches(self, sheet: str, spot: Spot, changed: "_Changed") -> bool:
        references = self._looks_at(self._formulas[sheet][spot] or "")
        return references is None or any(changed.in_area(ref, sheet) for ref in references)

    def _looks_at(self, formula: str) -> _References | None:
        """What a formula looks at; None where that cannot be told."""
        operands = _operands(formula)
        if operands is None:
            return None
        found: list[_Reference] = []
        for operand in operands:
            if operand.sheet and operand.sheet not in self._sheets:
                return None
            if isinstance(operand, _Reference):
                found.append(operand)
                continue
            named = self._named(operand.name)
            if named is None:
                return None
            found += named
        return tuple(found)

    def _named(self, name: str) -> _References | None:
        if name not in self._of_name:
            self._of_name[name] = None  # a name within itself cannot be followed
            said = [self._looks_at(text) for text in self._names.get(name, [""])]
            known = [ref for refs in said for ref in refs or ()]
            if None not in said and all(ref.sheet for ref in known):
                self._of_name[name] = tuple(_Reference(r.sheet, r.area, named=True) for r in known)
        return self._of_name[name]


class _Changed:
    """Cells that changed, by sheet (in small letters) and column."""

    def __init__(self, cells: Cells) -> None:
        self._rows: dict[str, dict[int, set[int]]] = {}
        self._columns: dict[str, set[int]] = {}
        for sheet, spots in cells.items():
            rows = self._rows.setdefault(sheet, {})
            for row, column in spots:
                rows.setdefault(column + 1, set()).add(row + 1)
            self._columns.setdefault(sheet.translate(_NO_DIGITS), set()).update(rows)

    def in_columns(self, ref: _Reference, home: str) -> bool:
        """Whether a formula of this kind can look at a column in which any changed."""
        columns = self._columns.get(ref.on(home).translate(_NO_DIGITS), ())
        return any(ref.area.left <= col <= ref.area.right for col in columns)

    def in_area(self, ref: _Reference, home: str) -> bool:
        """Whether any changed in the very cells that are looked at."""
        area = ref.area
        return any(
            area.left <= col <= area.right and any(area.top <= row <= area.bottom for row in rows)
            for col, rows in self._rows.get(ref.on(home), {}).items()
        )
