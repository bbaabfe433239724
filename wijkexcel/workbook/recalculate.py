"""Calculate a workbook without a spreadsheet program, and store the results beside the formulas.

Excel shows the stored results in Protected View, and so do mail previews and phones. The engine is
young: tests compare it with two others, and every run compares its totals with Python's.
"""

from collections.abc import Set
from dataclasses import dataclass

from wijkexcel.layout.spec import a1
from wijkexcel.ooxml.charts import with_chart_values
from wijkexcel.ooxml.edit import CachedValue, apply_edits
from wijkexcel.workbook.affected import Affected, Cells
from wijkexcel.workbook.calculating.engine import MOST_FORMULAS, calculated
from wijkexcel.workbook.reading.source import FileSource

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
    found, seen = _affected(before, written)
    if sum(map(len, found.values())) > MOST_FORMULAS:
        return None
    copy = FileSource(data).for_engine(found, seen)
    return {} if copy is None or not found else _calculated(copy, found)


def _affected(before: FileSource, written: Cells) -> tuple[Cells, Set[str] | None]:
    """The formula cells that the writing can have changed, and the sheets that they look at."""
    sheets = {sheet: before.formulas(sheet) for sheet in before.sheet_names}
    formulas = Affected(sheets, before.names())
    found = formulas.by(written)
    before.forget_formulas()
    return found, formulas.looked_at(found)


def _calculated(copy: bytes, found: Cells) -> Results | None:
    """What the engine makes of these formula cells of a workbook."""
    results = calculated(copy, found)
    if results is None:
        return None
    return {
        sheet: {a1(*spot): result for spot, result in cells.items()}
        for sheet, cells in results.items()
    }


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
