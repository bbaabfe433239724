"""Find the declared tables in a workbook: by header and id, never by position.

Sheets may be moved or renamed, rows sorted, columns swapped: a table is where its headers are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wijkexcel.layout.spec import Capacity, Layout, Table, a1
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.workbook.source import Grid, Source

_ID = re.compile(r"[OCSP]\d{2,}|G\d+")
_BY_ROW_NUMBER = {"tblLogboek", "tblBevindingen"}
_BY_POSITION = {"tblInstellingen", "tblControle"}


@dataclass(frozen=True)
class Located:
    """Where one table stands in a workbook; rows and columns are 0-based."""

    table: Table
    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: dict[str, int]

    def cell(self, row_id: str, key: str) -> str:
        """Cell name of a row and column; of the header when the row or column is not there."""
        row = self.rows.get(row_id, self.header_row)
        return a1(row, self.columns.get(key, min(self.columns.values(), default=0)))


@dataclass
class Map:
    """All tables found, and what was wrong with those that were not."""

    tables: dict[str, Located] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, finding: Finding) -> Finding:
        """Add sheet and cell to a finding, when its table was found."""
        located = self.tables.get(finding.where.table)
        if located is None or finding.cell:
            return finding
        cell = located.cell(finding.where.row, finding.where.column) if finding.where.row else ""
        return Finding(
            finding.severity,
            finding.code,
            finding.where,
            finding.problem,
            finding.action,
            located.sheet,
            cell,
        )


def as_text(value: object) -> str:
    """Text of a cell without outer and double spaces, as the sheet's TRIM sees it."""
    if isinstance(value, str):
        return " ".join(part for part in value.split(" ") if part)
    return "" if value is None else str(value)


def capacity_of(source: Source) -> Capacity | None:
    """Infer how much room a workbook has from its ids; None when it is no wijkexcel workbook."""
    ids: dict[str, int] = {"O": 0, "C": 0, "G": 0, "S": 0, "P": 0}
    names = {"Criteria", "Opgaven", "Deelnemers", "Samenhang"}
    hits = [name for name in source.sheet_names if name in names]
    for name in hits or source.sheet_names:
        for row in source.grid(name):
            text = as_text(row[0]) if row else ""
            if _ID.fullmatch(text):
                ids[text[0]] = max(ids[text[0]], int(text[1:]))
    if not (ids["O"] and ids["C"] and ids["G"] and ids["S"]):
        return None
    return Capacity(ids["O"], ids["C"], ids["G"], ids["S"], max(ids["P"], 1))


def _header_rows(grid: Grid, table: Table) -> Iterator[tuple[int, int, dict[str, int]]]:
    """Rows that could be the table's header: score, row, columns by key."""
    headers = {c.header.casefold(): c.key for c in table.columns}
    for r, row in enumerate(grid):
        found: dict[str, int] = {}
        for c, value in enumerate(row):
            if isinstance(value, str) and value:
                key = headers.get(as_text(value).casefold())
                if key is not None and key not in found:
                    found[key] = c
        if len(found) * 2 > len(headers):
            yield len(found), r, found


def _find(source: Source, table: Table) -> tuple[str, int, dict[str, int]] | None:
    named = [name for name in source.sheet_names if name == table.sheet]
    others = [] if table.name.startswith("tblScore_") else list(source.sheet_names)
    for sheets in (named, others):
        best: tuple[int, str, int, dict[str, int]] | None = None
        for sheet in sheets:
            for score, row, columns in _header_rows(source.grid(sheet), table):
                if best is None or score > best[0]:
                    best = score, sheet, row, columns
        if best is not None:
            return best[1:]
    return None


def _structure(code: str, table: Table, row: str, problem: str, action: str,
               sheet: str = "", cell: str = "") -> Finding:  # fmt: skip
    where = Where(table.name, row)
    return Finding(Severity.ERROR, code, where, problem, action, sheet or table.sheet, cell)


def _rows(
    grid: Grid, table: Table, start: int, columns: dict[str, int], labels: Sequence[str]
) -> tuple[dict[str, int], list[Finding]]:
    """Find each row by its id; report ids that are unknown or stand twice."""
    if table.name in _BY_ROW_NUMBER:
        return {row_id: start + 1 + i for i, row_id in enumerate(table.row_ids)}, []
    by_label = dict(zip((label.casefold() for label in labels), table.row_ids, strict=False))
    rows: dict[str, int] = {}
    findings: list[Finding] = []
    typed = [columns[c.key] for c in table.columns if c.typed and c.key in columns]
    id_col = columns.get("id", columns.get("place", 0))
    known = set(table.row_ids)
    for r in range(start + 1, len(grid)):
        row = grid[r]
        text = as_text(row[id_col]) if id_col < len(row) else ""
        row_id = by_label.get(text.casefold(), text) if by_label else text
        if row_id in known:
            if row_id in rows:
                findings.append(_structure(
                    "dubbel-nummer", table, row_id,
                    f"Het nummer {row_id} staat er twee keer.",
                    "Geef elke rij een eigen nummer. Alleen de eerste rij telt nu mee.",
                    cell=a1(r, id_col),
                ))  # fmt: skip
            else:
                rows[row_id] = r
            continue
        if by_label or len(rows) == len(known):
            continue
        if _is_header(row, table):
            break
        filled = [c for c in typed if c < len(row) and as_text(row[c])]
        if filled:
            problem = f"Het nummer '{text}' is onbekend." if text else "Deze rij heeft geen nummer."
            findings.append(_structure(
                "rij-zonder-nummer", table, "", problem,
                "Zet de gegevens in een rij met een nummer. Deze rij telt niet mee.",
                cell=a1(r, filled[0]),
            ))  # fmt: skip
    return rows, findings


def _is_header(row: Sequence[object], table: Table) -> bool:
    first = table.columns[0].header
    return any(as_text(value) == first for value in row[:3])


def locate(source: Source, layout: Layout, labels: Mapping[str, Sequence[str]]) -> Map:
    """Find every declared table that is not purely derived.

    Args:
        source: the workbook.
        layout: the declaration for its capacity.
        labels: for tables whose rows are known by a label: the labels in row order.
    """
    result = Map()
    for table in layout.tables.values():
        found = _find(source, table)
        if found is None:
            if not table.name.startswith("calc"):
                result.findings.append(_structure(
                    "tabel-ontbreekt", table, "",
                    f"De tabel {table.name} staat niet op het blad {table.sheet}.",
                    "Zet het blad terug uit een eerdere versie, of begin met een nieuw werkboek.",
                ))  # fmt: skip
            continue
        sheet, header_row, columns = found
        grid = source.grid(sheet)
        rows, findings = _rows(grid, table, header_row, columns, labels.get(table.name, ()))
        located = Located(table, sheet, header_row, columns, rows)
        result.tables[table.name] = located
        result.findings += [
            Finding(f.severity, f.code, f.where, f.problem, f.action, sheet, f.cell)
            for f in findings
        ]
        for column in table.columns:
            if column.typed and column.key not in columns:
                result.findings.append(_structure(
                    "kolom-ontbreekt", table, "",
                    f"De kolom '{column.header}' ontbreekt in de tabel {table.name}.",
                    "Zet de kolomkop terug zoals hij was.",
                    sheet, a1(header_row, 0),
                ))  # fmt: skip
    return result
