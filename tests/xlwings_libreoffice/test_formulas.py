"""Formulas in two spellings, with LibreOffice's own parser as the judge."""

import re
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.workbook.books import example_book
from wijkexcel.xlwings_libreoffice.address import letters, parse, quoted, written
from wijkexcel.xlwings_libreoffice.formulas import to_excel, to_office

BOTH = [
    ("=1+2", "=1+2"),
    ("=SUM(A1,B2:C3)", "=SUM(A1;B2:C3)"),
    ("=Sheet2!A1", "=$Sheet2.A1"),
    ("=SUM(Blad2!$A$1:$B$2)", "=SUM($Blad2.$A$1:$B$2)"),
    ("='Mijn blad'!A1&\"a,b;c!\"", "=$'Mijn blad'.A1&\"a,b;c!\""),
    ("='L''Amour'!A1", "=$'L''Amour'.A1"),
    ('=IF(A1="","x, ""y""",{1,2;3,4})', '=IF(A1="";"x, ""y""";{1;2|3;4})'),
    ('=COUNTIF(K5:P5,">-1E+99")*1.5', '=COUNTIF(K5:P5;">-1E+99")*1.5'),
    ("=STDEV.S(A1:A3)", "=STDEV.S(A1:A3)"),
    ("=FORMULATEXT(A1)", "=FORMULA(A1)"),
    ("=#REF!+#N/A", "=#REF!+#N/A"),
    ("=drempel.telt+'S01'!A1", "=drempel.telt+$'S01'.A1"),
    ("=SUM(A:A,1:2)", "=SUM(A:A;1:2)"),
]


@pytest.mark.parametrize(("excel", "office"), BOTH)
def test_a_formula_goes_to_and_fro(excel: str, office: str) -> None:
    assert to_office(excel) == office
    assert to_excel(office) == excel


def test_what_was_written_for_files_is_understood() -> None:
    assert to_office("=_xlfn.XLOOKUP(A1,B:B,C:C)") == "=XLOOKUP(A1;B:B;C:C)"
    assert to_excel("{=SUM(A1:A2*B1:B2)}") == "=SUM(A1:A2*B1:B2)"


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("A1", (0, 0, 0, 0)),
        ("$B$3:A1", (0, 0, 2, 1)),
        ("xfd1048576", (1048575, 16383, 1048575, 16383)),
        ("B:D", (0, 1, 1048575, 3)),
        ("3:2", (1, 0, 2, 16383)),
        ("A0", None),
        ("XFE1", None),
        ("A1:B2:C3", None),
        ("naam", None),
    ],
)
def test_addresses(text: str, box: tuple[int, int, int, int] | None) -> None:
    assert parse(text) == box
    if box:
        assert parse(written(box)) == box


def test_names_of_columns_and_sheets() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702, 16383)] == [
        *("A", "Z", "AA", "ZZ", "AAA", "XFD")
    ]
    assert [quoted(name) for name in ("Blad", "Mijn blad", "L'A", "A1", "2024")] == [
        *("Blad", "'Mijn blad'", "'L''A'", "'A1'", "'2024'")
    ]


@pytest.mark.oracle("libreoffice")
def test_every_formula_of_the_example_is_entered_as_it_was_read(
    app: xw.App, tmp_path: Path
) -> None:
    """Read in Excel's spelling, entered again, the sheet gives the same values and formulas."""
    (tmp_path / "wijk.xlsx").write_bytes(example_book())
    book = app.books.open(tmp_path / "wijk.xlsx")
    seen = 0
    for sheet in book.sheets:
        sheet.api.unprotect("")
        area = sheet.used_range
        formulas, values = area.formula, area.options(err_to_str=True, ndim=2).value
        cells = [
            (r, c)
            for r, row in enumerate(formulas)
            for c, text in enumerate(row)
            if text.startswith("=") and text != values[r][c]
        ]
        for r, c in cells[:: max(1, len(cells) // 20)]:
            area[r, c].formula = formulas[r][c]
            assert not re.search(r"[;|]|\.\$?[A-Z]", re.sub('"[^"]*"', "", formulas[r][c]))
            seen += 1
        assert area.formula == formulas
        # What lay in the file was calculated by another engine, which may differ in the last bit.
        assert _rounded(area.options(err_to_str=True, ndim=2).value) == _rounded(values)
    assert seen > 250


def _rounded(values: list[list[Any]]) -> list[list[Any]]:
    return [[round(v, 9) if isinstance(v, float) else v for v in row] for row in values]
