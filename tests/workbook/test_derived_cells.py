"""Every formula is what was declared, or somebody is told: by what it says, wherever it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pytest

from tests.renew.renewing import FIRST, renewed
from tests.workbook.books import (
    MIXED,
    empty_book,
    layout_for,
    permuted,
    reading,
    saved_by_openpyxl,
    small,
    small_book,
)
from wijkexcel.layout.declare import declare, formulas_mark
from wijkexcel.layout.spec import Capacity, Layout, Owner, a1
from wijkexcel.model.finding import Severity
from wijkexcel.workbook.altered import altered_findings
from wijkexcel.workbook.derived_cells import Compared, Sort, Texts, compare_formulas
from wijkexcel.workbook.reading.source import FileSource, Grid, Specials

Spot = tuple[int, int]
LAYOUT = layout_for(small())


@lru_cache
def source() -> FileSource:
    return FileSource(small_book())


@dataclass
class Tampered:
    """A workbook in which other things stand in some cells: a value, or a formula with ``=``."""

    cells: Mapping[tuple[str, Spot], Any]
    inner: FileSource = field(default_factory=source)
    still_shown: bool = False
    """The cells still show what they did, so that tables are found by their headers and ids."""

    @property
    def sheet_names(self) -> Any:
        return self.inner.sheet_names

    def specials(self, sheet: str) -> Specials:
        return self.inner.specials(sheet)

    def formulas(self, sheet: str) -> Texts:
        found: dict[Spot, str | None] = dict(self.inner.formulas(sheet))
        for (name, spot), value in self.cells.items():
            if name == sheet:
                found.pop(spot, None)
                if isinstance(value, str) and value.startswith("="):
                    found[spot] = value[1:]
        return found

    def grid(self, sheet: str) -> Grid:
        here = {spot: value for (name, spot), value in self.cells.items() if name == sheet}
        if not here or self.still_shown:
            return self.inner.grid(sheet)
        rows = [list(row) for row in self.inner.grid(sheet)]
        for (row, col), value in here.items():
            rows += [[] for _ in range(row + 1 - len(rows))]
            rows[row] += [""] * (col + 1 - len(rows[row]))
            rows[row][col] = value
        return rows


def compared(data: bytes | Tampered, layout: Layout | None = None) -> Compared:
    if isinstance(data, bytes):
        found = reading(data)
        return compare_formulas(FileSource(data), layout or found.layout, found.map)
    return compare_formulas(data, LAYOUT, reading(small_book()).map)


def formula_cells(layout: Layout, nth: int) -> list[tuple[str, Spot]]:
    """One cell of every formula column of every table, and every formula outside the tables."""
    found = []
    for sheet in layout.sheets:
        for table in sheet.tables:
            row = table.first_row + nth % len(table.row_ids)
            found += [(sheet.name, (row, table.col_of(c.key))) for c in table.columns if c.formula]
        found += [
            (sheet.name, (cell.row, cell.col))
            for cell in sheet.cells
            if isinstance(cell.content, str) and cell.content.startswith("=")
        ]
    return found


def fixed_cells(layout: Layout, owner: Owner) -> list[tuple[str, Spot]]:
    """One cell of every column that is fixed, or that the program writes, and the headers."""
    found = []
    for sheet in layout.sheets:
        for table in sheet.tables:
            columns = [c for c in table.columns if c.owner is owner]
            found += [(sheet.name, (table.first_row, table.col_of(c.key))) for c in columns]
            if owner is Owner.FIXED:
                found += [
                    (sheet.name, (table.header_row, table.col_of(c.key))) for c in table.columns
                ]
    return found


def places(result: Compared) -> list[tuple[str, Spot]]:
    return sorted((item.sheet, item.spot) for item in result.altered)


# --- nothing goes unnoticed ---------------------------------------------------------------------


@pytest.mark.parametrize("data", [small_book, empty_book], ids=["filled", "empty"])
def test_a_workbook_of_the_program_is_as_declared(data: Callable[[], bytes]) -> None:
    assert compared(data()) == Compared()


STANDS = {
    "a number": 4.07,
    "a text": "haalt de score",
    "nothing": "",
    "its own value, as a number": 0.0,
    "another formula": "=1+1",
    "another cell": "=Berekening!$A$1",
    "a formula that cannot be read": '=IF("',
}


@pytest.mark.parametrize("value", STANDS.values(), ids=STANDS)
@pytest.mark.parametrize("row", [0, 2])
def test_no_formula_can_be_replaced_unnoticed(row: int, value: Any) -> None:
    cells = formula_cells(LAYOUT, row)
    assert len(cells) > 200
    result = compared(Tampered(dict.fromkeys(cells, value)))
    assert places(result) == sorted(cells)
    sort = Sort.FORMULA if str(value).startswith("=") else Sort.VALUE
    assert {item.sort for item in result.altered} == {sort}


def test_one_changed_sign_is_another_formula() -> None:
    spot = ("Overzicht", (LAYOUT.tables["tblOverzicht"].first_row, 3))
    text = source().formulas("Overzicht")[spot[1]]
    for old, new in (("=0", "=1"), ("$", ""), ("INDEX", "COUNT")):
        changed = f"={text.replace(old, new, 1)}"
        assert (places(compared(Tampered({spot: changed}))) == [spot]) is (old != "$")


@pytest.mark.parametrize("owner", [Owner.FIXED, Owner.PROGRAM])
def test_a_formula_where_a_fixed_text_belongs_or_the_program_writes(owner: Owner) -> None:
    cells = fixed_cells(LAYOUT, owner)
    result = compared(Tampered(dict.fromkeys(cells, "=1+1"), still_shown=True))
    assert places(result) == sorted(set(cells))
    assert {item.sort for item in result.altered} == {Sort.NO_FORMULA}


def test_a_formula_of_people_is_theirs() -> None:
    own = {("Opgaven", (5, 1)): '="Riool"', ("Opgaven", (40, 30)): "=A1", ("S01", (10, 8)): "=2"}
    rows = {("Opgaven", (5, 1)): own["Opgaven", (5, 1)]}
    assert compared(Tampered(rows)) == Compared()


# --- the same, written otherwise and elsewhere --------------------------------------------------


def test_rows_that_were_sorted_while_the_formulas_stayed_are_as_declared() -> None:
    orders = {
        "tblOpgaven": (2, 0, 1),
        "tblBesluit": (1, 2, 0),
        "tblCriteria": (1, 0),
        "tblScore_S01": (2, 1, 0),
        "tblDeelnemers": (2, 0, 1),
    }
    assert compared(permuted(small_book(), small(), orders, {})) == Compared()


def test_after_openpyxl_saved_it() -> None:
    assert compared(saved_by_openpyxl(small_book())) == Compared()


@pytest.mark.slow
def test_more_room_is_as_declared() -> None:
    assert compared(renewed(small_book(), opgaven=5, criteria=3, groups=3).data) == Compared()


@pytest.mark.slow
def test_an_earlier_version_is_not_altered_but_made_otherwise() -> None:
    result = compared(FIRST)
    assert result.altered == []
    (finding,) = altered_findings(result)
    assert (finding.severity, finding.code) == (Severity.NOTE, "andere-versie")
    assert "Laat 'wijkexcel bijwerken WERKBOEK' lopen" in finding.action
    assert compared(renewed(FIRST).data) == Compared()


def test_in_an_earlier_version_a_formula_typed_over_is_found_all_the_same() -> None:
    def over(book: Any) -> None:
        book["Besluit"]["O7"] = "vastgesteld"
        book["Overzicht"]["F30"] = "=1+1"

    assert places(compared(saved_by_openpyxl(FIRST, over))) == [
        ("Besluit", (6, 14)),
        ("Overzicht", (29, 5)),
    ]


# --- put back -----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("value", [4.07, None, "=1+1"], ids=["value", "nothing", "formula"])
def test_the_program_puts_every_formula_back_and_says_so(value: Any) -> None:
    cells = formula_cells(LAYOUT, 1)

    def over(book: Any) -> None:
        for sheet, spot in cells:
            book[sheet][a1(*spot)] = value

    before = saved_by_openpyxl(small_book(), over)
    result = renewed(before)
    assert compared(result.data) == Compared()
    assert {(item.sheet, item.place) for item in result.leftovers} == {
        (sheet, a1(*spot)) for sheet, spot in cells
    }
    assert reading(result.data).dossier == reading(small_book()).dossier


@pytest.mark.slow
def test_a_header_that_was_typed_over_is_put_back_with_all_that_stands_below_it() -> None:
    def over(book: Any) -> None:
        book["S01"]["E6"] = "Iets anders"
        book["Overzicht"]["D6"] = "Punten"

    before = saved_by_openpyxl(small_book(), over)
    found = reading(before)
    assert [(f.sheet, f.cell) for f in found.findings if f.code == "kolom-ontbreekt"] == [
        ("Overzicht", "D6"),
        ("S01", "E6"),
    ]
    assert compared(before) == Compared()
    assert reading(renewed(before).data).dossier == reading(small_book()).dossier
    assert reading(renewed(before).data).findings == ()


@pytest.mark.slow
def test_a_hidden_sheet_that_is_gone_comes_back() -> None:
    gone = saved_by_openpyxl(small_book(), lambda book: book.remove(book["Scores"]))
    assert [item.sort for item in compared(gone).altered] == [Sort.GONE]
    assert compared(renewed(gone).data) == Compared()


# --- what is said -------------------------------------------------------------------------------


def told(cells: Mapping[tuple[str, Spot], Any]) -> list[tuple[str, str]]:
    found = altered_findings(compared(Tampered(cells)))
    assert {f.severity for f in found} <= {Severity.ERROR}
    return [(f"{f.sheet}!{f.cell}", f"{f.problem} {f.action}") for f in found]


def test_a_finding_names_the_cell_what_stands_there_and_the_remedy() -> None:
    restore = "Laat 'wijkexcel bijwerken WERKBOEK' lopen: dat zet de formule terug."
    assert told({("Overzicht", (6, 3)): 4.07}) == [
        ("Overzicht!D7", f"Hier hoort een formule te staan, maar er staat 4,07. {restore}")
    ]
    assert told({("Overzicht", (6, 3)): ""}) == [
        ("Overzicht!D7", f"Hier hoort een formule te staan, maar de cel is leeg. {restore}")
    ]
    assert told({("Besluit", (6, 5)): "=1+1"}) == [
        ("Besluit!F7", f"Hier hoort een andere formule te staan. Er staat: =1+1. {restore}")
    ]


def test_one_finding_for_each_column() -> None:
    table = LAYOUT.tables["tblBesluit"]
    col = table.col_of("status")
    ((cell, text),) = told({("Besluit", (table.first_row + i, col)): "nee" for i in range(3)})
    assert cell == f"Besluit!{a1(table.first_row, col)}"
    assert text.startswith("3 cellen van de kolom 'Stand' zijn niet meer wat ze horen te zijn: ")
    assert text.endswith("dat zet de formules terug.")


def test_many_are_joined_for_each_sheet() -> None:
    found = told(dict.fromkeys(formula_cells(LAYOUT, 0), "x"))
    assert len(found) <= len(LAYOUT.sheets)
    assert all(
        "en nog" in text or "hier zijn niet meer" in text or "hoort" in text for _, text in found
    )


def test_the_mark_is_the_same_in_every_room() -> None:
    cells = [
        {(c.row, c.content) for c in declare(room).sheet("Lijsten").cells if c.col == 2}
        for room in (MIXED, LAYOUT.capacity, Capacity())
    ]
    marks = set.intersection(*cells)
    assert formulas_mark() in {content for _, content in marks}
