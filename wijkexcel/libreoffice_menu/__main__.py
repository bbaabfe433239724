"""What an entry of the menu runs, as ``python start.py STEP ID FOLDER``.

Runs a step on the workbook with that id in the LibreOffice with that folder of settings, and tells
in a window how it ended.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import xlwings as xw

from wijkexcel import addin
from wijkexcel.errors import WijkexcelError
from wijkexcel.hosts import libreoffice
from wijkexcel.hosts.libreoffice.book import Book
from wijkexcel.hosts.live import RESULT
from wijkexcel.layout.start import RUN_STEPS, START


def profile_of(address: str) -> Path:
    """The folder of a profile from the address of its part ``user``."""
    path = url2pathname(urlparse(address).path)
    return Path(path).parent


def run(book: xw.Book, step: str) -> str:
    """Run a step on a workbook; returns what to tell the user."""
    if START not in book.sheet_names:
        return f"'{book.name}' is geen werkboek van wijkexcel: het blad {START} ontbreekt."
    try:
        getattr(addin, step)(book)
    except WijkexcelError as error:
        return f"{step}: {error}"
    rows = book.sheets[START].used_range.options(ndim=2).value
    said = [row[1] for row in rows if len(row) > 1 and row[0] == RESULT]
    return str(said[0]) if said else f"{step}: klaar."


def main(words: Sequence[str]) -> None:
    """Do what the menu asks."""
    step, uid, address = words
    if step not in RUN_STEPS:
        sys.exit(f"{step} is geen stap")
    libreoffice.register(activate=True)
    app = libreoffice.attach(profile_of(address))
    app.status_bar = f"wijkexcel: bezig met {step}"
    try:
        text = run(xw.Book(impl=Book(app.impl, uid)), step)
    except xw.XlwingsError as error:
        text = f"{step}: het werkboek kon niet worden gelezen of beschreven: {error}"
    finally:
        app.status_bar = False
    app.alert(text, "wijkexcel")


if __name__ == "__main__":
    main(sys.argv[1:])
