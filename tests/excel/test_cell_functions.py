"""The functions for use in cells: the same as the rules, and wrong use said in words."""

import io
import json
import math
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tests.hosts.support import example_block, run_file
from tests.support.dossiers import changed, dossiers, with_settings
from tests.workbook.books import example_book, saved_by_openpyxl
from wijkexcel.example import example
from wijkexcel.excel import cell_functions as functions
from wijkexcel.excel.cell_functions import FUNCTIONS, Block
from wijkexcel.model.dossier import Dossier
from wijkexcel.ooxml.edit import apply_edits
from wijkexcel.rules.outcome import Outcome, outcome_of
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import results_of

f: Any = functions
WEIGHTS = st.sampled_from([0.0, 0.1, 1.0, 2.5, 30.0])
"""Weights that a user tries."""


def cell(value: float) -> float | str:
    """What a formula of the workbook shows: empty text where there is nothing."""
    return "" if math.isnan(value) else value


def calculation(dossier: Dossier, outcome: Outcome) -> Block:
    """The table of sheet Berekening, as far as the functions need it."""
    ids = [c.id for c in dossier.criteria]
    kinds = ("score", "laagste score", "hoogste score")
    found = outcome.aggregate
    arrays = (found.criterion, found.criterion_low, found.criterion_high)
    rows: Block = [["id", "naam", *(f"{kind} {c}" for kind in kinds for c in ids)]]
    for i, opgave in enumerate(dossier.opgaven):
        marks = [cell(float(array[i, c])) for array in arrays for c in range(len(ids))]
        rows.append([opgave.id, opgave.name, *marks])
    rows.append(["O99", "", *([""] * 3 * len(ids))])
    return rows


def overview(dossier: Dossier, outcome: Outcome) -> Block:
    """The table of Overzicht: numbers on nine decimals, rows in another order."""
    ids = [c.id for c in dossier.criteria]
    rows: Block = [
        [
            o.opgave,
            "naam",
            *(round(o.by_criterion[c], 9) if c in o.by_criterion else "" for c in ids),
        ]
        for o in reversed(outcome.opgaven)
    ]
    return [["Nr", "Opgave", *(f"Score {c}" for c in ids)], *rows]


def criteria(dossier: Dossier) -> Block:
    rows: Block = [[c.floor, c.id, "naam", c.weight] for c in reversed(dossier.criteria)]
    return [["Ondergrens", "Nr", "Criterium", "Gewicht"], *rows, [None, "", "", None]]


@pytest.mark.slow
@given(dossiers(awkward=True, plain=True), st.data())
def test_what_if_is_the_outcome_of_that_dossier(dossier: Dossier, data: st.DataObject) -> None:
    """Other weights and another threshold in a cell: what the rules say with those filled in."""
    tried = data.draw(st.lists(WEIGHTS, min_size=5, max_size=5))
    weighed = tuple(
        c.model_copy(update={"weight": w}) for c, w in zip(dossier.criteria, tried, strict=False)
    )
    limit = data.draw(st.none() | st.sampled_from([1.0, 2.5, 3.2, 3.5, 4.0]))
    wanted_dossier = with_settings(changed(dossier, criteria=weighed), threshold=limit)
    scores, wanted = outcome_of(dossier), outcome_of(wanted_dossier)
    sheet, short = calculation(dossier, scores), overview(dossier, scores)
    table = criteria(wanted_dossier)
    if not any(c.weight for c in weighed):
        assert f.wijk_tabel(sheet, table, limit) == (
            "Dat lukt niet: geen enkel gewicht is hoger dan 0."
        )
        return
    rows = f.wijk_tabel(sheet, table, limit)
    assert [row[0] for row in rows[1:]] == [o.opgave for o in wanted.opgaven]
    for row, opgave in zip(rows[1:], wanted.opgaven, strict=True):
        key = opgave.opgave
        for number, one, total in zip(
            row[1:4],
            (f.wijk_totaal, f.wijk_laagst, f.wijk_hoogst),
            (opgave.total, opgave.lowest, opgave.highest),
            strict=True,
        ):
            alone = one(key, sheet, table)
            if total is None:
                assert (number, alone) == ("", "nog niet gescoord")
            else:
                assert number == alone == pytest.approx(total, abs=1e-9)
        assert row[4] == f.wijk_stand(key, sheet, table, limit) == str(opgave.status)
        answer = {True: "ja", False: "nee"}[opgave.status.reaches]
        known = opgave.status.reaches or opgave.status.falls_short
        for source in (sheet, short):
            said = f.wijk_haalt(key, source, table, limit)
            assert said == (answer if known else str(opgave.status))
        if opgave.total is not None:
            assert f.wijk_totaal(key, short, table) == pytest.approx(opgave.total, abs=1e-9)


