"""The engine as xlwings sees it, and the running LibreOffices."""

import atexit
import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from xlwings import XlwingsError, base_classes

from . import programs, values
from .app import App
from .complete import complete
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
        """Convert one value for a cell."""
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
        """Convert values for the user."""
        return values.cleaned(
            data, datetime_builder, empty_as, number_builder, err_to_str=err_to_str
        )


@complete
class Apps(base_classes.Apps):
    """The running LibreOffices: the user's own, and those started in this program.

    The user's own is found while it runs, even if the user started it; it is then made to listen. A
    profile runs only once, so each of the others has its own profile.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._open: list[App] = []
        atexit.register(self._end_unseen, os.getpid())

    def _alive(self) -> list[App]:
        self._open = [app for app in self._open if app.connection.alive]
        own = programs.profile()
        known = any(app.connection.profile == own for app in self._open)
        if not known and programs.running(own):
            with contextlib.suppress(XlwingsError):
                self._open.append(self._reach(own, hidden=False))
        return list(self._open)

    def _reach(self, profile: Path, *, hidden: bool, passing: bool = False) -> App:
        """Attach to the LibreOffice with this profile, or start it."""
        connection = Connection(profile)
        try:
            if not connection.attach():
                connection.start(hidden=hidden)
        except BaseException:
            connection.close()
            raise
        return App(self, connection, hidden=hidden, passing=passing)

    def add(
        self,
        spec: str | None = None,
        add_book: bool | None = None,
        xl: Any = None,
        visible: bool | None = None,
    ) -> App:
        """Start a separate LibreOffice.

        Without ``spec`` it has the user's own settings if those are free and it is visible:
        documents that the user opens meanwhile then open there as well. Otherwise its settings are
        in a temporary folder.

        Args:
            spec: folder of a separate profile.
            add_book: open an empty workbook.
            xl: not used.
            visible: False to keep its windows out of sight.

        Raises:
            XlwingsError: a LibreOffice runs with this profile, or none can be started.
        """
        del xl
        hidden, own, passing = visible is False, programs.profile(), False
        if spec:
            profile = Path(spec).absolute()
        elif hidden or programs.running(own):
            profile, passing = programs.passing_profile(), True
        else:
            profile = own
        if programs.running(profile):
            message = (
                f"A LibreOffice with the profile '{profile}' runs already, and one profile runs "
                "once. Give another folder, or reach the one that runs with libreoffice.attach()."
            )
            raise XlwingsError(message)
        try:
            app = self._reach(profile, hidden=hidden, passing=passing)
        except BaseException:
            if passing:
                shutil.rmtree(profile, ignore_errors=True)
            raise
        self._open.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def attach(self, profile: Path | None = None) -> App:
        """The LibreOffice running with this profile: the user's own when left out.

        Raises:
            XlwingsError: none runs with that profile, or it does not answer.
        """
        wanted = programs.profile() if profile is None else profile.absolute()
        for app in self._alive():
            if app.connection.profile == wanted:
                self.to_front(app)
                return app
        if not programs.running(wanted):
            raise XlwingsError(f"No LibreOffice runs with the profile '{wanted}'.")
        self._open.insert(0, self._reach(wanted, hidden=False))
        return self._open[0]

    def _end_unseen(self, process: int) -> None:
        """End the LibreOffices that this program started and that nobody can reach after it."""
        for app in self._open if os.getpid() == process else ():
            if app.hidden and app.passing:
                with contextlib.suppress(Exception):
                    app.kill()

    def forget(self, app: App) -> None:
        """Forget an app."""
        self._open = [one for one in self._open if one is not app]

    def to_front(self, app: App) -> None:
        """Make an app the active one."""
        self._open = [app, *(one for one in self._open if one is not app)]

    @staticmethod
    def cleanup() -> None:
        """Does nothing: LibreOffice leaves no zombies."""

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
