"""The declaration itself: complete, unambiguous, and formulas that every Excel knows."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support.ooxml_lint.formula import parse
from tests.support.ooxml_lint.grid import parse_area
from tests.support.ooxml_lint.sites import function_problems
from wijkexcel.layout.declare import declare, resolve
from wijkexcel.layout.sheets.settings import RUN_STEP, SETTINGS
from wijkexcel.layout.sheets.start import START
from wijkexcel.layout.spec import (
    Capacity,
    Column,
    Here,
    Kind,
    Layout,
    Owner,
    Setting,
    Sheet,
    Table,
    a1,
    column_name,
    quoted,
)
from wijkexcel.look.palette import palette
from wijkexcel.model.records import Settings
from wijkexcel.sentences import logged
from wijkexcel.workbook.building.styles import cell_styles, highlights
from wijkexcel.workbook.building.validation import (
    MAX_LIST,
    MAX_TEXT,
    MAX_TITLE,
    column_validation,
    setting_validation,
)

CAPACITIES = (
    Capacity(),
    Capacity(1, 1, 1, 1, 1),
    Capacity(2, 1, 3, 1, 1),
    Capacity(1, 4, 1, 2, 3),
    Capacity(7, 3, 2, 5, 9),
    Capacity(120, 20, 9, 6, 80),
)
METHOD = {
    1: {"Criteria"},
    2: {"Schaal"},
    3: {"Opgaven", "Deelnemers", "S01"},
    4: {"Overzicht", "Heroverweging", "Samenhang"},
    5: {"Besluit", "Ambitie"},
}

every_capacity = pytest.mark.parametrize(
    "layout", [declare(capacity) for capacity in CAPACITIES], ids=[str(c) for c in CAPACITIES]
)


def typed_columns(layout: Layout) -> Iterator[tuple[Table, Column]]:
    for table in layout.tables.values():
        for column in table.columns:
            if column.typed and table.name != "tblInstellingen":
                yield table, column


def some_rows(table: Table) -> tuple[int, ...]:
    last = len(table.row_ids) - 1
    return tuple(sorted({0, last // 2, last}))


def formulas(layout: Layout) -> Iterator[tuple[str, str]]:
    """Where each formula stands, and the formula with its leading ``=``."""
    for table in layout.tables.values():
        for column in table.columns:
            if column.formula is not None:
                for i in some_rows(table):
                    where = f"{table.name} {column.key} {table.row_ids[i]}"
                    yield where, column.formula(Here(layout, table, i))
    for sheet in layout.sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, str) and cell.content.startswith("="):
                yield f"{sheet.name} {a1(cell.row, cell.col)}", resolve(cell.content, layout)
        for mark in sheet.highlights:
            yield f"{sheet.name} mark {mark.style}", mark.formula
    for name, target in layout.names.items():
        yield f"name {name}", f"={target}"


_CELL = re.compile(r"(?<![A-Za-z_])\$?[A-Z]{1,3}\$?\d+(?![A-Za-z_(])")


@cache
def shape(formula: str) -> str:
    """The formula with its row numbers taken out: one per column of a table to look at."""
    return _CELL.sub(lambda found: re.sub(r"\d", "1", found[0]), formula)


# --- names, headers, ids -------------------------------------------------------------------------


@every_capacity
def test_names_are_unique(layout: Layout) -> None:
    sheets = [sheet.name.casefold() for sheet in layout.sheets]
    assert len(sheets) == len(set(sheets))
    tables = [table.name for sheet in layout.sheets for table in sheet.tables]
    everything = [name.casefold() for name in (*tables, *layout.names)]
    assert [name for name, count in Counter(everything).items() if count > 1] == []
    assert all(table.sheet == sheet.name for sheet in layout.sheets for table in sheet.tables)


@every_capacity
def test_every_sheet_can_be_named_in_the_logbook(layout: Layout) -> None:
    """``bijwerken`` says which sheets it added, to an earlier version's workbook too."""
    logged.ROOM.write(
        opgaven=1,
        criteria=1,
        groups=1,
        scorers=1,
        left=None,
        added={"tabs": [sheet.name for sheet in layout.sheets]},
    )


