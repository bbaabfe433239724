"""Conditional formats: for statuses, rows in use, and rows with a finding."""

from wijkexcel.layout.formulas import marked
from wijkexcel.layout.spec import (
    FINDING_STYLES,
    Highlight,
    Table,
    column_name,
)
from wijkexcel.rules.threshold import Status


def status_marks(table: Table, key: str = "status") -> tuple[Highlight, ...]:
    """Colour the status; the word in the cell carries the meaning."""
    col = table.col_of(key)
    cell = f"${column_name(col)}{table.first_row + 1}"
    area = (table.first_row, col, table.last_row, col)
    styles = (
        (Status.REACHES, "good"),
        (Status.PROVISIONALLY_REACHES, "good_light"),
        (Status.PROVISIONALLY_FALLS_SHORT, "short_light"),
        (Status.FALLS_SHORT, "short"),
        (Status.NOT_SCORED, "open"),
        (Status.NOT_AGREED, "open"),
    )
    return tuple(
        Highlight(*area, f'={cell}="{word}"', style, "het woord in de cel zelf")
        for word, style in styles
    )


def filled_rows(table: Table) -> Highlight:
    """Draw lines only in rows that are in use, so that unused rows print as white paper."""
    cell = f"${column_name(table.col_of('name'))}{table.first_row + 1}"
    area = (table.first_row, table.first_col, table.last_row, table.last_col)
    return Highlight(*area, f'={cell}<>""', "row", "geen betekenis, alleen lijnen")


def finding_marks(table: Table) -> tuple[Highlight, ...]:
    """Make the marks on cells with findings of the last check."""
    columns = [i for i, c in enumerate(table.columns) if c.typed]
    if not columns:
        return ()
    first, last = table.first_col + columns[0], table.first_col + columns[-1]
    place = table.first_row, first, table.last_row, last
    return tuple(
        Highlight(
            *place,
            marked(
                table.name,
                table.first_row,
                table.header_row,
                column_name(first),
                column_name(table.col_of("id")),
                severity,
            ),
            style,
            "kolom Controle",
        )
        for severity, style in FINDING_STYLES
    )
