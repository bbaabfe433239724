"""Features of the program with the open workbook beyond the interface of xlwings.

The engine for LibreOffice has these (``libreoffice/book.py``). For other programs there is an
approximation, or nothing has to be done.
"""

import os
import tempfile
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from wijkexcel.dutch.commands import as_typed
from wijkexcel.errors import FileError, WijkexcelError

BY_HAND = "rekent-met-de-hand"
READ_ONLY = (
    "Het werkboek is geopend als alleen-lezen, dus er kan niets in worden geschreven. Er is niets "
    "veranderd. Misschien heeft een ander het open, of mag u in die map niets bewaren. Sla het op "
    "onder een andere naam (Bestand > Opslaan als) en kies de opdracht daar opnieuw."
)
_UNSETTLED = (
    "In cel {} staat iets dat nog niet klaar is, of dat daar niet mag. Druk op Enter of Esc, kijk "
    "wat er in de cel staat en kies de opdracht opnieuw. Er is niets veranderd."
)
_LOCKED = (
    "Het programma kan niet schrijven in een cel die beveiligd is. Er is niets veranderd. Laat "
    f"'{as_typed('bijwerken')}' lopen, of zet het blad terug uit een eerdere versie. ({{}})"
)
_CLOSED = (
    "{} is gesloten terwijl de opdracht liep, dus misschien is niet alles geschreven. Open "
    "het werkboek en kies de opdracht opnieuw."
)


def check_writable(book: Any) -> None:
    """Refuse a workbook that is open read-only.

    Raises:
        FileError: it is.
    """
    if getattr(book.impl, "read_only", False):
        raise FileError(READ_ONLY)


def settle(book: Any) -> None:
    """Complete the cell entry in progress, so that it counts.

    Raises:
        Exception: the program's own, where the cell rejects the entry.
    """
    if hasattr(book.impl, "settle"):
        book.impl.settle()


def together(book: Any, title: str | None) -> AbstractContextManager[None]:
    """Group the changes made meanwhile into one action, where possible: see ``takes_back``.

    ``title`` names it in the undo list; None keeps it out of that list.
    """
    held: AbstractContextManager[None] = (
        book.impl.together(title) if takes_back(book) else nullcontext()
    )
    return held


def takes_back(book: Any) -> bool:
    """Whether the program writes all or nothing, and can undo it."""
    return hasattr(book.impl, "together")


def switches(book: Any) -> frozenset[str]:
    """The calculation settings of the workbook, by the codes of ``workbook.switches``."""
    if hasattr(book.impl, "calculates"):
        codes = (BY_HAND, "rekent-zoals-getoond", "rekent-in-een-kring")
        return frozenset(c for c, on in zip(codes, book.impl.calculates, strict=True) if on)
    try:
        return frozenset({BY_HAND} if book.app.calculation == "manual" else ())
    except Exception:  # each program has its own error for unknown settings
        return frozenset()


def table_sheets(book: Any) -> dict[str, str]:
    """Sheet of each table by the table's name; empty where the program has no table objects."""
    if hasattr(book.impl, "table_sheets"):
        return dict(book.impl.table_sheets())
    try:
        return {table.name: sheet.name for sheet in book.sheets for table in sheet.tables}
    except (AttributeError, NotImplementedError):
        return {}


def contents(book: Any, sheet: str) -> str | None:
    """A mark of the values of a sheet, another once one of them changed; None if there is none."""
    return str(book.impl.contents(sheet)) if hasattr(book.impl, "contents") else None


def formulas(area: Any) -> dict[tuple[int, int], str]:
    """The texts that begin with ``=`` by row and column: formulas, and elsewhere typed ones too."""
    if hasattr(area.impl, "formula_texts"):
        return dict(area.impl.formula_texts())
    texts = area.formula
    rows = ((texts,),) if isinstance(texts, str) else texts
    return {
        (r, c): text
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if isinstance(text, str) and text.startswith("=")
    }


def can_calculate(book: Any) -> bool:
    """Whether it can be made to calculate: not from a server, nor from xlwings Lite."""
    return bool(book.app.engine.name != "remote")


def calculate(book: Any) -> None:
    """Calculate all formulas again."""
    if hasattr(book.impl, "calculate"):
        book.impl.calculate()
    else:
        book.app.calculate()


def turn(book: Any, address: str, who: str, step: str) -> AbstractContextManager[Any]:
    """Lock this workbook against other steps, until this one is done.

    For a workbook that was never saved, the lock is in the folder for temporary files.

    Raises:
        WorkbookLockedError: on entering: another step is using it.
    """
    if not can_calculate(book):
        return nullcontext()
    lock = import_module("wijkexcel.files.lock")  # not in the browser: it locks files
    path = Path(address)
    if not (path.is_absolute() and path.parent.is_dir()):
        user = os.getuid() if hasattr(os, "getuid") else ""
        mark = sha256(f"{user}|{address}".encode()).hexdigest()[:16]
        path = Path(tempfile.gettempdir()) / f"wijkexcel-{mark}"
    claimed: AbstractContextManager[Any] = lock.claimed(path, who, step, open_here=True)
    return claimed


def in_words(error: Exception) -> WijkexcelError | None:
    """The meaning of a program's error for the user; None for an unknown error."""
    kind = getattr(error, "kind", "")
    if kind == "readonly":
        return FileError(READ_ONLY)
    if kind == "unsettled":
        return FileError(_UNSETTLED.format(error))
    if kind == "protected":
        return FileError(_LOCKED.format(error))
    if kind in {"closed", "gone"}:
        return FileError(_CLOSED.format("Het werkboek" if kind == "closed" else "LibreOffice"))
    return None