@every_capacity
def test_headers_are_unique_and_filled(layout: Layout) -> None:
    for table in layout.tables.values():
        headers = [column.header.strip().casefold() for column in table.columns]
        assert all(headers), table.name
        assert len(headers) == len(set(headers)), table.name
        assert [c.header for c in table.columns] == [c.header.strip() for c in table.columns]
        keys = [column.key for column in table.columns]
        assert len(keys) == len(set(keys)), table.name


@every_capacity
def test_row_ids_are_unique_and_in_order(layout: Layout) -> None:
    for table in layout.tables.values():
        assert table.row_ids, table.name
        assert len(set(table.row_ids)) == len(table.row_ids), table.name
    room = layout.capacity
    assert layout.tables["tblOpgaven"].row_ids == room.opgave_ids
    assert layout.tables["tblCriteria"].row_ids == layout.tables["tblSchaal"].row_ids
    assert layout.tables["tblGroepen"].row_ids == room.group_ids
    assert len(layout.tables["tblSamenhang"].row_ids) == room.pairs
    for scorer in room.scorer_ids:
        assert layout.tables[f"tblScore_{scorer}"].row_ids == room.opgave_ids
        assert layout.tables[f"tblScore_{scorer}"].sheet == scorer
    assert len(layout.tables["calcScores"].row_ids) == room.opgaven * room.scorers


def test_ids_sort_as_they_count() -> None:
    assert Capacity(opgaven=101).opgave_ids[:2] == ("O01", "O02")
    assert Capacity(opgaven=101).opgave_ids[-1] == "O101"
    assert Capacity(groups=10).group_ids[-1] == "G10"
    assert len(set(Capacity(criteria=120).criterion_ids)) == 120


@every_capacity
def test_every_table_people_fill_in_has_an_id_column_that_nobody_types_in(layout: Layout) -> None:
    for table in layout.tables.values():
        if any(column.typed for column in table.columns):
            assert table.column("id").owner is Owner.FIXED, table.name


# --- where things stand --------------------------------------------------------------------------


@every_capacity
def test_tables_do_not_overlap_and_fit_the_sheet(layout: Layout) -> None:
    for sheet in layout.sheets:
        taken: dict[tuple[int, int], str] = {}
        for table in sheet.tables:
            assert table.last_col < 16_384
            assert table.last_row < 1_048_576
            for row in {table.header_row, table.first_row, table.last_row}:
                for col in range(table.first_col, table.last_col + 1):
                    assert taken.setdefault((row, col), table.name) == table.name, table.name


@every_capacity
def test_loose_cells_stand_once_and_only_over_fixed_cells_of_a_table(layout: Layout) -> None:
    for sheet in layout.sheets:
        places = Counter((cell.row, cell.col) for cell in sheet.cells)
        assert [place for place, count in places.items() if count > 1] == [], sheet.name
        for cell in sheet.cells:
            assert cell.style in cell_styles(palette())
            for table in sheet.tables:
                inside = table.header_row <= cell.row <= table.last_row
                if inside and table.first_col <= cell.col <= table.last_col:
                    column = table.columns[cell.col - table.first_col]
                    assert column.owner is Owner.FIXED, f"{sheet.name} {a1(cell.row, cell.col)}"
                    assert cell.row > table.header_row


@every_capacity
def test_the_printed_header_and_the_frozen_rows_belong_to_the_table(layout: Layout) -> None:
    for sheet in layout.sheets:
        headers = {table.header_row for table in sheet.tables}
        if sheet.repeat_rows:
            first, last = sheet.repeat_rows
            assert first <= last
            assert last in headers
        if sheet.freeze and not sheet.hidden:
            assert sheet.freeze[0] - 1 in headers


# --- formulas ------------------------------------------------------------------------------------


@every_capacity
def test_every_formula_parses_and_uses_only_functions_of_excel_2016(layout: Layout) -> None:
    seen: set[str] = set()
    for where, formula in formulas(layout):
        assert formula.startswith("="), where
        assert len(formula) <= 8192, f"{where}: {len(formula)} characters"
        if shape(formula) in seen:
            continue
        seen.add(shape(formula))
        parsed = parse(formula[1:])
        assert not parsed.error, f"{where}: {parsed.error} in {formula[:200]}"
        assert parsed.problems == [], where
        # This refuses what is unknown, newer, without its prefix, or volatile.
        assert list(function_problems(formula[1:])) == [], where
        assert not parsed.structured, f"{where}: LibreOffice drops table references"
        assert not parsed.has_array, where


