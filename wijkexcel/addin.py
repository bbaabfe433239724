"""The functions for the open workbook, as plain functions of an ``xlwings.Book``.

The five functions serve RunPython (Windows and Mac), the add-in's *Run main*, xlwings Server and
xlwings Lite. Verdelen and verzamelen need folders, which the last two do not have. RunPython and
*Run main* pass no argument: then the book is the calling one. They report in the workbook: findings
on *Bevindingen*, returned files on *Ontvangst*, the result on *Start*.
"""

import contextlib
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path

import xlwings as xw

from wijkexcel.dutch.lists import commas
from wijkexcel.errors import FileError, WijkexcelError, WorkbookChangedError
from wijkexcel.hosts import live_program as program
from wijkexcel.hosts.live import LivePort, result_line, title_of
from wijkexcel.hosts.who import who
from wijkexcel.layout.sheets.settings import POST_STEPS, RUN_STEP, RUN_STEPS
from wijkexcel.steps import five as steps
from wijkexcel.steps.output import place
from wijkexcel.steps.report import Run
from wijkexcel.workbook.reading.read import read

__all__ = [
    "ambitie",
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
    "op een computer met wijkexcel, in Excel of LibreOffice, en kies de opdracht daar."
)
_TIMES = 3
"""Number of times that a step restarts because a user typed meanwhile."""


def _run(book: "xw.Book", step: str, run: Run) -> None:
    """Run a step on the open workbook; show the result on Start.

    If a user typed meanwhile, nothing was written and it restarts.
    """
    work = _in_mails if step in POST_STEPS else _in_workbook
    for _ in range(_TIMES - 1):
        with contextlib.suppress(WorkbookChangedError):
            work(book, step, run)
            return
    work(book, step, run)


def _in_workbook(book: "xw.Book", step: str, run: Run) -> None:
    port = LivePort(book, title_of(step))
    port.begin()
    try:
        report = steps.run_step(step, port, run)
        file = Path(port.address)
        made, words = place(report.documents, port.folder, file if file.is_file() else None)
    except WijkexcelError:
        port.take_back()
        raise
    if made or words:
        files = f"Opgeslagen: {commas(map(str, made))}." if made else ""
        port.say(" ".join([f"{step}: {report.message}", files, *words]).strip())


def _in_mails(book: "xw.Book", step: str, run: Run) -> None:
    said = _by_mail(book, step, run)
    LivePort(book).say(result_line(step, said))


def _by_mail(book: "xw.Book", step: str, run: Run) -> str:
    """Run a step of the round trip by mail; returns its result.

    Raises:
        FileError: there are no folders here.
    """
    if book.app.engine.name == "remote":
        raise FileError(NO_FOLDERS)
    # Imported here: in the browser (xlwings Lite) some of its requirements are missing.
    work: Callable[[xw.Book, Run], str] = getattr(import_module("wijkexcel.post.open_book"), step)
    return work(book, run)


def _called(book: "xw.Book | None") -> "xw.Book":
    """Return the book, or else the one from which Excel called."""
    if book is not None:
        return book
    return xw.Book.caller()


def carry_out(book: "xw.Book", step: str) -> bool:
    """Run a step, and show failures on Start.

    Returns:
        Whether the step was done.

    Raises:
        WijkexcelError: the failure cannot be shown there.
    """
    run = Run(when=datetime.now(), who=who())
    try:
        with program.turn(book, LivePort(book).address, run.who, step):
            return _told(book, step, run)
    except Exception as error:
        known = program.in_words(error)
        if known is None:
            raise
        raise known from error


def _told(book: "xw.Book", step: str, run: Run) -> bool:
    try:
        _run(book, step, run)
    except Exception as error:
        known = error if isinstance(error, WijkexcelError) else program.in_words(error)
        if known is None or not LivePort(book).say(f"{step}: {known}"):
            raise
        return False
    return True


def valideer(book: "xw.Book | None" = None) -> None:
    """Controleer alles wat is ingevuld; de bevindingen komen op het blad Bevindingen."""
    carry_out(_called(book), "valideer")


def verdeel(book: "xw.Book | None" = None) -> None:
    """Maak voor elke deelnemer een werkboek en een mail, in een nieuwe map naast het werkboek."""
    carry_out(_called(book), "verdeel")


def herinner(book: "xw.Book | None" = None) -> None:
    """Maak een herinnering voor elke deelnemer die nog niet alles invulde."""
    carry_out(_called(book), "herinner")


def verzamel(book: "xw.Book | None" = None) -> None:
    """Haal binnen wat in de map antwoorden staat, naast het werkboek."""
    carry_out(_called(book), "verzamel")


def bereken(book: "xw.Book | None" = None) -> None:
    """Reken alle totalen na en vergelijk ze met het werkboek."""
    carry_out(_called(book), "bereken")


def heroverweeg(book: "xw.Book | None" = None) -> None:
    """Licht toe welke opgaven een tweede blik verdienen, en waarom."""
    carry_out(_called(book), "heroverweeg")


def besluit(book: "xw.Book | None" = None) -> None:
    """Vul lege besluiten met een voorstel en maak het besluitenblad."""
    carry_out(_called(book), "besluit")


def brief(book: "xw.Book | None" = None) -> None:
    """Maak de brief aan bewoners, of zeg wat er nog ontbreekt."""
    carry_out(_called(book), "brief")


def ambitie(book: "xw.Book | None" = None) -> None:
    """Maak de bladzijde voor de gezamenlijke ambitie, of zeg wat er nog ontbreekt."""
    carry_out(_called(book), "ambitie")


def main(book: "xw.Book | None" = None) -> None:
    """Voer de opdracht uit die op het blad Start gekozen is."""
    book = _called(book)
    try:
        step = read(LivePort(book)).run_step.casefold()
    except WijkexcelError as error:
        if not LivePort(book).say(str(error)):
            raise
        return
    if step in RUN_STEPS:
        carry_out(book, step)
    else:
        LivePort(book).say(f"Kies op het blad Start bij '{RUN_STEP.label}' eerst een opdracht.")
