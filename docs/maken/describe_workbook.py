"""Describe the workbook in Dutch, from its declaration: the text of ``docs/werkboek.md``.

``python -m docs.maken.describe_workbook`` writes that file; a test checks that they are equal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wijkexcel.dutch.lists import commas, listed
from wijkexcel.layout.declare import declare
from wijkexcel.layout.sheets.lists import SETTINGS_IN_FORCE
from wijkexcel.layout.sheets.settings import RUN_STEP
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Here,
    Layout,
    Owner,
    Sheet,
    Table,
    column_name,
)

SMALL: Final = Capacity(opgaven=3, criteria=2, groups=2, scorers=2, pairs=2)
"""Room of the described workbook: enough to show how things repeat."""

LONGEST: Final = 700
"""Formulas with more characters than this are of no use to readers."""

TARGET: Final = Path("docs") / "werkboek.md"

_IDS: Final = {"C": "criterium", "G": "groep", "S": "deelnemer"}
_ID: Final = re.compile(r"(?<![A-Za-z0-9])([CGS])(\d+)(?![A-Za-z0-9])")
_FETCH: Final = re.compile(r'=IF\(\$[A-Z]+\d+=0,"",(IF\(INDEX\([^()]+\)="","",)?INDEX\([^()]+\)\)+')
"""A formula that only fetches a value from another table."""

_OWNER: Final = {
    Owner.USER: "u",
    Owner.SHARED: "u; leeg: het programma",
    Owner.PROGRAM: "het programma",
    Owner.FORMULA: "formule",
    Owner.FIXED: "vast",
}

_INTRO: Final = """\
# Het werkboek: bladen, tabellen en kolommen

Dit bestand wordt gemaakt uit dezelfde beschrijving als het werkboek zelf
(`wijkexcel/layout/`). Verander het niet met de hand: `make werkboek` schrijft het opnieuw, en een
test controleert dat het klopt.

De voorbeelden hieronder komen uit een klein werkboek: {small}.
`wijkexcel nieuw` maakt zonder opties een werkboek voor {default}.
Alleen het aantal rijen en het aantal herhaalde kolommen verschilt.

## Zo leest u dit

- **Van wie** zegt wie een cel vult. *u*: alleen mensen; het programma komt er niet aan.
  *u; leeg: het programma*: het programma vult de cel alleen als die leeg is. *het programma*: dat
  schrijft er, u niet. *formule*: het werkboek rekent zelf. *vast*: verandert nooit.
- **Intern**: voor wie besluit; staat niet in de brief. Vraagt iemand het op, dan kan de gemeente
  het zonder namen moeten geven.
- **Verborgen**: de kolom of het blad is er wel, maar u ziet het niet.
- **Herhaalt**: de kolom staat er een keer per criterium, groep of deelnemer. Dan staat hier alleen
  de eerste.
- Rijen hebben een vast nummer: `O01` voor een opgave, `C01` voor een criterium, `G1` voor een
  groep, `S01` voor een deelnemer, `P01` voor een paar. Het programma en de formules zoeken op dat
  nummer. Sorteren verandert dus geen uitkomst.
- Onder een tabel staan de formules van de eerste rij, in de Engelse schrijfwijze van het bestand.
  Excel toont ze in uw eigen taal. Formules die alleen iets ophalen uit een andere tabel, en heel
  lange formules, staan er niet bij.
"""


@dataclass(frozen=True, slots=True)
class _Repeated:
    """A column that represents all columns that differ from it only in ids."""

    column: Column
    per: tuple[str, ...]


def describe(layout: Layout) -> str:
    """Describe a workbook in Dutch Markdown: sheets, tables, settings, names; pure."""
    intro = _INTRO.format(small=_room(layout.capacity), default=_room(Capacity()))
    parts = [intro, *_overview(layout)]
    for sheet in _once(layout):
        parts += _sheet(sheet, layout)
    parts += [*_settings(layout), *_names(layout)]
    return "\n".join(parts).rstrip() + "\n"


def _room(c: Capacity) -> str:
    return (
        f"{c.opgaven} opgaven, {c.criteria} criteria, {c.groups} groepen, {c.scorers} deelnemers "
        f"en {c.pairs} paren"
    )


def _once(layout: Layout) -> Iterator[Sheet]:
    """All sheets, but only the first of the scorers' tabs."""
    others = layout.capacity.scorer_ids[1:]
    return (sheet for sheet in layout.sheets if sheet.name not in others)


def _cells(*values: str) -> str:
    return f"| {' | '.join(value.replace('|', chr(92) + '|') or ' ' for value in values)} |"


def _rows(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_cells(*headers), _cells(*("---" for _ in headers)), *(_cells(*r) for r in rows), ""]


def _code(text: str) -> str:
    return f"`{text}`"


def _codes(texts: Sequence[str]) -> str:
    return commas(_code(text) for text in texts)


def _tab(sheet: Sheet, layout: Layout) -> str:
    """Name of a sheet, with one name for all scorers' tabs."""
    ids = layout.capacity.scorer_ids
    return f"{ids[0]}, {ids[1]} …" if sheet.name == ids[0] and len(ids) > 1 else sheet.name


