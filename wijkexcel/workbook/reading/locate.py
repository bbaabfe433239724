"""Find the declared tables in a workbook: by header and id, never by position.

Sheets may be moved or renamed, rows sorted, columns swapped: a table is where its headers are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from wijkexcel.dutch.commands import as_typed
from wijkexcel.layout.spec import Layout, Table, a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.workbook.reading.headers import Header, as_text, find_headers, header_at, typed_over
from wijkexcel.workbook.reading.source import Grid, Source

__all__ = ["Labels", "Located", "Map", "as_text", "locate"]

Labels = Mapping[str, Sequence[tuple[str, ...]]]
"""For tables with rows identified by labels, in row order: the label, and its earlier ones."""

_BY_ROW_NUMBER = {"tblLogboek", "tblBevindingen", "tblOntvangst"}
TAKES_ROWS = {
    "tblOpgaven": "O",
    "tblCriteria": "C",
    "tblGroepen": "G",
    "tblDeelnemers": "S",
    "tblSamenhang": "P",
}
"""Tables to which users add rows, with the letter of their ids."""
ID_WITH_SPACE = "nummer-met-spatie"
"""Code of the finding on a row that cannot be found by its id."""
_CALCULATED = "calcOpgaven"
"""The only hidden table that is read: the workbook's own results."""


@dataclass(frozen=True)
class Located:
    """The place of one table in a workbook; rows and columns are 0-based."""

    table: Table
    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: dict[str, int]

    def cell(self, row_id: str, key: str) -> str:
        """Cell name of a row and column; of the header if the row or column is missing."""
        row = self.rows.get(row_id, self.header_row)
        return a1(row, self.columns.get(key, min(self.columns.values(), default=0)))


@dataclass
class Map:
    """All tables found, and findings on those that were not."""

    tables: dict[str, Located] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, finding: Finding) -> Finding:
        """Add sheet and cell to a finding, when its table was found."""
        located = self.tables.get(finding.where.table)
        if located is None or finding.cell:
            return finding
        cell = located.cell(finding.where.row, finding.where.column) if finding.where.row else ""
        return replace(finding, sheet=located.sheet, cell=cell)


def _is_read(layout: Layout, table: Table) -> bool:
    return table.name == _CALCULATED or not layout.sheet(table.sheet).hidden


