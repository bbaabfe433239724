"""The house stays one in which somebody finds the way: modules and functions that one can read."""

import ast

from docs.maken.figures import ROOT, SUPPRESSION, figures, modules

MOST_LINES, MOST_OF_A_FUNCTION = 400, 100
DECLARATIONS = {
    "calculation_sheet",
    "criteria_sheet",
    "decision_sheet_spec",
    "opgaven_sheet",
    "overview_sheet",
    "participants_sheet",
    "scorer_sheet",
    "second_look_sheet",
    "start_sheet",
}
"""Functions that list what a sheet holds, from top to bottom: no work is done in them."""


def test_no_module_is_longer_than_one_reads_at_a_sitting() -> None:
    assert {m.place: m.lines for m in modules() if m.lines > MOST_LINES} == {}


def test_no_function_is_long_that_is_no_declaration() -> None:
    long = {
        f"{m.place}: {name}": lines
        for m in modules()
        for name, lines in m.functions()
        if lines > MOST_OF_A_FUNCTION and name not in DECLARATIONS
    }
    assert long == {}


def test_each_declaration_is_still_there_and_long() -> None:
    long = {name for m in modules() for name, lines in m.functions() if lines > MOST_OF_A_FUNCTION}
    assert long == DECLARATIONS


def test_nothing_keeps_a_shape_of_its_own_or_is_imported_inside_a_function() -> None:
    places = [
        m.place
        for folder in ("wijkexcel", "tests", "benchmarks", "docs/maken", "workbook_template")
        for m in modules(folder)
        if m.place != "tests/test_house.py"
        and any(said in m.source for said in ("# fmt: skip", "# fmt: off", "noqa: PLC0415"))
    ]
    assert places == []


def test_the_figures_are_of_something() -> None:
    told = figures()
    assert told["modules"] > 300
    assert 0 < told["imports of a module, mean"] < 10
    assert SUPPRESSION.search("import x  # noqa: F401")
    assert (ROOT / "pyproject.toml").is_file()
    assert isinstance(modules("docs/maken")[0].tree, ast.Module)
