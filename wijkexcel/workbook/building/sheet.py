"""A worksheet as XlsxWriter writes it, with formulas as they are; a row can share one."""

from collections.abc import Sequence
from typing import Any

import xlsxwriter.worksheet

from wijkexcel.layout.spec import Table


class Shared(str):
    """A formula of several cells side by side: it stands in the first, the others point to it."""

    area: str
    """All those cells; empty in all but the first, where the text is not written either."""
    number: int

    @classmethod
    def of(cls, formula: str, area: str, number: int) -> "Shared":
        """Make the formula of one cell; ``number`` tells which formula of the sheet it is."""
        shared = cls(formula.removeprefix("=") or "0")
        shared.area, shared.number = area, number
        return shared


class Worksheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]
    """A worksheet that writes formulas unchanged, and shared formulas once per row.

    XlsxWriter runs thirty substitutions over every formula to add the prefixes that functions newer
    than Excel 2010 need in the file; our formulas have none (a test's lint checks that), and
    without these a workbook is built four times as fast.
    """

    @staticmethod
    def _prepare_formula(formula: str, expand_future_functions: bool = False) -> str:
        del expand_future_functions
        return formula if isinstance(formula, Shared) else formula.removeprefix("=")

    def _xml_formula_element(
        self, formula: str, result: Any, attributes: Sequence[tuple[str, Any]] = ()
    ) -> None:
        if not isinstance(formula, Shared):
            super()._xml_formula_element(formula, result, attributes)
            return
        cell = "".join(f' {key}="{value}"' for key, value in attributes)
        said = f't="shared" si="{formula.number}"/>'
        if formula.area:
            text = self._escape_data(str(formula))
            said = f't="shared" ref="{formula.area}" si="{formula.number}">{text}</f>'
        self.fh.write(f"<c{cell}><f {said}<v>{self._escape_data(result)}</v></c>")


def runs_of(table: Table) -> dict[int, int]:
    """From the first to the last column, for columns of which the first holds the formula."""
    runs: dict[int, int] = {}
    first = 0
    for column in table.columns:
        col = table.col_of(column.key)
        if column.spread:
            runs[first] = col
        else:
            first = col
    return runs
