"""Build a workbook from the declaration, empty or filled with a dossier.

XlsxWriter writes the file, with the results of its formulas where asked for. Same input, same
bytes: the creation date is given, never read from the clock.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from wijkexcel.dutch.plain import fitted
from wijkexcel.errors import StructureError
from wijkexcel.layout.declare import declare, resolve
from wijkexcel.layout.sheets.scorer import with_room_for
from wijkexcel.layout.sheets.settings import RUN_STEP, SETTINGS
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Here,
    Kind,
    Layout,
    Owner,
    Setting,
    Sheet,
    Table,
    a1,
)
from wijkexcel.look.house import PLAIN, House
from wijkexcel.look.palette import Palette, palette
from wijkexcel.model.dossier import Dossier
from wijkexcel.ooxml.cellvalue import escape_text
from wijkexcel.ooxml.charts import with_chart_values
from wijkexcel.workbook.building.paper import fit_to_paper, heading
from wijkexcel.workbook.building.results import store_results
from wijkexcel.workbook.building.sheet import Shared, Worksheet, runs_of
from wijkexcel.workbook.building.styles import BASE, Look, cell_styles, highlights, look_of
from wijkexcel.workbook.building.validation import column_validation, setting_validation
from wijkexcel.workbook.recalculate import recalculate
from wijkexcel.workbook.typed_cells import Plain, Rows, rows_of

PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
UNBOXED = {
    "tblOverzicht",
    "calcKeuze",
    "calcDomeinen",
    "tblBevindingen",
    "tblOntvangst",
    "tblLogboek",
}
WITHOUT_FILTER = {
    "tblStappen",
    "tblInstellingen",
    "tblControle",
    "tblRuimte",
    "tblStelEruit",
    "tblGroepen",
}


@dataclass
class _Builder:
    layout: Layout
    rows: Rows
    book: Any
    palette: Palette
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)
    shared: int = 0
    """Number of the last formula that several cells share."""

    @property
    def cells(self) -> dict[str, Look]:
        """Styles of loose cells by name."""
        return cell_styles(self.palette)

    def format(self, look: Look) -> Any:
        """Return one XlsxWriter format per look."""
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**BASE, **look})
        return self.formats[key]

    def write(self, sheet: Any, row: int, col: int, value: Plain, style: Any) -> None:
        """Write one value by its type; text never becomes a formula or a link."""
        if value is None:
            sheet.write_blank(row, col, None, style)
        elif isinstance(value, str):
            try:
                escape_text(value)
            except ValueError as error:
                message = f"Blad {sheet.name}, cel {a1(row, col)}: {error}."
                raise StructureError(message) from error
            sheet.write_string(row, col, value, style)
        elif isinstance(value, datetime | date):
            sheet.write_datetime(row, col, value, style)
        else:
            sheet.write_number(row, col, float(value), style)

    def write_cell(self, sheet: Any, cell: Cell) -> None:
        """Write a loose cell: text, number, formula or a link within the workbook."""
        style = self.format(self.cells[cell.style])
        if isinstance(cell.content, float):
            sheet.write_number(cell.row, cell.col, cell.content, style)
        elif cell.content.startswith("="):
            sheet.write_formula(cell.row, cell.col, resolve(cell.content, self.layout), style)
        elif cell.content.startswith("internal:"):
            target = cell.content.removeprefix("internal:'").removesuffix("'!A1").replace("''", "'")
            sheet.write_url(
                cell.row,
                cell.col,
                cell.content,
                style,
                f"Naar {target}",
                f"Ga naar het blad {target}",
            )
        else:
            sheet.write_string(cell.row, cell.col, cell.content, style)

    def write_table(self, sheet: Any, table: Table, taken: set[tuple[int, int]]) -> None:
        """Write header, ids, formulas and typed values; ``taken`` cells have loose content."""
        header = self.format(self.cells["header"])
        typed = self.rows.get(table.name, {})
        boxed = table.name not in UNBOXED
        plain = table.name.startswith("calc") and table.name not in UNBOXED
        for column in table.columns:
            sheet.write_string(table.header_row, table.col_of(column.key), column.header, header)
        styles = [
            (
                table.col_of(c.key),
                c,
                self.format(
                    self.cells["calc"]
                    if plain and c.kind is not Kind.SHARE
                    else look_of(c, self.palette, boxed=boxed)
                ),
            )
            for c in table.columns
        ]
        runs = runs_of(table)
        for i, row_id in enumerate(table.row_ids):
            row = table.first_row + i
            values = typed.get(row_id, {})
            here = Here(self.layout, table, i)
            for col, column, style in styles:
                if (row, col) in taken:
                    continue
                if column.spread:
                    pointer = Shared.of("=", "", self.shared)
                    sheet.write_formula(row, col, pointer, style)
                elif column.formula is not None:
                    formula = column.formula(here)
                    if col in runs:
                        self.shared += 1
                        area = f"{a1(row, col)}:{a1(row, runs[col])}"
                        formula = Shared.of(formula, area, self.shared)
                    sheet.write_formula(row, col, formula, style)
                elif column.owner is Owner.FIXED:
                    fixed = row_id if column.fixed is None else column.fixed(here)
                    self.write(sheet, row, col, values.get(column.key, fixed), style)
                else:
                    self.write(sheet, row, col, values.get(column.key), style)
        if table.list_object:
            columns = [{"header": c.header, "header_format": header} for c in table.columns]
            sheet.add_table(
                table.header_row,
                table.first_col,
                table.last_row,
                table.last_col,
                {
                    "name": table.name,
                    "columns": columns,
                    "style": None,
                    "autofilter": table.name not in WITHOUT_FILTER,
                },
            )
        for column in table.columns:
            if column.typed and table.name != "tblInstellingen":
                col = table.col_of(column.key)
                rule = column_validation(column, a1(table.first_row, col))
                sheet.data_validation(table.first_row, col, table.last_row, col, rule)

    def write_settings(self, sheet: Any, table: Table) -> None:
        """Write the settings: each value cell has its own format and limits."""
        typed = self.rows.get(table.name, {})
        col = table.col_of("value")
        for i, setting in enumerate((*SETTINGS, RUN_STEP)):
            row = table.first_row + i
            look = look_of(_as_column(setting), self.palette) | {"text_wrap": True, "align": "left"}
            value = typed.get(setting.field, {}).get("value")
            self.write(sheet, row, col, value, self.format(look))
            sheet.data_validation(row, col, row, col, setting_validation(setting))

    def write_sheet(self, spec: Sheet) -> None:
        """Write one sheet in full."""
        sheet = self.book.get_worksheet_by_name(spec.name)
        widths: dict[int, tuple[float, bool]] = {}
        for table in spec.tables:
            for column in table.columns:
                col = table.col_of(column.key)
                width, hidden = widths.get(col, (0.0, True))
                widths[col] = max(width, column.width), hidden and column.hidden
        for col, width in spec.col_widths.items():
            widths[col] = width, widths.get(col, (0.0, False))[1]
        for col, (width, hidden) in widths.items():
            sheet.set_column(col, col, width, None, {"hidden": hidden})
        for row, height in spec.row_heights.items():
            sheet.set_row(row, height)
        for row in spec.hidden_rows:
            sheet.set_row(row, None, None, {"hidden": True})
        if spec.title:
            sheet.write_string(0, 0, spec.title, self.format(self.cells["title"]))
            sheet.write_string(1, 0, spec.purpose, self.format(self.cells["intro"]))
            sheet.set_row(0, 28)
        taken = {(cell.row, cell.col) for cell in spec.cells}
        for table in spec.tables:
            if table.name == "tblInstellingen":
                col = table.col_of("value")
                settings = {(table.first_row + i, col) for i in range(len(table.row_ids))}
                self.write_table(sheet, table, taken | settings)
                self.write_settings(sheet, table)
            else:
                self.write_table(sheet, table, taken)
        for cell in spec.cells:
            self.write_cell(sheet, cell)
        for mark in spec.highlights:
            sheet.conditional_format(
                mark.first_row,
                mark.first_col,
                mark.last_row,
                mark.last_col,
                {
                    "type": "formula",
                    "criteria": mark.formula,
                    "format": self.book.add_format(highlights(self.palette)[mark.style]),
                },
            )
        self.finish(sheet, spec, widths)

    def finish(self, sheet: Any, spec: Sheet, widths: Mapping[int, tuple[float, bool]]) -> None:
        """Set view, print set-up and protection."""
        sheet.hide_gridlines(2)
        sheet.set_tab_color(str(self.palette.tab(spec.tab)))
        sheet.set_paper(8 if spec.paper == "A3" else 9)
        if spec.landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.set_header(heading(spec))
        sheet.set_footer("&R&10Bladzijde &P van &N")
        if spec.freeze:
            sheet.freeze_panes(*spec.freeze)
        if spec.begin:
            sheet.set_selection(*spec.begin, *spec.begin)
        if spec.repeat_rows:
            sheet.repeat_rows(*spec.repeat_rows)
        if spec.tables and not spec.hidden and not spec.grows:
            last_row = max(t.last_row for t in spec.tables)
            last_col = max(t.last_col for t in spec.tables)
            if spec.print_to:
                last_col = spec.tables[0].col_of(spec.print_to)
            sheet.print_area(0, 0, last_row, last_col)
            fit_to_paper(sheet, spec, widths, last_col)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.protect("", PROTECTION)
        if spec.hidden:
            sheet.hide()


def _as_column(setting: Setting) -> Column:
    return Column(setting.field, setting.label, setting.kind, Owner.USER, setting.help)


def build(
    dossier: Dossier | None = None,
    capacity: Capacity | None = None,
    *,
    created: date = date(2026, 1, 1),
    calculated: bool = False,
    house: House = PLAIN,
) -> bytes:
    """Build the workbook as bytes.

    Args:
        dossier: the values to fill in; None leaves every input empty.
        capacity: the amount of room.
        created: creation date in the document properties.
        calculated: whether to store the results of formulas; otherwise they have none yet (see
            ``recalculate``).
        house: the colour of the municipality; a workbook has no logo.

    Raises:
        KeyError: the dossier does not fit in the capacity.
        EngineError: it cannot be calculated.
    """
    layout = declare(capacity or Capacity())
    rows: Rows = {}
    if dossier is not None:
        layout, rows = with_room_for(layout, dossier), rows_of(dossier, layout)
    gemeente = dossier.settings.gemeente if dossier else ""
    wijk = dossier.settings.wijk if dossier else ""
    title = f"Keuzes over opgaven in {wijk}" if wijk else "Keuzes over te verbinden opgaven"
    return build_layout(
        layout,
        rows,
        title=title,
        author=gemeente,
        created=created,
        calculated=calculated,
        house=house,
    )


def build_layout(
    layout: Layout,
    rows: Rows,
    loose: Mapping[str, Mapping[tuple[int, int], tuple[str, str]]] | None = None,
    *,
    title: str,
    author: str,
    created: date,
    calculated: bool = False,
    house: House = PLAIN,
) -> bytes:
    """Build a workbook from any declaration, opening on its first sheet.

    Args:
        layout: its declaration.
        rows: values of table cells.
        loose: per sheet, text in cells outside tables (0-based row and column) with its style; it
            is always written as text.
        title: title in the document properties.
        author: author in the document properties.
        created: creation date in the document properties.
        calculated: whether to store the results of formulas, if there are not too many.
        house: the colour of the municipality; a workbook has no logo.

    Raises:
        EngineError: it cannot be calculated.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": title,
            "author": author or "wijkexcel",
            "comments": "",
            "created": datetime.combine(created, time()),
        }
    )
    book.set_calc_mode("auto")
    builder = _Builder(layout, rows, book, palette(house.colour))
    for spec in layout.sheets:
        book.add_worksheet(spec.name, Worksheet)
    for name, target in layout.names.items():
        book.define_name(name, f"={target}")
    for spec in layout.sheets:
        builder.write_sheet(spec)
    for name, cells in (loose or {}).items():
        sheet = book.get_worksheet_by_name(name)
        for (row, col), (text, style) in cells.items():
            builder.write(sheet, row, col, fitted(text), builder.format(builder.cells[style]))
    book.get_worksheet_by_name(layout.sheets[0].name).activate()
    results = store_results(book, layout.names) if calculated else None
    book.close()
    data = out.getvalue()
    if results is not None:
        return with_chart_values(data, results)
    return recalculate(data).data if calculated else data