# The workbook itself --------------------------------------------------------------------------


@pytest.mark.slow
def test_on_the_example_the_cells_say_what_the_workbook_says() -> None:
    """With the agreed weights and score: the sheets of the workbook itself, as they are."""
    sheet, table, limit = (
        example_block("calcOpgaven"),
        example_block("tblCriteria"),
        example().settings.threshold,
    )
    outcome = outcome_of(example())
    rows = f.wijk_tabel(sheet, table, limit)
    assert [row[0] for row in rows[1:]] == [o.opgave for o in outcome.opgaven]
    for row, opgave in zip(rows[1:], outcome.opgaven, strict=True):
        assert row[4] == str(opgave.status)
        numbers = (opgave.total, opgave.lowest, opgave.highest)
        assert row[1:4] == [n if n is None else pytest.approx(n, abs=1e-9) for n in numbers]
        said = f.wijk_totaal(opgave.opgave.lower(), example_block("tblOverzicht"), table)
        assert said == pytest.approx(opgave.total, abs=1e-9)


@pytest.mark.slow
def test_a_cell_with_a_function_keeps_its_value_in_the_file() -> None:
    """Only Excel can calculate it: the five functions on a file leave what Excel stored there."""
    formula = '=_xldudf_WIJK_TOTAAL("O01",Overzicht!A1:B3,Criteria!A1:B3)'

    def own_sheet(book: Workbook) -> None:
        book.create_sheet("Proef")["A1"] = formula

    data = saved_by_openpyxl(example_book(), own_sheet)
    data = apply_edits(data, [], {**results_of(data), "Proef": {"A1": 3.25}})
    _, after = run_file("bereken", data)
    assert FileSource(after).grid("Proef") == [[3.25]]
    assert load_workbook(io.BytesIO(after))["Proef"]["A1"].value == formula


# Wrong use ------------------------------------------------------------------------------------

SCORES: Block = [["Nr", "Score C01", "Score C02"], ["O01", 4.0, 2.0], ["O02", "", None]]
CRITERIA: Block = [["Nr", "Gewicht"], ["C01", 3], ["C02", 1]]


def test_the_exact_score_counts_and_not_the_one_that_is_shown() -> None:
    """On Overzicht a score in sight is rounded, and away from the agreed score."""
    block = [["Nr", "Score C01", "Precies C01"], ["O01", 3.49, 3.496]]
    assert f.wijk_totaal("O01", block, CRITERIA[:2]) == 3.496


def test_by_hand() -> None:
    assert f.wijk_totaal("O01", SCORES, CRITERIA) == 3.5
    assert f.wijk_haalt("O01", SCORES, CRITERIA, 3.5) == "ja"
    assert f.wijk_haalt("O01", SCORES, CRITERIA, 3.51) == "nee"
    assert f.wijk_haalt("O01", SCORES, CRITERIA, "") == "nog geen score afgesproken"
    assert f.wijk_haalt("O02", SCORES, CRITERIA, 3) == "nog niet gescoord"


