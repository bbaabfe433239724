"""A chart has the values and names of its cells, for whoever looks without calculating."""

import io

import xlsxwriter

from tests.renew.renewing import with_parts
from tests.support.charts import drawn
from wijkexcel.ooxml.package import Package
from wijkexcel.workbook.recalculate import recalculate


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
