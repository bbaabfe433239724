"""The five functions bound to the workbook, as plain functions of an ``xlwings.Book``.

The same functions serve RunPython (Windows and Mac), the add-in's *Run main*, xlwings Server and
xlwings Lite. RunPython and *Run main* give them nothing: then the book is the one that called.
They report in the workbook: findings on *Bevindingen*, the result on *Start*.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from wijkexcel.errors import WijkexcelError
from wijkexcel.hosts import steps
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.output import place
from wijkexcel.hosts.steps import STEPS, Report, Run
from wijkexcel.hosts.who import who
from wijkexcel.layout.start import CHECK_LABELS, RUN_STEP, START
from wijkexcel.workbook.read import read

if TYPE_CHECKING:
    import xlwings as xw

__all__ = ["bereken", "besluit", "brief", "heroverweeg", "main", "valideer"]

RESULT = dict(CHECK_LABELS)["checked_result"]


def _run(book: "xw.Book", step: str) -> Report:
    """Run a step on the open workbook; say on Start what came of it."""
    port = LivePort(book)
    run = Run(when=datetime.now(), who=who())
    report = steps.run_step(step, port, run)
    made, words = place(report.documents, port.folder)
    if made or words:
        files = f"Opgeslagen: {', '.join(str(path) for path in made)}." if made else ""
        _say(book, " ".join([f"{step}: {report.message}", files, *words]).strip())
    return report


def _say(book: "xw.Book", text: str) -> bool:
    """Write a sentence in the result cell on Start, found by its label; tell whether it is there.

    ``text`` begins with a letter: nothing that a spreadsheet program reads as a formula.
    """
    if START not in [sheet.name for sheet in book.sheets]:
        return False
    sheet = book.sheets[START]
    last = sheet.used_range.last_cell.row
    labels = sheet.range((1, 1), (last, 1)).options(ndim=1).value
    if RESULT not in labels:
        return False
    sheet.range((labels.index(RESULT) + 1, 2)).value = text
    return True


def _called(book: "xw.Book | None") -> "xw.Book":
    """Return the book, or else the one from which Excel called."""
    if book is not None:
        return book
    from xlwings import Book  # noqa: PLC0415

    return Book.caller()


def _guarded(book: "xw.Book", step: str) -> None:
    """Run a step; say on Start what went wrong, or raise it where there is no Start."""
    try:
        _run(book, step)
    except WijkexcelError as error:
        if not _say(book, f"{step}: {error}"):
            raise


def valideer(book: "xw.Book | None" = None) -> None:
    """Controleer alles wat is ingevuld; de bevindingen komen op het blad Bevindingen."""
    _guarded(_called(book), "valideer")


def bereken(book: "xw.Book | None" = None) -> None:
    """Reken alle totalen na en vergelijk ze met het werkboek."""
    _guarded(_called(book), "bereken")


def heroverweeg(book: "xw.Book | None" = None) -> None:
    """Licht toe welke opgaven een tweede blik verdienen, en waarom."""
    _guarded(_called(book), "heroverweeg")


def besluit(book: "xw.Book | None" = None) -> None:
    """Vul lege besluiten met een voorstel en maak het besluitenblad."""
    _guarded(_called(book), "besluit")


def brief(book: "xw.Book | None" = None) -> None:
    """Maak de brief aan bewoners, of zeg wat er nog ontbreekt."""
    _guarded(_called(book), "brief")


def main(book: "xw.Book | None" = None) -> None:
    """Voer de stap uit die op het blad Start gekozen is."""
    book = _called(book)
    try:
        step = read(LivePort(book)).run_step.casefold()
    except WijkexcelError as error:
        if not _say(book, str(error)):
            raise
        return
    if step in STEPS:
        _guarded(book, step)
    else:
        _say(book, f"Kies op het blad Start bij '{RUN_STEP.label}' eerst een stap.")
