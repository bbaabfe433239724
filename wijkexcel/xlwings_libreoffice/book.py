"""A workbook."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .complete import complete
from .names import Names
from .native import Native
from .sheets import Sheets

if TYPE_CHECKING:
    from .app import App


_FRESH_SECONDS = 0.2


@complete
class Book(base_classes.Book):
    """An open workbook, identified by the id that LibreOffice gave it."""

    def __init__(self, app: "App", uid: str) -> None:
        self._app = app
        self.uid = uid
        self._held: list[tuple[Any, ...]] | None = None

    def call(self, operation: str, *arguments: Any) -> Any:
        """Do an operation on this workbook."""
        if self._held is not None and operation == "cells.write":
            self._held.append(arguments)
            return None
        return self._app.connection.call(operation, self.uid, *arguments)

    # --- beyond the interface of xlwings ----------------------------------------------------

    @contextmanager
    def together(self, title: str | None) -> Iterator[None]:
        """Hold values written meanwhile, and write all of them at the end, or none.

        Args:
            title: name of the single undo step for the user; None keeps it out of the undo list.
        """
        held: list[tuple[Any, ...]] = []
        self._held = held
        try:
            yield
        finally:
            self._held = None
        if held:
            self.call("work.write", title, tuple(held))

    def take_back(self, title: str) -> bool:
        """Undo the last write under this title; False when something was done after it."""
        return bool(self.call("work.take_back", title))

    def settle(self) -> None:
        """Complete the editing of a cell, as Enter does, so that the entry counts.

        Raises:
            UnsettledError: the cell rejects the entry.
        """
        self.call("work.settle")

    @property
    def calculates_by_hand(self) -> bool:
        """Whether it only calculates on request."""
        return self.calculates[0]

    @property
    def calculates(self) -> tuple[bool, bool, bool]:
        """Whether it calculates only on request, with precision as shown, and iteratively."""
        by_hand, as_shown, circles = self.call("work.settings")
        return by_hand, as_shown, circles

    def calculate(self) -> None:
        """Recalculate all its formulas."""
        self.call("work.calculate")

    def contents(self, sheet: str) -> str:
        """A mark of the values of a sheet: another once one of them changed."""
        return str(self.call("work.contents", sheet))

    def table_sheets(self) -> dict[str, str]:
        """Sheet of each table by the table's name: one call, where each sheet needs its own."""
        return dict(self.call("tables.places"))

    @property
    def read_only(self) -> bool:
        """Whether it is open read-only."""
        return bool(self.call("work.read_only"))

    def tell(self, text: str, title: str) -> None:
        """Show a message in a window over it, and wait until it is closed."""
        self.call("work.tell", text, title)

    @property
    def api(self) -> Native:
        """The workbook in LibreOffice."""
        return Native(self._app.connection, "books", self.uid)

    def json(self) -> dict[str, Any]:
        """Not available for a desktop program."""
        raise NotImplementedError

    @property
    def app(self) -> "App":
        """The LibreOffice it is open in."""
        return self._app

    def _place(self) -> tuple[str, str]:
        """Name and full name; xlwings requests them a dozen times to write one value."""
        known = self._app.places
        until, place = known.get(self.uid, (0.0, ("", "")))
        if time.monotonic() > until:
            name, fullname = self.call("books.place")
            place = str(name), str(fullname)
            known[self.uid] = time.monotonic() + _FRESH_SECONDS, place
        return place

    @property
    def name(self) -> str:
        """File name; the title of the window before it is first saved."""
        return self._place()[0]

    @property
    def fullname(self) -> str:
        """Path; the title before it is first saved, a URL when it is not on this machine."""
        return self._place()[1]

    @property
    def _has_place(self) -> bool:
        """Whether it was ever saved."""
        return Path(self.fullname).is_absolute() or "://" in self.fullname

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
        """Save; the extension determines the format (.xlsx, .ods, ...).

        Without a path, one that was never saved goes to the working folder.

        Raises:
            XlwingsError: it is read-only or cannot be written.
        """
        if path is None and not self._has_place:
            path = f"{self.name}.xlsx"
        self.call("books.save", os.path.realpath(path) if path else None, password)
        self._app.places.pop(self.uid, None)

    def to_pdf(self, path: str, quality: str) -> None:
        """Write it as PDF; ``quality`` is ``standard``, or ``minimum`` for a small file."""
        self.call("books.export_pdf", path, quality == "minimum")
