"""Calculate a workbook without a spreadsheet program, and store the results beside the formulas.

Excel shows the stored results in Protected View, and so do mail previews and phones. The engine is
young: tests compare it with two others, and every run compares its totals with Python's.
"""

from dataclasses import dataclass

import betteroffice_xlsx

from wijkexcel.errors import EngineError
from wijkexcel.layout.spec import a1
from wijkexcel.ooxml.cellvalue import unescape_text
from wijkexcel.ooxml.charts import with_chart_values
from wijkexcel.ooxml.edit import CachedValue, CellErrorText, apply_edits
from wijkexcel.workbook.affected import Affected, Cells
from wijkexcel.workbook.reading.source import FileSource

MOST_FORMULAS = 250_000
"""Above this the engine takes minutes and then fails; Excel itself does not."""

Results = dict[str, dict[str, CachedValue]]
"""Sheet -> cell -> result, for formula cells."""


@dataclass(frozen=True, slots=True)
class Recalculated:
    """A workbook with the results of all its formulas stored."""

    data: bytes
    complete: bool
    """False when the workbook is too large for the engine: results are then left out."""


def results_of(data: bytes) -> Results | None:
    """Calculate every formula cell; None when the workbook is too large for the engine.

    Raises:
        EngineError: the workbook cannot be calculated or has circular references.
    """
    source = FileSource(data)
    if source.has_more_formulas_than(MOST_FORMULAS):
        return None
    found = {sheet: source.specials(sheet).formulas for sheet in source.sheet_names}
    return _calculated(source.for_engine() or data, found)


def results_after(before: FileSource, written: Cells, data: bytes) -> Results | None:
    """Calculate every formula cell that the writing can have changed; None when those are too many.

    Args:
        before: the workbook before it was written to, with the right results stored in it.
        written: the cells that were written.
        data: the workbook after it.

    Raises:
        EngineError: the workbook cannot be calculated or has circular references.
    """
    sheets = {sheet: before.formulas(sheet) for sheet in before.sheet_names}
    formulas = Affected(sheets, before.names())
    found = formulas.by(written)
    if sum(map(len, found.values())) > MOST_FORMULAS:
        return None
    copy = FileSource(data).for_engine(found, formulas.looked_at(found))
    return {} if copy is None or not found else _calculated(copy, found)


def _calculated(copy: bytes, found: Cells) -> Results | None:
    """What the engine makes of these formula cells of a workbook."""
    try:
        book = betteroffice_xlsx.Workbook.open_recalculated(copy)
        calculation = book.last_calculation()
    except betteroffice_xlsx.XlsxError as error:
        message = (
            "Het werkboek is niet door te rekenen. Open het in Excel of LibreOffice, sla het op "
            "als .xlsx en probeer het opnieuw."
        )
        raise EngineError(message) from error
    if calculation.cycles:
        message = "Er zit een kringverwijzing in het werkboek. Zoek die in Excel en haal hem weg."
        raise EngineError(message)
    if calculation.limited:
        return None
    results: Results = {}
    for sheet, spots in found.items():
        places = sorted(spots)
        if places:
            read = book[sheet]
            results[sheet] = {
                name: _result(read[name]) for name in (a1(row, col) for row, col in places)
            }
    return results


def _result(value: object) -> CachedValue:
    """A result as read from its cell; the engine does not decode the escapes in texts."""
    if value is None:
        return ""
    if isinstance(value, str):
        return unescape_text(value)
    if isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return float(value)
    return CellErrorText(str(value))


def recalculate(data: bytes) -> Recalculated:
    """Store the result of every formula beside it.

    Raises:
        EngineError: the workbook cannot be calculated or has circular references.
    """
    results = results_of(data)
    if results is None:
        return Recalculated(data, complete=False)
    return Recalculated(with_results(data, results), complete=True)


def with_results(data: bytes, results: Results) -> bytes:
    """Store results beside their formulas, and in the charts that draw them."""
    return with_chart_values(apply_edits(data, [], results), results)
