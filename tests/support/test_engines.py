"""The engines that check our workbooks are themselves checked on a file with wrong values in it."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter

from tests.support import engines
from tests.support.engines import Values

Engine = Callable[[bytes], Values]

SHEET = "Blad één"
INPUTS: list[object] = [2, 3, "tekst", 0.1]
RIGHT: dict[str, object] = {
    "=A1*A2+A4": 6.1,
    "=C1*2": 12.2,
    "=SUMPRODUCT(A1:A2,A1:A2)": 13.0,
    '=A3&"!"': "tekst!",
    '=IF(A1>9,1,"")': "",
    "=B99": 0.0,
    "=A1<A2": True,
    "=A1>A2": False,
    "=A1/0": "#DIV/0!",
    "=NA()": "#N/A",
    '=VALUE("x")': "#VALUE!",
    "=SQRT(-1)": "#NUM!",
    "=INDEX(A1:A3,9)": "#REF!",
    "=C9+1": "#DIV/0!",
}
EXPECTED: Values = {
    (SHEET, f"C{row}"): value  # type: ignore[misc]
    for row, value in enumerate(RIGHT.values(), 1)
}
WRONG = 777.0
# LibreOffice has one code of its own for what Excel calls #VALUE! and #NUM! here.
OWN_ERRORS: dict[Engine, Values] = {
    engines.recalculate_libreoffice: {(SHEET, "C11"): "#FOUT:502", (SHEET, "C12"): "#FOUT:502"}
}


def workbook(formulas: list[str] | None = None) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet("Leeg")
        sheet = book.add_worksheet(SHEET)
        sheet.write_column("A1", INPUTS)
        for row, formula in enumerate(formulas or RIGHT):
            sheet.write_formula(row, 2, formula, None, WRONG)
    return target.getvalue()


ENGINES = [
    pytest.param(engines.recalculate_betteroffice, id="betteroffice"),
    pytest.param(engines.recalculate_ironcalc, id="ironcalc"),
    pytest.param(
        engines.recalculate_libreoffice,
        id="libreoffice",
        marks=pytest.mark.oracle("libreoffice"),
    ),
]


def test_cached_gives_the_wrong_values_in_the_file() -> None:
    assert engines.cached(workbook()) == dict.fromkeys(EXPECTED, WRONG)


def test_cached_reads_every_type() -> None:
    target = io.BytesIO()
    stored = [1.5, "tekst", True, False, "#N/A"]
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for row, value in enumerate(stored):
            sheet.write_formula(row, 0, "=1", None, value)
    found = engines.cached(target.getvalue())
    assert list(found.values()) == stored
    assert [type(value) for value in found.values()] == [type(value) for value in stored]


@pytest.mark.parametrize("recalculate", ENGINES)
def test_each_engine_recalculates(recalculate: Engine) -> None:
    expected = EXPECTED | OWN_ERRORS.get(recalculate, {})
    assert engines.compare(recalculate(workbook()), expected, booleans_as_numbers=True) == []


@pytest.mark.parametrize("recalculate", ENGINES)
def test_each_engine_reads_what_openpyxl_writes(recalculate: Engine) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"] = 4, "=A1+1"
    target = io.BytesIO()
    book.save(target)
    assert engines.cached(target.getvalue()) == {("Sheet", "A2"): None}
    assert recalculate(target.getvalue()) == {("Sheet", "A2"): 5.0}


@pytest.mark.parametrize("recalculate", ENGINES)
def test_an_unknown_function_never_leaves_the_stored_value(recalculate: Engine) -> None:
    (found,) = recalculate(workbook(["=NIETBESTAAND(1)"])).values()
    assert found in {"#NAME?", engines.NOT_CALCULATED}


@pytest.mark.parametrize("formulas", [["=C2", "=C1"], ["=SUM($E$1:$F$100000)"] * 60])
def test_betteroffice_refuses_what_it_calculates_in_part(formulas: list[str]) -> None:
    with pytest.raises(engines.OracleError, match="betteroffice"):
        engines.recalculate_betteroffice(workbook(formulas))


@pytest.mark.oracle("libreoffice")
def test_libreoffice_goes_on_after_a_file_that_it_cannot_read() -> None:
    good = workbook()
    broken = engines._rewritten(
        good, lambda part, content: b"<" if part.endswith("sharedStrings.xml") else content
    )
    with pytest.raises(engines.OracleError):
        engines.LIBREOFFICE.to_pdf(Path("does-not-exist.xlsx"), Path("never.pdf"))
    engines.recalculate_libreoffice(broken)
    assert engines.recalculate_libreoffice(good)[SHEET, "C1"] == pytest.approx(6.1)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (1.0, 1.0 + 1e-6, False),
        (1.0, 1.0 + 1e-10, True),
        (0.0, 1e-10, True),
        (1e9, 1e9 + 0.1, True),
        (1e6, 1e6 + 0.1, False),
        (1, 1.0, True),
        ("", None, True),
        (0.0, None, False),
        (0.0, "", False),
        ("a", "A", False),
        ("1", 1.0, False),
        (True, True, True),
        (True, False, False),
        (True, 1.0, False),
        (False, None, False),
        ("#N/A", "#REF!", False),
    ],
)
def test_compare(a: engines.Value, b: engines.Value, same: bool) -> None:
    for one, other in ((a, b), (b, a)):
        lines = engines.compare({("Blad", "A1"): one}, {("Blad", "A1"): other})
        assert lines == ([] if same else [f"Blad!A1: {one!r} and {other!r}"])


def test_compare_takes_booleans_for_numbers_only_when_asked() -> None:
    a: Values = {("Blad", "A1"): True, ("Blad", "A2"): False}
    b: Values = {("Blad", "A1"): 1.0, ("Blad", "A2"): 1.0}
    assert len(engines.compare(a, b)) == 2
    assert engines.compare(a, b, booleans_as_numbers=True) == ["Blad!A2: False and 1.0"]


def test_compare_names_cells_of_only_one_side_in_reading_order() -> None:
    a: Values = {("Blad", "A10"): 1.0, ("Blad", "B2"): 1.0, ("Blad", "C2"): 1.0}
    b: Values = {("Blad", "C2"): 1.0, ("Ander", "A1"): 1.0}
    assert engines.compare(a, b) == [
        "Ander!A1: only in the second",
        "Blad!B2: only in the first",
        "Blad!A10: only in the first",
    ]


@pytest.mark.oracle("libreoffice", "pdftoppm")
def test_render_pages_of_a_workbook_and_a_document(tmp_path: Path) -> None:
    (tmp_path / "boek.xlsx").write_bytes(workbook())
    document = docx.Document()
    document.add_paragraph("een")
    document.add_page_break()
    document.add_paragraph("twee")
    document.save(str(tmp_path / "brief.docx"))
    assert len(engines.render_pages(tmp_path / "boek.xlsx", tmp_path / "uit")) == 1
    pages = engines.render_pages(tmp_path / "brief.docx", tmp_path / "uit")
    assert [page.name for page in pages] == ["brief-1.png", "brief-2.png"]
    assert all(page.read_bytes().startswith(b"\x89PNG") for page in pages)


@pytest.mark.oracle("ooxml-validator")
def test_the_validator_accepts_a_good_file_and_refuses_a_bad_one(tmp_path: Path) -> None:
    good = workbook()
    assert engines.validate_ooxml(good) == []
    docx.Document().save(str(tmp_path / "brief.docx"))
    assert engines.validate_ooxml((tmp_path / "brief.docx").read_bytes()) == []
    bad = engines._rewritten(
        good, lambda _, content: content.replace(b"<sheetData", b"<onzin/><sheetData")
    )
    assert engines.validate_ooxml(bad)