@dataclass
class _Rows:
    """The rows of one table, found by id, with findings on their faults."""

    table: Table
    header: Header
    grid: Grid
    until: int
    """First row that belongs to something else."""
    fixed: frozenset[str]
    """Text of the workbook itself that may be below the table."""
    by_formulas: bool
    """Whether formulas of the workbook look up the rows too."""
    rows: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def say(
        self, severity: Severity, code: str, row: str, cell: str, problem: str, action: str
    ) -> None:
        """Add a finding on this table."""
        where = Where(self.table.name, row)
        sheet = self.header.sheet
        self.findings.append(Finding(severity, code, where, problem, action, sheet, cell))

    def typed_in(self, number: int) -> int | None:
        """First cell of a row with a typed value."""
        row = self.grid[number]
        for column in self.table.columns:
            col = self.header.columns.get(column.key, len(row))
            if column.typed and col < len(row) and row[col] != "":
                text = as_text(row[col])
                if text and text not in self.fixed:
                    return col
        return None

    def by_id(self) -> None:
        """Find each row by its id; report duplicate ids, and data without a known id.

        Formulas find an id in upper or lower case, but not one with a space beside it.
        """
        known = {row_id.casefold(): row_id for row_id in self.table.row_ids}
        id_col = self.header.columns.get("id", self.header.columns.get("place", 0))
        last = self.header.row
        others: dict[int, str] = {}
        for number in range(self.header.row + 1, self.until):
            row = self.grid[number]
            raw = row[id_col] if id_col < len(row) else None
            text = as_text(raw)
            row_id = known.get(text.casefold())
            if row_id is not None and self.by_formulas and isinstance(raw, str) and text != raw:
                self._with_space(row_id, number, id_col)
                last = number
            elif row_id is not None:
                self._take(row_id, number, id_col)
                last = number
            else:
                others[number] = text
        if any(column.typed for column in self.table.columns):
            self._without_id(others, last)

    def _without_id(self, others: Mapping[int, str], last: int) -> None:
        """Report values typed in rows without a known id, and below the last row with one."""
        in_one_piece = True
        grows = self.table.name in TAKES_ROWS
        room = (
            f", of laat '{as_typed('bijwerken')}' lopen: dat maakt er ruimte voor" if grows else ""
        )
        for number, text in others.items():
            col = self.typed_in(number)
            if col is not None and (number <= last or in_one_piece):
                problem = (
                    f"Het nummer '{text}' is onbekend." if text else "Deze rij heeft geen nummer."
                )
                self.say(
                    Severity.ERROR,
                    "rij-zonder-nummer",
                    "",
                    a1(number, col),
                    problem,
                    f"Zet de gegevens in een rij met een nummer{room}. Deze rij telt niet mee.",
                )
            elif col is not None:
                self.say(
                    Severity.NOTE,
                    "tekst-onder-tabel",
                    "",
                    a1(number, col),
                    "Onder de tabel staat nog iets. Het telt niet mee.",
                    "Hoort het in de tabel, zet het dan in een rij met een nummer.",
                )
            elif number > last:
                in_one_piece = False

    def _with_space(self, row_id: str, number: int, id_col: int) -> None:
        cell = a1(number, id_col)
        self.say(
            Severity.ERROR,
            ID_WITH_SPACE,
            row_id,
            cell,
            f"Bij het nummer {row_id} staat een spatie. Zo vinden de formules deze rij niet.",
            f"Typ in {cell} alleen {row_id}. Is de cel op slot, haal dan eerst de beveiliging van "
            "het blad. Deze rij telt nu niet mee.",
        )

    def _take(self, row_id: str, number: int, id_col: int) -> None:
        if row_id not in self.rows:
            self.rows[row_id] = number
            return
        self.say(
            Severity.ERROR,
            "dubbel-nummer",
            row_id,
            a1(number, id_col),
            f"Het nummer {row_id} staat er twee keer.",
            "Geef elke rij een eigen nummer. Alleen de eerste rij telt nu mee.",
        )

    def by_label(self, labels: Sequence[tuple[str, ...]]) -> None:
        """Find each row by one of its labels; a changed one is assumed at its own place."""
        id_col = self.header.columns.get("id", 0)
        by_text = {
            label.casefold(): row_id
            for names, row_id in zip(labels, self.table.row_ids, strict=True)
            for label in names
        }
        unknown: dict[int, str] = {}
        for number in range(self.header.row + 1, self.until):
            row = self.grid[number]
            text = as_text(row[id_col]) if id_col < len(row) else ""
            row_id = by_text.get(text.casefold())
            if row_id is not None:
                self._take(row_id, number, id_col)
            elif text:
                unknown[number] = text
        if not any(column.typed for column in self.table.columns):
            return
        named = zip(self.table.row_ids, labels, strict=True)
        for i, (row_id, (label, *_)) in enumerate(named, 1):
            number = self.header.row + i
            if row_id in self.rows or row_id in self.table.added_later:
                continue
            if number in unknown:
                self.rows[row_id] = number
                self.say(
                    Severity.WARNING,
                    "naam-veranderd",
                    row_id,
                    a1(number, id_col),
                    f"Hier hoort '{label}' te staan, maar er staat '{unknown.pop(number)}'. De "
                    f"waarde telt als '{label}'.",
                    f"Zet de naam '{label}' terug.",
                )
            else:
                self.say(
                    Severity.ERROR,
                    "rij-ontbreekt",
                    row_id,
                    "",
                    f"De rij '{label}' ontbreekt. Nu telt wat er zonder invullen geldt.",
                    f"Zet de rij terug: typ '{label}' in de eerste kolom, met de waarde ernaast.",
                )
        for number, text in unknown.items():
            col = self.typed_in(number)
            if col is not None:
                self.say(
                    Severity.WARNING,
                    "rij-onbekend",
                    "",
                    a1(number, col),
                    f"Het programma kent geen '{text}'. Wat hier staat, telt niet mee.",
                    "Klopt dat niet, zet de waarde dan in een rij die het programma kent.",
                )


def _may_be_missing(table: Table) -> bool:
    """Whether a workbook need not have a table: it is calculated, or older ones do not have it."""
    typed = [column for column in table.columns if column.typed]
    added_later = bool(typed) and all(column.added_later for column in typed)
    return table.name.startswith("calc") or added_later


def _missing(table: Table) -> Finding:
    return Finding(
        Severity.ERROR,
        "tabel-ontbreekt",
        Where(table.name),
        f"De tabel {table.name} staat niet op het blad {table.sheet}.",
        f"Laat '{as_typed('bijwerken')}' lopen: dat maakt het blad opnieuw, nog leeg. Of zet het "
        "terug uit een eerdere versie.",
        table.sheet,
    )


