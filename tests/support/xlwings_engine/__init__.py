"""A live xlwings engine without Excel: `betteroffice_xlsx` calculates, xlwings does the talking.

It exists to run functions that take an `xlwings.Book` on any machine::

    with open_book("model.xlsx") as book:
        book.sheets["Invoer"]["B3"].value = 12
        assert book.sheets["Uitkomst"]["C9"].value == 24

Where xlwings on Windows shows through (error cells read as None, `=text` becomes a formula,
a locked cell on a protected sheet raises a COM error) this engine does as Excel does. What
Excel does and this engine cannot raises `NotImplementedError`; nothing is silently ignored
except the harmless switches of `App` (screen updating, alerts, calculation mode).

Structure comes from openpyxl once, at opening: styles, tables, names, protection. Those objects
also remember what is changed afterwards. Values and formulas live in the calculation engine only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike

import xlwings as xw

from tests.support.xlwings_engine.apps import ENGINE_NAME, Engine
from tests.support.xlwings_engine.errors import ComError, UncalculatedFormulaWarning
from tests.support.xlwings_engine.ranges import Range

__all__ = ["ComError", "Range", "UncalculatedFormulaWarning", "open_app", "open_book"]

_ENGINE = xw.Engine(impl=Engine())
if ENGINE_NAME not in [engine.name for engine in xw.engines]:
    xw.engines.add(_ENGINE)


@contextmanager
def open_app() -> Iterator[xw.App]:
    """Start an app of this engine and make it the one `xlwings` talks to."""
    before = xw.engines.active
    _ENGINE.activate()
    app = xw.App(visible=False, add_book=False)
    try:
        yield app
    finally:
        app.quit()
        xw.engines.active = before


@contextmanager
def open_book(path: str | PathLike[str]) -> Iterator[xw.Book]:
    """Open a workbook in an app of its own; both are gone afterwards, unsaved."""
    with open_app() as app:
        yield app.books.open(path)