@every_capacity
def test_every_name_resolves(layout: Layout) -> None:
    names = {name.casefold() for name in layout.names}
    tables = {name.casefold() for name in layout.tables}
    seen: set[str] = set()
    for where, formula in formulas(layout):
        if shape(formula) in seen:
            continue
        seen.add(shape(formula))
        for used in parse(formula[1:]).names:
            assert used.text.casefold() in names, f"{where}: {used.text}"
            assert used.text.casefold() not in tables


def extents(sheet: Sheet) -> tuple[int, int]:
    rows = [*(t.last_row for t in sheet.tables), *(cell.row for cell in sheet.cells)]
    cols = [*(t.last_col for t in sheet.tables), *(cell.col for cell in sheet.cells)]
    return max(rows) + 1, max(cols) + 1


@every_capacity
def test_every_reference_points_inside_a_sheet_that_exists(layout: Layout) -> None:
    sizes = {sheet.name: extents(sheet) for sheet in layout.sheets}
    for where, formula in formulas(layout):
        if where.startswith("calcScores") and layout.capacity.scorers > 6:
            continue  # the same formulas as in the smaller capacities, thousands of them
        for ref in parse(formula[1:]).references:
            if not ref.sheet:
                continue
            area = parse_area(ref.text.replace("$", ""))
            assert ref.sheet in sizes, f"{where}: {ref.sheet}"
            assert area is not None, f"{where}: {ref.text}"
            rows, cols = sizes[ref.sheet]
            assert area[2] <= rows, f"{where}: {ref.sheet}!{ref.text}"
            assert area[3] <= cols, f"{where}: {ref.sheet}!{ref.text}"


@every_capacity
def test_every_formula_column_has_a_formula_and_no_other_has(layout: Layout) -> None:
    for table in layout.tables.values():
        for column in table.columns:
            has = column.formula is not None
            assert has is (column.owner is Owner.FORMULA), f"{table.name} {column.key}"


# --- input cells ---------------------------------------------------------------------------------


@every_capacity
def test_every_typed_column_has_a_prompt_that_fits(layout: Layout) -> None:
    for table, column in typed_columns(layout):
        where = f"{table.name} {column.key}"
        assert column.help.strip(), where
        assert len(column.help) <= MAX_TEXT, where
        assert len(column.header) <= MAX_TITLE, where
        assert column.help.rstrip()[-1] in ".?…", where


@pytest.mark.parametrize("setting", [*SETTINGS, RUN_STEP], ids=lambda s: s.field)
def test_every_setting_has_a_prompt(setting: Setting) -> None:
    assert setting.help.strip()
    assert len(setting.help) <= MAX_TEXT


@pytest.mark.parametrize("setting", [*SETTINGS, RUN_STEP], ids=lambda s: s.field)
def test_the_title_above_the_prompt_of_a_setting_is_not_cut_off(setting: Setting) -> None:
    assert setting_validation(setting)["input_title"] == setting.label


@every_capacity
def test_validation_texts_and_lists_fit(layout: Layout) -> None:
    rules = [column_validation(column, "A1") for _, column in typed_columns(layout)]
    rules += [setting_validation(setting) for setting in (*SETTINGS, RUN_STEP)]
    for rule in rules:
        assert len(rule.get("error_message", "")) <= MAX_TEXT
        assert len(rule.get("error_title", "")) <= MAX_TITLE
        assert len(rule.get("input_title", "")) <= MAX_TITLE
        assert len(rule.get("input_message", "")) <= MAX_TEXT
        if isinstance(rule.get("source"), list):
            assert rule["source"]
            assert len(",".join(rule["source"])) <= MAX_LIST
            assert not any("," in choice for choice in rule["source"])
        elif "source" in rule:
            assert rule["source"].removeprefix("=") in layout.names


@every_capacity
def test_closed_columns_have_a_list(layout: Layout) -> None:
    for table, column in typed_columns(layout):
        if column.kind in {Kind.CHOICE, Kind.YES_NO}:
            assert column.choices, f"{table.name} {column.key}"
        if column.kind in {Kind.REFERENCE, Kind.SCORE}:
            assert column.list_name in layout.names, f"{table.name} {column.key}"


