"""The open workbooks of one LibreOffice."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import XlwingsError, base_classes

from .book import Book
from .complete import complete
from .native import Native

if TYPE_CHECKING:
    from .app import App


@complete
class Books(base_classes.Books):
    """The open workbooks of one LibreOffice."""

    def __init__(self, app: "App") -> None:
        self.app = app

    @property
    def api(self) -> Native:
        """The desktop of LibreOffice."""
        return self.app.api

    def _all(self) -> list[Book]:
        return [Book(self.app, uid) for uid in self.app.connection.call("books.uids")]

    @property
    def active(self) -> Book:
        """The visible workbook."""
        uid = self.app.connection.call("books.active")
        if uid is None:
            raise XlwingsError("There is no open workbook.")
        return Book(self.app, uid)

    def __call__(self, key: int | str) -> Book:
        """A workbook by number or file name; KeyError if there is none."""
        books = self._all()
        if isinstance(key, str):
            for book in books:
                if book.name.lower() == key.lower():
                    return book
            raise KeyError(key)
        if not 1 <= key <= len(books):
            raise KeyError(key)
        return books[key - 1]

    def __len__(self) -> int:
        return len(self.app.connection.call("books.uids"))

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def add(self) -> Book:
        """Make a new workbook."""
        return self._opened(self.app.connection.call("books.add", self.app.hidden))

    def _opened(self, uid: str) -> Book:
        self.app.opened.add(uid)
        return Book(self.app, uid)

    def open(
        self,
        fullname: str,
        update_links: Any = None,
        read_only: bool | None = None,
        format: Any = None,  # noqa: A002
        password: str | None = None,
        *others: Any,
    ) -> Book:
        """Open a file; links are not updated and macros do not run.

        Raises:
            NotImplementedError: an argument has no equivalent in LibreOffice.
            XlwingsError: LibreOffice cannot open it.
        """
        if update_links or format is not None or any(other is not None for other in others):
            message = (
                "LibreOffice opens a workbook with read_only and password only: links are not "
                "updated, and text files are better read with csv or pandas."
            )
            raise NotImplementedError(message)
        path = os.path.realpath(fullname)
        hidden, only = self.app.hidden, bool(read_only)
        uids = self.app.connection.call("books.uids")
        uid = self.app.connection.call("books.open_file", path, hidden, only, password)
        return Book(self.app, uid) if uid in uids else self._opened(uid)
