"""A workbook."""

import datetime as dt
import os
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .names import Names
from .native import Native
from .sheets import Sheets

if TYPE_CHECKING:
    from .app import App


_FRESH_SECONDS = 0.2


class Book(base_classes.Book):
    """An open workbook, known by the id that LibreOffice gave it."""

    def __init__(self, app: "App", uid: str) -> None:
        self._app = app
        self.uid = uid

    def call(self, operation: str, *arguments: Any) -> Any:
        """Do an operation on this workbook."""
        return self._app.connection.call(operation, self.uid, *arguments)

    @property
    def api(self) -> Native:
        """The workbook in LibreOffice."""
        return Native(self._app.connection, "books", self.uid)

    def json(self) -> dict[str, Any]:
        """Not for a program on the desktop."""
        raise NotImplementedError

    @property
    def app(self) -> "App":
        """The LibreOffice it is open in."""
        return self._app

    def _place(self) -> tuple[str, str]:
        """Name and full name; xlwings asks them a dozen times to write one value."""
        known = self._app.places
        until, place = known.get(self.uid, (0.0, ("", "")))
        if time.monotonic() > until:
            name, fullname = self.call("books.place")
            place = str(name), str(fullname)
            known[self.uid] = time.monotonic() + _FRESH_SECONDS, place
        return place

    @property
    def name(self) -> str:
        """File name; the title of the window while it was never saved."""
        return self._place()[0]

    @property
    def fullname(self) -> str:
        """Path; the title while it was never saved, an address when it is not on this machine."""
        return self._place()[1]

    @cached_property
    def zero(self) -> dt.datetime:
        """The day that counts as 0."""
        return dt.datetime(*self.call("books.null_date"))

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its names, also those of single sheets."""
        return Names(self)

    def activate(self) -> None:
        """Bring it to the front."""
        self.call("books.activate")

    def close(self) -> None:
        """Close without saving."""
        self.call("books.close")
        self._app.places.pop(self.uid, None)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save; the end of the name says the format (.xlsx, .ods, ...).

        Raises:
            XlwingsError: it is read-only or cannot be written.
        """
        self.call("books.save", os.path.realpath(path) if path else None, password)
        self._app.places.pop(self.uid, None)

    def to_pdf(self, path: str, quality: str) -> None:
        """Write it as PDF."""
        del quality
        self.call("books.export_pdf", path)
