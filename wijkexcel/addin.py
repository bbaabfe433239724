"""What can be done from the open workbook, as plain functions of an ``xlwings.Book``.

The five functions serve RunPython (Windows and Mac), the add-in's *Run main*, xlwings Server and
xlwings Lite. Verdelen and verzamelen need folders, which the last two have not. RunPython and
*Run main* give them nothing: then the book is the one that called. They report in the workbook:
findings on *Bevindingen*, what came back on *Ontvangst*, the result on *Start*.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wijkexcel.dutch.lists import commas
from wijkexcel.errors import FileError, WijkexcelError
from wijkexcel.hosts import steps
from wijkexcel.hosts.live import LivePort, result_line
from wijkexcel.hosts.output import place
from wijkexcel.hosts.steps import Run
from wijkexcel.hosts.who import who
from wijkexcel.layout.start import POST_STEPS, RUN_STEP, RUN_STEPS, START
from wijkexcel.workbook.read import read

if TYPE_CHECKING:
    import xlwings as xw

__all__ = [
    "bereken",
    "besluit",
    "brief",
    "herinner",
    "heroverweeg",
    "main",
    "valideer",
    "verdeel",
    "verzamel",
]

NO_FOLDERS = (
    "Dat kan hier niet, want xlwings Lite en xlwings Server hebben geen mappen. Open het werkboek "
    "op een computer met wijkexcel, in Excel of LibreOffice, en kies de stap daar."
)


def _run(book: "xw.Book", step: str) -> None:
    """Run a step on the open workbook; say on Start what came of it."""
    run = Run(when=datetime.now(), who=who())
    if step in POST_STEPS:
        _say(book, result_line(step, _by_mail(book, step, run)))
        return
    port = LivePort(book)
    report = steps.run_step(step, port, run)
    file = Path(port.address)
    made, words = place(report.documents, port.folder, file if file.is_file() else None)
    if made or words:
        files = f"Opgeslagen: {commas(map(str, made))}." if made else ""
        _say(book, " ".join([f"{step}: {report.message}", files, *words]).strip())


def _by_mail(book: "xw.Book", step: str, run: Run) -> str:
    """Run a step of the round trip by mail; returns what came of it.

    Raises:
        FileError: there are no folders here.
    """
    if book.app.engine.name == "remote":
        raise FileError(NO_FOLDERS)
    # Here only: in the browser (xlwings Lite) some of what it needs is not there.
    from wijkexcel import addin_post  # noqa: PLC0415

    work: Callable[[xw.Book, Run], str] = getattr(addin_post, step)
    return work(book, run)


def _say(book: "xw.Book", text: str) -> bool:
    """Write a sentence in the result cell on Start; tell if it stands there.

    Where it stands there already it is left: a step that saved the workbook wrote it before that,
    and a workbook that is written to again counts as not saved.

    ``text`` begins with a letter: nothing that a spreadsheet program reads as a formula.
    """
    cell = LivePort(book).result_cell
    if cell is None:
        return False
    place = book.sheets[START][cell]
    try:
        if place.value != text:
            place.value = text
    except Exception:  # each program has its own for a workbook that is read-only
        return False
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


def verdeel(book: "xw.Book | None" = None) -> None:
    """Maak voor elke deelnemer een werkboek en een mail, in een nieuwe map naast het werkboek."""
    _guarded(_called(book), "verdeel")


def herinner(book: "xw.Book | None" = None) -> None:
    """Maak een herinnering voor elke deelnemer die nog niet alles invulde."""
    _guarded(_called(book), "herinner")


def verzamel(book: "xw.Book | None" = None) -> None:
    """Haal binnen wat in de map antwoorden staat, naast het werkboek."""
    _guarded(_called(book), "verzamel")


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
    if step in RUN_STEPS:
        _guarded(book, step)
    else:
        _say(book, f"Kies op het blad Start bij '{RUN_STEP.label}' eerst een stap.")
