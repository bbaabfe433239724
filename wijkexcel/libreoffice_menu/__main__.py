"""The program behind a menu entry, run as ``python start.py STEP ID FOLDER``.

Runs a step on the workbook with that id in the LibreOffice with that settings folder, and always
reports the result in a window over it.
"""

import contextlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb
from urllib.parse import urlparse
from urllib.request import url2pathname

import xlwings as xw

from wijkexcel import addin
from wijkexcel import xlwings_libreoffice as libreoffice
from wijkexcel.errors import WijkexcelError
from wijkexcel.hosts.live import LivePort
from wijkexcel.hosts.live_program import in_words
from wijkexcel.layout.sheets.settings import POST_STEPS, RUN_STEPS
from wijkexcel.libreoffice_menu.extension import TITLE, tell_url
from wijkexcel.xlwings_libreoffice import programs
from wijkexcel.xlwings_libreoffice.book import Book

UNSAVED = "Het werkboek is nog niet opgeslagen. Wilt u dit bewaren? Sla het dan zelf op."
FINDINGS = "Kijk op het blad Bevindingen: daar staat wat er te doen is."
NO_ANSWER = (
    "De opdracht {} is niet begonnen: het programma krijgt geen verbinding met LibreOffice. Is op "
    "Linux het pakket python3-uno geplaatst? Sluit anders LibreOffice, open het werkboek opnieuw "
    "en kies de opdracht nog eens. ({})"
)
DEFECT = (
    "Dat lukt niet, door een fout in het programma zelf. Controleer uw werkboek voordat u verder "
    "werkt, en meld dit bij de makers: {}"
)


def profile_of(address: str) -> Path:
    """The folder of a profile, from the URL of its part ``user``."""
    path = url2pathname(urlparse(address).path)
    return Path(path).parent


def run(book: xw.Book, step: str) -> str:
    """Run a step on a workbook; always returns a message for the user."""
    try:
        done = addin.carry_out(book, step)
        port = LivePort(book)
        said = str(port.checked("checked_result") or f"{step}: klaar.")
        if not done or step in POST_STEPS:
            return said
        found = any(port.checked(key) for key in ("checked_errors", "checked_warnings"))
        return "\n\n".join([said, *([FINDINGS] if found else []), UNSAVED])
    except Exception as error:  # without a window the user would not know
        return f"{step}: {_explained(error)}"


def _explained(error: Exception) -> str:
    known = error if isinstance(error, WijkexcelError) else in_words(error)
    if known is not None:
        return str(known)
    *_, last = extract_tb(error.__traceback__)
    where = f"{Path(last.filename).name}, regel {last.lineno}"
    return DEFECT.format(f"{type(error).__name__} {error}, {where}")


def main(words: Sequence[str]) -> None:
    """Carry out the menu entry."""
    step, uid, address = words
    if step not in RUN_STEPS:
        sys.exit(f"{step} is geen opdracht")
    libreoffice.register(activate=True)
    profile = profile_of(address)
    try:
        app = libreoffice.attach(profile)
        app.status_bar = f"wijkexcel: bezig met {step}"
        book = xw.Book(impl=Book(app.impl, uid))
        name = book.name
    except xw.XlwingsError as error:
        _tell_from_outside(profile, NO_ANSWER.format(step, error))
        return
    text = run(book, step)
    with contextlib.suppress(xw.XlwingsError):  # there is nowhere left to report it
        app.status_bar = False
        book.impl.tell(f"{name}\n\n{text}", f"{TITLE}: {name}")


def _tell_from_outside(profile: Path, text: str) -> None:
    """Let LibreOffice show a message without a connection to it."""
    place = [] if profile == programs.profile() else [f"-env:UserInstallation={profile.as_uri()}"]
    with contextlib.suppress(OSError, xw.XlwingsError):
        subprocess.run([programs.soffice(), *place, tell_url(text)], check=False)


if __name__ == "__main__":
    main(sys.argv[1:])
