"""A workbook opened in the engine that stands in for Excel."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from tests.hosts.support import (
    RESULT,
    Place,
    reading_of,
    value_at,
)
from tests.support.xlwings_engine import open_book
from wijkexcel.hosts.live import LivePort


@contextmanager
def opened(data: bytes, folder: Path, name: str = "werkboek.xlsx") -> Iterator[xw.Book]:
    path = folder / name
    path.write_bytes(data)
    with open_book(path) as book:
        yield book


def result_on_start(book: xw.Book) -> str:
    return str(value_at(LivePort(book), *RESULT))


def start_cell(data: bytes, place: Place) -> tuple[str, str]:
    located = reading_of(data).map.tables[place[0]]
    return located.sheet, located.cell(place[1], place[2])
