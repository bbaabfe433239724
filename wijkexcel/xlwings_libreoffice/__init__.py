"""LibreOffice as an engine for xlwings: the same scripts, on Linux, Windows and Mac.

After registering it once, ``xlwings`` talks to LibreOffice::

    import xlwings as xw
    from wijkexcel import xlwings_libreoffice as libreoffice

    libreoffice.register()
    book = xw.Book("wijk.xlsx")              # in the running LibreOffice, or a new one
    book.sheets["Blad"]["A1"].value = [["a", 1], ["b", 2]]

See ``README.md`` beside this file for what works, what differs from Excel, and how it reaches
LibreOffice. The package imports nothing from the rest of the program.
"""

from pathlib import Path

import xlwings as xw

from .connection import ClosedError, GoneError, ProtectedError, ReadOnlyError, UnsettledError
from .engine import NAME, Engine

__all__ = [
    "NAME",
    "ClosedError",
    "GoneError",
    "ProtectedError",
    "ReadOnlyError",
    "UnsettledError",
    "attach",
    "register",
]


def register(*, activate: bool | None = None) -> xw.Engine:
    """Add the engine to xlwings; registering twice changes nothing.

    Args:
        activate: let ``xw.Book``, ``xw.App`` and ``xw.apps`` use LibreOffice from now on. By
            default: only where xlwings has no other active engine, so not beside Excel.
    """
    known = [engine for engine in xw.engines if engine.name == NAME]
    engine = known[0] if known else xw.Engine(impl=Engine())
    if not known:
        xw.engines.add(engine)
    if activate or (activate is None and xw.engines.active is None):
        engine.activate()
    return engine


def attach(profile: Path | None = None) -> xw.App:
    """The running LibreOffice, by the folder of its profile: the user's own if left out.

    ``quit`` and ``kill`` do not end it: it was not started here.

    Raises:
        XlwingsError: none runs with that profile, or it does not answer.
    """
    return xw.App(impl=register().impl.apps.attach(profile))