def _about_columns(table: Table, header: Header, grid: Grid) -> Iterator[Finding]:
    where = Where(table.name)
    over = typed_over(table, header.columns, grid[header.row])
    for column in table.columns:
        if column.key in over:
            text = as_text(grid[header.row][over[column.key]])
            there = f"er staat '{text}'" if text else "de cel is leeg"
            yield Finding(
                Severity.ERROR,
                "kolom-ontbreekt",
                Where(table.name, "", column.key),
                f"Hier hoort de kop '{column.header}' te staan, maar {there}. Zo telt de kolom "
                "niet mee.",
                f"Typ '{column.header}' terug, of laat '{as_typed('bijwerken')}' lopen: dat zet "
                "de kop terug.",
                header.sheet,
                a1(header.row, over[column.key]),
            )
        elif column.typed and not column.added_later and column.key not in header.columns:
            yield Finding(
                Severity.ERROR,
                "kolom-ontbreekt",
                Where(table.name, "", column.key),
                f"De kolom '{column.header}' ontbreekt in de tabel {table.name}.",
                "Zet de kolomkop terug zoals hij was.",
                header.sheet,
                a1(header.row, 0),
            )
    for key, col in header.twice.items():
        where = Where(table.name, "", key)
        counts = a1(header.row, header.columns[key])
        yield Finding(
            Severity.ERROR,
            "kolom-dubbel",
            where,
            f"De kolom '{table.column(key).header}' staat er twee keer. Alleen de kolom onder "
            f"{counts} telt nu mee.",
            "Geef een van de twee een andere naam, of haal hem weg.",
            header.sheet,
            a1(header.row, col),
        )


def _renamed(table: Table, sheet: str) -> Finding:
    return Finding(
        Severity.NOTE,
        "blad-hernoemd",
        Where(table.name),
        f"Dit blad heette {table.sheet}. Het programma heeft het herkend.",
        f"Noem het liever weer {table.sheet}: zo heet het ook in de uitleg.",
        sheet,
    )


def _rows_below(header: Header, others: Iterable[Header]) -> list[int]:
    """List the header rows of tables below this one."""
    left, right = min(header.columns.values()), max(header.columns.values())
    return [
        h.row
        for h in others
        if h.sheet == header.sheet
        and h.row > header.row
        and min(h.columns.values()) <= right
        and max(h.columns.values()) >= left
    ]


def locate(
    source: Source,
    layout: Layout,
    labels: Labels,
    known: Mapping[str, Located] = MappingProxyType({}),
) -> Map:
    """Find every declared table except those of the hidden calculation other than its outcome.

    Args:
        source: the workbook.
        layout: the declaration for its capacity.
        labels: the labels that identify rows, by table.
        known: tables that were found before, with the declaration for less room.
    """
    result = Map()
    tables = [table for table in layout.tables.values() if _is_read(layout, table)]
    headers = find_headers(source, layout, [t for t in tables if t.name not in known])
    for table in tables:
        found = known.get(table.name)
        if found is not None:
            headers[table.name] = header_at(source, found.sheet, found.header_row, table)
    renamed: set[str] = set()
    for table in tables:
        header = headers.get(table.name)
        if header is None:
            if not _may_be_missing(table):
                result.findings.append(_missing(table))
            continue
        grid = source.grid(header.sheet)
        below = _rows_below(header, headers.values())
        loose = (cell.content for cell in layout.sheet(table.sheet).cells)
        rows = _Rows(
            table,
            header,
            grid,
            min(below, default=len(grid)),
            frozenset(text for text in loose if isinstance(text, str)),
            _CALCULATED in layout.tables,
        )
        if table.name in _BY_ROW_NUMBER:
            rows.rows = {row_id: header.row + i for i, row_id in enumerate(table.row_ids, 1)}
        elif table.name in labels:
            rows.by_label(labels[table.name])
        else:
            rows.by_id()
        result.tables[table.name] = Located(
            table, header.sheet, header.row, dict(header.columns), rows.rows
        )
        result.findings += [*rows.findings, *_about_columns(table, header, grid)]
        if header.sheet not in {table.sheet, *renamed}:
            renamed.add(header.sheet)
            result.findings.append(_renamed(table, header.sheet))
    return result
