"""One LibreOffice, and its open workbooks."""

import shutil
from typing import TYPE_CHECKING, Any

from xlwings import XlwingsError, base_classes

from .book import Book
from .books import Books
from .complete import complete
from .connection import Connection
from .native import Native
from .programs import profile, soffice
from .ranges import Range

if TYPE_CHECKING:
    from .engine import Apps, Engine

_BUTTONS = {None: 1, "ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_KINDS = {None: "INFOBOX", "info": "INFOBOX", "critical": "ERRORBOX"}
_ANSWERS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}


@complete
class App(base_classes.App):
    """One LibreOffice."""

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
        self._interactive = True
        self._alerts = True
        self._status: str | bool = False
        self._pid = connection.pid

    @property
    def engine(self) -> "Engine":
        """The engine."""
        return self._apps.engine

    @property
    def api(self) -> Native:
        """The desktop of LibreOffice."""
        return Native(self.connection, "link")

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
        """Make it the active app; bring it to the front if requested."""
        self._apps.to_front(self)
        active = self.connection.call("books.active") if steal_focus else None
        if active:
            self.connection.call("books.activate", active)

    @property
    def visible(self) -> bool:
        """Whether its windows are visible; workbooks opened later follow."""
        shown = bool(self.connection.call("books.visible"))
        return shown and not (self.hidden and not len(self.books))

    @visible.setter
    def visible(self, value: bool) -> None:
        self.hidden = not value
        self.connection.call("books.show", bool(value))

    @property
    def screen_updating(self) -> bool:
        """Whether it draws changes on the screen."""
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
        if value not in {"automatic", "manual"}:
            message = f"LibreOffice calculates 'automatic' or 'manual', not {value!r}."
            raise ValueError(message)
        self.connection.call("books.automatic", value != "manual")

    @property
    def display_alerts(self) -> bool:
        """As set by the caller. Operations from here never ask the user anything."""
        return self._alerts

    @display_alerts.setter
    def display_alerts(self, value: bool) -> None:
        self._alerts = bool(value)

    @property
    def enable_events(self) -> bool:
        """Whether a workbook's event macros run."""
        return True

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        if not value:
            message = (
                "LibreOffice cannot keep back the macros of events. Those of a workbook that is "
                "opened from here do not run at all."
            )
            raise NotImplementedError(message)

    @property
    def interactive(self) -> bool:
        """Whether its windows accept the user's typing and clicks."""
        return self._interactive

    @interactive.setter
    def interactive(self, value: bool) -> None:
        self._interactive = bool(value)
        self.connection.call("books.interactive", bool(value))

    @property
    def cut_copy_mode(self) -> bool:
        """False: copying from here does not use the clipboard."""
        return False

    @cut_copy_mode.setter
    def cut_copy_mode(self, value: bool) -> None:
        if value:
            raise ValueError("cut_copy_mode can be set to False only.")

    def calculate(self) -> None:
        """Recalculate all workbooks."""
        self.connection.call("books.calculate")

    @property
    def status_bar(self) -> str | bool:
        """The text in the status bar; False for LibreOffice's own text."""
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
        """Close its workbooks without saving and end it, if it was started here.

        One with the user's own settings may have documents that the user opened meanwhile: then
        only workbooks opened from here are closed, and it keeps running.

        Raises:
            XlwingsError: it was not started here.
        """
        self._check_started_here()
        self.connection.end(None if self._is_apart else self.opened)
        self._leave()

    def kill(self) -> None:
        """End it at once, if it was started here.

        Raises:
            XlwingsError: it was not started here, or has documents that were not opened here.
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