@pytest.mark.parametrize(
    ("opgave", "scores", "table", "said"),
    [
        ("O09", SCORES, CRITERIA, "opgave 'O09' staat niet in de scores"),
        ("O01", [*SCORES, ["O01", 1, 1]], CRITERIA, "staat vaker dan één keer"),
        (
            "O01",
            SCORES[1:],
            CRITERIA,
            "in de eerste rij van wat u bij scores gaf, staat geen kop 'Nr' of 'id'. Laat uw keuze "
            "beginnen bij de rij met koppen.",
        ),
        ("O01", [["Nr", "Totaal"], ["O01", 3]], CRITERIA, "er is geen kolom 'Score C01'"),
        (
            "O01",
            SCORES,
            CRITERIA[1:],
            "in de eerste rij van wat u bij criteria gaf, staat geen kop 'Nr' of 'id'.",
        ),
        ("O01", SCORES, [["Nr", "Aandeel"]], "staat geen kop 'Gewicht'."),
        ("O01", SCORES, CRITERIA[:2], "bij C02 staat geen gewicht"),
        ("O01", SCORES, [*CRITERIA, ["C03", 1]], "de kolom 'Score C03' ontbreekt"),
        ("O01", SCORES, [*CRITERIA, ["C01", 1]], "C01 staat vaker dan één keer"),
        ("O01", SCORES, [["Nr", "Gewicht"], ["C01", "veel"]], "'veel' is geen getal"),
        ("O01", SCORES, [["Nr", "Gewicht"], ["C01", True]], "'True' is geen getal"),
        ("O01", SCORES, [["Nr", "Gewicht"], ["C01", -1]], "lager dan 0"),
        ("O01", SCORES, [["Nr", "Gewicht"], ["C01", 45000]], "Is het een datum?"),
        ("O01", SCORES, [["Nr", "Gewicht"], ["C01", float("nan")]], "te groot"),
        ("O01", SCORES, [["Nr", "Gewicht"], ["C01", 0]], "geen enkel gewicht"),
        ("O01", [SCORES[0], ["O01", "ongeldig", 2]], CRITERIA, "'ongeldig' is geen getal"),
        ("O01", 4.0, CRITERIA, "geef een tabel"),
        (
            "O01",
            [["Nr", "Score C01"], ["O01"]],
            [["Nr", "Gewicht"], ["C01", 1]],
            "een fout in wijkexcel zelf (IndexError)",
        ),
    ],
)
def test_wrong_use_is_said_in_the_cell(opgave: str, scores: Block, table: Block, said: str) -> None:
    answer = f.wijk_totaal(opgave, scores, table)
    assert answer.startswith("Dat lukt niet")
    assert said in answer


def test_bounds_need_the_sheet_that_has_them() -> None:
    for answer in (
        f.wijk_laagst("O01", SCORES, CRITERIA),
        f.wijk_stand("O01", SCORES, CRITERIA, 3),
        f.wijk_tabel(SCORES, CRITERIA, None),
    ):
        assert "'laagste score …' ontbreken" in answer
    assert "geen getal" in f.wijk_haalt("O01", SCORES, CRITERIA, "3,5")


# Hosts ----------------------------------------------------------------------------------------

SERVER = """
import asyncio, json, sys
from xlwings.server import custom_functions_call, custom_functions_meta
from importlib import import_module
module = import_module(sys.argv[1])
meta = custom_functions_meta(module)
scores, criteria = json.load(sys.stdin)
def ask(name, *args):
    data = {"func_name": name, "args": args, "version": "x", "client": "Office.js",
            "runtime": "1.4", "date_format": "d-m-yyyy", "culture_info_name": "nl-NL"}
    return asyncio.run(custom_functions_call(data, module))
print(json.dumps([
    meta,
    ask("wijk_totaal", [["O01"]], scores, criteria),
    ask("wijk_haalt", [["O01"]], scores, criteria, [[3.5]]),
    ask("wijk_haalt", [["O01"]], scores, criteria, [[None]]),
    ask("wijk_totaal", [["O09"]], scores, criteria),
    ask("wijk_totaal", [["O01"]], [scores[0], ["O01",
        {"type": "Error", "basicValue": "#N/A"}, 2]], criteria),
    ask("wijk_tabel", [scores[0] + ["Laagste score C01", "Laagste score C02",
        "Hoogste score C01", "Hoogste score C02"], ["O01", 4, 2, 3, 2, 5, 2]], criteria, [[3.5]]),
]))
"""


