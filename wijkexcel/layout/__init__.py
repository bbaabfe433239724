"""The one declaration of the workbook: sheets, tables, columns, formulas, lists."""
