"""What is said in the status bar of LibreOffice is gone when the work is done."""

import importlib
import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

OFFICE = "wijkexcel.xlwings_libreoffice.office"


class Bar:
    """A status bar as LibreOffice has it: it shows the indicator that was started last."""

    def __init__(self) -> None:
        self.lines: list[tuple[object, str]] = []

    def createStatusIndicator(self) -> Any:  # noqa: N802 - as UNO names it
        key = object()
        return SimpleNamespace(
            start=lambda text, _: self.lines.append((key, text)),
            end=lambda: self.lines.__setitem__(
                slice(None), [line for line in self.lines if line[0] is not key]
            ),
        )

    @property
    def shown(self) -> list[str]:
        return [text for _, text in self.lines]


def test_what_was_said_is_ended_and_not_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uno", MagicMock())
    for name in ("books", "link"):
        monkeypatch.delitem(sys.modules, f"{OFFICE}.{name}", raising=False)
    books = importlib.import_module(f"{OFFICE}.books")
    office = importlib.import_module(f"{OFFICE}.link").Office()
    for name in ("books", "link"):
        monkeypatch.delitem(sys.modules, f"{OFFICE}.{name}")
    bar = Bar()
    controller = SimpleNamespace(getFrame=lambda: bar)
    document = SimpleNamespace(getCurrentController=lambda: controller)
    monkeypatch.setattr(books, "active", lambda _: "1")
    monkeypatch.setattr(office, "book", lambda _: document)
    books.status(office, "bezig met valideer")
    books.status(office, "bezig met bereken")
    assert bar.shown == ["bezig met bereken"]
    books.status(office, None)
    assert bar.shown == []
    books.status(office, None)
    assert bar.shown == []
