"""What the program writes: only its own cells, appended to the logbook, in whole rectangles."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.hosts.support import small_calculated, typed
from tests.support.dossiers import dossiers
from tests.support.sample import examples
from tests.workbook.books import book_of, reading, small_book
from wijkexcel.errors import StructureError
from wijkexcel.hosts.live_cells import as_typed, blocks
from wijkexcel.layout.spec import Owner, a1
from wijkexcel.model.dossier import Dossier
from wijkexcel.model.finding import Finding, Severity, Where
from wijkexcel.ooxml.cellvalue import parse_address
from wijkexcel.ooxml.edit import CellEdit
from wijkexcel.steps.changes import (
    FINDING_KEYS,
    MAX_TEXT,
    Change,
    control_changes,
    findings_changes,
    log_change,
    next_log_row,
    to_edits,
)
from wijkexcel.workbook.reading.convert import is_blank
from wijkexcel.workbook.reading.source import FileSource, Grid, Specials

NOW = datetime(2026, 9, 21, 9, 30)
NAME = reading(small_book()).layout.tables["tblOpgaven"].column("name").header


def edits_of(change: Change, data: bytes) -> list[CellEdit]:
    return to_edits([change], reading(data), FileSource(data))


# --- whose cell it is ---------------------------------------------------------------------------


@pytest.mark.slow
@settings(max_examples=examples(25))
@given(dossiers(), st.randoms(use_true_random=False))
def test_only_cells_that_the_program_owns_pass(dossier: Dossier, pick: object) -> None:
    """Every column of every table of a random workbook, on a random row."""
    data = book_of(dossier)
    found, source = reading(data), FileSource(data)
    for located in found.map.tables.values():
        for column in located.table.columns:
            row_id = pick.choice(located.table.row_ids)  # type: ignore[attr-defined]
            change = Change(located.table.name, row_id, column.key, "van het programma")
            if column.owner not in {Owner.PROGRAM, Owner.SHARED}:
                with pytest.raises(PermissionError, match=column.key):
                    to_edits([change], found, source)
                continue
            cell = located.cell(row_id, column.key)
            row, col = located.rows[row_id], located.columns[column.key]
            grid = source.grid(located.sheet)
            was = grid[row][col] if row < len(grid) and col < len(grid[row]) else None
            passes = column.owner is Owner.PROGRAM or is_blank(was)
            wanted = [CellEdit(located.sheet, cell, "van het programma")] if passes else []
            assert to_edits([change], found, source) == wanted


def test_there_are_cells_of_every_owner() -> None:
    """Otherwise the property above says less than it seems."""
    found = {c.owner for t in reading(small_book()).layout.tables.values() for c in t.columns}
    assert found == set(Owner)


def test_one_cell_of_a_user_stops_the_whole_lot() -> None:
    good = Change("tblControle", "checked_result", "value", "x")
    bad = Change("tblOpgaven", "O01", "name", "x")
    data = small_book()
    with pytest.raises(PermissionError):
        to_edits([good, bad], reading(data), FileSource(data))


@dataclass
class Fake:
    """A source in which one cell can be made special."""

    real: FileSource
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    grids: dict[str, Grid] = field(default_factory=dict)

    @property
    def sheet_names(self) -> list[str]:
        return list(self.real.sheet_names)

    def grid(self, sheet: str) -> Grid:
        return self.grids.get(sheet, self.real.grid(sheet))

    def specials(self, sheet: str) -> Specials:
        return Specials(self.formulas, self.errors) if sheet == "Besluit" else Specials()


@pytest.mark.parametrize("kind", ["formulas", "errors"])
def test_a_formula_or_error_is_not_an_empty_cell(kind: str) -> None:
    """Though its value may be empty text: it was typed by someone."""
    source = FileSource(small_book())
    found = reading(small_book())
    located = found.map.tables["tblBesluit"]
    place = located.rows["O02"], located.columns["choice"]
    change = Change("tblBesluit", "O02", "choice", "gekozen")
    assert len(to_edits([change], found, Fake(source))) == 1
    special = Fake(source, **{kind: frozenset({place})})
    assert to_edits([change], found, special) == []


@pytest.mark.parametrize("blank", ["", "  ", None])
def test_spaces_are_an_empty_cell(blank: str | None) -> None:
    data = typed(small_calculated(), {("tblBesluit", "O02", "choice"): blank})
    assert len(edits_of(Change("tblBesluit", "O02", "choice", "gekozen"), data)) == 1


def test_a_row_that_is_gone_is_left_out() -> None:
    data = small_calculated()
    found = reading(data)
    cell = found.map.tables["tblControle"].cell("checked_on", "id")
    from wijkexcel.ooxml.edit import apply_edits

    gone = apply_edits(data, [CellEdit("Start", cell, "Anders genoemd")])
    changes = control_changes({"checked_on": "x", "checked_errors": 3})
    cells = [e.value for e in to_edits(changes, reading(gone), FileSource(gone))]
    assert cells == [3]


def test_a_table_that_is_gone_is_said_in_dutch() -> None:
    found = reading(small_book())
    del found.map.tables["tblBevindingen"]
    with pytest.raises(StructureError, match="De tabel tblBevindingen of een kolom daarvan"):
        to_edits(findings_changes([], found), found, FileSource(small_book()))


# --- findings -----------------------------------------------------------------------------------


def finding(number: int, severity: Severity = Severity.WARNING, **where: str) -> Finding:
    place = Where("tblOpgaven", where.get("row", "O01"), where.get("column", "name"))
    return Finding(severity, "een-code", place, f"Nummer {number}.", "Doe iets.", "Opgaven", "B6")


def rows_for(findings: list[Finding]) -> dict[str, dict[str, object]]:
    rows: dict[str, dict[str, object]] = {}
    for change in findings_changes(findings, reading(small_book())):
        assert change.table == "tblBevindingen"
        rows.setdefault(change.row, {})[change.column] = change.value
    return rows


def test_findings_stand_errors_first_and_the_rest_is_cleared() -> None:
    note, error = finding(1, Severity.NOTE), finding(3, Severity.ERROR)
    rows = rows_for([note, finding(2), error])
    assert [rows[str(i)]["problem"] for i in range(1, 4)] == ["Nummer 3.", "Nummer 2.", "Nummer 1."]
    assert [rows[str(i)]["severity"] for i in range(1, 4)] == ["fout", "let op", "ter info"]
    assert rows["1"] == {
        "id": 1,
        "severity": "fout",
        "sheet": "Opgaven",
        "cell": "B6",
        "problem": "Nummer 3.",
        "action": "Doe iets.",
        "cell_key": f"tblOpgaven|O01|{NAME}",
        "row_key": "tblOpgaven|O01",
    }
    assert len(rows) == 300
    blank = dict.fromkeys(FINDING_KEYS)
    assert all(rows[str(i)] == blank for i in range(4, 301))


def test_a_key_needs_its_row_and_its_column() -> None:
    rows = rows_for([finding(1), finding(2, column=""), finding(3, row=""), finding(4, column="x")])
    keys = [(rows[str(i)]["cell_key"], rows[str(i)]["row_key"]) for i in range(1, 5)]
    row = "tblOpgaven|O01"
    assert keys == [(f"{row}|{NAME}", row), (None, row), (None, None), (None, row)]


@pytest.mark.parametrize(("number", "more"), [(299, 0), (300, 0), (301, 2), (1000, 701)])
def test_more_findings_than_fit_are_counted(number: int, more: int) -> None:
    rows = rows_for([finding(i) for i in range(number)])
    assert len(rows) == 300
    last = rows["300"]
    if more:
        assert last["problem"] == f"Er zijn nog {more} bevindingen die hier niet passen."
        assert last["id"] == 300
        assert (last["sheet"], last["cell"], last["cell_key"]) == (None, None, None)
        assert rows["299"]["problem"] == "Nummer 298."
    else:
        assert last["problem"] == ("Nummer 299." if number == 300 else None)


def test_a_very_long_finding_fits_in_its_cell() -> None:
    long = Finding(
        Severity.ERROR, "x", Where("tblOpgaven", "O01", "name"), "p" * 40_000, "a" * 9999
    )
    row = rows_for([long])["1"]
    assert (len(str(row["problem"])), len(str(row["action"]))) == (MAX_TEXT, MAX_TEXT)


# --- the logbook --------------------------------------------------------------------------------


def log_cells(data: bytes, lines: dict[int, dict[str, object]]) -> bytes:
    cells = {("tblLogboek", str(i), k): v for i, line in lines.items() for k, v in line.items()}
    return typed(data, cells)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({}, "2"),
        ({2: {"what": "zonder datum"}}, "3"),
        ({2: {"when": "gisteren", "who": "x", "what": "y"}}, "3"),
        ({5: {"when": NOW, "who": "x", "what": "y"}}, "6"),
        ({1: {"when": None, "who": None, "what": None, "fingerprint": None}}, "1"),
        ({3: {"fingerprint": "3F"}}, "4"),
        ({500: {"who": "x"}}, None),
    ],
)
def test_the_next_line_lies_below_everything_in_use(
    lines: dict[int, dict[str, object]], expected: str | None
) -> None:
    """The small workbook has one line; lines without a date and gaps count as well."""
    data = log_cells(small_calculated(), lines)
    assert next_log_row(reading(data), FileSource(data)) == expected


def test_a_line_of_the_logbook() -> None:
    changes = log_change("7", datetime(2026, 1, 2, 3, 4, 5, 678), "Anna", "iets", "AB12")
    assert {(c.row, c.column): c.value for c in changes} == {
        ("7", "when"): datetime(2026, 1, 2, 3, 4, 5),
        ("7", "who"): "Anna",
        ("7", "what"): "iets",
        ("7", "fingerprint"): "AB12",
    }
    assert log_change(None, NOW, "Anna", "iets", "AB12") == []


# --- writing in rectangles ----------------------------------------------------------------------

PLACES = st.tuples(st.sampled_from(["Blad1", "Blad 2"]), st.integers(0, 6), st.integers(0, 5))


@given(st.lists(st.tuples(PLACES, st.one_of(st.none(), st.integers(), st.text(max_size=3)))))
def test_blocks_hold_every_edit_once(wanted: list[tuple[tuple[str, int, int], object]]) -> None:
    edits = [CellEdit(s, a1(r, c), v) for (s, r, c), v in wanted]  # type: ignore[arg-type]
    written: dict[tuple[str, int, int], object] = {}
    for sheet, top, left, block in blocks(edits):
        assert len({len(row) for row in block}) == 1
        for r, row in enumerate(block):
            for c, value in enumerate(row):
                assert (sheet, top + r, left + c) not in written
                written[sheet, top + r, left + c] = value
    last = {}
    for edit in edits:
        row, col = parse_address(edit.cell)
        last[edit.sheet, row - 1, col - 1] = edit.value
    assert written == last


def test_a_full_table_is_one_block() -> None:
    edits = [CellEdit("Blad", a1(r, c), r * c) for r in range(4, 304) for c in range(8)]
    ((sheet, top, left, block),) = blocks(edits)
    assert (sheet, top, left, len(block), len(block[0])) == ("Blad", 4, 0, 300, 8)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+31 6 1234",
        "-5",
        "@naam",
        "'aanhaling'",
        "5",
        "3-4",
        "5 %",
        "1e5",
        "#N/B",
        "/x",
        ".5",
        ",5",
        "(5)",
        "€ 5",
        "$5",
        "<b>",
        ">3",
        "WAAR",
        "true",
        "Onwaar",
        "ja",
        "nee",
        "mrt 2026",
        "mei 1",
        " =1+1",
        "\t=1",
        "\r5",
        "  5",
        " waar ",
        "jan 1",
        "\u00a0=1",
    ],
)
def test_text_that_a_spreadsheet_would_read_is_guarded(text: str) -> None:
    assert as_typed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "gewoon", "Januari was koud, zei ze in 2019", "é", "a=b"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert as_typed(text) == text


@pytest.mark.parametrize("value", [None, 3, 3.5, True, NOW])
def test_what_is_no_text_stays_as_it_is(value: object) -> None:
    assert as_typed(value) is value  # type: ignore[arg-type]
