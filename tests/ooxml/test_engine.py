"""The engine counts as Excel does: ROUND on 15 digits, a half away from zero; text as text."""

import io
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.renew.renewing import with_parts
from tests.support import engines
from tests.support.engines import Values
from tests.workbook.books import example_book
from wijkexcel.ooxml import engine
from wijkexcel.ooxml.engine import spelled_out
from wijkexcel.ooxml.package import Package
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate, results_of


def stored(formulas: list[str], typed: str = "") -> list[engines.Value]:
    """What is stored for formulas on a sheet of somebody's own; ``typed`` stands in A1."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Eigen blad")
        sheet.write_string("A1", typed)
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 1, formula, None, "")
    values = engines.cached(recalculate(target.getvalue()).data)
    return [values["Eigen blad", f"B{row}"] for row in range(1, len(formulas) + 1)]


def excels_round(number: float, digits: int) -> float:
    """ROUND as Excel documents it: on 15 digits, a half away from zero; in decimal arithmetic."""
    return float(Decimal(f"{number:.14e}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


HALVES = st.tuples(st.integers(-99_999, 99_999), st.sampled_from([2, 9])).map(
    lambda pair: (float(Decimal(pair[0] * 10 + 5).scaleb(-pair[1] - 1)), pair[1])
)
OTHERS = st.tuples(st.floats(-1e5, 1e5), st.integers(-2, 9))


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(HALVES | OTHERS, min_size=200, max_size=400))
def test_round_is_excels(numbers: list[tuple[float, int]]) -> None:
    found = stored([f"=ROUND({number!r},{digits})" for number, digits in numbers])
    assert found == [excels_round(*pair) for pair in numbers]


def test_every_total_of_two_marks_that_is_a_half_rounds_up() -> None:
    numbers = [k / 200 for k in range(201, 1001, 2)]
    found = stored([f"=ROUND({number!r},2)" for number in numbers])
    assert found == [float(Decimal(k + 1).scaleb(-2) / 2) for k in range(201, 1001, 2)]


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=IF(ROUND(1.005,2)=1.01,ROUND(ROUND(2.675,2)-0.01,2),0)", 2.67),
        ("=SUMPRODUCT(ROUND({4.725,1.005},2))", 5.74),
        ('="ROUND(4.725,2) is "&ROUND(4.725,2)', "ROUND(4.725,2) is 4.73"),
        ("=10-ROUND(4.725,2)^2", 10 - 4.73**2),
        ("=-ROUND(-1.005,2)", 1.01),
        ("=ROUNDDOWN(ROUND(4.725,2),1)", 4.7),
        ('=IFERROR(ROUND("x",2),"geen getal")', "geen getal"),
    ],
)
def test_round_stands_anywhere_in_a_formula_of_ones_own(formula: str, result: object) -> None:
    (found,) = stored([formula])
    assert found == (pytest.approx(result, abs=1e-12) if isinstance(result, float) else result)


@pytest.mark.parametrize(
    ("formula", "spelled"),
    [
        (b"ROUND(A1,2)", b"--FIXED(A1,2,TRUE)"),
        (b"ROUND('a (b'!A1,MAX(1,2))", b"--FIXED('a (b'!A1,MAX(1,2),TRUE)"),
        (b"ROUND(t[x, (y]],2)", b"--FIXED(t[x, (y]],2,TRUE)"),
        (b"IF(A1=&quot;ROUND(&quot;,ROUND(1,2))", b"IF(A1=&quot;ROUND(&quot;,--FIXED(1,2,TRUE))"),
        (b"ROUNDUP(A1,2)+MROUND(A1,2)", b"ROUNDUP(A1,2)+MROUND(A1,2)"),
        (b"ROUND(A1)", b"ROUND(A1)"),
        (b'"ROUND(A1,2)"', b'"ROUND(A1,2)"'),
    ],
)
def test_only_round_itself_is_spelled_out(formula: bytes, spelled: bytes) -> None:
    assert spelled_out(formula) == spelled


@cache
def example_values() -> Values:
    return engines.cached(example_book())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param((b"<si><t", b"</t></si>"), (b"<si>\n  <t", b"</t>\n </si>"), id="in lines"),
        pytest.param(
            (b"<si><t>", b"</t></si>"),
            (b"<si>\t<r>\r\n <t>", b"</t>\n</r></si>"),
            id="as rich text",
        ),
    ],
)
def test_white_space_between_the_parts_of_a_string_is_no_text(
    old: tuple[bytes, bytes], new: tuple[bytes, bytes]
) -> None:
    part = "xl/sharedStrings.xml"
    strings = Package(example_book()).read(part)
    for was, now in zip(old, new, strict=True):
        strings = strings.replace(was, now)
    done = recalculate(with_parts(example_book(), {part: strings})).data
    assert engines.cached(done) == example_values()


def test_spaces_that_were_typed_stay() -> None:
    assert stored(['="<"&A1&">"'], "  twee  ") == ["<  twee  >"]


def test_shared_formulas_that_are_too_long_together_stand_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The engine refuses a workbook whose shared formulas take more than 33 million signs."""
    data = example_book()
    before = results_of(data)
    monkeypatch.setattr(engine, "MOST_SHARED", 0)
    copy = FileSource(data).for_engine()
    assert copy is not None
    in_full, shared = FileSource(copy), FileSource(data)
    scores = Package(data)
    parts = [p for p in scores.names() if b't="shared"' in scores.read(p)]
    assert len(parts) == 1
    assert b't="shared"' not in Package(copy).read(parts[0])
    assert in_full.formulas("Scores") == shared.formulas("Scores")
    assert results_of(data) == before