def test_no_choice_can_be_completed_to_another_of_its_column() -> None:
    """LibreOffice completes what is typed to a text of the column that begins so.

    Whatever is no choice, such as a header, the list refuses; another choice nobody would notice.
    """
    found = set()
    for sheet in declare(Capacity(20, 8, 4, 12)).sheets:
        columns = [(t.col_of(c.key), c.choices) for t in sheet.tables for c in t.columns if c.typed]
        if sheet.name == START:
            columns += [(1, setting.choices) for setting in (*SETTINGS, RUN_STEP)]
        for col in {col for col, _ in columns}:
            there = sorted(choice for at, choices in columns if at == col for choice in choices)
            found |= {
                (a, b)
                for a, b in itertools.pairwise(there)
                if a != b and b.casefold().startswith(a.casefold())
            }
    assert found == set()


def test_the_settings_are_those_of_the_model_each_with_a_cell_of_its_own() -> None:
    layout = declare(Capacity())
    assert {s.field for s in SETTINGS} == set(Settings.model_fields)
    assert len({s.label.casefold() for s in SETTINGS}) == len(SETTINGS)
    targets = [layout.names[s.name] for s in (*SETTINGS, RUN_STEP)]
    assert len(set(targets)) == len(targets)
    table = layout.tables["tblInstellingen"]
    assert targets == [table.at("value", i) for i in range(len(table.row_ids))]


# --- the method ----------------------------------------------------------------------------------


@every_capacity
def test_every_step_of_the_method_is_served_by_its_sheets(layout: Layout) -> None:
    for step, names in METHOD.items():
        assert {sheet.name for sheet in layout.sheets if sheet.step == step} >= names
        assert all(not layout.sheet(name).hidden for name in names)
    assert layout.tables["tblStappen"].row_ids == tuple(str(step) for step in METHOD)
    links = [
        cell.content.split("'")[1]
        for cell in layout.sheet(START).cells
        if isinstance(cell.content, str) and cell.content.startswith("internal:")
    ]
    assert [layout.sheet(name).step for name in links] == list(METHOD)
    assert layout.sheets[0].name == START


@every_capacity
def test_every_scorer_has_a_link_to_a_tab(layout: Layout) -> None:
    contents = {cell.content for cell in layout.sheet("Deelnemers").cells}
    assert {f"internal:'{scorer}'!A1" for scorer in layout.capacity.scorer_ids} <= contents
    assert [s.name for s in layout.sheets if s.name in layout.capacity.scorer_ids] == list(
        layout.capacity.scorer_ids
    )


@every_capacity
def test_colour_never_stands_alone(layout: Layout) -> None:
    for sheet in layout.sheets:
        for mark in sheet.highlights:
            assert mark.word.strip(), f"{sheet.name} {mark.style}"
            assert mark.style in highlights(palette())
            assert mark.first_row <= mark.last_row
            assert mark.first_col <= mark.last_col
            if found := re.search(r"kolom '([^']+\??)'", mark.word):
                headers = {c.header for table in sheet.tables for c in table.columns}
                assert found[1].rstrip(":") in headers, f"{sheet.name}: {mark.word}"
            if mark.word == "kolom Controle":
                assert any("Controle" in {c.header for c in t.columns} for t in sheet.tables)


@every_capacity
def test_every_sheet_and_every_table_says_what_it_is_for(layout: Layout) -> None:
    for sheet in layout.sheets:
        assert sheet.purpose.strip(), sheet.name
        assert sheet.title.strip() or sheet.name in layout.capacity.scorer_ids
    for table in layout.tables.values():
        if table.list_object:
            assert table.purpose.endswith("."), table.name


def test_what_is_internal_by_the_design_is_marked_internal() -> None:
    tables = declare(Capacity()).tables
    internal = {
        "tblDeelnemers": ("name", "email", "organisation", "role"),
        "tblScore_S01": ("remark", "C01"),
        "tblBesluit": ("internal_note", "form_settled", "shown"),
        "tblHeroverweging": ("why",),
        "tblOverzicht": ("s_C01", "g_G1"),
        "tblLogboek": ("who", "what"),
    }
    for name, keys in internal.items():
        assert all(tables[name].column(key).internal for key in keys), name
    assert not tables["tblBesluit"].column("public_reason").internal


def test_column_names_and_cells() -> None:
    assert [column_name(i) for i in (0, 25, 26, 701, 702, 16_383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]
    assert (a1(0, 0), a1(9, 27), a1(9, 27, fix=True)) == ("A1", "AB10", "$AB$10")
    assert (quoted("Criteria"), quoted("S01")) == ("Criteria", "'S01'")
