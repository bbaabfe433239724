"""The engine as xlwings knows it, and the running LibreOffices."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from xlwings import XlwingsError, base_classes

from . import programs, values
from .app import App
from .connection import Connection

NAME = "libreoffice"


class Engine:
    """What xlwings calls an engine implementation."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        """One value on its way to a cell."""
        kind = type(value)
        if kind is str or (kind is float and value == value):  # noqa: PLR0124 (not NaN)
            return value
        return values.prepared(value)

    @staticmethod
    def clean_value_data(
        data: Iterable[Iterable[Any]],
        datetime_builder: Any,
        empty_as: Any,
        number_builder: Any,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """Values on their way to the user."""
        return values.cleaned(
            data, datetime_builder, empty_as, number_builder, err_to_str=err_to_str
        )


class Apps(base_classes.Apps):
    """The running LibreOffices: mostly one, since one profile can run only once.

    The LibreOffice of the user is found while it runs, also when the user started it; it is then
    asked to listen. Others are those started in this program with a profile of their own.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._open: list[App] = []

    def _alive(self) -> list[App]:
        self._open = [app for app in self._open if app.connection.alive]
        own = programs.profile()
        known = any(app.connection.profile == own for app in self._open)
        if not known and programs.running(own):
            with contextlib.suppress(XlwingsError):
                self._open.append(self._reach(own, hidden=False))
        return list(self._open)

    def _reach(self, profile: Path, *, hidden: bool) -> App:
        """Attach to the LibreOffice with this profile, or start it."""
        connection = Connection(profile)
        try:
            if not connection.attach():
                connection.start(hidden=hidden)
        except BaseException:
            connection.close()
            raise
        return App(self, connection, hidden=hidden)

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,
        xl: Any = None,
        visible: bool | None = None,
    ) -> App:
        """Start LibreOffice, or use the one that runs: a profile can be in use only once.

        Args:
            spec: folder of a profile of its own, for a LibreOffice apart from the user's.
            add_book: open an empty workbook, unless one is open.
            xl: not used.
            visible: False to keep its windows out of sight.
        """
        del xl
        profile = Path(spec).absolute() if spec else programs.profile()
        app = next((a for a in self._alive() if a.connection.profile == profile), None)
        if app is None:
            app = self._reach(profile, hidden=visible is False)
        else:
            self._open.remove(app)
            app.hidden = visible is False
        self._open.insert(0, app)
        if add_book and not len(app.books):
            app.books.add()
        return app

    def forget(self, app: App) -> None:
        """Leave an app out from now on."""
        self._open = [one for one in self._open if one is not app]

    def to_front(self, app: App) -> None:
        """Make an app the active one."""
        self._open = [app, *(one for one in self._open if one is not app)]

    @staticmethod
    def cleanup() -> None:
        """Nothing: LibreOffice leaves no zombies."""

    def keys(self) -> list[int]:
        """Process ids."""
        return [app.pid for app in self._alive()]

    def __iter__(self) -> Iterator[App]:
        return iter(self._alive())

    def __len__(self) -> int:
        return len(self._alive())

    def __getitem__(self, pid: int) -> App:
        for app in self._alive():
            if app.pid == pid:
                return app
        message = f"Could not find a LibreOffice instance with the process id {pid}."
        raise KeyError(message)