@pytest.fixture(scope="module")
def on_server() -> Any:
    """What xlwings' own server code makes of the functions, in a process of its own."""
    environment = os.environ | {"XLWINGS_ON_SERVER": "true", "XLWINGS_LICENSE_KEY": "noncommercial"}
    done = subprocess.run(
        [sys.executable, "-c", SERVER, "wijkexcel.excel.functions"],
        input=json.dumps([SCORES, CRITERIA]),
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_each_function_can_be_called_through_xlwings_server(on_server: Any) -> None:
    meta, *answers = on_server
    names = sorted(function.__name__.upper() for function in FUNCTIONS)
    assert sorted(function["name"] for function in meta["functions"]) == names
    assert answers[:3] == [[[3.5]], [["ja"]], [["nog geen score afgesproken"]]]
    assert "O09" in answers[3][0][0]
    assert "'#N/A' is geen getal" in answers[4][0][0]
    assert answers[5][1] == ["O01", 3.5, 2.75, 4.25, "haalt voorlopig de score"]


@pytest.mark.slow
def test_excel_shows_help_for_each_function_and_argument(on_server: Any) -> None:
    for function in on_server[0]["functions"]:
        shown = [function["description"], *(p["description"] for p in function["parameters"])]
        assert all(10 < len(text) <= 255 for text in shown), function["name"]
        assert not any(text.startswith("Positional argument") for text in shown)


WINDOWS = """
import io, json, sys
from unittest.mock import MagicMock
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client"):
    sys.modules[name] = MagicMock()
import xlwings
from xlwings import udfs
xlwings.func = udfs.xlfunc
from importlib import import_module
module = import_module(sys.argv[1])
book = MagicMock()
book.Name = "proef.xlsm"
text = io.StringIO()
udfs.generate_vba_wrapper(module.__name__, module, text, book)
print(json.dumps([text.getvalue(), [module.wijk_totaal.__xlfunc__]], default=repr))
"""


@pytest.mark.slow
@pytest.mark.parametrize("module", ["wijkexcel.excel.functions", "wijkexcel.hosts.excel_functions"])
def test_import_functions_on_windows_writes_a_macro_for_each(module: str) -> None:
    """xlwings' own code for Windows, as far as it runs without Windows; also by the former name."""
    done = subprocess.run(
        [sys.executable, "-c", WINDOWS, module],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    macros, (registered,) = json.loads(done.stdout)
    for function in FUNCTIONS:
        assert f"Function {function.__name__}(" in macros
        call = f'XLPy.CallUDF("{module}", "{function.__name__}", Array('
        assert call in macros
    assert "Function wijk_haalt(opgave, scores, criteria, drempel)" in macros
    assert registered["category"] == "wijkexcel"
    assert registered["ret"]["doc"].startswith("Het totaal van een opgave")
    assert [a["doc"][:10] for a in registered["args"]] == ["Het nummer", "De tabel v", "Een tabel "]
    assert [a["options"].get("ndim") for a in registered["args"]] == [None, 2, 2]
    assert registered["args"][1]["options"]["err_to_str"]  # an error is no empty cell


def test_each_function_is_there_for_the_add_in_by_its_name() -> None:
    from wijkexcel.excel import functions as excel_functions

    for function in FUNCTIONS:
        assert getattr(excel_functions, function.__name__) is not None
        assert function.__name__.startswith("wijk_")
    assert sorted(excel_functions.__all__) == sorted(x.__name__ for x in FUNCTIONS)


@pytest.mark.slow
def test_they_need_no_more_than_runs_in_a_browser() -> None:
    """xlwings Lite has numpy, pandas and pydantic; what works on files is not there."""
    blocked = ("lxml", "docxtpl", "openpyxl", "python_calamine", "betteroffice_xlsx", "xlsxwriter")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({blocked!r}))\n"
        "from wijkexcel.excel.functions import *\n"
        "scores, criteria = [['Nr', 'Score C01'], ['O01', 4]], [['Nr', 'Gewicht'], ['C01', 1]]\n"
        "print(wijk_totaal('O01', scores, criteria))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stdout == "4.0\n", done.stderr
