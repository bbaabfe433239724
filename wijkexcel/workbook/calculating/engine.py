"""The calculation engine: formulas of a workbook go in, their results come out."""

from collections.abc import Iterable, Mapping

import betteroffice_xlsx

from wijkexcel.errors import EngineError
from wijkexcel.layout.spec import a1
from wijkexcel.ooxml.cellvalue import CachedValue, CellErrorText, unescape_text
from wijkexcel.workbook.places import Spot

MOST_FORMULAS = 250_000
"""Above this the engine takes minutes and then fails; Excel itself does not."""

Spots = Mapping[str, Iterable[Spot]]
"""Cells by the name of their sheet."""


def calculated(copy: bytes, spots: Spots) -> dict[str, dict[Spot, CachedValue]] | None:
    """Return what these formula cells give; None when the workbook is too large.

    Raises:
        EngineError: the workbook cannot be calculated or has circular references.
    """
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
    found: dict[str, dict[Spot, CachedValue]] = {}
    for sheet, places in spots.items():
        in_order = sorted(places)
        if in_order:
            read = book[sheet]
            found[sheet] = {spot: _result(read[a1(*spot)]) for spot in in_order}
    return found


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