def _overview(layout: Layout) -> list[str]:
    rows = [
        (
            _tab(sheet, layout) + (" (verborgen)" if sheet.hidden else ""),
            str(sheet.step) if sheet.step else "",
            _codes([table.name for table in sheet.tables]),
            sheet.purpose,
        )
        for sheet in _once(layout)
    ]
    return ["## De bladen", "", *_rows(("Blad", "Stap", "Tabellen", "Waarvoor"), rows)]


def _sheet(sheet: Sheet, layout: Layout) -> list[str]:
    lines = [f"## Blad {_tab(sheet, layout)}", ""]
    about = [f"*{sheet.title}*" if sheet.title else "", sheet.purpose]
    if sheet.hidden:
        about.append("Dit blad is verborgen.")
    if sheet.name == layout.capacity.scorer_ids[0]:
        about.append("Elke deelnemer heeft zo'n blad; het heet naar het nummer van de deelnemer.")
    lines += ["\n\n".join(part for part in about if part), ""]
    for table in sheet.tables:
        lines += _table(table, layout)
    return lines


def _table(table: Table, layout: Layout) -> list[str]:
    kind = "Excel-tabel" if table.list_object else "bereik"
    first, last = column_name(table.first_col), column_name(table.last_col)
    place = f"{first}{table.header_row + 1}:{last}{table.last_row + 1}"
    ids = table.row_ids
    numbered = all(row_id[-1].isdigit() for row_id in ids)
    rows = f"rijen {_code(ids[0])} tot en met {_code(ids[-1])}" if numbered else f"{len(ids)} rijen"
    purpose = f"{table.purpose} " if table.purpose else ""
    lines = [f"### {_code(table.name)}", "", f"{purpose}Een {kind} op {place}, met {rows}.", ""]
    shown = _repeated(table, layout.capacity)
    lines += _rows(
        ("Kolom", "Wat", "Van wie", "Keuzes", "Uitleg", "Bijzonder"),
        [_column(found) for found in shown],
    )
    if formulas := list(_formulas(shown, table, layout)):
        lines += ["Formules in de eerste rij:", "", *formulas, ""]
    return lines


def _repeated(table: Table, capacity: Capacity) -> list[_Repeated]:
    """Group columns that differ only in ids under the first of them."""
    known = {*capacity.criterion_ids, *capacity.group_ids}
    found: dict[str, _Repeated] = {}
    for column in table.columns:
        key = column.key.replace("_", " ")
        ids = [m.group(0) for m in _ID.finditer(key) if m.group(0) in known]
        general = _ID.sub(lambda m: m.group(1) if m.group(0) in known else m.group(0), key)
        per = tuple(_IDS[name[0]] for name in ids)
        found.setdefault(general, _Repeated(column, per))
    return list(found.values())


def _column(found: _Repeated) -> tuple[str, ...]:
    column = found.column
    choices = _codes(column.choices)
    if column.list_name:
        choices = f"lijst {_code(column.list_name)}"
    special = [f"herhaalt per {listed(found.per)}"] if found.per else []
    special += ["intern"] if column.internal else []
    special += ["verborgen"] if column.hidden else []
    kind = column.kind.value
    return column.header, kind, _OWNER[column.owner], choices, column.help, commas(special)


def _formulas(shown: Sequence[_Repeated], table: Table, layout: Layout) -> Iterator[str]:
    here = Here(layout, table, 0)
    for found in shown:
        column = found.column
        if column.formula is None or column.key in {"rij", "controle"}:
            continue
        formula = column.formula(here)
        if len(formula) <= LONGEST and not _FETCH.fullmatch(formula):
            yield f"- {column.header}: {_code(formula)}"


def _settings(layout: Layout) -> list[str]:
    rows = [
        (s.label, _code(s.name), s.kind.value, _codes(s.choices), s.help)
        for s in (*layout.settings, RUN_STEP)
    ]
    force = [(_code(name), label, _code(formula)) for name, label, formula in SETTINGS_IN_FORCE]
    return [
        "## Instellingen",
        "",
        "Deze rijen staan in `tblInstellingen` op het blad Start. Elke waarde heeft een naam, "
        "zodat u er in eigen formules naar kunt verwijzen.",
        "",
        *_rows(("Instelling", "Naam", "Wat", "Keuzes", "Uitleg"), rows),
        "Is een instelling leeg, dan rekent het werkboek met een standaardwaarde. Dit is de "
        "waarde die telt:",
        "",
        *_rows(("Naam", "Waarvoor", "Formule"), force),
    ]


def _names(layout: Layout) -> list[str]:
    rows = [(_code(name), _code(target)) for name, target in sorted(layout.names.items())]
    return [
        "## Namen in het werkboek",
        "",
        *_rows(("Naam", "Verwijst naar"), rows),
    ]


def text() -> str:
    """Text of ``docs/werkboek.md``."""
    return describe(declare(SMALL))


def main() -> None:
    """Write the description to its place in the repository; run it from the top."""
    TARGET.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
