"""A chart has the values and names of its cells, for whoever looks without calculating."""

import io

import xlsxwriter

from tests.renew.renewing import with_parts
from tests.support.charts import drawn
from tests.support.dossiers import changed, with_settings
from tests.workbook.books import calculated, empty_book, layout_for, small
from wijkexcel.model.records import Answer, Reconsideration
from wijkexcel.ooxml.package import Package
from wijkexcel.workbook.reading.source import FileSource
from wijkexcel.workbook.recalculate import recalculate


def columns(data: bytes) -> dict[str, tuple[str | None, ...]]:
    """What the chart of Overzicht draws, by the key of the column."""
    keys = {"bar_high": "F", "bar_added": "G", "bar_other": "H"}
    letters = {"C": "name", "E": "line"} | {letter: key for key, letter in keys.items()}
    return {letters[each.cells[0][1][0]]: each.points for each in drawn(data)}


def test_the_chart_draws_names_totals_and_the_agreed_score() -> None:
    found = columns(calculated(small()))
    assert found == {
        "name": ("opgave O02", "opgave O01", "opgave O03"),
        "bar_high": ("3.58", None, None),
        "bar_added": (None, None, None),
        "bar_other": (None, "3.38", "1.83"),
        "line": ("3.5", "3.5", "3.5"),
    }


def test_what_was_added_after_the_second_look_has_bars_of_its_own() -> None:
    """Also with its own words in the line above the table, behind what is high enough."""
    added = Reconsideration(opgave="O01", answer=Answer.ADD, why="Anders gaat het niet door.")
    data = calculated(changed(small(), reconsiderations=(added,)))
    found = columns(data)
    assert found["bar_high"] == ("3.58", None, None)
    assert found["bar_added"] == (None, "3.38", None)
    assert found["bar_other"] == (None, None, "1.83")
    header = layout_for(small()).tables["tblOverzicht"].header_row
    assert FileSource(data).grid("Overzicht")[header - 1][0] == (
        "Om te overwegen: O01 (toegevoegd), O02."
    )


def test_nothing_is_drawn_of_what_is_not_there() -> None:
    assert {point for points in columns(empty_book()).values() for point in points} == {None}


def test_without_an_agreed_score_there_is_no_line() -> None:
    found = columns(calculated(with_settings(small(), threshold=None)))
    assert set(found["line"]) == {None}
    assert None not in found["bar_other"]


def test_a_chart_of_ones_own_gets_the_results_and_keeps_what_was_typed() -> None:
    """Also from a sheet with a quote in its name, and whatever its program stored before."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Ria's blad (1)")
        sheet.write_column("A1", ["typed", 2.5])
        sheet.write_formula("A3", "=ROUND(4.725,2)", None, 0)
        sheet.write_formula("B1", '="een"', None, "oud")
        sheet.write_formula("B2", '=""', None, "oud")
        sheet.write_formula("B3", '="<drie>"', None, "oud")
        chart = book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "values": ["Ria's blad (1)", 0, 0, 2, 0],
                "values_data": [7, 2.5, 0],
                "categories": ["Ria's blad (1)", 0, 1, 2, 1],
                "categories_data": ["oud", "oud", ""],
            }
        )
        sheet.insert_chart("D2", chart)
    names, values = drawn(recalculate(target.getvalue()).data)
    assert names.points == ("een", None, "<drie>")
    assert values.points == ("7", "2.5", "4.73")


def test_a_chart_of_which_no_value_changed_keeps_its_very_bytes() -> None:
    """Also where the program that made it stores more than we would: an error, and 2.0 for 2."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Blad")
        sheet.write_formula("A1", "=NA()", None, "#N/A")
        sheet.write_formula("A2", "=1+1", None, 2)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": ["Blad", 0, 0, 1, 0], "values_data": [7, 2]})
        sheet.insert_chart("D2", chart)
    part = "xl/charts/chart1.xml"
    made = Package(target.getvalue()).read(part)
    for old, new in (b">7<", b">#N/A<"), (b">2<", b">2.0<"):
        assert old in made
        made = made.replace(old, new)
    done = recalculate(with_parts(target.getvalue(), {part: made})).data
    assert Package(done).read(part) == made
