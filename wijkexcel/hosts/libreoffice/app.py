"""One LibreOffice, and the workbooks that are open in it."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import XlwingsError, base_classes

from .book import Book
from .connection import Connection
from .native import Native
from .programs import profile, soffice
from .ranges import Range

if TYPE_CHECKING:
    from .engine import Apps, Engine

_BUTTONS = {None: 1, "ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_KINDS = {None: "INFOBOX", "info": "INFOBOX", "critical": "ERRORBOX"}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


class App(base_classes.App):
    """One LibreOffice."""

    display_alerts: bool = True
    enable_events: bool = True
    interactive: bool = True
    cut_copy_mode: str | None = None
    startup_path: str | None = None

    def __init__(
        self, apps: "Apps", connection: Connection, *, hidden: bool, passing: bool = False
    ) -> None:
        self._apps = apps
        self.connection = connection
        self.hidden = hidden
        self.passing = passing
        self.opened: set[str] = set()
        self.places: dict[str, tuple[float, tuple[str, str]]] = {}
        self._frozen = False
        self._status: str | bool = False
        self._pid = connection.pid

    @property
    def engine(self) -> "Engine":
        """The engine."""
        return self._apps.engine

    @property
    def api(self) -> Native:
        """The desktop of LibreOffice."""
        return Native(self.connection, "app")

    xl = api

    @property
    def pid(self) -> int:
        """Process id of LibreOffice if started here, else of the process that talks to it."""
        return self._pid

    @property
    def version(self) -> str:
        """Version of LibreOffice."""
        return str(self.connection.call("link.version"))

    @property
    def books(self) -> "Books":
        """Its workbooks."""
        return Books(self)

    @property
    def selection(self) -> Range | None:
        """The selected cells of the active workbook."""
        found = self.connection.call("books.selection")
        if found is None:
            return None
        uid, sheet, *box = found
        return Book(self, uid).sheets(sheet).box(*box)

    def activate(self, steal_focus: bool = False) -> None:
        """Make it the active app; to the front of the screen if asked."""
        self._apps.to_front(self)
        active = self.connection.call("books.active") if steal_focus else None
        if active:
            self.connection.call("books.activate", active)

    @property
    def visible(self) -> bool:
        """Whether its windows are in sight; what is opened later follows."""
        shown = bool(self.connection.call("books.visible"))
        return shown and not (self.hidden and not len(self.books))

    @visible.setter
    def visible(self, value: bool) -> None:
        self.hidden = not value
        self.connection.call("books.show", bool(value))

    @property
    def screen_updating(self) -> bool:
        """Whether it draws what changes."""
        return not self._frozen

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self._frozen = not value
        self.connection.call("books.freeze", not value)

    @property
    def calculation(self) -> str:
        """``automatic`` or ``manual``, of all open workbooks."""
        return "automatic" if self.connection.call("books.automatic", None) else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in {"automatic", "manual", "semiautomatic"}:
            message = f"calculation is 'automatic' or 'manual', not {value!r}"
            raise ValueError(message)
        self.connection.call("books.automatic", value != "manual")

    def calculate(self) -> None:
        """Calculate all workbooks again."""
        self.connection.call("books.calculate")

    @property
    def status_bar(self) -> str | bool:
        """What it says in the status bar; False for its own text."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = value
        self.connection.call("books.status", value if isinstance(value, str) else None)

    def run(self, macro: str, args: tuple[Any, ...]) -> None:
        """Run a macro without arguments: ``Library.Module.Sub`` in Basic, or its full address."""
        if args:
            raise NotImplementedError("macros with arguments")
        basic = f"vnd.sun.star.script:{macro}?language=Basic&location=application"
        self.connection.call("link.run_macro", macro if ":" in macro else basic)

    def alert(self, prompt: str, title: str, buttons: str, mode: str, _callback: Any) -> str:
        """Show a message box and wait for the answer."""
        words = "" if prompt is None else str(prompt), "" if title is None else str(title)
        answer = self.connection.call("books.alert", *words, _BUTTONS[buttons], _KINDS[mode])
        return _ANSWERS.get(answer, "cancel")

    @property
    def path(self) -> str:
        """Folder of the program."""
        return str(soffice().resolve().parent)

    def quit(self) -> None:
        """Close its workbooks unsaved and end it, if it was started here.

        One with the user's own settings may hold what the user opened meanwhile: then only the
        workbooks opened from here are closed, and it goes on.

        Raises:
            XlwingsError: it was not started here.
        """
        self._check_started_here()
        self.connection.end(None if self._is_apart else self.opened)
        self._leave()

    def kill(self) -> None:
        """End it at once, if it was started here.

        Raises:
            XlwingsError: it was not started here, or holds what was not opened here.
        """
        self._check_started_here()
        if not self._is_apart and self.connection.alive:
            others = self.connection.call("books.others", tuple(self.opened))
            if others:
                raise XlwingsError(f"Not opened here, so LibreOffice goes on: {', '.join(others)}.")
        self.connection.kill()
        self._leave()

    @property
    def _is_apart(self) -> bool:
        return self.connection.profile != profile()

    def _check_started_here(self) -> None:
        if self.connection.office is None and self.connection.alive:
            message = (
                "This LibreOffice was not started here, so it is not ended: its workbooks would "
                "be closed unsaved. Close workbooks one by one with book.close(), or start a "
                "LibreOffice of your own with xw.App()."
            )
            raise XlwingsError(message)

    def _leave(self) -> None:
        self._apps.forget(self)
        if self.passing:
            shutil.rmtree(self.connection.profile, ignore_errors=True)


class Books(base_classes.Books):
    """The open workbooks of one LibreOffice."""

    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> Native:
        """The desktop of LibreOffice."""
        return self.app.api

    def _all(self) -> list[Book]:
        return [Book(self.app, uid) for uid in self.app.connection.call("books.uids")]

    @property
    def active(self) -> Book:
        """The workbook in sight."""
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
        *_other: Any,
    ) -> Book:
        """Open a file; links are not updated and macros do not run.

        Raises:
            XlwingsError: LibreOffice cannot open it.
        """
        del update_links, format
        path = os.path.realpath(fullname)
        hidden, only = self.app.hidden, bool(read_only)
        uids = self.app.connection.call("books.uids")
        uid = self.app.connection.call("books.open_file", path, hidden, only, password)
        return Book(self.app, uid) if uid in uids else self._opened(uid)
