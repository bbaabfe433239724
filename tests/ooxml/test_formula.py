"""What a formula says, however a program writes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkexcel.layout.declare import declare, resolve
from wijkexcel.layout.spec import Capacity, Here
from wijkexcel.ooxml.cellvalue import Area
from wijkexcel.ooxml.formula import UnsoundError, from_ods, pieces_of
from wijkexcel.ooxml.meaning import meaning


def said(formula: str) -> object:
    """What it says in a cell of sheet S01."""
    return meaning(formula, lambda sheet, area: ((sheet or "S01").casefold(), area))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SUM('S02'!$A$1:$B$9)", "sum(S02!A1:B9)"),
        ("A1", "'s01'!$A$1"),
        ("B9:A1", "A1:B9"),
        ("IF(TRUE(),1,FALSE())", "IF( TRUE , 1,FALSE )"),
        ("A1+1E-9", "A1+0.000000001"),
        ("A1+1E-9", "A1+9.99999999999999999981e-10"),
        ("A1*5%", "A1*0.05"),
        ("1-(2+3)*A1", "(1)-((2+3)*A1)"),
        ("(A1+A2)+A3", "A1+A2+A3"),
        ('"x ""y"" $A$1"&A1', '"x ""y"" $A$1" & A1'),
        ("RANK(A1,A1:A9)", "_xlfn.RANK.EQ(A1,A1:A9)"),
        ("IFS(A1,1)", "_xlfn.IFS(A1,1)"),
        ("Drempel_telt", "drempel_telt"),
        ("IF(A1,,2)", "IF(A1, ,2)"),
        ("SUM({1,2;3,4})", "SUM({1, 2; 3, 4})"),
        ("+A1", "A1"),
    ],
)
def test_the_same_written_otherwise(one: str, other: str) -> None:
    assert said(one) == said(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A1", "A2"),
        ("A1", "S02!A1"),
        ("A1:A9", "A1:A8"),
        ("A1-(A2-A3)", "A1-A2-A3"),
        ("A1<A2", "A1<=A2"),
        ("SUM(A1,A2)", "SUM(A1:A2)"),
        ("SUM(A1)", "SUMA(A1)"),
        ('"a"', '"A"'),
        ('"1"', "1"),
        ("1E-9", "1E-8"),
        ("-A1", "A1"),
        ("IF(A1,1)", "IF(A1,1,)"),
        ("A1 A2", "A1"),
        ("#REF!", "#N/A"),
        ("(A1,A2)", "A1"),
    ],
)
def test_something_else(one: str, other: str) -> None:
    assert said(one) != said(other)


@pytest.mark.parametrize("formula", ["", "A1+", "SUM(A1", "A1)", '"x', "'S01!A1", "((", "A1 1"])
def test_what_cannot_be_read(formula: str) -> None:
    with pytest.raises(UnsoundError):
        said(formula)


def test_what_is_nested_too_deep_or_too_long_is_not_read() -> None:
    for formula in ("(" * 5_000 + "1" + ")" * 5_000, "-" * 5_000 + "1", "1+" * 5_000 + "1"):
        with pytest.raises(UnsoundError):
            said(formula)


@pytest.mark.parametrize(
    ("ods", "xlsx"),
    [
        ("of:=SUM([.A1:.B2];[$S01.$A$1])", "SUM(A1:B2,S01!$A$1)"),
        ("of:=IF([$'S 01'.A1]=\"[.A1];x\";{1;2|3;4};)", "IF('S 01'!A1=\"[.A1];x\",{1,2;3,4},)"),
        ("of:=[$Lijsten.A1:$Lijsten.A3]", "Lijsten!A1:A3"),
        ("of:=[.#REF!]+drempel", "#REF!+drempel"),
        ("msoxl:=SUM(A1,2)", "SUM(A1,2)"),
    ],
)
def test_the_notation_of_ods(ods: str, xlsx: str) -> None:
    assert said(from_ods(ods)) == said(xlsx)


@given(st.text("A1$:!'\"()[]{},;+-<>=& .#%E", max_size=30))
def test_pieces_are_the_whole_formula_and_nothing_else_can_happen(text: str) -> None:
    try:
        assert "".join(piece.text for piece in pieces_of(text)) == text
        said(text)
    except UnsoundError:
        pass


def test_every_declared_formula_can_be_read() -> None:
    layout = declare(Capacity(2, 2, 2, 2, 2))
    for sheet in layout.sheets:
        for table in sheet.tables:
            for column in table.columns:
                if column.formula is not None:
                    said(column.formula(Here(layout, table, 1))[1:])
        for cell in sheet.cells:
            if isinstance(cell.content, str) and cell.content.startswith("="):
                said(resolve(cell.content, layout)[1:])


def test_a_reference_is_what_it_resolves_to() -> None:
    found: list[tuple[str | None, Area]] = []
    meaning("SUM(A:A,S02!2:3,$B$4)", lambda *of: found.append(of))
    assert [sheet for sheet, _ in found] == [None, "S02", None]
    assert [str(area) for _, area in found] == ["A1:A1048576", "A2:XFD3", "B4"]
