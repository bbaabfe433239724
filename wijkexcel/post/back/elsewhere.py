"""Texts that stand where nothing is read: a person typed them, so they are told."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from wijkexcel.layout.partner import IDENTITY, IDENTITY_TABLE, declare_partner
from wijkexcel.layout.partner_form import SCORES, Form, Places
from wijkexcel.layout.spec import Kind, Sheet, a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.scores import ABSTENTION
from wijkexcel.workbook.reading.locate import Located, as_text, locate
from wijkexcel.workbook.reading.source import FileSource, Grid

MOST = 10
"""Texts of one sheet that are told in full."""
_KEY = 0
"""Column of the names before the choices."""
Spot = tuple[int, int]
"""Row and column."""


def typed_elsewhere(
    source: FileSource,
    tab: Located,
    known: Set[tuple[str, str]],
    places: Places,
    noted: Located | None,
) -> list[Finding]:
    """List texts on the tab that are not read.

    Args:
        source: the returned workbook.
        tab: its table with the scores.
        known: sheet and cell of what is told.
        places: where its texts stand.
        noted: its table with the remarks, if it has one.
    """
    ours = _Ours.of(source, tab, places, noted)
    typed = _typed(source.grid(tab.sheet))
    return _told(tab.sheet, [s for s in typed if not ours.has(*s)], known)


def typed_beside(
    source: FileSource, form: Form, known: Set[tuple[str, str]], edition: int
) -> Iterator[Finding]:
    """Yield texts on the other sheets, that only explain, beside what the program put there."""
    whole = declare_partner(form, edition)
    found = locate(source, whole, {IDENTITY_TABLE: [(x,) for x in IDENTITY.values()]}).tables
    for sheet in whole.sheets:
        tables = [found[table.name] for table in sheet.tables if table.name in found]
        if not tables or SCORES in {located.table.name for located in tables}:
            continue
        name = tables[0].sheet
        grid, formulas = source.grid(name), source.specials(name).formulas
        ours = {spot for located in tables for spot in _cells(located, grid)} | set(formulas)
        first = min(tables, key=lambda located: located.table.header_row)
        up = first.header_row - first.table.header_row
        ours |= {(up, 0), (up + 1, 0)}  # the title and the sentence below it
        said = _fixed(sheet)
        typed = [s for s in _typed(grid) if s[:2] not in ours and as_text(s[2]) not in said]
        yield from _told(name, typed, known)


def _fixed(sheet: Sheet) -> set[str]:
    return {as_text(cell.content) for cell in sheet.cells}


def _cells(located: Located, grid: Grid) -> Iterator[Spot]:
    """Cells of a table, its headers too; one without ids ends where it says so, or is empty."""
    numbers = list(located.rows.values()) or _without_ids(located, grid)
    for number in (located.header_row, *numbers):
        yield from ((number, col) for col in located.columns.values())


def _without_ids(located: Located, grid: Grid) -> list[int]:
    first, several = located.header_row + 1, len(located.table.row_ids)
    if located.table.columns[_KEY].kind is not Kind.SCORE:
        return list(range(first, first + several))
    col = min(located.columns.values())
    keys = [as_text(line[col]) if col < len(line) else "" for line in grid[first:]]
    stops = [number for number, key in enumerate(keys) if key in ("", ABSTENTION)]
    return list(range(first, first + (stops[0] if stops else len(keys)) + 1))


def _typed(grid: Grid) -> Iterator[tuple[int, int, object]]:
    for number, line in enumerate(grid):
        yield from ((number, col, raw) for col, raw in enumerate(line) if as_text(raw))


@dataclass(frozen=True)
class _Ours:
    """Which cells of the tab are read, or were filled by the program."""

    tab: Located
    formulas: Set[tuple[int, int]]
    fixed: Set[tuple[int, int]]
    columns: Set[int]
    calculated: int
    """Column filled only by our own formulas."""

    @classmethod
    def of(cls, source: FileSource, tab: Located, places: Places, noted: Located | None) -> "_Ours":
        grid, at = source.grid(tab.sheet), tab.columns
        up = tab.header_row - places.header
        fixed = {(up + row, at.get(key, 0)) for row, key in places.told}
        marks = [col for key, col in at.items() if tab.table.column(key).kind is Kind.SCORE]
        above = [*[at[key] for key in places.side if key in at][:1], *marks]
        rows = places.name, *places.meanings.values()
        fixed |= {(up + row, col) for row in rows for col in above}
        if noted is not None:
            top = noted.header_row
            fixed |= {(row, 0) for row in (top - 2, top - 1)} | set(_cells(noted, grid))
        headers = {column.header.casefold() for column in tab.table.columns}
        row = grid[tab.header_row] if tab.header_row < len(grid) else ()
        again = {col for col, raw in enumerate(row) if as_text(raw).casefold() in headers}
        formulas = source.specials(tab.sheet).formulas
        return cls(tab, set(formulas), fixed, {*at.values(), *again}, at.get("todo", -1))

    def has(self, number: int, col: int, raw: object) -> bool:
        """Whether a cell is read, compared, or the program's own."""
        if (number, col) in self.formulas or (number, col) in self.fixed:
            return True
        if number not in self.tab.rows.values():
            return number == self.tab.header_row and col in self.columns
        # Some programs keep only the result of a formula: a number.
        return col in self.columns and (col != self.calculated or isinstance(raw, int | float))


def _told(
    sheet: str, typed: Sequence[tuple[int, int, object]], known: Set[tuple[str, str]]
) -> list[Finding]:
    spots = ((a1(row, col), str(raw)) for row, col, raw in typed)
    found = [(cell, text) for cell, text in spots if (sheet, cell) not in known]
    told = [
        Finding(
            Severity.WARNING,
            "tekst-erbij",
            Where(SCORES),
            f"Hier staat {shown_name(text)}, op een plek die niet bij het werkboek hoort. Dat is "
            "niet overgenomen.",
            "Lees het, en vraag de deelnemer wat ermee bedoeld is.",
            sheet,
            cell,
        )
        for cell, text in found[:MOST]
    ]
    if len(found) > MOST:
        told.append(
            Finding(
                Severity.NOTE,
                "tekst-erbij",
                Where(SCORES),
                f"Op dit blad staan nog {len(found) - MOST} cellen met iets erin die niet bij het "
                "werkboek horen.",
                "Lees ze in het bestand zelf.",
                sheet,
                found[MOST][0],
            )
        )
    return told


def shown_name(name: str) -> str:
    """A name between quotes, shortened."""
    return f"'{name}'" if len(name) <= 40 else f"'{name[:39]}…'"
