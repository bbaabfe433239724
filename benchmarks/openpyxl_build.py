"""The workbook of ``workbook.building.build``, from the same declaration, written by openpyxl.

Same cells, formats, validations, tables, names, conditional formats, print set-up, protection and
chart (``same_books`` checks that), so that the times differ only by the writing library.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.openpyxl_looks import Looks, highlight_rule, validation
from wijkexcel.layout.declare import declare, resolve
from wijkexcel.layout.sheets.settings import RUN_STEP, SETTINGS
from wijkexcel.layout.sheets.start import START
from wijkexcel.layout.spec import (
    Capacity,
    Cell,
    Column,
    Here,
    Kind,
    Layout,
    Owner,
    Sheet,
    Table,
    a1,
)
from wijkexcel.look.palette import palette
from wijkexcel.model.dossier import Dossier
from wijkexcel.workbook.building.build import UNBOXED, WITHOUT_FILTER
from wijkexcel.workbook.building.styles import Look, cell_styles, look_of
from wijkexcel.workbook.building.validation import column_validation, setting_validation
from wijkexcel.workbook.typed_cells import Plain, Rows, rows_of


@dataclass
class _Builder:
    layout: Layout
    rows: Rows
    book: openpyxl.Workbook
    looks: Looks

    def put(self, sheet: Worksheet, row: int, col: int, value: Plain, look: Look) -> Any:
        """Write one value; text that begins with '=' stays text."""
        cell: Any = sheet.cell(row + 1, col + 1)
        if value is not None:
            cell.value = float(value) if isinstance(value, int) else value
            if cell.data_type == "f":
                cell.data_type = "s"
        self.looks.give(cell, look)
        return cell

    def put_formula(self, sheet: Worksheet, row: int, col: int, text: str, look: Look) -> None:
        """Write one formula."""
        cell: Any = sheet.cell(row + 1, col + 1)
        cell.value = text
        self.looks.give(cell, look)

    def put_cell(self, sheet: Worksheet, cell: Cell) -> None:
        """Write a loose cell."""
        look = cell_styles(palette())[cell.style]
        if isinstance(cell.content, str) and cell.content.startswith("="):
            text = resolve(cell.content, self.layout)
            self.put_formula(sheet, cell.row, cell.col, text, look)
        elif isinstance(cell.content, str) and cell.content.startswith("internal:"):
            target = cell.content.split("'")[1]
            link = self.put(sheet, cell.row, cell.col, f"Naar {target}", look)
            link._hyperlink = Hyperlink(
                ref=link.coordinate,
                location=cell.content.removeprefix("internal:"),
                tooltip=f"Ga naar het blad {target}",
            )
            sheet._hyperlinks.append(link._hyperlink)  # type: ignore[attr-defined]
        else:
            self.put(sheet, cell.row, cell.col, cell.content, look)

    def put_table(self, sheet: Worksheet, table: Table, taken: set[tuple[int, int]]) -> None:
        """Write header, ids, formulas and typed values of a table, and its validations."""
        typed = self.rows.get(table.name, {})
        boxed, plain = table.name not in UNBOXED, table.name.startswith("calc")
        for column in table.columns:
            col = table.col_of(column.key)
            self.put(sheet, table.header_row, col, column.header, cell_styles(palette())["header"])
        looks = [
            (
                table.col_of(c.key),
                c,
                cell_styles(palette())["calc"]
                if plain and c.kind is not Kind.SHARE
                else look_of(c, palette(), boxed=boxed),
            )
            for c in table.columns
        ]
        for i, row_id in enumerate(table.row_ids):
            row = table.first_row + i
            values = typed.get(row_id, {})
            here = Here(self.layout, table, i)
            for col, column, look in looks:
                if (row, col) in taken:
                    continue
                if column.formula is not None:
                    self.put_formula(sheet, row, col, column.formula(here), look)
                else:
                    fixed = column.owner is Owner.FIXED
                    value = row_id if fixed else values.get(column.key)
                    self.put(sheet, row, col, value, look)
        if table.list_object:
            _add_table(sheet, table)
        for column in table.columns:
            if column.typed and table.name != "tblInstellingen":
                made = validation(column_validation(column))
                col = table.col_of(column.key)
                made.add(f"{a1(table.first_row, col)}:{a1(table.last_row, col)}")
                sheet.add_data_validation(made)

    def put_settings(self, sheet: Worksheet, table: Table) -> None:
        """Write the settings."""
        typed = self.rows.get(table.name, {})
        col = table.col_of("value")
        for i, setting in enumerate((*SETTINGS, RUN_STEP)):
            row = table.first_row + i
            column = Column(setting.field, setting.label, setting.kind, Owner.USER, setting.help)
            look = look_of(column, palette()) | {"text_wrap": True, "align": "left"}
            self.put(sheet, row, col, typed.get(setting.field, {}).get("value"), look)
            made = validation(setting_validation(setting))
            made.add(a1(row, col))
            sheet.add_data_validation(made)

    def put_sheet(self, spec: Sheet) -> None:
        """Write one sheet in full."""
        sheet = self.book[spec.name]
        _set_sizes(sheet, spec)
        if spec.title:
            self.put(sheet, 0, 0, spec.title, cell_styles(palette())["title"])
            self.put(sheet, 1, 0, spec.purpose, cell_styles(palette())["intro"])
        taken = {(cell.row, cell.col) for cell in spec.cells}
        for table in spec.tables:
            if table.name == "tblInstellingen":
                col = table.col_of("value")
                values = {(table.first_row + i, col) for i in range(len(table.row_ids))}
                self.put_table(sheet, table, taken | values)
                self.put_settings(sheet, table)
            else:
                self.put_table(sheet, table, taken)
        for cell in spec.cells:
            self.put_cell(sheet, cell)
        for mark in spec.highlights:
            area = f"{a1(mark.first_row, mark.first_col)}:{a1(mark.last_row, mark.last_col)}"
            sheet.conditional_formatting.add(area, highlight_rule(mark.style, mark.formula))
        _finish(sheet, spec)


def _add_table(sheet: Worksheet, table: Table) -> None:
    corners = a1(table.header_row, table.first_col), a1(table.last_row, table.last_col)
    made: Any = ExcelTable(displayName=table.name, name=table.name, ref=":".join(corners))
    made._initialise_columns()
    for column, declared in zip(made.tableColumns, table.columns, strict=True):
        column.name = declared.header
    wanted = table.name not in WITHOUT_FILTER
    made.autoFilter = AutoFilter(ref=made.ref) if wanted else None
    sheet.add_table(made)


def _set_sizes(sheet: Worksheet, spec: Sheet) -> None:
    widths: dict[int, tuple[float, bool]] = {}
    for table in spec.tables:
        for column in table.columns:
            col = table.col_of(column.key)
            width, hidden = widths.get(col, (0.0, True))
            widths[col] = max(width, column.width), hidden and column.hidden
    for col, width in spec.col_widths.items():
        widths[col] = width, widths.get(col, (0.0, False))[1]
    for col, (width, hidden) in widths.items():
        dimension = sheet.column_dimensions[get_column_letter(col + 1)]
        dimension.width, dimension.hidden = width, hidden
    for row, height in {**spec.row_heights, 0: 28}.items():
        sheet.row_dimensions[row + 1].height = height


def _finish(sheet: Any, spec: Sheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.tabColor = spec.colour.removeprefix("#")
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = 8 if spec.paper == "A3" else 9
    sheet.page_setup.orientation = "landscape" if spec.landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.HeaderFooter.oddHeader.left.text = "wijkexcel"
    sheet.HeaderFooter.oddHeader.right.text = "&A"
    sheet.HeaderFooter.oddFooter.right.text = "Bladzijde &P van &N"
    if spec.freeze:
        sheet.freeze_panes = a1(*spec.freeze)
    if spec.repeat_rows:
        sheet.print_title_rows = f"{spec.repeat_rows[0] + 1}:{spec.repeat_rows[1] + 1}"
    if spec.tables and not spec.hidden and not spec.grows:
        last_row = max(t.last_row for t in spec.tables)
        last_col = max(t.last_col for t in spec.tables)
        if spec.print_to:
            last_col = spec.tables[0].col_of(spec.print_to)
        sheet.print_area = f"A1:{a1(last_row, last_col)}"
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.autoFilter = protection.sort = False
    if spec.hidden:
        sheet.sheet_state = "hidden"


def build_with_openpyxl(
    dossier: Dossier | None,
    capacity: Capacity,
    *,
    shared: bool,
    created: date = date(2026, 1, 1),
) -> bytes:
    """Build the workbook as ``workbook.building.build`` does; ``shared``: see ``Looks``."""
    layout = declare(capacity)
    rows = rows_of(dossier, layout) if dossier is not None else {}
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for spec in layout.sheets:
        book.create_sheet(spec.name)
    if dossier is not None:
        book.properties.title = f"Keuzes over opgaven in {dossier.settings.wijk}"
        book.properties.creator = dossier.settings.gemeente
    book.properties.created = datetime.combine(created, time())
    for name, target in layout.names.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    builder = _Builder(layout, rows, book, Looks(book.worksheets[0], shared=shared))
    for spec in layout.sheets:
        builder.put_sheet(spec)
    book.active = layout.sheets.index(layout.sheet(START))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
