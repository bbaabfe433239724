"""Read the rows of located tables: each cell becomes a value or a finding."""

import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from wijkexcel.dutch.numbers import number as in_words
from wijkexcel.layout.spec import Column, Kind, Layout
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.model.records import Record
from wijkexcel.ooxml.specials import is_error_text
from wijkexcel.workbook.reading.convert import UNLOCK, Value, convert, is_blank, shown
from wijkexcel.workbook.reading.locate import ID_WITH_SPACE, Located, Map
from wijkexcel.workbook.reading.problem import Problem
from wijkexcel.workbook.reading.source import Source, Specials

_NOT_BELOW_ZERO = {("tblCriteria", "weight"), ("tblGroepen", "weight")}
Values = dict[str, Value]


@lru_cache(maxsize=512)
def choices_of(record: type[Record], key: str) -> type[StrEnum] | None:
    """Return the closed set of words of a field, if it has one."""
    if key not in record.model_fields:
        return None
    annotation = record.model_fields[key].annotation
    for option in (annotation, *typing.get_args(annotation)):
        if isinstance(option, type) and issubclass(option, StrEnum):
            return option
    return None


@dataclass
class Reader:
    """Reads cells of the tables of one workbook and collects findings on them."""

    source: Source
    layout: Layout
    map: Map
    findings: list[Finding]
    nameless: set[tuple[str, str]] = field(default_factory=set)
    """Tables and rows that were reported to have no readable name."""
    _specials: dict[str, Specials] = field(default_factory=dict)

    def specials(self, sheet: str) -> Specials:
        """Return formulas and errors on a sheet, cached."""
        if sheet not in self._specials:
            self._specials[sheet] = self.source.specials(sheet)
        return self._specials[sheet]

    def report(
        self,
        located: Located,
        row: str,
        key: str,
        problem: Problem,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a finding on one cell, or on the table when there is no row."""
        self.findings.append(
            Finding(
                severity,
                problem.code,
                Where(located.table.name, row, key),
                problem.problem,
                problem.action,
                located.sheet,
                located.cell(row, key),
            )
        )

    def told_of_space(self, located: Located, row: str) -> bool:
        """Whether a row was reported as not found because of a space beside its id."""
        where = Where(located.table.name, row)
        return any(f.code == ID_WITH_SPACE and f.where == where for f in self.findings)

    def raw(self, located: Located, row: str, key: str) -> object:
        """Return the raw value of a cell; None when it does not exist."""
        col = located.columns.get(key)
        line = self._line(located, row)
        return line[col] if col is not None and col < len(line) else None

    def _line(self, located: Located, row: str) -> Sequence[object]:
        at = located.rows.get(row, -1)
        grid = self.source.grid(located.sheet)
        return grid[at] if 0 <= at < len(grid) else ()

    def is_error(self, located: Located, row: str, key: str) -> bool:
        """Whether a cell contains an error value, under any program's name for it."""
        place = located.rows.get(row, -1), located.columns.get(key, -1)
        return place in self.specials(located.sheet).errors

    def value(
        self, located: Located, row: str, key: str, kind: Kind, choices: type[StrEnum] | None = None
    ) -> Value:
        """Read a cell; None when it is empty or cannot be used (which is then reported)."""
        raw = self.raw(located, row, key)
        if self.is_error(located, row, key):
            self.report(
                located,
                row,
                key,
                Problem(
                    "foutwaarde",
                    "Deze cel bevat een foutwaarde.",
                    "Maak de cel leeg of verbeter hem. Nu telt hij als leeg.",
                ),
            )
            return None
        if is_blank(raw):
            return None
        found = convert(kind, raw, choices)
        if isinstance(found, Problem):
            self.report(located, row, key, found)
            return None
        if kind is Kind.MONEY and isinstance(raw, date):
            self.report(
                located,
                row,
                key,
                Problem(
                    "datum-als-getal",
                    f"Hier staat een datum ({shown(raw)}). Die telt nu als {shown(found)}.",
                    f"Typ het getal opnieuw. {UNLOCK.format('een datum')}",
                ),
            )
        if isinstance(found, date) and isinstance(raw, str):
            self.report(
                located,
                row,
                key,
                Problem(
                    "datum-als-tekst-gelezen",
                    f"'{shown(raw)}' staat er als tekst. Het telt als {shown(found)}.",
                    "Klopt dat niet, typ de datum dan opnieuw, bijvoorbeeld 31-12-2026.",
                ),
                Severity.NOTE,
            )
        if isinstance(found, str) and is_error_text(raw):
            self.report(
                located,
                row,
                key,
                Problem(
                    "lijkt-op-foutwaarde",
                    f"Hier staat '{shown(raw)}' als tekst. Dat lijkt op een foutwaarde.",
                    "Typ wat hier hoort te staan. Nu telt het als gewone tekst.",
                ),
                Severity.WARNING,
            )
        if isinstance(found, float) and found < 0 and (located.table.name, key) in _NOT_BELOW_ZERO:
            self.report(
                located,
                row,
                key,
                Problem(
                    "gewicht-negatief",
                    f"Het gewicht is {in_words(found)}. Een gewicht kan niet onder 0 liggen.",
                    "Vul 0 of een hoger getal in. Nu telt het als 0.",
                ),
            )
            return None
        return found

    def filled(self, located: Located, row: str, columns: Sequence[Column]) -> list[Column]:
        """Return the columns in which a row has any contents, even just an error value."""
        line = self._line(located, row)
        at, width = located.rows.get(row, -1), len(line)
        errors = self.specials(located.sheet).errors
        found = []
        for column in columns:
            col = located.columns[column.key]
            if col < width:
                raw = line[col]
                if (raw != "" and not is_blank(raw)) or (at, col) in errors:
                    found.append(column)
        return found

    def records(
        self, table: str, record: type[Record], id_field: str = "id", needed: str = ""
    ) -> Iterator[tuple[str, Values]]:
        """Read each row that is in use as keyword arguments of its record.

        ``needed``: the field without which a row is not in use (a name); otherwise a row is in use
        when anything is filled in. Values of the program in such a row (when something was sent)
        may remain when users clear theirs.
        """
        located = self.map.tables.get(table)
        if located is None:
            return
        columns = [
            c
            for c in located.table.columns
            if c.key in record.model_fields and c.key != id_field and c.key in located.columns
        ]
        for row in located.table.row_ids:
            filled = self.filled(located, row, columns)
            if not filled or (needed and not any(c.typed for c in filled)):
                continue
            if needed and all(c.key != needed for c in filled):
                self.nameless.add((table, row))
                header = located.table.column(needed).header
                self.report(
                    located,
                    row,
                    needed,
                    Problem(
                        "naam-ontbreekt",
                        f"In deze rij ontbreekt '{header}'.",
                        "Vul de naam in, of maak de hele rij leeg. Nu telt de rij niet mee.",
                    ),
                )
                continue
            values: Values = {id_field: row}
            for column in filled:
                choices = choices_of(record, column.key)
                found = self.value(located, row, column.key, column.kind, choices)
                if found is not None:
                    values[column.key] = found
            if needed and needed not in values and not self._named(located, row, needed, values):
                continue
            yield row, values

    def _named(self, located: Located, row: str, needed: str, values: Values) -> bool:
        """Name a row after the text of its cell, as the workbook does; not after an error."""
        raw = self.raw(located, row, needed)
        if self.is_error(located, row, needed):
            self.nameless.add((located.table.name, row))
            return False
        values[needed] = shown(raw)
        return True
