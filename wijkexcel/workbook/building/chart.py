"""The chart of the totals on sheet Overzicht."""

from typing import Any

from wijkexcel.layout.sheets.overview import CHART_BARS, CHART_ROWS
from wijkexcel.layout.spec import Layout
from wijkexcel.look.colour import WHITE
from wijkexcel.look.palette import Palette


def add_chart(book: Any, layout: Layout, palette: Palette) -> None:
    """Draw the totals in order, with the threshold as a line."""
    table = layout.tables["tblOverzicht"]
    last = table.first_row + min(len(table.row_ids), CHART_BARS) - 1

    def area(key: str) -> list[Any]:
        col = table.col_of(key)
        return [table.sheet, table.first_row, col, last, col]

    chart = book.add_chart({"type": "column"})
    line = book.add_chart({"type": "line"})
    names = area("name")
    # Hatched, so that what was added after the second look differs in black too.
    added = {
        "pattern": "dark_upward_diagonal",
        "fg_color": str(palette.bar_added),
        "bg_color": str(WHITE),
    }
    bars: tuple[tuple[str, dict[str, Any]], ...] = (
        ("bar_high", {"fill": {"color": str(palette.bar)}}),
        ("bar_added", {"pattern": added}),
        ("bar_other", {"fill": {"color": str(palette.bar_other)}}),
    )
    for key, look in bars:
        series = {"name": table.column(key).header, "categories": names, "values": area(key)}
        chart.add_series({**series, **look, "gap": 60, "overlap": 100})
    line.add_series(
        {
            "name": "Afgesproken score",
            "categories": names,
            "values": area("line"),
            "line": {"color": str(palette.threshold), "width": 2.25, "dash_type": "dash"},
        }
    )
    chart.combine(line)
    chart.set_title(
        {
            "name": "Totaal per opgave en de afgesproken score",
            "name_font": {"size": 12},
            "overlay": False,
        }
    )
    chart.set_y_axis(
        {
            "major_gridlines": {"visible": True, "line": {"color": str(palette.line)}},
            "num_format": "0.0",
        }
    )
    chart.set_x_axis({"num_font": {"rotation": -45, "size": 9}})
    chart.set_legend({"position": "top"})
    chart.show_hidden_data()
    chart.set_size({"width": 1120, "height": 20 * CHART_ROWS})
    sheet = book.get_worksheet_by_name(table.sheet)
    sheet.insert_chart(
        3,
        0,
        chart,
        {
            "description": "Staafgrafiek: het totaal van elke opgave, van hoog naar laag, met "
            "een lijn op de afgesproken score. Aan de staaf ziet u of een opgave hoog genoeg is, "
            "of toegevoegd na de tweede blik. Dezelfde cijfers staan in de tabel eronder.",
            "object_position": 3,
        },
    )
