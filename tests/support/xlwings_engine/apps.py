"""The engine as xlwings asks for it, its apps and the workbooks that they hold open."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
from betteroffice_xlsx import CellError
from xlwings import base_classes

from tests.support.xlwings_engine.books import Book
from tests.support.xlwings_engine.errors import ComError
from tests.support.xlwings_engine.typing_in import now

ENGINE_NAME = "betteroffice"


class Engine:
    """What xlwings calls an engine implementation."""

    name = ENGINE_NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, _options: dict[str, Any]) -> Any:
        if isinstance(x, np.generic):
            x = pd.Timestamp(x) if isinstance(x, np.datetime64) else x.item()
        if isinstance(x, pd.Timestamp) and x is not pd.NaT:
            x = x.to_pydatetime()
        if isinstance(x, dt.date) and not isinstance(x, dt.datetime) and x is not pd.NaT:
            x = dt.datetime(x.year, x.month, x.day)
        return "" if pd.api.types.is_scalar(x) and pd.isna(x) else x

    @staticmethod
    def clean_value_data(
        data: Iterable[Iterable[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if isinstance(value, CellError):
                return str(value.code) if err_to_str else None
            if value is None or value == "":
                return empty_as
            if isinstance(value, dt.datetime):
                return datetime_builder(
                    year=value.year,
                    month=value.month,
                    day=value.day,
                    hour=value.hour,
                    minute=value.minute,
                    second=value.second,
                    microsecond=value.microsecond,
                    tzinfo=None,
                )
            return number_builder(value) if number_builder and type(value) is float else value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.running: list[App] = []

    def add(self, add_book: bool | None = None, **_kwargs: Any) -> App:
        app = App(self)
        self.running.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def keys(self) -> list[int]:
        return [app.pid for app in self.running]

    def __iter__(self) -> Iterator[App]:
        return iter(list(self.running))

    def __len__(self) -> int:
        return len(self.running)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self.running if app.pid == pid)


class App(base_classes.App):
    screen_updating: bool = True
    display_alerts: bool = True
    enable_events: bool = True
    interactive: bool = True
    visible: bool = False
    calculation: str = "automatic"
    status_bar: str | bool = False
    cut_copy_mode: str | bool | None = None
    version = "16.0"
    api = "betteroffice_xlsx"
    selection = None
    _pids = itertools.count(1)

    def __init__(self, apps: Apps) -> None:
        self._apps = apps
        self._pid = next(self._pids)
        self._books = Books(self)

    @property
    def engine(self) -> Engine:
        return self._apps.engine

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def books(self) -> Books:
        return self._books

    def activate(self, _steal_focus: bool = False) -> None:
        self._apps.running.remove(self)
        self._apps.running.insert(0, self)

    def calculate(self) -> None:
        for book in self.books:
            book.wb.recalculate(now_serial=now())

    def quit(self) -> None:
        for book in self.books:
            book.close()
        if self in self._apps.running:
            self._apps.running.remove(self)

    def kill(self) -> None:
        self.quit()


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app
        self.opened: list[Book] = []  # the active one first
        self.order: list[Book] = []

    def _put(self, book: Book) -> Book:
        self.opened.insert(0, book)
        self.order.append(book)
        return book

    def open(
        self, fullname: str, _update_links: Any = None, read_only: Any = None, *_other: Any
    ) -> Book:
        return self._put(Book(self, fullname, Path(fullname).read_bytes(), bool(read_only)))

    def add(self) -> Book:
        stream = io.BytesIO()
        openpyxl.Workbook().save(stream)
        return self._put(Book(self, f"Book{len(self) + 1}", stream.getvalue()))

    @property
    def active(self) -> Book:
        if not self.opened:
            raise ComError("There is no active workbook.")
        return self.opened[0]

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, str):
            for book in self.order:
                if key.lower() in (book.name.lower(), book.fullname.lower()):
                    return book
            raise KeyError(key)
        return self.order[key - 1]

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self.order))
